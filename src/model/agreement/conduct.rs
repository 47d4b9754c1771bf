//! How the parties behave, decide, settle what is not settled, change the text, and part.

use crate::model::date::Date;
use crate::model::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Agreed,
    When, Whole, record, words,
};

words! {
    /// Where an assessment of equality stands.
    AssessmentStatus {
        Done = "done",
        ScreenedOut = "screened-out",
        NotApplicable = "not-applicable",
        /// It has to be done, and is not.
        Required = "required",
    }
}

words! {
    /// What kind of duty it is.
    ObligationKind { Law = "law", Regulator = "regulator", Policy = "policy", Code = "code" }
}

words! {
    /// How the joint body decides.
    DecidesBy { Consensus = "consensus", Unanimous = "unanimous", Majority = "majority", Lead = "lead" }
}

record! {
    /// How the parties behave towards each other.
    Norms = "norms" {
        /// What they hold dear together.
        values: Vec<&'a str> [needs("norms-incomplete", Agreed, Moderate)];
        /// What that means in deeds.
        statements: Vec<&'a str> [needs("norms-incomplete", Agreed, Moderate)];
        /// Where everybody finds them.
        kept_at: Option<&'a str> [needs("norms-incomplete", Agreed, Moderate), in_words()];
        /// How they are repeated.
        shared_by: Option<&'a str> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S4.16"]), in_words()];
        /// By when they are looked at again.
        refresh_by: Option<Date> [needs("norms-incomplete", Agreed, Moderate), kept_up()];
        /// How hard things are talked about.
        dialogue_method: Option<&'a str> [needs("facilitation-missing", Agreed, Moderate), in_words()];
        /// The role that leads such a talk.
        facilitator: Option<&'a str> [needs("facilitation-missing", Agreed, Moderate), refers(Reference::Role)];
        /// The role that leads it when the first cannot.
        alternate_facilitator: Option<&'a str> [needs("facilitation-missing", Agreed, Moderate), refers(Reference::Role)];
    }
}

record! {
    /// Who must not be left out.
    Inclusion = "inclusion" {
        /// What the parties do about it.
        statement: Option<&'a str> [needs("inclusion-missing", Agreed, Moderate), in_words()];
        /// How people get at it who cannot read, see, hear, or speak the language.
        accessibility: Option<&'a str> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S2.11"])];
        /// The assessment of what it means for equality.
        equality_assessment: Option<Assessment<'a>> [needs("inclusion-missing", Agreed, Moderate), kept_up()];
    }
}

record! {
    /// An assessment of what the work means for equality.
    Assessment = "inclusion.equality_assessment" {
        /// Where it stands.
        status: Option<AssessmentStatus> [needs("inclusion-missing", Agreed, Moderate)];
        /// Where it is kept.
        ref_ as "ref": Option<&'a str>;
        /// When it was done.
        completed_on: Option<Date>;
        /// When it is looked at again.
        review_by: Option<Date> [not_before(&["completed_on"])];
    }
}

record! {
    /// Whether children or adults at risk are touched, and who answers for them.
    Safeguarding = "safeguarding" {
        /// Whether they are. Always said, either way.
        applies: Option<bool> [needs("safeguarding-undecided", Agreed, Minor)];
        /// The role that answers for it.
        lead: Option<&'a str> [needs_when("safeguarding-undecided", Agreed, Minor, When::True("applies")), refers(Reference::Role)];
        /// The procedure that holds.
        procedure: Option<&'a str> [needs_when("safeguarding-undecided", Agreed, Minor, When::True("applies")), refers(Reference::Policy)];
        /// Where a worry is taken. Never into this record.
        report_route: Option<&'a str> [needs_when("safeguarding-undecided", Agreed, Minor, When::True("applies"))];
    }
}

