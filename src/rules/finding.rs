//! A finding, and what a rule says to make one.

use super::Severity;
use crate::document::Spot;

/// One place where a record falls short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static str,
    /// How much it weighs here.
    pub severity: Severity,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// The way out, in a sentence.
    pub help: String,
    /// The same for somebody who is just writing the entry, where that is another: nobody has seen
    /// it yet, so it need not be corrected by another entry.
    pub help_at_writing: Option<String>,
    /// Whether it asks for a key that is not there at all.
    pub missing: bool,
    /// The way out as lines to write, where there are such.
    pub remedy: Option<Remedy>,
    /// The line to type, never empty: the one that writes the lines, or else one that says something
    /// else there, or opens the file for what only a person can put right. What only a person knows
    /// is left open in it.
    pub command: String,
    /// Path from the root of the workspace, with `/`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// How many characters to underline on that line; 0 where there is nothing to point at.
    pub width: usize,
    /// The key, with the way to it: `action[2].due`; empty where no key is meant.
    pub key: String,
    /// The criteria that it stands in the way of.
    pub criteria: &'static [&'static str],
    /// The collaboration; nothing for what all share.
    pub collaboration: Option<String>,
    /// What it is about: an item, a party, an organisation.
    pub subject: String,
    /// The role to whom it goes.
    pub owner: Option<String>,
    /// For how many days it has been so.
    pub age_days: Option<i64>,
    /// What tells it from every other, whatever the day: a waiver can name it. More than one where it
    /// speaks of several times of what recurs; a waiver that holds it back names them all.
    pub marks: Vec<String>,
}

impl Finding {
    /// The way out for somebody who is just writing the entry that it speaks of. What nobody has
    /// seen is not corrected and not taken back, whatever helps once it is on file: it is written
    /// rightly.
    #[must_use]
    pub fn way_at_writing(&self) -> String {
        let instead = self.remedy.as_ref().and_then(|remedy| remedy.instead.as_deref());
        let words = self.help_at_writing.as_deref();
        match (words, instead) {
            (Some(words), Some(flags)) if !flags.is_empty() => format!("{words}: `{flags}`"),
            (Some(words), _) => words.to_owned(),
            (None, Some("")) => "give what it is, or leave the entry out".to_owned(),
            (None, Some(flags)) => format!("give `{flags}`"),
            (None, None) => self.help.clone(),
        }
    }

    /// What a command says in its own words, beside what the rules find: no rule stands behind it,
    /// and it stands nowhere in a file.
    #[must_use]
    pub fn said(message: &str, help: &str, key: &str) -> Self {
        Self {
            rule: "",
            severity: Severity::Error,
            message: message.to_owned(),
            help: help.to_owned(),
            help_at_writing: None,
            missing: false,
            remedy: None,
            command: String::new(),
            file: String::new(),
            line: 1,
            column: 1,
            width: 0,
            key: key.to_owned(),
            criteria: &[],
            collaboration: None,
            subject: String::new(),
            owner: None,
            age_days: None,
            marks: Vec::new(),
        }
    }
}

/// What to write, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remedy {
    /// The file to add or to edit: its path from the root of the workspace, with `/`.
    pub file: String,
    /// The lines as they are written, in the order of the declarations. What only a person knows is
    /// left open with `…`.
    pub lines: Vec<String>,
    /// The line to type that writes the same, where a command does. What only a person knows is
    /// left open in it too.
    pub command: Option<String>,
    /// Where it writes an event once more to put that right: the flags with which it would have been
    /// right at once; empty where none would.
    pub instead: Option<String>,
}

/// What a rule says of one place. The rest of a finding is known already.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) path: Option<String>,
    pub(super) subject: String,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) help_at_writing: Option<String>,
    pub(super) missing: bool,
    pub(super) remedy: Option<Remedy>,
    pub(super) command: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) age_days: Option<i64>,
    pub(super) criteria: Option<&'static [&'static str]>,
    pub(super) known_by: Vec<String>,
}

impl<'a> Problem<'a> {
    /// Something is wrong at a spot, about a subject: an id, or a word that tells items apart.
    #[must_use]
    pub fn at(spot: Spot<'a>, subject: impl Into<String>) -> Self {
        Self {
            spot,
            path: None,
            subject: subject.into(),
            message: String::new(),
            help: String::new(),
            help_at_writing: None,
            missing: false,
            remedy: None,
            command: None,
            owner: None,
            age_days: None,
            criteria: None,
            known_by: Vec::new(),
        }
    }

    /// Something is wrong with a path as such, not with what stands in it.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let mut problem = Self::at(Spot::default(), path.rsplit('/').next().unwrap_or(path));
        problem.path = Some(path.to_owned());
        problem
    }

    /// The same, about a subject.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// What is wrong: in lower case, without a full stop.
    #[must_use]
    pub fn says(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// The way out, in one short sentence: in lower case, without a full stop.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The way out as long as the entry is being written and nobody has seen it.
    #[must_use]
    pub fn help_at_writing(mut self, help: Option<String>) -> Self {
        self.help_at_writing = help;
        self
    }

    /// A key that is asked for is not there at all.
    #[must_use]
    pub fn missing(mut self) -> Self {
        self.missing = true;
        self
    }

    /// The lines that put it right, and their file.
    #[must_use]
    pub fn write(mut self, remedy: impl Into<Option<Remedy>>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The line to type, where it is another than follows from the lines or the place.
    #[must_use]
    pub fn run(mut self, line: impl Into<Option<String>>) -> Self {
        self.command = line.into();
        self
    }

    /// The lines that put it right, in the file where it is wrong.
    #[must_use]
    pub fn write_here(self, lines: impl IntoIterator<Item = String>) -> Self {
        self.write(Remedy {
            file: String::new(),
            lines: lines.into_iter().collect(),
            ..Remedy::default()
        })
    }

    /// The role to whom it goes.
    #[must_use]
    pub fn owner(mut self, owner: Option<&str>) -> Self {
        self.owner = owner.map(str::to_owned);
        self
    }

    /// The criteria that it stands in the way of, where those are not all that the rule rests on.
    #[must_use]
    pub fn against(self, criteria: &'static [&'static str]) -> Self {
        if criteria.is_empty() { self } else { self.only_against(criteria) }
    }

    /// The criteria that it stands in the way of, and be it none.
    #[must_use]
    pub fn only_against(mut self, criteria: &'static [&'static str]) -> Self {
        self.criteria = Some(criteria);
        self
    }

    /// What makes it another fault than before, where the message does not say that. A waiver holds
    /// only what it was written for.
    #[must_use]
    pub fn known_by(self, what: impl ToString) -> Self {
        self.known_by_each([what.to_string()])
    }

    /// The same of what recurs: each time that is missing. One that is missing no more makes it no
    /// other fault, and one more does, be it newer or older.
    #[must_use]
    pub fn known_by_each(mut self, what: impl IntoIterator<Item = String>) -> Self {
        self.known_by = what.into_iter().collect();
        self
    }

    /// For how many days it has been so.
    #[must_use]
    pub fn age(mut self, days: i64) -> Self {
        self.age_days = Some(days);
        self
    }
}
