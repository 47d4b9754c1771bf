//! What all collaborations share, as evidence: settings, network, and the log of contacts.

use std::collections::{HashMap, HashSet};

use super::facts::Facts;
use super::told::{self, Faulty, Told};
use super::{Asked, Evidence, Text};
use crate::document::{Document, Source, Span, Table as Tree};
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::Body;
use crate::model::frame::{FileKind, Frame};
use crate::rules::{Finding, Tally, Waivers};
use crate::standard::{Held, Path};
use crate::store::Folder;

/// Evidence of one path of one criterion.
pub(super) struct Found {
    /// Which path of the criterion.
    pub(super) path: usize,
    /// Which file, by the index of what all share.
    pub(super) file: usize,
    /// Whether what stands there says nothing, or nothing that can be read.
    pub(super) hollow: bool,
    pub(super) evidence: Evidence,
}

/// What all collaborations share.
pub(super) struct Shared<'f, 'a> {
    pub(super) frame: &'f Frame<'a>,
    pub(super) folder: &'f Folder,
    documents: &'f [Document<'a>],
    /// The waivers that hold on the day.
    pub(super) waivers: Waivers<'a>,
    /// The ids of all collaborations.
    ids: Vec<String>,
    /// What is found for each criterion.
    pub(super) found: Vec<Vec<Found>>,
    /// Files that could not be read whole.
    pub(super) unread: Vec<String>,
    /// Kinds of which a file could not be read whole.
    pub(super) damaged: Vec<FileKind>,
    /// Which file a path is.
    files: HashMap<&'f str, usize>,
    settings: Vec<usize>,
    /// The organisation of each page, by the index of the files.
    organisations: HashMap<&'f str, usize>,
    /// The events with each organisation, by the index of the files.
    events: HashMap<&'a str, Vec<usize>>,
}

impl<'f, 'a> Shared<'f, 'a> {
    pub(super) fn of(
        frame: &'f Frame<'a>,
        folder: &'f Folder,
        documents: &'f [Document<'a>],
        asked: &[Asked<'_>],
        ids: Vec<String>,
        today: Date,
    ) -> Self {
        let mut shared = Self {
            frame,
            folder,
            documents,
            waivers: Waivers::of(&frame.settings, today),
            ids,
            found: Vec::new(),
            unread: Vec::new(),
            damaged: Vec::new(),
            files: HashMap::new(),
            settings: Vec::new(),
            organisations: HashMap::new(),
            events: HashMap::new(),
        };
        for (at, source) in folder.sources.iter().enumerate() {
            shared.files.insert(&source.path, at);
            match folder.kinds[at] {
                FileKind::Organisation => drop(shared.organisations.insert(source.stem(), at)),
                FileKind::Settings => shared.settings.push(at),
                _ => {}
            }
            if source.unreadable.is_some() || documents[at].is_damaged() {
                shared.unread.push(source.path.clone());
                shared.damaged.push(folder.kinds[at]);
            }
        }
        // From when each file is; nothing for an event that does not count.
        let mut days: Vec<Option<Date>> = vec![None; folder.sources.len()];
        for (_, page) in &frame.organisations {
            days[page.at.file] = page.reviewed_on.filter(|day| *day <= today);
        }
        for event in frame.events.iter().filter(|event| !event.corrected) {
            let Some(on) = event.on().filter(|on| *on <= today) else { continue };
            let file = event.at().file;
            days[file] = Some(on);
            let Body::Contact(own) = &event.body else { continue };
            for (organisation, _) in own.with.iter().filter_map(|role| frame.contact(role)) {
                shared.events.entry(organisation).or_default().push(file);
                // A page is as fresh as the last talk with somebody on it.
                if let Some(page) = shared.organisations.get(organisation) {
                    days[*page] = days[*page].max(Some(on));
                }
            }
        }
        let names: Vec<Text> =
            folder.sources.iter().map(|source| Text::from(source.path.as_str())).collect();
        let faulty = Faulty::of(&frame.walk, documents);
        for one in asked {
            let mut found = Vec::new();
            for (path_at, path) in one.criterion.evidence.iter().enumerate() {
                for (file, kind) in folder.kinds.iter().enumerate() {
                    let uncounted = *kind == FileKind::NetworkEvent && days[file].is_none();
                    if *kind != path.file || uncounted {
                        continue;
                    }
                    let tree = documents[file].root();
                    let place = |span, day, hollow| {
                        let evidence = at(&folder.sources[file], &names[file], span, day);
                        Found { path: path_at, file, hollow, evidence }
                    };
                    found.extend(faulty.on(path, file, tree).map(|span| place(span, None, true)));
                    for held in path.held(tree) {
                        let day = day_of(&held, days[file]).filter(|day| *day <= today);
                        let span = held.value.span();
                        if held.hollow || !faulty.holds(file, span) {
                            found.push(place(span, day, held.hollow));
                        }
                    }
                }
            }
            shared.found.push(found);
        }
        shared
    }

