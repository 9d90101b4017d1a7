//! Tests, all through the front door: text in, findings out.

#[cfg(test)]
mod catalog;
#[cfg(test)]
mod ci;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod config;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod differ;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod export;
#[cfg(test)]
mod files;
#[cfg(test)]
mod fix;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod git;
#[cfg(test)]
mod hard;
#[cfg(test)]
mod hook;
#[cfg(test)]
mod kdl;
#[cfg(test)]
mod known;
#[cfg(test)]
mod market;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod oscal;
#[cfg(test)]
mod package;
#[cfg(test)]
mod parse;
#[cfg(test)]
mod report;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod selection;
#[cfg(test)]
mod silence;
#[cfg(test)]
mod support;
#[cfg(test)]
mod text;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod transcripts;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod units;
#[cfg(test)]
mod watch;
#[cfg(test)]
mod workbook;
