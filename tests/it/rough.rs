//! Rough handling: somebody signs while another writes, editors that leave rubbish, texts that are
//! too long, names that a shell would obey. Nothing is lost, and nothing false is written.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use comity::cli::{Context, Person};

use crate::harness::{Edit, Sandbox, Someone, comity, comity_in, files, world};

const READING: &str = "collaborations/reading-hour";

/// The reading hour before anybody signed it.
fn draft() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    fs::remove_dir_all(sandbox.root().join(READING).join("log")).expect("it was there");
    sandbox
}

/// Somebody at a terminal, with an editor.
fn at_desk(sandbox: &Sandbox, person: Arc<dyn Person>) -> Context {
    let today = "2026-03-09".parse().expect("a day");
    Context { interactive: true, person, today, ..world(sandbox.root()) }
}

fn log(sandbox: &Sandbox) -> usize {
    let log = sandbox.root().join(READING).join("log");
    if log.is_dir() { files(&log).len() } else { 0 }
}

#[test]
fn what_is_signed_while_a_draft_is_edited_is_not_overwritten() {
    let sandbox = draft();
    let root = sandbox.root().to_owned();
    let edits: Vec<Edit> = vec![Box::new(move |form| {
        let signed =
            comity(&root, &["agree", "reading-hour", "--sign", "library", "--today", "2026-03-09"]);
        assert_eq!(signed.code, 0, "{}", signed.stderr);
        form.replace("due = 2026-04-07", "due = 2026-04-21")
    })];
    let path = format!("{READING}/agreement.toml");
    let before = sandbox.read(&path);
    let context = at_desk(&sandbox, Arc::new(Someone::with(&[], edits)));
    let outcome = comity_in(&context, &["agree", "reading-hour", "--edit"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("the text is signed"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("the text that you edited is kept in"), "{}", outcome.stderr);
    assert_eq!(sandbox.read(&path), before, "the text that was signed");
    assert_eq!(log(&sandbox), 1);
    let kept = outcome.stderr.split("is kept in ").nth(1).expect("a path").trim().to_owned();
    assert!(kept.starts_with(env!("CARGO_TARGET_TMPDIR")), "not where the context says: {kept}");
    assert!(fs::read_to_string(&kept).expect("kept").contains("due = 2026-04-21"));
    fs::remove_file(kept).expect("taken away");
}

#[test]
fn nobody_signs_a_text_that_changes_meanwhile() {
    for file in ["agreement.toml", "collaboration.toml"] {
        let sandbox = draft();
        let path = sandbox.root().join(READING).join(file);
        let edits: Vec<Edit> = vec![Box::new(move |form| {
            let text = fs::read_to_string(&path).expect("read");
            fs::write(&path, format!("# Looked at again\n{text}")).expect("written");
            format!("{form}# At the desk\n")
        })];
        let context = at_desk(&sandbox, Arc::new(Someone::with(&[], edits)));
        let outcome =
            comity_in(&context, &["agree", "reading-hour", "--sign", "library", "--edit"]);
        assert_eq!(outcome.code, 2, "{}", outcome.stdout);
        assert!(outcome.stderr.contains(file), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("somebody else changed it"), "{}", outcome.stderr);
        assert_eq!(log(&sandbox), 0);
    }
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let long = "x".repeat(1 << 20);
    let line = ["log-action", "reading-hour", "act-read", "completed", "--today", "2026-04-10"];
    let outcome = sandbox.comity(&[&line[..], &["--evidence", &long]].concat());
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("larger than 1 MiB"), "{}", outcome.stderr);
    assert_eq!(log(&sandbox), 2, "nothing but what was there");
    let outcome = sandbox.comity(&[&line[..], &["--evidence", &long[..1 << 19]]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(!sandbox.rules("2026-04-16").contains(&"file-unreadable".to_owned()));
}

/// What an editor does with the file.
type Leaving = fn(&Path);

/// An editor that does with the file what it likes.
#[derive(Debug)]
struct Editor(Leaving);

impl Person for Editor {
    fn ask(&self, _: &str) -> Option<String> {
        None
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        (self.0)(file);
        Ok(())
    }
}

#[test]
fn what_an_editor_leaves_is_told_with_where_it_is() {
    let broken: [(Leaving, &str); 3] = [
        (|file| fs::write(file, b"\xff\xfe").expect("written"), "not UTF-8"),
        (|file| fs::write(file, vec![b'a'; 5_000_000]).expect("written"), "larger than 1 MiB"),
        (|file| fs::remove_file(file).expect("gone"), "took the form away"),
    ];
    for (editor, told) in broken {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let context = at_desk(&sandbox, Arc::new(Editor(editor)));
        let line = ["log-action", "reading-hour", "act-read", "started", "--edit"];
        let outcome = comity_in(&context, &line);
        assert_eq!(outcome.code, 2, "{}", outcome.stdout);
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("comity check"), "{}", outcome.stderr);
        assert_eq!(log(&sandbox), 2);
        if let Some((_, kept)) = outcome.stderr.split_once("what your editor left is in ") {
            fs::remove_file(kept.trim()).expect("it is there");
        }
    }
}

#[test]
fn an_agreement_that_cannot_be_read_is_not_said_to_hold_nothing() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = sandbox.root().join(READING).join("agreement.toml");
    let mut bytes = fs::read(&path).expect("read");
    bytes.push(0xff);
    fs::write(&path, bytes).expect("written");
    let outcome = sandbox.comity(&["log-action", "reading-hour", "act-read", "started"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("cannot be read whole"), "{}", outcome.stderr);
}

#[test]
fn a_line_to_type_holds_nothing_that_a_shell_obeys() {
    let sandbox = draft();
    for file in ["agreement.toml", "collaboration.toml"] {
        sandbox.replace(&format!("{READING}/{file}"), "\"surgery\"", "\"s; touch x\"");
    }
    let line = ["agree", "reading-hour", "--sign", "library", "--today", "2026-03-09"];
    let outcome = sandbox.comity(&[&line[..], &["--force", "as they are called"]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("--sign \"s; touch x\""), "{}", outcome.stdout);
}

#[test]
fn what_looks_like_an_item_or_a_quoted_key_makes_no_key_of_that_name() {
    let sandbox = draft();
    let before = sandbox.read(&format!("{READING}/agreement.toml"));
    for path in ["x_a[0]", "x_a..b", "x_a.\"b\"", "x_a.'b c'", "x_a."] {
        let set = format!("{path}=1");
        let outcome =
            sandbox.comity(&["agree", "reading-hour", "--set", &set, "--today", "2026-03-09"]);
        assert_eq!(outcome.code, 2, "{path}: {}", outcome.stdout);
        assert_eq!(sandbox.read(&format!("{READING}/agreement.toml")), before, "{path}");
    }
    let line = ["agree", "reading-hour", "--today", "2026-03-09", "--set", "x_a.b=007"];
    let outcome = sandbox.comity(&line);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let text = sandbox.read(&format!("{READING}/agreement.toml"));
    assert!(text.contains("[x_a]\nb = \"007\""), "{text}");
}

#[test]
fn the_last_day_of_all_makes_a_calendar_that_others_read() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = format!("{READING}/agreement.toml");
    sandbox.replace(&path, "ends_on = 2026-12-18", "ends_on = 9999-12-31");
    let line = ["report", "calendar", "--format", "ics", "--today", "9999-12-31"];
    let outcome = sandbox.comity(&line);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains("DTSTART;VALUE=DATE:99991231\r\nSUMMARY"),
        "{}",
        outcome.stdout
    );
    let is_day = |day: &str| day.len() == 8 && day.bytes().all(|it| it.is_ascii_digit());
    let mut days = outcome.stdout.lines().filter_map(|line| line.split_once(";VALUE=DATE:"));
    assert!(days.all(|(_, day)| is_day(day.trim_end())), "{}", outcome.stdout);
}
