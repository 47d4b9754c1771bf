//! What stands in the way of somebody who uses it for the first time: a printed line that is refused,
//! a sign that was left as it stood, an end that leads nowhere, a gap that is told too late.

use crate::harness::Sandbox;

const WARM: &str = "collaborations/warm-safe-discharge";
const HOUR: &str = "collaborations/reading-hour";
const LOAN: &str = "collaborations/loan-boxes";

fn warm() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

fn hour() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

/// Runs a line, which has to end with this code, and gives all that it said in one line.
fn run(sandbox: &Sandbox, today: &str, line: &[&str], code: u8) -> String {
    let outcome = sandbox.comity(&[line, &["--today", today]].concat());
    assert_eq!(outcome.code, code, "{line:?}: {outcome:?}");
    let said = format!("{} {}", outcome.stdout, outcome.stderr);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line that a finding of a rule about a subject has to type.
fn line_of(sandbox: &Sandbox, today: &str, rule: &str) -> String {
    let found = sandbox.findings(today);
    let one =
        found.iter().find(|it| it["rule"] == rule).unwrap_or_else(|| panic!("{rule}: {found:#?}"));
    one["command"]
        .as_str()
        .or_else(|| one["remedy"]["command"].as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Takes all sign-offs and the rest of the log away, and the reviews.
fn unsigned(sandbox: &Sandbox, home: &str) {
    for below in ["log", "reviews"] {
        let _ = std::fs::remove_dir_all(sandbox.root().join(home).join(below));
    }
}

#[test]
fn an_amendment_for_one_recommendation_leaves_the_others_open() {
    let sandbox = warm();
    let line = [
        "agree",
        "warm-safe-discharge",
        "--amend",
        "--from-review",
        "annual-2025",
        "--reason",
        "Recommended by annual-2025",
        "--effective-on",
        "2025-12-10",
        "--add",
        "action",
        "id=act-forecast",
        "party=hospital",
        "owner=avh-discharge-lead",
        "title=Forecast",
        "due=2025-12-15",
        "serves=rec-forecast",
        "quality=On Mondays",
    ];
    run(&sandbox, "2025-12-01", &line, 0);
    let lost = |it: &serde_json::Value| it["rule"] == "review-recommendation-lost";
    let found = sandbox.findings("2026-03-10");
    let lost: Vec<&str> =
        found.iter().filter(|it| lost(it)).filter_map(|it| it["subject"].as_str()).collect();
    assert_eq!(lost, ["rec-one-form"]);
    let said = run(&sandbox, "2025-12-01", &["review", "warm-safe-discharge", "annual-2025"], 0);
    assert!(said.contains("rec-one-form") && !said.contains("rec-forecast"), "{said}");
}

#[test]
fn what_stands_for_words_is_no_answer_whichever_way_it_is_typed() {
    let sandbox = hour();
    for line in [
        &["evaluate", "reading-hour", "--set", "need.statement=…"][..],
        &["evaluate", "reading-hour", "--set", "evaluated_by=[\"…\"]"],
        &["agree", "reading-hour", "--amend", "--reason", "...", "--effective-on", "2026-04-20"],
        &["agree", "reading-hour", "--sign", "library", "--force", "…"],
        &["agree", "reading-hour", "--set", "information_none=…"],
        &["log-action", "reading-hour", "act-room", "completed", "--evidence", " … "],
        &["review", "reading-hour", "--add", "failure", "what=…", "why=Late"],
    ] {
        let said = run(&sandbox, "2026-04-16", line, 2);
        assert!(said.contains("`…` stands for your words"), "{line:?}: {said}");
    }
}

#[test]
fn what_stands_for_words_in_a_file_is_told_and_does_not_count() {
    let sandbox = hour();
    unsigned(&sandbox, HOUR);
    let agreement = format!("{HOUR}/agreement.toml");
    let none = "information_none = \"Nothing about families is written down or shared.\"";
    sandbox.replace(&agreement, none, "information_none = \"…\"");
    sandbox.replace(&agreement, "owner = \"Practice manager\"", "owner = \"...\"");
    let evaluation = format!("{HOUR}/evaluation.toml");
    let text = sandbox.read(&evaluation);
    let by = text.lines().find(|it| it.starts_with("decided_by")).expect("who decided").to_owned();
    sandbox.replace(&evaluation, &by, "decided_by = [\"…\"]");
    let said = run(&sandbox, "2026-03-09", &["agree", "reading-hour", "--sign", "library"], 2);
    for part in ["`information` is missing", "`owner` is empty", "`decided_by` is empty"] {
        assert!(said.contains(part), "it does not say {part:?}: {said}");
    }
    let told = sandbox.findings("2026-03-09");
    let told = told.iter().filter(|it| it["rule"] == "text-placeholder").count();
    assert_eq!(told, 3);
}

#[test]
fn nobody_signs_what_asks_a_party_to_do_nothing() {
    for (sandbox, home, id, today) in [
        (hour(), HOUR, "reading-hour", "2026-03-09"),
        (Sandbox::clean(), LOAN, "loan-boxes", "2025-05-20"),
    ] {
        unsigned(&sandbox, home);
        let agreement = format!("{home}/agreement.toml");
        let text = sandbox.read(&agreement);
        let (mut kept, mut inside) = (String::new(), false);
        for line in text.lines() {
            if line.starts_with('[') {
                inside = line == "[[action]]";
            }
            if !inside {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        sandbox.write(&agreement, kept);
        let head = sandbox.read(&format!("{home}/collaboration.toml"));
        let party = head.lines().skip_while(|it| *it != "[[party]]").nth(1).expect("a party");
        let party = party.trim_start_matches("id = ").trim_matches('"').to_owned();
        let said = run(&sandbox, today, &["agree", id, "--sign", &party], 2);
        assert!(said.contains(&format!("party `{party}` has no action")), "{said}");
        let said = run(&sandbox, today, &["agree", id, "--ready"], 0);
        let (before, _) = said.split_once("Not in the way").unwrap_or((&said, ""));
        assert!(before.contains(&format!("party `{party}` has no action")), "{said}");
    }
}

#[test]
fn an_observer_owes_no_action() {
    let sandbox = hour();
    unsigned(&sandbox, HOUR);
    let head = format!("{HOUR}/collaboration.toml");
    let text = sandbox.read(&head);
    let observer = "\n[[party]]\nid = \"council\"\nname = \"Town council\"\nrole = \"observer\"\nrepresentative = \"Town clerk\"\n";
    sandbox.write(&head, text + observer);
    run(&sandbox, "2026-03-09", &["agree", "reading-hour", "--sign", "library"], 0);
}

#[test]
fn work_that_is_not_as_good_as_agreed_can_be_said_and_leads_on() {
    let done = |id: &'static str, action: &'static str| {
        [
            "log-action",
            id,
            action,
            "completed",
            "--evidence",
            "Note",
            "--quality-met",
            "no",
            "--deviation",
            "Half of it",
            "--deviation-reason",
            "No room",
        ]
    };
    let sandbox = warm();
    let today = "2025-12-12";
    let said = run(&sandbox, today, &done("warm-safe-discharge", "act-winter"), 0);
    assert!(said.contains("not as good as was agreed"), "{said}");
    for step in ["act-winter reopened`", "act-winter accepted --party PARTY`"] {
        assert!(said.contains(step), "it does not say {step}: {said}");
    }
    let twin = sandbox.twin();
    run(&sandbox, today, &["log-action", "warm-safe-discharge", "act-winter", "reopened"], 0);
    let accepted =
        ["log-action", "warm-safe-discharge", "act-winter", "accepted", "--party", "housing"];
    run(&twin, today, &accepted, 0);
    // What is not said at all is asked for as before.
    let silent =
        ["log-action", "warm-safe-discharge", "act-winter", "completed", "--evidence", "Note"];
    run(&warm(), today, &silent, 2);
    // A small one asks for less, and tells it as well.
    let said = run(&hour(), "2026-04-01", &done("reading-hour", "act-room"), 0);
    assert!(said.contains("not as good as was agreed"), "{said}");
    assert!(
        said.contains("comity log-action reading-hour act-room accepted --party PARTY"),
        "{said}"
    );
}

#[test]
fn what_a_review_should_say_besides_is_told_before_it_is_agreed() {
    let sandbox = warm();
    let log = sandbox.root().join(WARM).join("log");
    for path in crate::harness::files(&log) {
        if path.to_string_lossy().contains("2025-11-2")
            && path.to_string_lossy().contains("-signed-review-")
        {
            std::fs::remove_file(path).expect("a file");
        }
    }
    let review = format!("{WARM}/reviews/annual-2025/review.toml");
    let text = sandbox.read(&review);
    let reduce = text.lines().find(|it| it.starts_with("reduce = ")).expect("one").to_owned();
    sandbox.write(&review, text.replace(&format!("{reduce}\n"), ""));
    let today = "2025-11-30";
    let show = ["review", "warm-safe-discharge", "annual-2025"];
    let said = run(&sandbox, today, &show, 0);
    assert!(said.contains("Better said before it is agreed"), "{said}");
    let set = "--set cost_result.cost-housing.reduce=…";
    assert!(said.contains(set), "{said}");
    let said = run(&sandbox, today, &[&show[..], &["--sign", "housing"]].concat(), 0);
    assert!(said.contains("note: `reduce` is missing") && said.contains("--force"), "{said}");
    for party in ["adult-care", "hospital", "hearthside"] {
        run(&sandbox, today, &[&show[..], &["--sign", party]].concat(), 0);
    }
    // After that the line of the finding works, and says why it has to.
    let line = line_of(&sandbox, today, "review-detail-missing");
    assert!(line.ends_with(&format!("{set} --force \"…\"")), "{line}");
    let typed =
        ["--set", "cost_result.cost-housing.reduce=Fewer visits", "--force", "It was left out"];
    let said = run(&sandbox, today, &[&show[..], &typed].concat(), 0);
    assert!(said.contains("agreed anew"), "{said}");
}

#[test]
fn the_line_that_accepts_names_the_party_where_several_could() {
    let sandbox = warm();
    let line = line_of_accepted(&sandbox);
    assert!(line.contains(" accepted ") && line.contains(" --party housing"), "{line}");
}

/// The line that asks for another party to look at what was done.
fn line_of_accepted(sandbox: &Sandbox) -> String {
    let done = [
        "log-action",
        "warm-safe-discharge",
        "act-winter",
        "completed",
        "--evidence",
        "Note",
        "--quality-met",
        "yes",
    ];
    run(sandbox, "2025-12-12", &done, 0);
    line_of(sandbox, "2026-01-30", "action-completion-unproven")
}

#[test]
fn what_is_no_id_is_not_offered_as_a_new_party() {
    let sandbox = hour();
    unsigned(&sandbox, HOUR);
    let agreement = format!("{HOUR}/agreement.toml");
    let text = sandbox.read(&agreement);
    let duty =
        "\n[[obligation]]\nsource = \"Lending terms\"\nkind = \"code\"\nevidence = \"Letter\"\n";
    for (named, wanted) in [("The bank", false), ("library,club", false), ("bank", true)] {
        sandbox.write(&agreement, format!("{text}{duty}applies_to = [\"{named}\"]\n"));
        let found = sandbox.findings("2026-03-09");
        let one = found.iter().find(|it| it["rule"] == "reference-unresolved").expect("a name");
        let said = one.to_string();
        assert_eq!(said.contains("--add party"), wanted, "{said}");
    }
}

#[test]
fn an_end_is_written_by_who_represents_our_one_party() {
    let sandbox = hour();
    let end = [
        "review",
        "reading-hour",
        "--close",
        "--reason",
        "expired",
        "--money",
        "None",
        "--assets",
        "None",
        "--lessons",
        "Stories work",
        "--actions-handed-to",
        "Practice manager",
    ];
    run(&sandbox, "2026-12-30", &[&end[..], &["--force", "The review was not held"]].concat(), 0);
    let closed = crate::harness::files(&sandbox.root().join(HOUR).join("log"));
    let closed = closed.iter().find(|it| it.to_string_lossy().contains("closed")).expect("an end");
    let text = std::fs::read_to_string(closed).expect("a text");
    assert!(text.contains("by = \"Children's librarian\""), "{text}");
}

#[test]
fn the_lines_for_a_rung_do_not_undo_each_other() {
    let sandbox = warm();
    unsigned(&sandbox, WARM);
    let agreement = format!("{WARM}/agreement.toml");
    let text = sandbox.read(&agreement);
    let (before, after) = text.split_once("[[escalation]]").expect("a ladder");
    let who = after.lines().find(|it| it.starts_with("who = ")).expect("roles").to_owned();
    let after = after.replacen(&who, "who = [\"avh-discharge-lead\"]", 1);
    sandbox.write(&agreement, format!("{before}[[escalation]]{after}"));
    let ready = ["agree", "warm-safe-discharge", "--ready", "--today", "2024-12-01"];
    let said = sandbox.comity(&ready).stdout;
    let lines: Vec<&str> = said.lines().filter(|it| it.contains("escalation[0].who=")).collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines.iter().all(|it| *it == lines[0]), "{lines:?}");
}

/// A collaboration with an action that an amendment brings, to hold from the middle of January.
fn with_more_to_do() -> Sandbox {
    let sandbox = warm();
    let line = [
        "agree",
        "warm-safe-discharge",
        "--amend",
        "--reason",
        "Ward lists come late",
        "--effective-on",
        "2026-01-15",
        "--add",
        "action",
        "id=act-list",
        "party=hospital",
        "owner=avh-discharge-lead",
        "title=Send the ward list",
        "due=2026-02-15",
        "quality=By noon",
    ];
    run(&sandbox, "2025-12-01", &line, 0);
    sandbox
}

fn sign_all(sandbox: &Sandbox) {
    for party in ["housing", "adult-care", "hospital", "hearthside"] {
        run(sandbox, "2025-12-03", &["agree", "warm-safe-discharge", "--sign", party], 0);
    }
}

#[test]
fn an_action_that_is_still_to_come_says_from_when_it_holds() {
    let sandbox = with_more_to_do();
    let start = ["log-action", "warm-safe-discharge", "act-list", "started"];
    let said = run(&sandbox, "2025-12-02", &start, 2);
    assert!(
        said.contains("`act-list` comes with version 3, which not every party has signed"),
        "{said}"
    );
    sign_all(&sandbox);
    let said = run(&sandbox, "2025-12-05", &start, 2);
    assert!(said.contains("`act-list` holds from 2026-01-15"), "{said}");
    run(&sandbox, "2026-01-15", &start, 0);
}

#[test]
fn nothing_was_done_before_it_was_agreed() {
    let sandbox = with_more_to_do();
    sign_all(&sandbox);
    let line = |on: &'static str| {
        [
            "log-action",
            "warm-safe-discharge",
            "act-list",
            "completed",
            "--evidence",
            "List",
            "--quality-met",
            "yes",
            "--on",
            on,
        ]
    };
    let said = run(&sandbox, "2026-01-20", &line("2025-11-30"), 2);
    assert!(said.contains("2025-11-30 lies before act-list was agreed"), "{said}");
    run(&sandbox, "2026-01-20", &line("2026-01-16"), 0);
}

#[test]
fn word_of_what_was_moved_since_still_reaches_the_last() {
    let sandbox = warm();
    let today = "2025-12-01";
    let act = |rest: &[&'static str]| {
        [&["log-action", "warm-safe-discharge", "act-winter"][..], rest].concat()
    };
    let unable = [
        "unable",
        "--reason",
        "Two sites closed",
        "--told",
        "housing,adult-care",
        "--later",
        "hearthside",
        "--new-date",
        "2025-12-20",
    ];
    run(&sandbox, today, &act(&unable), 0);
    let moved =
        ["rescheduled", "--new-date", "2025-12-20", "--agreed-by", "housing,adult-care,hospital"];
    run(&sandbox, "2025-12-02", &act(&moved), 0);
    let said = run(&sandbox, "2025-12-03", &act(&["told", "--told", "hearthside"]), 0);
    assert!(!said.contains("rescheduled") && said.contains("act-winter completed"), "{said}");
}

#[test]
fn what_a_command_can_do_has_its_line() {
    let sandbox = warm();
    let said = run(
        &sandbox,
        "2025-12-01",
        &["log-contact", "new-club", "contacted", "--purpose", "A word"],
        2,
    );
    assert!(said.contains("`comity network new-club --set name=… --set kind=…"), "{said}");
    let set = [
        "review",
        "warm-safe-discharge",
        "annual-2026",
        "--set",
        "cost_result.cost-housing.reduce=Fewer",
    ];
    let said = run(&sandbox, "2026-09-10", &set, 2);
    assert!(said.contains("`--add cost_result item=cost-housing actual=… reduce=…`"), "{said}");
    let sandbox = Sandbox::clean();
    unsigned(&sandbox, LOAN);
    let agreement = format!("{LOAN}/agreement.toml");
    let text = sandbox.read(&agreement);
    let covered =
        text.lines().find(|it| it.starts_with("must_cover = ")).expect("a list").to_owned();
    sandbox.write(&agreement, text.replace(&covered, "must_cover = [\"Incidents\"]"));
    let said = run(&sandbox, "2025-02-20", &["agree", "loan-boxes", "--ready"], 0);
    assert!(
        said.contains("comity agree loan-boxes --set rep-") && said.contains("must_cover+="),
        "{said}"
    );
    assert!(!said.contains("--amend"), "{said}");
}

#[test]
fn a_refusal_names_the_key_of_the_word_that_leads_nowhere() {
    let sandbox = Sandbox::clean();
    unsigned(&sandbox, LOAN);
    let line = ["agree", "loan-boxes", "--set", "governance.quorum=All three"];
    let said = run(&sandbox, "2025-02-20", &line, 2);
    assert!(
        said.contains("`All three` is no party of this collaboration")
            && said.contains("in `quorum`"),
        "{said}"
    );
}

#[test]
fn a_memorandum_is_in_words() {
    let sandbox = warm();
    let said = run(&sandbox, "2025-11-30", &["agree", "warm-safe-discharge", "--show"], 0);
    assert!(!said.contains("Kept for: P") && !said.contains("Response: treat"), "{said}");
    assert!(said.contains("Response: it is made smaller"), "{said}");
}
