//! A whole file asked for at a terminal: turn by turn, each table under a heading of its own, and
//! what every party has to say party by party.

pub(in crate::cli) use super::ask::LEGEND;
use super::ask::{Answer, MORE, WHY_MORE, one};
use super::items::{Next, another, yes};
use super::table::{Filled, Item, asking, faults, filled, rest};
use crate::cli::{Context, Failure};
use crate::draft::{self, Entries, Known, Mistake, Page, Question, Turn};
use crate::model::declare::{Shape, Significance, Table};
use crate::render::visible;
use crate::rules::Finding;

/// How a turn ended.
enum Ended {
    /// With what is to be added: a value, or items.
    Given(Vec<Entries>),
    /// With the value of a key.
    Value(String),
    /// With the value of a key, and no more questions.
    LastValue(String),
    Skipped,
    Back,
    /// No more questions, after what was given so far.
    Enough(Vec<Entries>),
    Gone,
}

/// Why something that may be left out is offered.
fn why(turn: &Turn) -> String {
    format!("What it says: {} It may be left out; `y` asks for it.\n", turn.question.ask())
}

/// How far the questions about a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Came {
    /// Through all that may be said.
    Through,
    /// Through all that is asked for.
    Asked,
    /// No more is to be asked, of another file neither.
    Enough,
}

/// Asks for a file turn by turn. After each turn `look` says what is wrong with the file as it would
/// be; then the turn comes again. `said` stands above the first question, mostly with [`LEGEND`].
///
/// # Errors
///
/// When the person left; then nothing is to be written.
pub(in crate::cli) fn interview(
    page: &mut Page,
    known: Known<'_>,
    said: &str,
    context: &Context,
    mut look: impl FnMut(&Page) -> Vec<Finding>,
) -> Result<Came, Failure> {
    let turns = all_turns(page, known);
    // The file before each turn: the way back.
    let mut before: Vec<Page> = Vec::new();
    let mut told = said.to_owned();
    let mut goes_on = false;
    while let Some(turn) = turns.get(before.len()) {
        if turn.question.rule.is_none() && !goes_on && !known.alone {
            match yes(&format!("\n{MORE}"), WHY_MORE, context).as_deref() {
                None => return Err(gone()),
                Some("y" | "yes") => goes_on = true,
                Some("<") if !before.is_empty() => {
                    *page = before.pop().unwrap_or_else(|| page.clone());
                    continue;
                }
                Some(".") => return Ok(Came::Enough),
                Some(_) => return Ok(Came::Asked),
            }
        }
        let start = page.clone();
        let turn = &now(turn, page);
        let through =
            turn.more && table_of(turn).is_some_and(|it| rest(it, &turn.given, known).is_empty());
        if through || draft::stood_in(page, turn) {
            before.push(start);
            continue;
        }
        let mut check = |items: &[Entries]| {
            let mut tried = start.clone();
            let placed = items.iter().try_for_each(|item| put(&mut tried, turn, item));
            placed.map_or_else(|_| Vec::new(), |()| look(&tried))
        };
        let ended = take_turn(turn, known, &told, context, &mut check);
        told.clear();
        let enough = matches!(ended, Ended::Enough(_) | Ended::LastValue(_));
        match ended {
            Ended::Gone => return Err(gone()),
            Ended::Back => {
                *page = before.pop().unwrap_or(start);
                continue;
            }
            Ended::Skipped => {}
            Ended::Value(value) | Ended::LastValue(value) => {
                page.take(turn.question.field.key, &value)?
            }
            Ended::Given(items) | Ended::Enough(items) => {
                for item in &items {
                    put(page, turn, item)?;
                }
            }
        }
        let wrong = if page.text == start.text { Vec::new() } else { look(page) };
        if !wrong.is_empty() {
            *page = start;
            told = faults(&wrong);
            continue;
        }
        if enough {
            return Ok(Came::Enough);
        }
        before.push(start);
    }
    Ok(Came::Through)
}

/// Asks for items that are added to one list of a file.
///
/// # Errors
///
/// When the person left. A mistake is in the name of the list, or what is typed does not fit.
pub(in crate::cli) fn items(
    page: &mut Page,
    list: &str,
    known: Known<'_>,
    context: &Context,
    mut look: impl FnMut(&Page) -> Vec<Finding>,
) -> Result<Result<(), Mistake>, Failure> {
    let field = match page.list(list) {
        Ok(field) => field,
        Err(mistake) => return Ok(Err(mistake)),
    };
    let question = Question { field, rule: Some(ASKED), apart: false };
    let turn = &Turn { question, given: Entries::new(), more: false };
    let start = page.clone();
    let mut check = |items: &[Entries]| {
        let mut tried = start.clone();
        let placed = items.iter().try_for_each(|item| put(&mut tried, turn, item));
        placed.map_or_else(|_| Vec::new(), |()| look(&tried))
    };
    match take_turn(turn, known, "", context, &mut check) {
        Ended::Gone => Err(gone()),
        Ended::Given(items) | Ended::Enough(items) => {
            Ok(items.iter().try_for_each(|item| put(page, turn, item)))
        }
        _ => Ok(Ok(())),
    }
}

/// The rule by which an item that somebody wants to add has to be there.
const ASKED: &str = "required-missing";

