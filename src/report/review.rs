//! What a review has to look at: what the record knows already, and where the views differ.

use crate::draft::review::{self, Advice, Lack, Looked, Reported, Views, Went};
use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::reckon::signoff::PartySignoff;
use crate::rules::Case;

/// Something to reach, and what the review says of it.
#[derive(Debug, Clone)]
pub struct Aim<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is to be reached.
    pub statement: Option<&'a str>,
    /// Where it stood at the start.
    pub baseline: Option<Amount>,
    /// Where it is to stand.
    pub target: Option<Amount>,
    /// In what it is measured.
    pub unit: Option<&'a str>,
    /// By when.
    pub due: Option<Date>,
    /// What the record says of it.
    pub said: Option<&'a str>,
}

/// A level of service with the figures that were reported.
#[derive(Debug, Clone)]
pub struct Level<'a> {
    /// Its id.
    pub id: &'a str,
    /// The service.
    pub service: Option<&'a str>,
    /// How the figure is held against the target.
    pub comparator: Option<&'static str>,
    /// Where it is to stand.
    pub target: Option<Amount>,
    /// In what it is measured.
    pub unit: Option<&'a str>,
    /// What was reported in the period.
    pub figures: Vec<Reported<'a>>,
}

/// What a party pays or gains by the plan.
#[derive(Debug, Clone)]
pub struct Share<'a> {
    /// Its id.
    pub id: &'a str,
    /// Whether it is a cost.
    pub cost: bool,
    /// The party.
    pub party: Option<&'a str>,
    /// What for.
    pub statement: Option<&'a str>,
    /// The plan.
    pub planned: Option<Amount>,
    /// How often the plan counts.
    pub per: Option<&'static str>,
    /// What the record says it was.
    pub actual: Option<Amount>,
}

/// What a party expects of the others.
#[derive(Debug, Clone)]
pub struct Hope<'a> {
    /// Its id.
    pub id: &'a str,
    /// The party.
    pub party: Option<&'a str>,
    /// What it expects.
    pub statement: Option<&'a str>,
    /// What the record says of it.
    pub said: Option<&'a str>,
}

/// A difficulty that was open in the period.
#[derive(Debug, Clone)]
pub struct Trouble<'a> {
    /// Its name.
    pub id: &'a str,
    /// The day it was opened.
    pub opened: Date,
    /// The day it was settled.
    pub settled: Option<Date>,
    /// What was learnt.
    pub lesson: Option<&'a str>,
}

/// All that a review looks at.
#[derive(Debug, Clone)]
pub struct ReviewReport<'a> {
    /// The collaboration.
    pub collaboration: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// The plan of the review.
    pub plan: String,
    /// What kind of review it is.
    pub kind: Option<&'static str>,
    /// By when it is held.
    pub due: Option<Date>,
    /// The role that leads it.
    pub lead: Option<&'a str>,
    /// What is asked.
    pub questions: Vec<&'a str>,
    /// The day it was held.
    pub held: Option<Date>,
    /// The first and the last day it looks at.
    pub period: (Date, Date),
    /// How each action went.
    pub actions: Vec<Went<'a>>,
    /// What is to be reached.
    pub aims: Vec<Aim<'a>>,
    /// The levels of service.
    pub levels: Vec<Level<'a>>,
    /// What each party pays and gains.
    pub shares: Vec<Share<'a>>,
    /// What each party expects.
    pub hopes: Vec<Hope<'a>>,
    /// Recommendations of which nothing has become yet.
    pub advice: Vec<Advice<'a>>,
    /// Difficulties of the period.
    pub troubles: Vec<Trouble<'a>>,
    /// How earlier failures were to be kept from happening again.
    pub lessons: Vec<&'a str>,
    /// Each party's own view.
    pub views: Views<'a>,
    /// What the record still has to say; empty where it is whole.
    pub lacking: Vec<Lack>,
    /// What it should say besides, before anybody has agreed it.
    pub better: Vec<Lack>,
    /// Who has agreed it.
    pub signed: Vec<PartySignoff<'a>>,
    /// The review after it.
    pub next: Option<(&'a str, Date)>,
}

impl<'a> ReviewReport<'a> {
    /// What a review has to look at.
    #[must_use]
    pub fn of(case: &Case<'_, 'a>, looked: &Looked<'_, 'a>) -> Self {
        let dossier = case.dossier;
        let (from, to) = (looked.from, looked.to);
        let earlier = dossier.reviews.iter().filter(|folder| folder.plan != looked.id);
        let failures =
            earlier.filter_map(|folder| folder.review.as_ref()).flat_map(|it| &it.failure);
        Self {
            collaboration: dossier.id,
            title: dossier.head.title,
            plan: looked.id.to_owned(),
            kind: looked.plan.and_then(|plan| plan.kind).map(|kind| kind.as_str()),
            due: looked.plan.and_then(|plan| plan.due),
            lead: looked.plan.and_then(|plan| plan.lead),
            questions: looked.plan.map_or_else(Vec::new, |plan| plan.questions.clone()),
            held: looked.record.and_then(|record| record.held_on),
            period: (from, to),
            actions: went(case, from),
            aims: aims(case, looked),
            levels: levels(case, from, to),
            shares: shares(case, looked),
            hopes: hopes(case, looked),
            advice: review::advice(case).into_iter().filter(Advice::is_open).collect(),
            troubles: troubles(case, from, to),
            lessons: failures.filter_map(|failure| failure.prevention).collect(),
            views: review::views(case, looked),
            lacking: review::lacking(case, looked),
            better: review::better(case, looked),
            signed: review::who_signs(case, looked.id),
            next: review::next_review(case, looked),
        }
    }
}

