//! What is known of one collaboration, criterion by criterion, before anything is judged. Nothing
//! else of it is kept.

use std::collections::HashSet;
use std::sync::Arc;

use super::occasion::{self, Occasion};
use super::shared::{self, Shared};
use super::shows::shows;
use super::told::{self, Faulty, Told};
use super::{Asked, Evidence, Gap, Text};
use crate::document::Table as Tree;
use crate::model::belonging::is_ours;
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage};
use crate::model::event::ClosureReason;
use crate::model::frame::FileKind;
use crate::model::reckon::signoff::{Held, State};
use crate::rules::{self, Case, Tally};

/// The files of which a collaboration has one each. Where one is missing, the rules that would miss
/// something in it are silent.
const FILED: [FileKind; 3] = [FileKind::Head, FileKind::Evaluation, FileKind::Agreement];

/// What is known of one collaboration, or of all together.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) id: Arc<str>,
    pub(super) claimed: Stage,
    pub(super) significance: Significance,
    /// Whether no deadline counts although it goes on.
    pub(super) resting: bool,
    /// Whether what was promised is owed.
    pub(super) owed: bool,
    /// By what its agreement is held.
    pub(super) held: Held,
    /// Whether it was closed before anything was agreed.
    pub(super) not_pursued: bool,
    /// The last day on which the record of the newest review may still be to be agreed, where that has
    /// not gone by and a party has not.
    pub(super) agree_by: Option<Date>,
    /// Which of [`FILED`] it has.
    pub(super) files: Vec<FileKind>,
    /// Kinds of which a file could not be read whole.
    pub(super) damaged: Vec<FileKind>,
    /// Those files.
    pub(super) unread: Vec<String>,
    /// Of each criterion the evidence, with the path of the criterion that leads to it.
    pub(super) evidence: Vec<Vec<(usize, Evidence)>>,
    /// Of each criterion what stands on its paths and says nothing, or nothing that can be read.
    pub(super) hollow: Vec<Vec<(usize, Evidence)>>,
    /// Of each criterion the words that say why it does not apply.
    pub(super) unless: Vec<Option<String>>,
    /// Of each criterion whether the occasion for it is on file.
    pub(super) occasion: Vec<Occasion>,
    /// Its parties that name no page of the network, and whether each is ours.
    pub(super) unpaged: Vec<(String, bool)>,
    /// An action that slipped in silence.
    pub(super) silent: Option<Gap>,
    /// What the rules said of it.
    pub(super) told: Vec<Told>,
    /// Of a minor one, what they would say if it weighed more: it is not asked to put that right, and
    /// what is on file shows nothing all the same.
    pub(super) unasked: Vec<Told>,
    /// The shared files that it has to do with.
    pub(super) around: HashSet<usize>,
}

