//! What an event says that it comes after, and that cannot be: itself, one of another day, or one that
//! comes after it.

use crate::model::date::Date;
use crate::model::event::Event;
use crate::model::sequence;
use crate::rules::{Findings, Problem};

/// Tells each event of a log whose `after` counts for nothing. One that is not on file is told as any
/// other name that leads nowhere.
pub(super) fn check(events: &[Event<'_>], today: Date, findings: &mut Findings<'_>) {
    // Nearly no log needs it.
    if events.iter().all(|event| event.envelope.after.is_none()) {
        return;
    }
    let circles = sequence::in_circles(events);
    for (at, event) in events.iter().enumerate().filter(|(_, event)| !event.corrected) {
        let (Some(after), Some(on)) = (event.envelope.after, event.on()) else { continue };
        let before = events.binary_search_by_key(&after, |event| event.id).ok();
        let day = before.and_then(|before| events[before].on());
        let why = if after == event.id {
            "an entry cannot come after itself".to_owned()
        } else if let Some(day) = day.filter(|day| *day != on) {
            format!(
                "`{after}` is of {day}, and this entry of {on}: `after` orders those of one day"
            )
        } else if circles.contains(&at) {
            format!("`{after}` comes after this entry itself, so nobody can say which is the newer")
        } else {
            continue;
        };
        if on > today {
            continue;
        }
        findings.add(
            Problem::at(event.at().key("after"), event.subject().unwrap_or(event.id))
                .says(why)
                .help("correct it: it comes after an earlier entry of the same day, or after none")
                .help_at_writing(Some("name an earlier entry of the same day, or none".to_owned())),
        );
    }
}
