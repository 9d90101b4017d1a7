//! The decision tables of the design, row by row: declarations in, findings and derived facts out.

use std::fmt::Write as _;

use crmlint::catalog::{evidence_items, requirements};
use crmlint::finding::Level;

use crate::support::{Checked, ORG, core_contractor as contractor, core_report as report};

/// Everything that owns or disowns.
const OWNERSHIP: &[&str] = &[
    "claim-without-crm-row",
    "claimed-twice",
    "duty-unanswered",
    "gap-between-crms",
    "inheritance-circular",
    "inheritance-dangling",
    "objective-unowned",
    "owner-contradicted",
    "requirement-unowned",
];

/// Validated cryptography: an implemented row names its modules.
const CRYPTOGRAPHY: &str = "3.13.11";

/// A plan in which the organization answers all 110 requirements but these, and these lines.
fn plan_without(except: &[&str], lines: &str) -> String {
    let mut ids = String::new();
    for requirement in requirements().iter().filter(|r| r.id != CRYPTOGRAPHY && !except.contains(&r.id)) {
        let _ = write!(ids, " \"{}\"", requirement.id);
    }
    // A text for all of them cannot name what is asked for in this one.
    let cryptography = if except.contains(&CRYPTOGRAPHY) {
        String::new()
    } else {
        format!(
            "requirement \"{CRYPTOGRAPHY}\" status=implemented {{ customer \"The IT lead keeps FIPS mode on; table 4 lists modules and certificate 4825.\"; }}\n"
        )
    };
    format!(
        "ssp version=\"3.1\" date=\"2026-10-12\" {{\n\
         requirement{ids} status=implemented {{ customer \"The IT lead does it and files the record.\"; }}\n\
         {cryptography}{lines}\n}}\n"
    )
}

/// A plan with these lines and nothing else.
fn plan(lines: &str) -> String {
    format!("ssp version=\"3.1\" date=\"2026-10-12\" {{\n{lines}\n}}\n")
}

/// A plan with one row for 3.1.8, which has the objectives a and b.
fn row(parties: &str) -> String {
    plan(&format!("requirement \"3.1.8\" status=implemented {{\n{parties}\n}}"))
}

const WE: &str = "customer \"The IT lead does it every week.\"";

/// A managed service provider that works on its own assets, and its matrix.
fn northwind(rows: &str) -> String {
    provider("northwind", rows)
}

fn provider(id: &str, rows: &str) -> String {
    format!(
        "provider {id} kind=msp {{ service desk function=administration data=spd on-assets=provider; }}\n\
         crm {id}-crm provider={id} version=\"1\" date=\"2026-05-01\" {{\n{rows}\n}}\n"
    )
}

/// A row of a matrix for 3.1.8 with texts on both sides where the word asks for them.
fn says(word: &str) -> String {
    match word {
        "shared" => {
            "requirement \"3.1.8\" responsibility=shared { provider \"It sets the lock.\"; customer \"You reset.\"; }"
                .to_owned()
        }
        "provider" => "requirement \"3.1.8\" responsibility=provider { provider \"It sets the lock.\"; }".to_owned(),
        "customer" => "requirement \"3.1.8\" responsibility=customer { customer \"You set the lock.\"; }".to_owned(),
        other => format!("requirement \"3.1.8\" responsibility={other}"),
    }
}

mod provider_class {
    use super::*;

    /// is-esp, esp-confidence and is-csp of northwind.
    fn class(text: &str) -> [String; 3] {
        let checked = contractor(text);
        ["is-esp", "esp-confidence", "is-csp"].map(|f| checked.fact("provider", "provider:northwind", f))
    }

    fn is_esp(text: &str) -> String {
        class(text)[0].clone()
    }

    fn service(words: &str, more: &str) -> String {
        format!("provider northwind kind=msp {{ service desk function=administration {words}; {more} }}\n")
    }

    const OWN_TENANT: &str = "environment sentinel offering=azure-government tenant-of=northwind { holds spd; }\n";
    const CUSTOMER_TENANT: &str = "environment m365 offering=m365-gcc-high tenant-of=forge { holds spd; }\n";

    #[test]
    fn data_on_the_providers_assets() {
        for data in ["cui", "spd"] {
            let own = service(&format!("data={data} on-assets=provider"), "");
            assert_eq!(class(&own), ["yes", "certain", "no"], "{data}");
            let checked = contractor(&own);
            assert_eq!(checked.one("esp-without-crm").level, Level::Error);
            assert_eq!(checked.at(checked.one("esp-without-crm")), "northwind");
            let tenant = service(&format!("data={data} runs-on=sentinel"), "");
            assert_eq!(class(&format!("{OWN_TENANT}{tenant}")), ["yes", "certain", "no"], "{data}");
            let cloud = service(&format!("data={data} cloud=#true"), "");
            assert_eq!(class(&cloud), ["yes", "certain", "yes"], "{data}");
        }
    }

    #[test]
    fn own_devices_change_nothing_about_own_assets() {
        let own = service("data=spd on-assets=provider", "remote-access from=customer-devices");
        assert_eq!(class(&own), ["yes", "certain", "no"]);
    }

    #[test]
    fn staff_augmentation_is_no_esp() {
        for data in ["cui", "spd"] {
            for devices in ["customer-devices", "vdi"] {
                let more = format!("remote-access from={devices}");
                let assets = service(&format!("data={data} on-assets=customer"), &more);
                assert_eq!(is_esp(&assets), "no", "{data} {devices}");
                let tenant = service(&format!("data={data} runs-on=m365"), &more);
                assert_eq!(is_esp(&format!("{CUSTOMER_TENANT}{tenant}")), "no", "{data} {devices}");
            }
        }
    }

    #[test]
    fn own_devices_in_the_customers_tenant_are_debated() {
        for data in ["cui", "spd"] {
            let tenant = service(&format!("data={data} runs-on=m365"), "remote-access from=own-devices");
            let text = format!("{CUSTOMER_TENANT}{tenant}");
            assert_eq!(class(&text), ["yes", "debated", "no"], "{data}");
            let checked = contractor(&text);
            let told = checked.of("esp-without-crm");
            let northwind = told.iter().find(|f| checked.at(f) == "northwind").expect("a finding at northwind");
            assert_eq!(northwind.level, Level::Warning);
        }
    }

    #[test]
    fn debated_rules_are_warnings() {
        let text = service("data=spd on-assets=customer", "remote-access from=own-devices\nesp #false\n");
        let checked = contractor(&format!("{text}{}", plan("")));
        for rule in ["esp-without-crm", "esp-not-in-ssp", "esp-label-contradicted"] {
            assert_eq!(checked.one(rule).level, Level::Warning, "{rule}");
        }
    }

    #[test]
    fn a_certain_service_beside_a_debated_one_is_certain() {
        let text = "provider northwind kind=msp {\n\
                    service desk function=administration data=spd on-assets=customer\n\
                    service siem function=siem data=spd on-assets=provider\n\
                    remote-access from=own-devices\n}\n";
        assert_eq!(class(text), ["yes", "certain", "no"]);
    }

    #[test]
    fn devices_not_stated_are_unknown() {
        let tenant = service("data=spd runs-on=m365", "");
        assert_eq!(is_esp(&format!("{CUSTOMER_TENANT}{tenant}")), "unknown");
        let assets = service("data=spd on-assets=customer", "");
        assert_eq!(is_esp(&assets), "unknown");
        assert_eq!(contractor(&assets).outcome("esp-without-crm"), "undecided");
    }

    #[test]
    fn no_data_is_no_esp() {
        assert_eq!(is_esp(&service("data=none on-assets=provider", "")), "no");
        assert_eq!(is_esp(&service("data=none on-assets=customer", "")), "no");
        assert_eq!(is_esp(&service("data=fci on-assets=provider", "")), "no");
    }

    #[test]
    fn reaching_only_what_is_out_of_scope_is_no_esp() {
        let boundary = "boundary enclave level=2 {\n\
                        asset tv category=out-of-scope reason=\"guest VLAN\"\n\
                        asset workstations category=cui\n}\n";
        let out = service("data=spd on-assets=provider reaches=tv", "");
        assert_eq!(is_esp(&format!("{boundary}{out}")), "no");
        let both = service("data=spd on-assets=provider", "")
            .replace("on-assets=provider;", "on-assets=provider { reaches tv workstations; };");
        assert_eq!(is_esp(&format!("{boundary}{both}")), "yes");
    }

    #[test]
    fn data_not_stated_is_unknown_and_asked_for() {
        for assets in ["on-assets=provider", "on-assets=customer"] {
            assert_eq!(is_esp(&service(assets, "")), "unknown", "{assets}");
        }
        let tool = "provider northwind kind=msp { service rmm function=remote-management on-assets=provider; }\n";
        assert!(contractor(tool).has("security-tool-without-data"));
        assert_eq!(contractor(tool).outcome("esp-without-crm"), "undecided");
        let own_devices = "provider northwind kind=msp { service rmm function=remote-management on-assets=customer; remote-access from=own-devices; }\n";
        assert!(contractor(own_devices).has("security-tool-without-data"));
        let customers = "provider northwind kind=msp { service rmm function=remote-management on-assets=customer; remote-access from=customer-devices; }\n";
        contractor(customers).assert_silent(&["security-tool-without-data"]);
        let no_tool = service("on-assets=provider", "");
        contractor(&no_tool).assert_silent(&["security-tool-without-data"]);
    }

    #[test]
    fn the_kind_alone_makes_no_csp() {
        for kind in ["csp", "saas"] {
            let text = format!(
                "provider northwind kind={kind} {{ service store function=file-storage data=cui on-assets=provider; }}\n"
            );
            assert_eq!(class(&text)[2], "no", "{kind}");
            let bare = format!("provider northwind kind={kind}\n");
            assert_ne!(class(&bare)[2], "yes", "{kind}");
            assert_eq!(class(&bare)[0], "unknown", "{kind}");
        }
    }

    #[test]
    fn a_modified_cloud_is_never_certainly_a_csp() {
        let text = "environment files offering=azure-government tenant-of=northwind { holds cui; }\n\
                    provider northwind kind=msp { service store function=file-storage data=cui runs-on=files modifies=#true; }\n";
        assert_eq!(class(text)[0], "yes");
        assert_ne!(class(text)[2], "yes");
    }

    #[test]
    fn the_vendor_of_an_environment_is_esp_and_csp_in_the_customers_tenant_too() {
        for data in ["cui", "spd"] {
            for tenant in ["tenant-of=forge", ""] {
                let text = format!(
                    "environment m365 offering=m365-gcc-high provider=microsoft {tenant} {{ holds {data}; }}\n\
                     provider microsoft kind=csp\n"
                );
                let checked = contractor(&text);
                assert_eq!(checked.fact("provider", "provider:microsoft", "is-esp"), "yes", "{data} {tenant}");
                assert_eq!(checked.fact("provider", "provider:microsoft", "is-csp"), "yes", "{data} {tenant}");
            }
        }
        let empty = "environment m365 offering=m365-gcc-high provider=microsoft tenant-of=forge { holds none; }\nprovider microsoft kind=csp\n";
        assert_eq!(contractor(empty).fact("provider", "provider:microsoft", "is-esp"), "no");
    }

    #[test]
    fn what_is_not_it_is_never_an_esp() {
        for words in [
            "function=media-destruction data=cui",
            "function=facility data=cui",
            "function=carrier data=cui",
            "function=other form=paper data=cui",
        ] {
            let text = format!("provider northwind kind=other {{ service one {words} on-assets=provider; }}\n");
            assert_eq!(is_esp(&text), "no", "{words}");
            contractor(&text).assert_silent(&["esp-without-crm"]);
        }
    }

