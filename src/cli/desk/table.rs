//! One table of a file asked for key by key, until nothing is wrong with it.

use super::ask::{Answer, Asking, one};
use super::items::OUT;
use super::trail::put;
use crate::cli::Context;
use crate::draft::{self, Entries, Known, Question, Turn};
use crate::model::declare::Table;
use crate::render::visible;
use crate::rules::Finding;

/// What is wrong, a line each.
pub(super) fn faults(wrong: &[Finding]) -> String {
    let lines = wrong.iter().map(|it| format!("{}; {}\n", it.message, it.help));
    lines.map(|line| visible(&line).into_owned()).collect()
}

pub(super) fn asking<'t>(tables: &'t [&'static Table], known: Known<'_>) -> Asking<'t> {
    let Known { significance, stage, .. } = known;
    Asking { tables, significance, stage, ..Asking::default() }
}

/// All that may still be said in a table.
pub(super) fn rest(table: &'static Table, given: &Entries, known: Known<'_>) -> Vec<Question> {
    draft::within(table, given, known.significance, known.stage, true)
}

/// Asks for one item until nothing is wrong with it; only what is wrong is asked for again.
pub(super) fn filled(
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
        item.again = false;
        let filled = keys(now, &turn.given, asking(&[], known), &heading, context);
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

/// The key at the end of a way: `party[1].id` ends in `id`.
fn last_key(way: &str) -> String {
    let last = way.rsplit('.').next().unwrap_or_default();
    last.split('[').next().unwrap_or_default().to_owned()
}

/// How the questions about one table ended.
pub(super) enum Filled {
    Given(Entries),
    Nothing,
    Back,
    Enough(Option<Entries>),
    Gone,
}

/// A table whose keys are asked for.
#[derive(Clone, Copy)]
pub(super) struct Item<'i> {
    pub(super) table: &'static Table,
    /// The keys that are given.
    pub(super) given: &'i Entries,
    /// Where some are named, only these are asked for.
    pub(super) only: &'i [String],
    /// Whether it is a new one of a list, which may be left out.
    pub(super) makes: bool,
    /// Whether everything that may be said is asked for, whatever it matters.
    pub(super) all: bool,
    /// Whether it was asked for before, and somebody steps back into it: its last key comes first.
    pub(super) again: bool,
}

/// Takes the last key that was asked for back; what it was answered with is remembered. Whether there
/// was one.
fn step_back(asked: &mut Vec<&'static str>, entries: &mut Entries, earlier: &mut Entries) -> bool {
    let Some(last) = asked.pop() else { return false };
    if let Some((_, value)) = entries.iter().find(|(key, _)| key == last) {
        put(earlier, last, value.clone());
    }
    entries.retain(|(key, _)| key != last);
    true
}

/// Asks for the keys of one table. `fixed` are those that its turn has given.
fn keys(
    item: Item<'_>,
    fixed: &Entries,
    asking: Asking<'_>,
    heading: &str,
    context: &Context,
) -> Filled {
    let Item { table, given, only, makes, all, again } = item;
    let mut entries = given.clone();
    let mut asked: Vec<&'static str> = Vec::new();
    let mut earlier = Entries::new();
    if again {
        let open = draft::within(table, &entries, asking.significance, asking.stage, all);
        let was_asked = |key: &str| {
            entries.iter().any(|(it, _)| it == key) && !fixed.iter().any(|(it, _)| it == key)
                || open.iter().any(|it| it.field.key == key)
        };
        asked = table.fields.iter().map(|field| field.key).filter(|key| was_asked(key)).collect();
        step_back(&mut asked, &mut entries, &mut earlier);
    }
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
        let key = question.field.key;
        let kept = earlier.iter().find(|(it, _)| it == key).map(|(_, value)| value.clone());
        let keeps = kept.as_ref().map(|it| visible(&format!("Enter keeps {it}")).into_owned());
        let keeps = keeps.unwrap_or_else(|| if makes { OUT.to_owned() } else { String::new() });
        match one(question, asking, context, &said, &keeps) {
            Answer::Given(value) => {
                put(&mut entries, key, value);
                asked.push(key);
            }
            Answer::Last(value) => {
                put(&mut entries, key, value);
                return Filled::Enough(Some(entries));
            }
            Answer::Skipped if kept.is_some() => {
                entries.extend(kept.map(|value| (key.to_owned(), value)));
                asked.push(key);
            }
            Answer::Skipped if makes => return Filled::Nothing,
            Answer::Skipped => asked.push(key),
            ended @ (Answer::Back | Answer::Left(_)) => {
                if let Answer::Left(value) = ended {
                    put(&mut earlier, key, value);
                }
                if !step_back(&mut asked, &mut entries, &mut earlier) {
                    return Filled::Back;
                }
            }
            Answer::Enough => {
                let some = changed(&entries).then_some(entries);
                return Filled::Enough(some);
            }
            Answer::Gone => return Filled::Gone,
        }
        said.clear();
    }
}
