//! Tests

mod parse;
