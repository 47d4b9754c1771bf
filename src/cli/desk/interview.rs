//! A whole file asked for at a terminal: turn by turn, each table under a heading of its own, and
//! what every party has to say party by party.

pub(in crate::cli) use super::ask::LEGEND;
use super::ask::{Answer, Asking, MORE, WHY_MORE, one};
use super::items::{Next, OUT, another, yes};
use crate::cli::{Context, Failure};
use crate::draft::{self, Entries, Known, Mistake, Page, Turn};
use crate::model::declare::{Shape, Table};
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

/// Asks for a file turn by turn. After each turn `look` says what is wrong with the file as it would
/// be; then the turn comes again. `said` stands above the first question, mostly with [`LEGEND`].
/// False where no more is to be asked, of another file neither.
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
) -> Result<bool, Failure> {
    let turns = draft::turns(page, known);
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
                Some(answer) => return Ok(answer != "."),
            }
        }
        let start = page.clone();
        if draft::stood_in(page, turn) {
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
            return Ok(false);
        }
        before.push(start);
    }
    Ok(true)
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
    let mut items: Vec<Entries> = Vec::new();
    let (mut known_keys, mut again) = (turn.given.clone(), Vec::new());
    loop {
        let all = turn.question.rule.is_none();
        let item = Item { table, given: &known_keys, only: &again, many, all };
        let filled = keys(item, asking(&[], known), &heading, context);
        let enough = matches!(filled, Filled::Enough(_));
        match filled {
            Filled::Gone => return Ended::Gone,
            Filled::Back if items.is_empty() => return Ended::Back,
            Filled::Back | Filled::Nothing => return given(items),
            Filled::Enough(None) => return Ended::Enough(items),
            Filled::Given(entries) | Filled::Enough(Some(entries)) => items.push(entries),
        }
        let mut wrong = check(&items);
        // What no key of the item can mend is nothing to ask the item for.
        wrong.retain(|it| table.field(&last_key(&it.key)).is_some());
        if !wrong.is_empty() {
            // Only what is wrong is asked for again.
            let mut item = items.pop().unwrap_or_default();
            // Nobody has an answer to it now: the way out is to leave the item out.
            if !again.is_empty() && item == known_keys {
                return given(items);
            }
            again = wrong.iter().map(|it| last_key(&it.key)).collect();
            item.retain(|pair| !again.contains(&pair.0) || turn.given.contains(pair));
            (known_keys, heading) = (item, faults(&wrong));
            continue;
        }
        (known_keys, again) = (turn.given.clone(), Vec::new());
        if enough {
            return Ended::Enough(items);
        }
        if !many {
            return given(items);
        }
        match another(&what, context) {
            Next::Gone => return Ended::Gone,
            Next::Enough => return Ended::Enough(items),
            Next::Back => {
                items.pop();
                heading.clear();
            }
            Next::More => heading.clear(),
            Next::On => return given(items),
        }
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
    /// Whether it is one of a list, and may be left out.
    many: bool,
    /// Whether everything that may be said is asked for, whatever it matters.
    all: bool,
}

/// Asks for the keys of one table.
fn keys(item: Item<'_>, asking: Asking<'_>, heading: &str, context: &Context) -> Filled {
    let Item { table, given, only, many, all } = item;
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
        let makes = many && only.is_empty() && question.rule.is_some() && !changed(&entries);
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