    #[test]
    fn they_may_own_parts_of_media_and_physical_protection() {
        let text = format!(
            "provider shred kind=other {{ service destroy function=media-destruction data=cui form=paper; }}\n\
             provider landlord kind=facility {{ service doors function=facility; }}\n{}",
            plan_without(
                &["3.8.3", "3.10.1", "3.10.2"],
                "requirement \"3.8.3\" status=implemented { provider shred \"It shreds drawings on site.\"; }\n\
                 requirement \"3.10.1\" \"3.10.2\" status=implemented { provider landlord \"It keeps the doors.\"; }",
            )
        );
        let checked = crate::support::contractor(&text);
        assert_eq!(checked.at_least(Level::Warning), Vec::<String>::new());
        for id in ["3.8.3", "3.10.1", "3.10.2"] {
            assert!(checked.facts_of("objective", &format!("ssp/{id}["), "state").iter().all(|s| s == "owned"));
        }
    }

    #[test]
    fn duties_at_level_two_and_none_at_level_one() {
        let provider = service("data=spd on-assets=provider", "");
        let two = contractor(&format!("{provider}{}", plan("")));
        assert!(two.has("esp-without-crm") && two.has("esp-not-in-ssp"));
        let one = report(&format!(
            "organization forge name=\"Delta Forge LLC\" {{ cmmc level=1 assessment=self; handles fci; }}\n{provider}"
        ));
        for rule in ["esp-without-crm", "esp-not-in-ssp", "provider-without-interview-contact", "ssp-missing"] {
            assert_eq!(one.outcome(rule), "not-applicable", "{rule}");
        }
        let three = report(&format!(
            "organization forge name=\"Delta Forge LLC\" {{ cmmc level=3 assessment=dibcac; handles cui; }}\n{provider}{}",
            plan("")
        ));
        assert!(three.has("esp-without-crm") && three.has("esp-not-in-ssp"));
    }

    #[test]
    fn a_mention_in_the_plan_is_enough() {
        let provider = service("data=spd on-assets=provider", "");
        let described = plan("describes northwind section=\"2.4\" \"Runs the desk.\"");
        contractor(&format!("{provider}{described}")).assert_silent(&["esp-not-in-ssp"]);
        let named = row("provider northwind \"It sets the lock.\"");
        contractor(&format!("{provider}{named}")).assert_silent(&["esp-not-in-ssp"]);
    }

    #[test]
    fn an_environment_without_provider_implies_its_vendor() {
        let checked = contractor("environment m365 offering=m365-gcc-high tenant-of=forge { holds cui; }\n");
        assert_eq!(checked.fact("provider", "provider:microsoft", "is-csp"), "yes");
        let told = checked.one("esp-without-crm");
        assert!(checked.line(told).starts_with("environment m365"), "{}", checked.all());
        assert!(told.message.contains("microsoft"), "{}", told.message);
    }

    #[test]
    fn fourth_parties_owe_a_matrix_only_for_cui_or_what_is_inherited() {
        let own = "provider northwind kind=msp { service siem function=siem data=spd runs-on=sentinel; }\n";
        let vendor = |text: &str| contractor(text).fact("provider", "provider:microsoft", "is-esp");
        assert_eq!(vendor(&format!("{OWN_TENANT}{own}")), "no");
        let cui = OWN_TENANT.replace("holds spd", "holds cui spd");
        assert_eq!(vendor(&format!("{cui}{own}")), "yes");
        for from in ["azure-government", "sentinel", "azure-gov"] {
            let crm = format!(
                "crm n provider=northwind version=\"1\" date=\"2026-05-01\" {{ requirement \"3.10.1\" responsibility=provider inherited-from={from} {{ provider \"Doors are Microsoft's.\"; }}; }}\n"
            );
            assert_eq!(vendor(&format!("{OWN_TENANT}{own}{crm}")), "yes", "{from}");
        }
    }
}

mod cloud_standing {
    use super::*;
    // What a claim of equivalency lacks is told by rules beyond the core.
    use crate::support::contractor;

    const RULES: &[&str] = &[
        "commercial-twin",
        "csp-below-moderate",
        "csp-not-authorized",
        "environment-ambiguous",
        "equivalency-evidence-gap",
        "equivalency-open-items",
        "equivalency-stale",
        "equivalency-without-assessor",
    ];

    fn environment(words: &str, children: &str) -> Checked {
        contractor(&format!("environment store {words} tenant-of=forge {{ {children} }}\n"))
    }

    fn standing(checked: &Checked) -> String {
        checked.fact("environment", "environment:store", "cloud-standing")
    }

    fn fired(checked: &Checked) -> Vec<&'static str> {
        RULES.iter().copied().filter(|r| checked.has(r)).collect()
    }

    /// The standing of an offering that holds CUI, and the rules on standing that fire.
    fn of(offering: &str) -> (String, Vec<&'static str>) {
        let checked = environment(&format!("offering={offering}"), "holds cui");
        (standing(&checked), fired(&checked))
    }

    fn is(standing: &str, rules: &[&'static str]) -> (String, Vec<&'static str>) {
        (standing.to_owned(), rules.to_vec())
    }

    #[test]
    fn authorized_at_moderate_or_high() {
        for offering in ["m365-gcc", "m365-gcc-high", "azure-government", "azure-commercial", "aws-commercial", "slack"]
        {
            assert_eq!(of(offering), is("authorized", &[]), "{offering}");
        }
    }

    #[test]
    fn authorized_below_moderate() {
        for offering in ["zendesk", "github-ec", "drata", "gemini-gov"] {
            assert_eq!(of(offering), is("below-level", &["csp-below-moderate"]), "{offering}");
        }
        let low = environment("offering=harbor package=\"FR1\" level=low checked=\"2026-10-02\"", "holds cui");
        assert_eq!((standing(&low), fired(&low)), is("below-level", &["csp-below-moderate"]));
    }

    #[test]
    fn ready_in_process_or_without_status() {
        for offering in ["egnyte", "unanet-mod", "asana", "kiteworks-high", "wickr-gov", "veeam", "dropbox"] {
            assert_eq!(of(offering), is("not-authorized", &["csp-not-authorized"]), "{offering}");
        }
        let message =
            |o: &str| environment(&format!("offering={o}"), "holds cui").one("csp-not-authorized").message.clone();
        assert!(message("egnyte").contains("Ready"), "{}", message("egnyte"));
        assert!(message("asana").contains("in process"), "{}", message("asana"));
    }

    #[test]
    fn in_the_catalogue_without_a_row_of_its_own() {
        assert_eq!(of("m365-commercial"), is("not-authorized", &["commercial-twin"]));
    }

    #[test]
    fn declared_by_hand_is_taken_with_a_note() {
        for level in ["moderate", "high"] {
            let checked = environment(
                &format!("offering=harbor package=\"FR1\" level={level} checked=\"2026-10-02\""),
                "holds cui",
            );
            assert_eq!((standing(&checked), fired(&checked)), is("authorized", &[]), "{level}");
            let note = checked.one("unknown-offering");
            assert_eq!(note.level, Level::Note);
            assert!(note.message.contains("not verified"), "{}", note.message);
        }
    }

    #[test]
    fn nothing_supplied_is_not_authorized() {
        let checked = environment("offering=m365-gcc-hihg", "holds cui");
        assert_eq!((standing(&checked), fired(&checked)), is("not-authorized", &["csp-not-authorized"]));
        let told = checked.one("csp-not-authorized");
        assert!(told.message.contains("nothing supplied shows"), "{}", told.message);
        let help = told.help.as_deref().expect("a help");
        for way in ["m365-gcc-high", "package=", "level=", "checked=", "equivalency"] {
            assert!(help.contains(way), "{way}: {help}");
        }
        checked.assert_silent(&["unknown-offering"]);
    }

    /// A claim of equivalency with all 28 items but the ones left out.
    fn claim(words: &str, left_out: &[&str]) -> String {
        let mut out = format!("holds cui\nequivalency {words} {{\n");
        for item in evidence_items().iter().filter(|i| !left_out.contains(&i.id)) {
            let _ = writeln!(out, "evidence {} path=\"e/{}.pdf\"", item.id, item.id);
        }
        out + "}"
    }

    fn claimed(words: &str, left_out: &[&str]) -> Checked {
        environment("offering=acme-vault", &claim(words, left_out))
    }

    const WHOLE: &str =
        "assessor=\"Example 3PAO\" assessed=\"2026-03-10\" pen-test=\"2026-02-20\" open-assessment-items=0";

    #[test]
    fn equivalent_with_everything_shown() {
        assert_eq!(evidence_items().len(), 28);
        let checked = claimed(WHOLE, &[]);
        assert_eq!((standing(&checked), fired(&checked)), is("equivalent", &[]));
        let last_day = claimed(&WHOLE.replace("2026-03-10", "2025-11-22"), &[]);
        assert_eq!(standing(&last_day), "equivalent");
    }

    #[test]
    fn equivalency_that_lacks_something() {
        let gap = "equivalency-evidence-gap";
        let stale = "equivalency-stale";
        let open = "equivalency-open-items";
        let unnamed = WHOLE.replace("assessor=\"Example 3PAO\"", "");
        for (words, left_out, rules) in [
            (unnamed.as_str(), &[][..], &["equivalency-without-assessor"][..]),
            (&WHOLE.replace("Example 3PAO", " "), &[], &["equivalency-without-assessor"]),
            (WHOLE, &["user-guide"], &[gap]),
            (&WHOLE.replace("2026-03-10", "2025-11-21"), &[], &[stale]),
            (&WHOLE.replace("assessed=\"2026-03-10\"", ""), &[], &[stale]),
            (&WHOLE.replace("items=0", "items=2"), &[], &[open]),
            (&WHOLE.replace("open-assessment-items=0", ""), &[], &[open]),
        ] {
            let checked = claimed(words, left_out);
            assert_eq!((standing(&checked), fired(&checked)), is("not-authorized", rules), "{words} {left_out:?}");
        }
        let both = claimed(&unnamed, &["user-guide"]);
        assert_eq!((standing(&both), fired(&both)), is("not-authorized", &[gap, "equivalency-without-assessor"]));
    }

    #[test]
    fn what_is_missing_is_told() {
        let checked = claimed(&WHOLE.replace("items=0", "items=2"), &[]);
        assert!(checked.one("equivalency-open-items").message.contains("2 items"), "{}", checked.all());
        let checked = claimed(&WHOLE.replace("2026-03-10", "2025-01-10"), &[]);
        assert!(checked.one("equivalency-stale").message.contains("2025-01-10"), "{}", checked.all());
    }

    #[test]
    fn unknown_where_sources_disagree() {
        for offering in ["datadog-mod", "datadog-high", "omnissa-gov", "chatgpt-ent", "vanta-20x", "m365-dod"] {
            assert_eq!(of(offering), is("unknown", &[]), "{offering}");
            let checked = environment(&format!("offering={offering}"), "holds cui");
            assert_eq!(checked.outcome("csp-not-authorized"), "undecided", "{offering}");
        }
    }

    #[test]
    fn security_protection_data_alone_owes_no_authorization() {
        for offering in ["mimecast", "egnyte", "zendesk", "m365-commercial", "harbor-vault"] {
            let checked = environment(&format!("offering={offering}"), "holds spd");
            assert_eq!(fired(&checked), Vec::<&str>::new(), "{offering}");
            assert_eq!(checked.fact("environment", "environment:store", "cloud-duty"), "none");
            for rule in ["csp-not-authorized", "commercial-twin", "csp-below-moderate", "incident-terms-missing"] {
                assert_eq!(checked.outcome(rule), "not-applicable", "{offering} {rule}");
            }
        }
    }

    #[test]
    fn family_words_are_ambiguous() {
        for word in ["azure", "m365", "gcc", "aws", "google"] {
            assert_eq!(of(word), is("unknown", &["environment-ambiguous"]), "{word}");
            let cui = environment(&format!("offering={word}"), "holds cui");
            assert_eq!(cui.one("environment-ambiguous").level, Level::Error, "{word}");
            let spd = environment(&format!("offering={word}"), "holds spd");
            assert_eq!(spd.one("environment-ambiguous").level, Level::Note, "{word}");
        }
    }

    #[test]
    fn a_twin_is_told_only_where_the_offering_itself_is_not_authorized() {
        for offering in ["m365-commercial", "crowdstrike-commercial", "ninjaone-commercial"] {
            assert_eq!(of(offering), is("not-authorized", &["commercial-twin"]), "{offering}");
        }
        for offering in ["azure-commercial", "aws-commercial", "slack"] {
            assert_eq!(of(offering), is("authorized", &[]), "{offering}");
        }
    }

    #[test]
    fn incident_terms_are_asked_for_even_with_a_vendor_statement() {
        let bare = environment("offering=m365-gcc-high", "holds cui");
        let told = bare.one("incident-terms-missing");
        assert_eq!(told.level, Level::Error);
        assert!(told.help.as_deref().is_some_and(|h| h.contains("vendor statement, 2021-02")), "{:?}", told.help);
        let accepted =
            environment("offering=m365-gcc-high", "holds cui; incident-terms accepted=#true reference=\"M329\"");
        accepted.assert_silent(&["incident-terms-missing"]);
        let refused = environment("offering=m365-gcc-high", "holds cui; incident-terms accepted=#false");
        assert!(refused.has("incident-terms-missing"));
        let spd = environment("offering=m365-gcc-high", "holds spd");
        assert_eq!(spd.outcome("incident-terms-missing"), "not-applicable");
    }

    #[test]
    fn long_aliases_name_the_same_offering() {
        for alias in ["microsoft-365-gcc-high", "gcc-high", "gcch", "m365-gcc-high"] {
            let checked = environment(&format!("offering={alias}"), "holds cui");
            assert_eq!(standing(&checked), "authorized", "{alias}");
            checked.assert_silent(&["unknown-offering"]);
        }
    }
}

