//! The report to one partner: what each side promised and where it stands, how well it goes, what
//! comes next, and what we would like to know.

mod gather;
mod levels;

use serde::Serialize;

use super::duties::{self, DutyLine};
use super::heading::{Ask, Day, Heading, Refused};
use super::sight;
use crate::model::audience::Viewer;
use crate::model::date::Date;
use crate::store::Workspace;

/// From when to when a report tells, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

/// Something that one side promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commitment {
    /// The action.
    pub action: String,
    /// What is done.
    pub title: String,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// The day it is due, or was.
    pub due: Day,
    /// The day it was due by the text first.
    pub original: Day,
    /// How often its date was moved.
    pub moved: usize,
    /// `open`, `under way`, `unable` as agreed, `blocked`, `done`, `accepted` or `cancelled`.
    pub state: &'static str,
    /// The day it was done or cancelled.
    pub ended_on: Option<Day>,
    /// For how many days it has been late.
    pub days_late: Option<i64>,
    /// How many more times of something that recurs are late.
    pub more_late: usize,
    /// Of what is late: who was told.
    pub told: Option<&'static str>,
}

/// That something cannot be done as agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The action.
    pub action: String,
    /// Whether it is the partner's.
    pub yours: bool,
    /// The day it was said.
    pub on: Day,
    /// Why.
    pub reason: Option<String>,
    /// What follows for the others.
    pub consequence: Option<String>,
    /// The day it was due then.
    pub was_due: Day,
    /// The day it is due since, or that was put forward.
    pub new_due: Option<Day>,
    /// Whether that day was agreed.
    pub agreed: bool,
}

/// One figure of a level of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The last day that it tells of.
    pub until: Day,
    /// The figure.
    pub value: Option<String>,
    /// The target of that day.
    pub target: Option<String>,
    /// Whether it was reached.
    pub met: Option<bool>,
    /// What was said of it.
    pub note: Option<String>,
}

/// A level of service between the partner and somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceLine {
    /// The level.
    pub item: String,
    /// The service.
    pub service: String,
    /// In what it is measured.
    pub unit: Option<String>,
    /// The party that gives it.
    pub provider: String,
    /// The party that receives it.
    pub recipient: String,
    /// `at-least`, `at-most` or `equals`.
    pub comparator: Option<&'static str>,
    /// The target in force.
    pub target: Option<String>,
    /// The figures, oldest first.
    pub readings: Vec<Reading>,
    /// `better`, `worse` or `same`, of the last two figures.
    pub trend: Option<&'static str>,
}

/// Something that was decided together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionLine {
    /// The day.
    pub on: Day,
    /// What was asked.
    pub question: String,
    /// What was chosen.
    pub chosen: Option<String>,
    /// Why.
    pub because: Option<String>,
}

/// What we have to say of the partner's work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedbackLine {
    /// The day.
    pub on: Day,
    /// What works.
    pub worked_well: Option<String>,
    /// What could be better.
    pub could_improve: Option<String>,
    /// What help is offered.
    pub support_offered: Option<String>,
}

/// The report to one partner. What is needed to log that it was sent stands in it: `from_party`,
/// `receivers`, `arrangement` and `due`, `period`, `summary`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartnerReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The collaboration.
    pub collaboration: String,
    /// What it is called.
    pub title: String,
    /// The party of ours that reports; where several could, the one whose arrangement it is.
    pub from_party: Option<String>,
    /// What we are called.
    pub from_names: Vec<String>,
    /// The parties that receive it.
    pub receivers: Vec<String>,
    /// What the partner is called.
    pub to_name: String,
    /// The arrangement that asks for such a report.
    pub arrangement: Option<String>,
    /// The day that names the report which is owed by it.
    pub due: Option<Day>,
    /// From when to when it tells.
    pub period: Period,
    /// The whole in a line.
    pub summary: String,
    /// What the partner promised.
    pub you_promised: Vec<Commitment>,
    /// What we promised.
    pub we_promised: Vec<Commitment>,
    /// What was said to be impossible as agreed.
    pub notices: Vec<Notice>,
    /// Levels of service that the partner gives or receives.
    pub service_levels: Vec<ServiceLine>,
    /// What the partner owes us next.
    pub you_owe: Vec<DutyLine>,
    /// What we owe the partner next.
    pub we_owe: Vec<DutyLine>,
    /// What was decided.
    pub decisions: Vec<DecisionLine>,
    /// What we have to say of the partner's work.
    pub feedback: Vec<FeedbackLine>,
    /// What we would like to know.
    pub questions: Vec<String>,
}

/// The report to one partner of one collaboration, of some time: from the day after the last such
/// report told of to today, where nothing else is said.
///
/// # Errors
///
/// The partner is unknown, is ourselves, or may not see the collaboration; the time ends before it
/// begins.
pub fn partner(
    workspace: &Workspace,
    collaboration: String,
    to: &str,
    today: Date,
    (from, until): (Option<Date>, Option<Date>),
) -> Result<PartnerReport, Refused> {
    let ask = Ask { viewer: Viewer::Partner(to.to_owned()), today };
    let chosen = Some(vec![collaboration]);
    let mut gathered = sight::gather(workspace, chosen, &ask.viewer, today, |sight| {
        gather::report(sight, from, until)
    })
    .checked(&ask)?;
    let heading = Heading::of("partner", &ask, &gathered);
    match gathered.made.pop() {
        Some(Ok(report)) => Ok(PartnerReport { heading, ..report }),
        Some(Err(refused)) => Err(refused),
        None => Err(Refused::Above),
    }
}

/// The kinds of duties that are asked for as questions, and not listed as what comes next.
const ASKED: [&str; 3] = ["acknowledgement", "answer", "sign-off"];
