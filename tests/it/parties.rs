//! A party that joins what was signed, and one that leaves: by flags, answers and editor.

use std::fs;
use std::sync::Arc;

use comity::cli::Context;

use crate::harness::{Edit, Sandbox, Someone, comity_in, world};

const READING: &str = "collaborations/reading-hour";
const WARM: &str = "collaborations/warm-safe-discharge";

/// A party that joins the minor example, with what it does.
const JOINS: [&str; 13] = [
    "--add",
    "party",
    "id=nursery",
    "name=Fernley Nursery",
    "representative=Nursery manager",
    "--add",
    "action",
    "id=act-box",
    "party=nursery",
    "owner=Nursery manager",
    "title=Keep a box of books by the door",
    "due=2026-05-12",
    "--amend",
];

/// When and why the minor example is amended.
const WHY: [&str; 8] = [
    "agree",
    "reading-hour",
    "--reason",
    "They wait there too",
    "--effective-on",
    "2026-05-04",
    "--today",
    "2026-04-01",
];

fn reading() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

fn done(sandbox: &Sandbox, line: &[&str]) -> String {
    let outcome = sandbox.comity(line);
    assert_eq!(outcome.code, 0, "{line:?}\n{}{}", outcome.stdout, outcome.stderr);
    outcome.stdout
}

/// What is said where nothing is written.
fn refused(sandbox: &Sandbox, line: &[&str]) -> String {
    let texts = || {
        ["collaboration", "evaluation", "agreement"]
            .map(|name| sandbox.read(&format!("{READING}/{name}.toml")))
    };
    let before = (texts(), log(sandbox));
    let outcome = sandbox.comity(line);
    assert_eq!(outcome.code, 2, "{line:?}\n{}{}", outcome.stdout, outcome.stderr);
    assert_eq!((texts(), log(sandbox)), before, "nothing is written");
    outcome.stderr
}

/// The names in the log.
fn log(sandbox: &Sandbox) -> Vec<String> {
    let path = sandbox.root().join(READING).join("log");
    let mut names: Vec<String> = fs::read_dir(path)
        .expect("a log")
        .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn amendment(sandbox: &Sandbox, home: &str) -> String {
    let path = sandbox.root().join(home).join("log");
    let mut entries = fs::read_dir(path).expect("a log").map(|it| it.expect("an entry").path());
    let entry = entries.find(|it| it.to_string_lossy().contains("amended")).expect("amended");
    fs::read_to_string(entry).expect("a text")
}

fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

fn at_terminal(sandbox: &Sandbox, answers: &[&str], edits: Vec<Edit>) -> (Context, Arc<Someone>) {
    let someone = Arc::new(Someone::with(answers, edits));
    let base = world(sandbox.root());
    let today = "2026-04-01".parse().expect("a day");
    (Context { interactive: true, person: someone.clone(), today, ..base }, someone)
}

#[test]
fn from_nothing_to_signed_by_three() {
    let sandbox = Sandbox::empty();
    let on = |day: &'static str, line: &[&'static str]| {
        done(&sandbox, &[line, &["--today", day]].concat())
    };
    done(&sandbox, &["init", "--name", "Fernley Library Service"]);
    let opens = [
        "evaluate",
        "reading-hour",
        "--title",
        "Reading hour",
        "--set",
        "significance=minor",
        "--add",
        "party",
        "id=library",
        "name=Fernley Library Service",
        "ours=yes",
        "representative=Children's librarian",
        "--add",
        "party",
        "id=surgery",
        "name=Fernley Family Surgery",
        "representative=Practice manager",
        "--set",
        "need.statement=Families wait with nothing to read.",
        "--set",
        "decision.outcome=proceed",
        "--set",
        "decision.decided_by=Children's librarian",
        "--set",
        "decision.rationale=Families asked for it",
    ];
    on("2026-03-02", &opens);
    let drafts = [
        "agree",
        "reading-hour",
        "--set",
        "term.effective_on=2026-03-16",
        "--set",
        "information_none=Nothing is written down.",
        "--set",
        "safeguarding.applies=no",
        "--add",
        "action",
        "id=act-read",
        "party=library",
        "owner=Children's librarian",
        "title=Read",
        "due=2026-07-14",
        "--add",
        "action",
        "id=act-room",
        "party=surgery",
        "owner=Practice manager",
        "title=Keep the corner free",
        "due=2026-07-07",
        "--add",
        "review_plan",
        "id=rev-summer",
        "due=2026-07-21",
        "lead=Children's librarian",
    ];
    on("2026-03-02", &drafts);
    let sign = |day: &'static str, party: &'static str| {
        on(day, &["agree", "reading-hour", "--sign", party, "--method", "email"])
    };
    sign("2026-03-09", "library");
    sign("2026-03-10", "surgery");
    let before = sandbox.rules("2026-04-01");
    let said = done(&sandbox, &[&WHY[..], &JOINS].concat());
    says(
        &said,
        &[
            "filled in: party.nursery.joined_on = 2026-05-04\n",
            "party `nursery` is new: \"Fernley Nursery\"\n",
            "action `act-box` is new: ",
            "each signs anew, and nursery for the first time:\n",
            "comity agree reading-hour --sign nursery\n",
        ],
    );
    let event = amendment(&sandbox, READING);
    says(&event, &["{ item = \"nursery\", now = \"Fernley Nursery\" }", "item = \"act-box\""]);
    sign("2026-04-02", "library");
    sign("2026-04-02", "surgery");
    assert!(sandbox.rules("2026-04-02").contains(&"signoff-pending".to_owned()));
    let said = sign("2026-04-03", "nursery");
    assert!(said.contains("every party has signed"), "{said}");
    assert_eq!(sandbox.rules("2026-04-20"), before, "nothing is left to say");
    // It signed before it joins, as all do: that is no slip.
    let besides = ["evaluate", "reading-hour", "--set", "party.nursery.deputy=Cook"];
    on("2026-04-20", &besides);
}

