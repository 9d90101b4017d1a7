//! The vocabulary: the one list of tables and fields that rules can read, that `crmlint facts` prints and that the docs
//! are made from. Declared fields come from the nouns of the model; derived ones stand here.

use std::sync::OnceLock;

use crate::derive::certificate::CertificateGap;
use crate::derive::cloud::{CloudDuty, CloudStanding, StandingReason};
use crate::derive::inherit::Inheritance;
use crate::derive::ownership::{DutyCause, DutyState, State, Verdict};
use crate::fact::{FieldDef, FieldType, TableDef};
use crate::model::boundary::{Asset, Boundary, Flow};
use crate::model::crm::{Crm, CrmReview, Responsibility, SharedMode};
use crate::model::environment::Environment;
use crate::model::lower::{IdForm, Scope};
use crate::model::organization::{Affirmation, Assessment, DataClass, Organization, Status, Subcontractor};
use crate::model::provider::{Certificate, Provider, Service, ServiceDescription};
use crate::model::ssp::{
    Deficiency, EnduringException, Implementation, PartialState, PlanItem, PoamItem, Ssp, SspEvidence, Uses,
};
use crate::schema::grammar::Noun;

/// Words of a `yes` or `no` that the catalogue may not know.
pub const YES_NO: &[&str] = &["yes", "no"];
/// How certain a class is.
pub const CONFIDENCE: &[&str] = &["certain", "debated"];
/// Who is named.
pub const PARTY: &[&str] = &["customer", "provider"];
/// Variants of offerings.
pub const VARIANT: &[&str] = &["commercial", "government"];
/// FedRAMP status of an offering.
pub const AUTH_STATUS: &[&str] = &["authorized", "ready", "in-process", "none"];
/// Who keeps a part of a requirement by practice.
pub const EXPECTATION: &[&str] = &["always", "premises", "media", "contested", "none"];
/// Whether a requirement may stand on a POA&M (32 CFR 170.21).
pub const ELIGIBILITY: &[&str] = &["eligible", "worth-more", "named", "crypto-state", "level-1"];
/// Kinds of documents.
pub const DOCUMENT: &[&str] = &["ssp", "crm"];
/// FedRAMP impact levels of the Marketplace.
pub const IMPACT: &[&str] = &["li-saas", "low", "20x-low", "20x-moderate", "moderate", "high"];

/// All tables, in a fixed order.
pub fn vocabulary() -> &'static [TableDef] {
    static TABLES: OnceLock<Vec<TableDef>> = OnceLock::new();
    TABLES.get_or_init(build)
}

/// Number of a table.
pub fn table_index(name: &str) -> Option<usize> {
    vocabulary().iter().position(|t| t.name == name)
}

/// Tables that the design names; the others are their children.
pub const PUBLIC: &[&str] = &[
    "organization",
    "boundary",
    "asset",
    "flow",
    "provider",
    "service",
    "environment",
    "offering",
    "crm",
    "crm-row",
    "duty",
    "requirement",
    "objective",
    "claim",
    "ssp",
    "ssp-row",
    "ssp-use",
    "plan-item",
    "poam-item",
    "assessment",
    "status",
    "affirmation",
    "subcontractor",
    "service-description",
    "crm-review",
    "certificate",
    "ssp-evidence",
    "statement",
];

fn derived(name: &'static str, ty: FieldType, doc: &'static str) -> FieldDef {
    FieldDef { name, ty, derived: true, doc }
}

fn plain(name: &'static str, ty: FieldType, doc: &'static str) -> FieldDef {
    FieldDef { name, ty, derived: false, doc }
}

/// Declared fields of a noun, then derived ones.
fn noun<N: Noun>(more: Vec<FieldDef>) -> TableDef {
    let mut fields = N::fact_fields();
    fields.extend(more);
    TableDef { name: N::DEF, doc: N::grammar().doc, fields }
}

fn table(name: &'static str, doc: &'static str, fields: Vec<FieldDef>) -> TableDef {
    TableDef { name, doc, fields }
}

/// Declared ids that rules read as references (`a.b` crosses them).
const REFERENCES: &[(&str, &str, FieldType)] = &[
    ("environment", "offering", FieldType::Ref("offering")),
    ("environment", "provider", FieldType::Ref("provider")),
    ("crm", "provider", FieldType::Ref("provider")),
    ("crm", "rows", FieldType::List("crm-row")),
    ("ssp", "rows", FieldType::List("ssp-row")),
    ("ssp-use", "crm", FieldType::Ref("crm")),
    ("assessment", "c3pao", FieldType::Ref("provider")),
    ("service-description", "provider", FieldType::Ref("provider")),
    ("crm-review", "crm", FieldType::Ref("crm")),
];

