//! The days that matter, as entries of a calendar that move when a date is moved.

mod diary;
mod done;
mod earlier;
mod ended;
mod trace;

use std::collections::BTreeSet;

use serde::Serialize;

use super::heading::{Ask, Day, Heading, Refused};
use super::sight::{Sight, gather};
use crate::model::audience::party_named;
use crate::model::date::{Date, plus_days};
use crate::store::Workspace;

/// How many days ahead entries are made.
pub const AHEAD: i64 = 550;
/// For how many days what is done or cancelled stays in, so that a calendar learns of it.
pub const BEHIND: i64 = 92;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its name for calendars: the same however often its day moves.
    pub uid: String,
    /// Counts up with every change that the record tells of, and never down.
    pub sequence: usize,
    /// The day.
    pub day: Day,
    /// The day it was meant for first.
    pub original: Option<Day>,
    /// `open`, `done` or `cancelled`.
    pub state: &'static str,
    /// What kind of day it is.
    pub kind: &'static str,
    /// The collaboration.
    pub collaboration: String,
    /// The item of the record that it comes from.
    pub item: String,
    /// What it says, in a line.
    pub summary: String,
    /// The party that has to do something.
    pub party: Option<String>,
    /// The role that has to.
    pub owner: Option<String>,
    /// The day on which it was taken out of the text, done or cancelled, or the collaboration was
    /// closed.
    #[serde(skip)]
    ended: Option<Date>,
}

/// The days that matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The last day that is looked at.
    pub until: Day,
    /// The entries by day.
    pub entries: Vec<Entry>,
}

struct Part {
    entries: Vec<Entry>,
    owners: BTreeSet<String>,
    has_party: bool,
    resting: bool,
}

/// Gathers the days that matter; of one role or one party on request.
///
/// # Errors
///
/// A party or a role that does not occur.
pub fn calendar(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    ask: &Ask,
    owner: Option<&str>,
    party: Option<&str>,
) -> Result<CalendarReport, Refused> {
    let gathered =
        gather(workspace, chosen, &ask.viewer, ask.today, |sight| part(sight, owner, party))
            .checked(ask)?;
    let mut heading = Heading::of("calendar", ask, &gathered);
    if let Some(named) = party.filter(|_| !gathered.made.iter().any(|part| part.has_party)) {
        return Err(gathered.unknown_party(named));
    }
    let owners: BTreeSet<&str> =
        gathered.made.iter().flat_map(|part| &part.owners).map(String::as_str).collect();
    if let Some(named) =
        owner.filter(|named| !owners.iter().any(|it| it.eq_ignore_ascii_case(named)))
    {
        return Err(Refused::unknown("owner", named, owners.into_iter()));
    }
    let resting = gathered.made.iter().filter(|part| part.resting).count();
    heading.miss("collaborations that rest or are over", resting);
    let mut entries: Vec<Entry> = gathered.made.into_iter().flat_map(|part| part.entries).collect();
    entries.sort_by(|one, other| (one.day, &one.uid).cmp(&(other.day, &other.uid)));
    Ok(CalendarReport { heading, until: plus_days(ask.today, AHEAD).into(), entries })
}

fn part(sight: &Sight<'_, '_>, owner: Option<&str>, party: Option<&str>) -> Part {
    let wanted = party.and_then(|named| party_named(&sight.dossier.head, named)?.id);
    let resting = sight.reckoning.resting;
    let mut entries = diary::entries(sight);
    let named = entries.iter().filter_map(|entry| entry.owner.as_deref());
    let owners = named.flat_map(|role| [role.to_owned(), sight.role_name(role)]).collect();
    let is_meant = |role: &str, named: &str| {
        role == named || sight.role_name(role).eq_ignore_ascii_case(named)
    };
    let last = plus_days(sight.today, AHEAD);
    let first = plus_days(sight.today, -BEHIND);
    entries.retain(|entry| {
        // Of what is over, only what an importer has to hear of.
        let is_over = entry.ended.is_some() || entry.state != "open";
        (!resting || sight.is_closed() && is_over)
            && entry.day.0 <= last
            && (entry.state == "open" || entry.ended.unwrap_or(entry.day.0) >= first)
            && owner
                .is_none_or(|named| entry.owner.as_deref().is_some_and(|it| is_meant(it, named)))
            && (party.is_none() || wanted.is_some() && entry.party.as_deref() == wanted)
    });
    Part { entries, owners, has_party: wanted.is_some(), resting }
}
