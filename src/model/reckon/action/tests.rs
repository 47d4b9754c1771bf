//! Records written as text, read whole, and what is reckoned from them.

use proptest::prelude::*;

use super::super::sample::{Sample, day};
use super::{Lateness, Occurrence, Standing, Status};
use crate::model::date::{Date, plus_days};

const HEAD: &str = "
party = [
  { id = 'housing', name = 'Housing', representative = 'Housing manager' },
  { id = 'hospital', name = 'Hospital', representative = 'Ward manager' },
  { id = 'charity', name = 'Charity', representative = 'Chief officer' },
  { id = 'visitors', name = 'Visitors', role = 'observer' },
]
";

/// An agreement with one action of `housing`, due on a day, with further lines.
fn agreement(due: &str, lines: &str) -> String {
    format!("[[action]]\nid = 'act-a'\nparty = 'housing'\nowner = 'Clerk'\ndue = {due}\n{lines}\n")
}

/// One event of the action: its id and its text. The id begins with the day.
fn event(id: &str, step: &str, lines: &str) -> (String, String) {
    let text = format!(
        "kind = 'action'\naction = 'act-a'\nevent = '{step}'\non = {}\nby = 'Clerk'\n{lines}\n",
        &id[..10]
    );
    (id.to_owned(), text)
}

/// The sign-offs of all three parties over one version, on a day.
fn signed(on: &str, version: u32) -> Vec<(String, String)> {
    ["housing", "hospital", "charity"]
        .iter()
        .map(|party| {
            let text = format!(
                "kind = 'signoff'\nparty = '{party}'\non = {on}\nagreement_version = {version}\n"
            );
            (format!("{on}-{party}-signed-v{version}"), text)
        })
        .collect()
}

/// An amendment that gives the action another date.
fn amended(on: &str, to: u32, was: &str, now: &str) -> (String, String) {
    let text = format!(
        "kind = 'amendment'\non = {on}\nfrom_version = {}\nto_version = {to}\neffective_on = {on}\n\
         changes = [{{ item = 'act-a', field = 'due', was = {was}, now = {now} }}]\n",
        to - 1
    );
    (format!("{on}-agreement-amended-v{to}"), text)
}

/// An amendment with some changes of the action, each a field, what it said and what it says, that is
/// in force from its day on.
fn rewritten(on: &str, to: u32, changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let change = |(field, was, now): &(&str, &str, &str)| {
        let said = |key: &str, value: &str| match value {
            "" => String::new(),
            value => format!(", {key} = {value}"),
        };
        format!("{{ item = 'act-a', field = '{field}'{}{} }}", said("was", was), said("now", now))
    };
    let changes: Vec<String> = changes.iter().map(change).collect();
    let text = format!(
        "kind = 'amendment'\non = {on}\nfrom_version = {}\nto_version = {to}\neffective_on = {on}\n\
         changes = [{}]\n",
        to - 1,
        changes.join(", ")
    );
    let mut events = vec![(format!("{on}-agreement-amended-v{to}"), text)];
    events.extend(signed(on, to));
    events
}

