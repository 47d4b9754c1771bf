//! Nobody was looked at as a partner but ourselves.

use crate::model::collaboration::Relationship;
use crate::model::declare::{Record as _, Stage};
use crate::model::evaluation::Considered;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "evaluation-field-unsurveyed",
    severity: from_moderate(Severity::Warning),
    from: Stage::Evaluated,
    criteria: &["S0.2", "S0.K1", "S1.1", "S1.K1", "S4.1"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

// That there is no entry at all, or no alternative, is asked by the declarations.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    let Some(first) = evaluation.considered.first() else { return };
    if !evaluation.considered.iter().all(|one| is_us(case, one)) {
        return;
    }
    findings.add(
        Problem::at(first.at.here(), "considered")
            .says("no other organisation was considered: each entry names our own")
            .help("add those that were looked at as a partner, and what became of each")
            .write_here(remedy::item(Considered::TABLE, "considered", &[], remedy::Asked::of(case)))
            .owner(case.dossier.head.our_lead),
    );
}

/// Whether an entry names us. Who is not known may be anybody, and among departments another of
/// ours is somebody else.
fn is_us(case: &Case<'_, '_>, one: &Considered<'_>) -> bool {
    let (frame, head) = (&case.scene.frame, &case.dossier.head);
    let ours = frame.settings.our_organisation;
    let Some(id) = one.organisation else {
        let name = one.name.map(str::trim);
        let full = ours.and_then(|id| frame.organisation(id)).and_then(|page| page.name);
        return name.is_some() && (name == ours || name == full);
    };
    let outward = head.relationship == Some(Relationship::InterOrganisation);
    let lead = head.our_lead.and_then(|role| frame.contact(role)).map(|(home, _)| home);
    Some(id) == ours
        || outward && frame.is_ours(id)
        || frame.is_ours(id) && lead.is_some_and(|home| frame.lineage(home).any(|it| it.0 == id))
}
