//! A report that was made, or its receipt confirmed.

use super::common::{event as logged, listed, one_of, party_of, representative};
use super::common::{unknown, which_of};
use crate::document::quoted;
use crate::draft::{EventDraft, Mistake};
use crate::model::agreement::Reporting;
use crate::model::date::{Date, Frequency};
use crate::model::event::{Body, Event, EventKind, ReportEvent, ReportStep};
use crate::model::reckon::signoff::State;
use crate::rules::{Case, shell};

fn arrangement<'c, 'a>(case: &Case<'c, 'a>, id: &str) -> Result<&'c Reporting<'a>, Mistake> {
    case.dossier.arrangement(id).ok_or_else(|| {
        let agreement = case.dossier.agreement.as_ref();
        let all = agreement.map_or(&[][..], |agreement| &agreement.reporting);
        let known: Vec<&str> = all.iter().filter_map(|item| item.id).collect();
        unknown("report of this agreement", id, &known, "the agreement arranges none")
    })
}

/// The reports that a party of ours has agreed to send to another, by their ids.
#[must_use]
pub fn arranged(case: &Case<'_, '_>, to: &str) -> Vec<String> {
    let agreement = case.dossier.agreement.as_ref();
    let all = agreement.map_or(&[][..], |agreement| &agreement.reporting).iter();
    let ours = |party: &str| party != to && case.dossier.is_ours(&case.scene.frame, party);
    let fitting = all.filter(|item| item.to.contains(&to) && item.from.is_some_and(ours));
    fitting.filter_map(|item| item.id.map(str::to_owned)).collect()
}

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let arrangement = arrangement(case, &event.subject)?;
    let step = event.step();
    event.words = vec![event.subject.clone(), step.clone()];
    if step == "acknowledged" {
        acknowledged(case, event);
        return Ok(());
    }
    event.set_text_if_open("from", arrangement.from);
    let standing = case.reckoning.reporting.iter().find(|it| it.id == event.subject);
    let day = event.day_of("due");
    let owed = standing.and_then(|standing| {
        let wanted = |due| day.is_none_or(|day| day == due);
        let open = standing.oldest_late.iter().chain(&standing.soon);
        open.into_iter().find(|one| wanted(one.original))
    });
    // What is further ahead than one looks is the next that is owed.
    let ahead = || standing.and_then(|standing| standing.nearest(standing.next?));
    let next = owed.map(|one| one.original).or_else(ahead).filter(|_| day.is_none());
    // One that lies behind the day for which it was just made is never meant by chance.
    if let Some(due) = next.filter(|due| made_ahead(case, event, *due).is_none()) {
        event.set("due", due.to_string());
    }
    let to: &[&str] = owed.map_or(&arrangement.to, |one| &one.owed_to);
    if !event.has("to") && !to.is_empty() {
        let names: Vec<String> = to.iter().map(|party| quoted(party)).collect();
        event.set("to", format!("[{}]", names.join(", ")));
    }
    let from = event.text_of("from");
    event.set_text_if_open("by", representative(case, from.as_deref()));
    Ok(())
}

fn acknowledged(case: &Case<'_, '_>, event: &mut EventDraft) {
    let followed = event.text_of("follows");
    let waiting = |party: &str| match &followed {
        Some(follows) => reached(case, follows).contains(&party),
        None => !unconfirmed(case, event, party).is_empty(),
    };
    let parties = case.dossier.head.party.iter().filter_map(|party| party.id);
    let parties: Vec<&str> = parties.filter(|party| waiting(party)).collect();
    let speaks = party_of(case, event.text_of("by").as_deref());
    event.set_text_if_open("party", speaks.or_else(|| one_of(case, &parties)));
    let Some(party) = event.text_of("party") else { return };
    if let [one] = unconfirmed(case, event, &party)[..] {
        event.set_text_if_open("follows", Some(one.id));
    }
    event.set_text_if_open("by", representative(case, Some(&party)));
}

