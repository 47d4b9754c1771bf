//! The gate before signatures, days that cannot be, and what is said to somebody who is just
//! writing: of what to write, and not of correcting what nobody has seen.

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, TODAY, comity_in, world};

const LOAN: &str = "collaborations/loan-boxes";
const HOUR: &str = "collaborations/reading-hour";
const WARM: &str = "collaborations/warm-safe-discharge";
/// The day on which the worked example stands as its story ends.
const DAY: &str = "2025-11-30";

/// A workspace of which nobody has signed anything.
fn unsigned(from: &str, directory: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(from);
    for below in ["log", "reviews"] {
        let _ = std::fs::remove_dir_all(sandbox.root().join(directory).join(below));
    }
    sandbox
}

fn clean() -> Sandbox {
    let sandbox = unsigned("tests/fixtures/clean", LOAN);
    // As it stood before anybody signed.
    let head = format!("{LOAN}/collaboration.toml");
    sandbox.replace(&head, "team_stage_on = 2025-05-12", "team_stage_on = 2025-02-12");
    sandbox
}

/// Runs a line that is refused: it says this, and does not say that.
fn refused(sandbox: &Sandbox, today: &str, line: &[&str], says: &[&str], not: &[&str]) {
    let outcome = sandbox.comity(&[line, &["--today", today, "--dry-run"]].concat());
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{line:?}");
    let said = &outcome.stderr;
    for part in says {
        assert!(said.contains(part), "{line:?} does not say {part:?}:\n{said}");
    }
    for part in not {
        assert!(!said.contains(part), "{line:?} says {part:?}:\n{said}");
    }
}

fn done(sandbox: &Sandbox, today: &str, line: &[&str]) -> Outcome {
    let outcome = sandbox.comity(&[line, &["--today", today]].concat());
    assert_eq!(outcome.code, 0, "{line:?}\n{}", outcome.stderr);
    outcome
}

/// The parties that `--ready` would have sign, where it says that nothing is in the way.
fn ready(sandbox: &Sandbox, id: &str, today: &str) -> Option<Vec<String>> {
    let said = sandbox.comity(&["agree", id, "--ready", "--today", today]);
    if !said.stdout.contains("Nothing stands in the way") {
        return None;
    }
    let parties = said.stdout.lines().filter_map(|line| line.trim().split_once(" --sign "));
    Some(parties.map(|(_, party)| party.trim_matches('"').to_owned()).collect())
}

/// That a sign-off is taken where `--ready` says that nothing is in the way, and only there. Gives
/// whether nothing was.
fn agrees(sandbox: &Sandbox, id: &str, today: &str, signers: &[(&str, &str)], what: &str) -> bool {
    let ready = ready(sandbox, id, today);
    for (party, by) in signers {
        let line = ["agree", id, "--sign", party, "--by", by, "--method", "email"];
        let signed = sandbox.comity(&[&line[..], &["--today", today, "--dry-run"]].concat());
        let wanted = ready.as_ref().is_some_and(|it| it.iter().any(|one| one == party));
        assert_eq!(
            signed.code == 0,
            wanted,
            "{what}: `--ready` and `--sign {party}` differ on {today}\n{}",
            signed.stderr
        );
    }
    ready.is_some()
}

/// Who signs for each party.
const LOANS: [(&str, &str); 2] = [("museum", "museum-director"), ("schools", "schools-executive")];
const HOURS: [(&str, &str); 2] =
    [("library", "Children's librarian"), ("surgery", "Practice manager")];