fn build() -> Vec<TableDef> {
    let mut tables = vec![
        noun::<Organization>(vec![
            derived("level", FieldType::Number, "CMMC level, 1 to 3."),
            derived("boundaries", FieldType::List("boundary"), "All boundaries, the implied one too."),
        ]),
        noun::<Boundary>(vec![
            derived("ssps", FieldType::List("ssp"), "System security plans of this boundary."),
            derived("implied", FieldType::Bool, "True when no boundary node stands in the files."),
            derived("holds-cui", FieldType::Bool, "Does an asset, a flow or an environment of it hold CUI?"),
            derived("in-scope-assets", FieldType::Number, "Declared assets that are not only out of scope."),
            derived("statuses", FieldType::List("status"), "Its statuses."),
            derived("affirmations", FieldType::List("affirmation"), "Its affirmations."),
            derived("status-now", FieldType::Ref("status"), "The newest status at its level."),
            derived("conditional", FieldType::Bool, "True while its newest status is conditional."),
            derived("within-level", FieldType::Number, "Level of the boundary that `within` names."),
            derived(
                "outside-within",
                FieldType::List("environment"),
                "Environments of it that are not also in the boundary that `within` names (32 CFR 170.19(e)).",
            ),
            derived(
                "level-2-final",
                FieldType::Bool,
                "Does a final Level 2 (C3PAO) status stand for it or for the boundary around it (32 CFR 170.18(a))?",
            ),
            derived(
                "score",
                FieldType::Number,
                "Points of 110 as the SSP declares; absent without an SSP or below Level 2.",
            ),
            derived("score-3", FieldType::Number, "Points of 24 as the SSP declares, at Level 3."),
        ]),
        noun::<Asset>(vec![
            derived("boundary", FieldType::Ref("boundary"), "The boundary around it."),
            derived("level", FieldType::Number, "CMMC level of that boundary."),
            derived("receives", FieldType::EnumSet(DataClass::WORDS), "Data that flows into it."),
            derived("documented", FieldType::Bool, "Does its boundary declare an inventory and a diagram?"),
            derived(
                "vdi-gaps",
                FieldType::TextSet,
                "Conditions of `vdi` that are not stated or not as DoD CMMC FAQ July 2026 F-A2 asks.",
            ),
            derived("crossed", FieldType::Bool, "Does a flow name it in `via`?"),
        ]),
        noun::<Flow>(vec![
            derived(
                "from-cleared",
                FieldType::Bool,
                "Is the start declared to hold what flows? Unknown if it is not resolved.",
            ),
            derived(
                "to-cleared",
                FieldType::Bool,
                "Is the end declared to hold what flows? Unknown if it is not resolved.",
            ),
            derived("level", FieldType::Number, "CMMC level of the boundary."),
            derived("crosses", FieldType::Bool, "True when `via` names what it crosses."),
        ]),
        provider(),
        service(),
        environment(),
        offering(),
        crm(),
        crm_row(),
        duty(),
        requirement(),
        objective(),
        claim(),
        noun::<Ssp>(vec![derived("level", FieldType::Number, "Highest CMMC level of its boundaries.")]),
        ssp_row(),
        noun::<SspEvidence>(vec![
            derived("ends", FieldType::Date, "Last day on which it is good: its date and how long one is good for."),
            derived("requirement", FieldType::Id, "Plain id of the first requirement of its row."),
            derived("level", FieldType::Number, "Highest CMMC level of the plan's boundaries."),
            derived("met", FieldType::Bool, "Is its row MET as declared?"),
        ]),
        noun::<Deficiency>(Vec::new()),
        noun::<EnduringException>(Vec::new()),
        noun::<Uses>(Vec::new()),
        noun::<PlanItem>(vec![derived("level", FieldType::Number, "Highest CMMC level of its boundaries.")]),
        poam_item(),
        noun::<Assessment>(vec![
            derived("date", FieldType::Date, "When it took place, else when it is planned."),
            derived(
                "conflicts",
                FieldType::List("conflict"),
                "Work of the firm, its members and affiliates that may bar it.",
            ),
            derived("level", FieldType::Number, "Highest CMMC level of its boundaries."),
            derived(
                "later-work",
                FieldType::List("engaged"),
                "Readiness, implementation or consulting by others that ends after it or goes on.",
            ),
            derived("ssp-after", FieldType::Bool, "Is the SSP dated after it?"),
            derived("days-ahead", FieldType::Number, "Days from the day of the run to it; below zero when it is over."),
        ]),
        status(),
        noun::<Affirmation>(vec![derived("by-provider", FieldType::Bool, "Is `by` a provider or a contact of one?")]),
        noun::<Subcontractor>(vec![
            derived("needs-level", FieldType::Number, "Level that what it handles asks for (32 CFR 170.23)."),
            derived("needs-c3pao", FieldType::Bool, "True when the organization itself needs a C3PAO or Level 3."),
        ]),
        noun::<ServiceDescription>(Vec::new()),
        noun::<CrmReview>(Vec::new()),
        noun::<Certificate>(vec![
            derived("provider", FieldType::Ref("provider"), "Who holds it."),
            derived("gap", FieldType::Enum(CertificateGap::WORDS), "Why it falls short; absent when it does not."),
            derived("needs-level", FieldType::Number, "Level of the boundary that it would have to reach."),
        ]),
        statement(),
        mention(),
        conflict(),
    ];
    children(&mut tables);
    for (table, field, ty) in REFERENCES {
        let found =
            tables.iter_mut().find(|t| t.name == *table).and_then(|t| t.fields.iter_mut().find(|f| f.name == *field));
        if let Some(def) = found {
            def.ty = *ty;
        }
    }
    tables
}

