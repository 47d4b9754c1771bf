//! Difficulties between the parties, and where each stands.

use super::Contradiction;
use super::calendar::Calendar;
use crate::model::agreement::Escalation;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{IssueCategory, IssueEvent, IssueStep};

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
    /// The events that contradict those before them.
    pub contradictions: Vec<Contradiction<'a>>,
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
        let ladder = &dossier.in_force()?.escalation;
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
            contradictions: Vec::new(),
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
    let events = dossier
        .issue_events()
        .filter_map(|(event, own)| Some((event, own, event.on().filter(|on| *on <= today)?)));
    let mut early: Vec<(&'a str, Contradiction<'a>)> = Vec::new();
    for (event, own, on) in events {
        let (Some(id), Some(step)) = (own.issue, own.event) else { continue };
        let against = |why| Contradiction { event: event.id, on, why };
        if step == IssueStep::Opened && !issues.iter().any(|issue| issue.id == id) {
            issues.push(Standing::opened(id, event.id, on));
        }
        let Some(issue) = issues.iter_mut().find(|issue| issue.id == id) else {
            early.push((id, against("before it was opened")));
            continue;
        };
        let why = match (step, issue.is_open()) {
            (IssueStep::Escalated, false) => Some("after it was resolved"),
            (IssueStep::Reopened, true) => Some("though it was not resolved"),
            _ => None,
        };
        issue.contradictions.extend(why.map(against));
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
                // What was taken up again may move up the same day.
                issue.contradictions.retain(|it| it.on != on || it.event == event.id);
            }
        }
    }
    for (id, contradiction) in early {
        if let Some(issue) = issues.iter_mut().find(|issue| issue.id == id) {
            issue.contradictions.push(contradiction);
        }
    }
    issues
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;
    use crate::model::frame::Frame;

    const HEAD: &str = "
party = [
  { id = 'housing', name = 'Housing' },
  { id = 'hospital', name = 'Hospital' },
  { id = 'charity', name = 'Charity', left_on = 2025-06-30 },
]
";
    const AGREEMENT: &str = "
service_level = [{ id = 'sl-visit', provider = 'charity', recipient = 'hospital' }]
escalation = [
  { level = 1, who = ['Managers'], working_days = 5 },
  { level = 2, who = ['Directors'], working_days = 10 },
]
";

    fn event(on: &str, step: &str, lines: &str) -> (String, String) {
        let suffix: String = lines.chars().filter(char::is_ascii_lowercase).collect();
        let text =
            format!("kind = 'issue'\nissue = 'late'\nevent = '{step}'\non = {on}\n{lines}\n");
        (format!("{on}-late-{step}-{suffix}"), text)
    }

    fn logged(events: &[(String, String)]) -> Sample {
        Sample::new()
            .with("collaboration.toml", HEAD)
            .with("agreement.toml", AGREEMENT)
            .logged(events)
    }

    /// How the only issue stands on a day.
    fn on<T>(
        today: &str,
        events: &[(String, String)],
        look: impl FnOnce(&Standing<'_>, &Dossier<'_>) -> T,
    ) -> T {
        logged(events).on(today, |dossier, reckoning| {
            let [issue] = &reckoning.issues[..] else { panic!("one issue") };
            look(issue, dossier)
        })
    }

    #[test]
    fn an_issue_touches_the_parties_of_its_items_and_the_one_that_raised_it() {
        let by = "raised_by = 'hospital'";
        let named = [event("2025-05-19", "opened", &format!("{by}\ntouches = ['sl-visit']"))];
        on("2025-05-20", &named, |issue, dossier| {
            assert_eq!(issue.touched, ["charity", "hospital"]);
            // Whoever has left is asked no more.
            assert_eq!(issue.touched_but(dossier, &[], day("2025-07-01")), ["hospital"]);
        });
        let unnamed = [event("2025-05-19", "opened", by)];
        on("2025-05-20", &unnamed, |issue, _| {
            assert_eq!(issue.touched, ["charity", "hospital", "housing"]);
        });
        let nowhere = [event("2025-05-19", "opened", &format!("{by}\ntouches = ['sl-lost']"))];
        on("2025-05-20", &nowhere, |issue, _| assert!(issue.unclear));
    }

    #[test]
    fn a_level_has_its_working_days_and_the_last_has_none_after_it() {
        let frame = Frame::default();
        let calendar = Calendar::of(&frame.settings);
        let mut events = vec![event("2025-05-19", "opened", "raised_by = 'hospital'")];
        let limit = |events: &[(String, String)]| {
            on("2025-07-01", events, |issue, dossier| {
                let limit = issue.limit(dossier, &calendar).expect("the ladder has days");
                (limit.until, limit.next)
            })
        };
        assert_eq!(limit(&events), (day("2025-05-26"), Some(2)));
        events.push(event("2025-05-26", "escalated", "level = 2"));
        assert_eq!(limit(&events), (day("2025-06-09"), None));
        // Further than the ladder reaches, its last level counts.
        events.push(event("2025-06-02", "escalated", "level = 3"));
        assert_eq!(limit(&events), (day("2025-06-16"), None));
    }

    #[test]
    fn others_may_agree_later_and_reopening_starts_anew() {
        let mut events = vec![
            event("2025-05-19", "opened", "raised_by = 'hospital'"),
            event("2025-05-26", "resolved", "agreed_by = ['hospital']"),
            event("2025-05-28", "resolved", "agreed_by = ['charity', 'housing']"),
        ];
        on("2025-06-02", &events, |issue, dossier| {
            assert!(issue.touched_but(dossier, &issue.agreed_by, day("2025-05-28")).is_empty());
        });
        on("2025-05-27", &events, |issue, _| assert_eq!(issue.agreed_by, ["hospital"]));
        events.push(event("2025-05-30", "reopened", ""));
        on("2025-06-02", &events, |issue, _| {
            assert!(issue.is_open() && issue.agreed_by.is_empty());
            assert_eq!(issue.level_since, day("2025-05-30"));
        });
    }

    #[test]
    fn those_who_took_the_decision_agreed_to_what_it_settles() {
        let decided = "2025-05-26-visits-decided-r8tw";
        let events = [
            event("2025-05-19", "opened", "raised_by = 'hospital'"),
            event("2025-05-26", "resolved", &format!("decision = '{decided}'")),
            (
                decided.to_owned(),
                "kind = 'decision'\non = 2025-05-26\ndecided_by = ['hospital', 'charity']\n"
                    .to_owned(),
            ),
        ];
        on("2025-06-02", &events, |issue, dossier| {
            let missing = issue.touched_but(dossier, &issue.agreed_by, day("2025-05-26"));
            assert_eq!(missing, ["housing"]);
        });
    }

    #[test]
    fn an_issue_that_was_never_opened_is_none() {
        let events = [event("2025-05-26", "resolved", "agreed_by = ['hospital']")];
        logged(&events).on("2025-06-02", |_, reckoning| assert!(reckoning.issues.is_empty()));
    }
}