/// Every report on an arrangement that was made, in the order in which they count.
fn made<'c, 'a>(
    case: &Case<'c, 'a>,
    arrangement: &str,
) -> impl DoubleEndedIterator<Item = (&'c Event<'a>, &'c ReportEvent<'a>)> {
    let of = |event: &'c Event<'a>| match &event.body {
        Body::Report(own) if own.event == Some(ReportStep::Reported) => Some((event, own)),
        _ => None,
    };
    let events = case.dossier.in_order().filter_map(of);
    events.filter(move |(_, own)| own.arrangement == Some(arrangement))
}

/// The parties that a report went to.
fn reached<'a>(case: &Case<'_, 'a>, id: &str) -> Vec<&'a str> {
    match logged(case, EventKind::Report, id).map(|event| &event.body) {
        Some(Body::Report(own)) => own.to.clone(),
        _ => Vec::new(),
    }
}

/// The event with which a party confirmed that a report came.
fn confirmed<'a>(case: &Case<'_, 'a>, id: &str, party: &str) -> Option<&'a str> {
    let corrects = logged(case, EventKind::Report, id).and_then(|event| event.envelope.corrects);
    let mut events = case.dossier.report_events().filter(|(event, own)| {
        let follows = event.envelope.follows;
        own.event == Some(ReportStep::Acknowledged)
            && own.party == Some(party)
            && follows.is_some_and(|it| it == id || Some(it) == corrects)
    });
    events.next().map(|(event, _)| event.id)
}

/// The reports that went to a party by that day, and that it has not confirmed.
fn unconfirmed<'c, 'a>(case: &Case<'c, 'a>, event: &EventDraft, party: &str) -> Vec<&'c Event<'a>> {
    let made = made(case, &event.subject).filter(|(made, own)| {
        own.to.contains(&party)
            && made.on().is_some_and(|on| on <= event.on)
            && confirmed(case, made.id, party).is_none()
    });
    made.map(|(made, _)| made).collect()
}

/// Which report an entry acknowledges, in words.
pub(super) fn answers(case: &Case<'_, '_>, event: &EventDraft) -> Option<String> {
    let id = event.text_of("follows").filter(|_| event.step() == "acknowledged")?;
    let (made, own) = made(case, &event.subject).find(|(made, _)| made.id == id)?;
    Some(format!("it acknowledges the report of {} of {}", own.from?, made.on()?))
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    if event.step() == "acknowledged" {
        return receipt(case, event);
    }
    let ahead = ahead(event);
    ahead.or_else(|| match event.has("due") {
        true => twice(case, event),
        false => made_already(case, event).or_else(|| unowed(case, event)),
    })
}

/// That it would tell of days that have not come: nobody knows yet how they went.
fn ahead(event: &EventDraft) -> Option<Mistake> {
    let to = event.day_of("period_to").filter(|to| *to > event.on)?;
    let says = format!("the period runs to {to}, and the report is of {}", event.on);
    let help = "end the period on the day of the report, or before: `--period-to DATE`";
    Some(Mistake::new(says, help).about("period_to"))
}

/// The report that was made before its day, and is still ahead of it, where the next is due later.
fn made_ahead<'c, 'a>(
    case: &'c Case<'_, 'a>,
    event: &EventDraft,
    next: Date,
) -> Option<(&'c Event<'a>, Date)> {
    let from = event.text_of("from");
    let own = made(case, &event.subject).filter(|(_, own)| own.from == from.as_deref());
    let (last, due) =
        own.filter_map(|(known, own)| Some((known, own.due?))).max_by_key(|it| it.1)?;
    (due >= event.on && next > due).then_some((last, due))
}

/// That the one which is due was made already, and the next is meant by name alone.
fn made_already(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let name = &event.subject;
    let standing = case.reckoning.reporting.iter().find(|it| it.id == name)?;
    let next = standing.nearest(standing.next?)?;
    let (made, due) = made_ahead(case, event, next)?;
    Some(
        Mistake::new(
            format!("{name} due on {due} was reported already ({}), and the next is due on {next}", made.id),
            format!(
                "to put that entry right, `--corrects {}`; if the next one is meant, name it: `--due {next}`",
                made.id
            ),
        )
        .about("due"),
    )
}

