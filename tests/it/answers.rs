//! Answers and forms that somebody has given: nothing of them is lost, and one can step back through
//! them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use comity::cli::{Context, Outcome, Person};

use crate::harness::{Edit, Sandbox, Someone, comity_in, files, world};

const C: &str = "warm-safe-discharge";
const WARM: &str = "collaborations/warm-safe-discharge";
const READING: &str = "collaborations/reading-hour";

fn run_as(sandbox: &Sandbox, person: Arc<dyn Person>, line: &[&str]) -> Outcome {
    let context = Context { interactive: true, person, ..world(sandbox.root()) };
    comity_in(&context, line)
}

fn answered(sandbox: &Sandbox, line: &[&str], answers: &[&str]) -> (Outcome, String) {
    let someone = Arc::new(Someone::with(answers, Vec::new()));
    let outcome = run_as(sandbox, someone.clone(), line);
    let heard = someone.heard.lock().expect("whole").clone();
    (outcome, heard)
}

fn edited(sandbox: &Sandbox, line: &[&str], edits: Vec<Edit>) -> (Outcome, String) {
    let someone = Arc::new(Someone::with(&[], edits));
    let outcome = run_as(sandbox, someone.clone(), line);
    let heard = someone.heard.lock().expect("whole").clone();
    (outcome, heard)
}

/// What is kept of answers that could not be written. The copy is taken away.
fn kept(outcome: &Outcome) -> String {
    let path = outcome.stderr.split_once("your answers are kept in ");
    let path = path.unwrap_or_else(|| panic!("{}", outcome.stderr)).1.trim();
    let text = fs::read_to_string(path).expect("it is kept");
    fs::remove_file(path).expect("it was kept");
    text
}

#[test]
fn one_steps_back_within_an_item_of_a_file() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let answers = [
        "Story bags",
        "minor",
        "library",
        "",
        "Fernley Library Service",
        "Children's librarian",
        "y",
        "surgery",
        "",
        "Fernley Surgery",
        "Manager",
        "<", // back into the last one: its last key
        "<", // and the one before
        "Fernley Family Surgery",
        "", // the last key stays as it was
        "", // no other
        ".",
    ];
    let line = ["evaluate", "story-bags", "--today", "2026-03-02"];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let text = sandbox.read("collaborations/story-bags/collaboration.toml");
    assert!(
        heard.contains("Enter keeps \"Manager\"") && heard.contains("Enter keeps \"Fernley Surg")
    );
    let whole =
        "id = \"surgery\"\nname = \"Fernley Family Surgery\"\nrepresentative = \"Manager\"\n";
    assert!(text.contains(whole), "{text}\n{heard}");
    // Before its first key it goes, and those before it stay.
    let mut answers = answers[..11].to_vec();
    answers.extend(["<", "<", "<", "<", "<", "", "."]);
    let line = ["evaluate", "choir-visits", "--today", "2026-03-02"];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let text = sandbox.read("collaborations/choir-visits/collaboration.toml");
    assert!(text.contains("\"library\"") && !text.contains("\"surgery\""), "{text}\n{heard}");
}

#[test]
fn one_steps_back_within_an_item_of_an_entry() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["log-report", C, "rep-delivery", "reported", "--today", "2025-12-01"];
    let answers = [
        "y", "sl-visit", "49", // the value: a slip
        "percent", "",
        "<", // at the end of the item: back to its last key, then on to the slip
        "<", "<", "94", "", "", "", ".",
    ];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let log = files(&sandbox.root().join(WARM).join("log"));
    let entry = log.iter().find(|it| it.to_string_lossy().contains("2025-12-01-rep-delivery"));
    let text = fs::read_to_string(entry.expect("it is written")).expect("a text");
    assert!(
        text.contains("item = \"sl-visit\", value = 94, unit = \"percent\""),
        "{text}\n{heard}"
    );
    assert_eq!(text.matches("item = ").count(), 1, "{text}\n{heard}");
}

#[test]
fn what_is_refused_at_the_end_is_asked_again_and_nothing_else() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["network", "fernley-museum", "--today", "2026-02-05"];
    let answers = ["Fernley Museum", "", "no", "occasional", ".", "", "charity"];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert_eq!(heard.matches("\nname (asked for)").count(), 1, "{heard}");
    assert_eq!(heard.matches("\nkind (asked for)").count(), 2, "{heard}");
    let text = sandbox.read("network/fernley-museum.toml");
    assert!(text.contains("kind = \"charity\"") && text.contains("ours = false"), "{text}");
    // Whoever leaves it then has not lost what was answered.
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let answers = ["Fernley Museum", "", "no", "occasional", ".", "."];
    let (outcome, _) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 2);
    assert!(kept(&outcome).contains("name = \"Fernley Museum\""));
    assert!(!sandbox.root().join("network/fernley-museum.toml").exists());
}

/// Somebody who answers, while somebody else writes a file.
#[derive(Debug)]
struct Meanwhile {
    someone: Someone,
    file: PathBuf,
}

