//! A report went out, and a party that was to receive it has not said that it came.

use super::owed::{made, representative};
use crate::model::date::{days_between, plus_days};
use crate::model::declare::Stage;
use crate::model::event::ReportStep;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "report-unacknowledged",
    severity: from_moderate(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.15", "S0.K13", "S1.6", "S1.B3", "S1.K14"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// So many days a party has to say that a report came.
const GRACE_DAYS: i64 = 30;

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let (dossier, today) = (case.dossier, case.scene.today);
    for (event, own, arrangement, on) in made(case) {
        let last = plus_days(on, GRACE_DAYS);
        let Some(id) = arrangement.id.filter(|_| last < today) else { continue };
        if case.reckoning.is_history(on) || dossier.may_hold_news(id) {
            continue;
        }
        for party in own.to.iter().filter(|party| dossier.party(party).is_some()) {
            let is_said = dossier.report_events().any(|(said, it)| {
                it.event == Some(ReportStep::Acknowledged)
                    && it.party == Some(party)
                    && said.on().is_some_and(|day| day <= today)
                    && said
                        .envelope
                        .follows
                        .and_then(|first| dossier.standing_for(first))
                        .is_some_and(|first| first.id == event.id)
            });
            if is_said {
                continue;
            }
            let role = representative(dossier, party);
            findings.add(
                Problem::at(event.at().key("to"), *party)
                    .says(format!("`{party}` has not said that report `{id}` of {on} came"))
                    .help("ask whether it came and was read, and log that")
                    .write(
                        remedy::event(
                            case,
                            crate::model::event::EventKind::Report,
                            id,
                            "acknowledged",
                        )
                        .text("by", role.unwrap_or("…"))
                        .text("party", party)
                        .text("follows", event.id)
                        .write(),
                    )
                    .owner(role)
                    .age(days_between(last, today)),
            );
        }
    }
}
