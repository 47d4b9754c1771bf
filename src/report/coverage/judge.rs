//! The verdict on one criterion: from what is known to a word, and the reason for it.
//!
//! The order is that of doubt: what is not asked yet, what is wrong, what nobody looks at or can
//! tell, and only then what is shown. So nothing is met by being absent.

use super::facts::Facts;
use super::occasion::Occasion;
use super::shared::Shared;
use super::told::Told;
use super::{Asked, Evidence, Gap, Verdict};
use crate::model::declare::{Significance, Stage};
use crate::model::frame::{FileKind, Frame};
use crate::model::settings::{Level, RuleLevel, Waiver};
use crate::rules::{self, Finding, Rule};
use crate::standard::{By, Criterion};

/// What is seen of one criterion.
pub(super) struct Seen<'s> {
    pub(super) facts: &'s Facts,
    pub(super) evidence: Vec<Evidence>,
    /// The paths of the criterion at which something stands.
    pub(super) held: Vec<usize>,
    /// What stands at its paths and says nothing.
    pub(super) hollow: Vec<(usize, Evidence)>,
    unless: Option<&'s str>,
    /// Whether the occasion for it is on file.
    occasion: Occasion,
    damaged: Vec<FileKind>,
    told: Vec<&'s Told>,
    /// Its place among those that are asked.
    at: usize,
}

/// A verdict, with what it rests on.
pub(super) struct Judged<'s> {
    pub(super) verdict: Verdict,
    /// Why, where neither evidence nor gaps say it.
    pub(super) reason: Option<String>,
    /// What the rules say is in the way.
    pub(super) gaps: Vec<&'s Told>,
    /// What is in the way without a rule that says so.
    pub(super) silent: Option<&'s Gap>,
    /// The rule that is switched off, where the verdict is so for that.
    pub(super) off: Option<&'static Rule>,
}

impl<'s> Seen<'s> {
    /// Of a collaboration, with what all share.
    pub(super) fn of_one(
        facts: &'s Facts,
        shared: &Shared<'_, '_>,
        at: usize,
        elsewhere: &[&'s Told],
    ) -> Self {
        let near = |hollow: bool| {
            let found = shared.found[at].iter();
            let found = found.filter(|it| facts.around.contains(&it.file) && it.hollow == hollow);
            found.map(|it| (it.path, it.evidence.clone())).collect::<Vec<_>>()
        };
        let all: Vec<_> = facts.evidence[at].iter().cloned().chain(near(false)).collect();
        Self {
            facts,
            held: all.iter().map(|(path, _)| *path).collect(),
            evidence: all.into_iter().map(|(_, it)| it).collect(),
            hollow: facts.hollow[at].iter().cloned().chain(near(true)).collect(),
            unless: facts.unless[at].as_deref(),
            occasion: facts.occasion[at],
            damaged: facts.damaged.iter().chain(&shared.damaged).copied().collect(),
            told: facts.told.iter().chain(elsewhere.iter().copied()).collect(),
            at,
        }
    }

    /// Of the workspace as a whole.
    pub(super) fn of_all(
        whole: &'s Facts,
        each: &'s [Facts],
        elsewhere: &'s [Told],
        at: usize,
    ) -> Self {
        let all = &whole.evidence[at];
        Self {
            facts: whole,
            held: all.iter().map(|(path, _)| *path).collect(),
            evidence: all.iter().map(|(_, it)| it.clone()).collect(),
            hollow: whole.hollow[at].clone(),
            unless: None,
            occasion: each.iter().map(|it| it.occasion[at]).max().unwrap_or(Occasion::None),
            damaged: whole.damaged.clone(),
            told: each.iter().flat_map(|facts| &facts.told).chain(elsewhere).collect(),
            at,
        }
    }

    /// The findings that are in the way of a criterion; last those that are waived.
    fn gaps(&self, asked: &Asked<'_>) -> Vec<&'s Told> {
        let mut gaps: Vec<&Told> =
            self.told.iter().copied().filter(|told| told.counts(self.at, asked)).collect();
        gaps.sort_by_key(|told| told.waived);
        gaps
    }

    /// What says that a file cannot be read whole.
    fn damage(&self) -> Vec<&'s Told> {
        self.told.iter().copied().filter(|told| told.is_damage()).collect()
    }

    /// A review that should have been held, and was not.
    fn missed_review(&self) -> Option<&'s Told> {
        self.told.iter().copied().find(|told| told.finding.rule == "review-overdue")
    }
}

/// Whether a rule guards the form of the record, and so says nothing of a criterion by being silent.
fn is_guard(rule: &Rule) -> bool {
    rules::group_of(rule.name) == Some("structure")
}