#[test]
fn what_is_ready_can_be_signed_and_nothing_else() {
    let (mut clear, mut barred) = (0, 0);
    let cases = [
        ("tests/fixtures/clean", LOAN, "loan-boxes", "2025-02-24", LOANS),
        ("examples/reading-hour", HOUR, "reading-hour", "2026-03-02", HOURS),
    ];
    for (from, directory, id, today, signers) in cases {
        let sandbox = if directory == LOAN { clean() } else { unsigned(from, directory) };
        assert!(agrees(&sandbox, id, today, &signers, from), "{from} can be signed");
        for file in ["agreement.toml", "evaluation.toml", "collaboration.toml"] {
            let path = format!("{directory}/{file}");
            let whole = sandbox.read(&path);
            let lines: Vec<&str> = whole.lines().collect();
            // Each line is taken out; of the larger record a part is enough.
            let step = if id == "loan-boxes" { 5 } else { 1 };
            for at in (0..lines.len()).step_by(step).filter(|at| !lines[*at].is_empty()) {
                let mut left = lines.clone();
                left.remove(at);
                sandbox.write(&path, left.join("\n") + "\n");
                let what = format!("{path} without `{}`", lines[at]);
                let is_clear = agrees(&sandbox, id, today, &signers, &what);
                *(if is_clear { &mut clear } else { &mut barred }) += 1;
            }
            sandbox.write(&path, &whole);
        }
    }
    assert!(clear > 30 && barred > 30, "{clear} clear, {barred} barred");
}

/// A decision with a condition.
fn condition(sandbox: &Sandbox, rest: &str) {
    let path = format!("{LOAN}/evaluation.toml");
    sandbox.replace(&path, "outcome = \"proceed\"", "outcome = \"proceed-with-conditions\"");
    let text = sandbox.read(&path);
    let more = format!("\n[[decision.condition]]\ntext = \"A van is there\"\n{rest}");
    sandbox.write(&path, text + &more);
}

#[test]
fn what_the_decision_says_is_in_the_way_is_told_before_and_refused_then() {
    let wanted: [(&str, bool); 9] = [
        ("outcome = \"proceed\"", true),
        ("outcome = \"decline\"", false),
        ("outcome = \"defer\"\nreconsider_on = 2026-01-05", false),
        ("due = 2025-02-14\n", false),
        ("due = 2025-02-14\nmet_on = 2025-02-13\nevidence = \"Minutes\"\n", true),
        ("due = 2025-02-24\n", true),
        ("due = 2025-02-23\n", false),
        ("due = 2025-06-01\n", true),
        ("due = 2025-02-14\nmet_on = 2025-06-13\nevidence = \"Minutes\"\n", false),
    ];
    for (text, is_clear) in wanted {
        let sandbox = clean();
        if text.starts_with("due") {
            condition(&sandbox, text);
        } else {
            sandbox.replace(&format!("{LOAN}/evaluation.toml"), "outcome = \"proceed\"", text);
        }
        let found = agrees(&sandbox, "loan-boxes", "2025-02-24", &LOANS, text);
        assert_eq!(found, is_clear, "{text}");
    }
    // Days before the evaluation, and a collaboration that is over.
    let sandbox = clean();
    assert!(!agrees(&sandbox, "loan-boxes", "2025-02-09", &LOANS, "before the decision"));
    sandbox.write(
        &format!("{LOAN}/log/2025-02-20-closed-x7rt.toml"),
        "kind = \"closure\"\non = 2025-02-20\nby = \"learning-manager\"\nreason = \"not-pursued\"\n",
    );
    assert!(!agrees(&sandbox, "loan-boxes", "2025-02-24", &LOANS, "closed"));
}

