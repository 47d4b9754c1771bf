//! Nobody is listed whom the work touches but those who take part in it.

use crate::model::collaboration::{Party, Stakeholder};
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "stakeholder-none",
    severity: from_moderate(Severity::Warning),
    from: Stage::Evaluated,
    criteria: &["S1.B7", "S2.1", "S2.11", "S2.K4", "S2.K9", "S3.4c", "S4.32"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// That there is none at all is asked by the declaration.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let head = &case.dossier.head;
    let Some(first) = head.stakeholder.first() else { return };
    let takes_part = |one: &Stakeholder<'_>| head.party.iter().any(|party| is(case, one, party));
    if !head.stakeholder.iter().all(takes_part) {
        return;
    }
    findings.add(
        Problem::at(first.at.here(), "stakeholder")
            .says("nobody outside of the parties is listed: each stakeholder is a party")
            .help("add those whom the work touches and who take no part in it")
            .write_here(remedy::item(
                Stakeholder::TABLE,
                "stakeholder",
                &[],
                remedy::Asked::of(case),
            ))
            .owner(head.our_lead),
    );
}

/// Whether a stakeholder is a party: the same page, or the same name. One that has left is a party
/// no more.
fn is(case: &Case<'_, '_>, one: &Stakeholder<'_>, party: &Party<'_>) -> bool {
    if party.left_on.is_some_and(|day| day < case.scene.today) {
        return false;
    }
    if one.organisation.is_some() {
        return one.organisation == party.organisation;
    }
    let page = party.organisation.and_then(|id| case.scene.frame.organisation(id));
    let names = [party.id, party.organisation, party.name, page.and_then(|page| page.name)];
    let group = one.group.map(str::trim).unwrap_or_default();
    names.into_iter().flatten().any(|name| name.trim().eq_ignore_ascii_case(group))
}
