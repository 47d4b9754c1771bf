//! What a coverage report is made of: verdicts, places, gaps, rows and counts.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Levels;
use crate::model::date::Date;
use crate::report::heading::{Day, Heading};

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Something on file shows it, and no rule finds a gap.
    Met,
    /// A rule finds a gap, whether it is waived or not; or nothing is on file, or nobody looks.
    NotMet,
    /// It asks for nothing here; the reason is written.
    NotApplicable,
    /// It counts from a later stage.
    NotYetDue,
    /// Only a person can say.
    Judgement,
}

impl Verdict {
    /// Every verdict, in the order in which they are counted.
    pub const ALL: [Self; 5] =
        [Self::Met, Self::NotMet, Self::NotApplicable, Self::NotYetDue, Self::Judgement];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotApplicable => "not-applicable",
            Self::NotYetDue => "not-yet-due",
            Self::Judgement => "judgement",
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// A text that many rows share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(
    /// The text.
    pub Arc<str>,
);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A place that evidences something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// Path from the root of the workspace, with `/`.
    pub file: Text,
    /// From 1.
    pub line: usize,
    /// From when it is, where that can be told.
    #[serde(skip)]
    pub(super) day: Option<Date>,
}

/// What is in the way of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The rule that found it; nothing where no rule asks for it, and the criterion does.
    pub rule: Option<&'static str>,
    /// How much that rule says it weighs.
    pub severity: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// Path from the root of the workspace, with `/`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// The way out, in a sentence.
    pub help: String,
    /// The line to type that closes it, where a command does.
    pub command: Option<String>,
    /// The file to write to, where lines close it.
    pub write_to: Option<String>,
    /// Those lines.
    pub lines: Vec<String>,
    /// That it is put off, and who took that on.
    pub waived: Option<Waived>,
}

impl Gap {
    /// One that no rule has found.
    pub(super) fn plain(message: String, help: String, file: String, line: usize) -> Self {
        Self {
            rule: None,
            severity: None,
            command: None,
            write_to: None,
            lines: Vec::new(),
            waived: None,
            message,
            help,
            file,
            line,
        }
    }
}

/// A waiver that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waived {
    /// Why.
    pub reason: Option<String>,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Day>,
}

/// One criterion and one collaboration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageRow {
    /// The standard's id.
    pub standard: Text,
    /// The criterion.
    pub criterion: Text,
    /// What it asks.
    pub title: Text,
    /// The level that it belongs to, where the standard has levels.
    pub level: Option<u8>,
    /// The collaboration; nothing where the standard speaks of the whole workspace.
    pub collaboration: Option<Text>,
    /// Whether it is met.
    pub verdict: Verdict,
    /// Whether it is not met for gaps that are waived, and no others.
    pub waived: bool,
    /// Why the verdict is so, where neither evidence nor gaps say it.
    pub reason: Option<String>,
    /// What people have to judge, as a machine cannot, whatever the verdict.
    pub people_judge: Option<Text>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Where it could be shown, and nothing stands.
    pub nothing_at: Vec<Text>,
    /// What is in the way.
    pub gaps: Vec<Gap>,
    /// The line that writes more of what shows it, where a command does.
    #[serde(skip)]
    pub(super) again: Option<String>,
}

/// How the criteria of one standard came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The standard's id.
    pub standard: Text,
    /// Its short name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Rows that are met.
    pub met: usize,
    /// Rows that could be: met and not met. All others are left out of it.
    pub of: usize,
    /// Of those that are not met, rows whose gaps are all waived.
    pub waived: usize,
    /// Rows that do not apply, and are not in `of`.
    pub not_applicable: usize,
    /// Rows that are not yet due, and are not in `of`.
    pub not_yet_due: usize,
    /// Rows that only people can judge, and are not in `of`.
    pub judgement: usize,
}

/// A standard that could not be taken as it was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What is wrong.
    pub message: String,
    /// The way out, in a sentence.
    pub help: String,
    /// Path from the root of the workspace, with `/`.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// What the record shows of the standards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The collaborations that it is about.
    pub collaborations: Vec<String>,
    /// What is wrong with the choice of standards, or with one of the team's own: what it asks may be
    /// missing here, or be more than is shown.
    pub defects: Vec<Defect>,
    /// A count for each standard.
    pub standards: Vec<Count>,
    /// The levels that the workspace shows, of each standard that has levels. Never of a person.
    pub levels: Vec<Levels>,
    /// A row for each criterion and collaboration.
    pub rows: Vec<CoverageRow>,
}
