//! Two days that stand the wrong way round: an end before its start.

use super::date_in_future::day_at;
use super::spots;
use crate::document::{Place, Spot};
use crate::model::agreement::Term;
use crate::model::date::{Date, days_between};
use crate::model::declare::{Record, Stage, Table};
use crate::model::reckon::Reckoning;
use crate::model::reckon::leaving::{OWES, left_open};
use crate::model::reckon::review::record_of;
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "date-order",
    criteria: &["S0.7", "S0.12"],
    check: Check::Files(check),
    ..Rule::BASE
};

/// One pair that stands the wrong way round.
struct Wrong<'a> {
    spot: Spot<'a>,
    says: String,
    help: String,
    /// The criteria that it is in the way of wherever it stands.
    against: &'static [&'static str],
}

fn check<'a>(files: &Files<'_, 'a>, findings: &mut Findings<'_>) {
    let mut wrong: Vec<Wrong<'a>> = Vec::new();
    let mut look = |table: &'static Table, place: &Place<'a>| {
        let mut dates = table.dates & place.filled;
        while dates != 0 {
            let field = &table.fields[dates.trailing_zeros() as usize];
            dates &= dates - 1;
            wrong.extend(field.not_before.iter().filter_map(|first| {
                let (day, edge) = (day_at(place, field.key)?, edge(files, place, first)?);
                let says = |first| format!("`{}` ({day}) lies before {first} ({edge})", field.key);
                (day < edge).then(|| bound(place, field.key, first, says))
            }));
            wrong.extend(field.not_after.iter().filter_map(|last| {
                let (day, edge) = (day_at(place, field.key)?, edge(files, place, last)?);
                let says = |last| format!("`{}` ({day}) lies after {last} ({edge})", field.key);
                (day > edge).then(|| bound(place, field.key, last, says))
            }));
        }
    };
    match files.dossier {
        Some(dossier) => {
            dossier.visit(&mut look);
            renewal(files, &mut wrong);
            plans(files, &mut wrong);
            opening(files, &mut wrong);
            decision(files, &mut wrong);
            amendments(files, &mut wrong);
            signatures(files, &mut wrong);
            suspension(files, &mut wrong);
            leaving(files, &mut wrong);
        }
        None => {
            let organisations = &files.scene.frame.organisations;
            organisations.iter().for_each(|(_, page)| page.visit(&mut look));
            let events = files.scene.frame.events.iter().filter(|event| !event.corrected);
            events.for_each(|event| event.visit(&mut look));
        }
    }
    for Wrong { spot, says, help, against } in wrong {
        if spots::is_reliable(files, &spot) {
            let problem = Problem::at(spot, spots::subject(files, &spot)).says(says).help(help);
            findings.add(problem.against(against));
        }
    }
}

/// The day that a declaration names as the edge of another. That of an event whose day lies ahead is
/// told as such, and one that a review covers is history.
fn edge<'a>(files: &Files<'_, 'a>, place: &Place<'a>, named: &str) -> Option<Date> {
    let day = match named.strip_prefix('/') {
        None => day_at(place, named)?,
        Some(key) => {
            let root = files.documents.get(place.file)?.root();
            day_at(&Place { file: place.file, table: Some(root), ..Place::default() }, key)?
        }
    };
    let history = || files.reckoning.is_some_and(|it| it.is_history(day));
    let settled = is_of_event(named) && (day > files.scene.today || history());
    (!settled).then_some(day)
}

/// Whether an edge is the day of the event that it stands in.
fn is_of_event(edge: &str) -> bool {
    ["on", "/on"].contains(&edge)
}

/// A day on the wrong side of its edge.
fn bound<'a>(
    place: &Place<'a>,
    key: &'static str,
    edge: &str,
    says: impl FnOnce(String) -> String,
) -> Wrong<'a> {
    let named = match edge {
        _ if is_of_event(edge) => "the day of the event".to_owned(),
        edge => format!("`{}`", edge.trim_start_matches('/')),
    };
    // What happened within an event holds what was known on its day.
    let help = match edge {
        "/on" => "log what came later by itself, and name this event in its `follows`",
        _ => "put the wrong one of the two days right",
    };
    Wrong { spot: place.key(key), says: says(named), help: help.to_owned(), against: &[] }
}

/// A review that nobody has held is planned within the time that it looks at.
fn plans<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some((dossier, reckoning)) = files.dossier.zip(files.reckoning) else { return };
    let Some(agreement) = &dossier.agreement else { return };
    let Some(start) = agreement.term.as_ref().and_then(|term| term.effective_on) else { return };
    for plan in &agreement.review_plan {
        let held = plan.id.is_some_and(|id| reckoning.reviews.of_plan(id).is_some());
        if let Some(due) = plan.due.filter(|due| *due < start && !held) {
            wrong.push(Wrong {
                spot: plan.at.key("due"),
                says: format!("a review is due ({due}) before the term begins ({start})"),
                help: "plan it for a day in the term".to_owned(),
                against: &[],
            });
        }
    }
}

/// A change takes effect while there is still something to change.
fn amendments<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some((dossier, reckoning)) = files.dossier.zip(files.reckoning) else { return };
    let Some(agreement) = &dossier.agreement else { return };
    let Some(end) = agreement.term.as_ref().and_then(Term::last_day) else { return };
    // Older ones lead to texts with an end of their own.
    let newest = dossier
        .amendments()
        .filter(|(_, own)| own.to_version.is_some_and(|to| to.0 == agreement.version()));
    for (event, own) in newest {
        let settled = event.on().is_none_or(|on| reckoning.is_history(on));
        if let Some(day) = own.effective_on.filter(|day| *day > end && !settled) {
            wrong.push(Wrong {
                spot: event.at().key("effective_on"),
                says: format!("the change takes effect ({day}) after the term ends ({end})"),
                help: "let it begin within the term, or move the end of the term as well"
                    .to_owned(),
                against: &[],
            });
        }
    }
}

