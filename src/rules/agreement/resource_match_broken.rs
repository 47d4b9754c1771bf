//! A grant that is to be matched, and is not, or by something whose worth nobody can tell.

use crate::document::list;
use crate::model::agreement::{Agreement, Resource, ResourceKind};
use crate::model::amount::Amount;
use crate::model::declare::{Significance, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "resource-match-broken",
    severity: always(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.6", "S4.28", "S4.29"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    if case.dossier.significance() >= Significance::Moderate {
        for resource in agreement.resource.iter().filter(|resource| is_match(agreement, resource)) {
            let Some(id) = resource.id else { continue };
            if resource.value.is_none() && resource.at.value("value").is_none() {
                findings.add(
                    Problem::at(resource.at.key("value"), id)
                        .says(format!("match `{id}` has no value"))
                        .help("say what it is worth")
                        .write_here([format!("value = {}", remedy::OPEN)]),
                );
            }
            let unfounded = resource.valuation.is_none_or(|text| text.trim().is_empty());
            // Of every other kind the missing basis is told as unvalued.
            if resource.kind == Some(ResourceKind::Match) && unfounded {
                findings.add(
                    Problem::at(resource.at.key("valuation"), id)
                        .says(format!("nothing says how the worth of match `{id}` was found"))
                        .help("say how, for instance as hours at an agreed rate")
                        .write_here([format!("valuation = {}", remedy::OPEN)]),
                );
            }
        }
    }
    for grant in &agreement.resource {
        let (Some(id), Some(wanted)) = (grant.id, grant.match_value) else { continue };
        let Some(worth) = worth_of_matches(agreement, grant).filter(|worth| *worth < wanted) else {
            continue;
        };
        findings.add(
            Problem::at(grant.at.key("match_value"), id)
                .says(format!("the matches of `{id}` are worth {worth}, and {wanted} was asked"))
                .help("name a further match in `matched_by`, or agree on another `match_value`")
                .write_here([format!(
                    "matched_by = {}",
                    list(&[&grant.matched_by[..], &["…"]].concat())
                )]),
        );
    }
}

fn is_match(agreement: &Agreement<'_>, resource: &Resource<'_>) -> bool {
    resource.kind == Some(ResourceKind::Match)
        || agreement
            .resource
            .iter()
            .any(|grant| resource.id.is_some_and(|id| grant.matched_by.contains(&id)))
}

/// What the matches of a grant are worth together; nothing where one of them is not there or has no
/// value, which is told already. A grant does not match itself.
fn worth_of_matches(agreement: &Agreement<'_>, grant: &Resource<'_>) -> Option<Amount> {
    let mut worth = Amount::default();
    for id in &grant.matched_by {
        let found = agreement.resource.iter().find(|resource| resource.id == Some(id))?;
        if found.id != grant.id {
            worth = worth.plus(found.value?);
        }
    }
    (!grant.matched_by.is_empty()).then_some(worth)
}
