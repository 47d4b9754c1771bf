//! What a calendar makes of one file after the other: an importer that knows UIDs and sequences, and
//! forgets nothing that it is not told to.

use std::collections::BTreeMap;

use crate::harness::Sandbox;

const PATH: &str = "collaborations/reading-hour/agreement.toml";

/// One event, as it came.
#[derive(Debug, Clone, PartialEq)]
struct Event {
    sequence: u32,
    start: String,
    status: String,
    summary: String,
}

/// The events of a file, by their UID.
fn events(ics: &str) -> BTreeMap<String, Event> {
    let unfolded = ics.replace("\r\n ", "");
    let mut lines = unfolded.split_terminator("\r\n");
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let mut found = BTreeMap::new();
    let mut open: Option<BTreeMap<String, String>> = None;
    for line in lines {
        match (line, &mut open) {
            ("BEGIN:VEVENT", None) => open = Some(BTreeMap::new()),
            ("END:VEVENT", Some(of)) => {
                let mut value = |name: &str| of.remove(name).expect(name);
                let event = Event {
                    sequence: value("SEQUENCE").parse().expect("a number"),
                    start: value("DTSTART;VALUE=DATE"),
                    status: value("STATUS"),
                    summary: value("SUMMARY"),
                };
                let uid = value("UID");
                assert!(found.insert(uid.clone(), event).is_none(), "{uid} stands twice");
                open = None;
            }
            (line, Some(of)) => {
                let (name, value) = line.split_once(':').expect("a name and a value");
                of.insert(name.to_owned(), value.to_owned());
            }
            (_, None) => {}
        }
    }
    found
}

/// A calendar that took in one file after the other.
#[derive(Default)]
struct Importer(BTreeMap<String, Event>);

impl Importer {
    fn take(&mut self, sandbox: &Sandbox, today: &str) {
        let line = ["report", "calendar", "--format", "ics", "--today", today];
        let outcome = sandbox.comity(&line);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let fresh = events(&outcome.stdout);
        for (uid, event) in &fresh {
            if let Some(known) = self.0.get(uid) {
                assert!(
                    event.sequence >= known.sequence,
                    "{today} {uid}: {known:?} then {event:?}"
                );
                let is_same = Event { sequence: known.sequence, ..event.clone() } == *known;
                assert!(
                    is_same || event.sequence > known.sequence,
                    "{today} {uid} changed: {known:?} then {event:?}"
                );
            }
            self.0.insert(uid.clone(), event.clone());
        }
        // Nothing lies ahead that nobody tells any more.
        let day = today.replace('-', "");
        let ahead = |all: &BTreeMap<String, Event>| -> Vec<(String, String)> {
            all.iter()
                .filter(|(_, event)| event.status == "CONFIRMED" && event.start >= day)
                .map(|(uid, event)| (uid.clone(), event.start.clone()))
                .collect()
        };
        assert_eq!(ahead(&self.0), ahead(&fresh), "{today}");
    }

    fn of(&self, uid: &str) -> &Event {
        self.0
            .get(&format!("{uid}.reading-hour@comity"))
            .unwrap_or_else(|| panic!("{uid}: {:#?}", self.0.keys()))
    }
}

fn run(sandbox: &Sandbox, today: &str, line: &[&str]) {
    let outcome = sandbox.comity(&[line, &["--today", today]].concat());
    assert_eq!(outcome.code, 0, "{line:?}: {}{}", outcome.stdout, outcome.stderr);
}

/// The reading hour with something that recurs, a report, and signatures.
fn signed() -> Sandbox {
    let sandbox = drafted();
    sign(&sandbox, "2026-03-09");
    sandbox
}

/// The same before anybody has signed.
fn drafted() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    std::fs::remove_dir_all(sandbox.root().join("collaborations/reading-hour/log")).expect("there");
    sandbox.replace(PATH, "due = 2026-04-14", "due = 2026-04-14\nrecurs = \"weekly\"");
    let line = [
        "agree",
        "reading-hour",
        "--add",
        "reporting",
        "id=rep-hour",
        "from=library",
        "to=surgery",
        "content=How it goes",
        "frequency=monthly",
        "first_due=2026-04-30",
    ];
    run(&sandbox, "2026-03-08", &line);
    sandbox
}

fn sign(sandbox: &Sandbox, today: &str) {
    for party in ["library", "surgery"] {
        // Where nothing is left to a party, it says so.
        let why = ["--force", "It owes nothing for now"];
        let line = ["agree", "reading-hour", "--sign", party, "--method", "email"];
        run(sandbox, today, &[&line[..], &why].concat());
    }
}

