//! A term that is over, of a collaboration that is not.

use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule};

pub(super) static RULE: Rule = Rule {
    name: "term-expired",
    from: Stage::Active,
    timeliness: true,
    criteria: &["S2.8"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(term) = case.dossier.agreement.as_ref().and_then(|it| it.term.as_ref()) else {
        return;
    };
    let today = case.scene.today;
    let Some(end) = term.last_day().filter(|end| *end < today) else { return };
    let id = case.dossier.id;
    let problem = Problem::at(term.at.key("ends_on"), "term")
        .says(format!("the term ended on {end}, and the collaboration is not closed"))
        .help(format!(
            "go on with an amendment that sets a later `ends_on` (`comity agree {id} --amend`), or \
             hold the final review and close: add a `log/` event with kind = \"closure\" \
             (`comity review {id} --close`)"
        ))
        .owner(case.dossier.head.our_lead)
        .age((today - end).num_days());
    findings.add(problem);
}
