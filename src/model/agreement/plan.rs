//! What is to be reached, gained, paid, put in and done.

use crate::model::amount::Amount;
use crate::model::date::{Date, Frequency};
use crate::model::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Agreed,
    When, record, words,
};
use crate::model::evaluation::{CostKind, Per};

words! {
    /// What kind of gain it is.
    BenefitKind {
        /// Money that can be taken out of a budget.
        Cashable = "cashable",
        NonCashable = "non-cashable",
        Quality = "quality",
        Social = "social",
        Reputation = "reputation",
        /// Something that gets worse, and is accepted.
        DisBenefit = "dis-benefit",
    }
}

words! {
    /// What is put in.
    ResourceKind {
        Cash = "cash",
        Grant = "grant",
        /// What the receiver of a grant adds to it.
        Match = "match",
        Staff = "staff",
        Volunteers = "volunteers",
        Facility = "facility",
        Equipment = "equipment",
        Data = "data",
        Expertise = "expertise",
    }
}

words! {
    /// How it is put in.
    ResourceMode {
        /// Each party brings something else.
        CostSharing = "cost-sharing",
        /// One gives a grant, the other adds to it.
        GrantMatch = "grant-match",
        PooledFund = "pooled-fund",
        InKind = "in-kind",
    }
}

words! {
    /// How a figure is held against its target.
    Comparator { AtLeast = "at-least", AtMost = "at-most", Equals = "equals" }
}

words! {
    /// Over which time a figure is taken.
    Window { Week = "week", Month = "month", Quarter = "quarter", Year = "year" }
}

record! {
    /// Something to reach, so that one can measure it.
    Objective = "objective" {
        /// Its name, mostly with `obj-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What is to be reached.
        statement: Option<&'a str> [needs("agreement-aim-missing", Agreed, Moderate), in_words()];
        /// The role that answers for it.
        owner: Option<&'a str> [needs("objective-unserved", Agreed, Moderate), refers(Reference::Role)];
        /// What is measured.
        indicator: Option<&'a str> [needs("objective-unmeasurable", Agreed, Moderate)];
        /// Where it stood at the start.
        baseline: Option<Amount>;
        /// Where it is to stand.
        target: Option<Amount> [needs("objective-unmeasurable", Agreed, Moderate)];
        /// In what it is measured.
        unit: Option<&'a str>;
        /// By when, that day included.
        due: Option<Date> [needs("objective-unmeasurable", Agreed, Moderate)];
        /// The strategic objectives of ours that it serves.
        supports: Vec<&'a str> [refers(Reference::Objective)];
    }
}

record! {
    /// What is different for people when it works.
    PlannedOutcome = "outcome" {
        /// Its name, mostly with `out-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The objective it follows from.
        objective: Option<&'a str> [refers(Reference::ItemOf(&["objective"]))];
        /// What is different.
        statement: Option<&'a str> [needs("outcome-missing", Agreed, Moderate), in_words()];
        /// What is measured.
        indicator: Option<&'a str>;
        /// Where it is to stand.
        target: Option<Amount>;
        /// In what it is measured.
        unit: Option<&'a str>;
        /// By when, that day included.
        due: Option<Date>;
    }
}

record! {
    /// What one party expects of the others.
    Expectation = "expectation" {
        /// Its name, mostly with `exp-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party.
        party: Option<&'a str> [needs("expectation-missing", Agreed, Moderate), refers(Reference::Party)];
        /// What it expects.
        statement: Option<&'a str> [needs("expectation-missing", Agreed, Moderate)];
        /// How it will know.
        measure: Option<&'a str>;
    }
}

