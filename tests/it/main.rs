//! Tests
mod catalog;
