//! A report that a partner owes is past its days of grace.

use super::owed::{late, listed, reported};
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days};

pub(super) static RULE: Rule = Rule {
    name: "report-overdue-theirs",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.15", "S1.6"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in late(case).iter().filter(|owed| !owed.standing.ours) {
        let one = owed.occurrence;
        let (id, from) = (owed.standing.id, owed.standing.from);
        let to = listed(&one.owed_to);
        let age = days_between(one.due, case.scene.today);
        let more = owed.more_since();
        // Somebody of ours has to ask: it goes to the role that carries the collaboration.
        findings.add(
            Problem::at(owed.arrangement.at.here(), id)
                .says(format!(
                    "`{from}` owes report `{id}` to {to} since {}, {} ago{more}",
                    one.due,
                    days(age)
                ))
                .help("ask by when it comes, and offer help; log it once it is there")
                .write(reported(case, owed, one))
                .owner(case.dossier.head.our_lead)
                .known_by_each(owed.missing())
                .age(age),
        );
    }
}
