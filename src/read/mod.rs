//! Vendors' own files, read where they lie. [`open`] turns bytes into text with tables and named parts, once a run;
//! [`read`] turns that into rows of a matrix or of a plan. No input or output of its own.
//!
//! `csv`, workbooks and tables of documents become a [`Book`], and `matrix` finds the columns in it, whatever the format.

mod archive;
pub mod csv;
mod docx;
mod leak;
mod markdown;
mod matrix;
pub mod oscal;
mod plan;
mod sides;
mod status;
mod tree;
mod word;
mod workbook;

use crate::finding::Finding;
use crate::schema::grammar::{Field, Text};
use crate::source::{Book, FileId, Landmark, SourceFile, Span, Spanned};

/// Who a cell says is responsible. A word that is not surely one of these stays unknown, never rounded in the
/// provider's favour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The provider does all of it.
    Provider,
    /// The customer does all of it.
    Customer,
    /// Each does a part.
    Shared,
    /// No part of the service.
    NotApplicable,
}

impl Owner {
    /// The words that a project file may say.
    pub const WORDS: &'static [&'static str] = &["provider", "customer", "shared", "not-applicable"];

    /// Reads one of [`Self::WORDS`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "provider" => Some(Self::Provider),
            "customer" => Some(Self::Customer),
            "shared" => Some(Self::Shared),
            "not-applicable" => Some(Self::NotApplicable),
            _ => None,
        }
    }
}

/// A word of a file as it is compared: lower case, without marks.
pub fn plain(word: &str) -> String {
    word::plain(word)
}

pub use word::denies;

/// How far a plan says a requirement is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All of it.
    Implemented,
    /// A part.
    Partially,
    /// Nothing yet.
    Planned,
    /// In another way.
    Alternative,
    /// It does not apply.
    NotApplicable,
    /// Assessed, and not met.
    NotMet,
}

impl Done {
    /// In a message.
    fn word(self) -> &'static str {
        match self {
            Self::Implemented => "implemented",
            Self::Partially => "partially implemented",
            Self::Planned => "planned",
            Self::Alternative => "alternative",
            Self::NotApplicable => "not applicable",
            Self::NotMet => "not met",
        }
    }
}

/// A row of a vendor's matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// The id as one id, with its place. A cell with a list or a range gives a row for each id.
    pub id: Spanned<String>,
    /// Who is responsible; unknown where the file does not say it surely.
    pub responsibility: Field<Owner>,
    /// What the provider does; unknown where one column holds both sides.
    pub provider_text: Field<Text>,
    /// What the customer does; unknown where one column holds both sides.
    pub customer_text: Field<Text>,
    /// What stands beside it.
    pub beside: Beside,
    /// The row's cells, on its first line.
    pub span: Span,
}

/// What a row of a matrix may say beside who does what.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// How the parts of a shared row hang together, as written.
    pub mode: Field<Text>,
    /// Why it does not apply.
    pub reason: Field<Text>,
    /// Where one side hands over to the other.
    pub handoff: Field<Text>,
    /// What shows that it is done.
    pub evidence: Field<Text>,
}

impl Default for Beside {
    fn default() -> Self {
        Self { mode: Field::Absent, reason: Field::Absent, handoff: Field::Absent, evidence: Field::Absent }
    }
}

/// A row of a system security plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRow {
    /// The id as one id, with its place.
    pub id: Spanned<String>,
    /// How far it is done; unknown where the file does not say it surely.
    pub status: Field<Done>,
    /// Why it does not apply.
    pub reason: Field<Text>,
    /// What the organization itself does.
    pub customer: Field<Text>,
    /// What others do: a name as the file writes it, and the text.
    pub providers: Vec<(Spanned<String>, Field<Text>)>,
    /// Where the file says that something is done and not by whom; the text is unknown to be the organization's.
    pub unsaid: Option<Span>,
    /// The row, on its first line.
    pub span: Span,
}

/// What was read from a file.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Rows of a matrix.
    pub rows: Vec<MatrixRow>,
    /// Rows of a plan.
    pub plan: Vec<PlanRow>,
    /// The document itself, if it is OSCAL: a link of a chain.
    pub oscal: Option<oscal::Document>,
    /// What was not understood.
    pub findings: Vec<Finding>,
    /// Titles of the columns that hold something and are not taken: nothing says whose or what it is.
    pub passed_over: Vec<Span>,
}

/// What the declaration that names a file says of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// The sheet, and where it is asked for.
    pub sheet: Option<(&'a str, Span)>,
    /// What the titles of the provider's own columns hold, where a sheet speaks of several.
    pub columns: Option<&'a str>,
    /// The provider by id and names.
    pub names: &'a [&'a str],
    /// Words of the project for who is responsible, in lower case.
    pub words: &'a [(String, Owner)],
    /// True for a plan, false for a matrix.
    pub plan: bool,
}

