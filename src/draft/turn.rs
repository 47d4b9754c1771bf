//! The turns in which a whole file is asked for: table by table, and of what every party has to say,
//! party by party.

use super::{Entries, Page, Question, open};
use crate::document::quoted;
use crate::model::declare::{Field, PerParty, Shape, Significance, Stage, Table, When};

/// One turn of an interview: one key at the top of a file, or one item of a list of tables.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The key.
    pub question: Question,
    /// What the item holds already: its party, its dimension.
    pub given: Entries,
    /// Whether the file says something there already, and more is offered.
    pub more: bool,
}

/// What is known of a file before it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// How much the collaboration matters.
    pub significance: Significance,
    /// The stage whose demands are asked for.
    pub stage: Stage,
    /// The parties that work.
    pub parties: &'k [String],
    /// Items that have to be there besides those of the parties: list, key, word.
    pub items: &'k [(&'static str, &'static str, &'static str)],
    /// The keys that are asked for first, in this order.
    pub order: &'k [&'static str],
    /// Whether nothing else is asked for.
    pub alone: bool,
    /// The keys without which nothing is written.
    pub wanted: &'k [&'static str],
}

/// The turns in which a file is asked for: first what has to be there, then what may be.
#[must_use]
pub fn turns(page: &Page, known: Known<'_>) -> Vec<Turn> {
    let table = page.declared();
    let given = page.entries();
    let mut turns = Vec::new();
    let asked = open(&[table], &Entries::new(), None, known.significance, known.stage);
    // What stands in for a list is asked for right before it: whoever has nothing to list says so.
    let for_it = |question: &Question| match question.field.required.map(|it| it.when) {
        Some(When::Without(key)) if question.rule.is_some() => Some(key),
        _ => None,
    };
    let stand_ins: Vec<&str> = asked.iter().filter_map(for_it).collect();
    for question in &asked {
        let other = asked.iter().find(|it| for_it(question) == Some(it.field.key));
        let is_there = given.iter().any(|(it, _)| it == question.field.key);
        if let Some(other) =
            other.filter(|it| !is_there && !known.alone && page.is_open(it.field.key))
        {
            let question = Question { rule: question.rule, ..*other };
            turns.push(Turn { question, given: Entries::new(), more: false });
        }
        let question = *question;
        let key = question.field.key;
        if stand_ins.contains(&key) {
            continue;
        }
        // The reason of a refusal that was overridden is given with `--force`.
        if !page.is_open(key) || key == "forced" || known.alone && !known.order.contains(&key) {
            continue;
        }
        let is_there = given.iter().any(|(it, _)| it == key);
        match question.field.shape {
            Shape::List(Shape::Table(_)) => turns.extend(items(page, question, known)),
            // What a table holds is not asked for again, what it lacks is.
            Shape::Table(inner) => {
                let given = page.table(key);
                let lacks = open(&[inner], &given, None, known.significance, known.stage);
                let asked = lacks.iter().any(|it| it.rule.is_some()) || !is_there;
                if asked {
                    turns.push(Turn { question, given, more: is_there });
                } else if !lacks.is_empty() {
                    let question = Question { rule: None, ..question };
                    turns.push(Turn { question, given, more: true });
                }
            }
            _ if is_there => {}
            _ => turns.push(Turn { question, given: Entries::new(), more: false }),
        }
    }
    let place = |turn: &Turn| known.order.iter().position(|key| *key == turn.question.field.key);
    let optional = |turn: &Turn| turn.question.rule.is_none() && !known.alone;
    turns.sort_by_key(|turn| (optional(turn), place(turn).unwrap_or(usize::MAX)));
    turns
}

/// Whether a file has come to say what stands in for what a turn asks for.
#[must_use]
pub fn stood_in(page: &Page, turn: &Turn) -> bool {
    let when = turn.question.field.required.map(|it| it.when);
    let given = || page.entries();
    matches!(when, Some(When::Without(key)) if given().iter().any(|(it, _)| it == key))
}

/// A turn for each item that has to be there and is not; else one for a first item, or for one more.
fn items(page: &Page, question: Question, known: Known<'_>) -> Vec<Turn> {
    let field = question.field;
    let there = page.items(field.key);
    let has = |key: &str, word: &str| {
        let word = quoted(word);
        there.iter().any(|item| item.iter().any(|(it, value)| it == key && *value == word))
    };
    let parties = known.parties.iter().map(|party| ("party", party.as_str()));
    let parties = parties.filter(|_| field.per_party == PerParty::Working);
    let named = known.items.iter().filter(|(list, ..)| *list == field.key);
    let wanted = parties.chain(named.map(|(_, key, word)| (*key, *word)));
    let missing = wanted.filter(|(key, word)| question.rule.is_some() && !has(key, word));
    let turns: Vec<Turn> = missing
        .map(|(key, word)| {
            let given = vec![(key.to_owned(), quoted(word))];
            Turn { question, given, more: false }
        })
        .collect();
    if !turns.is_empty() {
        return turns;
    }
    let more = !there.is_empty();
    let rule = question.rule.filter(|_| !more);
    vec![Turn { question: Question { rule, ..question }, given: Entries::new(), more }]
}

/// What is open within a table, in the order of the declaration: what is asked for, what stands in
/// for it, and unless the collaboration is minor all else; with `all` that in any case.
#[must_use]
pub fn within(
    table: &'static Table,
    given: &Entries,
    significance: Significance,
    stage: Stage,
    all: bool,
) -> Vec<Question> {
    let stands_in = |field: &Field| {
        table.fields.iter().any(|other| {
            matches!(other.required.map(|it| it.when), Some(When::Without(key)) if key == field.key)
        })
    };
    let has = |key: &str| given.iter().any(|(it, _)| it == key);
    let stood_in = |field: &Field| matches!(field.required.map(|it| it.when), Some(When::Without(key)) if has(key));
    let mut questions = open(&[table], given, None, significance, stage);
    questions.retain(|it| !stood_in(it.field));
    questions.retain(|it| {
        all || it.rule.is_some() || stands_in(it.field) || significance > Significance::Minor
    });
    let place = |key: &str| table.fields.iter().position(|field| field.key == key);
    questions.sort_by_key(|question| place(question.field.key));
    questions
}
