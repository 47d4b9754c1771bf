//! Two programs at once on one checkout: of two changes none is lost in silence.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::harness::{Sandbox, files};

const AGREEMENT: &str = "collaborations/reading-hour/agreement.toml";

/// The reading hour before anybody signed it, so that its text can still be set.
fn draft() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let log = sandbox.root().join("collaborations/reading-hour/log");
    std::fs::remove_dir_all(log).expect("taken out");
    sandbox
}

fn started(root: &Path, assignment: &str) -> Child {
    let line =
        ["agree", "reading-hour", "--today", "2026-03-04", "--no-input", "--set", assignment];
    program(root, &line)
}

/// The program itself, with nobody at the terminal.
fn program(root: &Path, line: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(line)
        .current_dir(root)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs")
}

/// Whether it was written; what was refused has to be told.
fn is_written(child: Child) -> bool {
    let ran = child.wait_with_output().expect("it ends");
    let (said, talk) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    match ran.status.code() {
        Some(0) => {
            assert!(said.contains(&format!("wrote {AGREEMENT}")), "{said}{talk}");
            true
        }
        Some(2) => {
            assert!(said.is_empty() && talk.contains("agreement.toml"), "{said}{talk}");
            assert!(talk.contains("changed"), "it says why: {talk}");
            false
        }
        code => panic!("{code:?}: {said}{talk}"),
    }
}

/// One pair of changes, typed at the same moment. `hold` is run when both have been started.
fn pair(sandbox: &Sandbox, [one, other]: [&str; 2], hold: impl FnOnce(&[Child; 2])) -> [bool; 2] {
    let both = [started(sandbox.root(), one), started(sandbox.root(), other)];
    hold(&both);
    let [one, other] = both;
    [is_written(one), is_written(other)]
}

/// What a pair says was written is in the file, and what it says was refused is not. Gives how many
/// were refused.
fn judge(sandbox: &Sandbox, round: usize, hold: impl FnOnce(&[Child; 2])) -> usize {
    let first = format!("Aim {round} of the first");
    // In turns the same key, and another.
    let (key, second) = match round % 2 {
        0 => ("purpose.aim", format!("Aim {round} of the second")),
        _ => ("title", format!("Title {round} of the second")),
    };
    let before = sandbox.read(AGREEMENT);
    let assignments = [format!("purpose.aim={first}"), format!("{key}={second}")];
    let [one, other] = pair(sandbox, [&assignments[0], &assignments[1]], hold);
    let after = sandbox.read(AGREEMENT);
    let found = [after.contains(&first), after.contains(&second)];
    assert!(one || other, "round {round}: somebody gets in");
    if key == "title" || !(one && other) {
        assert_eq!(found, [one, other], "round {round}: {after}");
    } else {
        // One after the other: the second was made from the text of the first.
        assert!(found[0] != found[1], "round {round}: {after}");
    }
    // Nothing else has changed: all other lines are those from before.
    let rest = |text: &str| -> Vec<String> {
        let others =
            text.lines().filter(|it| !it.starts_with("aim = ") && !it.starts_with("title = \"T"));
        others.map(str::to_owned).collect()
    };
    assert_eq!(rest(&before), rest(&after), "round {round}");
    let hidden = names(sandbox);
    assert!(hidden.is_empty(), "round {round}: {hidden:?}");
    usize::from(!one) + usize::from(!other)
}