/// The actions, without those that were settled before the period.
fn went<'a>(case: &Case<'_, 'a>, from: Date) -> Vec<Went<'a>> {
    let all = review::went(case).into_iter();
    all.filter(|went| went.settled.is_none_or(|on| on >= from)).collect()
}

fn aims<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, 'a>) -> Vec<Aim<'a>> {
    let Some(agreement) = case.dossier.in_force() else { return Vec::new() };
    let achieved = |id: &str| {
        let record = looked.record?;
        let objective = record.objective_result.iter().map(|it| (it.item, it.achieved));
        let outcome = record.outcome_result.iter().map(|it| (it.item, it.achieved));
        let (_, achieved) = objective.chain(outcome).find(|(item, _)| *item == Some(id))?;
        achieved.map(|it| it.as_str())
    };
    let objectives = agreement.objective.iter().filter_map(|it| {
        Some(Aim {
            id: it.id?,
            statement: it.statement,
            baseline: it.baseline,
            target: it.target,
            unit: it.unit,
            due: it.due,
            said: achieved(it.id?),
        })
    });
    let outcomes = agreement.outcome.iter().filter_map(|it| {
        Some(Aim {
            id: it.id?,
            statement: it.statement,
            baseline: None,
            target: it.target,
            unit: it.unit,
            due: it.due,
            said: achieved(it.id?),
        })
    });
    objectives.chain(outcomes).collect()
}

fn levels<'a>(case: &Case<'_, 'a>, from: Date, to: Date) -> Vec<Level<'a>> {
    let levels = case.dossier.in_force().map_or(&[][..], |it| &it.service_level);
    let of = levels.iter().filter_map(|level| {
        Some(Level {
            id: level.id?,
            service: level.service.or(level.indicator),
            comparator: level.comparator.map(|it| it.as_str()),
            target: level.target,
            unit: level.unit,
            figures: review::reported(case, level.id?, from, to),
        })
    });
    of.collect()
}

fn shares<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, 'a>) -> Vec<Share<'a>> {
    let Some(agreement) = case.dossier.in_force() else { return Vec::new() };
    let paid = |id: &str| {
        let found = looked.record?.cost_result.iter().find(|it| it.item == Some(id));
        found?.actual
    };
    let gained = |id: &str| {
        let found = looked.record?.benefit_result.iter().find(|it| it.item == Some(id));
        found?.actual
    };
    let costs = agreement.cost.iter().filter_map(|it| {
        Some(Share {
            id: it.id?,
            cost: true,
            party: it.party,
            statement: it.statement,
            planned: it.value,
            per: it.per.map(|per| per.as_str()),
            actual: paid(it.id?),
        })
    });
    let benefits = agreement.benefit.iter().filter_map(|it| {
        Some(Share {
            id: it.id?,
            cost: false,
            party: it.party,
            statement: it.statement,
            planned: it.value,
            per: it.per.map(|per| per.as_str()),
            actual: gained(it.id?),
        })
    });
    costs.chain(benefits).collect()
}

fn hopes<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, 'a>) -> Vec<Hope<'a>> {
    let expectations = case.dossier.in_force().map_or(&[][..], |it| &it.expectation);
    let met = |id: &str| {
        let found = looked.record?.expectation_result.iter().find(|it| it.item == Some(id));
        found?.met.map(|it| it.as_str())
    };
    let of = expectations.iter().filter_map(|it| {
        Some(Hope { id: it.id?, party: it.party, statement: it.statement, said: met(it.id?) })
    });
    of.collect()
}

/// Every difficulty that was open on a day of the period.
fn troubles<'a>(case: &Case<'_, 'a>, from: Date, to: Date) -> Vec<Trouble<'a>> {
    let issues = case.reckoning.issues.iter().filter(|issue| {
        issue.opened.1 <= to && issue.resolved.is_none_or(|(_, settled)| settled >= from)
    });
    let lesson = |id: &str| {
        let mut steps = case.dossier.issue_events().filter(|(_, own)| own.issue == Some(id));
        steps.find_map(|(_, own)| own.lesson)
    };
    let of = issues.map(|issue| Trouble {
        id: issue.id,
        opened: issue.opened.1,
        settled: issue.resolved.map(|(_, on)| on),
        lesson: lesson(issue.id),
    });
    of.collect()
}
