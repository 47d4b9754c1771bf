//! `comity.toml`: who we are, our calendar, thresholds, objectives and policies.

use super::date::Date;
use super::declare::{
    Held, Reference, Shape,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    Walk, Whole, record, words,
};
use super::duration::Duration;
use crate::document::{Kind, Span, Value};

record! {
    /// The settings of a workspace, for all collaborations in it.
    Settings = "comity.toml" {
        /// The version of the record's format. Stands once for the whole workspace.
        schema: Option<Whole<1, 9999>> [needs("schema-unsupported", Candidate, Minor)];
        /// Our organisation: its id in `network/`, or its name where no network is kept.
        our_organisation: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// Where we work in law, for instance `england-and-wales`; selects the dated legal lists.
        jurisdiction: Option<&'a str> [needs("required-missing", Candidate, Moderate)];
        /// The currency of every sum, as its ISO 4217 code.
        currency: Option<&'a str> [needs("required-missing", Candidate, Moderate), currency()];
        /// Working days and holidays.
        calendar: Option<Calendar<'a>> [needs("required-missing", Candidate, Moderate)];
        /// How early to announce and how long to wait.
        thresholds: Option<Thresholds<'a>>;
        /// How risks are scored.
        risk_matrix: Option<RiskMatrix<'a>>;
        /// What our own organisation is after; collaborations serve it.
        strategic_objective: Vec<StrategicObjective<'a>> [needs("required-missing", Candidate, Moderate)];
        /// Policies that agreements point to.
        policy: Vec<Policy<'a>>;
        /// How long these records themselves are kept.
        records: Option<Records<'a>>;
        /// Which standards apply; absent: the collaboration standard.
        standards: Vec<&'a str>;
        /// Levels of single rules, where this workspace wants another than the rule's own.
        severity: Option<Levels<'a>> [own()];
        /// Findings that were looked at and are accepted for a time.
        waiver: Vec<Waiver<'a>> [own()];
    }
}

words! {
    /// A day of the week.
    Weekday { Mon = "mon", Tue = "tue", Wed = "wed", Thu = "thu", Fri = "fri", Sat = "sat", Sun = "sun" }
}

record! {
    /// Which days count as working days.
    Calendar = "calendar" {
        /// The days we work on; absent: Monday to Friday.
        working_week: Vec<Weekday>;
        /// Days off that fall on working days, copied once a year from the official list.
        holidays: Vec<Date>;
        /// Whether a recurring due date that falls on a day off moves to the next working day;
        /// absent: it does not.
        shift: Option<bool>;
    }
}

record! {
    /// How early to announce, and how long to wait. All in days, but for the last two.
    Thresholds = "thresholds" {
        /// Actions and reports are announced this many days ahead; absent: 14.
        due_soon_days: Option<Whole<0, 3660>>;
        /// An action that has begun may be without news for this long; absent: 45.
        stale_action_days: Option<Whole<0, 3660>>;
        /// A report may come this much after its date; absent: 5.
        report_grace_days: Option<Whole<0, 3660>>;
        /// What we know of an organisation is looked at again within this time; absent: 400.
        organisation_stale_days: Option<Whole<0, 3660>>;
        /// A risk is looked at again within this time; absent: 120.
        risk_review_days: Option<Whole<0, 3660>>;
        /// Reviews are announced this many days ahead; absent: 30.
        review_notice_days: Option<Whole<0, 3660>>;
        /// The longest time between two planned reviews; absent: 400.
        max_review_gap_days: Option<Whole<0, 3660>>;
        /// A residual risk score above this needs a recorded acceptance; absent: 9.
        risk_appetite: Option<Whole<0, 100>>;
        /// Points between two parties on one question that are worth talking about; absent: 2.
        perception_gap: Option<Whole<1, 4>>;
    }
}

record! {
    /// How a score is made of likelihood times impact.
    RiskMatrix = "risk_matrix" {
        /// The highest likelihood and the highest impact; absent: 5.
        scale: Option<Whole<2, 10>>;
        /// The highest score that is low; absent: 4.
        low_to: Option<Whole<1, 100>>;
        /// The highest score that is medium; absent: 9.
        medium_to: Option<Whole<1, 100>>;
        /// The highest score that is high; above it, a risk is severe; absent: 16.
        high_to: Option<Whole<1, 100>>;
    }
}

record! {
    /// Something our own organisation is after.
    StrategicObjective = "strategic_objective" {
        /// Its name, mostly with `so-` before.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), identity()];
        /// What it is, in a line.
        title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// The day it ends, if it does.
        until: Option<Date>;
    }
}

