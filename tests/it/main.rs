//! Tests

mod report;
