//! `collaboration.toml`: who works together, who answers for it, and who else it touches.

use super::date::Date;
use super::declare::{
    Held, Reference, Shape,
    Significance::{self, Minor, Moderate},
    Stage::{Active, Agreed, Candidate, Evaluated},
    Walk, When, record, words,
};
use super::network::{Contact, Degree, Engagement};
use crate::document::Value;

words! {
    /// Whether the parties are parts of one organisation.
    Relationship {
        /// Departments of one organisation.
        Internal = "internal",
        /// Different organisations.
        InterOrganisation = "inter-organisation",
        /// Both.
        Mixed = "mixed",
    }
}

words! {
    /// Who leads, by the kind of partner.
    Modality {
        /// A public body starts it and leans on its authority.
        GovernmentLed = "government-led",
        /// Private parties start it; public bodies take part.
        PrivateLed = "private-led",
        /// Businesses with civil society.
        BusinessNgo = "business-ngo",
        PublicPublic = "public-public",
        Internal = "internal",
    }
}

words! {
    /// How deep the work together goes.
    Depth {
        Network = "network",
        Coordinate = "coordinate",
        Cooperate = "cooperate",
        Collaborate = "collaborate",
    }
}

words! {
    /// Where the joint team stands.
    TeamStage {
        Forming = "forming",
        Storming = "storming",
        Norming = "norming",
        Performing = "performing",
        Adjourning = "adjourning",
    }
}

words! {
    /// What a party does in it.
    Role {
        Lead = "lead",
        Partner = "partner",
        Host = "host",
        Funder = "funder",
        Supporter = "supporter",
        /// Looks on, and commits nothing.
        Observer = "observer",
    }
}

words! {
    /// How far something may travel. Anything higher does not belong in this record.
    Classification {
        Public = "public",
        Official = "official",
        OfficialSensitive = "official-sensitive",
    }
}

words! {
    /// How much a collaboration matters.
    SignificanceWord { Minor = "minor", Moderate = "moderate", Major = "major" }
}

impl<'a> Held<'a> for Significance {
    const SHAPE: Shape = Shape::Words(SignificanceWord::WORDS);

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        Some(match SignificanceWord::read(value, walk)? {
            SignificanceWord::Minor => Self::Minor,
            SignificanceWord::Moderate => Self::Moderate,
            SignificanceWord::Major => Self::Major,
        })
    }
}

record! {
    /// One collaboration: what it is called, who takes part, and who else it touches. Its id is
    /// the name of its directory.
    Head = "collaboration.toml" {
        /// Its name, for people.
        title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it is about, in a sentence.
        summary: Option<&'a str> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S1.B1"])];
        /// The day the thought was first written down.
        opened_on: Option<Date> [needs("collaboration-incomplete", Candidate, Moderate), shows(&["S0.K20"])];
        /// Set while everything rests: no deadline counts from this day on.
        suspended_since: Option<Date> [not_before(&["opened_on"])];
        /// Whether the parties are parts of one organisation.
        relationship: Option<Relationship> [needs("collaboration-incomplete", Evaluated, Moderate), shows(&["S0.K19"])];
        /// Who leads, by the kind of partner.
        modality: Option<Modality> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S4.30"])];
        /// How deep the work together goes.
        depth: Option<Depth>;
        /// How much it matters, and with that how much is asked; absent: moderate.
        significance: Option<Significance>;
        /// Where the joint team stands.
        team_stage: Option<TeamStage> [needs("collaboration-detail-missing", Active, Moderate), shows(&["S4.7", "S4.8", "S4.9", "S4.10"])];
        /// Since when it stands there.
        team_stage_on: Option<Date> [
            needs_when("collaboration-detail-missing", Active, Moderate, When::With("team_stage")),
            not_before(&["opened_on"]),
            shows(&["S4.7", "S4.8", "S4.9", "S4.10"])
        ];
        /// How far the record may travel; absent: official.
        classification: Option<Classification> [classifies()];
        /// The role of ours that carries it.
        our_lead: Option<&'a str> [needs("collaboration-incomplete", Candidate, Moderate), shows(&["S0.K19"]), refers(Reference::Role)];
        /// The strategic objectives of ours that it serves.
        strategic_objectives: Vec<&'a str> [
            needs("evaluation-strategy-link-missing", Evaluated, Moderate),
            refers(Reference::Objective)
        ];
        /// Words to find it by.
        tags: Vec<&'a str>;
        /// Those who take part.
        party: Vec<Party<'a>> [needs("party-too-few", Evaluated, Minor)];
        /// Those whom it touches, and who take no part.
        stakeholder: Vec<Stakeholder<'a>> [needs("stakeholder-none", Evaluated, Moderate)];
        /// The roles of the parties, where no network is kept.
        contact: Vec<Contact<'a>>;
    }
}

record! {
    /// One that takes part: an organisation, or a department of one.
    Party = "party" {
        /// Its name inside of this collaboration.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor), identity()];
        /// Its page in `network/`.
        organisation: Option<&'a str> [refers(Reference::Organisation)];
        /// Its name, where no network is kept.
        name: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Without("organisation"))];
        /// Whether it is us, where no network is kept.
        ours: Option<bool>;
        /// What it does in it.
        role: Option<Role> [needs("collaboration-incomplete", Agreed, Moderate), shows(&["S0.K19"])];
        /// The day it joined.
        joined_on: Option<Date>;
        /// The day it left.
        left_on: Option<Date> [not_before(&["joined_on"])];
        /// The role that carries the work forward for it.
        representative: Option<&'a str> [needs("party-representative-missing", Agreed, Minor), refers(Reference::Role)];
        /// The role that stands in.
        deputy: Option<&'a str> [refers(Reference::Role)];
        /// The senior role that answers for it.
        sponsor: Option<&'a str> [needs("party-sponsor-missing", Agreed, Moderate), refers(Reference::Role)];
        /// What its representative may commit.
        mandate: Option<&'a str> [own(), in_words()];
        /// Where the mandate is written.
        mandate_ref: Option<&'a str> [own()];
        /// How much this party may see; absent: the classification of the collaboration.
        classification: Option<Classification>;
    }
}

record! {
    /// Somebody whom it touches, and who takes no part.
    Stakeholder = "stakeholder" {
        /// Its page in `network/`.
        organisation: Option<&'a str> [refers(Reference::Organisation)];
        /// Who they are, where they are no organisation.
        group: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Without("organisation"))];
        /// What they have to win or lose.
        interest_in: Option<&'a str> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S3.4c"])];
        /// How much they can move.
        influence: Option<Degree> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S2.K9", "S4.32"])];
        /// How much they care.
        interest: Option<Degree> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S2.K9"])];
        /// How far they are taken into what is decided.
        engagement: Option<Engagement> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S2.K9", "S4.32"])];
        /// In what way.
        how: Option<&'a str> [needs("collaboration-detail-missing", Evaluated, Moderate), shows(&["S4.32"])];
    }
}

impl Head<'_> {
    /// How much it matters; moderate where nothing is said.
    #[must_use]
    pub fn significance(&self) -> Significance {
        self.significance.unwrap_or_default()
    }
}

impl Party<'_> {
    /// Whether it has taken on work: everyone but an observer.
    #[must_use]
    pub fn works(&self) -> bool {
        self.role != Some(Role::Observer)
    }
}