/// Reads a record and looks at what becomes of its actions on a day.
fn on<T>(
    today: &str,
    head: &str,
    agreement: &str,
    events: &[(String, String)],
    look: impl FnOnce(&[Standing<'_>]) -> T,
) -> T {
    Sample::new()
        .with("collaboration.toml", head)
        .with("agreement.toml", agreement)
        .logged(events)
        .on(today, |_, reckoning| look(&reckoning.actions))
}

/// The same for the only action, and its only occurrence.
fn only<T>(
    today: &str,
    agreement: &str,
    events: &[(String, String)],
    look: impl FnOnce(&Occurrence<'_>) -> T,
) -> T {
    on(today, HEAD, agreement, events, |standings| {
        let [standing] = standings else { panic!("one action") };
        let [occurrence] = &standing.occurrences[..] else { panic!("one occurrence") };
        look(occurrence)
    })
}

/// The days of what is listed, as they are now.
fn days(standing: &Standing<'_>) -> Vec<String> {
    standing.occurrences.iter().map(|one| one.due.to_string()).collect()
}

fn never(_: Date) -> bool {
    false
}

fn lateness(today: &str, agreement: &str, events: &[(String, String)]) -> Lateness {
    on(today, HEAD, agreement, events, |standings| standings[0].gravest(day(today), &never).0)
}

const BOTH: &str = "informed = [{ party = 'hospital' }, { party = 'charity' }]";
const ONE: &str = "informed = [{ party = 'hospital' }]";
const WHY: &str = "reason = 'Ill'\n";

#[test]
fn on_the_due_day_nothing_is_late_and_the_day_after_it_is() {
    let text = agreement("2025-03-31", "");
    assert_eq!(lateness("2025-03-31", &text, &[]), Lateness::InTime);
    assert_eq!(lateness("2025-04-01", &text, &[]), Lateness::Silent);
    only("2025-03-31", &text, &[], |one| assert_eq!(one.days_overdue(day("2025-03-31")), None));
    only("2025-04-01", &text, &[], |one| assert_eq!(one.days_overdue(day("2025-04-01")), Some(1)));
}

#[test]
fn four_kinds_of_late_are_four_things() {
    let text = agreement("2025-03-31", "");
    let unable = |id: &str, lines: &str| event(id, "unable", lines);
    let told = |id: &str, lines: &str| event(id, "told", lines);
    let cases = [
        (vec![], Lateness::Silent),
        // Word that reached nobody is silence.
        (vec![unable("2025-03-20-a-unable-aaaa", WHY)], Lateness::Silent),
        (vec![unable("2025-03-20-a-unable-aaaa", &[WHY, ONE].concat())], Lateness::ToldSome),
        // All know, but not why.
        (vec![unable("2025-03-20-a-unable-aaaa", BOTH)], Lateness::ToldSome),
        (vec![unable("2025-03-31-a-unable-aaaa", &[WHY, BOTH].concat())], Lateness::ToldInTime),
        (vec![unable("2025-04-01-a-unable-aaaa", &[WHY, BOTH].concat())], Lateness::ToldLate),
        // The last of those who have to know counts, not the first.
        (
            vec![
                unable("2025-03-20-a-unable-aaaa", &[WHY, ONE].concat()),
                told("2025-04-02-a-told-bbbb", "informed = [{ party = 'charity' }]"),
            ],
            Lateness::ToldLate,
        ),
        (
            vec![
                unable("2025-03-20-a-unable-aaaa", &[WHY, ONE].concat()),
                told("2025-03-21-a-told-bbbb", "informed = [{ party = 'charity' }]"),
            ],
            Lateness::ToldInTime,
        ),
        // Told before it was written down: the day they were told counts.
        (
            vec![unable(
                "2025-04-02-a-unable-aaaa",
                &[
                    WHY,
                    "informed = [{ party = 'hospital', on = 2025-03-28 }, \
                     { party = 'charity', on = 2025-03-31 }]",
                ]
                .concat(),
            )],
            Lateness::ToldInTime,
        ),
        // A second word does not make late what was told in time.
        (
            vec![
                unable("2025-03-20-a-unable-aaaa", &[WHY, BOTH].concat()),
                unable("2025-04-03-a-unable-bbbb", &[WHY, BOTH].concat()),
            ],
            Lateness::ToldInTime,
        ),
    ];
    for (events, wanted) in cases {
        assert_eq!(lateness("2025-04-05", &text, &events), wanted, "{events:?}");
    }
}

#[test]
fn a_notice_that_left_somebody_out_counts_before_the_due_day_too() {
    let text = agreement("2025-03-31", "");
    let events = [event("2025-03-20-a-unable-aaaa", "unable", &[WHY, ONE].concat())];
    assert_eq!(lateness("2025-03-20", &text, &events), Lateness::ToldSome);
    only("2025-03-20", &text, &events, |one| {
        let notice = one.notice().expect("there is one");
        assert_eq!(notice.untold, ["charity"]);
    });
    // A sound one is no lateness before the day.
    let events = [event("2025-03-20-a-unable-aaaa", "unable", &[WHY, BOTH].concat())];
    assert_eq!(lateness("2025-03-31", &text, &events), Lateness::InTime);
}

#[test]
fn what_a_review_has_settled_is_held_against_nobody() {
    let text = agreement("2025-03-31", "");
    let events = [event("2025-04-02-a-unable-aaaa", "unable", &[WHY, ONE].concat())];
    only("2025-04-05", &text, &events, |one| {
        let covered = |on: Date| on == day("2025-04-02");
        assert_eq!(one.lateness(day("2025-04-05"), &covered), Lateness::ToldInTime);
        assert_eq!(one.lateness(day("2025-04-05"), &never), Lateness::ToldSome);
    });
}

#[test]
fn those_told_may_be_named_by_role_and_whoever_joined_later_need_not_be() {
    let text = agreement("2025-03-31", "");
    let by_role = "informed = [{ role = 'Ward manager' }, { role = 'Chief officer' }]";
    let events = [event("2025-03-20-a-unable-aaaa", "unable", &[WHY, by_role].concat())];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::ToldInTime);
    // Of a role that nobody claims nobody can say whom it leaves out.
    let unknown = "informed = [{ role = 'Somebody else' }]";
    let events = [event("2025-03-20-a-unable-aaaa", "unable", &[WHY, unknown].concat())];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::ToldInTime);

    let later = HEAD.replace("id = 'charity'", "id = 'charity', joined_on = 2025-04-01");
    let events = [event("2025-03-20-a-unable-aaaa", "unable", &[WHY, ONE].concat())];
    let found =
        on("2025-04-05", &later, &text, &events, |all| all[0].gravest(day("2025-04-05"), &never).0);
    assert_eq!(found, Lateness::ToldInTime);
}

#[test]
fn those_who_have_to_know_are_who_waits_who_supports_and_who_is_named() {
    let other = "[[action]]\nid = 'act-b'\nparty = 'charity'\ndue = 2025-06-30\n\
                 depends_on = ['act-a']\n";
    let text = agreement("2025-03-31", "support = ['hospital']\ninformed = ['visitors']");
    on("2025-01-01", HEAD, &format!("{text}{other}"), &[], |all| {
        assert_eq!(all[0].affected, ["charity", "hospital", "visitors"]);
        assert_eq!(all[0].dependents, ["charity"]);
        // Where nobody is named, all who work; who only looks on need not be told.
        assert_eq!(all[1].affected, ["hospital", "housing"]);
    });
}

#[test]
fn closing_one_time_never_closes_the_series() {
    let text = agreement("2025-01-31", "recurs = 'monthly'\nuntil = 2025-12-31");
    let events = [event("2025-01-30-a-completed-aaaa", "completed", "")];
    on("2025-04-02", HEAD, &text, &events, |all| {
        // The end of a month does not wear the day down.
        assert_eq!(days(&all[0]), ["2025-01-31", "2025-02-28"]);
        assert_eq!(all[0].more_late, 1, "2025-03-31");
        let open: Vec<bool> = all[0].occurrences.iter().map(Occurrence::is_open).collect();
        assert_eq!(open, [false, true]);
        let (lateness, one) = all[0].gravest(day("2025-04-02"), &never);
        assert_eq!((lateness, one.original), (Lateness::Silent, day("2025-02-28")));
        assert!(all[0].next_open().is_some());
    });
}

#[test]
fn a_reschedule_moves_one_time_only() {
    let text = agreement("2025-01-31", "recurs = 'monthly'");
    let lines = "occurrence = 2025-02-28\nwas_due = 2025-02-28\nnew_due = 2025-03-10";
    let events = [event("2025-02-20-a-rescheduled-aaaa", "rescheduled", lines)];
    on("2025-03-20", HEAD, &text, &events, |all| {
        assert_eq!(days(&all[0]), ["2025-01-31", "2025-03-10"]);
        assert_eq!(all[0].occurrences[1].original, day("2025-02-28"));
        assert_eq!((all[0].more_late, all[0].next), (0, Some(day("2025-03-31"))));
    });
}

#[test]
fn what_is_done_ahead_of_its_time_is_not_lost() {
    let text = agreement("2025-01-31", "recurs = 'monthly'");
    let events = [
        event("2025-01-10-a-completed-aaaa", "completed", ""),
        event("2025-01-11-a-completed-bbbb", "completed", ""),
        event("2025-01-12-a-completed-cccc", "completed", "occurrence = 2025-06-30"),
        // Of a time that there is none of, nothing is known.
        event("2025-01-13-a-completed-dddd", "completed", "occurrence = 2025-05-07"),
    ];
    on("2025-01-20", HEAD, &text, &events, |all| {
        let done: Vec<String> = all[0]
            .occurrences
            .iter()
            .filter(|one| !one.is_open())
            .map(|one| one.original.to_string())
            .collect();
        assert_eq!(done, ["2025-01-31", "2025-02-28", "2025-06-30"]);
    });
}

#[test]
fn a_series_that_is_amended_keeps_what_was_due_before() {
    let text = agreement("2025-04-15", "recurs = 'monthly'");
    let mut events = vec![amended("2025-04-01", 2, "2025-01-31", "2025-04-15")];
    events.extend(signed("2025-03-20", 2));
    on("2025-05-20", HEAD, &text, &events, |all| {
        assert_eq!((days(&all[0]), all[0].more_late), (vec!["2025-01-31".to_owned()], 4));
    });
    // One after the other is done.
    let done = |n| event(&format!("2025-05-19-a-completed-aaa{n}"), "completed", "");
    events.extend((0..5).map(done));
    on("2025-05-20", HEAD, &text, &events, |all| {
        let due = ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-15", "2025-05-15"];
        assert_eq!((&days(&all[0])[..], all[0].more_late), (&due.map(str::to_owned)[..], 0));
    });
}

#[test]
fn an_amendment_in_force_puts_earlier_moves_aside() {
    let text = agreement("2025-06-30", "");
    let moved = event(
        "2025-03-20-a-rescheduled-aaaa",
        "rescheduled",
        "was_due = 2025-03-31\nnew_due = 2025-05-09",
    );
    let change = amended("2025-04-01", 2, "2025-03-31", "2025-06-30");
    let due = |today: &str, events: &[(String, String)]| only(today, &text, events, |one| one.due);

    let mut events = vec![moved.clone(), change.clone()];
    // Nobody has signed it: the text before and the move count.
    assert_eq!(due("2025-04-20", &events), day("2025-05-09"));
    let all = signed("2025-04-10", 2);
    events.extend_from_slice(&all[..2]);
    assert_eq!(due("2025-04-20", &events), day("2025-05-09"), "one party has not signed");
    events.push(all[2].clone());
    assert_eq!(due("2025-04-09", &events), day("2025-05-09"), "not yet in force");
    assert_eq!(due("2025-04-10", &events), day("2025-06-30"));
    only("2025-04-10", &text, &events, |one| assert!(one.newest_move().is_none()));
    // What is moved after that starts from the new text.
    events.push(event(
        "2025-04-12-a-rescheduled-bbbb",
        "rescheduled",
        "was_due = 2025-06-30\nnew_due = 2025-07-04",
    ));
    only("2025-04-20", &text, &events, |one| {
        let newest = one.newest_move().expect("one after the amendment");
        assert_eq!((newest.from, newest.to), (day("2025-06-30"), day("2025-07-04")));
    });
}

#[test]
fn an_amendment_whose_day_has_not_come_does_not_count_yet() {
    let text = agreement("2025-06-30", "");
    let mut events = vec![amended("2025-05-01", 2, "2025-03-31", "2025-06-30")];
    events.extend(signed("2025-03-10", 2));
    assert_eq!(lateness("2025-04-30", &text, &events), Lateness::Silent);
    assert_eq!(lateness("2025-05-01", &text, &events), Lateness::InTime);
}

#[test]
fn a_signed_amendment_brings_along_those_before_it() {
    let text = agreement("2025-08-29", "");
    let mut events = vec![
        amended("2025-02-01", 2, "2025-03-31", "2025-06-30"),
        amended("2025-03-01", 3, "2025-06-30", "2025-08-29"),
    ];
    let due = |events: &[(String, String)]| only("2025-04-20", &text, events, |one| one.due);
    assert_eq!(due(&events), day("2025-03-31"));
    events.extend(signed("2025-03-10", 3));
    assert_eq!(due(&events), day("2025-08-29"));
}

/// The first days of a series.
fn first_days(standing: &Standing<'_>, count: usize) -> Vec<String> {
    (0..count).map_while(|place| standing.series.nth(place)).map(|day| day.to_string()).collect()
}

#[test]
fn each_time_keeps_the_rhythm_that_the_text_had_then() {
    let weekly = rewritten("2025-03-10", 2, &[("recurs", "'monthly'", "'weekly'")]);
    let monthly = rewritten("2025-03-25", 3, &[("recurs", "'weekly'", "'monthly'")]);
    let text = agreement("2025-01-15", "recurs = 'monthly'");
    let mut events = [weekly, monthly].concat();
    events.push(event("2025-01-15-a-completed-aaaa", "completed", "occurrence = 2025-01-15"));
    events.push(event("2025-03-19-a-completed-aaab", "completed", "occurrence = 2025-03-19"));
    on("2025-04-20", HEAD, &text, &events, |all| {
        let days = ["2025-01-15", "2025-02-15", "2025-03-12", "2025-03-19", "2025-04-15"];
        assert_eq!(first_days(&all[0], 5), days);
        let open: Vec<_> = all[0].occurrences.iter().filter(|one| one.is_open()).collect();
        assert_eq!((open.len(), open[0].due, all[0].more_late), (1, day("2025-02-15"), 2));
        let done: Vec<_> = all[0].occurrences.iter().filter(|one| !one.is_open()).collect();
        assert_eq!((done[0].original, done[1].original), (day("2025-01-15"), day("2025-03-19")));
    });
}

#[test]
fn what_is_done_once_may_begin_to_recur_and_what_recurs_may_end_in_one_time() {
    // Done once by February, then every month from April on.
    let text = agreement("2025-04-03", "recurs = 'monthly'");
    let changes = [("due", "2025-02-03", "2025-04-03"), ("recurs", "", "'monthly'")];
    let mut events = rewritten("2025-03-10", 2, &changes);
    let open = |events: &[(String, String)]| {
        on("2025-04-10", HEAD, &text, events, |all| {
            assert_eq!(first_days(&all[0], 3), ["2025-02-03", "2025-04-03", "2025-05-03"]);
            let open = all[0].occurrences.iter().filter(|one| one.is_open()).count();
            (open, all[0].more_late)
        })
    };
    assert_eq!(open(&events), (1, 1));
    events.push(event("2025-02-01-a-completed-aaaa", "completed", ""));
    assert_eq!(open(&events), (1, 0));
    // Every month, then once more in June.
    let text = agreement("2025-06-20", "");
    let changes = [("due", "2025-01-15", "2025-06-20"), ("recurs", "'monthly'", "")];
    let mut events = rewritten("2025-03-10", 2, &changes);
    events.push(event("2025-01-15-a-completed-aaaa", "completed", "occurrence = 2025-01-15"));
    on("2025-04-10", HEAD, &text, &events, |all| {
        assert_eq!(first_days(&all[0], 9), ["2025-01-15", "2025-02-15", "2025-06-20"]);
        assert!(all[0].recurs());
        assert_eq!(all[0].oldest_open().map(|(day, _)| day), Some(day("2025-02-15")));
        assert_eq!(all[0].next, Some(day("2025-06-20")));
    });
}

#[test]
fn a_time_that_was_done_ahead_is_not_owed_again_where_it_is_moved() {
    let text = agreement("2025-03-20", "recurs = 'monthly'");
    let moved = |turn: &str| rewritten(turn, 2, &[("due", "2025-01-15", "2025-03-20")]);
    let past = [
        event("2025-01-15-a-completed-aaaa", "completed", "occurrence = 2025-01-15"),
        event("2025-02-15-a-completed-aaab", "completed", "occurrence = 2025-02-15"),
    ];
    let done = event("2025-03-10-a-completed-aaac", "completed", "occurrence = 2025-03-15");
    // Before its day, and after it: once is enough either way.
    for turn in ["2025-03-12", "2025-03-17"] {
        let events = [&past[..], std::slice::from_ref(&done), &moved(turn)].concat();
        on("2025-03-30", HEAD, &text, &events, |all| {
            assert_eq!((all[0].next, all[0].more_late), (Some(day("2025-04-20")), 0), "{turn}");
            let open = all[0]
                .occurrences
                .iter()
                .filter(|one| one.is_open() && one.due < day("2025-04-01"));
            assert_eq!(open.count(), 0, "{turn}");
            assert!(all[0].series.was_due(day("2025-03-15"), day("2025-03-10")));
        });
    }
    // What was only moved by an event before is due by the newer text.
    let lines = "occurrence = 2025-03-15\nwas_due = 2025-03-15\nnew_due = 2025-04-01";
    let put_off = event("2025-03-10-a-rescheduled-aaac", "rescheduled", lines);
    let events = [&past[..], std::slice::from_ref(&put_off), &moved("2025-03-12")].concat();
    let due = |today: &str| {
        on(today, HEAD, &text, &events, |all| {
            let one = all[0].occurrences.last().expect("one").clone();
            (one.original, one.due, one.moves[0].from)
        })
    };
    let (old, new) = (day("2025-03-15"), day("2025-03-20"));
    assert_eq!(due("2025-03-11"), (old, day("2025-04-01"), old));
    assert_eq!(due("2025-03-12"), (new, new, old));
}

#[test]
fn a_notice_is_about_the_date_it_was_given_for() {
    let text = agreement("2025-03-31", "");
    let mut events = vec![
        event("2025-03-20-a-unable-aaaa", "unable", &[WHY, BOTH].concat()),
        event(
            "2025-03-26-a-rescheduled-bbbb",
            "rescheduled",
            "was_due = 2025-03-31\nnew_due = 2025-04-30",
        ),
    ];
    assert_eq!(lateness("2025-04-30", &text, &events), Lateness::InTime);
    // Past the new date, the old word is no word.
    assert_eq!(lateness("2025-05-01", &text, &events), Lateness::Silent);
    events.push(event("2025-04-29-a-unable-cccc", "unable", &[WHY, BOTH].concat()));
    assert_eq!(lateness("2025-05-01", &text, &events), Lateness::ToldInTime);
}

#[test]
fn corrections_count_as_if_the_first_had_never_been_written() {
    let text = agreement("2025-03-31", "");
    let first = event("2025-03-20-a-unable-aaaa", "unable", ONE);
    let told = event(
        "2025-03-21-a-told-bbbb",
        "told",
        "follows = '2025-03-20-a-unable-aaaa'\ninformed = [{ party = 'charity' }]",
    );
    let correction = "corrects = '2025-03-20-a-unable-aaaa'\n";
    let mended = event("2025-03-22-a-unable-cccc", "unable", &[correction, WHY, BOTH].concat());
    let events = [first.clone(), told.clone(), mended];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::ToldInTime);

    // What follows the first goes on from the one that stands for it.
    let mended = event("2025-03-21-a-unable-aaab", "unable", &[correction, WHY, ONE].concat());
    let told = event(
        "2025-03-24-a-told-bbbb",
        "told",
        &told.1[told.1.find("follows").expect("it does")..],
    );
    let events = [first, mended, told];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::ToldInTime);

    // What is taken back did not happen; before the day it was taken back, it did.
    let done = event("2025-03-28-a-completed-dddd", "completed", "");
    let back = event(
        "2025-04-03-a-completed-eeee",
        "completed",
        "corrects = '2025-03-28-a-completed-dddd'\nretracted = true",
    );
    let events = [done, back];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::Silent);
    assert_eq!(lateness("2025-04-02", &text, &events), Lateness::InTime);
}

