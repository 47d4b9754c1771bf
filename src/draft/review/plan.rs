//! Which review is meant, the time it looks at, and what it has to look at.

use crate::draft::Mistake;
use crate::model::agreement::{ReviewKind, ReviewPlan};
use crate::model::date::{Date, plus_days};
use crate::model::declare::{Significance, nearest};
use crate::model::id::can_be_directory;
use crate::model::reckon::action::Occurrence;
use crate::model::reckon::review::record_of;
use crate::model::review::Review;
use crate::rules::{Case, shell};

/// The review that is meant.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'c, 'a> {
    /// The id of its plan, which names its directory.
    pub id: &'c str,
    /// The plan, where the agreement has one.
    pub plan: Option<&'c ReviewPlan<'a>>,
    /// Its record, where one is on file.
    pub record: Option<&'c Review<'a>>,
    /// The first day it looks at.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// Something of the agreement that a review has to say something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// The list of the record that it goes into.
    pub list: &'static str,
    /// The key that says what became of it.
    pub verdict: &'static str,
    /// What it is, for people.
    pub what: &'static str,
    /// Its id.
    pub id: &'a str,
}

/// Which review a word means. Without one: the newest record that not all have agreed, else the
/// next one planned.
///
/// # Errors
///
/// When there is none, with the nearest there is.
pub fn looked<'c, 'a: 'c>(
    case: &'c Case<'_, 'a>,
    named: Option<&str>,
) -> Result<Looked<'c, 'a>, Mistake> {
    let dossier = case.dossier;
    let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
    let mut known: Vec<&'c str> = plans.iter().filter_map(|plan| plan.id).collect();
    let folders = dossier.reviews.iter().map(|folder| folder.plan);
    known.extend(folders.filter(|id| plans.iter().all(|plan| plan.id != Some(id))));
    let id = match named {
        Some(named) => known.iter().find(|id| **id == named).copied().ok_or_else(|| {
            let help = match nearest(named, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "the agreement plans none".to_owned(),
                None => format!("there are: {}", known.join(", ")),
            };
            Mistake::new(format!("`{named}` is no review that is planned"), help)
        })?,
        None => next(case).ok_or_else(|| {
            Mistake::new(
                "no review is planned that was not held",
                format!(
                    "plan one: `comity agree {}{} --add review_plan id=… due=DATE lead=…`",
                    shell(dossier.id),
                    match case.reckoning.signoffs.first_ever {
                        Some(_) => " --amend --reason \"…\" --effective-on DATE",
                        None => "",
                    }
                ),
            )
        })?,
    };
    // It becomes the name of a directory.
    can_be_directory(id).map_err(|why| {
        Mistake::new(format!("the review plan cannot be called `{id}`: {why}"), "name it anew")
    })?;
    let plan = plans.iter().find(|plan| plan.id == Some(id));
    let record = record_of(dossier, id);
    let (from, to) = period(case, id, plan, record);
    Ok(Looked { id, plan, record, from, to })
}

fn next<'c>(case: &'c Case<'_, '_>) -> Option<&'c str> {
    let reviews = &case.reckoning.reviews;
    let newest = reviews.newest().filter(|held| !held.is_agreed());
    newest.map(|held| held.plan).or_else(|| reviews.open.first().map(|(plan, _)| *plan))
}

/// The time that a review looks at: as its record says, else since the last one of its rank that all
/// agreed, or since the start. A yearly review looks at what an interim one has seen as well, and the
/// last at all.
fn period(
    case: &Case<'_, '_>,
    id: &str,
    plan: Option<&ReviewPlan<'_>>,
    record: Option<&Review<'_>>,
) -> (Date, Date) {
    let dossier = case.dossier;
    let today = case.scene.today;
    let term = dossier.agreement.as_ref().and_then(|agreement| agreement.term.as_ref());
    let start = term.and_then(|term| term.effective_on);
    let rank = |kind: Option<ReviewKind>| match kind {
        Some(ReviewKind::Final) => 2,
        Some(ReviewKind::Annual) => 1,
        Some(ReviewKind::Interim | ReviewKind::Exceptional) | None => 0,
    };
    let own = rank(plan.and_then(|plan| plan.kind));
    let plans = dossier.agreement.as_ref().map_or(&[][..], |agreement| &agreement.review_plan);
    let before = case
        .reckoning
        .reviews
        .held
        .iter()
        .filter(|held| held.plan != id && held.is_agreed())
        .filter(|held| {
            let plan = plans.iter().find(|plan| plan.id == Some(held.plan));
            rank(plan.and_then(|plan| plan.kind)) >= own
        })
        .filter_map(|held| record_of(dossier, held.plan)?.period_to)
        .filter(|to| *to < today)
        .max();
    let since = before.map(|to| plus_days(to, 1)).or(start).unwrap_or(today).min(today);
    let said = |of: fn(&Review<'_>) -> Option<Date>| record.and_then(of);
    let to = said(|it| it.period_to).or(said(|it| it.held_on)).unwrap_or(today);
    (said(|it| it.period_from).unwrap_or(since.min(to)), to)
}

impl Looked<'_, '_> {
    /// Whether it may leave out what the yearly and the last one look at: what was gained and paid,
    /// what was expected, and each party's own view.
    #[must_use]
    pub fn is_short(&self, significance: Significance) -> bool {
        match self.plan.and_then(|plan| plan.kind) {
            Some(kind) => matches!(kind, ReviewKind::Interim | ReviewKind::Exceptional),
            None => significance == Significance::Minor,
        }
    }
}

/// The day something was done or given up.
pub(super) fn settled(one: &Occurrence<'_>) -> Option<Date> {
    one.completed.or(one.cancelled).map(|(_, on)| on)
}

/// What a review has to say something of, in the order of its record.
#[must_use]
pub fn items<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, '_>) -> Vec<Item<'a>> {
    let Some(agreement) = &case.dossier.agreement else { return Vec::new() };
    let short = looked.is_short(case.dossier.significance());
    let mut items = Vec::new();
    macro_rules! add {
        ($of:ident, $list:literal, $verdict:literal, $what:literal) => {
            items.extend(agreement.$of.iter().filter_map(|item| {
                Some(Item { list: $list, verdict: $verdict, what: $what, id: item.id? })
            }));
        };
    }
    add!(objective, "objective_result", "achieved", "objective");
    if !short {
        add!(outcome, "outcome_result", "achieved", "outcome");
        add!(service_level, "service_level_result", "measured", "service level");
    }
    let actions = agreement.action.iter().filter(|action| {
        let Some(id) = action.id else { return false };
        let standing = case.reckoning.actions.iter().find(|standing| standing.id == id);
        // What was settled before the time one looks at was looked at then.
        let settled = standing.is_some_and(|standing| {
            standing.occurrences.iter().all(|one| settled(one).is_some_and(|on| on < looked.from))
        });
        if settled {
            return false;
        }
        let news = standing.is_some_and(|standing| {
            standing.occurrences.iter().any(|one| {
                one.last_news.is_some_and(|on| on <= looked.to) && (!short || !one.is_open())
            })
        });
        let due = |day: Option<Date>| day.is_some_and(|day| day <= looked.to);
        news || due(action.due) || !short && due(action.start.or(action.due))
    });
    items.extend(actions.filter_map(|action| {
        let (list, verdict) = ("action_result", "outcome");
        Some(Item { list, verdict, what: "action", id: action.id? })
    }));
    if !short {
        add!(cost, "cost_result", "actual", "cost");
        add!(benefit, "benefit_result", "actual", "benefit");
        add!(expectation, "expectation_result", "met", "expectation");
    }
    items
}
