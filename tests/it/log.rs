//! Logging what happened: three ways in, what is refused, what is put right, and where it lands.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, comity_in, files, world};

/// The day on which the example stands as its story ends.
const DAY: &str = "2025-11-30";
const LOG: &str = "collaborations/warm-safe-discharge/log";
const C: &str = "warm-safe-discharge";

fn story() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

/// Runs a line on the day.
fn run(sandbox: &Sandbox, line: &[&str]) -> Outcome {
    sandbox.comity(&[line, &["--today", DAY]].concat())
}

/// Runs a line with somebody at the terminal, and gives what was said to them.
fn talk(sandbox: &Sandbox, line: &[&str], answers: &[&str]) -> (Outcome, String) {
    with(sandbox, line, Someone::with(answers, Vec::new()), true)
}

/// Lets an editor work on the form of a line; each edit is one turn.
fn edit(sandbox: &Sandbox, line: &[&str], edits: Vec<Edit>) -> (Outcome, String) {
    with(sandbox, line, Someone::with(&[], edits), false)
}

fn with(
    sandbox: &Sandbox,
    line: &[&str],
    someone: Someone,
    interactive: bool,
) -> (Outcome, String) {
    let person = Arc::new(someone);
    let context = Context { interactive, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, &[line, &["--today", DAY]].concat());
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

/// The names of all events of the collaboration.
fn names(sandbox: &Sandbox) -> Vec<String> {
    let name = |path: &std::path::PathBuf| path.file_name().expect("a name").to_owned();
    let found = files(&sandbox.root().join(LOG));
    found.iter().map(|path| name(path).into_string().expect("text")).collect()
}

/// What an outcome says it wrote.
fn wrote(outcome: &Outcome) -> String {
    let line = outcome.stdout.lines().find_map(|line| line.strip_prefix("wrote "));
    line.unwrap_or_else(|| panic!("{}{}", outcome.stdout, outcome.stderr)).to_owned()
}

/// That a line is refused, says this, and leaves everything as it was.
fn refused(sandbox: &Sandbox, line: &[&str], says: &[&str]) {
    let before = tree(sandbox.root());
    let outcome = run(sandbox, line);
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{line:?}");
    for part in says {
        assert!(
            outcome.stderr.contains(part),
            "{line:?} does not say {part:?}:\n{}",
            outcome.stderr
        );
    }
    assert_eq!(tree(sandbox.root()), before, "{line:?} wrote something");
}

/// Every file with its text.
fn tree(root: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut left = vec![root.to_owned()];
    while let Some(directory) = left.pop() {
        left.extend(crate::harness::directories(&directory));
        for file in files(&directory) {
            let text = String::from_utf8_lossy(&fs::read(&file).expect("read")).into_owned();
            all.push((file.display().to_string(), text));
        }
    }
    all.sort();
    all
}

#[test]
fn word_that_it_cannot_be_done_reaches_all_who_depend_on_it() {
    let sandbox = story();
    let unable = ["log-action", C, "act-winter", "unable"];
    refused(
        &sandbox,
        &unable,
        &["nothing says why", "adult-care, hearthside, housing depend on it"],
    );
    let some = [&unable[..], &["--reason", "Two left", "--told", "housing,adult-care"]].concat();
    refused(&sandbox, &some, &["hearthside depends on it and was not told", "--later hearthside"]);
    let past = [&some[..], &["--later", "hearthside", "--new-date", "2025-11-01"]].concat();
    refused(&sandbox, &past, &["the new day 2025-11-01 lies before 2025-11-30"]);
    let all = [&some[..], &["--later", "hearthside", "--new-date", "2026-01-30"]].concat();
    let notice = sandbox.read(&wrote(&run(&sandbox, &all)));
    assert!(notice.contains("proposed_due = 2026-01-30"), "{notice}");
    assert!(sandbox.rules(DAY).contains(&"action-notice-defective".to_owned()));
    let told = ["log-action", C, "act-winter", "told", "--told", "hearthside"];
    let told = sandbox.read(&wrote(&run(&sandbox, &told)));
    assert!(told.contains("follows = \"2025-11-30-act-winter-unable-"), "{told}");
    assert!(!sandbox.rules(DAY).contains(&"action-notice-defective".to_owned()));
}

#[test]
fn nobody_was_told_before_there_was_an_agreement() {
    let sandbox = story();
    let told = |day: &str| {
        let mut line = vec!["log-action", C, "act-winter", "unable", "--reason", "Two nurses left"];
        line.extend(["--told", "adult-care,hearthside", "--informed", "party=housing"]);
        let on = format!("on={day}");
        run(&sandbox, &[&line[..], &[&on, "--dry-run"]].concat())
    };
    let early = told("2024-06-04");
    assert_eq!(early.code, 2, "{}", early.stdout);
    let says = "2024-06-04 lies before the agreement, which was first signed on 2024-12-16";
    assert!(early.stderr.contains(says), "{}", early.stderr);
    let fine = told(DAY);
    assert_eq!(fine.code, 0, "{}", fine.stderr);
}

#[test]
fn a_role_that_was_told_speaks_for_its_party() {
    let sandbox = story();
    let line = |role| {
        let informed = format!("role={role}");
        let words = ["log-action", C, "act-winter", "unable", "--reason", "Two left"];
        let told = ["--told", "housing,adult-care", "--informed", &informed, "on=2025-11-30"];
        run(&sandbox, &[&words[..], &told, &["--dry-run"]].concat())
    };
    assert_eq!(line("hearthside-operations-manager").code, 0);
    assert!(line("avh-discharge-lead").stderr.contains("hearthside depends on it"));
}

#[test]
fn a_move_starts_from_the_date_in_force_and_names_who_agreed() {
    let sandbox = story();
    let to = |day| vec!["log-action", C, "act-winter", "rescheduled", "--new-date", day];
    refused(&sandbox, &to("2026-01-30"), &["`agreed_by` is missing", "--agreed-by PARTY,…"]);
    let agreed = ["--agreed-by", "housing,adult-care,hearthside"];
    refused(&sandbox, &[&to("2025-12-12")[..], &agreed].concat(), &["due on 2025-12-12 already"]);
    refused(&sandbox, &[&to("2025-11-01")[..], &agreed].concat(), &["lies before 2025-11-30"]);
    let wrong = [&to("2026-01-30")[..], &agreed, &["--was-due", "2025-12-11"]].concat();
    refused(&sandbox, &wrong, &["it is due on 2025-12-12 now, and not on 2025-12-11"]);
    let moved = sandbox.read(&wrote(&run(&sandbox, &[&to("2026-01-30")[..], &agreed].concat())));
    assert!(moved.contains("was_due = 2025-12-12\nnew_due = 2026-01-30\n"), "{moved}");
    // The next one starts from there.
    let again = sandbox.read(&wrote(&run(&sandbox, &[&to("2026-02-27")[..], &agreed].concat())));
    assert!(again.contains("was_due = 2026-01-30\n"), "{again}");
}

#[test]
fn what_is_over_is_not_done_again() {
    let sandbox = story();
    let done = ["log-action", C, "act-winter", "completed", "--evidence", "Rota", "--quality-met"];
    refused(
        &sandbox,
        &done[..4],
        &["`quality_met` is missing", "say where it can be seen: `--evidence"],
    );
    let done = [&done[..], &["yes"]].concat();
    let completed = wrote(&run(&sandbox, &done));
    refused(&sandbox, &done, &["was completed on 2025-11-30", "--corrects ID"]);
    refused(&sandbox, &["log-action", C, "act-winter", "started"], &["was completed"]);
    let accepted = ["log-action", C, "act-winter", "accepted", "--party"];
    refused(&sandbox, &[&accepted[..], &["hospital"]].concat(), &["by another party"]);
    wrote(&run(&sandbox, &[&accepted[..], &["housing"]].concat()));
    refused(&sandbox, &[&accepted[..], &["housing"]].concat(), &["is accepted already"]);
    wrote(&run(&sandbox, &["log-action", C, "act-winter", "reopened", "--reason", "A gap"]));
    refused(&sandbox, &["log-action", C, "act-winter", "reopened"], &["act-winter is open"]);
    assert!(completed.starts_with(LOG), "{completed}");
}

#[test]
fn names_that_lead_nowhere_suggest_the_nearest() {
    let sandbox = story();
    for (line, near) in [
        (&["log-action", "warm-safe-discharg", "act-winter", "started"][..], "warm-safe-discharge"),
        (&["log-action", C, "act-wintr", "started"], "act-winter"),
        (&["log-action", C, "act-winter", "startd"], "started"),
        (&["log-action", C, "act-winter", "started", "--party", "hospitl"], "hospital"),
        (
            &["log-action", C, "act-winter", "started", "--by", "avh-discharge-led"],
            "avh-discharge-lead",
        ),
        (&["log-issue", C, "friday-visit", "reopened"], "friday-visits"),
        (&["log-risk", C, "risk-dta", "closed"], "risk-data"),
        (&["log-report", C, "rep-delivry", "reported"], "rep-delivery"),
        (&["log-information", C, "inf-referals", "access-checked"], "inf-referrals"),
        (&["log-contact", "ardenvale-hospitls", "followed-up"], "ardenvale-hospitals"),
        (
            &["log-action", C, "act-coordinators", "completed", "--corrects", "c3tz"],
            "2025-04-28-act-coordinators-completed-c3tz",
        ),
        (
            &[
                "log-action",
                C,
                "act-pathway",
                "accepted",
                "--follows",
                "2025-02-24-act-pathway-completed-7fk3.toml",
            ],
            "2025-02-24-act-pathway-completed-7fk2",
        ),
        (
            &[
                "log-decision",
                C,
                "visits",
                "accepted",
                "--supersedes",
                "2025-06-13-visit-level-decided-r8t",
            ],
            "2025-06-13-visit-level-decided-r8tw",
        ),
    ] {
        let near =
            if near == "started" { near.to_owned() } else { format!("did you mean `{near}`?") };
        refused(&sandbox, line, &[&near]);
    }
}

#[test]
fn what_is_not_written_yet_need_not_be_taken_back() {
    let sandbox = story();
    let given = ["log-feedback", C, "given", "--from", "housing", "--to", "nobody-here"];
    let line = [&given[..], &["--worked-well", "The rota"]].concat();
    refused(&sandbox, &line, &["name adult-care or hearthside or hospital or housing\n"]);
    let risk = ["log-risk", C, "risk-capacity", "reassessed", "--likelihood", "many"];
    refused(&sandbox, &risk, &["give a whole number from 0 to 100"]);
}

#[test]
fn a_risk_that_was_looked_at_again_says_what_came_of_it() {
    let line = ["log-risk", C, "risk-capacity", "reassessed"];
    refused(&story(), &line, &["what came of looking at the risk again", "`--likelihood N`"]);
    for said in [
        ["--likelihood", "4"],
        ["--impact", "5"],
        ["--residual-likelihood", "1"],
        ["--residual-impact", "3"],
        ["--review-by", "2026-03-31"],
        ["--note", "All is as it was"],
        ["--evidence", "Minutes of 27 November"],
        ["--force", "The minutes follow"],
    ] {
        let outcome = run(&story(), &[&line[..], &said].concat());
        assert!(wrote(&outcome).contains("risk-capacity-reassessed"), "{said:?}");
    }
}

#[test]
fn a_day_that_cannot_be_is_refused_with_the_reason() {
    let sandbox = story();
    let on = |day| vec!["log-action", C, "act-winter", "started", "--on", day];
    refused(&sandbox, &on("2025-12-01"), &["lies after today, 2025-11-30"]);
    refused(
        &sandbox,
        &on("2024-12-15"),
        &["before the agreement, which was first signed on 2024-12-16"],
    );
    refused(&sandbox, &on("2025-02-30"), &["the calendar has no such day"]);
    refused(&sandbox, &on("30.11.2025"), &["year, month and day"]);
    // What lies ahead is never logged, whatever the reason; what lies before may be.
    refused(&sandbox, &[&on("2025-12-01")[..], &["--force", "we know"]].concat(), &["after today"]);
    let forced =
        run(&sandbox, &[&on("2024-12-15")[..], &["--force", "Begun before signing"]].concat());
    let text = sandbox.read(&wrote(&forced));
    assert!(text.contains("forced = \"Begun before signing\""), "{text}");
}

#[test]
fn no_name_leaves_the_log() {
    let sandbox = story();
    let opened =
        ["--raised-by", "hospital", "--category", "delivery", "--statement", "Orders wait"];
    let long = "long-".repeat(20) + "name";
    for (name, says) in [
        ("../../escape", "call it `escape`"),
        ("a/b", "call it `a-b`"),
        ("..", "words of letters and digits"),
        ("con", "call it `issue-con`"),
        ("com1", "call it `issue-com1`"),
        ("Late Orders", "call it `late-orders`"),
        (&long, "60 letters are enough"),
    ] {
        refused(&sandbox, &[&["log-issue", C, name, "opened"][..], &opened].concat(), &[says]);
    }
    refused(
        &sandbox,
        &["log-decision", C, "../x", "proposed", "--question", "Why"],
        &["call it `x`"],
    );
    refused(&sandbox, &["log-contact", "../..", "contacted"], &["name of a file"]);
    let line = |name| vec!["log-contact", name, "contacted", "--mode", "informal"];
    let more = ["--with", "avh-discharge-lead", "--purpose", "Winter"];
    refused(
        &sandbox,
        &[&line("../The Wards\u{1b}[2J")[..], &more].concat(),
        &["is no organisation of the network"],
    );
    let path = wrote(&run(&sandbox, &[&line("../Ardenvale\u{1b}[")[..], &more].concat()));
    assert!(path.starts_with("network/log/2025-11-30-ardenvale-contacted-"), "{path}");
}

#[test]
fn a_contact_is_with_an_organisation_that_is_known() {
    let sandbox = story();
    let more = ["contacted", "--mode", "formal", "--purpose", "x", "--with", "avh-discharge-lead"];
    for (name, says) in [
        ("nobody", "there are: ardenvale-hospitals, "),
        ("ardenvale-hospitls", "did you mean `ardenvale-hospitals`?"),
        ("avh-discharge-lead", "name the organisation, `ardenvale-hospitals`"),
    ] {
        refused(&sandbox, &[&["log-contact", name][..], &more].concat(), &[says]);
    }
    // Whom somebody else sent is no contact of theirs; at one table both may sit.
    let words = ["log-contact", "hearthside", "contacted", "--mode", "formal", "--purpose", "x"];
    for (with, says) in [
        ("avh-discharge-lead", "of `hearthside` there are: hearthside-chief-executive, "),
        ("avh-discharge-lead", "comity log-contact ardenvale-hospitals"),
        ("avh-discharge-lead", "`--force \"why\"`"),
    ] {
        refused(&sandbox, &[&words[..], &["--with", with]].concat(), &[says]);
    }
    let both = "hearthside-operations-manager,avh-discharge-lead";
    wrote(&run(&sandbox, &[&words[..], &["--with", both]].concat()));
    let forced = ["--with", "avh-discharge-lead", "--force", "She stands in there"];
    let path = wrote(&run(&sandbox, &[&words[..], &forced].concat()));
    assert!(sandbox.read(&path).contains("forced = \"She stands in there\""));
    // A department has the contacts of its body.
    let words = ["log-contact", "northmoor-housing", "contacted", "--mode", "formal"];
    let with = ["--purpose", "x", "--with", "northmoor-dpo", "--by", "housing-director"];
    wrote(&run(&sandbox, &[&words[..], &with].concat()));
    // A part of the name is enough, and who keeps up the relationship is known from it.
    for name in ["ardenvale", "hospitals", "Ardenvale Hospitals"] {
        let path = wrote(&run(&sandbox, &[&["log-contact", name][..], &more].concat()));
        let text = sandbox.read(&path);
        assert!(text.contains("by = \"housing-partnerships-manager\""), "{name}: {text}");
    }
}

#[test]
fn a_word_that_people_say_instead_leads_to_the_one_that_is_meant() {
    let sandbox = story();
    for (line, meant) in [
        (&["log-issue", C, "friday-visits", "settled"][..], "resolved"),
        (&["log-issue", C, "friday-visits", "Solved"], "resolved"),
        (&["log-action", C, "act-winter", "done"], "completed"),
        (&["log-action", C, "act-winter", "late"], "unable"),
        (&["log-risk", C, "risk-capacity", "happened"], "materialised"),
        (&["log-report", C, "rep-flow", "sent"], "reported"),
        (&["log-decision", C, "weekend-cover", "agreed"], "accepted"),
        (&["log-feedback", C, "replied"], "answered"),
        (&["log-information", C, "inf-totals", "deleted"], "disposed"),
        (&["log-contact", "hearthside", "met"], "contacted"),
    ] {
        let said = run(&sandbox, line).stderr;
        assert!(said.contains(&format!("exists: '{meant}'")), "{line:?}: {said}");
        assert_eq!(said.matches("tip:").count(), 1, "{line:?}: {said}");
    }
}

#[test]
fn an_issue_is_opened_once_and_settled_once() {
    let sandbox = story();
    let issue = |step| vec!["log-issue", C, "late-orders", step];
    let opened =
        ["--raised-by", "hospital", "--category", "delivery", "--statement", "Orders wait"];
    let opened = [&issue("opened")[..], &opened].concat();
    refused(&sandbox, &issue("resolved"), &["is no issue of this log"]);
    refused(&sandbox, &opened[..6], &["`category` is missing", "`statement` is missing"]);
    wrote(&run(&sandbox, &opened));
    refused(&sandbox, &opened, &["late-orders is open since 2025-11-30"]);
    refused(&sandbox, &issue("reopened"), &["late-orders is open"]);
    let up = sandbox.read(&wrote(&run(&sandbox, &issue("escalated"))));
    assert!(up.contains("level = 2\n"), "{up}");
    refused(
        &sandbox,
        &[&issue("escalated")[..], &["--level", "2"]].concat(),
        &["on level 2 already"],
    );
    let settled = [&issue("resolved")[..], &["--resolution", "A weekly list"]].concat();
    wrote(&run(&sandbox, &[&settled[..], &["--agreed-by", "hospital"]].concat()));
    refused(&sandbox, &settled, &["was resolved on 2025-11-30"]);
    // Others may agree later.
    wrote(&run(&sandbox, &[&settled[..], &["--agreed-by", "housing"]].concat()));
    refused(&sandbox, &opened, &["was opened before, and resolved", "`reopened`"]);
    refused(&sandbox, &issue("escalated"), &["log `reopened` first"]);
}

#[test]
fn a_risk_is_raised_once_and_closed_once() {
    let sandbox = story();
    let raised = ["--statement", "Fuel prices", "--owner", "housing-director", "--likelihood", "3"];
    let raised =
        [&["log-risk", C, "risk-fuel", "raised"][..], &raised, &["--impact", "2"]].concat();
    let text = sandbox.read(&wrote(&run(&sandbox, &raised)));
    assert!(text.contains("by = \"housing-director\""), "{text}");
    refused(&sandbox, &raised, &["risk-fuel is known already"]);
    refused(
        &sandbox,
        &["log-risk", C, "risk-data", "reassessed", "--impact", "9"],
        &["off the scale"],
    );
    wrote(&run(&sandbox, &["log-risk", C, "risk-fuel", "closed"]));
    refused(&sandbox, &["log-risk", C, "risk-fuel", "closed"], &["risk-fuel is closed"]);
    refused(&sandbox, &["log-risk", C, "risk-fuel", "accepted"], &["log `raised` if it is back"]);
}

#[test]
fn a_report_follows_its_arrangement_and_is_made_and_confirmed_once() {
    let sandbox = story();
    let report = |step| vec!["log-report", C, "rep-delivery", step];
    let figures = ["--figures", "item=sl-visit", "value=94", "unit=percent"];
    refused(
        &sandbox,
        &report("reported"),
        &["says nothing about `sl-visit`", "`--figures item=sl-visit value=…`"],
    );
    let text = sandbox.read(&wrote(&run(&sandbox, &[&report("reported")[..], &figures].concat())));
    assert!(
        text.contains("to = [\"housing\", \"adult-care\", \"hospital\"]\ndue = 2026-01-14"),
        "{text}"
    );
    let again = [&report("reported")[..], &figures, &["--due", "2026-01-14"]].concat();
    refused(&sandbox, &again, &["due on 2026-01-14 was reported already"]);
    let odd = [&report("reported")[..], &figures, &["--due", "2026-01-15"]].concat();
    refused(&sandbox, &odd, &["is no day on which", "--due 2026-01-14"]);
    refused(&sandbox, &report("acknowledged"), &["nothing says which party acknowledges"]);
    let forced = [&report("acknowledged")[..], &["--force", "we know"]].concat();
    refused(&sandbox, &forced, &["nothing says which party acknowledges"]);
    // The role that writes says for which party.
    let by = [&report("acknowledged")[..], &["--by", "reablement-lead"]].concat();
    let text = sandbox.read(&wrote(&run(&sandbox, &by)));
    assert!(
        text.contains("party = \"adult-care\"") && text.contains("follows = \"2025-11-30-"),
        "{text}"
    );
    refused(&sandbox, &by, &["adult-care has acknowledged"]);
    let other = [&report("acknowledged")[..], &["--party", "hearthside"]].concat();
    refused(&sandbox, &other, &["no report on rep-delivery has gone to hearthside"]);
}

#[test]
fn feedback_is_answered_once_by_whom_it_was_given_to() {
    let sandbox = story();
    let answer = ["log-feedback", C, "answered", "--response", "Thank you"];
    refused(&sandbox, &answer, &["feedback to several parties waits", "--party PARTY"]);
    let from = |party| [&answer[..], &["--party", party]].concat();
    let path = wrote(&run(&sandbox, &from("hospital")));
    assert!(path.contains("2025-11-30-housing-feedback-answered-"), "{path}");
    assert!(sandbox.read(&path).contains("follows = \"2025-11-12-hospital-feedback-given-9tcx\""));
    refused(&sandbox, &from("hospital"), &["no feedback to hospital waits"]);
    let twice = [&from("hospital")[..], &["--follows", "2025-11-12-hospital-feedback-given-9tcx"]];
    refused(&sandbox, &twice.concat(), &["was answered on 2025-11-30"]);
    let never = [&answer[..], &["--follows", "2025-05-06-housing-feedback-answered-fbt3"]].concat();
    refused(&sandbox, &never, &["gave no feedback"]);
    let given = ["log-feedback", C, "given", "--from", "housing", "--to", "housing"];
    let more = ["--worked-well", "All of it"];
    refused(&sandbox, &[&given[..], &more].concat(), &["housing would tell itself"]);
    refused(&sandbox, &given[..5], &["`worked_well` is missing", "or `--could-improve`"]);
}

#[test]
fn of_several_entries_that_wait_the_person_says_which_is_meant() {
    let sandbox = story();
    let given = ["log-feedback", C, "given", "--from", "adult-care", "--to", "hospital"];
    let given = run(&sandbox, &[&given[..], &["--worked-well", "The forms"]].concat());
    let path = wrote(&given);
    let newer = path.rsplit('/').next().expect("a name").trim_end_matches(".toml");
    let line = format!("answered --party hospital --follows {newer} --response");
    assert!(given.stdout.contains(&line), "{}", given.stdout);
    let older = "2025-11-12-hospital-feedback-given-9tcx";
    let answer = ["log-feedback", C, "answered", "--party", "hospital", "--response", "Thank you"];
    let lines = [format!("`--follows {newer}` (adult-care of"), format!("`--follows {older}` (")];
    let says = ["2 entries of feedback to hospital wait", &*lines[0], &*lines[1]];
    refused(&sandbox, &answer, &says);
    let (asked, heard) = talk(&sandbox, &answer, &[older, "."]);
    assert!(heard.contains(&lines[0]) && heard.contains("follows"), "{heard}");
    let path = wrote(&asked);
    assert!(sandbox.read(&path).contains(&format!("follows = \"{older}\"")));
    // Of one nobody has to be told, but what it was is said.
    let answered = run(&sandbox, &answer);
    assert!(
        answered.stdout.contains("it answers the feedback of adult-care of 2025-11-30"),
        "{}",
        answered.stdout
    );
}

#[test]
fn of_several_reports_and_contacts_the_person_says_which_is_meant() {
    let sandbox = story();
    let report = |rest: &[&str]| {
        let line = [&["log-report", C, "rep-delivery"], rest].concat();
        line.iter().map(|it| (*it).to_owned()).collect::<Vec<String>>()
    };
    let figures = ["reported", "--figures", "item=sl-visit", "value=94", "unit=percent"];
    let next = [&figures[..], &["--due", "2026-04-14"]].concat();
    let made = [report(&figures), report(&next)].map(|line| {
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let path = wrote(&run(&sandbox, &line));
        path.rsplit('/').next().expect("a name").trim_end_matches(".toml").to_owned()
    });
    let seen = report(&["acknowledged", "--party", "adult-care"]);
    let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
    let lines = made.each_ref().map(|id| format!("`--follows {id}` (of 2025-11-30)"));
    refused(&sandbox, &seen, &[&lines[0], &lines[1]]);
    let named = run(&sandbox, &[&seen[..], &["--follows", &made[0]]].concat());
    assert_eq!(named.code, 0, "{named:?}");
    let other = run(&sandbox, &seen);
    let told = "it acknowledges the report of hearthside of 2025-11-30";
    assert!(other.stdout.contains(told), "{other:?}");
    let contact = |note: &str, more: &[&str]| {
        let line = ["log-contact", "ardenvale-hospitals", "contacted", "--mode", "informal"];
        let with = ["--with", "avh-discharge-lead", "--purpose", note];
        wrote(&run(&sandbox, &[&line[..], &with, more].concat()))
    };
    let first = contact("January", &["--follow-up", "Send the guide"]);
    contact("Nothing more", &[]);
    let done = ["log-contact", "ardenvale-hospitals", "followed-up", "--note", "Sent"];
    let said = run(&sandbox, &[&done[..], &["--dry-run"]].concat());
    let first = first.rsplit('/').next().expect("a name").trim_end_matches(".toml").to_owned();
    assert!(said.stdout.contains(&format!("+follows = \"{first}\"")), "{said:?}");
    contact("February", &["--follow-up", "Send the rota"]);
    refused(&sandbox, &done, &["wait to be followed up", &format!("`--follows {first}` (of")]);
}

#[test]
fn a_decision_takes_over_what_was_put_forward_and_is_taken_once() {
    let sandbox = story();
    let name = |status| vec!["log-decision", C, "weekend-cover", status];
    let question =
        ["--question", "Who visits at weekends?", "--options", "Nobody", "--options", "All"];
    wrote(&run(&sandbox, &[&name("proposed")[..], &question].concat()));
    let taken = ["--chosen", "All", "--because", "It is fair", "--decided-by", "housing,hospital"];
    let taken = [&name("accepted")[..], &taken].concat();
    let path = wrote(&run(&sandbox, &taken));
    assert!(path.contains("-weekend-cover-decided-"), "{path}");
    let text = sandbox.read(&path);
    assert!(
        text.contains("question = \"Who visits at weekends?\"\noptions = [\"Nobody\", \"All\"]"),
        "{text}"
    );
    refused(&sandbox, &taken, &["weekend-cover is decided already", "--supersedes ID"]);
}

#[test]
fn an_entry_is_put_right_by_another_that_says_only_what_changes() {
    let sandbox = story();
    let old = "2025-04-28-act-coordinators-completed-c3tz";
    let name = format!("{old}.toml");
    let right = ["log-action", C, "act-coordinators", "completed", "--corrects", &name];
    let path = wrote(&run(&sandbox, &[&right[..], &["--evidence", "Checklist 3"]].concat()));
    assert!(path.contains("/2025-04-28-act-coordinators-completed-"), "{path}");
    let text = sandbox.read(&path);
    for line in ["on = 2025-04-28", "quality_met = true", "evidence = [\"Checklist 3\"]"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains(&format!("corrects = \"{old}\"")), "{text}");
    let other = ["log-action", C, "act-fund", "completed", "--corrects", old];
    refused(&sandbox, &other, &["is about `act-coordinators`"]);
    let kind = ["log-issue", C, "friday-visits", "resolved", "--corrects", old];
    refused(&sandbox, &kind, &["is of the kind action"]);
    refused(
        &sandbox,
        &["log-action", C, "act-fund", "completed", "--retracted", "yes"],
        &["--corrects ID"],
    );
}

#[test]
fn an_entry_can_be_taken_back() {
    let sandbox = story();
    let old = "2025-11-10-act-winter-progressed-6bqs";
    let back =
        ["log-action", C, "act-winter", "progressed", "--corrects", old, "--retracted", "yes"];
    let path = wrote(&run(&sandbox, &back));
    assert!(path.contains("/2025-11-30-act-winter-progressed-retracted-"), "{path}");
    let text = sandbox.read(&path);
    assert!(text.contains("retracted = true") && !text.contains("percent"), "{text}");
}

#[test]
fn a_dry_run_shows_the_entry_and_writes_nothing() {
    let sandbox = story();
    let before = tree(sandbox.root());
    let outcome = run(&sandbox, &["log-action", C, "act-winter", "started", "--dry-run"]);
    assert_eq!((outcome.code, &*outcome.stderr), (0, "nothing was written\n"));
    assert!(outcome.stdout.contains("+event = \"started\""), "{}", outcome.stdout);
    assert_eq!(tree(sandbox.root()), before);
}

#[test]
fn a_force_that_was_not_needed_is_said_and_not_written() {
    let sandbox = story();
    let outcome = run(&sandbox, &["log-action", C, "act-winter", "started", "--force", "why"]);
    assert!(outcome.stdout.contains("`--force` was not needed"), "{}", outcome.stdout);
    assert!(!sandbox.read(&wrote(&outcome)).contains("forced"));
}

#[test]
fn who_writes_is_the_role_that_was_set_once_for_all() {
    let sandbox = story();
    let role = Some("avh-ig-lead".to_owned());
    let context = Context { role, ..world(sandbox.root()) };
    let line = ["log-action", C, "act-winter", "started", "--today", DAY];
    let text = sandbox.read(&wrote(&comity_in(&context, &line)));
    assert!(text.contains("by = \"avh-ig-lead\""), "{text}");
}

#[test]
fn questions_come_one_at_a_time_and_can_be_taken_back() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "unable"];
    let answers = [
        "?",                              // why the first is asked
        "Too few",                        // the reason
        "<",                              // back to it
        "Two left",                       // once more
        "housing, adult-care,hearthside", // told
        "capacty",                        // no such word: asked again
        "capacity",
        "2026-02-30", // no such day
        "2026-01-30",
        "",  // no consequence
        ".", // enough
    ];
    let (outcome, heard) = talk(&sandbox, &line, &answers);
    let text = sandbox.read(&wrote(&outcome));
    for part in [
        "reason = \"Two left\"\n",
        "reason_category = \"capacity\"\n",
        "proposed_due = 2026-01-30\n",
        "{ party = \"hearthside\", on = 2025-11-30 }",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("consequence") && !text.contains("help_wanted"), "{text}");
    for part in [
        "Enter skips a question",
        "reason (asked for): ",
        "informed (asked for): ",
        "did you mean `capacity`?",
        "the calendar has no such day",
        "the others rely on it",
    ] {
        assert!(heard.contains(part), "{part}: {heard}");
    }
    assert_eq!(heard.matches("Enter skips a question").count(), 1, "{heard}");
}

