//! The pages of the rules are tests: what is called bad is found, and nothing else is; what is
//! called good is clean.
//!
//! A block is laid over the clean workspace of `tests/fixtures/clean`:
//!
//! ```text
//! # file: agreement.toml              in the collaboration; `/comity.toml` counts from the root
//! # today: 2025-07-01                 the day, if it is not the usual one
//! # without: action.act-boxes.due     takes a key, an item (by id) or a table out; may be repeated
//! # instead                           the block is the whole file, not laid over it
//! ```
//!
//! Tables of one list are the same when they have the same `id`, or else the same `party`, `item`,
//! `level` or `dimension`. Blocks that follow each other without a word between are laid over together.

use std::collections::BTreeSet;
use std::fs;

use comity::draft::Record;
use comity::rules;
use comity::store::Workspace;
use toml_edit::{DocumentMut, Item, Table};

use crate::gate::OF_FILE;
use crate::harness::{Sandbox, TODAY, repository};
use crate::lines;
use crate::remedies;

const COLLABORATION: &str = "collaborations/loan-boxes";

/// One example of a page.
struct Case {
    bad: bool,
    blocks: Vec<String>,
}

/// The sections of a page: the name of the rule, and its text.
fn sections(group: &str) -> Vec<(String, String)> {
    let path = repository().join(format!("docs/rules/{group}.md"));
    let page = fs::read_to_string(&path).unwrap_or_default();
    page.split("\n## ")
        .skip(1)
        .map(|section| {
            let (name, text) = section.split_once('\n').unwrap_or((section, ""));
            (name.trim().to_owned(), text.to_owned())
        })
        .collect()
}

/// The examples of a section that are run: blocks marked `toml bad` and `toml good`.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut joins = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let bad = match line.trim() {
            "```toml bad" => true,
            "```toml good" => false,
            "" => continue,
            _ => {
                joins = false;
                continue;
            }
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        match cases.last_mut().filter(|case| joins && case.bad == bad) {
            Some(case) => case.blocks.push(block.join("\n")),
            None => cases.push(Case { bad, blocks: vec![block.join("\n")] }),
        }
        joins = true;
    }
    cases
}

