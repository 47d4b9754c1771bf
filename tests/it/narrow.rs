//! Narrow and wide terminals: what is said to a person keeps to the columns there are.

use crate::harness::Sandbox;

/// The examples, each with a day on which something is due, a collaboration, a party and a review.
const EXAMPLES: [(&str, &str, &str, &str, &str); 3] = [
    ("warm-safe-discharge", "2026-02-05", "warm-safe-discharge", "hospital", "annual-2025"),
    ("neglected", "2025-12-01", "surplus-food", "traders", "-"),
    ("reading-hour", "2026-04-20", "reading-hour", "surgery", "-"),
];

/// Every command that shows something to a person, as one would type it in an example.
fn lines<'l>(id: &'l str, party: &'l str, plan: &'l str) -> Vec<Vec<&'l str>> {
    let mut lines = vec![
        vec!["check"],
        vec!["check", id],
        vec!["status"],
        vec!["status", id],
        vec!["evaluate", id],
        vec!["evaluate", "--compare", id],
        vec!["agree", id, "--ready"],
        vec!["agree", id, "--show"],
        vec!["report", "actions"],
        vec!["report", "portfolio"],
        vec!["report", "calendar"],
        vec!["report", "duties"],
        vec!["report", "coverage"],
        vec!["report", "agreement", id],
        vec!["report", "partner", id, "--to", party],
        vec!["review", id],
        vec!["review", id, "--close"],
        vec!["network"],
        vec!["settings"],
        vec!["explain"],
        vec!["explain", "agreement"],
        vec!["explain", "action-overdue"],
        vec!["explain", "S0.13"],
        vec!["standard", "list"],
        vec!["standard", "show", "S0"],
        vec!["standard", "show", "S0.13"],
    ];
    if plan != "-" {
        lines.push(vec!["review", id, plan]);
    }
    lines
}

/// Each of these lines in each of the examples.
fn each(look: &mut dyn FnMut(&Sandbox, &[&str])) {
    for (example, day, id, party, plan) in EXAMPLES {
        let sandbox = Sandbox::copy_of(&format!("examples/{example}"));
        for line in lines(id, party, plan) {
            let undated = ["explain", "standard", "network", "settings"].contains(&line[0]);
            let day = if undated { &[][..] } else { &["--today", day] };
            look(&sandbox, &[&line[..], day].concat());
        }
    }
}

/// Whether a line may run over: a single word (a path, an address, a digest), or something that is
/// there to be copied. Commands to be typed are never broken, and no more are lines for a file: in
/// pieces they could not be pasted.
fn is_whole(line: &str) -> bool {
    let mut bare = line.trim_start_matches([' ', '╭', '─', '│', '×', '⚠', '☞']);
    for lead in ["- ", "or: ", "next: ", "run ", "write "] {
        bare = bare.strip_prefix(lead).unwrap_or(bare);
    }
    let command = bare.trim_start_matches('(').strip_prefix('`').map_or(bare, |quoted| {
        let ends = quoted.split_once('`').is_some_and(|(_, rest)| !rest.trim().contains(' '));
        if ends { quoted } else { bare }
    });
    !bare.trim_end().contains(' ') || command.starts_with("comity ")
}

/// The lines of an output that are too long for its terminal, and could have been broken.
fn too_long(command: &str, shown: &str, width: usize) -> Vec<String> {
    let set_in = |line: &str| line.len() - line.trim_start().len();
    let mut writing = None;
    let mut found = Vec::new();
    for line in shown.lines() {
        // What is to be written stands below the file, further in.
        let to_write = writing.is_some_and(|above| set_in(line) > above);
        if !to_write {
            let names_file = line.trim_start().starts_with("write ") && line.ends_with(':');
            writing = names_file.then(|| set_in(line));
        }
        // The examples on the page of a rule.
        let example = command == "explain" && line.starts_with("    ");
        let long = line.chars().count() > width;
        if long && !to_write && !example && !is_whole(line) {
            found.push(line.to_owned());
        }
    }
    found
}

#[test]
fn no_line_for_people_is_wider_than_the_terminal() {
    let mut found = Vec::new();
    each(&mut |sandbox, typed| {
        for width in [20, 40, 60, 80, 120] {
            let outcome = sandbox.comity_in(width, typed);
            assert!(!outcome.stdout.trim().is_empty(), "{typed:?}: {}", outcome.stderr);
            let long = too_long(typed[0], &outcome.stdout, width);
            found.extend(long.iter().map(|it| format!("{width} {typed:?}: {it}")));
        }
    });
    assert!(found.is_empty(), "{} lines:\n{}", found.len(), found.join("\n"));
}

#[test]
fn what_is_there_to_be_copied_is_the_same_at_every_width() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let commands = |width: usize| -> Vec<String> {
        let shown = sandbox.comity_in(width, &["check", "--today", "2025-12-01"]).stdout;
        let shown = shown + &sandbox.comity_in(width, &["report", "coverage"]).stdout;
        let typed = |line: &str| line.trim().trim_start_matches("run ").to_owned();
        shown.lines().map(typed).filter(|line| line.starts_with("comity ")).collect()
    };
    let wide = commands(400);
    assert!(wide.len() > 100, "{wide:#?}");
    assert_eq!(commands(40), wide);
    assert_eq!(commands(20), wide);
}

#[test]
fn no_terminal_is_too_narrow_to_be_written_to() {
    each(&mut |sandbox, typed| {
        let shown = [0, 20].map(|width| sandbox.comity_in(width, typed).stdout);
        assert!(shown[0] == shown[1], "{typed:?}: {shown:?}");
    });
}
