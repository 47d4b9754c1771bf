//! Events that put other events right: which of a log count, and which count as never written.

use super::date::Date;
use super::event::Event;

/// Marks what newer events correct, in a log that is in the order of ids. A correction counts from
/// its day on, and only for an event of the same kind and subject; of several the newest stands,
/// and corrects those before it.
pub(super) fn set_aside(events: &mut [Event<'_>], today: Date) {
    let corrects = |event: &Event<'_>| {
        let past = event.on().is_none_or(|on| on <= today);
        let id = event.envelope.corrects.filter(|_| past)?;
        let at = events.binary_search_by_key(&id, |event| event.id).ok()?;
        let before = &events[at];
        let alike = std::mem::discriminant(&before.body) == std::mem::discriminant(&event.body)
            && before.subject() == event.subject();
        (alike && before.id != event.id).then_some(at)
    };
    let wrong: Vec<Option<usize>> = events.iter().map(corrects).collect();
    let mut corrected = Vec::new();
    for (own, event) in events.iter().enumerate() {
        let Some(at) = wrong[own] else { continue };
        corrected.push(at);
        // Two corrections of one event: the newer one stands.
        let newer = |(other, is): (&Event<'_>, &Option<usize>)| {
            *is == Some(at) && (other.on(), other.id) > (event.on(), event.id)
        };
        if event.envelope.retracted == Some(true) || events.iter().zip(&wrong).any(newer) {
            corrected.push(own);
        }
    }
    for at in corrected {
        events[at].corrected = true;
    }
}
