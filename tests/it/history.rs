//! What git tells of a file: the texts that it had.

use std::path::Path;
use std::process::Command;

use comity::store::Workspace;

use crate::harness::{Sandbox, git};

const FILE: &str = "collaborations/a/agreement.toml";

pub fn commit(sandbox: &Sandbox) {
    git(sandbox.root(), &["add", "--all"]);
    git(sandbox.root(), &["commit", "--quiet", "--message", "A change"]);
}

/// A repository with a workspace in a directory of it.
fn repository(directory: &str) -> (Sandbox, Workspace) {
    let sandbox = Sandbox::empty();
    git(sandbox.root(), &["init", "--quiet", "--initial-branch", "main"]);
    sandbox.write(&format!("{directory}comity.toml"), "schema = 1\n");
    let workspace = Workspace::open(&sandbox.root().join(directory)).expect("a workspace");
    (sandbox, workspace)
}

fn texts(workspace: &Workspace, path: &str) -> Vec<String> {
    workspace.past_texts(path).collect()
}

#[test]
fn the_texts_of_a_file_come_newest_first_each_once() {
    let (sandbox, workspace) = repository("");
    for text in ["one\r\n", "\u{feff}two", "one\r\n", "three\n\n"] {
        sandbox.write(FILE, text);
        commit(&sandbox);
    }
    sandbox.write(FILE, "not committed\n");
    assert_eq!(texts(&workspace, FILE), ["three\n\n", "one\r\n", "\u{feff}two"]);
    assert_eq!(workspace.past_texts(FILE).next().as_deref(), Some("three\n\n"));
    // Also of a file that is gone.
    std::fs::remove_dir_all(sandbox.root().join("collaborations")).expect("gone");
    commit(&sandbox);
    assert_eq!(texts(&workspace, FILE).len(), 3);
    let name = workspace.commit().expect("a commit");
    assert!(name.len() >= 4 && name.chars().all(|it| it.is_ascii_hexdigit()), "{name}");
}

#[test]
fn a_workspace_may_be_a_part_of_the_repository_and_have_odd_names() {
    let (sandbox, workspace) = repository("our work/[1]/");
    let odd = ["collaborations/é – *?\"'/a b.toml", "collaborations/:(top)x/-a.toml"];
    for path in odd {
        sandbox.write(&format!("our work/[1]/{path}"), path);
        sandbox.write("our work/[1]/collaborations/other.toml", path);
        sandbox.write(path, "the same name, but not in the workspace");
        commit(&sandbox);
    }
    for path in odd {
        assert_eq!(texts(&workspace, path), [path]);
    }
}

#[test]
fn what_a_merge_brought_and_what_it_made_is_there_but_no_other_branch() {
    let (sandbox, workspace) = repository("");
    let root = sandbox.root();
    sandbox.write(FILE, "base\n");
    commit(&sandbox);
    git(root, &["checkout", "--quiet", "-b", "side"]);
    sandbox.write(FILE, "side\n");
    commit(&sandbox);
    git(root, &["checkout", "--quiet", "main"]);
    sandbox.write(FILE, "main\n");
    commit(&sandbox);
    git(root, &["merge", "--quiet", "--strategy", "ours", "--no-commit", "side"]);
    sandbox.write(FILE, "both\n");
    commit(&sandbox);
    git(root, &["checkout", "--quiet", "-b", "later"]);
    sandbox.write(FILE, "later\n");
    commit(&sandbox);
    git(root, &["checkout", "--quiet", "main"]);
    let mut found = texts(&workspace, FILE);
    assert_eq!(found[0], "both\n");
    found.sort();
    assert_eq!(found, ["base\n", "both\n", "main\n", "side\n"]);
}

#[test]
fn what_is_no_text_of_a_record_is_passed_over() {
    let (sandbox, workspace) = repository("");
    let large = "# long\n".repeat((1 << 20) / 7 + 1);
    for bytes in [b"first\n".to_vec(), b"\xff\n".to_vec(), large.into_bytes(), b"last\n".to_vec()] {
        sandbox.write(FILE, bytes);
        commit(&sandbox);
    }
    assert_eq!(texts(&workspace, FILE), ["last\n", "first\n"]);
}

#[test]
fn without_a_repository_or_a_commit_there_is_nothing_to_tell() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\n");
    sandbox.write(FILE, "a = 1\n");
    let workspace = Workspace::open(sandbox.root()).expect("a workspace");
    assert_eq!((texts(&workspace, FILE), workspace.commit()), (vec![], None));
    git(sandbox.root(), &["init", "--quiet"]);
    assert_eq!((texts(&workspace, FILE), workspace.commit()), (vec![], None));
    commit(&sandbox);
    for path in ["collaborations/a/none.toml", "../agreement.toml", "", "collaborations"] {
        assert_eq!(texts(&workspace, path), [""; 0], "{path}");
    }
}

/// The workspace that the child looks at; nothing in the parent.
#[allow(clippy::disallowed_methods, reason = "how a test speaks to its own child")]
fn told_to_look() -> Option<String> {
    std::env::var("COMITY_TEST_LOOKS_IN").ok()
}

#[test]
fn what_a_hook_sets_leads_nowhere_else() {
    if let Some(root) = told_to_look() {
        let workspace = Workspace::open(Path::new(&root)).expect("a workspace");
        assert_eq!(texts(&workspace, FILE), ["here\n"]);
        assert!(workspace.commit().is_some());
        return;
    }
    let ((sandbox, _), (other, _)) = (repository(""), repository(""));
    sandbox.write(FILE, "here\n");
    commit(&sandbox);
    other.write(FILE, "elsewhere\n");
    commit(&other);
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    let elsewhere = other.root().join(".git");
    let ran = child
        .args(["--exact", "history::what_a_hook_sets_leads_nowhere_else", "--nocapture"])
        .env("COMITY_TEST_LOOKS_IN", sandbox.root())
        .env("GIT_DIR", &elsewhere)
        .env("GIT_WORK_TREE", other.root())
        .env("GIT_INDEX_FILE", elsewhere.join("index"))
        .env("GIT_OBJECT_DIRECTORY", elsewhere.join("objects"))
        .env("GIT_GLOB_PATHSPECS", "1")
        .env("GIT_PAGER", "false")
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "log.showSignature")
        .env("GIT_CONFIG_VALUE_0", "true")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}{told}");
}