#[test]
fn a_rule_says_why_it_asks() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "completed", "--evidence", "Rota"];
    let (outcome, heard) = talk(&sandbox, &line, &["?", "yes", "."]);
    assert!(heard.contains("`comity explain action-completion-unproven` says more"), "{heard}");
    assert!(sandbox.read(&wrote(&outcome)).contains("quality_met = true"));
}

#[test]
fn who_leaves_the_questions_writes_nothing() {
    let sandbox = story();
    let before = names(&sandbox);
    let (outcome, _) = talk(&sandbox, &["log-action", C, "act-winter", "unable"], &["Two left"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("the questions were left"), "{}", outcome.stderr);
    // What is skipped and has to be there is refused as it is without questions.
    let (outcome, _) = talk(&sandbox, &["log-action", C, "act-winter", "unable"], &["", "", "."]);
    assert!(outcome.stderr.contains("nothing says why"), "{}", outcome.stderr);
    assert_eq!(names(&sandbox), before);
}

#[test]
fn nothing_is_asked_where_nothing_is_missing_or_nobody_can_answer() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "started"];
    let said = [&line[..], &["--note", "The rota is out", "--dry-run"]].concat();
    let (outcome, heard) = talk(&sandbox, &said, &[]);
    assert_eq!((outcome.code, &*heard), (0, ""));
    // Where only the thing itself was named, somebody may want to say more.
    for (answers, says) in
        [(&[""][..], false), (&["y", "", "", "", "", "All wards agree", "."], true)]
    {
        let (outcome, heard) = talk(&sandbox, &[&line[..], &["--dry-run"]].concat(), answers);
        assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
        assert!(heard.contains("Go through what else may be said? (y; Enter ends): "), "{heard}");
        assert_eq!(outcome.stdout.contains("note = \"All wards agree\""), says, "{heard}");
    }
    let line = ["log-action", C, "act-winter", "unable", "--no-input"];
    let (outcome, heard) = talk(&sandbox, &line, &["Two left"]);
    assert_eq!((outcome.code, &*heard), (2, ""));
}

