//! The end of a collaboration: what is still open, and what speaks against closing it.

use super::plan::looked;
use super::recommendation::{Advice, advice};
use super::sign::who_signs;
use super::{lacking, went};
use crate::document::{Document, Source};
use crate::draft::{EventDraft, Mistake};
use crate::model::agreement::ResourceKind;
use crate::model::date::Date;
use crate::model::event::{Body, InformationStep};
use crate::model::reckon::signoff::State;
use crate::model::review::ActionOutcome;
use crate::rules::{Case, shell};

/// One flow of information, and what is to become of it.
#[derive(Debug, Clone, Copy)]
pub struct Flow<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub title: Option<&'a str>,
    /// What was agreed for the end.
    pub at_exit: Option<&'a str>,
    /// Who gets at it.
    pub access: Option<&'a str>,
    /// The day on which its disposal was logged.
    pub disposed: Option<Date>,
}

/// A report that is late.
#[derive(Debug, Clone, Copy)]
pub struct Owed<'a> {
    /// The arrangement.
    pub id: &'a str,
    /// The day the oldest was due.
    pub due: Date,
    /// How many are late.
    pub late: usize,
    /// The party that reports.
    pub from: &'a str,
}

/// What is open when a collaboration ends.
#[derive(Debug, Clone, Default)]
pub struct Ending<'a> {
    /// Whether anybody has ever signed: else nothing is owed.
    pub agreed: bool,
    /// The open actions: id, the day due, the role that answers for it.
    pub actions: Vec<(&'a str, Date, Option<&'a str>)>,
    /// The reports that are late.
    pub reports: Vec<Owed<'a>>,
    /// What was recommended and became nothing yet.
    pub recommendations: Vec<Advice<'a>>,
    /// Every flow of information.
    pub flows: Vec<Flow<'a>>,
    /// What was agreed on money at the end, and who holds it.
    pub money: Vec<String>,
    /// What was agreed on things at the end, and which were lent.
    pub assets: Vec<String>,
    /// What went wrong and how it is kept from happening again, from all reviews and issues.
    pub lessons: Vec<&'a str>,
    /// The review that closes it, where one is planned: its plan, and whether all agreed its record.
    pub final_review: Option<(&'a str, bool)>,
}

/// What is open today.
#[must_use]
pub fn ending<'a>(case: &Case<'_, 'a>) -> Ending<'a> {
    let (dossier, reckoning) = (case.dossier, case.reckoning);
    let mut ending =
        Ending { agreed: reckoning.signoffs.first_ever.is_some(), ..Ending::default() };
    let Some(agreement) = dossier.in_force() else { return ending };
    let owner = |id: &str| reckoning.actions.iter().find(|it| it.id == id).and_then(|it| it.owner);
    ending.actions = went(case)
        .into_iter()
        .filter(|went| went.outcome == ActionOutcome::Open)
        .map(|went| (went.id, went.due, owner(went.id)))
        .collect();
    ending.reports = reckoning
        .reporting
        .iter()
        .filter_map(|standing| {
            let oldest = standing.oldest_late.as_ref()?;
            Some(Owed {
                id: standing.id,
                due: oldest.original,
                late: standing.late,
                from: standing.from,
            })
        })
        .collect();
    ending.recommendations = advice(case).into_iter().filter(Advice::is_open).collect();
    ending.flows = agreement.information.iter().filter_map(|flow| flow_of(case, flow)).collect();
    let exit = agreement.exit.as_ref();
    let holder = agreement.governance.as_ref().and_then(|governance| governance.money_held_by);
    ending.money.extend(exit.and_then(|exit| exit.money).map(str::to_owned));
    ending.money.extend(holder.map(|party| format!("{party} holds it")));
    ending.assets.extend(exit.and_then(|exit| exit.assets).map(str::to_owned));
    let things = [ResourceKind::Equipment, ResourceKind::Facility, ResourceKind::Data];
    for resource in
        agreement.resource.iter().filter(|it| it.kind.is_some_and(|it| things.contains(&it)))
    {
        let of = resource.party.unwrap_or_default();
        ending.assets.push(format!("{}, from {of}", resource.statement.unwrap_or_default()));
    }
    for record in dossier.reviews.iter().filter_map(|folder| folder.review.as_ref()) {
        ending.lessons.extend(record.failure.iter().filter_map(|failure| failure.prevention));
    }
    ending.lessons.extend(dossier.issue_events().filter_map(|(_, own)| own.lesson));
    ending.final_review = last_review(case);
    ending
}

fn flow_of<'a>(
    case: &Case<'_, 'a>,
    flow: &crate::model::agreement::Information<'a>,
) -> Option<Flow<'a>> {
    let id = flow.id?;
    let disposed = case.dossier.events.iter().filter(|event| !event.corrected).find_map(|event| {
        let Body::Information(own) = &event.body else { return None };
        let is_it = own.information == Some(id) && own.event == Some(InformationStep::Disposed);
        event.on().filter(|on| is_it && *on <= case.scene.today)
    });
    let access = flow.security.as_ref().and_then(|security| security.access);
    Some(Flow { id, title: flow.title, at_exit: flow.at_exit, access, disposed })
}

