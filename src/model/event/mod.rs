//! `log/*.toml`: what happened. One new file an event, never edited.

mod accounts;
mod actions;
mod agreements;
mod contact;
mod track;

pub use accounts::{
    DecisionEvent, DecisionStatus, FeedbackEvent, FeedbackStep, Figure, InformationEvent,
    InformationStep, ReportEvent, ReportStep, Said, Told,
};
pub use actions::{
    ActionEvent, ActionStep, Informed, IssueCategory, IssueEvent, IssueStep, ReasonCategory,
    RiskEvent, RiskStep,
};
pub use agreements::{
    Amendment, AnyValue, ChangedField, Closure, ClosureReason, Disposal, Signoff, SignoffMethod,
};
pub use contact::{ContactEvent, ContactStep};
pub use track::Track;

use super::date::Date;
use super::declare::{
    Record, Reference, Significance::Minor, Stage::Candidate, Table, Walk, read_record_with,
    record, words,
};
use crate::document::{Place, Table as Tree};

words! {
    /// What an event is about.
    EventKind {
        /// A step of an action of the agreement.
        Action = "action",
        /// A difficulty between the parties.
        Issue = "issue",
        /// A step of a risk.
        Risk = "risk",
        /// Something that was done with information that is shared.
        Information = "information",
        /// A report was made, or its receipt confirmed.
        Report = "report",
        /// One party told another what works and what could be better.
        Feedback = "feedback",
        /// Something was decided together.
        Decision = "decision",
        /// A party signed the agreement, or the record of a review.
        Signoff = "signoff",
        /// The text of the agreement was changed.
        Amendment = "amendment",
        /// The collaboration ended.
        Closure = "closure",
        /// Contact with an organisation; kept in `network/log/`.
        Contact = "contact",
    }
}

record! {
    /// What every event has, whatever it is about.
    Envelope = "event" {
        /// What it is about.
        kind: Option<EventKind> [needs("required-missing", Candidate, Minor)];
        /// The day it happened.
        on: Option<Date> [needs("required-missing", Candidate, Minor)];
        /// The role that wrote it down.
        by: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Role)];
        /// A word for ourselves.
        note: Option<&'a str> [own()];
        /// What shows it: links and references, no attachments.
        evidence: Vec<&'a str> [with_steps(&["completed", "resolved", "reported", "disposed", "access-checked"])];
        /// The event that this one answers, accepts or goes on from.
        follows: Option<&'a str> [refers(Reference::Event), with_steps(&["told", "accepted", "acknowledged", "answered", "followed-up", "support-given"])];
        /// The entry of the same day that was on file before this one, where their names alone would
        /// put this one first.
        after: Option<&'a str> [refers(Reference::Event)];
        /// The event that this one puts right, of the same kind and subject.
        corrects: Option<&'a str> [refers(Reference::Event)];
        /// Whether the corrected event is taken back, and nothing stands in its place.
        retracted: Option<bool>;
        /// Why a refusal of the tool was overridden.
        forced: Option<&'a str> [own()];
    }
}

/// What an event says beyond its envelope.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is the event of the kind it is named after")]
pub enum Body<'a> {
    Action(ActionEvent<'a>),
    Issue(IssueEvent<'a>),
    Risk(RiskEvent<'a>),
    Information(InformationEvent<'a>),
    Report(ReportEvent<'a>),
    Feedback(FeedbackEvent<'a>),
    Decision(DecisionEvent<'a>),
    Signoff(Signoff<'a>),
    Amendment(Amendment<'a>),
    Closure(Closure<'a>),
    Contact(ContactEvent<'a>),
    /// The kind is missing or unknown, which is a finding of its own.
    Unknown,
}

/// One event of a log.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// Its id: the name of its file without `.toml`.
    pub id: &'a str,
    /// What every event has.
    pub envelope: Envelope<'a>,
    /// What is this event's own.
    pub body: Body<'a>,
    /// Whether a newer event corrects it: then nothing follows from it any more.
    pub corrected: bool,
}

macro_rules! bodies {
    ($($kind:ident => $record:ident),+ $(,)?) => {
        impl<'a> Event<'a> {
            /// Reads one event file.
            pub fn read(id: &'a str, tree: &'a Tree<'a>, walk: &mut Walk<'a>) -> Self {
                // The kind says what else may stand in the file, so it is looked at first; whether
                // it is sound is told when the envelope is read.
                let kind = tree
                    .get("kind")
                    .and_then(|value| value.get_ref().as_str())
                    .and_then(EventKind::from_word);
                let span = (0..0).into();
                let (envelope, body) = match kind {
                    $(Some(EventKind::$kind) => {
                        let (envelope, own) =
                            read_record_with::<Envelope<'a>, $record<'a>>(tree, span, walk);
                        (envelope, Body::$kind(own))
                    })+
                    None => (read_envelope(tree, walk), Body::Unknown),
                };
                Self { id, envelope, body, corrected: false }
            }

            /// Shows the tables of the event, with the declaration of each.
            pub fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>)) {
                Record::visit(&self.envelope, visitor);
                match &self.body {
                    $(Body::$kind(own) => Record::visit(own, visitor),)+
                    Body::Unknown => {}
                }
            }
        }

        /// The declaration of every kind of event, beside that of the envelope.
        pub const EVENT_TABLES: &[(EventKind, &Table)] = &[
            $((EventKind::$kind, <$record<'static> as Record<'static>>::TABLE)),+
        ];
    };
}

bodies! {
    Action => ActionEvent,
    Issue => IssueEvent,
    Risk => RiskEvent,
    Information => InformationEvent,
    Report => ReportEvent,
    Feedback => FeedbackEvent,
    Decision => DecisionEvent,
    Signoff => Signoff,
    Amendment => Amendment,
    Closure => Closure,
    Contact => ContactEvent,
}

/// Reads only what every event has. What else stands there cannot be judged without the kind.
fn read_envelope<'a>(tree: &'a Tree<'a>, walk: &mut Walk<'a>) -> Envelope<'a> {
    let mut envelope = Envelope::default();
    let mut filled = 0;
    for (key, value) in tree {
        if let Some(index) = envelope.fill(key.get_ref(), value, walk) {
            filled |= 1 << index;
        }
    }
    envelope.set_place(Place { file: walk.file, span: (0..0).into(), table: Some(tree), filled });
    envelope
}

impl<'a> Event<'a> {
    /// Where it stands.
    #[must_use]
    pub fn at(&self) -> &Place<'a> {
        &self.envelope.at
    }

    /// The day it happened.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        self.envelope.on
    }

    /// What it is about, in one id: the action, the issue, the arrangement, the party.
    #[must_use]
    pub fn subject(&self) -> Option<&'a str> {
        match &self.body {
            Body::Action(event) => event.action,
            Body::Issue(event) => event.issue,
            Body::Risk(event) => event.risk,
            Body::Information(event) => event.information,
            Body::Report(event) => event.arrangement,
            Body::Feedback(event) => event.to,
            Body::Signoff(event) => event.party,
            Body::Decision(_)
            | Body::Amendment(_)
            | Body::Closure(_)
            | Body::Contact(_)
            | Body::Unknown => None,
        }
    }

    /// The party that acts in it, where the event names one.
    #[must_use]
    pub fn party(&self) -> Option<&'a str> {
        match &self.body {
            Body::Action(event) => event.party,
            Body::Issue(event) => event.party,
            Body::Report(event) => event.party,
            Body::Feedback(event) => event.party,
            Body::Signoff(event) => event.party,
            _ => None,
        }
    }
}