/// Formats by their ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorFormat {
    /// Comma, semicolon or tab separated values.
    Csv,
    /// A workbook: xlsx, xlsm or ods.
    Workbook,
    /// OSCAL in JSON.
    Json,
    /// OSCAL in YAML.
    Yaml,
    /// OSCAL in XML.
    Xml,
    /// Markdown: tables and headed sections.
    Markdown,
    /// A Word document.
    Docx,
}

/// A file as readers take it.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// The text; of a format without lines it is made of the file's cells or paragraphs.
    pub text: String,
    /// Tables.
    pub book: Book,
    /// Named parts of the text, in order of place.
    pub landmarks: Vec<Landmark>,
    /// True if the text has no lines that a user knows.
    pub made: bool,
    /// What could not be read of it.
    pub findings: Vec<Finding>,
}

/// The format of a path; the error says what is read instead.
pub fn format_of(path: &str) -> Result<VendorFormat, String> {
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "tsv" => Ok(VendorFormat::Csv),
        "xlsx" | "xlsm" | "ods" => Ok(VendorFormat::Workbook),
        "json" => Ok(VendorFormat::Json),
        "yaml" | "yml" => Ok(VendorFormat::Yaml),
        "xml" => Ok(VendorFormat::Xml),
        "md" | "markdown" => Ok(VendorFormat::Markdown),
        "docx" => Ok(VendorFormat::Docx),
        "xls" | "xlsb" | "numbers" => Err(format!(".{ending} is not read: save it as .xlsx")),
        "doc" | "rtf" | "odt" => Err(format!(".{ending} is not read: save it as .docx")),
        "pdf" => Err("a PDF has no cells that can be relied on: ask for the workbook or the document".to_owned()),
        "" => Err("its name has no ending that tells the format".to_owned()),
        other => Err(format!("this version does not read .{other} files")),
    }
}

/// Why a file of this name is never read, whatever names it; none for a folder and for formats that may be text.
pub fn never_read(path: &std::path::Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_other =
        matches!(ending.as_str(), "xls" | "xlsb" | "numbers" | "doc" | "rtf" | "odt" | "pdf" | "pptx" | "zip");
    format_of(name).err().filter(|_| is_other && !path.is_dir())
}

/// Opens the bytes of a file; the error is the reason for which it is refused, in a user's words.
pub fn open(format: VendorFormat, file: FileId, bytes: Vec<u8>) -> Result<Opened, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    guarded(|| opened(format, file, bytes))
}

fn opened(format: VendorFormat, file: FileId, bytes: Vec<u8>) -> Result<Opened, String> {
    match format {
        VendorFormat::Csv => {
            let (bytes, encoding) = csv::recoded(bytes);
            if bytes.is_empty() {
                return Err("the file is empty".to_owned());
            }
            Ok(csv::open(file, decoded(bytes)?, encoding))
        }
        VendorFormat::Workbook => workbook::open(file, &bytes),
        VendorFormat::Json | VendorFormat::Yaml | VendorFormat::Xml => oscal::open(format, file, decoded(bytes)?),
        VendorFormat::Markdown => markdown::open(file, decoded(bytes)?),
        VendorFormat::Docx => docx::open(file, &bytes),
    }
}

thread_local! {
    static GUARDED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// True while a panic of this thread is caught and told as a file that cannot be read.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs a reader of others' libraries: some of them end with a panic on what no program writes, such as a cell in column
/// `ZZZZZZZZZ`. The file is refused then like any damaged one.
fn guarded(open: impl FnOnce() -> Result<Opened, String>) -> Result<Opened, String> {
    let before = GUARDED.replace(true);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(open));
    GUARDED.set(before);
    result.unwrap_or_else(|_| {
        Err("it is damaged in a way that its reader does not expect; save it again with the program it comes from"
            .to_owned())
    })
}

/// What travels with a file and is not for those who get it.
pub fn leaks(file: FileId, source: &SourceFile) -> Vec<Finding> {
    leak::told(file, source)
}

/// Reads an opened file.
pub fn read(format: VendorFormat, file: FileId, source: &SourceFile, wish: &Wish<'_>) -> Reading {
    match format {
        VendorFormat::Csv | VendorFormat::Workbook => matrix::read(file, source, wish),
        VendorFormat::Json | VendorFormat::Yaml | VendorFormat::Xml => oscal::read(format, file, source, wish),
        VendorFormat::Markdown => markdown::read(file, source, wish),
        VendorFormat::Docx => docx::read(file, source, wish),
    }
}

/// The text of a format that is text.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("it is a workbook or an archive, not what its ending says".to_owned());
    }
    crate::parse::decode(bytes).map_err(|e| crate::parse::refusal(&e))
}
