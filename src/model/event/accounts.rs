//! Events of reports, feedback, decisions and shared information: what the parties tell each other.

use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    When, record, words,
};

words! {
    /// What happened to a report.
    ReportStep { Reported = "reported", Acknowledged = "acknowledged" }
}

words! {
    /// What happened to feedback.
    FeedbackStep { Given = "given", Answered = "answered" }
}

words! {
    /// Where a decision stands.
    DecisionStatus {
        Proposed = "proposed",
        Accepted = "accepted",
        Rejected = "rejected",
        Superseded = "superseded",
    }
}

words! {
    /// What happened to information that is shared.
    InformationStep {
        SharingStarted = "sharing-started",
        AccessChecked = "access-checked",
        RequestHandled = "request-handled",
        Incident = "incident",
        Disposed = "disposed",
        SharingStopped = "sharing-stopped",
    }
}

record! {
    /// One figure of a report, or why there is none.
    Figure = "figures" {
        /// The item it is about.
        item: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Item)];
        /// The figure.
        value: Option<Amount> [needs_when("required-missing", Candidate, Minor, When::Without("note"))];
        /// In what it is measured.
        unit: Option<&'a str>;
        /// What there is to say of it.
        note: Option<&'a str>;
    }
}

record! {
    /// A report that was made as arranged, or the confirmation that it came.
    ReportEvent = "event of kind report" {
        /// What happened.
        event: Option<ReportStep> [needs("required-missing", Candidate, Minor)];
        /// The party that confirms.
        party: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["acknowledged"])),
            refers(Reference::Party),
            with_steps(&["acknowledged"])
        ];
        /// The arrangement it belongs to.
        arrangement: Option<&'a str> [
            needs_when("report-mismatch", Candidate, Minor, When::Is("event", &["reported"])),
            refers(Reference::ItemOf(&["reporting"])),
            with_steps(&["reported"])
        ];
        /// The party that reports.
        from: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["reported"])), refers(Reference::Party), with_steps(&["reported"])];
        /// The parties that receive it.
        to: Vec<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["reported"])), refers(Reference::Party), with_steps(&["reported"])];
        /// The day it was due.
        due: Option<Date> [with_steps(&["reported"])];
        /// The first day it tells of.
        period_from: Option<Date> [with_steps(&["reported"])];
        /// The last day it tells of.
        period_to: Option<Date> [with_steps(&["reported"]), not_before(&["period_from"])];
        /// What it says, in a line.
        summary: Option<&'a str> [with_steps(&["reported"])];
        /// Where it is kept.
        location: Option<&'a str> [with_steps(&["reported"])];
        /// What it counts.
        figures: Vec<Figure<'a>> [with_steps(&["reported"])];
        /// The commit it was made from.
        commit: Option<&'a str> [with_steps(&["reported"])];
    }
}

record! {
    /// What one party tells another of their work, and the answer.
    FeedbackEvent = "event of kind feedback" {
        /// What happened.
        event: Option<FeedbackStep> [needs("required-missing", Candidate, Minor)];
        /// The party that answers.
        party: Option<&'a str> [refers(Reference::Party), with_steps(&["answered"])];
        /// The party that gives it.
        from: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["given"])), refers(Reference::Party), with_steps(&["given"])];
        /// The party that receives it.
        to: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["given"])), refers(Reference::Party), with_steps(&["given"])];
        /// The items it is about.
        about: Vec<&'a str> [refers(Reference::Item), between(), with_steps(&["given"])];
        /// What works.
        worked_well: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::IsWithout("event", &["given"], "could_improve")),
            between(),
            with_steps(&["given"])
        ];
        /// What could be better.
        could_improve: Option<&'a str> [between(), with_steps(&["given"])];
        /// What help is offered.
        support_offered: Option<&'a str> [between(), with_steps(&["given"]), in_words()];
        /// What is answered.
        response: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["answered"])),
            shows(&["S0.16", "S0.K14", "S1.7", "S1.B3", "S1.K15", "S2.9", "S2.K23"]),
            between(),
            with_steps(&["answered"])
        ];
    }
}

impl FeedbackEvent<'_> {
    /// Whether a party says there how its own work goes, which nobody tells it.
    #[must_use]
    pub fn is_to_itself(&self) -> bool {
        self.event == Some(FeedbackStep::Given) && self.from.is_some() && self.from == self.to
    }
}

record! {
    /// What somebody outside said when asked.
    Said = "consulted" {
        /// Who was asked: an organisation, a contact, or a role.
        who: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Consulted)];
        /// When.
        on: Option<Date> [needs("decision-unconsulted", Candidate, Moderate), shows(&["S2.K22"]), not_after(&["/on"])];
        /// What they said.
        said: Option<&'a str> [needs("decision-unconsulted", Candidate, Moderate), shows(&["S2.K22"])];
    }
}

record! {
    /// Something that was decided together, or put forward for it.
    DecisionEvent = "event of kind decision" {
        /// Where it stands.
        status: Option<DecisionStatus> [needs("required-missing", Candidate, Minor)];
        /// What was asked.
        question: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What could have been chosen.
        options: Vec<&'a str>;
        /// What was chosen.
        chosen: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("status", &["accepted"]))];
        /// Why.
        because: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("status", &["accepted", "rejected"]))];
        /// Where: an arrangement to talk, or words.
        decided_in: Option<&'a str>;
        /// The parties that decided.
        decided_by: Vec<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("status", &["accepted", "rejected"])),
            refers(Reference::Party)
        ];
        /// Who was asked, and what they said.
        consulted: Vec<Said<'a>>;
        /// Who was told, when, and how.
        informed: Vec<super::Informed<'a>>;
        /// Whose own interest it touches.
        declared_interests: Vec<&'a str>;
        /// The items that it touches.
        affects: Vec<&'a str> [refers(Reference::Item)];
        /// The decision that it takes the place of.
        supersedes: Option<&'a str> [refers(Reference::Event)];
        /// When it is looked at what became of it.
        follow_up_by: Option<Date> [not_before(&["on"])];
    }
}

record! {
    /// A party that was told, and the moment.
    Told = "told" {
        /// The party.
        party: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Party)];
        /// The day it was told; a time may stand with it.
        told_at as "at": Option<super::contact::Moment>;
    }
}

record! {
    /// Something that was done with information that is shared. Never facts about people.
    InformationEvent = "event of kind information" {
        /// The flow.
        information: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::ItemOf(&["information"]))];
        /// What happened.
        event: Option<InformationStep> [needs("required-missing", Candidate, Minor)];
        /// Who was told of an incident, and when.
        told: Vec<Told<'a>> [with_steps(&["incident"])];
        /// What came of it.
        outcome: Option<&'a str>;
    }
}