/// What lies about beside the files.
fn names(sandbox: &Sandbox) -> Vec<String> {
    let directory = sandbox.root().join("collaborations/reading-hour");
    let name = |path: std::path::PathBuf| path.file_name()?.to_str().map(str::to_owned);
    let all = files(&directory).into_iter().filter_map(name);
    all.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn of_two_started_together_each_gets_in_or_is_told() {
    let sandbox = draft();
    // How often both get in rests with the machine; what each is told does not.
    for round in 0..60 {
        judge(&sandbox, round, |_| ());
    }
}

/// The lines of the system's list of locks that wait for one on a file.
#[cfg(target_os = "linux")]
fn waiting(file: &Path) -> Option<usize> {
    use std::os::unix::fs::MetadataExt as _;
    let node = format!(":{} ", std::fs::metadata(file).expect("there").ino());
    let listed = std::fs::read_to_string("/proc/locks").ok()?;
    let of_file = || listed.lines().filter(|line| line.contains(&node));
    // Where the list does not hold even our own, it is of no use.
    of_file().next()?;
    Some(of_file().filter(|line| line.contains("->")).count())
}

#[cfg(target_os = "linux")]
#[test]
fn of_two_that_have_read_the_same_text_one_is_told() {
    let sandbox = draft();
    let settings = sandbox.root().join("comity.toml");
    for round in 0..20 {
        let lock = std::fs::File::open(&settings).expect("there");
        lock.lock().expect("free");
        if waiting(&settings).is_none() {
            // This system does not say who waits.
            return;
        }
        let refused = judge(&sandbox, round, |_| {
            // Both have read, and want to write.
            while waiting(&settings) != Some(2) {
                std::thread::yield_now();
            }
            lock.unlock().expect("held");
        });
        assert_eq!(refused, 1, "round {round}");
    }
}

/// A line for each command that logs, and the log that it writes to.
#[cfg(target_os = "linux")]
const LOGGED: [(&str, &[&str]); 8] = [
    (
        LOG,
        &[
            "log-action",
            CASE,
            "act-winter",
            "completed",
            "--evidence",
            "Rota",
            "--quality-met",
            "yes",
        ],
    ),
    (LOG, &["log-issue", CASE, "friday-visits", "reopened", "--note", "Again since October"]),
    (LOG, &["log-risk", CASE, "risk-capacity", "closed", "--note", "Both posts are filled"]),
    (LOG, &["log-report", CASE, "rep-partners", "reported", "--summary", "As agreed"]),
    (
        LOG,
        &["log-feedback", CASE, "answered", "--party", "hospital", "--response", "From January on"],
    ),
    (LOG, &["log-decision", CASE, "weekend-cover", "proposed", "--question", "Who visits?"]),
    (LOG, &["log-information", CASE, "inf-referrals", "access-checked", "--outcome", "14 users"]),
    (
        "network/log",
        &[
            "log-contact",
            "hearthside",
            "contacted",
            "--mode",
            "formal",
            "--purpose",
            "Plan",
            "--with",
            "hearthside-chief-executive",
        ],
    ),
];

#[cfg(target_os = "linux")]
const CASE: &str = "warm-safe-discharge";

#[cfg(target_os = "linux")]
const LOG: &str = "collaborations/warm-safe-discharge/log";

#[cfg(target_os = "linux")]
#[test]
fn of_two_that_log_the_same_at_once_one_is_told() {
    for (log, line) in LOGGED {
        let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
        let line = [line, &["--today", "2025-12-01", "--no-input"]].concat();
        let settings = sandbox.root().join("comity.toml");
        let lock = std::fs::File::open(&settings).expect("there");
        lock.lock().expect("free");
        if waiting(&settings).is_none() {
            // This system does not say who waits.
            return;
        }
        let before = files(&sandbox.root().join(log));
        let mut both = [program(sandbox.root(), &line), program(sandbox.root(), &line)];
        // Both have read, and want to write; one that is refused before that never waits.
        while waiting(&settings) != Some(2) {
            assert!(
                both.iter_mut().all(|it| it.try_wait().expect("known").is_none()),
                "{line:?} does not get as far as writing"
            );
            std::thread::yield_now();
        }
        lock.unlock().expect("held");
        let ends = both.map(|child| child.wait_with_output().expect("it ends"));
        let codes = ends.iter().map(|it| it.status.code()).collect::<Vec<_>>();
        let talk: String =
            ends.iter().map(|it| String::from_utf8_lossy(&it.stderr).into_owned()).collect();
        assert!(codes.contains(&Some(0)) && codes.contains(&Some(2)), "{line:?}: {codes:?} {talk}");
        assert!(talk.contains(&format!("{log}: somebody else changed it")), "{line:?}: {talk}");
        let after = files(&sandbox.root().join(log));
        assert_eq!(after.len(), before.len() + 1, "{line:?}");
    }
}
