//! `comity evaluate`: opening a collaboration and carrying its evaluation, over all three ways in.

use std::collections::BTreeMap;
use std::sync::Arc;

use comity::cli::{Context, Outcome};
use serde_json::Value;
use toml_edit::{Document, Item};

use crate::harness::{Sandbox, Someone, comity_in, repository, world};

const HOUR: &str = "collaborations/reading-hour";
const WARM: &str = "collaborations/warm-safe-discharge";

/// A workspace with nothing in it but the settings of an example, and its network.
fn bare(example: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(&format!("examples/{example}"));
    std::fs::remove_dir_all(sandbox.root().join("collaborations")).expect("it was there");
    sandbox
}

/// What a text says, whatever its layout. Items with an id are kept in the order of their ids when
/// they are added, so they are compared in that order; other lists as they are.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    One(String),
    List(Vec<Said>),
    Table(BTreeMap<String, Said>),
}

impl Said {
    fn id(&self) -> Option<String> {
        match self {
            Self::Table(keys) => keys.get("id").map(typed),
            _ => None,
        }
    }
}

fn said(item: &Item) -> Said {
    if let Some(table) = item.as_table_like() {
        return Said::Table(table.iter().map(|(key, it)| (key.to_owned(), said(it))).collect());
    }
    if let Some(tables) = item.as_array_of_tables() {
        let mut items: Vec<Said> = tables.iter().map(|it| said(&Item::Table(it.clone()))).collect();
        items.sort_by_key(Said::id);
        return Said::List(items);
    }
    if let Some(list) = item.as_array() {
        return Said::List(list.iter().map(|it| said(&Item::Value(it.clone()))).collect());
    }
    Said::One(match item.as_str() {
        Some(text) => format!("text {text}"),
        None => item.to_string().split('#').next().unwrap_or_default().trim().to_owned(),
    })
}

fn parsed(text: &str) -> BTreeMap<String, Said> {
    let document = Document::parse(text.to_owned()).expect("TOML");
    let Said::Table(table) = said(&Item::Table(document.as_table().clone())) else {
        panic!("a file is a table")
    };
    table
}

/// A value as one types it.
fn typed(value: &Said) -> String {
    match value {
        Said::One(text) => text.strip_prefix("text ").unwrap_or(text).to_owned(),
        Said::List(items) => {
            let items: Vec<String> = items.iter().map(|it| format!("{:?}", typed(it))).collect();
            format!("[{}]", items.join(", "))
        }
        Said::Table(_) => panic!("a table is typed key by key"),
    }
}

/// What one types to bring about what a file says.
fn flags(file: &BTreeMap<String, Said>, prefix: &str) -> Vec<String> {
    let mut flags = Vec::new();
    for (key, value) in file {
        let path = format!("{prefix}{key}");
        match value {
            Said::Table(inner) => flags.extend(flags_of_table(inner, &path)),
            Said::List(items) if items.iter().any(|it| matches!(it, Said::Table(_))) => {
                for item in items {
                    let Said::Table(keys) = item else { panic!("all are tables") };
                    flags.extend(["--add".to_owned(), path.clone()]);
                    flags.extend(keys.iter().map(|(key, it)| format!("{key}={}", typed(it))));
                }
            }
            one => flags.extend(["--set".to_owned(), format!("{path}={}", typed(one))]),
        }
    }
    flags
}

fn flags_of_table(table: &BTreeMap<String, Said>, path: &str) -> Vec<String> {
    flags(table, &format!("{path}."))
}

fn example(path: &str) -> BTreeMap<String, Said> {
    let file = repository().join("examples").join(path);
    parsed(&std::fs::read_to_string(file).expect("the example is there"))
}

/// Runs `evaluate` on a day, which has to succeed.
fn evaluate(sandbox: &Sandbox, id: &str, today: &str, flags: &[String]) -> String {
    let mut words = vec!["evaluate", id, "--today", today];
    words.extend(flags.iter().map(String::as_str));
    let outcome = sandbox.comity(&words);
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{words:?}");
    outcome.stdout
}

/// Takes some keys out of a file.
fn without(mut file: BTreeMap<String, Said>, keys: &[&str]) -> BTreeMap<String, Said> {
    file.retain(|key, _| !keys.contains(&&**key));
    file
}

fn only(mut file: BTreeMap<String, Said>, keys: &[&str]) -> BTreeMap<String, Said> {
    file.retain(|key, _| keys.contains(&&**key));
    file
}

fn list_mut<'f>(file: &'f mut BTreeMap<String, Said>, key: &str) -> &'f mut Vec<Said> {
    let Some(Said::List(list)) = file.get_mut(key) else { panic!("{key} is a list") };
    list
}

fn table_mut<'f>(
    file: &'f mut BTreeMap<String, Said>,
    key: &str,
) -> &'f mut BTreeMap<String, Said> {
    let Some(Said::Table(table)) = file.get_mut(key) else { panic!("{key} is a table") };
    table
}