/// The review that closes it: the one planned as the last, else the newest that was held.
fn last_review<'a>(case: &Case<'_, 'a>) -> Option<(&'a str, bool)> {
    use crate::model::agreement::ReviewKind::Final;
    let reviews = &case.reckoning.reviews;
    let plans = &case.dossier.in_force()?.review_plan;
    let last = plans.iter().find(|plan| plan.kind == Some(Final)).and_then(|plan| plan.id);
    let id = last.or_else(|| reviews.newest().map(|held| held.plan))?;
    Some((id, reviews.of_plan(id).is_some_and(|held| held.is_agreed())))
}

/// Fills in what follows from the record: who writes the end down, and what its file is called.
pub fn complete_closure(case: &Case<'_, '_>, event: &mut EventDraft) {
    event.words = vec!["closed".to_owned()];
    event.set_text_if_open("by", case.writer());
}

/// What speaks against closing it now.
#[must_use]
pub fn against_closing(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    let mut against = Vec::new();
    if let Some((closure, _)) = case.dossier.closures().next().filter(|_| !event.has("corrects")) {
        against.push(Mistake::new(
            format!("it is closed already ({})", closure.id),
            format!("correct that entry with `--corrects {}`", closure.id),
        ));
    }
    let open = ending(case);
    if event.text_of("reason").as_deref() == Some("not-pursued") {
        if let Some(signed) = case.reckoning.signoffs.first_ever {
            against.push(Mistake::new(
                format!("it was pursued: the agreement was first signed on {signed}"),
                "say why it ended: `--reason terminated`, `completed`, `expired` …",
            ));
        }
        return against;
    }
    against.extend(data(&open, event, case.reckoning.signoffs.first_ever));
    if !open.actions.is_empty() && !event.has("actions_handed_to") {
        let names: Vec<&str> = open.actions.iter().map(|(id, ..)| *id).collect();
        against.push(
            Mistake::new(
                format!("{} still open, and nobody goes on with that", names.join(", ")),
                "say who does: `--actions-handed-to WHO`; or log what became of it",
            )
            .about("actions_handed_to"),
        );
    }
    if let Some(plan) = event.text_of("final_review") {
        against.extend(last(case, &plan));
    }
    against
}

/// Data that nobody has returned or deleted yet.
fn data(open: &Ending<'_>, event: &EventDraft, signed: Option<Date>) -> Vec<Mistake> {
    let signed = signed.map(|signed| signed.to_string());
    let settled = settled(event);
    let mut against = Vec::new();
    for flow in open.flows.iter().filter(|flow| flow.disposed.is_none()) {
        let agreed = flow.at_exit.map_or_else(String::new, |text| format!("; agreed was: {text}"));
        match settled.iter().find(|(id, _)| id == flow.id).map(|(_, on)| on) {
            None => against.push(
                Mistake::new(
                    format!("the data of `{}` are still open{agreed}", flow.id),
                    format!(
                        "return or delete them: `--data {} done_on=DATE`",
                        shell(&format!("item={}", flow.id))
                    ),
                )
                .about("data"),
            ),
            Some(Some(on)) if on.as_str() > event.on.to_string().as_str() => {
                against.push(Mistake::new(
                    format!("{on}, on which the data of `{}` are done, lies ahead", flow.id),
                    "close it when that is done",
                ));
            }
            Some(Some(on)) if signed.as_ref().is_some_and(|signed| on < signed) => {
                against.push(Mistake::new(
                    format!(
                        "{on}, on which the data of `{}` are done, lies before the agreement, which \
                         was first signed on {}",
                        flow.id,
                        signed.as_deref().unwrap_or_default()
                    ),
                    "mend the day: `done_on=DATE`",
                ));
            }
            Some(_) => {}
        }
    }
    against
}

/// The flows that a draft says are settled, and the day.
fn settled(event: &EventDraft) -> Vec<(String, Option<String>)> {
    let Some((_, value)) = event.entries.iter().find(|(key, _)| key == "data") else {
        return Vec::new();
    };
    let source = Source::new(String::new(), format!("data = {value}\n").into_bytes());
    let document = Document::parse(&source);
    let items = document.get("data").and_then(|value| value.get_ref().as_array());
    let tables = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
    tables
        .filter_map(|item| {
            let id = item.get("item")?.get_ref().as_str()?.to_owned();
            let on = item.get("done_on").and_then(|value| value.get_ref().as_datetime());
            Some((id, on.map(ToString::to_string)))
        })
        .collect()
}

/// What the last review still lacks.
fn last(case: &Case<'_, '_>, plan: &str) -> Vec<Mistake> {
    let looked = match looked(case, Some(plan)) {
        Ok(looked) => looked,
        Err(mistake) => return vec![mistake.about("final_review")],
    };
    let lacking = lacking(case, &looked);
    if !lacking.is_empty() {
        return lacking.into_iter().map(Mistake::from).collect();
    }
    let open = who_signs(case, plan).into_iter().filter(|one| one.state != State::Holds);
    let open: Vec<&str> = open.map(|one| one.party).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let id = shell(case.dossier.id);
    vec![Mistake::new(
        format!("{} has not agreed the record of `{plan}`", open.join(", ")),
        format!("ask for it: `comity review {id} {} --sign {}`", shell(plan), shell(first)),
    )]
}
