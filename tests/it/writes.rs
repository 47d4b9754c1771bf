//! Writing to a workspace: whole or not at all, and never over what somebody else wrote.

use std::any::Any;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use comity::cli::{Context, Person};
use comity::store::{Change, StoreError, Workspace};

use crate::harness::{Sandbox, comity_in, world};

const FILE: &str = "collaborations/a/agreement.toml";
const OTHER: &str = "collaborations/a/collaboration.toml";

fn change(path: &str, before: Option<&str>, after: &str) -> Change {
    Change { path: path.to_owned(), before: before.map(str::to_owned), after: after.to_owned() }
}

fn workspace() -> (Sandbox, Workspace) {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\n");
    let workspace = Workspace::open(sandbox.root()).expect("a workspace");
    (sandbox, workspace)
}

/// Every name in a directory and below, also hidden ones, sorted.
fn names(directory: &Path) -> Vec<String> {
    fn below(directory: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(directory).expect("listed") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("a kind").is_dir() {
                below(&entry.path(), &format!("{name}/"), found);
            }
            found.push(name);
        }
    }
    let mut found = Vec::new();
    below(directory, "", &mut found);
    found.sort();
    found
}

#[test]
fn several_files_can_go_to_one_new_directory() {
    let (sandbox, workspace) = workspace();
    let other = FILE.replace("agreement", "evaluation");
    workspace
        .write(&[change(FILE, None, "a = 1\n"), change(&other, None, "b = 1\n")])
        .expect("new");
    let again =
        [change(FILE, Some("a = 1\n"), "a = 2\n"), change(&other, Some("b = 1\n"), "b = 2\n")];
    workspace.write(&again).expect("changed");
    assert_eq!((&*sandbox.read(FILE), &*sandbox.read(&other)), ("a = 2\n", "b = 2\n"));
}

#[test]
fn what_was_changed_in_the_meantime_is_told_and_nothing_is_written() {
    let (sandbox, workspace) = workspace();
    let new = change("collaborations/b/log/2025-01-02-x.toml", None, "kind = \"note\"\n");
    workspace.write(&[change(FILE, None, "a = 1\n")]).expect("written");
    sandbox.write(FILE, "a = 2\n");
    let before = names(sandbox.root());
    let refused = workspace.write(&[new.clone(), change(FILE, Some("a = 1\n"), "a = 3\n")]);
    assert!(matches!(&refused, Err(StoreError::Changed { path }) if path == FILE), "{refused:?}");
    let refused = workspace.write(&[new.clone(), change(FILE, None, "a = 3\n")]);
    assert!(matches!(refused, Err(StoreError::Exists { .. })), "{refused:?}");
    let gone = change("collaborations/a/evaluation.toml", Some("a = 1\n"), "a = 2\n");
    let refused = workspace.write(&[new.clone(), gone]);
    assert!(matches!(refused, Err(StoreError::Changed { .. })), "{refused:?}");
    assert_eq!(sandbox.read(FILE), "a = 2\n");
    assert_eq!(names(sandbox.root()), before, "nothing else either");
    let text = workspace.text_of(FILE).expect("read").expect("there");
    workspace.write(&[new, change(FILE, Some(&text), "a = 3\n")]).expect("written");
    assert_eq!(sandbox.read(FILE), "a = 3\n");
}

#[test]
fn if_the_second_cannot_be_written_the_first_is_as_before() {
    let (sandbox, workspace) = workspace();
    sandbox.write(FILE, "a = 1\n");
    sandbox.write("collaborations/a/log", "a file where a directory should be");
    let before = names(sandbox.root());
    let first = [change(FILE, Some("a = 1\n"), "a = 2\n"), change(OTHER, None, "a = 1\n")];
    let below_a_file = change("collaborations/a/log/x.toml", None, "a = 1\n");
    let twice = change(FILE, Some("a = 1\n"), "a = 3\n");
    for last in [below_a_file, twice] {
        let refused = workspace.write(&[first.as_slice(), &[last]].concat());
        assert!(refused.is_err());
        assert_eq!(sandbox.read(FILE), "a = 1\n");
        assert_eq!(names(sandbox.root()), before);
    }
}

#[test]
fn of_many_writers_at_once_none_is_lost() {
    let (sandbox, workspace) = workspace();
    sandbox.write(FILE, "");
    let told: usize = std::thread::scope(|scope| {
        let writer = |own: usize| {
            let root = sandbox.root();
            move || {
                // Each stands for a program of its own, so each opens the workspace itself.
                let workspace = Workspace::open(root).expect("a workspace");
                let mut told = 0;
                for number in 0..25 {
                    loop {
                        let before = workspace.text_of(FILE).expect("read").expect("there");
                        let after = format!("{before}w{own}_{number} = 1\n");
                        match workspace.write(&[change(FILE, Some(&before), &after)]) {
                            Ok(()) => break,
                            Err(StoreError::Changed { .. }) => told += 1,
                            Err(error) => panic!("{error:?}"),
                        }
                    }
                }
                told
            }
        };
        let running: Vec<_> = (0..4).map(|own| scope.spawn(writer(own))).collect();
        running.into_iter().map(|each| each.join().expect("it ended well")).sum()
    });
    let text = workspace.text_of(FILE).expect("read").expect("there");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 100, "and {told} were told");
    assert_eq!(text.lines().count(), 100);
}

