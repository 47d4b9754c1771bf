//! A whole file asked for at a terminal: turn by turn, each table under a heading of its own, and
//! what every party has to say party by party.

pub(in crate::cli) use super::ask::LEGEND;
use super::ask::{Answer, Asking, MORE, WHY_MORE, one};
use super::items::{Next, OUT, another, yes};
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

/// What is wrong, a line each.
fn faults(wrong: &[Finding]) -> String {
    let lines = wrong.iter().map(|it| format!("{}; {}\n", it.message, it.help));
    lines.map(|line| visible(&line).into_owned()).collect()
}

fn asking<'t>(tables: &'t [&'static Table], known: Known<'_>) -> Asking<'t> {
    let Known { significance, stage, .. } = known;
    Asking { tables, significance, stage, ..Asking::default() }
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
                Answer::Skipped => Ended::Skipped,
                Answer::Back => Ended::Back,
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
    loop {
        let is_new = before.is_none();
        let item = Item { table, given: &start, only: &[], makes: many && is_new, all };
        match filled(item, turn, known, &heading, context, &mut items, check) {
            Filled::Gone => return Ended::Gone,
            Filled::Given(item) => items.push(item),
            Filled::Enough(item) => {
                items.extend(item.or(before));
                return Ended::Enough(items);
            }
            Filled::Back | Filled::Nothing if !is_new => items.extend(before.take()),
            Filled::Back if items.is_empty() => return Ended::Back,
            Filled::Back | Filled::Nothing => return given(items),
        }
        if !many {
            return given(items);
        }
        heading.clear();
        (start, all, before) = (turn.given.clone(), everything, None);
        let open = items.last().is_some_and(|last| !all && !rest(table, last, known).is_empty());
        match another(&what, open, context) {
            Next::Gone => return Ended::Gone,
            Next::Enough => return Ended::Enough(items),
            Next::Plus => {
                before = items.pop();
                (start, all) = (before.clone().unwrap_or_default(), true);
            }
            Next::Back => drop(items.pop()),
            Next::More => {}
            Next::On => return given(items),
        }
    }
}

/// All that may still be said in a table.
fn rest(table: &'static Table, given: &Entries, known: Known<'_>) -> Vec<draft::Question> {
    draft::within(table, given, known.significance, known.stage, true)
}

/// Asks for one item until nothing is wrong with it; only what is wrong is asked for again.
fn filled(
    mut item: Item<'_>,
    turn: &Turn,
    known: Known<'_>,
    heading: &str,
    context: &Context,
    items: &mut Vec<Entries>,
    check: &mut dyn FnMut(&[Entries]) -> Vec<Finding>,
) -> Filled {
    let mut heading = heading.to_owned();
    let (mut start, mut again) = (item.given.clone(), Vec::new());
    // What is asked for first makes the item.
    let first = rest(item.table, item.given, known).into_iter().find(|it| it.rule.is_some());
    let first = first.filter(|_| item.makes).map(|it| it.field.key);
    loop {
        let now = Item { given: &start, only: &again, ..item };
        let filled = keys(now, asking(&[], known), &heading, context);
        let (Filled::Given(entries) | Filled::Enough(Some(entries))) = &filled else {
            return filled;
        };
        let has = |key: &str| entries.iter().any(|(it, _)| it == key);
        if first.is_some_and(|key| again.iter().any(|it| it == key) && !has(key)) {
            return Filled::Nothing;
        }
        items.push(entries.clone());
        let mut wrong = check(items);
        let mut entries = items.pop().unwrap_or_default();
        // What no key of the item can mend is nothing to ask the item for.
        wrong.retain(|it| item.table.field(&last_key(&it.key)).is_some());
        if wrong.is_empty() {
            return filled;
        }
        let keys: Vec<String> = wrong.iter().map(|it| last_key(&it.key)).collect();
        // Nobody has an answer to it now: the way out is to leave the item out.
        if again == keys && entries == start {
            return Filled::Nothing;
        }
        again = keys;
        entries.retain(|pair| !again.contains(&pair.0) || turn.given.contains(pair));
        (start, heading, item.makes) = (entries, faults(&wrong), false);
    }
}

fn given(items: Vec<Entries>) -> Ended {
    if items.is_empty() { Ended::Skipped } else { Ended::Given(items) }
}

/// The key at the end of a way: `party[1].id` ends in `id`.
fn last_key(way: &str) -> String {
    let last = way.rsplit('.').next().unwrap_or_default();
    last.split('[').next().unwrap_or_default().to_owned()
}

/// How the questions about one table ended.
enum Filled {
    Given(Entries),
    Nothing,
    Back,
    Enough(Option<Entries>),
    Gone,
}

/// A table whose keys are asked for.
#[derive(Clone, Copy)]
struct Item<'i> {
    table: &'static Table,
    /// The keys that are given.
    given: &'i Entries,
    /// Where some are named, only these are asked for.
    only: &'i [String],
    /// Whether it is a new one of a list, which may be left out.
    makes: bool,
    /// Whether everything that may be said is asked for, whatever it matters.
    all: bool,
}

/// Asks for the keys of one table.
fn keys(item: Item<'_>, asking: Asking<'_>, heading: &str, context: &Context) -> Filled {
    let Item { table, given, only, makes, all } = item;
    let mut entries = given.clone();
    let mut asked: Vec<&'static str> = Vec::new();
    let mut said = heading.to_owned();
    let changed = |entries: &Entries| entries != given;
    loop {
        let open = draft::within(table, &entries, asking.significance, asking.stage, all);
        let wanted = |key: &str| only.is_empty() || only.iter().any(|it| it == key);
        let next =
            open.into_iter().find(|it| !asked.contains(&it.field.key) && wanted(it.field.key));
        let Some(question) = next else {
            let some = changed(&entries) || !only.is_empty();
            return if some { Filled::Given(entries) } else { Filled::Nothing };
        };
        // What is asked for first makes an item: without it there is none.
        let makes = makes && question.rule.is_some() && !changed(&entries);
        match one(question, asking, context, &said, if makes { OUT } else { "" }) {
            Answer::Given(value) => {
                entries.push((question.field.key.to_owned(), value));
                asked.push(question.field.key);
            }
            Answer::Skipped if makes => return Filled::Nothing,
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