/// What is known of one collaboration.
pub(super) fn of(
    case: &Case<'_, '_>,
    tally: Tally,
    shared: &Shared<'_, '_>,
    asked: &[Asked<'_>],
) -> Facts {
    let (dossier, reckoning, today) = (case.dossier, case.reckoning, case.scene.today);
    let closed = reckoning.stage.claimed == Stage::Closed;
    let of_file = |path: &str| {
        let at = dossier.sources.iter().position(|source| source.path == path)?;
        Some((*dossier.kinds.get(at)?, dossier.documents.get(at)?.root()))
    };
    let unasked = match dossier.significance() {
        Significance::Minor => rules::as_if(case, Significance::Moderate),
        Significance::Moderate | Significance::Major => Vec::new(),
    };
    let mut facts = Facts {
        id: dossier.id.into(),
        claimed: reckoning.stage.claimed,
        significance: dossier.significance(),
        resting: reckoning.resting && !closed,
        owed: reckoning.owed,
        held: reckoning.signoffs.held,
        not_pursued: dossier
            .closures()
            .any(|(_, own)| closed && own.reason == Some(ClosureReason::NotPursued)),
        agree_by: reckoning.reviews.newest().and_then(|newest| {
            let open = newest.signoffs.iter().any(|one| one.state == State::Missing);
            newest.agree_by().filter(|last| open && *last >= today)
        }),
        files: FILED.into_iter().filter(|kind| dossier.kinds.contains(kind)).collect(),
        damaged: Vec::new(),
        unread: Vec::new(),
        evidence: Vec::with_capacity(asked.len()),
        unless: Vec::with_capacity(asked.len()),
        occasion: Vec::with_capacity(asked.len()),
        hollow: Vec::with_capacity(asked.len()),
        unpaged: {
            let named = dossier.head.party.iter().filter(|party| party.organisation.is_none());
            let named = named.filter_map(|party| Some((party.id?, is_ours(shared.frame, party))));
            named.map(|(id, ours)| (id.to_owned(), ours)).collect()
        },
        silent: occasion::silent(case),
        told: told::all(tally, asked, of_file),
        unasked: told::all(Tally { findings: unasked, ..Tally::default() }, asked, of_file),
        around: shared.around(dossier),
    };
    let faulty = Faulty::of(&dossier.walk, dossier.documents);
    // What lies after the day, was corrected or was taken back, shows nothing, and no word to oneself.
    let mut counts = vec![true; dossier.sources.len()];
    for (file, kind) in dossier.kinds.iter().enumerate() {
        if dossier.is_damaged(file) {
            facts.damaged.push(*kind);
            facts.unread.push(dossier.sources[file].path.clone());
        }
        let tree = dossier.documents[file].root();
        counts[file] = match kind {
            FileKind::Event => dossier.event_in(file).is_some_and(|event| {
                !event.corrected
                    && event.envelope.retracted != Some(true)
                    && event.on().is_some_and(|on| on <= today)
                    && shows(dossier, event)
            }),
            FileKind::Review => has_come(tree, "held_on", today),
            FileKind::View => has_come(tree, "on", today),
            _ => true,
        };
    }
    // How fresh the work is: a collaboration at work is as fresh as its newest news.
    let days = dossier.events.iter().filter_map(|event| event.on());
    let newest = days.filter(|day| *day <= today).max();
    let names: Vec<Text> =
        dossier.sources.iter().map(|source| Text::from(source.path.as_str())).collect();
    for one in asked {
        let (mut evidence, mut hollow) = (Vec::new(), Vec::new());
        for (path_at, path) in one.criterion.evidence.iter().enumerate() {
            for (file, kind) in dossier.kinds.iter().enumerate() {
                if *kind != path.file || !counts[file] {
                    continue;
                }
                let own = dossier.event_in(file).and_then(|event| event.on());
                let tree = dossier.documents[file].root();
                let day = own.or(newest.filter(|_| !closed));
                let at =
                    |span| (path_at, shared::at(&dossier.sources[file], &names[file], span, day));
                hollow.extend(faulty.on(path, file, tree).map(at));
                for held in path.held(tree) {
                    let span = held.value.span();
                    if held.hollow {
                        hollow.push(at(span));
                    } else if !faulty.holds(file, span) {
                        evidence.push(at(span));
                    }
                }
            }
        }
        facts.evidence.push(evidence);
        facts.hollow.push(hollow);
        facts.unless.push(one.criterion.unless.as_ref().and_then(|path| {
            let mut files =
                dossier.kinds.iter().enumerate().filter(|(_, kind)| **kind == path.file);
            files.find_map(|(file, _)| shared::words_at(path, dossier.documents[file].root()))
        }));
        facts.occasion.push(occasion::of(case, &counts, one.criterion));
    }
    facts
}

fn has_come(tree: &Tree<'_>, key: &str, today: Date) -> bool {
    shared::date_at(tree, key).is_some_and(|day| day <= today)
}

impl Facts {
    /// Whether it should have a file of a kind, as each has one, and has none.
    pub(super) fn is_without(&self, kind: FileKind) -> bool {
        FILED.contains(&kind) && !self.files.contains(&kind)
    }

    /// What would be in the way of a criterion if more were asked of it; `held` are the paths at which
    /// something is. Where what is asked of all shows it, nothing has to stand beside that.
    pub(super) fn falls_short(
        &self,
        at: usize,
        asked: &Asked<'_>,
        held: impl Iterator<Item = usize>,
    ) -> Option<&Told> {
        let mut short = self.unasked.iter().filter(|told| told.counts(at, asked)).peekable();
        short.peek()?;
        let criterion = asked.criterion;
        let of_all: Vec<usize> =
            held.filter(|path| criterion.evidence[*path].is_asked_of_all()).collect();
        let enough = criterion.is_shown(&of_all);
        short.find(|told| !(enough && told.finding.missing))
    }

    /// What is known of all collaborations together.
    pub(super) fn of_whole(all: &[Self], shared: &Shared<'_, '_>, asked: &[Asked<'_>]) -> Self {
        let (mut evidence, mut hollow) = (Vec::new(), Vec::new());
        for (at, found) in shared.found.iter().enumerate() {
            let own = |hollow: bool| {
                let found = found.iter().filter(move |it| it.hollow == hollow);
                found.map(|it| (it.path, it.evidence.clone()))
            };
            // A minor one is not asked to put right what falls short, and shows nothing by it.
            let is_sound = |facts: &&Self| {
                let held = facts.evidence[at].iter().map(|(path, _)| *path);
                facts.falls_short(at, &asked[at], held).is_none()
            };
            let sound = all.iter().filter(is_sound);
            let of_all = sound.flat_map(|facts| facts.evidence[at].iter().cloned());
            evidence.push(own(false).chain(of_all).collect::<Vec<_>>());
            let of_all = all.iter().flat_map(|facts| facts.hollow[at].iter().cloned());
            hollow.push(own(true).chain(of_all).collect());
        }
        let weight = |facts: &Self| facts.significance;
        Self {
            id: "".into(),
            claimed: all.iter().map(|it| it.claimed).max().unwrap_or_default(),
            // Where there is none, none is minor.
            significance: all.iter().map(weight).max().unwrap_or_default(),
            resting: false,
            owed: all.iter().any(|it| it.owed),
            held: Held::Free,
            agree_by: None,
            not_pursued: false,
            damaged: all
                .iter()
                .flat_map(|it| &it.damaged)
                .chain(&shared.damaged)
                .copied()
                .collect(),
            unread: Vec::new(),
            unless: vec![None; evidence.len()],
            occasion: vec![Occasion::None; evidence.len()],
            files: FILED.to_vec(),
            evidence,
            hollow,
            unpaged: Vec::new(),
            silent: None,
            told: Vec::new(),
            unasked: Vec::new(),
            around: HashSet::new(),
        }
    }
}
