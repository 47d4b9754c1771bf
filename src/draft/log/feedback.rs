//! What one party tells another of their work, and the answer.

use super::common::{event as logged, one_of, party_of, representative, which_of};
use crate::draft::{EventDraft, Mistake};
use crate::model::event::{Body, EventKind, FeedbackEvent, FeedbackStep};
use crate::model::reckon::feedback::{Given, given};
use crate::rules::Case;

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let role = event.text_of("by");
    let speaks = party_of(case, role.as_deref());
    if event.step() == "answered" {
        answered(case, event, speaks);
    } else {
        let to = event.text_of("to");
        let others = case.dossier.head.party.iter().filter_map(|party| party.id);
        let others: Vec<&str> = others.filter(|party| Some(*party) != to.as_deref()).collect();
        event.set_text_if_open("from", speaks.or_else(|| one_of(case, &others)));
        event.subject = to.unwrap_or_default();
        let from = event.text_of("from");
        event.set_text_if_open("by", representative(case, from.as_deref()));
    }
    // An answer is named as what it answers would be: after the party that it goes to.
    event.words = vec![event.subject.clone(), "feedback".to_owned(), event.step()];
    Ok(())
}

fn answered(case: &Case<'_, '_>, event: &mut EventDraft, speaks: Option<&str>) {
    if !event.has("follows") {
        event.set_text_if_open("party", speaks);
        // Which of several is meant nobody can say but who answers.
        if let [one] = &mine(case, event)[..] {
            event.set_text("follows", one.event);
        }
    }
    let told = event.text_of("follows");
    if let Some(own) = told.and_then(|id| told_in(case, &id)) {
        event.subject = own.from.unwrap_or_default().to_owned();
        event.set_text_if_open("party", own.to);
    }
    let party = event.text_of("party");
    event.set_text_if_open("by", representative(case, party.as_deref()));
}

/// What waits for an answer of the party that is named, or of any where none is.
fn mine<'a>(case: &Case<'_, 'a>, event: &EventDraft) -> Vec<Given<'a>> {
    let party = event.text_of("party");
    let is_mine = |one: &Given<'_>| party.as_deref().is_none_or(|it| it == one.to);
    waiting(case, event).into_iter().filter(is_mine).collect()
}

/// Which feedback an entry answers, in words.
pub(super) fn answers(case: &Case<'_, '_>, event: &EventDraft) -> Option<String> {
    let id = event.text_of("follows").filter(|_| event.step() == "answered")?;
    let (own, on) = (told_in(case, &id)?, logged(case, EventKind::Feedback, &id)?.on()?);
    Some(format!("it answers the feedback of {} of {on}", own.from?))
}

/// What was given by that day and not answered.
fn waiting<'a>(case: &Case<'_, 'a>, event: &EventDraft) -> Vec<Given<'a>> {
    let all = given(case.dossier, case.scene.today).into_iter();
    all.filter(|one| one.answered.is_none() && one.on <= event.on).collect()
}

/// The feedback that an event gave.
fn told_in<'c, 'a>(case: &Case<'c, 'a>, id: &str) -> Option<&'c FeedbackEvent<'a>> {
    match &logged(case, EventKind::Feedback, id)?.body {
        Body::Feedback(own) if own.event == Some(FeedbackStep::Given) => Some(own),
        _ => None,
    }
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    if event.step() != "answered" {
        let (from, to) = (event.text_of("from")?, event.text_of("to")?);
        return (from == to).then(|| {
            Mistake::new(
                format!("{from} would tell itself how it works"),
                "name the party that is told: `--to PARTY`",
            )
            .about("to")
        });
    }
    let Some(follows) = event.text_of("follows") else {
        let waiting = waiting(case, event);
        let party = event.text_of("party");
        let several = mine(case, event);
        if let Some(first) = several.first().filter(|one| several.iter().all(|it| it.to == one.to))
        {
            let what = format!("entries of feedback to {} wait for an answer", first.to);
            let each = several.iter().map(|one| (one.event, format!("{} of {}", one.from, one.on)));
            return which_of(&what, each);
        }
        let (says, help) = match &waiting[..] {
            [] => ("no feedback waits for an answer".to_owned(), "log `given` first".to_owned()),
            [first, ..] => match party {
                Some(party) => (
                    format!("no feedback to {party} waits for an answer"),
                    format!("`{}` does", first.event),
                ),
                None => (
                    "feedback to several parties waits for an answer".to_owned(),
                    "name the party that answers: `--party PARTY`".to_owned(),
                ),
            },
        };
        return Some(Mistake::new(says, help).about("party"));
    };
    let Some(own) = told_in(case, &follows) else {
        let says = format!("`{follows}` gave no feedback, so there is nothing to answer");
        return Some(
            Mistake::new(says, "name the event that did: `--follows ID`").about("follows"),
        );
    };
    let all = given(case.dossier, case.scene.today);
    if let Some(on) = all.iter().find(|one| one.event == follows).and_then(|one| one.answered) {
        let says = format!("`{follows}` was answered on {on}");
        return Some(Mistake::new(says, "to put that entry right, `--corrects ID`"));
    }
    let party = event.text_of("party")?;
    (own.to.is_some_and(|to| to != party)).then(|| {
        let to = own.to.unwrap_or_default();
        Mistake::new(
            format!("`{follows}` was given to {to}, and {party} would answer it"),
            format!("let {to} answer: `--party {to}`"),
        )
        .about("party")
    })
}
