//! Criteria that people name together: a range, or the number that their numbers begin with.

use super::{Criterion, Standard};

/// The criteria of one standard that a name means together: `S0.K1-K3` and `S1.3a-c` from the one to
/// the other, `S1.3` all of `S1.3a` and on; none where it means none.
#[must_use]
pub fn several<'k>(name: &str, known: &'k [Standard]) -> Vec<&'k Criterion> {
    let range = name.split_once(['-', '\u{2013}']);
    let mut found = known.iter().map(|of| match range {
        Some((first, last)) => between(first.trim(), last.trim(), &of.criteria),
        None => of.criteria.iter().filter(|it| is_below(&it.reference, name)).collect(),
    });
    found.find(|some| !some.is_empty()).unwrap_or_default()
}

fn between<'k>(first: &str, last: &str, criteria: &'k [Criterion]) -> Vec<&'k Criterion> {
    let place = |name: &str| criteria.iter().position(|it| it.reference.eq_ignore_ascii_case(name));
    // Of the last only what differs is written.
    let group = &first[..first.rfind('.').map_or(0, |at| at + 1)];
    let number = first.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let kind = number.trim_end_matches(|it: char| it.is_ascii_digit());
    let full = ["", group, number, kind].map(|above| format!("{above}{last}"));
    match (place(first), full.iter().find_map(|it| place(it))) {
        (Some(from), Some(to)) if from <= to => criteria[from..=to].iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether a reference is one of those under a number: `S1.3a` under `S1.3`, and `S1.30` not.
fn is_below(reference: &str, name: &str) -> bool {
    let (Some(start), Some(rest)) = (reference.get(..name.len()), reference.get(name.len()..))
    else {
        return false;
    };
    let numbered = name.bytes().any(|it| it.is_ascii_digit());
    let ends_in_digit = name.ends_with(|it: char| it.is_ascii_digit());
    let goes_on = |it: char| it == '.' || it.is_ascii_digit() != ends_in_digit;
    start.eq_ignore_ascii_case(name) && numbered && rest.starts_with(goes_on)
}
