//! What an amendment takes out or adds counts from the day it is in force, and not before.

use crate::harness::{Sandbox, files};

const HOME: &str = "reading-hour";
/// A day on which `act-room`, due on 2026-04-07, is late.
const LATE: &str = "2026-04-27";

/// Runs a line on a day, which has to end with this code, and gives all that it said in one line.
fn said(sandbox: &Sandbox, line: &[&str], today: &str, code: u8) -> String {
    let outcome = sandbox.comity(&[line, &["--today", today]].concat());
    assert_eq!(outcome.code, code, "{line:?}: {outcome:?}");
    let said = format!("{} {}", outcome.stdout, outcome.stderr);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The late action is taken out from December on, and another one comes in; nobody has signed.
fn amended() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let line = ["agree", HOME, "--amend", "--unset", "act-room", "--add", "action", "id=act-hose"];
    let rest = ["party=surgery", "owner=Practice manager", "title=Mend the hose", "due=2026-12-10"];
    let why = ["--reason", "No room", "--effective-on", "2026-11-30"];
    said(&sandbox, &[&line[..], &rest, &why].concat(), LATE, 0);
    sandbox
}

fn signed() -> Sandbox {
    let sandbox = amended();
    for party in ["library", "surgery"] {
        let line = ["agree", HOME, "--sign", party, "--method", "email"];
        said(&sandbox, &[&line[..], &["--force", "It is agreed"]].concat(), LATE, 0);
    }
    sandbox
}

