//! `network/`: the organisations we work with, the roles in them, and our contacts with those.

use super::date::Date;
use super::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    When, Whole, record, words,
};

words! {
    /// What an organisation is.
    OrganisationKind {
        /// A part of the organisation that is its parent; no legal body of its own.
        Department = "department",
        LocalAuthority = "local-authority",
        CentralGovernment = "central-government",
        Nhs = "nhs",
        Police = "police",
        Fire = "fire",
        Regulator = "regulator",
        Academic = "academic",
        Charity = "charity",
        Community = "community",
        Company = "company",
        MembershipBody = "membership-body",
        International = "international",
        Other = "other",
    }
}

words! {
    /// How close an organisation is to us.
    Tier {
        /// Part of our own organisation.
        Own = "own",
        Strategic = "strategic",
        Operational = "operational",
        Occasional = "occasional",
    }
}

words! {
    /// At which level a role works.
    ContactLevel { Strategic = "strategic", Operational = "operational" }
}

words! {
    /// For which time a contact matters to us.
    Horizon {
        /// For the duties of today.
        Immediate = "immediate",
        /// For what is coming.
        Future = "future",
        /// For our strategic objectives.
        Strategic = "strategic",
    }
}

words! {
    /// Whether a role is filled.
    ContactStatus { Active = "active", Vacant = "vacant", Left = "left" }
}

words! {
    /// How contact was made.
    Mode { Formal = "formal", Informal = "informal" }
}

words! {
    /// Low, medium or high.
    Degree { Low = "low", Medium = "medium", High = "high" }
}

words! {
    /// How far somebody is taken into what is decided.
    Engagement {
        Inform = "inform",
        Consult = "consult",
        Involve = "involve",
        Collaborate = "collaborate",
        Empower = "empower",
    }
}

words! {
    /// How an organisation sees risk.
    RiskAttitude { Averse = "averse", Cautious = "cautious", Balanced = "balanced", Open = "open" }
}

record! {
    /// An organisation or department, ours or another's. Its id is the name of its file.
    Organisation = "network/<organisation>.toml" {
        /// Its full name.
        name: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it is.
        kind: Option<OrganisationKind> [needs("required-missing", Candidate, Minor)];
        /// The organisation it is a part of.
        parent: Option<&'a str> [refers(Reference::Organisation)];
        /// Whether it is us, or a part of us.
        ours: Option<bool> [needs("required-missing", Candidate, Minor)];
        /// How close it is to us.
        tier: Option<Tier> [needs("required-missing", Candidate, Minor), own()];
        /// The role of ours that keeps up the relationship.
        relationship_owner: Option<&'a str> [
            needs_when("organisation-owner-missing", Candidate, Moderate, When::IsWithout("tier", &["strategic", "operational"], "ours")),
            refers(Reference::Contact),
            own()
        ];
        /// What it is there for.
        mission: Option<&'a str> [own(), in_words()];
        /// What it is after, in its own words; for a part of ours, ids of strategic objectives.
        objectives: Vec<&'a str> [refers(Reference::OwnObjective), own()];
        /// The strategic objectives of ours that it serves.
        strategic_objectives: Vec<&'a str> [refers(Reference::Objective), own()];
        /// What it holds dear.
        values: Vec<&'a str> [own()];
        /// How it works.
        working_practices: Option<&'a str> [own(), in_words()];
        /// What it struggles with. Facts only: records are disclosable.
        needs_and_challenges: Option<&'a str> [own(), in_words()];
        /// How it sees risk.
        risk_attitude: Option<RiskAttitude> [own()];
        /// What it offers.
        services: Vec<&'a str> [own()];
        /// What it wants to know from us.
        information_needs: Vec<&'a str> [own()];
        /// Its rules on confidentiality; parts inherit those of an organisation above them.
        confidentiality_policy: Option<&'a str> [refers(Reference::Policy), own(), in_words()];
        /// Numbers under which registers know it.
        identifiers: Vec<Identifier<'a>> [own()];
        /// How much it can move.
        influence: Option<Degree> [own()];
        /// How much it cares.
        interest: Option<Degree> [own()];
        /// How far it is taken into what is decided.
        engagement: Option<Engagement> [own()];
        /// When this page was last looked at.
        reviewed_on: Option<Date> [own()];
        /// The roles in it that we deal with.
        contact: Vec<Contact<'a>>;
    }
}

record! {
    /// A number under which a register knows an organisation.
    Identifier = "identifiers" {
        /// The register.
        scheme: Option<&'a str> [needs("required-missing", Candidate, Minor), own()];
        /// The number there.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), own()];
    }
}

record! {
    /// A role that we deal with: never a person.
    Contact = "contact" {
        /// Its name, unique over the whole network.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), identity()];
        /// The party it works for, where no network is kept.
        party: Option<&'a str> [refers(Reference::Party)];
        /// The role in words.
        role_title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it answers for.
        remit: Option<&'a str> [own()];
        /// At which level it works.
        level: Option<ContactLevel> [needs("contact-detail-missing", Candidate, Moderate), shows(&["S0.K22", "S2.K6"]), own()];
        /// Whether it can decide on joint work.
        can_decide: Option<bool> [own()];
        /// Whether it can give information.
        can_inform: Option<bool> [
            needs_when("contact-detail-missing", Candidate, Moderate, When::Without("can_decide")),
            shows(&["S2.K6"]),
            own()
        ];
        /// A shared mailbox of the role.
        mailbox: Option<&'a str>;
        /// For which time it matters to us.
        horizon: Option<Horizon> [
            needs("contact-detail-missing", Candidate, Moderate),
            shows(&["S0.K22", "S3.0", "S3.1a", "S3.3a", "S3.S"]),
            own()
        ];
        /// Whether the role is filled.
        status: Option<ContactStatus>;
        /// Since when we deal with it.
        since: Option<Date> [needs("contact-detail-missing", Candidate, Moderate), shows(&["S3.2a"]), own()];
        /// Until when we dealt with it.
        until: Option<Date> [needs_when("required-missing", Candidate, Minor, When::Is("status", &["left"])), own(), not_before(&["since"])];
        /// The role that stands in for it.
        deputy: Option<&'a str> [refers(Reference::Contact)];
        /// The longest silence between us; 0: not tracked.
        keep_in_touch_days: Option<Whole<0, 3660>> [needs("contact-detail-missing", Candidate, Moderate), shows(&["S3.1a"]), own()];
        /// The objectives of ours that it serves.
        strategic_objectives: Vec<&'a str> [refers(Reference::Objective), own()];
        /// The contact that brought us together.
        introduced_by: Option<&'a str> [refers(Reference::Contact), own()];
        /// When it did.
        introduced_on: Option<Date> [own()];
        /// Where the person is kept on file, outside of this record.
        person_ref: Option<&'a str> [own()];
    }
}
