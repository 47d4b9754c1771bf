//! What an amendment takes out or adds counts from the day it is in force, and not before.

use crate::harness::Sandbox;

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
        assert!(refusal.contains("no action of this agreement"), "{refusal}");
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