/// Whether a criterion is met, and why not, where neither evidence nor gaps say it.
pub(super) fn verdict<'s>(
    asked: &Asked<'_>,
    seen: &Seen<'s>,
    shared: &Shared<'_, '_>,
) -> Judged<'s> {
    let gaps = seen.gaps(asked);
    let mut judged =
        Judged { verdict: Verdict::NotMet, reason: None, gaps, silent: None, off: None };
    let (verdict, reason) = decide(asked, seen, shared, &mut judged);
    if verdict == Verdict::NotMet && judged.gaps.is_empty() && judged.off.is_none() {
        // What a review would show is not there, as there was none.
        let late = seen.missed_review().filter(|_| asked.criterion.stage == Stage::Reviewed);
        judged.gaps.extend(late);
    }
    Judged { verdict, reason, ..judged }
}

fn decide<'s>(
    asked: &Asked<'_>,
    seen: &Seen<'s>,
    shared: &Shared<'_, '_>,
    judged: &mut Judged<'s>,
) -> (Verdict, Option<String>) {
    let (facts, criterion, frame) = (seen.facts, asked.criterion, shared.frame);
    let of = |verdict, reason: String| (verdict, Some(reason));
    if !asked.flaws.is_empty() {
        let reason = "the criterion itself is not as it was meant, so nobody can say";
        return of(Verdict::NotMet, reason.to_owned());
    }
    if facts.not_pursued && criterion.stage > Stage::Evaluated {
        return of(Verdict::NotApplicable, "it was closed before anything was agreed".to_owned());
    }
    // What should have been done by now is due, however far the work has come.
    let missed = if seen.missed_review().is_some() { Stage::Reviewed } else { facts.claimed };
    let is_late = judged.gaps.iter().any(|told| is_late(&told.finding));
    if criterion.stage > facts.claimed.max(missed) && !is_late {
        let (from, now) = (criterion.stage.as_str(), facts.claimed.as_str());
        return of(Verdict::NotYetDue, format!("counts from stage {from}; this is at {now}"));
    }
    if criterion.stage >= Stage::Active && !facts.owed {
        return of(Verdict::NotYetDue, "nobody has signed, so nothing is owed yet".to_owned());
    }
    if let Some(first) = judged.gaps.first() {
        // Put off is not met: it says for how long, and who took that on.
        return (Verdict::NotMet, first.waived.then(|| waived(&first.finding, shared)));
    }
    if criterion.evidence.iter().any(|path| seen.damaged.contains(&path.file)) {
        judged.gaps = seen.damage();
        let reason = "a file that would show it could not be read whole: see `comity check`";
        return of(Verdict::NotMet, reason.to_owned());
    }
    if !seen.hollow.is_empty() {
        let reason = "what is on file for it says nothing yet, or nothing that can be read";
        return of(Verdict::NotMet, reason.to_owned());
    }
    if let Some(rule) = asked.rules.iter().find(|rule| is_off(rule, facts.significance, frame)) {
        judged.off = Some(rule);
        let reason = format!("`{}` is switched off in comity.toml, so nobody looks", rule.name);
        return of(Verdict::NotMet, reason);
    }
    if criterion.is_judgement() {
        let what = criterion.judge.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
        return of(Verdict::Judgement, format!("only people can judge this{what}"));
    }
    // What was agreed stands while all rests; what was to be done since is not owed.
    let rests = facts.resting && criterion.stage >= Stage::Active;
    if rests && asked.rules.iter().any(|rule| rule.timeliness) {
        let reason = "it is suspended or paused, and no deadline counts";
        return of(Verdict::NotApplicable, reason.to_owned());
    }
    if !criterion.is_shown(&seen.held) {
        return without_evidence(asked, seen);
    }
    if let Some(gap) = facts.silent.as_ref().filter(|_| is_of_notices(criterion)) {
        judged.silent = Some(gap);
        return of(Verdict::NotMet, "what is on file is word of something else".to_owned());
    }
    if let Some(short) = facts.falls_short(seen.at, asked, seen.held.iter().copied()) {
        return unasked(short, asked, seen, judged);
    }
    let looked_at = asked.rules.iter().any(|rule| !is_guard(rule));
    if !looked_at && criterion.by.iter().any(|by| *by != By::Presence) {
        return of(Verdict::Judgement, "no rule looks at what is on file".to_owned());
    }
    (Verdict::Met, None)
}

/// Whether it asks for word of each thing that slips.
fn is_of_notices(criterion: &Criterion) -> bool {
    criterion.late && criterion.stage == Stage::Active
}

/// Whether a finding of one collaboration tells of a day that has gone by.
fn is_late(finding: &Finding) -> bool {
    let rule = rules::find(finding.rule);
    finding.collaboration.is_some() && rule.is_some_and(|rule| rule.timeliness && !rule.announces)
}

/// What is on file falls short, and nobody asks a minor collaboration to put it right: that is never
/// met. Where the occasion was there, what is asked of one that has nothing on file is asked here too.
fn unasked<'s>(
    short: &'s Told,
    asked: &Asked<'_>,
    seen: &Seen<'s>,
    judged: &mut Judged<'s>,
) -> (Verdict, Option<String>) {
    let says = &short.finding.message;
    if seen.occasion == Occasion::There && is_asked(asked, seen.facts.significance) {
        judged.gaps = vec![short];
        return (Verdict::NotMet, None);
    }
    let reason =
        format!("not asked of a minor collaboration, and what is on file falls short: {says}");
    (Verdict::NotApplicable, Some(reason))
}

