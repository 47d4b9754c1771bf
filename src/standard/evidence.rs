//! Evidence paths: where the record holds what a criterion asks for.
//!
//! ```text
//! path  = file ": " step { ": " step }
//! file  = comity | network | network/log | collaboration | evaluation | agreement | log | review | view
//! step  = keys [ " = " word ] | "no " keys
//! keys  = key [ "[" test { ", " test } "]" ] { "." keys }
//! test  = key ( " = " | " != " ) word
//! ```
//!
//! Every step begins at the top of the file, and goes through lists item by item. All steps of a
//! path have to hold something, and where a word is given, that word; a step with `no` has to hold
//! nothing. What the last of them names is the evidence: `log: event = unable: reason` is the reason
//! in each event that says `unable`. Of a list only the items count of which every test is true:
//! `network: contact[status != left].level`. What says nothing yet (`TBC`) holds nothing.

use super::step::Step;
use crate::document::{Table as Tree, Value};
use crate::model::declare::nearest;
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

/// Something that stands where a path leads to.
#[derive(Debug, Clone, Copy)]
pub struct Held<'t, 'a> {
    /// The table it stands in.
    pub table: &'t Tree<'a>,
    /// Its key.
    pub key: &'t str,
    /// What stands there.
    pub value: &'t Value<'a>,
    /// Whether it is only a word for a text still to be written.
    pub hollow: bool,
}

impl Path {
    /// Where it stands, in words.
    #[must_use]
    pub fn stands_in(&self) -> &'static str {
        match self.file {
            FileKind::Settings => "comity.toml",
            FileKind::Organisation => "a page of the network",
            FileKind::NetworkEvent => "the log of contacts",
            FileKind::Standard => "a standard of the team's own",
            FileKind::Head => "collaboration.toml",
            FileKind::Evaluation => "evaluation.toml",
            FileKind::Agreement => "agreement.toml",
            FileKind::Event => "the log",
            FileKind::Review => "the record of a review",
            FileKind::View => "a party's own view",
        }
    }

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
        let steps: Vec<Step> = parts.map(Step::read).collect::<Result<_, String>>()?;
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

    /// Everything that stands where it leads to in a file of its kind, with what is hollow.
    pub fn held<'t, 'a>(&'t self, tree: &'t Tree<'a>) -> Vec<Held<'t, 'a>> {
        let Some((last, before)) = self.steps.split_last() else { return Vec::new() };
        if before.iter().all(|step| step.holds(tree)) { last.all(tree) } else { Vec::new() }
    }

    /// Whether something at a key of a file of its kind, such as `action[2].due`, stands on the way,
    /// where it leads to, or below that.
    #[must_use]
    pub fn touches(&self, key: &str, tree: &Tree<'_>) -> bool {
        let plain = without_numbers(key);
        let meets = |step: &Step| !step.no && step.meets(&plain);
        let Some(at) = self.steps.iter().position(meets).filter(|_| !plain.is_empty()) else {
            return false;
        };
        // A list with such an item may be there or not: what stands in its way is all that is known.
        let others = self.steps.iter().enumerate().filter(|(other, _)| *other != at);
        others.into_iter().all(|(_, step)| step.holds(tree))
    }

    /// Whether what it leads to in a file of its kind stands in the same table as a key, such as
    /// `decision.rationale` beside `decision.decided_on`.
    #[must_use]
    pub fn is_beside(&self, key: &str, tree: &Tree<'_>) -> bool {
        let plain = without_numbers(key);
        let table = plain.rsplit_once('.').map_or("", |(table, _)| table);
        let Some((last, before)) = self.steps.split_last() else { return false };
        !plain.is_empty()
            && last.stands_in(table)
            && last.holds(tree)
            && before.iter().all(|step| step.holds(tree))
    }

    /// Whether what it leads to is asked of every collaboration, whatever its significance.
    #[must_use]
    pub fn is_asked_of_all(&self) -> bool {
        let mut kinds = schema::files().filter(|it| is_of(it, self.file));
        kinds.any(|kind| self.steps.last().is_some_and(|step| step.is_asked_of_all(kind)))
    }

    /// The keys that it leads to, from the top of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.steps.last().into_iter().flat_map(|step| &step.keys).map(|key| key.name.as_str())
    }

    /// The word that has to stand there.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        self.steps.last()?.word.as_deref()
    }

    /// The word that has to stand at a key of the file for it to count: `unable` at `event`.
    #[must_use]
    pub fn word_at(&self, key: &str) -> Option<&str> {
        let of = |step: &&Step| matches!(&*step.keys, [only] if only.name == key);
        self.steps.iter().find(of)?.word.as_deref()
    }
}

