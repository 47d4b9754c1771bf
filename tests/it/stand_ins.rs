//! What somebody who knows the record puts where a line leaves it open. What fits is read from the
//! declaration of the key or flag, and the names from the files.

use std::fs;
use std::path::Path;

use comity::model::agreement::Agreement;
use comity::model::collaboration::Head;
use comity::model::date::{Date, plus_days};
use comity::model::declare::{Field, Record as _, Reference, Shape, Table};
use comity::model::evaluation::Evaluation;
use comity::model::event::{EVENT_TABLES, Envelope};
use comity::model::network::Organisation;
use comity::model::review::{Review, View};
use comity::model::settings::Settings;
use toml_edit::{DocumentMut, Item, TableLike};

use crate::harness::{Sandbox, directories, files, shell_words};

/// What is left open in a line.
const OPEN: &str = "…";

/// In how many ways a line is filled in before it counts as one that does nothing: nobody but a
/// person knows which party, day or word is meant. First the days differ, then all else.
pub const WAYS: usize = 7;

/// How many of them take another day.
const DAYS: usize = 4;

/// A file as a line means it: what is declared of it, and what it holds.
type Of = (&'static Table, DocumentMut);

/// A line that is being filled in.
struct Line<'l> {
    sandbox: &'l Sandbox,
    today: Date,
    /// Which of several names and words is taken.
    way: usize,
    /// Which of the days.
    day: usize,
    /// How many things were named anew.
    anew: std::cell::Cell<usize>,
    command: String,
    /// The collaboration or the organisation.
    id: String,
    of: Vec<Of>,
    flags: Vec<&'static Table>,
    /// The party that an item is about, once it was said.
    party: Option<String>,
}

/// The words of a line behind the name of the program, with nothing left open.
pub fn filled(sandbox: &Sandbox, line: &str, today: &str, way: usize) -> Vec<String> {
    let words = shell_words(line);
    let today: Date = today.parse().expect("a day");
    let command = words.get(1).cloned().unwrap_or_default();
    let id = words.get(2).filter(|word| !word.starts_with("--")).cloned().unwrap_or_default();
    let mut line = Line {
        sandbox,
        today,
        way: way.saturating_sub(DAYS - 1),
        day: if way < DAYS { way } else { 0 },
        anew: std::cell::Cell::new(0),
        id,
        of: Vec::new(),
        flags: Vec::new(),
        party: None,
        command,
    };
    line.id = line.positional(2, &line.id.clone(), &words);
    line.begin(&words);
    let mut typed: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate().skip(1) {
        let flag = words[..at].iter().rposition(|word| word.starts_with("--"));
        typed.push(match flag {
            _ if word.starts_with("--") => word.clone(),
            Some(flag) => line.behind(&words[flag][2..], at - flag, word, &words[flag..]),
            None if at == 2 => line.id.clone(),
            None => line.positional(at, word, &words),
        });
    }
    typed
}

