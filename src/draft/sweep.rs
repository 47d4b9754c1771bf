//! Waivers that are over: taken out of the settings, or brought down to what they still hold back,
//! when all that is found is accepted anew.

use std::collections::BTreeMap;

use super::Mistake;
use super::waiver::{FILE, edited};
use crate::document::{Document, Source};
use crate::model::date::Date;
use crate::model::frame::{FileKind, Frame};
use crate::rules::Finding;
use crate::store::{Edit, Step};

/// So many waivers of a kind are named; of more, how many.
const NAMED: usize = 3;

/// What was done about waivers that are over, each as `rule` for `subject`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Taken out, as their day had passed.
    ended: Vec<String>,
    /// Taken out, as nothing of what they name was found.
    idle: Vec<String>,
    /// Brought down to what is left of what they were written for.
    lessened: Vec<String>,
}

impl Sweep {
    /// The settings without the waivers that these findings say are over. What else is wrong with a
    /// waiver, a person has to decide.
    ///
    /// # Errors
    ///
    /// When the text cannot be changed.
    pub fn of(&mut self, text: &str, findings: &[Finding], today: Date) -> Result<String, Mistake> {
        let sources = [Source::new(FILE.to_owned(), text.as_bytes().to_vec())];
        let documents = [Document::parse(&sources[0])];
        let frame = Frame::read(&sources, &documents, &[FileKind::Settings]);
        // By place, as a waiver that goes moves those behind it.
        let mut edits: BTreeMap<usize, Edit> = BTreeMap::new();
        for waiver in &frame.settings.waiver {
            let key_of = |key| documents[0].key_path(&waiver.at.key(key));
            let told = |finding: &&Finding| {
                let about = ["rule", "subject", "count", "found", "until"].map(key_of);
                finding.file == FILE && about.contains(&finding.key)
            };
            let Some(finding) =
                findings.iter().filter(|it| it.rule.starts_with("waiver-")).find(told)
            else {
                continue;
            };
            let Some((at, key)) = place(&finding.key) else { continue };
            let way = vec![Step::Key("waiver".to_owned()), Step::Item(at)];
            let ended = waiver.until.is_some_and(|until| until < today);
            let line = finding.remedy.as_ref().and_then(|it| it.lines.first()?.split_once(" = "));
            let (kind, edit) = match (key, line) {
                ("until", _) if ended => (&mut self.ended, Edit::Remove { way }),
                ("rule" | "subject", _) => (&mut self.idle, Edit::Remove { way }),
                ("count" | "found", Some((_, value))) => {
                    let way = [way, vec![Step::Key(key.to_owned())]].concat();
                    (&mut self.lessened, Edit::Set { way, value: value.to_owned() })
                }
                _ => continue,
            };
            let (rule, subject) = (waiver.rule.unwrap_or("?"), waiver.subject.unwrap_or("?"));
            kind.push(format!("`{rule}` for `{subject}`"));
            edits.insert(at, edit);
        }
        let edits: Vec<Edit> = edits.into_values().rev().collect();
        if edits.is_empty() { Ok(text.to_owned()) } else { edited(text, &edits) }
    }

    /// What was done, a line for each kind.
    #[must_use]
    pub fn told(&self) -> String {
        let line = |verb: &str, waivers: &[String], why: &str| {
            let word = if waivers.len() == 1 { "waiver" } else { "waivers" };
            let mut named = waivers[..waivers.len().min(NAMED)].join(", ");
            if waivers.len() > NAMED {
                named.push_str(&format!(", and {} more", waivers.len() - NAMED));
            }
            match waivers {
                [] => String::new(),
                _ => format!("{verb} {} {word} {why}: {named}\n", waivers.len()),
            }
        };
        line("took out", &self.ended, "that had ended")
            + &line("took out", &self.idle, "that held nothing back")
            + &line("brought down", &self.lessened, "to what is still found")
    }
}

/// The item and the key of `waiver[2].until`.
fn place(key: &str) -> Option<(usize, &str)> {
    let (at, key) = key.strip_prefix("waiver[")?.split_once("].")?;
    Some((at.parse().ok()?, key))
}
