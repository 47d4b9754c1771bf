//! A whole file asked for at a terminal: turn by turn, each table under a heading of its own, and
//! what every party has to say party by party.

pub(in crate::cli) use super::ask::LEGEND;
use super::ask::{Answer, Asking, MORE, WHY_MORE, one};
use super::items::{Next, another, yes};
use super::table::{Filled, Item, asking, faults, filled, rest};
use super::way::Gave;
pub(in crate::cli) use super::way::{Came, FIRST, Way};
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
    /// Back, with what was typed so far.
    Left(String),
    /// No more questions, after what was given so far.
    Enough(Vec<Entries>),
    Gone,
}

/// Why something that may be left out is offered.
fn why(turn: &Turn) -> String {
    format!("What it says: {} It may be left out; `y` asks for it.\n", turn.question.ask())
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
    let (mut way, mut said) = (Way::default(), said);
    loop {
        match walk(&mut way, page, known, said, context, &mut look)? {
            Came::Back => said = FIRST,
            came => return Ok(came),
        }
    }
}

/// The same for one file of several: who steps back before its first question comes back to the file
/// before, and goes on from its last question.
///
/// # Errors
///
/// When the person left; then nothing is to be written.
pub(in crate::cli) fn walk(
    way: &mut Way,
    page: &mut Page,
    known: Known<'_>,
    said: &str,
    context: &Context,
    look: &mut dyn FnMut(&Page) -> Vec<Finding>,
) -> Result<Came, Failure> {
    if way.before.is_empty() {
        (way.turns, way.goes_on) = (all_turns(page, known), false);
    } else if !way.back(page) {
        return Ok(Came::Back);
    }
    let mut told = said.to_owned();
    // The key that was skipped although nothing is written without it.
    let mut reminded = "";
    while let Some(turn) = way.turns.get(way.before.len()) {
        if turn.question.rule.is_none() && !way.goes_on && !known.alone {
            match yes(&format!("{told}\n{MORE}"), WHY_MORE, context).as_deref() {
                None => return Err(gone()),
                Some("y" | "yes") => way.goes_on = true,
                Some("<") => match way.back(page) {
                    true => continue,
                    false => return Ok(Came::Back),
                },
                Some(".") => return Ok(Came::Enough),
                Some(_) => return Ok(Came::Asked),
            }
            told.clear();
        }
        let start = page.clone();
        let turn = &now(turn, page);
        let key = turn.question.field.key;
        let through =
            turn.more && table_of(turn).is_some_and(|it| rest(it, &turn.given, known).is_empty());
        if through || draft::stood_in(page, turn) {
            way.before.push((start, false));
            continue;
        }
        let mut check = |items: &[Entries]| {
            let mut tried = start.clone();
            let placed = items.iter().try_for_each(|item| put(&mut tried, turn, item));
            placed.map_or_else(|_| Vec::new(), |()| look(&tried))
        };
        let ended = take_turn(turn, known, &told, context, &mut check, way.earlier(turn));
        told.clear();
        let enough = matches!(ended, Ended::Enough(_) | Ended::LastValue(_));
        let gave = match ended {
            Ended::Gone => return Err(gone()),
            ended @ (Ended::Back | Ended::Left(_)) => {
                if let Ended::Left(value) = ended {
                    way.remember(turn, Some(Gave::Value(value)));
                }
                match way.back(page) {
                    true => continue,
                    false => return Ok(Came::Back),
                }
            }
            Ended::Skipped if known.wanted.contains(&key) && reminded != key => {
                told = format!("\nWithout `{key}` nothing is written; `.` asks no more.\n");
                reminded = key;
                continue;
            }
            Ended::Skipped => None,
            Ended::Value(value) | Ended::LastValue(value) => {
                page.take(key, &value)?;
                Some(Gave::Value(value))
            }
            Ended::Given(items) | Ended::Enough(items) => {
                items.iter().try_for_each(|item| put(page, turn, item))?;
                Some(Gave::Items(items)).filter(|_| page.text != start.text)
            }
        };
        let wrong = if page.text == start.text { Vec::new() } else { look(page) };
        if !wrong.is_empty() {
            *page = start;
            told = faults(&wrong);
            continue;
        }
        if enough {
            return Ok(Came::Enough);
        }
        way.remember(turn, gave);
        way.before.push((start, true));
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
    match take_turn(turn, known, "", context, &mut check, None) {
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
    earlier: Option<Gave>,
) -> Ended {
    let field = turn.question.field;
    let (table, many) = match field.shape {
        Shape::Table(table) => (table, false),
        Shape::List(Shape::Table(table)) => (*table, true),
        _ => {
            let kept = match earlier {
                Some(Gave::Value(value)) => Some(value),
                _ => None,
            };
            let keeps = kept.as_ref().map_or_else(String::new, |it| format!("Enter keeps {it}"));
            let asking = Asking { wanted: known.wanted, ..asking(&[], known) };
            return match one(turn.question, asking, context, said, &visible(&keeps)) {
                Answer::Given(value) => Ended::Value(value),
                Answer::Last(value) => Ended::LastValue(value),
                Answer::Skipped => kept.map_or(Ended::Skipped, Ended::Value),
                Answer::Back => Ended::Back,
                Answer::Left(value) => Ended::Left(value),
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
    let earlier = match earlier {
        Some(Gave::Items(items)) => items,
        _ => Vec::new(),
    };
    if turn.question.rule.is_none() && earlier.is_empty() {
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
    let mut items: Vec<Entries> = earlier;
    // The item of which more is said, as it was: first the last one that was given before somebody
    // stepped back.
    let mut before: Option<Entries> = items.pop();
    let mut again = before.is_some();
    let mut all = everything;
    let mut start = before.clone().unwrap_or_else(|| turn.given.clone());
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
