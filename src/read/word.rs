//! Words of responsibility and titles of columns, as real matrices write them.

use super::status::{StatusWord, done, is_doubted};
use super::{Done, Owner};

/// What a cell of a responsibility column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Surely one of the four.
    Known(Owner),
    /// The cell says that it is not known, or nothing.
    Unsaid,
    /// It is not the provider's to give: the customer's, or the provider's own and given to nobody.
    NotInheritable,
    /// A word that is not understood, or that means different things in different matrices.
    NotUnderstood,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Requirement ids.
    Id,
    /// Letters of objectives, beside the ids.
    Letter,
    /// Who is responsible.
    Responsibility,
    /// `Can be inherited from …`: yes and partial are sure, no is not.
    Inheritable,
    /// What the provider does.
    ProviderText,
    /// What the customer does.
    CustomerText,
    /// Both sides in one cell.
    Combined,
    /// How far it is done.
    Status,
    /// Marks of one status.
    StatusMark(Done),
    /// Marks of one origination.
    Origin(Origin),
    /// Marks of one party among several.
    Party,
    /// What is done, and not by whom.
    Description,
    /// What each provider does, by their names.
    ByProviders,
    /// How the parts of a shared row hang together.
    Mode,
    /// Why it does not apply.
    Reason,
    /// Where one side hands over to the other.
    Handoff,
    /// What shows that it is done.
    Evidence,
    /// Anything else.
    Other,
}

/// Originations of FedRAMP's workbooks: who brings a control about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Service Provider Corporate.
    Corporate,
    /// Service Provider System Specific.
    System,
    /// Service Provider Hybrid: both of these, and the provider's alone.
    Hybrid,
    /// Configured by Customer.
    Configured,
    /// Provided by Customer.
    Provided,
    /// Shared.
    Shared,
    /// Inherited from an authorization that was there before: the provider itself inherits it.
    Inherited,
}

/// The origination that a title names.
pub(super) fn origin(title: &str) -> Option<Origin> {
    let title = plain(title);
    let known = [
        ("service provider corporate", Origin::Corporate),
        ("service provider system specific", Origin::System),
        ("service provider hybrid", Origin::Hybrid),
        ("configured by customer", Origin::Configured),
        ("provided by customer", Origin::Provided),
        ("shared", Origin::Shared),
        ("inherited from pre existing", Origin::Inherited),
        ("sp corporate", Origin::Corporate),
        ("sp system", Origin::System),
        ("customer configured", Origin::Configured),
        ("customer provided", Origin::Provided),
    ];
    known.into_iter().find(|(start, _)| title.starts_with(start)).map(|(_, origin)| origin)
}

/// What a column of marks holds by the titles above its own.
pub(super) fn under(above: &[&str], title: &str) -> Option<Column> {
    let group = |word: &str| above.iter().any(|a| plain(a).contains(word));
    let marked = || match done(title) {
        StatusWord::Known(done) => Some(Column::StatusMark(done)),
        _ => None,
    };
    if group("status") {
        return marked();
    }
    if group("originat") || group("responsib") {
        return origin(title).map(Column::Origin);
    }
    // Some books have the originations without a title above them.
    let own = plain(title);
    (own.starts_with("service provider")
        || own.starts_with("configured by customer")
        || own.starts_with("inherited from pre"))
    .then(|| origin(title))
    .flatten()
    .map(Column::Origin)
}

/// Lower case letters and digits, single blanks between words.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

const ID: &[&str] = &[
    "control id",
    "controlid",
    "control",
    "control sub parts",
    "control number",
    "practice",
    "practice id",
    "requirement id",
    "requirement",
    "requirement number",
    "nist id",
    "nist 800 171 control number",
    "nist sp 800 171",
    "nist 800 171",
    "cmmc id",
    "cmmc practice",
    "identifier",
    "ref id",
    "ref",
    "controls reference",
    "control reference",
    "controls",
    "nist control",
    "nist 800 53 control",
    "nist sp 800 53",
    "practice number",
    "requirement no",
    "control no",
    "control identifier",
    "sp 800 171",
    "cmmc practice id",
    "cmmc requirement",
    "cmmc requirement id",
    "cmmc control",
    "req",
    "req id",
    "req no",
    "req number",
    "security requirement",
    "security requirement id",
    "practice no",
    "nist 800 171 id",
    "nist sp 800 171 id",
    "nist 800 171 requirement",
    "nist sp 800 171 requirement",
    "objective number",
    "assessment objective id",
    "objective id",
    "objective",
    "assessment objective",
    "id",
];