#[test]
fn a_form_comes_back_marked_until_it_is_right_and_loses_nothing() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "unable", "--edit"];
    let first: Edit = Box::new(|form| {
        assert!(form.contains("reason = \"\" #: asked for by"), "{form}");
        form.replace("reason = \"\" #: asked", "# ours\nreason = \"Two left\" #: asked")
            .replace("event = \"unable\"", "event = \"unabel\"")
    });
    let second: Edit = Box::new(|form| {
        assert!(form.contains("#! "), "{form}");
        let marks: Vec<&str> = form.lines().filter(|line| line.starts_with("#!")).collect();
        assert!(marks.iter().any(|line| line.contains("unabel")), "{marks:?}");
        assert!(form.contains("# ours\nreason = \"Two left\""), "{form}");
        form.replace("\"unabel\"", "\"unable\"").replace("on = 2025-11-30", "on = 2025-11-28")
    });
    let third: Edit = Box::new(|form| {
        let marks: Vec<&str> = form.lines().filter(|line| line.starts_with("#!")).collect();
        assert!(marks.iter().any(|line| line.contains("were not told")), "{form}");
        assert!(!marks.iter().any(|line| line.contains("unabel")), "{form}");
        let told = "informed = [{ party = \"housing\", on = 2025-11-28 }, \
                    { party = \"adult-care\", on = 2025-11-28 }, \
                    { party = \"hearthside\", on = 2025-11-28 }] #: asked";
        form.replace("informed = [] #: asked", told)
    });
    let (outcome, _) = edit(&sandbox, &line, vec![first, second, third]);
    let path = wrote(&outcome);
    assert!(path.starts_with(&format!("{LOG}/2025-11-28-act-winter-unable-")), "{path}");
    let text = sandbox.read(&path);
    assert!(text.contains("# ours\nreason = \"Two left\"\n") && !text.contains("#:"), "{text}");
}

