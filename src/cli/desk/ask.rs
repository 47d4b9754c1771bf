//! Questions at a terminal, one at a time: each with why it is asked, and a way to skip it, to go
//! back, or to stop asking.

use super::items::{self, items, table_of};
use super::points::points;
use super::sentences::sentences;
use super::trail::{self, back, put};
use crate::cli::Context;
use crate::document::quoted;
use crate::draft::{self, Entries, Question};
use crate::model::date::Date;
use crate::model::declare::{Field, Shape, Significance, Stage, Table};
use crate::model::id::{is_kebab, slug};
use crate::render::visible;

/// How every question can be answered besides.
pub(in crate::cli) const LEGEND: &str =
    "Enter skips a question; `<` goes back, `?` says why it is asked, `.` asks no more.\n";

/// Asked once, before the first of what may be left out.
pub(super) const MORE: &str =
    "That is all that is asked for. Go through what else may be said? (y; Enter ends): ";

/// Why one would go on then.
pub(super) const WHY_MORE: &str =
    "All of it may be left out. `y` goes through it one by one; `.` ends that at any time.\n";

/// What is asked about.
#[derive(Debug, Clone, Copy, Default)]
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
    /// Keys that are asked for before all else that may be left out.
    pub(in crate::cli) first: &'t [&'static str],
    /// Keys that nobody fills in by hand.
    pub(in crate::cli) closed: &'t [&'static str],
    /// Keys that were filled in: whoever says more may change them.
    pub(in crate::cli) filled: &'t [&'static str],
    /// Where some are named, only these are asked for.
    pub(in crate::cli) only: &'t [&'static str],
    /// The day of an event: when those were told who are only named.
    pub(in crate::cli) on: Option<Date>,
    /// Whether all of it was asked for before, and somebody steps back into it.
    pub(super) again: bool,
}

/// How the talk about one field ended.
pub(super) enum Answer {
    /// With a value as TOML text.
    Given(String),
    /// With a value, and no more questions.
    Last(String),
    Skipped,
    Back,
    /// Back, with what was typed so far.
    Left(String),
    /// No more questions.
    Enough,
    /// The input ended: nothing is to be written.
    Gone,
}

/// How the questions about one item of many ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Asked {
    /// With the last one.
    Through,
    /// No more are wanted.
    Enough,
    /// Back, before the first one.
    Back,
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
    let mut earlier = Entries::new();
    let mut said = heading.to_owned();
    loop {
        let open = draft::open(tables, given, step, significance, stage);
        let mut open = open.into_iter().filter(|question| question.rule.is_some());
        let next = open.find(|question| !asked.contains(&question.field.key));
        let Some(question) = next else { return Asked::Through };
        let key = question.field.key;
        let kept = earlier.iter().find(|(it, _)| it == key).map(|(_, value)| value.clone());
        let keeps = kept.as_ref().map_or_else(String::new, |it| format!("Enter keeps {it}"));
        let ended = one(question, asking, context, &visible(&said), &visible(&keeps));
        said.clear();
        match ended {
            Answer::Given(value) => {
                put(given, key, value);
                asked.push(key);
            }
            Answer::Last(value) => {
                put(given, key, value);
                return Asked::Enough;
            }
            Answer::Skipped => {
                given.extend(kept.map(|value| (key.to_owned(), value)));
                asked.push(key);
            }
            ended @ (Answer::Back | Answer::Left(_)) => {
                if let Answer::Left(value) = ended {
                    put(&mut earlier, key, value);
                }
                if let Some(last) = asked.pop() {
                    earlier.extend(given.iter().find(|(key, _)| key == last).cloned());
                    given.retain(|(key, _)| key != last);
                }
            }
            Answer::Enough => return Asked::Enough,
            Answer::Gone => return Asked::Gone,
        }
    }
}

