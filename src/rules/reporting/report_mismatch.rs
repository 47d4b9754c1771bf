//! A report that is not the one arranged: another sender, other receivers, another day.

use super::owed::{listed, made, representative};
use crate::model::agreement::Reporting;
use crate::model::date::{Date, Frequency};
use crate::model::declare::Stage;
use crate::model::event::ReportEvent;
use crate::model::reckon::wording::Wording;
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "report-mismatch",
    from: Stage::Active,
    criteria: &["S0.15"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

const CORRECT: &str = "if the log is wrong, add the report once more with `corrects` naming this \
                       event; if the arrangement is, amend the agreement";

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (_, own, arrangement, on) in made(case) {
        let Some(id) = arrangement.id.filter(|_| !case.reckoning.is_history(on)) else { continue };
        let owner = own.from.and_then(|from| representative(case.dossier, from));
        people(case, own, arrangement, id, on, owner, findings);
        let dated = arrangement.frequency.is_some_and(Frequency::is_dated);
        let standing = case.reckoning.reporting.iter().find(|standing| standing.id == id);
        let Some(standing) = standing.filter(|_| dated) else { continue };
        let near = |day: Date| {
            standing.nearest(day).map_or_else(String::new, |day| format!("write `due = {day}`; "))
        };
        let problem = match own.due {
            Some(due) if standing.has_occurrence(due) => continue,
            Some(due) => Problem::at(own.at.key("due"), id)
                .says(format!("{due} is no day on which report `{id}` is due"))
                .help(format!("{}{CORRECT}", near(due))),
            None => Problem::at(own.at.key("due"), id)
                .says(format!("it is not said which report `{id}` this is: `due` is missing"))
                .help(format!("{}{CORRECT}", near(on))),
        };
        findings.add(problem.owner(owner));
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
    owner: Option<&str>,
    findings: &mut Findings<'_>,
) {
    let exists = |party: &&str| case.dossier.party(party).is_some();
    let senders =
        [arrangement.from, Wording::of(case.dossier, id, "from").text_on(on, arrangement.from)];
    if let (Some(from), Some(arranged)) = (own.from.filter(exists), arrangement.from)
        && !senders.contains(&Some(from))
    {
        findings.add(
            Problem::at(own.at.key("from"), id)
                .says(format!(
                    "report `{id}` comes from `{from}`, and is to come from `{arranged}`"
                ))
                .help(format!("write `from = \"{arranged}\"`; {CORRECT}"))
                .owner(owner),
        );
    }
    let mut receivers = Wording::of(case.dossier, id, "to").list_on(on, &arrangement.to);
    receivers.extend(&arrangement.to);
    if receivers.is_empty() {
        return;
    }
    for (at, party) in own.to.iter().enumerate() {
        if exists(party) && !receivers.contains(party) {
            let arranged = listed(&arrangement.to);
            findings.add(
                Problem::at(own.at.item("to", at), id)
                    .says(format!(
                        "report `{id}` goes to `{party}`, and is arranged for {arranged}"
                    ))
                    .help(format!("leave `{party}` out of `to`; {CORRECT}"))
                    .owner(owner),
            );
        }
    }
}
