//! A finding, and how rules add one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::remedy::typed::{self, At, Names, Target};
use super::{Rule, Severity, Waivers};
use crate::document::{Document, Source, Spot};
use crate::model::date::Date;

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
    /// The way out as lines to write, where there are such.
    pub remedy: Option<Remedy>,
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
}

/// What to write, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The file to add or to edit: its path from the root of the workspace, with `/`.
    pub file: String,
    /// The lines as they are written, in the order of the declarations. What only a person knows is
    /// left open with `…`.
    pub lines: Vec<String>,
    /// The line to type that writes the same, where a command does. What only a person knows is
    /// left open in it too.
    pub command: Option<String>,
}

/// The longest line that is offered to be written, in bytes.
const LONGEST_LINE: usize = 2000;

/// What a rule says of one place. The rest of a finding is known already.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    spot: Spot<'a>,
    path: Option<String>,
    subject: String,
    message: String,
    help: String,
    remedy: Option<Remedy>,
    owner: Option<String>,
    age_days: Option<i64>,
    criteria: Option<&'static [&'static str]>,
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
            remedy: None,
            owner: None,
            age_days: None,
            criteria: None,
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

    /// The lines that put it right, and their file.
    #[must_use]
    pub fn write(mut self, remedy: impl Into<Option<Remedy>>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The lines that put it right, in the file where it is wrong.
    #[must_use]
    pub fn write_here(self, lines: impl IntoIterator<Item = String>) -> Self {
        self.write(Remedy {
            file: String::new(),
            lines: lines.into_iter().collect(),
            command: None,
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

    /// For how many days it has been so.
    #[must_use]
    pub fn age(mut self, days: i64) -> Self {
        self.age_days = Some(days);
        self
    }
}

/// What was found, and what was looked at and accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The findings.
    pub findings: Vec<Finding>,
    /// How many findings a waiver holds back.
    pub waived: usize,
    /// Those findings.
    pub held_back: Vec<Finding>,
}

/// Where rules put what they find. Knows the rule, the severity and the sources.
#[derive(Debug)]
pub struct Findings<'c> {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) sources: &'c [Source],
    pub(super) documents: &'c [Document<'c>],
    pub(super) waivers: &'c Waivers<'c>,
    pub(super) collaboration: Option<&'c str>,
    /// Whether findings in a file that could not be read whole are told all the same.
    pub(super) of_damaged: bool,
    /// What waivers name. Whether they hold it is known once all of it is found.
    pub(super) waiting: Vec<(Finding, Vec<usize>)>,
    /// Whether somebody has signed the agreement.
    pub(super) signed: bool,
    /// The day that counts as today.
    pub(super) today: Date,
    pub(super) named: &'c Named,
    pub(super) tally: &'c mut Tally,
}

/// The names in each file of which something was found.
#[derive(Debug, Default)]
pub(super) struct Named(RefCell<HashMap<usize, Rc<Names>>>);

impl Named {
    fn of(&self, file: usize, document: &Document<'_>) -> Rc<Names> {
        let mut files = self.0.borrow_mut();
        files.entry(file).or_insert_with(|| Rc::new(Names::of(document))).clone()
    }
}

