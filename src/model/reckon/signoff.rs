//! Who has signed which text, and whether that text is still the one on file.

#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::model::agreement::{Agreement, Term};
use crate::model::collaboration::Party;
use crate::model::date::{Date, plus_days};
use crate::model::digest;
use crate::model::dossier::{Dossier, ReviewFolder};
use crate::model::event::{Amendment, Event, Signoff};
use crate::model::review::Review;

/// For how many days after the first sign-off the others are only awaited.
const GRACE_DAYS: i64 = 30;

/// What a party's newest sign-off says of the present text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// None for this version.
    Missing,
    /// It covers the text on file.
    Holds,
    /// It covers another text.
    Stale,
    /// Its digest is of a rule that this version does not know, or is none at all.
    Unreadable,
}

/// One party and its newest sign-off for the present version.
#[derive(Debug, Clone, Copy)]
pub struct PartySignoff<'a> {
    /// The party.
    pub party: &'a str,
    /// What it says.
    pub state: State,
    /// The day it was given.
    pub on: Option<Date>,
    /// The id of the event.
    pub event: Option<&'a str>,
}

/// What the text on file is held by, which says how a promise in it is changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Held {
    /// Nobody has signed: it is changed as it is.
    #[default]
    Free,
    /// It is what was signed, or what an amendment leads to: it is amended.
    Signed,
    /// The same, and its term is over: an amendment moves its end as well.
    Over,
    /// It was signed, and is not what any sign-off of its version covers: what was signed may be in
    /// nobody's hands any more.
    Strayed,
}

impl Held {
    /// Whether somebody has signed.
    #[must_use]
    pub fn is_signed(self) -> bool {
        self != Self::Free
    }
}

/// All sign-offs over the agreement, and over reviews.
#[derive(Debug, Clone, Default)]
pub struct Signoffs<'a> {
    /// The version on file.
    pub version: i64,
    /// The digest of the text on file; nothing without a text, or where it holds a float.
    pub digest: Option<String>,
    /// Each working party, in the order of `collaboration.toml`.
    pub parties: Vec<PartySignoff<'a>>,
    /// What the text on file is held by.
    pub held: Held,
    /// The first sign-off ever, over any version.
    pub first_ever: Option<Date>,
    /// The first sign-off over the present version.
    pub first_for_version: Option<Date>,
}

impl<'a> Signoffs<'a> {
    /// Gathers the sign-offs as they stand on a day.
    #[must_use]
    pub fn of(dossier: &Dossier<'a>, today: Date) -> Self {
        let version = dossier.agreement.as_ref().map_or(1, Agreement::version);
        let past = |event: &Event<'_>| event.on().is_some_and(|on| on <= today);
        let over_agreement: Vec<(&Event<'a>, &Signoff<'a>)> = dossier
            .signoffs()
            .filter(|(event, signoff)| signoff.review.is_none() && past(event))
            .collect();
        let over_version: Vec<(&Event<'a>, &Signoff<'a>)> = over_agreement
            .iter()
            .filter(|(_, signoff)| is_over_version(signoff, version))
            .copied()
            .collect();
        // Without a sign-off to hold against it, no check needs it.
        let digest = (!over_version.is_empty()).then(|| of_text(dossier)).flatten();
        let parties = dossier
            .working_parties(today)
            .map(|(party, _)| newest(party, &over_version, digest.as_deref()))
            .collect();
        let first = |events: &[(&Event<'_>, &Signoff<'_>)]| {
            events.iter().filter_map(|(event, _)| event.on()).min()
        };
        let first_ever = first(&over_agreement);
        let is_covered = digest.is_some()
            && over_version.iter().any(|(_, signoff)| signoff.covers == digest.as_deref());
        let leads_here = |it: &Amendment<'_>| it.to_version.is_some_and(|to| to.0 == version);
        let held = if first_ever.is_none() {
            Held::Free
        } else if is_covered
            || over_version.is_empty() && dossier.amendments().any(|(_, it)| leads_here(it))
        {
            let term = dossier.agreement.as_ref().and_then(|it| it.term.as_ref());
            let is_over = term.and_then(Term::last_day).is_some_and(|last| last < today);
            if is_over { Held::Over } else { Held::Signed }
        } else {
            Held::Strayed
        };
        Self { version, parties, held, first_ever, first_for_version: first(&over_version), digest }
    }

    /// The last day on which a sign-off over the present version may still be to come: the day on
    /// which the text begins to hold, but no more than 30 days from when the first party signed it.
    /// Nothing where neither is known: then somebody changed the text and nobody was asked.
    #[must_use]
    pub fn grace_ends(&self, dossier: &Dossier<'_>) -> Option<Date> {
        let begins = if self.version == 1 {
            let term = dossier.agreement.as_ref().and_then(|agreement| agreement.term.as_ref());
            term.and_then(|term| term.effective_on)
        } else {
            dossier
                .amendments()
                .filter(|(_, amendment)| amendment.to_version.is_some_and(|v| v.0 == self.version))
                .filter_map(|(_, amendment)| amendment.effective_on)
                .min()
        };
        let before = begins.map(|day| plus_days(day, -1));
        let after = self.first_for_version.map(|day| plus_days(day, GRACE_DAYS));
        before.into_iter().chain(after).min()
    }

