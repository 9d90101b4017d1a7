//! Marks under originations and statuses, and what contradicts what in them.

use super::draft::Draft;
use crate::finding::{Finding, Level};
use crate::read::status::{StatusWord, done, together};
use crate::read::word::{Origin, plain};
use crate::read::{Done, Owner};
use crate::schema::grammar::Field;
use crate::source::Spanned;

/// Who is responsible by the marked originations; none where no column is about them, unknown where none is marked.
pub(super) fn owner(draft: &Draft) -> Option<Field<Owner>> {
    let Some(first) = draft.origins.first() else {
        return draft.titled.origins.then_some(Field::Unknown(draft.id.span));
    };
    let any = |side: Owner| draft.origins.iter().any(|o| o.value.side() == side);
    let owner = match (any(Owner::Provider), any(Owner::Customer), any(Owner::Shared)) {
        (_, _, true) | (true, true, _) => Owner::Shared,
        (_, true, _) => Owner::Customer,
        _ => Owner::Provider,
    };
    Some(Field::Known(Spanned::new(owner, first.span)))
}

/// Tells of marks that cannot both be true, once a row. Who inherits what is no matter of a plan.
pub(super) fn check(draft: &Draft, is_plan: bool, findings: &mut Vec<Finding>) {
    let id = &draft.id.value;
    let said = draft.statuses.iter().filter_map(|cell| match done(&cell.value) {
        StatusWord::Known(done) => Some(Spanned::new(done, cell.span)),
        _ => None,
    });
    let mut statuses: Vec<Spanned<Done>> = Vec::new();
    for status in said.chain(draft.marks.iter().copied()) {
        if statuses.iter().all(|s| s.value != status.value) {
            statuses.push(status);
        }
    }
    if let [first, rest @ ..] = statuses.as_slice()
        && together(statuses.iter().map(|s| s.value)).is_none()
    {
        let words: Vec<&str> = statuses.iter().map(|m| m.value.word()).collect();
        let is_marked = draft.statuses.is_empty();
        let message =
            format!("`{id}` is {} {} at once", if is_marked { "marked" } else { "said to be" }, words.join(" and "));
        let mut finding = Finding::fixed("marks-contradict", first.span, message)
            .label(first.value.word())
            .help("say one status")
            .entity(format!("row:{id}"));
        for other in rest {
            finding = finding.also(other.span, other.value.word());
        }
        findings.push(finding);
    }
    if !is_plan && let Some(finding) = inheritance(draft) {
        findings.push(finding);
    }
    if let Some((_, first)) = draft.unvalued.first() {
        let message = format!("a cell of `{id}` is a formula whose value is not in the file");
        let mut finding = Finding::fixed("formula-without-value", *first, message)
            .label("stays unknown")
            .help("open the workbook in the program that it was made with, and save it again")
            .entity(format!("row:{id}"));
        for (_, other) in draft.unvalued.iter().skip(1).take(4) {
            finding = finding.also(*other, "here too");
        }
        findings.push(finding);
    }
}

/// What FedRAMP's guidance rules out: a shared control that is inherited in full or not at all, and one that is the
/// customer's alone and inherited in full. Providers' own books differ in all else, so that nothing is told of it.
fn inheritance(draft: &Draft) -> Option<Finding> {
    let said = draft.inheritable.as_ref()?;
    let owner = owner(draft)?;
    let marked = owner.get().copied()?;
    let is_shared = draft.origins.iter().any(|o| o.value == Origin::Shared);
    let word = plain(&said.value);
    let wrong = match (word.as_str(), marked) {
        ("yes" | "no", _) if is_shared => true,
        ("yes", Owner::Customer) => true,
        _ => false,
    };
    let side = if is_shared { "shared" } else { "the customer's alone" };
    let message = format!("`{}` is marked {side}, and its inheritance is `{}`", draft.id.value, said.value);
    let label = draft.origins.iter().find(|o| !is_shared || o.value == Origin::Shared)?;
    wrong.then(|| {
        Finding::fixed("marks-contradict", said.span, message)
            .level(Level::Error)
            .label("says who has it otherwise than the mark")
            .also(label.span, side)
            .help("write Partial for what is shared, No for what is the customer's alone")
            .entity(format!("row:{}", draft.id.value))
    })
}
