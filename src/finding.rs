//! What crmlint tells the user: a finding with its place, the other side, a citation and what it costs in points.
//! A finding without a primary label cannot be built. The findings that are no rule have fixed names, listed here.

use std::borrow::Cow;
use std::fmt;

use crate::source::{Span, is_bare, quoted};

/// How serious a finding is. Law or regulation is an error, assessor practice a warning, a hint a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not shown.
    Off,
    /// A hint.
    Note,
    /// Practice.
    Warning,
    /// Law or regulation, or a declaration that could not be read.
    Error,
}

impl Level {
    /// The word used in `crmlint.kdl`, on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "note" => Some(Self::Note),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A rule's name: readable, never a number.
pub type RuleName = Cow<'static, str>;

/// A place and what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands here, in a few words; may be empty for a primary label that the message explains.
    pub text: String,
}

impl Label {
    /// A label.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Status {
    /// It counts.
    #[default]
    Open,
    /// A waiver holds it back.
    Waived {
        /// The reason that the waiver gives.
        reason: String,
        /// Who answers for it.
        by: String,
        /// Last day on which the waiver holds, ISO.
        until: String,
    },
    /// It stands in the baseline: known before crmlint was introduced, and not counted.
    Baselined,
}

/// A change of text that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words: "write `3.1.1`".
    pub say: String,
    /// True when the meaning stays what the author meant; otherwise a person has to look at the result.
    pub safe: bool,
    /// Places and what is to stand there, in source order; they do not overlap. All of them are applied or none.
    pub edits: Vec<Edit>,
}

