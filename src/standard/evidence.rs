//! Evidence paths: where the record holds what a criterion asks for.
//!
//! ```text
//! path  = file ": " step { ": " step }
//! file  = comity | network | network/log | collaboration | evaluation | agreement | log | review | view
//! step  = keys [ " = " word ] | "no " keys
//! keys  = key { "." key }
//! ```
//!
//! Every step begins at the top of the file, and goes through lists item by item. All steps of a
//! path have to hold something, and where a word is given, that word; a step with `no` has to hold
//! nothing. What the last of them names is the evidence: `log: event = unable: reason` is the reason
//! in each event that says `unable`. What says nothing yet (`TBC`) holds nothing.

use crate::document::{Kind, Table as Tree, Value};
use crate::model::declare::{Field, Shape, Table, is_placeholder, nearest};
use crate::model::frame::FileKind;
use crate::model::schema::{self, FileSchema};

/// The files that a path may name, and what each is.
const FILES: [(&str, FileKind); 9] = [
    ("comity", FileKind::Settings),
    ("network", FileKind::Organisation),
    ("network/log", FileKind::NetworkEvent),
    ("collaboration", FileKind::Head),
    ("evaluation", FileKind::Evaluation),
    ("agreement", FileKind::Agreement),
    ("log", FileKind::Event),
    ("review", FileKind::Review),
    ("view", FileKind::View),
];

/// A place in the record, as a criterion names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// As it is written.
    pub text: String,
    /// The kind of file.
    pub file: FileKind,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    keys: Vec<String>,
    word: Option<String>,
    /// Whether nothing may stand there.
    no: bool,
}

/// Something that stands where a path leads to.
#[derive(Debug, Clone, Copy)]
pub struct Held<'t, 'a> {
    /// The table it stands in.
    pub table: &'t Tree<'a>,
    /// Its key.
    pub key: &'t str,
    /// What stands there.
    pub value: &'t Value<'a>,
}

impl Path {
    /// Reads a path, and holds it against the declarations.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split(": ");
        let word = parts.next().unwrap_or_default();
        let Some((_, file)) = FILES.into_iter().find(|(name, _)| *name == word) else {
            let near = nearest(word, FILES.iter().map(|(name, _)| *name));
            return Err(match near {
                Some(near) => format!("`{word}` is no kind of file: did you mean `{near}`?"),
                None => format!("`{word}` is no kind of file"),
            });
        };
        let steps: Vec<Step> = parts.map(Step::read).collect();
        if steps.last().is_none_or(|last| last.no) {
            return Err("it names no key behind the kind of file".to_owned());
        }
        let path = Self { text: text.to_owned(), file, steps };
        path.resolve()?;
        Ok(path)
    }

    /// Whether the declarations know each step.
    fn resolve(&self) -> Result<(), String> {
        let mut kinds: Vec<&FileSchema> =
            schema::files().filter(|it| is_of(it, self.file)).collect();
        for step in &self.steps {
            kinds.retain(|kind| step.may_stand(kind));
            if kinds.is_empty() {
                return Err(format!("no such file holds `{}`", step.shown()));
            }
        }
        Ok(())
    }

    /// Everything that stands where it leads to in a file of its kind.
    pub fn held<'t, 'a>(&'t self, tree: &'t Tree<'a>) -> Vec<Held<'t, 'a>> {
        let mut found = Vec::new();
        for step in &self.steps {
            found.clear();
            step.look(tree, &step.keys, &mut found);
            if found.is_empty() != step.no {
                found.clear();
                break;
            }
        }
        found
    }
}

impl Step {
    fn read(text: &str) -> Self {
        let (text, no) = text.strip_prefix("no ").map_or((text, false), |keys| (keys, true));
        let (keys, word) = match text.split_once(" = ") {
            Some((keys, word)) => (keys, Some(word.trim().to_owned())),
            None => (text, None),
        };
        Self { keys: keys.trim().split('.').map(str::to_owned).collect(), word, no }
    }

    fn shown(&self) -> String {
        match &self.word {
            Some(word) => format!("{} = {word}", self.keys.join(".")),
            None => self.keys.join("."),
        }
    }

    /// Whether a file of this kind may hold it.
    fn may_stand(&self, kind: &FileSchema) -> bool {
        // Every event has a kind; which one it is tells the events apart.
        if let ([key], Some(word)) = (&*self.keys, &self.word)
            && key == "kind"
            && let Some(own) = kind.name.strip_prefix("event-")
        {
            return word == own;
        }
        kind.tables.iter().any(|table| leads(table, &self.keys, self.word.as_deref()))
    }

    fn look<'t, 'a>(&self, tree: &'t Tree<'a>, keys: &'t [String], found: &mut Vec<Held<'t, 'a>>) {
        let Some((key, rest)) = keys.split_first() else { return };
        let Some(value) = tree.get(key) else { return };
        if rest.is_empty() {
            if self.fits(value) {
                self.take(Held { table: tree, key, value }, found);
            }
            return;
        }
        match value.get_ref() {
            Kind::Table(inner) => self.look(inner, rest, found),
            Kind::Array(items) => {
                for inner in items.iter().filter_map(|item| item.get_ref().as_table()) {
                    self.look(inner, rest, found);
                }
            }
            _ => {}
        }
    }

