//! What must not pass in silence, and what must not be blamed: each case once slipped through or was a false error.

use crmlint::finding::Level;

use super::support::contractor;

/// An MSP that is an ESP, with a row of its matrix, and an SSP row for 3.1.1 beside rows for all others.
fn with_row(crm: &str, ssp: &str) -> super::support::Checked {
    let others: Vec<String> =
        crmlint::catalog::requirements().iter().filter(|r| r.id != "3.1.1").map(|r| format!("\"{}\"", r.id)).collect();
    contractor(&format!(
        "provider nw kind=msp {{ service rmm function=remote-management data=spd on-assets=provider; contact interview name=\"Desk\"; }}\n\
         crm nwc provider=nw version=\"1\" date=\"2026-05-01\" {{ {crm} }}\n\
         ssp version=\"1\" date=\"2026-10-01\" {{\n describes nw \"Runs the tools.\"\n\
         requirement {} status=implemented {{ customer \"The owner does this each month.\"; }}\n {ssp}\n}}\n",
        others.join(" ")
    ))
}

const SHARED: &str =
    "requirement \"3.1.1\" responsibility=shared { provider \"NW keeps accounts.\"; customer \"You approve.\"; }";

#[test]
fn letters_that_the_plan_leaves_out() {
    let checked = with_row("", "requirement \"3.1.1[a]\" status=implemented { customer \"The owner names users.\"; }");
    assert!(checked.has("objective-unowned"), "{}", checked.all());
}

#[test]
fn answers_that_say_nothing() {
    for text in ["TBD", "N/A", "None", "See CRM row 3.1.1.", "See customer responsibility matrix", ""] {
        let row =
            format!("requirement \"3.1.1\" status=implemented {{ provider nw \"NW does it.\"; customer \"{text}\"; }}");
        assert!(with_row(SHARED, &row).has("duty-unanswered"), "{text}");
    }
    let row = "requirement \"3.1.1\" status=implemented { provider nw \"NW does it.\"; customer \"The owner approves each account.\"; }";
    assert!(!with_row(SHARED, row).has("duty-unanswered"));
}

#[test]
fn a_provider_that_asks_nothing_of_the_customer() {
    for text in ["No customer responsibility.", "No", "N/A - fully inherited", "None."] {
        let crm = format!(
            "requirement \"3.1.1\" responsibility=provider {{ provider \"NW does it.\"; customer \"{text}\"; }}"
        );
        let row = "requirement \"3.1.1\" status=implemented { provider nw \"NW does it.\"; }";
        let checked = with_row(&crm, row);
        assert!(!checked.has("duty-unanswered"), "{text}: {}", checked.all());
    }
}

#[test]
fn families_by_id_name_and_number() {
    let row = "requirement \"3.1.1\" status=implemented { customer \"The owner approves.\"; }";
    for family in ["AC", "\"Access Control\"", "\"3.1\""] {
        let checked = with_row(&format!("family {family} responsibility=provider \"NW does all of it.\""), row);
        assert!(checked.has("owner-contradicted"), "{family}: {}", checked.all());
    }
}

#[test]
fn a_licence_that_an_msp_sells() {
    let checked = contractor(
        "provider nw kind=msp { service desk function=help-desk data=none; }\n\
         environment m365 offering=m365-gcc-high provider=nw tenant-of=forge { holds cui; incident-terms accepted=#true; }\n",
    );
    assert!(checked.all().contains("microsoft"), "{}", checked.all());
}

#[test]
fn a_cloud_of_a_level_1_office() {
    let checked = super::support::report(
        "organization o name=\"O\" { cmmc level=2 assessment=self; handles cui fci; }\n\
         boundary enclave level=2 { asset pcs category=cui; }\n\
         boundary office level=1 { asset desks category=fci; }\n\
         environment mail offering=m365-commercial tenant-of=o boundary=office { holds fci spd; }\n\
         ssp version=\"1\" date=\"2026-10-01\" boundary=enclave { requirement \"3.1.1\" status=implemented { customer \"The owner approves.\"; }; }\n",
    );
    let about: Vec<&str> = checked.report.findings.iter().map(|f| f.rule.as_ref()).collect();
    assert!(!about.contains(&"esp-without-crm") && !about.contains(&"esp-not-in-ssp"), "{about:?}");
    assert!(checked.report.findings.iter().any(|f| f.level == Level::Error), "the enclave's own gaps are told");
}