/// Amends, looks before the signatures, after them, and when it holds.
fn amended(sandbox: &Sandbox, importer: &mut Importer, days: [&str; 4], change: &[&str]) {
    let [on, signed, effective, after] = days;
    let line = [
        "agree",
        "reading-hour",
        "--amend",
        "--reason",
        "Rooms",
        "--effective-on",
        effective,
        "--by",
        "Practice manager",
    ];
    run(sandbox, on, &[&line[..], change].concat());
    importer.take(sandbox, on);
    sign(sandbox, signed);
    importer.take(sandbox, signed);
    importer.take(sandbox, effective);
    importer.take(sandbox, after);
}

const SOON: [&str; 4] = ["2026-03-20", "2026-03-23", "2026-04-01", "2026-04-02"];

#[test]
fn a_series_that_is_moved_moves_in_every_calendar() {
    for change in [
        "act-read.due=2026-04-16",
        "act-read.due=2026-04-07",
        "rep-hour.first_due=2026-04-24",
        "rep-hour.first_due=2026-05-08",
        "act-read.title=Read aloud",
        "act-read.until=2026-06-30",
        "term.ends_on=2026-10-31",
        "term.ends_on=2027-01-31",
        "act-room.due=2026-04-09",
        "act-room.recurs=monthly",
        "act-read.recurs=fortnightly",
        "rep-hour.frequency=weekly",
        "rev-summer.due=2026-07-14",
    ] {
        let sandbox = signed();
        let mut importer = Importer::default();
        importer.take(&sandbox, "2026-03-10");
        let before = importer.0.clone();
        amended(&sandbox, &mut importer, SOON, &["--set", change]);
        assert_ne!(importer.0, before, "{change}");
        // Once more, after some of it has passed.
        let again = ["2026-05-20", "2026-05-21", "2026-05-23", "2026-05-24"];
        amended(&sandbox, &mut importer, again, &["--set", "act-read.due=2026-04-17"]);
    }
}

#[test]
fn a_changed_rhythm_leaves_what_was_done_and_what_was_missed() {
    let sandbox = signed();
    let done = |day: &str| {
        let line = ["log-action", "reading-hour", "act-read", "completed", "--occurrence", day];
        let rest = ["--by", "Children's librarian", "--evidence", "./comity.toml"];
        run(&sandbox, day, &[&line[..], &rest].concat());
    };
    done("2026-04-14");
    done("2026-04-28");
    let uids = |today: &str| -> Vec<(String, String)> {
        let line = ["report", "calendar", "--format", "json", "--today", today];
        let told: serde_json::Value =
            serde_json::from_str(&sandbox.comity(&line).stdout).expect("JSON");
        let entries = told["entries"].as_array().expect("entries").iter();
        let entries = entries.filter(|it| it["item"] == "act-read");
        let word = |it: &serde_json::Value, key: &str| it[key].as_str().expect("text").to_owned();
        entries.map(|it| (word(it, "day"), word(it, "uid"))).collect()
    };
    let before = uids("2026-04-30");
    let mut importer = Importer::default();
    let days = ["2026-04-29", "2026-04-29", "2026-05-01", "2026-05-02"];
    amended(&sandbox, &mut importer, days, &["--set", "act-read.recurs=monthly"]);
    let found = sandbox.findings("2026-05-20");
    let said = |rule: &str| -> Vec<&str> {
        let of_rule = found.iter().filter(|it| it["rule"] == rule);
        of_rule.map(|it| it["message"].as_str().expect("text")).collect()
    };
    assert_eq!(said("reference-unresolved"), Vec::<&str>::new());
    let late = said("action-overdue");
    let missed = late.iter().find(|it| it.contains("act-read")).expect("one was missed");
    assert!(missed.contains("2026-04-21") && missed.contains("1 more"), "{missed}");
    // The days up to the change have the names that they had, and the next goes on from there.
    let (past, after) = (|day: &str| day < "2026-05-01", uids("2026-05-02"));
    let of_past = |all: &[(String, String)]| -> Vec<(String, String)> {
        all.iter().filter(|(day, _)| past(day)).cloned().collect()
    };
    assert_eq!(of_past(&before), of_past(&after));
    let next =
        |all: &[(String, String)]| all.iter().find(|(day, _)| !past(day)).cloned().expect("one");
    assert_eq!(next(&before).1, next(&after).1);
    assert_eq!((&*next(&before).0, &*next(&after).0), ("2026-05-05", "2026-05-14"));
}

