//! What information flows between the parties, on what ground in law, and how it is kept safe.

use crate::document::{Kind, Value};
use crate::model::collaboration::Classification;
use crate::model::date::Date;
use crate::model::declare::{
    Held, Reference, Shape,
    Significance::{Minor, Moderate},
    Stage::Agreed,
    Walk, When, Whole, record, words,
};
use crate::model::duration::Duration;

words! {
    /// What a party is in law for the personal data on a flow.
    LegalRole {
        Controller = "controller",
        JointController = "joint-controller",
        Processor = "processor",
        SubProcessor = "sub-processor",
        None = "none",
    }
}

words! {
    /// The ground in law on which personal data is used.
    LawfulBasis {
        Consent = "consent",
        Contract = "contract",
        LegalObligation = "legal-obligation",
        VitalInterests = "vital-interests",
        PublicTask = "public-task",
        LegitimateInterests = "legitimate-interests",
        RecognisedLegitimateInterest = "recognised-legitimate-interest",
    }
}

words! {
    /// The further ground that data needs which the law holds to be special.
    SpecialCondition {
        ExplicitConsent = "explicit-consent",
        Employment = "employment",
        VitalInterests = "vital-interests",
        NotForProfit = "not-for-profit",
        PublicBySubject = "public-by-subject",
        LegalClaims = "legal-claims",
        SubstantialPublicInterest = "substantial-public-interest",
        HealthOrSocialCare = "health-or-social-care",
        PublicHealth = "public-health",
        ArchivingResearch = "archiving-research",
    }
}

words! {
    /// Where the assessment of the impact on people's data stands.
    DpiaStatus {
        Done = "done",
        /// Not needed, with the reason.
        ScreenedOut = "screened-out",
        /// It has to be done, and is not.
        Required = "required",
        InProgress = "in-progress",
    }
}

words! {
    /// What the contract with a processor has to say.
    ProcessorTerm {
        Instructions = "instructions",
        Confidence = "confidence",
        Security = "security",
        SubProcessors = "sub-processors",
        RightsHelp = "rights-help",
        DutiesHelp = "duties-help",
        ReturnOrDelete = "return-or-delete",
        Audit = "audit",
    }
}

/// The lawful basis: one for all, or one for each party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis<'a> {
    /// One for all.
    One(LawfulBasis),
    /// One for each party that is named.
    ByParty(Vec<(&'a str, LawfulBasis)>),
}

impl<'a> Held<'a> for Basis<'a> {
    const SHAPE: Shape = Shape::TextOrByParty;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        match value.get_ref() {
            Kind::Table(table) => Some(Self::ByParty(
                table
                    .iter()
                    .filter_map(|(party, value)| {
                        Some((&**party.get_ref(), LawfulBasis::read(value, walk)?))
                    })
                    .collect(),
            )),
            _ => LawfulBasis::read(value, walk).map(Self::One),
        }
    }
}

record! {
    /// One flow of information between the parties.
    Information = "information" {
        /// Its name, mostly with `inf-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What it is called.
        title: Option<&'a str>;
        /// The party that gives it.
        from: Option<&'a str> [needs("required-missing", Agreed, Minor), refers(Reference::Party)];
        /// The parties that receive it.
        to: Vec<&'a str> [needs("required-missing", Agreed, Minor), refers(Reference::Party)];
        /// Whether it is about living people who can be told apart.
        personal: Option<bool> [needs("required-missing", Agreed, Minor)];
        /// Whether the law holds it to be special: health, belief, origin and the like.
        special_category: Option<bool>;
        /// Whether it is about crimes.
        criminal_offence: Option<bool>;
        /// Whether it is about children.
        about_children: Option<bool>;
        /// Whom it is about.
        data_subjects: Option<&'a str>;
        /// What it holds, item by item.
        data_items: Vec<&'a str> [needs("information-purpose-missing", Agreed, Minor)];
        /// How much of it.
        volume: Option<&'a str>;
        /// Whether it is matched with other data.
        matching: Option<bool>;
        /// Whether technology is used that is new to this.
        new_technology: Option<bool>;
        /// What it is for.
        purpose: Option<&'a str> [needs("information-purpose-missing", Agreed, Minor)];
        /// Why less would not do.
        necessity: Option<&'a str> [needs_when("information-purpose-missing", Agreed, Minor, When::True("personal"))];
        /// What each party is in law.
        roles: Vec<InformationRole<'a>> [needs_when("information-role-missing", Agreed, Minor, When::True("personal"))];
        /// The ground in law.
        lawful_basis: Option<Basis<'a>> [needs_when("information-lawful-basis-missing", Agreed, Minor, When::True("personal"))];
        /// The further ground for special data.
        special_condition: Option<SpecialCondition> [needs_when("information-lawful-basis-missing", Agreed, Minor, When::True("special_category"))];
        /// The further ground for data about crimes.
        offence_condition: Option<&'a str> [needs_when("information-lawful-basis-missing", Agreed, Minor, When::True("criminal_offence"))];
        /// The power in law to share at all.
        legal_power: Option<&'a str>;
        /// Why sharing keeps confidence.
        confidentiality_basis: Option<&'a str> [
            needs_when("agreement-detail-missing", Agreed, Moderate, When::True("personal")),
            shows(&["S1.K-c3"])
        ];
        /// The paper under which it is shared.
        instrument: Option<Instrument<'a>>;
        /// The contract with a processor.
        processor_contract: Option<ProcessorContract<'a>>;
        /// The assessment of the impact on people's data.
        dpia: Option<Dpia<'a>> [needs_when("information-assessment-missing", Agreed, Minor, When::True("personal")), kept_up()];
        /// How it travels.
        transfer: Option<Transfer<'a>>;
        /// How it is kept safe.
        security: Option<Security<'a>> [needs("information-safeguards-missing", Agreed, Minor)];
        /// How long it is kept, and what happens then.
        retention: Option<Retention<'a>> [needs("information-safeguards-missing", Agreed, Minor)];
        /// How it is kept right.
        accuracy: Option<&'a str>;
        /// Whom people ask about their data.
        rights: Option<Rights<'a>> [needs_when("information-people-uninformed", Agreed, Moderate, When::True("personal"))];
        /// Where people read about it.
        privacy_notice: Option<PrivacyNotice<'a>> [needs_when("information-people-uninformed", Agreed, Moderate, When::True("personal"))];
        /// Whom to call when something went wrong.
        breach: Option<Breach<'a>> [needs_when("information-people-uninformed", Agreed, Moderate, When::True("personal"))];
        /// Whom people complain to.
        complaints: Option<Complaints<'a>> [needs_when("information-people-uninformed", Agreed, Moderate, When::True("personal"))];
        /// What keeps totals from pointing to someone.
        disclosure_control: Option<&'a str>;
        /// What becomes of it at the end.
        at_exit: Option<&'a str>;
        /// When this entry is looked at again.
        review_by: Option<Date> [kept_up()];
    }
}

