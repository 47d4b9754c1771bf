//! What is owed of an arrangement, as it stands on a day.

use super::super::sample::{Sample, day};
use super::*;
use proptest::prelude::*;

const TERM: &str = "term = { effective_on = 2025-01-06, ends_on = 2025-12-31 }\n";

fn arranged(reporting: &str) -> Sample {
    Sample::new().with("agreement.toml", format!("{TERM}[[reporting]]\nid = 'rep'\n{reporting}"))
}

fn reported(sample: Sample, due: &str, on: &str, to: &[&str]) -> Sample {
    let text = format!(
        "kind = 'report'\nevent = 'reported'\narrangement = 'rep'\nfrom = 'a'\nto = {to:?}\n\
             due = {due}\non = {on}\nby = 'X Y'"
    );
    sample.with(&format!("log/{on}-rep-reported-{}.toml", to.concat()), text)
}

/// What is owed up to a day and the notice time after it: the occurrence, and to whom.
fn owed(sample: &Sample, today: &str) -> Vec<(String, Vec<String>)> {
    let seen = plus_days(day(today), 14);
    each(sample, today, |owing, series| {
        let places = std::iter::successors(owing.next(0), |place| owing.next(place + 1));
        let owed = places.map(|place| series.nth(place).expect("it is one of them"));
        owed.take_while(|original| *original <= seen)
            .map(|original| {
                let to = owing.to_on(original).into_iter().map(str::to_owned).collect();
                (original.to_string(), to)
            })
            .collect::<Vec<_>>()
    })
    .concat()
}

/// Looks at what each arrangement owes.
fn each<T>(sample: &Sample, today: &str, look: impl Fn(&Owing<'_, '_>, &Series) -> T) -> Vec<T> {
    sample.on(today, |dossier, reckoning| {
        let made = reports_made(dossier, day(today));
        let standings = reckoning.reporting.iter();
        standings
            .map(|one| {
                let made = made.get(one.id).map_or(&[][..], Vec::as_slice);
                let arrangement = dossier.arrangement(one.id).expect("it is there");
                let (from, series) = (one.from, &one.series);
                look(&Owing::of(dossier, arrangement, from, series, made, day(today)), series)
            })
            .collect()
    })
}

fn late(sample: &Sample, today: &str) -> usize {
    sample.on(today, |_, reckoning| {
        let oldest = reckoning.reporting.iter().filter(|one| one.oldest_late.is_some()).count();
        let late = reckoning.reporting.iter().filter(|one| one.late > 0).count();
        assert_eq!(oldest, late, "what is late has an oldest");
        reckoning.reporting.iter().map(|standing| standing.late).sum()
    })
}

fn days(sample: &Sample, today: &str) -> Vec<String> {
    owed(sample, today).into_iter().map(|(due, _)| due).collect()
}

const QUARTERLY: &str =
    "from = 'a'\nto = ['b', 'c']\nfrequency = 'quarterly'\nfirst_due = 2025-04-14";

#[test]
fn a_report_is_owed_until_every_receiver_is_reached() {
    let none = arranged(QUARTERLY);
    assert_eq!(owed(&none, "2025-05-02"), [("2025-04-14".into(), vec!["b".into(), "c".into()])]);
    let one = reported(none, "2025-04-14", "2025-04-10", &["b"]);
    assert_eq!(owed(&one, "2025-05-02"), [("2025-04-14".into(), vec!["c".into()])]);
    assert_eq!(late(&one, "2025-05-02"), 1);
    let both = reported(one, "2025-04-14", "2025-05-02", &["c"]);
    assert_eq!(late(&both, "2025-05-02"), 0);
    // What lies after the day takes no part.
    assert_eq!(late(&both, "2025-05-01"), 1);
}

#[test]
fn a_report_for_another_day_answers_nothing() {
    let sample = reported(arranged(QUARTERLY), "2025-04-15", "2025-04-10", &["b", "c"]);
    assert_eq!(days(&sample, "2025-05-02"), ["2025-04-14"]);
}

