//! What is settled stays so until somebody says otherwise: a decision, one time of what is done time
//! and again, and the collaboration itself.

use comity::cli::Outcome;

use crate::harness::Sandbox;

const C: &str = "reading-hour";
const AGREEMENT: &str = "collaborations/reading-hour/agreement.toml";

fn run(sandbox: &Sandbox, day: &str, line: &[&str]) -> Outcome {
    sandbox.comity(&[line, &["--today", day]].concat())
}

fn done(sandbox: &Sandbox, day: &str, line: &[&str]) -> String {
    let outcome = run(sandbox, day, line);
    assert_eq!(outcome.code, 0, "{line:?}: {}", outcome.stderr);
    outcome.stdout
}

fn refused(sandbox: &Sandbox, day: &str, line: &[&str]) -> String {
    let outcome = run(sandbox, day, line);
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{line:?}");
    outcome.stderr
}

/// The name of the entry that was written.
fn name(said: &str) -> String {
    let path = said.lines().find_map(|line| line.strip_prefix("wrote ")).expect("written");
    path.trim_end_matches(".toml").rsplit('/').next().expect("a name").to_owned()
}

fn to_the_surgery(sandbox: &Sandbox, day: &str) -> serde_json::Value {
    let line = ["report", "partner", C, "--to", "surgery", "--format", "json"];
    serde_json::from_str(&done(sandbox, day, &line)).expect("JSON")
}

fn asked(sandbox: &Sandbox, day: &str) -> bool {
    to_the_surgery(sandbox, day)["questions"].to_string().contains("Hats?")
}

const DECIDED: [&str; 4] = ["--because", "They asked for it", "--decided-by", "library,surgery"];

#[test]
fn what_was_put_forward_is_asked_until_it_is_decided() {
    let propose = ["log-decision", C, "hats", "proposed", "--question", "Hats?", "--by", "X Y"];
    for status in ["accepted", "rejected", "superseded"] {
        for (named, day) in
            [("hats", "2026-04-21"), ("hats", "2026-04-20"), ("headwear", "2026-04-21")]
        {
            let sandbox = Sandbox::copy_of("examples/reading-hour");
            let proposed = name(&done(&sandbox, "2026-04-20", &propose));
            assert!(asked(&sandbox, "2026-04-20"));
            let line = ["log-decision", C, named, status, "--by", "X Y", "--chosen", "Yes"];
            let mut line = [&line[..], &DECIDED].concat();
            if named != "hats" {
                line.extend(["--follows", &proposed]);
            }
            done(&sandbox, day, &line);
            assert!(!asked(&sandbox, day), "{status} {named} {day}");
            // What was asked is taken over.
            let taken = to_the_surgery(&sandbox, day)["decisions"].to_string().contains("Hats?");
            assert_eq!(taken, status == "accepted", "{status} {named}");
            // As the record stood before, it was open.
            assert_eq!(asked(&sandbox, "2026-04-20"), day != "2026-04-20");
        }
    }
}

#[test]
fn what_is_settled_is_settled_anew_only_with_a_word_of_the_first() {
    let line = |status: &'static str| {
        let line = ["log-decision", C, "hats", status, "--question", "Hats?", "--by", "X Y"];
        [&line[..], &["--chosen", "Yes"], &DECIDED].concat()
    };
    for first in ["accepted", "rejected"] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let before = name(&done(&sandbox, "2026-04-20", &line(first)));
        for second in ["proposed", "accepted", "rejected"] {
            let says = refused(&sandbox, "2026-04-21", &line(second));
            let word = if first == "accepted" { "decided" } else { first };
            assert!(says.contains(&format!("hats is {word} already ({before})")), "{says}");
            assert!(says.contains("--supersedes ID"), "{says}");
        }
        let anew = [&line("rejected")[..], &["--supersedes", &before]].concat();
        done(&sandbox, "2026-04-21", &anew);
        assert_eq!(to_the_surgery(&sandbox, "2026-04-21")["decisions"], serde_json::json!([]));
    }
    // What was called off can be decided anew, and is called off once.
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    done(&sandbox, "2026-04-20", &line("accepted"));
    done(&sandbox, "2026-04-21", &line("superseded"));
    assert_eq!(to_the_surgery(&sandbox, "2026-04-21")["decisions"], serde_json::json!([]));
    let says = refused(&sandbox, "2026-04-22", &line("superseded"));
    assert!(says.contains("hats is superseded already"), "{says}");
    done(&sandbox, "2026-04-22", &line("accepted"));
    let decisions = to_the_surgery(&sandbox, "2026-04-22")["decisions"].clone();
    assert_eq!(decisions.as_array().map(Vec::len), Some(1));
}

