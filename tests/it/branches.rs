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

#[test]
fn of_two_amendments_on_two_branches_one_goes_on_top_of_the_other() {
    let day = ["--today", "2026-04-16"];
    let run = |sandbox: &Sandbox, line: &[&str]| sandbox.comity(&[line, &day].concat());
    let amend = |sandbox: &Sandbox, change: &str| {
        let line = ["agree", "reading-hour", "--amend", "--reason", "Rooms", "--effective-on"];
        let outcome = run(sandbox, &[&line[..], &["2026-04-20", "--set", change]].concat());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    };
    let sign = |sandbox: &Sandbox| run(sandbox, &["agree", "reading-hour", "--sign", "library"]);
    let (one, other) =
        (Sandbox::copy_of("examples/reading-hour"), Sandbox::copy_of("examples/reading-hour"));
    let home = "collaborations/reading-hour";
    let path = format!("{home}/agreement.toml");
    let log = |sandbox: &Sandbox| {
        let all = files(&sandbox.root().join(home).join("log")).into_iter();
        let name = |path: &std::path::PathBuf| path.file_name()?.to_str().map(str::to_owned);
        all.filter_map(|path| name(&path)).filter(|it| it.contains("amended")).collect::<Vec<_>>()
    };
    amend(&one, "act-room.quality=Swept");
    amend(&other, "act-read.quality=Two books");
    // As git merges them.
    let [theirs] = &log(&other)[..] else { panic!("one amendment") };
    let stem = theirs.trim_end_matches(".toml");
    let end = if stem.ends_with('k') { 'm' } else { 'k' };
    let name = format!("{}{end}.toml", &stem[..stem.len() - 1]);
    one.write(&format!("{home}/log/{name}"), other.read(&format!("{home}/log/{theirs}")));
    one.replace(&path, "due = 2026-04-14\n", "due = 2026-04-14\nquality = \"Two books\"\n");
    let broken = || {
        let mut found = one.findings("2026-04-16").into_iter();
        found.find(|it| it["rule"] == "amendment-chain-broken")
    };
    let command = broken().expect("two lead to version 2")["command"].to_string();
    let command = command.trim_matches('"').to_owned();
    let ready = run(&one, &["agree", "reading-hour", "--ready"]).stdout;
    assert!(!ready.contains("Nothing stands in the way") && ready.contains(&command), "{ready}");
    let signed = sign(&one);
    assert_eq!(signed.code, 2, "{}", signed.stdout);
    assert!(signed.stderr.contains("second amendment leads"), "{}", signed.stderr);
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let back = run(&one, &[&words[..], &["--retracted", "yes"]].concat());
    assert_eq!(back.code, 2, "{}", back.stdout);
    assert!(
        back.stderr.contains("no other amendment says what this one changed"),
        "{}",
        back.stderr
    );
    let outcome = run(&one, &words);
    assert_eq!(outcome.code, 0, "{words:?}: {}", outcome.stderr);
    assert!(outcome.stdout.contains("version 3"), "{}", outcome.stdout);
    assert!(broken().is_none());
    assert!(one.read(&path).contains("version = 3"));
    let entries: Vec<String> =
        log(&one).iter().map(|name| one.read(&format!("{home}/log/{name}"))).collect();
    let of = |change: &str, to: &str| {
        entries.iter().any(|it| it.contains(change) && it.contains(&format!("to_version = {to}\n")))
    };
    assert!(of("Swept", "2") && of("Two books", "3") || of("Two books", "2") && of("Swept", "3"));
    let signed = sign(&one);
    assert_eq!(signed.code, 0, "{}", signed.stderr);
}

