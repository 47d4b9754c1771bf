//! Two people log at the same time, each on a branch: nothing of it conflicts, nothing is lost.

use std::path::Path;

use comity::cli::Context;

use crate::harness::git;
use crate::harness::{Sandbox, comity_in, files, world};

const C: &str = "warm-safe-discharge";
const DAY: &str = "2025-11-30";
const LOGS: [&str; 2] = ["collaborations/warm-safe-discharge/log", "network/log"];

/// What both log, on one day: all eight kinds, and most of it about the same.
const BOTH: [&[&str]; 16] = [
    &["log-action", C, "act-winter", "progressed", "--note", "Half of the rota is filled"],
    &["log-action", C, "act-winter", "blocked", "--reason", "Two wards wait for names"],
    &["log-action", C, "act-winter", "support-asked", "--party", "hospital", "--note", "A planner"],
    &["log-issue", C, "friday-visits", "support", "--party", "housing", "--note", "A van"],
    &["log-risk", C, "risk-capacity", "reassessed", "--likelihood", "3", "--impact", "4"],
    &["log-risk", C, "risk-data", "reassessed", "--likelihood", "2", "--impact", "5"],
    &[
        "log-feedback",
        C,
        "given",
        "--from",
        "housing",
        "--to",
        "hospital",
        "--worked-well",
        "Calls",
    ],
    &[
        "log-feedback",
        C,
        "given",
        "--from",
        "housing",
        "--to",
        "hearthside",
        "--worked-well",
        "Vans",
    ],
    &[
        "log-feedback",
        C,
        "answered",
        "--party",
        "hospital",
        "--follows",
        "2025-11-12-hospital-feedback-given-9tcx",
        "--response",
        "The rota comes",
    ],
    &[
        "log-information",
        C,
        "inf-referrals",
        "access-checked",
        "--outcome",
        "14 users",
        "--evidence",
        "Log",
    ],
    &[
        "log-information",
        C,
        "inf-totals",
        "access-checked",
        "--outcome",
        "3 users",
        "--evidence",
        "Log",
    ],
    &[
        "log-contact",
        "ardenvale-hospitals",
        "contacted",
        "--mode",
        "informal",
        "--with",
        "avh-discharge-lead",
        "--purpose",
        "Rota",
    ],
    &[
        "log-contact",
        "hearthside",
        "contacted",
        "--mode",
        "informal",
        "--with",
        "hearthside-operations-manager",
        "--purpose",
        "Vans",
    ],
    &[
        "log-report",
        C,
        "rep-flow",
        "reported",
        "--summary",
        "Delays down",
        "--figures",
        "item=sl-referral",
        "value=84",
        "unit=percent",
    ],
    &["log-report", C, "rep-flow", "acknowledged", "--party", "housing"],
    &[
        "log-action",
        C,
        "act-winter",
        "support-given",
        "--party",
        "housing",
        "--note",
        "A planner, a day",
    ],
];

/// What each logs besides, about something that only this branch knows.
fn own(name: &str) -> Vec<Vec<String>> {
    let lines: [&[&str]; 3] = [
        &["log-decision", C, "N-rota", "proposed", "--question", "Who fills the rota?"],
        &["log-decision", C, "N-van", "proposed", "--question", "Who pays for the van?"],
        &[
            "log-issue",
            C,
            "N-orders",
            "opened",
            "--raised-by",
            "hospital",
            "--category",
            "delivery",
            "--statement",
            "Orders wait",
        ],
    ];
    // Each party says how it sees it.
    let views = ["housing", "adult-care", "hospital", "hearthside"];
    let views = views.map(|party| {
        vec![
            "log-issue",
            C,
            "N-orders",
            "perspective",
            "--party",
            party,
            "--view",
            "Half have no address",
        ]
    });
    let all = lines.iter().copied().map(<[&str]>::to_vec).chain(views);
    all.map(|words| words.iter().map(|word| word.replace("N-", name)).collect()).collect()
}

/// Logs all of it in a clone, and commits each entry, as a person would.
fn log(clone: &Path, name: &str, chance: u64) -> usize {
    let both = BOTH.iter().map(|line| line.iter().map(|&word| word.to_owned()).collect());
    let lines: Vec<Vec<String>> = both.chain(own(name)).collect();
    for (turn, line) in lines.iter().enumerate() {
        let chance = chance.wrapping_add(turn as u64);
        let context = Context { chance, ..world(clone) };
        let mut words: Vec<&str> = line.iter().map(String::as_str).collect();
        words.extend(["--today", DAY]);
        let outcome = comity_in(&context, &words);
        assert_eq!(outcome.code, 0, "{words:?}: {}", outcome.stderr);
        git(clone, &["add", "--all"]);
        git(clone, &["commit", "--quiet", "--message", "An entry"]);
    }
    lines.len()
}

fn events(root: &Path) -> Vec<String> {
    let all = LOGS.iter().flat_map(|log| files(&root.join(log)));
    all.map(|path| path.file_name().expect("a name").to_str().expect("text").to_owned()).collect()
}

#[test]
fn what_two_branches_log_comes_together_without_a_conflict() {
    let (home, one, other) =
        (Sandbox::copy_of("examples/warm-safe-discharge"), Sandbox::empty(), Sandbox::empty());
    let known = home.findings(DAY);
    let at_first = events(home.root()).len();
    git(home.root(), &["init", "--quiet", "--initial-branch", "main"]);
    git(home.root(), &["add", "--all"]);
    git(home.root(), &["commit", "--quiet", "--message", "The record"]);
    let mut logged = 0;
    for (clone, name, chance) in [(&one, "our-", 1_000_003), (&other, "their-", 2_000_003)] {
        let from = home.root().to_str().expect("text");
        git(clone.root(), &["clone", "--quiet", from, "."]);
        git(clone.root(), &["checkout", "--quiet", "-b", &format!("{name}branch")]);
        let count = log(clone.root(), name, chance);
        assert!(count >= 20, "{count} entries");
        logged += count;
    }
    let theirs = other.root().to_str().expect("text");
    git(one.root(), &["fetch", "--quiet", theirs, "their-branch:their-branch"]);
    git(one.root(), &["merge", "--quiet", "--no-edit", "their-branch"]);
    let together = events(one.root());
    assert_eq!(together.len(), at_first + logged, "every entry is there");
    // The same about the same on the same day: the names differ in chance alone.
    let alike = together.iter().filter(|name| name.contains("-act-winter-blocked-")).count();
    assert_eq!(alike, 2, "{together:?}");
    let new: Vec<String> = one
        .findings(DAY)
        .iter()
        .filter(|finding| !known.iter().any(|it| it["message"] == finding["message"]))
        .map(|finding| format!("{}: {}", finding["rule"], finding["message"]))
        .collect();
    assert_eq!(new, [""; 0]);
}
