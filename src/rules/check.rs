//! How the rules look at one collaboration, at what all share, at the whole. Nothing is read from
//! disk here.

use super::findings::{Findings, Named, Tally};
use super::level::severity_of;
use super::scene::{Case, Files, Portfolio, Scene};
use super::signing::gate_first;
use super::{Check, Rule, presence, registry};
use crate::document::Document;
use crate::model::declare::{Significance, Stage};
use crate::model::dossier::Dossier;
use crate::model::reckon::Reckoning;
use crate::model::reckon::signoff::Held;
use crate::store::Folder;

impl<'a> Scene<'a> {
    fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().copied()
    }

    fn findings<'c>(
        &'c self,
        rule: &'static Rule,
        significance: Significance,
        named: &'c Named,
        tally: &'c mut Tally,
    ) -> Option<Findings<'c>>
    where
        'a: 'c,
    {
        Some(Findings {
            rule,
            severity: severity_of(rule, significance, &self.frame.settings)?,
            sources: self.sources,
            documents: self.documents,
            waivers: &self.waivers,
            collaboration: None,
            of_damaged: false,
            waiting: Vec::new(),
            held: Held::Free,
            today: self.today,
            named,
            tally,
        })
    }
}

/// Checks one collaboration, and hands over what was found together with the collaboration as the
/// rules saw it. The folder is parsed, decoded and looked at in one go, and nothing of it stays in
/// memory but what `look` makes of it.
pub(super) fn check_collaboration<T>(
    scene: &Scene<'_>,
    folder: &Folder,
    look: impl FnOnce(&Case<'_, '_>, Tally) -> T,
) -> T {
    let documents: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let dossier =
        Dossier::read(&folder.id, &folder.sources, &documents, folder.kinds.clone(), scene.today);
    let reckoning = Reckoning::of(&scene.frame, &dossier, scene.today);
    let case = Case { scene, dossier: &dossier, reckoning: &reckoning };
    let files = Files {
        scene,
        dossier: Some(&dossier),
        reckoning: Some(&reckoning),
        sources: &folder.sources,
        documents: &documents,
        kinds: &folder.kinds,
        walk: &dossier.walk,
        oddities: &folder.oddities,
    };
    if let Some(traces) = &scene.traces {
        traces.note(&case);
    }
    let (mut tally, named) = (Tally::default(), Named::default());
    let significance = dossier.significance();
    let mut presence = presence::Gaps::of(&case);
    for rule in scene.rules() {
        let Some(severity) = severity_of(rule, significance, &scene.frame.settings) else {
            continue;
        };
        let mut findings = Findings {
            rule,
            severity,
            sources: &folder.sources,
            documents: &documents,
            waivers: &scene.waivers,
            collaboration: Some(&folder.id),
            of_damaged: false,
            waiting: Vec::new(),
            held: reckoning.signoffs.held,
            today: scene.today,
            named: &named,
            tally: &mut tally,
        };
        // What is missing from a damaged file may only be unread; what is wrong in it is wrong.
        presence.tell(&mut findings);
        findings.of_damaged = matches!(rule.check, Check::Files(_));
        if runs(rule, &case) {
            match (rule.check, scene.history) {
                (Check::Files(check), _) => check(&files, &mut findings),
                (
                    Check::Collaboration(check) | Check::Outward(check) | Check::Both(check, _),
                    _,
                ) => {
                    check(&case, &mut findings);
                }
                (Check::History(check), Some(history)) => check(&files, history, &mut findings),
                _ => {}
            }
        }
        findings.settle();
    }
    // What is not read whole may be what a waiver is for.
    if !documents.iter().any(Document::is_damaged) {
        scene.waivers.try_for(&folder.id, |name| {
            let asked = |rule: &&Rule| {
                severity_of(rule, significance, &scene.frame.settings).is_some()
                    && runs(rule, &case)
            };
            scene.rules().find(|rule| rule.name == name).as_ref().is_some_and(asked)
        });
    }
    gate_first(&mut tally.findings, &folder.id);
    look(&case, tally)
}