/// The actions that are overdue on a day, as `check` tells them.
fn overdue(sandbox: &Sandbox, today: &str) -> Vec<String> {
    let found = sandbox.findings(today).into_iter().filter(|it| it["rule"] == "action-overdue");
    found.map(|it| it["message"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_a_pending_amendment_takes_out_is_still_owed() {
    for (sandbox, today) in [(amended(), LATE), (signed(), LATE), (signed(), "2026-11-29")] {
        let late = overdue(&sandbox, today);
        assert!(late.iter().any(|it| it.contains("act-room")), "{late:?}");
        let status = said(&sandbox, &["status", HOME], today, 0);
        assert!(status.contains("act-room") && !status.contains("act-hose"), "{status}");
        let report = said(&sandbox, &["report", "partner", HOME, "--to", "surgery"], today, 0);
        assert!(report.contains("Keep the play corner free"), "{report}");
        assert!(!report.contains("Mend the hose"), "{report}");
        let calendar = said(&sandbox, &["report", "calendar"], today, 0);
        assert!(!calendar.contains("cancelled"), "{calendar}");
        let new = ["log-action", HOME, "act-hose", "started", "--by", "Practice manager"];
        let refusal = said(&sandbox, &new, today, 2);
        let why = ["not every party has signed", "`act-hose` holds from"];
        assert!(why.iter().any(|it| refusal.contains(it)), "{refusal}");
        let done = ["log-action", HOME, "act-room", "completed", "--by", "Practice manager"];
        said(&sandbox, &done, today, 0);
        assert!(!overdue(&sandbox, today).iter().any(|it| it.contains("act-room")));
    }
}

#[test]
fn what_an_amendment_in_force_took_out_is_owed_no_more() {
    let (sandbox, today) = (signed(), "2026-12-12");
    let late = overdue(&sandbox, today);
    assert!(!late.iter().any(|it| it.contains("act-room")), "{late:?}");
    assert!(late.iter().any(|it| it.contains("act-hose")), "{late:?}");
    let done = ["log-action", HOME, "act-room", "completed", "--by", "Practice manager"];
    let refusal = said(&sandbox, &done, today, 2);
    assert!(refusal.contains("no action of this agreement"), "{refusal}");
}

#[test]
fn a_date_that_a_pending_amendment_takes_away_still_counts() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let line = ["agree", HOME, "--amend", "--unset", "act-room.due", "--reason", "No room"];
    let rest = ["--effective-on", "2026-11-30", "--force", "It is seen"];
    said(&sandbox, &[&line[..], &rest].concat(), LATE, 0);
    let late = overdue(&sandbox, LATE);
    assert!(late.iter().any(|it| it.contains("act-room")), "{late:?}");
}

const WARM: &str = "warm-safe-discharge";

/// Takes a report and a review out, brings another review, and changes how often and how long is
/// reported, a level, the term and the notice, from 2026-03-01 on; nobody has signed.
fn rewritten() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let sets = [
        "rep-flow.until=2025-12-31",
        "rep-delivery.frequency=annually",
        "sl-visit.target=70",
        "term.ends_on=2026-06-30",
        "term.renewal_decision_by=2026-05-01",
        "exit.notice_days=30",
    ];
    let mut line = vec!["agree", WARM, "--amend", "--reason", "Less to do"];
    line.extend(["--unset", "rep-partners", "--unset", "annual-2026"]);
    line.extend(sets.iter().flat_map(|set| ["--set", set]));
    line.extend(["--add", "review_plan", "id=rev-soon", "kind=interim", "due=2026-03-20"]);
    line.extend(["lead=housing-director", "participants=housing", "method=By telephone"]);
    line.extend(["--effective-on", "2026-03-01"]);
    said(&sandbox, &line, "2026-02-05", 0);
    sandbox
}

fn signed_by_all(sandbox: &Sandbox) {
    for party in ["housing", "adult-care", "hospital", "hearthside"] {
        let path = format!("collaborations/{WARM}/log/2026-02-10-{party}-signed-b4wd.toml");
        let by = "kind = \"signoff\"\non = 2026-02-10\nby = \"housing-director\"\n";
        let over = "agreement_version = 3\ncovers = \"comity-1:0\"\n";
        sandbox.write(&path, format!("{by}party = \"{party}\"\n{over}"));
    }
}

/// What `check` says of what is owed by a day, without where it stands.
fn owed(sandbox: &Sandbox, today: &str) -> Vec<String> {
    const OWED: [&str; 6] = [
        "report-",
        "review-overdue",
        "review-due-soon",
        "term-",
        "service-level-missed",
        "action-",
    ];
    let found = sandbox.findings(today).into_iter();
    let found = found
        .filter(|it| OWED.iter().any(|rule| it["rule"].as_str().unwrap_or("").starts_with(rule)));
    let mut said: Vec<String> =
        found.map(|it| format!("{}: {}", it["rule"], it["message"])).collect();
    said.sort();
    said
}

/// The lines of the ledger, as JSON, without the sign-offs that are asked for.
fn ledger(sandbox: &Sandbox, today: &str) -> Vec<String> {
    let line = ["report", "duties", "--format", "json", "--today", today];
    let outcome = sandbox.comity(&line);
    let told: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    fn lines(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map)
                if map.get("kind").is_some_and(|it| it != "sign-off") =>
            {
                found.push(value.to_string());
            }
            serde_json::Value::Object(map) => map.values().for_each(|it| lines(it, found)),
            serde_json::Value::Array(list) => list.iter().for_each(|it| lines(it, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    lines(&told, &mut found);
    assert!(found.len() > 10, "{}", outcome.stdout);
    found
}

/// Of how much is overdue, and what comes next, as `status` tells it.
fn standing(sandbox: &Sandbox, today: &str) -> String {
    let status = said(sandbox, &["status", WARM], today, 0);
    let row = status.split(WARM).nth(1).expect("a row");
    // Behind these stands what is found, of which missing sign-offs are a part.
    let next = row.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let overdue = status.split(" overdue").next().and_then(|it| it.rsplit(' ').next());
    format!("{next}, {} overdue", overdue.expect("a number"))
}

#[test]
fn no_duty_of_any_kind_changes_while_an_amendment_is_pending() {
    let (before, after) = (Sandbox::copy_of("examples/warm-safe-discharge"), rewritten());
    for today in ["2026-02-05", "2026-07-02", "2026-09-21"] {
        assert_eq!(owed(&before, today), owed(&after, today), "{today}");
        assert_eq!(ledger(&before, today), ledger(&after, today), "{today}");
        assert_eq!(standing(&before, today), standing(&after, today), "{today}");
        let calendar = |sandbox: &Sandbox| said(sandbox, &["report", "calendar"], today, 0);
        assert_eq!(calendar(&before), calendar(&after), "{today}");
    }
    // Each of what it takes out is late by then, and told where the amendment keeps it.
    let late = owed(&after, "2026-09-21");
    for one in ["rep-partners", "rep-flow", "rep-delivery", "annual-2026"] {
        assert!(late.iter().any(|it| it.contains(one)), "{one}: {late:?}");
    }
    // It can still be done.
    let line = ["log-report", WARM, "rep-partners", "reported", "--due", "2026-01-21"];
    let rest = ["--by", "housing-partnerships-manager", "--to", "hospital", "--to", "hearthside"];
    said(&after, &[&line[..], &rest, &["--to", "adult-care"]].concat(), "2026-02-05", 0);
    assert!(!owed(&after, "2026-02-05").iter().any(|it| it.contains("rep-partners")));
}

#[test]
fn every_duty_changes_on_the_day_the_amendment_is_in_force() {
    let sandbox = rewritten();
    signed_by_all(&sandbox);
    let before = Sandbox::copy_of("examples/warm-safe-discharge");
    assert_eq!(owed(&before, "2026-02-28"), owed(&sandbox, "2026-02-28"));
    assert_eq!(ledger(&before, "2026-02-28"), ledger(&sandbox, "2026-02-28"));
    assert!(standing(&before, "2026-03-01").contains("2026-09-18"));
    assert!(standing(&sandbox, "2026-03-01").contains("2026-03-20"));
    let late = owed(&sandbox, "2026-06-01");
    assert!(!late.iter().any(|it| it.contains("rep-partners")), "{late:?}");
    assert!(late.iter().any(|it| it.contains("the term ends on 2026-06-30")), "{late:?}");
    assert!(late.iter().any(|it| it.contains("review `rev-soon` was due")), "{late:?}");
    let calendar = said(&sandbox, &["report", "calendar"], "2026-03-02", 0);
    let gone = calendar.matches("cancelled").count();
    assert!(gone > 0 && calendar.contains("rev-soon"), "{calendar}");
}

#[test]
fn what_a_hand_wrote_without_the_list_is_told_by_its_keys() {
    let sandbox = rewritten();
    let before = owed(&sandbox, "2026-09-21");
    let log = format!("collaborations/{WARM}/log");
    let name = |path: &std::path::PathBuf| {
        path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned()
    };
    let mut names = files(&sandbox.root().join(&log)).iter().map(name).collect::<Vec<_>>();
    names.retain(|name| name.starts_with("2026-02-05-agreement-amended"));
    let amendment = format!("{log}/{}", names[0]);
    let text = sandbox.read(&amendment);
    assert!(text.contains("list = \"reporting\", ") && text.contains("list = \"review_plan\", "));
    let bare = text.replace("list = \"reporting\", ", "").replace("list = \"review_plan\", ", "");
    sandbox.write(&amendment, bare.replace("id = \"rep-partners\", ", ""));
    assert_eq!(before, owed(&sandbox, "2026-09-21"));
}