#[test]
fn the_end_of_a_month_does_not_drift() {
    let sample = arranged("from = 'a'\nto = ['b']\nfrequency = 'monthly'\nfirst_due = 2025-01-31");
    assert_eq!(days(&sample, "2025-04-01"), ["2025-01-31", "2025-02-28", "2025-03-31"]);
}

#[test]
fn a_day_off_moves_the_day_but_not_the_name() {
    // 2025-03-15 is a Saturday; the Monday after it is a day off.
    let sample = arranged(
        "from = 'a'\nto = ['b']\nfrequency = 'once'\nfirst_due = 2025-03-15\ngrace_days = 2",
    )
    .set("calendar = { holidays = [2025-03-17], shift = true }");
    let (name, due, grace) = sample.on("2025-03-10", |_, reckoning| {
        let one = reckoning.reporting[0].soon.as_ref().expect("it is near");
        (one.original, one.due, one.grace_ends)
    });
    assert_eq!((name, due, grace), (day("2025-03-15"), day("2025-03-18"), day("2025-03-20")));
    assert_eq!((late(&sample, "2025-03-20"), late(&sample, "2025-03-21")), (0, 1));
    // On the Sunday in between it is still the next one.
    let next = sample.on("2025-03-16", |_, reckoning| reckoning.reporting[0].next);
    assert_eq!(next, Some(day("2025-03-18")));
}

#[test]
fn a_series_ends_with_until_or_else_with_the_term() {
    let until = arranged(&format!("{QUARTERLY}\nuntil = 2025-07-14"));
    assert_eq!(days(&until, "2026-06-01"), ["2025-04-14", "2025-07-14"]);
    let term = arranged(QUARTERLY);
    assert_eq!(days(&term, "2026-06-01"), ["2025-04-14", "2025-07-14", "2025-10-14"]);
    let closed = term.with(
        "log/2025-08-01-closed-x1y2.toml",
        "kind = 'closure'\non = 2025-08-01\nby = 'X Y'\nreason = 'terminated'",
    );
    assert_eq!(days(&closed, "2026-06-01"), ["2025-04-14", "2025-07-14"]);
    // Before it was closed, nothing was known of that.
    assert_eq!(closed.on("2025-07-20", |_, it| it.reporting[0].next), Some(day("2025-10-14")));
}

#[test]
fn who_had_not_joined_or_has_left_is_owed_nothing_and_owes_nothing() {
    let parties = |b: &str, c: &str| {
        format!(
            "party = [{{ id = 'a', name = 'A' }}, {{ id = 'b', name = 'B'{b} }}, \
                 {{ id = 'c', name = 'C'{c} }}]"
        )
    };
    let joined =
        arranged(QUARTERLY).with("collaboration.toml", parties("", ", joined_on = 2025-05-01"));
    assert_eq!(
        owed(&joined, "2025-08-01"),
        [
            ("2025-04-14".into(), vec!["b".into()]),
            ("2025-07-14".into(), vec!["b".into(), "c".into()])
        ]
    );
    let left =
        arranged(QUARTERLY).with("collaboration.toml", parties("", ", left_on = 2025-07-20"));
    assert_eq!(owed(&left, "2025-07-20")[0].1, ["b", "c"]);
    assert_eq!(owed(&left, "2025-07-21")[0].1, ["b"]);
    let sender = arranged(&QUARTERLY.replace("'a'\nto = ['b', 'c']", "'b'\nto = ['a']"))
        .with("collaboration.toml", parties(", left_on = 2025-06-30", ""));
    assert_eq!(days(&sender, "2025-06-30"), ["2025-04-14"]);
    assert_eq!(days(&sender, "2025-07-01"), Vec::<String>::new());
}