/// Whether a rule looks at a collaboration as it stands. What the rule asks to be on file is looked
/// for all the same: the declarations say themselves from which stage.
fn runs(rule: &Rule, case: &Case<'_, '_>) -> bool {
    let reckoning = case.reckoning;
    // What is due after the start is owed by those who signed.
    let owed = reckoning.signoffs.first_ever.is_some() || rule.from < Stage::Active;
    let timely = !rule.timeliness || (owed && !reckoning.resting);
    let reached = reckoning.stage.claimed >= rule.from;
    match rule.check {
        Check::Collaboration(_) | Check::Both(..) => timely && reached,
        Check::Outward(_) => timely && reached && case.scene.traces.is_some(),
        Check::History(_) => case.scene.history.is_some(),
        Check::Presence | Check::Files(_) | Check::Workspace(_) | Check::Waivers(_) => true,
    }
}

/// Checks what all collaborations share, as files.
pub(super) fn check_shared(scene: &Scene<'_>, significance: Significance) -> Tally {
    let files = Files {
        scene,
        dossier: None,
        reckoning: None,
        sources: scene.sources,
        documents: scene.documents,
        kinds: scene.kinds,
        walk: &scene.frame.walk,
        oddities: scene.oddities,
    };
    let (mut tally, named) = (Tally::default(), Named::default());
    let mut presence = presence::Gaps::of_frame(scene, significance);
    for rule in scene.rules() {
        let Some(mut findings) = scene.findings(rule, significance, &named, &mut tally) else {
            continue;
        };
        presence.tell(&mut findings);
        findings.of_damaged = matches!(rule.check, Check::Files(_));
        match (rule.check, scene.history) {
            (Check::Files(check), _) => check(&files, &mut findings),
            (Check::History(check), Some(history)) => check(&files, history, &mut findings),
            _ => {}
        }
        findings.settle();
    }
    tally
}

/// Checks what only the whole workspace can tell.
pub(super) fn check_whole(portfolio: &Portfolio<'_, '_>) -> Tally {
    let (mut tally, named) = (Tally::default(), Named::default());
    let significance = portfolio.significance.unwrap_or_default();
    for rule in portfolio.scene.rules() {
        if let Check::Workspace(check) | Check::Both(_, check) = rule.check
            && let Some(mut findings) =
                portfolio.scene.findings(rule, significance, &named, &mut tally)
        {
            check(portfolio, &mut findings);
            findings.settle();
        }
    }
    // Only now is it known which waivers held nothing back.
    let scene = portfolio.scene;
    if !scene.documents.iter().any(Document::is_damaged) {
        let ran = |name: &str| scene.rules().any(|rule| rule.name == name);
        scene.waivers.try_others(portfolio.collaborations, ran);
    }
    for rule in scene.rules() {
        if let Check::Waivers(check) = rule.check
            && let Some(mut findings) = scene.findings(rule, significance, &named, &mut tally)
        {
            check(portfolio, &mut findings);
            findings.settle();
        }
    }
    tally
}

/// The rules that some names mean: rules, or groups. All, where nothing is named.
///
/// # Errors
///
/// The first name that is neither, with the nearest there is.
pub fn select(names: &[String]) -> Result<Vec<&'static Rule>, (String, Option<&'static str>)> {
    if names.is_empty() {
        return Ok(registry::all().collect());
    }
    let mut rules: Vec<&'static Rule> = Vec::new();
    for name in names {
        if let Some((_, group)) = registry::GROUPS.iter().find(|(group, _)| group == name) {
            rules.extend(*group);
        } else if let Some(rule) = registry::find(name) {
            rules.push(rule);
        } else {
            let known = registry::all().map(|rule| rule.name);
            let known = known.chain(registry::GROUPS.iter().map(|(group, _)| *group));
            return Err((name.clone(), crate::model::declare::nearest(name, known)));
        }
    }
    let chosen = |rule: &&Rule| rules.iter().any(|one| one.name == rule.name);
    Ok(registry::all().filter(chosen).collect())
}
