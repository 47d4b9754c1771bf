//! A term that is over, of a collaboration that is not.

use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};

pub(super) static RULE: Rule = Rule {
    name: "term-expired",
    from: Stage::Active,
    timeliness: true,
    criteria: &["S2.8"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(term) = case.dossier.term() else {
        return;
    };
    let today = case.scene.today;
    let Some(end) = term.last_day().filter(|end| *end < today) else { return };
    let last = case.reckoning.reviews.newest().map(|review| review.plan);
    let problem = Problem::at(term.at.key("ends_on"), "term")
        .says(format!("the term ended on {end}, and the collaboration is not closed"))
        .help("hold the final review and close it, or go on with an amendment of `ends_on`")
        .write(
            remedy::event(case, EventKind::Closure, case.dossier.id, "closed")
                .text("reason", "expired")
                .text("final_review", last.unwrap_or("…"))
                .open("money")
                .open("assets")
                .names("lessons", &["…"])
                .write(),
        )
        .owner(case.dossier.head.our_lead)
        .age((today - end).num_days());
    findings.add(problem);
}
