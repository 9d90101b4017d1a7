//! An export of the `FedRAMP` Marketplace that a project keeps beside its declarations. Two forms are read: the products file that
//! FedRAMP publishes, and a snapshot of chosen vendors made from it. Packages are known by id and status, never by name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::lookup::Catalog;
use super::offering::{AuthStatus, ImpactLevel, Offering, Standing};
use super::package::Package;
use crate::source::{FileId, Span};

/// How ids of rows begin that are there to try the export out.
const TEST_ROW: &str = "FAKE-";

/// What an export says of packages.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The day of the export, if it says one.
    pub date: Option<Date>,
    /// Where it does; without one the beginning of the text.
    pub date_span: Span,
    /// True if it is meant to hold all packages, so that one which is missing is not on the Marketplace.
    pub whole: bool,
    /// Rows that are there to try the export out; none of them is an entry.
    pub test_rows: usize,
    entries: BTreeMap<String, Entry>,
}

/// What an export says of one package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Status; unknown where the export contradicts itself, or in words whose weight is not settled.
    pub status: AuthStatus,
    /// Impact level.
    pub level: ImpactLevel,
    /// True if the export keeps a second status beside the public one, and the two agree.
    pub confirmed: bool,
    /// Its place.
    pub span: Span,
}

/// An export that cannot be read: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The place in the export.
    pub span: Span,
    /// One clause.
    pub reason: String,
}

/// Both forms; which one it is shows by its list.
#[derive(Deserialize)]
struct Export<'a> {
    #[serde(borrow, default)]
    metadata: Option<&'a RawValue>,
    #[serde(borrow, default)]
    products: Option<&'a RawValue>,
    #[serde(borrow, default)]
    marketplace_export_timestamp: Option<&'a RawValue>,
    #[serde(borrow, default)]
    vendors: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Metadata<'a> {
    #[serde(borrow, default)]
    export_timestamp: Option<&'a RawValue>,
}

/// A row of the products file.
#[derive(Deserialize)]
struct Product<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    public_status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    internal_status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    impact_level: Option<Cow<'a, str>>,
}

/// A row of the snapshot; one without a package stands for something that has none of its own.
#[derive(Deserialize)]
struct Vendor<'a> {
    #[serde(borrow, default)]
    marketplace_package_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    authorization_status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    fedramp_impact_level: Option<Cow<'a, str>>,
}

impl Listing {
    /// Reads an export of either form.
    pub fn read(file: FileId, text: &str) -> Result<Self, Refused> {
        let reader = Reader { file, text };
        let export: Export<'_> = reader.object(text)?;
        let (rows, whole) = match (export.products, export.vendors) {
            (Some(rows), _) => (rows, true),
            (None, Some(rows)) => (rows, false),
            (None, None) => {
                let reason =
                    "it is neither of the two exports that are known: it has no list `products` and none `vendors`";
                return Err(Refused { span: Span::new(file, 0, 1.min(text.len())), reason: reason.to_owned() });
            }
        };
        let stamp = match (whole, export.metadata) {
            (true, Some(metadata)) => reader.object::<Metadata<'_>>(metadata.get())?.export_timestamp,
            (true, None) => None,
            (false, _) => export.marketplace_export_timestamp,
        };
        let date = stamp.and_then(|s| parse_date(s.get().trim_matches('"').get(..10)?));
        let date_span = stamp.map_or_else(|| Span::new(file, 0, 0), |s| reader.span(s.get()));
        let mut out = Self { date, date_span, whole, test_rows: 0, entries: BTreeMap::new() };
        for row in reader.parse::<Vec<&RawValue>>(rows.get())? {
            if whole {
                let row_of: Product<'_> = reader.object(row.get())?;
                let (public, internal) = (row_of.public_status.as_deref(), row_of.internal_status.as_deref());
                let (public, internal) =
                    (public.map_or(AuthStatus::None, public_status), internal.and_then(internal_status));
                let status = (agreed(public, internal), internal == Some(public));
                out.add(&row_of.id, status, row_of.impact_level.as_deref(), reader.span(row.get()));
            } else {
                let row_of: Vendor<'_> = reader.object(row.get())?;
                let Some(id) = row_of.marketplace_package_id else { continue };
                let status = row_of.authorization_status.as_deref().map_or(AuthStatus::Unknown, public_status);
                out.add(&id, (status, false), row_of.fedramp_impact_level.as_deref(), reader.span(row.get()));
            }
        }
        if out.entries.is_empty() {
            return Err(Refused { span: reader.span(rows.get()), reason: "it names no package".to_owned() });
        }
        Ok(out)
    }