#[test]
fn what_an_amendment_takes_out_is_cancelled() {
    for (gone, uids) in [
        ("act-room", &["act-room"][..]),
        ("act-read", &["act-read", "2.act-read", "9.act-read"]),
        ("rep-hour", &["rep-hour", "2.rep-hour"]),
    ] {
        let sandbox = signed();
        let mut importer = Importer::default();
        importer.take(&sandbox, "2026-03-10");
        amended(&sandbox, &mut importer, SOON, &["--unset", gone, "--force", "Agreed so"]);
        for uid in uids {
            assert_eq!(importer.of(uid).status, "CANCELLED", "{uid}");
        }
        // For three months since it is in force.
        let later =
            sandbox.comity(&["report", "calendar", "--format", "ics", "--today", "2026-07-03"]);
        assert!(!later.stdout.contains("CANCELLED"), "{}", later.stdout);
    }
    // One review plan has to stay.
    let sandbox = signed();
    let mut importer = Importer::default();
    importer.take(&sandbox, "2026-03-10");
    let change = [
        "--unset",
        "rev-summer",
        "--add",
        "review_plan",
        "id=rev-autumn",
        "due=2026-09-15",
        "lead=Children's librarian",
    ];
    amended(&sandbox, &mut importer, SOON, &change);
    assert_eq!(importer.of("rev-summer").status, "CANCELLED");
    assert_eq!(importer.of("rev-autumn").status, "CONFIRMED");
}

#[test]
fn what_a_closure_ends_is_cancelled() {
    let sandbox = signed();
    let mut importer = Importer::default();
    importer.take(&sandbox, "2026-03-10");
    run(&sandbox, "2026-04-06", &["log-action", "reading-hour", "act-room", "completed"]);
    importer.take(&sandbox, "2026-04-20");
    let line = [
        "review",
        "reading-hour",
        "--close",
        "--reason",
        "terminated",
        "--force",
        "Moved away",
        "--by",
        "Practice manager",
        "--actions-handed-to",
        "Nobody",
    ];
    run(&sandbox, "2026-05-04", &line);
    importer.take(&sandbox, "2026-05-04");
    let open = importer.0.values().filter(|event| event.status == "CONFIRMED");
    let open: Vec<_> = open.collect();
    assert!(open.iter().all(|event| event.summary.starts_with("Done: ")), "{open:#?}");
    importer.take(&sandbox, "2026-07-30");
    let later = sandbox.comity(&["report", "calendar", "--format", "ics", "--today", "2026-08-10"]);
    assert!(!later.stdout.contains("VEVENT"), "{}", later.stdout);
}

#[test]
fn what_is_moved_done_taken_up_again_and_put_right_counts_up() {
    let sandbox = signed();
    let mut importer = Importer::default();
    let log = "log-action";
    let steps: [(&str, &[&str]); 5] = [
        (
            "2026-03-20",
            &[
                "rescheduled",
                "--new-date",
                "2026-04-21",
                "--agreed-by",
                "library,surgery",
                "--reason",
                "Paint",
            ],
        ),
        ("2026-03-24", &["completed"]),
        ("2026-03-25", &["reopened", "--reason", "It leaks"]),
        ("2026-03-26", &["completed"]),
        ("2026-03-27", &["cancelled", "--reason", "Sold", "--force", "Nobody reads there"]),
    ];
    importer.take(&sandbox, "2026-03-19");
    for (day, step) in steps {
        let outcome =
            sandbox.comity(&[&[log, "reading-hour", "act-room"], step, &["--today", day]].concat());
        assert!(outcome.code == 0 || step[0] == "cancelled", "{step:?}: {}", outcome.stderr);
        importer.take(&sandbox, day);
    }
    // What was put right is put right in the calendar too.
    let log = sandbox.root().join("collaborations/reading-hour/log");
    let moved = crate::harness::files(&log);
    let moved =
        moved.iter().find(|it| it.to_string_lossy().contains("rescheduled")).expect("there");
    let id = moved.file_stem().and_then(|it| it.to_str()).expect("a name");
    sandbox.write(
        "collaborations/reading-hour/log/2026-03-28-act-room-rescheduled-zzzz.toml",
        format!(
            "kind = \"action\"\naction = \"act-room\"\nevent = \"rescheduled\"\non = 2026-03-20\n\
             by = \"Practice manager\"\nwas_due = 2026-04-07\nnew_due = 2026-04-22\ncorrects = \"{id}\"\n"
        ),
    );
    importer.take(&sandbox, "2026-03-28");
}

