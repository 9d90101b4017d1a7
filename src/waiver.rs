//! Waivers: a finding that somebody decided to live with until a date, with a reason and a name. An expired one holds
//! nothing back and is told; so is one that matches nothing. They stand in `crmlint.kdl`, or as a comment above a node.

mod comment;

use jiff::civil::Date;

use crate::finding::{Finding, Status};
use crate::source::{FileId, Sources, Span};

/// A waiver that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Rule or fixed finding.
    pub rule: String,
    /// Entity, or a part of it at a boundary: `northwind-cmmc`, `crm:northwind-cmmc/3.1.1`. `None` is every place.
    pub at: Option<String>,
    /// The node below the comment that says it; `None` for one of `crmlint.kdl`.
    pub within: Option<Span>,
    /// True where it stands in a file that other units read too: there it may hold nothing back.
    pub shared: bool,
    /// Last day on which it holds.
    pub until: Date,
    /// Who answers for it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
    /// What has to be cut out so that it is gone, of one that is a comment.
    pub removal: Option<Span>,
}

/// The waivers of a project.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    /// True when none holds anything back in this run; what is wrong with them is told all the same.
    pub ignored: bool,
    /// Whole ones.
    pub decisions: Vec<Decision>,
    /// What is wrong with the others.
    pub findings: Vec<Finding>,
}

/// What has become of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds findings back.
    Holding,
    /// It does, and its last day is near.
    Ending,
    /// Its last day is over.
    Expired,
    /// It holds nothing back.
    Unused,
    /// Its rule was not run.
    NotRun,
}

impl Decision {
    /// True if it is about a finding of its rule.
    pub fn is_about(&self, entity: &str, place: Span) -> bool {
        let inside = |node: Span| node.file == place.file && node.start <= place.start && place.end <= node.end;
        self.at.as_deref().is_none_or(|at| covers(at, entity)) && self.within.is_none_or(inside)
    }
}

impl State {
    /// The word in the register.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holding => "holding",
            Self::Ending => "ending",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::NotRun => "not-run",
        }
    }
}

/// A waiver and what it comes to in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The waiver.
    pub decision: Decision,
    /// What has become of it.
    pub state: State,
    /// Findings that match it, whether it holds them back or is past its end.
    pub matching: usize,
}

/// Days before its end from which a waiver is told as ending.
const ENDING_DAYS: i32 = 30;

/// Waivers while they are matched.
pub struct Held<'a> {
    waivers: &'a Waivers,
    used: Vec<usize>,
    as_of: Date,
}

impl Waivers {
    /// Adds those that stand as comments in declarations; `shared` files are read by other units too.
    pub fn read_comments(&mut self, sources: &Sources, files: &[FileId], shared: bool) {
        for file in files {
            comment::read(sources, *file, shared, self);
        }
    }

    /// Takes those out that name no rule, and says so.
    pub fn refuse_unknown(&mut self, is_known: impl Fn(&str) -> bool, nearest: impl Fn(&str) -> Option<String>) {
        let (whole, strange) = std::mem::take(&mut self.decisions).into_iter().partition(|d| is_known(&d.rule));
        self.decisions = whole;
        let strange: Vec<Decision> = strange;
        for Decision { rule, span, .. } in strange {
            let finding = Finding::fixed("waiver-malformed", span, format!("there is no rule `{rule}` to waive"));
            self.findings.push(finding.help_opt(nearest(&rule).map(|n| format!("did you mean `{n}`?"))));
        }
    }

    /// Starts matching on a day.
    pub fn open(&self, as_of: Date) -> Held<'_> {
        Held { waivers: self, used: vec![0; self.decisions.len()], as_of }
    }
}

