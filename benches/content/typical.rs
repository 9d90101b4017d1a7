//! An organization as it typically is, made from a seed: seven files, 116 KB together, a third of it ids and braces
//! and two thirds sentences. The same seed gives the same bytes on any machine.

use std::fmt::Write as _;

use crmlint::catalog::{Requirement, requirements};

/// The seed of every figure in `docs/performance.md`.
pub(crate) const SEED: u64 = 800_171;

/// Names and texts of the seven files.
pub(crate) fn organization(seed: u64) -> Vec<(&'static str, String)> {
    let mut words = Words { state: seed };
    vec![
        ("organization.kdl", ORGANIZATION.to_owned()),
        ("boundary.kdl", boundary(&mut words)),
        ("providers.kdl", PROVIDERS.to_owned()),
        ("crm-northwind.kdl", northwind(&mut words)),
        ("crm-microsoft.kdl", microsoft(&mut words)),
        ("ssp.kdl", ssp(&mut words)),
        ("poam.kdl", poam(&mut words)),
    ]
}

const ORGANIZATION: &str = r#"// A fabricator of brackets and housings. One enclave at Level 2, one tenant, one managed service provider.
organization delta name="Delta Forge & Söhne LLC" {
    cage "4DF81"
    cmmc level=2 assessment=c3pao
    handles cui fci
    export-controlled #true
    premises #true paper=#true
    role president name="President"
    role ops-manager name="Operations manager"
    role it-lead name="IT lead"
    role fso name="Facility security officer"
    role hr-lead name="HR lead"
    affirming-official name="President"
}

assessment c3pao=ironclad boundary=enclave planned="2027-02-01" {
    member "Dana Whitlock" advised-until="2022-06-30"
}
"#;

const PROVIDERS: &str = r#"provider northwind name="Northwind IT" {
    kind msp
    service rmm function=remote-management tool="NinjaOne Gov" data=spd reaches=workstations runs-on=ninja
    service siem function=siem tool="Microsoft Sentinel" data=spd runs-on=sentinel {
        logs hot=sentinel cold=sentinel keep=P365D
    }
    service desk function=help-desk data=none on-assets=customer    // answers calls and routes tickets
    esp #true
    remote-access from=own-devices mfa=#true logged=#true us-persons=#true
    relies-on ninja for=rmm data=spd
    relies-on sentinel for=siem data=spd
    contact interview name="Compliance desk" email="cmmc@northwind.example"
    monitoring every=P3M by=it-lead last="2026-09-30"
    incident-notice within=PT24H
    exit data-returned-within=P30D reference="MSA 2024-7, clause 14"
    crm-request on="2026-02-01" outcome=received
}

/* Northwind's own clouds; they carry logs and configuration,
   no CUI. */
environment ninja offering=ninjaone-gov tenant-of=northwind { holds spd; }
environment sentinel offering=azure-government tenant-of=northwind { holds spd; }

service-description provider=northwind path="vendor/northwind-services.md" date="2026-05-01"

provider microsoft name="Microsoft" {
    kind csp
    monitoring every=P3M by=it-lead last="2026-10-02"
    incident-notice within=PT24H
    exit data-returned-within=P90D reference="Licence agreement, \"data return\""
}
service-description provider=microsoft path="vendor/microsoft-services.md" date="2026-03-31"

provider carrier name="Bayline Fiber" { kind carrier; }

provider ironclad name="Ironclad Assessors" { kind c3pao; }

provider keystone name="Keystone Advisory" {
    kind rpo
    engaged from="2025-09-01" until="2026-08-01" for=readiness
}
"#;

const ACTORS: &[&str] = &["The IT lead", "The operations manager", "An engineer", "The service desk", "The shift lead"];
const ACTS: &[&str] =
    &["approves", "reviews", "compares", "records", "signs", "tests", "removes", "reports", "limits", "encrypts"];
const OBJECTS: &[&str] = &[
    "each account request",
    "the list of machines",
    "the audit log of the tenant",
    "rules of the firewall",
    "the role table",
    "visitors and their badges",
    "media that leave the shop",
    "patches of the month",
    "the backup of the drawings",
    "remote sessions with start and end",
];
const MANNERS: &[&str] = &[
    "every quarter",
    "within one business day",
    "before the ticket is closed",
    "with the name of the engineer",
    "and keeps the result for a year",
    "on the first Monday of the month",
    "when somebody leaves",
    "as the procedure of 2026 says",
];
const PAPERS: &[&str] = &[
    "Export of closed tickets with the matching change",
    "Quarterly review, signed",
    "Policy export with the count of machines",
    "Screenshots of three machines",
    "Duty roster of the month",
    "Scan report, last edition",
];