#[test]
fn a_day_that_is_kept_up_moves_without_an_amendment() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let mut importer = Importer::default();
    importer.take(&sandbox, "2025-12-01");
    let line = ["agree", "warm-safe-discharge", "--set", "norms.refresh_by=2026-02-28"];
    run(&sandbox, "2025-12-02", &line);
    importer.take(&sandbox, "2025-12-02");
    let norms = &importer.0["norms.norms.warm-safe-discharge@comity"];
    assert_eq!(norms.start, "20260228");
}

#[test]
fn a_spreadsheet_and_a_calendar_say_how_many_items_were_left_out() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let reports: [(&[&str], &[&str]); 5] = [
        (&["partner", "warm-safe-discharge", "--to", "hospital"], &["csv"]),
        (&["actions", "--audience", "partner", "--to", "hospital"], &["csv"]),
        (&["portfolio", "--audience", "partner", "--to", "hospital"], &["csv"]),
        (&["duties", "--audience", "partner", "--to", "hospital"], &["csv"]),
        (&["calendar", "--audience", "partner", "--to", "hospital"], &["csv", "ics"]),
    ];
    for (report, formats) in reports {
        let of = |format: &str| {
            let line =
                [&["report"], report, &["--format", format, "--today", "2025-12-01"]].concat();
            let outcome = sandbox.comity(&line);
            assert_eq!(outcome.code, 0, "{report:?}: {}", outcome.stderr);
            outcome
        };
        let json: serde_json::Value = serde_json::from_str(&of("json").stdout).expect("JSON");
        let count = json["left_out"].as_u64().expect("a number");
        assert!(count > 1, "{report:?}");
        let said = format!("Left out, as this audience may not see it: {count} items.");
        for format in formats {
            let outcome = of(format);
            assert!(outcome.stderr.contains(&said), "{report:?} {format}: {}", outcome.stderr);
            let unfolded = outcome.stdout.replace("\r\n ", "").replace('\\', "");
            assert_eq!(unfolded.contains(&said), *format == "ics", "{report:?} {format}");
        }
    }
}

#[test]
fn the_spreadsheet_of_a_report_to_a_partner_holds_all_of_it() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let of = |format: &str| {
        let line = [
            "report",
            "partner",
            "warm-safe-discharge",
            "--to",
            "hospital",
            "--from",
            "2025-01-01",
        ];
        let outcome =
            sandbox.comity(&[&line[..], &["--format", format, "--today", "2025-12-01"]].concat());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        outcome.stdout
    };
    let json: serde_json::Value = serde_json::from_str(&of("json")).expect("JSON");
    let csv = of("csv");
    let rows =
        |section: &str| csv.lines().filter(|line| line.starts_with(&format!("{section},"))).count();
    let length = |key: &str| json[key].as_array().expect("a list").len();
    assert_eq!(rows("promise"), length("you_promised") + length("we_promised"));
    assert_eq!(rows("notice"), length("notices"));
    assert_eq!(rows("owed"), length("you_owe") + length("we_owe"));
    assert_eq!(rows("decision"), length("decisions"));
    assert_eq!(rows("question"), length("questions"));
    let levels = json["service_levels"].as_array().expect("a list").iter();
    let readings = levels.map(|level| level["readings"].as_array().expect("a list").len());
    assert_eq!(rows("level"), readings.sum::<usize>());
    assert!(rows("feedback") >= length("feedback") && rows("promise") > 0);
}

