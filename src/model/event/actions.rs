//! Events of actions, issues and risks.

use crate::model::agreement::{MeasuredRisk, Response};
use crate::model::date::Date;
use crate::model::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    When, Whole, record, words,
};
use crate::model::network::Degree;

words! {
    /// What happened to an action.
    ActionStep {
        Started = "started",
        Progressed = "progressed",
        Blocked = "blocked",
        /// It cannot be done as agreed.
        Unable = "unable",
        /// One more party was told that it cannot.
        Told = "told",
        SupportAsked = "support-asked",
        SupportGiven = "support-given",
        Rescheduled = "rescheduled",
        /// Another role answers for it now.
        Reassigned = "reassigned",
        Completed = "completed",
        /// Another party says that it is done as agreed.
        Accepted = "accepted",
        Cancelled = "cancelled",
        Reopened = "reopened",
    }
}

words! {
    /// What stood in the way.
    ReasonCategory {
        Capacity = "capacity",
        Funding = "funding",
        Dependency = "dependency",
        External = "external",
        PriorityChange = "priority-change",
        UnclearAsk = "unclear-ask",
        Error = "error",
        Other = "other",
    }
}

words! {
    /// What happened to an issue.
    IssueStep {
        Opened = "opened",
        /// One party says how it sees it.
        Perspective = "perspective",
        Support = "support",
        Escalated = "escalated",
        Resolved = "resolved",
        Reopened = "reopened",
    }
}

words! {
    /// What an issue belongs to.
    IssueCategory {
        Delivery = "delivery",
        Disagreement = "disagreement",
        ConflictOfInterest = "conflict-of-interest",
        /// Only a pointer to the proper procedure.
        Conduct = "conduct",
        Resources = "resources",
        Information = "information",
        External = "external",
    }
}

words! {
    /// What happened to a risk.
    RiskStep {
        Raised = "raised",
        Reassessed = "reassessed",
        Accepted = "accepted",
        Materialised = "materialised",
        Closed = "closed",
    }
}

record! {
    /// Somebody who was told, when, and how.
    Informed = "informed" {
        /// The party.
        party: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Without("role")), refers(Reference::Party)];
        /// Or the role.
        role: Option<&'a str> [refers(Reference::Role)];
        /// When.
        on: Option<Date> [needs("required-missing", Candidate, Minor), not_after(&["/on"])];
        /// By what means.
        how: Option<&'a str>;
    }
}

record! {
    /// A step of an action of the agreement.
    ActionEvent = "event of kind action" {
        /// The action.
        action: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::ItemOf(&["action"]))];
        /// Of something that recurs, the original day of the occurrence; absent: the oldest open.
        occurrence: Option<Date>;
        /// What happened.
        event: Option<ActionStep> [needs("required-missing", Candidate, Minor)];
        /// The party that did it.
        party: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["accepted"])),
            refers(Reference::Party)
        ];
        /// How much of it is done.
        percent: Option<Whole<0, 100>> [with_steps(&["progressed"])];
        /// Why.
        reason: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["cancelled"])), with_steps(&["blocked", "unable", "rescheduled", "reassigned", "cancelled", "reopened"])];
        /// What stood in the way.
        reason_category: Option<ReasonCategory> [with_steps(&["blocked", "unable", "rescheduled", "cancelled"])];
        /// Who was told, when, and how.
        informed: Vec<Informed<'a>> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["told"])), with_steps(&["blocked", "unable", "told", "rescheduled", "reassigned", "cancelled"])];
        /// The day that is put forward instead.
        proposed_due: Option<Date> [with_steps(&["blocked", "unable"])];
        /// What follows for the others.
        consequence: Option<&'a str> [with_steps(&["blocked", "unable", "cancelled"])];
        /// What help is asked for.
        help_wanted: Option<&'a str> [with_steps(&["blocked", "unable", "support-asked"])];
        /// The day it was due until now.
        was_due: Option<Date> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["rescheduled"])), with_steps(&["rescheduled"])];
        /// The day it is due from now on.
        new_due: Option<Date> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["rescheduled"])), with_steps(&["rescheduled"])];
        /// The parties that agreed.
        agreed_by: Vec<&'a str> [
            needs_when("action-reschedule-unagreed", Candidate, Minor, When::Is("event", &["rescheduled", "cancelled"])),
            refers(Reference::Party),
            with_steps(&["rescheduled", "cancelled"])
        ];
        /// Whether it came up to the quality that was agreed.
        quality_met: Option<bool> [needs_when("action-completion-unproven", Candidate, Moderate, When::Is("event", &["completed"])), with_steps(&["completed", "accepted"])];
        /// What is different from what was agreed.
        deviation: Option<&'a str> [with_steps(&["completed", "accepted"])];
        /// Why.
        deviation_reason: Option<&'a str> [with_steps(&["completed"])];
        /// The role that answers for it from now on.
        new_owner: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["reassigned"])),
            refers(Reference::Role),
            with_steps(&["reassigned"])
        ];
    }
}

