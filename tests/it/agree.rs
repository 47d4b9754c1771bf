//! `comity agree`: from the first draft to signatures, and amendments, by flags, answers and editor.

use std::fs;
use std::sync::Arc;

use comity::cli::Context;
use comity::document::{Document, Kind, Source, Table, Value};

use crate::harness::{Sandbox, Someone, comity_in, digest_of, git, world};

const WARM: &str = "collaborations/warm-safe-discharge";
const READING: &str = "collaborations/reading-hour";

/// The minor example as it was before anybody wrote an agreement.
fn reading() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let directory = sandbox.root().join(READING);
    fs::remove_dir_all(directory.join("log")).expect("it was there");
    fs::remove_file(directory.join("agreement.toml")).expect("it was there");
    sandbox
}

/// The worked example with the first version of its text, and nothing signed.
fn warm() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let directory = sandbox.root().join(WARM);
    fs::remove_dir_all(directory.join("log")).expect("it was there");
    fs::remove_dir_all(directory.join("reviews")).expect("it was there");
    let text = format!("{WARM}/agreement.toml");
    sandbox.replace(&text, "version = 2", "version = 1");
    sandbox.replace(&text, "target = 90\ncomparator", "target = 95\ncomparator");
    sandbox.replace(&text, "due = 2025-09-30", "due = 2025-07-31");
    // What was only kept up later.
    sandbox.replace(&text, "tested_on = 2025-04-22\nheld = true\n", "");
    sandbox.replace(&text, ", reviewed_on = 2025-09-18", "");
    sandbox.replace(&format!("{WARM}/collaboration.toml"), "team_stage_on = 2025-11-19\n", "");
    sandbox
}

/// The worked example as all had signed its first version.
fn signed() -> Sandbox {
    let sandbox = warm();
    let example = Sandbox::copy_of("examples/warm-safe-discharge");
    for party in ["adult-care-signed-t8wd", "housing-signed-p2m6"] {
        let path = format!("{WARM}/log/2024-12-16-{party}.toml");
        sandbox.write(&path, example.read(&path));
    }
    for stem in ["2024-12-17-hearthside-signed-c9rb", "2024-12-18-hospital-signed-h5kz"] {
        let path = format!("{WARM}/log/{stem}.toml");
        sandbox.write(&path, example.read(&path));
    }
    sandbox
}

/// Every file of a workspace with its text: two are the same where nothing was written.
fn files(sandbox: &Sandbox) -> Vec<(String, String)> {
    fn below(directory: &std::path::Path, found: &mut Vec<(String, String)>) {
        for path in crate::harness::files(directory) {
            let bytes = fs::read(&path).expect("read");
            found.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
        for directory in crate::harness::directories(directory) {
            below(&directory, found);
        }
    }
    let mut found = Vec::new();
    below(sandbox.root(), &mut found);
    found
}

/// The new event whose name contains these words: its name without day and suffix, and its text.
fn event(sandbox: &Sandbox, directory: &str, words: &str) -> String {
    let log = crate::harness::files(&sandbox.root().join(directory).join("log"));
    let mut found = log.iter().filter(|path| path.display().to_string().contains(words));
    let path = found.next().unwrap_or_else(|| panic!("no event {words}"));
    assert!(found.next().is_none(), "two events {words}");
    fs::read_to_string(path).expect("text")
}

fn says(said: &str, parts: &[&str]) {
    // A sentence may be broken over lines.
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(said.contains(part) || flat.contains(part), "it does not say {part:?}:\n{said}");
    }
}

/// Runs a command that is refused: it says this, and nothing is written.
fn refused(sandbox: &Sandbox, arguments: &[&str], parts: &[&str]) {
    let before = files(sandbox);
    let outcome = sandbox.comity(arguments);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    says(&outcome.stderr, parts);
    assert_eq!(files(sandbox), before, "nothing is written");
}

