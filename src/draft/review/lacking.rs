//! What a record of a review still has to say before anybody can agree it.

use super::plan::{Looked, items};
use super::sign::who_agreed;
use super::views::views;
use crate::document::Table as Tree;
use crate::document::written;
use crate::draft::{Entries, Mistake, open};
use crate::model::declare::{Field, Record as _, Shape, Significance, Stage, Table};
use crate::model::review::Review;
use crate::rules::{Case, shell};

/// Something that is still to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What is missing, in lower case and without a full stop.
    pub message: String,
    /// What to do about it, in words that lead to the command.
    pub help: &'static str,
    /// The command that says it, ready to be typed.
    pub command: String,
}

impl Lack {
    fn new(message: impl Into<String>, help: &'static str, command: String) -> Self {
        Self { message: message.into(), help, command }
    }

    /// The way out in one line.
    #[must_use]
    pub fn way(&self) -> String {
        format!("{}: `{}`", self.help, self.command)
    }
}

impl From<Lack> for Mistake {
    fn from(lack: Lack) -> Self {
        let way = lack.way();
        Self::new(lack.message, way)
    }
}

/// The rule that asks for what makes a record better. It keeps nobody from agreeing.
const BETTER: &str = "review-detail-missing";

/// What a record should say besides, each with the line that says it, as long as nobody has agreed it:
/// after that it does not change in passing.
#[must_use]
pub fn better(case: &Case<'_, '_>, looked: &Looked<'_, '_>) -> Vec<Lack> {
    let command = format!("comity review {} {}", shell(case.dossier.id), shell(looked.id));
    let tree = looked.record.and_then(|record| record.at.table);
    let Some(tree) = tree.filter(|_| who_agreed(case, looked.id).is_empty()) else {
        return Vec::new();
    };
    declared(tree, case.dossier.significance(), &command, |rule| rule == BETTER)
}

/// What is still to be said, each with the line that says it.
#[must_use]
pub fn lacking(case: &Case<'_, '_>, looked: &Looked<'_, '_>) -> Vec<Lack> {
    let command = format!("comity review {} {}", shell(case.dossier.id), shell(looked.id));
    let significance = case.dossier.significance();
    let Some(tree) = looked.record.and_then(|record| record.at.table) else {
        return vec![Lack::new(
            format!("nothing is on file of `{}`", looked.id),
            "begin with what is known",
            format!("{command} --prepare"),
        )];
    };
    let weighs = |rule: &str| rule != BETTER;
    let mut lacking = declared(tree, significance, &command, weighs);
    if significance == Significance::Minor {
        return lacking;
    }
    lacking.extend(unsaid(case, looked, tree, &command));
    if !looked.is_short(significance) {
        let views = views(case, looked);
        if let Some(first) = views.missing.first() {
            lacking.push(Lack::new(
                format!("no view of {} is on file", views.missing.join(", ")),
                "each party writes its own",
                format!("{command} --view {}", shell(first)),
            ));
        }
    }
    lacking
}

