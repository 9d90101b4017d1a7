//! Generated from `rules/catalog`; `UPDATE=1 cargo test --test it catalog` writes it anew. Do not edit.

use std::borrow::Cow::Borrowed as B;

use super::lookup::Named;
use super::offering::{AuthStatus, ImpactLevel, Offering, OfferingFamily, Standing, Tri, Variant};
use super::requirement::{EvidenceItem, Family, Keeps, Period, Poam, Requirement, Weight};

pub(super) static FAMILIES: [Family; 14] = [
    Family { id: "AC", name: "Access Control" },
    Family { id: "AT", name: "Awareness and Training" },
    Family { id: "AU", name: "Audit and Accountability" },
    Family { id: "CM", name: "Configuration Management" },
    Family { id: "IA", name: "Identification and Authentication" },
    Family { id: "IR", name: "Incident Response" },
    Family { id: "MA", name: "Maintenance" },
    Family { id: "MP", name: "Media Protection" },
    Family { id: "PS", name: "Personnel Security" },
    Family { id: "PE", name: "Physical Protection" },
    Family { id: "RA", name: "Risk Assessment" },
    Family { id: "CA", name: "Security Assessment" },
    Family { id: "SC", name: "System and Communications Protection" },
    Family { id: "SI", name: "System and Information Integrity" },
];

/// Index of the first requirement of each family, and the number of requirements.
pub(super) static FIRST_OF_FAMILY: [u8; 15] = [0, 22, 25, 34, 43, 54, 57, 63, 72, 74, 80, 83, 87, 103, 110];

