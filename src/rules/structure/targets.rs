//! What references can lead to: everything that a record may name, and whether it is on file.

use std::collections::HashSet;

use super::spots;
use crate::model::declare::{Identity, Mention, Reference};
use crate::model::dossier::Dossier;
use crate::model::event::{Body, IssueStep, RiskStep};
use crate::model::frame::FileKind;
use crate::model::id::is_kebab;
use crate::rules::Files;

/// Everything that can be named, gathered once for the files of one collaboration, or for those
/// that all share.
pub(super) struct Targets<'f, 'a> {
    files: &'f Files<'f, 'a>,
    /// Issues that the log opens, and risks that it raises.
    issues: HashSet<&'a str>,
    risks: HashSet<&'a str>,
    /// Items that an amendment names: they may be gone from the text, and stay in the log.
    amended: HashSet<&'a str>,
    network_damaged: bool,
    settings_damaged: bool,
    head_unsure: bool,
    agreement_unsure: bool,
}

impl<'f, 'a> Targets<'f, 'a> {
    pub(super) fn of(files: &'f Files<'f, 'a>) -> Self {
        let dossier = files.dossier;
        let events = || dossier.into_iter().flat_map(|dossier| &dossier.events);
        let unsure = |kind: FileKind| {
            dossier.is_none_or(|it| !it.kinds.contains(&kind) || it.is_kind_damaged(kind))
        };
        Self {
            files,
            issues: events()
                .filter_map(|event| match &event.body {
                    Body::Issue(own) if own.event == Some(IssueStep::Opened) => own.issue,
                    _ => None,
                })
                .collect(),
            risks: events()
                .filter_map(|event| match &event.body {
                    Body::Risk(own) if own.event == Some(RiskStep::Raised) => own.risk,
                    _ => None,
                })
                .collect(),
            amended: events()
                .flat_map(|event| match &event.body {
                    Body::Amendment(own) => own.changes.as_slice(),
                    _ => &[],
                })
                .filter_map(|change| change.item)
                .collect(),
            network_damaged: spots::is_shared_damaged(files.scene, FileKind::Organisation)
                || files.scene.oddities.iter().any(|it| it.path.starts_with("network")),
            settings_damaged: spots::is_shared_damaged(files.scene, FileKind::Settings),
            head_unsure: unsure(FileKind::Head),
            agreement_unsure: unsure(FileKind::Agreement),
        }
    }

    /// Whether settings, network, parties or agreement can be relied on to hold all they should.
    pub(super) fn is_network_sure(&self) -> bool {
        !self.network_damaged
    }

    pub(super) fn is_head_sure(&self) -> bool {
        !self.head_unsure
    }

    /// Whether what is named is on file, or cannot be missed because its file was not read.
    pub(super) fn stands(&self, mention: &Mention<'a>) -> bool {
        let word = mention.word;
        match mention.reference {
            Reference::Party => self.is_party(word),
            Reference::Role => self.is_contact(word) || !is_kebab(word),
            Reference::PartyOrRole => {
                !is_kebab(word) || self.is_party(word) || self.is_contact(word)
            }
            Reference::Organisation => self.is_organisation(word),
            Reference::Contact => self.is_contact(word),
            Reference::Consulted => {
                !is_kebab(word) || self.is_organisation(word) || self.is_contact(word)
            }
            Reference::Item => self.is_item(word) || self.is_suggestion(mention),
            Reference::ItemOf(tables) => self.is_item_of(word, tables),
            Reference::Event => self.is_event(mention),
            Reference::Plan => self.is_plan(word),
            Reference::Policy => !word.starts_with("pol-") || self.is_setting(word, "policy"),
            Reference::Objective => self.is_setting(word, "strategic_objective"),
            Reference::OwnObjective => {
                let stem = self.files.sources[mention.spot.file].stem();
                !self.files.scene.frame.is_ours(stem)
                    || self.is_setting(word, "strategic_objective")
            }
            Reference::Issue => self.issues.contains(word) || self.may_be_news(word),
            Reference::Risk => self.is_item_of(word, &["risk"]) || self.is_raised(word),
            Reference::Recommendation => self.is_recommendation(word),
        }
    }

    fn is_party(&self, word: &str) -> bool {
        self.head_unsure || self.files.dossier.is_some_and(|it| it.party(word).is_some())
    }

    fn is_contact(&self, word: &str) -> bool {
        let own = |it: &Dossier<'_>| it.head.contact.iter().any(|each| each.id == Some(word));
        self.network_damaged
            || self.files.scene.frame.contact(word).is_some()
            || self.files.dossier.is_some_and(|it| own(it) || it.is_kind_damaged(FileKind::Head))
    }

    fn is_organisation(&self, word: &str) -> bool {
        let scene = self.files.scene;
        let on_file = scene.sources.iter().zip(scene.kinds);
        self.network_damaged && scene.frame.organisation(word).is_none()
            || on_file
                .filter(|(_, kind)| **kind == FileKind::Organisation)
                .any(|(source, _)| source.stem() == word)
    }

