//! Tests, all through the front door: text in, findings out.

#[cfg(test)]
mod catalog;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod hook;
#[cfg(test)]
mod parse;
#[cfg(test)]
mod report;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tidy;
