//! The way to a place in a file, as a person writes it: `action.act-fund.due`. The declaration says
//! where it may lead, and the file what is there.

use super::Mistake;
use super::value::{Entries, unknown_key};
use crate::document::{Table as Tree, Value, written};
use crate::model::declare::{Field, Shape, Table, nearest};
use crate::rules::shell;
use crate::store::{EditError, Step};

/// Where a path leads.
pub(super) struct Target {
    pub(super) way: Vec<Step>,
    /// The field at its end; nothing for a key of the user's own, or one below a table whose keys
    /// are free.
    pub(super) field: Option<&'static Field>,
}

/// A walk along a path.
pub(super) struct Walk<'p> {
    pub(super) path: &'p str,
    pub(super) way: Vec<Step>,
}

impl Walk<'_> {
    pub(super) fn go(
        mut self,
        table: &'static Table,
        tree: Option<&Tree<'_>>,
        segments: &[String],
    ) -> Result<Target, Mistake> {
        let [key, rest @ ..] = segments else {
            return Err(Mistake::new(
                format!("`{}` names no key", self.path),
                "name a key: `decision.outcome`",
            ));
        };
        if key.starts_with("x_") {
            // Meant as an item, or as a key in quotes, it would become a key of that very name.
            if segments.iter().any(|it| it.is_empty() || it.contains(['[', ']', '"', '\''])) {
                return Err(Mistake::new(
                    format!("`{}` is no way to a key of your own", self.path),
                    "join plain names with points: `x_ours.reference`",
                ));
            }
            self.way.extend(segments.iter().cloned().map(Step::Key));
            return Ok(Target { way: self.way, field: None });
        }
        let field = field(table, key).ok_or_else(|| unknown_key(table, key))?;
        self.way.push(Step::Key(field.key.to_owned()));
        let below = tree.and_then(|tree| tree.get(field.key)).map(|value| value.get_ref());
        match (field.shape, rest) {
            (_, []) => Ok(Target { way: self.way, field: Some(field) }),
            (Shape::Table(inner), rest) => {
                self.go(inner, below.and_then(|value| value.as_table()), rest)
            }
            (Shape::List(Shape::Table(inner)), [name, rest @ ..]) => {
                let items: Vec<Option<&Tree<'_>>> =
                    below.and_then(|value| value.as_array()).map_or_else(Vec::new, |items| {
                        items.iter().map(|item| item.get_ref().as_table()).collect()
                    });
                let keys = self.way.iter().filter_map(|step| match step {
                    Step::Key(key) => Some(key.as_str()),
                    Step::Item(_) => None,
                });
                let list = keys.collect::<Vec<_>>().join(".");
                let index =
                    item_of(&items, name).ok_or_else(|| no_item(&list, field, &items, name))?;
                self.way.push(Step::Item(index));
                if rest.is_empty() {
                    return Ok(Target { way: self.way, field: None });
                }
                self.go(inner, items[index], rest)
            }
            // Tables whose keys are the user's own: scores, or a text for each party.
            (Shape::Scores(..) | Shape::TextOrByParty | Shape::Level | Shape::Levels, [own]) => {
                self.way.push(Step::Key(own.clone()));
                Ok(Target { way: self.way, field: None })
            }
            _ => Err(Mistake::new(
                format!("`{}` leads beyond `{}`, which holds one value", self.path, field.key),
                "name the key itself",
            )),
        }
    }
}

/// The parts of a path: `decision.condition[0].text` has four.
pub(super) fn segments(path: &str) -> Vec<String> {
    path.split('.')
        .flat_map(|part| {
            let (name, indexes) = part.split_once('[').unwrap_or((part, ""));
            let indexes = indexes.split(['[', ']']).filter(|it| !it.is_empty());
            std::iter::once(name.trim().to_owned()).chain(indexes.map(|it| format!("[{it}")))
        })
        .collect()
}