#[test]
fn a_draft_from_what_was_declined_says_so() {
    for outcome in ["decline", "defer"] {
        let sandbox = clean();
        std::fs::remove_file(sandbox.root().join(format!("{LOAN}/agreement.toml"))).expect("there");
        let path = format!("{LOAN}/evaluation.toml");
        sandbox.replace(&path, "\"proceed\"", &format!("\"{outcome}\""));
        let said = done(&sandbox, "2025-02-24", &["agree", "loan-boxes"]).stdout;
        assert!(
            said.contains(&format!("the decision in evaluation.toml is `{outcome}`")),
            "{said}"
        );
        let line = "comity evaluate loan-boxes --set decision.outcome=…";
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn who_signs_is_a_role_of_the_party() {
    let sandbox = clean();
    let line = ["agree", "loan-boxes", "--sign", "museum", "--by", "schools-executive"];
    let says = [
        "`schools-executive` works for `schools`, and would sign here for `museum`",
        "`--by museum-director`",
        "--force",
    ];
    refused(&sandbox, "2025-02-24", &line, &says, &[]);
    let forced = [&line[..], &["--force", "She stands in"]].concat();
    let _ = done(&sandbox, "2025-02-24", &forced);
    // Where there is no party at all, nobody is listed.
    let head = format!("{LOAN}/collaboration.toml");
    let text = sandbox.read(&head);
    sandbox.write(&head, text.split("[[party]]").next().expect("text"));
    let line = ["agree", "loan-boxes", "--sign", "museum"];
    let says = ["it has none yet: `comity evaluate loan-boxes --add party id=museum name=…`"];
    refused(&sandbox, "2025-02-24", &line, &says, &["there are: "]);
}

#[test]
fn a_day_that_cannot_be_is_refused_with_the_reason() {
    let loans = Sandbox::clean();
    let warm = Sandbox::copy_of("examples/warm-safe-discharge");
    let resolved = format!("{WARM}/log/2025-06-13-friday-visits-resolved-m9rh.toml");
    std::fs::remove_file(warm.root().join(resolved)).expect("it was there");
    let (c, w) = ("loan-boxes", "warm-safe-discharge");
    let cases: [(&Sandbox, &str, &[&str], &str); 7] = [
        (
            &warm,
            DAY,
            &["log-risk", w, "risk-data", "accepted", "--accepted-until", "2025-11-01"],
            "`accepted_until` (2025-11-01) lies before the day of the event (2025-11-30)",
        ),
        (
            &warm,
            DAY,
            &[
                "log-decision",
                w,
                "friday-visits",
                "proposed",
                "--question",
                "Shall we?",
                "--follow-up-by",
                "2025-11-01",
            ],
            "`follow_up_by` (2025-11-01) lies before the day of the event (2025-11-30)",
        ),
        (
            &loans,
            TODAY,
            &[
                "log-report",
                c,
                "rep-museum",
                "reported",
                "--period-from",
                "2025-03-03",
                "--period-to",
                "2025-12-31",
                "--summary",
                "All well",
            ],
            "the period runs to 2025-12-31, and the report is of 2025-06-02",
        ),
        (
            &loans,
            TODAY,
            &[
                "log-contact",
                "saltmarsh-schools",
                "contacted",
                "--with",
                "curriculum-lead",
                "--purpose",
                "Boxes",
                "--mode",
                "informal",
                "--follow-up-by",
                "2024-01-31",
            ],
            "`follow_up_by` (2024-01-31) lies before the day of the event",
        ),
        (
            &loans,
            TODAY,
            &[
                "evaluate",
                c,
                "--set",
                "decision.outcome=defer",
                "--set",
                "decision.reconsider_on=2025-01-31",
            ],
            "`reconsider_on` (2025-01-31) lies before `decided_on` (2025-02-10)",
        ),
        (
            &warm,
            DAY,
            &["log-issue", w, "friday-visits", "escalated", "--level", "9"],
            "there is no level 9",
        ),
        (
            &warm,
            DAY,
            &[
                "review",
                w,
                "annual-2025",
                "--add",
                "recommendation",
                "id=rec-new",
                "statement=More vans",
                "owner=avh-discharge-lead",
                "due=2025-01-31",
                "status=proposed",
            ],
            "`due` (2025-01-31) lies before `held_on`",
        ),
    ];
    for (sandbox, today, line, says) in cases {
        refused(sandbox, today, line, &[says], &[]);
    }
}

#[test]
fn a_promise_that_lies_outside_of_the_term_is_refused() {
    let sandbox = clean();
    let day = "2025-02-24";
    let action = |due: &str| {
        let due = format!("due={due}");
        let words = ["--add", "action", "id=act-new", "party=museum", "title=New", &due];
        let line = [&["agree", "loan-boxes"][..], &words, &["owner=learning-manager"]].concat();
        sandbox.comity(&[&line[..], &["--today", day, "--dry-run"]].concat())
    };
    for (due, says) in [
        ("2025-03-02", "`act-new` runs to 2025-03-02, before the term begins on 2025-03-03"),
        ("2026-02-28", "`act-new` runs to 2026-02-28, after the term ends on 2026-02-27"),
    ] {
        let outcome = action(due);
        assert_eq!(outcome.code, 2, "{due}");
        assert!(outcome.stderr.contains(says), "{}", outcome.stderr);
    }
    for due in ["2025-03-03", "2026-02-27"] {
        assert_eq!(action(due).code, 0, "{due}: {}", action(due).stderr);
    }
    let plan =
        ["agree", "loan-boxes", "--add", "review_plan", "id=rev-new", "lead=learning-manager"];
    let early = [&plan[..], &["due=2025-03-02"]].concat();
    let says = ["a review is due (2025-03-02) before the term begins (2025-03-03)"];
    refused(&sandbox, day, &early, &says, &[]);
    // An amendment that would take effect when all is over.
    let sandbox = Sandbox::clean();
    let amend = [
        "agree",
        "loan-boxes",
        "--amend",
        "--set",
        "sl-turnaround.target=80",
        "--reason",
        "Slower",
    ];
    let late = [&amend[..], &["--effective-on", "2026-03-02"]].concat();
    let says = ["takes effect (2026-03-02) after the term ends (2026-02-27)"];
    refused(&sandbox, TODAY, &late, &says, &[]);
    // Who moves the end as well may.
    let both = [&late[..], &["--set", "term.ends_on=2026-06-30"]].concat();
    let _ = done(&sandbox, TODAY, &both);
}

/// Words that speak of what is on file: nobody says them of what is not.
pub const OF_FILE: [&str; 9] = [
    "correct the event",
    "correct the report",
    "correct the day",
    "take this one back",
    "take it back",
    "take the event back",
    "retracted = true",
    "with `corrects`",
    "in a correction",
];

#[test]
fn who_writes_is_told_what_to_write() {
    let warm = Sandbox::copy_of("examples/warm-safe-discharge");
    let loans = Sandbox::clean();
    let (c, w) = ("loan-boxes", "warm-safe-discharge");
    let cases: [(&Sandbox, &str, &[&str], &[&str]); 8] = [
        (
            &loans,
            TODAY,
            &[
                "log-action",
                c,
                "act-training",
                "rescheduled",
                "--new-date",
                "2025-07-25",
                "--agreed-by",
                "schools",
                "--reason",
                "Holidays",
            ],
            &["if they agree, say so: `--agreed-by schools,museum`"],
        ),
        (
            &loans,
            TODAY,
            &[
                "log-action",
                c,
                "act-training",
                "cancelled",
                "--agreed-by",
                "schools",
                "--reason",
                "No teachers",
            ],
            &["if they agree, say so: `--agreed-by schools,museum`"],
        ),
        (
            &loans,
            TODAY,
            &[
                "log-action",
                c,
                "act-boxes",
                "completed",
                "--evidence",
                "Photo",
                "--quality-met",
                "yes",
            ],
            &["act-boxes was completed on 2025-04-30", "log `reopened` first"],
        ),
        (&loans, TODAY, &["log-action", c, "act-training", "reopened"], &["act-training is open"]),
        (
            &loans,
            TODAY,
            &["log-action", c, "act-boxes", "progressed", "--percent", "50"],
            &["act-boxes was completed on 2025-04-30"],
        ),
        (
            &warm,
            DAY,
            &["log-feedback", w, "answered", "--party", "hospital"],
            &["`response` is missing"],
        ),
        (
            &warm,
            DAY,
            &["log-risk", w, "risk-data", "closed", "--reason", "Over"],
            &["here the why goes with `--note"],
        ),
        (
            &warm,
            DAY,
            &["log-issue", w, "friday-visits", "reopened", "--reason", "Again"],
            &["here the why goes with `--note"],
        ),
    ];
    for (sandbox, today, line, says) in cases {
        refused(sandbox, today, line, says, &OF_FILE);
        let said = sandbox.comity(&[line, &["--today", today]].concat()).stderr;
        // One fault is told once.
        assert!(!said.contains("2 things speak against it"), "{said}");
    }
}

#[test]
fn who_accepts_is_asked_for_as_who_accepts() {
    let sandbox = Sandbox::clean();
    std::fs::remove_file(
        sandbox.root().join(format!("{LOAN}/log/2025-05-06-act-boxes-accepted-p8sd.toml")),
    )
    .expect("there");
    let line = ["log-action", "loan-boxes", "act-boxes", "accepted", "--by", "A guest"];
    let says = ["nothing says which party accepts act-boxes", "`--party schools`"];
    refused(&sandbox, TODAY, &line, &says, &["the party that did it"]);
    let _ = done(
        &sandbox,
        TODAY,
        &["log-action", "loan-boxes", "act-boxes", "accepted", "--party", "schools"],
    );
}

#[test]
fn a_condition_is_called_as_one_would_write_it() {
    let sandbox = clean();
    condition(&sandbox, "due = 2025-06-01\n");
    for way in ["decision.condition.0", "decision.condition[0]", "condition[0]", "condition.0"] {
        let set = format!("{way}.met_on=2025-02-20");
        let line = ["evaluate", "loan-boxes", "--set", &set, "--dry-run"];
        let said = done(&sandbox, "2025-02-24", &line).stdout;
        assert!(said.contains("+met_on = 2025-02-20"), "{way}: {said}");
    }
    for list in ["condition", "decision.condition"] {
        let line =
            ["evaluate", "loan-boxes", "--add", list, "text=Two", "due=2025-07-01", "--dry-run"];
        let said = done(&sandbox, "2025-02-24", &line).stdout;
        assert!(said.contains("+text = \"Two\""), "{list}: {said}");
    }
    let line = ["evaluate", "loan-boxes", "--set", "decision.condition.1.met_on=2025-02-20"];
    let says = ["they are called by their numbers: `condition[0]`"];
    refused(&sandbox, "2025-02-24", &line, &says, &["add one"]);
}

#[test]
fn what_a_decision_is_refused_for_is_not_called_advice() {
    let sandbox = clean();
    let path = format!("{LOAN}/evaluation.toml");
    let text = sandbox.read(&path);
    let (start, rest) = text.split_once("[[considered]]").expect("there");
    let (_, rest) = rest.split_once("[[party_view]]").expect("there");
    let (rest, _) = rest.split_once("[decision]").expect("there");
    sandbox.write(&path, format!("{start}[[party_view]]{rest}"));
    let day = "2025-02-24";
    let shown = done(&sandbox, day, &["evaluate", "loan-boxes"]).stdout;
    let gap = shown.lines().find(|line| line.contains("considered")).expect("it is missing");
    assert!(!gap.contains("(advised)"), "{shown}");
    let decide = [
        "evaluate",
        "loan-boxes",
        "--set",
        "decision.outcome=proceed",
        "--set",
        "decision.rationale=Both gain",
    ];
    let says = ["`considered` is missing", "`comity evaluate loan-boxes --add considered "];
    refused(&sandbox, day, &decide, &says, &[]);
}

#[test]
fn after_the_last_review_there_is_a_way_on() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let path = format!("{WARM}/agreement.toml");
    let text = sandbox.read(&path);
    let held = ["interim-2025", "annual-2025"];
    let mut parts = text.split("[[review_plan]]");
    let mut left = parts.next().expect("text").to_owned();
    for part in parts {
        let (plan, rest) = match part.find("\n[") {
            Some(end) => part.split_at(end),
            None => (part, ""),
        };
        if held.iter().any(|id| plan.contains(id)) {
            left.push_str("[[review_plan]]");
            left.push_str(plan);
        }
        left.push_str(rest);
    }
    sandbox.write(&path, left);
    let says = [
        "no review is planned that was not held",
        "`comity review warm-safe-discharge annual-2025`",
        "`comity review warm-safe-discharge --close`",
    ];
    let outcome = sandbox.comity(&["review", "warm-safe-discharge", "--today", DAY]);
    for part in says {
        assert!(outcome.stderr.contains(part), "{}", outcome.stderr);
    }
    let _ = done(&sandbox, DAY, &["review", "warm-safe-discharge", "annual-2025"]);
}

#[test]
fn the_gate_speaks_of_no_signature_that_nobody_gave() {
    for outcome in ["outcome = \"decline\"", "outcome = \"defer\"\nreconsider_on = 2026-01-05"] {
        let sandbox = clean();
        sandbox.replace(&format!("{LOAN}/evaluation.toml"), "outcome = \"proceed\"", outcome);
        let shown = sandbox.comity(&["agree", "loan-boxes", "--ready", "--today", "2025-02-24"]);
        let said = &shown.stdout;
        assert!(!said.contains("was signed on"), "{said}");
        let line =
            "`comity evaluate loan-boxes --set decision.outcome=… --set decision.decided_on=DATE`";
        assert!(said.lines().any(|it| it.contains(line)), "a line to type is whole:\n{said}");
    }
}

#[test]
fn before_anybody_signs_an_action_is_moved_in_the_text() {
    let sandbox = unsigned("examples/reading-hour", HOUR);
    let path = format!("{HOUR}/agreement.toml");
    sandbox.replace(&path, "due = 2026-04-07", "due = 2026-04-21");
    let waits = sandbox.read(&path).contains("depends_on = [\"act-room\"]");
    if !waits {
        sandbox.replace(&path, "due = 2026-04-14", "due = 2026-04-14\ndepends_on = [\"act-room\"]");
    }
    let line = ["agree", "reading-hour", "--ready", "--today", "2026-03-02"];
    let said = sandbox.comity(&line).stdout;
    let set = "comity agree reading-hour --set act-read.due=2026-04-21";
    assert!(said.contains(set) && !said.contains("rescheduled"), "{said}");
}

/// The agreement of the reading hour, with an action of every month.
fn monthly() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = format!("{HOUR}/agreement.toml");
    sandbox.replace(
        &path,
        "due = 2026-04-14",
        "due = 2026-04-14\nrecurs = \"monthly\"\nuntil = 2026-08-14",
    );
    for name in ["2026-03-09-library-signed-k3vd", "2026-03-10-surgery-signed-t7qn"] {
        let path = format!("{HOUR}/log/{name}.toml");
        let text = sandbox.read(&path);
        let covers = text.lines().find(|line| line.starts_with("covers = ")).expect("covers");
        sandbox.write(&path, text.replace(covers, "covers = \"comity-1:auto\""));
    }
    sandbox.sign();
    sandbox
}

