//! Difficulties between the parties, and where each stands.

use super::calendar::Calendar;
use crate::model::agreement::Escalation;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, IssueCategory, IssueEvent, IssueStep};

/// Where one issue stands.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Its name.
    pub id: &'a str,
    /// What it belongs to.
    pub category: Option<IssueCategory>,
    /// The id of the event that opened it, and the day.
    pub opened: (&'a str, Date),
    /// The rung of the ladder it is on.
    pub level: i64,
    /// Since when it is there.
    pub level_since: Date,
    /// The id of the event that resolved it, and the day; nothing while it is open.
    pub resolved: Option<(&'a str, Date)>,
    /// The parties that agreed to how it was resolved.
    pub agreed_by: Vec<&'a str>,
    /// The parties whose view is on file.
    pub heard: Vec<&'a str>,
    /// The parties that it touches: those of the items named, the one that raised it. Where no item
    /// is named, every party.
    pub touched: Vec<&'a str>,
    /// Whether it names an item or a party that does not exist, so that nobody can say whom it
    /// touches.
    pub unclear: bool,
}

/// By when an issue has to move up, or to be settled.
#[derive(Debug, Clone, Copy)]
pub struct Limit<'d, 'a> {
    /// The rung it stands on.
    pub rung: &'d Escalation<'a>,
    /// The last day on that rung, that day included.
    pub until: Date,
    /// The next rung; nothing on the last.
    pub next: Option<i64>,
}

impl<'a> Standing<'a> {
    /// Whether it still has to be settled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }

    /// The touched parties that are not among some others, of those there on a day.
    #[must_use]
    pub fn touched_but(&self, dossier: &Dossier<'_>, among: &[&str], day: Date) -> Vec<&'a str> {
        let is_there = |party: &str| {
            dossier.party(party).is_some_and(|it| it.left_on.is_none_or(|left| left >= day))
        };
        let rest = self.touched.iter().copied();
        rest.filter(|party| !among.contains(party) && is_there(party)).collect()
    }

    /// How long it may stay where it is, by the ladder of the agreement. Nothing where the ladder
    /// gives no days for its rung.
    #[must_use]
    pub fn limit<'d>(
        &self,
        dossier: &'d Dossier<'a>,
        calendar: &Calendar,
    ) -> Option<Limit<'d, 'a>> {
        let ladder = &dossier.agreement.as_ref()?.escalation;
        let of =
            |level: i64| ladder.iter().find(|rung| rung.level.is_some_and(|own| own.0 == level));
        let levels = || ladder.iter().filter_map(|rung| Some(rung.level?.0));
        // What was taken further than the ladder reaches is held to its last rung.
        let level = self.level.min(levels().max()?);
        let rung = of(level)?;
        let until = calendar.after(self.level_since, rung.working_days?.0);
        Some(Limit { rung, until, next: levels().filter(|other| *other > level).min() })
    }

    fn opened(id: &'a str, event: &'a str, on: Date) -> Self {
        Self {
            id,
            category: None,
            opened: (event, on),
            level: 1,
            level_since: on,
            resolved: None,
            agreed_by: Vec::new(),
            heard: Vec::new(),
            touched: Vec::new(),
            unclear: false,
        }
    }

    /// Takes in whom it touches, as it is said when it is opened.
    fn touch(&mut self, dossier: &Dossier<'a>, own: &IssueEvent<'a>, on: Date) {
        for item in &own.touches {
            self.unclear |= dossier.items(item).is_empty();
            self.touched.extend(dossier.parties_of_item(item));
        }
        let named = own.raised_by.into_iter().chain(own.party);
        for party in named {
            self.unclear |= dossier.party(party).is_none();
            self.touched.push(party);
        }
        // A matter between parties that names nothing touches each of them.
        if own.touches.is_empty() {
            self.touched.extend(dossier.working_parties(on).map(|(party, _)| party));
        }
        self.touched.sort_unstable();
        self.touched.dedup();
    }

    /// Takes in who agreed to how it was settled. A second word adds to the first: others may
    /// agree later.
    fn resolve(&mut self, dossier: &Dossier<'a>, event: &'a str, own: &IssueEvent<'a>, on: Date) {
        self.resolved = Some((event, on));
        self.agreed_by.extend(&own.agreed_by);
        self.unclear |= own.agreed_by.iter().any(|party| dossier.party(party).is_none());
        let decision = own.decision.and_then(|id| dossier.standing_for(id));
        for (event, decision_event) in dossier.decision_events() {
            if decision.is_some_and(|decision| decision.id == event.id) {
                self.agreed_by.extend(&decision_event.decided_by);
            }
        }
    }
}

/// Every issue as it stands on a day, in the order they were opened.
#[must_use]
pub fn standings<'a>(dossier: &Dossier<'a>, today: Date) -> Vec<Standing<'a>> {
    let mut issues: Vec<Standing<'a>> = Vec::new();
    let mut events: Vec<(&Event<'a>, &IssueEvent<'a>, Date)> = dossier
        .issue_events()
        .filter_map(|(event, own)| Some((event, own, event.on().filter(|on| *on <= today)?)))
        .collect();
    events.sort_by_key(|(event, own, on)| (*on, own.event, event.id));
    for (event, own, on) in events {
        let (Some(id), Some(step)) = (own.issue, own.event) else { continue };
        if step == IssueStep::Opened && !issues.iter().any(|issue| issue.id == id) {
            issues.push(Standing::opened(id, event.id, on));
        }
        let Some(issue) = issues.iter_mut().find(|issue| issue.id == id) else { continue };
        // Whoever says how they see it is heard, in whatever step they say it.
        if own.view.is_some_and(|view| !view.trim().is_empty()) {
            issue.heard.extend(own.party.or(own.raised_by));
        }
        match step {
            IssueStep::Opened => {
                issue.category = issue.category.or(own.category);
                issue.level = own.level.map_or(issue.level, |level| level.0);
                issue.touch(dossier, own, on);
            }
            IssueStep::Perspective | IssueStep::Support => {}
            IssueStep::Escalated => {
                issue.level = own.level.map_or(issue.level + 1, |level| level.0);
                issue.level_since = on;
            }
            IssueStep::Resolved => issue.resolve(dossier, event.id, own, on),
            IssueStep::Reopened => {
                issue.resolved = None;
                issue.agreed_by.clear();
                issue.level_since = on;
            }
        }
    }
    issues
}