impl Line<'_> {
    fn begin(&mut self, words: &[String]) {
        let home = format!("collaborations/{}", self.id);
        let has = |flag: &str| words.iter().any(|word| word == flag);
        let of = |kind: &str| -> Vec<&'static Table> {
            let own = EVENT_TABLES.iter().find(|(it, _)| it.as_str() == kind);
            vec![own.expect("declared").1, Envelope::TABLE]
        };
        let file = |path: String| -> DocumentMut {
            let text = fs::read_to_string(self.sandbox.root().join(path)).unwrap_or_default();
            text.parse().unwrap_or_default()
        };
        let (tables, flags) = match &*self.command {
            "settings" => (vec![(Settings::TABLE, file("comity.toml".to_owned()))], Vec::new()),
            "network" => {
                (vec![(Organisation::TABLE, file(format!("network/{}.toml", self.id)))], Vec::new())
            }
            "evaluate" => {
                let files = [(Head::TABLE, "collaboration"), (Evaluation::TABLE, "evaluation")];
                let files = files.map(|(of, name)| (of, file(format!("{home}/{name}.toml"))));
                (files.into(), Vec::new())
            }
            "agree" => {
                let kind = if has("--sign") { "signoff" } else { "amendment" };
                (vec![(Agreement::TABLE, file(format!("{home}/agreement.toml")))], of(kind))
            }
            "review" => {
                let plan = words.get(3).filter(|word| !word.starts_with("--") && *word != OPEN);
                let plan = plan.cloned().unwrap_or_else(|| self.item(&["review_plan"]));
                let flags = match () {
                    () if has("--view") => vec![View::TABLE],
                    () if has("--close") => of("closure"),
                    () => of("signoff"),
                };
                let path = format!("{home}/reviews/{plan}/review.toml");
                (vec![(Review::TABLE, file(path))], flags)
            }
            log => match log.strip_prefix("log-") {
                Some(kind) => (Vec::new(), of(kind)),
                None => (Vec::new(), Vec::new()),
            },
        };
        (self.of, self.flags) = (tables, flags);
    }

    /// A word that stands before all flags.
    fn positional(&self, at: usize, word: &str, words: &[String]) -> String {
        if !word.contains(OPEN) {
            return word.to_owned();
        }
        let own = match (&*self.command, at) {
            ("network" | "log-contact", 2) => self.name(Reference::Organisation),
            ("review", 3) => self.item(&["review_plan"]),
            ("log-action", 3) => self.item(&["action"]),
            ("log-risk", 3) => self.item(&["risk"]),
            ("log-information", 3) => self.item(&["information"]),
            ("log-report", 3) => self.item(&["reporting"]),
            ("log-issue", 3) if words.get(4).is_some_and(|step| step != "opened") => {
                self.name(Reference::Issue)
            }
            _ => "new-thing".to_owned(),
        };
        word.replace(OPEN, &own)
    }

    /// The word at a place behind a flag.
    fn behind(&mut self, flag: &str, at: usize, word: &str, said: &[String]) -> String {
        let open = word.contains(OPEN) || word.contains("DATE");
        match flag {
            "set" => {
                let Some((path, value)) = word.split_once('=') else { return word.to_owned() };
                let (path, sign) = path.strip_suffix('+').map_or((path, "="), |it| (it, "+="));
                let path = self.path(path);
                let field = self.of.iter().find_map(|of| lead(of, &path));
                let field = field.unwrap_or_else(|| panic!("{path} leads nowhere"));
                self.party = self.party_of(&path);
                format!("{path}{sign}{}", self.value(field, value))
            }
            "add" if at == 1 => {
                self.party = None;
                word.to_owned()
            }
            "add" => {
                let Some((key, value)) = word.split_once('=') else { return word.to_owned() };
                let table = self.of.iter().find_map(|(table, _)| list(table, &said[1]));
                let table = table.unwrap_or_else(|| panic!("no list {}", said[1]));
                let field = table.field(key).unwrap_or_else(|| panic!("no key {key}"));
                let value = self.value(field, value);
                if key == "party" {
                    self.party = Some(value.clone());
                }
                format!("{key}={value}")
            }
            "sign" | "view" | "told" | "later" if open => {
                word.replace(OPEN, &self.name(Reference::Party))
            }
            _ if !open => word.to_owned(),
            _ => {
                let key = flag.replace('-', "_");
                let field = self.flags.iter().find_map(|table| table.field(&key));
                match (field, word.split_once('=')) {
                    (Some(field), Some((key, value))) => match field.shape {
                        Shape::List(&Shape::Table(inner)) | Shape::Table(inner) => {
                            let field = inner.field(key).expect("declared");
                            format!("{key}={}", self.value(field, value))
                        }
                        // Points on questions.
                        _ => word.replace(OPEN, "3"),
                    },
                    // What is written today holds from today.
                    (Some(field), None) if field.shape == Shape::Date => {
                        word.replace(OPEN, "DATE").replace("DATE", &self.today.to_string())
                    }
                    (Some(field), None) => self.value(field, word),
                    (None, _) => word.replace(OPEN, TEXT).replace("DATE", &self.today.to_string()),
                }
            }
        }
    }

    /// A way to a key, with the item named that it leaves open.
    fn path(&self, path: &str) -> String {
        if !path.contains(OPEN) {
            return path.to_owned();
        }
        let (_, key) = path.split_once('.').expect("a key of an item");
        let items = self.of.iter().flat_map(|(table, document)| {
            let lists = table.fields.iter().filter(|field| match field.shape {
                Shape::List(Shape::Table(inner)) => inner.field(key).is_some(),
                _ => false,
            });
            lists.flat_map(|field| ids(document, field.key))
        });
        let items: Vec<String> = items.collect();
        let item = items.get(self.way % items.len().max(1)).cloned();
        path.replacen(OPEN, &item.unwrap_or_else(|| "new-thing".to_owned()), 1)
    }

    /// The party that an item on the way is about.
    fn party_of(&self, path: &str) -> Option<String> {
        let name = path.split('.').next()?;
        let named = |(_, document): &Of| {
            document.as_table().iter().find_map(|(list, items)| {
                let items = items.as_array_of_tables()?;
                let item = items.iter().find(|item| text(*item, "id") == Some(name))?;
                let key = if list == "party" { "id" } else { "party" };
                text(item, key).map(str::to_owned)
            })
        };
        self.of.iter().find_map(named)
    }

    /// What fits a field: `value` as the line has it, with what it leaves open filled in.
    fn value(&self, field: &'static Field, value: &str) -> String {
        let later = usize::from(!field.not_before.is_empty());
        let value = value.replace("DATE", &self.day(later).to_string());
        if !value.contains(OPEN) {
            return value;
        }
        // In a table within the line each key has its own.
        if let Shape::Table(inner) | Shape::List(&Shape::Table(inner)) = field.shape
            && value.trim_start().starts_with(['{', '['])
        {
            return inner.fields.iter().fold(value, |value, field| {
                let open = format!("{} = \"{OPEN}\"", field.key);
                value.replace(&open, &format!("{} = \"{}\"", field.key, self.stand_in(field)))
            });
        }
        value.replace(OPEN, &self.stand_in(field))
    }

    fn stand_in(&self, field: &'static Field) -> String {
        if field.identity {
            self.anew.set(self.anew.get() + 1);
            return format!("new-thing-{}", self.anew.get());
        }
        let (shape, several) = match field.shape {
            Shape::List(of) => (*of, true),
            shape => (shape, false),
        };
        match (field.refers, shape) {
            (Some(Reference::Party), _) if several => {
                let parties = self.all(Reference::Party);
                if parties.is_empty() { "new-thing".to_owned() } else { parties.join(",") }
            }
            // Who gives and who takes are two.
            (Some(Reference::Party), _) if ["to", "recipient"].contains(&field.key) => {
                self.nth(&self.all(Reference::Party), self.way + 1)
            }
            (Some(refers), _) => self.name(refers),
            (_, Shape::Date) => self.day(usize::from(!field.not_before.is_empty())).to_string(),
            (_, Shape::Whole(low, high)) => (3 - self.way as i64).clamp(low, high).to_string(),
            (_, Shape::Amount | Shape::Worth) => "97".to_owned(),
            (_, Shape::Currency) => "GBP".to_owned(),
            (_, Shape::Flag) => if self.way.is_multiple_of(2) { "yes" } else { "no" }.to_owned(),
            (_, Shape::Words(words)) => words[self.way % words.len()].text.to_owned(),
            (_, Shape::Duration) => "P1Y".to_owned(),
            (_, Shape::Scores(..)) => "trust=3".to_owned(),
            (_, Shape::Table(inner)) => {
                let asked = inner.fields.iter().filter(|it| it.required.is_some());
                let each: Vec<String> =
                    asked.map(|it| format!("{} = \"{}\"", it.key, self.stand_in(it))).collect();
                format!("{{ {} }}", each.join(", "))
            }
            _ => TEXT.to_owned(),
        }
    }

    /// A day: today in the first way, then one to come, one that is over, and one long ago. `later`:
    /// one that comes behind it.
    fn day(&self, later: usize) -> Date {
        let days = [0, 60, -90, -600][self.day] + 30 * later as i64;
        plus_days(self.today, days)
    }

    fn name(&self, refers: Reference) -> String {
        self.nth(&self.all(refers), self.way)
    }

    fn nth(&self, names: &[String], at: usize) -> String {
        names.get(at % names.len().max(1)).cloned().unwrap_or_else(|| TEXT.to_owned())
    }

    fn item(&self, lists: &'static [&'static str]) -> String {
        self.name(Reference::ItemOf(lists))
    }

    /// Everything that goes by a name of that kind.
    fn all(&self, refers: Reference) -> Vec<String> {
        let root = self.sandbox.root();
        let home = root.join("collaborations").join(&self.id);
        let agreement = read(&home.join("agreement.toml"));
        let pages: Vec<(String, DocumentMut)> =
            files(&root.join("network")).iter().map(|path| (stem(path), read(path))).collect();
        match refers {
            Reference::Party | Reference::PartyOrRole => {
                ids(&read(&home.join("collaboration.toml")), "party")
            }
            Reference::Organisation => pages.into_iter().map(|(name, _)| name).collect(),
            Reference::Contact | Reference::Consulted => {
                let own = pages.iter().filter(|(name, _)| *name == self.id).chain(&pages);
                own.flat_map(|(_, page)| ids(page, "contact")).collect()
            }
            Reference::Role => self.roles(&pages),
            Reference::Item => ["objective", "action", "benefit"]
                .iter()
                .flat_map(|list| ids(&agreement, list))
                .collect(),
            Reference::ItemOf(lists) => {
                lists.iter().flat_map(|list| ids(&agreement, list)).collect()
            }
            Reference::Plan => ids(&agreement, "review_plan"),
            Reference::Event => files(&home.join("log")).iter().map(|path| stem(path)).collect(),
            Reference::Objective => ids(&read(&root.join("comity.toml")), "strategic_objective"),
            Reference::Policy | Reference::OwnObjective => Vec::new(),
            Reference::Issue => self.said(&home, "issue"),
            Reference::Risk => ids(&agreement, "risk"),
            Reference::Recommendation => directories(&home.join("reviews"))
                .iter()
                .flat_map(|path| ids(&read(&path.join("review.toml")), "recommendation"))
                .collect(),
        }
    }

    /// Roles: in words first, then those of the party that is meant, then all.
    fn roles(&self, pages: &[(String, DocumentMut)]) -> Vec<String> {
        let head = self.sandbox.root().join("collaborations").join(&self.id);
        let head = read(&head.join("collaboration.toml"));
        let parties = head.get("party").and_then(Item::as_array_of_tables);
        let party = parties.and_then(|parties| {
            parties.iter().find(|party| text(*party, "id") == self.party.as_deref())
        });
        let home = party.and_then(|party| text(party, "organisation"));
        let of = |own: bool| {
            let pages = pages.iter().filter(move |(name, _)| (home == Some(name)) == own);
            pages.flat_map(|(_, page)| ids(page, "contact"))
        };
        of(true).chain(["Service manager".to_owned()]).chain(of(false)).collect()
    }

    /// What the events of a log name under a key.
    fn said(&self, home: &Path, key: &str) -> Vec<String> {
        let log = files(&home.join("log"));
        let named = log.iter().filter_map(|path| text(&*read(path), key).map(str::to_owned));
        named.collect()
    }
}