record! {
    /// A policy that agreements point to.
    Policy = "policy" {
        /// Its name, with `pol-` before.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), identity()];
        /// Its title.
        title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// Where it is kept.
        ref_ as "ref": Option<&'a str>;
        /// When it was last looked at.
        reviewed_on: Option<Date>;
    }
}

record! {
    /// How long these records themselves are kept.
    Records = "records" {
        /// For how long after a collaboration has closed.
        retention: Option<Duration<'a>>;
        /// When this is looked at again.
        review_by: Option<Date>;
    }
}

record! {
    /// A finding that was looked at and is accepted for a time.
    Waiver = "waiver" {
        /// The rule whose finding it is.
        rule: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// `<collaboration>/<item or party>`, or a collaboration for all of it.
        subject: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// For how many findings it was written. Where there are more, it holds none of them back,
        /// as nobody can tell which is new; absent: it holds back whatever the rule finds there.
        count: Option<Whole<1, 100_000>>;
        /// The marks of the findings it was written for, as `comity waive` writes them: it holds back
        /// those, whatever the day, and nothing else that the rule finds there. With it, `count` says
        /// nothing.
        found: Vec<&'a str>;
        /// Why it is accepted.
        reason: Option<&'a str> [needs("waiver-invalid", Candidate, Minor)];
        /// The role that accepted it.
        approved_by: Option<&'a str> [needs("waiver-invalid", Candidate, Minor), refers(Reference::Role)];
        /// The last day it holds; at most a year ahead, the same day of the next year included.
        until: Option<Date> [needs("waiver-invalid", Candidate, Minor)];
    }
}

words! {
    /// How much a finding weighs.
    Level {
        /// It does not show.
        Off = "off",
        Advice = "advice",
        Warning = "warning",
        Error = "error",
    }
}

/// A level for one rule: one for all, or one for each significance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleLevel<'a> {
    /// The rule.
    pub rule: &'a str,
    /// For minor, moderate and major collaborations; nothing where the rule's own level stays.
    pub levels: [Option<Level>; 3],
    /// Where the rule is named.
    pub span: Span,
}

/// The table of levels, whose keys are the names of rules.
#[derive(Debug, Clone, Default)]
pub struct Levels<'a> {
    /// Each rule that is named.
    pub rules: Vec<RuleLevel<'a>>,
}

impl<'a> Held<'a> for Levels<'a> {
    const SHAPE: Shape = Shape::Levels;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let Kind::Table(table) = value.get_ref() else {
            walk.wrong_type(value, Self::SHAPE);
            return None;
        };
        let mut rules = Vec::new();
        for (key, value) in table {
            let levels = match value.get_ref() {
                Kind::Table(each) => {
                    let mut levels = [None; 3];
                    for (significance, value) in each {
                        let index = match &**significance.get_ref() {
                            "minor" => 0,
                            "moderate" => 1,
                            "major" => 2,
                            _ => {
                                walk.wrong_type(value, Shape::Level);
                                continue;
                            }
                        };
                        levels[index] = Level::read(value, walk);
                    }
                    levels
                }
                Kind::String(_) => [Level::read(value, walk); 3],
                _ => {
                    walk.wrong_type(value, Shape::Level);
                    continue;
                }
            };
            rules.push(RuleLevel { rule: key.get_ref(), levels, span: key.span() });
        }
        Some(Self { rules })
    }
}

/// The thresholds with what is assumed where nothing is said. All in days, but for the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields of `Thresholds` say it")]
pub struct Limits {
    pub due_soon: i64,
    pub stale_action: i64,
    pub stale_organisation: i64,
    pub report_grace: i64,
    pub risk_review: i64,
    pub review_notice: i64,
    pub max_review_gap: i64,
    pub risk_appetite: i64,
    /// The highest likelihood and the highest impact.
    pub risk_scale: i64,
    /// Points between two parties that are worth talking about.
    pub perception_gap: i64,
}

impl Settings<'_> {
    /// The thresholds in force.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let given = self.thresholds.as_ref();
        macro_rules! limit {
            ($field:ident, $default:literal) => {
                given.and_then(|given| given.$field).map_or($default, |number| number.0)
            };
        }
        Limits {
            due_soon: limit!(due_soon_days, 14),
            stale_action: limit!(stale_action_days, 45),
            stale_organisation: limit!(organisation_stale_days, 400),
            report_grace: limit!(report_grace_days, 5),
            risk_review: limit!(risk_review_days, 120),
            review_notice: limit!(review_notice_days, 30),
            max_review_gap: limit!(max_review_gap_days, 400),
            risk_appetite: limit!(risk_appetite, 9),
            perception_gap: limit!(perception_gap, 2),
            risk_scale: self
                .risk_matrix
                .as_ref()
                .and_then(|matrix| matrix.scale)
                .map_or(5, |number| number.0),
        }
    }
}