pub(super) fn field(table: &'static Table, key: &str) -> Option<&'static Field> {
    table.field(key).or_else(|| table.field(&key.replace('-', "_")))
}

pub(super) fn text<'t>(tree: &'t Tree<'_>, key: &str) -> Option<&'t str> {
    tree.get(key)?.get_ref().as_str()
}

/// The keys by which an item is called, in this order: the first that it has and that is its own.
const NAMES: [&str; 6] = ["id", "item", "party", "dimension", "organisation", "name"];

/// The table at the top of a file that alone holds a list of tables of this name: `condition` can
/// only be that of `decision`.
pub(super) fn holder(table: &'static Table, list: &str) -> Option<&'static Field> {
    let holds = |outer: &&Field| match outer.shape {
        Shape::Table(inner) => {
            let inner = field(inner, list).map(|inner| inner.shape);
            matches!(inner, Some(Shape::List(Shape::Table(_))))
        }
        _ => false,
    };
    let mut holders = table.fields.iter().filter(holds);
    holders.next().filter(|_| holders.next().is_none())
}

/// The whole way, where it begins below a table that can be no other.
pub(super) fn whole(
    table: &'static Table,
    mut segments: Vec<String>,
    is_item: impl Fn(&str) -> bool,
) -> Vec<String> {
    let first = segments.first().map_or("", |segment| segment.as_str());
    if field(table, first).is_none()
        && !is_item(first)
        && let Some(holder) = holder(table, first)
    {
        segments.insert(0, holder.key.to_owned());
    }
    segments
}

/// The keys of a table with their values as TOML text.
pub(super) fn pairs(tree: &Tree<'_>) -> Entries {
    tree.iter().map(|(key, value)| (key.get_ref().to_string(), written(value))).collect()
}

/// The item that a word names: by its number, or by what it is called if no other is called so.
fn item_of(items: &[Option<&Tree<'_>>], name: &str) -> Option<usize> {
    let numbered = |number: &str| number.parse().ok().filter(|at| *at < items.len());
    if let Some(number) = name.strip_prefix('[') {
        return numbered(number);
    }
    let called = NAMES.iter().find_map(|key| {
        let mut called = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.is_some_and(|item| text(item, key) == Some(name)));
        let (at, _) = called.next()?;
        called.next().is_none().then_some(at)
    });
    // As many would write a number: `condition.0`.
    called.or_else(|| numbered(name))
}

/// That a list holds no such item. `list` is the way to it.
fn no_item(list: &str, field: &Field, items: &[Option<&Tree<'_>>], name: &str) -> Mistake {
    let name = name.trim_start_matches('[');
    let called: Vec<&str> = items
        .iter()
        .flatten()
        .filter_map(|item| NAMES.iter().find_map(|key| text(item, key)))
        .collect();
    let help = match nearest(name, called.iter().copied()) {
        Some(near) if near != name => format!("did you mean `{near}`?"),
        Some(_) => format!("several are called so: say which, as `{}[0]`", field.key),
        None if called.is_empty() && !items.is_empty() => {
            let last = items.len() - 1;
            let last = if last == 0 { String::new() } else { format!(" to `[{last}]`") };
            format!("they are called by their numbers: `{}[0]`{last}", field.key)
        }
        None if called.is_empty() => format!("add one: `--add {list}{}`", whole_item(field, name)),
        None => format!("there are: {}", called.join(", ")),
    };
    Mistake::new(format!("`{name}` is no {}", field.key.replace('_', " ")), help)
}

/// A new item of a list as it is typed behind `--add`: what it is called, and what it has to say.
fn whole_item(field: &Field, name: &str) -> String {
    let Shape::List(Shape::Table(table)) = field.shape else { return " …".to_owned() };
    let called = NAMES.iter().find(|key| table.field(key).is_some());
    let named = called.map(|key| format!(" {key}={}", shell(name)));
    let asked = table.fields.iter().filter(|it| it.required.is_some() && Some(&it.key) != called);
    named.into_iter().chain(asked.map(|it| format!(" {}=…", it.key))).collect()
}

/// The value at a place.
pub(super) fn at<'t, 'a>(root: &'t Tree<'a>, way: &[Step]) -> Option<&'t Value<'a>> {
    let (first, rest) = way.split_first()?;
    let Step::Key(key) = first else { return None };
    let mut value = root.get(key.as_str())?;
    for step in rest {
        value = match step {
            Step::Key(key) => value.get_ref().as_table()?.get(key.as_str())?,
            Step::Item(index) => value.get_ref().as_array()?.get(*index)?,
        };
    }
    Some(value)
}

/// Why a file could not be changed, in words.
pub(super) fn told(path: &str, error: &EditError) -> Mistake {
    match error {
        EditError::Damaged { line, message } => Mistake::new(
            format!("{path} is no TOML on line {line}: {message}"),
            "mend it first; `comity check` shows the place",
        ),
        EditError::NoTable { way } => {
            Mistake::new(format!("`{way}` in {path} is no table"), "mend it by hand first")
        }
        EditError::NoItem { way } => Mistake::new(format!("there is no `{way}` in {path}"), ""),
        EditError::NoValue { value } => {
            Mistake::new(format!("`{value}` is no TOML value"), "write text without quotes")
        }
        EditError::NoRoom { way } => Mistake::new(
            format!("`{way}` cannot be put into {path} without changing something else"),
            "put it there by hand",
        ),
    }
}
