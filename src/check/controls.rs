//! What rows by controls of SP 800-53 say of the 110 requirements: where to look, and nothing more.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::vendor::NAMED_MAX;
use crate::catalog::{RequirementIx, requirements, requirements_hinted_by};
use crate::finding::{Finding, Level, counted};
use crate::model::Model;
use crate::model::crm::FrameworkWord;
use crate::model::lower::{IdForm, Rows, Scope};
use crate::source::Span;

/// Controls of one document, each once, in the order of the document.
#[derive(Default)]
struct Controls<'a> {
    ids: Vec<&'a str>,
    seen: BTreeSet<&'a str>,
    /// True if another row names a requirement itself.
    mixed: bool,
}

impl<'a> Controls<'a> {
    fn row(&mut self, control: Option<&'a str>) {
        match control {
            Some(id) if self.seen.insert(id) => self.ids.push(id),
            Some(_) => {}
            None => self.mixed = true,
        }
    }
}

/// Says for each matrix and plan with rows by control how far these lead, and which lead nowhere.
pub(super) fn by_controls(model: &Model, rows: &Rows) -> Vec<Finding> {
    let mut matrices: BTreeMap<usize, Controls<'_>> = BTreeMap::new();
    for row in rows.crm.iter().filter(|r| r.key.requirement.is_some() || r.key.control.is_some()) {
        matrices.entry(row.crm).or_default().row(row.key.control.as_deref());
    }
    let mut plans: BTreeMap<usize, Controls<'_>> = BTreeMap::new();
    for row in rows.ssp.iter().filter(|r| r.key.requirement.is_some() || r.key.control.is_some()) {
        plans.entry(row.ssp).or_default().row(row.key.control.as_deref());
    }
    let of_crm = matrices.iter().filter_map(|(ix, controls)| {
        let crm = model.crms.get(*ix)?;
        let span = crm.source.known().map_or(crm.header, |s| s.span);
        told(controls, span, &format!("`{}`", crm.id.value), false).map(|f| f.entity(format!("crm:{}", crm.id.value)))
    });
    let of_ssp = plans.iter().filter_map(|(ix, controls)| {
        let ssp = model.ssps.get(*ix)?;
        let span = ssp.source.known().map_or(ssp.header, |s| s.span);
        told(controls, span, "the plan", true).map(|f| f.entity("ssp"))
    });
    of_crm.chain(of_ssp).chain(by_revision3(model, rows)).collect()
}

/// Says of each matrix and plan by Revision 3 that none of its rows counts: a warning where only its numbers say so.
fn by_revision3(model: &Model, rows: &Rows) -> Vec<Finding> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows.crm.iter().filter(|r| r.key.form == IdForm::Revision3) {
        *counts.entry(row.crm).or_default() += 1;
    }
    let told = |(ix, count): (usize, usize)| {
        let crm = model.crms.get(ix)?;
        let framework = crm.framework.known().filter(|f| f.value == FrameworkWord::R3)?;
        let id = &crm.id.value;
        let of = counted(count, "row");
        let message = format!(
            "`{id}` is numbered by Revision 3, and CMMC assesses Revision 2: {of} of it say nothing of any requirement"
        );
        let is_said = crm.source.is_absent() || framework.span.file == crm.header.file;
        let finding = Finding::fixed("controls-as-hints", framework.span, message).entity(format!("crm:{id}"));
        Some(if is_said {
            finding.label("numbers are not the same in both revisions")
        } else {
            finding
                .level(Level::Warning)
                .label("only Revision 3 has this number")
                .help("ask for the matrix by Revision 2; if its numbers are those, say framework=nist-sp-800-171-r2")
        })
    };
    let plans = model.plans_of_revision3.iter().map(|(ix, span)| {
        let count = rows.ssp.iter().filter(|r| r.ssp == *ix && r.scope == Scope::Requirement).count();
        let message = format!(
            "the plan is numbered by Revision 3, and CMMC assesses Revision 2: {} of it say nothing of any requirement",
            counted(count, "row")
        );
        Finding::fixed("controls-as-hints", *span, message)
            .level(Level::Error)
            .label("only Revision 3 has this number")
            .help("write the plan by Revision 2; its numbers are those without leading zeros, such as 3.1.1")
            .entity("ssp")
    });
    counts.into_iter().filter_map(told).chain(plans).collect()
}

fn told(controls: &Controls<'_>, span: Span, who: &str, plan: bool) -> Option<Finding> {
    let mut reached: BTreeSet<RequirementIx> = BTreeSet::new();
    let mut none: Vec<&str> = Vec::new();
    for id in &controls.ids {
        let hinted = requirements_hinted_by(id);
        if hinted.is_empty() {
            none.push(id);
        }
        reached.extend(hinted);
    }
    // That a matrix is written by controls is a rule's to say, `crm-800-53-only`; here, what of it leads nowhere.
    if controls.ids.is_empty() || (!plan && none.is_empty()) {
        return None;
    }
    let all = controls.ids.len();
    let how = if controls.mixed { "has rows" } else { "is written" };
    let lead = counted(reached.len(), "requirement");
    let mut message = format!(
        "{who} {how} by SP 800-53 controls, which are hints: {} of {all} are related to {lead} of {}",
        all - none.len(),
        requirements().len(),
    );
    let mut label = format!("{} related to a requirement", all - none.len());
    if !none.is_empty() {
        let named = none.iter().take(NAMED_MAX).copied().collect::<Vec<_>>().join(", ");
        let more = if none.len() > NAMED_MAX { ", …" } else { "" };
        let _ = write!(message, "; {} to none: {named}{more}", none.len());
        label = format!("{label}, {} to none", none.len());
    }
    Some(
        Finding::fixed("controls-as-hints", span, message)
            .label(label)
            .help("write down for each requirement of NIST SP 800-171 who does it; `crmlint explain 3.1.1` names related controls"),
    )
}