#[test]
fn what_is_done_is_opened_again_only_by_reopening() {
    let text = agreement("2025-03-31", "");
    let mut events = vec![
        event("2025-03-20-a-completed-aaaa", "completed", ""),
        event("2025-03-24-a-progressed-bbbb", "progressed", "percent = 90"),
        event(
            "2025-03-25-a-rescheduled-cccc",
            "rescheduled",
            "was_due = 2025-03-31\nnew_due = 2025-05-30",
        ),
    ];
    only("2025-04-05", &text, &events, |one| {
        assert_eq!((one.status, one.due), (Status::Completed, day("2025-03-31")));
    });
    events.push(event("2025-03-26-a-reopened-dddd", "reopened", ""));
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::Silent);
}

#[test]
fn only_another_party_can_accept() {
    let text = agreement("2025-03-31", "");
    let done = event("2025-03-20-a-completed-aaaa", "completed", "");
    let accepted = |party: &str| {
        event("2025-03-24-a-accepted-bbbb", "accepted", &format!("party = '{party}'"))
    };
    for (party, wanted) in [("housing", None), ("charity", Some(day("2025-03-24")))] {
        only("2025-04-05", &text, &[done.clone(), accepted(party)], |one| {
            assert_eq!(one.accepted, wanted, "{party}");
        });
    }
}

