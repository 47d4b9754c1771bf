//! Editors as they are: one that saves a byte order mark, one that ends lines as Windows does, one
//! that is closed again. For every command that opens one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, comity_in, directories, files, world};

type Saving = fn(&str) -> String;

/// What an editor does to a text when it saves it.
const SAVING: [(&str, Saving); 4] = [
    ("as it is", str::to_owned),
    ("with a mark", |text| format!("\u{feff}{text}")),
    ("with CR LF", |text| text.replace('\n', "\r\n")),
    ("with both", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
];

/// Every command that opens a file in an editor, with something to change in its form.
const OF_FILES: [(&str, &[&str], &str, &str); 3] = [
    ("evaluate", &["evaluate", "hour", "--edit"], "Families wait", "People wait"),
    ("agree", &["agree", "hour", "--edit"], "2026-04-07", "2026-04-21"),
    (
        "amend",
        &[
            "agree",
            "reading-hour",
            "--amend",
            "--edit",
            "--reason",
            "Paint",
            "--effective-on",
            "2026-04-20",
            "--by",
            "Practice manager",
        ],
        "2026-04-07",
        "2026-04-21",
    ),
];

/// Every command that opens the form of an entry.
const OF_ENTRIES: [&[&str]; 9] = [
    &["log-action", "reading-hour", "act-read", "completed", "--edit"],
    &["log-issue", "reading-hour", "noise", "opened", "--edit", "--statement", "Loud"],
    &["log-feedback", "reading-hour", "given", "--edit", "--to", "surgery"],
    &["log-decision", "reading-hour", "weekday", "accepted", "--edit", "--question", "Which?"],
    &["agree", "reading-hour", "--sign", "library", "--edit"],
    &["review", "reading-hour", "--close", "--reason", "completed", "--edit"],
    &["log-action", "reading-hour", "act-room", "unable", "--edit", "--reason", "Paint"],
    &["log-action", "reading-hour", "act-room", "started", "--edit"],
    &["log-action", "reading-hour", "act-room", "cancelled", "--edit"],
];

/// The reading hour, and the same as a draft that nobody signed; every file begins with a mark,
/// ends its lines with CR LF, has blank lines in a row and a line for an editor.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let reading = sandbox.root().join("collaborations/reading-hour");
    let hour = sandbox.root().join("collaborations/hour");
    fs::create_dir_all(&hour).expect("made");
    for name in ["collaboration.toml", "evaluation.toml", "agreement.toml"] {
        let text = fs::read_to_string(reading.join(name)).expect("read");
        let text = format!("#:schema ../x.json\n{text}\n\n\n# the end");
        fs::write(hour.join(name), format!("\u{feff}{}", text.replace('\n', "\r\n")))
            .expect("written");
    }
    sandbox
}

fn all(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<(PathBuf, Vec<u8>)> =
        files(root).into_iter().map(|path| (path.clone(), fs::read(path).expect("read"))).collect();
    directories(root).iter().for_each(|inner| found.extend(all(inner)));
    found
}