mod effective_row {
    use super::*;

    /// What the plan's claim that northwind does these requirements alone comes to, over its rows.
    fn alone(ids: &str, rows: &str) -> Checked {
        let plan = plan(&format!("requirement {ids} status=implemented {{ provider northwind \"It does it.\"; }}"));
        contractor(&format!("{}{plan}", northwind(rows)))
    }

    #[test]
    fn objective_beats_requirement() {
        let checked = alone(
            "\"3.1.8\"",
            "requirement \"3.1.8\" responsibility=provider {\n\
             provider \"It sets the lock.\"\n\
             objective b responsibility=customer { customer \"You count.\"; }\n}",
        );
        checked.assert_about("3.1.8", &["owner-contradicted"]);
        assert!(checked.one("owner-contradicted").entity.ends_with("/3.1.8[b]"), "{}", checked.all());
        let other_way = alone(
            "\"3.1.8\"",
            "requirement \"3.1.8\" responsibility=customer {\n\
             customer \"You lock.\"\n\
             objective a b responsibility=provider { provider \"It locks.\"; }\n}",
        );
        other_way.assert_about("3.1.8", &[]);
    }

    #[test]
    fn an_id_with_a_letter_is_an_objective_row() {
        let checked = alone(
            "\"3.1.8\"",
            "requirement \"3.1.8\" responsibility=provider { provider \"It locks.\"; }\n\
             requirement \"3.1.8[b]\" responsibility=customer { customer \"You count.\"; }",
        );
        assert!(checked.one("owner-contradicted").entity.ends_with("/3.1.8[b]"), "{}", checked.all());
    }

    #[test]
    fn requirement_beats_family_beats_default() {
        let checked = alone(
            "\"3.1.8\" \"3.1.10\" \"3.10.1\"",
            "default responsibility=provider \"All else is ours.\"\n\
             family AC responsibility=customer\n\
             requirement \"3.1.8\" responsibility=provider { provider \"It locks.\"; }",
        );
        checked.assert_about("3.1.8", &[]);
        checked.assert_about("3.1.10", &["owner-contradicted"]);
        checked.assert_about("3.10.1", &[]);
    }

    #[test]
    fn rows_of_different_services_combine() {
        let checked = contractor(&format!(
            "provider northwind kind=msp {{\n\
             service rmm function=remote-management data=spd on-assets=provider\n\
             service siem function=siem data=spd on-assets=provider\n}}\n\
             crm n provider=northwind version=\"1\" date=\"2026-05-01\" {{\n\
             requirement \"3.1.8\" responsibility=provider service=rmm {{ provider \"It locks.\"; }}\n\
             requirement \"3.1.8\" responsibility=customer service=siem {{ customer \"You look.\"; }}\n}}\n{}",
            row("provider northwind \"It locks.\"")
        ));
        checked.assert_about("3.1.8", &["duty-unanswered"]);
        checked.assert_silent(&["duplicate-row"]);
    }

    #[test]
    fn a_provider_part_in_any_service_is_a_part() {
        let rows = "requirement \"3.1.8\" responsibility=not-applicable service=rmm\n\
                    requirement \"3.1.8\" responsibility=provider service=siem { provider \"It locks.\"; }";
        let crm = northwind(rows).replace(
            "service desk",
            "service rmm function=remote-management data=spd on-assets=provider; service siem",
        );
        let checked = contractor(&format!("{crm}{}", row("provider northwind \"It locks.\"")));
        checked.assert_about("3.1.8", &[]);
    }

    #[test]
    fn the_same_service_twice_with_different_answers_is_a_finding() {
        let rows = "requirement \"3.1.8\" responsibility=provider service=desk { provider \"It locks.\"; }\n\
                    requirement \"3.1.8\" responsibility=customer service=desk { customer \"You lock.\"; }";
        let checked = alone("\"3.1.8\"", rows);
        assert_eq!(checked.one("duplicate-row").level, Level::Error);
    }

    #[test]
    fn no_row_is_silence_unless_there_is_a_default() {
        alone("\"3.1.10\"", &says("provider")).assert_about("3.1.10", &["claim-without-crm-row"]);
        let default = format!("default responsibility=customer \"All else is yours.\"\n{}", says("provider"));
        alone("\"3.1.10\"", &default).assert_about("3.1.10", &["owner-contradicted"]);
        // Silence leaves no duty either: the plan's own answer stands, and so does no answer of the provider.
        let ours = contractor(&format!("{}{}", northwind(&says("provider")), plan_without(&["3.1.8"], "")));
        ours.assert_about("3.1.10", &[]);
    }

    #[test]
    fn a_requirement_that_only_holds_objectives_is_silent_on_the_rest() {
        let checked = alone(
            "\"3.1.8\"",
            "requirement \"3.1.8\" { objective a responsibility=provider { provider \"It locks.\"; }; }",
        );
        checked.assert_about("3.1.8", &["claim-without-crm-row"]);
        assert!(checked.one("claim-without-crm-row").entity.ends_with("/3.1.8[b]"), "{}", checked.all());
    }

    #[test]
    fn not_applicable_is_no_part_and_never_the_contractors() {
        alone("\"3.1.8\"", &says("not-applicable")).assert_about("3.1.8", &["owner-contradicted"]);
        let ours = contractor(&format!("{}{}", northwind(&says("not-applicable")), row(WE)));
        ours.assert_about("3.1.8", &[]);
        let nobody = contractor(&format!("{}{}", northwind(&says("not-applicable")), plan("")));
        nobody.assert_about("3.1.8", &["requirement-unowned"]);
        let bare = contractor(&format!(
            "{}{}",
            northwind(&says("not-applicable")),
            plan("requirement \"3.1.8\" status=not-applicable")
        ));
        bare.assert_about("3.1.8", &["not-applicable-without-reason"]);
    }

    #[test]
    fn customer_text_under_provider_is_a_duty() {
        let with = |text: &str| {
            alone(
                "\"3.1.8\"",
                &format!(
                    "requirement \"3.1.8\" responsibility=provider {{ provider \"It locks.\"; customer \"{text}\"; }}"
                ),
            )
        };
        with("You tell it who left.").assert_about("3.1.8", &["duty-unanswered"]);
        for none in ["none", "None.", "N/A", "n/a", "no customer action", "No customer action.", " ", ""] {
            with(none).assert_about("3.1.8", &[]);
        }
    }

    #[test]
    fn a_special_matrix_replaces_its_base_row_by_row() {
        let text = |special: &str| {
            format!(
                "{}crm ours based-on=northwind-crm version=\"1\" date=\"2026-06-01\" {{\n{special}\n}}\n{}",
                northwind(&format!(
                    "{}\nrequirement \"3.1.10\" responsibility=provider {{ provider \"It locks screens.\"; }}",
                    says("customer")
                )),
                plan("requirement \"3.1.8\" \"3.1.10\" status=implemented { provider northwind \"It does it.\"; }")
            )
        };
        let better = contractor(&text(&says("provider")));
        better.assert_about("3.1.8", &[]);
        better.assert_about("3.1.10", &[]);
        better.assert_silent(&["duplicate-row", "duplicate-id"]);
        let same =
            contractor(&text("requirement \"3.1.10\" responsibility=customer { customer \"You lock screens.\"; }"));
        same.assert_about("3.1.8", &["owner-contradicted"]);
        same.assert_about("3.1.10", &["owner-contradicted"]);
    }

    #[test]
    fn a_special_requirement_row_replaces_the_base_row_of_the_same_requirement() {
        let text = format!(
            "{}crm ours based-on=northwind-crm version=\"1\" date=\"2026-06-01\" {{\n\
             requirement \"3.1.8\" responsibility=provider {{ provider \"It locks.\"; objective b responsibility=customer {{ customer \"You count.\"; }}; }}\n}}\n{}",
            northwind(&says("shared")),
            row("provider northwind \"It does it.\"")
        );
        let checked = contractor(&text);
        checked.assert_about("3.1.8", &["owner-contradicted"]);
        assert!(checked.one("owner-contradicted").entity.ends_with("/3.1.8[b]"), "{}", checked.all());
    }

    #[test]
    fn an_objective_of_the_plan_replaces_the_parties() {
        let rows = "requirement \"3.1.8\" responsibility=provider {\n\
                    provider \"It locks.\"\n\
                    objective a responsibility=customer { customer \"You count.\"; }\n}";
        let answered = contractor(&format!(
            "{}{}",
            northwind(rows),
            row(&format!("provider northwind \"It locks.\"\nobjective a status=implemented {{ {WE}; }}"))
        ));
        answered.assert_about("3.1.8", &[]);
        // Without a party of its own the objective keeps those of the requirement.
        let kept = contractor(&format!(
            "{}{}",
            northwind(rows),
            row("provider northwind \"It locks.\"\nobjective a status=implemented")
        ));
        kept.assert_about("3.1.8", &["owner-contradicted"]);
    }

    #[test]
    fn a_text_not_repeated_comes_from_the_requirement() {
        let checked = contractor(&format!(
            "{}{}",
            northwind(&says("customer")),
            row(&format!("{WE}\nobjective a status=planned {{ customer owner=it-lead; }}"))
        ));
        checked.assert_about("3.1.8", &[]);
        assert!(checked.facts_of("duty", "ssp/3.1.8[", "state").iter().all(|s| s == "answered"));
    }
}