#[test]
fn a_form_that_is_no_toml_is_marked_at_its_line() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "started", "--edit"];
    let broken: Edit = Box::new(|form| form.replace("on = 2025-11-30", "on = = 2025-11-30"));
    let mended: Edit = Box::new(|form| {
        let lines: Vec<&str> = form.lines().collect();
        let at = lines.iter().position(|line| line.contains("on = = ")).expect("it is kept");
        assert!(lines[..at].iter().rev().take(2).any(|line| line.starts_with("#!")), "{form}");
        form.replace("on = = ", "on = ")
    });
    let (outcome, _) = edit(&sandbox, &line, vec![broken, mended]);
    assert!(sandbox.read(&wrote(&outcome)).contains("on = 2025-11-30"));
}

#[test]
fn a_form_left_as_it_came_back_is_kept_and_its_place_told() {
    let sandbox = story();
    let before = names(&sandbox);
    let line = ["log-action", C, "act-winter", "unable", "--edit"];
    let same = || -> Edit { Box::new(str::to_owned) };
    let (outcome, _) = edit(&sandbox, &line, vec![same(), same()]);
    assert_eq!(outcome.code, 2);
    let kept = outcome.stderr.lines().find_map(|line| line.split_once("your form is kept in "));
    let path = kept.unwrap_or_else(|| panic!("{}", outcome.stderr)).1.trim();
    assert!(fs::read_to_string(path).expect("it is there").contains("#! nothing says why"));
    fs::remove_file(path).expect("removed");
    // An empty form is a no.
    let (outcome, _) = edit(&sandbox, &line, vec![Box::new(|_| String::new())]);
    assert!(outcome.stderr.contains("the form is empty"), "{}", outcome.stderr);
    assert_eq!(names(&sandbox), before);
}

