//! `FedRAMP` packages by id: what a declared `package=` belongs to, and which id took the place of an old one.

use super::bundled::PACKAGES;
use super::offering::{AuthStatus, ImpactLevel};

/// A package of the public `FedRAMP` Marketplace export (2026-05-30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Id, `FR1824057433`.
    pub id: &'static str,
    /// Vendor and product.
    pub name: &'static str,
    /// Status; unknown where the public status and the change log disagree.
    pub status: AuthStatus,
    /// Impact level.
    pub level: ImpactLevel,
    /// The id under which the same product is authorized now.
    pub replaced_by: Option<&'static str>,
}

impl Package {
    /// The package of an id. The table is read line by line: it is asked for a few ids a run at most.
    pub fn find(id: &str) -> Option<Self> {
        let id = id.trim();
        let line = PACKAGES.lines().find(|l| l.split('\t').next() == Some(id))?;
        let mut cells = line.split('\t');
        let (id, status, level, after) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Self {
            id,
            name: cells.next()?,
            status: AuthStatus::from_word(status).unwrap_or(AuthStatus::Unknown),
            level: ImpactLevel::from_word(level).unwrap_or(ImpactLevel::Unknown),
            replaced_by: Some(after).filter(|a| !a.is_empty()),
        })
    }
}