/// The reading hour with a reading every week, from 14 April on.
fn weekly() -> Sandbox {
    let recurs = "due = 2026-04-14\nrecurs = \"weekly\"";
    signed("due = 2026-04-14", recurs)
}

/// The reading hour with another text in its agreement, which both parties have signed.
fn signed(from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    sandbox.replace(AGREEMENT, from, to);
    let log = sandbox.root().join("collaborations/reading-hour/log");
    std::fs::remove_dir_all(log).expect("nobody has signed");
    for party in ["library", "surgery"] {
        done(&sandbox, "2026-04-01", &["agree", C, "--sign", party, "--method", "email"]);
    }
    sandbox
}

fn act<'l>(step: &'l str, more: &[&'l str]) -> Vec<&'l str> {
    let line = ["log-action", C, "act-read", step];
    let own: &[&str] = match step {
        "unable" => &["--reason", "Ill", "--told", "surgery"],
        "blocked" | "cancelled" => &["--reason", "No room"],
        "rescheduled" => &["--new-date", "2026-04-23"],
        "support-asked" => &["--note", "A reader"],
        "support-given" => &["--party", "surgery"],
        _ => &[],
    };
    let agreed: &[&str] =
        if matches!(step, "cancelled" | "rescheduled") { &["--agreed-by", "surgery"] } else { &[] };
    [&line[..], own, agreed, more].concat()
}

/// Steps that are about one time, and need no entry before them.
const OF_ONE: [&str; 9] = [
    "started",
    "progressed",
    "blocked",
    "unable",
    "support-asked",
    "support-given",
    "rescheduled",
    "completed",
    "cancelled",
];

#[test]
fn each_entry_says_which_time_it_counts_for_and_never_slips_into_the_next() {
    for step in OF_ONE {
        let sandbox = weekly();
        // The first may be done early.
        let said = done(&sandbox, "2026-04-13", &act(step, &[]));
        assert!(said.contains("it counts for the one due on 2026-04-14"), "{step}: {said}");
        let path = said.lines().find_map(|line| line.strip_prefix("wrote ")).expect("written");
        let text = sandbox.read(path);
        assert!(text.contains("occurrence = 2026-04-14"), "{step}: {text}");
        let sandbox = weekly();
        let first = name(&done(&sandbox, "2026-04-14", &act("completed", &[])));
        let says = refused(&sandbox, "2026-04-14", &act(step, &[]));
        let wanted = format!(
            "act-read of 2026-04-14 was completed on 2026-04-14 ({first}), and the next is due on \
             2026-04-21"
        );
        assert!(says.contains(&wanted), "{step}: {says}");
        assert!(says.contains("`--occurrence 2026-04-21`"), "{step}: {says}");
        // Named it may be done early too, and what is done is not done twice.
        let early = act(step, &["--occurrence", "2026-04-21"]);
        let said = done(&sandbox, "2026-04-14", &early);
        assert!(said.contains("it counts for the one due on 2026-04-21"), "{step}: {said}");
        let past = act(step, &["--occurrence", "2026-04-14"]);
        let says = refused(&sandbox, "2026-04-15", &past);
        assert!(says.contains("act-read of 2026-04-14 was completed on"), "{step}: {says}");
        // Once its day has come, it is the one that is meant.
        let sandbox = weekly();
        done(&sandbox, "2026-04-14", &act("completed", &[]));
        let said = done(&sandbox, "2026-04-21", &act(step, &[]));
        assert!(said.contains("it counts for the one due on 2026-04-21"), "{step}: {said}");
    }
}

#[test]
fn what_answers_an_entry_counts_for_the_time_of_that_entry() {
    let sandbox = weekly();
    done(&sandbox, "2026-04-14", &act("completed", &[]));
    let accepted = done(&sandbox, "2026-04-15", &act("accepted", &["--party", "surgery"]));
    assert!(accepted.contains("it counts for the one due on 2026-04-14"), "{accepted}");
    done(&sandbox, "2026-04-21", &act("unable", &[]));
    let told = done(&sandbox, "2026-04-22", &act("told", &["--told", "library"]));
    assert!(told.contains("it counts for the one due on 2026-04-21"), "{told}");
    let again = done(&sandbox, "2026-04-22", &act("reopened", &["--reason", "Half was read"]));
    assert!(again.contains("it counts for the one due on 2026-04-14"), "{again}");
    // Who answers for it answers for all of it.
    let owner = act("reassigned", &["--new-owner", "Deputy librarian"]);
    let said = done(&sandbox, "2026-04-22", &owner);
    assert!(!said.contains("it counts for"), "{said}");
}

/// The reading hour after its end on the last day of April.
fn ended() -> Sandbox {
    let sandbox = signed(
        "[[review_plan]]",
        "[[reporting]]\nid = \"rep-hours\"\nfrom = \"library\"\nto = [\"surgery\"]\n\
         content = \"Hours read\"\nfrequency = \"monthly\"\nfirst_due = 2026-04-20\n\n\
         [[review_plan]]",
    );
    let issue = ["log-issue", C, "noise", "opened", "--raised-by", "surgery"];
    let issue = [&issue[..], &["--category", "delivery", "--statement", "Loud"]].concat();
    done(&sandbox, "2026-04-10", &issue);
    sandbox.write(
        "collaborations/reading-hour/log/2026-04-30-closed-a2b3.toml",
        "kind = \"closure\"\non = 2026-04-30\nby = \"Children's librarian\"\nreason = \"terminated\"\n",
    );
    sandbox
}

#[test]
fn after_the_end_only_what_brings_something_to_its_end_is_logged() {
    let feedback = ["log-feedback", C, "given", "--from", "library", "--to", "surgery"];
    let feedback = [&feedback[..], &["--worked-well", "The corner"]].concat();
    let issue = |step: &'static str| vec!["log-issue", C, "noise", step, "--by", "X Y"];
    let raised = ["log-risk", C, "frost", "raised", "--statement", "Pipes freeze", "--by", "X Y"];
    let scores = ["--owner", "X Y", "--likelihood", "2", "--impact", "3"];
    let raised = [&raised[..], &scores].concat();
    let decided = ["log-decision", C, "hats", "accepted", "--question", "Hats?", "--by", "X Y"];
    let decided = [&decided[..], &["--chosen", "Yes"], &DECIDED].concat();
    let opened = ["log-issue", C, "dust", "opened", "--raised-by", "surgery", "--by", "X Y"];
    let opened = [&opened[..], &["--category", "delivery", "--statement", "Dusty"]].concat();
    let report = ["log-report", C, "rep-hours", "reported", "--summary", "Six hours", "--due"];
    let over: [Vec<&str>; 7] = [
        vec!["log-action", C, "act-room", "started"],
        opened,
        issue("escalated"),
        issue("reopened"),
        raised,
        decided,
        [&report[..], &["2026-05-20"]].concat(),
    ];
    let fine: [Vec<&str>; 4] = [
        feedback,
        [&report[..], &["2026-04-20"]].concat(),
        [&issue("perspective")[..], &["--party", "library", "--view", "It is loud"]].concat(),
        [&issue("resolved")[..], &["--resolution", "Moved", "--agreed-by", "library,surgery"]]
            .concat(),
    ];
    let sandbox = ended();
    for line in &over {
        let says = refused(&sandbox, "2026-05-04", line);
        let wanted = "the collaboration was closed on 2026-04-30 (2026-04-30-closed-a2b3)";
        assert!(says.contains(wanted), "{line:?}: {says}");
        assert!(says.contains("--corrects 2026-04-30-closed-a2b3 --retracted yes"), "{says}");
    }
    for line in &fine {
        done(&sandbox, "2026-05-04", line);
    }
    // What happened by the last day may be written down later.
    for line in over.iter().filter(|line| !line.contains(&"reopened")) {
        done(&ended(), "2026-05-04", &[&line[..], &["--on", "2026-04-30"]].concat());
    }
}