#[test]
fn one_command_makes_a_minor_evaluation_as_in_the_example() {
    let sandbox = bare("reading-hour");
    let outcome = opened(&sandbox, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("wrote collaborations/reading-hour/evaluation.toml\n"));
    assert!(outcome.stdout.contains("filled in: decision.decided_on = 2026-03-02\n"));
    for file in ["collaboration.toml", "evaluation.toml"] {
        let path = repository().join("examples/reading-hour").join(HOUR).join(file);
        let wanted = std::fs::read_to_string(path).expect("the example is there");
        assert_eq!(sandbox.read(&format!("{HOUR}/{file}")), wanted, "to the letter");
    }
    assert!(!sandbox.root().join(HOUR).join("agreement.toml").exists(), "nothing to say yet");
}

/// Opens the reading hour with all it needs.
fn opened(sandbox: &Sandbox, more: &[&str]) -> Outcome {
    let mut words = vec![
        "evaluate",
        "reading-hour",
        "--today",
        "2026-03-02",
        "--title",
        "Reading hour at the surgery",
        "--set",
        "significance=minor",
        "--add",
        "party",
        "id=library",
        "name=Fernley Library Service",
        "ours=yes",
        "representative=Children's librarian",
        "--add",
        "party",
        "id=surgery",
        "name=Fernley Family Surgery",
        "representative=Practice manager",
        "--set",
        "need.statement=Families wait up to an hour with nothing to read.",
        "--set",
        "decision.outcome=proceed",
        "--set",
        "decision.decided_by=Children's librarian",
        "--set",
        "decision.rationale=One hour a week from each side; families asked for it.",
    ];
    words.extend(more);
    sandbox.comity(&words)
}

#[test]
fn the_story_of_the_major_example_is_told_by_commands_alone() {
    let sandbox = bare("warm-safe-discharge");
    let head = example(&format!("warm-safe-discharge/{WARM}/collaboration.toml"));
    let whole = example(&format!("warm-safe-discharge/{WARM}/evaluation.toml"));
    let given = example(&format!("warm-safe-discharge/{WARM}/agreement.toml"));
    let id = "warm-safe-discharge";
    // Opened in September by the two departments.
    let team = ["team_stage", "team_stage_on"];
    let mut first = without(head.clone(), &[&team[..], &["stakeholder", "opened_on"]].concat());
    let mut later = only(head.clone(), &["party", "stakeholder"]);
    let from_the_start = |party: &Said| {
        let Said::Table(keys) = party else { panic!("a table") };
        keys.get("joined_on").map(typed).as_deref() == Some("2024-09-16")
    };
    list_mut(&mut first, "party").retain(from_the_start);
    list_mut(&mut later, "party").retain(|party| !from_the_start(party));
    let outcome = evaluate(&sandbox, id, "2024-09-16", &flags(&first, ""));
    assert!(outcome.contains("filled in: opened_on = 2024-09-16\n"), "{outcome}");
    evaluate(&sandbox, id, "2024-10-01", &flags(&later, ""));
    // Evaluated in October, decided a week later.
    let draft = without(whole.clone(), &["decision", "status"]);
    evaluate(&sandbox, id, "2024-10-21", &flags(&draft, ""));
    let mut decision = only(whole.clone(), &["decision", "status"]);
    for condition in list_mut(table_mut(&mut decision, "decision"), "condition") {
        let Said::Table(keys) = condition else { panic!("a table") };
        keys.retain(|key, _| !["met_on", "evidence"].contains(&&**key));
    }
    evaluate(&sandbox, id, "2024-10-28", &flags(&decision, ""));
    let met = ["met_on=2024-12-05", "evidence=IG register entry 2024-118"];
    let met = met.map(|it| ["--set".to_owned(), format!("decision.condition[0].{it}")]).concat();
    evaluate(&sandbox, id, "2024-12-05", &met);
    // What is taken as given stands in the text to be agreed.
    let mut assumed = only(given.clone(), &["assumption"]);
    for one in list_mut(&mut assumed, "assumption") {
        let Said::Table(keys) = one else { panic!("a table") };
        keys.retain(|key, _| !["tested_on", "held"].contains(&&**key));
    }
    evaluate(&sandbox, id, "2024-12-06", &flags(&assumed, ""));
    let tested = ["asm-audit.tested_on=2025-04-22", "assumption.asm-audit.held=yes"];
    let tested = tested.map(|it| ["--set".to_owned(), it.to_owned()]).concat();
    evaluate(&sandbox, id, "2025-04-22", &tested);
    evaluate(&sandbox, id, "2025-11-19", &flags(&only(head.clone(), &team), ""));
    let read = |name: &str| parsed(&sandbox.read(&format!("{WARM}/{name}.toml")));
    assert_eq!(read("collaboration"), head);
    assert_eq!(read("evaluation"), whole);
    assert_eq!(read("agreement"), only(given, &["assumption"]));
}