/// Tables of child nouns, in the order in which they are met.
fn children(tables: &mut Vec<TableDef>) {
    let mut out = Vec::new();
    Organization::child_tables(&mut out);
    Boundary::child_tables(&mut out);
    Environment::child_tables(&mut out);
    Provider::child_tables(&mut out);
    Crm::child_tables(&mut out);
    Ssp::child_tables(&mut out);
    Assessment::child_tables(&mut out);
    Subcontractor::child_tables(&mut out);
    for (name, doc, fields) in out {
        if tables.iter().all(|t| t.name != name) {
            tables.push(TableDef { name, doc, fields });
        }
    }
}

fn provider() -> TableDef {
    noun::<Provider>(vec![
        derived("level", FieldType::Number, "Highest CMMC level of its boundaries."),
        derived(
            "environments",
            FieldType::List("environment"),
            "Environments whose cloud it runs or that are its tenants.",
        ),
        derived("data", FieldType::EnumSet(DataClass::WORDS), "Data that it handles."),
        derived(
            "is-esp",
            FieldType::Bool,
            "External Service Provider (32 CFR 170.4): it handles CUI or SPD on its own assets.",
        ),
        derived(
            "esp-confidence",
            FieldType::Enum(CONFIDENCE),
            "Debated when it is an ESP only on a point on which sources disagree.",
        ),
        derived(
            "is-csp",
            FieldType::Bool,
            "Cloud service provider: a service is a cloud, or it runs the cloud of an environment.",
        ),
        derived("crms", FieldType::List("crm"), "Its responsibility matrices."),
        derived("in-ssp", FieldType::List("ssp-mention"), "Places where the SSP describes or names it."),
        derived("has-ssp", FieldType::Bool, "True when a boundary of it has an SSP that was read."),
        derived("rows-with-part", FieldType::Number, "Number of its CRM rows in which it has a part."),
        derived("by-equivalency", FieldType::Bool, "True when a cloud of it stands on an equivalency claim."),
        derived("service-descriptions", FieldType::List("service-description"), "Its service descriptions."),
        derived("implied", FieldType::Bool, "True when only the offering of an environment names it."),
        derived("it-services", FieldType::Bool, "True when a service is information technology, or it runs a cloud."),
        derived(
            "terms-accepted",
            FieldType::Bool,
            "Does every environment of it that holds CUI say that it accepted DFARS 252.204-7012 (c) to (g)?",
        ),
        derived("last-change", FieldType::Date, "Newest change that is declared."),
        derived("assessed-with", FieldType::Bool, "Does an assessment say that it covers this provider?"),
        derived("covered-in-full", FieldType::Bool, "Do its matrices answer for all 320 objectives?"),
        derived("certificate-good", FieldType::Bool, "Does it hold a CMMC certificate that falls short in nothing?"),
        derived(
            "unnamed-fourth-parties",
            FieldType::List("relies-on"),
            "Fourth parties with CUI or SPD that none of its matrices names.",
        ),
        derived(
            "hidden-tools",
            FieldType::List("service"),
            "Services with CUI or SPD on third-party assets whose cloud is declared nowhere.",
        ),
        derived("claims", FieldType::Number, "Objectives that the SSP gives to it."),
        derived(
            "named-by-rows",
            FieldType::List("crm-row"),
            "Rows of other matrices that inherit from its matrix or pass a duty to it.",
        ),
        derived("export-controlled", FieldType::Bool, "Is ITAR or EAR data among the organization's CUI?"),
        derived("monitoring-overdue", FieldType::Bool, "Is its monitoring older than its own rhythm?"),
    ])
}

