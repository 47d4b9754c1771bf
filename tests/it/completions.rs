//! What a shell is told when it asks how a line goes on, and the manual page.

use crate::harness::{Sandbox, comity, program, repository};

/// What bash is offered behind these words; the last is the one that is being written.
fn offered(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let index = (words.len() - 1).to_string();
    let environment = [
        ("COMPLETE", "bash"),
        ("_CLAP_IFS", "\n"),
        ("_CLAP_COMPLETE_INDEX", index.as_str()),
        ("_CLAP_COMPLETE_COMP_TYPE", "9"),
        ("_CLAP_COMPLETE_SPACE", "false"),
    ];
    let arguments = [&["--"], words].concat();
    let outcome = program(sandbox.root(), &environment, &arguments);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    outcome.stdout.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn collaborations_and_rules_complete_live() {
    let sandbox = Sandbox::clean();
    assert_eq!(offered(&sandbox, &["comity", "check", "lo"]), ["loan-boxes"]);
    // Names only: a directory whose files are broken completes all the same.
    sandbox.write("collaborations/lost-time/collaboration.toml", "= broken");
    assert_eq!(offered(&sandbox, &["comity", "status", "lo"]), ["loan-boxes", "lost-time"]);
    assert_eq!(offered(&sandbox, &["comity", "explain", "toml-inv"]), ["toml-invalid"]);
    assert_eq!(offered(&sandbox, &["comity", "check", "--only", "toml-inv"]), ["toml-invalid"]);
    assert_eq!(offered(&sandbox, &["comity", "schema", "agr"]), ["agreement"]);
    assert_eq!(offered(&sandbox, &["comity", "comp"]), ["completions"]);
}

#[test]
fn what_a_command_logs_about_completes_by_the_collaboration_before_it() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let of = |command: &str, part: &str| {
        offered(&sandbox, &["comity", command, "warm-safe-discharge", part])
    };
    assert_eq!(of("log-action", "act-wi"), ["act-winter"]);
    assert_eq!(of("log-issue", "fri"), ["friday-visits"]);
    assert_eq!(of("log-risk", "risk-d"), ["risk-data"]);
    assert_eq!(of("log-report", "rep-f"), ["rep-flow"]);
    assert_eq!(of("log-information", "inf-r"), ["inf-referrals"]);
    assert_eq!(offered(&sandbox, &["comity", "log-contact", "ard"]), ["ardenvale-hospitals"]);
    let step = ["comity", "log-action", "warm-safe-discharge", "act-winter", "resch"];
    assert_eq!(offered(&sandbox, &step), ["rescheduled"]);
    // A collaboration that is none offers nothing, and nothing breaks.
    assert!(
        !offered(&sandbox, &["comity", "log-action", "nowhere", "act"])
            .contains(&"act-winter".into())
    );
}

#[test]
fn a_workspace_that_is_named_is_the_one_that_completes() {
    let sandbox = Sandbox::empty();
    sandbox.write("records/comity.toml", "schema = 1\n");
    sandbox.write("records/collaborations/loan-boxes/collaboration.toml", "");
    for named in [&["-C", "records"][..], &["-Crecords"], &["--directory=records"]] {
        let words = [&["comity"], named, &["check", "lo"]].concat();
        assert_eq!(offered(&sandbox, &words), ["loan-boxes"], "{named:?}");
    }
}

#[test]
fn outside_of_a_workspace_nothing_is_offered_and_nothing_breaks() {
    assert!(!offered(&Sandbox::empty(), &["comity", "check", "lo"]).contains(&"loan-boxes".into()));
}

#[test]
fn every_shell_gets_its_lines() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = comity(&repository(), &["completions", shell]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert!(outcome.stdout.contains("COMPLETE"), "{shell}: {}", outcome.stdout);
    }
    assert_eq!(comity(&repository(), &["completions", "csh"]).code, 2);
}

#[test]
fn there_is_a_manual_page_of_the_whole_and_of_each_command() {
    let whole = comity(&repository(), &["man"]);
    assert!(whole.stdout.contains(".TH comity 1"), "{}", whole.stdout);
    let check = comity(&repository(), &["man", "check"]);
    assert!(check.stdout.contains("fail\\-on"), "{}", check.stdout);
    let unknown = comity(&repository(), &["man", "chek"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean `check`?"), "{}", unknown.stderr);
}
