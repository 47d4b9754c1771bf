//! Points on several questions, asked for one at a time.

use super::ask::Answer;
use super::trail::put;
use crate::cli::Context;
use crate::draft::{self, Entries};
use crate::model::declare::Field;
use crate::model::review::{QUESTIONS, meaning};
use crate::render::visible;

/// Asks for the points on each of the usual questions, from `low` to `high`.
pub(super) fn points(field: &'static Field, low: i64, high: i64, context: &Context) -> Answer {
    let mut given = Entries::new();
    let mut told = String::new();
    let mut at = 0;
    while let Some(question) = QUESTIONS.get(at) {
        let known = given.iter().find(|(it, _)| it == question);
        let keeps = known.map_or_else(String::new, |(_, value)| format!(" (Enter keeps {value})"));
        let heading = format!("\n{}\n  (points from {low} to {high})\n", meaning(question));
        let ask = format!("{told}{heading}{question}{keeps}: ");
        let Some(line) = context.person.ask(&ask) else { return Answer::Gone };
        told.clear();
        match line.trim() {
            "" => at += 1,
            "." => return ended(&given, true),
            "<" if at == 0 => return Answer::Back,
            "<" => at -= 1,
            "?" => told = format!("Type {low} for not at all to {high} for fully. {WHY}\n"),
            answer => match draft::value(field, &[&format!("{question}={answer}")]) {
                Ok(_) => {
                    put(&mut given, question, answer.to_owned());
                    at += 1;
                }
                Err(_) => {
                    let said = format!("`{question}` cannot be `{answer}`");
                    let help = format!("a whole number from {low} to {high} is wanted");
                    told = visible(&format!("{said}; {help}\n")).into_owned();
                }
            },
        }
    }
    ended(&given, false)
}

/// Why points are asked for.
const WHY: &str = "Where the parties' points lie apart, the review talks about it. Enter leaves \
                   this one out.";

fn ended(given: &Entries, enough: bool) -> Answer {
    match (given.is_empty(), enough) {
        (true, true) => Answer::Enough,
        (true, false) => Answer::Skipped,
        (false, true) => Answer::Last(draft::inline(given)),
        (false, false) => Answer::Given(draft::inline(given)),
    }
}
