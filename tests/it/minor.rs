//! A minor collaboration, from nothing to signed, by a handful of commands.

use std::fs;

use crate::docs::played;
use crate::harness::{holds, repository};
use crate::story::{content, parsed};

/// The most commands that it may take.
const MOST: usize = 6;

#[test]
fn a_minor_collaboration_is_signed_after_a_handful_of_commands() {
    let page = fs::read_to_string(repository().join("docs/first-steps.md")).expect("it is written");
    let (wanted, sandbox) = played(&page);
    holds("docs/first-steps.md", &wanted);
    let lines: Vec<&str> = wanted.lines().filter(|line| line.starts_with("$ comity ")).collect();
    let writing = lines.iter().filter(|line| !line.starts_with("$ comity check ")).count();
    assert!((1..=MOST).contains(&writing), "{writing} commands");
    assert!(!wanted.contains("--edit") && !wanted.contains("--force"), "typed as it is");
    let sandbox = sandbox.expect("it ran");
    let example = repository().join("examples/reading-hour");
    for part in ["comity.toml", "collaborations"] {
        let of = |root: &std::path::Path| match root.join(part) {
            path if path.is_dir() => content(&path),
            path => [(part.to_owned(), vec![parsed(&path)])].into(),
        };
        assert_eq!(of(sandbox.root()), of(&example), "{part}");
    }
    assert!(content(&example.join("collaborations")).len() >= 5, "the example is there");
    // Of any severity, in what is written and in the settings.
    let found = sandbox.findings("2026-03-16");
    assert!(found.is_empty(), "{found:#?}");
}