#[test]
fn a_form_can_be_forced_too_and_says_why() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "unable", "--edit", "--force", "Told by letter"];
    let filled: Edit =
        Box::new(|form| form.replace("reason = \"\" #: asked", "reason = \"Two left\" #: asked"));
    let (outcome, _) = edit(&sandbox, &line, vec![filled]);
    let text = sandbox.read(&wrote(&outcome));
    assert!(text.ends_with("forced = \"Told by letter\"\n"), "{text}");
}

#[test]
fn without_an_agreement_there_is_nothing_to_log_about() {
    let sandbox = story();
    let agreement = "collaborations/warm-safe-discharge/agreement.toml";
    fs::remove_file(sandbox.root().join(agreement)).expect("it was there");
    refused(&sandbox, &["log-action", C, "act-winter", "started"], &["the agreement has none"]);
    refused(&sandbox, &["log-report", C, "rep-flow", "reported"], &["the agreement arranges none"]);
    refused(&sandbox, &["log-information", C, "inf-x", "disposed"], &["the agreement shares none"]);
}

#[test]
fn what_is_honest_is_logged_however_late_or_grave() {
    let sandbox = story();
    // Done long ago, and accepted by nobody since.
    let done = ["log-action", C, "act-winter", "completed", "--on", "2025-10-20"];
    let shown = ["--evidence", "Rota", "--quality-met", "no", "--deviation", "One ward left out"];
    wrote(&run(&sandbox, &[&done[..], &shown].concat()));
    // Grown above what we would bear.
    let risk = ["log-risk", C, "risk-capacity", "reassessed", "--likelihood", "5", "--impact", "5"];
    let left = ["--residual-likelihood", "5", "--residual-impact", "5"];
    let outcome = run(&sandbox, &[&risk[..], &left].concat());
    assert!(outcome.stdout.contains("next: "), "{}", outcome.stderr);
    assert!(sandbox.rules(DAY).contains(&"risk-above-appetite".to_owned()));
}

