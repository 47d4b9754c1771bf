//! Whatever is found, and whatever a criterion lacks, there is a line to type, and the program takes
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::Parser as _;
use comity::cli::{Arguments, Context, Outcome};
use serde_json::Value;

use crate::harness::{Edit, Sandbox, Someone, comity_in, shell_words, world};

/// The words of a line as a shell takes them, with what is left open filled in.
fn words(line: &str) -> Vec<String> {
    shell_words(line).into_iter().map(|word| word.replace("DATE", "2026-02-27")).collect()
}

/// Why the program would not take a line, by its words alone.
fn refused(line: &str) -> Option<String> {
    if line.starts_with("ls -la") {
        return None;
    }
    let typed = words(line);
    if typed[0] != "comity" || typed.len() < 2 {
        return Some(format!("no line of ours: {line}"));
    }
    // Numbers and flags cannot be left open; what they are is for a person to say.
    let tried = ["…", "3", "yes", "medium"].iter().find(|value| {
        let typed =
            typed.iter().map(|word| if word == "…" { (*value).to_string() } else { word.clone() });
        Arguments::try_parse_from(typed).is_ok()
    });
    match tried {
        Some(_) => None,
        None => Some(format!("{line}\n{}", Arguments::try_parse_from(typed).expect_err("it was"))),
    }
}

/// Workspaces with a day each: every example as it goes on, and such as have just begun.
fn workspaces() -> Vec<(String, Sandbox, &'static str)> {
    let mut all = Vec::new();
    for (example, days) in [
        ("examples/neglected", &["2025-03-02", "2026-03-02", "2027-03-02"][..]),
        ("examples/warm-safe-discharge", &["2024-10-30", "2025-11-30", "2026-02-05", "2027-11-30"]),
        ("examples/reading-hour", &["2026-03-12", "2026-04-16", "2026-12-30"]),
    ] {
        for day in days {
            all.push((format!("{example} on {day}"), Sandbox::copy_of(example), *day));
        }
    }
    all.push(("the clean one".to_owned(), Sandbox::clean(), "2026-03-02"));
    let bare = Sandbox::empty();
    bare.write("comity.toml", "schema = 1\n");
    all.push(("settings alone".to_owned(), bare, "2026-03-02"));
    let begun = Sandbox::empty();
    let init = ["init", "--name", "Fernley Library Service"];
    assert_eq!(begun.comity(&init).code, 0);
    all.push(("a fresh one".to_owned(), begun, "2026-03-02"));
    let first = Sandbox::empty();
    assert_eq!(first.comity(&init).code, 0);
    assert_eq!(first.comity(&["evaluate", "story-bags", "--title", "Story bags"]).code, 0);
    all.push(("a title alone".to_owned(), first, "2026-03-02"));
    let unreadable = Sandbox::clean();
    unreadable.write("collaborations/loan-boxes/agreement.toml", b"title = \"\xff\"\n");
    unreadable.write("network/saltmarsh-schools.toml", "name = \"a\n<<<<<<< HEAD\n");
    unreadable.write("collaborations/loan-boxes/notes.txt", "A note");
    unreadable.write("standards/own.toml", "title = 3\n");
    all.push(("a damaged one".to_owned(), unreadable, "2026-03-02"));
    all
}

fn coverage(sandbox: &Sandbox, today: &str) -> Value {
    let line = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    serde_json::from_str(&sandbox.comity(&line).stdout).expect("JSON")
}

#[test]
fn every_row_that_is_not_met_has_a_line_and_every_line_is_one_that_is_taken() {
    let (mut wrong, mut lines, mut rows) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (name, sandbox, today) in workspaces() {
        let report = coverage(&sandbox, today);
        for row in report["rows"].as_array().expect("a list") {
            if row["verdict"] != "not-met" {
                continue;
            }
            rows += 1;
            let gaps = row["gaps"].as_array().expect("a list");
            if gaps.is_empty() {
                wrong.insert(format!("{name}: {} has no gap", row["criterion"]));
            }
            for gap in gaps {
                match gap["command"].as_str().filter(|line| !line.is_empty()) {
                    Some(line) => lines.insert(line.to_owned()),
                    None => wrong.insert(format!("{name}: no line: {gap}")),
                };
            }
        }
        for level in report["levels"].as_array().expect("a list") {
            for line in level["levels"].as_array().expect("a list") {
                for takes in line["takes"].as_array().expect("a list") {
                    match takes["command"].as_str() {
                        Some(line) => lines.insert(line.to_owned()),
                        None => wrong.insert(format!("{name}: no line: {takes}")),
                    };
                }
            }
        }
    }
    wrong.extend(lines.iter().filter_map(|line| refused(line)));
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
    assert!(rows > 1000 && lines.len() > 200, "{rows} rows, {} lines", lines.len());
}