mod one_objective_one_provider {
    use super::*;

    /// What a provider may say on 3.1.8.
    const WORDS: &[&str] =
        &["provider", "shared", "customer", "not-applicable", "unknown", "unread", "hint", "silent", "no-crm"];

    /// A provider that says so.
    fn party(id: &str, word: &str) -> String {
        let silent = "requirement \"3.1.9\" responsibility=provider { provider \"It shows notices.\"; }";
        let whole = |rows: &str| provider(id, rows);
        match word {
            "silent" => whole(silent),
            "no-crm" => whole("").lines().next().expect("the provider").to_owned() + "\n",
            "unread" => whole("").replace("version=\"1\"", &format!("version=\"1\" source=\"{id}.csv\"")),
            "hint" => whole("requirement \"AC-7\" responsibility=provider { provider \"It locks.\"; }")
                .replace("version=\"1\"", "version=\"1\" framework=nist-sp-800-53"),
            word => whole(&says(word)),
        }
    }

    /// Who the plan names; `None` is a plan without the row.
    fn named(who: &[&str]) -> String {
        if who.is_empty() {
            return plan("");
        }
        let part = |w: &&str| if *w == "customer" { WE.to_owned() } else { format!("provider {w} \"It locks.\"") };
        row(&who.iter().map(part).collect::<Vec<_>>().join("\n"))
    }

    fn ownership_about(checked: &Checked) -> Vec<&str> {
        checked.about("3.1.8").into_iter().filter(|r| OWNERSHIP.contains(r)).collect()
    }

    /// The cells of one row of the table against what is found; all misses at once.
    fn assert_cells(who: &[&str], cells: &[(&str, &[&str], &[&str])]) {
        let mut misses = String::new();
        for (words, expected, states) in cells {
            for p in words.split(' ') {
                let checked = contractor(&format!("{}{}", party("p", p), named(who)));
                let found = ownership_about(&checked);
                let state = checked.facts_of("objective", "ssp/3.1.8[", "state");
                if found != *expected || !state.iter().all(|s| states.contains(&s.as_str())) {
                    let _ = writeln!(
                        misses,
                        "plan names {who:?}, p says {p}: expected {expected:?} {states:?}, found {found:?} {state:?}"
                    );
                }
            }
        }
        assert!(misses.is_empty(), "\n{misses}");
    }

    #[test]
    fn p_and_customer() {
        assert_cells(
            &["p", "customer"],
            &[
                ("provider shared", &[], &["owned"]),
                ("customer not-applicable", &["owner-contradicted"], &["contradicted"]),
                ("unknown unread hint no-crm", &[], &["unknown"]),
                ("silent", &["claim-without-crm-row"], &["contradicted"]),
            ],
        );
    }

    #[test]
    fn p_only() {
        assert_cells(
            &["p"],
            &[
                ("provider", &[], &["owned"]),
                ("shared", &["duty-unanswered"], &["open"]),
                ("customer not-applicable", &["owner-contradicted"], &["contradicted"]),
                ("unknown unread hint no-crm", &[], &["unknown"]),
                ("silent", &["claim-without-crm-row"], &["contradicted"]),
            ],
        );
    }

    #[test]
    fn customer_only() {
        assert_cells(
            &["customer"],
            &[
                ("provider", &["owner-contradicted"], &["contradicted"]),
                ("shared customer not-applicable silent no-crm", &[], &["owned"]),
                ("unknown unread hint", &[], &["owned", "unknown"]),
            ],
        );
    }

    #[test]
    fn no_row_at_all() {
        for p in WORDS {
            let checked = contractor(&format!("{}{}", party("p", p), named(&[])));
            checked.assert_about("3.1.8", &["requirement-unowned"]);
            let told = checked.one("requirement-unowned");
            assert!(checked.line(told).starts_with("ssp version"), "{p}");
            let labels: Vec<&str> = told.others.iter().map(|o| checked.sources.text(o.span)).collect();
            if matches!(*p, "provider" | "shared" | "customer" | "not-applicable") {
                assert!(labels.contains(p), "{p}: the matrix row should be a related label, not {labels:?}");
            }
        }
    }

    /// What the plan that names q alone comes to, for each word of q and of p.
    fn q_only(q: &str, p: &str) -> &'static [&'static str] {
        match (q, p) {
            ("provider", "provider") => &["claimed-twice"],
            // q does not do all of it, and p says that it does, or q leaves it.
            ("shared" | "silent", "provider") | ("customer" | "not-applicable", _) => &["owner-contradicted"],
            // What q leaves counts again.
            ("shared", _) => &["duty-unanswered"],
            ("silent", _) => &["claim-without-crm-row"],
            // It is done, or whether q does it is not known.
            _ => &[],
        }
    }

    #[test]
    fn another_provider_only() {
        let mut misses = String::new();
        for q in WORDS {
            for p in WORDS {
                let checked = contractor(&format!("{}{}{}", party("p", p), party("q", q), named(&["q"])));
                let (found, expected) = (ownership_about(&checked), q_only(q, p));
                if found != expected {
                    let _ = writeln!(
                        misses,
                        "plan names q, q says {q}, p says {p}: expected {expected:?}, found {found:?}"
                    );
                }
            }
        }
        assert!(misses.is_empty(), "\n{misses}");
    }

    #[test]
    fn two_providers_named() {
        let mut misses = String::new();
        for q in WORDS {
            for p in WORDS {
                let checked = contractor(&format!("{}{}{}", party("p", p), party("q", q), named(&["p", "q"])));
                let leaves = |w: &str| matches!(w, "customer" | "not-applicable");
                let any = |w: &str| *p == w || *q == w;
                let mut expected: Vec<&str> = Vec::new();
                if leaves(p) && leaves(q) {
                    expected.push("gap-between-crms");
                } else {
                    if any("silent") {
                        expected.push("claim-without-crm-row");
                    }
                    if leaves(p) || leaves(q) {
                        expected.push("owner-contradicted");
                    }
                    let unknown = |w: &str| matches!(w, "unknown" | "unread" | "hint" | "no-crm");
                    let done = any("provider") || unknown(p) || unknown(q);
                    if any("shared") && !done && expected.is_empty() {
                        expected.push("duty-unanswered");
                    }
                }
                let found = ownership_about(&checked);
                if found != expected {
                    let _ = writeln!(
                        misses,
                        "plan names p and q, p says {p}, q says {q}: expected {expected:?}, found {found:?}"
                    );
                }
            }
        }
        assert!(misses.is_empty(), "\n{misses}");
    }

    #[test]
    fn a_clouds_part_that_goes_unsaid_is_no_contradiction() {
        let cloud = "environment m365 offering=m365-gcc-high provider=p tenant-of=forge { holds spd; }\nprovider p name=\"Microsoft\" kind=csp\n";
        let crm = format!("crm gcch provider=p version=\"1\" date=\"2026-05-01\" {{ {} }}\n", says("provider"));
        let checked = contractor(&format!("{cloud}{crm}{}", row(WE)));
        checked.assert_about("3.1.8", &[]);
        let shared = crm.replace(&says("provider"), &says("shared"));
        contractor(&format!("{cloud}{shared}{}", row(WE))).assert_about("3.1.8", &[]);
    }

    #[test]
    fn a_missing_matrix_is_told_once() {
        let checked = contractor(&format!("{}{}", party("p", "no-crm"), named(&["p"])));
        assert_eq!(checked.of("esp-without-crm").len(), 1);
        checked.assert_silent(&["claim-without-crm-row", "owner-contradicted", "duty-unanswered", "objective-unowned"]);
    }

    #[test]
    fn the_worst_state_counts() {
        // Contradicted by p, open by q.
        let checked = contractor(&format!("{}{}{}", party("p", "customer"), party("q", "shared"), named(&["p", "q"])));
        assert!(checked.facts_of("objective", "ssp/3.1.8[", "state").iter().all(|s| s == "contradicted"));
        // Open by p, unknown by q.
        let text = format!("{}{}{}", party("p", "shared"), party("q", "silent"), named(&["p"]));
        assert!(contractor(&text).facts_of("objective", "ssp/3.1.8[", "state").iter().all(|s| s == "open"));
    }

    #[test]
    fn an_absent_row_hides_what_lies_below_it() {
        let checked = contractor(&format!("{}{}", party("p", "shared"), plan("")));
        checked.assert_silent(&["objective-unowned", "duty-unanswered", "claim-without-crm-row"]);
        assert_eq!(checked.of("requirement-unowned").len(), 1);
    }

    #[test]
    fn an_absent_plan_hides_every_row() {
        let checked = contractor(&party("p", "shared"));
        assert!(checked.has("ssp-missing"));
        checked.assert_silent(OWNERSHIP);
    }

    #[test]
    fn a_plan_that_was_not_read_hides_every_row() {
        let unread = "ssp version=\"3.1\" date=\"2026-10-12\" source=\"plan.docx\"\n";
        let checked = contractor(&format!("{}{unread}", party("p", "shared")));
        checked.assert_silent(OWNERSHIP);
        assert!(checked.report.scores.is_empty(), "{:?}", checked.report.scores);
    }

    #[test]
    fn an_unresolved_reference_hides_every_row() {
        let checked = contractor(&format!("{}{}", party("p", "provider"), row("provider nortwind \"It locks.\"")));
        assert!(checked.has("dangling-reference"));
        assert_eq!(ownership_about(&checked), Vec::<&str>::new(), "{}", checked.all());
    }

    #[test]
    fn an_objective_without_a_party_is_unowned() {
        let checked = contractor(&plan("requirement \"3.1.8\" status=implemented"));
        checked.assert_about("3.1.8", &["objective-unowned"]);
        let one = contractor(&row(""));
        one.assert_about("3.1.8", &["objective-unowned"]);
    }

    #[test]
    fn all_matrices_saying_customer_is_normal() {
        let checked = contractor(&format!("{}{}{}", party("p", "customer"), party("q", "customer"), row(WE)));
        checked.assert_about("3.1.8", &[]);
    }

    #[test]
    fn a_row_that_passes_on_to_one_that_leaves_it_is_a_gap() {
        let passing = party("p", "customer").replace("responsibility=customer", "responsibility=customer passes-to=q");
        for q in ["customer", "not-applicable"] {
            let checked = contractor(&format!("{passing}{}{}", party("q", q), row("customer \"see CRM\"")));
            checked.assert_about("3.1.8", &["gap-between-crms"]);
            let labels: Vec<&str> =
                checked.one("gap-between-crms").others.iter().map(|o| checked.sources.text(o.span)).collect();
            assert!(labels.contains(&"customer") && labels.contains(&q), "{q}: {labels:?}");
        }
        let answered = contractor(&format!("{passing}{}{}", party("q", "customer"), row(WE)));
        answered.assert_about("3.1.8", &[]);
    }

    #[test]
    fn claimed_twice_is_a_warning_and_clear_for_different_services() {
        let twice = contractor(&format!("{}{}{}", party("p", "provider"), party("q", "provider"), named(&["q"])));
        assert_eq!(twice.one("claimed-twice").level, Level::Warning);
        let both = contractor(&format!("{}{}{}", party("p", "provider"), party("q", "provider"), named(&["p", "q"])));
        both.assert_about("3.1.8", &[]);
        let apart = |id: &str, service: &str, function: &str| {
            party(id, "provider")
                .replace("service desk function=administration", &format!("service {service} function={function}"))
                .replace("responsibility=provider", &format!("responsibility=provider service={service}"))
        };
        let services = contractor(&format!(
            "{}{}{}",
            apart("p", "rmm", "remote-management"),
            apart("q", "siem", "siem"),
            named(&["q"])
        ));
        services.assert_about("3.1.8", &[]);
        let same = contractor(&format!("{}{}{}", apart("p", "rmm", "siem"), apart("q", "siem", "siem"), named(&["q"])));
        same.assert_about("3.1.8", &["claimed-twice"]);
    }

    #[test]
    fn different_environments_are_told_apart_too() {
        let text = format!(
            "environment m365 offering=m365-gcc-high provider=p tenant-of=forge {{ holds spd; }}\n\
             environment aws offering=aws-govcloud provider=q tenant-of=forge {{ holds spd; }}\n\
             provider p kind=csp\nprovider q kind=csp\n\
             crm a provider=p version=\"1\" date=\"2026-05-01\" {{ covers m365; {rows} }}\n\
             crm b provider=q version=\"1\" date=\"2026-05-01\" {{ covers aws; {rows} }}\n{}",
            row("provider q \"It locks.\""),
            rows = says("provider")
        );
        contractor(&text).assert_about("3.1.8", &[]);
    }

    #[test]
    fn a_provider_that_is_no_esp_needs_no_row() {
        let landlord = "provider landlord kind=facility { service doors function=facility; }\n";
        contractor(&format!("{landlord}{}", row("provider landlord \"It locks.\""))).assert_about("3.1.8", &[]);
        let staff = "provider staff kind=staffing { service admins function=administration data=spd on-assets=customer; remote-access from=customer-devices; }\n";
        contractor(&format!("{staff}{}", row("provider staff \"They lock.\""))).assert_about("3.1.8", &[]);
    }

    #[test]
    fn doing_more_than_asked_is_fine() {
        let checked = contractor(&format!("{}{}", party("p", "provider"), named(&["p", "customer"])));
        checked.assert_about("3.1.8", &[]);
    }

    #[test]
    fn rows_keyed_by_800_53_are_hints() {
        let checked = contractor(&format!("{}{}", party("p", "hint"), named(&["p"])));
        checked.assert_silent(&["esp-without-crm", "claim-without-crm-row", "unknown-requirement"]);
        assert_eq!(checked.outcome("claim-without-crm-row"), "undecided");
        assert_eq!(checked.outcome("owner-contradicted"), "undecided");
    }
}

