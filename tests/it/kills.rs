//! The program is killed at any moment of a command that writes: every file is as before or as
//! after, and what was left half done is taken away by the next.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use comity::rules::group_of;

use crate::harness::{Sandbox, files};

const HOME: &str = "collaborations/reading-hour";
const DAY: &str = "2026-04-01";
const UNFINISHED: &str = ".comity-unfinished-";

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

fn started(root: &Path, line: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(line)
        .args(["--no-input", "--today", DAY])
        .current_dir(root)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs")
}

/// Lets a line run to its end, and gives how often one could look meanwhile.
fn to_the_end(root: &Path, line: &[&str]) -> u64 {
    let (mut child, mut looks) = (started(root, line), 0);
    let status = loop {
        match child.try_wait().expect("it is ours") {
            Some(status) => break status,
            None => std::thread::yield_now(),
        }
        looks += 1;
    };
    assert_eq!(status.code(), Some(0), "{line:?}");
    looks
}

/// The names in a directory that a writer left hidden.
fn unfinished(directory: &Path) -> usize {
    let names = files(directory).into_iter();
    let names = names.filter_map(|path| path.file_name()?.to_str().map(str::to_owned));
    names.filter(|name| name.starts_with(UNFINISHED)).count()
}

/// Runs a line and kills it: at a moment of its whole run, or while something is being written.
fn killed(sandbox: &Sandbox, line: &[&str], usual: u64, chance: &mut Chance) {
    let mut child = started(sandbox.root(), line);
    let directories = [sandbox.root().join(HOME), sandbox.root().join(HOME).join("log")];
    let while_writing = chance.below(2) == 0;
    let mut left = if while_writing { chance.below(40) } else { chance.below(usual + usual / 10) };
    let mut seen = !while_writing;
    while child.try_wait().expect("it is ours").is_none() {
        seen = seen || directories.iter().any(|directory| unfinished(directory) > 0);
        if seen && left == 0 {
            break;
        }
        left -= u64::from(seen);
        std::thread::yield_now();
    }
    child.kill().expect("killed, or gone");
    child.wait().expect("gone");
}

/// One command, and the two states in which it may leave the files.
struct Trial {
    line: Vec<String>,
    before: State,
    after: State,
}

/// What the agreement says, and the texts of all entries, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    agreement: String,
    events: Vec<String>,
}

fn state(sandbox: &Sandbox) -> State {
    let events = files(&sandbox.root().join(HOME).join("log")).into_iter();
    let mut events: Vec<String> = events
        .filter(|path| !path.to_string_lossy().contains(UNFINISHED))
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect();
    events.sort();
    State { agreement: sandbox.read(&format!("{HOME}/agreement.toml")), events }
}

/// The reading hour, its agreement long enough that it takes more than a moment to write; signed,
/// or not yet.
fn place(is_signed: bool) -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let path = format!("{HOME}/agreement.toml");
    let text = sandbox.read(&path) + &"# Read it aloud, all of it, and slowly.\n".repeat(400);
    sandbox.write(&path, text);
    if !is_signed {
        fs::remove_dir_all(sandbox.root().join(HOME).join("log")).expect("taken out");
    }
    sandbox
}

/// The rules that say something of the form of the files.
fn damage(sandbox: &Sandbox) -> Vec<String> {
    let rules = sandbox.rules(DAY).into_iter();
    rules.filter(|rule| group_of(rule) == Some("structure")).collect()
}

/// Puts everything back as it was, but for what is hidden.
fn reset(sandbox: &Sandbox, known: &[std::path::PathBuf], before: &State) {
    sandbox.write(&format!("{HOME}/agreement.toml"), &before.agreement);
    for path in files(&sandbox.root().join(HOME).join("log")) {
        if !known.contains(&path) && !path.to_string_lossy().contains(UNFINISHED) {
            fs::remove_file(path).expect("taken away");
        }
    }
}

/// Takes away what is hidden, so that the next that is killed is known by its own.
fn clear(sandbox: &Sandbox) {
    let home = sandbox.root().join(HOME);
    for path in [files(&home), files(&home.join("log"))].concat() {
        if path.to_string_lossy().contains(UNFINISHED) {
            fs::remove_file(path).expect("taken away");
        }
    }
}