/// A replacement of the text under a span; an empty span is an insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// With what.
    pub text: String,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule, or a fixed name of [`FIXED`].
    pub rule: RuleName,
    /// How serious.
    pub level: Level,
    /// One line, lower case, no full stop.
    pub message: String,
    /// Where the finding points.
    pub primary: Label,
    /// The other side and what explains it.
    pub others: Vec<Label>,
    /// One action that mends it.
    pub help: Option<String>,
    /// Citations, `32 CFR 170.19(c)(2)(ii)`.
    pub cite: Vec<Cow<'static, str>>,
    /// Requirements of SP 800-171 that the finding touches, plain ids, sorted.
    pub requirements: Vec<String>,
    /// Score points that it costs or puts at risk, each requirement once.
    pub points: Option<u16>,
    /// `kind:id[/requirement[letters]]`, what waivers and fingerprints refer to.
    pub entity: String,
    /// Path of the field that decided, for the fingerprint.
    pub field: String,
    /// Normalised value of that field, `absent` if missing, for the fingerprint.
    pub value: String,
    /// First 16 hex digits of the SHA-256 over rule, entity, field and value; filled by `check`.
    pub fingerprint: String,
    /// True when sources disagree on the rule.
    pub debated: bool,
    /// Open, waived or in the baseline.
    pub status: Status,
    /// Changes of text that mend it, the best one first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding of a fixed name at one place. The level is the one of [`FIXED`].
    pub fn fixed(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        let level = fixed_named(rule).map_or(Level::Error, |f| f.level);
        Self {
            rule: Cow::Borrowed(rule),
            level,
            message: message.into(),
            primary: Label::new(span, ""),
            others: Vec::new(),
            help: None,
            cite: Vec::new(),
            requirements: Vec::new(),
            points: None,
            entity: String::new(),
            field: String::new(),
            value: String::new(),
            fingerprint: String::new(),
            debated: false,
            status: Status::Open,
            fixes: Vec::new(),
        }
    }

    /// Adds a change that mends it.
    #[must_use]
    pub fn fix(mut self, say: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { say: say.into(), safe, edits });
        self
    }

    /// Adds a change of one place, if it is known.
    #[must_use]
    pub fn fix_opt(self, say: &str, safe: bool, edit: Option<(Span, String)>) -> Self {
        match edit {
            Some((span, text)) => self.fix(say, safe, vec![Edit { span, text }]),
            None => self,
        }
    }

    /// Offers another word in place of the one that the finding points at. It is safe where no other word is meant, which
    /// only the fixed words of the language can be sure of.
    #[must_use]
    pub fn replace(self, word: &str, safe: bool) -> Self {
        let written = if is_bare(word) { word.to_owned() } else { quoted(word) };
        let edit = Edit { span: self.primary.span, text: written.clone() };
        self.fix(format!("write `{written}`"), safe, vec![edit])
    }

    /// The same with a text that is written as it is.
    #[must_use]
    pub fn replace_raw(self, written: &str) -> Self {
        let edit = Edit { span: self.primary.span, text: written.to_owned() };
        self.fix(format!("write `{written}`"), true, vec![edit])
    }

    /// Sets the text of the primary label.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.others.push(Label::new(span, text));
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Sets the help, if there is one.
    #[must_use]
    pub fn help_opt(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// Sets the entity that waivers and fingerprints refer to.
    #[must_use]
    pub fn entity(mut self, entity: impl Into<String>) -> Self {
        self.entity = entity.into();
        self
    }

    /// Lowers or raises the level.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// A finding that is no rule: its name, usual level, one sentence and what to do.
#[derive(Debug)]
pub struct Fixed {
    /// Name, usable in `rule NAME level=…` and in waivers.
    pub name: &'static str,
    /// Usual level.
    pub level: Level,
    /// What it says.
    pub summary: &'static str,
    /// Why it matters and what to do.
    pub why: &'static str,
}

/// Findings that no selection, level or waiver may hide: something was not read.
pub const ALWAYS: &[&str] =
    &["kdl-syntax", "unreadable-file", "limit-exceeded", "source-unreadable", "rule-invalid", "not-in-schema"];

/// All findings that are no rule.
pub const FIXED: &[Fixed] = &[
    Fixed {
        name: "kdl-syntax",
        level: Level::Error,
        summary: "the file is not valid KDL 2.0",
        why: "A file that does not parse declares nothing, so rules that count over files answer undecided instead of clear. \
              Mend the line that is shown; the first slip of a cascade is reported.",
    },
    Fixed {
        name: "unreadable-file",
        level: Level::Error,
        summary: "a file that was asked for or found could not be read",
        why: "Permissions, a broken link or bytes that are not UTF-8. Nothing in the file was checked.",
    },
    Fixed {
        name: "limit-exceeded",
        level: Level::Error,
        summary: "a file is larger or nested deeper than crmlint reads",
        why: "A KDL file may have 16 MiB and 64 levels of nesting. The limits keep a hostile or broken file from taking the run down.",
    },
    Fixed {
        name: "not-in-schema",
        level: Level::Error,
        summary: "a node, property or value that the language does not have",
        why: "A misspelt word must not read as silence. `crmlint schema declaration` prints the whole grammar.",
    },
    Fixed {
        name: "duplicate-id",
        level: Level::Error,
        summary: "two declarations have the same id",
        why: "References would be ambiguous. Assets, environments and providers share one namespace in an organization.",
    },
    Fixed {
        name: "duplicate-row",
        level: Level::Error,
        summary: "two rows of one document answer the same requirement differently",
        why: "Nobody can tell which one counts. Rows for different services are combined, rows for the same one must agree.",
    },
    Fixed {
        name: "dangling-reference",
        level: Level::Error,
        summary: "a reference names nothing that is declared",
        why: "What hangs on the reference stays unknown. The nearest id is shown.",
    },
    Fixed {
        name: "unknown-word",
        level: Level::Error,
        summary: "a word that crmlint does not know stands where the language has fixed words",
        why: "The value stays unknown; it is never rounded in the provider's favour.",
    },
    Fixed {
        name: "unknown-offering",
        level: Level::Note,
        summary: "the cloud offering is not in the catalogue",
        why: "What is declared about it was not compared with the FedRAMP Marketplace. `offerings \"file.kdl\"` in crmlint.kdl extends the catalogue.",
    },
    Fixed {
        name: "marketplace-differs",
        level: Level::Note,
        summary: "the project's export of the FedRAMP Marketplace differs from the catalogue or from what is declared",
        why: "Status and level of a package change, and an id may be given up. The newer of export and catalogue counts, and both \
              places are shown. `marketplace \"FILE.json\"` in crmlint.kdl names the export.",
    },
    Fixed {
        name: "boundary-not-stated",
        level: Level::Error,
        summary: "there are several boundaries and a node does not say to which it belongs",
        why: "Ownership, score and status are counted per boundary. Add boundary=…",
    },
    Fixed {
        name: "source-unreadable",
        level: Level::Error,
        summary: "the file that a declaration names could not be read",
        why: "It is missing, outside the tree, a folder, not what its ending says, or of a format that this version does not read. What it holds stays unknown.",
    },
    Fixed {
        name: "marks-contradict",
        level: Level::Warning,
        summary: "a row of a provider's file marks two things that cannot both be true",
        why: "Two statuses at once, or a control that is shared and can be inherited in full or not at all, which FedRAMP's \
              guidance for its workbook rules out. All marks are kept, none is preferred.",
    },
    Fixed {
        name: "formula-without-value",
        level: Level::Warning,
        summary: "a cell of a provider's file is a formula whose value is not in the file",
        why: "Programs that do not compute see an empty cell, and so does crmlint. Open the workbook in the program that it \
              was made with, and save it again.",
    },
    Fixed {
        name: "rows-missing",
        level: Level::Note,
        summary: "a provider's file answers most requirements and leaves some out",
        why: "A matrix may speak only for its own rows, so this is a note. Each missing requirement or objective is named.",
    },
    Fixed {
        name: "hidden-content",
        level: Level::Note,
        summary: "a provider's file has a hidden sheet or column that holds something",
        why: "Hidden text is not read as part of the matrix, and it travels with the file. In a provider's own file it is a warning.",
    },
    Fixed {
        name: "remark-left",
        level: Level::Note,
        summary: "a cell of a provider's file says that it is not for others",
        why: "Remarks such as `remove before publishing` were meant for the provider's own people. In a provider's own file it is a warning.",
    },
    Fixed {
        name: "comment-left",
        level: Level::Note,
        summary: "comments are left in a provider's file",
        why: "They travel with the file to every customer.",
    },
    Fixed {
        name: "author-left",
        level: Level::Note,
        summary: "the properties of a provider's file name people",
        why: "They travel with the file to every customer. Only a provider's own file is looked at.",
    },
    Fixed {
        name: "oscal-reference",
        level: Level::Error,
        summary: "an OSCAL document names a component, an authorization or a party that it does not have",
        why: "Whose part it is cannot be told. The nearest thing to mend is the id, which is often copied from a template.",
    },
    Fixed {
        name: "oscal-shape",
        level: Level::Note,
        summary: "an OSCAL document is not as NIST's schema asks",
        why: "It is read all the same, and other programs may refuse it. A word that looks like a slip of one of OSCAL's is a \
              warning, as what stands under it is not read.",
    },
    Fixed {
        name: "inherited-nowhere",
        level: Level::Error,
        summary: "an OSCAL plan inherits or satisfies something that no given document exports",
        why: "An inherited control whose source is not there is owned by nobody. If the provider's plan was not given at all, \
              `leveraged-not-given` says so instead.",
    },
    Fixed {
        name: "satisfied-mismatch",
        level: Level::Error,
        summary: "an OSCAL plan satisfies something that is no responsibility of that control",
        why: "An answer to another control's duty, or to what the provider itself provides, leaves the duty open.",
    },
    Fixed {
        name: "responsibility-unsatisfied",
        level: Level::Error,
        summary: "a responsibility that a provider's OSCAL plan exports is satisfied by nobody",
        why: "This is the OSCAL form of a duty handed over and never answered (32 CFR 170.19(c)(2)(ii)).",
    },
    Fixed {
        name: "inherited-unfinished",
        level: Level::Error,
        summary: "an OSCAL plan inherits what its provider has only planned or partly implemented",
        why: "What a provider plans protects nothing yet (32 CFR 170.24(b)).",
    },
    Fixed {
        name: "shared-as-inherited",
        level: Level::Error,
        summary: "an OSCAL plan inherits a control whole of which its provider leaves a part to the customer",
        why: "The customer's part has no owner.",
    },
    Fixed {
        name: "statement-not-addressed",
        level: Level::Error,
        summary: "an OSCAL plan answers a control statement by statement and leaves one out of which it has a part",
        why: "A requirement is met only if each of its objectives is (32 CFR 170.24(b)).",
    },
    Fixed {
        name: "duty-dropped",
        level: Level::Error,
        summary: "a provider in the middle of a chain of OSCAL plans neither answers nor hands on a duty of its own provider",
        why: "The customer at the end never hears of it.",
    },
    Fixed {
        name: "export-older-than-authorization",
        level: Level::Warning,
        summary: "a provider's OSCAL plan was last changed before the authorization that is leveraged",
        why: "It describes the system as it was before it was authorized.",
    },
    Fixed {
        name: "leveraged-not-given",
        level: Level::Note,
        summary: "an OSCAL plan points into a document that was not given",
        why: "What is behind the link stays unknown. Declare the provider's plan as a crm with its source.",
    },
    Fixed {
        name: "totals-differ",
        level: Level::Warning,
        summary: "a plan counts its requirements by status, and the counts do not agree with each other or with its rows",
        why: "A plan whose summary says 91 where its rows come to 88 is one that was changed by hand in one place only. An \
              assessor adds up and asks which of both is true.",
    },
    Fixed {
        name: "controls-as-hints",
        level: Level::Note,
        summary: "rows are written by SP 800-53 controls or by Revision 3, which only hint at requirements",
        why: "CMMC assesses the requirements of NIST SP 800-171. Appendix D of Revision 2 relates controls to them, many to many, so \
              a row by control says where to look and never who is responsible. What is related to no requirement is named. Revision 3 has other requirements under the \
              same numbers, so its rows say nothing of those of Revision 2.",
    },
    Fixed {
        name: "rule-invalid",
        level: Level::Error,
        summary: "a rule or project file is wrong",
        why: "A rule with a mistyped name must not mean a pass, so the run ends with exit code 2.",
    },
    Fixed {
        name: "waiver-unused",
        level: Level::Warning,
        summary: "a waiver holds nothing back",
        why: "What it excused is mended or its place is misspelt. Remove the waiver.",
    },
    Fixed {
        name: "waiver-expired",
        level: Level::Error,
        summary: "a waiver is past its end date",
        why: "The finding counts again. Mend it, or decide anew with a new date.",
    },
    Fixed {
        name: "waiver-ending",
        level: Level::Note,
        summary: "a waiver ends within 30 days",
        why: "What it holds back counts again from the day after. Mend it in time, or decide anew with a new date.",
    },
    Fixed {
        name: "waiver-malformed",
        level: Level::Error,
        summary: "a waiver lacks its rule, reason, person or end date",
        why: "A waiver is a decision that somebody answers for. Without reason, person and end date it holds nothing back.",
    },
    Fixed {
        name: "baseline-stale",
        level: Level::Warning,
        summary: "an entry of the baseline matches nothing",
        why: "What it held back is mended. Prune the baseline.",
    },
];

/// The fixed finding of that name.
pub fn fixed_named(name: &str) -> Option<&'static Fixed> {
    FIXED.iter().find(|f| f.name == name)
}

/// "1 row", "2 rows".
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// "a, b and c".
pub fn join_and<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", init.join(", "), last.as_ref())
        }
    }
}

/// The nearest of the candidates by edit distance, when it is near enough to be a slip.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, candidates).into_iter().min_by_key(|(d, c)| (*d, c.len())).map(|(_, c)| c)
}

/// The candidate that a slip must have meant: no other one is near.
pub fn only_near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match near(word, candidates).as_slice() {
        [(_, only)] => Some(only),
        _ => None,
    }
}

fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let folded = word.to_lowercase();
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let apart = |c: &'a str| (distance(&folded, &c.to_lowercase(), limit), c);
    candidates.into_iter().filter(|c| *c != word).map(apart).filter(|(d, _)| *d <= limit).collect()
}

/// Edit distance with adjacent transpositions, cut off above `limit`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let get = |v: &[usize], k: usize| v.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (get(&last, j) + usize::from(ca != cb)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(limit + 1)
}
