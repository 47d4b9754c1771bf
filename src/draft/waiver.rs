//! Waivers for what is found now: which findings can wait, and the settings with the waivers in them.

use crate::document::quoted;
use std::collections::HashMap;

use super::{Mistake, Record, Trial};
use crate::model::date::Date;
use crate::model::declare::{Record as _, is_placeholder};
use crate::model::settings::Settings;
use crate::rules::{Finding, can_wait, last_day_of_waiver};
use crate::store::{Edit, EditError, Step, edit};

/// The file that waivers stand in.
pub const FILE: &str = "comity.toml";

/// The largest file that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// The text of the settings, changed.
pub(super) fn edited(text: &str, edits: &[Edit]) -> Result<String, Mistake> {
    edit(text, Settings::TABLE, edits).map_err(|error| match error {
        EditError::Damaged { line, message } => Mistake::new(
            format!("not written: {FILE} cannot be read, from line {line} on: {message}"),
            "put that right first; `comity check` shows the place",
        ),
        _ => Mistake::new(
            format!("not written: `waiver` in {FILE} is no list of tables"),
            "write each waiver under a header `[[waiver]]`",
        ),
    })
}

/// How, and for how long, findings are accepted.
#[derive(Debug, Clone, Copy)]
pub struct Waiving<'w> {
    /// The last day.
    pub until: Date,
    /// Why.
    pub reason: &'w str,
    /// The role that accepts it.
    pub approved_by: &'w str,
}

/// What one waiver names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The rule.
    pub rule: &'static str,
    /// The subject, with its collaboration before it.
    pub subject: String,
    /// The marks of what the rule finds about it. Any other is new.
    pub found: Vec<String>,
}

/// What can wait.
#[derive(Debug, Clone, Default)]
pub struct Waived {
    /// One for each waiver, in the order of the findings.
    pub names: Vec<Name>,
    /// How many findings these hold back.
    pub findings: usize,
    /// Those that no waiver can hold, by their places.
    pub left: Vec<String>,
}

impl Waived {
    /// Those of some findings that can wait: not one about waivers, and only of what can be named.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let (mut waived, mut seen) = (Self::default(), HashMap::new());
        for finding in findings {
            if !can_wait(finding.rule) || finding.subject.contains("\\u{") {
                let Finding { file, line, message, .. } = finding;
                waived.left.push(format!("{file}:{line}: {message}"));
                continue;
            }
            waived.findings += 1;
            let subject = match &finding.collaboration {
                Some(id) => format!("{id}/{}", finding.subject),
                None => finding.subject.clone(),
            };
            let next = waived.names.len();
            let at = *seen.entry((finding.rule, subject.clone())).or_insert(next);
            if at == next {
                waived.names.push(Name { rule: finding.rule, subject, found: Vec::new() });
            }
            waived.names[at].found.extend(finding.marks.iter().cloned());
        }
        waived
    }

    /// What is held back from now on, as a line; nothing where that is none.
    #[must_use]
    pub fn told_held(&self, until: Date) -> String {
        let counted = |count: usize, word: &str| {
            if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
        };
        match (counted(self.findings, "finding"), self.names.len()) {
            (_, 0) => String::new(),
            (found, names) => {
                format!("{found} held back until {until}, by {}\n", counted(names, "waiver"))
            }
        }
    }

    /// What no waiver holds back, with a line for each; nothing where that is none.
    #[must_use]
    pub fn told_left(&self) -> String {
        let are = match self.left.len() {
            0 => return String::new(),
            1 => "1 is".to_owned(),
            count => format!("{count} are"),
        };
        format!("{are} left, which no waiver can hold:\n  {}\n", self.left.join("\n  "))
    }
}

impl Waiving<'_> {
    /// Whether such waivers would hold.
    ///
    /// # Errors
    ///
    /// When they end too late or are over, or say neither why nor by whom.
    pub fn sound(&self, today: Date) -> Result<(), Mistake> {
        if self.until < today {
            return Err(Mistake::new(
                format!("not written: {} is past, and a waiver holds until its day", self.until),
                "name a day that is still to come",
            ));
        }
        let last = last_day_of_waiver(today);
        if self.until > last {
            return Err(Mistake::new(
                format!("not written: {} is more than a year ahead", self.until),
                format!("a waiver ends within a year: `--until {last}`"),
            ));
        }
        for (flag, value) in [("reason", self.reason), ("approved-by", self.approved_by)] {
            if value.is_empty() || is_placeholder(value) {
                let says =
                    if value.is_empty() { "nothing" } else { "no more than that it is open" };
                return Err(Mistake::new(
                    format!("not written: `--{flag}` says {says}"),
                    "whoever reads it later has to know why, and by whom",
                ));
            }
        }
        Ok(())
    }

    /// The settings with a waiver for each name.
    ///
    /// # Errors
    ///
    /// When the text cannot be changed, or would be larger than is read.
    pub fn with(&self, before: &str, names: &[Name]) -> Result<String, Mistake> {
        let waiver = |Name { rule, subject, found }: &Name| {
            let marks: Vec<String> = found.iter().map(|mark| quoted(mark)).collect();
            let text = |key: &str, value: &str| (key.to_owned(), quoted(value));
            vec![
                text("rule", rule),
                text("subject", subject),
                ("found".to_owned(), format!("[{}]", marks.join(", "))),
                text("reason", self.reason),
                text("approved_by", self.approved_by),
                ("until".to_owned(), self.until.to_string()),
            ]
        };
        let way = vec![Step::Key("waiver".to_owned())];
        let edits = [Edit::Extend { way, items: names.iter().map(waiver).collect() }];
        let after = if names.is_empty() { before.to_owned() } else { edited(before, &edits)? };
        if after.len() > LARGEST {
            return Err(Mistake::new(
                format!(
                    "not written: {} waivers would make {FILE} too large to be read",
                    names.len()
                ),
                "go by rule or by collaboration: `--rule GROUP`, or name some",
            ));
        }
        Ok(after)
    }

    /// Whether the settings would be right with them: the role has to be somebody's.
    ///
    /// # Errors
    ///
    /// What would be wrong.
    pub fn fits(&self, record: &mut Record, after: &str) -> Result<(), Mistake> {
        let trial = Trial::of(record, &[(FILE, after)]);
        match trial.against(FILE).find(|finding| finding.key.starts_with("waiver[")) {
            Some(it) => Err(Mistake::new(format!("not written: {}", it.message), it.help.clone())),
            None => Ok(()),
        }
    }
}