#[test]
fn what_a_party_that_joins_still_has_to_say_is_asked_for_in_the_same_line() {
    let sandbox = reading();
    let alone = ["--amend", "--add", "party", "id=nursery", "name=Fernley Nursery"];
    let said = refused(&sandbox, &[&WHY[..], &alone].concat());
    says(
        &said,
        &[
            "`representative` is missing in party `nursery`",
            "in the same line `--set nursery.representative=…`",
            "party `nursery` has no action in agreement.toml",
            "in the same line `--add action id=… party=nursery",
        ],
    );
    assert!(!said.contains("comity evaluate"), "{said}");
    let forced = [&WHY[..], &alone, &["--force", "Its part is agreed next week"]].concat();
    done(&sandbox, &forced);
    says(&amendment(&sandbox, READING), &["forced = \"Its part is agreed next week\""]);
}

#[test]
fn who_takes_part_in_what_was_signed_is_changed_by_an_amendment_alone() {
    let sandbox = reading();
    let add = ["--add", "party", "id=nursery", "name=Fernley Nursery", "--today", "2026-04-01"];
    let amend =
        "comity agree reading-hour --amend --reason \"…\" --effective-on DATE` with the same";
    says(&refused(&sandbox, &[&["agree", "reading-hour"], &add[..]].concat()), &[amend]);
    let said = refused(&sandbox, &[&["evaluate", "reading-hour"], &add[..]].concat());
    says(&said, &["who takes part belongs to it; amend it: ", amend]);
    assert!(!said.contains("by hand"), "{said}");
    // Before anybody has signed, it stands where it is evaluated.
    let draft = reading();
    fs::remove_dir_all(draft.root().join(READING).join("log")).expect("it was there");
    let outcome = draft.comity(&[&["agree", "reading-hour"], &add[..]].concat());
    assert_eq!(outcome.code, 2);
    says(&outcome.stderr, &["`comity evaluate reading-hour` with the same changes"]);
}

