//! What falls short, and the way out. Each group of rules has a folder.
//!
//! Most rules have a file there. Those that only want something to be there are rows of the group's
//! `required.rs`, as the declarations of [`crate::model`] say what is wanted. What a person should
//! know of a rule stands in its section of `docs/rules/<group>.md`.
//!
//! Rules never read a file, a clock or the environment, and never print.

mod actions;
mod agreement;
mod check;
mod evaluation;
mod finding;
mod findings;
mod information;
mod integrity;
mod level;
mod mark;
mod network;
pub mod pages;
mod presence;
mod registry;
mod remedy;
mod reporting;
mod review;
mod run;
mod scene;
mod signing;
mod structure;
mod traces;
mod waivers;

pub use check::{as_if, select};
pub use finding::{Finding, Problem, Remedy};
pub use findings::{Findings, Tally};
pub use registry::{GROUPS, all, find, group_of};
pub(crate) use remedy::{forms, shell, typed};
pub use review::{Item, Time, each_item, is_short, settled};
pub use run::{Ran, look, run, run_as, run_with};
pub use scene::{Case, Files, Portfolio, Scene};
pub use signing::is_of_text;
pub use traces::Traces;
pub use waivers::{Left, Waivers};

pub(crate) use integrity::last_day_of_waiver;
use mark::behind;
pub(crate) use structure::flaws as flaws_of_standards;
pub(crate) use waivers::can_wait;

use crate::model::date::{Date, days_between};
use crate::model::declare::{Significance, Stage};
use crate::store::History;

/// How much a finding weighs. The order is from light to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a thought.
    Advice,
    /// Should be put right.
    Warning,
    /// Must be put right.
    Error,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The severity for a minor, a moderate and a major collaboration. Where there is none, nothing is
/// asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Severities(pub [Option<Severity>; 3]);

impl Severities {
    /// The severity at one significance.
    #[must_use]
    pub const fn at(self, significance: Significance) -> Option<Severity> {
        self.0[significance as usize]
    }
}

/// The same severity whatever the significance.
const fn always(severity: Severity) -> Severities {
    Severities([Some(severity); 3])
}

/// Nothing for minor collaborations, the same for all others.
const fn from_moderate(severity: Severity) -> Severities {
    Severities([None, Some(severity), Some(severity)])
}

/// Nothing for minor collaborations, one for moderate and another for major ones.
const fn graver_when_major(moderate: Severity, major: Severity) -> Severities {
    Severities([None, Some(moderate), Some(major)])
}

/// Days in words.
pub(crate) fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// Only the presence of what the declarations name it for.
    Presence,
    /// Files as such, wherever they stand.
    Files(fn(&Files<'_, '_>, &mut Findings<'_>)),
    /// One collaboration with all of its files.
    Collaboration(fn(&Case<'_, '_>, &mut Findings<'_>)),
    /// One collaboration, held against our contacts outside of it. Runs on whole workspaces only.
    Outward(fn(&Case<'_, '_>, &mut Findings<'_>)),
    /// Settings and network, and what all collaborations come to. Runs on whole workspaces only.
    Workspace(fn(&Portfolio<'_, '_>, &mut Findings<'_>)),
    /// The same, and before that each collaboration by itself, for what it keeps of its own where no
    /// network is.
    Both(fn(&Case<'_, '_>, &mut Findings<'_>), fn(&Portfolio<'_, '_>, &mut Findings<'_>)),
    /// What became of events since they were committed. Runs only when it is asked for.
    History(fn(&Files<'_, '_>, &History, &mut Findings<'_>)),
    /// The waivers, once everything else has been looked at. Runs on whole workspaces only.
    Waivers(fn(&Portfolio<'_, '_>, &mut Findings<'_>)),
}

/// One rule, as plain data and a function.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name: says what is wrong, never the remedy. Permanent, as waivers and filters rely on it.
    pub name: &'static str,
    /// The version it came with.
    pub since: &'static str,
    /// How much its findings weigh.
    pub severity: Severities,
    /// The claimed stage from which its function runs. What it asks to be on file says its stage
    /// where it is declared.
    pub from: Stage,
    /// Whether it is silent while a collaboration is suspended, paused or closed. One that counts
    /// from the start of the work is silent too where nothing is owed yet.
    pub timeliness: bool,
    /// Whether it only tells what is coming: what it finds is no gap yet.
    pub announces: bool,
    /// The criteria of the standards that it rests on.
    pub criteria: &'static [&'static str],
    /// Whether it keeps the record readable: then every criterion rests on it, as what nobody can
    /// read shows nothing.
    pub guards: bool,
    /// What it looks at.
    pub check: Check,
}

/// Rules that ask for presence, and besides look whether what is there is about somebody else.
const PRESENT_AND_OTHER: [&str; 3] =
    ["evaluation-field-unsurveyed", "facilitation-missing", "stakeholder-none"];

impl Rule {
    /// Whether it speaks of what is missing, and of nothing that happened.
    #[must_use]
    pub fn asks_for_presence(&self) -> bool {
        matches!(self.check, Check::Presence) || PRESENT_AND_OTHER.contains(&self.name)
    }

    /// What most rules start from: an error for everybody, at any stage.
    const BASE: Self = Self {
        name: "",
        since: "0.1.0",
        severity: always(Severity::Error),
        from: Stage::Candidate,
        timeliness: false,
        announces: false,
        criteria: &[],
        guards: false,
        check: Check::Presence,
    };
}

/// The years ahead within which somebody still comes back to what was put off.
const FAR_YEARS: i64 = 5;

/// Whether a day on which something is to be looked at again lies so far ahead that nobody will.
fn is_far(day: Date, today: Date) -> bool {
    days_between(today, day) > FAR_YEARS * 366
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rule").field("name", &self.name).finish_non_exhaustive()
    }
}
