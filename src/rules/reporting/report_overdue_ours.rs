//! A report that we owe is past its days of grace.

use super::owed::{late, listed, reported, representative};
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, days};

pub(super) static RULE: Rule = Rule {
    name: "report-overdue-ours",
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.15", "S0.K13", "S1.6", "S1.B2", "S1.K14"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for owed in late(case).iter().filter(|owed| owed.standing.ours) {
        let one = owed.occurrence;
        let age = days_between(one.due, case.scene.today);
        let more = owed.more_since();
        findings.add(
            Problem::at(owed.arrangement.at.here(), owed.standing.id)
                .says(format!(
                    "report `{}` to {} was due on {}, {} ago{more}",
                    owed.standing.id,
                    listed(&one.owed_to),
                    one.due,
                    days(age)
                ))
                .help("send it, and log it")
                .write(reported(case, owed, one))
                .owner(representative(case.dossier, owed.standing.from))
                .known_by_each(owed.missing())
                .age(age),
        );
    }
}