fn service() -> TableDef {
    noun::<Service>(vec![
        derived("provider", FieldType::Ref("provider"), "Who runs it."),
        derived("on-provider-assets", FieldType::Bool, "Does the data lie on the provider's assets?"),
        derived(
            "provider-runs",
            FieldType::Bool,
            "True unless it is the customer's tool, worked from the customer's devices.",
        ),
        derived("reaches-cui", FieldType::Bool, "Does it reach an asset or environment that holds CUI?"),
        derived("level", FieldType::Number, "Highest CMMC level of the provider's boundaries."),
    ])
}

fn environment() -> TableDef {
    noun::<Environment>(vec![
        derived("offering-id", FieldType::Id, "The offering as written, also when it is not in the catalogue."),
        derived("boundary-level", FieldType::Number, "Highest CMMC level of its boundaries."),
        derived("export-controlled", FieldType::Bool, "Is ITAR or EAR data among the organization's CUI?"),
        derived(
            "cloud-duty",
            FieldType::Enum(CloudDuty::WORDS),
            "What it owes because of what it holds (DFARS 252.204-7012(b)(2)(ii)(D)).",
        ),
        derived("cloud-standing", FieldType::Enum(CloudStanding::WORDS), "Its standing at FedRAMP Moderate."),
        derived("standing-reason", FieldType::Enum(StandingReason::WORDS), "What the standing follows from."),
        derived("ambiguous", FieldType::Bool, "True when the offering is a family word such as azure or gcc."),
        derived("candidates", FieldType::TextSet, "Offerings that a family word may mean."),
        derived(
            "twin",
            FieldType::Ref("offering"),
            "The authorized government twin of an offering that is not authorized.",
        ),
        derived("nearest", FieldType::Id, "The nearest offering to one that is not in the catalogue."),
        derived(
            "missing-evidence",
            FieldType::TextSet,
            "Items of the body of evidence that are not shown (28 in all).",
        ),
        derived("evidence-complete", FieldType::Bool, "True when all 28 items are shown."),
        derived(
            "managed-by",
            FieldType::List("provider"),
            "Providers other than the vendor whose service runs on it, reaches it or relies on it.",
        ),
        derived("crms", FieldType::List("crm"), "Matrices of its vendor that cover it."),
        derived("vendor-has-crm", FieldType::Bool, "Has its vendor a matrix at all?"),
        derived("package-owner", FieldType::Id, "Offering of the catalogue that the declared package belongs to."),
        derived("package-name", FieldType::Text, "Vendor and product of the declared package."),
        derived(
            "package-known",
            FieldType::Bool,
            "Is the declared package in the catalogue or in the project's export?",
        ),
        derived("package-superseded", FieldType::Id, "Newer id that took the place of the declared package."),
        derived("services-listed", FieldType::Bool, "Is a list of the services in its package known?"),
        derived(
            "services-outside",
            FieldType::TextSet,
            "Services in use that are not on the known list of its package; absent when no list is known.",
        ),
        derived(
            "split-with",
            FieldType::List("environment"),
            "Commercial tenants of the same vendor that hold identity, device or security services.",
        ),
        derived(
            "listed-package",
            FieldType::Id,
            "The package that the project's export of the Marketplace is asked for.",
        ),
        derived(
            "listed-status",
            FieldType::Enum(AUTH_STATUS),
            "Status of its package in the project's export of the Marketplace.",
        ),
        derived("listed-level", FieldType::Enum(IMPACT), "Impact level of its package in that export."),
    ])
}

fn offering() -> TableDef {
    table(
        "offering",
        "A cloud offering that the project uses, or the twin of one, with dated facts of the catalogue.",
        vec![
            plain("id", FieldType::Id, "Id in the catalogue."),
            plain("name", FieldType::Text, "Name."),
            plain("vendor", FieldType::Text, "Vendor."),
            plain("variant", FieldType::Enum(VARIANT), "Commercial or government."),
            plain("package", FieldType::Text, "FedRAMP package id."),
            plain("status", FieldType::Enum(AUTH_STATUS), "FedRAMP status."),
            plain("level", FieldType::Enum(IMPACT), "FedRAMP impact level."),
            plain(
                "incident-terms",
                FieldType::Enum(YES_NO),
                "Does the vendor say that it accepts DFARS 252.204-7012 (c) to (g)?",
            ),
            plain("incident-terms-source", FieldType::Text, "Who says so, and when."),
            plain(
                "us-persons",
                FieldType::Enum(YES_NO),
                "Does the vendor commit to US persons, as export control asks?",
            ),
            plain("us-persons-source", FieldType::Text, "Who says so, and when."),
            plain("note", FieldType::Text, "What else to know."),
            plain("as-of", FieldType::Text, "Date of the facts."),
        ],
    )
}

