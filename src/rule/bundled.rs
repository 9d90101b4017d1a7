//! The rules that come with crmlint, compiled. Generated from `rules/`: `UPDATE=1 cargo test --test it engine`.

use super::Rule;

/// All bundled rules, by area and name.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[];