impl Path {
    /// Whether it leads to the word of a party that agrees the record of a review.
    #[must_use]
    pub fn agrees_review(&self) -> bool {
        self.word_at("kind") == Some("signoff") && self.keys().any(|key| key == "review")
    }
}

/// The paths of one part: any of them will do.
pub fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    text.split(" | ")
}

/// A key without the numbers of items: `action[2].due` is `action.due`.
fn without_numbers(key: &str) -> String {
    let mut plain = String::with_capacity(key.len());
    for part in key.split('.') {
        if !plain.is_empty() {
            plain.push('.');
        }
        plain.push_str(part.split('[').next().unwrap_or(part));
    }
    plain
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let path = Path::parse(path).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
        let source = Source::new("x.toml".to_owned(), text.as_bytes().to_vec());
        let document = Document::parse(&source);
        let held = path.held(document.root());
        held.iter()
            .filter(|it| !it.hollow)
            .map(|it| source.line_and_column(it.value.span()).0)
            .collect()
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
            (
                "network: contact[status = left.level",
                "`contact[status` opens a bracket that nothing closes at its end",
            ),
            ("network: contact]", "`contact]` closes a bracket that is not open"),
            (
                "network: contact[status].level",
                "`status` in brackets is neither `a = b` nor `a != b`",
            ),
            (
                "network: contact[stat = left].level",
                "no such file holds `contact[stat = left].level`",
            ),
            (
                "network: contact[status = gone].level",
                "no such file holds `contact[status = gone].level`",
            ),
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

    #[test]
    fn only_the_items_count_that_pass_every_test() {
        let text = "ours = false\n[[contact]]\nstatus = 'left'\nlevel = 'strategic'\n\
                    keep_in_touch_days = 30\n[[contact]]\nlevel = 'operational'\n\
                    keep_in_touch_days = 0\n[[contact]]\nlevel = 'operational'\n\
                    keep_in_touch_days = 90\n";
        for (path, wanted) in [
            ("network: contact", vec![2, 6, 9]),
            ("network: contact[status != left]", vec![6, 9]),
            ("network: ours = false: contact[status != left].level", vec![7, 10]),
            ("network: ours = true: contact[status != left].level", vec![]),
            ("network: contact[status = left].level = strategic", vec![4]),
            (
                "network: contact[level = operational, keep_in_touch_days != 0].keep_in_touch_days",
                vec![11],
            ),
        ] {
            assert_eq!(lines(path, text), wanted, "{path}");
        }
    }

    #[test]
    fn it_knows_what_stands_on_its_way() {
        let text = "instrument = 'sla'\n[[resource]]\nmode = 'sharing'\n[[action]]\ndue = 'soon'\n";
        let source = Source::new("x.toml".to_owned(), text.as_bytes().to_vec());
        let document = Document::parse(&source);
        for (path, key, touched) in [
            ("agreement: action.due", "action[0].due", true),
            ("agreement: action", "action[0].due", true),
            ("agreement: action.due", "action", true),
            ("agreement: action.due", "action[0].duel", false),
            ("agreement: action.due", "", false),
            ("agreement: resource.mode = cost-sharing", "resource[0].mode", true),
            ("agreement: resource[mode = grant-match].valuation", "resource[0].mode", true),
            ("agreement: instrument = sla: action.due", "action[0].due", true),
            ("agreement: instrument = mou: action.due", "action[0].due", false),
        ] {
            let known = Path::parse(path).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
            assert_eq!(known.touches(key, document.root()), touched, "{path} at {key}");
        }
    }
}
