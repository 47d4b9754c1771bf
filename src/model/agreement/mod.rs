//! `agreement.toml`: who does what by when, for what gain, at what cost and risk, with which
//! information shared. One document, as it is signed as one.

mod arrangements;
mod conduct;
mod information;
mod plan;

pub use arrangements::{
    Communication, MeasuredRisk, Reporting, Response, ReviewKind, ReviewPlan, Risk,
};
pub use conduct::{
    Assessment, AssessmentStatus, Change, DecidesBy, Escalation, Exit, Governance, Inclusion,
    NonCooperation, Norms, Obligation, ObligationKind, Safeguarding,
};
pub use information::{
    Basis, Breach, Complaints, Dpia, DpiaStatus, Information, InformationRole, Instrument,
    LawfulBasis, LegalRole, PrivacyNotice, ProcessorContract, ProcessorTerm, Retention, Rights,
    Security, SpecialCondition, Transfer,
};
pub use plan::{
    Action, Assumption, Benefit, BenefitKind, Comparator, Cost, Dependency, Expectation, Objective,
    PlannedOutcome, Resource, ResourceKind, ResourceMode, ServiceLevel, Window,
};

use super::date::Date;
use super::declare::{
    Significance::{Minor, Moderate},
    Stage::Agreed,
    When, Whole, record, words,
};

words! {
    /// What kind of paper it is.
    InstrumentKind {
        Mou = "mou",
        Sla = "sla",
        PartnershipAgreement = "partnership-agreement",
        TermsOfReference = "terms-of-reference",
        DataSharingAgreement = "data-sharing-agreement",
        Contract = "contract",
    }
}

words! {
    /// What happens at the end of the term.
    Renewal { None = "none", ByReview = "by-review", Automatic = "automatic" }
}

record! {
    /// The text in force, signed as one by every party.
    Agreement = "agreement.toml" {
        /// Its name, for people.
        title: Option<&'a str> [needs("agreement-incomplete", Agreed, Moderate)];
        /// What kind of paper it is.
        instrument: Option<InstrumentKind> [needs("agreement-incomplete", Agreed, Moderate)];
        /// Whether it binds in law; absent: it does not.
        binding: Option<bool>;
        /// Counts up with every amendment; absent: 1.
        version: Option<Whole<1, 9999>> [needs("agreement-incomplete", Agreed, Moderate)];
        /// The template it was made from.
        template: Option<&'a str>;
        /// Why nothing is shared, where no information is.
        information_none: Option<&'a str>;
        /// From when to when it runs.
        term: Option<Term<'a>> [needs("term-incomplete", Agreed, Minor)];
        /// What belongs to it, and what does not.
        scope: Option<Scope<'a>> [needs("agreement-aim-missing", Agreed, Moderate)];
        /// What it is for.
        purpose: Option<Purpose<'a>> [needs("agreement-aim-missing", Agreed, Minor)];
        /// What it wants to reach, so that one can measure it.
        objective: Vec<Objective<'a>> [needs("agreement-aim-missing", Agreed, Moderate)];
        /// What is different for people when it works.
        outcome: Vec<PlannedOutcome<'a>> [
            needs_when("agreement-detail-missing", Agreed, Moderate, When::With("service_level")),
            shows(&["S0.8", "S1.3e"])
        ];
        /// What each party expects of the others.
        expectation: Vec<Expectation<'a>> [per_party("expectation-missing", Agreed, Moderate)];
        /// What each party gains.
        benefit: Vec<Benefit<'a>> [per_party("benefit-party-missing", Agreed, Moderate)];
        /// What each party pays.
        cost: Vec<Cost<'a>> [per_party("cost-party-missing", Agreed, Moderate)];
        /// What each party puts in.
        resource: Vec<Resource<'a>> [per_party("resource-party-missing", Agreed, Moderate)];
        /// Who does what, by when, how well.
        action: Vec<Action<'a>> [per_party("action-party-missing", Agreed, Minor)];
        /// What level of service one party gives another.
        service_level: Vec<ServiceLevel<'a>>;
        /// What could go wrong, and what is done about it.
        risk: Vec<Risk<'a>> [needs("risk-incomplete", Agreed, Moderate), ours_if_accepted()];
        /// What is taken as given, and when that is tested.
        assumption: Vec<Assumption<'a>>;
        /// What it waits for from outside.
        dependency: Vec<Dependency<'a>>;
        /// How the parties talk.
        communication: Vec<Communication<'a>> [needs("communication-missing", Agreed, Moderate)];
        /// Who reports what to whom, from when, how often.
        reporting: Vec<Reporting<'a>> [needs("reporting-missing", Agreed, Moderate)];
        /// What information flows, or `information_none`.
        information: Vec<Information<'a>> [
            needs_when("information-undeclared", Agreed, Minor, When::Without("information_none")),
            between()
        ];
        /// When it is looked at how well this works.
        review_plan: Vec<ReviewPlan<'a>> [needs("review-plan-missing", Agreed, Minor)];
        /// How the parties behave.
        norms: Option<Norms<'a>> [needs("norms-incomplete", Agreed, Moderate)];
        /// Who must not be left out.
        inclusion: Option<Inclusion<'a>> [needs("inclusion-missing", Agreed, Moderate)];
        /// Whether children or adults at risk are touched, and who answers for them.
        safeguarding: Option<Safeguarding<'a>> [needs("safeguarding-undecided", Agreed, Minor)];
        /// Laws, policies and codes that it follows.
        obligation: Vec<Obligation<'a>> [needs("obligation-missing", Agreed, Moderate)];
        /// Who decides, and what stays with the parties.
        governance: Option<Governance<'a>> [needs("governance-incomplete", Agreed, Moderate)];
        /// Where a matter goes that is not settled.
        escalation: Vec<Escalation<'a>> [needs("escalation-missing", Agreed, Moderate)];
        /// What is done when somebody does not do their part.
        non_cooperation: Option<NonCooperation<'a>> [needs("escalation-missing", Agreed, Moderate)];
        /// How the text may change.
        change: Option<Change<'a>> [needs("change-procedure-missing", Agreed, Moderate)];
        /// How it ends.
        exit: Option<Exit<'a>> [needs("exit-missing", Agreed, Moderate)];
    }
}