/// A minor collaboration that nobody of ours leads.
fn hour() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

/// The day on which it has begun.
const AT_THE_HOUR: [&str; 2] = ["--today", "2026-04-14"];
const H: &str = "reading-hour";

#[test]
fn what_is_blank_says_nothing_and_is_refused() {
    let sandbox = story();
    let winter =
        |step, more: &[&'static str]| [&["log-action", C, "act-winter", step], more].concat();
    for blank in ["", " \t"] {
        let told = ["--reason", "Two left", "--told", "housing"];
        let forced = [&told[..], &["--force", blank]].concat();
        refused(&sandbox, &winter("unable", &forced), &["--force", "it is empty; say why"]);
        let all = ["--told", "housing,adult-care,hearthside", "--reason", blank];
        refused(&sandbox, &winter("unable", &all), &["`--reason` is empty"]);
        let done = ["--quality-met", "yes", "--evidence", blank];
        refused(&sandbox, &winter("completed", &done), &["`--evidence` is empty"]);
        let some = ["--quality-met", "yes", "--evidence", "Rota", "--evidence", blank];
        refused(&sandbox, &winter("completed", &some), &["`--evidence` is empty"]);
        refused(&sandbox, &winter("started", &["--note", blank]), &["`--note` is empty"]);
        refused(
            &sandbox,
            &winter("unable", &["--reason", "Two left", "--told", blank]),
            &["`--told` is empty"],
        );
        let of_item = ["--reason", "Two left", "--informed", "party=", "on=2025-11-30"];
        refused(&sandbox, &winter("unable", &of_item), &["`party` is empty"]);
        let sent = ["report", "partner", C, "--to", "hospital", "--record", "--force", blank];
        refused(&sandbox, &sent, &["--force", "it is empty; say why"]);
    }
}

#[test]
fn a_list_of_blanks_shows_nothing_of_what_was_completed() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "completed", "--evidence", "Rota"];
    let path = wrote(&run(&sandbox, &[&line[..], &["--quality-met", "yes"]].concat()));
    let unproven = || sandbox.rules(DAY).contains(&"action-completion-unproven".to_owned());
    assert!(!unproven());
    let text = sandbox.read(&path).replace("[\"Rota\"]", "[\"\", \" \"]");
    sandbox.write(&path, &text);
    assert!(unproven());
}