/// The turns of a file. Of a small collaboration a table is asked only for what it has to hold, so
/// it comes once more with all else that may be said.
fn all_turns(page: &Page, known: Known<'_>) -> Vec<Turn> {
    let mut turns = draft::turns(page, known);
    if known.significance == Significance::Minor {
        let asked = turns.iter().filter(|it| it.question.rule.is_some() && table_of(it).is_some());
        let more = asked.cloned().map(|turn| {
            let question = Question { rule: None, ..turn.question };
            Turn { question, more: true, ..turn }
        });
        turns.extend(more.collect::<Vec<_>>());
    }
    turns
}

/// The table of a turn, where it is no list.
fn table_of(turn: &Turn) -> Option<&'static Table> {
    match turn.question.field.shape {
        Shape::Table(table) => Some(table),
        _ => None,
    }
}

/// A turn with what its table holds by now.
fn now(turn: &Turn, page: &Page) -> Turn {
    let mut turn = turn.clone();
    if turn.more && table_of(&turn).is_some() {
        turn.given = page.table(turn.question.field.key);
    }
    turn
}

fn gone() -> Failure {
    Failure::new("nothing was written", "the questions were left")
}

/// Puts what a turn gave into the file: keys of a table, or an item of a list.
fn put(page: &mut Page, turn: &Turn, item: &Entries) -> Result<(), Mistake> {
    let text = draft::inline(item);
    match turn.question.field.shape {
        Shape::List(_) => page.take(turn.question.field.key, &format!("[{text}]")),
        _ => page.take(turn.question.field.key, &text),
    }
}

fn take_turn(
    turn: &Turn,
    known: Known<'_>,
    said: &str,
    context: &Context,
    check: &mut dyn FnMut(&[Entries]) -> Vec<Finding>,
) -> Ended {
    let field = turn.question.field;
    let (table, many) = match field.shape {
        Shape::Table(table) => (table, false),
        Shape::List(Shape::Table(table)) => (*table, true),
        _ => {
            return match one(turn.question, asking(&[], known), context, said, "") {
                Answer::Given(value) => Ended::Value(value),
                Answer::Last(value) => Ended::LastValue(value),
                Answer::Skipped => Ended::Skipped,
                Answer::Back | Answer::Left(_) => Ended::Back,
                Answer::Enough => Ended::Enough(Vec::new()),
                Answer::Gone => Ended::Gone,
            };
        }
    };
    let about = turn.question.ask();
    let whose = if many { turn.given.first() } else { None };
    let whose =
        whose.map_or_else(String::new, |(_, word)| format!(" {}", visible(word.trim_matches('"'))));
    let mut heading = format!("{said}\n-- {}{whose}: {about}\n", field.key.replace('_', " "));
    if turn.question.rule.is_none() {
        let what = match (turn.more, many) {
            (true, true) => "Add one more?",
            (true, false) => "Say more of it?",
            (false, _) => "Say something of it?",
        };
        let ask = format!("{heading}{what} (y; Enter skips): ");
        match yes(&ask, &why(turn), context).as_deref() {
            None => return Ended::Gone,
            Some("<") => return Ended::Back,
            Some(".") => return Ended::Enough(Vec::new()),
            Some("" | "n" | "no") => return Ended::Skipped,
            Some(_) => heading.clear(),
        }
    }
    let of = whose.strip_prefix(' ').map_or_else(String::new, |whose| format!(" of {whose}"));
    let what = format!("{}{of}", field.key.replace('_', " "));
    let everything = turn.question.rule.is_none();
    let mut items: Vec<Entries> = Vec::new();
    let (mut start, mut all) = (turn.given.clone(), everything);
    // The item of which more is said, as it was.
    let mut before: Option<Entries> = None;
    let mut again = false;
    loop {
        let is_new = before.is_none();
        let item = Item { table, given: &start, only: &[], makes: many && is_new, all, again };
        match filled(item, turn, known, &heading, context, &mut items, check) {
            Filled::Gone => return Ended::Gone,
            Filled::Given(item) => items.push(item),
            Filled::Enough(item) => {
                items.extend(item.or(before));
                return Ended::Enough(items);
            }
            // Back from the first key of an item takes it away.
            Filled::Back if items.is_empty() && (is_new || again) => return Ended::Back,
            Filled::Back if is_new || again => {}
            Filled::Back | Filled::Nothing if !is_new => items.extend(before.take()),
            Filled::Back | Filled::Nothing => return given(items),
        }
        if !many {
            return given(items);
        }
        heading.clear();
        (start, all, before, again) = (turn.given.clone(), everything, None, false);
        let open = items.last().is_some_and(|last| !all && !rest(table, last, known).is_empty());
        match another(&what, open, context) {
            Next::Gone => return Ended::Gone,
            Next::Enough => return Ended::Enough(items),
            Next::Plus => {
                before = items.pop();
                (start, all) = (before.clone().unwrap_or_default(), true);
            }
            Next::Back => {
                before = items.pop();
                (start, again) = (before.clone().unwrap_or_default(), true);
            }
            Next::More => {}
            Next::On => return given(items),
        }
    }
}

fn given(items: Vec<Entries>) -> Ended {
    if items.is_empty() { Ended::Skipped } else { Ended::Given(items) }
}
