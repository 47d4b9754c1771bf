//! A party that leans on a single role, where much depends on it.

use super::{contact_of, gone, represented};
use crate::model::collaboration::Party;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severities, Severity, remedy};

pub(super) static RULE: Rule = Rule {
    name: "contact-no-deputy",
    severity: Severities([None, None, Some(Severity::Advice)]),
    from: Stage::Active,
    criteria: &["S4.6"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    // Without anybody at all, that is the finding.
    for (id, party, role) in represented(case) {
        let stand_in = contact_of(case, role).and_then(|contact| contact.deputy).or(party.deputy);
        if stand_in.is_some() || others(case, id, party) > 1 {
            continue;
        }
        findings.add(
            Problem::at(party.at.key("deputy"), id)
                .says(format!("nobody stands in for `{role}`, the only one on file for `{id}`"))
                .help("ask them who stands in, and name that role as `deputy`")
                .write_here([format!("deputy = {}", remedy::OPEN)])
                .owner(case.dossier.head.our_lead),
        );
    }
}

/// How many roles of a party are on file and filled.
fn others(case: &Case<'_, '_>, id: &str, party: &Party<'_>) -> usize {
    let today = case.scene.today;
    let page = party.organisation.and_then(|id| case.scene.frame.organisation(id));
    let own = case.dossier.head.contact.iter().filter(|contact| contact.party == Some(id));
    let all = page.into_iter().flat_map(|page| &page.contact).chain(own);
    all.filter(|contact| gone(contact, today).is_none()).count()
}
