//! The way back through questions, from file to file, and what is asked again: nothing that was given
//! is lost.

use std::fs;
use std::sync::Arc;

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, comity_in, world};

const C: &str = "warm-safe-discharge";
const VIEW: &str = "collaborations/warm-safe-discharge/reviews/annual-2026/view-housing.toml";

fn with(sandbox: &Sandbox, line: &[&str], answers: &[&str], edits: Vec<Edit>) -> (Outcome, String) {
    let person = Arc::new(Someone::with(answers, edits));
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, line);
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

fn view(sandbox: &Sandbox, answers: &[&str]) -> (Outcome, String) {
    let line = ["review", C, "annual-2026", "--view", "housing", "--today", "2026-09-10"];
    with(sandbox, &line, answers, Vec::new())
}

#[test]
fn points_that_somebody_stepped_back_over_stay() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let answers = ["need=4 trust=3", "One form", "<", "<", "", "", "", ""];
    let (outcome, heard) = view(&sandbox, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("Enter keeps { need = 4, trust = 3 }"), "{heard}");
    assert!(heard.contains("Enter keeps \"One form\""), "{heard}");
    let text = sandbox.read(VIEW);
    assert!(text.contains("[scores]\nneed = 4\ntrust = 3\n"), "{text}");
    assert!(text.contains("most_useful = \"One form\""), "{text}");
    // Before the first question there is nothing to go back to, and that is said.
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let (outcome, heard) = view(&sandbox, &["<", "need=4", "", "", ""]);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("This is the first question."), "{heard}");
}

#[test]
fn points_are_asked_for_one_at_a_time() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let answers = ["y", "4", "7", "?", "3", "<", "2", "", "0", ".", "", "", ""];
    let (outcome, heard) = view(&sandbox, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("purpose (Enter keeps 3): "), "{heard}");
    assert!(heard.contains("a whole number from 0 to 4"), "{heard}");
    assert!(heard.contains("Do the parties trust each other?"), "{heard}");
    let text = sandbox.read(VIEW);
    assert!(text.contains("[scores]\nneed = 4\npurpose = 2\ntrust = 0\n"), "{text}");
}

#[test]
fn a_question_that_is_misspelt_is_asked_for_again() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let answers = ["trust=2 purpse=3", "trust=2 purpose=3", "", "", ""];
    let (outcome, heard) = view(&sandbox, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("`purpse` is none of the usual questions; did you mean"), "{heard}");
    let text = sandbox.read(VIEW);
    assert!(text.contains("trust = 2\n") && text.contains("purpose = 3\n"), "{text}");
    // A form comes back with the mark at its line, and what was typed stays.
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let edits: Vec<Edit> = vec![
        Box::new(|form| format!("{form}\nscores = {{ trust = 4, purpse = 3 }}\ncomment = \"A\"\n")),
        Box::new(|form| {
            assert!(form.contains("`purpse` is none of the usual questions"), "{form}");
            form.replace("purpse = 3", "purpose = 3")
        }),
    ];
    let line = ["review", C, "annual-2026", "--view", "housing", "--today", "2026-09-10", "--edit"];
    let (outcome, heard) = with(&sandbox, &line, &[], edits);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let text = sandbox.read(VIEW);
    assert!(text.contains("purpose = 3") && text.contains("comment = \"A\""), "{text}");
}

#[test]
fn a_view_without_points_is_asked_for_them_and_its_words_are_kept() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    // Who left them out is told, and gives them.
    let (outcome, heard) = view(&sandbox, &["?", "", "need=3", "", "", ""]);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("Without `scores` nothing is written; `.` asks no more."), "{heard}");
    assert!(heard.contains("Without it nothing is written"), "{heard}");
    assert!(!heard.contains("Enter leaves it for later"), "{heard}");
    // Who leaves them out all the same is refused, and keeps what was said besides.
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let (outcome, heard) = view(&sandbox, &["", "", "One form", "", "Good"]);
    assert_eq!(outcome.code, 2, "{heard}");
    assert!(!outcome.stderr.contains("<party>"), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("`scores` is missing in view-housing.toml"),
        "{}",
        outcome.stderr
    );
    let path = outcome.stderr.split_once("your answers are kept in ").expect("kept").1.trim();
    let text = fs::read_to_string(path).expect("it is kept");
    fs::remove_file(path).expect("it was kept");
    assert!(text.contains("\"One form\"") && text.contains("comment = \"Good\""), "{text}");
}

