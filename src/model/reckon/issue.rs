//! Difficulties between the parties, and where each stands.

use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, IssueEvent, IssueStep};

/// Where one issue stands.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Its name.
    pub id: &'a str,
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
    /// The parties that it touches: those of the items named, the one that raised it.
    pub touched: Vec<&'a str>,
}

impl Standing<'_> {
    /// Whether it still has to be settled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
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
        let known = issues.iter().position(|issue| issue.id == id);
        let issue = match known {
            Some(at) => &mut issues[at],
            None if step == IssueStep::Opened => {
                issues.push(Standing {
                    id,
                    opened: (event.id, on),
                    level: 1,
                    level_since: on,
                    resolved: None,
                    agreed_by: Vec::new(),
                    heard: Vec::new(),
                    touched: own.raised_by.into_iter().collect(),
                });
                issues.last_mut().expect("one was just added")
            }
            None => continue,
        };
        match step {
            IssueStep::Opened => {
                for item in &own.touches {
                    issue.touched.extend(dossier.parties_of_item(item));
                }
                issue.touched.extend(own.party);
            }
            IssueStep::Perspective => issue.heard.extend(own.party),
            IssueStep::Escalated => {
                issue.level = own.level.map_or(issue.level + 1, |level| level.0);
                issue.level_since = on;
            }
            IssueStep::Resolved => {
                issue.resolved = Some((event.id, on));
                issue.agreed_by.clone_from(&own.agreed_by);
            }
            IssueStep::Reopened => {
                issue.resolved = None;
                issue.level_since = on;
            }
            IssueStep::Support => {}
        }
    }
    for issue in &mut issues {
        issue.touched.sort_unstable();
        issue.touched.dedup();
    }
    issues
}
