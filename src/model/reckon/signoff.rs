//! Who has signed which text, and whether that text is still the one on file.

use crate::document::Document;
use crate::model::agreement::Agreement;
use crate::model::collaboration::Party;
use crate::model::date::{Date, plus_days};
use crate::model::digest;
use crate::model::dossier::{Dossier, ReviewFolder};
use crate::model::event::{Event, Signoff};
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
        Self {
            version,
            parties,
            first_ever: first(&over_agreement),
            first_for_version: first(&over_version),
            digest,
        }
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
                None if joined_after(party.joined_on, Some(all_others)) => {}
                None => return None,
            }
        }
        Some(agreed)
    }
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

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;
    use crate::model::frame::FileKind;

    const HEAD: &str = "[[party]]\nid = \"late\"\njoined_on = 2025-06-02\n\
        [[party]]\nid = \"north\"\n[[party]]\nid = \"south\"\n\
        [[party]]\nid = \"eyes\"\nrole = \"observer\"\n";
    const TEXT: &str = "version = 1\n[term]\neffective_on = 2025-03-03\n";

    /// Looks at a collaboration with these files: what each is, its stem, and its text.
    fn with<T>(files: &[(FileKind, &str, String)], look: impl Fn(&Dossier<'_>) -> T) -> T {
        let sample = files.iter().fold(Sample::new(), |sample, (kind, stem, text)| {
            let path = match kind {
                FileKind::Review => format!("reviews/{stem}/review.toml"),
                FileKind::Event => format!("log/{stem}.toml"),
                _ => format!("{stem}.toml"),
            };
            sample.with(&path, text.as_str())
        });
        sample.read("9999-12-31", |_, dossier| look(dossier))
    }

    fn head(text: &str) -> (FileKind, &'static str, String) {
        (FileKind::Head, "collaboration", text.to_owned())
    }

    fn agreement(text: &str) -> (FileKind, &'static str, String) {
        (FileKind::Agreement, "agreement", text.to_owned())
    }

    fn signed<'s>(
        stem: &'s str,
        party: &str,
        version: i64,
        covers: &str,
    ) -> (FileKind, &'s str, String) {
        let on = &stem[..10];
        let text = format!(
            "kind = \"signoff\"\non = {on}\nparty = \"{party}\"\n\
             agreement_version = {version}\ncovers = \"{covers}\"\n"
        );
        (FileKind::Event, stem, text)
    }

    fn present() -> String {
        with(&[head(HEAD), agreement(TEXT)], |dossier| {
            let document = dossier.agreement_document.expect("it is on file");
            digest::of::<Agreement<'_>>(&dossier.head, document.root()).expect("it has no float")
        })
    }

    fn states(files: &[(FileKind, &str, String)], today: &str) -> Vec<(String, State)> {
        with(files, |dossier| {
            Signoffs::of(dossier, day(today))
                .parties
                .iter()
                .map(|one| (one.party.to_owned(), one.state))
                .collect()
        })
    }

    fn state(files: &[(FileKind, &str, String)], today: &str, party: &str) -> Option<State> {
        states(files, today).into_iter().find(|(id, _)| id == party).map(|(_, state)| state)
    }

    #[test]
    fn each_working_party_has_a_state_and_observers_have_none() {
        let other = format!("comity-1:{}", "0".repeat(64));
        let files = [
            head(HEAD),
            agreement(TEXT),
            signed("2025-02-03-north-a", "north", 1, &present()),
            signed("2025-02-04-south-a", "south", 1, &other),
            signed("2025-02-04-late-a", "late", 1, "on paper"),
        ];
        let wanted =
            [("late", State::Unreadable), ("north", State::Holds), ("south", State::Stale)];
        let found = states(&files, "2025-02-10");
        let found: Vec<(&str, State)> = found.iter().map(|(id, it)| (id.as_str(), *it)).collect();
        assert_eq!(found, wanted);
        let missing = states(&files, "2025-02-03");
        assert_eq!(missing.iter().filter(|(_, it)| *it == State::Missing).count(), 2);
    }

    #[test]
    fn the_newest_sign_off_counts_and_older_versions_are_history() {
        let old = format!("comity-1:{}", "1".repeat(64));
        let mut files = vec![
            head(HEAD),
            agreement(TEXT),
            signed("2025-02-03-north-a", "north", 1, &old),
            signed("2025-02-04-north-b", "north", 1, &present()),
        ];
        assert_eq!(state(&files, "2025-02-03", "north"), Some(State::Stale));
        assert_eq!(state(&files, "2025-02-04", "north"), Some(State::Holds));
        files[1] = agreement("version = 2\n");
        assert_eq!(state(&files, "2025-02-04", "north"), Some(State::Missing));
    }

    #[test]
    fn a_changed_promise_makes_a_sign_off_stale_and_a_float_leaves_nothing_to_hold_it_against() {
        let mut files = [
            head(HEAD),
            agreement(&format!("{TEXT}# only a word\nx_note = 1.5\n")),
            signed("2025-02-03-north-a", "north", 1, &present()),
        ];
        assert_eq!(state(&files, "2025-02-04", "north"), Some(State::Holds));
        files[1] = agreement(&TEXT.replace("03-03", "03-04"));
        assert_eq!(state(&files, "2025-02-04", "north"), Some(State::Stale));
        files[1] = agreement(&format!("{TEXT}renewal_fee = 1.5\n"));
        assert_eq!(state(&files, "2025-02-04", "north"), Some(State::Stale));
    }

    #[test]
    fn who_left_is_not_asked_and_makes_nothing_stale() {
        let gone = HEAD.replace("id = \"south\"", "id = \"south\"\nleft_on = 2025-05-01");
        let files =
            [head(&gone), agreement(TEXT), signed("2025-02-03-north-a", "north", 1, &present())];
        assert_eq!(state(&files, "2025-05-01", "south"), Some(State::Missing));
        assert_eq!(state(&files, "2025-05-02", "south"), None);
        assert_eq!(state(&files, "2025-05-02", "north"), Some(State::Holds));
    }

    fn agreed_on(head_text: &str, events: &[(&str, &str)]) -> Option<Date> {
        let mut files = vec![head(head_text), agreement(TEXT)];
        files.extend(events.iter().map(|(stem, party)| signed(stem, party, 1, "any")));
        with(&files, |dossier| Signoffs::agreed_on(dossier, 1))
    }

    #[test]
    fn a_text_is_agreed_on_the_day_of_the_last_first_sign_off() {
        let both = [
            ("2025-02-03-north-a", "north"),
            ("2025-02-07-south-a", "south"),
            ("2025-04-01-north-b", "north"),
        ];
        // Who joins later is not asked, wherever it stands in the list.
        let turned = {
            let (first, rest) =
                HEAD.split_at(HEAD.find("[[party]]\nid = \"north\"").expect("it is"));
            format!("{rest}{first}")
        };
        for head in [HEAD, &turned] {
            assert_eq!(agreed_on(head, &both), Some(day("2025-02-07")));
            assert_eq!(agreed_on(head, &both[..1]), None);
        }
        assert_eq!(agreed_on(HEAD, &[]), None);
        // One that joined before the others had signed is asked like they are.
        assert_eq!(agreed_on(&HEAD.replace("2025-06-02", "2025-02-05"), &both), None);
    }

    #[test]
    fn a_party_that_left_unsigned_holds_a_text_up_until_then() {
        let gone =
            |on: &str| HEAD.replace("id = \"south\"", &format!("id = \"south\"\nleft_on = {on}"));
        let north = [("2025-02-03-north-a", "north")];
        assert_eq!(agreed_on(&gone("2025-05-01"), &north), Some(day("2025-05-02")));
        assert_eq!(agreed_on(&gone("2025-01-15"), &north), Some(day("2025-02-03")));
    }

    #[test]
    fn there_is_time_to_sign_until_the_text_holds_or_thirty_days_after_the_first() {
        let ends = |files: &[(FileKind, &str, String)]| {
            with(files, |dossier| Signoffs::of(dossier, day("2025-07-01")).grace_ends(dossier))
        };
        let first = |on| signed(on, "north", 1, "any");
        let plain = |text: &str, on| ends(&[head(HEAD), agreement(text), first(on)]);
        assert_eq!(plain(TEXT, "2025-02-20-a"), Some(day("2025-03-02")));
        assert_eq!(plain(TEXT, "2025-01-02-a"), Some(day("2025-02-01")));
        assert_eq!(plain("version = 1\n", "2025-01-02-a"), Some(day("2025-02-01")));
        // Of a later version it is the day of its amendment, as the term began long ago.
        let second = TEXT.replace("version = 1", "version = 2");
        assert_eq!(plain(&second, "2025-02-20-a"), None);
        let amendment = "kind = \"amendment\"\non = 2025-06-20\nfrom_version = 1\nto_version = 2\n\
            effective_on = 2025-07-10\n";
        let amended = (FileKind::Event, "2025-06-20-amended", amendment.to_owned());
        let mut files = vec![head(HEAD), agreement(&second), first("2025-02-20-a"), amended];
        assert_eq!(ends(&files), Some(day("2025-07-09")));
        files.push(signed("2025-06-01-north-b", "north", 2, "any"));
        assert_eq!(ends(&files), Some(day("2025-07-01")));
    }

    #[test]
    fn a_sign_off_dated_ahead_is_known_and_takes_no_part() {
        let files = [head(HEAD), agreement(TEXT), signed("2025-02-03-north-a", "north", 1, "any")];
        with(&files, |dossier| {
            let signoffs = Signoffs::of(dossier, day("2025-02-02"));
            assert_eq!(signoffs.first_ever, None);
            assert!(signoffs.is_dated_ahead(dossier, "north", day("2025-02-02")));
            assert!(!signoffs.is_dated_ahead(dossier, "north", day("2025-02-03")));
            assert!(!signoffs.is_dated_ahead(dossier, "south", day("2025-02-02")));
        });
    }

    #[test]
    fn who_joins_after_a_review_has_nothing_to_sign_and_undoes_nothing() {
        let review = "held_on = 2025-05-19\nverdict = \"continue\"\n".to_owned();
        let covers = with(&[head(HEAD), (FileKind::Review, "first", review.clone())], |dossier| {
            digest::of::<Review<'_>>(&dossier.head, dossier.documents[1].root())
        })
        .expect("it has no float");
        let over = |stem: &'static str, party: &str| {
            let text = format!(
                "kind = \"signoff\"\non = {}\nparty = \"{party}\"\nreview = \"first\"\n\
                 covers = \"{covers}\"\n",
                &stem[..10]
            );
            (FileKind::Event, stem, text)
        };
        // It joined only after everything was signed, and stood in no list before.
        let before = HEAD.replacen("[[party]]\nid = \"late\"\njoined_on = 2025-06-02\n", "", 1);
        for text in [HEAD, before.as_str()] {
            let files = [
                head(text),
                (FileKind::Review, "first", review.clone()),
                over("2025-05-20-north-r", "north"),
                over("2025-05-21-south-r", "south"),
            ];
            with(&files, |dossier| {
                let parties = over_review(dossier, &dossier.reviews[0], day("2025-07-01"));
                let ids: Vec<&str> = parties.iter().map(|one| one.party).collect();
                assert_eq!(ids, ["north", "south"]);
                assert!(parties.iter().all(|one| one.state == State::Holds));
            });
        }
    }
}
