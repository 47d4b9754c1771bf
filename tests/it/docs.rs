//! The docs that are made, and the transcripts: each is what the program really says.
//!
//! `COMITY_BLESS=1 cargo test --test it docs` makes them anew.

use std::fs;

use comity::model::declare::Stage;
use comity::{cli, render};

use crate::harness::{Sandbox, comity, holds, repository};

#[test]
fn the_format_is_as_declared() {
    holds("docs/format.md", &render::reference::render());
}

#[test]
fn the_commands_are_as_their_help_says() {
    holds("docs/cli.md", &cli::reference());
}

#[test]
fn what_is_required_can_be_read_from_the_format() {
    let mut count = 0;
    for line in render::reference::render().lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        assert_eq!(cells.len(), 6, "{line}");
        if cells[2].is_empty() {
            continue;
        }
        count += 1;
        let parts: Vec<&str> = cells[2].split(", ").collect();
        let [stage, significance, _] = parts[0].split(" / ").collect::<Vec<_>>()[..] else {
            panic!("no stage, significance and rule: {line}");
        };
        assert!(Stage::ALL.iter().any(|known| known.as_str() == stage), "{line}");
        assert!(["minor", "moderate", "major"].contains(&significance), "{line}");
        for more in &parts[1..] {
            assert!(*more == "each party" || more.starts_with("when "), "{line}");
        }
    }
    assert!(count > 150, "{count} requirements");
}

#[test]
fn every_help_is_narrow_and_has_an_example() {
    let text = cli::reference();
    for section in text.split("\n## ").skip(1) {
        assert!(section.contains("\nExample"), "no example:\n{section}");
        for line in section.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn every_link_within_the_format_leads_somewhere() {
    let text = render::reference::render();
    let anchors: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.replace(": ", "-"))
        .collect();
    let links = text.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
    let mut count = 0;
    for link in links {
        count += 1;
        assert!(anchors.contains(&link.to_owned()), "#{link} leads nowhere");
    }
    assert!(count > 60, "{count} tables");
}

/// A block of a console: a line `$ comity …`, and what it says. Before it, in a comment of its
/// own, where it runs: `<!-- in: examples/reading-hour -->`, or `<!-- in: nowhere -->` for an empty
/// directory; `… without NAME and NAME` takes something out of it first. An exit code other than 0
/// stands in brackets at its end. Blocks before the first such comment, and after
/// `<!-- only to read -->`, are left as they are.
fn transcript(page: &str) -> String {
    played(page).0
}

/// A page as it should be, and the place where its last block ran, as that left it.
pub fn played(page: &str) -> (String, Option<Sandbox>) {
    let mut out = String::new();
    let mut place = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(named) = line.strip_prefix("<!-- in: ").and_then(|it| it.strip_suffix(" -->")) {
            place = Some(match named {
                "nowhere" => Sandbox::empty(),
                path => {
                    let (path, without) = path.split_once(" without ").unwrap_or((path, ""));
                    let sandbox = Sandbox::copy_of(path);
                    for name in without.split(" and ").filter(|name| !name.is_empty()) {
                        fs::remove_dir_all(sandbox.root().join(name)).expect("it is there");
                    }
                    sandbox
                }
            });
        }
        if line == "<!-- only to read -->" {
            place = None;
        }
        if line != "```console" {
            continue;
        }
        let Some(sandbox) = &place else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        let mut block = block.into_iter();
        while let Some(first) = block.next() {
            if !first.starts_with("$ ") {
                continue;
            }
            // A line that ends with a backslash goes on in the next.
            let mut command = first.to_owned();
            while command.ends_with('\\') {
                command.push('\n');
                command.push_str(block.next().expect("the line goes on"));
            }
            let words = words(command.strip_prefix("$ comity ").expect("it is ours"));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let outcome = comity(sandbox.root(), &words);
            out.push_str(&format!("{command}\n{}{}", outcome.stdout, outcome.stderr));
            if outcome.code != 0 {
                out.push_str(&format!("[{}]\n", outcome.code));
            }
        }
        out.push_str("```\n");
    }
    (out, place)
}

/// The words of a command as a shell takes them: quotes of both kinds hold some together, a
/// backslash at the end of a line joins it with the next, and what begins with `#` is a remark.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quote, mut begun) = (Vec::new(), None, false);
    let mut word = String::new();
    for letter in command.replace("\\\n", " ").chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (Some(_), letter) => word.push(letter),
            (None, '"' | '\'') => (quote, begun) = (Some(letter), true),
            (None, '#') if word.is_empty() && !begun => break,
            (None, ' ') => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (None, letter) => word.push(letter),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

#[test]
fn the_transcripts_are_true() {
    for (path, least) in [("docs/commands.md", 8), ("README.md", 1)] {
        let page = fs::read_to_string(repository().join(path)).expect("it is written");
        let from = page.find("<!-- in: ").unwrap_or(page.len());
        assert!(page[from..].matches("```console").count() >= least, "{path}: no transcripts");
        let played = transcript(&page);
        // What the program does not understand is nothing to teach.
        assert!(!played.contains("\nUsage: comity"), "{path} holds a line that is none:\n{played}");
        holds(path, &played);
    }
}