/// All that is still to be asked, in the order in which it is: what has to be there, what belongs to
/// the step, and, where somebody wants to say more, all else.
fn questions(asking: Asking<'_>, given: &Entries) -> Vec<Question> {
    let Asking { tables, step, significance, stage, wanted, first, closed, filled, only, .. } =
        asking;
    let mut open = draft::open(tables, given, step, significance, stage);
    // What is wanted is asked for, also where no rule and no step brings it up; what was filled in
    // is shown to whoever wants to say more.
    let fields = || tables.iter().flat_map(|table| table.fields);
    for field in fields() {
        let has = given.iter().any(|(key, _)| key == field.key);
        let known = open.iter().any(|it| it.field.key == field.key);
        let more = if has { filled.contains(&field.key) } else { wanted.contains(&field.key) };
        if more && !known {
            open.push(Question { field, rule: None, apart: has });
        }
    }
    open.retain(|it| !closed.contains(&it.field.key));
    open.retain(|it| only.is_empty() || only.contains(&it.field.key));
    // What is put right comes before whether it is taken back.
    let corrects = given.iter().any(|(key, _)| key == "corrects");
    open.retain(|it| it.field.key != "retracted" || corrects);
    let place = |key: &str| fields().position(|field| field.key == key);
    let asked = |it: &Question| it.rule.is_some() || wanted.contains(&it.field.key);
    open.sort_by_key(|it| {
        let later = it.apart && !asked(it) && !first.contains(&it.field.key);
        (!asked(it), !first.contains(&it.field.key), later, place(it.field.key))
    });
    open
}

/// Asks for what is open, one after the other, and adds the answers. False where the person left.
/// `legend` stands above the first question.
pub(in crate::cli) fn talk(
    asking: Asking<'_>,
    given: &mut Entries,
    context: &Context,
    legend: &str,
) -> bool {
    talked(asking, given, context, legend) != Asked::Gone
}

