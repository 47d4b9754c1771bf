//! A sign-off by a role that nothing on file gives the power to sign.

use crate::model::collaboration::Party;
use crate::model::declare::Stage;
use crate::model::id::is_kebab;
use crate::model::reckon::signoff::State;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "signoff-authority-doubtful",
    severity: from_moderate(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.5", "S0.K4", "S1.3a", "S2.3", "S4.21"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let (dossier, frame) = (case.dossier, &case.scene.frame);
    for one in case.reckoning.signoffs.parties.iter().filter(|it| it.state != State::Missing) {
        let Some(event) = one.event.and_then(|id| dossier.event(id)) else { continue };
        let (Some(by), Some(party)) = (event.envelope.by, dossier.party(one.party)) else {
            continue;
        };
        let works_for = |party: &str| dossier.works_for(frame, by, party);
        let unresolved = is_kebab(by) && works_for(one.party).is_none();
        // It carries the text in force, so no review settles it.
        if unresolved {
            continue;
        }
        let foreign = works_for(one.party) == Some(false)
            && dossier
                .head
                .party
                .iter()
                .filter_map(|it| it.id)
                .any(|id| works_for(id) == Some(true));
        // Without a sponsor on file, that is the finding.
        if !foreign && (may_sign(party, by) || party.sponsor.is_none()) {
            continue;
        }
        let why = if foreign {
            "works for another party"
        } else {
            "is neither its sponsor nor a role that a mandate covers"
        };
        let problem = Problem::at(event.at().key("by"), one.party)
            .says(format!("`{by}` signed for `{}` and {why}", one.party))
            .help("have its sponsor sign as well, or write into `mandate` what others may sign")
            .write(remedy::signoff(case, one.party))
            .owner(party.sponsor);
        findings.add(problem);
    }
}

/// Whether a role may sign for a party: the one that answers for it, or the one that carries the
/// work, as far as a mandate goes.
fn may_sign(party: &Party<'_>, by: &str) -> bool {
    let mandated = party.mandate.is_some_and(|mandate| !mandate.trim().is_empty());
    party.sponsor == Some(by)
        || mandated && [party.representative, party.deputy].contains(&Some(by))
}