#[test]
fn a_party_that_leaves_has_a_day_and_owes_nothing_after_it() {
    let sandbox = reading();
    done(&sandbox, &[&WHY[..], &JOINS].concat());
    for party in ["library", "surgery", "nursery"] {
        done(&sandbox, &["agree", "reading-hour", "--sign", party, "--today", "2026-04-02"]);
    }
    let amend = ["agree", "reading-hour", "--amend", "--today", "2026-05-05"];
    let amend = [&amend[..], &["--reason", "It closes", "--effective-on", "2026-05-09"]].concat();
    let said = refused(&sandbox, &[&amend[..], &["--unset", "party.nursery"]].concat());
    says(&said, &["the log tells of `nursery`", "`--set party.nursery.left_on=DATE`"]);
    let said = refused(&sandbox, &[&amend[..], &["--set", "nursery.id=kindergarten"]].concat());
    says(&said, &["the log tells of `nursery`"]);
    let leaves = [&amend[..], &["--set", "party.nursery.left_on=2026-05-08"]].concat();
    says(&refused(&sandbox, &leaves), &["would still owe act-box", "`--unset act-box`"]);
    let said = done(&sandbox, &[&leaves[..], &["--unset", "act-box"]].concat());
    says(
        &said,
        &[
            "party `nursery`: left_on 2026-05-08, not said before\n",
            "action `act-box` is gone: ",
            "nursery signs while it takes part; without it, it holds from 2026-05-09\n",
        ],
    );
    let head = sandbox.read(&format!("{READING}/collaboration.toml"));
    assert!(head.contains("id = \"nursery\"") && head.contains("left_on = 2026-05-08"), "{head}");
    for party in ["library", "surgery"] {
        done(&sandbox, &["agree", "reading-hour", "--sign", party, "--today", "2026-05-06"]);
    }
    let ready = ["agree", "reading-hour", "--ready", "--today"];
    says(&done(&sandbox, &[&ready[..], &["2026-05-08"]].concat()), &["--sign nursery"]);
    let said = done(&sandbox, &[&ready[..], &["2026-05-09"]].concat());
    assert!(!said.contains("nursery"), "it is asked for nothing more\n{said}");
}

#[test]
fn who_leaves_is_given_nothing_to_do_after_it() {
    let sandbox = reading();
    done(&sandbox, &[&WHY[..], &JOINS].concat());
    for party in ["library", "surgery", "nursery"] {
        done(&sandbox, &["agree", "reading-hour", "--sign", party, "--today", "2026-04-02"]);
    }
    let amend = ["agree", "reading-hour", "--amend", "--today", "2026-04-03"];
    let amend = [&amend[..], &["--reason", "It closes", "--effective-on", "2026-05-20"]].concat();
    done(&sandbox, &[&amend[..], &["--set", "party.nursery.left_on=2026-05-19"]].concat());
    let chairs = |due| {
        let add = ["--add", "action", "id=act-aa", "party=nursery", "owner=Nursery manager"];
        [&amend[..], &add, &["title=Chairs for all", due]].concat()
    };
    let late = "`nursery` leaves on 2026-05-19, and would still owe act-aa";
    let said = refused(&sandbox, &chairs("due=2026-06-02"));
    assert_eq!(said.matches("would still owe").count(), 1, "{said}");
    says(&said, &[late, "`--unset act-aa`"]);
    let moved = [&amend[..], &["--set", "act-box.due=2026-06-02"]].concat();
    says(&refused(&sandbox, &moved), &["would still owe act-box"]);
    done(&sandbox, &chairs("due=2026-05-19"));
    assert!(!sandbox.rules("2026-04-03").contains(&"date-order".to_owned()));
    // Two branches that were merged may say both.
    let path = format!("{READING}/agreement.toml");
    let text = sandbox.read(&path);
    sandbox.write(&path, text.replace("2026-05-19", "2026-06-02"));
    assert!(sandbox.rules("2026-04-03").contains(&"date-order".to_owned()));
    let ready = ["agree", "reading-hour", "--ready", "--today", "2026-04-03"];
    says(&sandbox.comity(&ready).stdout, &["would still owe `act-aa`"]);
    says(
        &refused(
            &sandbox,
            &["agree", "reading-hour", "--sign", "library", "--today", "2026-04-03"],
        ),
        &["would still owe `act-aa`"],
    );
}

#[test]
fn a_party_of_which_nothing_is_on_record_can_be_taken_out_again() {
    let sandbox = reading();
    done(&sandbox, &[&WHY[..], &JOINS].concat());
    let out = ["--amend", "--unset", "party.nursery", "--unset", "act-box"];
    let said = done(&sandbox, &[&WHY[..], &out].concat());
    says(&said, &["party `nursery` is gone: \"Fernley Nursery\"\n", "action `act-box` is gone"]);
    assert!(!sandbox.read(&format!("{READING}/collaboration.toml")).contains("nursery"));
}

#[test]
fn what_nobody_signs_for_needs_no_amendment() {
    let sandbox = reading();
    let only = ["--amend", "--set", "party.surgery.representative=Head of reception"];
    let said = refused(&sandbox, &[&WHY[..], &only].concat());
    says(&said, &["nobody comes or goes", "`comity evaluate reading-hour --set …`"]);
    done(&sandbox, &["evaluate", "reading-hour", only[1], only[2], "--today", "2026-04-01"]);
}

