//! A value of another kind than its field takes: mostly a date in quotes, or money as a float.

use super::spots;
use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::declare::{FaultKind, Shape};
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule =
    Rule { name: "value-wrong-type", guards: true, check: Check::Files(check), ..Rule::BASE };

/// What the walk calls a day with a time.
const TIMED: &str = "a date with a time";

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for fault in spots::faults(files) {
        let key = fault.spot.key;
        let problem = Problem::at(fault.spot, spots::subject(files, &fault.spot));
        findings.add(match fault.kind {
            FaultKind::WrongType { expected, found, written } => {
                let found = match (expected, found) {
                    (Shape::Date, "a date") => "a day that is in no calendar",
                    _ => found,
                };
                let source = files.sources.get(fault.spot.file);
                let held = match (written, source) {
                    (Some(text), _) => text,
                    (None, Some(source)) if found == TIMED => source.text_at(fault.spot.span),
                    _ => "",
                };
                let shown = written.filter(|text| text.chars().count() <= 40 && !text.is_empty());
                let shown = shown.map_or(String::new(), |text| format!(" `{text}`"));
                problem
                    .says(format!("`{key}` takes {}, and holds {found}{shown}", wanted(expected)))
                    .help(way_out(key, expected, found, held, files.scene.today))
            }
            FaultKind::OutOfBounds { low, high } => problem
                .says(format!("`{key}` takes a whole number from {low} to {high}"))
                .help(format!("write a number from {low} to {high}, without quotes")),
            _ => continue,
        });
    }
}

/// What a field takes, with its article.
fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Date => "a date".to_owned(),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Shape::Amount => "an amount".to_owned(),
        Shape::Worth => "an amount of 0 or more".to_owned(),
        Shape::Currency => "the code of a currency, three capital letters".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Words(_) => "one of its words".to_owned(),
        Shape::Duration => "a duration".to_owned(),
        Shape::List(Shape::Table(_)) => "a list of tables".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Table(_) => "a table".to_owned(),
        Shape::TextOrByParty => "a word, or a table with one for each party".to_owned(),
        Shape::Level => "a level, or a table with levels by significance".to_owned(),
        Shape::Scores(low, high) => format!("a table of scores from {low} to {high}"),
        Shape::Levels => "a table of rules with a level each".to_owned(),
        Shape::Any => "a value".to_owned(),
    }
}

/// How to write it, with the value that stands there where that can be told.
fn way_out(key: &str, expected: Shape, found: &str, written: &str, today: Date) -> String {
    let text = written.trim();
    match expected {
        Shape::Text => format!("write it in quotes: `{key} = \"…\"`"),
        Shape::Date => match text.parse::<Date>() {
            Ok(day) => format!("write it without quotes: `{key} = {day}`"),
            Err(_) if found == TIMED => {
                let day = text.get(..10).and_then(|day| day.parse().ok()).unwrap_or(today);
                format!("leave the time out: `{key} = {day}`")
            }
            Err(_) => format!("write year, month and day without quotes: `{key} = {today}`"),
        },
        Shape::Whole(low, high) => match text.parse::<i64>() {
            Ok(number) => format!("write it without quotes: `{key} = {number}`"),
            Err(_) => format!("write a number from {low} to {high}, without quotes or point"),
        },
        Shape::Worth if text.starts_with('-') || found == "a whole number" => {
            format!("write what it is worth or costs, without a sign: `{key} = 1250`")
        }
        Shape::Currency => format!("write its ISO 4217 code: `{key} = \"GBP\"`"),
        Shape::Amount | Shape::Worth => {
            let bare = text.replace(['_', ',', ' '], "");
            let amount = Amount::parse(bare.trim_start_matches('+')).filter(|_| !bare.is_empty());
            match amount {
                Some(_) if found == "a float" => {
                    format!("write it as text, which keeps it exact: `{key} = \"{bare}\"`")
                }
                Some(_) => format!("write digits and at most one point: `{key} = \"{bare}\"`"),
                None => format!("write `{key} = 1250`, or with decimals `{key} = \"1250.50\"`"),
            }
        }
        Shape::Flag => format!("write `{key} = true` or `{key} = false`, without quotes"),
        Shape::Words(words) => {
            let list: Vec<String> = words.iter().map(|it| format!("\"{}\"", it.text)).collect();
            format!("write one of {}", list.join(", "))
        }
        Shape::Duration => format!("write years, months or days: `{key} = \"P18M\"`"),
        Shape::List(Shape::Table(_)) => format!("write each as a table under `[[{key}]]`"),
        Shape::List(_) if text.is_empty() => format!("write it as a list: `{key} = [\"…\"]`"),
        Shape::List(_) => format!("write it as a list: `{key} = [\"{text}\"]`"),
        Shape::Table(_) => format!("write its keys under `[{key}]`"),
        Shape::TextOrByParty => format!("write `{key} = \"…\"`, or `{key} = {{ party = \"…\" }}`"),
        Shape::Level => {
            "write `rule = \"warning\"`, or `rule = { minor = \"off\", major = \"error\" }`"
                .to_owned()
        }
        Shape::Scores(_, high) => format!("write `{key} = {{ trust = {high} }}`"),
        Shape::Levels => format!("write `[{key}]`, and below it `rule = \"warning\"`"),
        Shape::Any => "write a value".to_owned(),
    }
}