#[test]
fn a_signed_promise_that_is_changed_in_an_editor_is_told() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = format!("{HOUR}/agreement.toml");
    let open = |from: &'static str, to: &'static str| {
        let edit: Edit = Box::new(move |text| text.replace(from, to));
        let person = std::sync::Arc::new(Someone::with(&[], vec![edit]));
        let context = Context { person, ..world(sandbox.root()) };
        comity_in(&context, &["edit", &path, "--today", "2026-04-10"])
    };
    let amend = "comity agree reading-hour --amend --reason \"…\" --effective-on DATE";
    let kept = open("[[action]]", "# Ours first.\n[[action]]");
    assert!(kept.code == 0 && !kept.stdout.contains(amend), "{kept:?}");
    let changed = open("due = 2026-04-14", "due = 2026-04-28");
    assert!(changed.stdout.contains("not what library, surgery signed"), "{changed:?}");
    assert!(changed.stdout.contains(amend), "{changed:?}");
}

#[test]
fn a_time_moved_beyond_the_term_is_told() {
    let sandbox = monthly();
    let today = ["--today", "2026-04-10"];
    let line =
        ["log-action", "reading-hour", "act-read", "rescheduled", "--occurrence", "2026-05-14"];
    let more = [
        "--new-date",
        "2027-01-14",
        "--agreed-by",
        "library,surgery",
        "--by",
        "Children's librarian",
    ];
    let line = [&line[..], &more, &today].concat();
    let note = "note: `act-read` runs to 2027-01-14, after the term ends on 2026-12-18";
    let dry = sandbox.comity(&[&line[..], &["--dry-run"]].concat());
    assert!(dry.stderr.contains(note), "{dry:?}");
    let done = sandbox.comity(&line);
    assert!(done.stdout.contains(note), "{done:?}");
    assert!(sandbox.rules("2026-04-10").contains(&"action-out-of-scope".to_owned()));
}

