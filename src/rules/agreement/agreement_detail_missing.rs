//! Small things that a standard asks to see and that no graver rule looks at: how norms are
//! repeated, who is helped to read, whom a law holds for, what is done about two interests, which
//! platforms are in use, that one party carries every risk, that nothing is worth anything. All but the
//! last three are rows of the declarations, each with its criteria.

use crate::document::list;
use crate::model::agreement::{Agreement, Resource};
use crate::model::amount::Amount;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "agreement-detail-missing",
    severity: from_moderate(Severity::Advice),
    from: Stage::Agreed,
    criteria: &[
        "S0.6", "S0.8", "S0.K21", "S1.3e", "S1.B4", "S1.K-c3", "S2.5", "S2.11", "S2.K19", "S4.16",
        "S4.22", "S4.27", "S4.28", "S4.29", "S4.31",
    ],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    platforms(agreement, findings);
    carried_by_one(case, agreement, findings);
    worthless(agreement, findings);
}

// One arrangement that names the platforms is enough, so no single one is asked for them.
fn platforms(agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let Some(first) = agreement.communication.first() else { return };
    if agreement.communication.iter().all(|one| one.platforms.is_empty()) {
        findings.add(
            Problem::at(first.at.key("platforms"), "platforms")
                .says("no arrangement to talk names the platforms in use")
                .help(
                    "name where work, documents and talk are kept; \"None: by telephone\" will do",
                )
                .write_here([format!("platforms = {}", list(&["…"]))])
                .owner(first.lead)
                .against(&["S0.K21", "S2.5", "S4.27"]),
        );
    }
}

/// Risks that one party carries alone. One risk may be one party's, and one whose party nobody knows
/// may be anybody's.
fn carried_by_one(case: &Case<'_, '_>, agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let [first, others @ ..] = &*agreement.risk else { return };
    let Some(party) = first.owner_party.filter(|party| case.dossier.party(party).is_some()) else {
        return;
    };
    let alone = !others.is_empty() && others.iter().all(|it| it.owner_party == Some(party));
    if alone && case.dossier.working_parties(case.scene.today).any(|(id, _)| id != party) {
        findings.add(
            Problem::at(first.at.key("owner_party"), "owner_party")
                .says(format!("party `{party}` carries every risk, and no other any"))
                .help("let another party own a risk that it can bring down")
                .write_here([format!("owner_party = {}", remedy::OPEN)])
                .owner(case.dossier.head.our_lead)
                .against(&["S4.31"]),
        );
    }
}

/// Resources that are all valued at nothing, as if nobody put anything in.
fn worthless(agreement: &Agreement<'_>, findings: &mut Findings<'_>) {
    let Some(first) = agreement.resource.first() else { return };
    let nothing = |it: &Resource<'_>| it.value.is_some_and(|value| value == Amount::default());
    if agreement.resource.iter().all(nothing) {
        findings.add(
            Problem::at(first.at.key("value"), "resource")
                .says("every resource is worth 0, so nothing is put in")
                .help("say what each is worth, or take `value` out where nobody knows")
                .write_here([format!("value = {}", remedy::OPEN)])
                .against(&["S0.6", "S4.28"]),
        );
    }
}
