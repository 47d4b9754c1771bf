//! An action that waits for another which is late, or will not be done.

use super::{Owed, owed};
use crate::model::declare::Stage;
use crate::model::reckon::action::{Lateness, Status};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, days, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "action-blocked-upstream",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.12", "S1.5"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let all: Vec<Owed<'_, '_>> = owed(case).collect();
    for owed in all.iter().filter(|owed| owed.lateness == Lateness::InTime) {
        let Some(next) = owed.standing.next_open() else { continue };
        for (at, before) in owed.text.depends_on.iter().enumerate() {
            let Some(first) = all.iter().find(|other| other.id == *before && other.id != owed.id)
            else {
                continue;
            };
            let Some((why, age)) = held_up(case, first) else { continue };
            let mut problem = Problem::at(owed.text.at.item("depends_on", at), owed.id)
                .says(format!("{} waits for `{before}`, which {why}", owed.name(next)))
                .help(format!(
                    "help the owner of `{before}` along, or take it out of `depends_on` by an amendment"
                ))
                .owner(owed.standing.owner);
            if let Some(age) = age {
                problem = problem.age(age);
            }
            findings.add(problem);
        }
    }
}

/// Why what comes first holds up what waits for it, and for how many days it has been late.
fn held_up(case: &Case<'_, '_>, first: &Owed<'_, '_>) -> Option<(String, Option<i64>)> {
    let occurrences = &first.standing.occurrences;
    let late = occurrences.iter().find_map(|one| one.days_overdue(case.scene.today));
    if let Some(late) = late {
        return Some((format!("is {} late", days(late)), Some(late)));
    }
    let all_cancelled = occurrences.iter().all(|one| one.status == Status::Cancelled);
    let (_, on) = occurrences.last()?.cancelled.filter(|_| all_cancelled)?;
    (!case.reckoning.is_history(on)).then(|| (format!("was cancelled on {on}"), None))
}