#[test]
fn of_several_times_that_wait_the_person_says_which_is_meant() {
    let sandbox = monthly();
    let step = |step: &str, more: &[&str]| {
        let line = ["log-action", "reading-hour", "act-read", step, "--today", "2026-06-10"];
        sandbox.comity(&[&line[..], more].concat())
    };
    let done = |day: &str| {
        let proof = ["--evidence", "The list of days", "--quality-met", "yes"];
        let more = [&proof[..], &["--occurrence", day, "--by", "Children's librarian"]].concat();
        let outcome = step("completed", &more);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        let path = outcome.stdout.lines().next().expect("a line").trim_end_matches(".toml");
        path.rsplit('/').next().expect("a name").to_owned()
    };
    let told = |day: &str| {
        let more = ["--reason", "Ill", "--told", "surgery", "--by", "Children's librarian"];
        let outcome = step("unable", &[&more[..], &["--occurrence", day]].concat());
        assert_eq!(outcome.code, 0, "{outcome:?}");
    };
    let names = [done("2026-04-14"), done("2026-05-14")];
    let accept = ["--party", "surgery", "--by", "Practice manager"];
    let refused = step("accepted", &accept);
    for name in &names {
        let line = format!("`--follows {name}` (completed on 2026-06-10)");
        assert!(refused.code == 2 && refused.stderr.contains(&line), "{refused:?}");
    }
    let one = step("accepted", &[&accept[..], &["--follows", &names[1]]].concat());
    assert!(one.stdout.contains("counts for the one due on 2026-05-14"), "{one:?}");
    // The other is the only one that is left.
    let other = step("accepted", &accept);
    assert!(other.stdout.contains("counts for the one due on 2026-04-14"), "{other:?}");
    told("2026-06-14");
    told("2026-07-14");
    let refused = step("told", &["--told", "surgery"]);
    for day in ["2026-06-14", "2026-07-14"] {
        let line = format!("(of the one due on {day})");
        assert!(refused.code == 2 && refused.stderr.contains(&line), "{refused:?}");
    }
}

