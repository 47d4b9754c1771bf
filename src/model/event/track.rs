//! What events have in common of which only the newest word counts, and how things go on.

use super::{
    Body, DecisionStatus, Event, EventKind, FeedbackStep, InformationStep, IssueStep, ReportStep,
};
use crate::model::id::EventId;

/// What of several entries is one matter, in which a later one takes the place of an earlier: a
/// kind, what it is about, and between whom.
pub type Track<'a> = (EventKind, &'a str, Option<&'a str>);

impl<'a> Event<'a> {
    /// The matter in which it has the last word until there is a newer one. Nothing where it only
    /// adds to what is there, or names what it is about: then no order says more.
    #[must_use]
    pub fn track(&self) -> Option<Track<'a>> {
        let kind = self.envelope.kind?;
        let about = match &self.body {
            Body::Action(own) => own.action,
            Body::Issue(own) => {
                let adds = matches!(own.event, Some(IssueStep::Perspective | IssueStep::Support));
                own.issue.filter(|_| !adds)
            }
            Body::Risk(own) => own.risk,
            Body::Information(own) => own.information.filter(|_| {
                use InformationStep::{Disposed, SharingStarted, SharingStopped};
                matches!(own.event, Some(SharingStarted | SharingStopped | Disposed))
            }),
            Body::Report(own) => {
                own.arrangement.filter(|_| own.event == Some(ReportStep::Reported))
            }
            Body::Feedback(own) => {
                return (own.event == Some(FeedbackStep::Given))
                    .then_some((kind, own.to?, own.from));
            }
            Body::Decision(_) => self.decision(),
            Body::Signoff(own) => return Some((kind, own.party?, own.review)),
            Body::Amendment(_) | Body::Closure(_) => Some(""),
            // An organisation is only named in the name of the file.
            Body::Contact(_) => EventId::parse(self.id)?.words.strip_suffix("-contacted"),
            Body::Unknown => None,
        };
        Some((kind, about?, None))
    }

    /// What a decision is called: the name of its file says it, beside where it stands.
    #[must_use]
    pub fn decision(&self) -> Option<&'a str> {
        let Body::Decision(_) = &self.body else { return None };
        let words = EventId::parse(self.id)?.words;
        let words = words.strip_suffix("-retracted").unwrap_or(words);
        let (name, status) = words.rsplit_once('-')?;
        let known = status == "decided" || DecisionStatus::from_word(status).is_some();
        Some(if known { name } else { words })
    }

    /// Where its step stands among those of its kind, as things go on.
    pub(in crate::model) fn phase(&self) -> usize {
        // The words of a step are declared in the order in which things go on.
        match &self.body {
            Body::Action(own) => own.event.map(|step| step as usize),
            Body::Issue(own) => own.event.map(|step| step as usize),
            Body::Risk(own) => own.event.map(|step| step as usize),
            Body::Information(own) => own.event.map(|step| step as usize),
            Body::Report(own) => own.event.map(|step| step as usize),
            Body::Feedback(own) => own.event.map(|step| step as usize),
            Body::Decision(own) => own.status.map(|step| step as usize),
            Body::Contact(own) => own.event.map(|step| step as usize),
            Body::Signoff(_) | Body::Amendment(_) | Body::Closure(_) | Body::Unknown => None,
        }
        .map_or(0, |step| step + 1)
    }
}