fn run(sandbox: &Sandbox, line: &[&str], edits: Vec<Edit>) -> (Outcome, String) {
    let person = Arc::new(Someone::with(&[], edits));
    let context = Context { person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, &[line, &["--today", "2026-04-16"]].concat());
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

fn edits(edit: impl Fn(&str) -> String + Send + Clone + 'static) -> Vec<Edit> {
    (0..3).map(|_| Box::new(edit.clone()) as Edit).collect()
}

#[test]
fn a_form_of_a_file_that_is_left_as_it_was_changes_no_byte() {
    for (name, line, ..) in OF_FILES {
        for (how, saving) in SAVING {
            let sandbox = sandbox();
            let before = all(sandbox.root());
            let (outcome, heard) = run(&sandbox, line, edits(saving));
            assert!(!heard.is_empty(), "{name}: an editor was opened: {}", outcome.stderr);
            assert_eq!(all(sandbox.root()), before, "{name}, {how}");
            let said = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(
                said.contains("nothing was written") || said.contains("nothing changes"),
                "{name}: {said}"
            );
            assert!(!heard.trim_start_matches('\u{feff}').contains('\u{feff}'), "{name}: {heard}");
        }
    }
}

#[test]
fn what_is_changed_in_a_form_is_all_that_changes() {
    for (name, line, from, to) in OF_FILES {
        for (how, saving) in SAVING {
            let sandbox = sandbox();
            let before = all(sandbox.root());
            let (outcome, _) =
                run(&sandbox, line, edits(move |form| saving(&form.replace(from, to))));
            assert_eq!(outcome.code, 0, "{name}, {how}: {}", outcome.stderr);
            for (path, text) in before {
                let old = String::from_utf8(text).expect("text");
                let new = fs::read_to_string(&path).expect("there still");
                let is_meant = old != new;
                let wanted = old.replace(from, to);
                let new = if name == "amend" { new.replace("version = 2\n", "") } else { new };
                assert!(!is_meant || new == wanted, "{name}, {how}, {}: {new:?}", path.display());
            }
            assert!(outcome.stdout.contains("wrote "), "{name}, {how}: {}", outcome.stdout);
        }
    }
}

#[test]
fn a_form_of_an_entry_that_is_left_as_it_was_is_no_entry() {
    for line in OF_ENTRIES {
        for (how, saving) in SAVING {
            let sandbox = sandbox();
            let before = all(sandbox.root());
            let (outcome, heard) = run(&sandbox, line, edits(saving));
            assert!(!heard.is_empty(), "{line:?}: an editor was opened: {}", outcome.stderr);
            assert_eq!(outcome.code, 2, "{line:?}, {how}: {}", outcome.stdout);
            match outcome.stderr.split_once("your form is kept in ") {
                // What is asked for is still asked for.
                Some((_, path)) => {
                    fs::remove_file(path.lines().next().expect("a path")).expect("it is there");
                }
                None => assert!(
                    outcome.stderr.contains("nothing was written: the form was left as it was"),
                    "{line:?}: {}",
                    outcome.stderr
                ),
            }
            assert_eq!(all(sandbox.root()), before, "{line:?}, {how}");
        }
    }
}

#[test]
fn an_entry_is_the_same_whatever_its_editor_adds() {
    let mut texts = Vec::new();
    for (how, saving) in SAVING {
        let sandbox = sandbox();
        let line = ["log-action", "reading-hour", "act-read", "completed", "--edit"];
        let (outcome, _) = run(
            &sandbox,
            &line,
            edits(move |form| {
                saving(&form.replace("#: evidence = [\"…\"]", "evidence = [\"Diary\"]"))
            }),
        );
        assert_eq!(outcome.code, 0, "{how}: {}", outcome.stderr);
        let path =
            outcome.stdout.lines().find_map(|line| line.strip_prefix("wrote ")).expect("a path");
        texts.push(sandbox.read(path));
    }
    assert!(texts[0].starts_with("kind = \"action\"\n"), "{}", texts[0]);
    assert!(texts.iter().all(|text| *text == texts[0]), "{texts:#?}");
}

#[test]
fn a_review_whose_form_is_left_as_it_was_is_not_written() {
    for (how, saving) in SAVING {
        let sandbox = sandbox();
        let before = all(sandbox.root());
        let person = Arc::new(Someone::with(&[], edits(saving)));
        let context = Context { person: person.clone(), ..world(sandbox.root()) };
        let line = ["review", "reading-hour", "rev-summer", "--edit", "--today", "2026-07-21"];
        let outcome = comity_in(&context, &line);
        let heard = person.heard.lock().expect("whole").clone();
        assert!(!heard.is_empty(), "{how}: {}", outcome.stderr);
        assert!(outcome.stderr.contains("nothing was written"), "{how}: {}", outcome.stderr);
        assert_eq!(all(sandbox.root()), before, "{how}");
    }
}

#[test]
fn an_amendment_that_the_flags_make_whole_is_written_when_its_form_is_closed() {
    let line = [
        "agree",
        "reading-hour",
        "--amend",
        "--edit",
        "--reason",
        "Plumbers are in the room",
        "--effective-on",
        "2026-05-01",
    ];
    let sandbox = sandbox();
    let edits: Vec<Edit> = vec![
        Box::new(|text: &str| text.replace("due = 2026-04-14", "due = 2026-06-09")),
        Box::new(str::to_owned),
    ];
    let (outcome, _) = run(&sandbox, &line, edits);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let text = sandbox.read("collaborations/reading-hour/agreement.toml");
    assert!(text.contains("due = 2026-06-09") && text.contains("version = 2"), "{text}");
}