const RESPONSIBILITY: &[&str] = &[
    "responsibility",
    "control origination",
    "category responsibility",
    "applicability ownership",
    "responsible party",
    "responsible",
    "responsibility type",
    "organization responsibility",
    "ownership",
    "owner",
    "provider",
];

/// Titles of a column of statuses.
const STATUS: &[&str] = &[
    "status",
    "conformity",
    "compliance",
    "compliance status",
    "control status",
    "current status",
    "practice status",
    "requirement status",
    "implementation state",
];
/// How others of them end.
const STATUS_ENDS: &[&str] = &["implementation status", "assessment status"];

/// What a title says of its column.
pub(super) fn column(title: &str) -> Column {
    let title = plain(title);
    let has = |w: &str| title.contains(w);
    // A title that lists its words, `Responsibility (Provider / Customer / Shared)`, is still that of a responsibility.
    if title.starts_with("responsibility") || title == "who is responsible" || title.starts_with("responsible party") {
        return Column::Responsibility;
    }
    if title.starts_with("can be inherited") || title == "inheritable" {
        return Column::Inheritable;
    }
    if matches!(title.as_str(), "export provided" | "provided") {
        return Column::ProviderText;
    }
    if matches!(title.as_str(), "export responsibility" | "organization implementation") {
        return Column::CustomerText;
    }
    let customer = has("customer") || has("client") || has("tenant");
    let provider = has("provider") || has("csp") || has("msp") || has("vendor");
    let part = has("responsib")
        || has("description")
        || has("implementation")
        || has("statement")
        || has("text")
        || has("part");
    if matches!(title.as_str(), "inheritance" | "inheritance type") {
        return Column::Responsibility;
    }
    // What is inherited, and what is left: `Specific Inheritance` holds duties of customers too.
    if has("inheritance") {
        return Column::Combined;
    }
    if provider && part && !customer {
        return Column::ProviderText;
    }
    if customer && part {
        return if provider { Column::Combined } else { Column::CustomerText };
    }
    if STATUS.contains(&title.as_str()) || STATUS_ENDS.iter().any(|end| title.ends_with(end)) {
        return Column::Status;
    }
    if matches!(
        title.as_str(),
        "implementation"
            | "implementation description"
            | "implementation details"
            | "implementation statement"
            | "notes"
            | "evidence notes"
            | "how it is met"
            | "solution"
            | "comments"
    ) {
        return Column::Description;
    }
    match title.as_str() {
        "by providers" => return Column::ByProviders,
        "mode" | "shared mode" => return Column::Mode,
        "reason" | "justification" | "reason not applicable" | "n a justification" => return Column::Reason,
        "handoff" | "hand off" => return Column::Handoff,
        "evidence" => return Column::Evidence,
        _ => {}
    }
    if RESPONSIBILITY.contains(&title.as_str()) {
        return Column::Responsibility;
    }
    if ID.contains(&title.as_str()) {
        return Column::Id;
    }
    Column::Other
}