#[test]
fn an_arrangement_that_names_nobody_known_or_no_day_asks_for_nothing() {
    for reporting in [
        "from = 'nobody'\nto = ['b']\nfrequency = 'monthly'\nfirst_due = 2025-02-03",
        "from = 'a'\nto = ['nobody']\nfrequency = 'monthly'\nfirst_due = 2025-02-03",
        "from = 'a'\nto = ['b']\nfrequency = 'ad-hoc'\nfirst_due = 2025-02-03",
        "from = 'a'\nto = ['b']\nfrequency = 'continuous'",
        "from = 'a'\nto = ['b']\nfrequency = 'monthly'",
    ] {
        assert_eq!(owed(&arranged(reporting), "2025-09-01"), [], "{reporting}");
    }
}

fn amended(sample: Sample, changes: &str) -> Sample {
    let text = format!(
        "kind = 'amendment'\non = 2025-06-20\nby = 'X Y'\nfrom_version = 1\nto_version = 2\n\
             effective_on = 2025-07-01\nreason = 'A later start'\nchanges = [{changes}]"
    );
    sample.with("log/2025-06-20-agreement-amended-x1y2.toml", text).signed(
        &["a", "b", "c"],
        2,
        "2025-06-25",
    )
}

#[test]
fn a_moved_arrangement_counts_from_the_day_the_amendment_is_in_force() {
    let moved = amended(
        arranged("from = 'a'\nto = ['b']\nfrequency = 'quarterly'\nfirst_due = 2025-07-28"),
        "{ item = 'rep', field = 'first_due', was = 2025-04-14, now = 2025-07-28 }",
    );
    assert_eq!(days(&moved, "2025-11-01"), ["2025-04-14", "2025-07-28", "2025-10-28"]);
    moved.on("2025-11-01", |_, reckoning| {
        let standing = &reckoning.reporting[0];
        assert!(standing.has_occurrence(day("2025-04-14")));
        assert!(!standing.has_occurrence(day("2025-04-28")));
        assert_eq!(standing.nearest(day("2025-10-20")), Some(day("2025-10-28")));
    });
}

#[test]
fn a_report_that_was_sent_ahead_is_not_owed_again_where_it_is_moved() {
    let moved = amended(
        arranged("from = 'a'\nto = ['b']\nfrequency = 'quarterly'\nfirst_due = 2025-07-28"),
        "{ item = 'rep', field = 'first_due', was = 2025-04-14, now = 2025-07-28 }",
    );
    let sent = reported(moved, "2025-04-14", "2025-04-14", &["b"]);
    assert_eq!(days(&sent, "2025-08-01"), ["2025-07-28"]);
    let ahead = reported(sent, "2025-07-14", "2025-06-30", &["b"]);
    assert_eq!(days(&ahead, "2025-08-01"), Vec::<String>::new());
}

#[test]
fn a_closer_rhythm_or_a_new_receiver_owes_nothing_for_the_time_before() {
    let monthly = amended(
        arranged("from = 'a'\nto = ['b']\nfrequency = 'monthly'\nfirst_due = 2025-04-14"),
        "{ item = 'rep', field = 'frequency', was = 'quarterly', now = 'monthly' }",
    );
    assert_eq!(days(&monthly, "2025-08-20"), ["2025-04-14", "2025-07-14", "2025-08-14"]);
    let wider = amended(
        arranged(QUARTERLY),
        "{ item = 'rep', field = 'to', was = ['b'], now = ['b', 'c'] }",
    );
    let receivers: Vec<usize> = owed(&wider, "2025-08-01").iter().map(|(_, to)| to.len()).collect();
    assert_eq!(receivers, [1, 2]);
}

#[test]
fn the_next_one_is_the_first_that_is_still_owed() {
    let sample = reported(arranged(QUARTERLY), "2025-07-14", "2025-07-01", &["b", "c"]);
    let next = sample.on("2025-07-10", |_, reckoning| reckoning.reporting[0].next);
    assert_eq!(next, Some(day("2025-10-14")));
}

