//! An open issue without the view of each party that it touches.

use super::{issues, listed};
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::{EventKind, IssueCategory};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "issue-perspective-missing",
    severity: always(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.14", "S0.4", "S1.B3", "S2.K18"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    // Matters of conduct are heard elsewhere: here stands only a pointer.
    let heard_here = issues(case).filter(|it| it.category != Some(IssueCategory::Conduct));
    for issue in heard_here.filter(|issue| issue.is_open()) {
        let missing = issue.touched_but(case.dossier, &issue.heard, today);
        let Some(event) = case.dossier.event(issue.opened.0) else { continue };
        let Some(first) = missing.first() else { continue };
        let problem = Problem::at(event.at().key("issue"), issue.id)
            .says(format!("issue `{}` does not hold the view of {}", issue.id, listed(&missing)))
            .help(format!("ask `{first}` how it looks from there"))
            .write(
                remedy::event(case, EventKind::Issue, issue.id, "perspective")
                    .text("party", first)
                    .open("view")
                    .write(),
            )
            .owner(case.dossier.party(first).and_then(|party| party.representative))
            .age(days_between(issue.opened.1, today));
        findings.add(problem);
    }
}
