//! Which review is meant, the time it looks at, and what it has to look at.

use crate::draft::{Mistake, log::ended};
use crate::model::agreement::{ReviewKind, ReviewPlan};
use crate::model::date::{Date, plus_days};
use crate::model::declare::{Significance, nearest};
use crate::model::id::can_be_directory;
use crate::model::reckon::review::record_of;
use crate::model::review::Review;
use crate::rules::forms::AMEND;
use crate::rules::{Case, Item, Time, each_item, is_short, shell};

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
    let plans = dossier.review_plans();
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
        None => next(case).ok_or_else(|| none_left(case))?,
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

/// The record of a review, from the root of the workspace.
#[must_use]
pub fn record_path(collaboration: &str, plan: &str) -> String {
    format!("collaborations/{collaboration}/reviews/{plan}/review.toml")
}

fn next<'c>(case: &'c Case<'_, '_>) -> Option<&'c str> {
    let reviews = &case.reckoning.reviews;
    let newest = reviews.newest().filter(|held| !held.is_agreed());
    newest.map(|held| held.plan).or_else(|| reviews.open.first().map(|(plan, _)| *plan))
}

/// That every review was held, and what there is to do instead.
fn none_left(case: &Case<'_, '_>) -> Mistake {
    let id = shell(case.dossier.id);
    let amend = match case.reckoning.signoffs.first_ever {
        Some(_) => AMEND,
        None => "",
    };
    let mut ways = vec![format!(
        "plan one: `comity agree {id}{amend} --add review_plan id=… due=DATE lead=…`"
    )];
    if let Some(last) = case.reckoning.reviews.newest() {
        ways.push(format!("look at the last: `comity review {id} {}`", shell(last.plan)));
        if ended(case).is_none() {
            ways.push(format!("end the collaboration: `comity review {id} --close`"));
        }
    }
    Mistake::new("no review is planned that was not held", ways.join("; or "))
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
    let term = dossier.term();
    let start = term.and_then(|term| term.effective_on);
    let rank = |kind: Option<ReviewKind>| match kind {
        Some(ReviewKind::Final) => 2,
        Some(ReviewKind::Annual) => 1,
        Some(ReviewKind::Interim | ReviewKind::Exceptional) | None => 0,
    };
    let own = rank(plan.and_then(|plan| plan.kind));
    let plans = dossier.review_plans();
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
            Some(kind) => is_short(kind),
            None => significance == Significance::Minor,
        }
    }
}

/// What a review has to say something of, in the order of its record.
#[must_use]
pub fn items<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, '_>) -> Vec<Item<'a>> {
    let short = looked.is_short(case.dossier.significance());
    let mut items = Vec::new();
    let time = Time { from: looked.from, to: looked.to, short };
    each_item(case, time, &mut |item| items.push(item));
    items
}
