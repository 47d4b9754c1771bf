//! Whatever a collaboration of its significance and stage has to hold is missed when it is gone:
//! each such element of the examples is taken out, one at a time, and a new finding has to name its
//! file and its key.
//!
//! What has to be there is read from the declarations, and decided here once more, so that the
//! rules do not mark their own work. Nothing is left out; of a few elements it is looked on another
//! day, see [`SETTLED`].

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use comity::model::declare::{PerParty, Requirement, Shape, Significance, Stage, Table, When};
use comity::model::schema::{self, FileSchema};
use serde_json::Value as Json;
use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::harness::{Sandbox, directories, files};

/// One step of the way from the top of a file to a table in it.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Key(&'static str),
    At(usize),
}

/// What is taken out.
#[derive(Debug, Clone, PartialEq)]
enum What {
    /// The key with all it holds: a value, a table, a list.
    Key,
    /// Every item of the list that is this party's.
    ItemsOf(String),
}

/// Keys of events that an agreed review settles: a rule about what happened is silent about days
/// that such a review covers. For an event of such a day it is looked on the day itself.
const SETTLED: [(&str, &str); 2] =
    [("action-completion-unproven", "quality_met"), ("action-reschedule-unagreed", "agreed_by")];

/// One element that has to be there.
#[derive(Debug, Clone)]
struct Element {
    file: String,
    way: Vec<Step>,
    key: &'static str,
    rule: &'static str,
    what: What,
}

/// On what it depends whether something has to be there.
struct Asked {
    significance: Significance,
    stage: Stage,
    parties: Vec<String>,
}

/// Which declaration a file goes by, from its path and for an event its kind.
fn schema_of(path: &str, document: &DocumentMut) -> &'static FileSchema {
    let parts: Vec<&str> = path.split('/').collect();
    let name = match parts[..] {
        ["comity.toml"] => "settings".to_owned(),
        ["network", _] => "organisation".to_owned(),
        ["network", "log", _] | ["collaborations", _, "log", _] => {
            format!("event-{}", document["kind"].as_str().expect("a kind"))
        }
        [.., "review.toml"] => "review".to_owned(),
        [.., "reviews", _, _] => "view".to_owned(),
        [.., file] => file.strip_suffix(".toml").expect("TOML").to_owned(),
        [] => String::new(),
    };
    schema::files().find(|it| it.name == name).unwrap_or_else(|| panic!("{path} is no {name}"))
}

/// Every element of one file that has to be there, and is. What has to be there and is not goes to
/// `absent`: in an example without findings there can be none.
fn elements_of(path: &str, text: &str, asked: &Asked, absent: &mut Vec<String>) -> Vec<Element> {
    let document: DocumentMut = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut elements = Vec::new();
    for table in schema_of(path, &document).tables {
        let mut look = Look { path, asked, absent, elements: &mut elements };
        look.at(table, document.as_table(), &[]);
    }
    elements
}

struct Look<'l> {
    path: &'l str,
    asked: &'l Asked,
    absent: &'l mut Vec<String>,
    elements: &'l mut Vec<Element>,
}

impl Look<'_> {
    fn at(&mut self, table: &'static Table, tree: &dyn TableLike, way: &[Step]) {
        for field in table.fields {
            let item = tree.get(field.key).filter(|item| !is_blank(item));
            if let Some(required) = field.required.filter(|it| applies(it, tree, self.asked)) {
                let mut take = |what| {
                    let (file, way) = (self.path.to_owned(), way.to_vec());
                    let (key, rule) = (field.key, required.rule);
                    self.elements.push(Element { file, way, key, rule, what });
                };
                match item {
                    None => self.absent.push(format!("{}: {way:?} {}", self.path, field.key)),
                    Some(_) if field.per_party == PerParty::Working => {
                        for party in &self.asked.parties {
                            take(What::ItemsOf(party.clone()));
                        }
                    }
                    Some(_) => take(What::Key),
                }
            }
            let Some(item) = item else { continue };
            match field.shape {
                Shape::Table(inner) => {
                    let tree = item.as_table_like().expect("a table");
                    self.at(inner, tree, &[way, &[Step::Key(field.key)]].concat());
                }
                Shape::List(Shape::Table(inner)) => {
                    for (at, tree) in tables(item).into_iter().enumerate() {
                        self.at(
                            inner,
                            tree,
                            &[way, &[Step::Key(field.key), Step::At(at)]].concat(),
                        );
                    }
                }
                _ => {}
            }
        }
    }
}

