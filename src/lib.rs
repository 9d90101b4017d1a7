//! crmlint: an open, executable method for validating a Customer Responsibility Matrix.
//!
//! The pipeline: `discover` and `parse` make [`source::Sources`]; `model` reads the typed declarations; `derive` publishes
//! facts (classification, cloud standing, ownership, score); `rule` evaluates declarative rules on the facts; `check`
//! ties them together in one pure function that the command line, the tests and later the editor call.

pub mod source;

pub mod finding;

pub mod parse;

pub mod catalog;
pub mod fact;
pub mod schema;

pub mod model;
pub mod read;

pub mod derive;

pub mod baseline;
pub mod rule;
pub mod waiver;

pub mod check;
pub mod fix;

pub mod export;
pub mod report;

pub mod discover;
pub mod project;

pub mod cli;
