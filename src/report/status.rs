//! Where collaborations stand: a line each, the most urgent first.

use std::cmp::Reverse;

use crate::model::date::{Date, days_between};
use crate::model::declare::{Significance, Stage};
use crate::model::dossier::Dossier;
use crate::model::frame::FileKind;
use crate::model::reckon::Reckoning;
use crate::model::reckon::action::Lateness;
use crate::model::reckon::signoff;
use crate::rules::{Case, Severity, Tally};

/// What somebody owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// An action of the agreement.
    Action,
    /// A report that an arrangement asks for.
    Report,
    /// A review that was planned.
    Review,
}

impl Duty {
    /// The word that is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Report => "report",
            Self::Review => "review",
        }
    }
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Next {
    /// The day it is due.
    pub due: Date,
    /// The action, arrangement or plan.
    pub item: String,
}

/// What is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// What is owed.
    pub duty: Duty,
    /// The action, arrangement or plan.
    pub item: String,
    /// The day it was due.
    pub due: Date,
    /// For how many days it has been late.
    pub days: i64,
    /// The party that owes it, where one is named.
    pub party: Option<String>,
    /// The role that answers for it, where one is named.
    pub owner: Option<String>,
    /// Of an action: whether the others were told, and when.
    pub told: Option<Lateness>,
}

/// One collaboration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLine {
    /// Its id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The stage that is shown.
    pub stage: Stage,
    /// How much it matters.
    pub significance: Significance,
    /// Whether no deadline counts: suspended, paused or closed.
    pub resting: bool,
    /// Whether it is over.
    pub closed: bool,
    /// The next action due.
    pub next_action: Option<Next>,
    /// The next report owed.
    pub next_report: Option<Next>,
    /// The next review.
    pub next_review: Option<Next>,
    /// What is late, longest first.
    pub overdue: Vec<Overdue>,
    /// Errors that `check` finds in it.
    pub errors: usize,
    /// Warnings that `check` finds in it.
    pub warnings: usize,
    /// What a sign-off over the agreement on file has to cover; only of what was named, and nothing
    /// without an agreement.
    pub digest: Option<String>,
}

/// Every line, and what was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// The day that counted as today.
    pub today: Date,
    /// The lines, the most urgent first.
    pub lines: Vec<StatusLine>,
    /// How many that are over were left out.
    pub closed_left_out: usize,
    /// Errors that `check` finds in no single collaboration: in settings, in the network.
    pub errors_elsewhere: usize,
    /// Warnings of that kind.
    pub warnings_elsewhere: usize,
}

impl StatusReport {
    /// Puts lines in order of urgency, and leaves out what is over unless all are wanted.
    #[must_use]
    pub fn new(today: Date, mut lines: Vec<StatusLine>, all: bool) -> Self {
        let before = lines.len();
        if !all {
            lines.retain(|line| !line.closed);
        }
        lines.sort_by(|one, other| one.urgency().cmp(&other.urgency()));
        Self {
            today,
            closed_left_out: before - lines.len(),
            lines,
            errors_elsewhere: 0,
            warnings_elsewhere: 0,
        }
    }

    /// Adds what was found in no single collaboration.
    pub fn add_elsewhere(&mut self, tally: &Tally) {
        self.errors_elsewhere += count(tally, Severity::Error);
        self.warnings_elsewhere += count(tally, Severity::Warning);
    }
}

fn count(tally: &Tally, severity: Severity) -> usize {
    tally.findings.iter().filter(|it| it.severity == severity).count()
}

