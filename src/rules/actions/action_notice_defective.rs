//! A notice that an action cannot be done, without the reason or not given to all it touches.

use super::{listed, owed};
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "action-notice-defective",
    severity: always(Severity::Error),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.13", "S0.K9", "S1.4", "S2.K17"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in owed(case).filter(|owed| owed.lateness == Lateness::ToldSome) {
        let Some(notice) = owed.occurrence.notice() else { continue };
        let Some(event) = case.dossier.event(notice.event) else { continue };
        let (id, today) = (notice.event, case.scene.today);
        let (mut wrong, mut help) = (Vec::new(), Vec::new());
        if !notice.has_reason {
            wrong.push("gives no reason".to_owned());
            help.push(format!(
                "give the reason in a new event with the same lines, reason = \"…\" and corrects = \
                 \"{id}\""
            ));
        }
        if !notice.untold.is_empty() && !notice.unclear {
            wrong.push(format!("was not given to {}", listed(&notice.untold)));
            let informed: Vec<String> = notice
                .untold
                .iter()
                .map(|party| format!("{{ party = \"{party}\", on = {today} }}"))
                .collect();
            help.push(format!(
                "tell them: `{}{} --follows {id} --told {}` (by hand: {}, follows = \"{id}\", \
                 informed = [{}])",
                owed.command(case, "told"),
                owed.occurrence_option(owed.occurrence),
                notice.untold.join(","),
                owed.by_hand("told", owed.occurrence),
                informed.join(", ")
            ));
        }
        let key = if notice.has_reason { "informed" } else { "reason" };
        let problem = Problem::at(event.at().key(key), owed.id)
            .says(format!(
                "the notice of {} that {} cannot be done as agreed {}",
                notice.on,
                owed.name(owed.occurrence),
                wrong.join(", and ")
            ))
            .help(help.join("; "))
            .owner(owed.standing.owner)
            .age(crate::model::date::days_between(notice.on, today));
        findings.add(problem);
    }
}