impl Held<'_> {
    /// The waiver that holds back a finding of a rule on an entity at a place. Also counts matches of expired ones.
    pub fn matching(&mut self, names: &[&str], entity: &str, place: Span) -> Option<usize> {
        let mut found = None;
        for (i, decision) in self.waivers.decisions.iter().enumerate() {
            let about = decision.is_about(entity, place);
            if names.contains(&decision.rule.as_str()) && about {
                if let Some(count) = self.used.get_mut(i) {
                    *count += 1;
                }
                if decision.until >= self.as_of && found.is_none() && !self.waivers.ignored {
                    found = Some(i);
                }
            }
        }
        found
    }

    /// The status that a waiver gives.
    pub fn status(&self, waiver: usize) -> Option<Status> {
        self.waivers.decisions.get(waiver).map(|d| Status::Waived {
            reason: d.reason.clone(),
            by: d.by.clone(),
            until: d.until.to_string(),
        })
    }

    /// Holds a finding back that is no rule.
    pub fn hold(&mut self, finding: &mut Finding) {
        // What was not read cannot be waived: it would read as a pass.
        if crate::finding::ALWAYS.contains(&finding.rule.as_ref()) {
            return;
        }
        let rule = finding.rule.clone();
        if let Some(status) =
            self.matching(&[&rule], &finding.entity, finding.primary.span).and_then(|w| self.status(w))
        {
            finding.status = status;
        }
    }

    /// Malformed, expired and unused waivers. Expired ones are told whether or not they would match.
    pub fn findings(&self, is_run: &dyn Fn(&str) -> bool) -> Vec<Finding> {
        let told = self.register(is_run).into_iter().filter_map(|w| told(&w));
        self.waivers.findings.iter().cloned().chain(told).collect()
    }

    /// All whole waivers with what has become of them, in the order in which they stand.
    /// `is_run` says of a rule whether all that it could find was looked for: a waiver of another one proves nothing by
    /// holding nothing back.
    pub fn register(&self, is_run: &dyn Fn(&str) -> bool) -> Vec<Registered> {
        let soon = self.as_of.checked_add(jiff::Span::new().days(ENDING_DAYS)).unwrap_or(self.as_of);
        let state = |decision: &Decision, matching: usize| match matching {
            _ if decision.until < self.as_of => State::Expired,
            0 if !is_run(&decision.rule) => State::NotRun,
            0 => State::Unused,
            _ if decision.until <= soon => State::Ending,
            _ => State::Holding,
        };
        let with_count = self.waivers.decisions.iter().zip(&self.used);
        with_count.map(|(d, n)| Registered { decision: d.clone(), state: state(d, *n), matching: *n }).collect()
    }
}

/// What is to be said of a waiver that is whole.
fn told(waiver: &Registered) -> Option<Finding> {
    let Registered { decision, state, matching } = waiver;
    let Decision { rule, until, .. } = decision;
    // Of one that is a node, `check` knows where it has to be cut.
    let removal = || decision.removal.map(|span| (span, String::new()));
    let finding = match state {
        State::Expired => {
            let back = if *matching == 0 { "" } else { "; what it held back counts again" };
            Finding::fixed("waiver-expired", decision.span, format!("this waiver of `{rule}` ended on {until}{back}"))
                .help("mend the finding, or decide anew with a new date")
                .fix_opt("remove the waiver", false, removal())
        }
        State::Ending => {
            let held = crate::finding::counted(*matching, "finding");
            Finding::fixed("waiver-ending", decision.span, format!("this waiver of `{rule}` ends on {until}"))
                .label(format!("holds back {held}"))
                .help("mend what it holds back, or decide anew before that day")
        }
        State::Unused if !decision.shared => {
            let place = match (&decision.at, decision.within) {
                (Some(at), _) => format!(" at `{at}`"),
                (None, Some(_)) => " in the node below".to_owned(),
                (None, None) => String::new(),
            };
            let message = format!("nothing is found for `{rule}`{place}, so this waiver holds nothing back");
            Finding::fixed("waiver-unused", decision.span, message).help("remove the waiver").fix_opt(
                "remove the waiver",
                true,
                removal(),
            )
        }
        State::Holding | State::Unused | State::NotRun => return None,
    };
    Some(finding.entity(format!("waiver:{rule}")))
}

/// True if `at` names the entity or something above it: whole parts only, with or without the kind.
fn covers(at: &str, entity: &str) -> bool {
    let starts = |whole: &str, ends: &[char]| {
        whole.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
    };
    let bare = entity.split_once(':').map(|(_, rest)| rest);
    let requirement = entity.split_once('/').map(|(_, rest)| rest);
    // A dot goes on inside a service (`northwind.rmm`), never inside the number of a requirement.
    starts(entity, &['/', '[', '.'])
        || bare.is_some_and(|b| starts(b, &['/', '[', '.']))
        || requirement.is_some_and(|r| starts(r, &['[']))
}
