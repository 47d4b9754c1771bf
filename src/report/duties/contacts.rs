//! What was said at a contact with another organisation, and has not been done yet.

use super::super::heading::Ask;
use super::{DutyLine, Entry};
use crate::document::Document;
use crate::model::audience::Viewer;
use crate::model::date::days_between;
use crate::model::event::{Body, ContactStep};
use crate::model::frame::Frame;
use crate::store::Workspace;

/// What we said at a contact that we would do, and have not; only for ourselves.
pub(super) fn owed(workspace: &Workspace, ask: &Ask) -> Vec<Entry> {
    if ask.viewer != Viewer::Own {
        return Vec::new();
    }
    let shared = workspace.shared(true);
    let documents: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    let frame = Frame::read(&shared.sources, &documents, &shared.kinds);
    let mut entries = Vec::new();
    for event in &frame.events {
        let Body::Contact(own) = &event.body else { continue };
        let (Some(what), Some(on)) = (own.follow_up, event.on().filter(|on| *on <= ask.today))
        else {
            continue;
        };
        let done = frame.events.iter().any(|other| {
            matches!(&other.body, Body::Contact(it) if it.event == Some(ContactStep::FollowedUp))
                && other.envelope.follows == Some(event.id)
                && other.on().is_some_and(|on| on <= ask.today)
        });
        let taken_back = frame.events.iter().any(|it| it.envelope.corrects == Some(event.id));
        if done || taken_back || own.event != Some(ContactStep::Contacted) {
            continue;
        }
        let mut organisations: Vec<&str> =
            own.with.iter().filter_map(|id| Some(frame.contact(id)?.0)).collect();
        organisations.sort_unstable();
        organisations.dedup();
        for organisation in organisations.into_iter().filter(|it| !frame.is_ours(it)) {
            let name = frame.organisation(organisation).and_then(|page| page.name);
            let late = own.follow_up_by.filter(|by| *by < ask.today);
            entries.push(Entry {
                with: (organisation.to_owned(), name.unwrap_or(organisation).to_owned()),
                ours: true,
                line: DutyLine {
                    kind: "follow-up",
                    collaboration: None,
                    item: event.id.to_owned(),
                    what: what.to_owned(),
                    owner: event.envelope.by.map(str::to_owned),
                    due: own.follow_up_by.map(Into::into),
                    since: own.follow_up_by.is_none().then(|| on.into()),
                    days_late: late.map(|by| days_between(by, ask.today)),
                    more_late: 0,
                },
            });
        }
    }
    entries
}
