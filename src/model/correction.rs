//! Events that put other events right: which of a log count, and which count as never written.

use std::collections::HashMap;

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
    // Two corrections of one event: the newer one stands.
    let mut newest: HashMap<usize, (Option<Date>, &str)> = HashMap::new();
    for (event, at) in events.iter().zip(&wrong).filter_map(|(event, at)| Some((event, (*at)?))) {
        let own = (event.on(), event.id);
        newest.entry(at).and_modify(|so_far| *so_far = own.max(*so_far)).or_insert(own);
    }
    let mut corrected = Vec::new();
    for (own, event) in events.iter().enumerate() {
        let Some(at) = wrong[own] else { continue };
        corrected.push(at);
        let newer = newest.get(&at).is_some_and(|newest| *newest > (event.on(), event.id));
        if event.envelope.retracted == Some(true) || newer {
            corrected.push(own);
        }
    }
    for at in corrected {
        events[at].corrected = true;
    }
}

/// Which event stands for each, in a log that is in the order of ids: itself, or where it was
/// corrected the newest correction, and so on. None where it was taken back, or where events
/// correct each other in a circle.
pub(super) fn standing(events: &[Event<'_>]) -> Vec<Option<usize>> {
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for (own, event) in events.iter().enumerate() {
        let Some(id) = event.envelope.corrects.filter(|id| *id != event.id) else { continue };
        let rank = |at: usize| (events[at].envelope.on, events[at].id);
        let so_far = newest.entry(id).or_insert(own);
        if rank(own) > rank(*so_far) {
            *so_far = own;
        }
    }
    let mut standing: Vec<Option<Option<usize>>> = vec![None; events.len()];
    for first in 0..events.len() {
        let (mut at, mut way) = (first, Vec::new());
        let end = loop {
            if let Some(known) = standing[at] {
                break known;
            }
            if !events[at].corrected {
                break Some(at);
            }
            // Whoever comes by here again, before the end is known, goes in a circle.
            standing[at] = Some(None);
            way.push(at);
            match newest.get(events[at].id) {
                Some(next) => at = *next,
                None => break None,
            }
        };
        standing[first] = Some(end);
        for passed in way {
            standing[passed] = Some(end);
        }
    }
    standing.into_iter().map(Option::flatten).collect()
}
