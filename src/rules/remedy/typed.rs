//! The line to type that puts keys and items into a file of the record, where a command does.

use super::command;
use super::forms::{Home, word};
pub(crate) use super::names::{Names, named};
use super::shell;
use crate::document::written;
use crate::document::{Document, Kind, Value};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Record as _, Shape, Table};
use crate::model::evaluation::Evaluation;
use crate::model::id::is_kebab;
use crate::model::network::Organisation;
use crate::model::reckon::signoff::Held;
use crate::model::settings::Settings;
use crate::rules::Remedy;

/// Where lines are to go, and what is known of that place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'t> {
    /// The file as it is, with the key that is wrong or missing in it. Nothing where it is still to
    /// be made, or where the finding is elsewhere.
    pub(crate) at: Option<At<'t>>,
    /// Whether the file is still to be made.
    pub(crate) is_new: bool,
    /// By what the agreement is held: once signed, a promise changes only by an amendment.
    pub(crate) held: Held,
    /// Today: the day that stands in for one that nobody has said.
    pub(crate) today: &'t str,
}

/// A place in a file that is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'t> {
    /// The file.
    pub(crate) document: &'t Document<'t>,
    /// How often each name is borne in it.
    pub(crate) names: &'t Names,
    /// The way to the key: `action[2].due`.
    pub(crate) key: &'t str,
}

/// The line that puts these lines where they belong. Nothing where no command does.
pub(crate) fn line(remedy: &Remedy, target: Target<'_>) -> Option<String> {
    if remedy.lines.is_empty() || target.at.is_some_and(|at| at.document.is_damaged()) {
        return None;
    }
    let home = Home::of(&remedy.file)?;
    match home {
        Home::Event(collaboration, event) => {
            let At { document, key, .. } = target.at?;
            let (name, _) = remedy.lines[0].split_once(" = ")?;
            if above(key, name).is_some() {
                return None;
            }
            command::correction(collaboration, event, document, &remedy.lines, target.today)
        }
        Home::View(..) => Some(home.command(Held::Free)? + &flags(remedy)?),
        _ => {
            let typed = changes(remedy, target, home.declared()?)?;
            // Who takes part is signed with the text.
            let home = if typed.names_parties { home.signed(target.held) } else { home };
            let begins = matches!(home, Home::Review(..)) && target.is_new;
            let begin = if begins { " --prepare" } else { "" };
            let held = if typed.kept_up { Held::Free } else { target.held };
            Some(format!("{}{begin}{}", home.command(held)?, typed.words))
        }
    }
}

/// What there is to choose from behind a key, for a person: `personal: or false`.
pub(crate) fn notes(lines: &[String]) -> Vec<String> {
    let note = |line: &String| {
        let (key, value) = line.split_once(" = ")?;
        let (_, note) = value.rsplit_once(" # ")?;
        Some(format!("{key}: {note}"))
    };
    lines.iter().filter_map(note).collect()
}

/// The way to the one key that lines set, as it is typed: `act-fund.due`. Nothing where they set
/// several, or begin a table.
pub(crate) fn way(lines: &[String], at: At<'_>) -> Option<String> {
    let [line] = lines else { return None };
    let (name, _) = line.split_once(" = ").filter(|_| !line.starts_with('['))?;
    match above(at.key, name) {
        Some(above) => Some(format!("{}.{name}", named(at.document, at.names, &above))),
        None => is_at_top(name).then(|| name.to_owned()),
    }
}

/// Changes as they are typed.
struct Typed {
    words: String,
    /// Whether nobody signs for any of them.
    kept_up: bool,
    /// Whether they change who takes part.
    names_parties: bool,
}

fn changes(remedy: &Remedy, target: Target<'_>, declared: &'static Table) -> Option<Typed> {
    let here = target.at.and_then(|at| {
        let (name, _) = remedy.lines.first()?.split_once(" = ")?;
        let above = above(at.key, name)?;
        Some((named(at.document, at.names, &above), above))
    });
    let mut table = here;
    let mut adds = false;
    let mut typed = Typed { words: String::new(), kept_up: true, names_parties: false };
    for line in &remedy.lines {
        if let Some(list) = line.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
            typed.words.push_str(&format!(" --add {}", word(list)?));
            typed.kept_up &= is_kept_up(declared, list);
            typed.names_parties |= list == "party";
            adds = true;
        } else if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            table = Some((name.to_owned(), name.to_owned()));
            adds = false;
        } else {
            let (key, _) = line.split_once(" = ")?;
            let value = command::look_line(line, |value| Some(plain(line, value, target.today)))?;
            let value = if is_judged(key, &value) { "…".to_owned() } else { value };
            let change = if adds {
                format!("{key}={value}")
            } else {
                let (path, way) = match &table {
                    Some((named, above)) => (format!("{named}.{key}"), format!("{above}.{key}")),
                    // Where it belongs to an item that nobody can name, only the lines help.
                    None => (declared.field(key)?.key.to_owned(), key.to_owned()),
                };
                typed.kept_up &= is_kept_up(declared, &way);
                let names = ["id", "organisation", "name"].contains(&key);
                typed.names_parties |= way.starts_with("party") && names;
                typed.words.push_str(" --set");
                format!("{path}={value}")
            };
            typed.words.push_str(&format!(" {}", word(&change)?));
        }
    }
    Some(typed)
}