    fn add(&mut self, id: &str, (status, confirmed): (AuthStatus, bool), level: Option<&str>, span: Span) {
        let id = id.trim();
        if id.starts_with(TEST_ROW) {
            self.test_rows += 1;
        } else if !id.is_empty() {
            let entry = Entry { status, level: level.map_or(ImpactLevel::Unknown, impact_level), confirmed, span };
            self.entries
                .entry(id.to_owned())
                .and_modify(|first| {
                    // Two rows of one id that disagree settle nothing.
                    if first.status != entry.status {
                        first.status = AuthStatus::Unknown;
                    }
                    if first.level != entry.level {
                        first.level = ImpactLevel::Unknown;
                    }
                })
                .or_insert(entry);
        }
    }

    /// Number of packages.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without any package, which [`Listing::read`] refuses.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All packages in order of their ids.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// The row of a package id.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id.trim())
    }

    /// The authorized row that took the place of one that lost its status: the same id with or without a last `A`.
    pub fn live_twin(&self, id: &str) -> Option<(&str, &Entry)> {
        let id = id.trim();
        if self.find(id)?.status != AuthStatus::None {
            return None;
        }
        let (twin, entry) = self.entries.get_key_value(twin_of(id).as_ref())?;
        (entry.status == AuthStatus::Authorized).then_some((twin.as_str(), entry))
    }

    /// The row that a package id stands on: its own, or the one that took its place.
    pub fn standing_row(&self, id: &str) -> Option<(&str, &Entry)> {
        self.live_twin(id).or_else(|| {
            let (id, entry) = self.entries.get_key_value(id.trim())?;
            Some((id.as_str(), entry))
        })
    }

    /// "as of 2026-05-30".
    pub fn as_of(&self) -> String {
        self.date.map_or_else(|| "without a date".to_owned(), |d| format!("as of {d}"))
    }

    /// True if the export is not older than facts of a day; facts without a day are always older.
    pub fn is_as_new_as(&self, day: &str) -> bool {
        parse_date(day).is_none_or(|day| self.date.is_some_and(|date| date >= day))
    }
}

/// The day of the packages that come with crmlint.
pub const PACKAGES_AS_OF: &str = "2026-05-30";

impl Catalog {
    /// The package that stands for an environment: the declared one, unless it is plainly that of another offering.
    pub fn package_of<'a>(&self, offering: &'a Offering, declared: Option<&'a str>) -> Option<&'a str> {
        let own = offering.package.as_deref();
        let Some(declared) = declared.map(str::trim) else { return own };
        let same = own.is_some_and(|own| own == declared || own == twin_of(declared));
        // What was on the Marketplace when the catalogue was made would stand there as this offering's package.
        let elsewhere = self.owner(declared).is_some_and(|other| other != offering.id)
            || Package::find(declared).is_some() && (own.is_some() || offering.status == AuthStatus::None);
        if same || !elsewhere { Some(declared) } else { own }
    }

    /// The offering that has the package id.
    pub fn owner(&self, package: &str) -> Option<&str> {
        let same = |o: &&Offering| o.package.as_deref() == Some(package.trim());
        self.offerings().find(same).map(|o| o.id.as_ref())
    }