fn crm() -> TableDef {
    noun::<Crm>(vec![
        derived("level", FieldType::Number, "Highest CMMC level of its provider's boundaries; 2 for a template."),
        derived("last-reviewed", FieldType::Date, "Newest of its date, its reviews and the crm-review nodes."),
        derived("coverage", FieldType::Number, "Objectives for which it has a row, of 320."),
        derived("reviews", FieldType::List("crm-review"), "How the organization validated it."),
        derived("newest-change", FieldType::Date, "Newest change at its provider after its newest date or review."),
        derived("only-families", FieldType::Bool, "True when it answers by families or by its default alone."),
        derived("only-800-53", FieldType::Bool, "True when every row is a control of SP 800-53."),
        derived("requirement-rows", FieldType::Number, "Rows for requirements or objectives."),
        derived("validated", FieldType::Bool, "Did the organization review it?"),
        derived("used", FieldType::Bool, "Does an SSP use it, or a claim rest on it?"),
    ])
}

fn key_fields() -> Vec<FieldDef> {
    vec![
        derived("id-form", FieldType::Enum(IdForm::WORDS), "How the id was understood."),
        derived("nearest", FieldType::Id, "The nearest id to one that does not exist."),
        derived("requirement", FieldType::Id, "Plain id of the requirement, such as 3.1.1; absent when there is none."),
        derived("plain-id", FieldType::Id, "The same with its letters, such as 3.1.1[ab]."),
    ]
}

fn crm_row() -> TableDef {
    let mut fields = vec![
        plain("crm", FieldType::Ref("crm"), "The matrix."),
        derived("scope", FieldType::Enum(Scope::WORDS), "How much the row speaks for."),
        plain("id", FieldType::Text, "The id as written."),
    ];
    fields.extend(key_fields());
    fields.extend([
        derived("objectives", FieldType::TextSet, "Letters for which the row is in force."),
        derived("in-force", FieldType::Bool, "False when more special rows answer all its objectives."),
        plain("responsibility", FieldType::Enum(Responsibility::WORDS), "Who is responsible."),
        plain("mode", FieldType::Enum(SharedMode::WORDS), "How the parts of a shared row hang together."),
        plain("service", FieldType::TextSet, "Services that the row is about."),
        plain("inherited-from", FieldType::Id, "Where the provider inherits it from."),
        plain("passes-to", FieldType::Ref("provider"), "To whom the duty passes."),
        plain("reason", FieldType::Text, "Why it does not apply."),
        plain(
            "provider-text",
            FieldType::Text,
            "What the provider does, also from the requirement above an objective.",
        ),
        plain(
            "customer-text",
            FieldType::Text,
            "What the customer does, also from the requirement above an objective.",
        ),
        plain("handoff", FieldType::Text, "Where one side hands over to the other."),
        plain("evidence", FieldType::Text, "Evidence that is named."),
        derived("inheritance", FieldType::Enum(Inheritance::WORDS), "Where the chain of inheritance ends."),
        derived("chain", FieldType::List("crm-row"), "Rows on the way to that end."),
        derived("circle-start", FieldType::Bool, "True for the first row of a circle, where it is told."),
        derived("provider", FieldType::Ref("provider"), "The provider of its matrix."),
        derived("expectation", FieldType::Enum(EXPECTATION), "Who keeps a part of the requirement by practice."),
        derived("has-evidence", FieldType::Bool, "Does the row name evidence?"),
        derived("has-handoff", FieldType::Bool, "Does the row say where one side hands over to the other?"),
        derived("handoff-expected", FieldType::Bool, "Is it about log review, alerts, incidents or changes?"),
        derived("fits-services", FieldType::Bool, "Could a service of the provider do what the row claims?"),
        derived(
            "source-standing",
            FieldType::Enum(CloudStanding::WORDS),
            "FedRAMP standing of the offering that it inherits from.",
        ),
        derived("source-declared", FieldType::Bool, "Is that offering declared as an environment?"),
        derived("level3", FieldType::Bool, "Is it about a requirement that Level 3 adds?"),
        derived("beyond-level-1", FieldType::Bool, "False only where the level of its matrix is known to be 1."),
        derived(
            "hints",
            FieldType::TextSet,
            "Requirements that its control of SP 800-53 is related to; they say where to look, never who is responsible.",
        ),
    ]);
    table(
        "crm-row",
        "A row of a responsibility matrix for one requirement, some of its objectives, a family, or the rest.",
        fields,
    )
}