/// The tables of a list, however it is written.
fn tables(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|it| it as &dyn TableLike).collect(),
        Item::Value(Value::Array(items)) => items
            .iter()
            .map(|it| it.as_inline_table().expect("a table") as &dyn TableLike)
            .collect(),
        _ => panic!("no list of tables: {item}"),
    }
}

fn is_blank(item: &Item) -> bool {
    match item {
        Item::None => true,
        Item::ArrayOfTables(tables) => tables.is_empty(),
        Item::Table(table) => table.is_empty(),
        Item::Value(Value::String(text)) => text.value().trim().is_empty(),
        Item::Value(Value::Array(items)) => items.is_empty(),
        Item::Value(Value::InlineTable(table)) => table.is_empty(),
        Item::Value(_) => false,
    }
}

fn applies(required: &Requirement, tree: &dyn TableLike, asked: &Asked) -> bool {
    let text = |key: &str| tree.get(key).and_then(Item::as_str);
    let holds = |key: &str, words: &[&str]| text(key).is_some_and(|it| words.contains(&it));
    let said = |key: &str| {
        tree.get(key).is_some_and(|item| !is_blank(item) && item.as_bool() != Some(false))
    };
    let hangs = match required.when {
        When::Always => true,
        When::Is(key, words) => holds(key, words),
        When::IsNot(key, words) => !holds(key, words),
        When::IsWith(key, words, other, others) => holds(key, words) && holds(other, others),
        When::IsWithout(key, words, other) => holds(key, words) && !said(other),
        When::True(key) => tree.get(key).and_then(Item::as_bool) == Some(true),
        When::Without(key) => !said(key),
        When::With(key) => said(key),
    };
    asked.significance >= required.ask && asked.stage >= required.from && hangs
}

/// Takes an element out of the text of its file.
fn without(text: &str, element: &Element) -> String {
    let mut document: DocumentMut = text.parse().expect("TOML");
    reach(document.as_table_mut(), &element.way, &mut |tree| match &element.what {
        What::Key => {
            tree.remove(element.key).expect("it is there");
        }
        What::ItemsOf(party) => match tree.get_mut(element.key).expect("it is there") {
            Item::ArrayOfTables(tables) => {
                tables.retain(|it| it.get("party").and_then(Item::as_str) != Some(party));
            }
            Item::Value(Value::Array(items)) => items.retain(|it| {
                let it = it.as_inline_table().expect("a table");
                it.get("party").and_then(Value::as_str) != Some(party)
            }),
            other => panic!("no list: {other}"),
        },
    });
    document.to_string()
}

fn reach(tree: &mut dyn TableLike, way: &[Step], then: &mut dyn FnMut(&mut dyn TableLike)) {
    match way {
        [] => then(tree),
        [Step::Key(key), Step::At(at), rest @ ..] => match tree.get_mut(key).expect("a list") {
            Item::ArrayOfTables(tables) => reach(tables.get_mut(*at).expect("a table"), rest, then),
            Item::Value(Value::Array(items)) => {
                let item = items.get_mut(*at).expect("an item");
                reach(item.as_inline_table_mut().expect("a table"), rest, then);
            }
            other => panic!("no list: {other}"),
        },
        [Step::Key(key), rest @ ..] => {
            let inner = tree.get_mut(key).expect("a table");
            reach(inner.as_table_like_mut().expect("a table"), rest, then);
        }
        [Step::At(_), ..] => panic!("an index stands behind the key of its list"),
    }
}

/// What tells one finding from another wherever it has moved to.
fn mark(finding: &Json) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    format!("{} {} {} {}", text("rule"), text("file"), text("subject"), text("message"))
}

/// Whether a finding names the element: its file, and the key; or for what each party has to have,
/// the list and the party.
fn names(finding: &Json, element: &Element) -> bool {
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let last = text("key").rsplit('.').next().unwrap_or_default();
    let last = last.split('[').next().unwrap_or_default();
    let here = text("file") == element.file;
    match &element.what {
        What::Key => {
            here && (last == element.key || text("message").contains(&format!("`{}`", element.key)))
        }
        What::ItemsOf(party) => here && last == element.key && text("subject") == party,
    }
}

