//! The line to type that puts keys and items into a file of a collaboration, where a command does.

use std::collections::HashMap;

use super::command;
use super::shell;
use crate::document::written;
use crate::document::{Document, Kind, Table as Tree, Value};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Record as _, Shape, Table};
use crate::model::evaluation::Evaluation;
use crate::model::id::is_kebab;
use crate::model::review::Review;
use crate::rules::Remedy;

/// Where lines are to go, and what is known of that place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'t> {
    /// The collaboration.
    pub(crate) collaboration: &'t str,
    /// The file as it is, with the key that is wrong or missing in it. Nothing where it is still to
    /// be made, or where the finding is elsewhere.
    pub(crate) at: Option<At<'t>>,
    /// Whether the file is still to be made.
    pub(crate) is_new: bool,
    /// Whether somebody has signed, so that a promise changes only by an amendment.
    pub(crate) signed: bool,
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

/// The line that puts these lines where they belong. Nothing where no command does: settings and
/// the network are kept by hand.
pub(crate) fn line(remedy: &Remedy, target: Target<'_>) -> Option<String> {
    let id = target.collaboration;
    let rest = remedy.file.strip_prefix("collaborations/")?.strip_prefix(id)?.strip_prefix('/')?;
    if remedy.lines.is_empty() || target.at.is_some_and(|at| at.document.is_damaged()) {
        return None;
    }
    let id = command::quoted(id)?;
    match *rest.split('/').collect::<Vec<_>>() {
        ["agreement.toml"] => {
            let typed = changes(remedy, target, Agreement::TABLE)?;
            let amends = target.signed && !typed.kept_up;
            let amend = if amends { " --amend --reason \"…\" --effective-on DATE" } else { "" };
            Some(format!("comity agree {id}{amend}{}", typed.words))
        }
        ["collaboration.toml"] => {
            let typed = changes(remedy, target, Head::TABLE)?;
            // Who takes part is signed with the text, and only a hand changes both.
            let is_signed = target.signed && typed.names_parties;
            (!is_signed).then(|| format!("comity evaluate {id}{}", typed.words))
        }
        ["evaluation.toml"] => {
            let typed = changes(remedy, target, Evaluation::TABLE)?;
            Some(format!("comity evaluate {id}{}", typed.words))
        }
        ["reviews", plan, "review.toml"] => {
            let begin = if target.is_new { " --prepare" } else { "" };
            let typed = changes(remedy, target, Review::TABLE)?;
            Some(format!("comity review {id} {}{begin}{}", command::quoted(plan)?, typed.words))
        }
        ["reviews", plan, view] => {
            let party = view.strip_prefix("view-")?.strip_suffix(".toml")?;
            let (plan, party) = (command::quoted(plan)?, command::quoted(party)?);
            Some(format!("comity review {id} {plan} --view {party}{}", flags(remedy)?))
        }
        ["log", event] => {
            let At { document, key, .. } = target.at?;
            let (name, _) = remedy.lines[0].split_once(" = ")?;
            if above(key, name).is_some() {
                return None;
            }
            let event = event.strip_suffix(".toml")?;
            command::correction(target.collaboration, event, document, &remedy.lines, target.today)
        }
        _ => None,
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
            typed.words.push_str(&format!(" --add {}", command::quoted(list)?));
            typed.kept_up &= is_kept_up(declared, list);
            typed.names_parties |= list == "party";
            adds = true;
        } else if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            table = Some((name.to_owned(), name.to_owned()));
            adds = false;
        } else {
            let (key, _) = line.split_once(" = ")?;
            let value = command::look_line(line, |value| Some(plain(line, value, target.today)))?;
            let word = if adds {
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
            typed.words.push_str(&format!(" {}", command::quoted(&word)?));
        }
    }
    Some(typed)
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
fn is_at_top(key: &str) -> bool {
    [Agreement::TABLE, Head::TABLE, Evaluation::TABLE].iter().any(|it| it.field(key).is_some())
}

/// Whether nobody signs for what a way leads to: a key on it is merely kept up.
fn is_kept_up(declared: &'static Table, way: &str) -> bool {
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

/// The keys by which an item is called.
const NAMES: [&str; 6] = ["id", "item", "party", "dimension", "organisation", "name"];

/// How often each name is borne in a file: in each list, and (under no list) by an id anywhere. What
/// is called alike is told apart by its number. Counted once a file, as there may be ten thousand
/// findings in it.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, HashMap<String, usize>>);

impl Names {
    /// Counts the names in a file.
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let mut names = Self::default();
        for (list, value) in document.root().iter() {
            let Some(items) = value.get_ref().as_array() else { continue };
            for item in items.iter().filter_map(|item| item.get_ref().as_table()) {
                let mut own: Vec<&str> = NAMES.iter().filter_map(|key| text(item, key)).collect();
                own.sort_unstable();
                own.dedup();
                for name in own {
                    names.note(list.get_ref(), name);
                }
                if let Some(id) = text(item, "id") {
                    names.note("", id);
                }
            }
        }
        names
    }

    fn note(&mut self, list: &str, name: &str) {
        if !self.0.contains_key(list) {
            self.0.insert(list.to_owned(), HashMap::new());
        }
        if let Some(names) = self.0.get_mut(list) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn is_one(&self, list: &str, name: &str) -> bool {
        self.0.get(list).and_then(|names| names.get(name)) == Some(&1)
    }
}

/// A way into a file with items by their names where that tells them apart: `action[2]` is
/// `act-fund`, and `party_view[0]` is `party_view.housing`.
fn named(document: &Document<'_>, names: &Names, path: &str) -> String {
    let name = || {
        let (list, rest) = path.split_once('[')?;
        let (index, rest) = rest.split_once(']')?;
        let items = document.root().get(list)?.get_ref().as_array()?;
        let item = items.get(index.parse::<usize>().ok()?)?.get_ref().as_table()?;
        let (key, name) = NAMES.iter().find_map(|key| Some((*key, text(item, key)?)))?;
        if !is_kebab(name) || !names.is_one(list, name) {
            return None;
        }
        let alone = key == "id" && !is_at_top(name) && names.is_one("", name);
        Some(if alone { format!("{name}{rest}") } else { format!("{list}.{name}{rest}") })
    };
    name().unwrap_or_else(|| path.to_owned())
}

fn text<'t>(tree: &'t Tree<'_>, key: &str) -> Option<&'t str> {
    tree.get(key)?.get_ref().as_str()
}