    /// The items of the agreement with this name.
    fn items(&self, word: &str) -> impl Iterator<Item = &Identity<'a>> {
        let of_agreement =
            |it: &&Identity<'_>| self.files.kinds.get(it.spot.file) == Some(&FileKind::Agreement);
        let items = self.files.dossier.map_or(&[][..], |it| it.items(word));
        items.iter().filter(of_agreement)
    }

    fn is_item(&self, word: &str) -> bool {
        self.agreement_unsure
            || self.amended.contains(word)
            || self.items(word).next().is_some()
            || self.is_raised(word)
    }

    fn is_item_of(&self, word: &str, tables: &[&str]) -> bool {
        self.agreement_unsure
            || self.items(word).any(|it| tables.contains(&it.table.name))
            // What the text still holds as something else was not taken out.
            || self.amended.contains(word) && self.items(word).next().is_none()
    }

    /// Actions and events may serve or touch what a review recommended.
    fn is_suggestion(&self, mention: &Mention<'_>) -> bool {
        let may = mention.table.name == "action" || mention.table.name.starts_with("event");
        may && self.is_recommendation(mention.word)
    }

    fn is_recommendation(&self, word: &str) -> bool {
        self.files.dossier.is_some_and(|it| {
            it.has_item(word, &["recommendation"]) || it.is_kind_damaged(FileKind::Review)
        })
    }

    fn is_raised(&self, word: &str) -> bool {
        self.risks.contains(word) || self.may_be_news(word)
    }

    fn may_be_news(&self, word: &str) -> bool {
        self.files.dossier.is_some_and(|it| it.may_hold_news(word))
    }

    /// An event of the same log; where a decision is meant, one of that kind.
    fn is_event(&self, mention: &Mention<'_>) -> bool {
        let events = match self.files.dossier {
            Some(dossier) => &dossier.events,
            None => &self.files.scene.frame.events,
        };
        let found = events.binary_search_by_key(&mention.word, |event| event.id);
        match found {
            Ok(at) => {
                !matches!(mention.spot.key, "decision" | "supersedes")
                    || matches!(events[at].body, Body::Decision(_) | Body::Unknown)
            }
            // One that could not be read is there all the same.
            Err(_) => self.files.sources.iter().zip(self.files.kinds).any(|(source, kind)| {
                matches!(kind, FileKind::Event | FileKind::NetworkEvent)
                    && source.stem() == mention.word
            }),
        }
    }

    pub(super) fn is_plan(&self, word: &str) -> bool {
        self.is_item_of(word, &["review_plan"])
    }

    /// A policy or an objective of `comity.toml`.
    fn is_setting(&self, word: &str, table: &str) -> bool {
        let settings = &self.files.scene.frame.settings;
        self.settings_damaged
            || match table {
                "policy" => settings.policy.iter().any(|it| it.id == Some(word)),
                _ => settings.strategic_objective.iter().any(|it| it.id == Some(word)),
            }
    }

    /// Everything that could have been meant.
    pub(super) fn known(&self, reference: Reference) -> Vec<&'a str> {
        let frame = &self.files.scene.frame;
        let dossier = self.files.dossier;
        let contacts = || {
            let network = frame.organisations.iter().flat_map(|(_, page)| &page.contact);
            network
                .chain(dossier.into_iter().flat_map(|it| &it.head.contact))
                .filter_map(|it| it.id)
        };
        let parties =
            || dossier.into_iter().flat_map(|it| &it.head.party).filter_map(|party| party.id);
        let organisations = || frame.organisations.iter().map(|(id, _)| *id);
        let items = |tables: Option<&[&str]>| -> Vec<&'a str> {
            let of = |it: &&Identity<'_>| match tables {
                Some(tables) => tables.contains(&it.table.name),
                None => self.files.kinds.get(it.spot.file) == Some(&FileKind::Agreement),
            };
            self.files.walk.identities.iter().filter(of).map(|it| it.id).collect()
        };
        match reference {
            Reference::Party => parties().collect(),
            Reference::Role | Reference::Contact => contacts().collect(),
            Reference::PartyOrRole => parties().chain(contacts()).collect(),
            Reference::Organisation => organisations().collect(),
            Reference::Consulted => organisations().chain(contacts()).collect(),
            Reference::Item => items(None),
            Reference::ItemOf(tables) => items(Some(tables)),
            Reference::Event => match dossier {
                Some(dossier) => dossier.events.iter().map(|event| event.id).collect(),
                None => frame.events.iter().map(|event| event.id).collect(),
            },
            Reference::Plan => items(Some(&["review_plan"])),
            Reference::Policy => {
                frame.settings.policy.iter().filter_map(|policy| policy.id).collect()
            }
            Reference::Objective | Reference::OwnObjective => {
                frame.settings.strategic_objective.iter().filter_map(|it| it.id).collect()
            }
            Reference::Issue => self.issues.iter().copied().collect(),
            Reference::Risk => {
                items(Some(&["risk"])).into_iter().chain(self.risks.iter().copied()).collect()
            }
            Reference::Recommendation => items(Some(&["recommendation"])),
        }
    }

    /// What else bears that name: the usual slip is a name of another kind.
    pub(super) fn otherwise(&self, mention: &Mention<'_>) -> Option<String> {
        let (dossier, word) = (self.files.dossier?, mention.word);
        let of_party = dossier.head.party.iter().find(|party| party.organisation == Some(word));
        if let Some(party) = of_party.filter(|_| mention.reference == Reference::Party) {
            let id = party.id.unwrap_or("…");
            return Some(format!("it is the organisation of the party `{id}`"));
        }
        if let Some(item) = dossier.items(word).first() {
            return Some(format!("it names the {}", item.table.name.replace('_', " ")));
        }
        let frame = &self.files.scene.frame;
        (frame.contact(word).is_some().then_some("it is a contact"))
            .or_else(|| frame.organisation(word).is_some().then_some("it is an organisation"))
            .or_else(|| dossier.event(word).is_some().then_some("it is an event of another kind"))
            .map(str::to_owned)
    }
}
