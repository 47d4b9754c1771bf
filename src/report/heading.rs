//! What every report says of itself: of which day, for whom, and what is not in it.

use serde::{Serialize, Serializer};

use crate::model::audience::Viewer;
use crate::model::date::Date;
use crate::model::declare::nearest;
use crate::report::sight::Gathered;

/// The version of the form of every report: fields may be added, never changed.
const VERSION: u32 = 1;

/// A day, written as year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(
    /// The day.
    pub Date,
);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl From<Date> for Day {
    fn from(day: Date) -> Self {
        Self(day)
    }
}

/// What is not in a report, by kind, and how many of it. Never which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What it is, and why it is not there.
    pub what: &'static str,
    /// How many.
    pub count: usize,
}

/// What every report says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// The version of the form.
    pub version: u32,
    /// Which report it is.
    pub report: &'static str,
    /// The day that counted as today.
    pub as_of: Day,
    /// The commit of the record, where there is one.
    pub commit: Option<String>,
    /// Whether what was read is not as in that commit; absent: it is, or there is none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub changed_since_commit: bool,
    /// For whom it is: `own`, `partner` or `public`.
    pub audience: &'static str,
    /// The partner that it is for.
    pub to: Option<String>,
    /// How many fields, items and files the audience may not see.
    pub left_out: usize,
    /// What else is not in it.
    pub not_shown: Vec<Missing>,
    /// Files that could not be read whole; what they say may be missing. Only we are told which.
    pub unread: Vec<String>,
    /// How many those are.
    pub unread_count: usize,
}

/// Why a report cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A name that nothing bears.
    Unknown {
        /// What it should have been: `party`, `owner`.
        what: &'static str,
        /// The name.
        named: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// A standard of the team's own whose file cannot be read as one.
    Unread {
        /// Its path from the root of the workspace.
        file: String,
    },
    /// A word that names different partners in different collaborations.
    Ambiguous {
        /// The word.
        named: String,
        /// Whom it names.
        partners: Vec<String>,
    },
    /// The whole record is classified above what the audience may see.
    Above,
    /// There is no agreement to show.
    NoAgreement,
    /// The period ends before it begins.
    Period {
        /// Its first day.
        from: Date,
        /// Its last day.
        until: Date,
    },
    /// A report to ourselves.
    ToOurselves,
}

/// For whom, and of which day.
#[derive(Debug, Clone)]
pub struct Ask {
    /// For whom.
    pub viewer: Viewer,
    /// The day that counts as today.
    pub today: Date,
}

impl Heading {
    /// The heading of a report that was made of what was gathered.
    #[must_use]
    pub fn of<T>(report: &'static str, ask: &Ask, gathered: &Gathered<T>) -> Self {
        let own = ask.viewer == Viewer::Own;
        let to = match &ask.viewer {
            Viewer::Partner(party) => Some(party.clone()),
            Viewer::Own | Viewer::Public => None,
        };
        let mut heading = Self {
            version: VERSION,
            report,
            as_of: ask.today.into(),
            commit: gathered.commit.clone(),
            changed_since_commit: gathered.changed_since,
            audience: ask.viewer.as_str(),
            to,
            left_out: gathered.left_out,
            not_shown: Vec::new(),
            unread: if own { gathered.unread.clone() } else { Vec::new() },
            unread_count: gathered.unread.len(),
        };
        heading.miss("collaborations above what this audience may see", gathered.above);
        heading
    }

    /// A heading that is still to be made.
    pub(super) fn empty(today: Date) -> Self {
        Self {
            version: VERSION,
            report: "",
            as_of: today.into(),
            commit: None,
            changed_since_commit: false,
            audience: "",
            to: None,
            left_out: 0,
            not_shown: Vec::new(),
            unread: Vec::new(),
            unread_count: 0,
        }
    }

    /// Says that something is not in the report.
    pub fn miss(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.not_shown.push(Missing { what, count });
        }
    }
}

impl Refused {
    /// A name that nothing bears.
    #[must_use]
    pub fn unknown<'k>(
        what: &'static str,
        named: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Self {
        let nearest = nearest(named, known).map(str::to_owned);
        Self::Unknown { what, named: named.to_owned(), nearest }
    }
}

impl<T> Gathered<T> {
    /// Says so, where a partner takes part in none of the collaborations, or all are above it.
    ///
    /// # Errors
    ///
    /// The partner is unknown, or is not one and the same everywhere, or may see nothing.
    pub fn checked(self, ask: &Ask) -> Result<Self, Refused> {
        if let (Viewer::Partner(named), [_, _, ..]) = (&ask.viewer, &*self.partners) {
            return Err(Refused::Ambiguous {
                named: named.clone(),
                partners: self.partners.clone(),
            });
        }
        if !self.made.is_empty() {
            return Ok(self);
        }
        if self.above > 0 {
            return Err(Refused::Above);
        }
        match &ask.viewer {
            Viewer::Partner(party) => Err(self.unknown_party(party)),
            Viewer::Own | Viewer::Public => Ok(self),
        }
    }

    /// That no party bears a name.
    #[must_use]
    pub fn unknown_party(&self, named: &str) -> Refused {
        Refused::unknown("party", named, self.parties.iter().map(String::as_str))
    }
}