    /// Brings an offering to what the export says of its package, where the export is not older.
    pub fn update(&self, offering: &mut Offering, declared: Option<&str>) {
        let Some(listing) = self.listing() else { return };
        if !listing.is_as_new_as(&offering.as_of) {
            return;
        }
        let asked = self.package_of(offering, declared);
        let own = offering.package.as_deref();
        let row = asked.and_then(|id| listing.standing_row(id)).or_else(|| listing.standing_row(own?));
        match row {
            // Sources that disagree still do so on the same day, and where an export tells one of them alone.
            Some((_, entry))
                if offering.status == AuthStatus::Unknown
                    && parse_date(&offering.as_of).is_some_and(|day| listing.date == Some(day) || !entry.confirmed) =>
            {
                return;
            }
            Some((id, entry)) => {
                offering.package = Some(Cow::Owned(id.to_owned()));
                offering.status = entry.status;
                offering.level = entry.level;
            }
            // Listed before and not now: nothing says what became of it.
            None if listing.whole && own.is_some() => offering.status = AuthStatus::Unknown,
            None => return,
        }
        offering.standing = Standing::of(offering.status, offering.level);
        offering.as_of = Cow::Owned(listing.date.map_or_else(String::new, |d| d.to_string()));
    }
}

fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// The id that a product has at another level: with or without a last `A`.
fn twin_of(id: &str) -> Cow<'_, str> {
    id.strip_suffix('A').map_or_else(|| Cow::Owned(format!("{id}A")), Cow::Borrowed)
}

fn public_status(word: &str) -> AuthStatus {
    match word.trim() {
        "FedRAMP Authorized" => AuthStatus::Authorized,
        "FedRAMP In Process" => AuthStatus::InProcess,
        "FedRAMP Ready" | "FRR" => AuthStatus::Ready,
        "No Status Found" | "" => AuthStatus::None,
        // FedRAMP's words of 2026 among them: how they count is open.
        _ => AuthStatus::Unknown,
    }
}

/// The status that the export itself keeps beside the public one; words that are not known say nothing.
fn internal_status(word: &str) -> Option<AuthStatus> {
    match word.trim() {
        "Authorized" => Some(AuthStatus::Authorized),
        "FRR" => Some(AuthStatus::Ready),
        "Agency In Process" | "Agency Review" | "JAB Review" | "PMO Review" => Some(AuthStatus::InProcess),
        "No Status Found" | "No Status Found (Delisted)" => Some(AuthStatus::None),
        _ => None,
    }
}

fn agreed(public: AuthStatus, internal: Option<AuthStatus>) -> AuthStatus {
    if internal.is_none_or(|i| i == public) { public } else { AuthStatus::Unknown }
}

fn impact_level(word: &str) -> ImpactLevel {
    ImpactLevel::from_word(&word.trim().to_lowercase().replace(' ', "-")).unwrap_or(ImpactLevel::Unknown)
}

/// A text whose parts are found again by their place in memory.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads an object; serde would take the items of a list for its fields.
    fn object<T: Deserialize<'a>>(&self, part: &'a str) -> Result<T, Refused> {
        if part.trim_start().starts_with('[') {
            let at = self.offset(part);
            let reason =
                "it is none of the two exports that are known: a list stands where an object should".to_owned();
            return Err(Refused { span: Span::new(self.file, at, at + 1), reason });
        }
        self.parse(part)
    }

    /// Reads a part of the text.
    fn parse<T: Deserialize<'a>>(&self, part: &'a str) -> Result<T, Refused> {
        serde_json::from_str(part).map_err(|error| {
            let line = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
            let at = self.offset(part) + line + error.column().saturating_sub(1);
            let at = self.text.floor_char_boundary(at.min(self.text.len()));
            let end = self.text.ceil_char_boundary((at + 1).min(self.text.len()));
            // The place is told by itself.
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            let kind = if error.is_data() { "it is none of the two exports that are known" } else { "it is no JSON" };
            Refused { span: Span::new(self.file, at, end), reason: format!("{kind}: {reason}") }
        })
    }

    fn offset(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }

    fn span(&self, part: &str) -> Span {
        let start = self.offset(part);
        Span::new(self.file, start, start + part.len())
    }
}
