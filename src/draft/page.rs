//! A file of the record while it is being filled in: keys set by their path, items added, answers
//! and forms taken in. What is not asked for stays as it is.

use super::Mistake;
use super::value::{Entries, entries, unknown_key, value};
use crate::document::{Document, Kind, Source, Table as Tree};
use crate::model::declare::{Field, Shape, Table, nearest};
use crate::rules::{quoted, written};
use crate::store::{Change, Edit, EditError, Step, edit};

/// A file while it is being filled in.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    declared: &'static Table,
    before: Option<String>,
    /// Its text as it is now.
    pub text: String,
}

/// Where a path leads.
struct Target {
    way: Vec<Step>,
    /// The field at its end; nothing for a key of the user's own, or one below a table whose keys
    /// are free.
    field: Option<&'static Field>,
}

impl Page {
    /// A file as it is on disk; nothing for one that is still to be made.
    #[must_use]
    pub fn new(path: &str, declared: &'static Table, text: Option<&str>) -> Self {
        Self {
            path: path.to_owned(),
            declared,
            before: text.map(str::to_owned),
            text: text.unwrap_or_default().to_owned(),
        }
    }

    /// The declaration of the whole file.
    #[must_use]
    pub fn declared(&self) -> &'static Table {
        self.declared
    }

    /// What has changed; nothing where nothing has.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        (self.before.as_deref() != Some(&self.text)).then(|| Change {
            path: self.path.clone(),
            before: self.before.clone(),
            after: self.text.clone(),
        })
    }

    /// Shows the tree of the text as it is now.
    pub fn look<T>(&self, look: impl FnOnce(&Tree<'_>) -> T) -> T {
        let source = Source::new(self.path.clone(), self.text.clone().into_bytes());
        let document = Document::parse(&source);
        look(document.root())
    }

    /// Makes changes of which the places are known.
    ///
    /// # Errors
    ///
    /// When the text is damaged, or a place cannot be changed.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<(), Mistake> {
        self.text =
            edit(&self.text, self.declared, edits).map_err(|error| told(&self.path, &error))?;
        Ok(())
    }

    /// Sets a key by its path: `decision.outcome=proceed`, `action.act-fund.due=2026-01-31`,
    /// `sl-visit.target=90`. `+=` adds to a list.
    ///
    /// # Errors
    ///
    /// When the path leads nowhere, with the nearest there is; or the value does not fit.
    pub fn set(&mut self, assignment: &str) -> Result<(), Mistake> {
        let Some((path, text)) = assignment.split_once('=') else {
            return Err(Mistake::new(
                format!("`{assignment}` has no `=`"),
                "write it as PATH=VALUE: `decision.outcome=proceed`",
            ));
        };
        let (path, adds) = path.strip_suffix('+').map_or((path, false), |path| (path, true));
        let target = self.target(path)?;
        let text = match target.field {
            Some(field) => value(field, &[text])?,
            None if text.parse::<i64>().is_ok() => text.to_owned(),
            None => quoted(text),
        };
        let text = if adds { self.joined(&target.way, &text) } else { text };
        self.edit(&[Edit::Set { way: target.way, value: text }])
    }

    /// Takes out what a path leads to.
    ///
    /// # Errors
    ///
    /// When it leads nowhere.
    pub fn unset(&mut self, path: &str) -> Result<(), Mistake> {
        let way = self.target(path)?.way;
        self.edit(&[Edit::Remove { way }])
    }

    /// Adds an item to a list of tables: the list's path, and its keys as `key=value`.
    ///
    /// # Errors
    ///
    /// When there is no such list, or a key does not fit.
    pub fn add(&mut self, words: &[&str]) -> Result<(), Mistake> {
        let [path, words @ ..] = words else {
            return Err(Mistake::new("`--add` names nothing", "name a list, and its keys"));
        };
        let target = self.target(path)?;
        let Some(Shape::List(Shape::Table(table))) = target.field.map(|field| field.shape) else {
            let lists = self
                .declared
                .fields
                .iter()
                .filter(|field| matches!(field.shape, Shape::List(Shape::Table(_))));
            let lists: Vec<&str> = lists.map(|field| field.key).collect();
            return Err(Mistake::new(
                format!("`{path}` is no list of tables in {}", self.declared.name),
                format!("there are: {}", lists.join(", ")),
            ));
        };
        let entries = entries(table, words)?;
        self.edit(&[Edit::Add { way: target.way, entries }])
    }

    /// Takes in an answer: the value of a key at the top of the file, as TOML text. Of a table each
    /// key is set, to a list of tables each item is added.
    ///
    /// # Errors
    ///
    /// When it cannot be put there.
    pub fn take(&mut self, key: &str, text: &str) -> Result<(), Mistake> {
        let source = Source::new(String::new(), format!("v = {text}\n").into_bytes());
        let document = Document::parse(&source);
        let at = vec![Step::Key(key.to_owned())];
        let keys = |tree: &Tree<'_>| -> Entries {
            tree.iter().map(|(key, value)| (key.get_ref().to_string(), written(value))).collect()
        };
        let edits = match document.get("v").map(|value| value.get_ref()) {
            Some(Kind::Table(tree)) => keys(tree)
                .into_iter()
                .map(|(inner, value)| Edit::Set {
                    way: vec![at[0].clone(), Step::Key(inner)],
                    value,
                })
                .collect(),
            Some(Kind::Array(items)) if items.iter().any(|item| item.get_ref().is_table()) => items
                .iter()
                .filter_map(|item| item.get_ref().as_table())
                .map(|tree| Edit::Add { way: at.clone(), entries: keys(tree) })
                .collect(),
            _ => vec![Edit::Set { way: at, value: text.to_owned() }],
        };
        self.edit(&edits)
    }

    /// The keys at the top that hold something, with their values as TOML text.
    #[must_use]
    pub fn entries(&self) -> Entries {
        self.look(|root| {
            root.iter().map(|(key, value)| (key.get_ref().to_string(), written(value))).collect()
        })
    }

    /// A list with more behind it.
    fn joined(&self, way: &[Step], more: &str) -> String {
        let old = self.look(|root| at(root, way).map(written));
        let inside = |list: &str| {
            let list = list.trim();
            let inner = list.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(list);
            inner.trim().to_owned()
        };
        let parts = [old.as_deref().map(inside).unwrap_or_default(), inside(more)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("[{}]", parts.join(", "))
    }

    /// Where a path leads, held against the declaration and what is on file.
    fn target(&self, path: &str) -> Result<Target, Mistake> {
        let segments = segments(path);
        self.look(|root| {
            let first = segments.first().map_or("", |segment| segment.as_str());
            let known = field(self.declared, first).is_some() || first.starts_with("x_");
            // An item may be named by its id alone: ids are unique within a collaboration.
            let home = if known { None } else { self.list_of(root, first) };
            let mut walk = Walk { path, way: Vec::new() };
            match home {
                Some((field, index, item)) => {
                    walk.way.push(Step::Key(field.key.to_owned()));
                    walk.way.push(Step::Item(index));
                    match (field.shape, &segments[1..]) {
                        (Shape::List(Shape::Table(table)), rest) if !rest.is_empty() => {
                            walk.go(table, Some(item), rest)
                        }
                        _ => Ok(Target { way: walk.way, field: None }),
                    }
                }
                None if known || first.is_empty() => walk.go(self.declared, Some(root), &segments),
                None => Err(self.unknown(root, first)),
            }
        })
    }

    /// That there is neither a key nor an item of this name, with the nearest there is.
    fn unknown(&self, root: &Tree<'_>, name: &str) -> Mistake {
        let lists = self.declared.fields.iter().filter_map(|field| root.get(field.key));
        let items = lists.filter_map(|list| list.get_ref().as_array()).flat_map(|it| it.iter());
        let mut ids = items.filter_map(|item| text(item.get_ref().as_table()?, "id"));
        let keys = self.declared.fields.iter().map(|field| field.key);
        match nearest(name, keys).or_else(|| nearest(name, ids.by_ref())) {
            Some(near) => Mistake::new(
                format!("`{name}` is no key and no item of {}", self.declared.name),
                format!("did you mean `{near}`?"),
            ),
            None => unknown_key(self.declared, name),
        }
    }

    /// The list at the top that holds an item of this name.
    fn list_of<'t>(
        &self,
        root: &'t Tree<'t>,
        name: &str,
    ) -> Option<(&'static Field, usize, &'t Tree<'t>)> {
        self.declared.fields.iter().find_map(|field| {
            let items = root.get(field.key)?.get_ref().as_array()?;
            let items = items.iter().map(|item| item.get_ref().as_table());
            items.enumerate().find_map(|(index, item)| {
                let item = item.filter(|item| text(item, "id") == Some(name))?;
                Some((field, index, item))
            })
        })
    }
}