#[test]
fn the_line_that_settles_an_issue_names_who_writes_where_nothing_says_it() {
    let opened = ["--raised-by", "library", "--category", "delivery", "--statement", "It is loud"];
    let settled = ["--resolution", "Another day", "--agreed-by", "library,surgery"];
    for led in [false, true] {
        let sandbox = hour();
        if led {
            let head = "collaborations/reading-hour/collaboration.toml";
            let text = sandbox.read(head);
            sandbox.write(head, format!("our_lead = \"Children's librarian\"\n{text}"));
        }
        let issue = |step, more: &[&'static str]| {
            sandbox.comity(&[&["log-issue", H, "noise", step], more, &AT_THE_HOUR].concat())
        };
        wrote(&issue("opened", &opened));
        wrote(&issue("perspective", &["--party", "surgery", "--view", "The corner is small"]));
        let seen = issue("perspective", &["--party", "library", "--view", "They all come at four"]);
        let by = if led { "`" } else { " --by ROLE`" };
        let next = format!("resolved --resolution \"…\" --agreed-by PARTY,…{by}");
        assert!(seen.stdout.contains(&next), "{seen:?}");
        // Typed without a role it works where nothing has to be named, and only there.
        assert_eq!(issue("resolved", &settled).code, if led { 0 } else { 2 });
        if !led {
            let role = ["--by", "Practice manager"];
            wrote(&issue("resolved", &[&settled[..], &role].concat()));
        }
    }
}

