//! An issue that was closed without the agreement of the parties that it touches.

use super::{as_list, issues, listed};
use crate::model::declare::Stage;
use crate::model::event::IssueCategory;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

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
            .help(format!(
                "ask them; once they agree, add a `log/` event with kind = \"issue\", issue = \
                 \"{}\", event = \"resolved\", the resolution, agreed_by = {}; if they do not: \
                 `comity log-issue {} {} reopened` (by hand: event = \"reopened\")",
                issue.id,
                as_list(&missing),
                case.dossier.id,
                issue.id
            ))
            .owner(event.envelope.by);
        findings.add(problem);
    }
}
