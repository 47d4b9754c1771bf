//! Each party's own view of how it goes, and where the views differ.

use super::plan::Looked;
use super::sign::who_signs;
use crate::draft::{Entries, Mistake, Page};
use crate::model::declare::nearest;
use crate::model::id::is_kebab;
use crate::model::reckon::signoff::State;
use crate::model::review::{QUESTIONS, View};
use crate::rules::{Case, Finding, shell};

/// The points of each party on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The question.
    pub question: &'a str,
    /// Each party in the order of the views, and its points.
    pub points: Vec<Option<i64>>,
    /// Between the highest and the lowest.
    pub gap: i64,
    /// Whether that is worth talking about.
    pub wide: bool,
}

/// What one party says in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// The party.
    pub party: &'a str,
    /// What helped most.
    pub most_useful: Option<&'a str>,
    /// What it would stop.
    pub would_stop: Option<&'a str>,
    /// What else there is to say.
    pub comment: Option<&'a str>,
}

/// The views of one review.
#[derive(Debug, Clone, Default)]
pub struct Views<'a> {
    /// The parties whose view is on file.
    pub on_file: Vec<&'a str>,
    /// Those whose view is not.
    pub missing: Vec<&'a str>,
    /// Whether they may be read: all are on file, or the review has come to a verdict. Before that,
    /// who read one could not write its own alone.
    pub open: bool,
    /// Question by question; empty while they may not be read.
    pub gaps: Vec<Difference<'a>>,
    /// In words; empty while they may not be read.
    pub told: Vec<Told<'a>>,
}

/// The parties that have a view to give: those that take part by the plan, else all that work.
fn asked<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, '_>) -> Vec<&'a str> {
    let named = looked.plan.map_or(&[][..], |plan| &plan.participants);
    let parties = case.dossier.working_parties(case.scene.today);
    parties.map(|(id, _)| id).filter(|id| named.is_empty() || named.contains(id)).collect()
}

/// A party's own view of a review.
#[must_use]
pub fn view_of<'c, 'a>(case: &'c Case<'_, 'a>, plan: &str, party: &str) -> Option<&'c View<'a>> {
    let folder = case.dossier.reviews.iter().find(|folder| folder.plan == plan)?;
    folder.views.iter().find(|view| view.party == Some(party))
}

/// The views of a review, side by side where they may be read.
#[must_use]
pub fn views<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, '_>) -> Views<'a> {
    let (on_file, missing): (Vec<&str>, Vec<&str>) =
        asked(case, looked).into_iter().partition(|it| view_of(case, looked.id, it).is_some());
    let held = looked.record.is_some_and(|record| record.verdict.is_some());
    let open = !on_file.is_empty() && (missing.is_empty() || held);
    let mut views = Views { on_file, missing, open, ..Views::default() };
    if !open {
        return views;
    }
    let read: Vec<&View<'a>> =
        views.on_file.iter().filter_map(|party| view_of(case, looked.id, party)).collect();
    let points = |view: &View<'a>, question: &str| {
        let points = &view.scores.as_ref()?.points;
        points.iter().find(|(own, _)| *own == question).map(|(_, points)| *points)
    };
    let mut questions: Vec<&'a str> = Vec::new();
    for (question, _) in
        read.iter().filter_map(|view| view.scores.as_ref()).flat_map(|it| &it.points)
    {
        if !questions.contains(question) {
            questions.push(question);
        }
    }
    // The usual questions first, then those of the team.
    questions.sort_by_key(|question| QUESTIONS.iter().position(|it| it == question).unwrap_or(99));
    let limit = case.scene.frame.limits().perception_gap;
    for question in questions {
        let points: Vec<Option<i64>> = read.iter().map(|view| points(view, question)).collect();
        let given = || points.iter().flatten();
        let gap = given().max().zip(given().min()).map_or(0, |(most, least)| most - least);
        views.gaps.push(Difference { question, gap, wide: gap >= limit, points });
    }
    views.told = read
        .iter()
        .filter_map(|view| {
            let (most_useful, would_stop) = (view.most_useful, view.would_stop);
            Some(Told { party: view.party?, most_useful, would_stop, comment: view.comment })
        })
        .collect();
    views
}

/// A view is what a party thought before the record of the review was agreed.
///
/// # Errors
///
/// When somebody has agreed it.
pub fn agreed_already(case: &Case<'_, '_>, plan: &str, party: &str) -> Result<(), Mistake> {
    let signed = who_signs(case, plan).into_iter().filter(|one| one.state == State::Holds);
    let by: Vec<&str> = signed.map(|one| one.party).collect();
    if by.is_empty() {
        return Ok(());
    }
    Err(Mistake::new(
        format!("{} agreed `{plan}`, and a view on file is not changed after that", by.join(", ")),
        format!(
            "say it at the next review: `comity review {} --view {}`",
            shell(case.dossier.id),
            shell(party)
        ),
    ))
}

/// That questions of a view are called nearly as usual ones, besides those that stood there before.
#[must_use]
pub fn slips(view: &Page, before: &Entries) -> Vec<Mistake> {
    let questions = view.table("scores").into_iter().filter(|it| !before.contains(it));
    questions.filter_map(|(question, _)| misspelt(&question)).map(|it| it.about("scores")).collect()
}

/// That a question is called nearly as a usual one. A team may ask its own, under names of their own.
fn misspelt(question: &str) -> Option<Mistake> {
    let near = nearest(question, QUESTIONS.into_iter()).filter(|near| *near != question)?;
    Some(Mistake::new(
        format!("`{question}` is none of the usual questions"),
        format!("did you mean `{near}`? A question of your own takes a name that is less like it"),
    ))
}

/// What speaks against a view, in the words of somebody who types it: it has to stand alone, so all
/// that is found counts. `stray` is what is known of who writes.
#[must_use]
pub fn against_view(found: &[Finding], mut stray: Vec<Mistake>) -> (Vec<Mistake>, Vec<Mistake>) {
    let mut firm = Vec::new();
    for finding in found {
        let help = match &*finding.key {
            "scores" => "give points: `--scores need=4 trust=3 …`".to_owned(),
            "by" if !stray.is_empty() => {
                firm.append(&mut stray);
                continue;
            }
            "by" => "say who writes: `--by ROLE`".to_owned(),
            _ => finding.help.clone(),
        };
        firm.push(Mistake::new(finding.message.clone(), help));
    }
    (firm, stray)
}

/// The representative of a party that works in the collaboration.
///
/// # Errors
///
/// When it is none that does, with the nearest there is.
pub fn speaks_for<'a>(case: &Case<'_, 'a>, party: &str) -> Result<Option<&'a str>, Mistake> {
    let parties = || case.dossier.working_parties(case.scene.today);
    let found = parties().find(|(id, _)| *id == party && is_kebab(id));
    found.map(|(_, party)| party.representative).ok_or_else(|| {
        let help = match nearest(party, parties().map(|(id, _)| id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = parties().map(|(id, _)| id).collect();
                format!("there are: {}", all.join(", "))
            }
        };
        Mistake::new(format!("`{party}` is no party that works in this collaboration"), help)
    })
}