fn duty() -> TableDef {
    table(
        "duty",
        "What the matrices leave with the customer for one objective: one duty, however many matrices say so.",
        vec![
            derived("crm-row", FieldType::Ref("crm-row"), "The first row that leaves it."),
            derived("sources", FieldType::List("crm-row"), "All rows that leave it."),
            derived("crm", FieldType::Ref("crm"), "The matrix of the first row."),
            derived("provider", FieldType::Ref("provider"), "The provider of that matrix."),
            derived("requirement", FieldType::Id, "Plain id of the requirement."),
            derived("objective", FieldType::Id, "Letter of the objective."),
            derived("text", FieldType::Text, "What the matrix asks of the customer."),
            derived("state", FieldType::Enum(DutyState::WORDS), "What became of it."),
            derived("cause", FieldType::Enum(DutyCause::WORDS), "Why it is open."),
            derived("ssp-row", FieldType::Ref("ssp-row"), "The SSP row that should answer."),
        ],
    )
}

fn requirement() -> TableDef {
    table(
        "requirement",
        "A requirement in one boundary that has an SSP: 17 ids at Level 1, 110 at Level 2, 134 at Level 3.",
        vec![
            derived("boundary", FieldType::Ref("boundary"), "The boundary."),
            derived("level", FieldType::Number, "CMMC level of that boundary."),
            derived("has-ssp", FieldType::Bool, "True when the boundary has an SSP that was read."),
            derived("id", FieldType::Id, "Plain id."),
            derived("cmmc-id", FieldType::Id, "CMMC id."),
            derived("family", FieldType::Id, "Family."),
            derived("title", FieldType::Text, "Short title."),
            derived("weight", FieldType::Number, "Score points (32 CFR 170.24); 0 when unscored."),
            derived("unowned", FieldType::Bool, "True when the SSP has no row for it."),
            derived("crm-rows", FieldType::List("crm-row"), "Rows of all matrices."),
            derived("ssp-row", FieldType::Ref("ssp-row"), "Row of the SSP."),
            derived("poam-eligible", FieldType::Bool, "May it stand on a POA&M (32 CFR 170.21(a)(2))?"),
            derived("met", FieldType::Bool, "Is it declared MET (32 CFR 170.24)?"),
            derived("status", FieldType::Enum(Implementation::WORDS), "Status of its row."),
            derived("conditional", FieldType::Bool, "Is the newest status of the boundary conditional?"),
            derived("final", FieldType::Bool, "Is the newest status of the boundary final?"),
            derived("poam-items", FieldType::List("poam-item"), "Items of the boundary's POA&M for it."),
            derived("plan-items", FieldType::List("plan-item"), "Items of the boundary's plan of action for it."),
            derived("level3", FieldType::Bool, "Is it one that Level 3 adds?"),
            derived("level1", FieldType::Bool, "Is it one of the 17 ids of Level 1?"),
            derived("unmet-rows", FieldType::List("ssp-row"), "Its rows whose status makes them NOT MET."),
        ],
    )
}

fn objective() -> TableDef {
    table(
        "objective",
        "One of the 320 assessment objectives in one boundary, where the SSP has a row for its requirement.",
        vec![
            derived("boundary", FieldType::Ref("boundary"), "The boundary."),
            derived("level", FieldType::Number, "CMMC level of that boundary."),
            derived("has-ssp", FieldType::Bool, "True when the boundary has an SSP that was read."),
            derived("id", FieldType::Id, "Id such as 3.1.1[a]."),
            derived("requirement", FieldType::Id, "Plain id of the requirement."),
            derived("letter", FieldType::Id, "Letter."),
            derived("state", FieldType::Enum(State::WORDS), "State over all providers, the worst."),
            derived("unowned", FieldType::Bool, "True when no party is left for it."),
            derived("gap", FieldType::Bool, "True when each provider leaves it to others and nobody answers."),
            derived("claimed-twice", FieldType::Bool, "True when two providers claim all of it and the SSP names one."),
            derived("crm-rows", FieldType::List("crm-row"), "Rows in force of all matrices."),
            derived("gap-rows", FieldType::List("crm-row"), "Rows that leave it."),
            derived("claimed-in-full-by", FieldType::List("crm-row"), "Rows that claim all of it."),
            derived("ssp-row", FieldType::Ref("ssp-row"), "Row of the SSP."),
            derived(
                "points-at-risk",
                FieldType::Number,
                "Points of the requirement when it is declared MET and ownership is not clear.",
            ),
            derived(
                "understated-by",
                FieldType::List("crm-row"),
                "Rows that give a part to a provider while the SSP names the organization alone.",
            ),
        ],
    )
}