#[test]
fn what_a_larger_one_asks_of_a_party_that_joins_is_told_as_the_next_step() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = [
        "agree",
        "warm-safe-discharge",
        "--amend",
        "--add",
        "party",
        "id=voices",
        "organisation=northmoor-older-voices",
        "role=supporter",
        "representative=housing-partnerships-manager",
        "--reason",
        "They speak for those who use it",
        "--effective-on",
        "2026-01-01",
        "--force",
        "Its part is agreed in January",
        "--today",
        "2025-11-30",
    ];
    let said = done(&sandbox, &line);
    let evaluate = "comity evaluate warm-safe-discharge --add";
    says(
        &said,
        &["what voices gains and gives is asked for:\n", "party=voices", "\nthen the sign-offs of"],
    );
    let lines = said.lines().filter(|line| line.trim_start().starts_with(evaluate)).count();
    assert!(lines >= 3, "interests, gains and costs\n{said}");
    let head = sandbox.read(&format!("{WARM}/collaboration.toml"));
    assert!(head.contains("joined_on = 2026-01-01"), "{head}");
    // What was agreed before it came stays agreed.
    assert!(!sandbox.rules("2025-11-30").contains(&"review-not-agreed".to_owned()));
}

#[test]
fn at_a_terminal_a_party_joins_key_by_key() {
    let sandbox = reading();
    let answers = [
        "+partie",
        "+party",
        "nursery",
        "",
        "Fernley Nursery",
        "Nursery manager",
        "",
        "+action",
        "act-box",
        "nursery",
        "Nursery manager",
        "Keep a box of books by the door",
        "2026-05-12",
        "",
        "",
        "2026-05-04",
        "They wait there too",
        ".",
    ];
    let (context, someone) = at_terminal(&sandbox, &answers, Vec::new());
    let outcome = comity_in(&context, &["agree", "reading-hour", "--amend"]);
    let heard = someone.heard.lock().expect("whole").clone();
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    says(&heard, &["`+LIST` adds an item", "no list of tables", "-- party: ", "-- action: "]);
    says(&outcome.stdout, &["party `nursery` is new", "act-box", "--sign nursery"]);
}

#[test]
fn in_an_editor_the_parties_are_a_form_where_one_of_them_changes() {
    let sandbox = reading();
    let line = [&WHY[..], &["--amend", "--edit", "--add", "party", "id=nursery", "name=Nursery"]];
    let edits: Vec<Edit> = vec![
        Box::new(|form| {
            assert!(
                form.contains("id = \"nursery\"") && form.contains("id = \"library\""),
                "{form}"
            );
            form.replace("name = \"Nursery\"\n", "name = \"Nursery\"\nrepresentative = \"Head\"\n")
        }),
        Box::new(|form| {
            assert!(form.contains("is amended") && !form.contains("id = \"library\""), "{form}");
            let action = "[[action]]\nid = \"act-box\"\nparty = \"nursery\"\nowner = \"Head\"\n\
                          title = \"Keep a box\"\ndue = 2026-05-12\n\n[[review_plan]]";
            form.replacen("[[review_plan]]", action, 1)
        }),
        // The amendment itself.
        Box::new(|form| format!("{form}note = \"Asked by the nursery\"\n")),
    ];
    let (context, _) = at_terminal(&sandbox, &[], edits);
    let outcome = comity_in(&context, &line.concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    says(&outcome.stdout, &["party `nursery` is new", "action `act-box` is new"]);
    says(&sandbox.read(&format!("{READING}/collaboration.toml")), &["representative = \"Head\""]);
}

#[test]
fn a_party_that_was_joining_when_the_writer_was_killed_joins_by_the_same_line() {
    let line = [&WHY[..], &JOINS].concat();
    let whole = reading();
    done(&whole, &line);
    let entry = log(&whole).into_iter().find(|it| it.contains("amended")).expect("it is there");
    let path = format!("{READING}/log/{entry}");
    let head = format!("{READING}/collaboration.toml");
    let text = format!("{READING}/agreement.toml");
    for joined in [false, true] {
        let begun = reading();
        begun.write(&path, whole.read(&path));
        if joined {
            begun.write(&head, whole.read(&head));
        }
        let said = done(&begun, &line);
        assert!(said.contains("its text was not: now it is"), "{said}");
        assert_eq!(begun.read(&head), whole.read(&head));
        assert_eq!(begun.read(&text), whole.read(&text));
        assert_eq!(log(&begun), log(&whole));
    }
}
