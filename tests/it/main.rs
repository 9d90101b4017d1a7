//! Tests, all through the front door: text in, findings out.

mod catalog;
mod engine;
mod parse;
mod report;