/// What a cell under a responsibility title says.
pub(super) fn owner(cell: &str, inheritable: bool) -> Reading {
    let word = plain(cell);
    let known = |o| Reading::Known(o);
    if is_doubted(cell) {
        return Reading::NotUnderstood;
    }
    if word.is_empty() {
        return Reading::Unsaid;
    }
    // A heading over the parts of a control, a control that was not chosen, a question that is still open.
    if word.ends_with(" header")
        || word.starts_with("tbd")
        || word.starts_with("verify")
        || matches!(word.as_str(), "not selected" | "withdrawn" | "undesignated" | "non fedramp")
    {
        return Reading::Unsaid;
    }
    if inheritable {
        return match word.as_str() {
            "yes" => known(Owner::Provider),
            "partial" => known(Owner::Shared),
            "n a" | "na" | "not applicable" => known(Owner::NotApplicable),
            // `No` is customer in some matrices and not inheritable in others.
            "no" => Reading::NotInheritable,
            _ => Reading::NotUnderstood,
        };
    }
    if word.starts_with("shared")
        || matches!(word.as_str(), "partial" | "partial responsibility" | "partially inherited" | "inherited partial")
    {
        return known(Owner::Shared);
    }
    if let Some(owner) = super::sides::owner(cell) {
        return known(owner);
    }
    if matches!(word.as_str(), "inherited shared" | "conditional shared") {
        return known(Owner::Shared);
    }
    // Both sides in one cell: which one has how much is not said surely.
    let both = |sides: &[&str]| sides.iter().any(|s| word.split(' ').any(|w| w == *s));
    if both(&["provider", "csp", "msp", "vendor", "inherited"])
        && both(&[
            "customer",
            "client",
            "tenant",
            "osa",
            "osc",
            "organization",
            "contractor",
            "and",
            "or",
            "hybrid",
            "shared",
            "partial",
            "partially",
        ])
    {
        return match word.as_str() {
            "service provider hybrid corporate and system specific" => known(Owner::Provider),
            _ if word.starts_with("provided by customer") => known(Owner::Customer),
            _ => Reading::NotUnderstood,
        };
    }
    if word.starts_with("service provider corporate")
        || word.starts_with("service provider system specific")
        || word.starts_with("inherited from")
        || word == "inherited cloud service provider"
    {
        return known(Owner::Provider);
    }
    if word.starts_with("configured by customer") || word.starts_with("provided by customer") {
        return known(Owner::Customer);
    }
    match word.as_str() {
        "provider" | "csp" | "msp" | "mssp" | "vendor" | "esp" | "inherited" | "fully inherited" | "provided"
        | "sp corporate" | "sp system" | "provider only" | "fully provider" => known(Owner::Provider),
        "customer"
        | "client"
        | "customer only"
        | "customer configured"
        | "customer provided"
        | "tenant"
        | "osa"
        | "osc"
        | "contractor" => known(Owner::Customer),
        "both" | "joint" => known(Owner::Shared),
        "n a" | "na" | "not applicable" => known(Owner::NotApplicable),
        "unknown" | "tbd" | "undesignated" | "none" => Reading::Unsaid,
        _ => Reading::NotUnderstood,
    }
}

/// Whole texts that say that their side has no part.
const NO_PART: &[&str] = &[
    "",
    "none",
    "n a",
    "na",
    "no",
    "n",
    "false",
    "not required",
    "not applicable",
    "no responsibility",
    "no customer responsibility",
    "no customer responsibilities",
    "no customer action required",
    "no action required",
    "fully inherited",
];

/// True for a text that says nothing but that its side has no part.
pub(super) fn has_no_part(text: &str) -> bool {
    NO_PART.contains(&plain(text).as_str()) || is_portion(text) && !text.contains(|c: char| matches!(c, '1'..='9'))
}

/// True for a text that answers yes or no, and does not say what is done.
pub(super) fn is_bare_answer(text: &str) -> bool {
    matches!(plain(text).as_str(), "y" | "yes" | "true" | "x" | "n" | "no" | "false")
}

/// True for a number, also of percents: how much of a control is a side's, and not what it does.
pub(super) fn is_portion(text: &str) -> bool {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && number.parse::<f64>().is_ok_and(|n| (0.0..=100.0).contains(&n))
}

/// True for a text that says that its side has no part, whatever it goes on with.
pub fn denies(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let starts = [
        "no customer",
        "no action",
        "no responsib",
        "none ",
        "none.",
        "none,",
        "n/a ",
        "n/a,",
        "not applicable",
        "fully inherited",
    ];
    has_no_part(text) || starts.iter().any(|s| lower.starts_with(s))
}
