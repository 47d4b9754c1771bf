//! What a person gives for a field, as words of a command line or an answer, made into the text of
//! a TOML value. The declaration says what fits.

use super::{Mistake, holds_blank, left_open, line};
use crate::document::{Document, Source, quoted};
use crate::model::amount::{Amount, is_currency};
use crate::model::date;
use crate::model::declare::{Field, Shape, Table, Word, nearest};
use crate::model::duration::is_duration;
use crate::model::id::is_kebab;

/// Keys of a table with their values as TOML text, in the order in which they were given.
pub type Entries = Vec<(String, String)>;

/// The value of a field from what was given for it, once or several times.
///
/// A list of names takes commas, a list of sentences takes one sentence each time, and a list of
/// tables one item each time (see [`entries`]).
///
/// # Errors
///
/// When something given is blank, or does not fit what the declaration says.
pub fn value(field: &'static Field, given: &[&str]) -> Result<String, Mistake> {
    // A blank says nothing, wherever it was typed.
    if given.iter().any(|each| each.trim().is_empty()) {
        return Err(empty(field.key));
    }
    if let Some(open) = given.iter().find_map(|each| left_open(field.key, &quoted(each))) {
        return Err(open);
    }
    let value = sound(field, given)?;
    if let Some(open) = left_open(field.key, &value) {
        return Err(open);
    }
    // That there are none is an answer, where it is said: `[]`.
    let none = value == "[]" && given.iter().all(|each| each.trim() != "[]");
    if none || holds_blank(&value) { Err(empty(field.key)) } else { Ok(value) }
}

/// That nothing was said under a key.
fn empty(key: &str) -> Mistake {
    Mistake::new(format!("`{}` is empty", shortened(key)), "say it, or leave it out")
}

/// The value of a field from words that say something.
fn sound(field: &'static Field, given: &[&str]) -> Result<String, Mistake> {
    let Shape::List(of) = field.shape else {
        if let Shape::Scores(low, high) = field.shape {
            return scores(field, given, low, high);
        }
        return match given {
            [one] => single(field, field.shape, one),
            _ => Err(Mistake::new(
                format!("`{}` is given {} times", field.key, given.len()),
                "give it once",
            )),
        };
    };
    if let [one] = given
        && one.trim_start().starts_with('[')
    {
        return literal(field, one);
    }
    let mut items = Vec::new();
    for each in given {
        // Names and dates hold no comma; a sentence may.
        if takes_commas(field, *of) {
            for name in each.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                items.push(single(field, *of, name)?);
            }
        } else {
            items.push(single(field, *of, each)?);
        }
    }
    Ok(format!("[{}]", items.join(", ")))
}

/// Points on questions, from words such as `trust=3`; what is a table already is taken as it is.
fn scores(field: &'static Field, given: &[&str], low: i64, high: i64) -> Result<String, Mistake> {
    if let [one] = given
        && one.trim_start().starts_with('{')
    {
        return literal(field, one);
    }
    let words = given.iter().flat_map(|each| each.split([',', ' '])).filter(|it| !it.is_empty());
    let mut points = Entries::new();
    for word in words {
        let number = word.split_once('=').and_then(|(question, number)| {
            let number: i64 = number.parse().ok()?;
            let sound = is_kebab(&question.replace('_', "-")) && (low..=high).contains(&number);
            sound.then(|| (question.to_owned(), number.to_string()))
        });
        let Some((question, number)) = number else {
            return Err(Mistake::new(
                format!("`{}` cannot be `{}`", field.key, shortened(word)),
                format!("write `trust=3`: a question, and points from {low} to {high}"),
            ));
        };
        points.retain(|(known, _)| *known != question);
        points.push((question, number));
    }
    Ok(inline(&points))
}

/// Whether the items of a list are names, of which several can be given at once.
fn takes_commas(field: &Field, of: Shape) -> bool {
    match of {
        // A role may be in words, and those hold no comma either.
        Shape::Text => field.refers.is_some(),
        Shape::Table(_) => false,
        _ => true,
    }
}

/// One value of a shape.
fn single(field: &'static Field, shape: Shape, text: &str) -> Result<String, Mistake> {
    let wrong = |help: String| {
        Err(Mistake::new(format!("`{}` cannot be `{}`", field.key, shortened(text)), help))
    };
    match shape {
        Shape::Text => Ok(quoted(text)),
        Shape::Date => match date::parse(text) {
            Ok(day) => Ok(day.to_string()),
            // A moment may stand where only the day is looked at.
            Err(_) if text.len() > 10 && literal(field, text).is_ok() => literal(field, text),
            Err(why) => wrong(why.to_owned()),
        },
        Shape::Whole(low, high) => match text.parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(number.to_string()),
            _ => wrong(format!("give a whole number from {low} to {high}")),
        },
        Shape::Currency if is_currency(text) => Ok(quoted(text)),
        Shape::Currency => {
            wrong("write its code of three capital letters (ISO 4217): `GBP`".to_owned())
        }
        Shape::Worth if Amount::parse(text).is_some_and(Amount::is_negative) => {
            wrong("give a number of 0 or more; say a loss in words".to_owned())
        }
        // TOML takes no `007` for a number.
        Shape::Amount | Shape::Worth => match (Amount::parse(text), text.parse::<i64>()) {
            (Some(_), Ok(number)) => Ok(number.to_string()),
            (Some(_), Err(_)) => Ok(quoted(text)),
            (None, _) => wrong(
                "give a number, such as `1250` or `0.5`: a point, and at most four decimals"
                    .to_owned(),
            ),
        },
        Shape::Flag => match text.to_ascii_lowercase().as_str() {
            "yes" | "y" | "true" => Ok("true".to_owned()),
            "no" | "n" | "false" => Ok("false".to_owned()),
            _ => wrong("say yes or no".to_owned()),
        },
        Shape::Words(words) => match words.iter().find(|word| word.text == text) {
            Some(word) => Ok(quoted(word.text)),
            None => wrong(choices(text, words)),
        },
        Shape::Duration if is_duration(text) => Ok(quoted(text)),
        Shape::Duration => wrong("write it as P18M, P3Y or P30D".to_owned()),
        Shape::Table(_) if text.trim_start().starts_with('{') => literal(field, text),
        Shape::Table(table) => line::table(table, text),
        Shape::TextOrByParty if text.trim_start().starts_with('{') => literal(field, text),
        Shape::TextOrByParty | Shape::Level => Ok(quoted(text)),
        Shape::Any | Shape::Scores(..) | Shape::Levels | Shape::List(_) => {
            literal(field, text).or_else(|_| Ok(quoted(text)))
        }
    }
}