#[test]
fn help_is_waited_for_until_it_comes_and_a_block_until_the_work_goes_on() {
    let text = agreement("2025-05-30", "");
    let waiting = |events: &[(String, String)]| {
        only("2025-04-05", &text, events, |one| one.waiting_for_help().map(|(_, on)| on))
    };
    let blocked = event("2025-03-03-a-blocked-aaaa", "blocked", "");
    let asked = event("2025-03-05-a-support-asked-bbbb", "support-asked", "");
    let on_again = event("2025-03-10-a-progressed-cccc", "progressed", "");
    let given = event("2025-03-12-a-support-given-dddd", "support-given", "");
    assert_eq!(waiting(&[blocked.clone(), asked.clone()]), Some(day("2025-03-03")));
    assert_eq!(waiting(&[blocked.clone(), on_again.clone()]), None);
    assert_eq!(waiting(&[blocked.clone(), asked.clone(), on_again]), Some(day("2025-03-05")));
    assert_eq!(waiting(&[blocked, asked, given]), None);
}

#[test]
fn events_after_the_day_take_no_part() {
    let text = agreement("2025-03-31", "");
    let events = [event("2025-04-10-a-completed-aaaa", "completed", "")];
    assert_eq!(lateness("2025-04-09", &text, &events), Lateness::Silent);
    assert_eq!(lateness("2025-04-10", &text, &events), Lateness::InTime);
}