mod duties {
    use super::*;

    /// What the plan's row for 3.1.8 comes to when northwind leaves all of it to the customer.
    fn answer(status: &str, parties: &str) -> Checked {
        contractor(&format!(
            "{}{}",
            northwind(&says("customer")),
            plan(&format!("requirement \"3.1.8\" {status} {{\n{parties}\n}}"))
        ))
    }

    fn state(checked: &Checked) -> String {
        let mut states = checked.facts_of("duty", "ssp/3.1.8[", "state");
        states.dedup();
        states.join(" ")
    }

    #[test]
    fn a_text_answers_whatever_the_status() {
        for status in ["implemented", "planned", "partially-implemented", "not-met"] {
            let checked = answer(&format!("status={status}"), WE);
            checked.assert_about("3.1.8", &[]);
            assert_eq!(state(&checked), "answered", "{status}");
        }
    }

    #[test]
    fn a_text_at_the_objective_answers_that_objective() {
        let both = answer("status=implemented", &format!("objective a b status=implemented {{ {WE}; }}"));
        both.assert_about("3.1.8", &[]);
        let one =
            answer("status=implemented", &format!("customer \"see CRM\"\nobjective a status=implemented {{ {WE}; }}"));
        one.assert_about("3.1.8", &["duty-unanswered"]);
        assert!(one.one("duty-unanswered").entity.ends_with("/3.1.8[b]"), "{}", one.all());
    }

    #[test]
    fn blank_or_only_a_pointer_is_open() {
        for text in ["", " ", "see CRM", "See CRM.", "see the CRM", "Refer to the CRM."] {
            let checked = answer("status=implemented", &format!("customer \"{text}\""));
            checked.assert_about("3.1.8", &["duty-unanswered"]);
            assert_eq!(state(&checked), "open", "{text}");
            let labels: Vec<&str> =
                checked.one("duty-unanswered").others.iter().map(|o| checked.sources.text(o.span)).collect();
            assert_eq!(labels, ["customer"], "{text}");
        }
        answer("status=implemented", "customer").assert_about("3.1.8", &["duty-unanswered"]);
    }

    #[test]
    fn passed_on_to_a_provider_that_does_it() {
        for q in ["provider", "shared"] {
            let checked = contractor(&format!(
                "{}{}{}",
                northwind(&says("customer")),
                provider("q", &says(q)),
                row("provider q \"It locks.\"")
            ));
            let expected: &[&str] = if q == "provider" { &[] } else { &["duty-unanswered"] };
            checked.assert_about("3.1.8", expected);
        }
    }

    #[test]
    fn named_providers_that_all_leave_it_are_a_gap() {
        let checked = contractor(&format!(
            "{}{}{}",
            northwind(&says("customer")),
            provider("q", &says("not-applicable")),
            row("provider northwind \"It locks.\"\nprovider q \"It locks.\"")
        ));
        checked.assert_about("3.1.8", &["gap-between-crms"]);
        let told = checked.one("gap-between-crms");
        let labels: Vec<&str> = told.others.iter().map(|o| checked.sources.text(o.span)).collect();
        assert_eq!(labels, ["customer", "not-applicable"]);
        assert!(checked.line(told).starts_with("requirement \"3.1.8\""));
    }

    #[test]
    fn an_unknown_row_of_the_named_provider_is_unknown() {
        for (q, framework) in [
            (says("unknown"), ""),
            ("requirement \"AC-7\" responsibility=provider".to_owned(), "framework=nist-sp-800-53 "),
        ] {
            let other = provider("q", &q).replace("version=", &format!("{framework}version="));
            let checked =
                contractor(&format!("{}{other}{}", northwind(&says("customer")), row("provider q \"It locks.\"")));
            checked.assert_about("3.1.8", &[]);
            assert_eq!(state(&checked), "unknown", "{framework}");
            assert_eq!(checked.outcome("duty-unanswered"), "undecided");
        }
    }

    #[test]
    fn not_applicable_ends_the_duty() {
        let checked = answer("status=not-applicable reason=\"Nobody signs in.\"", "");
        checked.assert_about("3.1.8", &[]);
        assert_eq!(state(&checked), "not-applicable");
        answer("status=not-applicable", "").assert_about("3.1.8", &["not-applicable-without-reason"]);
    }

    #[test]
    fn one_duty_has_several_sources() {
        let checked = contractor(&format!(
            "{}{}{}",
            northwind(&says("customer")),
            provider("q", &says("shared")),
            row("customer \"see CRM\"")
        ));
        let told = checked.one("duty-unanswered");
        let labels: Vec<&str> = told.others.iter().map(|o| checked.sources.text(o.span)).collect();
        assert_eq!(labels, ["customer", "shared"]);
    }
}

mod chains {
    use super::*;

    /// northwind inherits 3.1.8 from somewhere; these lines declare the rest.
    fn inherits(from: &str, text: &str, rest: &str) -> Checked {
        let own = format!("requirement \"3.1.8\" responsibility=provider inherited-from=\"{from}\" {{ {text} }}");
        contractor(&format!("{}{rest}{}", northwind(&own), row("provider northwind \"It locks.\"")))
    }

    const TEXT: &str = "provider \"It sets the lock in its tenant.\"";

    fn base(word: &str) -> String {
        provider("base", &says(word))
    }

    fn end(checked: &Checked) -> String {
        checked.fact("crm-row", "crm:northwind-crm/3.1.8", "inheritance")
    }

    #[test]
    fn ends_with_somebody_who_does_it() {
        let checked = inherits("crm:base-crm", "", &base("provider"));
        assert_eq!(end(&checked), "ends");
        checked.assert_about("3.1.8", &[]);
    }

    #[test]
    fn what_the_end_leaves_is_the_inheriting_providers_duty() {
        for word in ["customer", "shared"] {
            let with_text = inherits("crm:base-crm", TEXT, &base(word));
            assert_eq!(end(&with_text), "ends", "{word}");
            with_text.assert_about("3.1.8", &[]);
            let without = inherits("crm:base-crm", "", &base(word));
            assert_eq!(end(&without), "left", "{word}");
            without.assert_about("3.1.8", &["objective-unowned"]);
        }
    }

    #[test]
    fn the_end_may_be_an_offering_an_environment_or_a_matrix() {
        let cloud = "environment gov offering=azure-government tenant-of=northwind { holds spd; }\n";
        let crm = format!(
            "crm azure provider=microsoft version=\"1\" date=\"2026-05-01\" {{ {} }}\nprovider microsoft kind=csp\n",
            says("provider")
        );
        for from in ["azure-government", "azure-gov", "gov", "crm:azure"] {
            let checked = inherits(from, "", &format!("{cloud}{crm}"));
            assert_eq!(end(&checked), "ends", "{from}");
            checked.assert_about("3.1.8", &[]);
            // Its matrix is not loaded.
            let rest = if from == "crm:azure" { continue } else { cloud };
            let checked = inherits(from, "", rest);
            assert_eq!(end(&checked), "unknown", "{from}");
            checked.assert_silent(&["inheritance-dangling"]);
        }
        let catalogue_only = inherits("aws-govcloud", "", "");
        assert_eq!(end(&catalogue_only), "unknown");
        catalogue_only.assert_silent(&["inheritance-dangling"]);
        catalogue_only.assert_about("3.1.8", &[]);
    }

    #[test]
    fn an_id_that_names_nothing_is_dangling() {
        for from in ["crm:nobody", "nobody-cloud"] {
            let checked = inherits(from, TEXT, "");
            assert_eq!(end(&checked), "dangling", "{from}");
            assert_eq!(checked.at(checked.one("inheritance-dangling")).trim_matches('"'), from);
            checked.assert_about("3.1.8", &["inheritance-dangling"]);
            assert!(checked.facts_of("objective", "ssp/3.1.8[", "state").iter().all(|s| s == "open"), "{from}");
        }
    }

    #[test]
    fn a_cycle_is_circular() {
        let back = "requirement \"3.1.8\" responsibility=provider inherited-from=\"crm:northwind-crm\"";
        let checked = inherits("crm:base-crm", "", &provider("base", back));
        assert_eq!(end(&checked), "circular");
        checked.assert_about("3.1.8", &["inheritance-circular"]);
        assert!(checked.facts_of("objective", "ssp/3.1.8[", "state").iter().all(|s| s == "open"));
        let own = inherits("crm:northwind-crm", "", "");
        assert_eq!(end(&own), "circular");
        assert_eq!(own.of("inheritance-circular").len(), 1);
    }

    #[test]
    fn a_chain_is_walked_to_its_end() {
        let middle = "requirement \"3.1.8\" responsibility=provider inherited-from=\"crm:end-crm\"";
        let rest = |end: &str| format!("{}{}", provider("base", middle), provider("end", end));
        let good = inherits("crm:base-crm", "", &rest(&says("provider")));
        assert_eq!(end(&good), "ends");
        let nowhere = format!("{}\n", provider("base", &middle.replace("end-crm", "nobody")));
        let bad = inherits("crm:base-crm", "", &nowhere);
        assert_eq!(end(&bad), "dangling");
        let silent = inherits("crm:base-crm", "", &rest("requirement \"3.1.9\" responsibility=provider"));
        assert_eq!(end(&silent), "unknown");
    }
}

mod status_and_score {
    use super::*;

