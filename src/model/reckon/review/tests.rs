//! Reviews that were held, and the one that comes next.

use super::super::sample::{Sample, day};
use super::*;

const PLANS: &str = "review_plan = [{ id = 'interim', due = 2025-06-13 }, \
                     { id = 'annual', due = 2025-11-21 }]";

fn planned() -> Sample {
    Sample::new().with("agreement.toml", PLANS)
}

fn held(sample: Sample, plan: &str, on: &str, verdict: &str) -> Sample {
    sample.with(
        &format!("reviews/{plan}/review.toml"),
        format!(
            "held_on = {on}\nperiod_from = 2025-01-06\nperiod_to = {on}\nverdict = '{verdict}'"
        ),
    )
}

fn open(sample: &Sample, today: &str) -> Vec<String> {
    sample.on(today, |_, reckoning| {
        reckoning.reviews.open.iter().map(|(plan, _)| (*plan).to_owned()).collect()
    })
}

fn is_history(sample: &Sample, of: &str) -> bool {
    sample.on("2025-12-01", |_, reckoning| reckoning.is_history(day(of)))
}

#[test]
fn a_plan_is_open_until_its_review_was_held() {
    let sample = held(planned(), "interim", "2025-06-13", "continue");
    assert_eq!(open(&planned(), "2025-07-01"), ["interim", "annual"]);
    assert_eq!(open(&sample, "2025-06-12"), ["interim", "annual"]);
    assert_eq!(open(&sample, "2025-06-13"), ["annual"]);
}

#[test]
fn a_record_is_only_prepared_until_it_says_that_the_review_was_held() {
    let text = "period_from = 2025-01-06\nobjective_result = [{ item = 'obj' }]";
    let with = |plan: &str, more: &str| {
        planned().with(&format!("reviews/{plan}/review.toml"), format!("{text}\n{more}"))
    };
    let stands = |sample: &Sample| {
        sample.on("2025-12-01", |_, reckoning| {
            let reviews = &reckoning.reviews;
            (reviews.prepared.len(), reviews.held.len(), reviews.open.len())
        })
    };
    assert_eq!(stands(&with("annual", "")), (1, 0, 2), "also past its day: it was not held");
    assert_eq!(stands(&with("annual", "held_on = 2025-11-19")), (0, 1, 1));
    assert_eq!(stands(&with("annual", "verdict = 'renew'")), (0, 1, 1), "it says what came");
    let agreed = with("annual", "").agreed(&["a"], "annual", "2025-11-20");
    assert_eq!(stands(&agreed), (0, 1, 1), "who agrees it takes it for held");
    assert_eq!(stands(&with("unplanned", "")), (0, 1, 2), "no plan says when it is due");
}

#[test]
fn the_newest_review_is_the_last_that_was_held() {
    let sample = held(planned(), "annual", "2025-11-19", "pause");
    let sample = held(sample, "interim", "2025-06-13", "continue");
    let newest = |today: &str| {
        sample.on(today, |_, reckoning| {
            reckoning.reviews.newest().map(|review| review.plan.to_owned())
        })
    };
    assert_eq!(newest("2025-11-18").as_deref(), Some("interim"));
    assert_eq!(newest("2025-11-19").as_deref(), Some("annual"));
    assert!(!sample.on("2025-11-18", |_, reckoning| reckoning.resting));
    assert!(sample.on("2025-11-19", |_, reckoning| reckoning.resting));
}

#[test]
fn a_period_is_history_once_every_party_agreed_the_record() {
    let sample = held(planned(), "interim", "2025-06-13", "continue");
    assert!(!is_history(&sample, "2025-03-01"));
    let some = sample.clone().agreed(&["a", "b"], "interim", "2025-06-18");
    assert!(!is_history(&some, "2025-03-01"));
    let all = sample.agreed(&["a", "b", "c"], "interim", "2025-06-18");
    assert!(is_history(&all, "2025-01-06") && is_history(&all, "2025-06-13"));
    assert!(!is_history(&all, "2025-01-05") && !is_history(&all, "2025-06-14"));
    assert!(!all.on("2025-06-17", |_, reckoning| reckoning.is_history(day("2025-03-01"))));
}

#[test]
fn a_record_that_is_edited_later_is_no_longer_agreed() {
    let sample = held(planned(), "interim", "2025-06-13", "continue");
    let sample = sample.agreed(&["a", "b", "c"], "interim", "2025-06-18");
    let edited = held(sample, "interim", "2025-06-13", "renew");
    assert!(!is_history(&edited, "2025-03-01"));
}

#[test]
fn an_observer_is_not_asked_whether_a_review_is_agreed() {
    let parties = "party = [{ id = 'a', name = 'A' }, { id = 'b', name = 'B' }, \
                   { id = 'c', name = 'C', role = 'observer' }]";
    let sample = held(planned(), "interim", "2025-06-13", "continue")
        .with("collaboration.toml", parties)
        .agreed(&["a", "b"], "interim", "2025-06-18");
    assert!(is_history(&sample, "2025-03-01"));
}

