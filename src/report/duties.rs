//! The two-sided ledger: what we owe each other party, and what each owes us.

mod contacts;
mod gather;

use std::collections::BTreeMap;

use serde::Serialize;

use super::heading::{Ask, Day, Heading, Refused};
use super::sight::{self, Sight};
use crate::model::audience::Viewer;
use crate::store::Workspace;

/// One thing that one side owes the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLine {
    /// What kind of thing it is.
    pub kind: &'static str,
    /// The collaboration; nothing for what belongs to none.
    pub collaboration: Option<String>,
    /// The item of the record, or the event, that it comes from.
    pub item: String,
    /// What is owed, in words.
    pub what: String,
    /// The role that answers for it, where one is named.
    pub owner: Option<String>,
    /// The day it is due, where there is one.
    pub due: Option<Day>,
    /// Since when it waits, where no day is set.
    pub since: Option<Day>,
    /// For how many days it has been late.
    pub days_late: Option<i64>,
    /// How many more times of something that recurs are late.
    pub more_late: usize,
}

/// What stands between us and one other party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The organisation, or the name of a party without a page.
    pub with: String,
    /// What it is called.
    pub name: String,
    /// What we owe them, what is late first.
    pub we_owe: Vec<DutyLine>,
    /// What they owe us, what is late first.
    pub they_owe: Vec<DutyLine>,
}

/// What we owe whom, and what we are owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutiesReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// An account for each other party, the one with what is latest first.
    pub accounts: Vec<Account>,
}

/// One duty with the two sides it is between.
#[derive(Debug)]
struct Entry {
    /// The other party's key and name.
    with: (String, String),
    /// Whether it is ours to do.
    ours: bool,
    line: DutyLine,
}

/// What one collaboration adds.
struct Part {
    owed: Vec<Entry>,
    others: Vec<[String; 3]>,
    partner: Option<String>,
    resting: bool,
    unsigned: bool,
}

/// Gathers what is owed; with one other party on request. What several receive is owed to each.
///
/// # Errors
///
/// A party that does not occur.
pub fn duties(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    ask: &Ask,
    with: Option<&str>,
) -> Result<DutiesReport, Refused> {
    let whole = chosen.is_none();
    let gathered = sight::gather(workspace, chosen, &ask.viewer, ask.today, |sight| {
        let resting = sight.reckoning.resting;
        let signed = sight.reckoning.owed;
        let owed = if resting || !signed { Vec::new() } else { gather::of(sight, sight.party) };
        let partner = sight.party.map(|party| gather::account(sight, party).0);
        let unsigned = !resting && !signed;
        Part { owed, others: gather::others(sight), partner, resting, unsigned }
    })
    .checked(ask)?;
    let mut heading = Heading::of("duties", ask, &gathered);
    let count = |of: fn(&Part) -> bool| gathered.made.iter().filter(|part| of(part)).count();
    heading.miss("collaborations that rest or are over", count(|part| part.resting));
    heading.miss("collaborations that nobody has signed", count(|part| part.unsigned));
    // A party is named by its id in one collaboration, or by its organisation or name in all.
    let mut meant: Option<Vec<&str>> = None;
    if let Viewer::Partner(_) = &ask.viewer {
        // A partner sees its own account, and nobody else's.
        let own = gathered.made.iter().filter_map(|part| part.partner.as_deref());
        meant = Some(own.collect());
    } else if let Some(named) = with {
        let others = gathered.made.iter().flat_map(|part| &part.others);
        let keys: Vec<&str> = others
            .filter(|words| words.iter().any(|word| word == named))
            .map(|words| words[1].as_str())
            .collect();
        if keys.is_empty() {
            return Err(gathered.unknown_party(named));
        }
        meant = Some(keys);
    }
    // What was said at a contact belongs to no collaboration.
    let contacts = if whole { contacts::owed(workspace, ask) } else { Vec::new() };
    let is_meant = |key: &str| meant.as_ref().is_none_or(|meant| meant.contains(&key));
    let mut accounts: BTreeMap<String, Account> = BTreeMap::new();
    let entries = gathered.made.iter().flat_map(|part| &part.owed).chain(&contacts);
    for entry in entries.filter(|entry| is_meant(&entry.with.0)) {
        let (with, name) = &entry.with;
        let account = accounts.entry(with.clone()).or_insert_with(|| Account {
            with: with.clone(),
            name: name.clone(),
            we_owe: Vec::new(),
            they_owe: Vec::new(),
        });
        let side = if entry.ours { &mut account.we_owe } else { &mut account.they_owe };
        side.push(entry.line.clone());
    }
    let mut accounts: Vec<Account> = accounts.into_values().collect();
    for account in &mut accounts {
        account.we_owe.sort_by(order);
        account.they_owe.sort_by(order);
    }
    accounts.sort_by_key(|account| {
        let all = account.we_owe.iter().chain(&account.they_owe);
        std::cmp::Reverse(all.filter_map(|line| line.days_late).max())
    });
    Ok(DutiesReport { heading, accounts })
}

/// What we owe one party of a collaboration, and what it owes us.
pub(super) fn between(sight: &Sight<'_, '_>, party: &str) -> (Vec<DutyLine>, Vec<DutyLine>) {
    if sight.reckoning.resting || !sight.reckoning.owed {
        return (Vec::new(), Vec::new());
    }
    let key = gather::account(sight, party).0;
    let of_party = gather::of(sight, Some(party)).into_iter().filter(|entry| entry.with.0 == key);
    let (ours, theirs): (Vec<Entry>, Vec<Entry>) = of_party.partition(|entry| entry.ours);
    let lines = |entries: Vec<Entry>| {
        let mut lines: Vec<DutyLine> = entries.into_iter().map(|entry| entry.line).collect();
        lines.sort_by(order);
        lines
    };
    (lines(ours), lines(theirs))
}

/// What is late first, longest first; then by the day; what has none, at the end.
fn order(one: &DutyLine, other: &DutyLine) -> std::cmp::Ordering {
    let key = |line: &DutyLine| {
        let late = std::cmp::Reverse(line.days_late.unwrap_or(-1));
        (late, line.due.is_none(), line.due, line.since, line.item.clone())
    };
    key(one).cmp(&key(other))
}
