//! Fewer than two parties, so that nobody works together.

use crate::model::collaboration::Party;
use crate::model::date::Date;
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "party-too-few",
    from: Stage::Evaluated,
    criteria: &["S0.2", "S1.1", "S2.1"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// That there is none at all is asked by the declaration.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let head = &case.dossier.head;
    let today = case.scene.today;
    // Those who left before it was closed were parties all the same.
    let over = case.reckoning.stage.claimed == Stage::Closed;
    let stays = |left: Option<Date>| over || left.is_none_or(|on| on >= today);
    let parties = head.party.iter().filter(|party| stays(party.left_on)).count();
    let Some(first) = head.party.first() else { return };
    if parties >= 2 {
        return;
    }
    let (says, help) = if head.party.len() < 2 {
        ("only one party is on file", "add each one that takes part, us included")
    } else {
        (
            "fewer than two parties have stayed",
            "add the party that takes the place of the one that left, or close it",
        )
    };
    let lines = remedy::item(Party::TABLE, "party", &[], remedy::Asked::of(case));
    findings.add(
        Problem::at(first.at.here(), "party")
            .says(says)
            .help(help)
            .write_here(lines)
            .owner(head.our_lead),
    );
}
