//! An issue that was closed without the agreement of the parties that it touches.

use super::{issues, listed};
use crate::model::declare::Stage;
use crate::model::event::{EventKind, IssueCategory};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "issue-closed-one-sided",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.14", "S1.B3"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    // Matters of conduct are settled elsewhere: here stands only a pointer.
    for issue in issues(case).filter(|it| it.category != Some(IssueCategory::Conduct)) {
        let Some((id, on)) = issue.resolved else { continue };
        let missing = issue.touched_but(case.dossier, &issue.agreed_by, on);
        let Some(event) = case.dossier.event(id) else { continue };
        if missing.is_empty() || case.reckoning.is_history(on) {
            continue;
        }
        let problem = Problem::at(event.at().key("agreed_by"), issue.id)
            .says(format!(
                "issue `{}` was closed on {on} without the agreement of {}",
                issue.id,
                listed(&missing)
            ))
            .help("ask them; once they agree, log it; if they do not, log `reopened`")
            .write(
                remedy::event(case, EventKind::Issue, issue.id, "resolved")
                    .open("resolution")
                    .names("agreed_by", &missing)
                    .write(),
            )
            .owner(event.envelope.by);
        findings.add(problem);
    }
}
