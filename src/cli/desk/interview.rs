//! A whole file asked for at a terminal: turn by turn, each table under a heading of its own, and
//! what every party has to say party by party.

use super::ask::{Answer, Asking, LEGEND, one};
use crate::cli::{Context, Failure};
use crate::draft::{self, Entries, Known, Mistake, Page, Turn};
use crate::model::declare::{Shape, Table};
use crate::render::visible;

/// How a turn ended.
enum Ended {
    /// With what is to be added: a value, or items.
    Given(Vec<Entries>),
    /// With the value of a key.
    Value(String),
    Skipped,
    Back,
    /// No more questions, after what was given so far.
    Enough(Vec<Entries>),
    Gone,
}

/// Whether what is asked for next is the first of what may be left out.
const MORE: &str =
    "That is all that is asked for. Go through what else may be said? (y; Enter ends): ";

/// Asks for a file turn by turn. After each turn `look` says what is wrong with the file as it would
/// be; then the turn comes again. `said` stands above the first question.
///
/// # Errors
///
/// When the person left; then nothing is to be written.
pub(in crate::cli) fn interview(
    page: &mut Page,
    known: Known<'_>,
    said: &str,
    context: &Context,
    mut look: impl FnMut(&Page) -> Vec<Mistake>,
) -> Result<(), Failure> {
    let turns = draft::turns(page, known);
    // The file before each turn: the way back.
    let mut before: Vec<Page> = Vec::new();
    let mut told = format!("{said}{LEGEND}");
    let mut goes_on = false;
    while let Some(turn) = turns.get(before.len()) {
        if turn.question.rule.is_none() && !goes_on && !known.alone {
            match context.person.ask(&format!("\n{MORE}")) {
                None => return Err(gone()),
                Some(line) if ["y", "yes"].contains(&line.trim()) => goes_on = true,
                Some(line) if line.trim() == "<" && !before.is_empty() => {
                    *page = before.pop().unwrap_or_else(|| page.clone());
                    continue;
                }
                Some(_) => return Ok(()),
            }
        }
        let start = page.clone();
        let ended = take_turn(turn, known, &told, context);
        told.clear();
        let enough = matches!(ended, Ended::Enough(_));
        match ended {
            Ended::Gone => return Err(gone()),
            Ended::Back => {
                *page = before.pop().unwrap_or(start);
                continue;
            }
            Ended::Skipped => {}
            Ended::Value(value) => page.take(turn.question.field.key, &value)?,
            Ended::Given(items) | Ended::Enough(items) => {
                for item in items {
                    put(page, turn, item)?;
                }
            }
        }
        let wrong = if page.text == start.text { Vec::new() } else { look(page) };
        if !wrong.is_empty() {
            *page = start;
            for mistake in wrong {
                told.push_str(&visible(&format!("{}; {}\n", mistake.message, mistake.help)));
            }
            continue;
        }
        if enough {
            return Ok(());
        }
        before.push(start);
    }
    Ok(())
}

fn gone() -> Failure {
    Failure::new("nothing was written", "the questions were left")
}

/// Puts what a turn gave into the file: keys of a table, or an item of a list.
fn put(page: &mut Page, turn: &Turn, item: Entries) -> Result<(), Mistake> {
    let text = draft::inline(&item);
    match turn.question.field.shape {
        Shape::List(_) => page.take(turn.question.field.key, &format!("[{text}]")),
        _ => page.take(turn.question.field.key, &text),
    }
}

fn asking<'t>(tables: &'t [&'static Table], known: Known<'_>) -> Asking<'t> {
    let Known { significance, stage, .. } = known;
    Asking { tables, step: None, significance, stage, wanted: &[], on: None }
}

fn take_turn(turn: &Turn, known: Known<'_>, said: &str, context: &Context) -> Ended {
    let field = turn.question.field;
    let (table, many) = match field.shape {
        Shape::Table(table) => (table, false),
        Shape::List(Shape::Table(table)) => (*table, true),
        _ => {
            return match one(turn.question, asking(&[], known), context, said) {
                Answer::Given(value) => Ended::Value(value),
                Answer::Skipped => Ended::Skipped,
                Answer::Back => Ended::Back,
                Answer::Enough => Ended::Enough(Vec::new()),
                Answer::Gone => Ended::Gone,
            };
        }
    };
    let about = turn.question.ask();
    let whose = if many { turn.given.first() } else { None };
    let whose = whose.map_or_else(String::new, |(_, word)| format!(" {}", word.trim_matches('"')));
    let mut heading = format!("{said}\n-- {}{whose}: {about}\n", field.key.replace('_', " "));
    if turn.question.rule.is_none() {
        match context.person.ask(&format!("{heading}Say something of it? (y; Enter skips): ")) {
            None => return Ended::Gone,
            Some(line) => match line.trim() {
                "<" => return Ended::Back,
                "." => return Ended::Enough(Vec::new()),
                "" => return Ended::Skipped,
                _ => heading.clear(),
            },
        }
    }
    let mut items = Vec::new();
    loop {
        match keys(table, &turn.given, known, &heading, context) {
            Filled::Gone => return Ended::Gone,
            Filled::Back if items.is_empty() => return Ended::Back,
            Filled::Back | Filled::Nothing => return given(items),
            Filled::Enough(entries) => {
                items.extend(entries);
                return Ended::Enough(items);
            }
            Filled::Given(entries) => items.push(entries),
        }
        if !many {
            return given(items);
        }
        match context.person.ask(&format!("\nanother one{whose}? (y; Enter goes on): ")) {
            None => return Ended::Gone,
            Some(line) if line.trim() == "." => return Ended::Enough(items),
            Some(line) if !["y", "yes"].contains(&line.trim()) => return given(items),
            Some(_) => heading.clear(),
        }
    }
}

fn given(items: Vec<Entries>) -> Ended {
    if items.is_empty() { Ended::Skipped } else { Ended::Given(items) }
}

/// How the questions about one table ended.
enum Filled {
    Given(Entries),
    Nothing,
    Back,
    Enough(Option<Entries>),
    Gone,
}

/// Asks for the keys of one table, of which some are given.
fn keys(
    table: &'static Table,
    given: &Entries,
    known: Known<'_>,
    heading: &str,
    context: &Context,
) -> Filled {
    let mut entries = given.clone();
    let mut asked: Vec<&'static str> = Vec::new();
    let mut said = heading.to_owned();
    let changed = |entries: &Entries| entries != given;
    loop {
        let open = draft::within(table, &entries, known.significance, known.stage);
        let next = open.into_iter().find(|question| !asked.contains(&question.field.key));
        let Some(question) = next else {
            return if changed(&entries) { Filled::Given(entries) } else { Filled::Nothing };
        };
        match one(question, asking(&[], known), context, &said) {
            Answer::Given(value) => {
                entries.push((question.field.key.to_owned(), value));
                asked.push(question.field.key);
            }
            Answer::Skipped => asked.push(question.field.key),
            Answer::Back => match asked.pop() {
                Some(last) => entries.retain(|(key, _)| key != last),
                None => return Filled::Back,
            },
            Answer::Enough => {
                let some = changed(&entries).then_some(entries);
                return Filled::Enough(some);
            }
            Answer::Gone => return Filled::Gone,
        }
        said.clear();
    }
}
