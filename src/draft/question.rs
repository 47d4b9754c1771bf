//! What is still to be asked of a table, in the order in which one would ask.

use super::Entries;
use crate::model::declare::{Field, Record as _, Shape, Significance, Stage, Table, When};
use crate::model::event::Envelope;
use crate::rules::{self, Severity};

/// One thing to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The field.
    pub field: &'static Field,
    /// The rule that asks for it; nothing where it may be left out.
    pub rule: Option<&'static str>,
    /// Whether it belongs to no step of an event in particular: it may be said with each, and is
    /// offered after all else.
    pub apart: bool,
}

/// What is open in tables of which some keys are given: first what has to be there, then what may
/// be said with this step, then what may be said with any, each in the order of the declaration.
///
/// `step` is the word under `event` or `status` of an event, empty where its kind has none; nothing
/// for what is no event. What belongs to other steps is no question.
#[must_use]
pub fn open(
    tables: &[&'static Table],
    given: &Entries,
    step: Option<&str>,
    significance: Significance,
    stage: Stage,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for table in tables {
        for field in table.fields.iter().filter(|field| !is_given(given, field.key)) {
            let asked = field
                .required
                .filter(|it| significance >= it.ask && stage >= it.from && applies(it.when, given))
                .filter(|it| weighs(it.rule, significance));
            let of_step = step.is_some_and(|step| field.steps.contains(&step));
            // What every event may say is open with each, whatever it is asked for with.
            let of_all = field.steps.is_empty() || table.name == Envelope::TABLE.name;
            if asked.is_some() || of_step || of_all {
                let apart = step.is_some() && !of_step && asked.is_none();
                questions.push(Question { field, rule: asked.map(|it| it.rule), apart });
            }
        }
    }
    questions.sort_by_key(|question| (question.rule.is_none(), question.apart));
    questions
}

/// Whether a rule is more than advice: what is only advised may be left out.
fn weighs(rule: &str, significance: Significance) -> bool {
    let severity = rules::find(rule).and_then(|rule| rule.severity.at(significance));
    severity.is_none_or(|severity| severity > Severity::Advice)
}

/// Whether a key is given and says something.
fn is_given(given: &Entries, key: &str) -> bool {
    given.iter().any(|(known, value)| known == key && !matches!(&**value, "\"\"" | "[]"))
}

/// Whether what a requirement hangs on is so.
fn applies(when: When, given: &Entries) -> bool {
    let text = |key: &str| {
        given.iter().find(|(known, _)| known == key).map(|(_, value)| value.trim_matches('"'))
    };
    let holds = |key: &str, words: &[&str]| text(key).is_some_and(|it| words.contains(&it));
    match when {
        When::Always => true,
        When::Is(key, words) => holds(key, words),
        When::IsNot(key, words) => !holds(key, words),
        When::IsWith(key, words, other, others) => holds(key, words) && holds(other, others),
        When::IsWithout(key, words, other) => holds(key, words) && !is_given(given, other),
        When::True(key) => text(key) == Some("true"),
        When::Without(key) => !is_given(given, key),
        When::With(key) => is_given(given, key),
    }
}

impl Question {
    /// What is asked, in a sentence.
    #[must_use]
    pub fn ask(&self) -> String {
        Self::ask_of(self.field)
    }

    /// What is asked of a field, in a sentence.
    pub(super) fn ask_of(field: &Field) -> String {
        field.doc.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How an answer looks: the words there are, or the form of it.
    #[must_use]
    pub fn form(&self) -> String {
        form(self.field, self.field.shape)
    }
}

fn form(field: &Field, shape: Shape) -> String {
    match shape {
        Shape::Words(words) => words.iter().map(|word| word.text).collect::<Vec<_>>().join(", "),
        Shape::Date => "a day: 2026-03-02".to_owned(),
        Shape::Flag => "yes or no".to_owned(),
        Shape::Scores(low, high) => {
            format!("points from {low} to {high} each: need=4 trust=3; or `y`: one at a time")
        }
        Shape::Whole(low, high) => format!("a number from {low} to {high}"),
        Shape::Amount => "a number".to_owned(),
        Shape::Worth => "a number, 0 or more".to_owned(),
        Shape::Currency => "a code: GBP".to_owned(),
        Shape::Duration => "how long: P18M, P3Y, P30D".to_owned(),
        Shape::List(Shape::Text) if field.refers.is_none() => "one a line".to_owned(),
        Shape::List(Shape::Table(table)) => format!("several, each with: {}", keys(table)),
        Shape::Table(table) => format!("with: {}", keys(table)),
        Shape::List(of) => {
            let of = form(field, *of);
            if of.is_empty() { "names, with commas".to_owned() } else { format!("{of}; commas") }
        }
        _ => String::new(),
    }
}

/// The keys of a table that a person may fill.
fn keys(table: &Table) -> String {
    table.fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ")
}
