//! The verdict on one criterion: from what is known to a word, and the reason for it.
//!
//! The order is that of doubt: what is not asked yet, what is wrong, what nobody can tell, and only
//! then what is shown. So nothing is met by being absent.

use super::facts::Facts;
use super::shared::Shared;
use super::{Asked, Evidence, Verdict};
use crate::model::declare::{Significance, Stage};
use crate::model::frame::{FileKind, Frame};
use crate::model::settings::Level;
use crate::rules::{self, Finding, Ran, Rule};
use crate::standard::By;

/// What is seen of one criterion.
pub(super) struct Seen<'s> {
    facts: &'s Facts,
    pub(super) evidence: Vec<Evidence>,
    /// The paths of the criterion at which something stands.
    pub(super) held: Vec<usize>,
    unless: Option<&'s str>,
    damaged: Vec<FileKind>,
    findings: Vec<&'s Finding>,
    held_back: Vec<&'s Finding>,
}

impl<'s> Seen<'s> {
    /// Of a collaboration, with what all share.
    pub(super) fn of_one(
        facts: &'s Facts,
        shared: &Shared<'_, '_>,
        at: usize,
        elsewhere: &[&'s Finding],
        waived: &[&'s Finding],
    ) -> Self {
        let near = shared.found[at].iter().filter(|it| facts.around.contains(&it.file));
        let near = near.map(|it| (it.path, it.evidence.clone()));
        let all: Vec<_> = facts.evidence[at].iter().cloned().chain(near).collect();
        Self {
            facts,
            held: all.iter().map(|(path, _)| *path).collect(),
            evidence: all.into_iter().map(|(_, it)| it).collect(),
            unless: facts.unless[at].as_deref(),
            damaged: facts.damaged.iter().chain(&shared.damaged).copied().collect(),
            findings: facts.findings.iter().chain(elsewhere.iter().copied()).collect(),
            held_back: facts.held_back.iter().chain(waived.iter().copied()).collect(),
        }
    }

    /// Of the workspace as a whole.
    pub(super) fn of_all(whole: &'s Facts, ran: &'s Ran<Facts>, at: usize) -> Self {
        let all = &whole.evidence[at];
        let findings = ran.made.iter().flat_map(|facts| &facts.findings);
        let held_back = ran.made.iter().flat_map(|facts| &facts.held_back);
        Self {
            facts: whole,
            held: all.iter().map(|(path, _)| *path).collect(),
            evidence: all.iter().map(|(_, it)| it.clone()).collect(),
            unless: None,
            damaged: whole.damaged.clone(),
            findings: findings.chain(&ran.elsewhere.findings).collect(),
            held_back: held_back.chain(&ran.elsewhere.held_back).collect(),
        }
    }

    /// The findings that are in the way of a criterion.
    pub(super) fn gaps(&self, asked: &Asked<'_>) -> Vec<&'s Finding> {
        self.findings.iter().copied().filter(|finding| counts(asked, finding)).collect()
    }
}

/// Whether a finding is in the way of a criterion: of a rule that it rests on, and not only news of
/// what is coming.
fn counts(asked: &Asked<'_>, finding: &Finding) -> bool {
    asked.criterion.rests_on(finding.rule, finding.criteria)
        && !asked.rules.iter().any(|rule| rule.name == finding.rule && rule.announces)
}

/// Whether a rule guards the form of the record, and so says nothing of a criterion by being silent.
fn is_guard(rule: &Rule) -> bool {
    rules::group_of(rule.name) == Some("structure")
}

/// Whether a criterion is met, and why not, where neither evidence nor gaps say it.
pub(super) fn verdict(
    asked: &Asked<'_>,
    seen: &Seen<'_>,
    gaps: &[&Finding],
    shared: &Shared<'_, '_>,
) -> (Verdict, Option<String>) {
    let (facts, criterion) = (seen.facts, asked.criterion);
    let of = |verdict, reason: String| (verdict, Some(reason));
    if facts.not_pursued && criterion.stage > Stage::Evaluated {
        return of(Verdict::NotApplicable, "it was closed before anything was agreed".to_owned());
    }
    if criterion.stage > facts.claimed {
        let (from, now) = (criterion.stage.as_str(), facts.claimed.as_str());
        return of(Verdict::NotYetDue, format!("counts from stage {from}; this is at {now}"));
    }
    if criterion.stage >= Stage::Active && !facts.signed {
        return of(Verdict::NotYetDue, "nobody has signed, so nothing is owed yet".to_owned());
    }
    if !gaps.is_empty() {
        return (Verdict::NotMet, None);
    }
    if criterion.evidence.iter().any(|path| seen.damaged.contains(&path.file)) {
        let reason = "a file that would show it could not be read whole: see `comity check`";
        return of(Verdict::NotMet, reason.to_owned());
    }
    if let Some(rule) =
        asked.rules.iter().find(|rule| is_off(rule, facts.significance, shared.frame))
    {
        let reason = format!("`{}` is switched off in comity.toml, so nobody looks", rule.name);
        return of(Verdict::NotApplicable, reason);
    }
    if let Some(finding) = seen.held_back.iter().find(|finding| counts(asked, finding)) {
        return of(Verdict::NotApplicable, waived(finding, shared));
    }
    if criterion.is_judgement() {
        let what = criterion.judge.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
        return of(Verdict::Judgement, format!("only people can judge this{what}"));
    }
    if facts.resting && asked.rules.iter().any(|rule| rule.timeliness) {
        let reason = "it is suspended or paused, and no deadline counts";
        return of(Verdict::NotApplicable, reason.to_owned());
    }
    if !seen.held.iter().any(|path| *path < criterion.alone) {
        return without_evidence(asked, seen);
    }
    let looked_at = asked.rules.iter().any(|rule| !is_guard(rule));
    if !looked_at && criterion.by.iter().any(|by| *by != By::Presence) {
        return of(Verdict::Judgement, "no rule looks at what is on file".to_owned());
    }
    (Verdict::Met, None)
}

/// Nothing is on file: that is never met.
fn without_evidence(asked: &Asked<'_>, seen: &Seen<'_>) -> (Verdict, Option<String>) {
    let (facts, criterion) = (seen.facts, asked.criterion);
    if let Some(words) = seen.unless {
        return (Verdict::NotApplicable, Some(format!("the record says: {words}")));
    }
    if let Some(when) = &criterion.only_if {
        let reason = format!("asked only {when}, and nothing of the kind is on file");
        return (Verdict::NotApplicable, Some(reason));
    }
    if let Some(when) = &criterion.once {
        let reason = format!("counts once {when}, and nothing of the kind is on file");
        return (Verdict::NotYetDue, Some(reason));
    }
    // Whatever is asked of a minor one has a rule that would have spoken.
    if facts.significance == Significance::Minor {
        return (Verdict::NotApplicable, Some("not asked of a minor collaboration".to_owned()));
    }
    let asks = |rule: &&&Rule| rule.severity.at(facts.significance).is_some();
    let own: Vec<&&Rule> = asked.rules.iter().filter(|rule| !is_guard(rule)).collect();
    if !own.is_empty() && !own.iter().any(asks) {
        let which = facts.significance.as_str();
        return (Verdict::NotApplicable, Some(format!("not asked of a {which} collaboration")));
    }
    let some = if seen.evidence.is_empty() { "nothing" } else { "nothing that shows it" };
    (Verdict::NotMet, Some(format!("{some} is on file")))
}

/// Whether a workspace has switched off a rule that would be asked here.
fn is_off(rule: &Rule, significance: Significance, frame: &Frame<'_>) -> bool {
    let levels = frame.settings.severity.iter().flat_map(|levels| &levels.rules);
    let mut set = levels.filter(|level| level.rule == rule.name);
    !rule.announces
        && rule.severity.at(significance).is_some()
        && set.any(|level| level.levels[significance as usize] == Some(Level::Off))
}

/// Why a finding is held back, as the waiver says it.
fn waived(finding: &Finding, shared: &Shared<'_, '_>) -> String {
    let of = finding.collaboration.as_deref();
    let holding = shared.waivers.holding(finding.rule, of, &finding.subject);
    let waiver = holding.and_then(|at| shared.frame.settings.waiver.get(at));
    let Some(waiver) = waiver else { return format!("`{}` is waived", finding.rule) };
    let reason = waiver.reason.unwrap_or("no reason is given");
    let until = waiver.until.map(|until| format!(" until {until}")).unwrap_or_default();
    let by = waiver.approved_by.map(|by| format!(" by {by}")).unwrap_or_default();
    format!("`{}` is waived{until}{by}: {reason}", finding.rule)
}
