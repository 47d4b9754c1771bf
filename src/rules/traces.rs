//! What collaborations leave behind for the rules about the network: with whom there was contact,
//! and when; whom we work with; which of our objectives somebody outside looks ahead for.
//!
//! Collaborations are looked at on every core, and none stays in memory. So each of them only
//! raises marks here; in which order they do makes no difference.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::Relaxed};

use super::Case;
use crate::model::date::{Date, number_of, of_number};
use crate::model::declare::{Significance, Stage};
use crate::model::dossier::Dossier;
use crate::model::event::{Body, ContactStep, Event, FeedbackStep, Informed, ReportStep};
use crate::model::frame::{FileKind, Frame};
use crate::model::network::{Contact, ContactStatus, Horizon};

/// The last of some days; nothing yet.
#[derive(Debug)]
struct LastDay(AtomicI32);

impl LastDay {
    fn new() -> Self {
        Self(AtomicI32::new(i32::MIN))
    }

    fn saw(&self, day: Date) {
        self.0.fetch_max(number_of(day), Relaxed);
    }

    fn get(&self) -> Option<Date> {
        of_number(self.0.load(Relaxed))
    }
}

/// Marks about the network, raised by the log of contacts and by every collaboration.
#[derive(Debug, Default)]
pub struct Traces {
    /// By organisation and contact, in the order of the frame.
    heard: Vec<Vec<LastDay>>,
    /// Of each organisation, the last day on which one of its contacts was met.
    met: Vec<Option<Date>>,
    /// Whether an organisation is a party of something that was decided on.
    partner: Vec<AtomicBool>,
    /// Whether an organisation has somebody who looks ahead.
    ahead: Vec<bool>,
    /// Whether one of our objectives has somebody outside who looks ahead for it.
    served: Vec<AtomicBool>,
    /// Whether an event of the log of contacts could not be read whole.
    log_unsure: bool,
}

impl Traces {
    /// What the log of contacts and the pages of the network tell by themselves.
    pub(super) fn of(frame: &Frame<'_>, today: Date, log_unsure: bool) -> Self {
        let pages = &frame.organisations;
        let mut traces = Self {
            log_unsure,
            heard: pages
                .iter()
                .map(|(_, page)| page.contact.iter().map(|_| LastDay::new()).collect())
                .collect(),
            met: vec![None; pages.len()],
            partner: pages.iter().map(|_| AtomicBool::new(false)).collect(),
            ahead: vec![false; pages.len()],
            served: frame
                .settings
                .strategic_objective
                .iter()
                .map(|_| AtomicBool::new(false))
                .collect(),
        };
        for (event, own) in contacts(frame, today) {
            let Some(on) = event.on() else { continue };
            for id in own.with.iter().chain(&own.introductions) {
                let Some((at, within)) = frame.contact_position(id) else { continue };
                traces.heard[at][within].saw(on);
                traces.met[at] = traces.met[at].max(Some(on));
            }
        }
        for (at, (id, page)) in pages.iter().enumerate() {
            if frame.is_ours(id) {
                continue;
            }
            for contact in page.contact.iter().filter(|contact| looks_ahead(contact)) {
                traces.ahead[at] = true;
                for objective in
                    contact.strategic_objectives.iter().chain(&page.strategic_objectives)
                {
                    traces.serve(frame, objective);
                }
            }
        }
        traces
    }

    /// What one collaboration adds.
    pub(super) fn note(&self, case: &Case<'_, '_>) {
        let (dossier, frame) = (case.dossier, &case.scene.frame);
        if !frame.has_network() {
            return;
        }
        let decided = case.reckoning.stage.claimed >= Stage::Evaluated
            && dossier.significance() > Significance::Minor;
        for party in &dossier.head.party {
            let Some(at) = party.organisation.and_then(|id| frame.position(id)) else { continue };
            if decided {
                self.partner[at].store(true, Relaxed);
            }
            if self.ahead[at] {
                dossier.head.strategic_objectives.iter().for_each(|id| self.serve(frame, id));
            }
        }
        heard_in(case, &mut |role, on| {
            if let Some((at, within)) = frame.contact_position(role) {
                self.heard[at][within].saw(on);
            }
        });
    }

    fn serve(&self, frame: &Frame<'_>, objective: &str) {
        let ours = &frame.settings.strategic_objective;
        if let Some(at) = ours.iter().position(|it| it.id == Some(objective)) {
            self.served[at].store(true, Relaxed);
        }
    }

