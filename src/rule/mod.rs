//! Rules: the language, the facts they read and how they are run.
pub mod facts;
pub mod fill;