/// Holds every finding of a workspace against the program: each has a line that it takes.
pub fn hold(sandbox: &Sandbox, today: &str, wrong: &mut Vec<String>) {
    for finding in sandbox.findings(today) {
        let line = finding["command"].as_str().unwrap_or_default();
        if line.is_empty() || line.contains(char::is_control) {
            wrong.push(format!("{}: no line: {line:?}", finding["rule"]));
        } else if let Some(why) = refused(line) {
            wrong.push(format!("{}: {why}", finding["rule"]));
        }
    }
}

#[test]
fn every_finding_has_a_line_that_is_taken() {
    let mut wrong = Vec::new();
    for (_, sandbox, today) in workspaces() {
        hold(&sandbox, today, &mut wrong);
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_line_with_nothing_left_open_does_what_it_says() {
    let today = "2026-03-02";
    let sandbox = Sandbox::copy_of("examples/neglected");
    let mut by_rule: BTreeMap<String, String> = BTreeMap::new();
    for finding in sandbox.findings(today) {
        let line = finding["command"].as_str().expect("text");
        let whole = !line.contains(['…']) && !line.contains("DATE") && line.starts_with("comity ");
        if whole && !line.starts_with("comity review") {
            let rule = finding["rule"].as_str().expect("text");
            by_rule
                .entry(format!("{rule} {}", line.split(' ').nth(1).expect("a command")))
                .or_insert_with(|| line.to_owned());
        }
    }
    assert!(by_rule.len() > 10, "{by_rule:?}");
    for (rule, line) in by_rule {
        let twin = sandbox.twin();
        // Whoever opens a file and changes nothing is told where it is still wrong.
        let same = || -> Edit { Box::new(str::to_owned) };
        let someone = Arc::new(Someone::with(&[], vec![same(), same()]));
        let context = Context { person: someone.clone(), ..world(twin.root()) };
        let typed = words(&line);
        let mut typed: Vec<&str> = typed[1..].iter().map(String::as_str).collect();
        typed.extend(["--today", today]);
        let outcome = comity_in(&context, &typed);
        let told = outcome.code == 2 && outcome.stderr.contains("nothing was written: line ")
            || outcome.stderr.contains("not written")
            || outcome.stderr.contains("as it was signed");
        assert!(outcome.code == 0 || told, "{rule}: {line}\n{}", outcome.stderr);
        if let Some(kept) = outcome.stderr.split("your text is kept in ").nth(1) {
            std::fs::remove_file(kept.trim()).expect("it was kept");
        }
        if line.starts_with("comity edit") {
            let heard = someone.heard.lock().expect("whole").clone();
            assert!(heard.contains("#! "), "{rule}: {heard}");
        }
    }
}

#[test]
fn a_file_that_is_opened_keeps_all_but_what_was_changed() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let path = "network/tarnbeck-council.toml";
    let before = format!("\n\n# ours\r\n\n\n{}\n\n\n", sandbox.read(path));
    sandbox.write(path, &before);
    let edit: Edit =
        Box::new(|text| text.replace("j.ashdown@tarnbeck.example", "transport@tarnbeck.example"));
    let someone = Arc::new(Someone::with(&[], vec![edit]));
    let context = Context { person: someone, ..world(sandbox.root()) };
    let outcome = comity_in(&context, &["edit", path, "--today", "2026-03-02"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let wanted = before.replace("j.ashdown@tarnbeck.example", "transport@tarnbeck.example");
    assert_eq!(sandbox.read(path), wanted);
}

/// The day on which the lines of the neglected record are typed.
const LATE: &str = "2025-11-30";

/// The lines that close what the neglected record lacks.
fn closing_lines(sandbox: &Sandbox) -> BTreeSet<String> {
    let report = coverage(sandbox, LATE);
    let rows = report["rows"].as_array().expect("a list").iter();
    let gaps = rows.filter(|row| row["verdict"] == "not-met").flat_map(|row| {
        row["gaps"].as_array().expect("a list").iter().filter_map(|gap| gap["command"].as_str())
    });
    gaps.map(str::to_owned).collect()
}

/// Types words on a copy of the neglected record.
fn typed_late(sandbox: &Sandbox, line: &[&str]) -> Outcome {
    sandbox.comity(&[line, &["--today", LATE]].concat())
}

#[test]
fn a_line_that_amends_a_text_which_strayed_leads_on() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let lines = closing_lines(&sandbox);
    let amends = lines.iter().filter(|line| line.contains(" --amend"));
    let mut count = 0;
    for line in amends {
        assert!(line.contains(" --force \"…\""), "{line}");
        count += 1;
    }
    assert!(count > 100, "{count}");
    for id in ["night-bus", "surplus-food"] {
        let what = ["agree", id, "--set", "scope.excluded=Sundays", "--amend"];
        let when = ["--reason", "It was open", "--effective-on", "2025-12-01"];
        let line = [&what[..], &when].concat();
        let refused = typed_late(&sandbox.twin(), &line);
        assert_eq!(refused.code, 2);
        assert!(refused.stderr.contains("`--force"), "{}", refused.stderr);
        let forced = [&line[..], &["--force", "Nobody has the signed text"]].concat();
        let done = typed_late(&sandbox.twin(), &forced);
        assert_eq!(done.code, 0, "{}", done.stderr);
    }
}

#[test]
fn where_nothing_is_lost_an_amendment_says_that_no_reason_was_needed() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let outcome = sandbox.comity(&[
        "agree",
        "reading-hour",
        "--amend",
        "--reason",
        "It was open",
        "--effective-on",
        "2026-05-01",
        "--today",
        "2026-04-16",
        "--set",
        "scope.excluded=Sundays",
        "--force",
        "why",
    ]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(said.contains("`--force` was not needed"), "{said}");
}

#[test]
fn an_evaluation_is_written_piece_by_piece_at_every_stage() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    for id in ["night-bus", "repair-cafe", "river-watch"] {
        let twin = sandbox.twin();
        for change in [
            &["--set", "need.statement=People cannot get home"][..],
            &["--add", "considered", "name=Dales Taxis", "verdict=reject", "reason=Too dear"],
            &["--add", "benefit", "party=council", "statement=Fewer cars at night"],
            &["--add", "compatibility", "dimension=objectives", "rating=3", "evidence=Two talks"],
        ] {
            let outcome = typed_late(&twin, &[&["evaluate", id], change].concat());
            assert_eq!(outcome.code, 0, "{id}: {change:?}\n{}", outcome.stderr);
            let said = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(said.contains("next: "), "{said}");
        }
        // What is wrong with the piece itself is told.
        for change in [
            &["--add", "benefit", "party=nobody", "statement=Fewer cars"][..],
            &["--set", "decision.outcome=proceed"],
            &["--set", "status=final"],
        ] {
            let outcome = typed_late(&twin, &[&["evaluate", id], change].concat());
            assert_eq!(outcome.code, 2, "{id}: {change:?}\n{}", outcome.stdout);
        }
    }
}

#[test]
fn a_line_names_every_key_that_its_item_cannot_be_without() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let lines = closing_lines(&sandbox);
    let of = |begin: &str| {
        let mut own = lines.iter().filter(|line| line.starts_with(begin));
        own.next().unwrap_or_else(|| panic!("no line begins with {begin}")).clone()
    };
    assert!(of("comity evaluate garden-tools --add party").contains(" name=…"));
    assert!(of("comity evaluate garden-tools --add stakeholder").contains(" group=…"));
    let wardens = lines.iter().filter(|line| line.starts_with("comity evaluate tree-wardens --"));
    let heads = ["--set summary", "--add party", "--add stakeholder"];
    let heads: Vec<_> = wardens.filter(|it| heads.iter().any(|own| it.contains(own))).collect();
    assert!(heads.len() > 2 && heads.iter().all(|it| it.contains(" --title \"…\"")), "{heads:?}");
    // Nobody's judgement is filled in.
    for line in &lines {
        for judged in ["rating=", "likelihood=", "impact="] {
            let value = line.split(judged).nth(1);
            assert!(value.is_none_or(|value| value.starts_with('…')), "{line}");
        }
    }
    // What would be refused at the gate is not signed: first what is in its way.
    assert!(lines.contains("comity agree surplus-food --ready"));
    assert!(!lines.iter().any(|line| line.starts_with("comity agree surplus-food --sign")));
    for line in [
        &["evaluate", "garden-tools", "--add", "party", "id=b", "name=B", "role=partner"][..],
        &["evaluate", "tree-wardens", "--title", "Tree wardens", "--set", "summary=Water"],
        &["agree", "surplus-food", "--ready"],
    ] {
        let outcome = typed_late(&sandbox.twin(), line);
        assert_eq!(outcome.code, 0, "{line:?}\n{}", outcome.stderr);
    }
    let contact = lines.iter().find(|line| line.contains("--opportunity")).expect("one");
    assert!(contact.contains(" --by "), "{contact}");
}