    /// The last day on which there was word with a contact, by its place in the frame.
    pub(super) fn heard(&self, at: usize, within: usize) -> Option<Date> {
        self.heard.get(at)?.get(within)?.get()
    }

    /// Whether silence proves nothing, as an event of the log of contacts could not be read whole.
    pub(super) fn is_log_unsure(&self) -> bool {
        self.log_unsure
    }

    /// The last day on which the log of contacts tells of an organisation.
    pub(super) fn met(&self, at: usize) -> Option<Date> {
        self.met.get(at).copied().flatten()
    }

    /// Whether an organisation is a party of something that was decided on.
    pub(super) fn is_partner(&self, at: usize) -> bool {
        self.partner.get(at).is_some_and(|mark| mark.load(Relaxed))
    }

    /// Whether somebody outside looks ahead for one of our objectives, by its place in the settings.
    pub(super) fn is_served(&self, at: usize) -> bool {
        self.served.get(at).is_some_and(|mark| mark.load(Relaxed))
    }
}

/// Our contacts with others by a day, as they stand.
pub(super) fn contacts<'f, 'a>(
    frame: &'f Frame<'a>,
    today: Date,
) -> impl Iterator<Item = (&'f Event<'a>, &'f crate::model::event::ContactEvent<'a>)> {
    frame
        .events
        .iter()
        .filter(move |event| !event.corrected && event.on().is_some_and(|on| on <= today))
        .filter_map(|event| match &event.body {
            Body::Contact(own) if own.event == Some(ContactStep::Contacted) => Some((event, own)),
            _ => None,
        })
}

/// Whether a contact is there, and matters for what is to come.
fn looks_ahead(contact: &Contact<'_>) -> bool {
    matches!(contact.horizon, Some(Horizon::Future | Horizon::Strategic))
        && matches!(contact.status, None | Some(ContactStatus::Active))
}

/// Says of every role with whom a collaboration tells of word, and on which day.
pub(super) fn heard_in(case: &Case<'_, '_>, saw: &mut dyn FnMut(&str, Date)) {
    let (dossier, today) = (case.dossier, case.scene.today);
    let mut marks = Marks { saw, dossier };
    for event in dossier.events.iter().filter(|event| !event.corrected) {
        if let Some(on) = event.on().filter(|on| *on <= today) {
            marks.event(event, on);
        }
    }
    for review in dossier.reviews.iter().filter_map(|folder| folder.review.as_ref()) {
        if let Some(on) = review.held_on.filter(|on| *on <= today) {
            review.also_present.iter().for_each(|role| (marks.saw)(role, on));
            review.participants.iter().for_each(|party| marks.party(party, on));
        }
    }
    // An event that could not be read may be of today, and of anybody.
    if dossier.is_kind_damaged(FileKind::Event) {
        for party in &dossier.head.party {
            let roles = [party.representative, party.deputy, party.sponsor];
            roles.into_iter().flatten().for_each(|role| (marks.saw)(role, today));
        }
    }
}

/// Goes through one collaboration for the roles with whom there was word.
struct Marks<'t, 'a> {
    saw: &'t mut dyn FnMut(&str, Date),
    dossier: &'t Dossier<'a>,
}

impl Marks<'_, '_> {
    /// What goes to a party goes to the role that carries the work for it.
    fn party(&mut self, party: &str, on: Date) {
        if let Some(role) = self.dossier.party(party).and_then(|party| party.representative) {
            (self.saw)(role, on);
        }
    }

    fn informed(&mut self, informed: &[Informed<'_>], on: Date) {
        for one in informed {
            let on = one.on.map_or(on, |day| day.min(on));
            match one.role {
                Some(role) => (self.saw)(role, on),
                None => one.party.iter().for_each(|party| self.party(party, on)),
            }
        }
    }

    fn event(&mut self, event: &Event<'_>, on: Date) {
        event.envelope.by.iter().for_each(|role| (self.saw)(role, on));
        match &event.body {
            Body::Action(own) => self.informed(&own.informed, on),
            Body::Report(own) if own.event == Some(ReportStep::Reported) => {
                own.to.iter().for_each(|party| self.party(party, on));
            }
            Body::Feedback(own) if own.event == Some(FeedbackStep::Given) => {
                own.to.iter().for_each(|party| self.party(party, on));
            }
            Body::Decision(own) => {
                self.informed(&own.informed, on);
                for said in &own.consulted {
                    let on = said.on.map_or(on, |day| day.min(on));
                    said.who.iter().for_each(|who| (self.saw)(who, on));
                }
            }
            _ => {}
        }
    }
}
