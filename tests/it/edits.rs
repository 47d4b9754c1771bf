//! Edits of files as people write them: the examples.

use std::path::Path;

use comity::model::agreement::Agreement;
use comity::model::declare::Record;
use comity::store::{Edit, Step, edit};
use toml_edit::{Document, Item, Table, Value};

use crate::harness::{directories, files, repository};

/// Every agreement of the examples, with its path.
fn agreements() -> Vec<(String, String)> {
    fn below(directory: &Path, found: &mut Vec<(String, String)>) {
        for file in files(directory).iter().filter(|file| file.ends_with("agreement.toml")) {
            let text = std::fs::read_to_string(file).expect("text");
            if Document::parse(text.as_str()).is_ok() {
                found.push((file.display().to_string(), text));
            }
        }
        directories(directory).iter().for_each(|inner| below(inner, found));
    }
    let mut found = Vec::new();
    below(&repository().join("examples"), &mut found);
    assert!(found.len() > 5, "the examples were found");
    found
}

/// The way to every value, with its text, and to every header.
type Places = (Vec<(Vec<Step>, String)>, Vec<Vec<Step>>);

fn places(text: &str) -> Places {
    fn below(text: &str, value: &Value, way: &[Step], found: &mut Vec<(Vec<Step>, String)>) {
        if let Some(span) = value.span() {
            found.push((way.to_vec(), text[span].to_owned()));
        }
        let longer = |step| [way, &[step]].concat();
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    below(text, item, &longer(Step::Item(index)), found);
                }
            }
            Value::InlineTable(table) => {
                for (key, item) in table.iter() {
                    below(text, item, &longer(Step::Key(key.to_owned())), found);
                }
            }
            _ => {}
        }
    }
    fn table(text: &str, inside: &Table, way: &[Step], found: &mut Places) {
        for (key, item) in inside.iter() {
            let way = [way, &[Step::Key(key.to_owned())]].concat();
            match item {
                Item::Value(inner) => below(text, inner, &way, &mut found.0),
                Item::Table(inner) => {
                    found.1.push(way.clone());
                    table(text, inner, &way, found);
                }
                Item::ArrayOfTables(list) => {
                    for (index, inner) in list.iter().enumerate() {
                        let way = [way.as_slice(), &[Step::Item(index)]].concat();
                        found.1.push(way.clone());
                        table(text, inner, &way, found);
                    }
                }
                Item::None => {}
            }
        }
    }
    let mut found = Places::default();
    let document = Document::parse(text).expect("it parses");
    table(text, document.as_table(), &[], &mut found);
    found
}

fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| Some(line.split_once("# ")?.1)).collect()
}

#[test]
fn a_value_set_to_what_it_is_changes_nothing() {
    for (path, text) in agreements() {
        let (values, _) = places(&text);
        let set = |(way, value): (Vec<Step>, String)| Edit::Set { way, value };
        let edits: Vec<Edit> = values.into_iter().map(set).collect();
        let made = edit(&text, Agreement::TABLE, &edits).expect("it can be done");
        assert!(made == text, "{path}");
    }
}

#[test]
fn whatever_is_taken_out_leaves_the_lines_and_comments_of_the_rest() {
    for (path, text) in agreements() {
        let (values, tables) = places(&text);
        let values = values.into_iter().map(|(way, _)| way);
        for way in values.chain(tables).step_by(7) {
            let made = edit(&text, Agreement::TABLE, &[Edit::Remove { way: way.clone() }]);
            let made = made.expect("it can be done");
            assert!(made.len() < text.len(), "{path}: {way:?}");
            Document::parse(made.as_str()).expect("it parses");
            // The lines that are left are lines of before, but for one that lost a part.
            let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), made.lines().collect());
            let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
            let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
            let tail = rest.take_while(|(one, other)| one == other).count();
            assert!(new.len() - head - tail <= 1, "{path}: {way:?}");
            let headings = |text: &str| text.lines().filter(|it| it.starts_with("# ---")).count();
            assert_eq!(headings(&made), headings(&text), "{path}: {way:?}");
        }
    }
}

#[test]
fn what_is_added_stands_among_its_sisters_and_touches_nothing() {
    for (path, text) in agreements() {
        let key = |key: &str| vec![Step::Key(key.to_owned())];
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let lists = ["objective", "action", "risk", "reporting", "review_plan", "x_list"];
        for list in lists {
            let entries = vec![pair("id", "\"zz-new\""), pair("title", "\"New\"")];
            let made = edit(&text, Agreement::TABLE, &[Edit::Add { way: key(list), entries }]);
            let made = made.expect("it can be done");
            let mut lines = made.lines();
            assert!(text.lines().all(|old| lines.any(|new| new == old)), "{path}: {list}");
            assert_eq!(comments(&made), comments(&text), "{path}: {list}");
            let at = made.find("zz-new").expect("it is there");
            let before = made[..at].matches(&format!("[[{list}]]")).count();
            assert_eq!(before, text.matches(&format!("[[{list}]]")).count() + 1, "{path}: {list}");
        }
    }
}