/// Takes each required element out of an example, one at a time. Gives how many there were; what
/// was not noticed is told all at once.
fn miss_each_element(
    example: &str,
    today: &str,
    significance: Significance,
    stage: Stage,
) -> usize {
    let path = format!("examples/{example}");
    let whole = Sandbox::copy_of(&path);
    let asked = Asked { significance, stage, parties: parties(&whole) };
    let mut absent = Vec::new();
    let mut elements = Vec::new();
    for file in every_file(&whole) {
        elements.extend(elements_of(&file, &whole.read(&file), &asked, &mut absent));
    }
    assert!(absent.is_empty(), "asked for and not in {example}:\n{}", absent.join("\n"));
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let share = elements.len().div_ceil(workers);
    let unnoticed: Vec<String> = thread::scope(|scope| {
        let path = &path;
        let running: Vec<_> = elements
            .chunks(share)
            .map(|chunk| {
                scope.spawn(move || {
                    let mut bench = Bench::new(Sandbox::copy_of(path));
                    let unnoticed = chunk.iter().filter_map(|it| bench.unnoticed(it, today));
                    unnoticed.collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|it| it.join().expect("no worker panics")).collect()
    });
    assert!(
        unnoticed.is_empty(),
        "{} of {} elements of {example} can go without a word:\n{}",
        unnoticed.len(),
        elements.len(),
        unnoticed.join("\n")
    );
    elements.len()
}

/// A copy of an example, and what is found in it before anything is taken out, by day.
struct Bench {
    sandbox: Sandbox,
    before: BTreeMap<String, BTreeSet<String>>,
}

impl Bench {
    fn new(sandbox: Sandbox) -> Self {
        Self { sandbox, before: BTreeMap::new() }
    }

    /// Takes one element out, looks, and puts it back. Gives what was found instead where nothing
    /// new names it.
    fn unnoticed(&mut self, element: &Element, today: &str) -> Option<String> {
        let mut new = self.new_findings(element, today);
        let settles = SETTLED.contains(&(element.rule, element.key));
        if settles && !new.iter().any(|finding| names(finding, element)) {
            new = self.new_findings(element, day_of(&element.file));
        }
        if new.iter().any(|finding| names(finding, element)) {
            return None;
        }
        let new: Vec<String> = new.iter().map(|it| format!("\n    {}", mark(it))).collect();
        let Element { file, way, key, rule, what } = element;
        Some(format!("{file}: {way:?} `{key}` {what:?}, asked by {rule}; new:{}", new.concat()))
    }

    /// What is found on a day without the element, and is not found with it.
    fn new_findings(&mut self, element: &Element, today: &str) -> Vec<Json> {
        let sandbox = &self.sandbox;
        let before = self
            .before
            .entry(today.to_owned())
            .or_insert_with(|| sandbox.findings(today).iter().map(mark).collect());
        let text = sandbox.read(&element.file);
        sandbox.write(&element.file, without(&text, element));
        let mut found = sandbox.findings(today);
        sandbox.write(&element.file, text);
        found.retain(|finding| !before.contains(&mark(finding)));
        found
    }
}

/// The day of an event, by the name of its file.
fn day_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.get(.."2025-01-01".len()).unwrap_or(name)
}

/// The parties that take on work in the one collaboration of an example.
fn parties(sandbox: &Sandbox) -> Vec<String> {
    let directory = directories(&sandbox.root().join("collaborations")).remove(0);
    let head = std::fs::read_to_string(directory.join("collaboration.toml")).expect("text");
    let head: DocumentMut = head.parse().expect("TOML");
    let text = |party: &dyn TableLike, key: &str| party.get(key)?.as_str().map(str::to_owned);
    tables(&head["party"])
        .into_iter()
        .filter(|party| text(*party, "role").as_deref() != Some("observer"))
        .map(|party| text(party, "id").expect("an id"))
        .collect()
}

/// Every file of a workspace, by its path from the root.
fn every_file(sandbox: &Sandbox) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![sandbox.root().to_owned()];
    while let Some(directory) = left.pop() {
        for path in files(&directory) {
            let inside = path.strip_prefix(sandbox.root()).expect("it stands inside");
            found.push(inside.to_str().expect("UTF-8").replace('\\', "/"));
        }
        left.extend(directories(&directory));
    }
    found
}

#[test]
fn every_required_element_of_a_major_collaboration_is_missed_when_it_is_gone() {
    let count = miss_each_element(
        "warm-safe-discharge",
        "2025-11-30",
        Significance::Major,
        Stage::Reviewed,
    );
    assert!(count > 700, "only {count} elements were taken out");
}

#[test]
fn every_required_element_of_a_minor_collaboration_is_missed_when_it_is_gone() {
    let count = miss_each_element("reading-hour", "2026-03-16", Significance::Minor, Stage::Active);
    assert!(count > 30, "only {count} elements were taken out");
}