#[test]
fn of_many_that_make_one_file_one_does() {
    let (sandbox, _) = workspace();
    let made: usize = std::thread::scope(|scope| {
        let maker = |own: usize| {
            let root = sandbox.root();
            move || {
                let workspace = Workspace::open(root).expect("a workspace");
                let made = workspace.write(&[change(FILE, None, &format!("a = {own}\n"))]);
                assert!(matches!(made, Ok(()) | Err(StoreError::Exists { .. })), "{made:?}");
                usize::from(made.is_ok())
            }
        };
        let running: Vec<_> = (0..4).map(|own| scope.spawn(maker(own))).collect();
        running.into_iter().map(|each| each.join().expect("it ended well")).sum()
    });
    assert_eq!(made, 1);
}

#[test]
fn settings_are_guarded_although_the_lock_is_on_them() {
    let (sandbox, _) = workspace();
    std::thread::scope(|scope| {
        for own in 0..4 {
            let root = sandbox.root();
            scope.spawn(move || {
                let workspace = Workspace::open(root).expect("a workspace");
                for number in 0..10 {
                    loop {
                        let before =
                            workspace.text_of("comity.toml").expect("read").expect("there");
                        let after = format!("{before}# {own} {number}\n");
                        let change = change("comity.toml", Some(&before), &after);
                        if workspace.write(&[change]).is_ok() {
                            break;
                        }
                    }
                }
            });
        }
    });
    assert_eq!(sandbox.read("comity.toml").lines().count(), 41);
}

#[test]
fn no_path_leads_out() {
    let (sandbox, workspace) = workspace();
    let outside = tempfile::tempdir().expect("a directory");
    fs::write(outside.path().join("x.toml"), "a = 1\n").expect("written");
    let mut paths: Vec<&str> = vec![
        "../x.toml",
        "/x.toml",
        "collaborations/../../x.toml",
        "collaborations/../comity.toml",
        "collaborations/..",
        "collaborations\\..\\x.toml",
        "collaborations//x.toml",
        "./comity.toml",
        "",
        ".",
        "collaborations/a/",
        "a\0b",
    ];
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        sandbox.write(OTHER, "a = 1\n");
        symlink(outside.path(), sandbox.root().join("collaborations/away")).expect("linked");
        symlink(outside.path().join("x.toml"), sandbox.root().join(FILE)).expect("linked");
        paths.extend(["collaborations/away/x.toml", "collaborations/away/new.toml", FILE]);
    }
    for path in paths {
        let written = workspace.write(&[change(path, None, "a = 2\n")]);
        assert!(matches!(written, Err(StoreError::Outside { .. })), "{path}: {written:?}");
        let read = workspace.text_of(path);
        assert!(matches!(read, Err(StoreError::Outside { .. })), "{path}: {read:?}");
    }
    assert_eq!(names(outside.path()), ["x.toml"]);
    assert_eq!(fs::read_to_string(outside.path().join("x.toml")).expect("read"), "a = 1\n");
}

#[cfg(unix)]
#[test]
fn a_link_inside_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (sandbox, workspace) = workspace();
    sandbox.write(OTHER, "a = 1\n");
    let (link, target) = (sandbox.root().join(FILE), sandbox.root().join(OTHER));
    symlink("collaboration.toml", &link).expect("linked");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("set");
    workspace.write(&[change(FILE, Some("a = 1\n"), "a = 2\n")]).expect("written");
    assert_eq!(sandbox.read(OTHER), "a = 2\n");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    let mode = fs::metadata(&target).expect("there").permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
}

#[cfg(unix)]
#[test]
fn where_nothing_may_be_written_nothing_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let (sandbox, workspace) = workspace();
    sandbox.write(FILE, "a = 1\n");
    let directory = sandbox.root().join("collaborations/a");
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o555)).expect("set");
    // To some users the system refuses nothing.
    let is_refused = fs::write(directory.join("probe"), "").is_err();
    let written = workspace.write(&[change(FILE, Some("a = 1\n"), "a = 2\n")]);
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(written.is_err(), is_refused, "{written:?}");
    assert_eq!(sandbox.read(FILE), if is_refused { "a = 1\n" } else { "a = 2\n" });
    assert!(names(&directory).iter().all(|name| ["agreement.toml", "probe"].contains(&&**name)));
}

