//! The worked example, made anew by commands alone: the blocks of the tutorial.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use comity::document::{Document, Kind, Source, Table};
use serde_json::{Value, json};

use crate::docs::played;
use crate::harness::{directories, files, holds, repository};

/// An id of an event without the letters that were drawn by chance.
fn without_chance(id: &str) -> Option<&str> {
    let (words, chance) = id.rsplit_once('-')?;
    let dated = id.len() > 10 && id.as_bytes()[..10].iter().all(|it| b"0123456789-".contains(it));
    (dated && chance.len() >= 4).then_some(words)
}

/// A value as JSON, with the chance taken out of every id of an event in it.
fn settled(kind: &Kind<'_>) -> Value {
    match kind {
        Kind::String(text) => json!(without_chance(text).unwrap_or(text)),
        Kind::Integer(number) => json!({ "integer": number.as_str() }),
        Kind::Float(number) => json!({ "float": number.as_str() }),
        Kind::Boolean(flag) => json!(flag),
        Kind::Datetime(day) => json!({ "day": day.to_string() }),
        Kind::Array(items) => items.iter().map(|item| settled(item.get_ref())).collect(),
        Kind::Table(table) => table_of(table),
    }
}

fn table_of(table: &Table<'_>) -> Value {
    let keys =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), settled(value.get_ref())));
    Value::Object(keys.collect())
}

/// The parsed content of a file, with the chance taken out of every id of an event in it.
pub fn parsed(file: &Path) -> String {
    let source = Source::new(file.display().to_string(), fs::read(file).expect("read"));
    let document = Document::parse(&source);
    assert!(document.faults.is_empty(), "{}: {:?}", file.display(), document.faults);
    format!("{:#}", table_of(document.root()))
}

/// Every file of a directory, by its path from there: its parsed content, the chance taken out of
/// its name and of what it says. Events that differ in nothing but chance stand side by side.
pub fn content(root: &Path) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        open.extend(directories(&directory));
        for file in files(&directory) {
            let name = file.strip_prefix(root).expect("below").to_str().expect("text");
            let name = name.replace('\\', "/");
            let stem = name.trim_end_matches(".toml").rsplit('/').next().expect("a name");
            let settled_name = match without_chance(stem).filter(|_| name.contains("/log/")) {
                Some(words) => name.replace(&format!("{stem}.toml"), words),
                None => name.clone(),
            };
            found.entry(settled_name).or_default().push(parsed(&file));
        }
    }
    found.values_mut().for_each(|texts| texts.sort());
    found
}

#[test]
fn commands_alone_make_the_worked_example() {
    let page = fs::read_to_string(repository().join("docs/tutorial.md")).expect("it is written");
    let (wanted, sandbox) = played(&page);
    holds("docs/tutorial.md", &wanted);
    let made = content(sandbox.expect("it ran").root());
    let example = content(&repository().join("examples/warm-safe-discharge"));
    let mut differ: Vec<&str> = Vec::new();
    for name in made.keys().chain(example.keys()) {
        if made.get(name) != example.get(name) && !differ.contains(&name.as_str()) {
            differ.push(name);
        }
    }
    let first = differ.first().map(|name| (made.get(*name), example.get(*name)));
    assert!(differ.is_empty(), "{differ:#?} are not as in the example; the first: {first:?}");
    assert!(example.len() > 80, "{} files", example.len());
}
