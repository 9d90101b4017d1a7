//! Whether a provider's own CMMC certificate reaches what its customer needs: level, kind, age and services
//! (DoD CMMC FAQ July 2026 E-A3; CAP v2.0 2.19). A certificate is a choice; one that is shown has to match.

use jiff::civil::Date;

use super::classify::ProviderClass;
use crate::model::Model;
use crate::model::organization::{AssessmentKind, DataClass, StatusResult};
use crate::model::provider::{Certificate, Provider};
use crate::words;

words! {
    /// Why a certificate falls short.
    pub enum CertificateGap {
        /// a lower level than the boundary's
        Level = "level",
        /// a self-assessment where the organization needs a C3PAO
        Kind = "kind",
        /// its years are over
        Expired = "expired",
        /// conditional for more than 180 days
        Conditional = "conditional",
        /// a service with CUI or SPD that it does not cover
        Covers = "covers",
    }
}

/// The first gap of a certificate; `None` when it reaches, or when it is no CMMC certificate.
pub fn gap(
    model: &Model,
    provider: &Provider,
    class: &ProviderClass,
    certificate: &Certificate,
    as_of: Date,
) -> Option<CertificateGap> {
    if !is_cmmc(certificate) {
        return None;
    }
    let needed = class.level.unwrap_or(2);
    let level = certificate.level.get().copied();
    if level.is_some_and(|l| l < needed) {
        return Some(CertificateGap::Level);
    }
    let cmmc = model.organization().and_then(|o| o.cmmc.as_ref());
    let needs_c3pao = cmmc.and_then(|c| c.assessment.get()).is_some_and(|a| *a != AssessmentKind::Selfs);
    if needs_c3pao && certificate.kind.get() == Some(&AssessmentKind::Selfs) {
        return Some(CertificateGap::Kind);
    }
    let over = |span: jiff::Span| {
        let end = certificate.on.get().and_then(|on| on.checked_add(span).ok());
        end.is_some_and(|end| end < as_of)
    };
    match certificate.status.get() {
        Some(StatusResult::Conditional) if over(jiff::Span::new().days(180)) => {
            return Some(CertificateGap::Conditional);
        }
        _ if over(jiff::Span::new().years(if level == Some(1) { 1 } else { 3 })) => {
            return Some(CertificateGap::Expired);
        }
        _ => {}
    }
    let left_out = |s: &crate::model::provider::Service| {
        (s.data.has(&DataClass::Cui) || s.data.has(&DataClass::Spd)) && !certificate.covers.has(&s.id.value)
    };
    let covers = !certificate.covers.items.is_empty() && provider.services.iter().any(left_out);
    covers.then_some(CertificateGap::Covers)
}

/// True for a certificate under CMMC; others show nothing here.
pub fn is_cmmc(certificate: &Certificate) -> bool {
    certificate.scheme.value.0.eq_ignore_ascii_case("cmmc")
}
