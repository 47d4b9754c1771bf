//! `comity waive`: what is found now is held back until a day, and nothing else.

use serde_json::Value;

use crate::harness::Sandbox;

const TODAY: &str = "2026-03-02";
const LINE: [&str; 8] = [
    "waive",
    "--until",
    "2026-08-31",
    "--reason",
    "Taken over as it stood",
    "--approved-by",
    "waste-manager",
    "--today",
];

/// The neglected example, in which much is found, without the waivers that stand there already.
fn neglected() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let settings = sandbox.read("comity.toml");
    let (before, _) = settings.split_once("\n[[waiver]]").expect("it has waivers");
    sandbox.write("comity.toml", before);
    sandbox
}

fn waive(sandbox: &Sandbox, more: &[&str]) -> comity::cli::Outcome {
    let mut line = LINE.to_vec();
    line.push(TODAY);
    line.extend(more);
    sandbox.comity(&line)
}

fn check(sandbox: &Sandbox, today: &str) -> (u8, Vec<Value>) {
    let outcome = sandbox.comity(&["check", "--format", "json", "--today", today]);
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    (outcome.code, report["findings"].as_array().expect("a list").clone())
}

#[test]
fn what_is_found_now_is_held_back_and_what_comes_after_is_told() {
    let sandbox = neglected();
    let settings = sandbox.read("comity.toml");
    assert_eq!(check(&sandbox, TODAY).0, 1);
    let outcome = waive(&sandbox, &["--all"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    assert!(outcome.stdout.starts_with("wrote comity.toml\n"), "{}", outcome.stdout);
    assert!(sandbox.read("comity.toml").starts_with(settings.trim_end()));
    let (code, findings) = check(&sandbox, TODAY);
    assert_eq!((code, findings), (0, Vec::new()));
    // Something new.
    sandbox.write("collaborations/night-bus/log/2026-03-01-x.toml", "kind = \"action\"\n");
    let (code, findings) = check(&sandbox, TODAY);
    assert_eq!(code, 1);
    assert!(findings.iter().all(|it| it["file"].as_str().unwrap_or("").contains("2026-03-01-x")));
    // What is waived already is not waived twice.
    std::fs::remove_file(sandbox.root().join("collaborations/night-bus/log/2026-03-01-x.toml"))
        .expect("it was there");
    let before = sandbox.read("comity.toml");
    assert!(waive(&sandbox, &["--all"]).stdout.starts_with("nothing was found"));
    assert_eq!(sandbox.read("comity.toml"), before);
}

#[test]
fn when_a_waiver_has_ended_everything_is_told_again() {
    let sandbox = neglected();
    let before = check(&sandbox, "2026-09-01").1.len();
    assert_eq!(waive(&sandbox, &["--all"]).code, 0);
    let after = check(&sandbox, "2026-09-01").1;
    let invalid = after.iter().filter(|it| it["rule"] == "waiver-invalid").count();
    assert!(invalid > 50, "{invalid} waivers have ended");
    assert_eq!(after.len(), before + invalid);
}

#[test]
fn one_collaboration_or_one_group_can_be_named() {
    let sandbox = neglected();
    let rules_left = |sandbox: &Sandbox, id: &str| {
        let findings = check(sandbox, TODAY).1;
        findings.iter().filter(|it| it["collaboration"] == id).count()
    };
    let of_river = rules_left(&sandbox, "river-watch");
    assert_eq!(waive(&sandbox, &["night-bus"]).code, 0);
    assert_eq!(rules_left(&sandbox, "night-bus"), 0);
    assert_eq!(rules_left(&sandbox, "river-watch"), of_river);
    assert_eq!(waive(&sandbox, &["--rule", "actions", "--rule", "term-expired"]).code, 0);
    let findings = check(&sandbox, TODAY).1;
    let is_action = |it: &&Value| {
        let rule = it["rule"].as_str().expect("a name");
        comity::rules::group_of(rule) == Some("actions") || rule == "term-expired"
    };
    assert_eq!(findings.iter().filter(is_action).count(), 0);
    assert!(findings.iter().any(|it| it["rule"] == "signoff-missing"));
}

#[test]
fn a_dry_run_shows_it_and_writes_nothing() {
    let sandbox = neglected();
    let before = sandbox.read("comity.toml");
    let outcome = waive(&sandbox, &["repair-cafe", "--rule", "term-expired", "--dry-run"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, "nothing was written\n"));
    for line in ["+[[waiver]]\n", "+subject = \"repair-cafe/term\"\n", "+until = 2026-08-31\n"] {
        assert!(outcome.stdout.contains(line), "{}", outcome.stdout);
    }
    assert_eq!(sandbox.read("comity.toml"), before);
}

/// What is refused, and what is said then.
fn refused(sandbox: &Sandbox, line: &[&str], says: &str) {
    let before = sandbox.read("comity.toml");
    let outcome = sandbox.comity(line);
    assert_eq!(outcome.code, 2, "{line:?}: {}", outcome.stdout);
    assert!(outcome.stderr.contains(says), "{line:?}: {}", outcome.stderr);
    assert_eq!(sandbox.read("comity.toml"), before);
}

#[test]
fn a_waiver_that_would_be_none_is_refused() {
    let sandbox = neglected();
    let with = |flag: &str, value: &'static str| {
        let mut line = LINE.to_vec();
        line.extend([TODAY, "--all"]);
        let at = line.iter().position(|word| *word == flag).expect("it is there");
        line[at + 1] = value;
        line
    };
    refused(&sandbox, &with("--until", "2027-03-10"), "more than a year ahead");
    refused(&sandbox, &with("--until", "2026-03-01"), "is past");
    refused(&sandbox, &with("--reason", " "), "`--reason` says nothing");
    refused(&sandbox, &with("--approved-by", "waste-manger"), "`waste-manger` is no contact");
    let mut line = LINE.to_vec();
    line.push(TODAY);
    refused(&sandbox, &line, "--all");
    line.extend(["--rule", "action-overdu"]);
    refused(&sandbox, &line, "did you mean `action-overdue`?");
    let mut line = LINE.to_vec();
    line.extend([TODAY, "night-buss"]);
    refused(&sandbox, &line, "did you mean `night-bus`?");
    sandbox.write("comity.toml", "schema = 1\nour_organisation = [\n");
    refused(&sandbox, &with("--reason", "Old"), "cannot be read");
}

#[test]
fn nothing_found_means_nothing_written() {
    let sandbox = Sandbox::clean();
    let before = sandbox.read("comity.toml");
    let outcome = sandbox.comity(&[
        "waive",
        "--all",
        "--until",
        "2025-12-31",
        "--reason",
        "Old",
        "--approved-by",
        "museum-director",
    ]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, "nothing was found that could wait\n"));
    assert_eq!(sandbox.read("comity.toml"), before);
}

