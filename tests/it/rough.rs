//! Rough handling: somebody signs while another writes, editors that leave rubbish, texts that are
//! too long, names that a shell would obey. Nothing is lost, and nothing false is written.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use comity::cli::{Context, Person};

#[cfg(unix)]
use crate::harness::program;
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
fn a_file_in_the_editor_is_lost_no_more_than_a_form() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = format!("{READING}/agreement.toml");
    let before = sandbox.read(&path);
    let editor = Editor(|file| fs::write(file, b"typed \xff").expect("written"));
    let outcome = comity_in(&at_desk(&sandbox, Arc::new(editor)), &["edit", &path]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    let (told, kept) = outcome.stderr.split_once("what your editor left is in ").expect("told");
    assert!(told.contains("not UTF-8"), "{told}");
    assert_eq!(fs::read(kept.trim()).expect("kept"), b"typed \xff");
    fs::remove_file(kept.trim()).expect("taken away");
    assert_eq!(sandbox.read(&path), before);
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

/// Runs a line with answers; what was said, and the newest text of the log.
fn answered(sandbox: &Sandbox, line: &[&str], answers: &[&str]) -> (String, String) {
    let before = files(&sandbox.root().join(READING).join("log"));
    let someone = Arc::new(Someone::with(answers, Vec::new()));
    let outcome = comity_in(&at_desk(sandbox, someone.clone()), line);
    let heard = someone.heard.lock().expect("whole").clone();
    let after = files(&sandbox.root().join(READING).join("log"));
    let new = after.into_iter().find(|path| !before.contains(path));
    let text = new.map_or_else(String::new, |path| fs::read_to_string(path).expect("read"));
    (format!("{heard}{}{}", outcome.stdout, outcome.stderr), text)
}

#[test]
fn what_every_question_takes_is_no_item_of_a_list() {
    let line = ["log-action", "reading-hour", "act-read", "completed"];
    for (answers, evidence) in [
        (&["yes", "link one", ".", "", "", ""][..], "evidence = [\"link one\"]"),
        (&["yes", "link one", "?", "two", "", ".", ""], "evidence = [\"link one\", \"two\"]"),
        (&["yes", "one", "two", "<", "", "", ".", ""], "evidence = [\"one\", \"two\"]"),
        (&["yes", "one", "two", "<", "<", "1", "", "", ".", ""], "evidence = [\"1\", \"two\"]"),
        // Back to the question before, and every answer stays.
        (&["yes", "one", "<", "<", "", "", ".", ""], "evidence = [\"one\"]"),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let (said, text) = answered(&sandbox, &line, answers);
        assert!(text.contains(evidence), "{answers:?}: {text}\n{said}");
        assert!(text.contains("quality_met = true"), "{answers:?}: {text}\n{said}");
        assert_eq!(said.contains("There may be several"), answers.contains(&"?"), "{said}");
    }
}

#[test]
fn what_every_question_takes_is_no_change_of_a_text() {
    let line = ["agree", "reading-hour", "--amend", "--reason", "Paint", "--effective-on"];
    let line = [&line[..], &["2026-04-20", "--by", "Practice manager"]].concat();
    let answers = ["?", "act-read.due=2026-05-07", "<", "act-read.due=2026-05-08", ".", ""];
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let (said, _) = answered(&sandbox, &line, &answers);
    assert!(said.contains("takes the last change back"), "{said}");
    assert!(said.contains("the last change is undone"), "{said}");
    let text = sandbox.read(&format!("{READING}/agreement.toml"));
    assert!(text.contains("due = 2026-05-08") && !text.contains("2026-05-07"), "{said}\n{text}");
}

#[test]
fn what_was_typed_is_kept_where_somebody_else_was_quicker() {
    const PAGE: &str = "network/library.toml";
    for (line, file) in [
        (&["edit", "comity.toml"][..], "comity.toml"),
        (&["settings", "--edit"], "comity.toml"),
        (&["edit", PAGE], PAGE),
        (&["network", "library", "--edit"], PAGE),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        if file == PAGE {
            sandbox.write(PAGE, "name = \"Library\"\nkind = \"authority\"\nours = false\n");
        }
        let path = sandbox.root().join(file);
        let edits: Vec<Edit> = vec![Box::new(move |form| {
            let text = fs::read_to_string(&path).expect("read");
            fs::write(&path, format!("# Looked at again\n{text}")).expect("written");
            format!("{form}# At the desk\n")
        })];
        let outcome = comity_in(&at_desk(&sandbox, Arc::new(Someone::with(&[], edits))), line);
        assert_eq!(outcome.code, 2, "{line:?}: {}{}", outcome.stdout, outcome.stderr);
        let kept = outcome.stderr.split("is kept in ").nth(1);
        let kept = kept.unwrap_or_else(|| panic!("{line:?}: {}", outcome.stderr)).trim();
        assert!(fs::read_to_string(kept).expect("kept").contains("# At the desk"), "{line:?}");
        fs::remove_file(kept).expect("taken away");
    }
}

/// An editor that saves and then fails.
#[derive(Debug)]
struct Failing(Leaving);

impl Person for Failing {
    fn ask(&self, _: &str) -> Option<String> {
        None
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        (self.0)(file);
        Err("the editor ended with 1".to_owned())
    }
}

#[test]
fn what_an_editor_saved_before_it_failed_is_kept() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let saves: Leaving = |file| fs::write(file, "# At the desk\n").expect("written");
    let editor = Arc::new(Failing(saves));
    let outcome = comity_in(&at_desk(&sandbox, editor), &["edit", "comity.toml"]);
    let kept = outcome.stderr.split("is kept in ").nth(1).expect("a path").trim().to_owned();
    assert_eq!(fs::read_to_string(&kept).expect("kept"), "# At the desk\n");
    fs::remove_file(kept).expect("taken away");
    let editor = Arc::new(Failing(|_| ()));
    let outcome = comity_in(&at_desk(&sandbox, editor), &["edit", "comity.toml"]);
    assert!(!outcome.stderr.contains("is kept in"), "{}", outcome.stderr);
}

#[test]
fn a_file_that_is_opened_is_not_emptied_and_loses_no_line_of_its_own() {
    for blank in ["", "\n\n", "\r\r", " \r\n"] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let before = sandbox.read("comity.toml");
        let edits: Vec<Edit> = vec![Box::new(move |_| blank.to_owned())];
        let someone = Arc::new(Someone::with(&[], edits));
        let outcome = comity_in(&at_desk(&sandbox, someone), &["edit", "comity.toml"]);
        assert_eq!(outcome.code, 2, "{}", outcome.stdout);
        assert!(outcome.stderr.contains("the form is empty"), "{}", outcome.stderr);
        assert_eq!(sandbox.read("comity.toml"), before);
    }
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let before = format!("#! ours\n{}", sandbox.read("comity.toml"));
    sandbox.write("comity.toml", &before);
    let edits: Vec<Edit> = vec![Box::new(|text| format!("{text}# the end\n"))];
    let context = at_desk(&sandbox, Arc::new(Someone::with(&[], edits)));
    let path = sandbox.root().join("comity.toml");
    let outcome = comity_in(&context, &["edit", path.to_str().expect("text")]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.read("comity.toml"), format!("{before}# the end\n"));
}

#[cfg(unix)]
#[test]
fn an_editor_is_split_as_a_shell_does() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let before = sandbox.read("comity.toml");
    let editor = "sh -c 'echo \"# the end\" >> \"$1\"' editor";
    let outcome = program(sandbox.root(), &[("EDITOR", editor)], &["edit", "comity.toml"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.read("comity.toml"), format!("{before}# the end\n"));
}