/// The 110 of Revision 2, then the 24 that Level 3 adds.
pub(super) static REQUIREMENTS: [Requirement; 134] = [
    Requirement { id: "3.1.1", cmmc_id: "AC.L2-3.1.1", family: "AC", title: "Authorized Access Control", weight: Weight::Points(5), letters: "abcdef", level1: Some("AC.L1-b.1.i"), cmmc1: "AC.1.001", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "AC-2 AC-3 AC-17" },
    Requirement { id: "3.1.2", cmmc_id: "AC.L2-3.1.2", family: "AC", title: "Transaction & Function Control", weight: Weight::Points(5), letters: "ab", level1: Some("AC.L1-b.1.ii"), cmmc1: "AC.1.002", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "AC-2 AC-3 AC-17" },
    Requirement { id: "3.1.3", cmmc_id: "AC.L2-3.1.3", family: "AC", title: "Control CUI Flow", weight: Weight::Points(1), letters: "abcde", level1: None, cmmc1: "AC.2.016", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AC-4" },
    Requirement { id: "3.1.4", cmmc_id: "AC.L2-3.1.4", family: "AC", title: "Separation of Duties", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AC.3.017", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-5" },
    Requirement { id: "3.1.5", cmmc_id: "AC.L2-3.1.5", family: "AC", title: "Least Privilege", weight: Weight::Points(3), letters: "abcd", level1: None, cmmc1: "AC.2.007", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AC-6 AC-6(1) AC-6(5)" },
    Requirement { id: "3.1.6", cmmc_id: "AC.L2-3.1.6", family: "AC", title: "Non-Privileged Account Use", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AC.2.008", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AC-6(2)" },
    Requirement { id: "3.1.7", cmmc_id: "AC.L2-3.1.7", family: "AC", title: "Privileged Functions", weight: Weight::Points(1), letters: "abcd", level1: None, cmmc1: "AC.3.018", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AC-6(9) AC-6(10)" },
    Requirement { id: "3.1.8", cmmc_id: "AC.L2-3.1.8", family: "AC", title: "Unsuccessful Logon Attempts", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AC.2.009", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-7" },
    Requirement { id: "3.1.9", cmmc_id: "AC.L2-3.1.9", family: "AC", title: "Privacy & Security Notices", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AC.2.005", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-8" },
    Requirement { id: "3.1.10", cmmc_id: "AC.L2-3.1.10", family: "AC", title: "Session Lock", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AC.2.010", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-11 AC-11(1)" },
    Requirement { id: "3.1.11", cmmc_id: "AC.L2-3.1.11", family: "AC", title: "Session Termination", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AC.3.019", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-12" },
    Requirement { id: "3.1.12", cmmc_id: "AC.L2-3.1.12", family: "AC", title: "Control Remote Access", weight: Weight::Points(5), letters: "abcd", level1: None, cmmc1: "AC.2.013", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AC-17(1)" },
    Requirement { id: "3.1.13", cmmc_id: "AC.L2-3.1.13", family: "AC", title: "Remote Access Confidentiality", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "AC.3.014", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AC-17(2)" },
    Requirement { id: "3.1.14", cmmc_id: "AC.L2-3.1.14", family: "AC", title: "Remote Access Routing", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AC.2.015", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-17(3)" },
    Requirement { id: "3.1.15", cmmc_id: "AC.L2-3.1.15", family: "AC", title: "Privileged Remote Access", weight: Weight::Points(1), letters: "abcd", level1: None, cmmc1: "AC.3.021", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AC-17(4)" },
    Requirement { id: "3.1.16", cmmc_id: "AC.L2-3.1.16", family: "AC", title: "Wireless Access Authorization", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "AC.2.011", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "AC-18" },
    Requirement { id: "3.1.17", cmmc_id: "AC.L2-3.1.17", family: "AC", title: "Wireless Access Protection", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "AC.3.012", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "AC-18(1)" },
    Requirement { id: "3.1.18", cmmc_id: "AC.L2-3.1.18", family: "AC", title: "Mobile Device Connection", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "AC.3.020", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "AC-19" },
    Requirement { id: "3.1.19", cmmc_id: "AC.L2-3.1.19", family: "AC", title: "Encrypt CUI on Mobile", weight: Weight::Points(3), letters: "ab", level1: None, cmmc1: "AC.3.022", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "AC-19(5)" },
    Requirement { id: "3.1.20", cmmc_id: "AC.L2-3.1.20", family: "AC", title: "External Connections", weight: Weight::Points(1), letters: "abcdef", level1: Some("AC.L1-b.1.iii"), cmmc1: "AC.1.003", poam: Poam::Named, keeps: Keeps::Always, onsite: "", hints: "AC-20 AC-20(1)" },
    Requirement { id: "3.1.21", cmmc_id: "AC.L2-3.1.21", family: "AC", title: "Portable Storage Use", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AC.2.006", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AC-20(2)" },
    Requirement { id: "3.1.22", cmmc_id: "AC.L2-3.1.22", family: "AC", title: "Control Public Information", weight: Weight::Points(1), letters: "abcde", level1: Some("AC.L1-b.1.iv"), cmmc1: "AC.1.004", poam: Poam::Named, keeps: Keeps::Always, onsite: "", hints: "AC-22" },
    Requirement { id: "3.2.1", cmmc_id: "AT.L2-3.2.1", family: "AT", title: "Role-Based Risk Awareness", weight: Weight::Points(5), letters: "abcd", level1: None, cmmc1: "AT.2.056", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "AT-2 AT-3" },
    Requirement { id: "3.2.2", cmmc_id: "AT.L2-3.2.2", family: "AT", title: "Role-Based Training", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "AT.2.057", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "AT-2 AT-3" },
    Requirement { id: "3.2.3", cmmc_id: "AT.L2-3.2.3", family: "AT", title: "Insider Threat Awareness", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AT.3.058", poam: Poam::Eligible, keeps: Keeps::Always, onsite: "", hints: "AT-2(2)" },
    Requirement { id: "3.3.1", cmmc_id: "AU.L2-3.3.1", family: "AU", title: "System Auditing", weight: Weight::Points(5), letters: "abcdef", level1: None, cmmc1: "AU.2.042", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AU-2 AU-3 AU-3(1) AU-6 AU-11 AU-12" },
    Requirement { id: "3.3.2", cmmc_id: "AU.L2-3.3.2", family: "AU", title: "User Accountability", weight: Weight::Points(3), letters: "ab", level1: None, cmmc1: "AU.2.041", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AU-2 AU-3 AU-3(1) AU-6 AU-11 AU-12" },
    Requirement { id: "3.3.3", cmmc_id: "AU.L2-3.3.3", family: "AU", title: "Event Review", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AU.3.045", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AU-2(3)" },
    Requirement { id: "3.3.4", cmmc_id: "AU.L2-3.3.4", family: "AU", title: "Audit Failure Alerting", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AU.3.046", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AU-5" },
    Requirement { id: "3.3.5", cmmc_id: "AU.L2-3.3.5", family: "AU", title: "Audit Correlation", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "AU.3.051", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "AU-6(3)" },
    Requirement { id: "3.3.6", cmmc_id: "AU.L2-3.3.6", family: "AU", title: "Reduction & Reporting", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AU.3.052", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AU-7" },
    Requirement { id: "3.3.7", cmmc_id: "AU.L2-3.3.7", family: "AU", title: "Authoritative Time Source", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "AU.2.043", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "AU-8 AU-8(1)" },
    Requirement { id: "3.3.8", cmmc_id: "AU.L2-3.3.8", family: "AU", title: "Audit Protection", weight: Weight::Points(1), letters: "abcdef", level1: None, cmmc1: "AU.3.049", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AU-9" },
    Requirement { id: "3.3.9", cmmc_id: "AU.L2-3.3.9", family: "AU", title: "Audit Management", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "AU.3.050", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "AU-9(4)" },
    Requirement { id: "3.4.1", cmmc_id: "CM.L2-3.4.1", family: "CM", title: "System Baselining", weight: Weight::Points(5), letters: "abcdef", level1: None, cmmc1: "CM.2.061", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "CM-2 CM-6 CM-8 CM-8(1)" },
    Requirement { id: "3.4.2", cmmc_id: "CM.L2-3.4.2", family: "CM", title: "Security Configuration Enforcement", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "CM.2.064", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "CM-2 CM-6 CM-8 CM-8(1)" },
    Requirement { id: "3.4.3", cmmc_id: "CM.L2-3.4.3", family: "CM", title: "System Change Management", weight: Weight::Points(1), letters: "abcd", level1: None, cmmc1: "CM.2.065", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "CM-3" },
    Requirement { id: "3.4.4", cmmc_id: "CM.L2-3.4.4", family: "CM", title: "Security Impact Analysis", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "CM.2.066", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "CM-4" },
    Requirement { id: "3.4.5", cmmc_id: "CM.L2-3.4.5", family: "CM", title: "Access Restrictions for Change", weight: Weight::Points(5), letters: "abcdefgh", level1: None, cmmc1: "CM.3.067", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "d", hints: "CM-5" },
    Requirement { id: "3.4.6", cmmc_id: "CM.L2-3.4.6", family: "CM", title: "Least Functionality", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "CM.2.062", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "CM-7" },
    Requirement { id: "3.4.7", cmmc_id: "CM.L2-3.4.7", family: "CM", title: "Nonessential Functionality", weight: Weight::Points(5), letters: "abcdefghijklmno", level1: None, cmmc1: "CM.3.068", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "CM-7(1) CM-7(2)" },
    Requirement { id: "3.4.8", cmmc_id: "CM.L2-3.4.8", family: "CM", title: "Application Execution Policy", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "CM.3.069", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "CM-7(4) CM-7(5)" },
    Requirement { id: "3.4.9", cmmc_id: "CM.L2-3.4.9", family: "CM", title: "User-Installed Software", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "CM.2.063", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "CM-11" },
    Requirement { id: "3.5.1", cmmc_id: "IA.L2-3.5.1", family: "IA", title: "Identification", weight: Weight::Points(5), letters: "abc", level1: Some("IA.L1-b.1.v"), cmmc1: "IA.1.076", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "IA-2 IA-3 IA-5" },
    Requirement { id: "3.5.2", cmmc_id: "IA.L2-3.5.2", family: "IA", title: "Authentication", weight: Weight::Points(5), letters: "abc", level1: Some("IA.L1-b.1.vi"), cmmc1: "IA.1.077", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "IA-2 IA-3 IA-5" },
    Requirement { id: "3.5.3", cmmc_id: "IA.L2-3.5.3", family: "IA", title: "Multifactor Authentication", weight: Weight::Variable { full: 5, partial: 3, state: "remote-and-privileged-only" }, letters: "abcd", level1: None, cmmc1: "IA.3.083", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "IA-2(1) IA-2(2) IA-2(3)" },
    Requirement { id: "3.5.4", cmmc_id: "IA.L2-3.5.4", family: "IA", title: "Replay-Resistant Authentication", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "IA.3.084", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-2(8) IA-2(9)" },
    Requirement { id: "3.5.5", cmmc_id: "IA.L2-3.5.5", family: "IA", title: "Identifier Reuse", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "IA.3.085", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-4" },
    Requirement { id: "3.5.6", cmmc_id: "IA.L2-3.5.6", family: "IA", title: "Identifier Handling", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "IA.3.086", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-4" },
    Requirement { id: "3.5.7", cmmc_id: "IA.L2-3.5.7", family: "IA", title: "Password Complexity", weight: Weight::Points(1), letters: "abcd", level1: None, cmmc1: "IA.2.078", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-5(1)" },
    Requirement { id: "3.5.8", cmmc_id: "IA.L2-3.5.8", family: "IA", title: "Password Reuse", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "IA.2.079", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-5(1)" },
    Requirement { id: "3.5.9", cmmc_id: "IA.L2-3.5.9", family: "IA", title: "Temporary Passwords", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "IA.2.080", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-5(1)" },
    Requirement { id: "3.5.10", cmmc_id: "IA.L2-3.5.10", family: "IA", title: "Cryptographically-Protected Passwords", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "IA.2.081", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "IA-5(1)" },
    Requirement { id: "3.5.11", cmmc_id: "IA.L2-3.5.11", family: "IA", title: "Obscure Feedback", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "IA.2.082", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "IA-6" },
    Requirement { id: "3.6.1", cmmc_id: "IR.L2-3.6.1", family: "IR", title: "Incident Handling", weight: Weight::Points(5), letters: "abcdefg", level1: None, cmmc1: "IR.2.092", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "IR-2 IR-4 IR-5 IR-6 IR-7" },
    Requirement { id: "3.6.2", cmmc_id: "IR.L2-3.6.2", family: "IR", title: "Incident Reporting", weight: Weight::Points(5), letters: "abcdef", level1: None, cmmc1: "IR.3.098", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "IR-2 IR-4 IR-5 IR-6 IR-7" },
    Requirement { id: "3.6.3", cmmc_id: "IR.L2-3.6.3", family: "IR", title: "Incident Response Testing", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "IR.3.099", poam: Poam::Eligible, keeps: Keeps::Always, onsite: "", hints: "IR-3" },
    Requirement { id: "3.7.1", cmmc_id: "MA.L2-3.7.1", family: "MA", title: "Perform Maintenance", weight: Weight::Points(3), letters: "a", level1: None, cmmc1: "MA.2.111", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "MA-2 MA-3 MA-3(1) MA-3(2)" },
    Requirement { id: "3.7.2", cmmc_id: "MA.L2-3.7.2", family: "MA", title: "System Maintenance Control", weight: Weight::Points(5), letters: "abcd", level1: None, cmmc1: "MA.2.112", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "d", hints: "MA-2 MA-3 MA-3(1) MA-3(2)" },
    Requirement { id: "3.7.3", cmmc_id: "MA.L2-3.7.3", family: "MA", title: "Equipment Sanitization", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "MA.3.115", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "MA-2" },
    Requirement { id: "3.7.4", cmmc_id: "MA.L2-3.7.4", family: "MA", title: "Media Inspection", weight: Weight::Points(3), letters: "a", level1: None, cmmc1: "MA.3.116", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "MA-3(2)" },
    Requirement { id: "3.7.5", cmmc_id: "MA.L2-3.7.5", family: "MA", title: "Nonlocal Maintenance", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "MA.2.113", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "MA-4" },
    Requirement { id: "3.7.6", cmmc_id: "MA.L2-3.7.6", family: "MA", title: "Maintenance Personnel", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "MA.2.114", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "MA-5" },
    Requirement { id: "3.8.1", cmmc_id: "MP.L2-3.8.1", family: "MP", title: "Media Protection", weight: Weight::Points(3), letters: "abcd", level1: None, cmmc1: "MP.2.119", poam: Poam::WorthMore, keeps: Keeps::Media, onsite: "cd", hints: "MP-2 MP-4 MP-6" },
    Requirement { id: "3.8.2", cmmc_id: "MP.L2-3.8.2", family: "MP", title: "Media Access", weight: Weight::Points(3), letters: "a", level1: None, cmmc1: "MP.2.120", poam: Poam::WorthMore, keeps: Keeps::Media, onsite: "", hints: "MP-2 MP-4 MP-6" },
    Requirement { id: "3.8.3", cmmc_id: "MP.L2-3.8.3", family: "MP", title: "Media Disposal", weight: Weight::Points(5), letters: "ab", level1: Some("MP.L1-b.1.vii"), cmmc1: "MP.1.118", poam: Poam::WorthMore, keeps: Keeps::Media, onsite: "", hints: "MP-2 MP-4 MP-6" },
    Requirement { id: "3.8.4", cmmc_id: "MP.L2-3.8.4", family: "MP", title: "Media Markings", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "MP.3.122", poam: Poam::Eligible, keeps: Keeps::Always, onsite: "ab", hints: "MP-3" },
    Requirement { id: "3.8.5", cmmc_id: "MP.L2-3.8.5", family: "MP", title: "Media Accountability", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "MP.3.124", poam: Poam::Eligible, keeps: Keeps::Media, onsite: "", hints: "MP-5" },
    Requirement { id: "3.8.6", cmmc_id: "MP.L2-3.8.6", family: "MP", title: "Portable Storage Encryption", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "MP.3.125", poam: Poam::Eligible, keeps: Keeps::Media, onsite: "", hints: "MP-5(4)" },
    Requirement { id: "3.8.7", cmmc_id: "MP.L2-3.8.7", family: "MP", title: "Removable Media", weight: Weight::Points(5), letters: "a", level1: None, cmmc1: "MP.2.121", poam: Poam::WorthMore, keeps: Keeps::Media, onsite: "", hints: "MP-7" },
    Requirement { id: "3.8.8", cmmc_id: "MP.L2-3.8.8", family: "MP", title: "Shared Media", weight: Weight::Points(3), letters: "a", level1: None, cmmc1: "MP.3.123", poam: Poam::WorthMore, keeps: Keeps::Media, onsite: "", hints: "MP-7(1)" },
    Requirement { id: "3.8.9", cmmc_id: "MP.L2-3.8.9", family: "MP", title: "Protect Backups", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "RE.2.138", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "CP-9" },
    Requirement { id: "3.9.1", cmmc_id: "PS.L2-3.9.1", family: "PS", title: "Screen Individuals", weight: Weight::Points(3), letters: "a", level1: None, cmmc1: "PS.2.127", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "PS-3 PS-4 PS-5" },
    Requirement { id: "3.9.2", cmmc_id: "PS.L2-3.9.2", family: "PS", title: "Personnel Actions", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "PS.2.128", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "PS-3 PS-4 PS-5" },
    Requirement { id: "3.10.1", cmmc_id: "PE.L2-3.10.1", family: "PE", title: "Limit Physical Access", weight: Weight::Points(5), letters: "abcd", level1: Some("PE.L1-b.1.viii"), cmmc1: "PE.1.131", poam: Poam::WorthMore, keeps: Keeps::Premises, onsite: "bcd", hints: "PE-2 PE-4 PE-5 PE-6" },
    Requirement { id: "3.10.2", cmmc_id: "PE.L2-3.10.2", family: "PE", title: "Monitor Facility", weight: Weight::Points(5), letters: "abcd", level1: None, cmmc1: "PE.2.135", poam: Poam::WorthMore, keeps: Keeps::Premises, onsite: "abcd", hints: "PE-2 PE-4 PE-5 PE-6" },
    Requirement { id: "3.10.3", cmmc_id: "PE.L2-3.10.3", family: "PE", title: "Escort Visitors", weight: Weight::Points(1), letters: "ab", level1: Some("PE.L1-b.1.ix"), cmmc1: "PE.1.132", poam: Poam::Named, keeps: Keeps::Premises, onsite: "ab", hints: "PE-3" },
    Requirement { id: "3.10.4", cmmc_id: "PE.L2-3.10.4", family: "PE", title: "Physical Access Logs", weight: Weight::Points(1), letters: "a", level1: Some("PE.L1-b.1.ix"), cmmc1: "PE.1.133", poam: Poam::Named, keeps: Keeps::Premises, onsite: "", hints: "PE-3" },
    Requirement { id: "3.10.5", cmmc_id: "PE.L2-3.10.5", family: "PE", title: "Manage Physical Access", weight: Weight::Points(1), letters: "abc", level1: Some("PE.L1-b.1.ix"), cmmc1: "PE.1.134", poam: Poam::Named, keeps: Keeps::Premises, onsite: "bc", hints: "PE-3" },
    Requirement { id: "3.10.6", cmmc_id: "PE.L2-3.10.6", family: "PE", title: "Alternative Work Sites", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "PE.3.136", poam: Poam::Eligible, keeps: Keeps::Always, onsite: "", hints: "PE-17" },
    Requirement { id: "3.11.1", cmmc_id: "RA.L2-3.11.1", family: "RA", title: "Risk Assessments", weight: Weight::Points(3), letters: "ab", level1: None, cmmc1: "RM.2.141", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "RA-3" },
    Requirement { id: "3.11.2", cmmc_id: "RA.L2-3.11.2", family: "RA", title: "Vulnerability Scan", weight: Weight::Points(5), letters: "abcde", level1: None, cmmc1: "RM.2.142", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "RA-5 RA-5(5)" },
    Requirement { id: "3.11.3", cmmc_id: "RA.L2-3.11.3", family: "RA", title: "Vulnerability Remediation", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "RM.2.143", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "RA-5" },
    Requirement { id: "3.12.1", cmmc_id: "CA.L2-3.12.1", family: "CA", title: "Security Control Assessment", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "CA.2.158", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "CA-2" },
    Requirement { id: "3.12.2", cmmc_id: "CA.L2-3.12.2", family: "CA", title: "Operational Plan of Action", weight: Weight::Points(3), letters: "abc", level1: None, cmmc1: "CA.2.159", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "CA-5" },
    Requirement { id: "3.12.3", cmmc_id: "CA.L2-3.12.3", family: "CA", title: "Security Control Monitoring", weight: Weight::Points(5), letters: "a", level1: None, cmmc1: "CA.3.161", poam: Poam::WorthMore, keeps: Keeps::Always, onsite: "", hints: "CA-7" },
    Requirement { id: "3.12.4", cmmc_id: "CA.L2-3.12.4", family: "CA", title: "System Security Plan", weight: Weight::Unscored, letters: "abcdefgh", level1: None, cmmc1: "CA.2.157", poam: Poam::Named, keeps: Keeps::Always, onsite: "", hints: "PL-2" },
    Requirement { id: "3.13.1", cmmc_id: "SC.L2-3.13.1", family: "SC", title: "Boundary Protection", weight: Weight::Points(5), letters: "abcdefgh", level1: Some("SC.L1-b.1.x"), cmmc1: "SC.1.175", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-7 SA-8" },
    Requirement { id: "3.13.2", cmmc_id: "SC.L2-3.13.2", family: "SC", title: "Security Engineering", weight: Weight::Points(5), letters: "abcdef", level1: None, cmmc1: "SC.3.180", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-7 SA-8" },
    Requirement { id: "3.13.3", cmmc_id: "SC.L2-3.13.3", family: "SC", title: "Role Separation", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "SC.3.181", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-2" },
    Requirement { id: "3.13.4", cmmc_id: "SC.L2-3.13.4", family: "SC", title: "Shared Resource Control", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "SC.3.182", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-4" },
    Requirement { id: "3.13.5", cmmc_id: "SC.L2-3.13.5", family: "SC", title: "Public-Access System Separation", weight: Weight::Points(5), letters: "ab", level1: Some("SC.L1-b.1.xi"), cmmc1: "SC.1.176", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-7" },
    Requirement { id: "3.13.6", cmmc_id: "SC.L2-3.13.6", family: "SC", title: "Network Communication by Exception", weight: Weight::Points(5), letters: "ab", level1: None, cmmc1: "SC.3.183", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-7(5)" },
    Requirement { id: "3.13.7", cmmc_id: "SC.L2-3.13.7", family: "SC", title: "Split Tunneling", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "SC.3.184", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-7(7)" },
    Requirement { id: "3.13.8", cmmc_id: "SC.L2-3.13.8", family: "SC", title: "Data in Transit", weight: Weight::Points(3), letters: "abc", level1: None, cmmc1: "SC.3.185", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-8 SC-8(1)" },
    Requirement { id: "3.13.9", cmmc_id: "SC.L2-3.13.9", family: "SC", title: "Connections Termination", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "SC.3.186", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-10" },
    Requirement { id: "3.13.10", cmmc_id: "SC.L2-3.13.10", family: "SC", title: "Key Management", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "SC.3.187", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-12" },
    Requirement { id: "3.13.11", cmmc_id: "SC.L2-3.13.11", family: "SC", title: "CUI Encryption", weight: Weight::Variable { full: 5, partial: 3, state: "encrypted-not-validated" }, letters: "a", level1: None, cmmc1: "SC.3.177", poam: Poam::Conditional, keeps: Keeps::Contested, onsite: "", hints: "SC-13" },
    Requirement { id: "3.13.12", cmmc_id: "SC.L2-3.13.12", family: "SC", title: "Collaborative Device Control", weight: Weight::Points(1), letters: "abc", level1: None, cmmc1: "SC.2.178", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "b", hints: "SC-15" },
    Requirement { id: "3.13.13", cmmc_id: "SC.L2-3.13.13", family: "SC", title: "Mobile Code", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "SC.3.188", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-18" },
    Requirement { id: "3.13.14", cmmc_id: "SC.L2-3.13.14", family: "SC", title: "Voice over Internet Protocol", weight: Weight::Points(1), letters: "ab", level1: None, cmmc1: "SC.3.189", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "SC-19" },
    Requirement { id: "3.13.15", cmmc_id: "SC.L2-3.13.15", family: "SC", title: "Communications Authenticity", weight: Weight::Points(5), letters: "a", level1: None, cmmc1: "SC.3.190", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SC-23" },
    Requirement { id: "3.13.16", cmmc_id: "SC.L2-3.13.16", family: "SC", title: "Data at Rest", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "SC.3.191", poam: Poam::Eligible, keeps: Keeps::Contested, onsite: "", hints: "SC-28" },
    Requirement { id: "3.14.1", cmmc_id: "SI.L2-3.14.1", family: "SI", title: "Flaw Remediation", weight: Weight::Points(5), letters: "abcdef", level1: Some("SI.L1-b.1.xii"), cmmc1: "SI.1.210", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SI-2 SI-3 SI-5" },
    Requirement { id: "3.14.2", cmmc_id: "SI.L2-3.14.2", family: "SI", title: "Malicious Code Protection", weight: Weight::Points(5), letters: "ab", level1: Some("SI.L1-b.1.xiii"), cmmc1: "SI.1.211", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SI-2 SI-3 SI-5" },
    Requirement { id: "3.14.3", cmmc_id: "SI.L2-3.14.3", family: "SI", title: "Security Alerts & Advisories", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "SI.2.214", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SI-2 SI-3 SI-5" },
    Requirement { id: "3.14.4", cmmc_id: "SI.L2-3.14.4", family: "SI", title: "Update Malicious Code Protection", weight: Weight::Points(5), letters: "a", level1: Some("SI.L1-b.1.xiv"), cmmc1: "SI.1.212", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "SI-3" },
    Requirement { id: "3.14.5", cmmc_id: "SI.L2-3.14.5", family: "SI", title: "System & File Scanning", weight: Weight::Points(3), letters: "abc", level1: Some("SI.L1-b.1.xv"), cmmc1: "SI.1.213", poam: Poam::WorthMore, keeps: Keeps::None, onsite: "", hints: "SI-3" },
    Requirement { id: "3.14.6", cmmc_id: "SI.L2-3.14.6", family: "SI", title: "Monitor Communications for Attacks", weight: Weight::Points(5), letters: "abc", level1: None, cmmc1: "SI.2.216", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SI-4 SI-4(4)" },
    Requirement { id: "3.14.7", cmmc_id: "SI.L2-3.14.7", family: "SI", title: "Identify Unauthorized Use", weight: Weight::Points(3), letters: "ab", level1: None, cmmc1: "SI.2.217", poam: Poam::WorthMore, keeps: Keeps::Contested, onsite: "", hints: "SI-4" },
    Requirement { id: "3.1.2e", cmmc_id: "AC.L3-3.1.2e", family: "AC", title: "Organizationally Controlled Assets", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.1.3e", cmmc_id: "AC.L3-3.1.3e", family: "AC", title: "Secured Information Transfer", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.2.1e", cmmc_id: "AT.L3-3.2.1e", family: "AT", title: "Advanced Threat Awareness", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.2.2e", cmmc_id: "AT.L3-3.2.2e", family: "AT", title: "Practical Training Exercises", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.4.1e", cmmc_id: "CM.L3-3.4.1e", family: "CM", title: "Authoritative Repository", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.4.2e", cmmc_id: "CM.L3-3.4.2e", family: "CM", title: "Automated Detection & Remediation", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.4.3e", cmmc_id: "CM.L3-3.4.3e", family: "CM", title: "Automated Inventory", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.5.1e", cmmc_id: "IA.L3-3.5.1e", family: "IA", title: "Bidirectional Authentication", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.5.3e", cmmc_id: "IA.L3-3.5.3e", family: "IA", title: "Block Untrusted Assets", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.6.1e", cmmc_id: "IR.L3-3.6.1e", family: "IR", title: "Security Operations Center", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.6.2e", cmmc_id: "IR.L3-3.6.2e", family: "IR", title: "Cyber Incident Response Team", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.9.2e", cmmc_id: "PS.L3-3.9.2e", family: "PS", title: "Adverse Information", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.1e", cmmc_id: "RA.L3-3.11.1e", family: "RA", title: "Threat-Informed Risk Assessment", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.2e", cmmc_id: "RA.L3-3.11.2e", family: "RA", title: "Threat Hunting", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.3e", cmmc_id: "RA.L3-3.11.3e", family: "RA", title: "Advanced Risk Identification", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.4e", cmmc_id: "RA.L3-3.11.4e", family: "RA", title: "Security Solution Rationale", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.5e", cmmc_id: "RA.L3-3.11.5e", family: "RA", title: "Security Solution Effectiveness", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.6e", cmmc_id: "RA.L3-3.11.6e", family: "RA", title: "Supply Chain Risk Response", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.11.7e", cmmc_id: "RA.L3-3.11.7e", family: "RA", title: "Supply Chain Risk Plan", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.12.1e", cmmc_id: "CA.L3-3.12.1e", family: "CA", title: "Penetration Testing", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.13.4e", cmmc_id: "SC.L3-3.13.4e", family: "SC", title: "Isolation", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.14.1e", cmmc_id: "SI.L3-3.14.1e", family: "SI", title: "Integrity Verification", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.14.3e", cmmc_id: "SI.L3-3.14.3e", family: "SI", title: "Specialized Asset Security", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Named, keeps: Keeps::None, onsite: "", hints: "" },
    Requirement { id: "3.14.6e", cmmc_id: "SI.L3-3.14.6e", family: "SI", title: "Threat-Guided Intrusion Detection", weight: Weight::Points(1), letters: "a", level1: None, cmmc1: "", poam: Poam::Eligible, keeps: Keeps::None, onsite: "", hints: "" },
];

/// Numbers of Revision 3 with their titles; those without one were withdrawn.
pub(super) static REVISION3: [(&str, Option<&str>); 130] = [
    ("03.01.01", Some("Account Management")),
    ("03.01.02", Some("Access Enforcement")),
    ("03.01.03", Some("Information Flow Enforcement")),
    ("03.01.04", Some("Separation of Duties")),
    ("03.01.05", Some("Least Privilege")),
    ("03.01.06", Some("Least Privilege – Privileged Accounts")),
    ("03.01.07", Some("Least Privilege – Privileged Functions")),
    ("03.01.08", Some("Unsuccessful Logon Attempts")),
    ("03.01.09", Some("System Use Notification")),
    ("03.01.10", Some("Device Lock")),
    ("03.01.11", Some("Session Termination")),
    ("03.01.12", Some("Remote Access")),
    ("03.01.13", None),
    ("03.01.14", None),
    ("03.01.15", None),
    ("03.01.16", Some("Wireless Access")),
    ("03.01.17", None),
    ("03.01.18", Some("Access Control for Mobile Devices")),
    ("03.01.19", None),
    ("03.01.20", Some("Use of External Systems")),
    ("03.01.21", None),
    ("03.01.22", Some("Publicly Accessible Content")),
    ("03.02.01", Some("Literacy Training and Awareness")),
    ("03.02.02", Some("Role-Based Training")),
    ("03.02.03", None),
    ("03.03.01", Some("Event Logging")),
    ("03.03.02", Some("Audit Record Content")),
    ("03.03.03", Some("Audit Record Generation")),
    ("03.03.04", Some("Response to Audit Logging Process Failures")),
    ("03.03.05", Some("Audit Record Review, Analysis, and Reporting")),
    ("03.03.06", Some("Audit Record Reduction and Report Generation")),
    ("03.03.07", Some("Time Stamps")),
    ("03.03.08", Some("Protection of Audit Information")),
    ("03.03.09", None),
    ("03.04.01", Some("Baseline Configuration")),
    ("03.04.02", Some("Configuration Settings")),
    ("03.04.03", Some("Configuration Change Control")),
    ("03.04.04", Some("Impact Analyses")),
    ("03.04.05", Some("Access Restrictions for Change")),
    ("03.04.06", Some("Least Functionality")),
    ("03.04.07", None),
    ("03.04.08", Some("Authorized Software – Allow by Exception")),
    ("03.04.09", None),
    ("03.04.10", Some("System Component Inventory")),
    ("03.04.11", Some("Information Location")),
    ("03.04.12", Some("System and Component Configuration for High-Risk Areas")),
    ("03.05.01", Some("User Identification and Authentication")),
    ("03.05.02", Some("Device Identification and Authentication")),
    ("03.05.03", Some("Multi-Factor Authentication")),
    ("03.05.04", Some("Replay-Resistant Authentication")),
    ("03.05.05", Some("Identifier Management")),
    ("03.05.06", None),
    ("03.05.07", Some("Password Management")),
    ("03.05.08", None),
    ("03.05.09", None),
    ("03.05.10", None),
    ("03.05.11", Some("Authentication Feedback")),
    ("03.05.12", Some("Authenticator Management")),
    ("03.06.01", Some("Incident Handling")),
    ("03.06.02", Some("Incident Monitoring, Reporting, and Response Assistance")),
    ("03.06.03", Some("Incident Response Testing")),
    ("03.06.04", Some("Incident Response Training")),
    ("03.06.05", Some("Incident Response Plan")),
    ("03.07.01", None),
    ("03.07.02", None),
    ("03.07.03", None),
    ("03.07.04", Some("Maintenance Tools")),
    ("03.07.05", Some("Nonlocal Maintenance")),
    ("03.07.06", Some("Maintenance Personnel")),
    ("03.08.01", Some("Media Storage")),
    ("03.08.02", Some("Media Access")),
    ("03.08.03", Some("Media Sanitization")),
    ("03.08.04", Some("Media Marking")),
    ("03.08.05", Some("Media Transport")),
    ("03.08.06", None),
    ("03.08.07", Some("Media Use")),
    ("03.08.08", None),
    ("03.08.09", Some("System Backup – Cryptographic Protection")),
    ("03.09.01", Some("Personnel Screening")),
    ("03.09.02", Some("Personnel Termination and Transfer")),
    ("03.10.01", Some("Physical Access Authorizations")),
    ("03.10.02", Some("Monitoring Physical Access")),
    ("03.10.03", None),
    ("03.10.04", None),
    ("03.10.05", None),
    ("03.10.06", Some("Alternate Work Site")),
    ("03.10.07", Some("Physical Access Control")),
    ("03.10.08", Some("Access Control for Transmission")),
    ("03.11.01", Some("Risk Assessment")),
    ("03.11.02", Some("Vulnerability Monitoring and Scanning")),
    ("03.11.03", None),
    ("03.11.04", Some("Risk Response")),
    ("03.12.01", Some("Security Assessment")),
    ("03.12.02", Some("Plan of Action and Milestones")),
    ("03.12.03", Some("Continuous Monitoring")),
    ("03.12.04", None),
    ("03.12.05", Some("Information Exchange")),
    ("03.13.01", Some("Boundary Protection")),
    ("03.13.02", None),
    ("03.13.03", None),
    ("03.13.04", Some("Information in Shared System Resources")),
    ("03.13.05", None),
    ("03.13.06", Some("Network Communications – Deny by Default – Allow by Exception")),
    ("03.13.07", None),
    ("03.13.08", Some("Transmission and Storage Confidentiality")),
    ("03.13.09", Some("Network Disconnect")),
    ("03.13.10", Some("Cryptographic Key Establishment and Management")),
    ("03.13.11", Some("Cryptographic Protection")),
    ("03.13.12", Some("Collaborative Computing Devices and Applications")),
    ("03.13.13", Some("Mobile Code")),
    ("03.13.14", None),
    ("03.13.15", Some("Session Authenticity")),
    ("03.13.16", None),
    ("03.14.01", Some("Flaw Remediation")),
    ("03.14.02", Some("Malicious Code Protection")),
    ("03.14.03", Some("Security Alerts, Advisories, and Directives")),
    ("03.14.04", None),
    ("03.14.05", None),
    ("03.14.06", Some("System Monitoring")),
    ("03.14.07", None),
    ("03.14.08", Some("Information Management and Retention")),
    ("03.15.01", Some("Policy and Procedures")),
    ("03.15.02", Some("System Security Plan")),
    ("03.15.03", Some("Rules of Behavior")),
    ("03.16.01", Some("Security Engineering Principles")),
    ("03.16.02", Some("Unsupported System Components")),
    ("03.16.03", Some("External System Services")),
    ("03.17.01", Some("Supply Chain Risk Management Plan")),
    ("03.17.02", Some("Acquisition Strategies, Tools, and Methods")),
    ("03.17.03", Some("Supply Chain Requirements and Processes")),
];

/// Packages in order of their ids: id, status, level, newer id, name, by tabulators.
pub(super) static PACKAGES: &str = "\
AGENCYAMAZONEW\tauthorized\tmoderate\t\tAmazon: AWS US East/West\n\
AGENCYHUDSAAS\tauthorized\tmoderate\t\tAINS dba OPEXUS: AINS dba OPEXUS - eCase\n\
AGENCYMAX\tnone\tmoderate\t\tOMB: MAX.gov Shared Services\n\
AGENCYNITCIAAS\tauthorized\tmoderate\t\tUnited States Department of Agriculture: vGov\n\
AGENCYSF\tnone\tmoderate\t\tSalesforce: Salesforce Government Cloud\n\
AGENCYWC2\tauthorized\tmoderate\t\tUnited States Department of the Treasury: Treasury Cloud Moderate\n\
F1206061350\tauthorized\tmoderate\t\tCGI Federal: CGI Federal IaaS Cloud\n\
F1206061351\tauthorized\tmoderate\t\tOracle: Oracle Service Cloud (OSvC)\n\
F1206061353\tauthorized\tmoderate\t\tAkamai: Content Delivery Services\n\
F1206081363\tauthorized\thigh\t\tIBM: SmartCloud for Government\n\
F1206081364\tauthorized\thigh\t\tGoogle: Google Workspace\n\
F1206111371\tauthorized\tmoderate\t\tCoSo Cloud, LLC.: Knox Systems\n\
F1206191394\tnone\tmoderate\t\tAvue Technologies: Avue Digital Services\n\
F1207261443\tauthorized\tmoderate\t\tSkillsoft: Private Cloud\n\
F1208031461\tauthorized\tmoderate\t\tIBM: IBM Platform Services for Government\n\
F1208031461A\tin-process\thigh\t\tIBM: IBM Platform Services for Government\n\
F1209041518\tauthorized\tmoderate\t\tOracle: Federal Managed Cloud Services\n\
F1209051525\tauthorized\thigh\t\tMicrosoft: Azure Commercial Cloud\n\
F1210011608\tauthorized\tmoderate\t\tAppian: Appian Government Cloud - Moderate\n\
F1210161615\tauthorized\tmoderate\t\tDeloitte: Evidence Management System (EMS)\n\
F1211011660\tauthorized\thigh\t\tIBM: IBM Cloud for Government\n\
F1212191840\tnone\tmoderate\tF1212191840A\tBox Inc.: Box Enterprise Cloud Content Collaboration Platform\n\
F1212191840A\tauthorized\thigh\t\tBox Inc.: Box Enterprise Cloud Content Collaboration Platform\n\
F1301091856\tnone\tmoderate\t\tVirtustream: Federal Cloud (VFC)\n\
F1301101857\tauthorized\tmoderate\t\tOpenText: OpenText Core Application Security (Fortify On Demand)\n\
F1301251880\tauthorized\tmoderate\t\tEconomic Systems: Economic Systems Federal Human Resources Navigator\n\
F1302201919\tauthorized\tmoderate\t\tAcquia Inc.: Acquia Cloud\n\
F1302271924\tnone\tmoderate\tF1302271924A\tBlackBerry: BlackBerry Cloud - AtHoc Services for Government\n\
F1302271924A\tauthorized\thigh\t\tBlackBerry: BlackBerry Cloud - AtHoc Services for Government (High)\n\
F1303191948\tauthorized\tmoderate\t\tMAXIMUS Inc.: MAXIMUS Cloud\n\
F1303221956\tauthorized\thigh\t\tIT-CNP: GovDataHosting Cloud Platform\n\
F1304012002\tnone\tmoderate\t\tOracle: Oracle Service Cloud (DOD)\n\
F1304222071\tauthorized\tmoderate\t\tProofpoint, Inc.: Proofpoint Email Archive\n\
F1305012100\tnone\tmoderate\t\tLeidos Digital Solutions, Inc.: in3sight\n\
F1305012100A\tnone\thigh\t\t1901 Group: in3sight High\n\
F1305072116\tauthorized\thigh\t\tServiceNow: Government Community Cloud\n\
F1305132147\tauthorized\tli-saas\t\tEx Libris: Higher-Ed Platform (Alma, Primo, Leganto, Esploro)\n\
F1306282198\tnone\tmoderate\tF1306282198A\tPegasystems Inc: Pega Cloud for Government\n\
F1306282198A\tauthorized\thigh\t\tPegasystems: Pega Cloud for Government\n\
F1308202329\tauthorized\tmoderate\t\tCoupa Software Inc: Coupa Spend Management for Federal\n\
F1309252456\tauthorized\tmoderate\t\tRectitude 369: Rectitude 369 Government Cloud (Formerly GDT)\n\
F1311222650\tauthorized\tmoderate\t\tMIS Sciences Corporation: GovPoint Cloud Services\n\
F1311252651\tauthorized\tmoderate\t\tESRI: Esri Managed Cloud Services Advanced Plus\n\
F1311252652\tauthorized\tmoderate\t\tGranicus: GovDelivery Communications Cloud\n\
F1403283529\tnone\tmoderate\tF1403283529A\tProject Hosts Inc.: GSS One - Azure\n\
F1403283529A\tauthorized\thigh\t\tProject Hosts Inc.: GSS One - Azure\n\
F1404043549\tauthorized\tmoderate\t\tAccenture Federal Services: Accenture Federal Cloud ERP\n\
F1404304159\tauthorized\tmoderate\t\tDataBank Holdings: FedRAMP Compliant CloudPlus\n\
F1405214357\tauthorized\tmoderate\t\tPowerTrain Inc.: PowerTrain Government Learning Enclave - SaaS\n\
F1408115175\tauthorized\tmoderate\t\tHuddle US: Huddle Enterprise Cloud Content Collaboration and File Sharing Portal for Government\n\
F1412165928\tauthorized\tmoderate\t\tEverbridge: Critical Event Management Suite\n\
F1412165928A\tunsure\thigh\t\tEverbridge: Critical Event Management GovCloud\n\
F1502276491\tnone\tmoderate\t\tKnight Point Systems: CloudSeed\n\
F1503096502\tnone\tmoderate\t\tORock Technologies: ORockCloud\n\
F1506046707\tauthorized\tmoderate\t\tUnison: Contracting SaaS\n\
F1506046708\tauthorized\tmoderate\t\tAvaya Federal Solutions, Inc.: Avaya Government Cloud\n\
F1506076709\tauthorized\tmoderate\t\tBlackboard: Blackboard Learn SaaS\n\
F1506096710\tauthorized\thigh\t\tSkyhigh Security: Skyhigh Security Service Edge (SSE) Government Cloud Services (Cloud Access Security Broker (CASB) & Secure Web Gateway (SWG) for Cloud) (Formerly McAfee MVISION)\n\
F1506246782\tauthorized\tmoderate\t\tComplete Discovery Source: Complete Discovery Source Federal Cloud (CDS-F)\n\
F1506256801\tauthorized\tmoderate\t\tMSM Group, Inc.: iSite Contract Management Portal\n\
F1507116930\tauthorized\tmoderate\t\tIvanti: Ivanti Neurons for MDM (Formerly MobileIron)\n\
F1507136931\tnone\tmoderate\tF1507136931A\tDruva, Inc.: Druva inSync\n\
F1507136931A\tauthorized\tmoderate\t\tDruva, Inc.: Druva Data Resiliency Cloud\n\
F1507317125\tauthorized\tmoderate\t\tDecision Lens Inc.: Decision Lens Software\n\
F1508127183\tauthorized\tmoderate\t\tNetComm: Beacon\n\
F1508207205\tauthorized\tmoderate\t\tQualys: Qualys Cloud Platform\n\
F1508277234\tauthorized\thigh\t\tOracle: Government Cloud - Common Controls\n\
F1509037236\tauthorized\tmoderate\t\tAdobe: Adobe Connect Managed Services (ACMS-GC)\n\
F1509037239\tauthorized\tmoderate\t\tAdobe: Adobe Experience Manager Managed Services (AEMMS-GC)\n\
F1509217359\tauthorized\tmoderate\t\tCornerstone OnDemand: Cornerstone Galaxy\n\
F1509237360\tauthorized\tmoderate\t\tVeracode: Veracode Online Security Platform for Government\n\
F1510017461\tauthorized\tmoderate\t\tUnison: FedConnect\n\
F1510057481\tauthorized\tmoderate\t\tBMC Helix, Inc.: BMC Helix\n\
F1510137547\tauthorized\tmoderate\t\tRackspace Government Solutions: Rackspace Government Cloud\n\
F1511167634\tauthorized\tmoderate\t\tKiteworks USA, LLC: Kiteworks Federal Cloud\n\
F1511207635\tauthorized\tmoderate\t\tCisco Systems Inc.: Webex for Government\n\
F1512017637\tauthorized\tmoderate\t\tTrellix: Trellix Email Security GovCloud\n\
F1512017638\tauthorized\tmoderate\t\tIdeaScale: IdeaScale Gov\n\
F1512167750\tauthorized\tmoderate\t\tOkta: Okta IDaaS Regulated Cloud\n\
F1602057825\tnone\tmoderate\tF1602057825A\tTRAPWIRE: TRAPWIRE Threat Detection and Analysis System\n\
F1602057825A\tauthorized\thigh\t\tTRAPWIRE: TRAPWIRE Threat Detection and Analysis System\n\
F1602167854\tnone\tmoderate\t\tBlackBerry: BlackBerry CylanceProtect & CylanceOptics\n\
F1602257856\tauthorized\tmoderate\t\tSAP National Security Services Inc. (SAP NS2): DoD Cloud Intelligent Enterprise DD-CIE\n\
F1603047866\tauthorized\thigh\t\tAmazon: AWS GovCloud\n\
F1603077867\tauthorized\tmoderate\t\tSMX (Formerly Smartronix): Elevate Intelligent Automation Platform (IAP)\n\
F1603087869\tauthorized\thigh\t\tMicrosoft: Azure Government (includes Dynamics 365)\n\
F1603157879\tauthorized\tmoderate\t\tApptio an IBM company: Apptio for Technology Business Management and Cloud Financial Management (TBM)\n\
F1603227880\tnone\tmoderate\t\tOracle: Taleo Cloud - U.S. Government Cloud\n\
F1603257882\tauthorized\tmoderate\t\tOracle: Fusion Cloud\n\
F1603297883\tauthorized\tmoderate\t\tLookout, Inc.: Lookout Security Platform\n\
F1603307884\tauthorized\tmoderate\t\te-Builder, A Trimble Company: Trimble Unity Construct Government Edition\n\
F1604017885\tnone\tmoderate\t\tCisco Systems Inc.: Cisco Unified Communications Manager Cloud for Government (Cisco UCM Cloud for Government)\n\
F1604217888\tnone\tmoderate\t\tAcendre, Inc.: Acendre Talent Management Solution Suite\n\
F1605027892\tauthorized\tmoderate\t\tQuestionMark: Questionmark Government\n\
F1605027893\tauthorized\tmoderate\t\tDocuSign: DocuSign CLM\n\
F1605037894\tauthorized\tmoderate\t\tVirtru: Virtru Data Security Platform\n\
F1605107897\tauthorized\tmoderate\t\tCisco Systems Inc.: Cisco Cloudlock for Government\n\
F1605107898\tauthorized\tli-saas\t\tVBrick Systems, Inc.: VBrick Rev\n\
F1606087903\tnone\tlow\tF1606087903A\tDeltek - Replicon: Replicon Cloud Platform (Enterprise Time Tracking Platform)\n\
F1606087903A\tauthorized\tmoderate\t\tDeltek - Replicon: Replicon Cloud Platform (Enterprise Time Tracking Platform)\n\
F1606097904\tnone\tmoderate\tF1606097904A\tQualtrics: Qualtrics XM Platform\n\
F1606097904A\tauthorized\thigh\t\tQualtrics, LLC: Qualtrics XM Platform - High\n\
F1607057910\tauthorized\tmoderate\t\tNew Relic: New Relic\n\
F1607067912\tauthorized\tmoderate\t\t18F - 18F Cloud.gov: CG-TTS - Cloud.Gov\n\
F1607077914\tnone\tlow\tF1607077914A\tOracle: Oracle Enterprise Performance Management (EPM)\n\
F1607077914A\tauthorized\tmoderate\t\tOracle: Oracle Enterprise Performance Management (EPM)\n\
F1607197917\tauthorized\tmoderate\t\tSplunk: Splunk Cloud Platform for FedRAMP Moderate\n\
F1608097919\tauthorized\tmoderate\t\tPTC: PTC Cloud Services\n\
F1609087941\tnone\tmoderate\t\tCFI Group: Customer Feedback Management System (CFMS)\n\
F1609267945\tauthorized\tmoderate\t\tDocuSign: Docusign - IAM eSignature\n\
F1610037949\tauthorized\tmoderate\t\tmLINQS: mLINQS Hosting Service\n\
FR1703752011\tauthorized\thigh\t\tAxon: US Axon FedCloud - High\n\
FR1704369518\tauthorized\thigh\t\tAccenture Federal Services: Accenture Insights Platform (AIP) For Government\n\
FR1704655535\tauthorized\tmoderate\t\tNICE CXone: NiCE CXone Mpower\n\
FR1706403967\tauthorized\tmoderate\t\tCollibra: Collibra Platform for Government (CPG)\n\
FR1707156421\tauthorized\tmoderate\t\tAcadis: Acadis Readiness Suite\n\
FR1708752710\tauthorized\tmoderate\t\tArmedia, LLC: Armedia Content Cloud\n\
FR1710033970\tauthorized\tmoderate\t\tInfor: Infor Government Solutions (IGS) Software as a Service\n\
FR1711262842\tauthorized\thigh\t\tMedallia, Inc.: Medallia GovCloud\n\
FR1711546389\tauthorized\tmoderate\t\tMonster Government Solutions: Monster Hiring Management Enterprise (MHME)\n\
FR1712871948\tauthorized\tmoderate\t\tOracle: Aconex for Defense\n\
FR1714261912\tauthorized\thigh\t\tXTec, Incorporated: AuthentX Cloud\n\
FR1716961549\tauthorized\tmoderate\t\tPeraton Corporation: Next Generation Cloud Platform\n\
FR1718334757\tauthorized\tmoderate\t\tID.me: ID.me Identity Gateway\n\
FR1719759604\tauthorized\thigh\t\tZscaler, Inc.: Zscaler Private Access - Government (Zero Trust Networking - VPN Replacement)\n\
FR1719841002\tauthorized\tmoderate\t\tSAP National Security Services Inc. (SAP NS2): SAP NS2 Cloud Intelligent Enterprise\n\
FR1720454205\tauthorized\tmoderate\t\tZscaler, Inc.: Zscaler Internet Access - Government (Secure Web Gateway - vTIC)\n\
FR1720461312\tauthorized\tmoderate\t\tProofpoint, Inc.: Proofpoint Email and Information Protection Service\n\
FR1721059275\tnone\tmoderate\tFR1721059275A\tOneStream Software: OneStream Cloud\n\
FR1721059275A\tauthorized\thigh\t\tOneStream Software: OneStream Cloud - High\n\
FR1722160191\tauthorized\thigh\t\tCORAS: CORAS Federal\n\
FR1722462413\tnone\tmoderate\t\tBroadcom: General Support Systems (GSS)\n\
FR1722532017\tauthorized\tmoderate\t\tstackArmor: Clarity\n\
FR1722838693\tauthorized\tmoderate\t\tRave Mobile Safety: Rave Safety Platform\n\
FR1724526654\tauthorized\tmoderate\t\tIntelliworx: Intelliworx Cloud Workflow Platform\n\
FR1726564822\tauthorized\tmoderate\t\tWorkiva: Workiva Platform\n\
FR1726637760\tauthorized\tlow\t\tAmerican Heart Association, Inc.: American Heart Association Precision Medicine Platform(AHA-PMP)\n\
FR1728053006\tauthorized\tmoderate\t\tIBM: IBM Automation Services for Government\n\
FR1728349078\tauthorized\tli-saas\t\tHootsuite: Hootsuite Enterprise\n\
FR1728351539\tauthorized\tmoderate\t\tMAXIMUS Inc.: Maximus Intelligent Virtual Assistant (MIVA) (formerly MIA)\n\
FR1730334049\tauthorized\tmoderate\t\tXerox Corporation: Xerox Managed Print Services for US Government\n\
FR1730842236\tauthorized\tmoderate\t\tT-Metrics, Inc.: T-Metrics Cloud Contact Center (TCCC)\n\
FR1730866868\tauthorized\tmoderate\t\tSmartsheet: Smartsheet Gov\n\
FR1731347234\tauthorized\tmoderate\t\tZimperium: Zimperium Mobile Endpoint Cyber Security\n\
FR1733061545\tauthorized\tmoderate\t\tR&K Solutions, Inc: GoRPM\n\
FR1734750951\tauthorized\tli-saas\t\tOCLC Incorporated: WorldShare Management Services\n\
FR1800263217\tauthorized\tmoderate\t\tInnovative Discovery, LLC: Innovative Driven Government Cloud (IDGC)\n\
FR1801046750\tauthorized\thigh\t\tUnited States Department of the Treasury: Treasury Cloud (TCloud)\n\
FR1802451335\tauthorized\thigh\t\tHuman Resources Technologies, Inc. (HRTec): Federal High Impact Virtualized Environment (FedHIVE)\n\
FR1804557312\tauthorized\tmoderate\t\tVeritone, Inc.: Veritone Intelligent Digital Evidence Management System (iDEMS) for Government\n\
FR1805751477\tauthorized\thigh\t\tGoogle: Google Services (Google Cloud Platform Products and underlying Infrastructure)\n\
FR1805752046\tauthorized\tmoderate\t\tDistributed Solutions, Inc.: AEON\n\
FR1807853629\tnone\tmoderate\tFR1807853629A\tCrowdStrike, Inc.: Falcon Platform\n\
FR1807853629A\tauthorized\thigh\t\tCrowdStrike, Inc.: CrowdStrike Falcon Platform for Government\n\
FR1809360201\tauthorized\tmoderate\t\tSnowflake Inc.: The Data Cloud on AWS US East/West\n\
FR1809360202\tnone\tmoderate\tFR1809360202A\tSnowflake Inc.: The Data Cloud on Azure Government\n\
FR1809360202A\tauthorized\thigh\t\tSnowflake Inc.: The Data Cloud on Azure Government (High)\n\
FR1811073663\tnone\tli-saas\tFR1811073663A\tESRI: ArcGIS Online (AGO)\n\
FR1811073663A\tauthorized\tmoderate\t\tESRI: ArcGIS Online (AGO)\n\
FR1812058188\tauthorized\tli-saas\t\tGitHub: GitHub Enterprise Cloud\n\
FR1813457235\tnone\tmoderate\t\tNeoSystems LLC: NeoSystems.Cloud\n\
FR1814168113\tauthorized\tmoderate\t\tAuthentic8, Inc.: Silo\n\
FR1814240140\tauthorized\tli-saas\t\tCircleCI: CircleCI Cloud\n\
FR1814276801\tauthorized\tmoderate\t\tTenable Public Sector (TPS): Tenable Government Solutions\n\
FR1814557199\tauthorized\tmoderate\t\tDNAnexus, Inc.: DNAnexus Platform\n\
FR1815547467\tauthorized\tmoderate\t\tRelocation Management Worldwide (RMW): Virtual Employee Network (VEN)\n\
FR1815734543\tauthorized\tmoderate\t\tGordian: Gordian Federal Cloud powered by RSMeans Data\n\
FR1816364586\tauthorized\tmoderate\t\tIvanti: Ivanti Neurons for ITSM (Formerly Service Manager)\n\
FR1817874315\tauthorized\tli-saas\t\tValimail: Valimail Enforce Platform\n\
FR1818161169\tauthorized\tmoderate\t\tMuleSoft: MuleSoft Government Cloud\n\
FR1818240234\tauthorized\tmoderate\t\tPerceptyx: Perceptyx Insights Platform\n\
FR1818459251\tauthorized\tlow\t\tSirsi Corporation (SirsiDynix): EOS.Web\n\
FR1819057982\tauthorized\tmoderate\t\tThe Coleridge Initiative, Inc.: Administrative Data Research Facility (ADRF)\n\
FR1819168894\tauthorized\tmoderate\t\tProofpoint, Inc.: Proofpoint Targeted Attack Protection\n\
FR1819254092\tauthorized\tmoderate\t\tCitrix: Citrix for Government\n\
FR1819254092A\tin-process\thigh\t\tCitrix Systems, Inc.: Citrix for Government - High\n\
FR1820435960\tauthorized\tli-saas\t\tAdobe: Adobe Creative Cloud for Enterprise\n\
FR1820435961\tauthorized\tli-saas\t\tAdobe: Adobe Document Cloud including Adobe Acrobat, Adobe Acrobat Sign, Adobe Acrobat AI Assistant, Adobe Acrobat Analyzer, and Adobe Acrobat Services (APIs)\n\
FR1821062403\tauthorized\tmoderate\t\tSaviynt, Inc.: Saviynt Enterprise Identity Cloud (EIC)\n\
FR1821856903\tauthorized\tli-saas\t\tZendesk: Zendesk Customer Support and Help Desk Platform\n\
FR1821933307\tauthorized\tmoderate\t\tInnovest Systems, LLC: Trust & Wealth Management Solutions\n\
FR1823149273\tauthorized\tmoderate\t\tDuo Security (a Cisco Company): Duo Federal\n\
FR1823368486\tauthorized\tmoderate\t\tCisco AppDynamics: AppDynamics GovAPM\n\
FR1823447014\tauthorized\tmoderate\t\tSlack Technologies: Slack\n\
FR1824038232\tnone\tmoderate\t\tNutanix: Nutanix Government Cloud Services\n\
FR1824057433\tauthorized\thigh\t\tMicrosoft: Microsoft 365 Government Community Cloud-High\n\
FR1825232355\tnone\tmoderate\tFR1825232355A\tWellHive Holdings, LLC: WellHive\n\
FR1825232355A\tauthorized\thigh\t\tWellHive Holdings, LLC: WellHive\n\
FR1825941347A\tauthorized\tmoderate\t\tZoom Video Communications, LLC: Zoom for Government\n\
FR1827963145\tauthorized\tmoderate\t\tExterro, Inc.: Exterro E-Discovery and Legal Software Platform\n\
FR1828574469\tauthorized\tli-saas\t\tFM:Systems: OpenBlue Employee\n\
FR1828848692\tauthorized\tmoderate\t\tOneSpan Inc.: OneSpan Sign, E-Signature and Digital Signature Service\n\
FR1829538820\tauthorized\tmoderate\t\tGeneral Services Administration: Login.gov\n\
FR1830842316\tauthorized\tmoderate\t\tLeidos Digital Solutions, Inc.: IQ FedCloud\n\
FR1831429369\tauthorized\tmoderate\t\tHireVue: Recruitment Assessments and Video Interviewing\n\
FR1831538827\tnone\tmoderate\t\tNetskope, Inc.: Netskope OneCloud Government\n\
FR1832869359\tauthorized\tli-saas\t\tAdobe: Adobe Analytics\n\
FR1832870021\tauthorized\tli-saas\t\tAdobe: Adobe Learning Manager\n\
FR1833967442\tauthorized\tmoderate\t\tContegix: Valiantys Federal (Formerly Contegix)\n\
FR1834172478\tauthorized\tmoderate\t\tDiligent, Inc.: Diligent One Platform (D1P)\n\
FR1834336116\tauthorized\tmoderate\t\tAccenture Federal Services: Accenture Extended Detection and Response (XDR) for government\n\
FR1834348080\tauthorized\tmoderate\t\tGDC Integration, Inc.: General Support System (GSS)\n\
FR1834740315\tauthorized\tmoderate\t\tDatabricks, Inc.: Databricks on AWS US East/West\n\
FR1900048743\tauthorized\thigh\t\tOracle: Oracle Cloud Infrastructure-Government Cloud\n\
FR1901136437\tauthorized\tmoderate\t\tSynergetics Incorporated: Open Federal Logistics Information System (OpenFLIS)\n\
FR1901852210\tnone\tmoderate\t\tTERIDA: Terida RegTech Framework - CLASsoft\n\
FR1902150768\tnone\tmoderate\t\tCloudCheckr, Inc.: CloudCheckr CMx Federal\n\
FR1902240018\tauthorized\tmoderate\t\tMDRC: SPROUT\n\
FR1906353407\tnone\tmoderate\t\tVMware, Inc.: Workspace ONE\n\
FR1907354404\tauthorized\tli-saas\t\tAdobe: Adobe Campaign\n\
FR1907847653\tauthorized\tmoderate\t\tTeleTech (TTEC) Services Corporation: Humanify Enterprise - Government (Humanify Enterprise - G)\n\
FR1908649566\tauthorized\tmoderate\t\tAruba Networks: Aruba Central\n\
FR1910758409\tauthorized\tmoderate\t\tMimecast: Incydr Gov\n\
FR1912051231\tauthorized\tmoderate\t\tTechTrend, Inc.: Federal GovCloud (FGC) DevSecOps\n\
FR1912658130\tnone\tli-saas\t\tDatadog: Datadog\n\
FR1912662229\tnone\tli-saas\t\tKnowBe4, Inc.: KnowBe4 Security Awareness Training\n\
FR1912671248\tunsure\tmoderate\t\tPalantir Technologies Inc.: Palantir Federal Cloud Service Moderate\n\
FR1913470600\tauthorized\tmoderate\t\tPalo Alto Networks, Inc.: Palo Alto Networks Government Cloud Services\n\
FR1913835324\tauthorized\tmoderate\t\tTalaTek, LLC: TalaTek intelligent Governance and Risk Integrated Solution (TiGRIS)\n\
FR1915750265\tauthorized\tmoderate\t\tContinuum GRC, Inc.: ITAM\n\
FR1915765924\tauthorized\tmoderate\t\tRepario: Repario Government Solutions (RGS)\n\
FR1916055736\tauthorized\tmoderate\t\tEverlaw, Inc.: Everlaw Platform\n\
FR1916163735\tnone\thigh\t\tVMware, Inc.: VMware Government Services (VGS)\n\
FR1916254386\tauthorized\tmoderate\t\tBoomi: Boomi Enterprise Platform\n\
FR1916744879\tnone\tmoderate\t\tProofpoint, Inc.: Proofpoint Security Awareness Training\n\
FR1918150046\tauthorized\tmoderate\t\tGeotab: Geotab Telematics Platform Government (GTP Gov)\n\
FR1918442180\tauthorized\tmoderate\t\tBizagi Corp.: Bizagi Cloud for US Government\n\
FR1918740338\tauthorized\tmoderate\t\tSumo Logic: Sumo Logic\n\
FR1919071020\tnone\tmoderate\tFR1919071020A\tSentinelOne: SentinelOne Singularity Platform Moderate\n\
FR1919071020A\tauthorized\thigh\t\tSentinelOne: SentinelOne Singularity Platform High\n\
FR1919750997\tauthorized\tli-saas\t\tHackerOne: HackerOne Continuous Security Testing Platform\n\
FR1920363607\tauthorized\tmoderate\t\tLevelBlue: LevelBlue Threat Detection and Response for Government\n\
FR1921944861\tnone\tmoderate\t\tBlackBerry: BlackBerry Government Mobility Suite\n\
FR1923039219\tauthorized\tmoderate\t\tCanon U.S.A., Inc.: Canon Office Cloud Managed Print Services\n\
FR1923743650\tnone\tli-saas\tFR1923743650A\tAutomattic, Inc.: WordPress VIP Go\n\
FR1923743650A\tauthorized\tmoderate\t\tAutomattic, Inc.: WordPress VIP\n\
FR1924344515\tauthorized\tmoderate\t\tWellspring Worldwide, Inc.: Sophia Knowledge Management System\n\
FR1924942935\tauthorized\tli-saas\t\tQgenda, LLC: QGenda\n\
FR1927682057\tauthorized\tmoderate\t\tM.C. Dean, Inc.: InfraLink\n\
FR1930046270\tauthorized\tli-saas\t\tEnergyCAP LLC.: EnergyCAP\n\
FR1931476240\tauthorized\tmoderate\t\tRescale: Rescale Platform\n\
FR1932554201\tauthorized\tmoderate\t\tForcepoint: ONE Security Service Edge (SSE) CASB/DLP/SWG/ZTNA/RBI\n\
FR1935245314\tnone\tmoderate\tFR1935245314A\tTrellix: Trellix GovCloud Security Platform\n\
FR1935245314A\tauthorized\thigh\t\tTrellix: Trellix GovCloud Security Platform\n\
FR1935661915\tin-process\tmoderate\t\tWalkMe, Inc: WalkMe DAP\n\
FR2000174962\tauthorized\tmoderate\t\tAbbott, Inc.: LibreView for US Government\n\
FR2000863987\tauthorized\tmoderate\t\tCloudflare: Cloudflare for Government\n\
FR2000863987A\tin-process\thigh\t\tCloudflare: Cloudflare for Government - High\n\
FR2000939520\tauthorized\tmoderate\t\tBroad Institute, Inc.: Terra\n\
FR2000945223\tauthorized\tmoderate\t\tSoftware AG Government Solutions: ARIS Government Cloud\n\
FR2000951694\tauthorized\tmoderate\t\tDLH Corporation: DLH Infinibyte Cloud\n\
FR2001462460\tnone\tmoderate\t\tNintex: Nintex Drawloop DocGen\n\
FR2001619337\tauthorized\thigh\t\tPalo Alto Networks, Inc.: Idira Identity Security Government Services Platform\n\
FR2001619708\tauthorized\thigh\t\tPalo Alto Networks, Inc.: Idira Endpoint Privilege Manager for Government\n\
FR2001938710\tnone\tmoderate\tFR2001938710A\tSailPoint Technologies, Inc. (Pre SCR review): SailPoint Identity Security Cloud\n\
FR2001938710A\tauthorized\tmoderate\t\tSailPoint Technologies, Inc.: SailPoint Identity Security Cloud\n\
FR2002367706\tauthorized\tmoderate\t\tSomnoware Healthcare Systems: Somnoware\n\
FR2002448150\tnone\tmoderate\t\teTRANSERVICES: Universal Design Platform as a Service (UDPaaS), powered by ORockCloud\n\
FR2002757173\tauthorized\tmoderate\t\tGovernment Retirement & Benefits, Inc.: GRB Platform\n\
FR2003061248\tauthorized\thigh\t\tSalesforce: Salesforce Government Cloud Plus\n\
FR2004146362\tauthorized\tmoderate\t\tMediaLab, Inc.: MediaLab Federal\n\
FR2004446306\tauthorized\tmoderate\t\tElastic: Elastic Cloud\n\
FR2004753002\tauthorized\tmoderate\t\tRelativity ODA LLC: RelativityOne Government\n\
FR2009476860\tnone\tmoderate\tFR2009476860A\tCasepoint LLC: Casepoint Government\n\
FR2009476860A\tauthorized\thigh\t\tCasepoint LLC: Casepoint Government\n\
FR2009746321\tauthorized\thigh\t\tUnited Solutions: US AI\n\
FR2009760876\tnone\tmoderate\t\tZibaSec, Inc.: PhishTACO\n\
FR2010339248\tnone\thigh\t\tCyxtera Federal Group, Inc.: Cyxtera Platform Government Edition\n\
FR2012366611\tauthorized\tli-saas\t\tAmplifire: Amplifire\n\
FR2012534927\tauthorized\tmoderate\t\tCisco Systems, Inc.: Cisco Catalyst SD-WAN for Government (SDWAN-G)\n\
FR2013059515\tauthorized\tmoderate\t\tCofense: Cofense PhishMe\n\
FR2014363920\tauthorized\tli-saas\t\tEnel X North America: Exchange Platform\n\
FR2014656304\tauthorized\tmoderate\t\tCivis Analytics, Inc.: Civis Platform\n\
FR2016131254\tauthorized\tmoderate\t\tDynatrace: Dynatrace Platform\n\
FR2016962740\tauthorized\tmoderate\t\tEightfold AI Inc.: Eightfold Talent Intelligence Platform (TIP)\n\
FR2017257053\tauthorized\tmoderate\t\tInfoblox: Infoblox Threat Defense\n\
FR2017459185\tauthorized\tli-saas\t\tHP Inc.: Workforce Experience Platform Collaboration\n\
FR2017462201\tauthorized\tli-saas\t\tBooz Allen Hamilton: Supply Chain Master Catalog (SCMC) Government Cloud Solution\n\
FR2018946952\tauthorized\tmoderate\t\tCGI Federal: Sunflower Asset Management Cloud (SAMC)\n\
FR2020746034\tnone\thigh\t\tHuron Consulting Group: Huron Performance Accelerators\n\
FR2020767053\tauthorized\tli-saas\t\tLevel Access: Accessibility Management Platform (AMP)\n\
FR2022243058\tauthorized\tmoderate\t\tCGI Federal: Momentum Enterprise Suite\n\
FR2022963780\tready\tmoderate\t\tIcertis Inc.: Icertis Contract Intelligence (ICI) for Government\n\
FR2023601671\tauthorized\tmoderate\t\teGain Corporation: eGain Suite\n\
FR2023666173\tauthorized\thigh\t\tScale AI, Inc: Scale AI Data Platform\n\
FR2023864279\tunsure\tmoderate\t\tDatadog: Datadog for Government\n\
FR2023864279A\tunsure\thigh\t\tDatadog, Inc.: Datadog for Government\n\
FR2024952734\tready\tmoderate\t\tEgnyte Inc.: Egnyte Platform\n\
FR2025456731\tauthorized\tmoderate\t\tVaultara, LLC: Vaultara Flare Services\n\
FR2025827270\tauthorized\tmoderate\t\tAvePoint Inc.: AvePoint Online Services for US Government (AOS-UG)\n\
FR2025827270A\tin-process\thigh\t\tAvePoint Inc.: AvePoint Online Services for US Government (AOS-UG) - High\n\
FR2027958176\tready\tlow\t\tIssio Solutions, Inc.: Issio Information System\n\
FR2028534270\tauthorized\tli-saas\t\tTrello: Trello Enterprise Cloud\n\
FR2028958787\tauthorized\tmoderate\t\tSignature Performance, Inc.: ClaimsXM\n\
FR2028977567\tauthorized\tmoderate\t\tNetDocuments Software, Inc.: NetDocuments Document Management System (DMS)\n\
FR2029183077\tauthorized\tmoderate\t\tCority Software Inc.: CorityOne\n\
FR2029331613\tauthorized\tmoderate\t\tInformatica LLC: Informatica Intelligent Cloud Services (IICS)\n\
FR2031155471\tauthorized\tmoderate\t\tIron Mountain: Iron Mountain InSight\n\
FR2031156016\tunsure\tmoderate\t\tFormAssembly, Inc.: FormAssembly Gov Cloud\n\
FR2031222637\tauthorized\tmoderate\t\tAurigo Software Technologies, Inc.: Masterworks Cloud Platform\n\
FR2031936863\tauthorized\tmoderate\t\tArmis Federal LLC: Armis FedRAMP Edition (AFE)\n\
FR2032042635\tauthorized\tmoderate\t\tWidePoint Integrated Solutions Corp.: Intelligent Technology Management System (ITMS)\n\
FR2032565438\tauthorized\tmoderate\t\tKahua, Inc.: Kahua Government Network\n\
FR2032665434\tauthorized\tmoderate\t\tMenlo Security: Cloud Security Platform powered by Isolation Core\n\
FR2033152148\tauthorized\tmoderate\t\tSeven Bridges Genomics, Inc: Seven Bridges Platform\n\
FR2034966708\tauthorized\tmoderate\t\tEnd To End Computing: Singularity\n\
FR2035056105\tauthorized\tmoderate\t\tBluescape: Bluescape with n8n for Government\n\
FR2035740126\tauthorized\tli-saas\t\tSprinklr, Inc.: Sprinklr CXM for Government (CXM)\n\
FR2035860874\tauthorized\tmoderate\t\tGlobal Telehealth Services, inc.: GTS VirtualHealth Platform (GTS-VP)\n\
FR2100059668\tauthorized\tmoderate\t\tOnSolve LLC: OnSolve Platform for Critical Event Management\n\
FR2100740435\tauthorized\tli-saas\t\tTango: Tango\n\
FR2100757165\tauthorized\tmoderate\t\tResearch Dataware LLC: IRBNet on GovCloud\n\
FR2100845343\tauthorized\tli-saas\t\tDevResults: DevResults\n\
FR2101000225\tready\tmoderate\t\tPlanStreet: PlanStreet Case Management System\n\
FR2102031769\tauthorized\thigh\t\tRed Hat: Red Hat OpenShift Service on AWS (ROSA)\n\
FR2102031769A\tnone\thigh\tFR2102031769\tRed Hat: Red Hat OpenShift Service on AWS (ROSA)\n\
FR2102036897\tauthorized\tmoderate\t\tNuance: Nuance Dragon\n\
FR2102543861\tnone\tmoderate\t\tSecuronix, Inc.: Securonix Security Operations and Analytics Platform\n\
FR2102577114\tauthorized\tmoderate\t\tPitney Bowes: SendPro 360\n\
FR2102652499\tauthorized\tmoderate\t\tRSA Security LLC: RSA ID Plus for Government\n\
FR2102758152\tauthorized\tmoderate\t\tJuniper Networks: Juniper Mist\n\
FR2103344623\tauthorized\tmoderate\t\tWorkday Inc.: Workday Government Cloud (WGC)\n\
FR2104636677\tauthorized\tmoderate\t\tIpsos America, Inc.: Ipsos Research\n\
FR2104942200\tauthorized\tmoderate\t\tAcuant, Inc.: Connect, Ozone, & Facial Recognition System (COFRS)\n\
FR2105946715\tauthorized\thigh\t\tNetskope, Inc.: Netskope NewEdge Government.\n\
FR2106045767\tauthorized\tmoderate\t\tWingSwept: Case Management & Tracking System (CMTS)\n\
FR2106133460\tnone\tmoderate\t\tImmersion Consulting LLC: Immersion Cloud\n\
FR2106555313\tauthorized\tlow\t\tAchieveIt Online, LLC: AchieveIt\n\
FR2108360349\tauthorized\tmoderate\t\tAdobe: Adobe Acrobat Sign for Government\n\
FR2108649352\tauthorized\tmoderate\t\tTyler Federal, LLC: Tyler Federal Product Suite\n\
FR2108731521\tunsure\thigh\t\tCyLogic: CyCloud for VMware Cloud Foundation\n\
FR2110056334\tauthorized\tli-saas\t\tCenter for Translational Data Science (CTDS), University of Chicago and Open Commons Consortium (OCC): Gen3 Data Commons Service\n\
FR2110251776\tauthorized\tmoderate\t\tOntario Systems, LLC d/b/a Finvi: Ontario Cloud Federal (OCF)\n\
FR2110342613\tauthorized\tmoderate\t\tTanium: Tanium Cloud for US Government (TC-USG)\n\
FR2110836406\tauthorized\tmoderate\t\tTrustwave Government Solutions: Trustwave Fusion\n\
FR2112152882\tauthorized\tmoderate\t\tDatavant: Datavant Cloud\n\
FR2112263551\tnone\tmoderate\t\tPing Identity Corporation: PingOne for Government (In suspension)\n\
FR2112348346\tready\tmoderate\t\tAcalvio Technology: ShadowPlex Platform\n\
FR2113157410\tauthorized\tlow\t\tPublic Health Foundation: TRAIN Learning Network\n\
FR2113346550\tauthorized\tli-saas\t\tOpenWater Software: OpenWater Awards\n\
FR2113552479\tready\tmoderate\t\tKnowledge Services: dotStaff\n\
FR2113557839\tauthorized\tmoderate\t\tYello Dba Recsolu Inc: Yello Government Recruiting Solution\n\
FR2113741974\tnone\tmoderate\t\tMeridian Knowledge Solutions: Meridian Learning Management System (LMS)\n\
FR2113748549\tnone\tmoderate\t\tCisco Systems Inc.: WebEx Contact Center Enterprise for Government (WxCCE-G)\n\
FR2115384377\tauthorized\thigh\t\tCommvault Systems, Inc.: Commvault Cloud for Government\n\
FR2115854333\tnone\tmoderate\t\tConga: Conga Contract Lifecycle Management (CLM)\n\
FR2116544598\tnone\tmoderate\tFR2116544598A\tKeeper Security: Keeper Security Government Cloud Password Manager and Privileged Access Manager\n\
FR2116544598A\tauthorized\thigh\t\tKeeper Security: Keeper Security Government Cloud Password Manager and Privileged Access Manager\n\
FR2118043605\tauthorized\tmoderate\t\tSkillsoft: Percipio\n\
FR2118055930\tauthorized\thigh\t\tMotorola Solutions: Motorola Solutions Federal Cloud (MSFC)\n\
FR2118080669\tauthorized\tmoderate\t\tKnightscope, Inc.: Knightscope Autonomous Security Robot (Knightscope ASR)\n\
FR2118442111\tnone\tmoderate\t\tKUDO, Inc.: KUDO for Government (KFG)\n\
FR2118555665\tauthorized\tmoderate\t\tTotara Learning Inc.: Totara Talent Development Government Cloud Platform\n\
FR2118743892\tauthorized\tmoderate\t\tDigital.ai: Digital.ai Government Cloud\n\
FR2119265538\tauthorized\tmoderate\t\tNEOGOV: NEOGOV Cloud\n\
FR2120962552\tauthorized\tmoderate\t\tLaunchDarkly: LaunchDarkly\n\
FR2122038682\tauthorized\tmoderate\t\tiBoss: iboss Government Cloud Platform (IGCP)\n\
FR2122140784\tauthorized\tmoderate\t\tCovergent Solutions Inc dba Exiger Government Solutions (EGS): Exiger Federal Cloud (EFC)\n\
FR2122140784A\tunsure\thigh\t\tCovergent Solutions Inc dba Exiger Government Solutions (EGS): Exiger Federal Cloud (EFC) - High\n\
FR2122150307\tauthorized\tmoderate\t\tMongoDB: MongoDB Atlas for Government\n\
FR2124663764\tauthorized\thigh\t\tIntrepid Networks LLC: Intrepid Networks Government Platform (INGP)\n\
FR2125059322\tauthorized\tmoderate\t\tCenter for Translational Data Science (CTDS): Gen3 Data Ecosystems Platform\n\
FR2125561001\tauthorized\tmoderate\t\tUnqork, Inc.: Unqork for Government\n\
FR2125653037\tauthorized\tmoderate\t\tQlik Technologies Inc.: Qlik Cloud Government\n\
FR2126176344\tauthorized\tmoderate\t\tMicroStrategy: MicroStrategy Cloud for Government\n\
FR2127044166\tnone\tmoderate\t\tIron Bow: TriageXpert Cloud\n\
FR2127765215\tauthorized\tli-saas\t\tPoint Blue Conservation Science: Point Blue Science Cloud\n\
FR2127835801\tnone\tmoderate\t\tSnowflake Inc.: The Data Cloud on AWS GovCloud\n\
FR2128235497\tauthorized\tmoderate\t\tBamboo Health, Inc.: PMP Government-Gateway\n\
FR2128462521\tauthorized\thigh\t\tJuvare, LLC: Juvare Federal Cloud\n\
FR2128562231\tauthorized\tmoderate\t\tCollabware: Collabspace\n\
FR2129953050\tauthorized\tmoderate\t\tManhattan Associates, Inc.: Manhattan Government Cloud\n\
FR2130949241\tauthorized\tmoderate\t\tStackArmor: Rally\n\
FR2131553959\tnone\tmoderate\t\tPC Matic: PC Matic Federal Support System\n\
FR2131766015\tauthorized\tmoderate\t\tGenesys: Genesys Cloud CX\n\
FR2131832443\tnone\tmoderate\t\tDatarobot: Datarobot Government Cloud (DGC)\n\
FR2131856836\tauthorized\thigh\t\tOkta: Okta IDaaS Government High Cloud (GHC)\n\
FR2132958724\tauthorized\tmoderate\t\tUiPath: Automation Cloud Public Sector\n\
FR2133141131\tauthorized\tmoderate\t\tNintex: Nintex Automation GE Platform\n\
FR2134254227\tnone\tmoderate\t\tDevo: Devo.Gov-US\n\
FR2134455708\tauthorized\tmoderate\t\tNucleus Security, Inc: Nucleus for Government (NucleusGov)\n\
FR2134635186\tauthorized\tmoderate\t\tSynack: On-Demand Security Testing Platform\n\
FR2135040486\tauthorized\tmoderate\t\tHealthVerity: Privacy Preserving Records Linkage (PPRL)\n\
FR2135043135\tauthorized\tli-saas\t\tSRR International,Inc.: CloudLCMS\n\
FR2135180018\tin-process\tmoderate\t\tCuraPatient: Composite Apps/ CuraPatient\n\
FR2135637226\tauthorized\tmoderate\t\tPearson VUE: Pearson Federal Cloud System\n\
FR2135730387\tauthorized\tmoderate\t\tIBM: IBM Federal HR Cloud\n\
FR2135915901\tauthorized\tmoderate\t\tSolventum: Solventum RevCycle Health Services Platform\n\
FR2200458671\tnone\tmoderate\t\t3M: Grouper Plus Content Services (GPCS)\n\
FR2200507410\tauthorized\tmoderate\t\tCopado: Copado GovCloud\n\
FR2201340492\tauthorized\tmoderate\t\tKnowBe4, Inc.: KnowBe4 Platform\n\
FR2202555908\tauthorized\tmoderate\t\tPexip Inc.: Pexip Government Cloud (PGC)\n\
FR2203732438\tauthorized\tmoderate\t\tOpenText: OpenText Cloud for Government\n\
FR2203952548\tnone\tmoderate\t\tEquifax: Equifax Government Data Exchange (EGDE)\n\
FR2204842850\tauthorized\tmoderate\t\tRosalind, Inc.: ROSALIND\n\
FR2206159758\tauthorized\tmoderate\t\tMerlin International: Constellation GovCloud (CGC)\n\
FR2207247759\tunsure\tmoderate\t\tDeloitte GPS OpenCloud: Deloitte GPS OpenCloud\n\
FR2207359708\tauthorized\tli-saas\t\tEvidence Prime: Laser AI\n\
FR2207365631\tauthorized\thigh\t\tConsensus Cloud Solutions: Enterprise Cloud Fax Government (ECFax)\n\
FR2207643307\tauthorized\tmoderate\t\tWolters Kluwer: TeamMate FedRAMP\n\
FR2208161949\tnone\tli-saas\t\tCrestron Electronics Inc: Crestron XiO Cloud\n\
FR2208555094\tauthorized\thigh\t\tUberEther: IAM Advantage\n\
FR2208837967\tnone\tmoderate\t\tLifebit Biotech Inc.: Lifebit Federated Trusted Research Environment\n\
FR2209555576\tauthorized\tmoderate\t\tRingMD USA Inc.: RingMD Telemedicine\n\
FR2210352243\tauthorized\tmoderate\t\tSAS Institute, Inc.: SAS AI and Analytics for Government on FedRAMP\n\
FR2210666939\tauthorized\tli-saas\t\tMelissa: Melissa GovCloud Address Suite\n\
FR2210850126\tin-process\tmoderate\t\tCleartronic, Inc. dba. ReadyOp Communications, Inc.: ReadyOp\n\
FR2210851632\tauthorized\tmoderate\t\tGetWellNetwork: GetWellNetwork - Get Well Anywhere - Federal\n\
FR2211452029\tauthorized\tlow\t\tRQI Partners LLC: RQI1Stop\n\
FR2212874638\tnone\tmoderate\t\tAcumen, LLC: SkyShaper Technologies\n\
FR2212912561\tauthorized\tli-saas\t\tItamar Medical: Itamar Dispatcher Cloud (IDC)\n\
FR2213647361\tauthorized\tmoderate\t\tTalkdesk: Talkdesk CX Cloud Government Edition\n\
FR2213722684\tauthorized\tmoderate\t\tSpider Strategies: Spider Impact for Government\n\
FR2213764335\tauthorized\tmoderate\t\tNoblis: RunCyberAssurance\n\
FR2214062312\tauthorized\tmoderate\t\tActsoft, Inc: Actsoft Workforce Manager for Gov.\n\
FR2214150164\tauthorized\thigh\t\tQuzara, LLC.: Quzara Cybertorch (SOC-as-a-Service)\n\
FR2214154985\tnone\thigh\t\tNuix US Government: Nuix Discover for Government\n\
FR2214346691\tauthorized\tmoderate\t\tSecunetics, Inc.: Gobo Framework (Gobo)\n\
FR2215045786\tauthorized\tmoderate\t\tTenable: Tenable Cloud Security for US Government - Ermetic\n\
FR2215658386\tnone\tli-saas\t\tEsper, Inc.: Esper Regulatory Workflow and Policy Manager\n\
FR2215871648\tnone\tmoderate\t\tIron Mountain: Iron Mountain InSight on AWS\n\
FR2215946050\tauthorized\tmoderate\t\tMicroFocus: ITMX Platform featuring Service & Asset Management, Universal Discovery, CMDB and Project & Portfolio Management\n\
FR2216047656\tnone\tmoderate\t\tRapid7: InsightCloudSec for Government\n\
FR2216663607\tnone\tmoderate\t\tWickr an Amazon Web Services (AWS) Company,: Wickr for Government (WickrGov)\n\
FR2217348295\tnone\thigh\t\tNetApp: Cloud Insights\n\
FR2218073444\tauthorized\tmoderate\t\tLucid Software, Inc.: Lucid GovSuite\n\
FR2218359666\tnone\tmoderate\t\tHaivision Systems, Inc.: Haivision Hub for Government (HUB-GOV)\n\
FR2219453187\tnone\thigh\t\tSiemens Government Technologies: Siemens Defense Cloud\n\
FR2219763604\tauthorized\tmoderate\t\tZscaler, Inc.: Zscaler Private Access - Government (Zero Trust Exchange - VPN Replacement)\n\
FR2220549818\tauthorized\tmoderate\t\tCirrusMD: CirrusMD Virtual Health Chat for Government\n\
FR2221161553\tready\tmoderate\t\tSecurityScorecard, LLC: SecurityScorecard Security Ratings\n\
FR2221456469\tauthorized\tmoderate\t\tBentley Systems, Incorporated: Bentley for Government\n\
FR2222167230\tauthorized\tmoderate\t\tOwnBackup: Own Government Cloud\n\
FR2224739070\tauthorized\tmoderate\t\tNational Resident Matching Program: iMatch\n\
FR2224752400\tauthorized\tmoderate\t\tPrivoro LLC: Privoro Fulcrum Cloud\n\
FR2225648574\tauthorized\tmoderate\t\tMathematica Inc.: Mathematica Cloud Support System\n\
FR2226144516\tauthorized\tmoderate\t\tMARi, LLC: MARi\n\
FR2226146186\tauthorized\tlow\t\tAgile Fleet: FleetCommander\n\
FR2226228379\tauthorized\tmoderate\t\tTrend Micro Inc.: Trend Cloud One for Government\n\
FR2226231529\tauthorized\tmoderate\t\tTrend Micro Inc.: Trend Vision One for Government\n\
FR2226322745\tauthorized\tmoderate\t\tAutodesk: Autodesk for Government\n\
FR2226846287\tunsure\tmoderate\t\tNational Institute of Building Sciences (NIBS): ProjNet\n\
FR2227062482\tauthorized\thigh\t\tZscaler, Inc.: Zscaler Internet Access - Government (Secure Web Gateway - vTIC) - High\n\
FR2228932729\tnone\tmoderate\t\tQuestionPro Gov: QuestionPro Gov (QPG)\n\
FR2229642430\tauthorized\tmoderate\t\tLumen: Cloud Contact Center\n\
FR2229720196\tnone\tmoderate\t\tMural Tactivos Inc., DBA Mural: Mural for Government\n\
FR2230244107\tauthorized\tmoderate\t\tIllumio, Inc.: Illumio Government Cloud\n\
FR2230252267\tauthorized\thigh\t\tSlack Technologies: GovSlack\n\
FR2230451369\tauthorized\tmoderate\t\tSnyk: Snyk for Government\n\
FR2231052341\tauthorized\thigh\t\tQualys, Inc.: Qualys Government Platform\n\
FR2231070252\tauthorized\tmoderate\t\tBeyondTrust: BeyondTrust Identity Security For Government\n\
FR2231561929\tauthorized\tmoderate\t\tSiemens Government Technologies: Mendix Cloud for Government\n\
FR2231648178\tauthorized\tmoderate\t\tOnspring Technologies, LLC: Onspring GovCloud\n\
FR2232465502\tnone\tmoderate\t\tBroadcom: Symantec Gov Cloud Security (GCS)\n\
FR2232465502A\tnone\thigh\t\tBroadcom: Symantec Gov Cloud Security (GCS) - High\n\
FR2234256499\tauthorized\tmoderate\t\tRubrik: Rubrik Security Cloud - Government (RSC-G)\n\
FR2234334891\tauthorized\tmoderate\t\tGlassbeam, Inc.: Glassbeam Clinsights\n\
FR2234550858\tauthorized\tmoderate\t\tConcur Technologies, Inc.: Concur Cloud for Public Sector\n\
FR2234963115\tauthorized\tmoderate\t\tNCR Government, LLC: NCR VOYIX GOVERNMENT CLOUD\n\
FR2235154356\tauthorized\tmoderate\t\tLastwall Corp: IDCommand\n\
FR2235229299\tauthorized\tmoderate\t\tPaperless Innovations, Inc.: Actus\n\
FR2235965777\tauthorized\thigh\t\tMark43, Inc.: Mark43 Public Safety Platform (PSP)\n\
FR2300457485\tauthorized\thigh\t\tProject Hosts Inc.: GSS One - AWS\n\
FR2301844932\tauthorized\tmoderate\t\tOrca Security: Orca Cloud Security Platform\n\
FR2303852859\tready\tmoderate\t\tCocoon Data: SafeShare (SFS)\n\
FR2304546222\tauthorized\tlow\t\tMy Business Matches: Vendor Event & Business Matchmaking Platform\n\
FR2304757473\tauthorized\tmoderate\t\tCisco Systems Inc.: Cisco Security Cloud for Government\n\
FR2306445868\tauthorized\tmoderate\t\tCohesity: Cohesity Cloud Services for Government\n\
FR2307441316\tauthorized\tmoderate\t\tAbsolute Security: Absolute Secure Endpoint Product Suite\n\
FR2308034636\tnone\tmoderate\tFR2308034636A\tWiz, Inc.: Wiz Moderate for U.S. Government\n\
FR2308034636A\tauthorized\thigh\t\tWiz, Inc.: Wiz for U.S. Government\n\
FR2308159208\tauthorized\thigh\t\tSnowflake Inc.: The Data Cloud on AWS GovCloud (High)\n\
FR2309381948\tin-process\tmoderate\t\tElekta Solutions: Elekta ProKnow Federal\n\
FR2309544938\tauthorized\tmoderate\t\tCloudera Government Solutions, Inc: Cloudera for Government\n\
FR2309954376\tauthorized\tmoderate\t\tRecAccess: RecAccess\n\
FR2310051488\tnone\tmoderate\t\tStandard Technology Inc.: Contract Management Planning and Surveillance System\n\
FR2310239588\tunsure\thigh\t\tRiverbed Technology: Riverbed Platform for Government (RP4G)\n\
FR2310956122\tready\tmoderate\t\tCyware Labs, Inc.: Cyware Cyber Fusion Center (CFC)\n\
FR2310974411\tauthorized\tlow\t\tPagerDuty: PagerDuty Operations Cloud\n\
FR2311345531\tauthorized\tmoderate\t\tFigma: Figma for Government\n\
FR2311952621\tauthorized\tmoderate\t\tErnst & Young LLP: EY Grants Accelerator\n\
FR2312052740\tauthorized\tli-saas\t\tVLogic Systems, Inc.: VLogicFM\n\
FR2312063708\tunsure\tmoderate\t\tWasabi Technologies: Wasabi GovCloud (WGC)\n\
FR2313074636\tnone\tmoderate\t\tConquest Cyber: ARMED ATK GOV\n\
FR2313477206\tauthorized\tmoderate\t\tQuadient inc.: S.M.A.R.T. - Federal Editions\n\
FR2314156865\tauthorized\thigh\t\tSplunk: Splunk Cloud Platform for FedRAMP High\n\
FR2315464863\tauthorized\thigh\t\tPalantir Technologies: Palantir Federal Cloud Service Supporting Services (PFCS-SS)\n\
FR2315535023\tauthorized\tmoderate\t\tCisco Systems Inc.: Cisco Meraki for Government\n\
FR2316433331\tnone\thigh\t\tUSU Solutions Inc.: USU IT Asset Management\n\
FR2317139564\tauthorized\tli-saas\t\tArticulate Global LLC: Articulate 360\n\
FR2317253567\tauthorized\thigh\t\tPalo Alto Networks, Inc.: GCS-HIGH\n\
FR2317262742\tauthorized\thigh\t\tCeribell: Ceribell EEG\n\
FR2318051429\tauthorized\thigh\t\tAppian: Appian Government Cloud - High\n\
FR2318956176\tnone\tmoderate\t\tBetterUp, Inc.: BetterUp for Government\n\
FR2321143030\tready\tmoderate\t\tInformation First, Inc.: Content Manager Records Management Application (RMA) Cloud Service Offering (CSO)\n\
FR2322036060\tin-process\tmoderate\t\tAidin, Inc.: Aidin Post-Acute Referrals Module\n\
FR2322741394\tauthorized\tli-saas\t\tAgileRank: Agile RTLS Suite (A-RTLS)\n\
FR2322855016\tauthorized\tmoderate\t\tProjectTeam, Inc.: ProjectTeam for Government (Construction Project and Program Management)\n\
FR2322856433\tnone\tmoderate\t\tFedCloudIA: FedCloudIA\n\
FR2323258199\tnone\tmoderate\t\tCornerstone OnDemand, Inc.: Cornerstone Unified Talent Management Suite (CUTMS) GovCloud\n\
FR2323961436\tin-process\thigh\t\tClaroty: xDome for Government\n\
FR2324055183\tauthorized\thigh\t\tGovini: Ark.ai\n\
FR2324445481\tauthorized\tmoderate\t\tMCG Energy Solutions, LLC: MCG Applications and Hosting\n\
FR2324452533\tauthorized\tmoderate\t\tJoint Commission Resources: Tracers with AMP\n\
FR2324454026\tauthorized\tmoderate\t\tFM:Systems: OpenBlue Workplace\n\
FR2324740262\tauthorized\thigh\t\tDatabricks, Inc.: Databricks on AWS GovCloud\n\
FR2325657620\tauthorized\thigh\t\tContent Guru: Storm Cloud Contact Center\n\
FR2326160742\tin-process\tmoderate\t\tPDRI by Pearson: Palladium\n\
FR2326238680\tnone\thigh\t\tUptake Technologies Inc.: Uptake Federal\n\
FR2326541252\tnone\tmoderate\t\tCisco Systems Inc.: Cisco Defense Orchestrator (CDO) for Government\n\
FR2326654692\tauthorized\tli-saas\t\tAprimo US, LLC: Aprimo\n\
FR2327655698\tauthorized\tmoderate\t\tGallery Systems: TMS Gov Cloud Suite\n\
FR2328145448\tauthorized\tli-saas\t\tChargie, LLC: Electric Vehicle Infrastructure Platform for Government\n\
FR2330135650\tauthorized\tmoderate\t\tEptura, Inc: Archibus\n\
FR2330638488\tin-process\tmoderate\t\tPTFS/Liblime: Bibliovation/Knowvation\n\
FR2330728655\tauthorized\tmoderate\t\tChronus LLC: Chronus for Government\n\
FR2330939028\tauthorized\thigh\t\tAqua Security Software Inc.: Aqua Platform for Government\n\
FR2331349003\tin-process\tmoderate\t\tZeva Incorporated: ZevaCrypt\n\
FR2331752409\tnone\tmoderate\t\tLexmark: Managed Print Service\n\
FR2332364851\tauthorized\tmoderate\t\tMoveworks: Moveworks GovCloud\n\
FR2332852130\tauthorized\tmoderate\t\tMedallia Inc.: Mindful by Medallia\n\
FR2332984245\tauthorized\tli-saas\t\tChargePoint, Inc.: CP Fed Cloud\n\
FR2333538201\tauthorized\thigh\t\tHypori, Inc.: Hypori Government Cloud\n\
FR2333543855\tin-process\tmoderate\t\tThomson Reuters: Thomson Reuters Risk & Fraud (TR R&F)\n\
FR2333756970\tauthorized\tmoderate\t\tAxiad IDS Inc.: Axiad Conductor\n\
FR2334358600\tnone\tmoderate\t\tLoop Global Inc.: Loop Electric Vehicle Charging Network-Gov (LEVCN-GOV)\n\
FR2334748657\tauthorized\tmoderate\t\tThreatConnect: ThreatConnect For Government\n\
FR2334756650\tauthorized\tmoderate\t\tChainalysis: Reactor\n\
FR2334936522\tauthorized\tmoderate\t\tSocure, Inc.: Socure for Government (SocureGov)\n\
FR2335047392\tauthorized\tmoderate\t\t3rd Eye Technologies, Inc.: Mystic Message Archival\n\
FR2335051964\tunsure\tmoderate\t\tKeyfactor: Keyfactor for Government\n\
FR2335153827\tauthorized\tmoderate\t\tMasterControl: Quality Excellence Gov (Qx Gov)\n\
FR2335850270\tauthorized\tmoderate\t\tMovius Interactive Corporation: Movius MultiLine and Movius Decentralized Distributed Secure Communications\n\
FR2335850594XL\tauthorized\t20x-moderate\t\tFilevine: Filevine Platform\n\
FR2401047002\tauthorized\tmoderate\t\tAxonius Federal Systems: Axonius Asset Cloud\n\
FR2401742096\tauthorized\tmoderate\t\tWillCo Tech: CyberSTAR\n\
FR2401839361\tauthorized\thigh\t\tAsk Sage, Inc.: Ask Sage\n\
FR2402468053\tauthorized\thigh\t\tDarktrace Federal Inc.: Cyber AI Mission Defense and Email Protection\n\
FR2403745080\tauthorized\tli-saas\t\tATOM EVSE: Atom Power, Inc - ATOM EVSE\n\
FR2403936773\tauthorized\thigh\t\tTelos Corporation: Xacta SaaS\n\
FR2404453515\tready\tli-saas\t\tEmbrava USA, Inc.: Embrava Device Management System (DMS)\n\
FR2405153785\tready\thigh\t\tGoogle LLC: Google Cloud VMware Engine (GCVE)\n\
FR2405880485\tready\tmoderate\t\tDeltek, Inc.: Costpoint GovCon Cloud Moderate (CP GCCM)\n\
FR2406453618\tauthorized\tmoderate\t\tLabArchives: LabArchives for Government (LG)\n\
FR2406651384\tauthorized\tmoderate\t\tPrecisely Software: Data Integrity Suite for Government\n\
FR2406760385\tauthorized\tmoderate\t\tClarivate Analytics US LLC: Clarivate Intellectual Property AI & Image Search Platform (CIPAI-ISP)\n\
FR2407275137\tin-process\tmoderate\t\tCoralogix Inc.: Coralogix U.S. GovOps\n\
FR2409250874\tnone\tmoderate\t\tSecurity Centric, Inc.: StormCloud Gov\n\
FR2409367364\tauthorized\tli-saas\t\tPagefreezer Software Inc.: Pagefreezer Website Archiving\n\
FR2409863458\tnone\tmoderate\t\tConfluent Inc.: Confluent Cloud for Government (CCG)\n\
FR2409863458XL\tauthorized\t20x-moderate\t\tConfluent: Confluent Cloud for Government (CCG)\n\
FR2410056366\tauthorized\tmoderate\t\tAvature Federal Platform: Avature Limited\n\
FR2410060106\tauthorized\tmoderate\t\tDTEX Systems, Inc.: DTEX InTERCEPT for Government\n\
FR2410560133\tin-process\tmoderate\t\tBlackOhm: Omega Platform\n\
FR2410651313\tready\tmoderate\t\tDewberry: DimensionalView\n\
FR2410866384\tauthorized\thigh\t\tSecond Front Systems: 2F Game Warden\n\
FR2411443563\tauthorized\tmoderate\t\tValley IT Solutions, LLC: Kernos\n\
FR2411862686\tready\tmoderate\t\tAlation: Alation Cloud Service\n\
FR2411956235\tauthorized\tmoderate\t\tHB Healthcare Safety, SBC: Healthcare Safeware\n\
FR2411959145\tauthorized\tmoderate\t\tGitLab: GitLab Dedicated for Government\n\
FR2412062433\tauthorized\tmoderate\t\tAtlassian: Atlassian Government Cloud\n\
FR2412746128\tnone\tmoderate\t\tRebellion Defense: Rebellion Defense Nova SaaS\n\
FR2412759343\tnone\tmoderate\t\tCisco Systems Inc.: Cisco Federal Operational Stack (Fed Ops Stack)\n\
FR2413241182\tauthorized\thigh\t\tAltana: Altana Product Network\n\
FR2413540464\tready\tmoderate\t\tEverfox: Everfox ULTRA\n\
FR2413937284\tnone\tmoderate\t\tRelias LLC: Relias Platform\n\
FR2414158717\tauthorized\thigh\t\tRegScale: RegScale CCM\n\
FR2414718666\tauthorized\tli-saas\t\tDigital Science UK Limited: Overleaf\n\
FR2415334644\tauthorized\tmoderate\t\tUnited States Department of Agriculture: AgCloud Managed Platform Services (AMPS)\n\
FR2416263030\tin-process\tmoderate\t\tCrestPoint Solutions, Inc: CrestPoint Environmental Management Service (CEMS)\n\
FR2416856649\tauthorized\tmoderate\t\tCreative Veteran Productions: Federal Immersive Learning Management System (FED-ILMS)\n\
FR2416859101\tunsure\tmoderate\t\tVerkada Inc: Verkada Command Platform\n\
FR2417145078\tnone\tmoderate\t\tVeritas Technologies, LLC: Alta SaaS Protection (ASP)\n\
FR2417469779\tauthorized\tli-saas\t\tIBM: IBM Envizi ESG Reporting\n\
FR2418039495\tauthorized\tmoderate\t\tScienceLogic, Inc.: ScienceLogic Government Cloud\n\
FR2418550869\tready\tmoderate\t\tYardi Systems, Inc.: Yardi Government Cloud (YGC)\n\
FR2419149007\tready\tmoderate\t\tGovStrive, LLC: FedSuite\n\
FR2419424565\tready\tmoderate\t\tCora Systems: Project Portfolio Management (PPM)\n\
FR2419537309\tauthorized\tmoderate\t\tDocketScope, Inc.: DocketScope\n\
FR2419559532\tauthorized\tmoderate\t\tUSDA DISC: Connect.gov\n\
FR2420341612\tunsure\tmoderate\t\tLCptracker Inc: LCPtracker Pro\n\
FR2421035110\tunsure\thigh\t\tCellebrite: Cellebrite Government Cloud (CGC)\n\
FR2421252636\tauthorized\tmoderate\t\tVaronis: Varonis Data Security Platform\n\
FR2421252644\tauthorized\tmoderate\t\tVaronis: Varonis DatAdvantage Cloud\n\
FR2421943168\tin-process\tmoderate\t\tUKG Inc.: UKG Government Cloud\n\
FR2422240916\tauthorized\tmoderate\t\tRapid7: InsightGovCloud\n\
FR2422436886\tauthorized\tmoderate\t\tLaerdal Labs D.C.: Laerdal -- SimCapture Cloud Government\n\
FR2422947547\tnone\tmoderate\t\tGovCollab: GovCollab\n\
FR2424553196\tauthorized\tli-saas\t\tBLINK CHARGING: BLINK GOV\n\
FR2424945160\tauthorized\tmoderate\t\tdMetrics: Minsky No-code ML/NLP Knowledge Graphing Platform\n\
FR2425035681\tready\tmoderate\t\tVerint: Verint Self-Service for Government\n\
FR2425374322\tauthorized\tli-saas\t\tBP Pulse: Omega Charge Management System\n\
FR2425742814\tauthorized\tmoderate\t\tSan Luis Aviation, Inc.: ESChat\n\
FR2425742814A\tin-process\thigh\t\tSan Luis Aviation, Inc.: ESChat - High\n\
FR2425960757\tauthorized\tmoderate\t\tAbnormal AI: Abnormal AI for Government\n\
FR2427142353\tauthorized\tmoderate\t\tAutoRABIT Holding, Inc.: AutoRABIT for Public Sector - CodeScan, Guard, & ARMOR\n\
FR2427252775\tauthorized\tmoderate\t\tDejero Labs, Inc.: Dejero Control and Concentrator\n\
FR2427818523\tauthorized\tmoderate\t\tFeith Sytems and Software, Inc.: RMA iQ\n\
FR2428039108\tnone\tli-saas\t\tSiemens AG: DepotFinity\n\
FR2428168490\tauthorized\tmoderate\t\tLogicMonitor: LM for Gov\n\
FR2428549698\tin-process\tli-saas\t\tSiemens: EVGateway Digital Environment (EDE)\n\
FR2428653856\tauthorized\tmoderate\t\tTactical Edge: Total Visibility Anywhere\n\
FR2428740308\tin-process\tmoderate\t\tReliaQuest: GreyMatter for Government\n\
FR2428769635\tready\thigh\t\tParamify: Paramify Cloud\n\
FR2428769635XL\tauthorized\t20x-moderate\t\tParamify: Paramify Cloud\n\
FR2429166928\tauthorized\tmoderate\t\tIdeagen: Ideagen Government Cloud\n\
FR2429249027\tready\tmoderate\t\tBonterra: Apricot for Government\n\
FR2430123303\tauthorized\tmoderate\t\tAztec Software: Aztec Learning System\n\
FR2430553984\tnone\thigh\t\tVerizon: Verizon Government Cloud\n\
FR2430741228\tauthorized\thigh\t\tVasion: Vasion Automate Fed (VAF)\n\
FR2430844572\tnone\tmoderate\t\tOracle: Oracle Guided Learning (OGL)\n\
FR2430847803\tauthorized\tmoderate\t\tNinjaOne: NinjaOne for Government\n\
FR2431252785\tunsure\tmoderate\t\tSplunk LLC: Splunk Observability Cloud for FedRAMP Moderate\n\
FR2431264500\tauthorized\tmoderate\t\tAppOmni: AppOmni SaaS Security for Government\n\
FR2432218524\tauthorized\tmoderate\t\tPower Settlements Consulting and Software, LLC (PSCS), a subsidiary of Yes Energy, LLC: PowerCore (PC-GOV)\n\
FR2432824061\tin-process\tlow\t\tTimeLooper Xplore: TimeLooper Inc.\n\
FR2432940371\tauthorized\tmoderate\t\tDocebo: Docebo Learning Platform for Gov (DCBO-GOV)\n\
FR2433446013\tin-process\tmoderate\t\tLifebit Biotech: Lifebit Platform\n\
FR2433976629\tnone\tmoderate\t\tCervais, Inc.: Cylenium Cloud\n\
FR2433985791\tauthorized\tli-saas\t\tVyond: Vyond for Government\n\
FR2433985791XL\tauthorized\t20x-low\t\tVyond: Vyond for Government\n\
FR2434074613\tready\tmoderate\t\tNormShield, Inc. DBA Black Kite: Third-Party Risk Intelligence System (TRIS)\'s\n\
FR2434139202\tnone\tmoderate\t\tProfit Apps Inc: Profit.co\n\
FR2434554673\tauthorized\thigh\t\tPalantir Technologies Inc.: Palantir Federal Cloud Service\n\
FR2434758320\tready\tmoderate\t\tCognitus Consulting LLC: LambdaX Contract Lifecycle Management (CLM) for Government\n\
FR2435353186\tin-process\thigh\t\tKiteworks USA, LLC: Kiteworks Secure Gov Cloud\n\
FR2500837260\tnone\tmoderate\t\tOdaseva: Odaseva GovCloud\n\
FR2500938675\tready\tmoderate\t\tSteel Patriot Partners: Federal ZenGRC\n\
FR2500967834\tauthorized\tmoderate\t\tPeniel Solutions, LLC: TransAccess GovCloud Records (GCR)\n\
FR2501644859\tauthorized\tmoderate\t\tVibrent Health: Digital Health Research Platform\n\
FR2502148523\tin-process\tmoderate\t\tThomson Reuters: Thomson Reuters Legal Research (TR LR)\n\
FR2502182285\tready\tmoderate\t\tSecurity Control LLC (an ISI Company): Security Control Cloud Software Platform (SCCP)\n\
FR2502224058\tin-process\tlow\t\tzLink, Inc.: zLinkFM\n\
FR2502834044\tin-process\tlow\t\tTrisotech: Digital Enterprise Suite FedRAMP Edition\n\
FR2502963317\tauthorized\tmoderate\t\tHP Inc.: HP Managed Services for Government\n\
FR2503350987\tunsure\thigh\t\tArtera: Artera Harmony Federal Edition\n\
FR2504062150\tauthorized\thigh\t\tIBM: IBM Federal ATOM\n\
FR2504148525\tauthorized\tmoderate\t\tBooz Allen Hamilton: Footprint\n\
FR2504154395\tready\tmoderate\t\tPersona: Persona for Government\n\
FR2504154395XL\tauthorized\t20x-moderate\t\tPersona Identities, LLC: Persona for Government\n\
FR2504771625\tnone\tmoderate\t\tZL Technologies, Inc.: ZL Unified Archive (ZL UA)\n\
FR2504944121\tnone\thigh\t\tVerizon: Verizon Managed SD WAN\n\
FR2505553757\tauthorized\tmoderate\t\tTurning Point Global Solutions, L.L.C: Network Inventory and Optimization Solution (NiOS)\n\
FR2507664687\tin-process\tmoderate\t\tBlackLine Systems, Inc.: BlackLine Government Solution\n\
FR2508262726\tin-process\tmoderate\t\tDexcom Inc.: Dexcom Clarity for Government\n\
FR2510341317\tready\tmoderate\t\tIncode Technologies Inc.: Incode Omni\n\
FR2510550050\tauthorized\tmoderate\t\tBugcrowd Inc.: Bugcrowd for Government (BCGOV)\n\
FR2510634052\tin-process\tmoderate\t\tLexisNexis Legal and Professional: Lexis+ for Government\n\
FR2510664395\tauthorized\tmoderate\t\tExtraHop Networks: ExtraHop RevealX Federal\n\
FR2511048038\tauthorized\tmoderate\t\tCheck Point Software Technologies, Inc.: Check Point Infinity Platform for Government\n\
FR2511256483\tnone\tmoderate\t\tPTC, Inc.: PTC ServiceMax Federal\n\
FR2512056954\tin-process\tmoderate\t\tNORC: Data Enclave Gov\n\
FR2513049676\tin-process\tmoderate\t\t22nd Century Technologies Inc.: XtractIQ\n\
FR2513256853\tin-process\thigh\t\tStackArmor: The Armory\n\
FR2514023311\tunsure\thigh\t\tTrenchant Analytics: AI for Federal Acquisitions (ACQBOT)\n\
FR2514356645\tnone\tmoderate\t\tIron Mountain: Iron Mountain Insight on AWS\n\
FR2514451787\tnone\tmoderate\t\tTeradata Corporation: VantageCloud Lake\n\
FR2514624801\tin-process\tmoderate\t\tCheckmarx: Checkmarx One for Government (CXG)\n\
FR2514732308\tunsure\tmoderate\t\tDOMA Technologies, LLC: DX Engage Government Platform\n\
FR2514747735\tready\tmoderate\t\tValid Evaluation, Inc.: Valid Eval\n\
FR2514767720\tnone\tmoderate\t\tMastercard Cybersecurity: RiskRecon Cybersecurity & Privacy - Reporting and Scorecards\n\
FR2515655059\tunsure\thigh\t\tOmnissa: Omnissa Government Services\n\
FR2515673452\tnone\tmoderate\t\tBeryllium InfoSec, Inc.: Cuick Trac Managed Enclave (CTME)\n\
FR2516072131\tready\tmoderate\t\tRamp: Ramp for Government (RampGov)\n\
FR2516140413\tnone\tmoderate\t\tTransUnion: TruValidate Identity Verification\n\
FR2516365096\tauthorized\tmoderate\t\tProcore Technologies, Inc: Procore for Government\n\
FR2516834670\tnone\tlow\t\tCivicPlus: Social Media Archiving\n\
FR2518163100\tauthorized\tmoderate\t\tCisco: Spaces for Government\n\
FR2518756614\tready\tmoderate\t\tExostar: Managed Access Gateway with Managed Microsoft 365\n\
FR2518943913\tunsure\tmoderate\t\tSentiLink Corp: SentiLink\n\
FR2519759620\tauthorized\tmoderate\t\tCribl Inc.: Cribl.Cloud Government\n\
FR2520040378\tready\tmoderate\t\tInfotek Consulting LLC: Infotek Online Services for US Government\n\
FR2520254824\tready\tmoderate\t\tInEight: InEight Document\n\
FR2520950455\tauthorized\thigh\t\tAndesite AI, Inc.: Andesite Azimuth for Government AAG\n\
FR2521554684\tauthorized\thigh\t\tH2O.AI for Government: H2O.AI\n\
FR2522249893\tauthorized\tmoderate\t\tBridge Intelligence LLC. dba AssetIntel: Asset Management Suite (AMS)\n\
FR2523143582\tauthorized\thigh\t\tETHERFAX: ETHERFAX GovCloud\n\
FR2523656707\tauthorized\tmoderate\t\tCisco Systems, Inc.: Cisco ThousandEyes for Government\n\
FR2523857656\tauthorized\thigh\t\tForescout Technologies, Inc.: Forescout for Government\n\
FR2523939103\tauthorized\thigh\t\tElastic Cloud Hosted: Elastic Cloud Hosted - High\n\
FR2524251176\tin-process\tmoderate\t\tLMI Solutions: Atlas by LMI\n\
FR2524349489\tauthorized\tmoderate\t\tIBM: IBM Data Services for Government\n\
FR2524416446\tauthorized\tmoderate\t\tOrbus Software: OrbusInfinity Government\n\
FR2524434194\tready\tmoderate\t\tThreatLocker, Inc.: ThreatLocker Zero Trust Platform for Government\n\
FR2525247858\tauthorized\thigh\t\tDatabricks, Inc.: Databricks on Azure Commercial\n\
FR2525556241\tauthorized\t20x-low\t\tVanta: Vanta Trust Management Platform\n\
FR2525556241XM\tunsure\t20x-moderate\t\tVanta: Vanta Government Cloud\n\
FR2525557617\tauthorized\t20x-moderate\t\tInfusionPoints: XBU40\n\
FR2525662082\tin-process\tmoderate\t\tNexthink: Infinity for Government (NXT-G)\n\
FR2526240411\tin-process\thigh\t\tKoniag Government Services: Koniag Government Services Electronic Health Record System (KGS EHRS)\n\
FR2526343759\tready\tmoderate\t\tOmniSync: OmniSync - TurboInnovate Gov\n\
FR2526948870\tauthorized\tmoderate\t\tOntic Technologies: Ontic for Government\n\
FR2527004900\tready\tmoderate\t\tRChilli Inc.: RChilli Resume Parser (RRP)\n\
FR2527132001\tin-process\tmoderate\t\tAsana Inc.: Asana\n\
FR2527234065\tin-process\tmoderate\t\tAnomali: Security Analytics\n\
FR2527237823\tready\tmoderate\t\tNtelsec: SectorNet\n\
FR2527245282\tready\tmoderate\t\tMimic Networks, Inc.: Mimic Enterprise Ransomware Defense Platform (ERDP)\n\
FR2527955211\tauthorized\t20x-low\t\tFlock Safety: Flock Safety Platform\n\
FR2527956755\tauthorized\t20x-moderate\t\tMeridian Knowledge Solutions, LLC: Meridian LMS\n\
FR2528033654\tauthorized\thigh\t\tKnox Systems: Knox Systems FedRAMP High Managed Platform\n\
FR2528336463\tin-process\thigh\t\tDocument Storage Systems, Inc. (DSS, Inc.): DSS Health Cloud (DSSHC)\n\
FR2529113288\tin-process\tmoderate\t\tArchive360 platform: Archive360 Platform\n\
FR2529359931\tauthorized\t20x-low\t\tAnitian: FedFlex\n\
FR2529360449\tauthorized\t20x-low\t\tSecureframe: Secureframe Platform\n\
FR2530025267\tauthorized\thigh\t\tCaveonix, Inc.: Caveonix\n\
FR2530646153\tin-process\tmoderate\t\tQuestionPro, Inc.: QuestionPro Research GovCloud\n\
FR2531047207\tready\tmoderate\t\tUnanet: Unanet FedRAMP Moderate Cloud\n\
FR2531062517\tin-process\tmoderate\t\tF5, Inc.: F5 Distributed Cloud\n\
FR2531142081\tin-process\tmoderate\t\tArcSuite AI (Formerly ArcProcure): ArcSuite AI\n\
FR2531434700\tin-process\tmoderate\t\tSpectro Cloud: Palette VerteX\n\
FR2531434700XL\tauthorized\t20x-low\t\tSpectro Cloud: Palette VerteX\n\
FR2531865690\tready\tmoderate\t\tInfinite Convergence Solutions, Inc.: NetSfere Enterprise\n\
FR2531940362\tready\tmoderate\t\tSand Solutions Limited Co.: Sand Solutions Government Cloud (SGC2)\n\
FR2532557612\tauthorized\t20x-low\t\tA-LIGN: A-SCEND\n\
FR2532766956\tready\tmoderate\t\tIntelliGRC, Inc.: IntelliGRC\n\
FR2533155773\tauthorized\t20x-moderate\t\tOpenAI: ChatGPT Enterprise and API Platform\n\
FR2533236012\tready\tmoderate\t\tCobbleStone Software: Contract Insight\n\
FR2533435144\tauthorized\t20x-low\t\tSyneren Technologies Corporation: Configurable Case Management Application Platform (CMAP)\n\
FR2533440977\tready\tmoderate\t\tTechnoMile: TechnoMile GovCloud Platform\n\
FR2533751675\tauthorized\tmoderate\t\tLSPedia: OneScan\n\
FR2534547429\tready\thigh\t\tVersa Networks, Inc.: Versa Unified SASE for Government\n\
FR2534673267\tin-process\tmoderate\t\tOracle Corporation: Oracle Primavera Cloud for Government\n\
FR2535161278\tready\thigh\t\tAkamai: Akamai Cloud\n\
FR2535435454\tauthorized\t20x-low\t\tTransform9: Transform9\n\
FR2535459082\tauthorized\t20x-low\t\tstackArmor: The Armory20x\n\
FR2535459236\tauthorized\thigh\t\tIron Mountain: Iron Mountain InSight for Government\n\
FR2600044765\tin-process\thigh\t\tCoLab: CoLab AI Inc\n\
FR2600167032\tauthorized\t20x-low\t\tDrata: Drata Trust Management Platform\n\
FR2600545894\tin-process\tmoderate\t\tButterfly Network Inc.: Butterfly Network Ultrasound\n\
FR2601536221\tready\tmoderate\t\tGet A-Head: Get A-Head (Keel Mind)\n\
FR2602138115\tin-process\tmoderate\t\tNozomi Networks Inc.: Vantage for Government\n\
FR260215856\tready\tmoderate\t\tSandboxAQ: AQtive Guard\n\
FR2604643715\tauthorized\t20x-low\t\tPerplexity AI: Perplexity Enterprise and API Platform\n\
FR2604835605\tauthorized\t20x-low\t\tLongevity Consulting: Riskuity\n\
FR2604952026\tauthorized\t20x-low\t\tGoogle: Gemini for Government\n\
FR2604952842\tauthorized\t20x-low\t\tMapLarge Inc.: MapLarge\n\
FR2605341343\tauthorized\t20x-low\t\tIntelliGRC, Inc.: IntelliGRC\n\
FR2606141075\tunsure\t20x-moderate\t\tEntratus: Entratus Conversational AI Platform\n\
FR2607452240\tin-process\tmoderate\t\tIBM: GO.gov\n\
FR2607537684\tunsure\tmoderate\t\tKovr.ai: Kovr Nova\n\
FR2607643783\tready\tmoderate\t\tPSI Services LLC: Gov Secure Cloud\n\
FR2607654741\tready\tmoderate\t\tNet-Inspect LLC: Net-Inspect Enterprise Quality Management (EQM)\n\
FR2609449664\tin-process\tmoderate\t\tPepelwerk LLC: Pepelwerk Government\n\
FR2609659556\tin-process\thigh\t\tKaseware, Inc: Kaseware Investigative Case Management System\n\
FR2610538972\tin-process\tmoderate\t\tBizzdesign US: Bizzdesign GovCloud\n\
FR2611036548\tin-process\tmoderate\t\tLexisNexis Risk Solutions: LexisNexis Risk Enterprise Platform\n\
FR2611539908\tready\tmoderate\t\tRegDOX Solutions: RegDOX Cloud Security Solutions\n\
FR2612446381\tin-process\thigh\t\tRipcord: Canopy\n\
FR2612836790\tin-process\thigh\t\tWraithwatch Corporation: Wraithwatch Government\n\
FR2613731293\tunsure\tmoderate\t\tPhenom People, Inc. (Phenom): Phenom for Government (PHGOV)\n\
FR2614247985\tready\tmoderate\t\tIronclad Inc.: Ironclad CLM\n\
FR2614439182\tin-process\thigh\t\tIsland: Island Enterprise Platform\n\
FR2615451803\tauthorized\t20x-moderate\t\tAeroplicity Inc.: Aeroplicity\n\
FR2615854261\tunsure\thigh\t\tEverbridge: Critical Event Management - GovCloud\n\
FR2616545789\tunsure\thigh\t\tMagnet Forensics: Magnet One\n\
FR2616639378\tunsure\tmoderate\t\tVeridix, LLC: Advantage eClinical\n\
FR2616782844\tin-process\tmoderate\t\tAlclear Healthcare LLC (d/b/a CLEAR): CLEAR1 Gov\n\
FR2616932229\tready\tmoderate\t\tGlytec, LLC: Glucommander\n\
FR2616952670\tunsure\tmoderate\t\tVerily Health: Verily Pre\n\
FR2616957286\tready\tmoderate\t\tAdaptive Protocols, Inc. (Adaptiva): Adaptiva Onesite Platform\n\
FR2617333263\tunsure\tmoderate\t\tGovDash: GovDash\n\
FR2617641654\tin-process\tmoderate\t\t911inform: 911inform\n\
FR2618046015\tin-process\thigh\t\tCyera: Cyera for Government\n\
FR2618123124\tunsure\tmoderate\t\tBlueVoyant Government Services: Supply Chain Command\n\
FR2618542150\tin-process\thigh\t\txAI: Grok for Government\n\
FR2618648262\tready\tmoderate\t\tDefense Cybersecurity Group: Midwatch\n\
FR2618651192\tunsure\tmoderate\t\tZeroEyes Inc: ZEF\n\
FR2618738935\tunsure\tmoderate\t\tATX Defense: CMMC Space\n\
FR2619434440\tunsure\t20x-moderate\t\tASSYST: ComplySyncATO\n\
FR2619446518\tunsure\tmoderate\t\tMoodle US LLC: Moodle for Government\n\
FR2619646960\tunsure\tmoderate\t\tTrackVia, Inc: TrackVia Government\n\
FR2620841940\tunsure\thigh\t\tNinjaOne: NinjaOne for Government FedRAMP High\n\
FR2621445678\tunsure\t20x-moderate\t\tHalo: Halo\n\
FR2621733550\tunsure\tmoderate\t\tWallarm, Inc.: Wallarm Federal Cloud\n\
FR2621751490\tunsure\tmoderate\t\tRed Rock Holdings: GetEKKO\n\
MSO365MT\tauthorized\tmoderate\t\tMicrosoft: Microsoft 365 Government Community Cloud & Supporting Services\n\
SOCRATA\tauthorized\tmoderate\t\tTyler Technologies Data & Insights: Tyler Data Platform, powered by Socrata\n\
";

pub(super) static EVIDENCE: [EvidenceItem; 28] = [
    EvidenceItem { id: "system-security-plan", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "policies-and-procedures-all-families", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "user-guide", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "digital-identity-worksheet", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "rules-of-behavior", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "contingency-plan", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "incident-response-plan", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "configuration-management-plan", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "cis-workbook", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "fips-199", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "separation-of-duties-matrix", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "applicable-laws-and-standards", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "integrated-inventory-workbook", part_of: "ssp", recurrence: None, assessor: None },
    EvidenceItem { id: "security-assessment-plan", part_of: "sap", recurrence: None, assessor: None },
    EvidenceItem { id: "sap-security-test-case-procedures", part_of: "sap", recurrence: None, assessor: None },
    EvidenceItem { id: "penetration-test-plan-and-methodology", part_of: "sap", recurrence: Some(Period::Annual), assessor: Some(Period::Always) },
    EvidenceItem { id: "assessor-supplied-deliverables", part_of: "sap", recurrence: None, assessor: Some(Period::Always) },
    EvidenceItem { id: "security-assessment-report", part_of: "sar", recurrence: Some(Period::Annual), assessor: Some(Period::Always) },
    EvidenceItem { id: "risk-exposure-table", part_of: "sar", recurrence: None, assessor: None },
    EvidenceItem { id: "sar-security-test-case-procedures", part_of: "sar", recurrence: None, assessor: None },
    EvidenceItem { id: "infrastructure-scan-results", part_of: "sar", recurrence: Some(Period::Monthly), assessor: Some(Period::Annual) },
    EvidenceItem { id: "database-scan-results", part_of: "sar", recurrence: Some(Period::Monthly), assessor: Some(Period::Annual) },
    EvidenceItem { id: "web-scan-results", part_of: "sar", recurrence: Some(Period::Monthly), assessor: Some(Period::Annual) },
    EvidenceItem { id: "auxiliary-documents", part_of: "sar", recurrence: None, assessor: None },
    EvidenceItem { id: "penetration-test-reports", part_of: "sar", recurrence: None, assessor: None },
    EvidenceItem { id: "plan-of-action-and-milestones", part_of: "poam", recurrence: None, assessor: None },
    EvidenceItem { id: "continuous-monitoring-strategy", part_of: "poam", recurrence: None, assessor: None },
    EvidenceItem { id: "continuous-monitoring-monthly-summary", part_of: "poam", recurrence: Some(Period::Monthly), assessor: Some(Period::Annual) },
];

pub(super) static OFFERINGS: [Offering; 107] = [
    Offering { id: B("1password"), name: B("1Password"), vendor: B("1Password"), aliases: B(&[]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; a vault of administrators' passwords holds SPD.")), as_of: B("2026-05-30") },
    Offering { id: B("acronis"), name: B("Acronis Cyber Protect Cloud"), vendor: B("Acronis"), aliases: B(&[B("acronis-cyber-protect-cloud")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row.")), as_of: B("2026-05-30") },
    Offering { id: B("adobe-document-cloud"), name: B("Document Cloud (Acrobat, Sign, AI Assistant)"), vendor: B("Adobe"), aliases: B(&[B("document-cloud")]), variant: Variant::Commercial, package: Some(B("FR1820435961")), status: AuthStatus::Authorized, level: ImpactLevel::LiSaas, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("adobe-sign-gov")]), services: B(&[]), note: Some(B("LI-SaaS: below Moderate.")), as_of: B("2026-05-30") },
    Offering { id: B("adobe-sign-gov"), name: B("Acrobat Sign for Government"), vendor: B("Adobe"), aliases: B(&[B("acrobat-sign-for-government"), B("adobe-acrobat-sign-for-government")]), variant: Variant::Government, package: Some(B("FR2108360349")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("arctic-wolf"), name: B("Arctic Wolf MDR"), vendor: B("Arctic Wolf"), aliases: B(&[B("arctic-wolf-mdr")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; with SPD only, FedRAMP is not required.")), as_of: B("2026-05-30") },
    Offering { id: B("asana"), name: B("Asana"), vendor: B("Asana"), aliases: B(&[]), variant: Variant::Commercial, package: Some(B("FR2527132001")), status: AuthStatus::InProcess, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("In Process is not Authorized.")), as_of: B("2026-05-30") },
    Offering { id: B("atlassian-commercial"), name: B("Jira/Confluence Cloud (commercial)"), vendor: B("Atlassian"), aliases: B(&[B("jira-cloud"), B("confluence-cloud")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("atlassian-gov")]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("atlassian-gov"), name: B("Atlassian Government Cloud"), vendor: B("Atlassian"), aliases: B(&[B("atlassian-government-cloud")]), variant: Variant::Government, package: Some(B("FR2412062433")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("autodesk-gov"), name: B("Autodesk for Government"), vendor: B("Autodesk"), aliases: B(&[B("autodesk-for-government")]), variant: Variant::Government, package: Some(B("FR2226322745")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("aws-commercial"), name: B("AWS US East/West"), vendor: B("Amazon"), aliases: B(&[B("aws-us-east-west"), B("amazon-web-services-commercial"), B("aws-east-west")]), variant: Variant::Commercial, package: Some(B("AGENCYAMAZONEW")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::No, us_persons_source: None, twins: B(&[B("aws-govcloud")]), services: B(&[B("Amazon API Gateway"), B("Amazon AppFlow"), B("Amazon Athena"), B("Amazon Aurora MySQL"), B("Amazon Aurora PostgreSQL"), B("Amazon Bedrock"), B("Amazon Chime SDK"), B("Amazon Cloud Directory"), B("Amazon CloudFront"), B("Amazon CloudWatch"), B("Amazon CloudWatch Logs"), B("Amazon Cognito"), B("Amazon Comprehend"), B("Amazon Comprehend Medical"), B("Amazon Connect"), B("Amazon Data Firehose"), B("Amazon DataZone"), B("Amazon Detective"), B("Amazon DevOps Guru"), B("Amazon DocumentDB"), B("Amazon DynamoDB"), B("Amazon EC2 Image Builder"), B("Amazon Elastic Block Store"), B("Amazon Elastic Compute Cloud"), B("Amazon Elastic Container Registry"), B("Amazon Elastic Container Service"), B("Amazon Elastic File System"), B("Amazon Elastic Kubernetes Service"), B("Amazon Elastic MapReduce"), B("Amazon ElastiCache"), B("Amazon EventBridge"), B("Amazon FinSpace"), B("Amazon Forecast"), B("Amazon FSx"), B("Amazon GuardDuty"), B("Amazon Inspector"), B("Amazon Inspector Classic"), B("Amazon Kendra"), B("Amazon Keyspaces"), B("Amazon Kinesis Data Streams"), B("Amazon Lex"), B("Amazon Macie"), B("Amazon Managed Service for Apache Flink"), B("Amazon Managed Streaming for Apache Kafka"), B("Amazon MemoryDB"), B("Amazon MQ"), B("Amazon Neptune"), B("Amazon OpenSearch Service"), B("Amazon Pinpoint and End User Messaging"), B("Amazon Polly"), B("Amazon Q Business"), B("Amazon Q Developer in chat applications"), B("Amazon Quick Suite"), B("Amazon RDS for Db2"), B("Amazon RDS for MariaDB"), B("Amazon RDS for MySQL"), B("Amazon RDS for Oracle"), B("Amazon RDS for Postgres"), B("Amazon RDS for SQL Server"), B("Amazon Redshift"), B("Amazon Rekognition"), B("Amazon Route 53"), B("Amazon S3 Glacier"), B("Amazon SageMaker AI"), B("Amazon Security Lake"), B("Amazon Simple Email Service"), B("Amazon Simple Notification Service"), B("Amazon Simple Queue Service"), B("Amazon Simple Storage Service"), B("Amazon Simple Workflow Service"), B("Amazon Textract"), B("Amazon Timestream for LiveAnalytics"), B("Amazon Transcribe"), B("Amazon Translate"), B("Amazon Verified Permissions"), B("Amazon Virtual Private Cloud"), B("Amazon WorkSpaces"), B("Amazon WorkSpaces Applications"), B("Amazon WorkSpaces Secure Browser"), B("AWS App Mesh"), B("AWS Application Migration Service"), B("AWS Audit Manager"), B("AWS Backup"), B("AWS Batch"), B("AWS Certificate Manager"), B("AWS Clean Rooms"), B("AWS Cloud Map"), B("AWS Cloud9"), B("AWS CloudFormation"), B("AWS CloudHSM"), B("AWS CloudShell"), B("AWS CloudTrail"), B("AWS CodeBuild"), B("AWS CodeCommit"), B("AWS CodeDeploy"), B("AWS CodePipeline"), B("AWS Config"), B("AWS Control Tower"), B("AWS Database Migration Service"), B("AWS DataSync"), B("AWS Direct Connect"), B("AWS Directory Service"), B("AWS Elastic Beanstalk"), B("AWS Elastic Disaster Recovery"), B("AWS Elemental MediaConvert"), B("AWS Entity Resolution"), B("AWS Fault Injection Service"), B("AWS Firewall Manager"), B("AWS Global Accelerator"), B("AWS Glue"), B("AWS Glue DataBrew"), B("AWS Ground Station"), B("AWS Health Dashboard"), B("AWS HealthImaging"), B("AWS HealthLake"), B("AWS HealthOmics"), B("AWS Identity and Access Management"), B("AWS IoT Core"), B("AWS IoT Device Defender"), B("AWS IoT Device Management"), B("AWS IoT Events"), B("AWS IoT Greengrass"), B("AWS Key Management Service"), B("AWS Lambda"), B("AWS License Manager"), B("AWS Mainframe Modernization"), B("AWS Managed Services"), B("AWS Network Firewall"), B("AWS Network Manager"), B("AWS Organizations"), B("AWS Outposts"), B("AWS Private Certificate Authority"), B("AWS Resource Access Manager"), B("AWS Resource Groups"), B("AWS Secrets Manager"), B("AWS Security Hub CSPM"), B("AWS Serverless Application Repository"), B("AWS Service Catalog"), B("AWS Shield Advanced"), B("AWS Signer"), B("AWS Snowball Edge"), B("AWS Step Functions"), B("AWS Storage Gateway"), B("AWS Systems Manager"), B("AWS Transfer Family"), B("AWS Trusted Advisor"), B("AWS Verified Access"), B("AWS Web Application Firewall"), B("AWS Web Application Firewall Classic"), B("AWS Well-Architected Tool"), B("AWS Wickr"), B("AWS X-Ray")]), note: Some(B("Only services on the package's list are covered; the incident terms need contract evidence.")), as_of: B("2026-05-30") },
    Offering { id: B("aws-govcloud"), name: B("AWS GovCloud (US)"), vendor: B("Amazon"), aliases: B(&[B("amazon-web-services-govcloud"), B("aws-govcloud-us")]), variant: Variant::Government, package: Some(B("F1603047866")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Yes, us_persons_source: Some(B("vendor statement")), twins: B(&[]), services: B(&[B("Amazon API Gateway"), B("Amazon Athena"), B("Amazon Aurora MySQL"), B("Amazon Aurora PostgreSQL"), B("Amazon Bedrock"), B("Amazon Chime SDK"), B("Amazon Cloud Directory"), B("Amazon CloudWatch"), B("Amazon CloudWatch Logs"), B("Amazon Cognito"), B("Amazon Comprehend"), B("Amazon Comprehend Medical"), B("Amazon Connect"), B("Amazon Data Firehose"), B("Amazon Detective"), B("Amazon DocumentDB"), B("Amazon DynamoDB"), B("Amazon EC2 Image Builder"), B("Amazon Elastic Block Store"), B("Amazon Elastic Compute Cloud"), B("Amazon Elastic Container Registry"), B("Amazon Elastic Container Service"), B("Amazon Elastic File System"), B("Amazon Elastic Kubernetes Service"), B("Amazon Elastic MapReduce"), B("Amazon ElastiCache"), B("Amazon EventBridge"), B("Amazon FSx"), B("Amazon GuardDuty"), B("Amazon Inspector"), B("Amazon Inspector Classic"), B("Amazon Kendra"), B("Amazon Keyspaces"), B("Amazon Kinesis Data Streams"), B("Amazon Kinesis Video Streams"), B("Amazon Lex"), B("Amazon Location Service"), B("Amazon Managed Service for Apache Flink"), B("Amazon Managed Streaming for Apache Kafka"), B("Amazon MemoryDB"), B("Amazon MQ"), B("Amazon Neptune"), B("Amazon OpenSearch Service"), B("Amazon Pinpoint and End User Messaging"), B("Amazon Polly"), B("Amazon Quick Suite"), B("Amazon RDS for MariaDB"), B("Amazon RDS for MySQL"), B("Amazon RDS for Oracle"), B("Amazon RDS for Postgres"), B("Amazon RDS for SQL Server"), B("Amazon Redshift"), B("Amazon Rekognition"), B("Amazon Route 53"), B("Amazon S3 Glacier"), B("Amazon SageMaker AI"), B("Amazon Security Lake"), B("Amazon Simple Email Service"), B("Amazon Simple Notification Service"), B("Amazon Simple Queue Service"), B("Amazon Simple Storage Service"), B("Amazon Simple Workflow Service"), B("Amazon Textract"), B("Amazon Timestream for LiveAnalytics"), B("Amazon Transcribe"), B("Amazon Translate"), B("Amazon Verified Permissions"), B("Amazon Virtual Private Cloud"), B("Amazon WorkSpaces"), B("Amazon WorkSpaces Applications"), B("AWS Application Auto Scaling"), B("AWS Application Migration Service"), B("AWS Backup"), B("AWS Batch"), B("AWS Certificate Manager"), B("AWS Cloud Map"), B("AWS CloudFormation"), B("AWS CloudHSM"), B("AWS CloudShell"), B("AWS CloudTrail"), B("AWS CodeBuild"), B("AWS CodeCommit"), B("AWS CodeDeploy"), B("AWS CodePipeline"), B("AWS Compute Optimizer"), B("AWS Config"), B("AWS Control Tower"), B("AWS Database Migration Service"), B("AWS DataSync"), B("AWS Direct Connect"), B("AWS Directory Service"), B("AWS Elastic Beanstalk"), B("AWS Elastic Disaster Recovery"), B("AWS Elemental MediaConvert"), B("AWS Fault Injection Service"), B("AWS Firewall Manager"), B("AWS Glue"), B("AWS Glue DataBrew"), B("AWS Health Dashboard"), B("AWS IAM Identity Center"), B("AWS Identity and Access Management"), B("AWS IoT Core"), B("AWS IoT Device Defender"), B("AWS IoT Device Management"), B("AWS IoT Events"), B("AWS IoT Greengrass"), B("AWS IoT SiteWise"), B("AWS IoT TwinMaker"), B("AWS Key Management Service"), B("AWS Lambda"), B("AWS License Manager"), B("AWS Managed Services"), B("AWS Network Firewall"), B("AWS Network Manager"), B("AWS Organizations"), B("AWS Outposts"), B("AWS Private Certificate Authority"), B("AWS Resilience Hub"), B("AWS Resource Access Manager"), B("AWS Resource Groups"), B("AWS Secrets Manager"), B("AWS Security Hub CSPM"), B("AWS Serverless Application Repository"), B("AWS Service Catalog"), B("AWS Signer"), B("AWS Snowball Edge"), B("AWS Step Functions"), B("AWS Storage Gateway"), B("AWS Systems Manager"), B("AWS Transfer Family"), B("AWS Trusted Advisor"), B("AWS Verified Access"), B("AWS Web Application Firewall"), B("AWS Web Application Firewall Classic"), B("AWS Well-Architected Tool"), B("AWS Wickr"), B("AWS X-Ray")]), note: Some(B("The customer configures for ITAR; the incident terms need contract evidence.")), as_of: B("2026-05-30") },
    Offering { id: B("azure-commercial"), name: B("Azure Commercial (public)"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-azure-commercial"), B("azure-public")]), variant: Variant::Commercial, package: Some(B("F1209051525")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::No, us_persons_source: Some(B("secondary source")), twins: B(&[B("azure-government")]), services: B(&[B("AI Builder MiddleTier"), B("AI Builder Structured ML"), B("AI Builder Unstructured ML"), B("API Management"), B("Application Change Analysis"), B("Application Gateway"), B("Application Insights"), B("Arca CDS Instance Container Management Service"), B("Automation"), B("Azure Active Directory"), B("Azure Active Directory B2C - CPIM"), B("Azure Advisor"), B("Azure AI Document Intelligence"), B("Azure AI Foundry Portal"), B("Azure AI Personalizer"), B("Azure AI Services"), B("Azure Analysis Services"), B("Azure API for FHIR"), B("Azure App Configuration"), B("Azure Arc Enabled SQL Server"), B("Azure Arc for servers"), B("Azure Arc-enabled Kubernetes"), B("Azure Archive Storage"), B("Azure Bastion Hybrid Networking Services"), B("Azure Blueprints"), B("Azure Bot Service"), B("Azure Container Apps"), B("Azure Container Instances"), B("Azure Container Registry"), B("Azure Cosmos DB"), B("Azure Data Explorer"), B("Azure Data Movement"), B("Azure Data Share"), B("Azure Database Migration Service"), B("Azure DataBricks"), B("Azure DDoS Protection"), B("Azure Dedicated HSM"), B("Azure DNS"), B("Azure Event Grid"), B("Azure File Sync"), B("Azure Firewall"), B("Azure Firewall Manager"), B("Azure For Education"), B("Azure Front Door"), B("Azure Functions"), B("Azure Guest Configuration"), B("Azure HPC Cache"), B("Azure Immersive Reader"), B("Azure Import/Export"), B("Azure Information Protection"), B("Azure Internet Analyzer - MOI Service"), B("Azure IoT Central"), B("Azure IoT Hub"), B("Azure Key Vault"), B("Azure Kubernetes Service"), B("Azure Lab Services"), B("Azure Language Understanding"), B("Azure Load Testing"), B("Azure Lockbox"), B("Azure Machine Learning Service"), B("Azure Managed Grafana"), B("Azure Managed Services Azure Light House"), B("Azure Maps"), B("Azure Migrate"), B("Azure Monitor"), B("Azure Multi-factor Authentication"), B("Azure NetApp Files"), B("Azure Open Datasets"), B("Azure OpenAI"), B("Azure Policy"), B("Azure Portal"), B("Azure Power Automate"), B("Azure Public IP"), B("Azure Red Hat OpenShift"), B("Azure Resource Graph"), B("Azure Resource Manager"), B("Azure Search"), B("Azure Security Center"), B("Azure Security for IoT"), B("Azure Sentinel"), B("Azure Service Health"), B("Azure Service Manager"), B("Azure SignalR Service"), B("Azure Signup Portal"), B("Azure Site Recovery"), B("Azure Sphere"), B("Azure Spring Cloud"), B("Azure Stack Edge"), B("Azure Static Web Apps"), B("Azure Synapse Link for Dataverse"), B("Azure Update Manager"), B("Azure Virtual Network NAT"), B("Azure Virtual WAN"), B("Azure VM Image Builder and supporting infrastructure and platform services"), B("Azure Vmware Solution"), B("Azure Web PubSub"), B("Background Runtime"), B("Backup"), B("Batch"), B("Business Application Platform"), B("CAP Admin Deflection Service"), B("CAP Admin Sandbox Operations Service"), B("CAP Core Services"), B("CAP Package Deployer Service"), B("CDS API"), B("CDS SandBox"), B("Chain Management"), B("Cloud Services"), B("Cloud Shell"), B("Common Data Service"), B("Computer Vision"), B("Container Platform"), B("Content Delivery Network"), B("Content Moderator"), B("Cost Management"), B("CRM Activity Logging"), B("CRM Admin API"), B("CRM Cloud Provisioning Service"), B("CRM Cloud Scale Groups"), B("CRM Cloud Sync Service"), B("CRM First Party Integration Service"), B("CRM Global Discovery Service"), B("CRM Marketplace Service"), B("CRM Portal Provisioning"), B("CRM Portals"), B("CRM Reports"), B("CRM Sitewide Servers"), B("CRM Trial Signup Service"), B("CRM Trusted Published System"), B("Custom Vision"), B("D365 Integrator App"), B("Data Factory"), B("Databox Datacenter Infra Service"), B("Databox Pod & Disk Service"), B("Dynamics 365 Commerce"), B("Dynamics 365 Contact Center"), B("Dynamics 365 Customer Engagement"), B("Dynamics 365 Customer Service"), B("Dynamics 365 Data Sync Framework"), B("Dynamics 365 Field Service"), B("Dynamics 365 Finance"), B("Dynamics 365 Fraud Protection"), B("Dynamics 365 Guides"), B("Dynamics 365 Intelligent Order Management"), B("Dynamics 365 Omni-channel Engagement Hub"), B("Dynamics 365 Relevance Search"), B("Dynamics 365 Sales"), B("Dynamics 365 Sales Insights"), B("Dynamics 365 Sales Professional"), B("Dynamics 365 Supply"), B("Event Hubs"), B("ExpressRoute"), B("Face"), B("Global Secure Access"), B("HDInsight"), B("Health Insights"), B("Healthcare Bot"), B("Intune"), B("Kepler User Management Service"), B("Load Balancer"), B("Log Analytics"), B("Logic Apps"), B("Managed Applications"), B("Marketplace Portal"), B("Microsoft 365 Defender"), B("Microsoft Azure Attestation"), B("Microsoft Azure Peering Service"), B("Microsoft Cloud App Security"), B("Microsoft Copilot Studio"), B("Microsoft Defender for Endpoint"), B("Microsoft Defender Threat Intelligence"), B("Microsoft Defender Vulnerability Management"), B("Microsoft Entra ID Free"), B("Microsoft Entra ID Governance"), B("Microsoft Entra ID PI and Microsoft Entra ID P2"), B("Microsoft Fabric"), B("Microsoft Graph"), B("Microsoft Pin Reset Service"), B("Microsoft PowerApps"), B("Microsoft Purview"), B("Microsoft Secure Score"), B("Microsoft Stream"), B("Microsoft Threat Experts"), B("MySQL"), B("Neptune License Management Service"), B("Network Watcher"), B("Network Watcher Traffic Analytics"), B("Notification Hubs"), B("Postgre SQL"), B("Power BI"), B("Power Platform Admin Center"), B("Power Platform ISV Portal Platform"), B("PowerApps – UCI"), B("PPAC Admin Analytics"), B("Private Link"), B("QnA Maker"), B("Redis Cache"), B("Resource Scheduling for Microsoft Dynamics"), B("Service Bus"), B("Service Connector"), B("Service Fabric"), B("SGX PCK Certificate Cache"), B("Spartan Data Platform Management"), B("Speech Services"), B("SQL Data Warehouse"), B("SQL Database"), B("SQL Server Stretch Database"), B("Storage"), B("StorSimple Service"), B("Stream Analytics"), B("Text Analytics"), B("Traffic Manager"), B("Translator Text"), B("Video Indexer"), B("Virtual Machines"), B("Virtual Machines Scale Sets"), B("Virtual Network"), B("VPN Gateway"), B("Web Apps"), B("Windows 10 IoT Core Services"), B("Windows Autopatch and Microsoft Managed Desktop"), B("Windows Update for Business reports"), B("Windows Virtual Desktop")]), note: Some(B("The package also lists Intune, Entra ID, Defender and Sentinel; contract acceptance of the incident terms is not confirmed.")), as_of: B("2026-05-30") },
    Offering { id: B("azure-government"), name: B("Azure Government"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-azure-government"), B("azure-gov")]), variant: Variant::Government, package: Some(B("F1603087869")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Yes, incident_terms_source: Some(B("secondary source")), us_persons: Tri::Yes, us_persons_source: Some(B("secondary source")), twins: B(&[]), services: B(&[B("AI Builder"), B("API Management"), B("Application Gateway"), B("Automation"), B("Azure Active Directory"), B("Azure Active Directory Domain Services"), B("Azure Advanced Threat Protection"), B("Azure Advisor"), B("Azure AI - Computer Vision"), B("Azure AI - Container Platform"), B("Azure AI - Content Moderator"), B("Azure AI - Custom Vision"), B("Azure AI - Face"), B("Azure AI - Form Recognizer"), B("Azure AI - Language Understanding"), B("Azure AI - Personalizer"), B("Azure AI - QnA Maker"), B("Azure AI - Text Analytics"), B("Azure AI - Translator Text"), B("Azure AI Content Safety"), B("Azure Analysis Services"), B("Azure API for FHIR"), B("Azure App Configuration"), B("Azure Arc Enabled SQL Server"), B("Azure Arc-enabled Kubernetes"), B("Azure Arc-enabled Servers"), B("Azure Archive Storage"), B("Azure Backup"), B("Azure Bastion"), B("Azure Blueprints"), B("Azure Bot Service"), B("Azure Container Apps"), B("Azure Container Instances"), B("Azure Content Delivery Network"), B("Azure Cosmos DB"), B("Azure CXP Nomination Portal"), B("Azure Data Box Edge"), B("Azure Data Explorer"), B("Azure Data Share"), B("Azure Database for MySQL"), B("Azure Database for PostgreSQL"), B("Azure Database Migration Service"), B("Azure DDOS Protection"), B("Azure Dedicated HSM"), B("Azure DevTest Labs"), B("Azure DNS"), B("Azure File Sync"), B("Azure Firewall"), B("Azure Firewall Manager"), B("Azure Front Door"), B("Azure HPC Cache"), B("Azure Import/Export"), B("Azure Information Protection"), B("Azure IoT Hub"), B("Azure Key Vault"), B("Azure Kubernetes Configuration Management"), B("Azure Kubernetes Service"), B("Azure Lab Services"), B("Azure Load Testing"), B("Azure LockBox"), B("Azure Machine Learning"), B("Azure Managed Applications"), B("Azure Managed Grafana"), B("Azure Managed Services – Azure Light House"), B("Azure Maps"), B("Azure Migrate"), B("Azure Monitor"), B("Azure Multi-factor Authentication"), B("Azure NetApp Files"), B("Azure OpenAI"), B("Azure Policy"), B("Azure Portal"), B("Azure Power Automate"), B("Azure Private Link"), B("Azure Public IP"), B("Azure Red Hat OpenShift"), B("Azure Resource Graph"), B("Azure Resource Manager"), B("Azure Resource Mover"), B("Azure Route Server"), B("Azure Search"), B("Azure Security Center"), B("Azure Security for IoT"), B("Azure Sentinel"), B("Azure Service Health"), B("Azure Service Manager"), B("Azure Sign Up Portal"), B("Azure SignalR Service"), B("Azure Site Recovery"), B("Azure SQL Managed Instance"), B("Azure Stack Bridge"), B("Azure Update Manager"), B("Azure Video Indexer"), B("Azure Virtual WAN"), B("Azure VMWare Solution"), B("Azure Web PubSub"), B("Batch"), B("Cloud Services"), B("Cloud Services Extended Support"), B("Cloud Shell"), B("Container Registry"), B("Cost Management"), B("D365 Integrator APP"), B("Data Factory"), B("Databox Datacenter Infra Service"), B("Databox Disk and Pod Service"), B("Databricks"), B("Dynamics 365"), B("Dynamics 365 Athena – CDS to Azure Data Lake"), B("Dynamics 365 Contact Center"), B("Dynamics 365 Customer Engagement"), B("Dynamics 365 Customer Insights"), B("Dynamics 365 Customer Service"), B("Dynamics 365 Field Service"), B("Dynamics 365 Finance"), B("Dynamics 365 Forms Pro"), B("Dynamics 365 Project Operations"), B("Dynamics 365 Project Service Automation"), B("Dynamics 365 Sales"), B("Dynamics 365 Service Omni-Channel Engagement Hub"), B("Dynamics 365 Supply Chain Mangement"), B("Event Grid"), B("Event Hubs"), B("ExpressRoute"), B("Fluid Relay Service"), B("Functions"), B("Guest Configuration"), B("HDInsight"), B("Intune"), B("Load Balancer"), B("Log Analytics"), B("Logic Apps"), B("Microsoft 365 Defender"), B("Microsoft Azure Attestation"), B("Microsoft Azure Government Management Portal"), B("Microsoft Cloud App Security"), B("Microsoft Copilot Studio"), B("Microsoft Defender for Endpoint"), B("Microsoft Defender Vulnerability Management"), B("Microsoft Digital Contact Center Platform"), B("Microsoft Entra ID Governance"), B("Microsoft Foundry Portal"), B("Microsoft Graph"), B("Microsoft Peering Service"), B("Microsoft PowerApps"), B("Microsoft Purview"), B("Microsoft Secure Score"), B("Microsoft Stream"), B("Network Datapath"), B("Network Watcher"), B("Network Watcher-Traffic Analytics"), B("NM Agent"), B("Notification Hubs"), B("Planned Maintenance"), B("Power BI"), B("Power BI Embedded"), B("Power Query Online"), B("Push Agent V2"), B("Redis Cache"), B("Regional Network Manager"), B("SDN PubSub Service"), B("Service Fabric"), B("Services Bus"), B("Speech Services"), B("SQL Data Warehouse"), B("SQL Database"), B("SQL Server on Azure Virtual Machines"), B("SQL Server Stretch Database"), B("Storage"), B("StorSimple"), B("Stream Analytics"), B("Traffic Manager"), B("Virtual Machines"), B("Virtual Machines Scale Sets"), B("Virtual NAT"), B("Virtual Network"), B("Virtual Network Directory Service"), B("VPN Gateway"), B("Web Application Firewall"), B("Web Apps")]), note: Some(B("Includes Dynamics 365.")), as_of: B("2026-05-30") },
    Offering { id: B("box"), name: B("Box Enterprise"), vendor: B("Box"), aliases: B(&[B("box-enterprise")]), variant: Variant::Commercial, package: Some(B("F1212191840A")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Box Cloud Content Management Platform"), B("BoxAI"), B("BoxApps"), B("BoxCanvas"), B("BoxDrive"), B("BoxGovernance"), B("BoxHubs"), B("BoxKeySafe"), B("BoxMobile"), B("BoxNotes"), B("BoxPlatform"), B("BoxRelay"), B("BoxShield"), B("BoxShuttle"), B("BoxSign"), B("Upload/Download, File/Folder Management"), B("User Access Mgmt and Admin Console")]), note: Some(B("The old Moderate id F1212191840 has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("box-legacy"), name: B("Box (old Moderate package id)"), vendor: B("Box"), aliases: B(&[]), variant: Variant::Commercial, package: Some(B("F1212191840")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Superseded package id.")), as_of: B("2026-05-30") },
    Offering { id: B("chatgpt-ent"), name: B("ChatGPT Enterprise and API Platform"), vendor: B("OpenAI"), aliases: B(&[B("chatgpt-enterprise"), B("openai-chatgpt-enterprise")]), variant: Variant::Commercial, package: Some(B("FR2533155773")), status: AuthStatus::Authorized, level: ImpactLevel::TwentyXModerate, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("20x Moderate: acceptance for DFARS 252.204-7012 is not confirmed.")), as_of: B("2026-05-30") },
    Offering { id: B("cisco-security-gov"), name: B("Security Cloud for Government"), vendor: B("Cisco"), aliases: B(&[B("cisco-security-cloud-for-government")]), variant: Variant::Government, package: Some(B("FR2304757473")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("citrix-gov"), name: B("Citrix for Government"), vendor: B("Citrix"), aliases: B(&[B("citrix-for-government")]), variant: Variant::Government, package: Some(B("FR1819254092")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("High is in process.")), as_of: B("2026-05-30") },
    Offering { id: B("cloudflare-commercial"), name: B("Cloudflare (commercial plans)"), vendor: B("Cloudflare"), aliases: B(&[]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("cloudflare-gov")]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("cloudflare-gov"), name: B("Cloudflare for Government"), vendor: B("Cloudflare"), aliases: B(&[B("cloudflare-for-government")]), variant: Variant::Government, package: Some(B("FR2000863987")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Analytics"), B("API Shield"), B("Argo Tunnel"), B("Bot Management"), B("Cache Reserve"), B("CASB"), B("Cloudflare Access"), B("Cloudflare for SaaS"), B("Cloudflare Images"), B("Cloudflare Logs"), B("Cloudflare Spectrum"), B("Cloudflare Stream"), B("Cloudflare Tunnel"), B("Cloudflare Zero Trust"), B("Content Delivery Network CDN)"), B("Data Localization"), B("Domain Name System"), B("Durable Objects"), B("Hyperdrive"), B("L3/L4 DDoS Protection"), B("L7 DDoS Protection"), B("Load Balancing"), B("Magic Firewall"), B("Magic Transit"), B("Magic WAN"), B("Network Interconnect"), B("R2"), B("Rate Limiting"), B("Remote Browser Isolation"), B("Secure Web Gateway"), B("SSL/TLS"), B("SSL/TLS for SaaS"), B("Tiered Cache"), B("Turnstile"), B("Waiting Room"), B("WAN-as-a-Service"), B("Warp ZT"), B("Web Analytics"), B("Web Application Firewall"), B("Workers"), B("Workers KV"), B("Zero Trust Network Access")]), note: Some(B("High is in process.")), as_of: B("2026-05-30") },
    Offering { id: B("commvault-gov"), name: B("Commvault Cloud for Government"), vendor: B("Commvault"), aliases: B(&[B("commvault-cloud-for-government")]), variant: Variant::Government, package: Some(B("FR2115384377")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("connectwise"), name: B("ConnectWise RMM/PSA/ScreenConnect cloud"), vendor: B("ConnectWise"), aliases: B(&[B("connectwise-cloud")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row.")), as_of: B("2026-05-30") },
    Offering { id: B("crowdstrike-commercial"), name: B("Falcon (commercial cloud US-1/US-2)"), vendor: B("CrowdStrike"), aliases: B(&[B("crowdstrike-falcon-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("crowdstrike-gov")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
    Offering { id: B("crowdstrike-gov"), name: B("Falcon Platform for Government"), vendor: B("CrowdStrike"), aliases: B(&[B("crowdstrike-falcon-government"), B("falcon-platform-for-government")]), variant: Variant::Government, package: Some(B("FR1807853629A")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Charlotte AI"), B("Counter Adversary Elite"), B("Counter Adversary Operations"), B("Discover IoT / Insight IoT"), B("Falcon Adversary Intelligence"), B("Falcon Adversary Intelligence Premium"), B("Falcon Adversary OverWatch"), B("Falcon Cloud Security"), B("Falcon Cloud Security for Containers"), B("Falcon Cloud Security for Managed Containers"), B("Falcon Complete"), B("Falcon Data Protection"), B("Falcon Device Control"), B("Falcon Discover"), B("Falcon External Attack Surface Management"), B("Falcon FileVantage"), B("Falcon Firewall Management"), B("Falcon For IT"), B("Falcon for Mobile"), B("Falcon Forensics"), B("Falcon Foundry"), B("Falcon Fusion"), B("Falcon Identity Protection"), B("Falcon Insight XDR"), B("Falcon Next-Gen SIEM"), B("Falcon Prevent"), B("Falcon Sandbox"), B("Falcon SIEM Connector"), B("Falcon Spotlight")]), note: Some(B("The old Moderate row FR1807853629 has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("cuicktrac"), name: B("Cuick Trac Managed Enclave"), vendor: B("Beryllium InfoSec"), aliases: B(&[B("cuick-trac")]), variant: Variant::Government, package: Some(B("FR2515673452")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Listed without status; the vendor publishes a matrix by objective.")), as_of: B("2026-05-30") },
    Offering { id: B("datadog-high"), name: B("Datadog for Government (High id)"), vendor: B("Datadog"), aliases: B(&[B("datadog-for-government-high")]), variant: Variant::Government, package: Some(B("FR2023864279A")), status: AuthStatus::Unknown, level: ImpactLevel::High, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Sources disagree: listed as In Process, Authorized in the change log of 2026-05-05.")), as_of: B("2026-05-30") },
    Offering { id: B("datadog-mod"), name: B("Datadog for Government (Moderate id)"), vendor: B("Datadog"), aliases: B(&[B("datadog-for-government-moderate")]), variant: Variant::Government, package: Some(B("FR2023864279")), status: AuthStatus::Unknown, level: ImpactLevel::Moderate, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Sources disagree: listed as Authorized, delisted in the change log of 2026-05-05.")), as_of: B("2026-05-30") },
    Offering { id: B("deltek-gccm"), name: B("Costpoint GovCon Cloud Moderate"), vendor: B("Deltek"), aliases: B(&[B("deltek-costpoint-gccm"), B("costpoint-gccm")]), variant: Variant::Government, package: Some(B("FR2405880485")), status: AuthStatus::Ready, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Ready is not Authorized.")), as_of: B("2026-05-30") },
    Offering { id: B("docusign"), name: B("IAM eSignature"), vendor: B("DocuSign"), aliases: B(&[B("docusign-esignature")]), variant: Variant::Commercial, package: Some(B("F1609267945")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("drata"), name: B("Drata Trust Management Platform"), vendor: B("Drata"), aliases: B(&[B("drata-trust-management-platform")]), variant: Variant::Commercial, package: Some(B("FR2600167032")), status: AuthStatus::Authorized, level: ImpactLevel::TwentyXLow, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("20x Low: below Moderate.")), as_of: B("2026-05-30") },
    Offering { id: B("dropbox"), name: B("Dropbox Business"), vendor: B("Dropbox"), aliases: B(&[B("dropbox-business")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row.")), as_of: B("2026-05-30") },
    Offering { id: B("druva"), name: B("Data Resiliency Cloud"), vendor: B("Druva"), aliases: B(&[B("druva-data-resiliency-cloud")]), variant: Variant::Commercial, package: Some(B("F1507136931A")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("The old inSync id has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("duo-commercial"), name: B("Duo (commercial editions)"), vendor: B("Cisco"), aliases: B(&[B("cisco-duo-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("duo-federal")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
    Offering { id: B("duo-federal"), name: B("Duo Federal"), vendor: B("Cisco"), aliases: B(&[B("cisco-duo-federal")]), variant: Variant::Government, package: Some(B("FR1823149273")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("egnyte"), name: B("Egnyte Platform"), vendor: B("Egnyte"), aliases: B(&[B("egnyte-platform")]), variant: Variant::Commercial, package: Some(B("FR2024952734")), status: AuthStatus::Ready, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Ready is not Authorized.")), as_of: B("2026-05-30") },
    Offering { id: B("exostar-m365"), name: B("MAG with Managed Microsoft 365"), vendor: B("Exostar"), aliases: B(&[B("exostar-managed-microsoft-365"), B("exostar-mag")]), variant: Variant::Government, package: Some(B("FR2518756614")), status: AuthStatus::Ready, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Ready is not Authorized; a managed layer may make the MSP a CSP.")), as_of: B("2026-05-30") },
    Offering { id: B("gcp"), name: B("Google Cloud Platform"), vendor: B("Google"), aliases: B(&[B("google-cloud-platform"), B("google-cloud")]), variant: Variant::Commercial, package: Some(B("FR1805751477")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("* Access Approval"), B("* Access Context Manager"), B("* AI Platform Data Labeling"), B("* AI Platform Neural Architecture Search"), B("* AI Platform Training and Prediction"), B("* AutoML Natural Language"), B("* AutoML Tables"), B("* AutoML Translation"), B("* AutoML Video"), B("* AutoML Vision"), B("* BeyondCorp Enterprise"), B("* BigQuery"), B("* BigQuery Data Transfer Service"), B("* Care Studio"), B("* CCAI Insights"), B("* Cloud Bigtable"), B("* Cloud Billing"), B("* Cloud CDN"), B("* Cloud Console"), B("* Cloud Console App"), B("* Cloud Endpoints"), B("* Cloud Error Reporting"), B("* Cloud External Key Manager"), B("* Cloud Functions"), B("* Cloud Functions for Firebase"), B("* Cloud IDS"), B("* Cloud Life Sciences"), B("* Cloud Logging"), B("* Cloud Monitoring"), B("* Cloud Natural Language API"), B("* Cloud Profiler"), B("* Cloud Run for Anthos"), B("* Cloud Scheduler"), B("* Cloud SDK"), B("* Cloud Shell"), B("* Cloud Source Repositories"), B("* Cloud Storage for Firebase"), B("* Cloud Trace"), B("* Data Catalog"), B("* Database Migration Service"), B("* Datastore"), B("* DataStream"), B("* Earth Engine"), B("* Firebase Authentication"), B("* Identity Platform"), B("* Key Access Justifications"), B("* Looker Studio"), B("* Management API)"), B("* Network Service Tiers"), B("* reCAPTCHA Enterprise"), B("* Service Infrastructure"), B("* Storage Transfer Service"), B("* Talent Solution"), B("* Vertex AI Workbench User Managed Notebooks"), B("* Vertex ML Metadata"), B("* Video Intelligence API"), B("* VPC Service Controls"), B("* Web Risk API"), B("* Workflows"), B("Access Transparency"), B("Admin Console"), B("Agent Assist"), B("Anthos Config Management"), B("Anthos Identity Service"), B("Anthos Service Mesh"), B("Apigee"), B("Application Integration"), B("Artifact Analysis*"), B("Artifact Registry"), B("Assured Open Source Software"), B("Backup for GKE"), B("Batch*"), B("Binary Authorization"), B("Certificate Authority Service"), B("Certificate Manager"), B("Chromebook Authenticator"), B("Cloud Asset Inventory"), B("Cloud Build"), B("Cloud Data Fusion"), B("Cloud Data Loss Prevention"), B("Cloud Deployment Manager"), B("Cloud DNS"), B("Cloud Healthcare*"), B("Cloud HSM"), B("Cloud Identity"), B("Cloud Interconnect"), B("Cloud Key Management Service"), B("Cloud Load Balancing"), B("Cloud Logging"), B("Cloud NAT"), B("Cloud NGFW"), B("Cloud Spanner"), B("Cloud SQL"), B("Cloud Storage"), B("Cloud Tasks"), B("Cloud Translation"), B("Cloud Vision API"), B("Cloud VPN"), B("Cloud Workstations"), B("Compute Engine"), B("Connect"), B("Contact Center AI"), B("Container Registry"), B("Dataflow"), B("Dataform"), B("Dataproc"), B("Dialogflow"), B("EventArc"), B("Filestore"), B("Firestore"), B("GCP Marketplace"), B("Gemini Enterprise"), B("GKE Hub"), B("Google Cloud Armor"), B("Google Cloud Identity-Aware Proxy"), B("Google Kubernetes Engine"), B("High - AlloyDB"), B("High - App Engine"), B("High - Cloud Composer"), B("High - Cloud Router"), B("High - Cloud Run"), B("High - Document AI"), B("High - Generative AI on Vertex AI"), B("High - Secret Manager"), B("Identity & Access Management"), B("Infrastructure Manager"), B("Integration Connectors"), B("Looker"), B("Memorystore"), B("Network Connectivity Center"), B("Network Intelligence Center"), B("Persistent Disk"), B("Pub/Sub"), B("Resource Manager API"), B("Secops SIEM"), B("SecOps SOAR"), B("Secure Source Manager"), B("Security Command Center"), B("Service Directory"), B("Speech-to-Text"), B("Text-to-Speech"), B("Traffic Director"), B("Vertex AI Forecast"), B("Vertex AI Model Registry"), B("Vertex AI Vector Search"), B("Vertex AI Workbench Instances"), B("Vertex Model Monitoring"), B("Vertex Online and Batch Prediction"), B("Vertex Pipelines"), B("Vertex Training"), B("Virtual Private Cloud"), B("Workforce Identity Federation")]), note: Some(B("Assured Workloads is an overlay without a package; US-person support needs its ITAR package.")), as_of: B("2026-05-30") },
    Offering { id: B("gemini-gov"), name: B("Gemini for Government"), vendor: B("Google"), aliases: B(&[B("gemini-for-government")]), variant: Variant::Government, package: Some(B("FR2604952026")), status: AuthStatus::Authorized, level: ImpactLevel::TwentyXLow, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("20x Low: below Moderate.")), as_of: B("2026-05-30") },
    Offering { id: B("github-ec"), name: B("GitHub Enterprise Cloud"), vendor: B("GitHub"), aliases: B(&[B("github-enterprise-cloud")]), variant: Variant::Commercial, package: Some(B("FR1812058188")), status: AuthStatus::Authorized, level: ImpactLevel::LiSaas, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("LI-SaaS: below Moderate. Enterprise Server is self-hosted and no cloud service.")), as_of: B("2026-05-30") },
    Offering { id: B("gitlab-gov"), name: B("GitLab Dedicated for Government"), vendor: B("GitLab"), aliases: B(&[B("gitlab-dedicated-for-government")]), variant: Variant::Government, package: Some(B("FR2411959145")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("google-workspace"), name: B("Google Workspace"), vendor: B("Google"), aliases: B(&[B("g-suite")]), variant: Variant::Commercial, package: Some(B("F1206081364")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("* Android and Chrome Device Management"), B("* Chrome Sync"), B("* Classroom"), B("* Cloud Search"), B("* Contacts"), B("* Directory Sync"), B("* Docs APIs: Apps Activity API, Calendar API, Contacts API, Drive REST API"), B("* Drawings"), B("* Gemini for Workspace"), B("* Google Drive for Work"), B("* Google Meet - Livestream"), B("* Google Tasks"), B("* Google Workspace Security Center"), B("* Groups for Business"), B("* Jamboard"), B("* REST API"), B("* Secure LDAP"), B("* Voice"), B("*Appsheet"), B("Calendar"), B("Docs"), B("Drive"), B("Forms"), B("Gmail"), B("Google Chat"), B("Google Meet"), B("Google Vids"), B("Keep"), B("New Sites"), B("Sheets"), B("Sites Classic"), B("Slides"), B("Vault")]), note: Some(B("Assured Controls is an add-on; Gemini for Government is a separate 20x Low package.")), as_of: B("2026-05-30") },
    Offering { id: B("govslack"), name: B("GovSlack"), vendor: B("Slack"), aliases: B(&[B("slack-gov"), B("gov-slack")]), variant: Variant::Government, package: Some(B("FR2230252267")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("huntress"), name: B("Huntress Managed EDR/SIEM"), vendor: B("Huntress"), aliases: B(&[B("huntress-managed-edr")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; with SPD only, FedRAMP is not required.")), as_of: B("2026-05-30") },
    Offering { id: B("intelligrc"), name: B("IntelliGRC"), vendor: B("IntelliGRC"), aliases: B(&[]), variant: Variant::Commercial, package: Some(B("FR2605341343")), status: AuthStatus::Authorized, level: ImpactLevel::TwentyXLow, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("20x Low: below Moderate; the Moderate row FR2532766956 is Ready only.")), as_of: B("2026-05-30") },
    Offering { id: B("kaseya"), name: B("Kaseya VSA / Datto RMM / IT Glue"), vendor: B("Kaseya"), aliases: B(&[B("kaseya-vsa"), B("datto-rmm"), B("it-glue")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; Datto RMM also runs in regions outside the US.")), as_of: B("2026-05-30") },
    Offering { id: B("keeper-gov"), name: B("Keeper Security Government Cloud"), vendor: B("Keeper"), aliases: B(&[B("keeper-security-government-cloud")]), variant: Variant::Government, package: Some(B("FR2116544598A")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("The old Moderate row has no status; a vault of administrators' passwords holds SPD.")), as_of: B("2026-05-30") },
    Offering { id: B("kiteworks"), name: B("Kiteworks Federal Cloud"), vendor: B("Kiteworks"), aliases: B(&[B("kiteworks-federal-cloud")]), variant: Variant::Government, package: Some(B("F1511167634")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("A High offering is in process.")), as_of: B("2026-05-30") },
    Offering { id: B("kiteworks-high"), name: B("Kiteworks Secure Gov Cloud"), vendor: B("Kiteworks"), aliases: B(&[B("kiteworks-secure-gov-cloud")]), variant: Variant::Government, package: Some(B("FR2435353186")), status: AuthStatus::InProcess, level: ImpactLevel::High, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("knowbe4"), name: B("KnowBe4 Platform"), vendor: B("KnowBe4"), aliases: B(&[B("knowbe4-platform")]), variant: Variant::Commercial, package: Some(B("FR2201340492")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("The old LI-SaaS row has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("knox"), name: B("Knox FedRAMP High Managed Platform"), vendor: B("Knox Systems"), aliases: B(&[B("knox-systems")]), variant: Variant::Government, package: Some(B("FR2528033654")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Hosts other products in its boundary; a guest needs its own row or agreement.")), as_of: B("2026-05-30") },
    Offering { id: B("lastpass"), name: B("LastPass"), vendor: B("LastPass"), aliases: B(&[]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; a vault of administrators' passwords holds SPD.")), as_of: B("2026-05-30") },
    Offering { id: B("m365-commercial"), name: B("Microsoft 365 Commercial (Business/E3/E5)"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-365-commercial"), B("office-365-commercial"), B("m365-business")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::No, incident_terms_source: Some(B("vendor statement, 2021-02")), us_persons: Tri::No, us_persons_source: Some(B("vendor statement, 2021-02")), twins: B(&[B("m365-gcc-high"), B("m365-gcc")]), services: B(&[]), note: Some(B("No listing of its own; the GCC authorization covers GCC SKUs only.")), as_of: B("2026-05-30") },
    Offering { id: B("m365-dod"), name: B("Microsoft 365 DoD"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-365-dod"), B("office-365-dod")]), variant: Variant::Government, package: None, status: AuthStatus::Unknown, level: ImpactLevel::Unknown, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No separate Marketplace row; whether another package covers it is unsure.")), as_of: B("2026-05-30") },
    Offering { id: B("m365-gcc"), name: B("Microsoft 365 GCC"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-365-gcc"), B("office-365-gcc")]), variant: Variant::Government, package: Some(B("MSO365MT")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Yes, incident_terms_source: Some(B("vendor statement, 2021-02")), us_persons: Tri::No, us_persons_source: Some(B("vendor statement, 2021-02")), twins: B(&[]), services: B(&[B("Aesir"), B("Cloud Input Intelligence"), B("Containers on Substrate-Managed Intelligent Clusters"), B("Customer Insight and Analysis"), B("Exchange Online"), B("Falcon"), B("IDEAs Personalization Service – RunTime"), B("Microsoft 365 Copilot"), B("Microsoft 365 Suite User Experience"), B("Microsoft Purview"), B("Microsoft Teams"), B("ObjectStore"), B("Office for Web"), B("Office Intelligent Services"), B("Office Service Infrastructure"), B("OneDrive SharePoint"), B("Profile Data Roaming Service"), B("Search Content Service"), B("Substrate Intelligence Platform"), B("Terminal Service Gateway"), B("Torus"), B("Windows 365")]), note: Some(B("Shares its directory with commercial; only tenants bought as a GCC SKU are covered.")), as_of: B("2026-05-30") },
    Offering { id: B("m365-gcc-high"), name: B("Microsoft 365 GCC High"), vendor: B("Microsoft"), aliases: B(&[B("microsoft-365-gcc-high"), B("office-365-gcc-high"), B("gcc-high"), B("gcch")]), variant: Variant::Government, package: Some(B("FR1824057433")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Yes, incident_terms_source: Some(B("vendor statement, 2021-02")), us_persons: Tri::Yes, us_persons_source: Some(B("vendor statement, 2021-02")), twins: B(&[]), services: B(&[B("Containers on Substrate-Managed Intelligent Clusters"), B("Customer Insight and Analysis"), B("Exchange Online"), B("Microsoft 365 Copilot"), B("Microsoft Purview and MDO"), B("Microsoft Teams"), B("ObjectStore"), B("Office 365 Suite User Experience"), B("Office for Web"), B("Office Intelligent Services"), B("Office Service Infrastructure"), B("OneDrive SharePoint"), B("Profile Data Roaming Service"), B("Substrate Intelligence Platform"), B("Terminal Service Gateway"), B("Torus"), B("Windows 365")]), note: Some(B("Intune, Entra and Defender belong to the Azure Government package.")), as_of: B("2026-05-30") },
    Offering { id: B("meraki-commercial"), name: B("Meraki (commercial dashboard)"), vendor: B("Cisco"), aliases: B(&[B("cisco-meraki-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("meraki-gov")]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("meraki-gov"), name: B("Meraki for Government"), vendor: B("Cisco"), aliases: B(&[B("cisco-meraki-for-government"), B("meraki-for-government")]), variant: Variant::Government, package: Some(B("FR2315535023")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("mimecast"), name: B("Mimecast email security"), vendor: B("Mimecast"), aliases: B(&[B("mimecast-email-security")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; only Incydr Gov (FR1910758409) is listed.")), as_of: B("2026-05-30") },
    Offering { id: B("n-able"), name: B("N-central / N-sight / Cove"), vendor: B("N-able"), aliases: B(&[B("n-central"), B("n-sight")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row.")), as_of: B("2026-05-30") },
    Offering { id: B("netskope-gov"), name: B("NewEdge Government"), vendor: B("Netskope"), aliases: B(&[B("netskope-newedge-government")]), variant: Variant::Government, package: Some(B("FR2105946715")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("ninjaone-commercial"), name: B("NinjaOne RMM (commercial)"), vendor: B("NinjaOne"), aliases: B(&[B("ninjaone-rmm"), B("ninjarmm-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("ninjaone-gov")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
    Offering { id: B("ninjaone-gov"), name: B("NinjaOne for Government"), vendor: B("NinjaOne"), aliases: B(&[B("ninjaone-for-government")]), variant: Variant::Government, package: Some(B("FR2430847803")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("ninjaone-gov-high"), name: B("NinjaOne for Government High"), vendor: B("NinjaOne"), aliases: B(&[B("ninjaone-for-government-high")]), variant: Variant::Government, package: Some(B("FR2620841940")), status: AuthStatus::Ready, level: ImpactLevel::High, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Ready only.")), as_of: B("2026-05-30") },
    Offering { id: B("okta-commercial"), name: B("Okta Workforce (commercial cells)"), vendor: B("Okta"), aliases: B(&[B("okta-workforce")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("okta-regulated"), B("okta-ghc")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
    Offering { id: B("okta-ghc"), name: B("Okta Government High Cloud"), vendor: B("Okta"), aliases: B(&[B("okta-government-high-cloud")]), variant: Variant::Government, package: Some(B("FR2131856836")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("okta-regulated"), name: B("Okta IDaaS Regulated Cloud"), vendor: B("Okta"), aliases: B(&[B("okta-idaas-regulated-cloud"), B("okta-regulated-cloud")]), variant: Variant::Government, package: Some(B("F1512167750")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("omnissa-gov"), name: B("Omnissa Government Services"), vendor: B("Omnissa"), aliases: B(&[B("omnissa-government-services")]), variant: Variant::Government, package: Some(B("FR2515655059")), status: AuthStatus::Unknown, level: ImpactLevel::High, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Sources disagree: listed as In Process, Authorized in the change log of 2026-05-04.")), as_of: B("2026-05-30") },
    Offering { id: B("paloalto-high"), name: B("GCS-HIGH"), vendor: B("Palo Alto Networks"), aliases: B(&[B("palo-alto-networks-high"), B("palo-alto-gcs-high"), B("gcs-high")]), variant: Variant::Government, package: Some(B("FR2317253567")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("paloalto-mod"), name: B("Government Cloud Services"), vendor: B("Palo Alto Networks"), aliases: B(&[B("palo-alto-networks-moderate"), B("palo-alto-government-cloud-services")]), variant: Variant::Government, package: Some(B("FR1913470600")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("pingone-gov"), name: B("PingOne for Government"), vendor: B("Ping"), aliases: B(&[B("pingone-for-government")]), variant: Variant::Government, package: Some(B("FR2112263551")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Listed without status, marked as suspended.")), as_of: B("2026-05-30") },
    Offering { id: B("preveil"), name: B("PreVeil Drive/Email"), vendor: B("PreVeil"), aliases: B(&[B("preveil-drive"), B("preveil-email")]), variant: Variant::Government, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row: an equivalency claim, which needs the body of evidence.")), as_of: B("2026-05-30") },
    Offering { id: B("projecthosts-azure"), name: B("GSS One Azure (High)"), vendor: B("Project Hosts"), aliases: B(&[B("project-hosts-gss-one-azure")]), variant: Variant::Government, package: Some(B("F1403283529A")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Active Directory and Active Directory Federation Services"), B("Antivirus, Antimalware and HIPS solution"), B("Cellar Server"), B("CIS/STIG Hardened Operating System Gold Images"), B("Configuration Control Board Tool"), B("Confluence Knowledge Base and Document Repository"), B("Container Image Scanning"), B("DMZ Services and VDSS Stack"), B("Domain Controllers"), B("GSS One Admin Center"), B("GSS One Azure SMTP Service"), B("GSS One Certificate Authority"), B("GSS One Ticketing System"), B("GSS One User Portal"), B("GSS One-Console"), B("Jump box/Bastion Servers"), B("Nessus ACAS vulnerability and baseline configuration scanner"), B("Outbound HTTP/HTTPS Proxy"), B("Patch Management Solutions"), B("PHInventory"), B("Remote Desktop Gateway"), B("SCAP Compliance Checker"), B("SIEM"), B("Tenable Security Center"), B("Terrace Server"), B("Zabbix Monitoring Servers")]), note: Some(B("The old Moderate id has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("proofpoint"), name: B("Email and Information Protection"), vendor: B("Proofpoint"), aliases: B(&[B("proofpoint-email-and-information-protection")]), variant: Variant::Commercial, package: Some(B("FR1720461312")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Essentials is another product.")), as_of: B("2026-05-30") },
    Offering { id: B("ptc"), name: B("PTC Cloud Services"), vendor: B("PTC"), aliases: B(&[B("ptc-cloud-services")]), variant: Variant::Government, package: Some(B("F1608097919")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No row was found for Onshape Government.")), as_of: B("2026-05-30") },
    Offering { id: B("qualys"), name: B("Qualys Cloud Platform"), vendor: B("Qualys"), aliases: B(&[B("qualys-cloud-platform")]), variant: Variant::Commercial, package: Some(B("F1508207205")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("qualys-gov")]), services: B(&[B("Certificate View"), B("CSAM – CyberSecurity Asset Management"), B("EASM – External Attack Surface Management"), B("EDR – Endpoint Detection & Response"), B("ETM – Enterprise TruRisk Management"), B("FIM – File Integrity Monitoring"), B("GAV – Global Asset View"), B("PC – Policy Compliance"), B("PCI – PCI Compliance"), B("PM – Patch Management"), B("Qflow – Qualys Flow Application"), B("TotalAI"), B("TotalAppSec"), B("TotalCloud"), B("TP – Threat Protection"), B("VMDR – Vulnerability Management, Detection & Response")]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("qualys-gov"), name: B("Qualys Government Platform"), vendor: B("Qualys"), aliases: B(&[B("qualys-government-platform")]), variant: Variant::Government, package: Some(B("FR2231052341")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("quzara"), name: B("Cybertorch SOC-as-a-Service"), vendor: B("Quzara"), aliases: B(&[B("quzara-cybertorch"), B("cybertorch")]), variant: Variant::Government, package: Some(B("FR2214150164")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("rapid7-gov"), name: B("InsightGovCloud"), vendor: B("Rapid7"), aliases: B(&[B("rapid7-insightgovcloud"), B("insightgovcloud")]), variant: Variant::Government, package: Some(B("FR2422240916")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("rubrik-gov"), name: B("Rubrik Security Cloud Government"), vendor: B("Rubrik"), aliases: B(&[B("rubrik-security-cloud-government")]), variant: Variant::Government, package: Some(B("FR2234256499")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("salesforce-gc"), name: B("Government Cloud (older)"), vendor: B("Salesforce"), aliases: B(&[B("salesforce-government-cloud-older")]), variant: Variant::Government, package: Some(B("AGENCYSF")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("The older package has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("salesforce-gcp"), name: B("Government Cloud Plus"), vendor: B("Salesforce"), aliases: B(&[B("salesforce-government-cloud-plus")]), variant: Variant::Government, package: Some(B("FR2003061248")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Agentforce"), B("APIs"), B("Automotive Cloud"), B("Backup & Recover Next"), B("Chatter / Chatter Answers"), B("Communications Cloud"), B("Content Management System"), B("CRM Analytics"), B("Customer Relationship Management"), B("Data Cloud"), B("Data Detect"), B("Energy & Utilities Cloud"), B("Experience Cloud"), B("Feedback Management"), B("Flow Orchestration"), B("Grants Management"), B("Home Health"), B("Ideas"), B("Knowledge"), B("Lightning Console"), B("Live Agent"), B("Loyalty Management"), B("Marketing Cloud Growth & Advanced"), B("Mobile App Plus"), B("Net Zero Cloud"), B("Platform Events & Change Data Capture"), B("Portals / Service Cloud / Customer / Partner"), B("Privacy Center"), B("Public Sector Solutions"), B("Salesforce Field Service"), B("Salesforce Mobile"), B("Salesforce Personalization"), B("Salesforce Private Connect"), B("Salesforce Shield"), B("Salesforce Surveys"), B("Scale Center and Test"), B("Security Center"), B("Service Cloud Messaging"), B("Service Cloud Voice"), B("Tableau Next"), B("Virtual Care"), B("Workplace Command Center + Employee Wellness Check")]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("sentinelone-gov"), name: B("Singularity Platform High"), vendor: B("SentinelOne"), aliases: B(&[B("sentinelone-singularity-high"), B("singularity-platform-high")]), variant: Variant::Government, package: Some(B("FR1919071020A")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Cloud Funnel"), B("Cloud Workload Protection"), B("Digital Forensics & Incident Response"), B("Endpoint Detection and Response"), B("Endpoint Protection Platform"), B("Extended Detection and Response"), B("Purple AI Foundations for Public Sector"), B("RemoteOps and RemoteOps Forensics"), B("Sentinel Agent"), B("SentinelOne Management Console"), B("Singularity Cloud Native Security"), B("Singularity Data Lake"), B("Singularity Hyperautomation"), B("Singularity Marketplace"), B("Singularity Network Discovery"), B("Singularity Operations Center"), B("Singularity Threat Intelligence"), B("Singularity Vulnerability Management"), B("Vigilance Managed Detection and Response"), B("WatchTower and WatchTower Pro Threat Hunting services")]), note: Some(B("The old Moderate row has no status.")), as_of: B("2026-05-30") },
    Offering { id: B("servicenow-gcc"), name: B("Government Community Cloud"), vendor: B("ServiceNow"), aliases: B(&[B("servicenow-government-community-cloud")]), variant: Variant::Government, package: Some(B("F1305072116")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("GCC is also the short name of a Microsoft environment.")), as_of: B("2026-05-30") },
    Offering { id: B("slack"), name: B("Slack (commercial, FedRAMP scope)"), vendor: B("Slack"), aliases: B(&[B("slack-commercial")]), variant: Variant::Commercial, package: Some(B("FR1823447014")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("govslack")]), services: B(&[]), note: Some(B("Plans and features differ from GovSlack.")), as_of: B("2026-05-30") },
    Offering { id: B("smartsheet-gov"), name: B("Smartsheet Gov"), vendor: B("Smartsheet"), aliases: B(&[B("smartsheet-government")]), variant: Variant::Government, package: Some(B("FR1730866868")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("splunk-commercial"), name: B("Splunk Cloud (commercial stacks)"), vendor: B("Splunk"), aliases: B(&[B("splunk-cloud-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("splunk-mod"), B("splunk-high")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
    Offering { id: B("splunk-high"), name: B("Splunk Cloud FedRAMP High"), vendor: B("Splunk"), aliases: B(&[B("splunk-cloud-high"), B("splunk-cloud-fedramp-high")]), variant: Variant::Government, package: Some(B("FR2314156865")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("splunk-mod"), name: B("Splunk Cloud FedRAMP Moderate"), vendor: B("Splunk"), aliases: B(&[B("splunk-cloud-moderate"), B("splunk-cloud-fedramp-moderate")]), variant: Variant::Government, package: Some(B("F1607197917")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[B("Admin Config Service"), B("Automated Private App Validation"), B("Cloud Monitoring Console"), B("Dashboard Studio"), B("Dynamic Data Active Archive"), B("Dynamic Data Active Searchable"), B("Dynamic Data Self-Storage"), B("Federated Search"), B("Ingest Actions"), B("KV Store"), B("Private Connectivity"), B("Splunk Cloud Platform"), B("Splunk Enterprise Security"), B("Splunk IT Service Intelligence"), B("Splunk SOAR")]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("sumo"), name: B("Sumo Logic"), vendor: B("Sumo Logic"), aliases: B(&[B("sumo-logic")]), variant: Variant::Commercial, package: Some(B("FR1918740338")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("One of several deployments is authorized; which one is unsure.")), as_of: B("2026-05-30") },
    Offering { id: B("tenable-commercial"), name: B("Tenable.io (commercial)"), vendor: B("Tenable"), aliases: B(&[B("tenable-io")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("tenable-gov")]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("tenable-gov"), name: B("Tenable Government Solutions"), vendor: B("Tenable"), aliases: B(&[B("tenable-government-solutions")]), variant: Variant::Government, package: Some(B("FR1814276801")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("unanet-mod"), name: B("Unanet FedRAMP Moderate Cloud"), vendor: B("Unanet"), aliases: B(&[B("unanet-moderate"), B("unanet-fedramp-moderate-cloud")]), variant: Variant::Government, package: Some(B("FR2531047207")), status: AuthStatus::Ready, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Ready is not Authorized.")), as_of: B("2026-05-30") },
    Offering { id: B("vanta-20x"), name: B("Vanta Government Cloud (20x Moderate)"), vendor: B("Vanta"), aliases: B(&[B("vanta-government-cloud")]), variant: Variant::Government, package: Some(B("FR2525556241XM")), status: AuthStatus::Unknown, level: ImpactLevel::TwentyXModerate, standing: Standing::Unknown, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("20x Moderate, and sources disagree: listed as In Process, Authorized elsewhere.")), as_of: B("2026-05-30") },
    Offering { id: B("veeam"), name: B("Veeam Data Cloud"), vendor: B("Veeam"), aliases: B(&[B("veeam-data-cloud")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("No Marketplace row; self-hosted Veeam is no cloud service.")), as_of: B("2026-05-30") },
    Offering { id: B("virtru"), name: B("Virtru Data Security Platform"), vendor: B("Virtru"), aliases: B(&[B("virtru-data-security-platform")]), variant: Variant::Commercial, package: Some(B("F1605037894")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("An encryption overlay does not make the store below it compliant.")), as_of: B("2026-05-30") },
    Offering { id: B("wasabi-gov"), name: B("Wasabi GovCloud"), vendor: B("Wasabi"), aliases: B(&[B("wasabi-govcloud")]), variant: Variant::Government, package: Some(B("FR2312063708")), status: AuthStatus::Ready, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Listed as Ready; delisted in the change log of 2026-05-14.")), as_of: B("2026-05-30") },
    Offering { id: B("webex-gov"), name: B("Webex for Government"), vendor: B("Cisco"), aliases: B(&[B("cisco-webex-for-government"), B("webex-for-government")]), variant: Variant::Government, package: Some(B("F1511207635")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("wickr-gov"), name: B("Wickr for Government"), vendor: B("Amazon"), aliases: B(&[B("wickr-for-government"), B("aws-wickr-gov")]), variant: Variant::Government, package: Some(B("FR2216663607")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Listed without status; another package may carry it, unsure.")), as_of: B("2026-05-30") },
    Offering { id: B("ws1"), name: B("Workspace ONE (old VMware id)"), vendor: B("Omnissa"), aliases: B(&[B("workspace-one-vmware")]), variant: Variant::Commercial, package: Some(B("FR1906353407")), status: AuthStatus::None, level: ImpactLevel::Moderate, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("Old package id without status.")), as_of: B("2026-05-30") },
    Offering { id: B("zendesk"), name: B("Zendesk Support"), vendor: B("Zendesk"), aliases: B(&[B("zendesk-support")]), variant: Variant::Commercial, package: Some(B("FR1821856903")), status: AuthStatus::Authorized, level: ImpactLevel::LiSaas, standing: Standing::BelowLevel, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: Some(B("LI-SaaS: below Moderate; tickets can hold CUI or SPD.")), as_of: B("2026-05-30") },
    Offering { id: B("zia-high"), name: B("Zscaler Internet Access Government (High)"), vendor: B("Zscaler"), aliases: B(&[B("zscaler-internet-access-government-high")]), variant: Variant::Government, package: Some(B("FR2227062482")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zia-mod"), name: B("Zscaler Internet Access Government (Moderate)"), vendor: B("Zscaler"), aliases: B(&[B("zscaler-internet-access-government-moderate"), B("zia-moderate")]), variant: Variant::Government, package: Some(B("FR1720454205")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zoom-commercial"), name: B("Zoom (commercial)"), vendor: B("Zoom"), aliases: B(&[]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("zoom-gov")]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zoom-gov"), name: B("Zoom for Government"), vendor: B("Zoom"), aliases: B(&[B("zoom-for-government"), B("zoomgov")]), variant: Variant::Government, package: Some(B("FR1825941347A")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zpa-high"), name: B("Zscaler Private Access Government (High)"), vendor: B("Zscaler"), aliases: B(&[B("zscaler-private-access-government-high")]), variant: Variant::Government, package: Some(B("FR1719759604")), status: AuthStatus::Authorized, level: ImpactLevel::High, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zpa-mod"), name: B("Zscaler Private Access Government (Moderate)"), vendor: B("Zscaler"), aliases: B(&[B("zscaler-private-access-government-moderate"), B("zpa-moderate")]), variant: Variant::Government, package: Some(B("FR2219763604")), status: AuthStatus::Authorized, level: ImpactLevel::Moderate, standing: Standing::Authorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[]), services: B(&[]), note: None, as_of: B("2026-05-30") },
    Offering { id: B("zscaler-commercial"), name: B("ZIA/ZPA commercial clouds"), vendor: B("Zscaler"), aliases: B(&[B("zia-commercial"), B("zpa-commercial")]), variant: Variant::Commercial, package: None, status: AuthStatus::None, level: ImpactLevel::Unknown, standing: Standing::NotAuthorized, incident_terms: Tri::Unknown, incident_terms_source: None, us_persons: Tri::Unknown, us_persons_source: None, twins: B(&[B("zia-mod"), B("zia-high"), B("zpa-mod"), B("zpa-high")]), services: B(&[]), note: Some(B("Not the authorized offering.")), as_of: B("2026-05-30") },
];

pub(super) static OFFERING_FAMILIES: [OfferingFamily; 48] = [
    OfferingFamily { word: B("acrobat-sign"), candidates: B(&[B("adobe-document-cloud"), B("adobe-sign-gov")]) },
    OfferingFamily { word: B("adobe"), candidates: B(&[B("adobe-document-cloud"), B("adobe-sign-gov")]) },
    OfferingFamily { word: B("adobe-sign"), candidates: B(&[B("adobe-document-cloud"), B("adobe-sign-gov")]) },
    OfferingFamily { word: B("amazon"), candidates: B(&[B("aws-commercial"), B("aws-govcloud"), B("wickr-gov")]) },
    OfferingFamily { word: B("amazon-web-services"), candidates: B(&[B("aws-commercial"), B("aws-govcloud")]) },
    OfferingFamily { word: B("atlassian"), candidates: B(&[B("atlassian-commercial"), B("atlassian-gov")]) },
    OfferingFamily { word: B("aws"), candidates: B(&[B("aws-commercial"), B("aws-govcloud")]) },
    OfferingFamily { word: B("azure"), candidates: B(&[B("azure-commercial"), B("azure-government")]) },
    OfferingFamily { word: B("cisco"), candidates: B(&[B("duo-commercial"), B("duo-federal"), B("meraki-commercial"), B("meraki-gov"), B("webex-gov"), B("cisco-security-gov")]) },
    OfferingFamily { word: B("cisco-duo"), candidates: B(&[B("duo-commercial"), B("duo-federal")]) },
    OfferingFamily { word: B("cisco-meraki"), candidates: B(&[B("meraki-commercial"), B("meraki-gov")]) },
    OfferingFamily { word: B("cloudflare"), candidates: B(&[B("cloudflare-commercial"), B("cloudflare-gov")]) },
    OfferingFamily { word: B("confluence"), candidates: B(&[B("atlassian-commercial"), B("atlassian-gov")]) },
    OfferingFamily { word: B("crowdstrike"), candidates: B(&[B("crowdstrike-commercial"), B("crowdstrike-gov")]) },
    OfferingFamily { word: B("crowdstrike-falcon"), candidates: B(&[B("crowdstrike-commercial"), B("crowdstrike-gov")]) },
    OfferingFamily { word: B("datadog"), candidates: B(&[B("datadog-mod"), B("datadog-high")]) },
    OfferingFamily { word: B("duo"), candidates: B(&[B("duo-commercial"), B("duo-federal")]) },
    OfferingFamily { word: B("falcon"), candidates: B(&[B("crowdstrike-commercial"), B("crowdstrike-gov")]) },
    OfferingFamily { word: B("gcc"), candidates: B(&[B("m365-gcc"), B("m365-gcc-high"), B("servicenow-gcc")]) },
    OfferingFamily { word: B("google"), candidates: B(&[B("gcp"), B("google-workspace"), B("gemini-gov")]) },
    OfferingFamily { word: B("jira"), candidates: B(&[B("atlassian-commercial"), B("atlassian-gov")]) },
    OfferingFamily { word: B("m365"), candidates: B(&[B("m365-commercial"), B("m365-gcc"), B("m365-gcc-high"), B("m365-dod")]) },
    OfferingFamily { word: B("meraki"), candidates: B(&[B("meraki-commercial"), B("meraki-gov")]) },
    OfferingFamily { word: B("microsoft"), candidates: B(&[B("m365-commercial"), B("m365-gcc"), B("m365-gcc-high"), B("m365-dod"), B("azure-commercial"), B("azure-government")]) },
    OfferingFamily { word: B("microsoft-365"), candidates: B(&[B("m365-commercial"), B("m365-gcc"), B("m365-gcc-high"), B("m365-dod")]) },
    OfferingFamily { word: B("microsoft-azure"), candidates: B(&[B("azure-commercial"), B("azure-government")]) },
    OfferingFamily { word: B("microsoft-gcc"), candidates: B(&[B("m365-gcc"), B("m365-gcc-high")]) },
    OfferingFamily { word: B("ninjaone"), candidates: B(&[B("ninjaone-commercial"), B("ninjaone-gov"), B("ninjaone-gov-high")]) },
    OfferingFamily { word: B("ninjarmm"), candidates: B(&[B("ninjaone-commercial"), B("ninjaone-gov"), B("ninjaone-gov-high")]) },
    OfferingFamily { word: B("o365"), candidates: B(&[B("m365-commercial"), B("m365-gcc"), B("m365-gcc-high"), B("m365-dod")]) },
    OfferingFamily { word: B("office-365"), candidates: B(&[B("m365-commercial"), B("m365-gcc"), B("m365-gcc-high"), B("m365-dod")]) },
    OfferingFamily { word: B("okta"), candidates: B(&[B("okta-commercial"), B("okta-regulated"), B("okta-ghc")]) },
    OfferingFamily { word: B("omnissa"), candidates: B(&[B("ws1"), B("omnissa-gov")]) },
    OfferingFamily { word: B("palo-alto"), candidates: B(&[B("paloalto-mod"), B("paloalto-high")]) },
    OfferingFamily { word: B("palo-alto-networks"), candidates: B(&[B("paloalto-mod"), B("paloalto-high")]) },
    OfferingFamily { word: B("paloalto"), candidates: B(&[B("paloalto-mod"), B("paloalto-high")]) },
    OfferingFamily { word: B("salesforce"), candidates: B(&[B("salesforce-gcp"), B("salesforce-gc")]) },
    OfferingFamily { word: B("salesforce-government-cloud"), candidates: B(&[B("salesforce-gcp"), B("salesforce-gc")]) },
    OfferingFamily { word: B("splunk"), candidates: B(&[B("splunk-commercial"), B("splunk-mod"), B("splunk-high")]) },
    OfferingFamily { word: B("splunk-cloud"), candidates: B(&[B("splunk-commercial"), B("splunk-mod"), B("splunk-high")]) },
    OfferingFamily { word: B("tenable"), candidates: B(&[B("tenable-commercial"), B("tenable-gov")]) },
    OfferingFamily { word: B("workspace-one"), candidates: B(&[B("ws1"), B("omnissa-gov")]) },
    OfferingFamily { word: B("zia"), candidates: B(&[B("zscaler-commercial"), B("zia-mod"), B("zia-high")]) },
    OfferingFamily { word: B("zoom"), candidates: B(&[B("zoom-commercial"), B("zoom-gov")]) },
    OfferingFamily { word: B("zpa"), candidates: B(&[B("zscaler-commercial"), B("zpa-mod"), B("zpa-high")]) },
    OfferingFamily { word: B("zscaler"), candidates: B(&[B("zscaler-commercial"), B("zia-mod"), B("zia-high"), B("zpa-mod"), B("zpa-high")]) },
    OfferingFamily { word: B("zscaler-internet-access"), candidates: B(&[B("zscaler-commercial"), B("zia-mod"), B("zia-high")]) },
    OfferingFamily { word: B("zscaler-private-access"), candidates: B(&[B("zscaler-commercial"), B("zpa-mod"), B("zpa-high")]) },
];

/// Ids, aliases and family words, sorted.
pub(super) static OFFERING_WORDS: [(&str, Named); 297] = [
    ("1password", Named::Offering(0)),
    ("acrobat-sign", Named::Family(0)),
    ("acrobat-sign-for-government", Named::Offering(3)),
    ("acronis", Named::Offering(1)),
    ("acronis-cyber-protect-cloud", Named::Offering(1)),
    ("adobe", Named::Family(1)),
    ("adobe-acrobat-sign-for-government", Named::Offering(3)),
    ("adobe-document-cloud", Named::Offering(2)),
    ("adobe-sign", Named::Family(2)),
    ("adobe-sign-gov", Named::Offering(3)),
    ("amazon", Named::Family(3)),
    ("amazon-web-services", Named::Family(4)),
    ("amazon-web-services-commercial", Named::Offering(9)),
    ("amazon-web-services-govcloud", Named::Offering(10)),
    ("arctic-wolf", Named::Offering(4)),
    ("arctic-wolf-mdr", Named::Offering(4)),
    ("asana", Named::Offering(5)),
    ("atlassian", Named::Family(5)),
    ("atlassian-commercial", Named::Offering(6)),
    ("atlassian-gov", Named::Offering(7)),
    ("atlassian-government-cloud", Named::Offering(7)),
    ("autodesk-for-government", Named::Offering(8)),
    ("autodesk-gov", Named::Offering(8)),
    ("aws", Named::Family(6)),
    ("aws-commercial", Named::Offering(9)),
    ("aws-east-west", Named::Offering(9)),
    ("aws-govcloud", Named::Offering(10)),
    ("aws-govcloud-us", Named::Offering(10)),
    ("aws-us-east-west", Named::Offering(9)),
    ("aws-wickr-gov", Named::Offering(97)),
    ("azure", Named::Family(7)),
    ("azure-commercial", Named::Offering(11)),
    ("azure-gov", Named::Offering(12)),
    ("azure-government", Named::Offering(12)),
    ("azure-public", Named::Offering(11)),
    ("box", Named::Offering(13)),
    ("box-enterprise", Named::Offering(13)),
    ("box-legacy", Named::Offering(14)),
    ("chatgpt-ent", Named::Offering(15)),
    ("chatgpt-enterprise", Named::Offering(15)),
    ("cisco", Named::Family(8)),
    ("cisco-duo", Named::Family(9)),
    ("cisco-duo-commercial", Named::Offering(32)),
    ("cisco-duo-federal", Named::Offering(33)),
    ("cisco-meraki", Named::Family(10)),
    ("cisco-meraki-commercial", Named::Offering(55)),
    ("cisco-meraki-for-government", Named::Offering(56)),
    ("cisco-security-cloud-for-government", Named::Offering(16)),
    ("cisco-security-gov", Named::Offering(16)),
    ("cisco-webex-for-government", Named::Offering(96)),
    ("citrix-for-government", Named::Offering(17)),
    ("citrix-gov", Named::Offering(17)),
    ("cloudflare", Named::Family(11)),
    ("cloudflare-commercial", Named::Offering(18)),
    ("cloudflare-for-government", Named::Offering(19)),
    ("cloudflare-gov", Named::Offering(19)),
    ("commvault-cloud-for-government", Named::Offering(20)),
    ("commvault-gov", Named::Offering(20)),
    ("confluence", Named::Family(12)),
    ("confluence-cloud", Named::Offering(6)),
    ("connectwise", Named::Offering(21)),
    ("connectwise-cloud", Named::Offering(21)),
    ("costpoint-gccm", Named::Offering(27)),
    ("crowdstrike", Named::Family(13)),
    ("crowdstrike-commercial", Named::Offering(22)),
    ("crowdstrike-falcon", Named::Family(14)),
    ("crowdstrike-falcon-commercial", Named::Offering(22)),
    ("crowdstrike-falcon-government", Named::Offering(23)),
    ("crowdstrike-gov", Named::Offering(23)),
    ("cuick-trac", Named::Offering(24)),
    ("cuicktrac", Named::Offering(24)),
    ("cybertorch", Named::Offering(76)),
    ("datadog", Named::Family(15)),
    ("datadog-for-government-high", Named::Offering(25)),
    ("datadog-for-government-moderate", Named::Offering(26)),
    ("datadog-high", Named::Offering(25)),
    ("datadog-mod", Named::Offering(26)),
    ("datto-rmm", Named::Offering(44)),
    ("deltek-costpoint-gccm", Named::Offering(27)),
    ("deltek-gccm", Named::Offering(27)),
    ("document-cloud", Named::Offering(2)),
    ("docusign", Named::Offering(28)),
    ("docusign-esignature", Named::Offering(28)),
    ("drata", Named::Offering(29)),
    ("drata-trust-management-platform", Named::Offering(29)),
    ("dropbox", Named::Offering(30)),
    ("dropbox-business", Named::Offering(30)),
    ("druva", Named::Offering(31)),
    ("druva-data-resiliency-cloud", Named::Offering(31)),
    ("duo", Named::Family(16)),
    ("duo-commercial", Named::Offering(32)),
    ("duo-federal", Named::Offering(33)),
    ("egnyte", Named::Offering(34)),
    ("egnyte-platform", Named::Offering(34)),
    ("exostar-m365", Named::Offering(35)),
    ("exostar-mag", Named::Offering(35)),
    ("exostar-managed-microsoft-365", Named::Offering(35)),
    ("falcon", Named::Family(17)),
    ("falcon-platform-for-government", Named::Offering(23)),
    ("g-suite", Named::Offering(40)),
    ("gcc", Named::Family(18)),
    ("gcc-high", Named::Offering(54)),
    ("gcch", Named::Offering(54)),
    ("gcp", Named::Offering(36)),
    ("gcs-high", Named::Offering(67)),
    ("gemini-for-government", Named::Offering(37)),
    ("gemini-gov", Named::Offering(37)),
    ("github-ec", Named::Offering(38)),
    ("github-enterprise-cloud", Named::Offering(38)),
    ("gitlab-dedicated-for-government", Named::Offering(39)),
    ("gitlab-gov", Named::Offering(39)),
    ("google", Named::Family(19)),
    ("google-cloud", Named::Offering(36)),
    ("google-cloud-platform", Named::Offering(36)),
    ("google-workspace", Named::Offering(40)),
    ("gov-slack", Named::Offering(41)),
    ("govslack", Named::Offering(41)),
    ("huntress", Named::Offering(42)),
    ("huntress-managed-edr", Named::Offering(42)),
    ("insightgovcloud", Named::Offering(77)),
    ("intelligrc", Named::Offering(43)),
    ("it-glue", Named::Offering(44)),
    ("jira", Named::Family(20)),
    ("jira-cloud", Named::Offering(6)),
    ("kaseya", Named::Offering(44)),
    ("kaseya-vsa", Named::Offering(44)),
    ("keeper-gov", Named::Offering(45)),
    ("keeper-security-government-cloud", Named::Offering(45)),
    ("kiteworks", Named::Offering(46)),
    ("kiteworks-federal-cloud", Named::Offering(46)),
    ("kiteworks-high", Named::Offering(47)),
    ("kiteworks-secure-gov-cloud", Named::Offering(47)),
    ("knowbe4", Named::Offering(48)),
    ("knowbe4-platform", Named::Offering(48)),
    ("knox", Named::Offering(49)),
    ("knox-systems", Named::Offering(49)),
    ("lastpass", Named::Offering(50)),
    ("m365", Named::Family(21)),
    ("m365-business", Named::Offering(51)),
    ("m365-commercial", Named::Offering(51)),
    ("m365-dod", Named::Offering(52)),
    ("m365-gcc", Named::Offering(53)),
    ("m365-gcc-high", Named::Offering(54)),
    ("meraki", Named::Family(22)),
    ("meraki-commercial", Named::Offering(55)),
    ("meraki-for-government", Named::Offering(56)),
    ("meraki-gov", Named::Offering(56)),
    ("microsoft", Named::Family(23)),
    ("microsoft-365", Named::Family(24)),
    ("microsoft-365-commercial", Named::Offering(51)),
    ("microsoft-365-dod", Named::Offering(52)),
    ("microsoft-365-gcc", Named::Offering(53)),
    ("microsoft-365-gcc-high", Named::Offering(54)),
    ("microsoft-azure", Named::Family(25)),
    ("microsoft-azure-commercial", Named::Offering(11)),
    ("microsoft-azure-government", Named::Offering(12)),
    ("microsoft-gcc", Named::Family(26)),
    ("mimecast", Named::Offering(57)),
    ("mimecast-email-security", Named::Offering(57)),
    ("n-able", Named::Offering(58)),
    ("n-central", Named::Offering(58)),
    ("n-sight", Named::Offering(58)),
    ("netskope-gov", Named::Offering(59)),
    ("netskope-newedge-government", Named::Offering(59)),
    ("ninjaone", Named::Family(27)),
    ("ninjaone-commercial", Named::Offering(60)),
    ("ninjaone-for-government", Named::Offering(61)),
    ("ninjaone-for-government-high", Named::Offering(62)),
    ("ninjaone-gov", Named::Offering(61)),
    ("ninjaone-gov-high", Named::Offering(62)),
    ("ninjaone-rmm", Named::Offering(60)),
    ("ninjarmm", Named::Family(28)),
    ("ninjarmm-commercial", Named::Offering(60)),
    ("o365", Named::Family(29)),
    ("office-365", Named::Family(30)),
    ("office-365-commercial", Named::Offering(51)),
    ("office-365-dod", Named::Offering(52)),
    ("office-365-gcc", Named::Offering(53)),
    ("office-365-gcc-high", Named::Offering(54)),
    ("okta", Named::Family(31)),
    ("okta-commercial", Named::Offering(63)),
    ("okta-ghc", Named::Offering(64)),
    ("okta-government-high-cloud", Named::Offering(64)),
    ("okta-idaas-regulated-cloud", Named::Offering(65)),
    ("okta-regulated", Named::Offering(65)),
    ("okta-regulated-cloud", Named::Offering(65)),
    ("okta-workforce", Named::Offering(63)),
    ("omnissa", Named::Family(32)),
    ("omnissa-gov", Named::Offering(66)),
    ("omnissa-government-services", Named::Offering(66)),
    ("openai-chatgpt-enterprise", Named::Offering(15)),
    ("palo-alto", Named::Family(33)),
    ("palo-alto-gcs-high", Named::Offering(67)),
    ("palo-alto-government-cloud-services", Named::Offering(68)),
    ("palo-alto-networks", Named::Family(34)),
    ("palo-alto-networks-high", Named::Offering(67)),
    ("palo-alto-networks-moderate", Named::Offering(68)),
    ("paloalto", Named::Family(35)),
    ("paloalto-high", Named::Offering(67)),
    ("paloalto-mod", Named::Offering(68)),
    ("pingone-for-government", Named::Offering(69)),
    ("pingone-gov", Named::Offering(69)),
    ("preveil", Named::Offering(70)),
    ("preveil-drive", Named::Offering(70)),
    ("preveil-email", Named::Offering(70)),
    ("project-hosts-gss-one-azure", Named::Offering(71)),
    ("projecthosts-azure", Named::Offering(71)),
    ("proofpoint", Named::Offering(72)),
    ("proofpoint-email-and-information-protection", Named::Offering(72)),
    ("ptc", Named::Offering(73)),
    ("ptc-cloud-services", Named::Offering(73)),
    ("qualys", Named::Offering(74)),
    ("qualys-cloud-platform", Named::Offering(74)),
    ("qualys-gov", Named::Offering(75)),
    ("qualys-government-platform", Named::Offering(75)),
    ("quzara", Named::Offering(76)),
    ("quzara-cybertorch", Named::Offering(76)),
    ("rapid7-gov", Named::Offering(77)),
    ("rapid7-insightgovcloud", Named::Offering(77)),
    ("rubrik-gov", Named::Offering(78)),
    ("rubrik-security-cloud-government", Named::Offering(78)),
    ("salesforce", Named::Family(36)),
    ("salesforce-gc", Named::Offering(79)),
    ("salesforce-gcp", Named::Offering(80)),
    ("salesforce-government-cloud", Named::Family(37)),
    ("salesforce-government-cloud-older", Named::Offering(79)),
    ("salesforce-government-cloud-plus", Named::Offering(80)),
    ("sentinelone-gov", Named::Offering(81)),
    ("sentinelone-singularity-high", Named::Offering(81)),
    ("servicenow-gcc", Named::Offering(82)),
    ("servicenow-government-community-cloud", Named::Offering(82)),
    ("singularity-platform-high", Named::Offering(81)),
    ("slack", Named::Offering(83)),
    ("slack-commercial", Named::Offering(83)),
    ("slack-gov", Named::Offering(41)),
    ("smartsheet-gov", Named::Offering(84)),
    ("smartsheet-government", Named::Offering(84)),
    ("splunk", Named::Family(38)),
    ("splunk-cloud", Named::Family(39)),
    ("splunk-cloud-commercial", Named::Offering(85)),
    ("splunk-cloud-fedramp-high", Named::Offering(86)),
    ("splunk-cloud-fedramp-moderate", Named::Offering(87)),
    ("splunk-cloud-high", Named::Offering(86)),
    ("splunk-cloud-moderate", Named::Offering(87)),
    ("splunk-commercial", Named::Offering(85)),
    ("splunk-high", Named::Offering(86)),
    ("splunk-mod", Named::Offering(87)),
    ("sumo", Named::Offering(88)),
    ("sumo-logic", Named::Offering(88)),
    ("tenable", Named::Family(40)),
    ("tenable-commercial", Named::Offering(89)),
    ("tenable-gov", Named::Offering(90)),
    ("tenable-government-solutions", Named::Offering(90)),
    ("tenable-io", Named::Offering(89)),
    ("unanet-fedramp-moderate-cloud", Named::Offering(91)),
    ("unanet-mod", Named::Offering(91)),
    ("unanet-moderate", Named::Offering(91)),
    ("vanta-20x", Named::Offering(92)),
    ("vanta-government-cloud", Named::Offering(92)),
    ("veeam", Named::Offering(93)),
    ("veeam-data-cloud", Named::Offering(93)),
    ("virtru", Named::Offering(94)),
    ("virtru-data-security-platform", Named::Offering(94)),
    ("wasabi-gov", Named::Offering(95)),
    ("wasabi-govcloud", Named::Offering(95)),
    ("webex-for-government", Named::Offering(96)),
    ("webex-gov", Named::Offering(96)),
    ("wickr-for-government", Named::Offering(97)),
    ("wickr-gov", Named::Offering(97)),
    ("workspace-one", Named::Family(41)),
    ("workspace-one-vmware", Named::Offering(98)),
    ("ws1", Named::Offering(98)),
    ("zendesk", Named::Offering(99)),
    ("zendesk-support", Named::Offering(99)),
    ("zia", Named::Family(42)),
    ("zia-commercial", Named::Offering(106)),
    ("zia-high", Named::Offering(100)),
    ("zia-mod", Named::Offering(101)),
    ("zia-moderate", Named::Offering(101)),
    ("zoom", Named::Family(43)),
    ("zoom-commercial", Named::Offering(102)),
    ("zoom-for-government", Named::Offering(103)),
    ("zoom-gov", Named::Offering(103)),
    ("zoomgov", Named::Offering(103)),
    ("zpa", Named::Family(44)),
    ("zpa-commercial", Named::Offering(106)),
    ("zpa-high", Named::Offering(104)),
    ("zpa-mod", Named::Offering(105)),
    ("zpa-moderate", Named::Offering(105)),
    ("zscaler", Named::Family(45)),
    ("zscaler-commercial", Named::Offering(106)),
    ("zscaler-internet-access", Named::Family(46)),
    ("zscaler-internet-access-government-high", Named::Offering(100)),
    ("zscaler-internet-access-government-moderate", Named::Offering(101)),
    ("zscaler-private-access", Named::Family(47)),
    ("zscaler-private-access-government-high", Named::Offering(104)),
    ("zscaler-private-access-government-moderate", Named::Offering(105)),
];
