//! The line to type for what no lines put right: it sets anew what is wrong or takes it out, puts
//! right the event that it stands in, or opens the file for what only a person can say. Whatever is
//! found, there is one.

use super::forms::{self, Home, word};
use super::names::named;
use super::typed::{At, is_kept_up};
use super::{OPEN, command};
use crate::model::declare::{Record as _, Shape, Table};
use crate::model::event::{EVENT_TABLES, Envelope};
use crate::model::reckon::signoff::Held;

/// What was found, and what is known of the place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrong<'w> {
    /// The rule.
    pub(crate) rule: &'static str,
    /// Path from the root of the workspace, with `/`.
    pub(crate) file: &'w str,
    /// The file as it is, with the key; nothing where it cannot be read, or a path as such is wrong.
    pub(crate) at: Option<At<'w>>,
    /// Whether it is a text that an editor can show.
    pub(crate) is_text: bool,
    /// By what the agreement is held.
    pub(crate) held: Held,
    /// Today.
    pub(crate) today: &'w str,
}

/// What is not put right by another value: the words, the name or the form are a person's to choose.
const BY_A_PERSON: [&str; 5] =
    ["personal-detail", "key-unknown", "toml-", "id-duplicate", "id-malformed"];

/// What is put right by taking the item out.
const TAKEN_OUT: [&str; 2] = ["waiver-invalid", "waiver-unused"];

/// The line to type.
pub(crate) fn out(wrong: Wrong<'_>) -> String {
    anew(wrong).unwrap_or_else(|| match wrong.is_text {
        true => forms::opens(wrong.file),
        false => forms::looks(wrong.file),
    })
}

/// The line that says something else there.
fn anew(wrong: Wrong<'_>) -> Option<String> {
    let at = wrong.at.filter(|at| !at.document.is_damaged() && !at.key.is_empty())?;
    if BY_A_PERSON.iter().any(|rule| wrong.rule.starts_with(rule)) {
        return None;
    }
    let home = Home::of(wrong.file)?;
    if let Home::Event(collaboration, event) = home {
        return corrected(wrong, at, collaboration, event);
    }
    let declared = home.declared()?;
    if TAKEN_OUT.contains(&wrong.rule) {
        let item = at.key.split('.').next()?;
        return Some(format!("{} --unset {}", home.command(Held::Free)?, word(item)?));
    }
    let (way, shape) = value_at(declared, at.key)?;
    let is_of_party = matches!(home, Home::Head(_)) && way.starts_with("party");
    // By its id the log knows a party: that takes a hand.
    if is_of_party && wrong.held.is_signed() && way.ends_with(".id") {
        return None;
    }
    // Who takes part is signed with the text.
    let names = way.ends_with(".organisation") || way.ends_with(".name");
    let home = if is_of_party && names { home.signed(wrong.held) } else { home };
    let held = if is_kept_up(declared, &way) { Held::Free } else { wrong.held };
    let path = named(at.document, at.names, &way);
    let change = word(&format!("{path}={}", open(shape)))?;
    Some(format!("{} --set {change}", home.command(held)?))
}

/// What stands for a value that only a person knows.
fn open(shape: Shape) -> &'static str {
    if shape == Shape::Date { "DATE" } else { "…" }
}

/// The way to a value that is declared, and what it may be; nothing for a way to a table or an item.
fn value_at(declared: &'static Table, key: &str) -> Option<(String, Shape)> {
    let mut table = declared;
    let mut parts = key.split('.').peekable();
    let mut way: Vec<&str> = Vec::new();
    loop {
        let part = parts.next()?;
        let name = part.split('[').next().unwrap_or(part);
        let field = table.field(name)?;
        let is_last = parts.peek().is_none();
        match field.shape {
            Shape::Table(inner) if !is_last => table = inner,
            Shape::List(Shape::Table(inner)) if !is_last && part != name => table = inner,
            Shape::Table(_) | Shape::List(Shape::Table(_)) | Shape::Levels => return None,
            shape if is_last => {
                // One of several words: all of them are said.
                way.push(name);
                return Some((way.join("."), shape));
            }
            _ => return None,
        }
        way.push(part);
    }
}

/// The line that corrects the event: what others have seen is not written over.
fn corrected(
    wrong: Wrong<'_>,
    at: At<'_>,
    collaboration: Option<&str>,
    event: &str,
) -> Option<String> {
    let kind = at.document.root().get("kind")?.get_ref().as_str()?;
    let (_, own) = EVENT_TABLES.iter().find(|(it, _)| it.as_str() == kind)?;
    let name = at.key.split('[').next().filter(|_| !at.key.contains('.'))?;
    let field = Envelope::TABLE.field(name).or_else(|| own.field(name))?;
    let value = match field.shape {
        Shape::Table(_) | Shape::List(Shape::Table(_)) => return None,
        Shape::Date => "\"DATE\"",
        _ => OPEN,
    };
    let line = format!("{name} = {value}");
    command::correction(collaboration, event, at.document, &[line], wrong.today)
}
