//! What is asked of a field: from which stage, from how much significance on, and on what it hangs.
//! Whether it is there is looked at elsewhere.

/// How much a collaboration matters, and with that how much is asked of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Significance {
    /// Fits on one screen.
    Minor,
    /// What is assumed where nothing is said.
    #[default]
    Moderate,
    /// Sponsors, governance, escalation and exit are errors when missing.
    Major,
}

/// How far a collaboration has come. Never stored, always derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stage {
    /// Thought about.
    #[default]
    Candidate,
    /// Decided on, either way.
    Evaluated,
    /// Signed.
    Agreed,
    /// The term has begun, or an action has.
    Active,
    /// A review is on file.
    Reviewed,
    /// Over.
    Closed,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 6] = [
        Self::Candidate,
        Self::Evaluated,
        Self::Agreed,
        Self::Active,
        Self::Reviewed,
        Self::Closed,
    ];

    /// The stage's name as it is written everywhere.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Evaluated => "evaluated",
            Self::Agreed => "agreed",
            Self::Active => "active",
            Self::Reviewed => "reviewed",
            Self::Closed => "closed",
        }
    }
}

impl Significance {
    /// The word as it is written in a record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Major => "major",
        }
    }
}

/// On what else in the same table a requirement hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On nothing.
    Always,
    /// The key holds one of these words.
    Is(&'static str, &'static [&'static str]),
    /// The key holds none of these words, or nothing.
    IsNot(&'static str, &'static [&'static str]),
    /// One key holds one of these words, and another one of those.
    IsWith(&'static str, &'static [&'static str], &'static str, &'static [&'static str]),
    /// One key holds one of these words, and another holds nothing.
    IsWithout(&'static str, &'static [&'static str], &'static str),
    /// The key is true.
    True(&'static str),
    /// The key holds nothing.
    Without(&'static str),
    /// The key holds something.
    With(&'static str),
}

/// That a field has to hold something: from when, from how much significance on, and which rule
/// says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The rule that speaks when the field is empty.
    pub rule: &'static str,
    /// The claimed stage from which a gap counts.
    pub from: Stage,
    /// The lowest significance of which it is asked.
    pub ask: Significance,
    /// On what else it hangs.
    pub when: When,
}

/// That a list has to hold at least one item for each party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerParty {
    /// Not asked.
    No,
    /// Of every party but observers.
    Working,
}