impl Person for Meanwhile {
    fn ask(&self, text: &str) -> Option<String> {
        let old = fs::read_to_string(&self.file).unwrap_or_default();
        fs::write(&self.file, format!("# Looked at again\n{old}")).expect("written");
        self.someone.ask(text)
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        self.someone.edit(file)
    }
}

#[test]
fn answers_are_kept_where_somebody_else_wrote_meanwhile() {
    let entry = format!("{READING}/log/2026-04-20-act-room-started-aaaa.toml");
    let page = "network/fernley-library.toml";
    for (line, file, answers, part) in [
        (
            &["log-action", "reading-hour", "act-room", "unable"][..],
            &*entry,
            &["Painters are in", "library", ".", ".", ".", "."][..],
            "reason = \"Painters are in\"",
        ),
        (
            &["network", "fernley-library"],
            page,
            &["Fernley Library", "local-authority", "yes", "own", "."],
            "name = \"Fernley Library\"",
        ),
        (
            &["evaluate", "story-bags"],
            "collaborations/story-bags/collaboration.toml",
            &["Story bags", "."],
            "title = \"Story bags\"",
        ),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        sandbox.write(page, "kind = \"charity\"\n");
        sandbox.write("collaborations/story-bags/.keep", "");
        let file = sandbox.root().join(file);
        let person = Meanwhile { someone: Someone::with(answers, Vec::new()), file };
        let day = ["--today", "2026-04-20"];
        let outcome = run_as(&sandbox, Arc::new(person), &[line, &day].concat());
        assert_eq!(outcome.code, 2, "{line:?}: {}{}", outcome.stdout, outcome.stderr);
        let text = kept(&outcome);
        assert!(text.contains(part), "{line:?}: {text}");
    }
}

#[test]
fn why_a_key_of_an_agreement_is_asked_for_is_what_it_is_for() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    fs::remove_dir_all(sandbox.root().join(READING).join("log")).expect("it was there");
    sandbox.replace(
        &format!("{READING}/agreement.toml"),
        "lead = \"Children's librarian\"\nproc",
        "proc",
    );
    let line = ["agree", "reading-hour", "--today", "2026-03-09"];
    let (_, heard) = answered(&sandbox, &line, &["?", "."]);
    assert!(heard.contains("What it says: ") && heard.contains("\nType "), "{heard}");
}

#[test]
fn what_an_amendment_lists_is_put_back_in_its_form() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let edits: Vec<Edit> = vec![
        Box::new(|form| form.replace("due = 2026-04-07", "due = 2026-04-21")),
        Box::new(|form| {
            assert!(form.contains("was = 2026-04-07"), "{form}");
            form.replace("was = 2026-04-07", "was = 2026-03-01")
                .replace("to_version = 2", "to_version = 7")
                .replace("reason = \"\"", "reason = \"Painted first\"")
                .replace("#: effective_on = 2026-03-02", "effective_on = 2026-04-10")
        }),
    ];
    let line = ["agree", "reading-hour", "--amend", "--edit", "--today", "2026-04-01"];
    let (outcome, heard) = edited(&sandbox, &line, edits);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(outcome.stdout.contains("note: `changes` was put back: "), "{}", outcome.stdout);
    let log = files(&sandbox.root().join(READING).join("log"));
    let entry = log.iter().find(|it| it.to_string_lossy().contains("amended")).expect("there");
    let text = fs::read_to_string(entry).expect("a text");
    assert!(text.contains("was = 2026-04-07, now = 2026-04-21"), "{text}");
    assert!(text.contains("to_version = 2\n") && text.contains("Painted first"), "{text}");
}

#[test]
fn what_is_taken_as_given_stands_in_the_form_of_an_evaluation() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let head: Edit = Box::new(str::to_owned);
    let own: Edit = Box::new(|form| {
        assert!(form.contains("#: [[assumption]]"), "{form}");
        assert_eq!(form.matches("Lines that begin").count(), 1, "{form}");
        format!(
            "{form}\n[need]\nstatement = \"Few books\"\n\n[[assumption]]\nid = \"Asm\"\n\
             statement = \"The nursery has a shelf.\"\n"
        )
    });
    let mended: Edit = Box::new(|form| {
        assert!(form.contains("#! "), "a slip in it is marked: {form}");
        form.replace("\"Asm\"", "\"asm-shelf\"")
    });
    let line = [
        "evaluate",
        "story-bags",
        "--title",
        "Story bags",
        "--set",
        "significance=minor",
        "--add",
        "party",
        "id=library",
        "name=Fernley Library Service",
        "--add",
        "party",
        "id=nursery",
        "name=Fernley Nursery",
        "--edit",
        "--today",
        "2026-03-02",
    ];
    let (outcome, heard) = edited(&sandbox, &line, vec![head, own, mended]);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let text = sandbox.read("collaborations/story-bags/agreement.toml");
    assert!(
        text.contains("[[assumption]]\nid = \"asm-shelf\"\nstatement = \"The nursery"),
        "{text}"
    );
    let own = sandbox.read("collaborations/story-bags/evaluation.toml");
    assert!(own.contains("Few books") && !own.contains("assumption"), "{own}");
}