    /// Whether a sign-off of a party over the present version is on file and dated after the day.
    /// That is a finding of its own, and what follows from it is none.
    #[must_use]
    pub fn is_dated_ahead(&self, dossier: &Dossier<'_>, party: &str, today: Date) -> bool {
        dossier.signoffs().any(|(event, signoff)| {
            is_over_version(signoff, self.version)
                && signoff.party == Some(party)
                && event.on().is_some_and(|on| on > today)
        })
    }

    /// The day on which the last working party signed a version, this or an older one, and the
    /// text was agreed; nothing while a sign-off over it is missing. It may lie after today.
    #[must_use]
    pub fn agreed_on(dossier: &Dossier<'_>, version: i64) -> Option<Date> {
        let first = |party: &Party<'_>| {
            dossier
                .signoffs()
                .filter(|(_, signoff)| {
                    is_over_version(signoff, version)
                        && signoff.party.is_some()
                        && signoff.party == party.id
                })
                .filter_map(|(event, _)| event.on())
                .min()
        };
        let parties: Vec<(&Party<'_>, Option<Date>)> = dossier
            .head
            .party
            .iter()
            .filter(|party| party.works())
            .map(|party| (party, first(party)))
            .collect();
        let all_others = parties.iter().filter_map(|(_, day)| *day).max()?;
        let mut agreed = all_others;
        for (party, _) in parties.iter().filter(|(_, day)| day.is_none()) {
            // Neither who joined after all others had signed is asked, nor who had left by then.
            // Who left later without a signature held the text up until then.
            match party.left_on {
                Some(left) => agreed = agreed.max(plus_days(left, 1)),
                None if joined_after(party.joined_on, Some(all_others))
                    && !party.id.is_some_and(|id| joins_by(dossier, id, version)) => {}
                None => return None,
            }
        }
        Some(agreed)
    }
}

/// Whether a party joins by the amendment to a version: it signs that one, whatever the day on which
/// it joins.
fn joins_by(dossier: &Dossier<'_>, party: &str, version: i64) -> bool {
    let to = |it: &Amendment<'_>| it.to_version.is_some_and(|to| to.0 == version);
    dossier.amendments().filter(|(_, it)| to(it)).any(|(_, it)| {
        let mut changes = it.changes.iter();
        changes.any(|it| it.item == Some(party) && it.field.is_none() && it.was.is_none())
    })
}

/// Whether a sign-off is over this version of the agreement.
fn is_over_version(signoff: &Signoff<'_>, version: i64) -> bool {
    signoff.review.is_none() && signoff.agreement_version.map_or(1, |v| v.0) == version
}

/// The digest of the agreement on file, which a sign-off of today would cover. Nothing without a
/// text, or where it holds a float.
#[must_use]
pub fn of_text(dossier: &Dossier<'_>) -> Option<String> {
    let document = dossier.agreement_document?;
    digest::of::<Agreement<'_>>(&dossier.head, document.root())
}

/// A party's newest sign-off among some, held against the digest of the text on file.
fn newest<'a>(
    party: &'a str,
    events: &[(&Event<'a>, &Signoff<'a>)],
    digest: Option<&str>,
) -> PartySignoff<'a> {
    let newest = events.iter().rfind(|(_, signoff)| signoff.party == Some(party));
    let Some((event, signoff)) = newest else {
        return PartySignoff { party, state: State::Missing, on: None, event: None };
    };
    let state = match (signoff.covers, digest) {
        (Some(covers), Some(digest)) if covers == digest => State::Holds,
        (Some(covers), _) if !is_digest(covers) => State::Unreadable,
        _ => State::Stale,
    };
    PartySignoff { party, state, on: event.on(), event: Some(event.id) }
}

/// Whether a text has the form of a digest by the present rule.
fn is_digest(text: &str) -> bool {
    text.strip_prefix(digest::PREFIX)
        .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Each working party and its newest sign-off over the record of one review.
#[must_use]
pub fn over_review<'a>(
    dossier: &Dossier<'a>,
    folder: &ReviewFolder<'a>,
    today: Date,
) -> Vec<PartySignoff<'a>> {
    let events: Vec<(&Event<'a>, &Signoff<'a>)> = dossier
        .signoffs()
        .filter(|(event, signoff)| {
            signoff.review == Some(folder.plan) && event.on().is_some_and(|on| on <= today)
        })
        .collect();
    let record =
        dossier.documents.get(folder.file).map(Document::root).filter(|_| !events.is_empty());
    let digest = record.and_then(|record| digest::of::<Review<'_>>(&dossier.head, record));
    // Who joined after it was held had no part in it, and nothing to sign.
    let held = folder.review.as_ref().and_then(|review| review.held_on);
    dossier
        .working_parties(today)
        .filter(|(_, party)| !joined_after(party.joined_on, held))
        .map(|(party, _)| newest(party, &events, digest.as_deref()))
        .collect()
}

/// Whether a party joined after a day; where either is not known, it did not.
fn joined_after(joined: Option<Date>, day: Option<Date>) -> bool {
    joined.zip(day).is_some_and(|(joined, day)| joined > day)
}
