//! A whole file as a form for an editor: its text as it is, and below it help with lines to use for
//! everything that may still be said, table by table and party by party.

use super::form::{HELP, example};
use super::{Known, Page, Question, Turn, turns, within};
use crate::model::declare::{Shape, Table};

/// The form of a file. What is open stands behind `#:`, which is to be taken away; single keys that
/// have to be there stand open to be filled. Nothing that the file may hold is left out.
#[must_use]
pub fn sheet(heading: &str, page: &Page, known: Known<'_>) -> String {
    let turns = turns(page, known);
    let is_key = |turn: &&Turn| table_of(turn).is_none();
    let (keys, tables): (Vec<&Turn>, Vec<&Turn>) = turns.iter().partition(is_key);
    let heading = heading.lines().map(|line| format!("{HELP} {line}\n")).collect::<String>();
    let mut form = format!(
        "{heading}\
         {HELP} Lines that begin with `{HELP}` are help and go away; take the `{HELP}` off to use one.\n\
         {HELP} Nothing is written if you leave this empty.\n"
    );
    // Keys come before all tables, or they would belong to one.
    for turn in keys {
        key(turn.question, true, &mut form);
    }
    if !page.text.trim().is_empty() {
        form.push_str(&format!("\n{}", page.text));
    }
    for turn in tables {
        table(turn, known, &mut form);
    }
    form
}

fn table_of(turn: &Turn) -> Option<&'static Table> {
    match turn.question.field.shape {
        Shape::Table(table) => Some(table),
        Shape::List(Shape::Table(table)) => Some(*table),
        _ => None,
    }
}

/// Help for one key, and its line. `alone`: it stands at the top, where it can be left open.
fn key(question: Question, alone: bool, form: &mut String) {
    let field = question.field;
    let (open, filled) = example(field.shape);
    let shape = question.form();
    let shape = if shape.is_empty() { shape } else { format!(" ({shape})") };
    let gap = if alone { "\n" } else { "" };
    form.push_str(&format!("{gap}{HELP} {}{shape}\n", question.ask()));
    match (question.rule, open) {
        (Some(rule), Some(open)) if alone => {
            form.push_str(&format!("{} = {open} {HELP} asked for by {rule}\n", field.key));
        }
        (Some(rule), _) => {
            form.push_str(&format!("{HELP} {} = {filled} {HELP} asked for by {rule}\n", field.key));
        }
        (None, _) => form.push_str(&format!("{HELP} {} = {filled}\n", field.key)),
    }
}

/// Help for one table or item, with a line for each of its keys.
fn table(turn: &Turn, known: Known<'_>, form: &mut String) {
    let Some(declared) = table_of(turn) else { return };
    let field = turn.question.field;
    let rule = turn.question.rule.map_or_else(String::new, |rule| format!(" Asked for by {rule}."));
    let more = if turn.more { " There may be more of it." } else { "" };
    form.push_str(&format!("\n{HELP} {}{rule}{more}\n", turn.question.ask()));
    let many = matches!(field.shape, Shape::List(_));
    // A table that is there already has its header above.
    if many || turn.given.is_empty() {
        let (open, close) = if many { ("[[", "]]") } else { ("[", "]") };
        form.push_str(&format!("{HELP} {open}{}{close}\n", field.key));
        for (key, value) in &turn.given {
            form.push_str(&format!("{HELP} {key} = {value}\n"));
        }
    } else {
        form.push_str(&format!("{HELP} In [{}] above there may also be:\n", field.key));
    }
    for question in within(declared, &turn.given, known.significance, known.stage, true) {
        key(question, false, form);
    }
}