#[test]
fn a_party_that_joined_after_a_review_is_not_asked_whether_it_agrees() {
    let sample = held(planned(), "interim", "2025-06-13", "continue");
    let joined = |on: &str| {
        let parties = format!(
            "party = [{{ id = 'a', name = 'A' }}, {{ id = 'b', name = 'B' }}, \
             {{ id = 'c', name = 'C', joined_on = {on} }}]"
        );
        // The digest covers who the parties are, so both sign in view of the third.
        sample.clone().with("collaboration.toml", parties).agreed(
            &["a", "b"],
            "interim",
            "2025-06-18",
        )
    };
    assert!(is_history(&joined("2025-06-14"), "2025-03-01"));
    assert!(!is_history(&joined("2025-06-13"), "2025-03-01"));
}

#[test]
fn gaps_run_from_the_start_over_each_plan_to_the_end() {
    let spans = |sample: &Sample, today: &str| {
        sample.on(today, |dossier, reckoning| {
            gaps(dossier, &reckoning.reviews, day(today))
                .iter()
                .map(|gap| (gap.from.to_string(), gap.to.to_string(), gap.is_last))
                .collect::<Vec<_>>()
        })
    };
    let term = |term: &str| planned().with("agreement.toml", format!("{PLANS}\n{term}"));
    let ends = term("term = { effective_on = 2025-01-06, ends_on = 2026-12-31 }");
    let gap = |from: &str, to: &str, last| (from.to_owned(), to.to_owned(), last);
    let last = gap("2025-11-21", "2026-12-31", true);
    assert_eq!(
        spans(&ends, "2025-02-03"),
        [
            gap("2025-01-06", "2025-06-13", false),
            gap("2025-06-13", "2025-11-21", false),
            last.clone()
        ]
    );
    // What was held is over, however long it took.
    let first = held(ends, "interim", "2025-06-13", "continue");
    assert_eq!(spans(&first, "2025-07-01"), [gap("2025-06-13", "2025-11-21", false), last]);
    let endless = term("term = { effective_on = 2025-01-06, open_ended = true }");
    assert_eq!(spans(&endless, "2027-01-01")[2], gap("2025-11-21", "2027-01-01", true));
    let vague = Sample::new().with(
        "agreement.toml",
        "term = { effective_on = 2025-01-06 }\nreview_plan = [{ id = 'interim' }]",
    );
    assert_eq!(spans(&vague, "2025-02-03"), []);
}

#[test]
fn a_recommendation_is_carried_by_an_action_or_an_amendment_from_its_review() {
    let record = "held_on = 2025-06-13\nverdict = 'continue'\n\
                  recommendation = [{ id = 'rec', status = 'accepted' }]";
    let sample = planned().with("reviews/interim/review.toml", record);
    let carried = |sample: &Sample, today: &str| {
        sample.on(today, |dossier, _| {
            let record = record_of(dossier, "interim").expect("on file");
            is_carried(dossier, "interim", &record.recommendation[0], day(today))
        })
    };
    assert!(!carried(&sample, "2025-12-01"));
    let action = format!("{PLANS}\naction = [{{ id = 'act', serves = ['rec'] }}]");
    assert!(carried(&sample.clone().with("agreement.toml", action), "2025-12-01"));
    for (review, wanted) in [("interim", true), ("annual", false)] {
        let amended = sample.clone().with(
            "log/2025-06-20-agreement-amended-x1y2.toml",
            format!("kind = 'amendment'\non = 2025-06-20\nby = 'X Y'\nfrom_review = '{review}'"),
        );
        assert_eq!(carried(&amended, "2025-06-20"), wanted);
        assert!(!carried(&amended, "2025-06-19"));
    }
}

#[test]
fn an_amendment_carries_those_of_several_recommendations_that_it_names() {
    let record = "held_on = 2025-06-13\nverdict = 'continue'\n\
                  recommendation = [{ id = 'rec', status = 'accepted' }, \
                  { id = 'rec-two', status = 'accepted' }]";
    let carried = |amendment: &str| {
        let sample = planned().with("reviews/interim/review.toml", record).with(
            "log/2025-06-20-agreement-amended-x1y2.toml",
            format!(
                "kind = 'amendment'\non = 2025-06-20\nby = 'X Y'\nfrom_review = 'interim'\n{amendment}"
            ),
        );
        sample.on("2025-12-01", |dossier, _| {
            let record = record_of(dossier, "interim").expect("on file");
            let is = |at: usize| {
                is_carried(dossier, "interim", &record.recommendation[at], day("2025-12-01"))
            };
            [is(0), is(1)]
        })
    };
    for (amendment, wanted) in [
        ("", [false, false]),
        ("reason = 'As rec-two asks'", [false, true]),
        ("changes = [{ item = 'act', now = { id = 'act', serves = ['rec'] } }]", [true, false]),
        ("changes = [{ item = 'act', field = 'serves', now = ['rec', 'rec-two'] }]", [true, true]),
    ] {
        assert_eq!(carried(amendment), wanted, "{amendment}");
    }
}