/// The keys of a new item of a list.
///
/// # Errors
///
/// When there is none, as an item that says nothing is nothing; or one does not fit.
pub(super) fn item(table: &'static Table, list: &str, words: &[&str]) -> Result<Entries, Mistake> {
    if words.is_empty() {
        let asked = table.fields.iter().filter(|it| it.required.is_some() || it.key == "id");
        let asked: String = asked.map(|it| format!(" {}=…", it.key)).collect();
        return Err(Mistake::new(
            format!("`--add {list}` says nothing of what is added"),
            format!("give its keys: `--add {list}{asked}`"),
        ));
    }
    entries(table, words)
}

/// The keys of a table from words such as `party=housing`. A key may be given several times where
/// it takes a list.
///
/// # Errors
///
/// When a word has no `=`, names a key that the table does not have, or gives it what does not fit.
pub fn entries(table: &'static Table, words: &[&str]) -> Result<Entries, Mistake> {
    let mut given: Vec<(&'static Field, Vec<&str>)> = Vec::new();
    let mut own = Entries::new();
    for word in words {
        let Some((key, text)) = word.split_once('=') else {
            return Err(Mistake::new(
                format!("`{}` has no `=`", shortened(word)),
                format!("write it as KEY=VALUE, with one of: {}", keys(table)),
            ));
        };
        let key = key.trim();
        if key.starts_with("x_") {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            if !key.bytes().all(plain) {
                return Err(Mistake::new(
                    format!("`{}` cannot be a key of your own", shortened(key)),
                    "use letters, digits, `_` and `-`: `x_reference`",
                ));
            }
            if text.trim().is_empty() {
                return Err(empty(key));
            }
            if let Some(open) = left_open(key, &quoted(text)) {
                return Err(open);
            }
            own.push((key.to_owned(), quoted(text)));
            continue;
        }
        let field = table.field(key).or_else(|| table.field(&key.replace('-', "_")));
        let Some(field) = field else {
            return Err(unknown_key(table, key));
        };
        match given.iter_mut().find(|(known, _)| known.key == field.key) {
            Some((_, values)) => values.push(text),
            None => given.push((field, vec![text])),
        }
    }
    let mut entries = Entries::new();
    for (field, values) in given {
        entries.push((field.key.to_owned(), value(field, &values)?));
    }
    sort(table, &mut entries);
    entries.extend(own);
    Ok(entries)
}

/// Puts keys into the order of the declaration.
pub fn sort(table: &'static Table, entries: &mut Entries) {
    let place = |key: &str| table.fields.iter().position(|field| field.key == key);
    entries.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
}

/// A table within a line.
#[must_use]
pub fn inline(entries: &Entries) -> String {
    let pairs: Vec<String> =
        entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// That a table has no such key, with the nearest that it has.
#[must_use]
pub fn unknown_key(table: &'static Table, key: &str) -> Mistake {
    let near = nearest(key, table.fields.iter().map(|field| field.key));
    Mistake::new(
        format!("`{}` is no key of {}", shortened(key), table.name),
        match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has: {}", keys(table)),
        },
    )
}

fn keys(table: &Table) -> String {
    table.fields.iter().map(|field| field.key).collect::<Vec<_>>().join(", ")
}

/// The words there are, and the nearest first.
fn choices(text: &str, words: &[Word]) -> String {
    let all = words.iter().map(|word| word.text).collect::<Vec<_>>().join(", ");
    match nearest(text, words.iter().map(|word| word.text)) {
        Some(near) => format!("did you mean `{near}`? There are: {all}"),
        None => format!("there are: {all}"),
    }
}

/// A value that is written as TOML already.
fn literal(field: &Field, text: &str) -> Result<String, Mistake> {
    let text = text.trim();
    let source = Source::new(String::new(), format!("value = {text}\n").into_bytes());
    let document = Document::parse(&source);
    if document.faults.is_empty() && document.root().len() == 1 && !text.contains('\n') {
        return Ok(text.to_owned());
    }
    Err(Mistake::new(
        format!("`{}` cannot be `{}`", field.key, shortened(text)),
        "that is no TOML value on one line",
    ))
}

/// A word as it stands in a message, cut where it runs on.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests;