#[test]
fn one_steps_back_from_who_takes_part_to_how_much_it_matters() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let answers = [
        "minor", "<", // at the first party: back to how much it matters
        "<", // its first question
        "moderate", ".",
    ];
    let line = ["evaluate", "newone", "--title", "Story bags", "--today", "2026-01-05"];
    let (outcome, heard) = with(&sandbox, &line, &answers, Vec::new());
    assert!(heard.contains("Enter keeps \"minor\""), "{heard}");
    assert!(heard.contains("This is the first question."), "{heard}");
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(heard.matches("significance (").count() == 2, "{heard}\n{said}");
    assert_eq!(outcome.code, 0, "{heard}\n{said}");
    let head = sandbox.read("collaborations/newone/collaboration.toml");
    assert!(head.contains("significance = \"moderate\""), "{head}");
    // From whether to, one comes back to who takes part, and nothing is lost on the way.
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let answers = [
        "minor",
        "library",
        "",
        "Fernley Library Service",
        "",
        "y",
        "",
        "<", // at the end of what is asked for: back to the party
        "<", // its last key, and the one before
        "Fernley Library",
        "",
        "",
        "",
        "library",
        "<", // at the first question of whether to: back to the party
        "Librarian",
        "",
        "",
        "library",
        ".",
    ];
    let (outcome, heard) = with(&sandbox, &line, &answers, Vec::new());
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    assert_eq!(outcome.code, 0, "{heard}\n{said}");
    assert!(heard.contains("Enter keeps \"Fernley Library Service\""), "{heard}\n{said}");
    let head = sandbox.read("collaborations/newone/collaboration.toml");
    let party = "name = \"Fernley Library\"\nours = true\nrepresentative = \"Librarian\"\n";
    assert!(head.contains(party), "{head}\n{heard}");
}

#[test]
fn whoever_is_asked_is_told_the_keys_first() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["review", C, "annual-2026", "--prepare", "--today", "2026-09-18"];
    let (_, heard) = with(&sandbox, &line, &["."], Vec::new());
    assert!(heard.starts_with("Enter skips a question; `<` goes back"), "{heard}");
    // The same of an agreement of which no single key is missing, but whole tables.
    let fresh = Sandbox::copy_of("examples/reading-hour");
    fresh.write(
        "collaborations/story-bags/collaboration.toml",
        fresh.read("collaborations/reading-hour/collaboration.toml"),
    );
    let line = ["agree", "story-bags", "--blank", "--no-input", "--today", "2026-03-02"];
    assert_eq!(fresh.comity(&line).code, 0);
    let line = ["agree", "story-bags", "--today", "2026-03-02"];
    let (_, talk) = with(&fresh, &line, &["."], Vec::new());
    assert!(talk.starts_with("Enter skips a question; `<` goes back"), "{talk}");
    // Of each item it is said what it was to be.
    assert!(
        heard.contains(": ") && heard.lines().nth(2).is_some_and(|it| it.len() > 30),
        "{heard}"
    );
}

#[test]
fn a_record_that_lacks_something_says_the_words_there_are() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["review", C, "annual-2026", "--prepare", "--today", "2026-09-18"];
    let outcome = sandbox.comity(&line);
    assert!(outcome.stdout.contains("how it goes on (continue, continue-with-changes, "));
    let line = ["review", C, "annual-2026", "--set", "cost_result.cost-housing.actual=many"];
    let outcome = sandbox.comity(&line);
    assert!(outcome.stderr.contains("give a number, such as `1250`"), "{}", outcome.stderr);
}

#[test]
fn names_that_a_line_lacks_are_asked_for() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let answers = ["act-nothing", "act-room", "done", "progressed", "."];
    let line = ["log-action", "reading-hour", "--note", "Keys cut", "--today", "2026-04-02"];
    let (outcome, heard) = with(&sandbox, &line, &answers, Vec::new());
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    assert_eq!(outcome.code, 0, "{heard}\n{said}");
    assert!(
        heard.contains("  act-room: ") && heard.contains("`act-nothing` is none of"),
        "{heard}"
    );
    assert!(heard.contains("  progressed"), "{heard}");
    assert!(said.contains("act-room-progressed"), "{said}");
    // Nobody is asked where nobody can answer, and who leaves is told what is missing.
    for (line, answers) in
        [(&["log-issue", "reading-hour", "--no-input"][..], &["late"][..]), (&["log-issue"], &[""])]
    {
        let (outcome, _) = with(&sandbox, line, answers, Vec::new());
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.contains("required arguments were not provided"), "{outcome:?}");
    }
    // A bare `evaluate` asks which, and goes on with its questions.
    let line = ["evaluate", "--today", "2026-01-05"];
    let answers = ["story-bags", "Story bags", "minor", ".", "library"];
    let (outcome, heard) = with(&sandbox, &line, &answers, Vec::new());
    assert!(heard.contains("  reading-hour\n") && heard.contains("title (asked for): "), "{heard}");
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(sandbox.read("collaborations/story-bags/collaboration.toml").contains("Story bags"));
}

#[test]
fn entries_that_are_logged_at_once_are_all_written() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let root = sandbox.root();
    std::thread::scope(|scope| {
        for number in 0..20_u64 {
            scope.spawn(move || {
                let context = Context { chance: number * 7919 + 1, ..world(root) };
                let issue = format!("late-{number}");
                let line = [
                    "log-issue",
                    "reading-hour",
                    &issue,
                    "opened",
                    "--raised-by",
                    "library",
                    "--category",
                    "delivery",
                    "--statement",
                    "Books come late",
                    "--by",
                    "Practice manager",
                    "--today",
                    "2026-04-02",
                ];
                let outcome = comity_in(&context, &line);
                assert_eq!(outcome.code, 0, "{}", outcome.stderr);
            });
        }
    });
    let log = crate::harness::files(&root.join("collaborations/reading-hour/log"));
    let opened = log.iter().filter(|path| path.to_string_lossy().contains("late-"));
    assert_eq!(opened.count(), 20);
}