    /// Declared score and points at risk when only this row is not plainly implemented.
    fn score(id: &str, line: &str, rest: &str) -> (i16, u16) {
        let checked = contractor(&format!("{rest}{}", plan_without(&[id], line)));
        let [score] = &checked.report.scores[..] else { panic!("one score") };
        assert_eq!(score.of, 110);
        (score.declared, score.at_risk)
    }

    fn declared(id: &str, line: &str) -> i16 {
        score(id, line, "plan { item opa-1 requirement=\"3.1.1\" opened=\"2026-09-01\" closes=\"2026-12-01\"; }\n").0
    }

    #[test]
    fn what_is_met() {
        for row in [
            format!("status=implemented {{ {WE}; }}"),
            "status=not-applicable reason=\"Nobody signs in.\"".to_owned(),
            format!("status=implemented {{ {WE}; enduring-exception {{ mitigation \"isolated VLAN\"; }}; }}"),
            format!("status=not-met {{ {WE}; enduring-exception {{ mitigation \"isolated VLAN\"; }}; }}"),
            format!("status=implemented {{ {WE}; deficiency since=\"2026-09-01\" plan=opa-1; }}"),
            format!("status=alternative ruling=\"DoD CIO 2025-03-04\" {{ {WE}; }}"),
        ] {
            assert_eq!(declared("3.1.1", &format!("requirement \"3.1.1\" {row}")), 110, "{row}");
        }
    }

    #[test]
    fn what_is_not_met() {
        for row in [
            format!("status=partially-implemented {{ {WE}; }}"),
            format!("status=planned {{ {WE}; }}"),
            format!("status=alternative {{ {WE}; }}"),
            format!("status=alternative ruling=\" \" {{ {WE}; }}"),
            format!("status=not-met {{ {WE}; }}"),
            "status=not-applicable".to_owned(),
            format!("status=implemented {{ {WE}; enduring-exception asset=x; }}"),
            format!("status=implemented {{ {WE}; deficiency since=\"2026-09-01\"; }}"),
        ] {
            assert_eq!(declared("3.1.1", &format!("requirement \"3.1.1\" {row}")), 105, "{row}");
        }
        assert_eq!(declared("3.1.1", ""), 105, "a requirement without a row");
    }

    #[test]
    fn weights_are_subtracted() {
        for (id, weight) in [("3.1.1", 5), ("3.1.5", 3), ("3.1.3", 1), ("3.12.4", 0)] {
            assert_eq!(declared(id, &format!("requirement \"{id}\" status=not-met {{ {WE}; }}")), 110 - weight, "{id}");
        }
    }

    #[test]
    fn the_two_states_that_cost_three() {
        for (id, state, other) in [
            ("3.5.3", "remote-and-privileged-only", "encrypted-not-validated"),
            ("3.13.11", "encrypted-not-validated", "remote-and-privileged-only"),
        ] {
            let with =
                |s: &str| declared(id, &format!("requirement \"{id}\" status=partially-implemented {s} {{ {WE}; }}"));
            assert_eq!(with(""), 105, "{id}");
            assert_eq!(with(&format!("state={state}")), 107, "{id}");
            assert_eq!(with(&format!("state={other}")), 105, "{id}");
        }
        // On another requirement the state means nothing.
        let row =
            format!("requirement \"3.1.1\" status=partially-implemented state=encrypted-not-validated {{ {WE}; }}");
        assert_eq!(declared("3.1.1", &row), 105);
    }

    #[test]
    fn met_only_if_every_objective_is() {
        let row =
            format!("requirement \"3.1.1\" status=implemented {{ {WE}; objective d status=planned {{ {WE}; }}; }}");
        assert_eq!(declared("3.1.1", &row), 105);
    }

    #[test]
    fn points_are_at_risk_only_where_met_is_declared() {
        let crm = |word: &str| northwind(&says(word));
        let row = |status: &str, who: &str| format!("requirement \"3.1.8\" status={status} {{ {who}; }}");
        let northwind = "provider northwind \"It locks.\"";
        let weight = requirements().iter().find(|r| r.id == "3.1.8").expect("3.1.8").weight.full();
        let worth = i16::try_from(weight).expect("small");
        assert_eq!(score("3.1.8", &row("implemented", northwind), &crm("provider")), (110, 0));
        assert_eq!(score("3.1.8", &row("implemented", northwind), &crm("customer")), (110, weight));
        assert_eq!(score("3.1.8", &row("implemented", northwind), &crm("shared")), (110, weight));
        assert_eq!(score("3.1.8", "requirement \"3.1.8\" status=implemented", &crm("provider")), (110, weight));
        assert_eq!(score("3.1.8", &row("planned", northwind), &crm("customer")), (110 - worth, 0));
        assert_eq!(score("3.1.8", "", &crm("customer")), (110 - worth, 0));
    }

    #[test]
    fn a_finding_tells_the_points_of_its_requirement() {
        let checked =
            contractor(&format!("{}{}", northwind(&says("customer")), row("provider northwind \"It locks.\"")));
        let weight = requirements().iter().find(|r| r.id == "3.1.8").expect("3.1.8").weight.full();
        assert_eq!(checked.one("owner-contradicted").points, Some(weight));
    }

    #[test]
    fn a_level_one_boundary_has_no_score() {
        let checked = report("organization forge { cmmc level=1 assessment=self; handles fci; }\n");
        assert!(checked.report.scores.is_empty());
    }
}

mod boundaries {
    use super::*;

    const TWO: &str =
        "boundary enclave level=2 { asset a category=cui; }\nboundary office level=1 { asset b category=fci; }\n";

    /// What a boundary has on file, for the tests that run all rules.
    const PAPERS: &str = "inventory path=\"inventory.csv\"; diagram path=\"network.pdf\";";

    #[test]
    fn with_two_boundaries_each_node_says_which() {
        for node in [
            "environment m365 offering=m365-gcc-high$ { holds spd; }",
            "provider northwind kind=msp$ { service siem function=siem data=spd on-assets=provider; }",
            "ssp version=\"1\" date=\"2026-10-12\"$",
            "plan$ { item a requirement=\"3.1.1\" opened=\"2026-09-01\" closes=\"2026-12-01\"; }",
            "poam$ { item \"3.1.3\" opened=\"2026-10-12\" closes=\"2027-03-01\"; }",
            "status$ level=2 kind=c3pao result=final on=\"2026-10-01\" score=110",
            "affirmation$ on=\"2026-10-03\" by=\"President\"",
            "assessment$ planned=\"2027-02-01\"",
        ] {
            let bare = contractor(&format!("{TWO}{}\n", node.replace('$', "")));
            let told = bare.one("boundary-not-stated");
            assert_eq!((told.level, bare.line(told)), (Level::Error, node.replace('$', "").as_str()));
            let stated = contractor(&format!("{TWO}{}\n", node.replace('$', " boundary=enclave")));
            stated.assert_silent(&["boundary-not-stated"]);
            let one = contractor(&format!(
                "boundary enclave level=2 {{ asset a category=cui; }}\n{}\n",
                node.replace('$', "")
            ));
            one.assert_silent(&["boundary-not-stated"]);
        }
    }

    #[test]
    fn without_a_boundary_there_is_one_at_the_organizations_level() {
        for (level, outcome) in [(1, "not-applicable"), (2, "found"), (3, "found")] {
            let checked = report(&format!("organization forge {{ cmmc level={level}; handles cui; }}\n"));
            assert_eq!(checked.facts_of("boundary", "boundary:", "level"), [level.to_string()]);
            assert_eq!(checked.outcome("ssp-missing"), outcome, "{level}");
            if outcome == "found" {
                assert!(checked.line(checked.one("ssp-missing")).starts_with("organization"));
            }
        }
    }

    #[test]
    fn a_level_one_firm_with_an_enclave() {
        let text = format!(
            "organization forge {{ cmmc level=1 assessment=self; handles fci cui; }}\n{}{}",
            TWO.replace("enclave level=2 {", &format!("enclave level=2 {{ {PAPERS}")),
            plan_without(&[], "").replace("ssp version", "ssp boundary=enclave version")
        );
        let checked = crate::support::report(&text);
        assert_eq!(checked.at_least(Level::Warning), Vec::<String>::new());
        let scores: Vec<(&str, i16)> =
            checked.report.scores.iter().map(|s| (s.boundary.as_str(), s.declared)).collect();
        assert_eq!(scores, [("enclave", 110)]);
    }

    #[test]
    fn ownership_is_per_boundary() {
        let two =
            "boundary north level=2 { asset a category=cui; }\nboundary south level=2 { asset b category=cui; }\n";
        let north = plan_without(&[], "").replace("ssp version", "ssp boundary=north version");
        let south = plan_without(&["3.1.8"], "").replace("ssp version", "ssp boundary=south version");
        let checked = contractor(&format!("{two}{north}{south}"));
        let told = checked.one("requirement-unowned");
        assert_eq!(told.requirements, ["3.1.8"]);
        assert!(checked.line(told).starts_with("ssp boundary=south"));
        let scores: Vec<i16> = checked.report.scores.iter().map(|s| s.declared).collect();
        assert_eq!(scores.len(), 2);
        assert!(scores[0] == 110 && scores[1] < 110, "{scores:?}");
    }

    #[test]
    fn one_plan_may_belong_to_two_boundaries() {
        let two =
            "boundary north level=2 { asset a category=cui; }\nboundary south level=2 { asset b category=cui; }\n";
        let both = plan_without(&[], "boundary north south");
        let checked =
            crate::support::contractor(&format!("{}{both}", two.replace("level=2 {", &format!("level=2 {{ {PAPERS}"))));
        assert_eq!(checked.at_least(Level::Warning), Vec::<String>::new());
        assert_eq!(checked.report.scores.len(), 2);
    }

    #[test]
    fn a_providers_level_is_the_highest_of_its_boundaries() {
        let with = |boundary: &str| {
            let text = format!(
                "{TWO}provider northwind kind=msp {{ {boundary}; service siem function=siem data=spd on-assets=provider; }}\n"
            );
            let checked = contractor(&text);
            (checked.fact("provider", "provider:northwind", "level"), checked.outcome("esp-without-crm"))
        };
        assert_eq!(with("boundary office"), ("1".to_owned(), "not-applicable"));
        assert_eq!(with("boundary office enclave"), ("2".to_owned(), "found"));
    }

    #[test]
    fn level_one_is_quiet() {
        let text = "organization forge { cmmc level=1 assessment=self; handles fci; }\n\
                    provider northwind kind=msp { service siem function=siem on-assets=provider; }\n\
                    crm n provider=northwind version=\"1\" date=\"2020-05-01\" { requirement \"AC.L1-b.1.i\" responsibility=shared; }\n";
        let checked = crate::support::report(text);
        assert_eq!(checked.at_least(Level::Warning), Vec::<String>::new());
    }

    #[test]
    fn level_three_asks_for_what_level_two_asks() {
        let text = "organization forge { cmmc level=3 assessment=dibcac; handles cui; }\nboundary core level=3 { asset a category=cui; }\n";
        assert!(report(text).has("ssp-missing"));
        let planned = format!("{text}{}", plan(""));
        assert!(report(&planned).has("requirement-unowned"));
    }
}

mod independence {
    use super::*;

    fn assessed(lines: &str) -> Checked {
        contractor(&format!("assessment c3pao=ironclad planned=\"2027-02-01\"\n{lines}\n"))
    }

    fn firm(engaged: &str) -> String {
        format!("provider ironclad kind=c3pao {{ {engaged}; }}")
    }