record! {
    /// What one party gains.
    Benefit = "benefit" {
        /// Its name, mostly with `ben-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party.
        party: Option<&'a str> [needs("benefit-party-missing", Agreed, Moderate), refers(Reference::Party)];
        /// What it gains.
        statement: Option<&'a str> [needs("benefit-party-missing", Agreed, Moderate), in_words()];
        /// What kind of gain it is.
        kind: Option<BenefitKind>;
        /// What it is worth.
        value: Option<Amount> [worth()];
        /// How often the value counts.
        per: Option<Per>;
        /// Where it stood at the start.
        baseline: Option<Amount>;
        /// How it is measured.
        measure: Option<&'a str> [needs("benefit-unmeasured", Agreed, Moderate)];
        /// The role that sees to it.
        owner: Option<&'a str> [needs("benefit-unmeasured", Agreed, Moderate), refers(Reference::Role)];
        /// By when it is there.
        realise_by: Option<Date> [needs("benefit-unmeasured", Agreed, Moderate)];
        /// The items that it comes from.
        from: Vec<&'a str> [refers(Reference::Item)];
    }
}

record! {
    /// What one party pays, in money, time or things. Nothing is said as 0, with why.
    Cost = "cost" {
        /// Its name, mostly with `cost-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party.
        party: Option<&'a str> [needs("cost-party-missing", Agreed, Moderate), refers(Reference::Party)];
        /// In what it pays.
        kind: Option<CostKind> [needs("cost-party-missing", Agreed, Moderate)];
        /// For what it pays.
        statement: Option<&'a str> [needs("cost-party-missing", Agreed, Moderate)];
        /// How much.
        value: Option<Amount> [needs("cost-party-missing", Agreed, Moderate), worth()];
        /// How often the value counts.
        per: Option<Per>;
        /// How many days of work.
        days: Option<Amount> [worth()];
        /// The budget it comes from.
        budget_ref: Option<&'a str>;
    }
}

record! {
    /// What one party puts in.
    Resource = "resource" {
        /// Its name, mostly with `res-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party.
        party: Option<&'a str> [needs("resource-party-missing", Agreed, Moderate), refers(Reference::Party)];
        /// What is put in.
        kind: Option<ResourceKind> [needs("resource-party-missing", Agreed, Moderate)];
        /// How it is put in.
        mode: Option<ResourceMode> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S4.28", "S4.29"])];
        /// What exactly.
        statement: Option<&'a str> [needs("resource-party-missing", Agreed, Moderate)];
        /// How much of it.
        quantity: Option<&'a str>;
        /// What that is worth.
        value: Option<Amount> [worth()];
        /// How the worth of something that is not money was found.
        valuation: Option<&'a str> [needs_when("resource-unvalued", Agreed, Moderate, When::IsNot("kind", &["cash", "grant", "match"]))];
        /// The first day.
        from: Option<Date> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S0.6", "S4.22"])];
        /// The last day.
        to: Option<Date> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S0.6", "S4.22"]), not_before(&["from"])];
        /// For a grant that is matched: the resources that match it.
        matched_by: Vec<&'a str> [
            needs_when("resource-match-broken", Agreed, Moderate, When::IsWith("kind", &["grant"], "mode", &["grant-match"])),
            refers(Reference::ItemOf(&["resource"]))
        ];
        /// What the matches have to be worth together.
        match_value: Option<Amount> [worth()];
    }
}

