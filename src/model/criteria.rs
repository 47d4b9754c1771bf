//! A standard as a file: what it asks, criterion by criterion. Ours are kept in this form, and so
//! are those that a team adds in `standards/`.

use super::declare::{
    Significance::Minor,
    Stage::{self, Candidate},
    When, Whole, record, words,
};

words! {
    /// What a standard speaks of.
    About {
        /// Each collaboration by itself.
        Collaboration = "collaboration",
        /// The workspace as a whole: its network, and all that is done together.
        Workspace = "workspace",
    }
}

words! {
    /// The stage from which something is asked.
    Counts {
        Candidate = "candidate",
        Evaluated = "evaluated",
        Agreed = "agreed",
        Active = "active",
        Reviewed = "reviewed",
        Closed = "closed",
    }
}

impl Counts {
    /// The stage.
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::Candidate => Stage::Candidate,
            Self::Evaluated => Stage::Evaluated,
            Self::Agreed => Stage::Agreed,
            Self::Active => Stage::Active,
            Self::Reviewed => Stage::Reviewed,
            Self::Closed => Stage::Closed,
        }
    }
}

words! {
    /// How it can be told whether a criterion is met.
    By {
        /// Something is on file.
        Presence = "presence",
        /// What is on file agrees with itself.
        Consistency = "consistency",
        /// It was done in time.
        Timeliness = "timeliness",
        /// Only a person can say.
        Judgement = "judgement",
    }
}

record! {
    /// A standard of your own. Its name is the name of its file.
    StandardPage = "standards/<standard>.toml" {
        /// What every reference in it begins with, such as `H` for `H.1`.
        id: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it is called.
        title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it is about, and for whom.
        about: Option<&'a str>;
        /// What it speaks of; absent: each collaboration by itself.
        of: Option<About>;
        /// What it asks, in the order of its source.
        criterion: Vec<CriterionPage<'a>> [needs("required-missing", Candidate, Minor)];
    }
}

record! {
    /// One thing that a standard asks.
    CriterionPage = "criterion" {
        /// The standard's id and a number, such as `H.1`.
        ref_ as "ref": Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// What it asks, in a line.
        title: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// Why that matters.
        why: Option<&'a str>;
        /// The stage from which a gap counts; absent: from the start.
        stage: Option<Counts>;
        /// What evidences it: a kind of file and what stands in it, such as
        /// `agreement: action.owner` or `log: kind = feedback: worked_well`.
        evidence: Vec<&'a str> [needs_when("required-missing", Candidate, Minor, When::Without("same_as"))];
        /// Whether every item of `evidence` has to be there; absent: one of them is enough. Where one
        /// place will do as well as another, ` | ` stands between the two in one item.
        whole: Option<bool>;
        /// What evidences it only beside something of `evidence`, and never alone.
        beside: Vec<&'a str>;
        /// How it can be told; absent: by presence.
        by: Vec<By>;
        /// What a machine cannot say of it, and people have to judge.
        judge: Option<&'a str>;
        /// The criterion that asks the same: its evidence and its rules count here too, and where only
        /// a person can say whether that one is met, so it is here.
        same_as: Option<&'a str>;
        /// Further rules that have to be silent, and be it one that only says what is coming.
        rules: Vec<&'a str>;
        /// When it asks for anything at all, as the end of a sentence. Where nothing of the kind is
        /// on file, the criterion does not apply.
        only_if: Option<&'a str>;
        /// Places as in `evidence` that show the occasion of which `only_if` speaks: where something
        /// stands at one of them, the criterion applies, though nothing evidences it. `late` is for an
        /// action that is overdue, or was done, moved or called off after its day.
        occasion: Vec<&'a str>;
        /// From when it asks for anything at all, as the end of a sentence. Where nothing of the
        /// kind is on file, the criterion is not yet due.
        once: Option<&'a str>;
        /// A place as in `evidence`: where something is written there, and nothing evidences the
        /// criterion, it does not apply, and what is written is the reason.
        unless: Option<&'a str>;
        /// The level that it belongs to, where the standard has levels.
        level: Option<Whole<1, 9>>;
    }
}
