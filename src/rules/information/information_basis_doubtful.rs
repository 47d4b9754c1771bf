//! A public body leans on a ground that hardly carries what it does as one.

use crate::model::agreement::{Basis, LawfulBasis, LegalRole};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};
use crate::standard::law::Law;

pub(super) static RULE: Rule = Rule {
    name: "information-basis-doubtful",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.17", "S0.K15"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(law) = super::law(case) else { return };
    for entry in super::personal(case) {
        let basis_of = |party: &str| match &entry.lawful_basis {
            Some(Basis::One(basis)) => Some(*basis),
            Some(Basis::ByParty(bases)) => {
                bases.iter().find(|(own, _)| *own == party).map(|(_, basis)| *basis)
            }
            None => None,
        };
        let controls = |role: Option<LegalRole>| {
            matches!(role, Some(LegalRole::Controller | LegalRole::JointController))
        };
        let mut controllers = entry.roles.iter().filter(|it| controls(it.role));
        // One party is enough to tell it: there is one place to change.
        let found = controllers.find_map(|role| {
            let party = role.party?;
            let why = doubt(law, basis_of(party)?)?;
            is_public(case, law, party).then_some((party, basis_of(party)?, why))
        });
        let Some((party, basis, why)) = found else { continue };
        let id = entry.id.unwrap_or("information");
        findings.add(
            Problem::at(entry.at.key("lawful_basis"), id)
                .says(format!("`{party}` leans on `{}` for `{id}`; {why}", basis.as_str()))
                .help("for the work of an authority it is mostly `public-task`; have it looked at")
                .owner(super::owner(case, entry)),
        );
    }
}

fn doubt(law: &'static Law, basis: LawfulBasis) -> Option<&'static str> {
    let entry = law.lawful_bases.iter().find(|entry| entry.word == basis.as_str())?;
    entry.doubtful_for_public_bodies.as_deref()
}

/// Whether the body that stands for a party in law exercises public power.
fn is_public(case: &Case<'_, '_>, law: &Law, party: &str) -> bool {
    let kind = case.scene.frame.organisation(super::body(case, party)).and_then(|page| page.kind);
    kind.is_some_and(|kind| law.public_bodies.iter().any(|word| word == kind.as_str()))
}
