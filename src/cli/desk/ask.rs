//! Questions at a terminal, one at a time: each with why it is asked, and a way to skip it, to go
//! back, or to stop asking.

use crate::cli::Context;
use crate::document::quoted;
use crate::draft::{self, Entries, Question};
use crate::model::date::Date;
use crate::model::declare::{Field, Shape, Significance, Stage, Table, When};
use crate::render::visible;
use crate::rules::{self, pages};

/// How every question can be answered besides.
pub(in crate::cli) const LEGEND: &str =
    "Enter skips a question; `<` goes back, `?` says why it is asked, `.` asks no more.\n";

/// What is asked about.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Asking<'t> {
    /// The tables whose fields are asked for.
    pub(in crate::cli) tables: &'t [&'static Table],
    /// The step of an event, where there is one.
    pub(in crate::cli) step: Option<&'t str>,
    /// How much the collaboration matters.
    pub(in crate::cli) significance: Significance,
    /// How far it has come, or is to come.
    pub(in crate::cli) stage: Stage,
    /// Keys that have to be there, whatever the rules say.
    pub(in crate::cli) wanted: &'t [&'static str],
    /// The day of an event: when those were told who are only named.
    pub(in crate::cli) on: Option<Date>,
}

/// How the talk about one field ended.
pub(super) enum Answer {
    /// With a value as TOML text.
    Given(String),
    Skipped,
    Back,
    /// No more questions.
    Enough,
    /// The input ended: nothing is to be written.
    Gone,
}

/// Asks for what is open, one after the other, and adds the answers. False where the person left.
pub(in crate::cli) fn ask(asking: Asking<'_>, given: &mut Entries, context: &Context) -> bool {
    context.interactive && talk(asking, given, context, LEGEND)
}

/// How the questions about one item of many ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Asked {
    /// With the last one.
    Through,
    /// No more are wanted.
    Enough,
    /// The input ended: nothing is to be written.
    Gone,
}

/// Asks an item of many for what it has to say; what may be left out is not asked for.
pub(in crate::cli) fn ask_of_item(
    asking: Asking<'_>,
    heading: &str,
    given: &mut Entries,
    context: &Context,
) -> Asked {
    let Asking { tables, step, significance, stage, .. } = asking;
    let mut asked: Vec<&'static str> = Vec::new();
    let mut said = format!("\n{heading}");
    loop {
        let open = draft::open(tables, given, step, significance, stage);
        let mut open = open.into_iter().filter(|question| question.rule.is_some());
        let next = open.find(|question| !asked.contains(&question.field.key));
        let Some(question) = next else { return Asked::Through };
        match one(question, asking, context, &visible(&said)) {
            Answer::Given(value) => {
                given.push((question.field.key.to_owned(), value));
                asked.push(question.field.key);
            }
            Answer::Skipped => asked.push(question.field.key),
            Answer::Back => {
                if let Some(last) = asked.pop() {
                    given.retain(|(key, _)| key != last);
                }
            }
            Answer::Enough => return Asked::Enough,
            Answer::Gone => return Asked::Gone,
        }
        said.clear();
    }
}

fn talk(asking: Asking<'_>, given: &mut Entries, context: &Context, legend: &str) -> bool {
    let Asking { tables, step, significance, stage, wanted, .. } = asking;
    // What was asked, in order, and whether it was answered: the way back.
    let mut asked: Vec<&'static str> = Vec::new();
    let mut said = legend;
    loop {
        // An answer may open a new question, so they are looked for each time.
        let mut open = draft::open(tables, given, step, significance, stage);
        // What is wanted is asked for, also where no rule and no step brings it up.
        let fields = tables.iter().flat_map(|table| table.fields);
        for field in fields.filter(|field| wanted.contains(&field.key)) {
            let known = open.iter().any(|it| it.field.key == field.key)
                || given.iter().any(|(key, _)| key == field.key);
            if !known {
                open.push(Question { field, rule: None });
            }
        }
        open.sort_by_key(|it| it.rule.is_none() && !wanted.contains(&it.field.key));
        let next = open.into_iter().find(|question| !asked.contains(&question.field.key));
        let Some(question) = next else { return true };
        match one(question, asking, context, said) {
            Answer::Given(value) => {
                given.push((question.field.key.to_owned(), value));
                asked.push(question.field.key);
            }
            Answer::Skipped => asked.push(question.field.key),
            Answer::Back => {
                if let Some(last) = asked.pop() {
                    given.retain(|(key, _)| key != last);
                }
            }
            Answer::Enough => return true,
            Answer::Gone => return false,
        }
        said = "";
    }
}