/// That no day of its arrangement asks for a report, though its days are known: the text that
/// arranges it is not in force, or all that was owed was sent.
fn unowed(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let arrangement = case.dossier.arrangement(&event.subject)?;
    arrangement.first_due.filter(|_| arrangement.frequency.is_some_and(Frequency::is_dated))?;
    let (id, name) = (shell(case.dossier.id), &event.subject);
    let day = "say for which day it is: `--due DATE`";
    if case.reckoning.reporting.iter().any(|standing| standing.id == name) {
        let says = format!("no report `{name}` is owed any more");
        return Some(Mistake::new(says, day).about("due"));
    }
    let signoffs = &case.reckoning.signoffs;
    let missing = signoffs.parties.iter().filter(|one| one.state != State::Holds);
    let missing: Vec<&str> = missing.map(|one| one.party).collect();
    let says = format!("report `{name}` is not in force");
    Some(match missing.first() {
        None => Mistake::new(format!("{says} yet"), day),
        Some(first) => Mistake::new(
            format!("{says}: version {} is not signed by {}", signoffs.version, listed(&missing)),
            format!("have it signed first: `comity agree {id} --sign {}`; or {day}", shell(first)),
        ),
    })
}

fn twice(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (due, from, to) = (event.day_of("due")?, event.text_of("from")?, event.texts_of("to", ""));
    let standing = case.reckoning.reporting.iter().find(|it| it.id == event.subject);
    if let Some(standing) = standing.filter(|standing| !standing.has_occurrence(due)) {
        let near = standing.nearest(due).map(|near| format!("; {near} is: `--due {near}`"));
        return Some(
            Mistake::new(
                format!("{due} is no day on which report `{}` is due", event.subject),
                format!("name the day it was due{}", near.unwrap_or_default()),
            )
            .about("due"),
        );
    }
    let same = || {
        made(case, &event.subject)
            .filter(|(_, own)| own.due == Some(due) && own.from == Some(&*from))
    };
    let known = |party: &String| same().any(|(_, own)| own.to.contains(&&**party));
    let (first, _) = same().next()?;
    to.iter().all(known).then(|| {
        Mistake::new(
            format!("{} due on {due} was reported already ({})", event.subject, first.id),
            format!(
                "to put that entry right, `--corrects {}`; or name another day: `--due DATE`",
                first.id
            ),
        )
        .about("due")
    })
}

fn of_day(day: Date) -> String {
    format!("of {day}")
}

fn receipt(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (party, follows) = (event.text_of("party"), event.text_of("follows"));
    let Some(party) = party else {
        return Some(
            Mistake::new(
                "nothing says which party acknowledges",
                "name it: `--party PARTY`, or the role that writes: `--by ROLE`",
            )
            .about("party"),
        );
    };
    let Some(follows) = follows else {
        let open = unconfirmed(case, event, &party);
        let what = format!("reports on {} wait for {party} to acknowledge them", event.subject);
        let days = open.iter().map(|one| (one.id, one.on().map_or_else(String::new, of_day)));
        if let Some(mistake) = which_of(&what, days) {
            return Some(mistake);
        }
        let last = made(case, &event.subject).rev().find(|(_, own)| own.to.contains(&&*party));
        let says = match last {
            Some((made, _)) => format!("{party} has acknowledged `{}` already", made.id),
            None => format!("no report on {} has gone to {party}", event.subject),
        };
        return Some(Mistake::new(says, "log `reported` first, or name one: `--follows ID`"));
    };
    if let Some(before) = confirmed(case, &follows, &party) {
        let says = format!("{party} has acknowledged `{follows}` already ({before})");
        return Some(Mistake::new(says, "to put that entry right, `--corrects ID`"));
    }
    let made: Vec<&str> = made(case, &event.subject).map(|(made, _)| made.id).collect();
    if !made.contains(&&*follows) {
        let says = format!("`{follows}` is no report on {}", event.subject);
        let help = made.last().map(|last| format!("did you mean `{last}`?")).unwrap_or_default();
        return Some(Mistake::new(says, help).about("follows"));
    }
    let to = reached(case, &follows);
    (!to.contains(&&*party)).then(|| {
        let says = format!("`{follows}` did not go to {party}");
        Mistake::new(says, format!("it went to {}", listed(&to))).about("party")
    })
}