record! {
    /// What one party is in law on a flow.
    InformationRole = "information.roles" {
        /// The party.
        party: Option<&'a str> [needs("information-role-missing", Agreed, Minor), refers(Reference::Party)];
        /// What it is.
        role: Option<LegalRole> [needs("information-role-missing", Agreed, Minor)];
        /// For whom a processor works.
        for_ as "for": Option<&'a str> [
            needs_when("information-role-missing", Agreed, Minor, When::Is("role", &["processor", "sub-processor"])),
            refers(Reference::Party)
        ];
    }
}

record! {
    /// The paper under which information is shared.
    Instrument = "information.instrument" {
        /// What kind of paper.
        kind: Option<&'a str>;
        /// Where it is kept.
        ref_ as "ref": Option<&'a str>;
        /// When it was signed.
        signed_on: Option<Date> [kept_up()];
        /// When it is looked at again.
        review_by: Option<Date> [kept_up(), not_before(&["signed_on"])];
    }
}

record! {
    /// The contract with a processor.
    ProcessorContract = "information.processor_contract" {
        /// Where it is kept.
        ref_ as "ref": Option<&'a str>;
        /// When it was signed.
        signed_on: Option<Date> [kept_up()];
        /// When it ends.
        ends_on: Option<Date> [kept_up(), not_before(&["signed_on"])];
        /// What it says; all eight are expected.
        terms: Vec<ProcessorTerm>;
    }
}

record! {
    /// The assessment of the impact on people's data.
    Dpia = "information.dpia" {
        /// Where it stands.
        status: Option<DpiaStatus> [needs("information-assessment-missing", Agreed, Minor)];
        /// Where it is kept.
        ref_ as "ref": Option<&'a str>;
        /// Why none is needed.
        reason: Option<&'a str> [needs_when("information-assessment-missing", Agreed, Minor, When::Is("status", &["screened-out"]))];
        /// When it was done.
        completed_on: Option<Date>;
        /// When it is looked at again.
        review_by: Option<Date> [not_before(&["completed_on"])];
    }
}

record! {
    /// How information travels.
    Transfer = "information.transfer" {
        /// By what means.
        method: Option<&'a str>;
        /// Whether it leaves the country.
        outside_uk: Option<bool>;
        /// What keeps it safe there.
        safeguard: Option<&'a str> [needs_when("information-safeguards-missing", Agreed, Minor, When::True("outside_uk"))];
    }
}

record! {
    /// How information is kept safe.
    Security = "information.security" {
        /// How far it may travel.
        classification: Option<Classification> [classifies()];
        /// Who gets at it.
        access: Option<&'a str> [needs("information-safeguards-missing", Agreed, Minor)];
        /// What guards it.
        controls: Vec<&'a str>;
    }
}

record! {
    /// How long information is kept, and what happens then.
    Retention = "information.retention" {
        /// How long.
        period: Option<Duration<'a>> [needs("information-safeguards-missing", Agreed, Minor)];
        /// From which event on.
        starts: Option<&'a str> [needs("information-safeguards-missing", Agreed, Minor)];
        /// What happens then.
        disposal: Option<&'a str> [needs("information-safeguards-missing", Agreed, Minor)];
    }
}

record! {
    /// Whom people ask about their data.
    Rights = "information.rights" {
        /// The role.
        contact: Option<&'a str> [needs("information-people-uninformed", Agreed, Moderate), refers(Reference::Role)];
        /// What happens to a request.
        process: Option<&'a str>;
    }
}

record! {
    /// Where people read about the use of their data.
    PrivacyNotice = "information.privacy_notice" {
        /// Where it is.
        ref_ as "ref": Option<&'a str> [needs("information-people-uninformed", Agreed, Moderate)];
        /// When it was last looked at.
        reviewed_on: Option<Date> [kept_up()];
    }
}

record! {
    /// Whom to call when something went wrong.
    Breach = "information.breach" {
        /// The role.
        contact: Option<&'a str> [needs("information-people-uninformed", Agreed, Moderate), refers(Reference::Role)];
        /// Within how many hours the partners are told.
        tell_partners_within_hours: Option<Whole<0, 8760>>;
    }
}

record! {
    /// Whom people complain to.
    Complaints = "information.complaints" {
        /// The role.
        contact: Option<&'a str> [needs("information-people-uninformed", Agreed, Moderate), refers(Reference::Role)];
    }
}