/// Kills a line so many times; gives how often it had left something hidden, and had come through.
fn kills(line: &[&str], is_signed: bool, count: usize, seed: u64) -> (usize, usize) {
    let sandbox = place(is_signed);
    let twin = sandbox.twin();
    let (mut usual, mut chance) = (to_the_end(twin.root(), line), Chance(seed));
    let trial = Trial {
        line: line.iter().map(|&word| word.to_owned()).collect(),
        before: state(&sandbox),
        after: state(&twin),
    };
    assert_ne!(trial.before, trial.after, "it writes something");
    let log = sandbox.root().join(HOME).join("log");
    let known = files(&log);
    // Neither the text before nor the one after is damaged.
    let known_damage = [damage(&sandbox), damage(&twin)].concat();
    assert!(!known_damage.iter().any(|rule| rule == "toml-invalid"), "{known_damage:?}");
    let (mut halfway, mut through) = (0, 0);
    for round in 0..count {
        killed(&sandbox, line, usual, &mut chance);
        let found = state(&sandbox);
        let at = || format!("{:?}, kill {round}", trial.line);
        let is_either = |found: &State, before: &State, after: &State| {
            [&before.agreement, &after.agreement].contains(&&found.agreement)
                && [&before.events, &after.events].contains(&&found.events)
        };
        assert!(is_either(&found, &trial.before, &trial.after), "{}: {found:?}", at());
        let left = unfinished(&sandbox.root().join(HOME)) + unfinished(&log);
        // What is there byte for byte as before or as after is judged already.
        if left > 0 || ![&trial.before, &trial.after].contains(&&found) {
            let damaged = damage(&sandbox);
            assert!(
                damaged.iter().all(|rule| known_damage.contains(rule)),
                "{}: {damaged:?}",
                at()
            );
        }
        through += usize::from(found == trial.after);
        if found.agreement == trial.before.agreement && found.events == trial.after.events {
            // The entry is there and its text is not: the same line again finishes it.
            if line.contains(&"--amend") {
                to_the_end(sandbox.root(), line);
                assert_eq!(state(&sandbox), trial.after, "{}", at());
            }
        }
        reset(&sandbox, &known, &trial.before);
        if left > 0 && halfway % 10 == 0 {
            // The next that writes takes away what the killed one left, where it writes.
            usual = to_the_end(sandbox.root(), line);
            assert_eq!(state(&sandbox), trial.after, "{}", at());
            let of_agreement = unfinished(&sandbox.root().join(HOME));
            let left = if line[0] == "agree" { of_agreement } else { 0 } + unfinished(&log);
            assert_eq!(left, 0, "{}", at());
            reset(&sandbox, &known, &trial.before);
        }
        halfway += usize::from(left > 0);
        clear(&sandbox);
    }
    (halfway, through)
}

#[test]
fn a_thousand_kills_leave_every_file_as_before_or_as_after() {
    let set = ["agree", "reading-hour", "--set", "purpose.aim=Children hear a story"];
    let log = ["log-action", "reading-hour", "act-room", "progressed", "--note", "Half of it"];
    let due = "action.act-room.due=2026-04-10";
    let amend = ["agree", "reading-hour", "--amend", "--set", due, "--reason", "Half-term"];
    let by = ["--by", "Practice manager", "--effective-on", "2026-04-01"];
    let amend = [&amend[..], &by].concat();
    let lines: [(&[&str], bool); 4] = [(&set, false), (&log, true), (&amend, true), (&amend, true)];
    // A writer waits for the disk much of the time, so several are killed side by side.
    let lines = [lines, lines].concat();
    let count = 1000 / lines.len();
    let all: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let run =
            |(seed, (line, is_signed))| scope.spawn(move || kills(line, is_signed, count, seed));
        let running: Vec<_> = (1..).zip(lines).map(run).collect();
        running.into_iter().map(|each| each.join().expect("it ended well")).collect()
    });
    for (halfway, through) in all {
        assert!(halfway > 3, "{halfway} kills came while something was being written");
        assert!((1..count).contains(&through), "{through} came through");
    }
}