/// Words that say something.
pub const TEXT: &str = "Both sides have looked at it";

fn read(path: &Path) -> DocumentMut {
    fs::read_to_string(path).unwrap_or_default().parse().unwrap_or_default()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn text<'t>(table: &'t dyn TableLike, key: &str) -> Option<&'t str> {
    table.get(key)?.as_str()
}

/// The ids in a list of tables. A contact that has left stands for nobody.
fn ids(document: &DocumentMut, list: &str) -> Vec<String> {
    let Some(items) = document.get(list).and_then(Item::as_array_of_tables) else {
        return Vec::new();
    };
    let here = items.iter().filter(|item| text(*item, "status") != Some("left"));
    here.filter_map(|item| text(item, "id").map(str::to_owned)).collect()
}

/// The table of the items of a list: `benefit`, `decision.condition`.
fn list(table: &'static Table, way: &str) -> Option<&'static Table> {
    let (first, rest) = way.split_once('.').map_or((way, None), |(it, rest)| (it, Some(rest)));
    match (table.field(first)?.shape, rest) {
        (Shape::List(Shape::Table(inner)), None) => Some(inner),
        (Shape::Table(inner), Some(rest)) => list(inner, rest),
        _ => None,
    }
}

/// The field at the end of a way, as a command takes it: items by their number or their name, and
/// what has a name of its own without the list that it stands in.
fn lead((table, document): &Of, path: &str) -> Option<&'static Field> {
    let segments: Vec<&str> = path.split('.').collect();
    let found = go(table, &segments);
    found.or_else(|| {
        let (name, rest) = segments.split_first()?;
        let lists = table.fields.iter().filter_map(|field| match field.shape {
            Shape::List(Shape::Table(inner)) => Some((field.key, inner)),
            _ => None,
        });
        let named = |list: &str| {
            ids(document, list).iter().any(|id| id == name) || is_there(document, list, name)
        };
        lists.filter(|(list, _)| named(list)).find_map(|(_, inner)| go(inner, rest))
    })
}

/// Whether a list holds an item of that name, also one that has left.
fn is_there(document: &DocumentMut, list: &str, name: &str) -> bool {
    let items = document.get(list).and_then(Item::as_array_of_tables);
    items.is_some_and(|items| items.iter().any(|item| text(item, "id") == Some(name)))
}

fn go(table: &'static Table, segments: &[&str]) -> Option<&'static Field> {
    let (first, rest) = segments.split_first()?;
    let (name, number) = first.split_once('[').map_or((*first, None), |(it, at)| (it, Some(at)));
    let field = table.field(name)?;
    match (field.shape, rest) {
        (_, []) => Some(field),
        (Shape::Table(inner), rest) => go(inner, rest),
        (Shape::List(Shape::Table(inner)), rest) if number.is_some() => go(inner, rest),
        (Shape::List(Shape::Table(inner)), [_, rest @ ..]) => go(inner, rest),
        _ => None,
    }
}
