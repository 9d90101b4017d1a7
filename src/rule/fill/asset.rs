//! Cells about assets.

use super::texts;
use crate::fact::Cell;
use crate::model::boundary::{Allowance, Asset, VdiMfa};
use crate::schema::grammar::Field;

/// Conditions under which a virtual desktop's end point is out of scope that are not stated, or not met (`DoD` CMMC FAQ
/// July 2026 F-A2). A condition that is written as unknown is not met either: it is the organization that has to show it.
pub(super) fn vdi_gaps(asset: &Asset) -> Cell {
    let Some(vdi) = &asset.vdi else { return Cell::absent() };
    let blocked = |field: &Field<Allowance>| field.get() == Some(&Allowance::Blocked);
    let conditions = [
        (vdi.kvm_only.get() == Some(&true), "kvm-only"),
        (blocked(&vdi.clipboard), "clipboard"),
        (blocked(&vdi.drives), "drives"),
        (blocked(&vdi.printing), "printing"),
        (blocked(&vdi.screenshots), "screenshots"),
        (vdi.mfa.get() == Some(&VdiMfa::Independent), "mfa"),
        (vdi.verified.get().is_some(), "verified"),
    ];
    let gaps = conditions.iter().filter(|(met, _)| !met).map(|(_, word)| (*word).to_owned());
    texts(gaps, vdi.header)
}
