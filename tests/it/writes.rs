//! Writing to a workspace: whole or not at all, and never over what somebody else wrote.

use std::fs;

use comity::store::{Change, StoreError, Workspace};

use crate::harness::Sandbox;

const FILE: &str = "collaborations/a/agreement.toml";

fn change(path: &str, before: Option<&str>, after: &str) -> Change {
    Change { path: path.to_owned(), before: before.map(str::to_owned), after: after.to_owned() }
}

fn workspace() -> (Sandbox, Workspace) {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\n");
    let workspace = Workspace::open(sandbox.root()).expect("a workspace");
    (sandbox, workspace)
}

/// Every name in the workspace, also hidden ones, sorted.
fn names(sandbox: &Sandbox) -> Vec<String> {
    fn below(directory: &std::path::Path, prefix: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(directory).expect("listed") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                below(&entry.path(), &format!("{name}/"), found);
            }
            found.push(name);
        }
    }
    let mut found = Vec::new();
    below(sandbox.root(), "", &mut found);
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
    let before = names(&sandbox);
    let refused = workspace.write(&[new.clone(), change(FILE, Some("a = 1\n"), "a = 3\n")]);
    assert!(matches!(&refused, Err(StoreError::Changed { path }) if path == FILE), "{refused:?}");
    let refused = workspace.write(&[new.clone(), change(FILE, None, "a = 3\n")]);
    assert!(matches!(refused, Err(StoreError::Exists { .. })), "{refused:?}");
    assert_eq!(sandbox.read(FILE), "a = 2\n");
    assert_eq!(names(&sandbox), before, "nothing else either");
    let text = workspace.text_of(FILE).expect("read").expect("there");
    workspace.write(&[new, change(FILE, Some(&text), "a = 3\n")]).expect("written");
    assert_eq!(sandbox.read(FILE), "a = 3\n");
}
