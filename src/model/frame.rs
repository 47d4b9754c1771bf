//! What all collaborations of a workspace share: its settings, and the network of organisations.

use std::collections::HashMap;

use super::correction;
use super::criteria::StandardPage;
use super::date::Date;
use super::declare::{Walk, read_record};
use super::event::Event;
use super::network::{Contact, Organisation, OrganisationKind};
use super::sequence;
use super::settings::{Limits, Settings};
use crate::document::{Document, Source};

/// What a file of a workspace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// `comity.toml`.
    Settings,
    /// `network/<organisation>.toml`.
    Organisation,
    /// `network/log/<event>.toml`.
    NetworkEvent,
    /// `standards/<standard>.toml`.
    Standard,
    /// `collaborations/<id>/collaboration.toml`.
    Head,
    /// `collaborations/<id>/evaluation.toml`.
    Evaluation,
    /// `collaborations/<id>/agreement.toml`.
    Agreement,
    /// `collaborations/<id>/log/<event>.toml`.
    Event,
    /// `collaborations/<id>/reviews/<plan>/review.toml`.
    Review,
    /// `collaborations/<id>/reviews/<plan>/view-<party>.toml`.
    View,
}

/// The settings and the network of a workspace.
#[derive(Debug, Default)]
pub struct Frame<'a> {
    /// `comity.toml`; as if empty where there is none.
    pub settings: Settings<'a>,
    /// The organisations, in the order of their ids.
    pub organisations: Vec<(&'a str, Organisation<'a>)>,
    /// The log of contacts, in the order of their ids. In which order they count is said by
    /// [`Self::in_order`].
    pub events: Vec<Event<'a>>,
    /// The team's own standards, in the order of their names.
    pub standards: Vec<(&'a str, StandardPage<'a>)>,
    /// Everything found on the way.
    pub walk: Walk<'a>,
    /// The thresholds in force.
    pub limits: Option<Limits>,
    /// The order in which the events count, by their index.
    sequence: Vec<usize>,
    organisation_index: HashMap<&'a str, usize>,
    contact_index: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Frame<'a> {
    /// Reads the shared files. Sources, documents and kinds go by the same index.
    #[must_use]
    pub fn read(sources: &'a [Source], documents: &'a [Document<'a>], kinds: &[FileKind]) -> Self {
        let mut frame = Self::default();
        let mut walk = Walk::default();
        for (index, ((source, document), kind)) in
            sources.iter().zip(documents).zip(kinds).enumerate()
        {
            walk.file = index;
            if source.unreadable.is_some() {
                continue;
            }
            match kind {
                FileKind::Settings => {
                    frame.settings = read_record(document.root(), (0..0).into(), &mut walk);
                }
                FileKind::Organisation => {
                    let organisation = read_record(document.root(), (0..0).into(), &mut walk);
                    frame.organisations.push((source.stem(), organisation));
                }
                FileKind::NetworkEvent => {
                    frame.events.push(Event::read(source.stem(), document.root(), &mut walk));
                }
                FileKind::Standard => {
                    let standard = read_record(document.root(), (0..0).into(), &mut walk);
                    frame.standards.push((source.stem(), standard));
                }
                _ => {}
            }
        }
        frame.organisations.sort_by_key(|(id, _)| *id);
        frame.events.sort_by_key(|event| event.id);
        frame.sequence = sequence::of(&frame.events);
        for (at, (id, organisation)) in frame.organisations.iter().enumerate() {
            frame.organisation_index.entry(id).or_insert(at);
            for (within, contact) in organisation.contact.iter().enumerate() {
                if let Some(id) = contact.id {
                    // Of two with the same id the first stays; the second is a finding.
                    frame.contact_index.entry(id).or_insert((at, within));
                }
            }
        }
        frame.limits = Some(frame.settings.limits());
        frame.walk = walk;
        frame
    }

    /// The events of the log of contacts that count, in the order in which they do.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Event<'a>> {
        self.sequence.iter().map(|at| &self.events[*at]).filter(|event| !event.corrected)
    }

    /// The thresholds in force.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits.unwrap_or_else(|| self.settings.limits())
    }

    /// Whether a network is kept at all.
    #[must_use]
    pub fn has_network(&self) -> bool {
        !self.organisations.is_empty()
    }

    /// The organisation with this id.
    #[must_use]
    pub fn organisation(&self, id: &str) -> Option<&Organisation<'a>> {
        self.organisation_index.get(id).map(|at| &self.organisations[*at].1)
    }

    /// The contact with this id, and the id of its organisation.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<(&'a str, &Contact<'a>)> {
        let (at, within) = *self.contact_index.get(id)?;
        let (organisation, page) = &self.organisations[at];
        Some((organisation, &page.contact[within]))
    }

    /// Where an organisation stands among [`Self::organisations`].
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.organisation_index.get(id).copied()
    }

    /// Where a contact stands: its organisation among [`Self::organisations`], and its place there.
    #[must_use]
    pub fn contact_position(&self, id: &str) -> Option<(usize, usize)> {
        self.contact_index.get(id).copied()
    }

    /// Sets aside what later events of the log correct, as it stands on a day.
    pub fn set_aside(&mut self, today: Date) {
        correction::set_aside(&mut self.events, today);
    }

    /// An organisation and those above it, nearest first. Ends where a chain turns in a circle.
    pub fn lineage<'f>(
        &'f self,
        id: &'f str,
    ) -> impl Iterator<Item = (&'f str, &'f Organisation<'a>)> {
        let mut next = Some(id);
        let mut left = self.organisations.len();
        std::iter::from_fn(move || {
            let id = next?;
            left = left.checked_sub(1)?;
            let organisation = self.organisation(id)?;
            next = organisation.parent;
            Some((id, organisation))
        })
    }

    /// Whether an organisation is ours, or one above it is.
    #[must_use]
    pub fn is_ours(&self, id: &str) -> bool {
        self.lineage(id).any(|(_, organisation)| organisation.ours == Some(true))
    }

    /// The body that stands for an organisation in law: the nearest that is no department.
    #[must_use]
    pub fn legal_body<'f>(&'f self, id: &'f str) -> &'f str {
        self.lineage(id)
            .find(|(_, organisation)| organisation.kind != Some(OrganisationKind::Department))
            .map_or(id, |(id, _)| id)
    }

    /// The last day on our own list of holidays; nothing where none is listed.
    #[must_use]
    pub fn last_holiday(&self) -> Option<Date> {
        self.settings.calendar.as_ref()?.holidays.iter().max().copied()
    }
}
