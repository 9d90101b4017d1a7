//! Words of responsibility and titles of columns, as real matrices write them.

use super::Owner;

/// What a cell of a responsibility column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Surely one of the four.
    Known(Owner),
    /// The cell says that it is not known, or nothing.
    Unsaid,
    /// A word that is not understood, or that means different things in different matrices.
    NotUnderstood,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Requirement ids.
    Id,
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
    /// Anything else.
    Other,
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
    let customer = has("customer") || has("client") || has("tenant");
    let provider = has("provider") || has("csp") || has("msp") || has("vendor");
    let part = has("responsib")
        || has("description")
        || has("implementation")
        || has("statement")
        || has("text")
        || has("part");
    if has("inheritance") && customer {
        return Column::Combined;
    }
    if has("inheritance") || (provider && part && !customer) {
        return Column::ProviderText;
    }
    if customer && part {
        return if provider { Column::Combined } else { Column::CustomerText };
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
    if word.is_empty() {
        return Reading::Unsaid;
    }
    if inheritable {
        return match word.as_str() {
            "yes" => known(Owner::Provider),
            "partial" => known(Owner::Shared),
            "n a" | "na" | "not applicable" => known(Owner::NotApplicable),
            // `No` is customer in some matrices and not inheritable in others.
            _ => Reading::NotUnderstood,
        };
    }
    if word.starts_with("shared") || word == "partial" || word == "partial responsibility" {
        return known(Owner::Shared);
    }
    // Both sides in one cell: which one has how much is not said surely.
    let both = |sides: &[&str]| sides.iter().any(|s| word.split(' ').any(|w| w == *s));
    if both(&["provider", "csp", "msp", "vendor", "inherited"])
        && both(&["customer", "client", "tenant", "and", "hybrid"])
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
        "inherited shared" | "conditional shared" | "both" | "joint" => known(Owner::Shared),
        "n a" | "na" | "not applicable" => known(Owner::NotApplicable),
        "unknown" | "tbd" | "undesignated" | "none" => Reading::Unsaid,
        _ => Reading::NotUnderstood,
    }
}
