//! What was declared: one typed noun a file, each value with its place. [`read`] turns the nodes of a unit's files into a
//! [`Model`]; [`lower`](mod@lower) expands rows to requirements and objectives; [`resolve`](mod@resolve) ties references.

pub mod boundary;
pub mod crm;
pub mod environment;
pub mod lower;
pub mod organization;
pub mod project;
pub mod provider;
pub mod resolve;
pub mod ssp;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, nearest, only_near};
use crate::schema::grammar::{NodeGrammar, Noun, REFUSALS_MAX, not_in_schema};
use crate::source::{Node, Span};
use boundary::Boundary;
use crm::{Crm, CrmReview, Use};
use environment::Environment;
use organization::{Affirmation, Assessment, Organization, Status, Subcontractor};
use provider::{Provider, ServiceDescription};
use ssp::{Plan, Poam, Ssp};

/// All declarations of one unit, in the order of its files.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Organizations; more than one is a finding.
    pub organizations: Vec<Organization>,
    /// Boundaries as declared.
    pub boundaries: Vec<Boundary>,
    /// Cloud environments.
    pub environments: Vec<Environment>,
    /// Providers.
    pub providers: Vec<Provider>,
    /// Service descriptions.
    pub service_descriptions: Vec<ServiceDescription>,
    /// Subcontractors.
    pub subcontractors: Vec<Subcontractor>,
    /// Assessments.
    pub assessments: Vec<Assessment>,
    /// CMMC statuses.
    pub statuses: Vec<Status>,
    /// Affirmations.
    pub affirmations: Vec<Affirmation>,
    /// Responsibility matrices.
    pub crms: Vec<Crm>,
    /// Reviews of received matrices.
    pub crm_reviews: Vec<CrmReview>,
    /// System security plans.
    pub ssps: Vec<Ssp>,
    /// Operational plans of action.
    pub plans: Vec<Plan>,
    /// POA&Ms.
    pub poams: Vec<Poam>,
    /// Shared templates named by `use`.
    pub uses: Vec<Use>,
    /// Ids of matrices that came through `use`: the organization need not buy every service that a template covers.
    pub used_crms: BTreeSet<String>,
    /// Providers and environments whose name stands in the text of a plan's own file, with the place.
    pub mentioned: BTreeMap<String, Span>,
    /// Titles of columns of providers' and plans' files that hold something and are not taken.
    pub passed_over: BTreeSet<Span>,
    /// Plans that are numbered by Revision 3, by their index, with the place of a number that no other revision has.
    pub plans_of_revision3: BTreeMap<usize, Span>,
    /// True when a file of the unit could not be read whole: collections over files are open.
    pub open: bool,
}

/// The grammars of all top-level nodes, in the order of the language page.
pub fn top_level() -> Vec<NodeGrammar> {
    vec![
        Organization::grammar(),
        Boundary::grammar(),
        Environment::grammar(),
        Provider::grammar(),
        ServiceDescription::grammar(),
        Subcontractor::grammar(),
        Assessment::grammar(),
        Status::grammar(),
        Affirmation::grammar(),
        Crm::grammar(),
        CrmReview::grammar(),
        Use::grammar(),
        Ssp::grammar(),
        Plan::grammar(),
        Poam::grammar(),
    ]
}

const NAMES: &[&str] = &[
    "organization",
    "boundary",
    "environment",
    "provider",
    "service-description",
    "subcontractor",
    "assessment",
    "status",
    "affirmation",
    "crm",
    "crm-review",
    "use",
    "ssp",
    "plan",
    "poam",
];

