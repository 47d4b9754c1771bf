//! A workspace that holds no collaboration: a check of nothing is no success.

use crate::rules::{Check, Findings, Portfolio, Problem, Rule, forms};
use crate::store::OddityKind;

pub(super) static RULE: Rule =
    Rule { name: "workspace-empty", guards: true, check: Check::Workspace(check), ..Rule::BASE };

fn check(portfolio: &Portfolio<'_, '_>, findings: &mut Findings<'_>) {
    let unread = portfolio.scene.oddities.iter().any(|oddity| {
        oddity.path.starts_with("collaborations")
            && matches!(oddity.kind, OddityKind::Unreadable(_))
    });
    if portfolio.collaborations.is_empty() && !unread {
        findings.add(
            Problem::of_path("collaborations")
                .says("no collaboration in this workspace, so nothing was checked")
                .help("add collaborations/<id>/collaboration.toml, or go to the workspace you mean")
                .run(forms::begins()),
        );
    }
}
