//! No ladder for what is not settled, or one with a rung missing or a party without a place on it.

use crate::document::list;
use crate::model::agreement::Escalation;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, graver_when_major};

pub(super) static RULE: Rule = Rule {
    name: "escalation-missing",
    severity: graver_when_major(Severity::Warning, Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.14", "S2.K19", "S2.K27", "S4.13"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    let ladder = &agreement.escalation;
    rungs(ladder, findings);
    for rung in ladder.iter().filter(|rung| matches!(level(rung), Some(1 | 2))) {
        parties_without_a_role(case, rung, ladder, findings);
    }
}

fn level(rung: &Escalation<'_>) -> Option<i64> {
    rung.level.map(|level| level.0)
}

/// The rungs rise by one from 1, whatever the order they are written in.
fn rungs(ladder: &[Escalation<'_>], findings: &mut Findings<'_>) {
    // A rung without a level may be any of them; that is a finding of its own.
    if ladder.iter().any(|rung| rung.level.is_none()) {
        return;
    }
    for (at, rung) in ladder.iter().enumerate() {
        let Some(own) = level(rung) else { continue };
        let problem = Problem::at(rung.at.key("level"), format!("level-{own}"));
        let below = |other: &Escalation<'_>| level(other) == own.checked_sub(1);
        if ladder[..at].iter().any(|other| level(other) == Some(own)) {
            findings.add(
                problem
                    .says(format!("level {own} of the ladder stands twice"))
                    .help("write one `[[escalation]]` a level, with all of its roles in `who`"),
            );
        } else if own > 1 && !ladder.iter().any(below) {
            findings.add(
                problem
                    .says(format!("the ladder has a level {own} and no level {}", own - 1))
                    .help("number the levels 1, 2, 3 … without a hole, or add the missing one"),
            );
        }
    }
}

/// Each party has a role of its own on the first two rungs.
fn parties_without_a_role(
    case: &Case<'_, '_>,
    rung: &Escalation<'_>,
    ladder: &[Escalation<'_>],
    findings: &mut Findings<'_>,
) {
    let (dossier, frame) = (case.dossier, &case.scene.frame);
    let Some(own) = level(rung) else { return };
    // Of a level that stands twice the roles add up.
    let who: Vec<&str> = ladder
        .iter()
        .filter(|other| level(other) == Some(own))
        .flat_map(|other| other.who.iter().copied())
        .collect();
    let first = ladder.iter().find(|other| level(other) == Some(own));
    if who.is_empty() || !first.is_some_and(|first| std::ptr::eq(first, rung)) {
        return;
    }
    for (party, record) in dossier.staying_parties(case.scene.today) {
        // One role of which it cannot be told for whom it works may be this party's.
        if who.iter().any(|role| dossier.works_for(frame, role, party) != Some(false)) {
            continue;
        }
        let role = if own == 1 { record.representative } else { record.sponsor };
        let mut all = rung.who.clone();
        all.push(role.unwrap_or("…"));
        let problem = Problem::at(rung.at.key("who"), format!("level-{own}/{party}"))
            .says(format!("party `{party}` has no role at level {own} of the ladder"))
            .help(format!("add a role of `{party}` to `who`"))
            .write_here([format!("who = {}", list(&all))])
            .owner(role);
        findings.add(problem);
    }
}
