//! A party that no arrangement to talk takes in.

use crate::document::list;
use crate::model::declare::Stage;
use crate::model::dossier::Dossier;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

pub(super) static RULE: Rule = Rule {
    name: "communication-missing",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.10", "S0.K8", "S1.3f", "S1.K9", "S1.K17", "S2.5"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let Some(agreement) = &dossier.agreement else { return };
    let arrangements = &agreement.communication;
    if arrangements.iter().any(|one| may_take_in_anybody(dossier, &one.between)) {
        return;
    }
    let Some(first) = arrangements.first() else { return };
    for (party, record) in dossier.staying_parties(case.scene.today) {
        if arrangements.iter().any(|one| one.between.contains(&party)) {
            continue;
        }
        let mut all = first.between.clone();
        all.push(party);
        let problem = Problem::at(first.at.here(), party)
            .says(format!("no arrangement to talk takes in party `{party}`"))
            .help(format!(
                "let `{party}` take part in this one, or add a `[[communication]]` of its own"
            ))
            .write_here([format!("between = {}", list(&all))])
            .owner(first.lead.or(record.representative));
        findings.add(problem);
    }
}

/// Whether a list names nobody yet, or somebody who does not exist: then nobody is known to be
/// left out.
fn may_take_in_anybody(dossier: &Dossier<'_>, between: &[&str]) -> bool {
    between.is_empty() || between.iter().any(|party| dossier.party(party).is_none())
}
