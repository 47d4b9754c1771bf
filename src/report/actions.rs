//! The actions that are open, by the role that answers for each, across collaborations.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::heading::{Ask, Day, Heading, Refused};
use super::promise::{self, Open};
use super::sight::{Sight, gather};
use crate::draft;
use crate::model::audience::party_named;
use crate::model::date::{Date, plus_days};
use crate::model::declare::{Record as _, Significance, Stage};
use crate::model::event::{ActionEvent, Envelope};
use crate::rules::{self, shell};
use crate::store::Workspace;

/// How many days from today on are this week, today included.
const WEEK: i64 = 7;

/// One open action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionLine {
    /// The collaboration.
    pub collaboration: String,
    /// The action.
    pub action: String,
    /// What is done.
    pub title: String,
    /// The party that does it.
    pub party: Option<String>,
    /// The role that answers for it now; nothing where none is named.
    pub owner: Option<String>,
    /// The day it is due now.
    pub due: Day,
    /// The day it was due by the text first.
    pub original: Day,
    /// How often its date was moved.
    pub moved: usize,
    /// Where it stands.
    pub state: &'static str,
    /// `overdue`, `this week` or `later`.
    pub when: &'static str,
    /// For how many days it has been late.
    pub days_late: Option<i64>,
    /// How many more times of something that recurs are late.
    pub more_late: usize,
    /// Of what is late: who was told.
    pub told: Option<&'static str>,
    /// What it waits for.
    pub waiting_for: Vec<String>,
    /// The items that it serves.
    pub serves: Vec<String>,
    /// The line to type when it is done; only for ourselves, as a partner has no such record.
    pub line: Option<String>,
}

/// The open actions of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnerActions {
    /// The role; nothing where none is named.
    pub owner: Option<String>,
    /// What the role is called.
    pub title: Option<String>,
    /// Its actions, the most urgent first.
    pub actions: Vec<ActionLine>,
}

/// The open actions, by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionsReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The roles, the one with the most urgent action first.
    pub owners: Vec<OwnerActions>,
}

/// What one collaboration adds.
struct Part {
    lines: Vec<ActionLine>,
    titles: Vec<(String, String)>,
    owners: BTreeSet<String>,
    resting: bool,
    unsigned: bool,
    has_party: bool,
}

/// Gathers the open actions; of one role or one party on request.
///
/// # Errors
///
/// A party or a role that does not occur.
pub fn actions(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    ask: &Ask,
    owner: Option<&str>,
    party: Option<&str>,
) -> Result<ActionsReport, Refused> {
    let gathered = gather(workspace, chosen, &ask.viewer, ask.today, |sight| part(sight, party))
        .checked(ask)?;
    let mut heading = Heading::of("actions", ask, &gathered);
    if let Some(named) = party.filter(|_| !gathered.made.iter().any(|part| part.has_party)) {
        return Err(gathered.unknown_party(named));
    }
    let count = |of: fn(&Part) -> bool| gathered.made.iter().filter(|part| of(part)).count();
    heading.miss("collaborations that rest or are over", count(|part| part.resting));
    heading.miss("collaborations that nobody has signed", count(|part| part.unsigned));
    let titles: BTreeMap<String, String> =
        gathered.made.iter().flat_map(|part| part.titles.iter().cloned()).collect();
    let is_meant = |role: &str, named: &str| {
        role == named || titles.get(role).is_some_and(|title| title.eq_ignore_ascii_case(named))
    };
    if let Some(named) = owner {
        let known: BTreeSet<&str> =
            gathered.made.iter().flat_map(|part| &part.owners).map(String::as_str).collect();
        if !known.iter().any(|role| is_meant(role, named)) {
            return Err(Refused::unknown("owner", named, known.into_iter()));
        }
    }
    let mut by_owner: BTreeMap<Option<String>, Vec<ActionLine>> = BTreeMap::new();
    for line in gathered.made.into_iter().flat_map(|part| part.lines) {
        if owner.is_none_or(|named| line.owner.as_deref().is_some_and(|it| is_meant(it, named))) {
            by_owner.entry(line.owner.clone()).or_default().push(line);
        }
    }
    let mut owners: Vec<OwnerActions> = by_owner
        .into_iter()
        .map(|(owner, mut actions)| {
            actions.sort_by(|one, other| {
                let key = |it: &ActionLine| (it.due, it.collaboration.clone(), it.action.clone());
                key(one).cmp(&key(other))
            });
            let title = owner.as_ref().and_then(|role| titles.get(role).cloned());
            OwnerActions { title: title.filter(|it| Some(it) != owner.as_ref()), owner, actions }
        })
        .collect();
    owners.sort_by_key(|owner| owner.actions.first().map(|line| line.due));
    Ok(ActionsReport { heading, owners })
}

