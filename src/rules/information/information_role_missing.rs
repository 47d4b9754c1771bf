//! A party on a flow of data about people of which nobody says what it is in law.

use crate::model::agreement::Information;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule};

/// What is missing from a role, or all of them, is in the declarations.
pub(super) static RULE: Rule = Rule {
    name: "information-role-missing",
    from: Stage::Agreed,
    criteria: &["S1.3g", "S1.8", "S1.K-c4"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for entry in super::personal(case).filter(|entry| !entry.roles.is_empty()) {
        // A role without a party, or with one that does not exist, may be anybody's.
        let known = |party: Option<&str>| party.is_some_and(|id| case.dossier.party(id).is_some());
        if !entry.roles.iter().all(|role| known(role.party)) {
            continue;
        }
        let id = entry.id.unwrap_or("information");
        for party in without_role(case, entry) {
            findings.add(
                Problem::at(entry.at.key("roles"), id)
                    .says(format!("`{party}` is on the flow `{id}`, and has no role in law there"))
                    .help(format!(
                        "add to `roles`: {{ party = \"{party}\", role = \"…\" }}, with what it is"
                    ))
                    .owner(super::owner(case, entry)),
            );
        }
    }
}

/// The parties on a flow whose body in law has no role on it, one a body.
fn without_role<'d>(case: &'d Case<'_, '_>, entry: &'d Information<'_>) -> Vec<&'d str> {
    let with_role = entry.roles.iter().filter_map(|role| role.party);
    let mut seen: Vec<&str> = with_role.map(|party| super::body(case, party)).collect();
    let mut without = Vec::new();
    for party in entry.from.into_iter().chain(entry.to.iter().copied()) {
        let mut working = case.dossier.working_parties(case.scene.today);
        let body = super::body(case, party);
        if working.any(|(id, _)| id == party) && !seen.contains(&body) {
            seen.push(body);
            without.push(party);
        }
    }
    without
}