/// The same, with how it ended.
pub(super) fn talked(
    asking: Asking<'_>,
    given: &mut Entries,
    context: &Context,
    legend: &str,
) -> Asked {
    let Asking { wanted, first, filled, .. } = asking;
    // What was asked, in order, and what was given before: the way back.
    let mut asked: Vec<(&'static str, Entries)> = Vec::new();
    // What was answered to questions that somebody went back over: Enter keeps it.
    let mut earlier = Entries::new();
    let mut said = legend.to_owned();
    let mut goes_on = !asking.only.is_empty();
    if asking.again {
        let open = questions(asking, &Entries::new()).into_iter().map(|it| it.field.key);
        asked = trail::through(open, given);
        back(&mut asked, given, &mut earlier);
    }
    loop {
        // An answer may open a new question, so they are looked for each time.
        let is_asked = |key: &str| asked.iter().any(|(it, _)| *it == key);
        let open = questions(asking, given);
        let next = open.into_iter().find(|it| !is_asked(it.field.key));
        let Some(question) = next else { return Asked::Through };
        let key = question.field.key;
        let late = question.apart && ![wanted, first].iter().any(|keys| keys.contains(&key));
        if late && !goes_on {
            match items::yes(&format!("{said}\n{MORE}"), WHY_MORE, context).as_deref() {
                None => return Asked::Gone,
                Some("y" | "yes") => goes_on = true,
                Some("<") if !asked.is_empty() => back(&mut asked, given, &mut earlier),
                Some(".") => return Asked::Enough,
                Some(_) => return Asked::Through,
            }
            said.clear();
            continue;
        }
        let now = given.iter().find(|(it, _)| it == key && filled.contains(&key));
        let known = earlier.iter().find(|(it, _)| it == key);
        let kept = known.map(|(_, value)| value.clone());
        let keeps = known.or(now).map(|(_, value)| format!("Enter keeps {value}"));
        let keeps = keeps.unwrap_or_default();
        let before = given.clone();
        match one(question, asking, context, &said, &visible(&keeps)) {
            Answer::Given(value) => {
                put(given, key, value);
                asked.push((key, before));
            }
            Answer::Last(value) => {
                put(given, key, value);
                return Asked::Enough;
            }
            Answer::Skipped => {
                if let Some(value) = kept {
                    put(given, key, value);
                }
                asked.push((key, before));
            }
            Answer::Back if asking.again && asked.is_empty() => return Asked::Back,
            Answer::Back => back(&mut asked, given, &mut earlier),
            Answer::Left(value) => {
                put(&mut earlier, key, value);
                back(&mut asked, given, &mut earlier);
            }
            Answer::Enough => return Asked::Enough,
            Answer::Gone => return Asked::Gone,
        }
        said.clear();
    }
}

/// Asks for one field until there is an answer that fits. `enter` says what Enter does, where it
/// does something else than to skip the question.
pub(super) fn one(
    question: Question,
    asking: Asking<'_>,
    context: &Context,
    legend: &str,
    enter: &str,
) -> Answer {
    let field = question.field;
    let mut told = format!("{legend}\n{}\n", question.ask());
    let names = takes_names(field);
    let form = if names { NAMES.to_owned() } else { question.form() };
    if !form.is_empty() {
        told.push_str(&format!("  ({form})\n"));
    }
    let wanted = asking.wanted.contains(&field.key);
    let asked = if question.rule.is_some() || wanted { "asked for" } else { "" };
    // The id that was made of words: Enter takes it.
    let mut made = String::new();
    loop {
        let takes = format!("Enter takes `{made}`");
        let enter = if made.is_empty() { enter } else { &takes };
        let marks: Vec<&str> = [asked, enter].into_iter().filter(|it| !it.is_empty()).collect();
        let mark =
            if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
        let Some(line) = context.person.ask(&format!("{told}{}{mark}: ", field.key)) else {
            return Answer::Gone;
        };
        let wrong = |said: &str| visible(&format!("{said}\n")).into_owned();
        match line.trim() {
            "" if !made.is_empty() => return Answer::Given(quoted(&made)),
            "" => return Answer::Skipped,
            "<" => return Answer::Back,
            "." => return Answer::Enough,
            answer if field.identity && answer != "?" && !is_kebab(answer) => {
                made = slug(answer);
                told = NO_ID.to_owned();
            }
            "?" => told = question.help(wanted),
            answer => match field.shape {
                _ if names && !answer.contains('=') => {
                    let day = asking.on.unwrap_or_default();
                    return Answer::Given(draft::told(&[answer.to_owned()], day));
                }
                Shape::List(Shape::Text) if field.refers.is_none() => {
                    return sentences(answer, context);
                }
                Shape::List(Shape::Table(table)) => {
                    match items(field, table, answer, asking, context) {
                        // Back from the first key of an item is back to where it began.
                        Ok(Answer::Back) => told.clear(),
                        Ok(ended) => return ended,
                        Err(mistake) => told = wrong(&mistake),
                    }
                }
                Shape::Scores(low, high) if is_yes(answer) => {
                    match points(field, low, high, context) {
                        Answer::Back => told.clear(),
                        ended => return ended,
                    }
                }
                Shape::Table(table) if is_yes(answer) => match table_of(table, asking, context) {
                    Answer::Back | Answer::Left(_) => told.clear(),
                    ended => return ended,
                },
                _ => match draft::value(field, &[answer]) {
                    Ok(value) => return Answer::Given(value),
                    Err(mistake) => {
                        told = wrong(&format!("{}; {}", mistake.message, mistake.help));
                    }
                },
            },
        }
    }
}

/// Whether an answer says yes.
pub(super) fn is_yes(answer: &str) -> bool {
    ["y", "yes"].contains(&&*answer.to_lowercase())
}

/// What is said where words were typed for an id.
const NO_ID: &str = "an id is lower-case words joined by `-`: `act-hall`\n";

/// How parties that were told are named.
const NAMES: &str = "parties with commas, told that day; or party=… on=… how=…";

/// Whether a field takes parties that were told on the day of the event.
fn takes_names(field: &Field) -> bool {
    field.key == "informed"
}