record! {
    /// A difficulty between the parties: opened, seen from each side, helped, settled.
    IssueEvent = "event of kind issue" {
        /// Its name, given when it is opened.
        issue: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Issue)];
        /// What happened.
        event: Option<IssueStep> [needs("required-missing", Candidate, Minor)];
        /// The party that acts, helps or says how it sees it.
        party: Option<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["perspective"])),
            refers(Reference::Party)
        ];
        /// The party that brought it up.
        raised_by: Option<&'a str> [refers(Reference::Party), with_steps(&["opened"])];
        /// What it belongs to.
        category: Option<IssueCategory> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["opened"])), with_steps(&["opened"])];
        /// How grave it is.
        severity: Option<Degree> [with_steps(&["opened", "escalated"])];
        /// What is the matter; for conduct and safeguarding only a pointer.
        statement: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["opened"])), with_steps(&["opened"]), in_words()];
        /// The items of the agreement that it touches.
        touches: Vec<&'a str> [refers(Reference::Item), with_steps(&["opened"])];
        /// How the party sees it.
        view: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["perspective"])), between(), with_steps(&["perspective"]), in_words()];
        /// What it really wants.
        underlying_interest: Option<&'a str> [between(), with_steps(&["perspective"])];
        /// The rung of the ladder it goes to.
        level: Option<Whole<1, 9>> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["escalated"])), with_steps(&["escalated"])];
        /// How it was settled.
        resolution: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["resolved"])), with_steps(&["resolved"])];
        /// The parties that agreed.
        agreed_by: Vec<&'a str> [refers(Reference::Party), with_steps(&["resolved"])];
        /// The decision that settled it.
        decision: Option<&'a str> [refers(Reference::Event), with_steps(&["resolved"])];
        /// What we learn from it.
        lesson: Option<&'a str> [own(), with_steps(&["resolved"])];
    }
}

record! {
    /// A step of a risk: raised, looked at again, accepted, come true, gone.
    RiskEvent = "event of kind risk" {
        /// The risk.
        risk: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Risk)];
        /// What happened.
        event: Option<RiskStep> [needs("required-missing", Candidate, Minor)];
        /// What could happen, of a risk that is new.
        statement: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["raised"])), with_steps(&["raised"]), in_words()];
        /// What it belongs to.
        category: Option<&'a str> [with_steps(&["raised"])];
        /// The role that watches it.
        owner: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["raised"])), refers(Reference::Role), with_steps(&["raised"])];
        /// The party that carries it.
        owner_party: Option<&'a str> [refers(Reference::Party), with_steps(&["raised"])];
        /// What is done about it.
        response: Option<Response> [with_steps(&["raised"])];
        /// How it is brought down.
        mitigation: Option<&'a str> [with_steps(&["raised", "reassessed"]), in_words()];
        /// How likely it is, from 1 to the scale of the matrix.
        likelihood: Option<Whole<0, 100>> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["raised"])), with_steps(&["raised", "reassessed"])];
        /// How bad it would be, from 1 to the scale of the matrix.
        impact: Option<Whole<0, 100>> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["raised"])), with_steps(&["raised", "reassessed"])];
        /// How likely it is with all that is done.
        residual_likelihood: Option<Whole<0, 100>> [with_steps(&["raised", "reassessed", "accepted"])];
        /// How bad it would be with all that is done.
        residual_impact: Option<Whole<0, 100>> [with_steps(&["raised", "reassessed", "accepted"])];
        /// How long an acceptance holds.
        accepted_until: Option<Date> [with_steps(&["accepted"]), not_before(&["on"])];
        /// When it is looked at again.
        review_by: Option<Date> [with_steps(&["raised", "reassessed", "accepted"]), not_before(&["on"])];
        /// The issue that came of it.
        issue: Option<&'a str> [refers(Reference::Issue), with_steps(&["materialised"])];
    }
}

impl RiskEvent<'_> {
    /// The scores that it gives; what did not change is left out.
    #[must_use]
    pub fn scores(&self) -> MeasuredRisk {
        MeasuredRisk {
            likelihood: self.likelihood.map(|number| number.0),
            impact: self.impact.map(|number| number.0),
            residual_likelihood: self.residual_likelihood.map(|number| number.0),
            residual_impact: self.residual_impact.map(|number| number.0),
        }
    }
}