proptest! {
    #[test]
    fn it_is_never_late_on_the_last_day_of_grace_and_always_on_the_day_after(
        offset in 0i64..365, grace in 0i64..60, shift: bool
    ) {
        let first = plus_days(day("2025-01-06"), offset);
        let sample = Sample::new()
            .set(&format!("calendar = {{ shift = {shift} }}"))
            .with("agreement.toml", format!(
                "[[reporting]]\nid = 'rep'\nfrom = 'a'\nto = ['b']\nfrequency = 'once'\n\
                 first_due = {first}\ngrace_days = {grace}"
            ));
        let ends = sample.on(&first.to_string(), |_, it| {
            it.reporting[0].soon.as_ref().map(|one| one.grace_ends)
        });
        let ends = ends.expect("it is near");
        prop_assert!(days_between(first, ends) >= grace);
        prop_assert!(shift || days_between(first, ends) == grace);
        prop_assert_eq!(late(&sample, &ends.to_string()), 0);
        prop_assert_eq!(late(&sample, &plus_days(ends, 1).to_string()), 1);
    }

    #[test]
    fn what_is_owed_is_what_was_arranged_less_what_was_reached(
        first in proptest::sample::subsequence(vec!["b", "c"], 0..=2),
        second in proptest::sample::subsequence(vec!["b", "c"], 0..=2),
    ) {
        let sample = reported(arranged(QUARTERLY), "2025-04-14", "2025-04-10", &first);
        let sample = reported(sample, "2025-04-14", "2025-04-12", &second);
        let left: Vec<&str> = ["b", "c"]
            .into_iter()
            .filter(|party| !first.contains(party) && !second.contains(party))
            .collect();
        let owed = owed(&sample, "2025-04-20");
        prop_assert_eq!(owed.first().map_or(&[][..], |(_, to)| to), &left);
    }

    #[test]
    fn what_spans_tell_is_what_each_day_tells(
        joined in 0i64..200, left in 0i64..700, new_since in 0i64..300,
        made in proptest::collection::vec((0usize..14, 0usize..3), 0..6),
    ) {
        let start = day("2025-01-06");
        let mut sample = arranged(&format!(
            "from = 'a'\nto = ['b', 'c']\nfrequency = 'monthly'\nfirst_due = {start}\n\
             until = 2026-02-28"
        ))
        .with("collaboration.toml", format!(
            "party = [{{ id = 'a', name = 'A' }}, \
             {{ id = 'b', name = 'B', left_on = {} }}, \
             {{ id = 'c', name = 'C', joined_on = {} }}]",
            plus_days(start, left), plus_days(start, joined)
        ))
        .with("log/2025-01-07-agreement-amended-x1y2.toml", format!(
            "kind = 'amendment'\non = 2025-01-07\nby = 'X Y'\nfrom_version = 1\n\
             to_version = 2\neffective_on = {}\nreason = 'wider'\n\
             changes = [{{ item = 'rep', field = 'to', was = ['b'], now = ['b', 'c'] }}]",
            plus_days(start, new_since)
        ))
        .signed(&["a", "b", "c"], 2, "2025-01-08");
        for (month, to) in made {
            let due = crate::model::date::Frequency::Monthly
                .occurrence(start, u32::try_from(month).expect("small"))
                .expect("a day")
                .to_string();
            let to = [&["b"][..], &["c"], &["b", "c"]][to];
            sample = reported(sample, &due, "2025-01-09", to);
        }
        for today in ["2025-01-20", "2025-09-01", "2026-08-01"] {
            let (spans, by_day) = each(&sample, today, |owing, series| {
                let places = std::iter::successors(owing.next(0), |at| owing.next(at + 1));
                let is_owed = |at: &usize| !owing.to_on(series.nth(*at).expect("in it")).is_empty();
                let by_day: Vec<usize> = (0..series.len()).filter(is_owed).collect();
                for at in 0..=series.len() {
                    let before = by_day.iter().filter(|it| **it < at).count();
                    assert_eq!(owing.count(at), before);
                }
                (places.collect::<Vec<_>>(), by_day)
            })
            .remove(0);
            prop_assert_eq!(spans, by_day);
        }
    }
}
