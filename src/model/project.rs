//! The words of `crmlint.kdl`: what is read, which rules run at which level, and the waivers.

use crate::noun;
use crate::schema::grammar::{Id, Text};
use crate::words;
use jiff::civil::Date;

words! {
    /// Levels of findings.
    pub enum LevelWord {
        /// law or regulation
        Error = "error",
        /// practice
        Warning = "warning",
        /// a hint
        Note = "note",
        /// not run
        Off = "off",
    }
}

noun! {
    /// A finding that somebody decided to live with until a date.
    pub struct Waiver = "waiver" as "waiver" {
        /// The rule.
        rule "rule" optarg Text;
        /// Why.
        reason "reason" optarg Text;
        /// What it is about: an id, such as northwind-cmmc or crm:northwind-cmmc/3.1.1.
        at "at" word Text;
        /// Last day on which it holds.
        until "until" word Date;
        /// Who answers for it: a role or a name.
        by "by" word Text;
    }
}

noun! {
    /// A word that a responsibility column of this project uses.
    pub struct ResponsibilityWord = "responsibility-word" as "project-responsibility-word" {
        /// As written in the file.
        text "text" arg Text;
        /// What it means.
        means "means" word Id;
    }
}