impl StatusLine {
    /// The line of a collaboration. What `check` found in it is counted; its digest is made only
    /// where it was asked for by name.
    #[must_use]
    pub fn of(case: &Case<'_, '_>, tally: &Tally, named: bool) -> Self {
        let (dossier, reckoning, today) = (case.dossier, case.reckoning, case.scene.today);
        let closed = reckoning.stage.claimed == Stage::Closed;
        let resting = reckoning.resting;
        let next = |days: &mut dyn Iterator<Item = Next>| {
            if closed { None } else { days.filter(|next| next.due >= today).min() }
        };
        Self {
            title: dossier.head.title.unwrap_or_default().to_owned(),
            digest: if named { signoff::of_text(dossier) } else { None },
            stage: if closed { Stage::Closed } else { reckoning.stage.shown },
            significance: dossier.significance(),
            resting,
            closed,
            next_action: next(&mut reckoning.actions.iter().filter_map(|standing| {
                Some(Next { due: standing.next?, item: standing.id.to_owned() })
            })),
            next_report: next(&mut reckoning.reporting.iter().filter_map(|standing| {
                Some(Next { due: standing.next?, item: standing.id.to_owned() })
            })),
            next_review: next(
                &mut reckoning
                    .reviews
                    .open
                    .iter()
                    .map(|(plan, due)| Next { due: *due, item: (*plan).to_owned() }),
            ),
            overdue: if resting { Vec::new() } else { overdue(dossier, reckoning, today) },
            errors: count(tally, Severity::Error),
            warnings: count(tally, Severity::Warning),
            id: dossier.id.to_owned(),
        }
    }

    /// Smaller is more urgent: what rests comes last, then it counts how long something has been
    /// late, what is wrong, and how soon something is due.
    fn urgency(&self) -> impl Ord + '_ {
        let late = self.overdue.iter().map(|late| late.days).max().unwrap_or(0);
        let due = [&self.next_action, &self.next_report, &self.next_review];
        let due = due.into_iter().flatten().map(|next| next.due).min().unwrap_or(Date::MAX);
        let wrong = (Reverse(self.errors), Reverse(self.warnings));
        (self.closed, self.resting, Reverse(late), wrong, due, &self.id)
    }
}

/// What is late, longest first: the same that `check` calls overdue. Of what recurs, one occurrence.
/// Of a draft by which nobody works yet nothing is owed.
fn overdue(dossier: &Dossier<'_>, reckoning: &Reckoning<'_>, today: Date) -> Vec<Overdue> {
    if reckoning.stage.claimed < Stage::Active
        || !reckoning.owed
        || dossier.is_kind_damaged(FileKind::Agreement)
    {
        return Vec::new();
    }
    let is_history = |day: Date| reckoning.is_history(day);
    // Of what a file that cannot be read whole may tell more about, nothing is known.
    let is_known = |id: &str| !dossier.may_hold_news(id);
    let mut overdue = Vec::new();
    for standing in reckoning.actions.iter().filter(|standing| is_known(standing.id)) {
        let late = standing.occurrences.iter().filter_map(|one| {
            Some((one.lateness(today, &is_history), one.days_overdue(today)?, one))
        });
        let gravest = late.max_by_key(|(lateness, days, _)| (*lateness, *days));
        let Some((lateness, days, one)) = gravest else { continue };
        let party = dossier.action(standing.id).and_then(|action| action.party);
        overdue.push(Overdue {
            duty: Duty::Action,
            item: standing.id.to_owned(),
            due: one.due,
            days,
            party: party.map(str::to_owned),
            owner: standing.owner.map(str::to_owned),
            told: Some(lateness),
        });
    }
    for standing in reckoning.reporting.iter().filter(|standing| is_known(standing.id)) {
        if let Some(one) = &standing.oldest_late {
            let party = dossier.party(standing.from);
            overdue.push(Overdue {
                duty: Duty::Report,
                item: standing.id.to_owned(),
                due: one.due,
                days: days_between(one.due, today),
                party: Some(standing.from.to_owned()),
                owner: party.and_then(|party| party.representative).map(str::to_owned),
                told: None,
            });
        }
    }
    let damaged = dossier.is_kind_damaged(FileKind::Review);
    let open = if damaged { &[][..] } else { &reckoning.reviews.open };
    let plans = dossier.review_plans();
    for (plan, due) in open.iter().filter(|(_, due)| *due < today && !is_history(*due)) {
        let lead = plans.iter().find(|one| one.id == Some(*plan)).and_then(|one| one.lead);
        overdue.push(Overdue {
            duty: Duty::Review,
            item: (*plan).to_owned(),
            due: *due,
            days: days_between(*due, today),
            party: None,
            owner: lead.map(str::to_owned),
            told: None,
        });
    }
    overdue.sort_by(|one, other| {
        (one.due, one.duty, &one.item).cmp(&(other.due, other.duty, &other.item))
    });
    overdue
}
