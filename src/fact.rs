//! Facts in the form that rules read: tables of rows of cells. The types stand here, below the model, so that each
//! noun of the model can say which cells it has; the list of all tables is `rule::facts`.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::Label;
use crate::source::{Span, Spanned};

/// What a field holds; decides which predicates a rule may use on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// `#true` or `#false`.
    Bool,
    /// One of fixed words.
    Enum(&'static [&'static str]),
    /// An id that users chose.
    Id,
    /// Free text.
    Text,
    /// A number; the unit stands in the field's documentation.
    Number,
    /// A calendar date.
    Date,
    /// An ISO 8601 duration.
    Duration,
    /// Several words out of fixed ones.
    EnumSet(&'static [&'static str]),
    /// Several ids or texts.
    TextSet,
    /// Rows of another table (by name).
    List(&'static str),
    /// A child that stands once: a row of another table, or absent.
    Record(&'static str),
    /// A reference to a row of another table; unresolved is unknown.
    Ref(&'static str),
}

impl FieldType {
    /// The type in the words of `crmlint facts`.
    pub fn describe(self) -> String {
        match self {
            Self::Bool => "boolean".to_owned(),
            Self::Enum(words) => format!("one of {}", words.join(" ")),
            Self::Id => "id".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Duration => "duration".to_owned(),
            Self::EnumSet(words) => format!("set of {}", words.join(" ")),
            Self::TextSet => "set of words".to_owned(),
            Self::List(table) => format!("list of {table}"),
            Self::Record(table) => format!("record {table}"),
            Self::Ref(table) => format!("reference to {table}"),
        }
    }
}

/// A field of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldDef {
    /// Its name in rules.
    pub name: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// True when crmlint derives it, false when it is declared.
    pub derived: bool,
    /// One sentence for users.
    pub doc: &'static str,
}

/// A table of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDef {
    /// Its name in rules.
    pub name: &'static str,
    /// One sentence for users.
    pub doc: &'static str,
    /// Its fields; a cell of a row has the index of its field.
    pub fields: Vec<FieldDef>,
}

/// A duration as written; two are equal when every unit is.
#[derive(Debug, Clone, Copy)]
pub struct Period(pub jiff::Span);

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Not written.
    Absent,
    /// Written as `unknown`, unread, unresolved or not derivable.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// Index into the words of the field's type.
    Word(u16),
    /// A text or an id.
    Text(Cow<'static, str>),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// A duration; it is large and rare.
    Duration(Box<Period>),
    /// Words of a set (indices into the type's words) with their places.
    Words(Vec<Spanned<u16>>),
    /// Texts of a set with their places.
    Texts(Vec<Spanned<String>>),
    /// Rows of the table that the field's type names.
    List {
        /// Row numbers.
        rows: Vec<u32>,
        /// True when files that could hold more rows were not read: a count not reached is then unknown.
        open: bool,
    },
    /// One row of the table that the field's type names (record or resolved reference).
    Row(u32),
}

/// A cell: its value, where it was written, and for a derived fact the places it follows from.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: CellValue,
    /// Where it was written, or what decided it. `None` for an absent word: the row's header is shown then.
    pub span: Option<Span>,
    /// Why, for derived facts: places with a few words each.
    pub because: Reasons,
}

/// Reasons of a fact; most have none, and then they take one word.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::box_collection, reason = "one word in a cell, of which there are tens of thousands")]
pub struct Reasons(Option<Box<Vec<Label>>>);

impl Deref for Reasons {
    type Target = [Label];

    fn deref(&self) -> &[Label] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl From<Vec<Label>> for Reasons {
    fn from(labels: Vec<Label>) -> Self {
        Self(if labels.is_empty() { None } else { Some(Box::new(labels)) })
    }
}

impl Cell {
    /// An absent cell.
    pub fn absent() -> Self {
        Self { value: CellValue::Absent, span: None, because: Reasons::default() }
    }

    /// An unknown cell.
    pub fn unknown(span: Option<Span>) -> Self {
        Self { value: CellValue::Unknown, span, because: Reasons::default() }
    }

    /// A cell with a value.
    pub fn new(value: CellValue, span: Option<Span>) -> Self {
        Self { value, span, because: Reasons::default() }
    }

    /// The same with reasons.
    #[must_use]
    pub fn because(mut self, because: Vec<Label>) -> Self {
        self.because = because.into();
        self
    }
}

/// What a row is about: for entities, points and waivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// `kind:id`, e.g. `crm:northwind-cmmc`.
    pub entity: Arc<str>,
    /// Plain id of the requirement, e.g. `3.1.1`, if the row is about one.
    pub requirement: Option<Cow<'static, str>>,
    /// Objective letters in order, e.g. `ab`; empty for a whole requirement.
    pub letters: Cow<'static, str>,
    /// Score points that the requirement is worth, if it is scored and at risk.
    pub points: Option<u16>,
}

impl Subject {
    /// A subject without a requirement.
    pub fn of(entity: impl Into<Arc<str>>) -> Self {
        Self { entity: entity.into(), requirement: None, letters: Cow::Borrowed(""), points: None }
    }

    /// `kind:id/3.1.1[ab]`.
    pub fn path(&self) -> String {
        let mut out = self.entity.to_string();
        if let Some(requirement) = &self.requirement {
            out.push('/');
            out.push_str(requirement);
            if !self.letters.is_empty() {
                out.push('[');
                out.push_str(&self.letters);
                out.push(']');
            }
        }
        out
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The header of the node it comes from.
    pub span: Span,
    /// What it is about.
    pub subject: Subject,
    /// One cell a field, in the order of the table's fields.
    pub cells: Vec<Cell>,
}

/// All facts of one unit. `tables` has the order of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Rows of each table.
    pub tables: Vec<Vec<Row>>,
}