/// What the declarations ask for: first of the record as such, then of each list the key that is
/// missing, with all the items that lack it.
fn declared(
    tree: &Tree<'_>,
    significance: Significance,
    command: &str,
    weighs: fn(&str) -> bool,
) -> Vec<Lack> {
    let mut lacking = Vec::new();
    let missing = |table, tree: &Tree<'_>| missing(table, tree, significance, weighs);
    // A list that is missing as a whole is told with its items.
    let told = |field: &&Field| !field.key.ends_with("_result");
    for field in missing(Review::TABLE, tree).into_iter().filter(told) {
        let way = match field.shape {
            Shape::List(Shape::Table(table)) => {
                format!("--add {}{}", field.key, asked(table, significance))
            }
            _ => format!("--set {}={}", field.key, stand_in(field)),
        };
        lacking.push(Lack::new(
            format!("`{}` is missing: {}{}", field.key, means(field), words(field)),
            "say it",
            format!("{command} {way}"),
        ));
    }
    for field in Review::TABLE.fields {
        let Shape::List(Shape::Table(table)) = field.shape else { continue };
        let items = tree.get(field.key).and_then(|value| value.get_ref().as_array());
        let mut groups: Vec<(&Field, Vec<String>)> = Vec::new();
        for (at, item) in items.into_iter().flatten().enumerate() {
            let Some(item) = item.get_ref().as_table() else { continue };
            let name = ["id", "item"].iter().find_map(|key| item.get(key)?.get_ref().as_str());
            let name = name.map_or_else(|| format!("[{at}]"), str::to_owned);
            for lack in missing(table, item) {
                match groups.iter_mut().find(|(known, _)| known.key == lack.key) {
                    Some((_, names)) => names.push(name.clone()),
                    None => groups.push((lack, vec![name.clone()])),
                }
            }
        }
        lacking.extend(groups.into_iter().map(|(lack, names)| {
            let what = field.key.replace('_', " ");
            let dot = if names[0].starts_with('[') { "" } else { "." };
            let open = stand_in(lack);
            let way = format!("{}{dot}{}.{}={open}", field.key, names[0], lack.key);
            Lack::new(
                format!(
                    "`{}` is missing in the {what} of {}{}",
                    lack.key,
                    names.join(", "),
                    words(lack)
                ),
                "say it",
                format!("{command} --set {}", shell(&way)),
            )
        }));
    }
    lacking
}

/// The keys that an item has to have, as they are typed.
fn asked(table: &'static Table, significance: Significance) -> String {
    let asked = open(&[table], &Entries::new(), None, significance, Stage::Closed);
    let asked = asked.iter().filter(|it| it.rule.is_some() || it.field.key == "id");
    asked.map(|it| format!(" {}={}", it.field.key, stand_in(it.field))).collect()
}

/// What stands for a value that only people know.
fn stand_in(field: &Field) -> &'static str {
    if matches!(field.shape, Shape::Date) { "DATE" } else { "…" }
}

/// The words that a field takes, where it takes no others.
fn words(field: &Field) -> String {
    let Shape::Words(words) = field.shape else { return String::new() };
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    format!(" ({})", words.join(", "))
}

/// The keys that a table has to have and does not.
fn missing(
    table: &'static Table,
    tree: &Tree<'_>,
    significance: Significance,
    weighs: fn(&str) -> bool,
) -> Vec<&'static Field> {
    let pairs = tree.iter().map(|(key, value)| (key.get_ref().to_string(), written(value)));
    let given: Entries = pairs.collect();
    let asked = open(&[table], &given, None, significance, Stage::Closed);
    asked.into_iter().filter(|it| it.rule.is_some_and(weighs)).map(|it| it.field).collect()
}

/// What a field means, within a sentence: the first of what is said of it.
fn means(field: &Field) -> String {
    let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let doc = doc.split(". ").next().unwrap_or_default();
    let mut letters = doc.trim_end_matches('.').chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// What of the agreement the record says nothing of at all.
fn unsaid(
    case: &Case<'_, '_>,
    looked: &Looked<'_, '_>,
    tree: &Tree<'_>,
    command: &str,
) -> Vec<Lack> {
    let wanted = items(case, looked);
    let mut lists: Vec<&str> = wanted.iter().map(|item| item.list).collect();
    lists.dedup();
    let mut unsaid = Vec::new();
    for list in lists {
        let said: Vec<&str> = tree
            .get(list)
            .and_then(|value| value.get_ref().as_array())
            .into_iter()
            .flatten()
            .filter_map(|item| item.get_ref().as_table()?.get("item")?.get_ref().as_str())
            .collect();
        let open = wanted.iter().filter(|item| item.list == list);
        let open: Vec<_> = open.filter(|item| !said.contains(&item.id)).collect();
        let Some(first) = open.first() else { continue };
        let names: Vec<&str> = open.iter().map(|item| item.id).collect();
        let s = if open.len() == 1 { "" } else { "s" };
        let item = shell(&format!("item={}", first.id));
        let words = format!("{list} {item} {}=…", first.verdict);
        unsaid.push(Lack::new(
            format!("nothing is said of the {}{s} {}", first.what, names.join(", ")),
            "say it",
            format!("{command} --add {words}"),
        ));
    }
    unsaid
}
