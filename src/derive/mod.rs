//! Facts that follow from the declarations: each module is one pure function from the model to facts, specified by the
//! decision tables and explained by the places it rests on.

pub mod certificate;
pub mod classify;
pub mod cloud;
pub mod fit;
pub mod independence;
pub mod inherit;
pub mod listed;
pub mod ownership;
pub mod reliance;
pub mod score;
pub mod status;
pub mod wording;

/// A derived yes or no that may be undecidable from what was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tri {
    /// No.
    No,
    /// Not decidable.
    Unknown,
    /// Yes.
    Yes,
}

impl Tri {
    /// From a decided value.
    pub fn of(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}
