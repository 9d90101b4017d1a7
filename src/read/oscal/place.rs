//! Which control or statement an id means, so that plans which write it differently are held to each other.

use crate::catalog::{self, Reading};
use crate::read::matrix::key;

/// A control, or a statement of one. Two are equal where they surely mean the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    catalogue: Catalogue,
    key: String,
}

/// The catalogue that an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Catalogue {
    /// SP 800-171. `03.01.01` is `3.1.1` here: a link by its own id says that the two plans mean one thing.
    Sp800171,
    /// SP 800-53.
    Sp80053,
    /// One that is not known.
    Other,
}

impl Place {
    /// Reads `03.01.01`, `AC.L2-3.1.1`, `3.1.1_smt.a`, `ac-2_smt.a`, `AC-02 (01)` and the like.
    pub fn of(id: &str) -> Self {
        let plain = ["_smt", "_stmt", "_obj"].iter().fold(id.to_owned(), |id, mark| id.replace(mark, ""));
        match catalog::read_ids(&plain, None).as_slice() {
            [Reading::Requirement { ix, letters, .. }] => {
                Self { catalogue: Catalogue::Sp800171, key: format!("{ix:?} {letters}") }
            }
            [Reading::Control80053 { .. }] => Self { catalogue: Catalogue::Sp80053, key: key(&plain) },
            [Reading::Revision3 { .. } | Reading::UnknownLetter { .. } | Reading::UnknownNumber { .. }] => {
                Self { catalogue: Catalogue::Sp800171, key: key(&plain) }
            }
            _ => Self { catalogue: Catalogue::Other, key: key(id) },
        }
    }

    /// True if both are of one catalogue, so that they can be told apart.
    pub fn is_comparable(&self, other: &Self) -> bool {
        self.catalogue == other.catalogue
    }
}