record! {
    /// From when to when it runs. Both days are included.
    Term = "term" {
        /// The first day.
        effective_on: Option<Date> [needs("term-incomplete", Agreed, Minor)];
        /// The last day.
        ends_on: Option<Date> [needs_when("term-incomplete", Agreed, Moderate, When::Without("open_ended")), not_before(&["effective_on"])];
        /// Whether it runs without an end.
        open_ended: Option<bool>;
        /// What happens at the end.
        renewal: Option<Renewal> [needs("term-incomplete", Agreed, Moderate)];
        /// The day by which it is decided whether to go on.
        renewal_decision_by: Option<Date> [needs_when("term-incomplete", Agreed, Moderate, When::Is("renewal", &["by-review"])), not_before(&["effective_on"])];
    }
}

record! {
    /// What belongs to it, and what does not.
    Scope = "scope" {
        /// What belongs to it.
        included: Option<&'a str> [needs("agreement-aim-missing", Agreed, Moderate)];
        /// What does not.
        excluded: Option<&'a str> [needs("agreement-aim-missing", Agreed, Moderate)];
    }
}

record! {
    /// What it is for.
    Purpose = "purpose" {
        /// The aim, in a sentence that everybody can say.
        aim: Option<&'a str> [needs("agreement-aim-missing", Agreed, Minor), in_words()];
    }
}

impl Agreement<'_> {
    /// The version of the text; the first where nothing is said.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version.map_or(1, |version| version.0)
    }
}

impl Term<'_> {
    /// The last day; nothing where it runs without an end, or none is said, or one before the first.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let is_after = |end: &Date| self.effective_on.is_none_or(|first| first <= *end);
        self.ends_on.filter(|end| self.open_ended != Some(true) && is_after(end))
    }

    /// On which side a day lies outside of it, in words, and the edge that it lies beyond; nothing
    /// where it lies within.
    #[must_use]
    pub fn misses(&self, day: Date) -> Option<(&'static str, Date)> {
        let before = self.effective_on.filter(|first| day < *first);
        let after = || self.last_day().filter(|last| day > *last);
        let before = before.map(|first| ("before the term begins", first));
        before.or_else(|| after().map(|last| ("after the term ends", last)))
    }
}