/// Asks for one field until there is an answer that fits.
pub(super) fn one(
    question: Question,
    asking: Asking<'_>,
    context: &Context,
    legend: &str,
) -> Answer {
    let field = question.field;
    let mut told = format!("{legend}\n{}\n", question.ask());
    let names = takes_names(field);
    let form = if names { NAMES.to_owned() } else { question.form() };
    if !form.is_empty() {
        told.push_str(&format!("  ({form})\n"));
    }
    loop {
        let asked = question.rule.is_some() || asking.wanted.contains(&field.key);
        let mark = if asked { " (asked for)" } else { "" };
        let Some(line) = context.person.ask(&format!("{told}{}{mark}: ", field.key)) else {
            return Answer::Gone;
        };
        match line.trim() {
            "" => return Answer::Skipped,
            "<" => return Answer::Back,
            "." => return Answer::Enough,
            "?" => told = why(question.rule, asked),
            answer => match field.shape {
                _ if names && !answer.contains('=') => {
                    let day = asking.on.unwrap_or_default();
                    return Answer::Given(draft::told(&[answer.to_owned()], day));
                }
                Shape::List(Shape::Table(table)) => match items(table, answer, asking, context) {
                    // Back from the first key of an item is back to where it began.
                    Answer::Back => told.clear(),
                    ended => return ended,
                },
                Shape::Table(table) => match table_of(table, asking, context) {
                    Answer::Back => told.clear(),
                    ended => return ended,
                },
                Shape::List(Shape::Text) if field.refers.is_none() => {
                    return sentences(answer, context);
                }
                _ => match draft::value(field, &[answer]) {
                    Ok(value) => return Answer::Given(value),
                    Err(mistake) => {
                        told = visible(&format!("{}; {}\n", mistake.message, mistake.help)).into();
                    }
                },
            },
        }
    }
}

/// How parties that were told are named.
const NAMES: &str = "parties with commas, told that day; or party=… on=… how=…";

/// Whether a field takes parties that were told on the day of the event.
fn takes_names(field: &Field) -> bool {
    field.key == "informed"
}

/// Why something is asked: in the words of the rule that asks for it.
pub(in crate::cli) fn why(rule: Option<&str>, asked: bool) -> String {
    let Some(rule) = rule else {
        if asked {
            return "Without it nothing is written: the others rely on it.\n".to_owned();
        }
        return "It may be left out. It is there for those who come after you.\n".to_owned();
    };
    let page = rules::group_of(rule).and_then(|group| pages::section(group, rule));
    let mut parts = page.unwrap_or_default().split("\n\n");
    let why = parts.find_map(|part| part.strip_prefix("**Why.**")).unwrap_or_default();
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{why} `comity explain {rule}` says more.\n")
}

/// One sentence a line, until an empty one.
fn sentences(first: &str, context: &Context) -> Answer {
    let mut items = vec![quoted(first)];
    loop {
        match context.person.ask("another (Enter ends): ") {
            None => return Answer::Gone,
            Some(line) if line.trim().is_empty() => break,
            Some(line) => items.push(quoted(line.trim())),
        }
    }
    Answer::Given(format!("[{}]", items.join(", ")))
}

/// What one more item is for.
pub(super) const ONE_MORE: &str = "There may be several; `y` asks for one more of the same.\n";

/// The answer to a question of yes or no. Who asks why is told, and asked again.
pub(super) fn yes(question: &str, why: &str, context: &Context) -> Option<String> {
    let mut told = question.to_owned();
    loop {
        let line = context.person.ask(&told)?;
        let last = question.lines().last().unwrap_or_default();
        match line.trim() {
            "?" => told = format!("{why}{last}"),
            answer => return Some(answer.to_lowercase()),
        }
    }
}

/// Item after item, each asked for key by key. A first answer in the form `party=housing on=…` is
/// an item already.
fn items(table: &'static Table, first: &str, asking: Asking<'_>, context: &Context) -> Answer {
    let mut items = Vec::new();
    let words: Vec<&str> = first.split_whitespace().collect();
    if first.contains('=')
        && let Ok(entries) = draft::entries(table, &words)
    {
        items.push(draft::inline(&entries));
    } else {
        match table_of(table, asking, context) {
            Answer::Given(item) => items.push(item),
            other => return other,
        }
    }
    loop {
        match yes("another one (y; Enter ends): ", ONE_MORE, context).as_deref() {
            None => return Answer::Gone,
            Some("y" | "yes") => match table_of(table, asking, context) {
                Answer::Given(item) => items.push(item),
                Answer::Gone => return Answer::Gone,
                Answer::Back => {}
                _ => break,
            },
            Some(_) => break,
        }
    }
    Answer::Given(format!("[{}]", items.join(", ")))
}

/// A table of its own, asked for key by key.
fn table_of(table: &'static Table, asking: Asking<'_>, context: &Context) -> Answer {
    let mut entries = Entries::new();
    let asking = Asking { tables: &[table], step: None, wanted: &[], ..asking };
    // What the first key asks for makes the item: without it there is none.
    let first = draft::open(asking.tables, &entries, None, asking.significance, asking.stage);
    let always =
        |it: &Question| it.field.required.is_some_and(|it| matches!(it.when, When::Always));
    let first = first.into_iter().next().filter(|it| it.rule.is_some() && always(it));
    if let Some(question) = first {
        match one(question, asking, context, "") {
            Answer::Given(value) => entries.push((question.field.key.to_owned(), value)),
            ended => return ended,
        }
    }
    if !talk(asking, &mut entries, context, "") {
        return Answer::Gone;
    }
    if entries.is_empty() { Answer::Skipped } else { Answer::Given(draft::inline(&entries)) }
}
