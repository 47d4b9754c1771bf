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
    refused(&sandbox, &with("--until", "2027-03-03"), "more than a year ahead");
    refused(&sandbox, &with("--until", "2027-03-03"), "`--until 2027-03-02`");
    refused(&sandbox, &with("--until", "2026-03-01"), "is past");
    refused(&sandbox, &with("--reason", " "), "`--reason` says nothing");
    for open in ["x", "TBC", "todo."] {
        refused(&sandbox, &with("--reason", open), "`--reason` says no more than that it is open");
    }
    refused(&sandbox, &with("--approved-by", "TBC"), "`--approved-by` says no more than");
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
    text.push_str(&waiver("stakeholder-unheard", "loan-boxes"));
    sandbox.write("comity.toml", text);
    let unused = |more: &[&str]| {
        let line = [&["check", "--format", "json"], more].concat();
        let report: Value = serde_json::from_str(&sandbox.comity(&line).stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("a list").clone();
        let own = findings.iter().filter(|it| it["rule"] == "waiver-unused");
        own.map(|it| it["subject"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(unused(&[]), ["loan-boxes/act-boxes", "gone-long-ago/museum", "loan-boxes"]);
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

/// The findings of one rule, as `subject: help`.
fn told(sandbox: &Sandbox, rule: &str) -> Vec<String> {
    let findings = check(sandbox, TODAY).1;
    let own = findings.iter().filter(|it| it["rule"] == rule);
    let text = |it: &Value, key: &str| it[key].as_str().expect("text").to_owned();
    own.map(|it| format!("{}: {}", text(it, "subject"), text(it, "help"))).collect()
}

#[test]
fn what_is_more_than_was_accepted_at_one_place_is_told_and_the_rest_is_not() {
    let sandbox = neglected();
    assert_eq!(waive(&sandbox, &["--all"]).code, 0);
    let event = "collaborations/surplus-food/log/2025-10-06-inf-volunteers-incident-q7sm.toml";
    let text = sandbox.read(event);
    sandbox.write(event, format!("{text}note = \"NHS number 943 476 5919, born 3 May 1961\"\n"));
    let details = told(&sandbox, "personal-detail-in-issue");
    assert_eq!(details.len(), 2, "only what is new: {details:?}");
    for detail in details {
        assert!(
            detail.ends_with("; this is not what the waiver for it was written for"),
            "{detail}"
        );
    }
    // One without a count holds whatever comes, beside one that does not.
    let settings = sandbox.read("comity.toml");
    by_hand(&sandbox, "personal-detail-in-issue", "surplus-food", "2026-08-31");
    assert_eq!(told(&sandbox, "personal-detail-in-issue"), Vec::<String>::new());
    sandbox.write("comity.toml", settings);
    // Accepted anew, both hold.
    assert_eq!(waive(&sandbox, &["--rule", "personal-detail-in-issue"]).code, 0);
    assert_eq!(check(&sandbox, TODAY), (0, Vec::new()));
}

#[test]
fn a_number_written_by_hand_holds_so_many_and_where_there_are_more_none() {
    let sandbox = neglected();
    let count = |count: usize| {
        let settings = neglected().read("comity.toml");
        sandbox.write("comity.toml", settings);
        by_hand(&sandbox, "personal-detail-in-issue", "surplus-food", "2026-08-31");
        sandbox.replace(
            "comity.toml",
            "reason = \"Old\"",
            &format!("count = {count}\nreason = \"Old\""),
        );
        told(&sandbox, "personal-detail-in-issue")
    };
    assert_eq!(count(1), Vec::<String>::new());
    let event = "collaborations/surplus-food/log/2025-10-06-inf-volunteers-incident-q7sm.toml";
    let text = sandbox.read(event);
    sandbox.write(event, format!("{text}note = \"born 3 May 1961\"\n"));
    let details = count(1);
    assert_eq!(details.len(), 2, "nobody can tell which is new: {details:?}");
    for detail in details {
        assert!(detail.ends_with("; a waiver holds back 1 of these, and there are 2"), "{detail}");
    }
    assert_eq!(count(2), Vec::<String>::new());
    sandbox.write(event, text);
    let findings = check(&sandbox, TODAY).1;
    let unused = findings.iter().find(|it| it["rule"] == "waiver-unused").expect("one");
    assert_eq!(unused["remedy"]["lines"][0], "count = 1");
}

#[test]
fn a_waiver_for_more_than_there_is_says_what_is_left() {
    let sandbox = neglected();
    let event = "collaborations/surplus-food/log/2025-10-06-inf-volunteers-incident-q7sm.toml";
    let text = sandbox.read(event);
    sandbox.write(event, format!("{text}note = \"NHS number 943 476 5919, born 3 May 1961\"\n"));
    assert_eq!(waive(&sandbox, &["--all"]).code, 0);
    assert_eq!(told(&sandbox, "waiver-unused"), Vec::<String>::new());
    sandbox.write(event, format!("{text}note = \"born 3 May 1961\"\n"));
    let findings = check(&sandbox, TODAY).1;
    let unused: Vec<&Value> = findings.iter().filter(|it| it["rule"] == "waiver-unused").collect();
    assert_eq!((findings.len(), unused.len()), (1, 1), "{findings:?}");
    sandbox.write(event, text);
    let findings = check(&sandbox, TODAY).1;
    assert_eq!(findings.len(), 1, "{findings:?}");
    let line = findings[0]["remedy"]["lines"][0].as_str().expect("a line");
    assert!(
        line.starts_with("found = [\"") && line.len() == "found = [\"12345678\"]".len(),
        "{line}"
    );
    // What is written there is what was meant.
    let settings = sandbox.read("comity.toml");
    let old =
        settings.lines().find(|it| it.matches("\", \"").count() == 2 && it.contains(&line[9..18]));
    sandbox.replace("comity.toml", old.expect("the marks"), line);
    assert_eq!(check(&sandbox, TODAY), (0, Vec::new()));
}

/// A waiver written by hand, until a day.
fn by_hand(sandbox: &Sandbox, rule: &str, subject: &str, until: &str) {
    let settings = sandbox.read("comity.toml");
    sandbox.write(
        "comity.toml",
        format!(
            "{settings}\n[[waiver]]\nrule = \"{rule}\"\nsubject = \"{subject}\"\n\
             reason = \"Old\"\napproved_by = \"waste-manager\"\nuntil = {until}\n"
        ),
    );
}

#[test]
fn command_and_rule_mean_the_same_by_a_year() {
    for (today, last, after) in [
        (TODAY, "2027-03-02", "2027-03-03"),
        ("2027-12-01", "2028-12-01", "2028-12-02"),
        ("2028-02-29", "2029-02-28", "2029-03-01"),
    ] {
        for (until, holds) in [(last, true), (after, false)] {
            let sandbox = neglected();
            let line = ["waive", "--all", "--until", until, "--reason", "Taken over"];
            let more = ["--approved-by", "waste-manager", "--today", today, "--dry-run"];
            assert_eq!(sandbox.comity(&[&line[..], &more].concat()).code == 0, holds, "{until}");
            by_hand(&sandbox, "term-expired", "repair-cafe/term", until);
            let rules = sandbox.rules(today);
            assert_eq!(!rules.contains(&"waiver-invalid".to_owned()), holds, "{today} {until}");
        }
    }
}

#[test]
fn no_waiver_holds_back_what_is_found_about_waivers() {
    let sandbox = neglected();
    assert_eq!(waive(&sandbox, &["--all"]).code, 0);
    by_hand(&sandbox, "action-overdue", "night-bus/gone", "2026-08-31");
    by_hand(&sandbox, "waiver-unused", "night-bus/gone", "2026-08-31");
    assert_eq!(
        told(&sandbox, "waiver-unused"),
        ["night-bus/gone: take it out: it would hide what comes next"]
    );
    assert_eq!(
        told(&sandbox, "waiver-invalid"),
        ["night-bus/gone: put the other waiver right, or take both out"]
    );
}

#[test]
fn the_example_of_the_help_works() {
    use clap::CommandFactory as _;
    let command = comity::cli::Arguments::command();
    let waive = command.find_subcommand("waive").expect("a command");
    let help = waive.get_after_help().expect("an example").to_string();
    let line = help.strip_prefix("Example: comity ").expect("one line");
    // What stands between quotes is one word.
    let mut words: Vec<&str> = Vec::new();
    for (at, part) in line.trim().split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    words.extend(["--today", "2026-11-22"]);
    let sandbox = neglected();
    let outcome = sandbox.comity(&words);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{words:?}");
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
    for line in [
        "took out 1 waiver that had ended: `action-overdue` for `repair-cafe/act-tools`\n",
        "took out 1 waiver that held nothing back: `term-expired` for `surplus-food`\n",
    ] {
        assert!(outcome.stdout.contains(line), "{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("left, which"), "{}", outcome.stdout);
    assert_eq!(check(&sandbox, TODAY), (0, Vec::new()));
    // One collaboration is no look at all of it, so that nobody knows which waivers are over.
    let sandbox = Sandbox::copy_of("examples/neglected");
    let outcome = waive(&sandbox, &["--all", "river-watch"]);
    assert!(!outcome.stdout.contains("took out"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("1 is left, which no waiver can hold:\n  comity.toml:26: "));
    assert_eq!(told(&sandbox, "waiver-unused").len(), 1);
}

#[test]
fn waivers_that_are_over_go_without_a_trace_in_what_others_wrote() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    sandbox.replace("comity.toml", "[[waiver]]", "# Ask again in summer.\n[[waiver]]");
    let mark = "# --- kept by the board ---\n\n[board]\n";
    let text = sandbox.read("comity.toml");
    sandbox.write("comity.toml", format!("{text}\n# Both of us.\n[[waiver]] # new\nrule = \"term-expired\"\nsubject = \"repair-cafe/term\"\ncount = 3\nreason = \"Being signed\"\napproved_by = \"waste-manager\"\nuntil = 2026-06-30 # soon\n\n{mark}"));
    let before = sandbox.read("comity.toml");
    let dry = waive(&sandbox, &["--all", "--dry-run"]);
    assert!(dry.stdout.contains("-until = 2025-06-30\n"), "{}", dry.stdout);
    assert!(dry.stdout.contains("+count = 1\n"), "{}", dry.stdout);
    assert_eq!(sandbox.read("comity.toml"), before);
    let outcome = waive(&sandbox, &["--all"]);
    let told =
        "brought down 1 waiver to what is still found: `term-expired` for `repair-cafe/term`\n";
    assert!(outcome.stdout.contains(told), "{}", outcome.stdout);
    let after = sandbox.read("comity.toml");
    assert!(after.contains("# Both of us.\n[[waiver]] # new\n") && after.contains("# soon\n"));
    assert!(after.contains(mark) && !after.contains("Ask again"), "{after}");
    assert_eq!(check(&sandbox, TODAY).0, 0);
}

#[test]
fn a_waiver_that_a_new_one_stands_beside_keeps_only_what_is_still_found() {
    let sandbox = neglected();
    let event = "collaborations/surplus-food/log/2025-10-06-inf-volunteers-incident-q7sm.toml";
    let text = sandbox.read(event);
    sandbox.write(event, format!("{text}note = \"NHS number 943 476 5919, born 3 May 1961\"\n"));
    assert_eq!(waive(&sandbox, &["--all"]).code, 0);
    sandbox.write(event, format!("{text}note = \"NHS number 943 476 5919, born 4 May 1961\"\n"));
    assert_eq!(check(&sandbox, TODAY).0, 1);
    let outcome = waive(&sandbox, &["--all"]);
    assert!(outcome.stdout.contains("brought down 1 waiver"), "{}", outcome.stdout);
    assert_eq!(check(&sandbox, TODAY), (0, Vec::new()));
}

#[test]
fn what_a_person_has_to_decide_about_a_waiver_is_left_with_its_line() {
    let sandbox = neglected();
    by_hand(&sandbox, "term-expired", "repair-cafe/term", "2028-08-31");
    let outcome = waive(&sandbox, &["--all"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let left = "1 is left, which no waiver can hold:\n  comity.toml:";
    assert!(outcome.stdout.contains(left), "{}", outcome.stdout);
    assert_eq!(told(&sandbox, "waiver-invalid").len(), 1);
}

#[test]
fn a_waiver_has_a_reason_a_role_and_an_end_within_a_year() {
    const REASON: &str = "reason = \"Old\"";
    const BY: &str = "approved_by = \"museum-director\"";
    for (lines, wanted) in [
        // It is the second of June. On its last day it holds, and a year ahead it may.
        ([REASON, BY, "until = 2025-06-02"], ""),
        ([REASON, BY, "until = 2026-06-02"], ""),
        ([REASON, BY, "until = 2025-06-01"], "ended on 2025-06-01"),
        ([REASON, BY, "until = 2026-06-03"], "runs to 2026-06-03, more than a year"),
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