/// A walk along a path.
struct Walk<'p> {
    path: &'p str,
    way: Vec<Step>,
}

impl Walk<'_> {
    fn go(
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
                let index = item_of(&items, name).ok_or_else(|| no_item(field, &items, name))?;
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
fn segments(path: &str) -> Vec<String> {
    path.split('.')
        .flat_map(|part| {
            let (name, indexes) = part.split_once('[').unwrap_or((part, ""));
            let indexes = indexes.split(['[', ']']).filter(|it| !it.is_empty());
            std::iter::once(name.trim().to_owned()).chain(indexes.map(|it| format!("[{it}")))
        })
        .collect()
}

fn field(table: &'static Table, key: &str) -> Option<&'static Field> {
    table.field(key).or_else(|| table.field(&key.replace('-', "_")))
}

fn text<'t>(tree: &'t Tree<'_>, key: &str) -> Option<&'t str> {
    tree.get(key)?.get_ref().as_str()
}

/// The keys by which an item is called, in this order: the first that it has and that is its own.
const NAMES: [&str; 6] = ["id", "item", "party", "dimension", "organisation", "name"];

/// The item that a word names: by its number, or by what it is called if no other is called so.
fn item_of(items: &[Option<&Tree<'_>>], name: &str) -> Option<usize> {
    if let Some(number) = name.strip_prefix('[') {
        return number.parse().ok().filter(|at| *at < items.len());
    }
    NAMES.iter().find_map(|key| {
        let mut called = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.is_some_and(|item| text(item, key) == Some(name)));
        let (at, _) = called.next()?;
        called.next().is_none().then_some(at)
    })
}

fn no_item(field: &Field, items: &[Option<&Tree<'_>>], name: &str) -> Mistake {
    let name = name.trim_start_matches('[');
    let called: Vec<&str> = items
        .iter()
        .flatten()
        .filter_map(|item| NAMES.iter().find_map(|key| text(item, key)))
        .collect();
    let help = match nearest(name, called.iter().copied()) {
        Some(near) if near != name => format!("did you mean `{near}`?"),
        Some(_) => format!("several are called so: say which, as `{}[0]`", field.key),
        None if called.is_empty() => format!("add one: `--add {} …`", field.key),
        None => format!("there are: {}", called.join(", ")),
    };
    Mistake::new(format!("`{name}` is no {}", field.key.replace('_', " ")), help)
}

/// The value at a place.
fn at<'t, 'a>(root: &'t Tree<'a>, way: &[Step]) -> Option<&'t crate::document::Value<'a>> {
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
fn told(path: &str, error: &EditError) -> Mistake {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declare::Record as _;
    use crate::model::evaluation::Evaluation;

    fn page(text: &str) -> Page {
        Page::new("evaluation.toml", Evaluation::TABLE, Some(text))
    }

    #[test]
    fn keys_are_set_by_their_path_and_items_by_their_name() {
        let mut page = page("# ours\n[need]\nstatement = \"a\"\n\n[[party_view]]\nparty = \"x\"\n");
        page.set("need.why-together=Because, together").expect("set");
        page.set("party_view.x.objective_relation=common").expect("set");
        page.set("decision.decided_by=a, b").expect("set");
        page.set("decision.decided_by+=c").expect("added to");
        page.add(&["decision.condition", "text=Ask", "due=2026-01-31"]).expect("added");
        page.set("decision.condition[0].due=2026-02-28").expect("set");
        page.add(&["risk", "id=risk-a", "likelihood=2"]).expect("added");
        page.set("risk-a.impact=3").expect("set");
        let again = Page::new("e", Evaluation::TABLE, Some(&page.text));
        again.look(|root| {
            let shown = |key: &str| root.get(key).map(written).unwrap_or_default();
            assert_eq!(
                shown("need"),
                "{ statement = \"a\", why_together = \"Because, together\" }"
            );
            assert_eq!(shown("party_view"), "[{ objective_relation = \"common\", party = \"x\" }]");
            assert_eq!(
                shown("decision"),
                "{ condition = [{ due = 2026-02-28, text = \"Ask\" }], \
                 decided_by = [\"a\", \"b\", \"c\"] }"
            );
            assert_eq!(shown("risk"), "[{ id = \"risk-a\", impact = 3, likelihood = 2 }]");
        });
        assert!(page.text.starts_with("# ours\n"), "{}", page.text);
    }

    #[test]
    fn a_slip_in_a_path_is_told_with_what_is_meant() {
        let mut page = page("[[risk]]\nid = \"risk-data\"\n");
        for (assignment, told) in [
            ("need.statment=a", "did you mean `statement`?"),
            ("risk.risk-dta.impact=3", "did you mean `risk-data`?"),
            ("decision.outcome=procede", "did you mean `proceed`?"),
            ("status.word=final", "name the key itself"),
            ("status", "PATH=VALUE"),
        ] {
            let mistake = page.set(assignment).expect_err(assignment);
            assert!(mistake.help.contains(told), "{assignment}: {mistake:?}");
        }
        assert!(page.add(&["need", "statement=a"]).is_err());
        assert_eq!(page.change(), None);
    }
}