    /// The files that a collaboration has to do with: the settings, the pages of its parties, of
    /// what stands above them and of its stakeholders, and what was spoken with those.
    pub(super) fn around(&self, dossier: &Dossier<'_>) -> HashSet<usize> {
        let mut files: HashSet<usize> = self.settings.iter().copied().collect();
        let parties = dossier.head.party.iter().filter_map(|party| party.organisation);
        let stakeholders = dossier.head.stakeholder.iter().filter_map(|it| it.organisation);
        let above = parties.flat_map(|id| self.frame.lineage(id).map(|(id, _)| id));
        for id in above.chain(stakeholders) {
            files.extend(self.organisations.get(id));
            files.extend(self.events.get(id).into_iter().flatten());
        }
        files
    }

    /// The pages that a collaboration has to do with, by name, and whether each is ours; all pages
    /// for the workspace as a whole.
    pub(super) fn pages(&self, facts: &Facts) -> Vec<(&'f str, bool)> {
        let whole = facts.id.is_empty();
        let near = self.organisations.iter().filter(|(_, at)| whole || facts.around.contains(at));
        let mut pages: Vec<_> = near.map(|(id, _)| (*id, self.frame.is_ours(id))).collect();
        pages.sort_unstable();
        pages
    }

    /// The file and the line of something in the settings.
    pub(super) fn line_of_settings(&self, span: Span) -> Option<(String, usize)> {
        let source = self.folder.sources.get(*self.settings.first()?)?;
        Some((source.path.clone(), source.line_and_column(span).0))
    }

    /// What was found in no single collaboration, held against the criteria.
    pub(super) fn told(&self, tally: Tally, asked: &[Asked<'_>]) -> Vec<Told> {
        told::all(tally, asked, |path| {
            let at = *self.files.get(path)?;
            Some((*self.folder.kinds.get(at)?, self.documents.get(at)?.root()))
        })
    }

    /// The collaboration that a waiver is for, of which something was found in the settings: to
    /// others it is nothing.
    fn waived_of(&self, finding: &Finding) -> Option<&'a str> {
        let settings = self.folder.sources.get(*self.settings.first()?)?;
        let (at, _) = finding.key.strip_prefix("waiver[")?.split_once(']')?;
        let waiver = self.frame.settings.waiver.get(at.parse::<usize>().ok()?)?;
        let head = waiver.subject.filter(|_| finding.file == settings.path)?.split('/').next()?;
        self.ids.iter().any(|id| id == head).then_some(head)
    }

    /// The same, by the file that it is in.
    pub(super) fn by_file<'n>(&self, told: &'n [Told]) -> ByFile<'n>
    where
        'a: 'n,
    {
        let mut by_file = ByFile::default();
        for one in told {
            if let Some(id) = self.waived_of(&one.finding) {
                by_file.own.entry(id).or_default().push(one);
            } else if let Some(file) = self.files.get(one.finding.file.as_str()) {
                by_file.shared.entry(*file).or_default().push(one);
            } else if let Some(below) = one.finding.file.strip_prefix("collaborations/") {
                let id = below.split('/').next().unwrap_or_default();
                by_file.own.entry(id).or_default().push(one);
            }
        }
        by_file
    }
}

/// Findings that no single collaboration has, by the file that they are in.
#[derive(Default)]
pub(super) struct ByFile<'n> {
    shared: HashMap<usize, Vec<&'n Told>>,
    own: HashMap<&'n str, Vec<&'n Told>>,
}

impl<'n> ByFile<'n> {
    /// Those that touch a collaboration: in files that it has to do with, or of its own.
    pub(super) fn touching(&self, facts: &Facts) -> Vec<&'n Told> {
        let mut around: Vec<usize> = facts.around.iter().copied().collect();
        around.sort_unstable();
        let near = around.iter().filter_map(|file| self.shared.get(file));
        near.chain(self.own.get(&*facts.id)).flatten().copied().collect()
    }
}

/// Evidence at a place.
pub(super) fn at(source: &Source, name: &Text, span: Span, day: Option<Date>) -> Evidence {
    Evidence { file: name.clone(), line: source.line_and_column(span).0, day }
}

/// The day of a piece of evidence: its own, where it is one that has come; of an introduction, when
/// it was made; else that of its file.
fn day_of(held: &Held<'_, '_>, of_file: Option<Date>) -> Option<Date> {
    let known = |key: &str| date_at(held.table, key);
    match held.key {
        "since" | "reviewed_on" => known(held.key),
        "introduced_by" => known("introduced_on").or_else(|| known("since")),
        _ => of_file,
    }
}

/// The date under a key.
pub(super) fn date_at(table: &Tree<'_>, key: &str) -> Option<Date> {
    let date = table.get(key)?.get_ref().as_datetime()?.date?;
    Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

/// What stands at a place, as one line: the reason that somebody wrote there.
pub(super) fn words_at(path: &Path, tree: &Tree<'_>) -> Option<String> {
    path.held(tree)
        .iter()
        .filter(|held| !held.hollow)
        .find_map(|held| held.value.get_ref().as_str())
        .map(str::to_owned)
}
