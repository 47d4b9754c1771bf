//! A report that is not the one arranged: another sender, other receivers, another day.

use super::owed::{listed, made, representative};
use crate::document::{list, quoted};
use crate::model::agreement::Reporting;
use crate::model::date::{Date, Frequency};
use crate::model::declare::Stage;
use crate::model::event::ReportEvent;
use crate::model::reckon::wording::Wording;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "report-mismatch",
    from: Stage::Active,
    criteria: &["S0.15"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (event, own, arrangement, on) in made(case) {
        let Some(id) = arrangement.id.filter(|_| !case.reckoning.is_history(on)) else { continue };
        let owner = own.from.and_then(|from| representative(case.dossier, from));
        let mut tell = |problem: Problem<'_>, key: &'static str, value: Option<String>| {
            let right = value.map(|value| remedy::again(case, event).raw(key, value).write());
            let now = format!("mend `{key}`, or amend the arrangement if that is what is wrong");
            let problem = problem.help_at_writing(Some(now));
            findings.add(problem.owner(owner).write(right).help(format!(
                "correct `{key}` of the report, or amend the arrangement if that is what is wrong"
            )));
        };
        people(case, own, arrangement, id, on, &mut tell);
        day(case, own, arrangement, id, on, &mut tell);
    }
}

/// Whether it went from and to those whom the arrangement names, by the text of that day or the one
/// on file.
fn people(
    case: &Case<'_, '_>,
    own: &ReportEvent<'_>,
    arrangement: &Reporting<'_>,
    id: &str,
    on: Date,
    tell: &mut dyn FnMut(Problem<'_>, &'static str, Option<String>),
) {
    let exists = |party: &&str| case.dossier.party(party).is_some();
    let before = Wording::of(case.dossier, id, "from").text_on(on, arrangement.from);
    if let (Some(from), Some(arranged)) = (own.from.filter(exists), arrangement.from)
        && from != arranged
        && before != Some(from)
    {
        let says = format!("report `{id}` comes from `{from}`, and is to come from `{arranged}`");
        tell(Problem::at(own.at.key("from"), id).says(says), "from", Some(quoted(arranged)));
    }
    let mut receivers = Wording::of(case.dossier, id, "to").list_on(on, &arrangement.to);
    receivers.extend(&arrangement.to);
    for (at, party) in own.to.iter().enumerate() {
        if exists(party) && !receivers.is_empty() && !receivers.contains(party) {
            let arranged = listed(&arrangement.to);
            let says = format!("report `{id}` goes to `{party}`, and is arranged for {arranged}");
            let problem = Problem::at(own.at.item("to", at), id).says(says);
            let right: Vec<&str> =
                own.to.iter().copied().filter(|one| receivers.contains(one)).collect();
            tell(problem, "to", (!right.is_empty()).then(|| list(&right)));
        }
    }
}

/// Whether it says which of the reports that are owed it is.
fn day(
    case: &Case<'_, '_>,
    own: &ReportEvent<'_>,
    arrangement: &Reporting<'_>,
    id: &str,
    on: Date,
    tell: &mut dyn FnMut(Problem<'_>, &'static str, Option<String>),
) {
    let dated = arrangement.frequency.is_some_and(Frequency::is_dated);
    let standing = case.reckoning.reporting.iter().find(|standing| standing.id == id);
    let Some(standing) = standing.filter(|_| dated) else { return };
    let says = match own.due {
        Some(due) if standing.has_occurrence(due) => return,
        Some(due) => format!("{due} is no day on which report `{id}` is due"),
        None => format!("it is not said which report `{id}` this is: `due` is missing"),
    };
    let near = standing.nearest(own.due.unwrap_or(on));
    tell(Problem::at(own.at.key("due"), id).says(says), "due", near.map(|near| near.to_string()));
}