/// Whether to go on is decided while there is still time to give notice.
fn renewal<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let agreement = files.dossier.and_then(|dossier| dossier.agreement.as_ref());
    let Some((agreement, term)) = agreement.and_then(|it| Some((it, it.term.as_ref()?))) else {
        return;
    };
    let (Some(decide), Some(end)) = (term.renewal_decision_by, term.ends_on) else { return };
    let notice = agreement.exit.as_ref().and_then(|exit| exit.notice_days).map_or(0, |it| it.0);
    // An end before the start is one finding, and says enough.
    let started = term.effective_on.is_none_or(|start| start <= end && start <= decide);
    if started && days_between(decide, end) < notice {
        wrong.push(Wrong {
            spot: term.at.key("renewal_decision_by"),
            says: if decide > end {
                format!("`renewal_decision_by` ({decide}) lies after `ends_on` ({end})")
            } else {
                format!(
                    "from `renewal_decision_by` ({decide}) to `ends_on` ({end}) there is no time \
                     for {notice} days of notice"
                )
            },
            help: format!("let `renewal_decision_by` lie {notice} days before the last day"),
            against: &[],
        });
    }
}

/// Nothing was signed, and nothing is to be reached, before anybody thought of it.
fn opening<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some((dossier, reckoning)) = files.dossier.zip(files.reckoning) else { return };
    let head = &dossier.head;
    let Some(opened) = head.opened_on.filter(|day| *day <= files.scene.today) else { return };
    if let Some(signed) = reckoning.signoffs.first_ever.filter(|signed| *signed < opened) {
        wrong.push(Wrong {
            spot: head.at.key("opened_on"),
            says: format!("the first sign-off ({signed}) lies before `opened_on` ({opened})"),
            help: "say when the thought was first written down, on paper or here".to_owned(),
            against: &[],
        });
    }
    let objectives = dossier.agreement.iter().flat_map(|agreement| &agreement.objective);
    for objective in objectives {
        if let Some(due) = objective.due.filter(|due| *due < opened) {
            wrong.push(Wrong {
                spot: objective.at.key("due"),
                says: format!("an objective is due ({due}) before `opened_on` ({opened})"),
                help: "put the wrong one of the two days right".to_owned(),
                against: &[],
            });
        }
    }
}

/// Nobody signs what was not decided yet.
fn decision<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let (Some(dossier), Some(reckoning)) = (files.dossier, files.reckoning) else { return };
    let decision = dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    let Some((decision, decided)) = decision.and_then(|it| Some((it, it.decided_on?))) else {
        return;
    };
    // A day that has not come is told as such.
    if let Some(signed) = reckoning.signoffs.first_ever
        && signed < decided
        && decided <= files.scene.today
        && !reckoning.is_history(signed)
    {
        wrong.push(Wrong {
            spot: decision.at.key("decided_on"),
            says: format!("the first sign-off ({signed}) lies before `decided_on` ({decided})"),
            help: "put the day right; if it did come later, a review that all agree settles it"
                .to_owned(),
            // What was decided, and what was signed before that.
            against: &["S0.3", "S0.5", "S1.2", "S1.3a"],
        });
    }
}

/// What rests is not worked on. The day that is said for it would stop deadlines that had gone by.
fn suspension<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some(dossier) = files.dossier else { return };
    let worked = Reckoning::worked_while_suspended(dossier, files.scene.today);
    let Some((since, last)) = dossier.head.suspended_since.zip(worked) else { return };
    wrong.push(Wrong {
        spot: dossier.head.at.key("suspended_since"),
        says: format!("`suspended_since` ({since}) lies before work that was done ({last})"),
        help: format!("take it out if the work goes on; else let it be {last} or later"),
        against: &[],
    });
}

/// Nobody answers for what is to be done after its party has left.
fn leaving<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some((dossier, reckoning)) = files.dossier.zip(files.reckoning) else { return };
    if reckoning.stage.claimed == Stage::Closed {
        return;
    }
    wrong.extend(left_open(dossier, reckoning).into_iter().map(|it| Wrong {
        spot: it.action.at.key(it.key),
        says: format!("`{}` leaves on {}, and {OWES} `{}`", it.party, it.left, it.id),
        help: "give it to another party, let it end before, or take it out".to_owned(),
        against: &[],
    }));
}

/// Nobody signs a text before it was made: the record of a review that is still to be held, or a
/// version that a later change leads to.
fn signatures<'a>(files: &Files<'_, 'a>, wrong: &mut Vec<Wrong<'a>>) {
    let Some(dossier) = files.dossier else { return };
    let past = |day: &Date| *day <= files.scene.today;
    for (event, own) in dossier.signoffs() {
        let Some(on) = event.on().filter(past) else { continue };
        let (made, what) = match own.review {
            Some(plan) => {
                let record = record_of(dossier, plan);
                (record.and_then(|it| it.held_on), format!("the review `{plan}` was held"))
            }
            None => {
                let version = own.agreement_version.map_or(1, |it| it.0);
                let leads = dossier
                    .amendments()
                    .filter(|(_, change)| change.to_version.is_some_and(|to| to.0 == version));
                let first = leads.filter_map(|(change, _)| change.on()).min();
                (first, format!("the change to version {version}"))
            }
        };
        if let Some(made) = made.filter(past).filter(|made| on < *made) {
            wrong.push(Wrong {
                spot: event.at().key("on"),
                says: format!("the sign-off ({on}) lies before {what} ({made})"),
                help: "put the wrong one of the two days right".to_owned(),
                against: &[],
            });
        }
    }
}