#[test]
fn how_often_a_date_was_moved_counts_amendments_too() {
    let sandbox = signed();
    let mut importer = Importer::default();
    let moved = |today: &str| {
        let line = ["report", "actions", "--format", "json", "--today", today];
        let report: serde_json::Value =
            serde_json::from_str(&sandbox.comity(&line).stdout).expect("JSON");
        let owners = report["owners"].as_array().expect("a list").clone();
        let mut actions = owners.iter().flat_map(|it| it["actions"].as_array().expect("a list"));
        let room = actions.find(|it| it["action"] == "act-room").expect("it is open");
        room["moved"].as_u64().expect("a number")
    };
    assert_eq!(moved("2026-03-10"), 0);
    amended(&sandbox, &mut importer, SOON, &["--set", "act-room.due=2026-04-21"]);
    assert_eq!(moved("2026-03-24"), 0, "not in force yet");
    assert_eq!(moved("2026-04-02"), 1);
    let step = [
        "log-action",
        "reading-hour",
        "act-room",
        "rescheduled",
        "--new-date",
        "2026-05-05",
        "--agreed-by",
        "library,surgery",
        "--reason",
        "Paint",
    ];
    run(&sandbox, "2026-04-03", &step);
    assert_eq!(moved("2026-04-03"), 2);
    let days = ["2026-04-10", "2026-04-10", "2026-04-11", "2026-04-12"];
    amended(&sandbox, &mut importer, days, &["--set", "act-room.due=2026-05-05"]);
    assert_eq!(moved("2026-04-12"), 2, "what was agreed was written down");
}

#[test]
fn no_name_that_was_given_out_is_left_standing() {
    for (change, gone) in [
        (&["--set", "act-read.due=2026-04-20"][..], &["36.act-read"][..]),
        (&["--set", "act-read.recurs=quarterly"], &["4.act-read", "36.act-read"]),
        (&["--unset", "act-read.recurs"], &["2.act-read", "36.act-read"]),
        (&["--set", "rep-hour.first_due=2026-05-29"], &["8.rep-hour"]),
        (&["--set", "rep-hour.frequency=quarterly"], &["4.rep-hour", "8.rep-hour"]),
        (&["--unset", "term.renewal_decision_by"], &["term.renewal"]),
        (
            &["--set", "act-read.recurs=monthly", "--set", "act-read.until=2026-06-30"],
            &["4.act-read", "36.act-read"],
        ),
    ] {
        let sandbox = drafted();
        sandbox.replace(PATH, "[term]", "[term]\nrenewal_decision_by = 2026-10-30");
        sign(&sandbox, "2026-03-09");
        let mut importer = Importer::default();
        importer.take(&sandbox, "2026-03-10");
        for uid in gone {
            assert_eq!(importer.of(uid).status, "CONFIRMED", "{uid}");
        }
        amended(&sandbox, &mut importer, SOON, change);
        for uid in gone {
            assert_eq!(importer.of(uid).status, "CANCELLED", "{change:?} {uid}");
        }
        // Once more, after some of it has passed; what comes back counts up.
        let again = ["2026-05-20", "2026-05-21", "2026-05-23", "2026-05-24"];
        let back = ["--set", "act-read.recurs=weekly", "--set", "act-read.due=2026-04-17"];
        amended(&sandbox, &mut importer, again, &back);
        importer.take(&sandbox, "2026-09-01");
    }
}

#[test]
fn a_report_that_was_made_and_a_review_that_was_held_stay_in_as_done() {
    let sandbox = signed();
    let mut importer = Importer::default();
    importer.take(&sandbox, "2026-04-20");
    let line = ["log-report", "reading-hour", "rep-hour", "reported", "--summary", "Nine came"];
    run(&sandbox, "2026-04-28", &line);
    importer.take(&sandbox, "2026-04-28");
    let made = importer.of("rep-hour");
    assert_eq!((&*made.start, &made.summary[..6]), ("20260430", "Done: "), "{made:?}");
    let prepare = ["review", "reading-hour", "rev-summer", "--prepare"];
    run(&sandbox, "2026-07-20", &prepare);
    let hold = ["review", "reading-hour", "rev-summer", "--set", "held_on=2026-07-20"];
    run(&sandbox, "2026-07-20", &hold);
    importer.take(&sandbox, "2026-07-20");
    let held = importer.of("rev-summer");
    assert_eq!((&*held.start, &held.summary[..6]), ("20260721", "Done: "), "{held:?}");
    // For three months.
    let shown = |today: &str| {
        let line = ["report", "calendar", "--format", "ics", "--today", today];
        sandbox.comity(&line).stdout
    };
    assert!(shown("2026-07-31").contains("UID:rep-hour."), "the last day");
    assert!(!shown("2026-08-01").contains("UID:rep-hour."), "the day after");
    assert!(shown("2026-10-21").contains("UID:rev-summer."), "the last day");
    assert!(!shown("2026-10-22").contains("UID:rev-summer."), "the day after");
}