fn claim() -> TableDef {
    table(
        "claim",
        "One party that the SSP names for one objective.",
        vec![
            derived("ssp-row", FieldType::Ref("ssp-row"), "Row of the SSP."),
            derived("level", FieldType::Number, "CMMC level of the boundary."),
            derived("requirement", FieldType::Id, "Plain id of the requirement."),
            derived("objective", FieldType::Id, "Letter of the objective."),
            derived("party", FieldType::Enum(PARTY), "Customer or provider."),
            derived("provider", FieldType::Ref("provider"), "The provider that is named."),
            derived("provider-name", FieldType::Id, "Its id, or customer."),
            derived("text", FieldType::Text, "What the SSP says that the party does."),
            derived("crm-row", FieldType::Ref("crm-row"), "First row in force of the provider's matrices."),
            derived("has-crm", FieldType::Bool, "True when the provider has a matrix."),
            derived("verdict", FieldType::Enum(Verdict::WORDS), "What the claim comes to against the matrices."),
            derived("against", FieldType::List("crm-row"), "Rows that contradict it."),
            derived("alone", FieldType::Bool, "True when the row does not name the organization."),
            derived("expectation", FieldType::Enum(EXPECTATION), "Who keeps a part of the requirement by practice."),
            derived("onsite", FieldType::Bool, "Is it one of the 18 objectives looked at on the premises (CAP P.11)?"),
            derived("premises", FieldType::Bool, "Has the organization rooms in which people work with CUI?"),
            derived("paper", FieldType::Bool, "Is there CUI on paper?"),
            derived("level3", FieldType::Bool, "Is it about a requirement that Level 3 adds?"),
            derived("evidence", FieldType::Bool, "Does the row or the provider's matrix name evidence?"),
            derived("removable-media", FieldType::Bool, "Are removable media in use?"),
            derived("matrix", FieldType::Ref("crm"), "The provider's matrix, when it has only one."),
        ],
    )
}

fn ssp_row() -> TableDef {
    let mut fields = vec![
        plain("ssp", FieldType::Ref("ssp"), "The plan."),
        derived("level", FieldType::Number, "Highest CMMC level of its boundaries."),
        derived("scope", FieldType::Enum(Scope::WORDS), "Requirement or objective."),
        plain("id", FieldType::Text, "The id as written."),
    ];
    fields.extend(key_fields());
    fields.extend([
        plain("status", FieldType::Enum(Implementation::WORDS), "How far it is done."),
        plain("state", FieldType::Enum(PartialState::WORDS), "The state in which 3.5.3 or 3.13.11 costs 3."),
        plain("reason", FieldType::Text, "Why it does not apply."),
        plain("ruling", FieldType::Text, "The DoD CIO ruling behind an alternative."),
        derived("justification", FieldType::Text, "The reason, or the organization's own words in the row."),
        derived("met", FieldType::Bool, "Is it MET as declared (32 CFR 170.24)?"),
        derived("conditional", FieldType::Bool, "Is the newest status of its boundary conditional?"),
        derived("poam-items", FieldType::List("poam-item"), "Items of the POA&M for its requirement."),
        derived("plan-items", FieldType::List("plan-item"), "Items of the plan of action for its requirement."),
        plain("evidence", FieldType::List("ssp-evidence"), "Evidence that it names."),
        plain("deficiency", FieldType::Record("deficiency"), "The temporary deficiency that it names."),
        plain("enduring-exception", FieldType::Record("enduring-exception"), "The enduring exception that it names."),
        derived("deficiency-planned", FieldType::Bool, "Does its deficiency name an item of a plan that exists?"),
        derived(
            "contradicting",
            FieldType::List("ssp-row"),
            "Rows for its objectives that are NOT MET while it is MET.",
        ),
        derived(
            "applies-after-all",
            FieldType::Bool,
            "True when it says not applicable and something declared elsewhere needs it.",
        ),
        derived("words", FieldType::Text, "All texts of the row."),
        derived(
            "names-module",
            FieldType::Bool,
            "Do its texts name a certificate of a validated module, or such a module? Looked at for 3.13.11.",
        ),
        derived(
            "flow-certificates",
            FieldType::List("flow"),
            "CUI flows of its boundaries that name a FIPS certificate.",
        ),
    ]);
    table("ssp-row", "A row of the SSP for one requirement or some of its objectives.", fields)
}

fn mention() -> TableDef {
    table(
        "ssp-mention",
        "A place where the SSP describes a provider or names it in a row.",
        vec![derived("id", FieldType::Id, "The provider.")],
    )
}

