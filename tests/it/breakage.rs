//! What somebody may do to a workspace on purpose: it costs no more than its size, nothing outside
//! is read, and what cannot be told is a failure.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::harness::{Sandbox, TODAY, comity, repository};

const HEAD: &str = "collaborations/loan-boxes/collaboration.toml";
const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";
const LOG: &str = "collaborations/loan-boxes/log";

/// How many seconds of a processor a run may take: far above what any of these takes, far below
/// what it took when cost grew with the square. Not a matter of the clock, and so not of what else
/// the machine does.
const SECONDS: u32 = 60;

/// Runs the program, which the system ends if it works for too long. Gives its exit code.
fn bounded(sandbox: &Sandbox, arguments: &[&str]) -> Option<i32> {
    let line = format!("ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &line, env!("CARGO_BIN_EXE_comity")]).args(arguments);
    command.args(["--today", TODAY]).current_dir(sandbox.root()).stdin(Stdio::null());
    command.output().expect("it runs").status.code()
}

fn count(sandbox: &Sandbox, rule: &str) -> usize {
    sandbox.findings(TODAY).iter().filter(|finding| finding["rule"] == rule).count()
}

#[test]
fn a_pipe_is_not_opened_to_show_its_lines() {
    let sandbox = Sandbox::clean();
    let pipe = sandbox.root().join(LOG).join("2025-05-28-pipe-made-a2b3.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let opened = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Waits until somebody opens the pipe to read it, and lets them go on.
        scope.spawn(|| {
            let written = OpenOptions::new().write(true).open(&pipe).expect("it can be opened");
            opened.store(true, Ordering::SeqCst);
            drop(written);
        });
        let outcome = sandbox.comity(&["check"]);
        assert!(!opened.load(Ordering::SeqCst), "it was opened");
        drop(OpenOptions::new().read(true).open(&pipe).expect("it can be opened"));
        assert!(outcome.stdout.contains("neither a file nor a directory"), "{}", outcome.stdout);
    });
}

#[test]
fn directories_that_are_links_are_not_followed_out_of_the_workspace() {
    let elsewhere = Sandbox::clean();
    for name in ["network", "collaborations"] {
        let sandbox = Sandbox::clean();
        let moved = sandbox.root().join(name);
        if moved.exists() {
            fs::remove_dir_all(&moved).expect("removed");
        }
        symlink(elsewhere.root().join("collaborations"), &moved).expect("linked");
        let findings = sandbox.findings(TODAY);
        let told = findings.iter().any(|it| it["rule"] == "file-unreadable" && it["file"] == name);
        assert!(told, "{name}: {findings:#?}");
        let below = format!("{name}/");
        assert!(
            findings.iter().all(|it| !it["file"].as_str().is_some_and(|it| it.starts_with(&below))
                || name == "network" && it["collaboration"] == "loan-boxes"),
            "{findings:#?}"
        );
    }
    let sandbox = Sandbox::clean();
    let link = sandbox.root().join("collaborations/linked");
    symlink(elsewhere.root().join("collaborations/loan-boxes"), link).expect("linked");
    assert_eq!(sandbox.comity(&["check", "linked"]).code, 2, "named, it is not followed either");
}

#[test]
fn settings_that_are_no_file_still_make_a_workspace() {
    let sandbox = Sandbox::clean();
    fs::remove_file(sandbox.root().join("comity.toml")).expect("removed");
    symlink("nowhere", sandbox.root().join("comity.toml")).expect("linked");
    let outcome = sandbox.comity(&["check", "--format", "github"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("a link to nothing"), "{}", outcome.stdout);
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let full = || OpenOptions::new().write(true).open("/dev/full");
    if full().is_err() {
        return;
    }
    for words in [&["--help"][..], &["--version"], &["explain"], &["schema", "agreement"]] {
        let ran = Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(words)
            .current_dir(repository())
            .stdout(Stdio::from(full().expect("it was there")))
            .output()
            .expect("it runs");
        assert_eq!(ran.status.code(), Some(2), "{words:?}");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(said.contains("could not be written"), "{words:?}: {said}");
    }
}

#[test]
fn a_directory_with_a_line_end_in_its_name_begins_no_line() {
    let sandbox = Sandbox::empty();
    let outcome = sandbox.comity(&["check", "-C", "two\ncomity: all is well"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("two\\u{a}comity"), "{}", outcome.stderr);
    let line = outcome.stderr.lines().find(|line| line.starts_with("comity: all is well"));
    assert_eq!(line, None, "{}", outcome.stderr);
}

#[test]
fn no_letter_turns_the_direction_of_writing() {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        HEAD,
        "relationship = \"inter-organisation\"",
        "relationship = \"\\u061c\\u2067x\"",
    );
    let title = sandbox.read(HEAD).lines().next().expect("a line").to_owned();
    sandbox.replace(HEAD, &title, "title = \"\\u061c\\u2067\\u202ex\"");
    for words in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["status"],
        &["status", "--format", "json"],
    ] {
        let shown = sandbox.comity(words).stdout;
        let raw = |letter: char| matches!(letter, '\u{61c}' | '\u{2067}' | '\u{202e}');
        assert!(!shown.contains(raw), "{words:?}: {shown}");
        let json = words.contains(&"json");
        assert!(!json || serde_json::from_str::<serde_json::Value>(&shown).is_ok(), "{shown}");
    }
}