    /// A list of tables is evidence item by item.
    fn take<'t, 'a>(&self, held: Held<'t, 'a>, found: &mut Vec<Held<'t, 'a>>) {
        match held.value.get_ref() {
            Kind::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => {
                let items = items.iter().filter(|item| says_something(item));
                found.extend(items.map(|value| Held { value, ..held }));
            }
            _ => found.push(held),
        }
    }

    fn fits(&self, value: &Value<'_>) -> bool {
        let Some(word) = &self.word else { return says_something(value) };
        match value.get_ref() {
            Kind::String(text) => **text == **word,
            Kind::Boolean(flag) => flag.to_string() == *word,
            Kind::Array(items) => items.iter().any(|item| item.get_ref().as_str() == Some(word)),
            _ => false,
        }
    }
}

/// Whether a value is more than a gap to be filled.
fn says_something(value: &Value<'_>) -> bool {
    match value.get_ref() {
        Kind::String(text) => !text.trim().is_empty() && !is_placeholder(text),
        Kind::Array(items) => items.iter().any(says_something),
        Kind::Table(table) => table.iter().any(|(_, value)| says_something(value)),
        _ => true,
    }
}

/// Whether a kind of file in the declarations is one that a path names.
fn is_of(schema: &FileSchema, file: FileKind) -> bool {
    match file {
        FileKind::Settings => schema.name == "settings",
        FileKind::Organisation => schema.name == "organisation",
        FileKind::NetworkEvent => schema.name == "event-contact",
        FileKind::Standard => schema.name == "standard",
        FileKind::Head => schema.name == "collaboration",
        FileKind::Evaluation => schema.name == "evaluation",
        FileKind::Agreement => schema.name == "agreement",
        FileKind::Event => schema.name.starts_with("event-") && schema.name != "event-contact",
        FileKind::Review => schema.name == "review",
        FileKind::View => schema.name == "view",
    }
}

/// Whether keys lead from a table to a field, and to one that may hold the word.
fn leads(table: &Table, keys: &[String], word: Option<&str>) -> bool {
    let Some((key, rest)) = keys.split_first() else { return false };
    let Some(field) = table.field(key) else { return false };
    match (innermost(field), rest) {
        (shape, []) => word.is_none_or(|word| may_hold(shape, word)),
        (Shape::Table(inner), _) => leads(inner, rest, word),
        // Keys of the team's own.
        (Shape::Scores(..), [_]) => word.is_none(),
        _ => false,
    }
}

fn innermost(field: &Field) -> Shape {
    let mut shape = field.shape;
    while let Shape::List(inner) = shape {
        shape = *inner;
    }
    shape
}

fn may_hold(shape: Shape, word: &str) -> bool {
    match shape {
        Shape::Words(words) => words.iter().any(|known| known.text == word),
        Shape::Flag => matches!(word, "true" | "false"),
        Shape::Text => !word.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let path = Path::parse(path).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
        let source = Source::new("x.toml".to_owned(), text.as_bytes().to_vec());
        let document = Document::parse(&source);
        let held = path.held(document.root());
        held.iter().map(|it| source.line_and_column(it.value.span()).0).collect()
    }

    #[test]
    fn a_path_that_no_file_can_hold_is_refused() {
        for (path, wrong) in [
            ("agrement: action", "`agrement` is no kind of file: did you mean `agreement`?"),
            ("agreement", "it names no key behind the kind of file"),
            ("agreement: no scope", "it names no key behind the kind of file"),
            ("agreement: no scop: action", "no such file holds `scop`"),
            ("agreement: action.ownr", "no such file holds `action.ownr`"),
            ("agreement: instrument = pact", "no such file holds `instrument = pact`"),
            ("log: kind = signoff: worked_well", "no such file holds `worked_well`"),
            ("log: event = vanished", "no such file holds `event = vanished`"),
            ("log: gave", "no such file holds `gave`"),
        ] {
            assert_eq!(Path::parse(path), Err(wrong.to_owned()), "{path}");
        }
        assert!(Path::parse("view: scores.trust").is_ok());
        assert!(Path::parse("network: ours = true").is_ok());
    }

    #[test]
    fn it_leads_to_what_is_written_and_to_nothing_else() {
        let text = "instrument = 'sla'\n[purpose]\naim = 'TBC'\n[[action]]\nid = 'a'\nowner = 'x y'\n\
                    [[action]]\nid = 'b'\nowner = ' '\n[[resource]]\nmode = 'grant-match'\n";
        for (path, wanted) in [
            ("agreement: action", vec![4, 7]),
            ("agreement: action.owner", vec![6]),
            ("agreement: purpose", vec![]),
            ("agreement: purpose.aim", vec![]),
            ("agreement: instrument = sla: action.owner", vec![6]),
            ("agreement: instrument = mou: action.owner", vec![]),
            ("agreement: resource.mode = grant-match", vec![11]),
            ("agreement: resource.mode = in-kind", vec![]),
            ("agreement: no scope: action.owner", vec![6]),
            ("agreement: no action: resource", vec![]),
        ] {
            assert_eq!(lines(path, text), wanted, "{path}");
        }
    }
}