record! {
    /// A law, policy or code that the work follows.
    Obligation = "obligation" {
        /// Which; a value that starts with `pol-` is a policy of the workspace.
        source: Option<&'a str> [needs("obligation-missing", Agreed, Moderate), refers(Reference::Policy)];
        /// What kind of duty it is.
        kind: Option<ObligationKind> [needs("obligation-missing", Agreed, Moderate)];
        /// The parties it holds for.
        applies_to: Vec<&'a str> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S1.B4"]), refers(Reference::Party)];
        /// What shows that it is followed.
        evidence: Option<&'a str> [needs("obligation-missing", Agreed, Moderate), refers(Reference::Policy)];
    }
}

record! {
    /// Who decides, and what stays with the parties.
    Governance = "governance" {
        /// The joint body.
        forum: Option<&'a str> [needs("governance-incomplete", Agreed, Moderate)];
        /// The role in its chair.
        chair: Option<&'a str> [refers(Reference::Role)];
        /// How it decides.
        decides_by: Option<DecidesBy> [needs("governance-incomplete", Agreed, Moderate)];
        /// The parties that must be there.
        quorum: Vec<&'a str> [needs("governance-incomplete", Agreed, Moderate), refers(Reference::Party)];
        /// What it may not decide.
        reserved_to_parties: Option<&'a str> [needs("governance-incomplete", Agreed, Moderate)];
        /// To whom it answers.
        reports_to: Option<&'a str>;
        /// The party that holds the money.
        money_held_by: Option<&'a str> [refers(Reference::Party)];
        /// What is done where somebody has two interests.
        conflicts_of_interest: Option<&'a str> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S2.K19"])];
        /// The party that answers requests for public information.
        foi_lead: Option<&'a str> [refers(Reference::Party)];
        /// Whether the agreement is published.
        publish: Option<bool>;
    }
}

record! {
    /// One rung of the ladder that an unsettled matter climbs.
    Escalation = "escalation" {
        /// The rung, from 1.
        level: Option<Whole<1, 9>> [needs("escalation-missing", Agreed, Moderate)];
        /// The roles that take it on.
        who: Vec<&'a str> [needs("escalation-missing", Agreed, Moderate), refers(Reference::Role)];
        /// The working days they have before it moves up.
        working_days: Option<Whole<0, 366>> [needs("escalation-missing", Agreed, Moderate)];
    }
}

record! {
    /// What is done when somebody does not do their part.
    NonCooperation = "non_cooperation" {
        /// What comes first.
        first_step: Option<&'a str> [needs("escalation-missing", Agreed, Moderate)];
        /// What comes then, in order.
        then: Vec<&'a str>;
    }
}

record! {
    /// How the text may change.
    Change = "change" {
        /// Who proposes, and who signs.
        procedure: Option<&'a str> [needs("change-procedure-missing", Agreed, Moderate)];
        /// What may change without a signature.
        minor_without_signature: Option<&'a str>;
    }
}

record! {
    /// How it ends.
    Exit = "exit" {
        /// How many days before somebody says that they leave.
        notice_days: Option<Whole<0, 3660>> [needs("exit-missing", Agreed, Moderate)];
        /// What ends it early.
        triggers: Vec<&'a str> [needs("exit-missing", Agreed, Moderate)];
        /// What becomes of open work.
        continuity: Option<&'a str> [needs("exit-missing", Agreed, Moderate)];
        /// What becomes of staff.
        staff: Option<&'a str>;
        /// What becomes of things.
        assets: Option<&'a str> [needs("exit-missing", Agreed, Moderate)];
        /// What becomes of data.
        data: Option<&'a str> [needs("exit-missing", Agreed, Moderate)];
        /// What becomes of money.
        money: Option<&'a str> [needs("exit-missing", Agreed, Moderate)];
        /// What becomes of what was written and made.
        intellectual_property: Option<&'a str>;
        /// How many days after the end the last review is held.
        final_review_within_days: Option<Whole<0, 366>>;
    }
}