#[test]
fn ten_thousand_findings_in_one_file_cost_no_more_than_that() {
    let sandbox = Sandbox::clean();
    let mut text = sandbox.read(AGREEMENT);
    for number in 0..10_000 {
        write!(text, "\n[[objective]]\nid = \"obj-x{number}\"\ntitel = \"x\"\n").expect("text");
    }
    sandbox.write(AGREEMENT, text);
    assert_eq!(bounded(&sandbox, &["check"]), Some(1));
    assert_eq!(count(&sandbox, "key-unknown"), 10_000);
    let people = sandbox.comity(&["check", "--only", "key-unknown"]).stdout;
    assert!(people.contains("10000 times"), "not folded");
}

#[test]
fn a_line_of_a_million_characters_has_columns() {
    let sandbox = Sandbox::clean();
    let list = vec!["1"; 100_000].join(",        ");
    let text = sandbox.read(HEAD);
    sandbox.write(HEAD, format!("tags = [{list}]\n{text}"));
    assert_eq!(bounded(&sandbox, &["check"]), Some(1));
    let findings = sandbox.findings(TODAY);
    let last = findings.iter().filter(|it| it["file"] == HEAD).map(|it| it["column"].as_u64());
    assert_eq!(last.max().flatten(), Some(9 + 10 * 99_999), "the last of them has its own column");
}

#[test]
fn a_name_as_long_as_a_book_is_neither_compared_nor_repeated() {
    let sandbox = Sandbox::clean();
    let long = "a".repeat(100_000);
    sandbox.write(
        AGREEMENT,
        format!("{}\n[[objective]]\nid = \"{long}b\"\n", sandbox.read(AGREEMENT)),
    );
    sandbox.write(
        &format!("{LOG}/2025-05-28-long-name-a2b3.toml"),
        format!("kind = \"decision\"\non = 2025-05-28\ntouches = [\"{long}\"]\n"),
    );
    for format in ["human", "github"] {
        assert_eq!(bounded(&sandbox, &["check", "--format", format]), Some(1));
        let outcome = sandbox.comity(&["check", "--format", format]);
        assert_eq!(outcome.code, 1);
        assert!(outcome.stdout.len() < 100_000, "{format}: {} bytes", outcome.stdout.len());
    }
}

#[test]
fn corrections_in_a_long_circle_end() {
    let sandbox = Sandbox::clean();
    let id = |number: usize| format!("2025-05-28-boxes-started-{:04}", number % 4000);
    for number in 0..4000 {
        let lines =
            "kind = \"action\"\non = 2025-05-28\naction = \"act-boxes\"\nevent = \"progressed\"";
        sandbox.write(
            &format!("{LOG}/{}.toml", id(number)),
            format!("{lines}\ncorrects = \"{}\"\n", id(number + 1)),
        );
        sandbox.write(
            &format!("{LOG}/2025-05-29-boxes-told-{number:04}.toml"),
            format!(
                "kind = \"action\"\non = 2025-05-29\naction = \"act-boxes\"\nevent = \"told\"\n\
                 follows = \"{}\"\n",
                id(number)
            ),
        );
    }
    assert_eq!(bounded(&sandbox, &["check"]), Some(1));
    assert_eq!(bounded(&sandbox, &["status"]), Some(0));
}

#[test]
fn duties_since_the_year_1_are_told_whole() {
    let sandbox = Sandbox::clean();
    let mut text = sandbox.read(AGREEMENT);
    for number in 0..400 {
        write!(
            text,
            "\n[[action]]\nid = \"act-x{number}\"\ntitle = \"x\"\nowner = \"learning-manager\"\n\
             party = \"museum\"\ndue = 0001-01-01\nrecurs = \"weekly\"\nuntil = 9999-12-31\n\
             \n[[reporting]]\nid = \"rep-x{number}\"\nfrom = \"museum\"\nto = [\"schools\"]\n\
             frequency = \"weekly\"\nfirst_due = 0001-01-01\nuntil = 9999-12-31\n"
        )
        .expect("text");
    }
    sandbox.write(AGREEMENT, text);
    for (day, actions, reports) in [(TODAY, 105_628, 105_628), ("9999-12-31", 521_722, 521_721)] {
        let findings = sandbox.findings(day);
        for (rule, id, more) in
            [("action-overdue", "act-x", actions), ("report-overdue-ours", "rep-x", reports)]
        {
            let told = findings.iter().filter(|it| {
                let says = it["message"].as_str().unwrap_or_default();
                it["rule"] == rule
                    && it["subject"].as_str().is_some_and(|it| it.starts_with(id))
                    && says.contains("was due on 0001-01-01, ")
                    && says.contains(&format!(", and {more} more since"))
            });
            assert_eq!(told.count(), 400, "{rule} on {day}");
        }
    }
}

#[test]
fn the_last_days_of_the_calendar_are_days() {
    let named = repository().join("examples/warm-safe-discharge");
    for day in ["0000-01-01", "0001-01-01", "2024-02-29", "2025-12-31", "9999-12-31"] {
        for command in ["check", "status"] {
            let outcome = comity(&named, &[command, "--today", day]);
            assert!(outcome.code < 2, "{command} on {day}: {}", outcome.stderr);
            assert!(outcome.stdout.contains(day), "{command} on {day}: {}", outcome.stdout);
        }
    }
}
