//! In which order events count: what is on file as its names say, and nothing before what it comes
//! after.
//!
//! The name of an event ends by chance, so that two branches never choose the same. Chance must not
//! say which of two entries of one day is the newer: whoever writes the second knows the first, and
//! names it in `after` where the names alone would have it otherwise.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::date::Date;
use super::event::Event;

/// The order in which events count, by their places in a log that is in the order of ids: by day,
/// then as things go on, then by id; but what names an event of the same day in `after` or `follows`
/// comes after it. A correction of the same day stands where what it corrects stood.
///
/// Where events come after each other in a circle, the plain order decides.
#[must_use]
pub fn of(events: &[Event<'_>]) -> Vec<usize> {
    let stands_at = stands(events);
    let key = |at: usize| -> (Option<Date>, usize, usize, usize) {
        let stand = stands_at[at];
        (events[at].on(), events[stand].phase(), stand, at)
    };
    let mut plain: Vec<usize> = (0..events.len()).collect();
    plain.sort_by_key(|at| key(*at));
    let waits = waits(events, &stands_at);
    if waits.iter().all(Vec::is_empty) { plain } else { in_turn(&plain, &stands_at, &waits) }
}

fn position(events: &[Event<'_>], id: &str) -> Option<usize> {
    events.binary_search_by_key(&id, |event| event.id).ok()
}

/// The event in whose place each stands: the first of those that it corrects, of the same day; itself
/// where it corrects none, or where corrections go in a circle, which has no first.
fn stands(events: &[Event<'_>]) -> Vec<usize> {
    let before = |own: usize| {
        let before = position(events, events[own].envelope.corrects?)?;
        (events[before].on() == events[own].on()).then_some(before)
    };
    let mut stands: Vec<Option<usize>> = vec![None; events.len()];
    let mut on_way = vec![false; events.len()];
    for first in 0..events.len() {
        let (mut at, mut way) = (first, Vec::new());
        let end = loop {
            if stands[at].is_some() || on_way[at] {
                break stands[at];
            }
            on_way[at] = true;
            way.push(at);
            match before(at) {
                Some(next) => at = next,
                None => break Some(at),
            }
        };
        for passed in way {
            stands[passed] = Some(end.unwrap_or(passed));
        }
    }
    stands.into_iter().enumerate().map(|(own, stand)| stand.unwrap_or(own)).collect()
}

/// For each event those of the same day that it comes after. What stands in one place waits
/// together. What was corrected waits no more where that would go in a circle: its correction says so.
fn waits(events: &[Event<'_>], stands_at: &[usize]) -> Vec<Vec<usize>> {
    let mut waits = vec![Vec::new(); events.len()];
    for corrected in [false, true] {
        for (at, event) in events.iter().enumerate().filter(|(_, it)| it.corrected == corrected) {
            for before in [event.envelope.after, event.envelope.follows].into_iter().flatten() {
                let Some(before) = position(events, before) else { continue };
                let (own, before) = (stands_at[at], stands_at[before]);
                let is_same_day = event.on().is_some() && events[own].on() == events[before].on();
                if own != before && is_same_day && !(corrected && leads(&waits, before, own)) {
                    waits[own].push(before);
                }
            }
        }
    }
    waits
}

/// Whether what one waits for leads to another.
fn leads(waits: &[Vec<usize>], from: usize, to: usize) -> bool {
    let (mut seen, mut way) = (vec![false; waits.len()], vec![from]);
    while let Some(at) = way.pop() {
        if at == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            way.extend(&waits[at]);
        }
    }
    false
}

/// The events that count and that come, by their `after`, in the end after themselves, by their places
/// in the log. Nobody can say which of them is the newer.
#[must_use]
pub fn in_circles(events: &[Event<'_>]) -> Vec<usize> {
    let stands_at = stands(events);
    let waits = waits(events, &stands_at);
    let goes_round = |at: &usize| {
        let before = events[*at].envelope.after.and_then(|id| position(events, id));
        before.map(|before| stands_at[before]).is_some_and(|before| {
            waits[stands_at[*at]].contains(&before) && leads(&waits, before, stands_at[*at])
        })
    };
    (0..events.len()).filter(|at| !events[*at].corrected).filter(goes_round).collect()
}

/// The plain order, but each only when all that it waits for have come.
fn in_turn(plain: &[usize], stands_at: &[usize], waits: &[Vec<usize>]) -> Vec<usize> {
    let mut rank = vec![0; plain.len()];
    for (place, at) in plain.iter().enumerate() {
        rank[*at] = place;
    }
    let mut left: Vec<usize> = waits.iter().map(Vec::len).collect();
    let mut behind = vec![Vec::new(); plain.len()];
    for (at, before) in waits.iter().enumerate() {
        for each in before {
            behind[*each].push(at);
        }
    }
    let mut members = vec![Vec::new(); plain.len()];
    for at in plain {
        members[stands_at[*at]].push(*at);
    }
    let mut taken = vec![false; plain.len()];
    let mut ready = BinaryHeap::new();
    let stands: Vec<usize> = plain.iter().copied().filter(|at| stands_at[*at] == *at).collect();
    ready.extend(stands.iter().filter(|at| left[**at] == 0).map(|at| Reverse((rank[*at], *at))));
    let mut order = Vec::with_capacity(plain.len());
    let mut rest = stands.iter();
    loop {
        let next = match ready.pop() {
            Some(Reverse((_, at))) => Some(at),
            // Only circles are left: the plain order decides.
            None => rest.by_ref().copied().find(|at| !taken[*at]),
        };
        let Some(at) = next else { break };
        if std::mem::replace(&mut taken[at], true) {
            continue;
        }
        order.extend(&members[at]);
        for each in &behind[at] {
            left[*each] -= 1;
            if left[*each] == 0 && !taken[*each] {
                ready.push(Reverse((rank[*each], *each)));
            }
        }
    }
    order
}
