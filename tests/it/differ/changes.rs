//! Where a reader does not follow the specification, each as a change of one production of the grammar. A difference
//! between the kdl crate and the specification is accepted only if the grammar with such changes reads exactly what
//! that crate reads. `docs/kdl.md` says of each who is right and why.

/// A change of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// `disallowed-literal-code-points` without U+007F.
    Delete,
    /// `disallowed-literal-code-points` may stand in comments.
    InComments,
    /// `disallowed-keyword-identifiers` without `-inf`.
    MinusInf,
    /// `hex`, `octal` and `binary` may begin with `0X`, `0O` and `0B`.
    CapitalRadix,
    /// `single-line-raw-string-body` may begin with two quotes.
    RawQuotes,
    /// `multi-line-raw-string-body` may not be one quote.
    RawOneQuote,
    /// `slashdash` before an entry may be followed by hidden entries.
    Stacked,
    /// `base-node` asks for a `node-space` before a `slashdash`, and nothing that ends in a string or number may stand
    /// before one.
    Glued,
    /// A hidden node is a `line-space`: it needs no `node-terminator` and may have none but a line break or comment.
    HiddenNode,
    /// `integer` and the digits of `hex`, `octal` and `binary` must fit into 128 bits with a sign.
    Bits128,
}

impl Change {
    /// Those of the kdl crate, with their names in `docs/kdl.md`.
    pub(crate) const KDL: [(Self, &str); 10] = [
        (Self::Delete, "delete"),
        (Self::InComments, "in-comments"),
        (Self::MinusInf, "minus-inf"),
        (Self::CapitalRadix, "capital-radix"),
        (Self::RawQuotes, "raw-quotes"),
        (Self::RawOneQuote, "raw-one-quote"),
        (Self::Stacked, "stacked-slashdash"),
        (Self::Glued, "glued-slashdash"),
        (Self::HiddenNode, "hidden-node"),
        (Self::Bits128, "bits-128"),
    ];
}

/// Some changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Changes(u16);

impl Changes {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn of(changes: impl IntoIterator<Item = Change>) -> Self {
        Self(changes.into_iter().fold(0, |all, c| all | 1 << c as u16))
    }

    pub(crate) fn has(self, change: Change) -> bool {
        self.0 & (1 << change as u16) != 0
    }
}