fn conflict() -> TableDef {
    table(
        "conflict",
        "Work that may bar an assessor.",
        vec![
            derived("who", FieldType::Text, "The firm or person."),
            derived("what", FieldType::Text, "What was done and until when."),
            derived("until", FieldType::Date, "Last day; absent while it goes on."),
            derived("within-three-years", FieldType::Bool, "Did it end less than three years before the assessment?"),
        ],
    )
}

fn poam_item() -> TableDef {
    let mut fields = key_fields();
    fields.extend([
        derived("boundary", FieldType::Ref("boundary"), "The boundary."),
        derived("level", FieldType::Number, "CMMC level of that boundary."),
        derived("met", FieldType::Bool, "Is the requirement declared MET there?"),
        derived("weight", FieldType::Number, "Score points (32 CFR 170.24)."),
        derived("eligibility", FieldType::Enum(ELIGIBILITY), "May it stand on a POA&M (32 CFR 170.21)?"),
        derived("state", FieldType::Enum(PartialState::WORDS), "State that the SSP row names."),
        derived("conditional", FieldType::Bool, "Is the newest status of the boundary conditional?"),
        derived("due", FieldType::Date, "180 days after the conditional status."),
        derived("first", FieldType::Bool, "Is it the first item of its POA&M?"),
    ]);
    noun::<PoamItem>(fields)
}

fn status() -> TableDef {
    noun::<Status>(vec![
        derived("of", FieldType::Ref("boundary"), "The first boundary that it is about."),
        derived("boundary-level", FieldType::Number, "CMMC level of that boundary."),
        derived("newest", FieldType::Bool, "True when there is no newer one of that boundary and level."),
        derived("expires", FieldType::Date, "Last day: 180 days, one year or three years after its day."),
        derived("expired", FieldType::Bool, "Is that day over?"),
        derived("computed", FieldType::Number, "Points as the SSP declares for its level: of 110, or of 24."),
        derived("unmet", FieldType::Number, "Requirements of its level that are not declared MET."),
        derived("without-row", FieldType::Number, "Requirements of its level without a row in the SSP."),
        derived("poam-items", FieldType::List("poam-item"), "Items of the POA&M of the boundary."),
        derived("affirmations", FieldType::List("affirmation"), "Affirmations of the boundary since its day."),
        derived("last-affirmed", FieldType::Date, "The newest of them."),
        derived("changed-since", FieldType::List("changed"), "Changes at providers since its day."),
        derived("new-providers", FieldType::List("provider"), "Providers engaged since its day."),
    ])
}

fn statement() -> TableDef {
    table(
        "statement",
        "One text of an SSP or of a matrix, with what its wording gives away.",
        vec![
            derived("document", FieldType::Enum(DOCUMENT), "In what it stands."),
            derived("crm", FieldType::Ref("crm"), "The matrix."),
            derived("party", FieldType::Enum(PARTY), "Whose side it tells."),
            derived("provider", FieldType::Ref("provider"), "The provider that the SSP names, or that of the matrix."),
            derived("requirement", FieldType::Id, "Plain id of the requirement."),
            derived("text", FieldType::Text, "The text."),
            derived("ssp-row", FieldType::Ref("ssp-row"), "The SSP row in which it stands; absent in a matrix."),
            derived("crm-row", FieldType::Ref("crm-row"), "The matrix row in which it stands; absent in an SSP."),
            derived("level", FieldType::Number, "CMMC level of the document; 2 for a template."),
            derived("beyond-level-1", FieldType::Bool, "False only where that level is known to be 1."),
            derived("template", FieldType::Bool, "True in a provider's template."),
            derived("met", FieldType::Bool, "Is the SSP row MET as declared? Absent in a matrix."),
            derived("vague", FieldType::TextSet, "Weak phrases, in a sentence that names no period or number."),
            derived("promises", FieldType::TextSet, "Phrases that promise what is not yet done."),
            derived("old-clauses", FieldType::TextSet, "Clause numbers that the class deviations of 2026 moved."),
            derived(
                "phase-2",
                FieldType::TextSet,
                "Phrases that hold certification by a C3PAO for compulsory already.",
            ),
            derived(
                "old-fips",
                FieldType::TextSet,
                "Places that name FIPS 140-2, once its certificates are historical (2026-09-22).",
            ),
            derived("repeated", FieldType::Number, "Requirements under which the same words stand in this document."),
            derived("first-of-repeat", FieldType::Bool, "True for the first of them."),
            derived("near-repeat", FieldType::Bool, "True for the first of five or more that are almost the same."),
        ],
    )
}
