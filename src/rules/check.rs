//! What rules see, and how they look at one collaboration, at what all share, at the whole. Nothing
//! is read from disk here.

use super::finding::{Findings, Tally, severity_of};
use super::{Check, Rule, presence, registry};
use crate::document::{Document, Source};
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage, Walk};
use crate::model::dossier::Dossier;
use crate::model::frame::{FileKind, Frame};
use crate::model::reckon::Reckoning;
use crate::store::{Folder, Oddity};

/// What every rule sees: settings and network, and the day.
#[derive(Debug)]
pub struct Scene<'a> {
    /// Settings and network.
    pub frame: Frame<'a>,
    /// The texts of those.
    pub sources: &'a [Source],
    /// Their trees, by the same index.
    pub documents: &'a [Document<'a>],
    /// What each of them is, by the same index.
    pub kinds: &'a [FileKind],
    /// What stands among them, or among the collaborations, and has no place there.
    pub oddities: &'a [Oddity],
    /// The day that counts as today.
    pub today: Date,
    /// The rules that run.
    pub rules: Vec<&'static Rule>,
}

/// One collaboration as the rules see it.
#[derive(Debug)]
pub struct Case<'c, 'a> {
    /// What all collaborations share.
    pub scene: &'c Scene<'a>,
    /// Its files.
    pub dossier: &'c Dossier<'a>,
    /// What is derived from them.
    pub reckoning: &'c Reckoning<'a>,
}

impl Case<'_, '_> {
    /// How much the collaboration matters; nothing where the file that says so is missing or
    /// damaged.
    pub(super) fn significance(&self) -> Option<Significance> {
        let has_head = self.dossier.kinds.contains(&FileKind::Head);
        let known = has_head && !self.dossier.is_kind_damaged(FileKind::Head);
        known.then(|| self.dossier.significance())
    }
}

/// Files as such: their text, what was found in it, and what stands among them.
#[derive(Debug)]
pub struct Files<'c, 'a> {
    /// What all collaborations share.
    pub scene: &'c Scene<'a>,
    /// The collaboration they belong to; nothing for those that all share.
    pub dossier: Option<&'c Dossier<'a>>,
    /// What is derived from that collaboration.
    pub reckoning: Option<&'c Reckoning<'a>>,
    /// The texts.
    pub sources: &'c [Source],
    /// The trees, by the same index.
    pub documents: &'c [Document<'a>],
    /// What each is, by the same index.
    pub kinds: &'c [FileKind],
    /// What was found when they were read.
    pub walk: &'c Walk<'a>,
    /// What has no place among them.
    pub oddities: &'c [Oddity],
}

/// A workspace as a whole.
#[derive(Debug)]
pub struct Portfolio<'c, 'a> {
    /// Settings and network.
    pub scene: &'c Scene<'a>,
    /// The ids of all collaborations.
    pub collaborations: &'c [String],
    /// The highest significance of any of them; nothing where there are none.
    pub significance: Option<Significance>,
}

impl<'a> Scene<'a> {
    fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().copied()
    }

    fn findings<'c>(
        &'c self,
        rule: &'static Rule,
        significance: Significance,
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
            settings: &self.frame.settings,
            collaboration: None,
            today: self.today,
            of_damaged: false,
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
    let mut tally = Tally::default();
    let significance = dossier.significance();
    let mut presence = presence::Gaps::of(&case);
    for rule in scene.rules() {
        // What is due after the start is owed by those who signed.
        let owed = reckoning.signoffs.first_ever.is_some() || rule.from < Stage::Active;
        let timely = !rule.timeliness || (owed && !reckoning.resting);
        let Some(severity) = severity_of(rule, significance, &scene.frame.settings) else {
            continue;
        };
        let mut findings = Findings {
            rule,
            severity,
            sources: &folder.sources,
            documents: &documents,
            settings: &scene.frame.settings,
            collaboration: Some(&folder.id),
            today: scene.today,
            of_damaged: false,
            tally: &mut tally,
        };
        // What is missing from a damaged file may only be unread; what is wrong in it is wrong.
        presence.tell(&mut findings);
        findings.of_damaged = matches!(rule.check, Check::Files(_));
        match rule.check {
            Check::Files(check) => check(&files, &mut findings),
            Check::Collaboration(check) if timely && reckoning.stage.claimed >= rule.from => {
                check(&case, &mut findings);
            }
            _ => {}
        }
    }
    look(&case, tally)
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
    let mut tally = Tally::default();
    let mut presence = presence::Gaps::of_frame(scene, significance);
    for rule in scene.rules() {
        let Some(mut findings) = scene.findings(rule, significance, &mut tally) else { continue };
        presence.tell(&mut findings);
        findings.of_damaged = matches!(rule.check, Check::Files(_));
        if let Check::Files(check) = rule.check {
            check(&files, &mut findings);
        }
    }
    tally
}

/// Checks what only the whole workspace can tell.
pub(super) fn check_whole(portfolio: &Portfolio<'_, '_>) -> Tally {
    let mut tally = Tally::default();
    let significance = portfolio.significance.unwrap_or_default();
    for rule in portfolio.scene.rules() {
        if let Check::Workspace(check) = rule.check
            && let Some(mut findings) = portfolio.scene.findings(rule, significance, &mut tally)
        {
            check(portfolio, &mut findings);
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

/// Whether a stage is one from which the gap of a requirement counts.
pub(super) fn counts(from: Stage, claimed: Stage) -> bool {
    claimed >= from
}