    #[test]
    fn advice_of_the_firm() {
        for work in ["readiness", "consulting", "templates", "implementation", "managed-services"] {
            let checked = assessed(&firm(&format!("engaged from=\"2025-01-01\" until=\"2025-06-30\" for={work}")));
            let told = checked.one("assessor-advised");
            assert_eq!(told.level, Level::Error, "{work}");
            assert!(checked.line(told).starts_with("assessment"), "{work}");
        }
    }

    #[test]
    fn mock_assessments_and_assessments_are_no_advice() {
        for work in ["mock-assessment", "assessment"] {
            let checked = assessed(&firm(&format!("engaged from=\"2025-01-01\" until=\"2025-06-30\" for={work}")));
            checked.assert_silent(&["assessor-advised"]);
        }
        let both =
            assessed(&firm("engaged from=\"2025-01-01\" until=\"2025-06-30\" { for mock-assessment readiness; }"));
        assert!(both.has("assessor-advised"));
    }

    #[test]
    fn three_years_count_back_from_the_assessment() {
        let until = |day: &str| assessed(&firm(&format!("engaged from=\"2020-01-01\" until=\"{day}\" for=readiness")));
        assert!(until("2024-02-02").has("assessor-advised"));
        until("2024-02-01").assert_silent(&["assessor-advised"]);
        // Three years before today, and within three years of the assessment's own date had it been earlier.
        let earlier = "assessment c3pao=ironclad on=\"2026-06-01\"\n";
        let engaged = firm("engaged from=\"2020-01-01\" until=\"2023-07-01\" for=readiness");
        assert!(contractor(&format!("{earlier}{engaged}\n")).has("assessor-advised"));
        assert!(assessed(&firm("engaged from=\"2020-01-01\" for=readiness")).has("assessor-advised"), "it goes on");
    }

    #[test]
    fn a_member_of_the_team() {
        let member = |day: &str| {
            contractor(&format!(
                "assessment c3pao=ironclad planned=\"2027-02-01\" {{ member \"R. Vance\" advised-until=\"{day}\"; }}\nprovider ironclad kind=c3pao\n"
            ))
        };
        let within = member("2024-02-02");
        let told = within.one("assessor-advised");
        assert!(told.others.iter().any(|o| within.sources.text(o.span).contains("2024-02-02")), "{}", within.all());
        member("2024-02-01").assert_silent(&["assessor-advised"]);
    }

    #[test]
    fn an_affiliate_of_the_firm() {
        let engaged = "engaged from=\"2025-09-01\" until=\"2026-08-01\" for=readiness";
        let tied = assessed(&format!(
            "provider ironclad kind=c3pao\nprovider keystone kind=rpo {{ affiliate-of ironclad; {engaged}; }}"
        ));
        assert!(tied.has("assessor-advised"));
        let other_way = assessed(&format!(
            "provider ironclad kind=c3pao {{ affiliate-of keystone; }}\nprovider keystone kind=rpo {{ {engaged}; }}"
        ));
        assert!(other_way.has("assessor-advised"));
        let apart = assessed(&format!("provider ironclad kind=c3pao\nprovider keystone kind=rpo {{ {engaged}; }}"));
        apart.assert_silent(&["assessor-advised"]);
    }
}

mod wordings {
    use super::*;

    #[test]
    fn a_split_is_asked_for_per_objective_that_is_still_shared() {
        let with = |rows: &str| contractor(&northwind(rows));
        assert!(with("requirement \"3.1.8\" responsibility=shared").has("shared-without-split"));
        with(&says("shared")).assert_silent(&["shared-without-split"]);
        // Inherited from the requirement.
        with("requirement \"3.1.8\" responsibility=shared { provider \"It locks.\"; customer \"You reset.\"; objective a responsibility=shared; }")
            .assert_silent(&["shared-without-split"]);
        // Nothing is still shared.
        with("requirement \"3.1.8\" responsibility=shared { objective a responsibility=provider; objective b responsibility=customer; }")
            .assert_silent(&["shared-without-split"]);
        for (side, other) in [("provider", "customer"), ("customer", "provider")] {
            let checked = with(&format!("requirement \"3.1.8\" responsibility=shared {{ {side} \"Does it.\"; }}"));
            let told = checked.one("shared-without-split");
            assert!(told.message.ends_with(&format!("what the {other} does")), "{}", told.message);
            let blank =
                with(&format!("requirement \"3.1.8\" responsibility=shared {{ {side} \"Does it.\"; {other} \" \"; }}"));
            let told = blank.one("shared-without-split");
            assert!(told.message.ends_with(&format!("what the {other} does")), "blank {other}: {}", told.message);
        }
        let half = with(
            "requirement \"3.1.8\" responsibility=shared { provider \"It locks.\"; objective a responsibility=shared { customer \"You count.\"; }; }",
        );
        assert!(half.line(half.one("shared-without-split")).starts_with("requirement"), "{}", half.all());
        let inner = with(
            "requirement \"3.1.8\" responsibility=provider {\nprovider \"It locks.\"\nobjective a responsibility=shared\n}",
        );
        assert!(inner.line(inner.one("shared-without-split")).starts_with("objective a"), "{}", inner.all());
    }

    #[test]
    fn a_combined_column_leaves_the_split_undecided() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("crmlint.kdl", "crmlint format=1 { as-of \"2026-11-22\"; }\n");
        write(
            "unit.kdl",
            &format!(
                "{ORG}provider northwind kind=msp {{ service siem function=siem data=spd on-assets=provider; }}\ncrm n provider=northwind version=\"1\" date=\"2026-05-01\" source=\"m.csv\"\n"
            ),
        );
        write("m.csv", "Requirement,Responsibility,Description\n3.1.8,Shared,\"Northwind locks, you reset.\"\n");
        let request = crmlint::discover::Request {
            paths: vec![folder.path().to_path_buf()],
            isolated: false,
            ..crmlint::discover::Request::default()
        };
        let found = crmlint::discover::discover(&request, &crmlint::discover::Disk);
        let unit = &found.units.first().expect("a unit").unit;
        let report = crmlint::check::check(
            &found.sources,
            unit,
            &crmlint::rule::RuleSet::bundled(),
            &crmlint::catalog::Catalog::bundled(),
            &crmlint::check::Settings::new(crate::support::TODAY),
        );
        assert_eq!(report.outcomes["shared-without-split"].word(), "undecided", "{:?}", report.findings);
    }

    #[test]
    fn interview_contacts() {
        let rule = "provider-without-interview-contact";
        for word in ["provider", "shared"] {
            let checked = contractor(&northwind(&says(word)));
            assert_eq!(checked.one(rule).level, Level::Warning, "{word}");
        }
        for word in ["customer", "not-applicable"] {
            contractor(&northwind(&says(word))).assert_silent(&[rule]);
        }
        let with = northwind(&says("provider")).replace(
            "on-assets=provider;",
            "on-assets=provider; contact interview name=\"Desk\" email=\"d@n.example\";",
        );
        contractor(&with).assert_silent(&[rule]);
        let cloud = |offering: &str, more: &str| {
            contractor(&format!(
                "environment store offering={offering} provider=acme tenant-of=forge {{ holds cui; {more} }}\nprovider acme kind=csp\n\
                 crm a provider=acme version=\"1\" date=\"2026-05-01\" {{ {} }}\n",
                says("provider")
            ))
        };
        cloud("azure-government", "").assert_silent(&[rule]);
        assert!(cloud("acme-vault", "equivalency assessor=\"Example 3PAO\" assessed=\"2026-03-10\"").has(rule));
    }

    #[test]
    fn a_reason_is_asked_of_rows_of_the_plan_only() {
        let rule = "not-applicable-without-reason";
        contractor(&northwind(&says("not-applicable"))).assert_silent(&[rule]);
        for row in ["status=not-applicable", "status=not-applicable reason=\" \""] {
            let checked = contractor(&plan(&format!("requirement \"3.1.8\" {row}")));
            assert_eq!(checked.one(rule).level, Level::Error, "{row}");
        }
        contractor(&plan("requirement \"3.1.8\" status=not-applicable reason=\"Nobody signs in.\""))
            .assert_silent(&[rule]);
    }

    #[test]
    fn labels_against_facts() {
        let labelled = |label: &str, service: &str| {
            contractor(&format!(
                "provider northwind kind=msp {{ esp {label}; service desk function=administration {service}; }}\n"
            ))
        };
        let rule = "esp-label-contradicted";
        assert_eq!(labelled("#false", "data=spd on-assets=provider").one(rule).level, Level::Error);
        assert_eq!(labelled("#true", "data=none on-assets=provider").one(rule).level, Level::Note);
        labelled("#true", "data=spd on-assets=provider").assert_silent(&[rule]);
        labelled("#false", "data=none").assert_silent(&[rule]);
        assert_eq!(labelled("#false", "on-assets=provider").outcome(rule), "undecided");
    }

    #[test]
    fn export_controlled_cui() {
        let with = |offering: &str, holds: &str| {
            report(&format!(
                "organization forge {{ cmmc level=2; handles cui; export-controlled #true; }}\nenvironment store offering={offering} tenant-of=forge {{ holds {holds}; }}\n"
            ))
        };
        let rule = "export-controlled-environment";
        for offering in ["m365-gcc", "azure-commercial"] {
            let checked = with(offering, "cui");
            let told = checked.one(rule);
            assert_eq!((told.level, told.debated), (Level::Warning, true), "{offering}");
            with(offering, "spd").assert_silent(&[rule]);
        }
        with("m365-gcc-high", "cui").assert_silent(&[rule]);
        assert_eq!(
            with("aws-commercial", "cui").of(rule).len()
                + usize::from(with("aws-commercial", "cui").outcome(rule) == "undecided"),
            1
        );
        contractor("environment store offering=m365-gcc tenant-of=forge { holds cui; }\n").assert_silent(&[rule]);
    }

    #[test]
    fn missing_evidence_is_one_list_and_includes_counts() {
        let mut items = evidence_items().iter().map(|i| i.id);
        let first = items.next().expect("28 items");
        let rest: Vec<&str> = items.collect();
        let claim = |evidence: &str| {
            contractor(&format!(
                "environment vault offering=acme-vault tenant-of=forge {{\nholds cui\nequivalency assessor=\"Example 3PAO\" assessed=\"2026-03-10\" open-assessment-items=0 {{\n{evidence}\n}}\n}}\n"
            ))
        };
        let rule = "equivalency-evidence-gap";
        claim(&format!("evidence {first} path=\"a.pdf\" includes=\"{}\"", rest.join(" "))).assert_silent(&[rule]);
        let words = rest.iter().map(|r| format!("\"{r}\"")).collect::<Vec<_>>().join(" ");
        claim(&format!("evidence {first} path=\"a.pdf\" {{ includes {words}; }}")).assert_silent(&[rule]);
        let none = claim("");
        assert_eq!(none.of(rule).len(), 1);
        let two = claim(&format!("evidence {first} path=\"a.pdf\" includes=\"{}\"", rest[2..].join(" ")));
        let message = &two.one(rule).message;
        assert!(message.contains(rest[0]) && message.contains(rest[1]) && !message.contains(rest[2]), "{message}");
    }

    #[test]
    fn encrypted_cui_counts_where_it_rests_and_not_where_it_passes() {
        let with = |flow: &str| {
            contractor(&format!(
                "boundary enclave level=2 {{\nasset pcs category=cui\nasset tv category=out-of-scope reason=\"guest VLAN\"\n{flow}\n}}\n\
                 provider carrier kind=carrier {{ service line function=carrier; }}\n\
                 environment logs offering=azure-government tenant-of=forge {{ holds spd; }}\n"
            ))
        };
        let rule = "encrypted-cui-excluded";
        assert_eq!(
            with("flow f data=cui from=pcs to=tv encrypted=#true")
                .at(with("flow f data=cui from=pcs to=tv encrypted=#true").one(rule)),
            "tv"
        );
        assert!(with("flow f data=cui from=tv to=pcs encrypted=#true").has(rule));
        assert!(with("flow f data=cui from=pcs to=logs encrypted=#true").has(rule));
        with("flow f data=cui from=pcs to=pcs encrypted=#true via=carrier").assert_silent(&[rule]);
        with("flow f data=cui from=pcs to=pcs encrypted=#true via=tv").assert_silent(&[rule]);
        with("flow f data=spd from=pcs to=tv encrypted=#true").assert_silent(&[rule]);
    }

    #[test]
    fn a_matrix_is_as_fresh_as_its_newest_date() {
        let with = |date: &str, inside: &str, review: &str| {
            contractor(&format!(
                "provider northwind kind=msp\ncrm n provider=northwind version=\"1\" date=\"{date}\" {{ {inside} {} }}\n{review}\n",
                says("customer")
            ))
        };
        let rule = "crm-stale";
        assert_eq!(with("2025-11-21", "", "").one(rule).level, Level::Warning);
        with("2025-11-22", "", "").assert_silent(&[rule]);
        with("2020-01-01", "reviewed by=it on=\"2026-10-02\";", "").assert_silent(&[rule]);
        with("2020-01-01", "", "crm-review n on=\"2026-10-02\" outcome=accepted").assert_silent(&[rule]);
        assert!(
            with("2020-01-01", "reviewed by=it on=\"2024-10-02\";", "crm-review n on=\"2025-10-02\" outcome=accepted")
                .has(rule)
        );
    }

    #[test]
    fn editions_are_compared_only_when_both_are_stated() {
        let with = |crm: &str, uses: &str| {
            contractor(&format!(
                "provider northwind kind=msp\ncrm n provider=northwind {crm} date=\"2026-05-01\" {{ {} }}\n{}",
                says("customer"),
                plan(&format!("uses n {uses}"))
            ))
        };
        let rule = "crm-version-mismatch";
        let checked = with("version=\"2.1\"", "version=\"2.0\"");
        assert_eq!(checked.at(checked.one(rule)).trim_matches('"'), "2.0");
        with("version=\"2.1\"", "version=\"2.1\"").assert_silent(&[rule]);
        with("version=\"2.1\"", "").assert_silent(&[rule]);
        with("", "version=\"2.0\"").assert_silent(&[rule]);
    }

    #[test]
    fn the_framework_decides_what_a_requirement_is() {
        let rule = "unknown-requirement";
        let crm = |framework: &str, id: &str| {
            contractor(&format!(
                "provider northwind kind=msp\ncrm n provider=northwind version=\"1\" date=\"2026-05-01\" {framework} {{ requirement \"{id}\" responsibility=customer {{ customer \"You.\"; }}; }}\n"
            ))
        };
        for id in ["3.1.1", "AC.L2-3.1.1", "AC.L1-3.1.1", "AC.L1-b.1.i", "3.1.1[a]"] {
            crm("", id).assert_silent(&[rule]);
        }
        assert_eq!(crm("", "03.01.01").one(rule).level, Level::Note);
        crm("framework=nist-sp-800-171-r3", "03.01.01").assert_silent(&[rule]);
        crm("framework=nist-sp-800-53", "AC-2").assert_silent(&[rule]);
        assert_eq!(crm("", "3.1.99").one(rule).level, Level::Error);
        assert_eq!(crm("", "3.1.8[z]").one(rule).level, Level::Error);
    }

    #[test]
    fn security_tools_say_what_they_handle() {
        let with = |service: &str, more: &str| {
            contractor(&format!(
                "boundary enclave level=2 {{ asset pcs category=cui; asset kiosk category=out-of-scope reason=\"guest\"; }}\n\
                 provider northwind kind=msp {{ service tool {service}; {more} }}\n"
            ))
        };
        let rule = "security-tool-without-data";
        for function in
            ["remote-management", "siem", "edr", "identity", "mfa", "password-vault", "vulnerability-scanning"]
        {
            let checked = with(&format!("function={function} on-assets=provider"), "");
            assert_eq!(checked.one(rule).level, Level::Warning, "{function}");
        }
        for function in ["backup", "firewall", "help-desk", "media-destruction"] {
            with(&format!("function={function} on-assets=provider"), "").assert_silent(&[rule]);
        }
        assert!(with("function=edr data=none reaches=pcs on-assets=provider", "").has(rule));
        with("function=edr data=none reaches=kiosk on-assets=provider", "").assert_silent(&[rule]);
        with("function=edr data=spd reaches=pcs on-assets=provider", "").assert_silent(&[rule]);
        with("function=edr data=none reaches=pcs on-assets=customer", "remote-access from=customer-devices")
            .assert_silent(&[rule]);
    }
}