impl Findings<'_> {
    /// Adds a finding, unless something says that it must not be told: its file could not be read
    /// whole, or a waiver holds.
    pub fn add(&mut self, problem: Problem<'_>) {
        let at = problem.spot.file;
        let damaged = problem.path.is_none() && self.is_damaged(at);
        if damaged && !self.of_damaged {
            return;
        }
        let named = self.waivers.naming(self.rule.name, self.collaboration, &problem.subject);
        let (file, line, column, width, key) = match (problem.path, self.sources.get(at)) {
            (Some(path), _) => (path, 1, 1, 0, String::new()),
            (None, Some(source)) => {
                let (line, column) = source.line_and_column(problem.spot.span);
                let key =
                    self.documents.get(at).map_or(String::new(), |it| it.key_path(&problem.spot));
                let width = source.width(problem.spot.span);
                (source.path.clone(), line, column, width, key)
            }
            (None, None) => (String::new(), 1, 1, 0, String::new()),
        };
        // Lines longer than anybody would paste repeat a fault of the record, such as an endless id.
        let short = |remedy: &Remedy| remedy.lines.iter().all(|line| line.len() <= LONGEST_LINE);
        let remedy = problem.remedy.filter(short).map(|mut remedy| {
            if remedy.file.is_empty() {
                remedy.file.clone_from(&file);
            }
            let line = remedy.command.take().or_else(|| self.command(&remedy, at, &file, &key));
            Remedy {
                file: one_line(remedy.file),
                lines: remedy.lines.into_iter().map(one_line).collect(),
                command: line.filter(|line| line.len() <= LONGEST_LINE).map(one_line),
            }
        });
        let finding = Finding {
            rule: self.rule.name,
            severity: self.severity,
            message: one_line(shortened(problem.message)),
            help: one_line(shortened(problem.help)),
            remedy,
            file: one_line(file),
            line,
            column,
            width,
            key: one_line(key),
            criteria: problem.criteria.unwrap_or(self.rule.criteria),
            collaboration: self.collaboration.map(str::to_owned),
            subject: one_line(problem.subject),
            owner: problem.owner.map(one_line),
            age_days: problem.age_days,
        };
        if named.is_empty() {
            self.tally.findings.push(finding);
        } else {
            self.waiting.push((finding, named));
        }
    }

    /// Decides what waivers hold back, now that the rule has found all that there is.
    pub(super) fn settle(mut self) {
        // What is found twice at one place is told once, and counts once.
        self.waiting.sort_by(|(one, _), (other, _)| {
            let place = |it: &Finding| (it.line, it.column);
            (&one.file, place(one), &one.subject, &one.message).cmp(&(
                &other.file,
                place(other),
                &other.subject,
                &other.message,
            ))
        });
        self.waiting.dedup();
        for (_, named) in &self.waiting {
            self.waivers.note(named);
        }
        for (mut finding, named) in self.waiting {
            if self.waivers.hold(&named) {
                self.tally.waived += 1;
                self.tally.held_back.push(finding);
                continue;
            }
            if let Some((most, found)) = self.waivers.exceeded(&named) {
                let help = std::mem::take(&mut finding.help);
                finding.help =
                    format!("{help}; a waiver holds back {most} of these, and there are {found}");
            }
            self.tally.findings.push(finding);
        }
    }

    /// The line to type that puts the lines of a remedy into a file of the collaboration.
    fn command(&self, remedy: &Remedy, at: usize, file: &str, key: &str) -> Option<String> {
        let collaboration = self.collaboration?;
        let here = self.documents.get(at).filter(|_| remedy.file == file);
        let names = here.map(|document| self.named.of(at, document));
        let target = Target {
            collaboration,
            at: here.zip(names.as_deref()).map(|(document, names)| At { document, names, key }),
            is_new: self.sources.iter().all(|source| source.path != remedy.file),
            signed: self.signed,
            today: &self.today.to_string(),
        };
        typed::line(remedy, target)
    }

    fn is_damaged(&self, file: usize) -> bool {
        self.sources.get(file).is_some_and(|source| source.unreadable.is_some())
            || self.documents.get(file).is_some_and(Document::is_damaged)
    }
}

/// So many bytes of a message are told: no text of ours is as long, and an id of a record may be.
const LONGEST: usize = 2000;

/// A message, cut where a text from the record runs on and on in it.
fn shortened(mut text: String) -> String {
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

/// Text from a record or a name on disk, as one line: a line end in it could look like a finding of
/// its own.
fn one_line(text: String) -> String {
    if !text.contains(char::is_control) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if letter.is_control() {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}