/// Whether a rule that looks at what is on file is asked of a collaboration that weighs so much, or no
/// such rule is needed.
fn is_asked(asked: &Asked<'_>, significance: Significance) -> bool {
    let mut own = asked.rules.iter().filter(|rule| !is_guard(rule)).peekable();
    own.peek().is_none() || own.any(|rule| rule.severity.at(significance).is_some())
}

/// Not everything is on file that would show it: that is never met.
fn without_evidence(asked: &Asked<'_>, seen: &Seen<'_>) -> (Verdict, Option<String>) {
    let (facts, criterion) = (seen.facts, asked.criterion);
    if let Some(words) = seen.unless {
        return (Verdict::NotApplicable, Some(format!("the record says: {words}")));
    }
    let has_some = seen.held.iter().any(|path| *path < criterion.alone);
    let lacking = || {
        let paths = criterion.lacks(&seen.held).into_iter();
        let first = paths.filter_map(|part| criterion.evidence.get(*part.first()?));
        first.map(|path| format!("`{}`", path.text)).collect::<Vec<_>>().join(", ")
    };
    let none = !has_some && seen.occasion != Occasion::There;
    if let Some(when) = criterion.only_if.as_ref().filter(|_| none) {
        let reason = match seen.occasion {
            Occasion::Settled => "an agreed review has looked at what there was of the kind",
            _ => "nothing of the kind is on file",
        };
        return (Verdict::NotApplicable, Some(format!("asked only {when}, and {reason}")));
    }
    if let Some(when) = criterion.once.as_ref().filter(|_| !has_some) {
        let reason =
            format!("counts once {when}; nothing that shows it is on file, nothing overdue");
        return (Verdict::NotYetDue, Some(reason));
    }
    let lacks = criterion.lacks(&seen.held);
    let agrees = |part: &&[usize]| part.iter().any(|at| criterion.evidence[*at].agrees_review());
    if let Some(last) = facts.agree_by.filter(|_| has_some && lacks.iter().all(agrees)) {
        let reason = format!("the parties have until {last} to agree the record of the review");
        return (Verdict::NotYetDue, Some(reason));
    }
    let mut without = lacks.iter().flat_map(|part| *part).map(|at| &criterion.evidence[*at]);
    if without.any(|path| facts.is_without(path.file) && path.is_asked_of_all()) {
        let reason = "the file in which it would stand is not there";
        return (Verdict::NotMet, Some(reason.to_owned()));
    }
    // Whatever else is asked of a minor one has a rule that would have spoken.
    if facts.significance == Significance::Minor && seen.occasion != Occasion::There {
        let part = if has_some { format!(": {}", lacking()) } else { String::new() };
        let of = match facts.id.is_empty() {
            true => "where every collaboration is a minor one",
            false => "of a minor collaboration",
        };
        return (Verdict::NotApplicable, Some(format!("not asked {of}{part}")));
    }
    if !is_asked(asked, facts.significance) {
        let which = facts.significance.as_str();
        return (Verdict::NotApplicable, Some(format!("not asked of a {which} collaboration")));
    }
    let reason = match (has_some, seen.evidence.is_empty()) {
        (true, _) => format!("a part of it is not on file: {}", lacking()),
        (false, true) => "nothing is on file".to_owned(),
        (false, false) => "nothing that shows it is on file".to_owned(),
    };
    (Verdict::NotMet, Some(reason))
}

/// The line of the settings that switches off a rule which would be asked here.
pub(super) fn switched_off<'f, 'a>(
    rule: &Rule,
    significance: Significance,
    frame: &'f Frame<'a>,
) -> Option<&'f RuleLevel<'a>> {
    let mut levels = frame.settings.severity.iter().flat_map(|levels| &levels.rules);
    levels
        .find(|level| level.rule == rule.name)
        .filter(|level| level.levels[significance as usize] == Some(Level::Off))
        .filter(|_| !rule.announces && rule.severity.at(significance).is_some())
}

fn is_off(rule: &Rule, significance: Significance, frame: &Frame<'_>) -> bool {
    switched_off(rule, significance, frame).is_some()
}

/// The waiver that holds a finding back.
pub(super) fn waiver_of<'f, 'a>(
    finding: &Finding,
    shared: &Shared<'f, 'a>,
) -> Option<&'f Waiver<'a>> {
    let holding = shared.waivers.holding(finding);
    holding.and_then(|at| shared.frame.settings.waiver.get(at))
}

/// Why a finding is held back, as the waiver says it.
fn waived(finding: &Finding, shared: &Shared<'_, '_>) -> String {
    let Some(waiver) = waiver_of(finding, shared) else {
        return format!("`{}` is waived", finding.rule);
    };
    let reason = waiver.reason.unwrap_or("no reason is given");
    let until = waiver.until.map(|until| format!(" until {until}")).unwrap_or_default();
    let by = waiver.approved_by.map(|by| format!(" by {by}")).unwrap_or_default();
    format!("`{}` is waived{until}{by}: {reason}", finding.rule)
}
