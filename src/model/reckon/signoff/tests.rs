//! Who has signed what, as it stands on a day.

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
    let wanted = [("late", State::Unreadable), ("north", State::Holds), ("south", State::Stale)];
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
        let (first, rest) = HEAD.split_at(HEAD.find("[[party]]\nid = \"north\"").expect("it is"));
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
fn who_joins_by_an_amendment_signs_it_before_the_day_on_which_it_joins() {
    let leads = "kind = \"amendment\"\non = 2025-05-01\nfrom_version = 1\nto_version = 2\n\
                 effective_on = 2025-06-02\nchanges = [{ item = \"late\", now = \"Late\" }]\n";
    let mut files = vec![
        head(HEAD),
        agreement(&TEXT.replace("version = 1", "version = 2")),
        (FileKind::Event, "2025-05-01-amended-a", leads.to_owned()),
        signed("2025-05-02-north-a", "north", 2, "any"),
        signed("2025-05-02-south-a", "south", 2, "any"),
    ];
    let agreed = |files: &[_]| with(files, |dossier| Signoffs::agreed_on(dossier, 2));
    assert_eq!(agreed(&files), None);
    files.push(signed("2025-05-03-late-a", "late", 2, "any"));
    assert_eq!(agreed(&files), Some(day("2025-05-03")));
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
