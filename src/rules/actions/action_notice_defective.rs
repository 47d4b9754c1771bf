//! A notice that an action cannot be done, without the reason or not given to all it touches.

use super::{listed, owed, told_on};
use crate::model::declare::Stage;
use crate::model::reckon::action::Lateness;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

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
        let mut wrong = Vec::new();
        if !notice.has_reason {
            wrong.push("gives no reason".to_owned());
        }
        let untold = !notice.untold.is_empty() && !notice.unclear;
        if untold {
            wrong.push(format!("was not given to {}", listed(&notice.untold)));
        }
        // One event at a time: what is left is told again.
        let (help, lines) = if notice.has_reason {
            let told = told_on(&notice.untold, today);
            let new = owed.event(case, "told", owed.occurrence);
            (
                format!("tell {}, and log it", listed(&notice.untold)),
                new.text("follows", id).raw("informed", told),
            )
        } else {
            let then = if untold { "; then tell the rest" } else { "" };
            (
                format!("correct the notice: give the `reason`{then}"),
                remedy::again(case, event).open("reason"),
            )
        };
        let slips = owed.slips(case);
        let key = if notice.has_reason { "informed" } else { "reason" };
        let problem = Problem::at(event.at().key(key), owed.id)
            .known_by_each(slips.iter().map(|day| format!("{day} {}", wrong.join(", "))))
            .says(format!(
                "the notice of {} that {} cannot be done as agreed {}",
                notice.on,
                owed.name(owed.occurrence),
                wrong.join(", and ")
            ))
            .help(help)
            .write(lines.write())
            .owner(owed.standing.owner)
            .age(crate::model::date::days_between(notice.on, today));
        findings.add(problem);
    }
}