/// Sentences and choices from a seed (`SplitMix64`).
struct Words {
    state: u64,
}

impl Words {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// True once in so many times.
    fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    fn one_of(&mut self, of: &[&'static str]) -> &'static str {
        let len = u64::try_from(of.len()).unwrap_or(1).max(1);
        let at = usize::try_from(self.next() % len).unwrap_or(0);
        of.get(at).copied().unwrap_or("")
    }

    /// A clause without its full stop.
    fn clause(&mut self) -> String {
        let (actor, act, object) = (self.one_of(ACTORS), self.one_of(ACTS), self.one_of(OBJECTS));
        format!("{actor} {act} {object} {}", self.one_of(MANNERS))
    }

    fn sentence(&mut self) -> String {
        format!("{}.", self.clause())
    }

    fn sentences(&mut self) -> String {
        let second = if self.once_in(2) { format!(" {}", self.sentence()) } else { String::new() };
        format!("{}{second}", self.sentence())
    }

    fn day(&mut self) -> String {
        format!("2026-0{}-{:02}", 1 + self.next() % 9, 1 + self.next() % 28)
    }
}

/// The first letters of a requirement's objectives, `a b`, and never all of them: something is left for the row itself.
fn letters(requirement: &Requirement) -> String {
    let most = requirement.letters.len().saturating_sub(1).min(3);
    let few: Vec<String> = requirement.letters.chars().take(most).map(String::from).collect();
    few.join(" ")
}

/// The number of a requirement in its family.
fn number(requirement: &Requirement) -> u8 {
    requirement.id.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// True for every fourth requirement: the customer alone answers for it, in the matrix and in the plan.
fn customers(requirement: &Requirement) -> bool {
    number(requirement) % 4 == 3
}

/// True for those with objectives that the customer alone answers for, in the matrix and in the plan.
fn divided(requirement: &Requirement) -> bool {
    requirement.letters.len() > 1 && number(requirement) % 3 == 1
}

/// A comment where a family begins.
fn family(out: &mut String, last: &mut &'static str, requirement: &Requirement) {
    if *last != requirement.family {
        *last = requirement.family;
        let _ = writeln!(out, "\n    // {}", requirement.family);
    }
}

fn boundary(words: &mut Words) -> String {
    let mut out = String::from(
        "boundary enclave level=2 {\n    inventory path=\"inventory.csv\"\n    diagram path=\"network.txt\"\n    \
         asset workstations category=cui count=14     // two of them travel\n    asset printers category=cui count=3\n    \
         asset fw { category cui security-protection; }\n    asset lobby-tv category=out-of-scope reason=\"guest VLAN \
         without a route to the enclave\" separated-by=fw\n",
    );
    for cell in 1..=12 {
        let _ = writeln!(
            out,
            "    asset cell-{cell} category=specialized kind=operational-technology reason=\"its controller cannot run an \
             agent\" {{\n        mitigation #\"VLAN {} with one read-only share, \\\\fw\\cell-{cell}\"#\n    }}",
            40 + cell
        );
    }
    out.push_str(
        "    flow drawings data=cui from=workstations to=m365 encrypted=#true via=carrier fips-certificate=\"4825\"\n    \
         flow agent-telemetry data=spd from=workstations to=northwind.rmm encrypted=#true\n    flow firewall-logs data=spd \
         from=fw to=northwind.siem encrypted=#true\n}\n\nenvironment m365 offering=m365-gcc-high provider=microsoft \
         tenant-of=delta package=\"FR1824057433\" checked=\"2026-10-02\" {\n    holds cui spd\n    services \"Exchange \
         Online\" \"OneDrive SharePoint\"\n    incident-terms accepted=#true reference=\"Amendment M329\"\n}\n",
    );
    let _ = writeln!(out, "\n// {}", words.sentence());
    out
}

fn northwind(words: &mut Words) -> String {
    let mut out = String::from(
        "// The matrix that Northwind IT gives to its CMMC customers, edition 2.1.\ncrm northwind-cmmc provider=northwind \
         version=\"2.1\" date=\"2026-05-01\" status=final framework=nist-sp-800-171-r2 {\n    signed by=northwind \
         on=\"2026-05-01\"\n    covers rmm siem desk\n",
    );
    let mut last = "";
    for requirement in requirements() {
        family(&mut out, &mut last, requirement);
        let id = requirement.id;
        if customers(requirement) {
            let _ = writeln!(
                out,
                "    requirement \"{id}\" responsibility=customer {{ customer \"{}\"; }}",
                words.sentence()
            );
            continue;
        }
        let _ = writeln!(out, "    requirement \"{id}\" responsibility=shared service=rmm {{");
        let _ = writeln!(out, "        provider \"{}\"", words.sentence());
        let _ = writeln!(out, "        customer \"{}\"", words.sentence());
        let _ = writeln!(out, "        handoff \"Ticket queue '{}'\"", requirement.family);
        let _ = writeln!(out, "        evidence by=provider \"{}\"", words.one_of(PAPERS));
        if divided(requirement) {
            let _ = writeln!(out, "        objective {} responsibility=customer {{", letters(requirement));
            let _ = writeln!(out, "            customer \"{}\"\n        }}", words.sentence());
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

fn microsoft(words: &mut Words) -> String {
    let mut out = String::from(
        "// Microsoft's matrix for the GCC High tenant.\ncrm microsoft-gcch provider=microsoft version=\"2026-03\" \
         date=\"2026-03-31\" status=final framework=nist-sp-800-171-r2 {\n    signed by=microsoft on=\"2026-03-31\"\n    \
         covers m365\n    reviewed by=it-lead on=\"2026-10-02\"\n    default responsibility=customer \"The tenant owner \
         answers for every requirement that has no row below.\"\n",
    );
    let mut last = "";
    for requirement in requirements() {
        if !words.once_in(3) {
            continue;
        }
        family(&mut out, &mut last, requirement);
        let _ = writeln!(out, "    requirement \"{}\" responsibility=shared {{", requirement.id);
        let _ = writeln!(out, "        provider \"{}\"", words.sentence());
        let _ = writeln!(out, "        customer \"{}\"", words.sentence());
        let _ = writeln!(out, "        handoff \"Setting of the tenant\"");
        let _ = writeln!(out, "        evidence by=provider \"{}\"\n    }}", words.one_of(PAPERS));
    }
    out.push_str("}\n");
    out
}

fn ssp(words: &mut Words) -> String {
    let mut out = String::from(
        "// System security plan of the enclave, edition 3.1.\nssp version=\"3.1\" date=\"2026-10-12\" status=approved {\n    \
         uses northwind-cmmc version=\"2.1\"\n    uses microsoft-gcch version=\"2026-03\"\n    describes northwind \
         section=\"2.4\" \"Runs the endpoint agent, the log workspace and the service desk.\"\n    describes microsoft \
         section=\"2.5\" \"Hosts mail and drawing libraries in the GCC High tenant.\"\n",
    );
    let mut last = "";
    for requirement in requirements() {
        family(&mut out, &mut last, requirement);
        let _ = writeln!(out, "    requirement \"{}\" status=implemented {{", requirement.id);
        if words.once_in(8) {
            let _ = writeln!(
                out,
                "        customer owner=it-lead \"\"\"\n            {}\n            {}\n            \"\"\"",
                words.sentence(),
                words.sentence()
            );
        } else {
            let _ = writeln!(out, "        customer owner=it-lead \"{}\"", words.sentences());
        }
        if !customers(requirement) && !words.once_in(8) {
            let _ = writeln!(out, "        provider northwind \"{}\" crm=northwind-cmmc", words.sentences());
        }
        let (paper, day) = (words.one_of(PAPERS), words.day());
        let _ = writeln!(
            out,
            "        evidence \"{paper}\" by=customer at=\"records/{}/{day}.pdf\" on=\"{day}\" valid-for=P3M",
            requirement.family.to_ascii_lowercase()
        );
        if divided(requirement) {
            let _ = writeln!(out, "        objective {} status=implemented {{", letters(requirement));
            let _ = writeln!(out, "            customer owner=it-lead \"{}\"\n        }}", words.sentence());
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

fn poam(words: &mut Words) -> String {
    let mut out = String::from("// 3.12.2: weaknesses with owner and date.\nplan {\n");
    for (n, requirement) in requirements().iter().step_by(9).enumerate() {
        let _ = writeln!(
            out,
            "    item opa-{} requirement=\"{}\" opened=\"{}\" closes=\"2027-01-15\"    // {}",
            n + 1,
            requirement.id,
            words.day(),
            words.clause()
        );
    }
    out.push_str("}\n");
    out
}