record! {
    /// Something that one party will do, by a day, to a quality.
    Action = "action" {
        /// Its name in the log, mostly with `act-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party that does it.
        party: Option<&'a str> [needs("action-incomplete", Agreed, Minor), refers(Reference::Party)];
        /// The one role of that party that answers for it.
        owner: Option<&'a str> [
            needs("action-incomplete", Agreed, Minor),
            shows(&["S0.7", "S0.K11", "S1.3d", "S1.K8", "S4.21", "S4.24", "S4.34"]),
            refers(Reference::Role)
        ];
        /// The roles that do the work.
        responsible: Vec<&'a str> [refers(Reference::Role)];
        /// The parties that help.
        support: Vec<&'a str> [refers(Reference::Party)];
        /// The roles that are asked first.
        consulted: Vec<&'a str> [refers(Reference::Role)];
        /// The parties that are told.
        informed: Vec<&'a str> [refers(Reference::Party)];
        /// What is done.
        title: Option<&'a str> [needs("action-incomplete", Agreed, Minor)];
        /// The day it may begin.
        start: Option<Date>;
        /// The day it is done by, that day included; of something that recurs, the first time.
        due: Option<Date> [
            needs("action-incomplete", Agreed, Minor),
            shows(&["S0.7", "S0.K11", "S1.3d", "S1.K8", "S4.22"]),
            not_before(&["start"]),
        ];
        /// What good looks like.
        quality: Option<&'a str> [needs("action-quality-missing", Agreed, Moderate), in_words()];
        /// What is handed over.
        deliverable: Option<&'a str>;
        /// The items that it serves: objectives, outcomes, benefits, recommendations.
        serves: Vec<&'a str> [refers(Reference::Item)];
        /// The actions that have to be done first.
        depends_on: Vec<&'a str> [refers(Reference::ItemOf(&["action"]))];
        /// Whether it is a step that others watch for.
        milestone: Option<bool>;
        /// How often it is done again.
        recurs: Option<Frequency>;
        /// The last day of something that recurs; absent: the end of the term.
        until: Option<Date> [not_before(&["due"])];
    }
}

record! {
    /// The level of service that one party gives another.
    ServiceLevel = "service_level" {
        /// Its name, mostly with `sl-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party that gives the service.
        provider: Option<&'a str> [needs("service-level-incomplete", Agreed, Moderate), refers(Reference::Party)];
        /// The party that receives it.
        recipient: Option<&'a str> [needs("service-level-incomplete", Agreed, Moderate), refers(Reference::Party)];
        /// The service.
        service: Option<&'a str>;
        /// What is measured.
        indicator: Option<&'a str> [needs("service-level-incomplete", Agreed, Moderate)];
        /// Where it is to stand.
        target: Option<Amount> [needs("service-level-incomplete", Agreed, Moderate)];
        /// How the figure is held against the target.
        comparator: Option<Comparator> [needs("service-level-incomplete", Agreed, Moderate)];
        /// In what it is measured.
        unit: Option<&'a str>;
        /// Over which time the figure is taken.
        window: Option<Window> [needs("service-level-incomplete", Agreed, Moderate)];
        /// Where the figure comes from.
        source: Option<&'a str> [needs("service-level-incomplete", Agreed, Moderate)];
        /// What does not count.
        exclusions: Option<&'a str>;
        /// The reporting arrangement that carries the figure.
        reported_in: Option<&'a str> [refers(Reference::ItemOf(&["reporting"]))];
        /// What happens when the level is missed.
        if_missed: Option<&'a str>;
        /// The first day it holds.
        from: Option<Date>;
        /// The last day it holds.
        to: Option<Date> [not_before(&["from"])];
    }
}

record! {
    /// Something that is taken as given.
    Assumption = "assumption" {
        /// Its name, mostly with `asm-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What is taken as given.
        statement: Option<&'a str> [needs("required-missing", Agreed, Minor)];
        /// The role that watches it.
        owner: Option<&'a str> [refers(Reference::Role)];
        /// By when it is tested.
        test_by: Option<Date>;
        /// When it was tested.
        tested_on: Option<Date> [kept_up()];
        /// Whether it held.
        held: Option<bool> [kept_up()];
    }
}

record! {
    /// Something from outside that the work waits for.
    Dependency = "dependency" {
        /// Its name, mostly with `dep-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What is waited for.
        statement: Option<&'a str>;
        /// The role that watches it.
        owner: Option<&'a str> [refers(Reference::Role)];
        /// Whom or what it comes from.
        on: Option<&'a str> [needs("required-missing", Agreed, Minor)];
        /// By when it is needed.
        needed_by: Option<Date>;
    }
}
