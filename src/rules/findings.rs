//! What rules find, gathered: each finding with its place, held back where a waiver holds.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::mark::{self, What};
use super::remedy::forms;
use super::remedy::typed::{self, At, Names, Target};
use super::remedy::way::{self, Wrong};
use super::{Finding, Problem, Remedy, Rule, Severity, Waivers};
use crate::document::{Document, Source, Unreadable};
use crate::model::date::Date;
use crate::model::reckon::signoff::Held;

/// The longest line that is offered to be written, in bytes.
const LONGEST_LINE: usize = 2000;

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
    /// By what the agreement is held.
    pub(super) held: Held,
    /// The records of reviews that somebody has agreed, by the index of the sources.
    pub(super) agreed: &'c [usize],
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
        let is_path = problem.path.is_some();
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
                instead: remedy.instead.map(one_line),
                file: one_line(remedy.file),
                lines: remedy.lines.into_iter().map(one_line).collect(),
                command: line.filter(|line| line.len() <= LONGEST_LINE).map(one_line),
            }
        });
        let command = remedy.as_ref().and_then(|remedy| remedy.command.clone());
        let command = command.or(problem.command.filter(|line| line.len() <= LONGEST_LINE));
        let source = self.sources.get(at).filter(|source| source.path == file);
        let written = source.map_or("", |source| source.text_at(problem.spot.span));
        // What is coming is the same until it has come.
        let says = if self.rule.announces { "" } else { &problem.message[..] };
        let seen = What::Seen { file: &file, key: &key, written, says };
        let mark = |what: &What<'_>| mark::of(self.rule.name, &problem.subject, what);
        let marks = match &problem.known_by[..] {
            [] => vec![mark(&seen)],
            each => each.iter().map(|what| mark(&What::Named(what))).collect(),
        };
        let finding = Finding {
            rule: self.rule.name,
            command: one_line(command.unwrap_or_else(|| self.way_out(at, &file, &key, is_path))),
            severity: self.severity,
            message: one_line(shortened(problem.message)),
            help: one_line(shortened(problem.help)),
            help_at_writing: problem.help_at_writing.map(|help| one_line(shortened(help))),
            missing: problem.missing,
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
            marks,
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
        for (finding, named) in &self.waiting {
            self.waivers.note(named, &finding.marks);
        }
        for (mut finding, named) in self.waiting {
            if self.waivers.hold(&named, &finding.marks) {
                self.tally.waived += 1;
                self.tally.held_back.push(finding);
                continue;
            }
            if let Some(why) = self.waivers.passed_over(&named) {
                finding.help = format!("{}; {why}", finding.help);
            }
            self.tally.findings.push(finding);
        }
    }

    /// The line to type that puts the lines of a remedy into a file of the record.
    fn command(&self, remedy: &Remedy, at: usize, file: &str, key: &str) -> Option<String> {
        let here = self.documents.get(at).filter(|_| remedy.file == file);
        let names = here.map(|document| self.named.of(at, document));
        let target = Target {
            at: here.zip(names.as_deref()).map(|(document, names)| At { document, names, key }),
            is_new: self.sources.iter().all(|source| source.path != remedy.file),
            held: self.held,
            is_agreed: self.agreed.contains(&at),
            today: &self.today.to_string(),
        };
        typed::line(remedy, target)
    }

    /// The line to type where no lines put it right.
    fn way_out(&self, at: usize, file: &str, key: &str, is_path: bool) -> String {
        let source = match is_path {
            true => self.sources.iter().find(|source| source.path == file),
            false => self.sources.get(at),
        };
        let unreadable = source
            .is_none_or(|it| it.unreadable.as_ref().is_some_and(|why| *why != Unreadable::Empty));
        let here = self.documents.get(at).filter(|_| !is_path && !unreadable);
        let names = here.map(|document| self.named.of(at, document));
        let line = way::out(Wrong {
            rule: self.rule.name,
            file,
            at: here.zip(names.as_deref()).map(|(document, names)| At { document, names, key }),
            is_text: !unreadable,
            held: self.held,
            today: &self.today.to_string(),
        });
        if line.len() <= LONGEST_LINE { line } else { forms::opens(file) }
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
