//! The role that carries the work for a party is not known to be able to decide anything.

use super::{contact_of, gone, represented};
use crate::model::declare::Stage;
use crate::model::id::is_kebab;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "party-representative-cannot-decide",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.K19", "S2.3", "S2.K25"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for (id, party, role) in represented(case) {
        let mandated = party
            .mandate
            .map_or(party.at.value("mandate").is_some(), |text| !text.trim().is_empty());
        let contact = contact_of(case, role);
        let decides = contact.is_some_and(|contact| contact.can_decide == Some(true));
        // A name that leads nowhere, and a role that nobody fills, are told as such.
        let told = contact.map_or(is_kebab(role), |it| gone(it, case.scene.today).is_some());
        if mandated || decides || told {
            continue;
        }
        findings.add(
            Problem::at(party.at.key("representative"), id)
                .says(format!("nothing says what `{role}` may decide for `{id}`"))
                .help("write into `mandate` what it may commit without asking, and what not")
                .write_here([format!("mandate = {}", remedy::OPEN)])
                .owner(party.sponsor),
        );
    }
}