#[test]
fn a_term_that_ends_before_an_action_is_told_in_the_gate() {
    let sandbox = unsigned("examples/reading-hour", HOUR);
    let ready = ["agree", "reading-hour", "--ready", "--today", "2026-03-02"];
    let note = "`act-read` runs to 2026-04-14, after the term ends on";
    assert!(!sandbox.comity(&ready).stdout.contains(note));
    let path = format!("{HOUR}/agreement.toml");
    sandbox.replace(&path, "ends_on = 2026-12-18", "ends_on = 2026-04-10");
    let said = sandbox.comity(&ready).stdout;
    assert!(said.contains(note), "{said}");
}

#[test]
fn check_sends_nobody_to_sign_what_cannot_be_signed() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let text = format!("{HOUR}/agreement.toml");
    let log = sandbox.root().join(HOUR).join("log");
    for entry in crate::harness::files(&log) {
        if entry.to_string_lossy().contains("surgery-signed") {
            std::fs::remove_file(entry).expect("it was there");
        }
    }
    let line = |rule: &str| {
        let findings = sandbox.findings("2026-04-16");
        let of_rule = findings.iter().find(|it| it["rule"] == rule).expect("it is found");
        let remedy = of_rule["remedy"]["command"].as_str().expect("a line").to_owned();
        assert_eq!(of_rule["command"], remedy.as_str());
        (remedy, of_rule["help"].as_str().expect("help").to_owned())
    };
    let (command, help) = line("signoff-missing");
    assert_eq!(command, "comity agree reading-hour --sign surgery");
    assert!(!help.contains("in its way"), "{help}");
    // Something that is required is gone, by hand: the sign-off would be refused.
    let head = format!("{HOUR}/collaboration.toml");
    sandbox.replace(
        &head,
        "name = \"Fernley Family Surgery\"\nrep",
        "name = \"Fernley Family Surgery\"\nx_rep",
    );
    let sign = ["agree", "reading-hour", "--sign", "surgery", "--by", "Practice manager"];
    let refused = sandbox.comity(&[&sign[..], &["--today", "2026-04-16"]].concat());
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    let (command, help) = line("signoff-missing");
    assert_eq!(command, "comity agree reading-hour --ready");
    assert!(help.ends_with("; first what is in its way"), "{help}");
    let coverage = ["report", "coverage", "reading-hour", "--format", "json"];
    let report = sandbox.comity(&[&coverage[..], &["--today", "2026-04-16"]].concat());
    assert!(report.stdout.contains("comity agree reading-hour --ready"), "{}", report.stdout);
    assert!(!report.stdout.contains("--sign surgery"), "{}", report.stdout);
    assert!(sandbox.read(&text).contains("act-room"), "the text itself is whole");
}
