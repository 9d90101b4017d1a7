//! The requirements of SP 800-171 Rev 2 with their points, objectives and POA&M eligibility, their families, and the
//! body of evidence of `FedRAMP` Moderate equivalency.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::bundled::{EVIDENCE, FAMILIES, FIRST_OF_FAMILY, REQUIREMENTS};

/// What a requirement that is NOT MET takes from the score (32 CFR 170.24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 5, 3 or 1 points.
    Points(u8),
    /// 3.5.3 and 3.13.11: fewer points when the SSP row declares `state`.
    Variable {
        /// Points without that state.
        full: u8,
        /// Points in that state.
        partial: u8,
        /// The word of `state=` in the SSP.
        state: &'static str,
    },
    /// 3.12.4: without an SSP the assessment cannot be completed (32 CFR 170.24(c)(2)(i)(B)(5)).
    Unscored,
}

impl Weight {
    /// Points without a partial state; 0 when unscored.
    pub fn full(self) -> u16 {
        match self {
            Self::Points(n) => u16::from(n),
            Self::Variable { full, .. } => u16::from(full),
            Self::Unscored => 0,
        }
    }

    /// Points in the state that the SSP declares, if it is the one that counts.
    pub fn in_state(self, declared: Option<&str>) -> u16 {
        match self {
            Self::Variable { partial, state, .. } if declared == Some(state) => u16::from(partial),
            other => other.full(),
        }
    }
}

/// Whether a requirement may stand on a POA&M behind a Conditional Level 2 status (32 CFR 170.21(a)(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Poam {
    /// Worth 1 point and not named.
    Eligible,
    /// Worth more than 1 point: 170.21(a)(2)(ii).
    WorthMore,
    /// Named in 170.21(a)(2)(iii), never eligible.
    Named,
    /// 3.13.11: only when encryption is employed and not FIPS-validated, 170.21(a)(2)(ii).
    Conditional,
}

/// Who keeps a part of a requirement by practice, however much a provider does. No regulation says so: published matrices
/// and practitioners do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keeps {
    /// The organization, always: training, personnel, its own assessment, who is authorized.
    Always,
    /// The organization, if it has rooms of its own.
    Premises,
    /// The organization, if it has paper or removable media.
    Media,
    /// Sources quarrel.
    Contested,
    /// Nothing is said.
    None,
}

/// A requirement of SP 800-171 Rev 2, or one of those of SP 800-172 that Level 3 adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// Plain id, `3.1.1`.
    pub id: &'static str,
    /// CMMC Level 2 id, `AC.L2-3.1.1`.
    pub cmmc_id: &'static str,
    /// Family, `AC`.
    pub family: &'static str,
    /// Short title of the CMMC Level 2 practice.
    pub title: &'static str,
    /// Score points.
    pub weight: Weight,
    /// Letters of its objectives in SP 800-171A (June 2018), `abcdef`; `a` where the document has a single unlettered one.
    pub letters: &'static str,
    /// CMMC Level 1 id, `AC.L1-b.1.i`, if Level 1 has it; three requirements share `PE.L1-b.1.ix`.
    pub level1: Option<&'static str>,
    /// Practice of CMMC 1 with the same text, `AC.1.001` (CMMC Model v1.02), also under another family; empty at Level 3.
    pub cmmc1: &'static str,
    /// POA&M eligibility.
    pub poam: Poam,
    /// Who keeps a part of it by practice.
    pub keeps: Keeps,
    /// Letters of the objectives that are looked at on the premises (CAP v2.0 P.11).
    pub onsite: &'static str,
    /// Controls of SP 800-53 Rev 4 that are related (SP 800-171 Rev 2, Appendix D), joined by blanks. None of them answers for
    /// the requirement by itself.
    pub hints: &'static str,
}

/// A family of SP 800-171 Rev 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// Two letters, `AC`.
    pub id: &'static str,
    /// Name, `Access Control`.
    pub name: &'static str,
}

/// Index of a requirement: the 110 of Revision 2 in the order of the document, then the 24 that Level 3 adds. This module
/// makes no other values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementIx(pub u8);