#[test]
fn of_two_amendments_of_one_field_the_one_that_the_text_does_not_say_is_taken_back() {
    let (sandbox, home) =
        (Sandbox::copy_of("examples/reading-hour"), "collaborations/reading-hour");
    let run = |line: &[&str]| sandbox.comity(&[line, &["--today", "2026-04-16"]].concat());
    let line = ["agree", "reading-hour", "--amend", "--reason", "Rooms", "--effective-on"];
    let set = ["2026-04-20", "--set", "act-read.title=Read aloud on Mondays"];
    let outcome = run(&[&line[..], &set].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let log = || files(&sandbox.root().join(home).join("log"));
    let amended = log().into_iter().find(|path| path.to_string_lossy().contains("amended"));
    let name = amended.as_ref().and_then(|path| path.file_stem()?.to_str()).expect("one");
    let path = format!("{home}/log/{name}.toml");
    // As git merges them, and somebody by hand what both changed.
    let other = format!("{}0000", &name[..name.len() - 4]);
    let theirs = sandbox.read(&path).replace("on Mondays", "on Fridays");
    sandbox.write(&format!("{home}/log/{other}.toml"), &theirs);
    let corrects = ["agree", "reading-hour", "--amend", "--corrects"];

    let refused = run(&[&corrects[..], &[&other]].concat());
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    assert!(refused.stderr.contains("on Fridays"), "{}", refused.stderr);
    let back = format!("comity agree reading-hour --amend --corrects {other} --retracted yes");
    let told = refused.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(&back), "{told}");
    assert!(told.contains("--amend --set act-read.title=…`"), "{told}");

    // The one that the text says goes on top, and says what was there below.
    let twin = Sandbox::copy_of("examples/reading-hour");
    let text = format!("{home}/agreement.toml");
    for path in [&text, &path, &format!("{home}/log/{other}.toml")] {
        twin.write(path, sandbox.read(path));
    }
    let day = ["--today", "2026-04-16"];
    let put = twin.comity(&[&corrects[..], &[name], &day].concat());
    assert_eq!(put.code, 0, "{}", put.stderr);
    let entries = files(&twin.root().join(home).join("log")).into_iter();
    let entries = entries.map(|path| std::fs::read_to_string(path).expect("read"));
    let entry = entries.into_iter().find(|it| it.contains("to_version = 3")).expect("on top");
    assert!(entry.contains("now = \"Read aloud on Mondays\""), "{entry}");
    assert!(entry.contains("was = \"Read aloud on Fridays\""), "{entry}");

    let taken: Vec<&str> = back.split(' ').skip(1).collect();
    let taken = run(&taken);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let found = sandbox.findings("2026-04-16");
    assert!(found.iter().all(|it| it["rule"] != "amendment-chain-broken"), "{found:?}");
    let signed = run(&["agree", "reading-hour", "--sign", "library"]);
    assert_eq!(signed.code, 0, "{}", signed.stderr);
}

#[test]
fn who_was_to_join_by_an_amendment_that_was_never_finished_goes_with_it() {
    let (sandbox, home) =
        (Sandbox::copy_of("examples/reading-hour"), "collaborations/reading-hour");
    let run = |line: &[&str]| sandbox.comity(&[line, &["--today", "2026-04-16"]].concat());
    let (text, head) = (format!("{home}/agreement.toml"), format!("{home}/collaboration.toml"));
    let (before, parties) = (sandbox.read(&text), sandbox.read(&head));
    let line = "agree reading-hour --amend --reason Joins --effective-on 2026-05-01 --add party \
                id=school name=School representative=Head --add action id=act-s party=school \
                owner=Head title=Send_the_class due=2026-05-20";
    let outcome = run(&line.split_whitespace().collect::<Vec<_>>());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(sandbox.read(&head).contains("\"school\""));
    // Killed before the text was written.
    sandbox.write(&text, before);
    let half = run(&["agree", "reading-hour", "--ready"]).stderr;
    let half = half.split_whitespace().collect::<Vec<_>>().join(" ");
    let back = half.split('`').find(|it| it.ends_with("--retracted yes")).expect("a way back");
    let taken = run(&back.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    assert!(taken.stdout.contains("no party again"), "{}", taken.stdout);
    assert_eq!(sandbox.read(&head), parties);
    let ready = run(&["agree", "reading-hour", "--ready"]).stdout;
    assert!(!ready.contains("changed by hand") && !ready.contains("school"), "{ready}");
}