#[test]
fn text_is_read_exactly_or_refused() {
    let (sandbox, workspace) = workspace();
    assert_eq!(workspace.text_of(FILE).expect("looked for"), None);
    for text in ["\u{feff}a = 1\r\nb = 2\n", "", "a = 1"] {
        sandbox.write(FILE, text);
        assert_eq!(workspace.text_of(FILE).expect("read").as_deref(), Some(text));
    }
    for bytes in [vec![b'#'; (1 << 20) + 1], b"a = \"\xff\"\n".to_vec()] {
        sandbox.write(FILE, bytes);
        let read = workspace.text_of(FILE);
        assert!(matches!(read, Err(StoreError::NoText { .. })), "{read:?}");
    }
    let read = workspace.text_of("collaborations/a");
    assert!(matches!(read, Err(StoreError::NoText { .. })), "{read:?}");
}

/// The text with this number: long enough to take the disk more than one moment.
fn numbered(number: usize) -> String {
    format!("# {number}\n{}# {number} ends\n", format!("n = {number}\n").repeat(3000))
}

/// Where the child writes; nothing in the parent.
#[allow(clippy::disallowed_methods, reason = "how a test speaks to its own child")]
fn told_to_write() -> Option<String> {
    std::env::var("COMITY_TEST_WRITES_IN").ok()
}

/// This test once more, as a program of its own.
fn child(test: &str, root: &Path) -> Command {
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    child.env("COMITY_TEST_WRITES_IN", root).stdin(Stdio::null()).stdout(Stdio::piped());
    child
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_everything_as_before() {
    if let Some(root) = told_to_write() {
        let workspace = Workspace::open(Path::new(&root)).expect("a workspace");
        let all = [
            change(OTHER, Some("a = 1\n"), "a = 2\n"),
            change("collaborations/b/agreement.toml", None, "a = 2\n"),
            change(FILE, Some("a = 1\n"), &numbered(1)),
        ];
        let refused = workspace.write(&all);
        assert!(matches!(refused, Err(StoreError::Io { .. })), "{refused:?}");
        return;
    }
    let (sandbox, _) = workspace();
    sandbox.write(FILE, "a = 1\n");
    sandbox.write(OTHER, "a = 1\n");
    let before = names(sandbox.root());
    // A file may not grow beyond a few thousand bytes: to the writer it is the same refusal.
    let inner = child("writes::a_full_disk_leaves_everything_as_before", sandbox.root());
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]);
    shell.arg(inner.get_program()).args(inner.get_args());
    shell.env("COMITY_TEST_WRITES_IN", sandbox.root());
    let ran = shell.output().expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    assert!(String::from_utf8_lossy(&ran.stdout).contains("1 passed"), "it ran");
    assert_eq!(names(sandbox.root()), before);
    assert_eq!(sandbox.read(FILE) + &sandbox.read(OTHER), "a = 1\na = 1\n");
}

#[test]
fn a_file_of_the_workspace_is_named_from_its_root_on() {
    let (_sandbox, workspace) = workspace();
    let path = "collaborations/new/collaboration.toml";
    workspace.write(&[change(path, None, "title = \"One\"\n")]).expect("written");
    match workspace.write(&[change(path, None, "title = \"Two\"\n")]) {
        Err(StoreError::Exists { path: told }) => assert_eq!(told, Path::new(path)),
        other => panic!("{other:?}"),
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_told_as_such() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = sandbox.root().join("collaborations/reading-hour/evaluation.toml");
    let _ = fs::remove_file(&path);
    std::os::unix::fs::symlink("gone.toml", &path).expect("made");
    let set = "decision.rationale=It is needed by many";
    let outcome = sandbox.comity(&["evaluate", "reading-hour", "--set", set]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    let told = &outcome.stderr;
    assert!(
        told.contains("evaluation.toml: a link to nothing") && told.contains("help: "),
        "{told}"
    );
}

/// Somebody who holds a file until they are told that it is waited for.
#[derive(Debug)]
struct Holder(Mutex<Option<fs::File>>, Mutex<Vec<PathBuf>>);

impl Person for Holder {
    fn ask(&self, _: &str) -> Option<String> {
        None
    }

    fn edit(&self, _: &Path) -> Result<(), String> {
        Err("no editor".to_owned())
    }

    fn waits(&self, file: &Path) -> Box<dyn Any> {
        self.1.lock().expect("whole").push(file.to_owned());
        drop(self.0.lock().expect("whole").take());
        Box::new(())
    }
}

#[test]
fn a_wait_for_another_program_is_told() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let settings = sandbox.root().join("comity.toml");
    let held = fs::File::open(&settings).expect("opened");
    held.lock().expect("held");
    let holder = Arc::new(Holder(Mutex::new(Some(held)), Mutex::default()));
    let context = Context { person: holder.clone(), ..world(sandbox.root()) };
    let line = ["log-action", "reading-hour", "act-read", "started", "--today", "2026-04-10"];
    for _ in 0..2 {
        let outcome = comity_in(&context, &line);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    }
    // Once: the second time nobody held it.
    assert_eq!(*holder.1.lock().expect("whole"), [settings]);
}
