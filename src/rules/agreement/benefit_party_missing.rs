//! A party that gains nothing, or of which only a loss is written down.

use crate::document::quoted;
use crate::model::agreement::{Benefit, BenefitKind};
use crate::model::declare::{Record as _, Stage};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "benefit-party-missing",
    severity: from_moderate(Severity::Error),
    from: Stage::Agreed,
    criteria: &["S0.5", "S1.3b", "S3.3c"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    for (party, _) in case.dossier.staying_parties(case.scene.today) {
        let mut own = agreement.benefit.iter().filter(|benefit| benefit.party == Some(party));
        let Some(first) = own.next() else { continue };
        let is_loss = |kind| kind == Some(BenefitKind::DisBenefit);
        if is_loss(first.kind) && own.all(|benefit| is_loss(benefit.kind)) {
            findings.add(
                Problem::at(first.at.key("kind"), party)
                    .says(format!("party `{party}` has only a dis-benefit"))
                    .help(format!("add what `{party}` gains"))
                    .write_here(remedy::item(
                        Benefit::TABLE,
                        "benefit",
                        &[("party", quoted(party))],
                        remedy::Asked::of(case),
                    )),
            );
        }
    }
}