fn part(sight: &Sight<'_, '_>, party: Option<&str>) -> Part {
    let wanted = party.and_then(|named| party_named(&sight.dossier.head, named)?.id);
    let has_party = wanted.is_some();
    let resting = sight.reckoning.resting;
    let unsigned = !resting && !sight.reckoning.owed;
    let mut owners = BTreeSet::new();
    let mut titles = Vec::new();
    for standing in &sight.reckoning.actions {
        if let Some(owner) = standing.owner {
            owners.insert(owner.to_owned());
            titles.push((owner.to_owned(), sight.role_name(owner)));
        }
    }
    let skip = resting || unsigned || party.is_some() && !has_party;
    let open = if skip { Vec::new() } else { promise::open(sight) };
    let lines = open
        .iter()
        .filter(|open| party.is_none() || open.action.party == wanted)
        .map(|open| line(sight, open))
        .collect();
    Part { lines, titles, owners, resting, unsigned, has_party }
}

fn line(sight: &Sight<'_, '_>, open: &Open<'_, '_>) -> ActionLine {
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let days_late = open.days_late(sight);
    let soon = open.due < plus_days(sight.today, WEEK);
    ActionLine {
        collaboration: sight.id().to_owned(),
        action: open.standing.id.to_owned(),
        title: open.action.title.unwrap_or_default().to_owned(),
        party: open.action.party.map(str::to_owned),
        owner: open.standing.owner.map(str::to_owned),
        due: open.due.into(),
        original: open.original.into(),
        moved: open.moved(sight),
        state: open.state(),
        when: match days_late {
            Some(_) => "overdue",
            None if soon => "this week",
            None => "later",
        },
        days_late,
        more_late: open.more_late,
        told: promise::told(sight, open),
        waiting_for: promise::waiting_for(sight, open),
        serves: texts(&open.action.serves),
        line: sight.own.then(|| {
            let occurrence = open.recurs().then_some(open.original);
            let speaks = open.action.party.and_then(|party| sight.dossier.party(party));
            let by = open.standing.owner.or(speaks.and_then(|party| party.representative));
            let asked = asked_when_done(sight.dossier.significance(), by);
            completed_line(sight.id(), open.standing.id, occurrence, &asked)
        }),
    }
}

/// The rule that asks for what shows that an action is done.
const UNPROVEN: &str = "action-completion-unproven";

/// The flags without which a completion would be refused, each with a place to fill in. `by` is the
/// role that is filled in where none is given.
fn asked_when_done(significance: Significance, by: Option<&str>) -> Vec<String> {
    let text = |key: &str, value: &str| (key.to_owned(), format!("\"{value}\""));
    let mut given = vec![text("event", "completed"), text("kind", "action")];
    given.extend(["action", "on"].map(|key| text(key, "…")));
    given.extend(by.map(|by| text("by", by)));
    let tables = [ActionEvent::TABLE, Envelope::TABLE];
    let open = draft::open(&tables, &given, Some("completed"), significance, Stage::Active);
    let mut keys: Vec<&str> =
        open.iter().filter(|it| it.rule.is_some()).map(|it| it.field.key).collect();
    if rules::find(UNPROVEN).is_some_and(|rule| rule.severity.at(significance).is_some()) {
        keys.insert(0, "evidence");
    }
    let flag = |key: &str| match key {
        "quality_met" => "--quality-met …".to_owned(),
        key => format!("--{} \"…\"", key.replace('_', "-")),
    };
    keys.into_iter().map(flag).collect()
}

/// The line to type when an action is done, with the flags that are asked for. The one place that
/// knows how the command is called.
fn completed_line(
    collaboration: &str,
    action: &str,
    occurrence: Option<Date>,
    asked: &[String],
) -> String {
    let (collaboration, action) = (shell(collaboration), shell(action));
    let mut line = format!("comity log-action {collaboration} {action} completed");
    if let Some(day) = occurrence {
        line.push_str(&format!(" --occurrence {day}"));
    }
    for flag in asked {
        line.push_str(&format!(" {flag}"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Significance, asked_when_done, completed_line};

    #[test]
    fn a_line_to_paste_obeys_nothing_in_a_file() {
        let line = |action: &str, day| completed_line("a", action, day, &[]);
        assert!(line("act-b", None).ends_with(" a act-b completed"));
        assert!(line("x; rm -r '", None).ends_with(" a \"x; rm -r '\" completed"));
        let day = "2026-03-31".parse().ok();
        assert!(line("-f", day).ends_with("\"-f\" completed --occurrence 2026-03-31"));
    }

    #[test]
    fn what_shows_a_completion_is_asked_for_where_it_counts() {
        assert_eq!(asked_when_done(Significance::Minor, Some("Lead")), Vec::<String>::new());
        let asked = asked_when_done(Significance::Moderate, None);
        assert_eq!(asked, ["--evidence \"…\"", "--quality-met …", "--by \"…\""]);
    }
}