#[test]
fn an_action_without_a_date_keeps_none_of_the_others_from_being_judged() {
    let text =
        format!("[[action]]\nid = 'act-none'\nparty = 'charity'\n{}", agreement("2025-03-31", ""));
    on("2025-04-05", HEAD, &text, &[], |all| {
        let [standing] = all else { panic!("the dated one") };
        assert_eq!((standing.id, standing.index), ("act-a", 1));
    });
}

#[test]
fn an_action_that_is_done_once_takes_every_event_whatever_date_it_names() {
    let text = agreement("2025-03-31", "");
    let events = [event("2025-03-28-a-completed-aaaa", "completed", "occurrence = 2025-04-30")];
    assert_eq!(lateness("2025-04-05", &text, &events), Lateness::InTime);
}

/// A step that may happen to an action, on some day.
fn any_event() -> impl Strategy<Value = (u64, usize, usize)> {
    (0u64..120, 0usize..10, 0usize..4)
}

fn written(steps: &[(u64, usize, usize)]) -> Vec<(String, String)> {
    const STEPS: [&str; 10] = [
        "started",
        "progressed",
        "blocked",
        "unable",
        "told",
        "support-asked",
        "support-given",
        "rescheduled",
        "completed",
        "reopened",
    ];
    const TOLD: [&str; 4] = ["", ONE, BOTH, "informed = [{ party = 'charity' }]"];
    let write = |(at, (offset, step, told)): (usize, &(u64, usize, usize))| {
        let on = plus_days(day("2025-01-01"), i64::try_from(*offset).expect("small"));
        let new = plus_days(on, 20);
        let lines = match STEPS[*step] {
            "rescheduled" => format!("was_due = {on}\nnew_due = {new}"),
            "unable" => format!("{WHY}{}", TOLD[*told]),
            "told" => TOLD[*told].to_owned(),
            _ => String::new(),
        };
        event(&format!("{on}-a-{}-z{at:03}", STEPS[*step]), STEPS[*step], &lines)
    };
    steps.iter().enumerate().map(write).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_files_changes_nothing(
        steps in proptest::collection::vec(any_event(), 0..12),
        seed in any::<u64>(),
        recurs in any::<bool>(),
    ) {
        let text = agreement("2025-02-14", if recurs { "recurs = 'monthly'" } else { "" });
        let events = written(&steps);
        let mut shuffled = events.clone();
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = usize::try_from(state >> 33).expect("32 bits") % (at + 1);
            shuffled.swap(at, other);
        }
        let told = |events: &[(String, String)]| {
            on("2025-06-02", HEAD, &text, events, |all| format!("{all:?}"))
        };
        prop_assert_eq!(told(&events), told(&shuffled));
    }

    #[test]
    fn lateness_is_what_the_days_say(
        reason in any::<bool>(),
        hospital in proptest::option::of(0i64..40),
        charity in proptest::option::of(0i64..40),
        past in -10i64..20,
    ) {
        let (start, due) = (day("2025-03-01"), day("2025-03-20"));
        let today = plus_days(due, past.max(0) + 21);
        let entry = |party: &str, told: Option<i64>| {
            told.map(|told| format!("{{ party = '{party}', on = {} }}", plus_days(start, told)))
        };
        let informed: Vec<String> =
            entry("hospital", hospital).into_iter().chain(entry("charity", charity)).collect();
        let why = if reason { WHY } else { "" };
        let lines = format!("{why}informed = [{}]", informed.join(", "));
        let events = [event("2025-03-10-a-unable-aaaa", "unable", &lines)];
        let wanted = match (hospital, charity) {
            (None, None) => Lateness::Silent,
            (Some(one), Some(other)) if reason => {
                if plus_days(start, one.max(other)) > due {
                    Lateness::ToldLate
                } else {
                    Lateness::ToldInTime
                }
            }
            _ => Lateness::ToldSome,
        };
        let found = lateness(&today.to_string(), &agreement("2025-03-20", ""), &events);
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn closing_some_times_leaves_the_others_as_they_were(
        done in proptest::sample::subsequence((0usize..6).collect::<Vec<_>>(), 0..=6),
        shift in any::<bool>(),
    ) {
        let text = agreement("2025-01-31", "recurs = 'monthly'\nuntil = 2025-06-30");
        let all = ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"];
        // With a calendar the last of May, a Saturday, falls on a Monday.
        let due = |at: usize| if shift && at == 4 { "2025-06-02" } else { all[at] };
        let events: Vec<_> = done
            .iter()
            .map(|at| {
                let line = format!("occurrence = {}", if at % 2 == 0 { all[*at] } else { due(*at) });
                event(&format!("2025-07-01-a-completed-aaa{at}"), "completed", &line)
            })
            .collect();
        let open: Vec<usize> = (0..6).filter(|at| !done.contains(at)).collect();
        Sample::new()
            .set(&format!("calendar = {{ shift = {shift} }}"))
            .with("collaboration.toml", HEAD)
            .with("agreement.toml", text)
            .logged(&events)
            .on("2025-08-01", |_, reckoning| {
                let standing = &reckoning.actions[0];
                let listed: Vec<_> = standing
                    .occurrences
                    .iter()
                    .map(|one| (one.original, one.due, one.is_open()))
                    .collect();
                let mut wanted: Vec<usize> = done.iter().chain(open.first()).copied().collect();
                wanted.sort_unstable();
                let wanted: Vec<_> = wanted
                    .iter()
                    .map(|at| (day(all[*at]), day(due(*at)), !done.contains(at)))
                    .collect();
                assert_eq!(listed, wanted);
                assert_eq!(standing.more_late, open.len().saturating_sub(1));
                assert_eq!(standing.next, None);
            });
    }

    #[test]
    fn no_newer_rhythm_changes_what_was_due_and_done_before(
        rhythms in proptest::collection::vec((0usize..4, -20i64..20), 1..4),
        gaps in proptest::collection::vec(20i64..120, 4),
    ) {
        const WORDS: [&str; 4] = ["'weekly'", "'fortnightly'", "'monthly'", ""];
        let start = day("2025-01-15");
        let (mut since, mut first, mut recurs) = (start, start, "'monthly'");
        let mut events: Vec<(String, String)> = Vec::new();
        let said = |first: Date, recurs: &str| {
            let recurs = if recurs.is_empty() { String::new() } else { format!("recurs = {recurs}") };
            agreement(&first.to_string(), &recurs)
        };
        let listed = |today: Date, text: &str, events: &[(String, String)]| {
            on(&today.to_string(), HEAD, text, events, |all| {
                let all = &all[0];
                let past = all.series.before(today);
                let days: Vec<Date> = (0..past).filter_map(|place| all.series.nth(place)).collect();
                let done: Vec<Date> =
                    all.occurrences.iter().filter(|one| !one.is_open()).map(|one| one.original).collect();
                (days, done, all.more_late)
            })
        };
        let mut number = 0;
        for (turn, ((word, shift), gap)) in rhythms.into_iter().zip(gaps).enumerate() {
            since = plus_days(since, gap);
            let text = said(first, recurs);
            let (days, done, _) = listed(since, &text, &events);
            // All that was due so far is done on its day.
            for day in days.iter().filter(|day| !done.contains(day)) {
                let id = format!("{day}-a-completed-{number:04}");
                let named = if recurs.is_empty() && turn == 0 { String::new() } else { format!("occurrence = {day}") };
                events.push(event(&id, "completed", &named));
                number += 1;
            }
            let (_, done, late) = listed(since, &text, &events);
            prop_assert_eq!((&done, late), (&days, 0));
            let is_once = recurs.is_empty();
            let then = (plus_days(since, shift), WORDS[word]);
            let version = u32::try_from(turn).expect("few") + 2;
            let dates = (first.to_string(), then.0.to_string());
            let changes = [("due", &*dates.0, &*dates.1), ("recurs", recurs, then.1)];
            events.extend(rewritten(&since.to_string(), version, &changes));
            (first, recurs) = then;
            let text = said(first, recurs);
            for today in [since, plus_days(since, 3)] {
                let (now, done_now, _) = listed(today, &text, &events);
                // What was due keeps its place, and stays done. Of one time only the day moves.
                let keep = days.len() - usize::from(is_once && changes[1].2.is_empty() && !days.is_empty());
                prop_assert_eq!(&now[..keep.min(now.len())], &days[..keep]);
                prop_assert!(days[..keep].iter().all(|day| done_now.contains(day)));
                prop_assert_eq!(done_now.len(), days.len());
                // No entry of that time is about a day that is none.
                let known = on(&today.to_string(), HEAD, &text, &events, |all| {
                    days.iter().all(|day| all[0].series.was_due(*day, *day))
                });
                prop_assert!(known, "{:?}", days);
            }
        }
    }

    #[test]
    fn however_old_a_series_is_it_is_told_whole(weeks in 1i64..100_000, done in 0usize..4) {
        let today = day("2025-06-02");
        let first = plus_days(today, -7 * weeks);
        let text = agreement(&first.to_string(), "recurs = 'weekly'");
        let step = |n| event(&format!("2025-06-01-a-completed-aaa{n}"), "completed", "");
        let events: Vec<_> = (0..done).map(step).collect();
        on("2025-06-02", HEAD, &text, &events, |all| {
            let late = usize::try_from(weeks).expect("some").saturating_sub(done);
            assert_eq!(all[0].more_late, late.saturating_sub(1));
            // What is done, and the oldest that is not.
            assert_eq!(all[0].occurrences.len(), done + 1);
            let oldest = all[0].occurrences.last().expect("one");
            let nth = i64::try_from(done).expect("some");
            assert_eq!((oldest.due, oldest.is_open()), (plus_days(first, 7 * nth), true));
            assert_eq!(all[0].next, Some(today.max(oldest.due)));
        });
    }
}
