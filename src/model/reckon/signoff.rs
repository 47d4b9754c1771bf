//! Who has signed which text, and whether that text is still the one on file.

use crate::model::agreement::Agreement;
use crate::model::date::Date;
use crate::model::digest;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, Signoff};
use crate::model::review::Review;

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

/// All sign-offs over the agreement, and over reviews.
#[derive(Debug, Clone, Default)]
pub struct Signoffs<'a> {
    /// The version on file.
    pub version: i64,
    /// The digest of the text on file; nothing without a text, or where it holds a float.
    pub digest: Option<String>,
    /// Each working party, in the order of `collaboration.toml`.
    pub parties: Vec<PartySignoff<'a>>,
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
            .filter(|(_, signoff)| signoff.agreement_version.map_or(1, |v| v.0) == version)
            .copied()
            .collect();
        let digest = dossier
            .agreement_document
            .filter(|_| !over_version.is_empty())
            .and_then(|document| digest::of::<Agreement<'_>>(&dossier.head, document.root()));
        let parties = dossier
            .working_parties(today)
            .map(|(party, _)| newest(party, &over_version, digest.as_deref()))
            .collect();
        let first = |events: &[(&Event<'_>, &Signoff<'_>)]| {
            events.iter().filter_map(|(event, _)| event.on()).min()
        };
        Self {
            version,
            parties,
            first_ever: first(&over_agreement),
            first_for_version: first(&over_version),
            digest,
        }
    }

    /// The day on which the last working party signed a version, this or an older one, and the
    /// text was agreed; nothing while a sign-off over it is missing.
    #[must_use]
    pub fn agreed_on(dossier: &Dossier<'_>, version: i64) -> Option<Date> {
        let mut agreed = None;
        for party in dossier.head.party.iter().filter(|party| party.works()) {
            let first = dossier
                .signoffs()
                .filter(|(_, signoff)| {
                    signoff.review.is_none()
                        && signoff.party.is_some()
                        && signoff.party == party.id
                        && signoff.agreement_version.map_or(1, |v| v.0) == version
                })
                .filter_map(|(event, _)| event.on())
                .min();
            // A party that joined or left around that version is not asked.
            let asked = |day: Date| {
                party.left_on.is_none_or(|left| left >= day)
                    && party.joined_on.is_none_or(|joined| joined <= day)
            };
            match first {
                Some(day) => agreed = agreed.max(Some(day)),
                None if agreed.is_some_and(|day| !asked(day)) || party.left_on.is_some() => {}
                None => return None,
            }
        }
        agreed
    }
}

/// A party's newest sign-off among some, held against the digest of the text on file.
fn newest<'a>(
    party: &'a str,
    events: &[(&Event<'a>, &Signoff<'a>)],
    digest: Option<&str>,
) -> PartySignoff<'a> {
    let newest = events
        .iter()
        .filter(|(_, signoff)| signoff.party == Some(party))
        .max_by_key(|(event, _)| (event.on(), event.id));
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
    plan: &str,
    file: usize,
    today: Date,
) -> Vec<PartySignoff<'a>> {
    let events: Vec<(&Event<'a>, &Signoff<'a>)> = dossier
        .signoffs()
        .filter(|(event, signoff)| {
            signoff.review == Some(plan) && event.on().is_some_and(|on| on <= today)
        })
        .collect();
    if events.is_empty() {
        return dossier.working_parties(today).map(|(party, _)| newest(party, &[], None)).collect();
    }
    let digest = dossier
        .documents
        .get(file)
        .and_then(|document| digest::of::<Review<'_>>(&dossier.head, document.root()));
    dossier
        .working_parties(today)
        .map(|(party, _)| newest(party, &events, digest.as_deref()))
        .collect()
}