/// Lays a block over the workspace; gives the day it names.
fn lay(sandbox: &Sandbox, block: &str) -> Option<String> {
    let directive = |name: &str| {
        let start = format!("# {name}: ");
        block
            .lines()
            .filter_map(move |line| line.strip_prefix(&start).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let today = directive("today").pop();
    let named = directive("file").pop().unwrap_or_else(|| panic!("no `# file:` in\n{block}"));
    let path =
        named.strip_prefix('/').map_or_else(|| format!("{COLLABORATION}/{named}"), str::to_owned);
    let before = fs::read_to_string(sandbox.root().join(&path)).unwrap_or_default();
    if block.lines().any(|line| line == "# instead") {
        let text: Vec<&str> = block
            .lines()
            .filter(|line| !line.starts_with("# file:") && *line != "# instead")
            .collect();
        sandbox.write(&path, text.join("\n"));
        return today;
    }
    let mut document: DocumentMut = before.parse().expect("the clean workspace is TOML");
    for way in directive("without") {
        let steps: Vec<&str> = way.split('.').collect();
        assert!(take_out(document.as_item_mut(), &steps), "nothing to take out at {way}");
    }
    let over: DocumentMut = block.parse().unwrap_or_else(|error| panic!("{error}\n{block}"));
    merge(document.as_table_mut(), over.as_table());
    sandbox.write(&path, document.to_string());
    today
}

fn take_out(item: &mut Item, steps: &[&str]) -> bool {
    let [step, rest @ ..] = steps else { return false };
    if let Item::ArrayOfTables(tables) = item {
        let at = tables.iter().position(|table| identity(table).is_some_and(|(_, id)| id == *step));
        let Some(at) = at else { return false };
        if rest.is_empty() {
            tables.remove(at);
            return true;
        }
        let table = tables.get_mut(at).expect("it was found");
        let mut inner = Item::Table(std::mem::take(table));
        let done = take_out(&mut inner, rest);
        *table = inner.into_table().expect("it was one");
        return done;
    }
    if rest.is_empty() {
        return item.as_table_like_mut().is_some_and(|table| table.remove(step).is_some());
    }
    item.as_table_like_mut()
        .and_then(|table| table.get_mut(step))
        .is_some_and(|inner| take_out(inner, rest))
}

fn identity(table: &Table) -> Option<(&'static str, String)> {
    ["id", "party", "item", "level", "dimension"].into_iter().find_map(|key| {
        let value = table.get(key)?;
        let text = value.as_str().map(str::to_owned);
        Some((key, text.or_else(|| value.as_integer().map(|number| number.to_string()))?))
    })
}

fn merge(into: &mut Table, over: &Table) {
    for (key, item) in over {
        match (into.get_mut(key), item) {
            (Some(Item::Table(inner)), Item::Table(over)) => merge(inner, over),
            (Some(Item::ArrayOfTables(tables)), Item::ArrayOfTables(over)) => {
                for table in over {
                    let same = tables
                        .iter()
                        .position(|it| identity(it).is_some() && identity(it) == identity(table));
                    match same.and_then(|at| tables.get_mut(at)) {
                        Some(known) => merge(known, table),
                        None => tables.push(table.clone()),
                    }
                }
            }
            _ => {
                into.insert(key, item.clone());
            }
        }
    }
}

#[test]
fn the_clean_workspace_is_clean() {
    assert_eq!(Sandbox::clean().findings(TODAY), Vec::<serde_json::Value>::new());
}

#[test]
fn every_example_of_every_page_is_true() {
    let mut wrong = Vec::new();
    for (group, _) in rules::GROUPS {
        for (name, text) in sections(group) {
            for (at, case) in cases(&text).iter().enumerate() {
                let sandbox = Sandbox::copy_of("tests/fixtures/clean");
                let mut today = TODAY.to_owned();
                for block in &case.blocks {
                    today = lay(&sandbox, block).unwrap_or(today);
                }
                sandbox.sign();
                let found = sandbox.rules(&today);
                if case.bad {
                    remedies::hold(&sandbox, &today, &mut wrong);
                    remedies::hold_commands(&sandbox, &today, &mut wrong);
                    lines::hold(&sandbox, &today, &mut wrong);
                }
                let wanted = if case.bad { vec![name.clone()] } else { Vec::new() };
                if found != wanted {
                    wrong.push(format!("{name}, example {at}: wanted {wanted:?}, found {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever a rule finds in an entry: who is just writing it is told what to write, and not to correct
/// or to take back what nobody has seen.
#[test]
fn nobody_is_told_to_correct_what_is_not_written() {
    let (mut wrong, mut rules_seen) = (Vec::new(), BTreeSet::new());
    for (name, text) in rules::GROUPS.iter().flat_map(|(group, _)| sections(group)) {
        for case in cases(&text).iter().filter(|case| case.bad) {
            let sandbox = Sandbox::clean();
            let mut today = TODAY.to_owned();
            for block in &case.blocks {
                today = lay(&sandbox, block).unwrap_or(today);
            }
            sandbox.sign();
            let workspace = Workspace::open(sandbox.root()).expect("a workspace");
            let whole = Record::read(&workspace, "loan-boxes", today.parse().expect("a day"));
            let findings = whole.findings();
            for found in findings.iter().filter(|found| found.file.contains("/log/")) {
                rules_seen.insert(found.rule);
                let said = found.way_at_writing();
                wrong.extend(OF_FILE.iter().filter(|part| said.contains(**part)).map(|part| {
                    format!("{name}: {} says {part:?} of what is not written: {said}", found.rule)
                }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rules_seen.len() > 15, "only {rules_seen:?}");
}

#[test]
fn every_rule_has_a_page_with_all_its_parts() {
    /// What no block of text can show: files that are no text or are not there, and names on disk.
    /// Their own tests are in `structure.rs`, and of what needs git in `past.rs`.
    const SHOWN_ELSEWHERE: [&str; 7] = [
        "collaboration-empty",
        "event-backdated",
        "event-rewritten",
        "file-unexpected",
        "file-unreadable",
        "stage-skipped",
        "workspace-empty",
    ];
    for (group, rules) in rules::GROUPS {
        let sections = sections(group);
        let names: Vec<&str> = sections.iter().map(|(name, _)| name.as_str()).collect();
        let wanted: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
        assert_eq!(names, wanted, "docs/rules/{group}.md has other headings than the group rules");
        for (name, text) in sections {
            for part in ["**What.**", "**Why.**", "**Put it right.**"] {
                assert!(text.contains(part), "{name} has no {part}");
            }
            for criterion in rules::find(&name).expect("it is a rule").criteria {
                let ends = |rest: &str| !rest.starts_with(|it: char| it.is_alphanumeric());
                let mut after = text.split(criterion).skip(1);
                assert!(after.any(ends), "the page of {name} does not name {criterion}");
            }
            if !SHOWN_ELSEWHERE.contains(&name.as_str()) {
                let cases = cases(&text);
                assert!(cases.iter().any(|case| case.bad), "{name} has no bad example");
                assert!(cases.iter().any(|case| !case.bad), "{name} has no good example");
            }
        }
    }
}