/// Whether a number is somebody's judgement, so that the line leaves it open: a file needs a number
/// in its place, and a command does not.
fn is_judged(key: &str, value: &str) -> bool {
    ["rating", "likelihood", "impact"].contains(&key) && value.parse::<u8>().is_ok_and(|it| it < 2)
}

/// The keys of a party's own view as flags.
fn flags(remedy: &Remedy) -> Option<String> {
    let mut words = String::new();
    for line in &remedy.lines {
        let (key, _) = line.split_once(" = ")?;
        let value = command::look_line(line, |value| {
            Some(match value.get_ref() {
                // How many points is for the party to say.
                Kind::Table(points) => {
                    let each = points.iter().map(|(key, _)| format!("{}=…", key.get_ref()));
                    each.collect::<Vec<_>>().join(" ")
                }
                Kind::String(text) => shell(text),
                _ => return None,
            })
        });
        let known = ["party", "on"].contains(&key) || key == "by" && line.contains('…');
        if !known {
            words.push_str(&format!(" --{} {}", key.replace('_', "-"), value?));
        }
    }
    (!words.contains(char::is_control)).then_some(words)
}

/// A value behind `key=`. A day that only stands in for one that nobody has said is left open.
fn plain(line: &str, value: &Value<'_>, today: &str) -> String {
    let text = match value.get_ref() {
        // What begins so would be taken for TOML.
        Kind::String(text) if !text.trim_start().starts_with(['[', '{']) => {
            return text.to_string();
        }
        Kind::Array(items) => {
            let names: Option<Vec<&str>> = items.iter().map(|it| it.get_ref().as_str()).collect();
            match names.as_deref() {
                Some([one]) if !one.contains(',') && !one.starts_with('[') => {
                    return one.to_string();
                }
                Some(names) if names.iter().all(|name| is_kebab(name)) => return names.join(","),
                _ => as_it_stands(line, value),
            }
        }
        _ => as_it_stands(line, value),
    };
    text.replace(today, "DATE")
}

/// The value of a line as it is written there, without the note behind it.
fn as_it_stands(line: &str, value: &Value<'_>) -> String {
    let text = line.split_once(" = ").map_or(line, |(_, text)| text);
    let bare = text.rsplit_once(" # ").map_or(text, |(bare, _)| bare);
    let same = command::look(bare, |it| (written(it) == written(value)).then(|| bare.to_owned()));
    same.unwrap_or_else(|| written(value))
}

/// The way to the table that keys without a header belong to; `name` is the first of them.
fn above(key: &str, name: &str) -> Option<String> {
    // A finding about an item as such names no key of it.
    if key.ends_with(']') && !key.rsplit('.').next().is_some_and(|last| last.starts_with(name)) {
        return Some(key.to_owned());
    }
    key.rsplit_once('.').map(|(above, _)| above.to_owned())
}

/// Whether a key stands at the top of a file.
pub(super) fn is_at_top(key: &str) -> bool {
    let tables =
        [Agreement::TABLE, Head::TABLE, Evaluation::TABLE, Organisation::TABLE, Settings::TABLE];
    tables.iter().any(|it| it.field(key).is_some())
}

/// Whether nobody signs for what a way leads to: a key on it is merely kept up.
pub(super) fn is_kept_up(declared: &'static Table, way: &str) -> bool {
    let mut table: &'static Table = declared;
    for part in way.split('.') {
        let key = part.split('[').next().unwrap_or(part);
        let Some(field) = table.field(key) else { return false };
        if field.kept_up {
            return true;
        }
        table = match field.shape {
            Shape::Table(inner) => inner,
            Shape::List(Shape::Table(inner)) => *inner,
            _ => return false,
        };
    }
    false
}