#[test]
fn a_waiver_is_unused_only_where_its_rule_has_looked() {
    let sandbox = Sandbox::clean();
    let waiver = |rule: &str, subject: &str| {
        format!(
            "\n[[waiver]]\nrule = \"{rule}\"\nsubject = \"{subject}\"\nreason = \"Old\"\n\
             approved_by = \"museum-director\"\nuntil = 2025-12-31\n"
        )
    };
    let mut text = sandbox.read("comity.toml");
    text.push_str(&waiver("action-overdue", "loan-boxes/act-boxes"));
    text.push_str(&waiver("event-rewritten", "loan-boxes"));
    text.push_str(&waiver("signoff-stale", "gone-long-ago/museum"));
    sandbox.write("comity.toml", text);
    let unused = |more: &[&str]| {
        let line = [&["check", "--format", "json"], more].concat();
        let report: Value = serde_json::from_str(&sandbox.comity(&line).stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").clone();
        let own = findings.iter().filter(|it| it["rule"] == "waiver-unused");
        own.map(|it| it["subject"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(unused(&[]), ["loan-boxes/act-boxes", "gone-long-ago/museum"]);
    assert_eq!(unused(&["loan-boxes"]), Vec::<String>::new());
    assert_eq!(unused(&["--only", "integrity"]), Vec::<String>::new());
    assert_eq!(
        unused(&["--only", "waiver-unused", "--only", "action-overdue"]),
        ["loan-boxes/act-boxes"]
    );
    // While the work rests, nothing is late, and a waiver for that is not over.
    let head = "collaborations/loan-boxes/collaboration.toml";
    let resting = sandbox.read(head);
    sandbox.write(head, format!("suspended_since = 2025-05-26\n{resting}"));
    assert_eq!(unused(&[]), ["gone-long-ago/museum"]);
}

#[test]
fn waivers_that_ended_or_hold_nothing_are_told_and_no_waiver_holds_that_back() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let of_waivers = |today: &str| {
        let (_, findings) = check(&sandbox, today);
        let text = |it: &Value, key: &str| it[key].as_str().expect("text").to_owned();
        let own = findings.iter().filter(|it| text(it, "rule").starts_with("waiver-"));
        own.map(|it| {
            format!("{} {} {}", text(it, "severity"), text(it, "rule"), text(it, "subject"))
        })
        .collect::<Vec<_>>()
    };
    let known =
        ["error waiver-invalid repair-cafe/act-tools", "warning waiver-unused surplus-food"];
    assert_eq!(of_waivers(TODAY), known);
    let outcome = waive(&sandbox, &["--all"]);
    assert!(outcome.stdout.contains("2 are left, which no waiver can hold"), "{}", outcome.stdout);
    assert_eq!(of_waivers(TODAY), known);
    assert_eq!(check(&sandbox, TODAY).1.len(), 2);
}

#[test]
fn a_waiver_has_a_reason_a_role_and_an_end_within_a_year() {
    const REASON: &str = "reason = \"Old\"";
    const BY: &str = "approved_by = \"museum-director\"";
    for (lines, wanted) in [
        // It is the second of June. On its last day it holds, and a year ahead it may.
        ([REASON, BY, "until = 2025-06-02"], ""),
        ([REASON, BY, "until = 2026-06-03"], ""),
        ([REASON, BY, "until = 2025-06-01"], "ended on 2025-06-01"),
        ([REASON, BY, "until = 2026-06-04"], "runs to 2026-06-04, more than a year"),
        ([REASON, BY, ""], "`until` is missing in [waiver]"),
        (["", BY, "until = 2025-12-31"], "`reason` is missing in [waiver]"),
        (["reason = \" \"", BY, "until = 2025-12-31"], "`reason` is empty in [waiver]"),
        ([REASON, "", "until = 2025-12-31"], "`approved_by` is missing in [waiver]"),
    ] {
        let sandbox = Sandbox::clean();
        let head = "collaborations/loan-boxes/collaboration.toml";
        sandbox.write(head, format!("nickname = \"Boxes\"\n{}", sandbox.read(head)));
        let waiver = format!(
            "{}\n[[waiver]]\nrule = \"key-unknown\"\nsubject = \"loan-boxes\"\n{}\n",
            sandbox.read("comity.toml"),
            lines.join("\n")
        );
        sandbox.write("comity.toml", waiver);
        let findings = sandbox.findings("2025-06-02");
        let told: Vec<&str> = findings
            .iter()
            .filter(|it| it["rule"] == "waiver-invalid")
            .map(|it| it["message"].as_str().expect("text"))
            .collect();
        match wanted {
            "" => assert_eq!(told, Vec::<&str>::new(), "{lines:?}"),
            wanted => {
                assert!(told.len() == 1 && told[0].contains(wanted), "{lines:?}: {told:?}");
            }
        }
    }
}