#[test]
fn each_time_of_what_recurs_is_asked_about_by_its_day() {
    let sandbox = drafted();
    sandbox.replace(PATH, "due = 2026-04-07", "due = 2026-04-07\nrecurs = \"weekly\"");
    sign(&sandbox, "2026-03-09");
    let ask = ["report", "partner", "reading-hour", "--format", "json", "--today", "2026-04-24"];
    let begun = ["log-action", "reading-hour", "act-room", "progressed", "--note", "Books came"];
    for (today, time) in [("2026-04-08", "2026-04-07"), ("2026-04-15", "2026-04-14")] {
        run(&sandbox, today, &[&begun[..], &["--occurrence", time]].concat());
    }
    let outcome = sandbox.comity(&[&ask[..], &["--to", "surgery"]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let questions: Vec<&str> = report["questions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it.as_str().filter(|it| it.contains("stands in the way")))
        .collect();
    for day in ["2026-04-07", "2026-04-14"] {
        let of_day = questions.iter().filter(|it| it.contains(&format!(", due {day}: ")));
        assert_eq!(of_day.count(), 1, "{questions:?}");
    }
}

#[test]
fn a_review_tells_of_what_was_taken_out_in_its_time() {
    let sandbox = signed();
    let mut importer = Importer::default();
    amended(&sandbox, &mut importer, SOON, &["--unset", "act-room", "--force", "Agreed so"]);
    run(
        &sandbox,
        "2026-07-20",
        &["review", "reading-hour", "rev-summer", "--prepare", "--on", "2026-07-20"],
    );
    let record = sandbox.root().join("collaborations/reading-hour/reviews/rev-summer/review.toml");
    let record = std::fs::read_to_string(record).expect("it was written");
    let of_it = record.split("[[").find(|it| it.contains("item = \"act-room\"")).expect("there");
    for said in ["action_result]]", "outcome = \"dropped\"", "on 2026-04-01", "reason = \"Rooms\""]
    {
        assert!(of_it.contains(said), "{said}: {of_it}");
    }
    let shown = sandbox.comity(&["review", "reading-hour", "rev-summer", "--today", "2026-07-20"]);
    assert!(shown.stdout.contains("act-room"), "{}{}", shown.stdout, shown.stderr);
    assert!(!sandbox.findings("2026-07-20").iter().any(|it| {
        it["file"].as_str().is_some_and(|file| file.contains("rev-summer"))
            && it.to_string().contains("act-room")
    }));
}

#[test]
fn what_was_done_before_a_closure_or_an_amendment_stays_in() {
    let shown = |sandbox: &Sandbox, today: &str| {
        let line = ["report", "calendar", "--format", "ics", "--today", today];
        events(&sandbox.comity(&line).stdout)
    };
    let done = |sandbox: &Sandbox, today: &str, uid: &str| {
        let uid = format!("{uid}.reading-hour@comity");
        shown(sandbox, today).get(&uid).map(|it| it.summary[..6].to_owned())
    };
    let sandbox = signed();
    let mut importer = Importer::default();
    importer.take(&sandbox, "2026-03-10");
    // Late: it stays in from the day it was done.
    run(&sandbox, "2026-05-19", &["log-action", "reading-hour", "act-room", "completed"]);
    let line = ["log-report", "reading-hour", "rep-hour", "reported", "--summary", "Nine came"];
    run(&sandbox, "2026-04-28", &line);
    importer.take(&sandbox, "2026-05-19");
    for uid in ["act-room", "rep-hour"] {
        assert_eq!(done(&sandbox, "2026-05-20", uid).as_deref(), Some("Done: "), "{uid}");
    }
    let (closed, amended_) = (sandbox.twin(), sandbox);
    let line = [
        "review",
        "reading-hour",
        "--close",
        "--reason",
        "terminated",
        "--force",
        "Moved away",
        "--by",
        "Practice manager",
        "--actions-handed-to",
        "Nobody",
    ];
    run(&closed, "2026-05-25", &line);
    let days = ["2026-05-25", "2026-05-26", "2026-05-27", "2026-05-28"];
    let gone = ["--unset", "rep-hour", "--unset", "act-room", "--force", "Agreed so"];
    amended(&amended_, &mut importer, days, &gone);
    for sandbox in [&closed, &amended_] {
        for (uid, last, after) in
            [("act-room", "2026-08-19", "2026-08-20"), ("rep-hour", "2026-07-31", "2026-08-01")]
        {
            assert_eq!(done(sandbox, last, uid).as_deref(), Some("Done: "), "{uid}");
            assert_eq!(done(sandbox, after, uid), None, "{uid}");
        }
    }
}
