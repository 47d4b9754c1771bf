//! A party that has not signed the present version, though the time for that is over.

use super::signoff_stale::by_amendment;
use crate::model::declare::Stage;
use crate::model::event::ClosureReason;
use crate::model::frame::FileKind;
use crate::model::reckon::signoff::State;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "signoff-missing",
    from: Stage::Agreed,
    criteria: &["S0.5", "S0.K4", "S1.3a", "S1.K5", "S4.21", "S4.31"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    unsigned(case, true, findings);
}

/// Tells of each party whose sign-off is still to come, if the time for it is over or is not.
pub(super) fn unsigned(case: &Case<'_, '_>, late: bool, findings: &mut Findings<'_>) {
    let (dossier, today) = (case.dossier, case.scene.today);
    let signoffs = &case.reckoning.signoffs;
    let dropped = dossier.closures().any(|(_, it)| it.reason == Some(ClosureReason::NotPursued));
    // Where nobody has ever signed, the stage that was skipped is the finding.
    if dossier.agreement.is_none()
        || dossier.is_kind_damaged(FileKind::Agreement)
        || signoffs.first_ever.is_none()
        || dropped
    {
        return;
    }
    let last = signoffs.grace_ends(dossier);
    if last.is_none_or(|last| last < today) != late {
        return;
    }
    let version = signoffs.version;
    let taken_up = by_amendment(case);
    for party in signoffs.parties.iter().filter(|party| party.state == State::Missing) {
        let id = party.party;
        if dossier.may_hold_news(id) || signoffs.is_dated_ahead(dossier, id, today) {
            continue;
        }
        let Some(record) = dossier.party(id) else { continue };
        let until = match last {
            Some(last) if late => format!("; the time for it ended on {last}"),
            Some(last) => format!(" yet; there is time until {last}"),
            None => String::new(),
        };
        let asked = match record.sponsor {
            Some(sponsor) => format!("`{sponsor}`"),
            None => "the role that answers for it".to_owned(),
        };
        let mut problem = Problem::at(record.at.here(), id)
            .says(format!("party `{id}` has not signed version {version}{until}"))
            .help(format!("ask {asked} to sign the text as it is, and log it"))
            .write(remedy::signoff(case, id).map(&taken_up))
            .owner(record.sponsor.or(record.representative));
        if let Some(last) = last.filter(|_| late) {
            problem = problem.age((today - last).num_days());
        }
        findings.add(problem);
    }
}