/// Runs a command that succeeds.
fn done(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let outcome = sandbox.comity(arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    format!("{}{}", outcome.stdout, outcome.stderr)
}

/// A value as it would be typed.
fn typed(value: &Value<'_>) -> String {
    match value.get_ref() {
        Kind::String(text) => text.to_string(),
        _ => written(value),
    }
}

fn written(value: &Value<'_>) -> String {
    match value.get_ref() {
        Kind::String(text) => format!("{:?}", text.as_ref()),
        Kind::Array(items) => {
            format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Kind::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(key, it)| format!("{} = {}", key.get_ref(), written(it)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Kind::Integer(number) => number.to_string(),
        Kind::Boolean(flag) => flag.to_string(),
        Kind::Datetime(day) => day.to_string(),
        Kind::Float(number) => number.to_string(),
    }
}

/// A text as the flags that say it.
fn flags(root: &Table<'_>) -> Vec<String> {
    let mut flags = Vec::new();
    for (key, value) in root {
        let key = key.get_ref();
        match value.get_ref() {
            Kind::Table(table) => {
                for (inner, value) in table {
                    flags.push("--set".to_owned());
                    flags.push(format!("{key}.{}={}", inner.get_ref(), typed(value)));
                }
            }
            Kind::Array(items) => {
                for item in items.iter() {
                    flags.push("--add".to_owned());
                    flags.push(key.to_string());
                    let table = item.get_ref().as_table().expect("a list of tables");
                    flags.extend(
                        table.iter().map(|(key, it)| format!("{}={}", key.get_ref(), typed(it))),
                    );
                }
            }
            _ => {
                flags.push("--set".to_owned());
                flags.push(format!("{key}={}", typed(value)));
            }
        }
    }
    flags
}

fn flags_of(text: &str) -> Vec<String> {
    let source = Source::new("agreement.toml".to_owned(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    assert!(!document.is_damaged());
    flags(document.root())
}

/// What a text holds, with tables that have an id in the order of their ids.
fn parsed(text: &str) -> Vec<(String, String)> {
    let source = Source::new("agreement.toml".to_owned(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let mut all: Vec<(String, String)> = Vec::new();
    for (key, value) in document.root() {
        match value.get_ref() {
            Kind::Array(items) => {
                all.extend(items.iter().map(|item| (key.get_ref().to_string(), written(item))));
            }
            _ => all.push((key.get_ref().to_string(), written(value))),
        }
    }
    all.sort();
    all
}

#[test]
fn the_minor_example_comes_from_three_commands() {
    let example = Sandbox::copy_of("examples/reading-hour");
    let wanted = example.read(&format!("{READING}/agreement.toml"));
    let sandbox = reading();
    let mut arguments = vec!["agree".to_owned(), "reading-hour".to_owned()];
    arguments.extend(flags_of(&wanted));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    says(&done(&sandbox, &arguments), &["wrote collaborations/reading-hour/agreement.toml\n"]);
    assert_eq!(sandbox.read(&format!("{READING}/agreement.toml")), wanted, "to the letter");
    for (party, on) in [("library", "2026-03-09"), ("surgery", "2026-03-10")] {
        let outcome = done(
            &sandbox,
            &["agree", "reading-hour", "--sign", party, "--method", "email", "--today", on],
        );
        says(&outcome, &[&format!("wrote {READING}/log/{on}-{party}-signed-"), "next: "]);
        let old = event(&example, READING, &format!("{party}-signed"));
        assert_eq!(parsed(&event(&sandbox, READING, &format!("{party}-signed"))), parsed(&old));
    }
    assert_eq!(sandbox.rules("2026-03-10"), Vec::<String>::new());
}

#[test]
fn the_worked_example_comes_from_flags_and_is_signed_as_it_was() {
    let wanted = warm().read(&format!("{WARM}/agreement.toml"));
    let sandbox = warm();
    fs::remove_file(sandbox.root().join(format!("{WARM}/agreement.toml"))).expect("it was there");
    let mut arguments: Vec<String> =
        ["agree", "warm-safe-discharge", "--blank", "--today", "2024-12-16"]
            .map(str::to_owned)
            .into();
    arguments.extend(flags_of(&wanted));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    says(&done(&sandbox, &arguments), &["next: it can be signed"]);
    assert_eq!(parsed(&sandbox.read(&format!("{WARM}/agreement.toml"))), parsed(&wanted));
    for (party, on, method, evidence) in [
        ("adult-care", "2024-12-16", "e-signature", "Document store 24/1187"),
        ("housing", "2024-12-16", "e-signature", "Document store 24/1187"),
        ("hearthside", "2024-12-17", "minute", "Trustees, item 7"),
        ("hospital", "2024-12-18", "signature", "Trust contract register 5521"),
    ] {
        let words = ["agree", "warm-safe-discharge", "--sign", party, "--today", on];
        let more = ["--method", method, "--evidence", evidence];
        done(&sandbox, &[words.as_slice(), &more].concat());
        let old = event(&signed(), WARM, &format!("{party}-signed"));
        assert_eq!(parsed(&event(&sandbox, WARM, &format!("{party}-signed"))), parsed(&old));
    }
}

#[test]
fn what_the_evaluation_says_is_not_typed_twice() {
    let sandbox = warm();
    fs::remove_file(sandbox.root().join(format!("{WARM}/agreement.toml"))).expect("it was there");
    let outcome = done(&sandbox, &["agree", "warm-safe-discharge", "--today", "2024-12-10"]);
    says(&outcome, &["which only we see", "next: 25 things stand before signatures"]);
    let text = sandbox.read(&format!("{WARM}/agreement.toml"));
    for part in [
        "title = \"Warm and Safe Discharge\"\nversion = 1\n",
        "id = \"ben-hospital\"\nparty = \"hospital\"\nstatement = \"Bed days released\"\nvalue = 180000\n",
        "id = \"cost-housing\"\nparty = \"housing\"\nkind = \"time\"",
        "# money | time | asset\n",
        "id = \"risk-data\"\n",
        "residual_likelihood = 1\nresidual_impact = 5\n",
    ] {
        assert!(text.contains(part), "{part:?} in\n{text}");
    }
    assert!(!text.contains('…') && !text.contains("confidence"), "{text}");
    // A draft is nothing that has to be whole.
    let mut findings = sandbox.findings("2024-12-10");
    findings.retain(|it| it["file"].as_str().is_some_and(|it| it.ends_with("agreement.toml")));
    assert_eq!(findings, Vec::<serde_json::Value>::new());
}

#[test]
fn what_stands_before_signatures_is_told_cheapest_first_with_the_line_for_each() {
    let sandbox = warm();
    let text = format!("{WARM}/agreement.toml");
    sandbox.replace(&text, "instrument = \"mou\"", "# instrument");
    sandbox.replace(&text, "due = 2025-02-28\n", "");
    sandbox.replace(&text, "[scope]", "[x_scope]");
    let outcome =
        done(&sandbox, &["agree", "warm-safe-discharge", "--ready", "--today", "2024-12-18"]);
    says(
        &outcome,
        &[
            "3 things stand between version 1 of warm-safe-discharge and signatures",
            "comity agree warm-safe-discharge --set instrument=…\n",
            "instrument: mou, sla, partnership-agreement",
            "comity agree warm-safe-discharge --set act-pathway.due=DATE\n",
            "comity agree warm-safe-discharge --set scope.included=… --set scope.excluded=…\n",
        ],
    );
    let at = |part: &str| outcome.find(part).expect("it is told");
    assert!(at("act-pathway.due") < at("scope.included"), "a key before a table");
    sandbox.replace(&text, "[purpose]", "[x_purpose]");
    let more = done(&sandbox, &["agree", "warm-safe-discharge", "--today", "2024-12-18"]);
    let at = |part: &str| more.find(part).expect("it is told");
    assert!(at("--set purpose.aim=…") < at("--set scope.included=…"), "one word before two");
    sandbox.replace(&text, "[x_purpose]", "[purpose]");
    let sign = ["agree", "warm-safe-discharge", "--sign", "housing", "--today", "2024-12-16"];
    refused(&sandbox, &sign, &["3 things speak against it", "`instrument` is missing"]);
    done(&sandbox, &[&sign[..], &["--force", "The paper is signed"]].concat());
    assert!(event(&sandbox, WARM, "housing-signed").contains("forced = \"The paper is signed\"\n"));
}

#[test]
fn a_text_that_lacks_nothing_can_be_signed_and_says_so() {
    let sandbox = warm();
    let ready = ["agree", "warm-safe-discharge", "--ready", "--today", "2024-12-18"];
    says(
        &done(&sandbox, &ready),
        &[
            "Nothing stands in the way of signing version 1 of warm-safe-discharge.",
            "  comity agree warm-safe-discharge --sign housing\n",
        ],
    );
    let whole = signed();
    says(
        &done(&whole, &ready),
        &["Version 1 of warm-safe-discharge is signed: housing on 2024-12-16"],
    );
    // Without anything to change, the plain command tells the same.
    let plain = ["agree", "warm-safe-discharge", "--today", "2024-12-18"];
    assert_eq!(done(&whole, &plain), done(&whole, &ready));
}

#[test]
fn who_cannot_sign_is_told_why() {
    let sandbox = warm();
    let sign = |party: &'static str| {
        ["agree", "warm-safe-discharge", "--sign", party, "--today", "2024-12-16"]
    };
    refused(&sandbox, &sign("hosing"), &["`hosing` is no party", "did you mean `housing`?"]);
    refused(&sandbox, &sign("../housing"), &["is no party of this collaboration"]);
    let day = |on: &'static str| [&sign("housing")[..], &["--on", on]].concat();
    refused(
        &sandbox,
        &day("2024-10-20"),
        &["lies before `decided_on`", "lies before `evaluated_on`"],
    );
    refused(&sandbox, &day("2024-12-17"), &["2024-12-17 lies after today, 2024-12-16"]);
    refused(&sandbox, &day("2024-02-30"), &["2024-02-30"]);
    refused(
        &sandbox,
        &[&sign("housing")[..], &["--method", "emial"]].concat(),
        &["did you mean `email`?"],
    );
    refused(&sandbox, &[&sign("housing")[..], &["--reason", "why"]].concat(), &["`--amend`"]);
    refused(&sandbox, &["agree", "warm-safe-discharg"], &["did you mean `warm-safe-discharge`?"]);
    refused(&sandbox, &["agree", "../warm-safe-discharge"], &["is no collaboration"]);
    done(&sandbox, &sign("housing"));
    refused(&sandbox, &sign("housing"), &["`housing` has signed this very text on 2024-12-16"]);
    sandbox.replace(
        &format!("{WARM}/collaboration.toml"),
        "role = \"funder\"",
        "role = \"observer\"",
    );
    refused(&sandbox, &sign("adult-care"), &["`adult-care` is an observer"]);
    sandbox.replace(&format!("{WARM}/evaluation.toml"), "proceed-with-conditions\"  ", "decline\"");
    refused(&sandbox, &sign("hospital"), &["the decision in evaluation.toml is `decline`"]);
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    for arguments in [
        &["agree", "warm-safe-discharge", "--sign", "housing"][..],
        &["agree", "warm-safe-discharge", "--set", "sl-visit.target=96"],
    ] {
        let sandbox = warm();
        let before = files(&sandbox);
        let dry = [arguments, &["--dry-run", "--today", "2024-12-16"]].concat();
        says(&done(&sandbox, &dry), &["+++ b/collaborations/warm", "nothing was written"]);
        assert_eq!(files(&sandbox), before);
    }
}

#[test]
fn of_a_text_only_the_lines_change_that_were_asked_for() {
    let sandbox = warm();
    let path = format!("{WARM}/agreement.toml");
    let before = sandbox.read(&path);
    done(&sandbox, &["agree", "warm-safe-discharge", "--set", "sl-visit.target=96"]);
    assert_eq!(sandbox.read(&path), before.replacen("target = 95\ncomp", "target = 96\ncomp", 1));
    for (flag, told) in [
        ("sl-vist.target=96", "did you mean `sl-visit`?"),
        ("sl-visit.targt=96", "did you mean `target`?"),
        ("sl-visit.target=many", "give a number"),
        ("act-fund.party=hosing", "did you mean `housing`?"),
        ("act-fund.due=2025-02-30", "the calendar has no such day"),
    ] {
        refused(&sandbox, &["agree", "warm-safe-discharge", "--set", flag], &[told]);
    }
}

#[test]
fn the_amendment_of_the_example_comes_from_one_command() {
    let example = Sandbox::copy_of("examples/warm-safe-discharge");
    let sandbox = signed();
    for path in ["log/2025-06-13-visit-level-decided-r8tw.toml", "reviews/interim-2025/review.toml"]
    {
        let path = format!("{WARM}/{path}");
        sandbox.write(&path, example.read(&path));
    }
    let outcome = done(
        &sandbox,
        &[
            "agree",
            "warm-safe-discharge",
            "--amend",
            "--set",
            "sl-visit.target=90",
            "--set",
            "act-dashboard.due=2025-09-30",
            "--by",
            "hearthside-operations-manager",
            "--reason",
            "Interim review: Friday referrals cannot be visited in two days; dashboard waits for the \
             hospital data feed",
            "--effective-on",
            "2025-07-01",
            "--from-review",
            "interim-2025",
            "--decision",
            "2025-06-13-visit-level-decided-r8tw",
            "--effect-on-benefits",
            "None expected",
            "--today",
            "2025-06-20",
        ],
    );
    says(
        &outcome,
        &[
            "service level `sl-visit`: target 95 -> 90\n",
            "action `act-dashboard`: due 2025-07-31 -> 2025-09-30\n",
            "the sign-offs of housing, adult-care, hospital, hearthside cover the older text",
            "  comity agree warm-safe-discharge --sign hearthside\n",
        ],
    );
    let amended = "agreement-amended";
    assert_eq!(parsed(&event(&sandbox, WARM, amended)), parsed(&event(&example, WARM, amended)));
    let sign = ["agree", "warm-safe-discharge", "--sign", "housing", "--today", "2025-06-24"];
    done(&sandbox, &[&sign[..], &["--method", "e-signature"]].concat());
    let text = event(&sandbox, WARM, "2025-06-24-housing-signed");
    assert!(text.contains("agreement_version = 2\n"), "{text}");
    let digest = digest_of(&sandbox.root().join(WARM), "agreement.toml").expect("no float");
    assert!(text.contains(&digest), "{text}");
    // What was kept up since is put in without touching anything else.
    for (flag, on) in [
        ("asm-audit.tested_on=2025-04-22", "2025-06-20"),
        ("asm-audit.held=yes", "2025-06-20"),
        ("inf-referrals.privacy_notice.reviewed_on=2025-09-18", "2025-09-18"),
    ] {
        done(&sandbox, &["agree", "warm-safe-discharge", "--set", flag, "--today", on]);
    }
    let path = format!("{WARM}/agreement.toml");
    assert_eq!(sandbox.read(&path), example.read(&path), "to the letter");
}

#[test]
fn a_signed_promise_changes_by_amendment_only() {
    let sandbox = signed();
    let agree = ["agree", "warm-safe-discharge", "--today", "2025-01-10"];
    refused(
        &sandbox,
        &[&agree[..], &["--set", "sl-visit.target=90"]].concat(),
        &["the text is signed", "--amend --reason"],
    );
    // What is merely kept up is no promise.
    let kept = ["--set", "risk-data.review_by=2026-03-30"];
    says(&done(&sandbox, &[&agree[..], &kept].concat()), &["no promise has changed"]);
    let amend = ["--amend", "--reason", "r", "--effective-on", "2025-02-01"];
    refused(
        &sandbox,
        &[&agree[..], &amend, &["--set", "risk-data.review_by=2026-04-30"]].concat(),
        &["no amendment is needed"],
    );
    refused(&sandbox, &[&agree[..], &amend].concat(), &["nothing changes"]);
    let early = ["--amend", "--reason", "r", "--effective-on", "2020-01-01"];
    refused(
        &sandbox,
        &[&agree[..], &early, &["--set", "sl-visit.target=90"]].concat(),
        &["2020-01-01 lies before the agreement, which holds from 2025-01-06"],
    );
    refused(
        &sandbox,
        &[&agree[..], &["--amend", "--set", "sl-visit.target=90"]].concat(),
        &["`reason` is missing", "`effective_on` is missing", "--effective-on"],
    );
    refused(
        &sandbox,
        &[&agree[..], &amend, &["--set", "sl-visit.target=90", "--from-review", "interim-2052"]]
            .concat(),
        &["interim-2025"],
    );
    refused(
        &warm(),
        &[&agree[..], &amend, &["--set", "sl-visit.target=90"]].concat(),
        &["nobody has signed this text yet"],
    );
    // An amendment that is on file says what changed; what changes besides is one of its own.
    done(&sandbox, &[&agree[..], &amend, &["--set", "sl-visit.target=90"]].concat());
    refused(
        &sandbox,
        &[&agree[..], &["--set", "sl-visit.target=89"]].concat(),
        &["an amendment leads to this text"],
    );
}

#[test]
fn what_was_changed_by_hand_is_noticed_and_becomes_an_amendment() {
    let sandbox = signed();
    let path = format!("{WARM}/agreement.toml");
    let ready = ["agree", "warm-safe-discharge", "--ready", "--today", "2025-01-10"];
    let amend = [
        "agree",
        "warm-safe-discharge",
        "--amend",
        "--reason",
        "r",
        "--effective-on",
        "2025-02-01",
        "--today",
        "2025-01-10",
    ];
    sandbox.replace(&path, "target = 95\ncomparator", "target = 90\ncomparator");
    says(&done(&sandbox, &ready), &["changed by hand", "cannot be told"]);
    refused(&sandbox, &amend, &["what changed cannot be told", "bring agreement.toml back"]);

    let sandbox = signed();
    git(sandbox.root(), &["init", "-q"]);
    git(sandbox.root(), &["add", "."]);
    git(sandbox.root(), &["commit", "-qm", "Sign"]);
    sandbox.replace(&path, "target = 95\ncomparator", "target = 90\ncomparator");
    says(
        &done(&sandbox, &ready),
        &[
            "changed by hand",
            "housing (2024-12-16)",
            "  - service level `sl-visit`: target 95 -> 90\n",
            "comity agree warm-safe-discharge --amend --reason \"…\" --effective-on DATE\n",
        ],
    );
    let sign = ["agree", "warm-safe-discharge", "--sign", "housing", "--today", "2025-01-10"];
    refused(&sandbox, &sign, &["not the one that was signed as version 1"]);
    let more = ["agree", "warm-safe-discharge", "--set", "act-winter.due=2025-12-19"];
    refused(&sandbox, &more, &["version 1 was signed, and the text was changed since"]);
    let both = [&amend[..], &["--set", "act-winter.due=2025-12-19"]].concat();
    says(&done(&sandbox, &both), &["sl-visit`: target 95 -> 90", "act-winter`: due 2025-12-12"]);
    let text = event(&sandbox, WARM, "agreement-amended");
    assert!(text.contains("was = 95, now = 90") && text.contains("now = 2025-12-19"), "{text}");
    assert!(sandbox.read(&path).contains("version = 2"));
    says(&done(&sandbox, &ready), &["Still to sign:"]);
}

#[test]
fn the_amendment_that_is_offered_for_a_late_action_of_a_small_text_can_be_typed() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    git(sandbox.root(), &["init", "-q"]);
    git(sandbox.root(), &["add", "."]);
    git(sandbox.root(), &["commit", "-qm", "Sign"]);
    let path = format!("{READING}/agreement.toml");
    sandbox.replace(&path, "due = 2026-04-07", "due = 2026-04-28");
    let agree = ["agree", "reading-hour", "--today", "2026-04-16"];
    let offered = "comity agree reading-hour --amend --reason \"…\" --effective-on DATE\n";
    says(&done(&sandbox, &agree), &["due 2026-04-07 -> 2026-04-28", offered]);
    // Nobody is named, and the action was late before the change: neither keeps it from being made.
    let amend = ["--amend", "--reason", "Painted first", "--effective-on", "2026-04-20"];
    done(&sandbox, &[&agree[..], &amend].concat());
    let text = event(&sandbox, READING, "agreement-amended");
    assert!(text.contains("by = \"Children's librarian\"\n"), "{text}");
}

#[test]
fn a_party_that_joined_is_part_of_the_amendment() {
    let sandbox = signed();
    git(sandbox.root(), &["init", "-q"]);
    git(sandbox.root(), &["add", "."]);
    git(sandbox.root(), &["commit", "-qm", "Sign"]);
    let head = format!("{WARM}/collaboration.toml");
    let joined = "[[party]]\nid = \"voices\"\norganisation = \"northmoor-older-voices\"\n\
        role = \"observer\"\njoined_on = 2025-01-07\n\n[[stakeholder]]";
    sandbox.replace(&head, "[[stakeholder]]", joined);
    let amend = [
        "agree",
        "warm-safe-discharge",
        "--amend",
        "--reason",
        "They speak for those who use it",
        "--effective-on",
        "2025-02-01",
        "--today",
        "2025-01-10",
    ];
    says(&done(&sandbox, &amend), &["party `voices` is new: \"northmoor-older-voices\""]);
    let text = event(&sandbox, WARM, "agreement-amended");
    assert!(text.contains("[{ item = \"voices\", now = \"northmoor-older-voices\" }]"), "{text}");
}

#[test]
fn every_kind_of_change_is_told() {
    let sandbox = signed();
    let said = done(
        &sandbox,
        &[
            "agree",
            "warm-safe-discharge",
            "--amend",
            "--reason",
            "r",
            "--effective-on",
            "2025-02-01",
            "--today",
            "2025-01-10",
            "--set",
            "title=Warm homes",
            "--set",
            "term.ends_on=2027-09-30",
            "--set",
            "inf-referrals.security.access=Named users",
            "--set",
            "act-fund.deliverable=Rules",
            "--add",
            "assumption",
            "id=asm-new",
            "statement=It rains",
            "--unset",
            "asm-survey",
            "--unset",
            "sl-referral.if_missed",
        ],
    );
    says(
        &said,
        &[
            "agreement: title \"Memorandum of understanding: Warm and Safe Discharge\" -> \"Warm homes\"\n",
            "term: ends_on 2026-12-31 -> 2027-09-30\n",
            "information `inf-referrals`: security.access \"Named users, two-step sign-in\" -> ",
            "action `act-fund`: deliverable \"Rules\", not said before\n",
            "assumption `asm-new` is new: \"It rains\"\n",
            "assumption `asm-survey` is gone: \"Repairs under £1,500 need no survey\"",
            "service level `sl-referral`: if_missed \"Repeat briefing on the wards concerned\" is gone\n",
        ],
    );
    // What stands in the other order says the same.
    let sandbox = signed();
    let other = "[\"hospital\", \"housing\", \"hearthside\"]";
    let outcome = sandbox.comity(&[
        "agree",
        "warm-safe-discharge",
        "--set",
        &format!("governance.quorum={other}"),
        "--today",
        "2025-01-10",
    ]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn the_agreement_can_be_read_as_a_memorandum() {
    let sandbox = signed();
    let show = ["agree", "warm-safe-discharge", "--show", "--today", "2025-01-10"];
    let digest = digest_of(&sandbox.root().join(WARM), "agreement.toml").expect("no float");
    for format in ["human", "markdown", "json"] {
        let said = done(&sandbox, &[&show[..], &["--format", format]].concat());
        says(&said, &["Nobody waits in hospital", &digest, "Hearthside"]);
    }
    refused(&sandbox, &["agree", "warm-safe-discharge", "--format", "json"], &["--show"]);
    refused(&reading(), &["agree", "reading-hour", "--show"], &["agreement"]);
}

/// A world with somebody at the terminal.
fn at_terminal(sandbox: &Sandbox, answers: &[&str], today: &str) -> (Context, Arc<Someone>) {
    let someone = Arc::new(Someone::with(answers, Vec::new()));
    let today = today.parse().expect("a day");
    let base = world(sandbox.root());
    (Context { interactive: true, person: someone.clone(), today, ..base }, someone)
}

type Edit = Box<dyn Fn(&str) -> String + Send>;

/// A world with somebody who edits forms.
fn at_desk(sandbox: &Sandbox, edits: Vec<Edit>, today: &str) -> (Context, Arc<Someone>) {
    let someone = Arc::new(Someone::with(&[], edits));
    let today = today.parse().expect("a day");
    let base = world(sandbox.root());
    (Context { interactive: true, person: someone.clone(), today, ..base }, someone)
}

#[test]
fn at_a_terminal_what_is_missing_is_asked_for_key_by_key() {
    let sandbox = warm();
    let path = format!("{WARM}/agreement.toml");
    let before = sandbox.read(&path);
    sandbox.replace(&path, "due = 2025-02-28\n", "");
    sandbox.replace(&path, "quorum = [\"housing\", \"hospital\", \"hearthside\"]\n", "");
    // A slip, a look at why, the day; back, and another day; then enough.
    let answers =
        ["2025-02-30", "?", "2025-02-27", "<", "2025-02-28", "housing,hospital,hearthside", "."];
    let (context, someone) = at_terminal(&sandbox, &answers, "2024-12-16");
    let outcome = comity_in(&context, &["agree", "warm-safe-discharge"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    says(&outcome.stdout, &["next: it can be signed"]);
    let heard = someone.heard.lock().expect("whole").clone();
    says(
        &heard,
        &[
            "`due` is missing in action `act-pathway`",
            "act-pathway.due: ",
            "the calendar has no such day",
            "comity explain action-incomplete",
            "governance.quorum: ",
        ],
    );
    assert_eq!(sandbox.read(&path).replace(' ', "").len(), before.replace(' ', "").len());
    assert_eq!(parsed(&sandbox.read(&path)), parsed(&before));
    // Who leaves has written nothing.
    let sandbox = reading();
    let (context, _) = at_terminal(&sandbox, &[], "2026-03-09");
    let outcome = comity_in(&context, &["agree", "reading-hour"]);
    assert_eq!((outcome.code, outcome.stdout), (2, String::new()));
    assert!(!sandbox.root().join(READING).join("agreement.toml").exists());
    // Without a terminal nothing is asked, nor where nobody wants to be asked.
    let (context, someone) = at_terminal(&sandbox, &["."], "2026-03-09");
    let outcome = comity_in(&context, &["agree", "reading-hour", "--no-input"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(*someone.heard.lock().expect("whole"), "");
}

#[test]
fn an_amendment_can_be_answered_for() {
    let sandbox = signed();
    let answers = [
        "sl-visit.targt=90",
        "sl-visit.target=90",
        "-sl-visit.if_missed",
        "",
        "2025-02-01",
        "Too many on Fridays",
        ".",
    ];
    let (context, someone) = at_terminal(&sandbox, &answers, "2025-01-10");
    let outcome = comity_in(&context, &["agree", "warm-safe-discharge", "--amend"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    says(&someone.heard.lock().expect("whole"), &["What is to change?", "did you mean `target`?"]);
    says(&outcome.stdout, &["target 95 -> 90", "if_missed", "--sign hospital"]);
    let text = event(&sandbox, WARM, "agreement-amended");
    for part in ["by = \"housing-partnerships-manager\"", "reason = \"Too many", "= 2025-02-01"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn in_an_editor_a_slip_comes_back_marked_and_nothing_is_lost() {
    let sandbox = reading();
    let edits: Vec<Edit> = vec![
        Box::new(|form| {
            assert!(form.contains("#: [term]") && form.contains("Lines that begin with"), "{form}");
            let form = form.replace("#: [term]\n", "[term]\n");
            form.replacen("#: effective_on = 2026-03-02", "efective_on = 2026-03-16", 1)
        }),
        Box::new(|form| {
            assert!(form.contains("#! ") && form.contains("effective_on"), "{form}");
            form.replace("\nefective_on", "\neffective_on")
        }),
    ];
    let (context, _) = at_desk(&sandbox, edits, "2026-03-09");
    let outcome = comity_in(&context, &["agree", "reading-hour", "--edit"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let text = sandbox.read(&format!("{READING}/agreement.toml"));
    assert!(text.ends_with("[term]\neffective_on = 2026-03-16\n"), "{text}");
    assert!(text.starts_with("[purpose]\naim = \"Families wait"), "{text}");
    assert!(!text.contains("#:") && !text.contains("#!"), "{text}");

    // An amendment: first the text, then the event.
    let sandbox = signed();
    let edits: Vec<Edit> = vec![
        Box::new(|form| form.replace("target = 95\ncomparator", "target = 90\ncomparator")),
        Box::new(|form| {
            form.replace("reason = \"\"", "reason = \"Too many\"")
                .replace("#: effective_on = 2026-03-02", "effective_on = 2025-02-01")
        }),
    ];
    let (context, _) = at_desk(&sandbox, edits, "2025-01-10");
    let outcome = comity_in(&context, &["agree", "warm-safe-discharge", "--amend", "--edit"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(event(&sandbox, WARM, "agreement-amended").contains("was = 95, now = 90"));
    // Who gives up on the event has not lost the text.
    let sandbox = signed();
    let edits: Vec<Edit> =
        vec![Box::new(|form| form.replace("target = 95\ncomp", "target = 90\ncomp"))];
    let (context, _) = at_desk(&sandbox, edits, "2025-01-10");
    let before = files(&sandbox);
    let outcome = comity_in(&context, &["agree", "warm-safe-discharge", "--amend", "--edit"]);
    assert_eq!(outcome.code, 2);
    says(&outcome.stderr, &["the text that you edited is kept in "]);
    let kept = outcome.stderr.rsplit(" is kept in ").next().expect("a path").trim();
    assert!(fs::read_to_string(kept).expect("it is kept").contains("target = 90\ncomp"));
    for kept in outcome.stderr.split(" is kept in ").skip(1) {
        let path = kept.split([';', '\n']).next().expect("a path").trim();
        fs::remove_file(path).expect("it was kept");
    }
    assert_eq!(files(&sandbox), before, "nothing is written");
}

#[test]
fn nobody_signs_a_text_before_it_was_there() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let log = sandbox.root().join(WARM).join("log");
    for path in crate::harness::files(&log) {
        let text = fs::read_to_string(&path).expect("text");
        let over = text.contains("kind = \"signoff\"") && text.contains("agreement_version = 2");
        if over && text.contains("party = \"housing\"") {
            fs::remove_file(&path).expect("it was there");
        }
    }
    let text = event(&sandbox, WARM, "agreement-amended");
    let made = text.lines().find_map(|line| line.strip_prefix("on = ")).expect("a day");
    let sign = ["agree", "warm-safe-discharge", "--sign", "housing", "--on"];
    let before = [&sign[..], &["2024-12-20", "--today", "2026-02-05"]].concat();
    let reason = format!("2024-12-20 lies before version 2, which was made on {made}");
    refused(&sandbox, &before, &[&reason]);
    let then = [&sign[..], &[made, "--today", "2026-02-05"]].concat();
    done(&sandbox, &then);
    // What was written by hand is found as well.
    let path = crate::harness::files(&log).into_iter().find(|path| {
        let text = fs::read_to_string(path).expect("text");
        path.display().to_string().contains("housing-signed")
            && text.contains("agreement_version = 2")
    });
    let path = path.expect("it was signed");
    let text = fs::read_to_string(&path).expect("text");
    fs::remove_file(&path).expect("it was there");
    let early = text.replace(&format!("on = {made}"), "on = 2025-06-19");
    sandbox.write(&format!("{WARM}/log/2025-06-19-housing-signed-k7wd.toml"), early);
    let found = sandbox.findings("2025-06-30");
    let told = format!("`housing` signed version 2 on 2025-06-19, before it was made on {made}");
    assert!(found.iter().any(|it| it["message"] == *told), "{found:?}");
}

#[test]
fn what_is_kept_up_in_a_text_changed_by_hand_says_that_it_was() {
    let sandbox = signed();
    let path = format!("{WARM}/agreement.toml");
    let keep = ["agree", "warm-safe-discharge", "--today", "2025-01-10", "--set", "x_ref=8"];
    says(&done(&sandbox, &keep), &["every sign-off holds"]);
    sandbox.replace(&path, "target = 95\ncomparator", "target = 90\ncomparator");
    let keep = ["agree", "warm-safe-discharge", "--today", "2025-01-10", "--set", "x_ref=9"];
    let said = done(&sandbox, &keep);
    says(&said, &["changed by hand", "housing", "as version 1"]);
    assert!(!said.contains("holds"), "{said}");
}

#[test]
fn an_id_that_is_taken_is_told_as_such_when_amending() {
    let sandbox = signed();
    let words =
        ["agree", "warm-safe-discharge", "--amend", "--reason", "r", "--today", "2025-01-10"];
    let more =
        ["--effective-on", "2025-02-01", "--add", "action", "id=act-winter", "party=housing"];
    refused(&sandbox, &[&words[..], &more].concat(), &["`act-winter`", "already"]);
}

#[test]
fn a_small_one_is_drafted_without_an_evaluation() {
    for (blank, holds) in [(false, "title = \"Reading hour"), (true, "version = 1\n")] {
        let sandbox = reading();
        let path = format!("{READING}/evaluation.toml");
        let _ = fs::remove_file(sandbox.root().join(path));
        let head = format!("{READING}/collaboration.toml");
        let text = sandbox.read(&head);
        let text: Vec<&str> = text.lines().filter(|it| !it.starts_with("summary")).collect();
        sandbox.write(&head, text.join("\n") + "\n");
        let agree = ["agree", "reading-hour", "--no-input", "--today", "2026-02-20"];
        let ready = [&agree[..], &["--ready"]].concat();
        refused(&sandbox, &ready, &["draft it: `comity agree reading-hour`"]);
        let flags: &[&str] = if blank { &["--blank"] } else { &[] };
        done(&sandbox, &[&agree[..], flags].concat());
        let text = sandbox.read(&format!("{READING}/agreement.toml"));
        assert!(text.contains(holds), "{text}");
        assert_eq!(text.contains("title"), !blank, "{text}");
    }
}

#[test]
fn the_line_for_a_change_by_hand_is_the_amendment() {
    let sandbox = Sandbox::clean();
    sandbox.replace("collaborations/loan-boxes/agreement.toml", "target = 11", "target = 10");
    let found = sandbox.findings(crate::harness::TODAY);
    let stale: Vec<_> = found.iter().filter(|it| it["rule"] == "signoff-stale").collect();
    assert_eq!(stale.len(), 2, "{found:?}");
    for finding in stale {
        let line = finding["remedy"]["command"].as_str().expect("a line");
        assert!(line.starts_with("comity agree loan-boxes --amend "), "{line}");
    }
}

#[test]
fn a_misspelt_role_in_an_amendment_is_told() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let amend = [
        "agree",
        "reading-hour",
        "--amend",
        "--reason",
        "r",
        "--effective-on",
        "2026-04-20",
        "--today",
        "2026-04-16",
        "--set",
    ];
    let text = sandbox.read(&format!("{READING}/agreement.toml"));
    let id = text.split("[[action]]").nth(1).and_then(|it| it.split('"').nth(1)).expect("an id");
    let owner = format!("{id}.owner=Childrens librarian");
    refused(&sandbox, &[&amend[..], &[&owner]].concat(), &["did you mean `Children's librarian`?"]);
    done(&sandbox, &[&amend[..], &[&owner, "--force", "So it is called there"]].concat());
}

#[test]
fn whoever_shares_nothing_is_asked_that_first() {
    let sandbox = reading();
    done(&sandbox, &["agree", "reading-hour", "--no-input", "--today", "2026-02-20"]);
    let text = sandbox.read(&format!("{READING}/agreement.toml"));
    let page = comity::draft::Page::new(
        "agreement.toml",
        <comity::model::agreement::Agreement<'_> as comity::model::declare::Record>::TABLE,
        Some(&text),
    );
    let known = comity::draft::Known {
        significance: comity::model::declare::Significance::Minor,
        stage: comity::model::declare::Stage::Agreed,
        parties: &[],
        items: &[],
        order: &[],
        alone: false,
        wanted: &[],
    };
    let turns = comity::draft::turns(&page, known);
    let place = |key: &str| turns.iter().position(|it| it.question.field.key == key);
    let (none, list) = (place("information_none"), place("information"));
    assert_eq!(none.map(|at| at + 1), list, "right before it");
    assert!(none.is_some_and(|at| turns[at].question.rule.is_some()), "before `what else?`");
}