impl Model {
    /// Reads top-level nodes into the model. `crmlint` nodes are the project file's and are passed over.
    pub fn read<'a>(&mut self, nodes: impl IntoIterator<Item = Node<'a>>, findings: &mut Vec<Finding>) {
        for node in nodes {
            self.read_node(&node, findings);
            if findings.len() >= REFUSALS_MAX {
                // What is not read may hold anything.
                self.open = true;
                let message = format!("{REFUSALS_MAX} findings and more: the rest of this file was not read");
                findings
                    .push(Finding::fixed("limit-exceeded", node.header(), message).help("mend those that are told"));
                break;
            }
        }
    }

    fn read_node(&mut self, node: &Node<'_>, findings: &mut Vec<Finding>) {
        match node.name() {
            "organization" => self.organizations.extend(Organization::read(node, findings)),
            "boundary" => self.boundaries.extend(Boundary::read(node, findings)),
            "environment" => self.environments.extend(Environment::read(node, findings)),
            "provider" => self.providers.extend(Provider::read(node, findings)),
            "service-description" => self.service_descriptions.extend(ServiceDescription::read(node, findings)),
            "subcontractor" => self.subcontractors.extend(Subcontractor::read(node, findings)),
            "assessment" => self.assessments.extend(Assessment::read(node, findings)),
            "status" => self.statuses.extend(Status::read(node, findings)),
            "affirmation" => self.affirmations.extend(Affirmation::read(node, findings)),
            "crm" => self.crms.extend(Crm::read(node, findings)),
            "crm-review" => self.crm_reviews.extend(CrmReview::read(node, findings)),
            "use" => self.uses.extend(Use::read(node, findings)),
            "ssp" => self.ssps.extend(Ssp::read(node, findings)),
            "plan" => self.plans.extend(Plan::read(node, findings)),
            "poam" => self.poams.extend(Poam::read(node, findings)),
            "crmlint" => {}
            other => findings.push(unknown_node(node, other)),
        }
    }

    /// True for an MSP's matrix without a contractor around it: a crm says so, or there are crm nodes and nothing of a
    /// contractor.
    pub fn is_template(&self) -> bool {
        let says = self.crms.iter().any(|c| c.template.get() == Some(&true));
        let contractor = !self.organizations.is_empty()
            || !self.boundaries.is_empty()
            || !self.environments.is_empty()
            || !self.ssps.is_empty()
            || !self.poams.is_empty()
            || !self.assessments.is_empty();
        (says && self.organizations.is_empty()) || (!self.crms.is_empty() && !contractor)
    }

    /// The organization, if one is declared.
    pub fn organization(&self) -> Option<&Organization> {
        self.organizations.first()
    }

    /// Number of top-level declarations that were read.
    pub fn count(&self) -> usize {
        self.organizations.len()
            + self.boundaries.len()
            + self.environments.len()
            + self.providers.len()
            + self.service_descriptions.len()
            + self.subcontractors.len()
            + self.assessments.len()
            + self.statuses.len()
            + self.affirmations.len()
            + self.crms.len()
            + self.crm_reviews.len()
            + self.ssps.len()
            + self.plans.len()
            + self.poams.len()
            + self.uses.len()
    }

    /// The header of the first declaration, for findings about the unit as a whole.
    pub fn first_header(&self) -> Option<Span> {
        let org = self.organizations.iter().map(|o| o.header);
        let ssp = self.ssps.iter().map(|o| o.header);
        let crm = self.crms.iter().map(|o| o.header);
        let provider = self.providers.iter().map(|o| o.header);
        let environment = self.environments.iter().map(|o| o.header);
        org.chain(ssp).chain(crm).chain(provider).chain(environment).next()
    }
}

fn unknown_node(node: &Node<'_>, name: &str) -> Finding {
    let finding = not_in_schema(node.name_span(), format!("the language has no node `{name}` here")).label("not read");
    match name {
        "rule" => finding.help("rules stand in files of their own that crmlint.kdl names: rules \"policy/*.kdl\""),
        "offering" => {
            finding.help("offerings stand in a file that crmlint.kdl names: offerings \"policy/offerings.kdl\"")
        }
        "waiver" => finding.help("waivers stand inside `crmlint { }` in crmlint.kdl"),
        "requirement" => finding.help("a requirement stands inside `crm` or `ssp`"),
        "asset" | "flow" => finding.help(format!("`{name}` stands inside `boundary`")),
        _ => match nearest(name, NAMES.iter().copied()) {
            Some(near) => finding
                .help(format!("did you mean `{near}`?"))
                .replace(near, only_near(name, NAMES.iter().copied()).is_some()),
            None => finding.help(format!("known: {}", NAMES.join(" "))),
        },
    }
}