#[test]
fn a_mark_shows_what_the_form_takes() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "unable", "--edit", "--reason", "Two left"];
    let same: Edit = Box::new(str::to_owned);
    let as_marked: Edit = Box::new(|form| {
        let mark = form.lines().find(|line| line.starts_with("#!") && line.contains("say so: `"));
        let mark = mark.unwrap_or_else(|| panic!("{form}"));
        let line = mark.split('`').nth(1).expect("a line");
        assert!(
            line.starts_with("informed = [{ party = \"adult-care\", on = 2025-11-30 }"),
            "{mark}"
        );
        form.replace("informed = [] #: asked", &format!("{line} #: asked"))
    });
    let (outcome, _) = edit(&sandbox, &line, vec![same, as_marked]);
    assert_eq!(sandbox.read(&wrote(&outcome)).matches("party = \"h").count(), 3);
}

#[test]
fn a_misspelt_key_brings_the_form_back() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "unable", "--edit", "--reason", "Two left"];
    let line = [&line[..], &["--told", "housing,adult-care,hearthside"]].concat();
    for forced in [&[][..], &["--force", "It has to be"]] {
        let slip: Edit =
            Box::new(|form| format!("{form}proposd_due = 2026-01-30\nx_ours = \"mine\"\n"));
        let mended: Edit = Box::new(|form| {
            let lines: Vec<&str> = form.lines().collect();
            let at = lines.iter().position(|line| line.starts_with("proposd_due"));
            let above = lines[..at.expect("it is kept")].iter().rev().take(2);
            assert!(
                above.into_iter().any(|line| line.contains("did you mean `proposed_due`?")),
                "{form}"
            );
            assert_eq!(form.matches("proposed_due`?").count(), 1, "{form}");
            assert!(!form.contains("`x_ours` is no key"), "{form}");
            form.replace("\nproposd_due", "\nproposed_due")
        });
        let words = [&line[..], forced].concat();
        let (outcome, _) = edit(&sandbox, &words, vec![slip, mended]);
        let text = sandbox.read(&wrote(&outcome));
        assert!(text.contains("\nproposed_due = 2026-01-30\nx_ours = \"mine\"\n"), "{text}");
    }
}

#[test]
fn a_subject_changed_in_the_form_is_the_one_that_counts() {
    let sandbox = story();
    let line = ["log-action", C, "act-winter", "reopened", "--edit", "--reason", "One is missing"];
    let change: Edit = Box::new(|form| form.replace("\"act-winter\"", "\"act-coordinators\""));
    let (outcome, _) = edit(&sandbox, &line, vec![change]);
    assert!(wrote(&outcome).contains("-act-coordinators-reopened-"), "{outcome:?}");
    let next = outcome.stdout.lines().find(|line| line.starts_with("next: ")).expect("said");
    assert!(next.contains("act-coordinators") && !next.contains("act-winter"), "{next}");
}

#[test]
fn completing_asks_for_what_shows_it_whatever_it_matters() {
    let sandbox = hour();
    let line = ["log-action", H, "act-read", "completed"];
    let asked = |answers: &[&str]| {
        let person = Arc::new(Someone::with(answers, Vec::new()));
        let context =
            Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
        let outcome = comity_in(&context, &[&line[..], &AT_THE_HOUR, &["--dry-run"]].concat());
        let heard = person.heard.lock().expect("whole").clone();
        (outcome, heard)
    };
    let (outcome, heard) = asked(&["yes", "Photographs of the corner", "", "."]);
    assert!(heard.contains("quality_met: ") && heard.contains("evidence: "), "{heard}");
    assert!(outcome.stdout.contains("+quality_met = true"), "{outcome:?}");
    assert!(outcome.stdout.contains("+evidence = [\"Photographs"), "{outcome:?}");
    // Enter skips, and scripts are asked nothing.
    assert_eq!(asked(&["", "", "", "", "", "", ""]).0.code, 0);
    wrote(&sandbox.comity(&[&line[..], &AT_THE_HOUR].concat()));
}

#[test]
fn a_report_says_for_which_day_it_counts() {
    let sandbox = story();
    let line = ["log-report", C, "rep-delivery", "reported", "--figures", "item=sl-visit"];
    let line = [&line[..], &["value=94", "unit=percent"]].concat();
    // The first is the one that is due; one further ahead has to be named.
    for (day, named) in [("2026-01-14", &[][..]), ("2026-04-14", &["--due", "2026-04-14"])] {
        let said = run(&sandbox, &[&line[..], named].concat());
        let counts = format!("it counts for the report due on {day}\n");
        assert!(said.stdout.contains(&counts), "{said:?}");
    }
}

#[test]
fn a_day_that_cannot_be_is_told_of_the_flag_that_was_typed() {
    let sandbox = story();
    for step in ["unable", "rescheduled"] {
        let line = ["log-action", C, "act-winter", step, "--new-date", "2025-02-30"];
        refused(&sandbox, &line, &["`--new-date` cannot be `2025-02-30`"]);
    }
}

#[test]
fn an_item_is_left_out_or_left_again_at_its_first_key() {
    let sandbox = story();
    let line = ["log-report", C, "rep-delivery", "reported"];
    let figures = "item=sl-visit value=94 unit=percent";
    // Into an item and back, once more, and one more that comes to nothing.
    let answers = ["y", "<", figures, "?", "y", "<", "y", "", "."];
    let (outcome, heard) = talk(&sandbox, &line, &answers);
    let text = sandbox.read(&wrote(&outcome));
    assert_eq!(text.matches("item = ").count(), 1, "{text}");
    assert_eq!(heard.matches("figures (asked for): ").count(), 2, "{heard}");
    assert!(heard.contains("`y` asks for one more of the same, "), "{heard}");
    // What was skipped at its first key is not asked for again.
    let (_, heard) = talk(&sandbox, &line, &["2026-04-14", "y", "", "."]);
    assert_eq!(heard.matches("\nitem (asked for; Enter").count(), 1, "{heard}");
}
