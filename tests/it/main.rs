//! Tests
#[cfg(test)]
mod catalog;
