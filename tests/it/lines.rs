//! Whatever is found, and whatever a criterion lacks, there is a line to type, and the program takes
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::Parser as _;
use comity::cli::{Arguments, Context};
use serde_json::Value;

use crate::harness::{Edit, Sandbox, Someone, comity_in, world};

/// The words of a line as a shell takes them, with what is left open filled in.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut begun) = (vec![String::new()], None, false);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            (' ', None) => {
                if begun {
                    words.push(String::new());
                }
                begun = false;
                continue;
            }
            _ => words.last_mut().expect("one is begun").push(letter),
        }
        begun = true;
    }
    words.into_iter().map(|word| word.replace("DATE", "2026-02-27")).collect()
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