mod must_stay_quiet {
    use super::*;
    // All rules: what is in order by one of them must be so by the others.
    use crate::support::{contractor, report};

    fn quiet(checked: &Checked, level: Level) {
        assert_eq!(checked.at_least(level), Vec::<String>::new(), "{}", checked.all());
    }

    /// A cloud vendor whose matrix leaves all to the customer, so that only the cloud itself is judged.
    const MICROSOFT: &str = "provider microsoft kind=csp\n\
                             crm ms provider=microsoft version=\"1\" date=\"2026-05-01\" { default responsibility=customer \"All is yours.\"; }\n";

    /// The paper that stands beside a matrix.
    fn described(provider: &str) -> String {
        format!("service-description provider={provider} path=\"vendor/{provider}.pdf\" date=\"2026-05-01\"\n")
    }

    /// A matrix on which the plan rests was compared with what is really there.
    fn reviewed(crm: &str) -> String {
        format!("crm-review {crm} on=\"2026-06-01\" outcome=accepted method=sampled \"Ten rows compared.\"\n")
    }

    fn whole_plan(lines: &str) -> String {
        plan_without(&[], lines)
    }

    #[test]
    fn cui_in_azure_commercial_with_terms() {
        let text = format!(
            "environment drawings offering=azure-commercial provider=microsoft tenant-of=forge checked=\"2026-10-02\" {{ holds cui; incident-terms accepted=#true reference=\"A\"; }}\n{MICROSOFT}{}{}",
            described("microsoft"),
            whole_plan("describes microsoft section=\"2\" \"Hosts drawings.\"")
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_soc_cloud_with_spd_and_no_fedramp() {
        let text = format!(
            "environment soc offering=arctic-wolf provider=wolf tenant-of=forge {{ holds spd; }}\n\
             provider wolf kind=mssp\n\
             crm w provider=wolf version=\"1\" date=\"2026-05-01\" {{ default responsibility=customer \"All is yours.\"; }}\n{}{}",
            described("wolf"),
            whole_plan("describes wolf section=\"2\" \"Watches logs.\"")
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_matrix_that_lists_only_its_own_rows() {
        let text = format!(
            "{}{}{}{}",
            described("northwind"),
            reviewed("northwind-crm"),
            northwind(&says("shared"))
                .replace("on-assets=provider;", "on-assets=provider; contact interview name=\"Desk\";"),
            plan_without(
                &["3.1.8"],
                &format!("requirement \"3.1.8\" status=implemented {{ {WE}; provider northwind \"It locks.\"; }}")
            )
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_microsoft_duty_done_by_the_msp_alone() {
        let text = format!(
            "environment m365 offering=m365-gcc-high provider=microsoft tenant-of=forge {{ holds spd; }}\nprovider microsoft kind=csp\n\
             crm ms provider=microsoft version=\"1\" date=\"2026-05-01\" {{ covers m365; {} }}\n{}{}{}{}{}",
            says("customer"),
            described("microsoft"),
            described("northwind"),
            reviewed("northwind-crm"),
            northwind(&says("provider"))
                .replace("on-assets=provider;", "on-assets=provider; contact interview name=\"Desk\";"),
            plan_without(
                &["3.1.8"],
                "describes microsoft section=\"2\" \"Hosts mail.\"\nrequirement \"3.1.8\" status=implemented { provider northwind \"It locks.\"; }"
            )
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn staff_augmentation() {
        let text = format!(
            "provider staff kind=staffing {{ service admins function=administration data=cui spd on-assets=customer; remote-access from=customer-devices; }}\n{}",
            plan_without(&["3.1.8"], "requirement \"3.1.8\" status=implemented { provider staff \"They lock.\"; }")
        )
        .replace("data=cui spd on-assets=customer;", "on-assets=customer { data cui spd; };");
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_colocation_in_physical_protection() {
        let text = format!(
            "provider barn kind=colocation {{ service cage function=facility; }}\n{}",
            plan_without(
                &["3.10.1", "3.10.2"],
                "requirement \"3.10.1\" \"3.10.2\" status=implemented { provider barn \"It guards the cage.\"; }"
            )
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_mock_assessment_by_the_c3pao() {
        let text = format!(
            "assessment c3pao=ironclad planned=\"2027-02-01\"\n\
             provider ironclad kind=c3pao {{ engaged from=\"2026-03-01\" until=\"2026-03-15\" for=mock-assessment; }}\n{}",
            whole_plan("")
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_level_one_firm_without_plan_or_matrix() {
        let text = "organization forge { cmmc level=1 assessment=self; handles fci; }\n\
                    provider northwind kind=msp { service desk function=administration data=fci on-assets=provider; }\n";
        quiet(&report(text), Level::Note);
    }

    #[test]
    fn not_applicable_in_a_matrix() {
        let text = format!(
            "{}{}{}",
            described("northwind"),
            northwind(&says("not-applicable")),
            whole_plan("describes northwind section=\"2\" \"Runs the desk.\"")
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_microsoft_matrix_keyed_by_800_53() {
        let text = format!(
            "environment m365 offering=m365-gcc-high provider=microsoft tenant-of=forge {{ holds spd; }}\nprovider microsoft kind=csp\n\
             crm ms provider=microsoft version=\"1\" date=\"2026-05-01\" framework=nist-sp-800-53 {{\n\
             requirement \"AC-2\" responsibility=shared {{ provider \"It stores accounts.\"; customer \"You name them.\"; }}\n\
             requirement \"AC-7\" responsibility=provider {{ provider \"It locks.\"; }}\n}}\n{}{}",
            described("microsoft"),
            plan_without(
                &["3.1.8", "3.1.1"],
                &format!(
                    "requirement \"3.1.8\" status=implemented {{ provider microsoft \"It locks.\"; }}\n\
                     requirement \"3.1.1\" status=implemented {{ provider microsoft \"It stores.\"; {WE}; }}"
                )
            )
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn encrypted_cui_via_a_carrier() {
        let text = format!(
            "boundary enclave level=2 {{\ninventory path=\"inventory.csv\"; diagram path=\"network.pdf\"\n\
             asset pcs category=cui\nasset files category=cui\n\
             flow drawings data=cui from=pcs to=files encrypted=#true via=carrier\n}}\n\
             provider carrier kind=carrier {{ service line function=carrier; }}\n{}",
            whole_plan("")
        );
        quiet(&contractor(&text), Level::Warning);
    }

    #[test]
    fn a_plan_item_worth_five_points_before_any_status() {
        let text = format!(
            "plan {{ item opa-1 requirement=\"3.1.1\" opened=\"2026-09-01\" closes=\"2027-12-01\"; }}\n{}",
            plan_without(&["3.1.1"], &format!("requirement \"3.1.1\" status=planned {{ {WE}; }}"))
        );
        quiet(&contractor(&text), Level::Warning);
    }
}