impl RequirementIx {
    /// The requirement. An index that does not exist reads as the first requirement.
    pub fn get(self) -> &'static Requirement {
        let [first, ..] = &REQUIREMENTS;
        REQUIREMENTS.get(usize::from(self.0)).unwrap_or(first)
    }

    /// The 110 requirements of Revision 2 in order.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..LEN).map(Self)
    }

    /// The 24 requirements of SP 800-172 that Level 3 adds (32 CFR 170.14 Table 1), in order.
    pub fn level3() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (LEN..END).map(Self)
    }

    /// The requirements that a boundary of a level is assessed against: 17 ids, 110, or 134.
    pub fn of_level(level: i64) -> impl Iterator<Item = Self> {
        let end = if level >= 3 { END } else { LEN };
        (0..end).map(Self).filter(move |ix| level >= 2 || ix.get().level1.is_some())
    }

    /// True for those that Level 3 adds.
    pub fn is_level3(self) -> bool {
        self.0 >= LEN
    }

    /// The Level 3 requirement of an id such as `3.6.1e` or `IR.L3-3.6.1e`.
    pub fn of_level3(text: &str) -> Option<Self> {
        let plain = text.trim().trim_matches('*');
        Self::level3().find(|ix| {
            let r = ix.get();
            let rest = plain.strip_prefix(r.cmmc_id).or_else(|| plain.strip_prefix(r.id));
            rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
        })
    }

    /// The requirement `3.family.number`.
    pub(super) fn of_number(family: u32, number: u32) -> Option<Self> {
        let family = usize::try_from(family).ok()?.checked_sub(1)?;
        let number = u8::try_from(number).ok()?.checked_sub(1)?;
        let (first, end) = (*FIRST_OF_FAMILY.get(family)?, *FIRST_OF_FAMILY.get(family + 1)?);
        let ix = first.checked_add(number)?;
        (ix < end).then_some(Self(ix))
    }
}

/// Requirements of Revision 2.
const LEN: u8 = 110;
#[expect(clippy::cast_possible_truncation, reason = "134 requirements")]
const END: u8 = REQUIREMENTS.len() as u8;

/// The 110 requirements of Revision 2 in the order of the document.
pub fn requirements() -> &'static [Requirement] {
    REQUIREMENTS.split_at(usize::from(LEN)).0
}

/// The requirement of a plain Rev 2 id, `3.1.1`; other forms are read by [`super::read_id`].
pub fn requirement(id: &str) -> Option<RequirementIx> {
    let (family, number) = id.strip_prefix("3.")?.split_once('.')?;
    let ix = RequirementIx::of_number(family.parse().ok()?, number.parse().ok()?)?;
    (ix.get().id == id).then_some(ix)
}

/// The requirements that a control of SP 800-53 is related to, in order. An enhancement, `AC-2(1)`, hints only where it is
/// named itself.
pub fn requirements_hinted_by(control: &str) -> &'static [RequirementIx] {
    static HINTS: LazyLock<BTreeMap<&str, Vec<RequirementIx>>> = LazyLock::new(|| {
        let mut out: BTreeMap<&str, Vec<RequirementIx>> = BTreeMap::new();
        for ix in RequirementIx::all() {
            for control in ix.get().hints.split_whitespace() {
                out.entry(control).or_default().push(ix);
            }
        }
        out
    });
    HINTS.get(control).map_or(&[], Vec::as_slice)
}

/// The 14 families in the order of the document.
pub fn families() -> &'static [Family] {
    &FAMILIES
}

/// How often an item of the body of evidence is made anew or validated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// With each edition.
    Always,
    /// At least once a month.
    Monthly,
    /// At least once a year.
    Annual,
}

/// An item of the body of evidence of `FedRAMP` Moderate equivalency (`DoD` CIO memorandum of 2023-12-21).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceItem {
    /// Id, `system-security-plan`.
    pub id: &'static str,
    /// The document that holds it: `ssp`, `sap`, `sar` or `poam`.
    pub part_of: &'static str,
    /// How often it is made anew, where the memorandum says so.
    pub recurrence: Option<Period>,
    /// How often the 3PAO makes or validates it, where the memorandum says so.
    pub assessor: Option<Period>,
}

/// The 28 items of the body of evidence, in the order of the memorandum.
pub fn evidence_items() -> &'static [EvidenceItem] {
    &EVIDENCE
}
