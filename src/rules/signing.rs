//! What stands in the way of a signature, as far as single findings tell it.

use super::{Finding, Severity, find, shell};
use crate::model::declare::Stage;

/// Whether a finding speaks of what the parties sign or of what it rests on, and not of what
/// happened since or of who has signed.
#[must_use]
pub fn is_of_text(finding: &Finding) -> bool {
    let ends = ["/agreement.toml", "/collaboration.toml", "/evaluation.toml"];
    let here =
        ends.iter().any(|end| finding.file.ends_with(end)) || !finding.file.contains(".toml");
    let rule = find(finding.rule);
    // These are asked for like anything else, though the rule also counts days.
    let asked = ["review-plan-missing", "evaluation-condition-unmet"].contains(&finding.rule);
    let timely = rule.is_some_and(|it| it.timeliness) && !asked;
    let later = rule.is_some_and(|it| it.from > Stage::Agreed);
    here && !timely && !later && !finding.rule.starts_with("signoff-")
}

/// Has the line to type of a finding that asks for a sign-off show what is in its way, where
/// something is: signing would be refused. The findings are those of one collaboration.
pub(super) fn gate_first(findings: &mut [Finding], collaboration: &str) {
    let ready = format!("comity agree {}", shell(collaboration));
    let signs = |it: &Finding| it.command.starts_with(&format!("{ready} --sign "));
    // What a sign-off alone puts right is not in its way.
    let bars = |it: &Finding| it.severity == Severity::Error && is_of_text(it) && !signs(it);
    if !findings.iter().any(bars) {
        return;
    }
    for finding in findings.iter_mut().filter(|it| signs(it)) {
        finding.command = format!("{ready} --ready");
        if let Some(remedy) = &mut finding.remedy {
            remedy.command = Some(finding.command.clone());
        }
        finding.help.push_str("; first what is in its way");
    }
}
