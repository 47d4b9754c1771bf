//! What is said after something was written, and what is offered to be typed: lines that do it.

use std::fs;
use std::sync::Arc;

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, comity_in, world};

const WARM: &str = "warm-safe-discharge";
const LOG: &str = "collaborations/warm-safe-discharge/log";
const DAY: &str = "2025-11-30";

fn warm() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

fn run(sandbox: &Sandbox, line: &[&str], today: &str) -> Outcome {
    sandbox.comity(&[line, &["--today", today]].concat())
}

/// The line that says what to do next.
fn next(outcome: &Outcome) -> &str {
    let line = outcome.stdout.lines().find_map(|line| line.strip_prefix("next: "));
    line.unwrap_or_else(|| panic!("{}{}", outcome.stdout, outcome.stderr))
}

/// Runs a line with somebody who answers and edits; gives what was said to them, too.
fn with(sandbox: &Sandbox, line: &[&str], someone: Someone, asks: bool) -> (Outcome, String) {
    let person = Arc::new(someone);
    let context = Context { interactive: asks, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, line);
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

#[test]
fn the_next_step_is_a_line_about_what_was_written() {
    let sandbox = warm();
    let unable = [
        "log-action",
        WARM,
        "act-winter",
        "unable",
        "--reason",
        "Two left",
        "--told",
        "housing,adult-care,hearthside",
        "--new-date",
        "2026-01-30",
    ];
    let outcome = run(&sandbox, &unable, DAY);
    let line = "comity log-action warm-safe-discharge act-winter rescheduled --new-date 2026-01-30 \
                --agreed-by housing,adult-care,hearthside";
    assert!(next(&outcome).contains(&format!("`{line}`")), "{}", outcome.stdout);
    // The line is one that does it.
    let words: Vec<&str> = line.split(' ').skip(1).collect();
    let outcome = run(&sandbox, &words, DAY);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        next(&outcome).contains("`comity log-action warm-safe-discharge act-winter completed "),
        "{}",
        outcome.stdout
    );
    let later =
        ["unable", "--reason", "Ice", "--told", "housing", "--later", "adult-care,hearthside"];
    let outcome = run(&sandbox, &[&["log-action", WARM, "act-winter"], &later[..]].concat(), DAY);
    assert!(next(&outcome).contains(" --told adult-care,hearthside`"), "{outcome:?}");
}

#[test]
fn the_next_step_is_not_about_an_older_entry() {
    let sandbox = warm();
    // An older entry in which something is missing: `check` speaks of it.
    let old = "kind = \"action\"\non = 2025-11-03\nby = \"avh-operations-director\"\n\
               action = \"act-winter\"\nparty = \"hospital\"\nevent = \"rescheduled\"\n\
               was_due = 2025-12-12\nnew_due = 2025-12-19\n";
    sandbox.write(&format!("{LOG}/2025-11-03-act-winter-rescheduled-k3vd.toml"), old);
    assert!(sandbox.rules(DAY).contains(&"action-reschedule-unagreed".to_owned()));
    let outcome = run(&sandbox, &["log-action", WARM, "act-winter", "progressed"], DAY);
    let said = next(&outcome);
    assert!(!said.contains("agreed_by") && !said.contains("rescheduled"), "{said}");
    assert!(
        said.contains("`comity log-action warm-safe-discharge act-winter completed "),
        "{said}"
    );
}

#[test]
fn before_anybody_signs_nothing_is_said_to_be_signed() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let folder = sandbox.root().join("collaborations/reading-hour");
    fs::remove_dir_all(folder.join("log")).expect("it was there");
    fs::remove_file(folder.join("evaluation.toml")).expect("it was there");
    sandbox.replace("collaborations/reading-hour/agreement.toml", "information_none", "x_none");
    let said = run(&sandbox, &["agree", "reading-hour", "--ready"], "2026-03-09").stdout;
    assert!(said.contains("nobody decided to work together yet"), "{said}");
    assert!(!said.contains("it is signed"), "{said}");
    // One key first, where it says as much as a whole item.
    let key = said.find("\n     comity agree reading-hour --set information_none=…\n");
    let item = said.find("or: comity agree reading-hour --add information ");
    assert!(key.is_some() && key < item, "{said}");
}

#[test]
fn an_editor_that_breaks_the_form_anew_each_time_comes_to_an_end() {
    let sandbox = warm();
    let turn = |at: usize| -> Edit {
        Box::new(move |form| {
            form.replace("reason = \"\"", "reason = \"a\"") + &format!("new_{at} =\n")
        })
    };
    let line = ["log-action", WARM, "act-winter", "unable", "--edit", "--today", DAY];
    let edits = (0..40).map(turn).collect();
    let (outcome, heard) = with(&sandbox, &line, Someone::with(&[], edits), false);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("nothing was written"), "{}", outcome.stderr);
    let kept = outcome.stderr.rsplit("kept in ").next().expect("a path").trim();
    let text = fs::read_to_string(kept).expect("it is kept");
    fs::remove_file(kept).expect("it was kept");
    let rounds = text.matches("new_").count();
    assert!((5..40).contains(&rounds), "{rounds}: {heard}");
}

#[test]
fn marks_in_a_form_name_its_keys_and_no_flags() {
    let sandbox = warm();
    let line = ["log-action", WARM, "act-winter", "unable", "--edit", "--today", DAY];
    let same = || -> Edit { Box::new(str::to_owned) };
    let (outcome, heard) = with(&sandbox, &line, Someone::with(&[], vec![same(), same()]), false);
    assert_eq!(outcome.code, 2);
    let kept = outcome.stderr.rsplit("kept in ").next().expect("a path").trim();
    fs::remove_file(kept).expect("it was kept");
    let marks: Vec<&str> = heard.lines().filter(|line| line.starts_with("#!")).collect();
    assert!(marks.iter().any(|mark| mark.contains("`reason`")), "{heard}");
    assert!(marks.iter().all(|mark| !mark.contains("--")), "{marks:?}");
}

#[test]
fn a_role_that_is_a_letter_off_is_asked_about() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let day = "2026-04-02";
    let line =
        |by: &'static str| ["log-action", "reading-hour", "act-room", "progressed", "--by", by];
    let outcome = run(&sandbox, &line("Practise manger"), day);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("did you mean `Practice manager`?"), "{}", outcome.stderr);
    // Another role is nothing that a command could judge, and a reason overrides.
    assert_eq!(run(&sandbox, &[&line("Receptionist")[..], &["--dry-run"]].concat(), day).code, 0);
    let forced = [&line("Practise manger")[..], &["--force", "her own word", "--dry-run"]].concat();
    assert_eq!(run(&sandbox, &forced, day).code, 0);
    // At a terminal it is a question.
    let asked = |answer: &str| {
        let line = [&line("Practise manger")[..], &["--today", day, "--dry-run"]].concat();
        with(&sandbox, &line, Someone::with(&[answer, ".", "."], Vec::new()), true)
    };
    let (outcome, heard) = asked("");
    assert!(heard.contains("Did you mean the role `Practice manager`?"), "{heard}");
    assert!(outcome.stdout.contains("+by = \"Practice manager\""), "{outcome:?}");
    let (outcome, _) = asked("n");
    assert!(outcome.stdout.contains("+by = \"Practise manger\""), "{outcome:?}");
}

#[test]
fn what_is_told_once_is_told_once_and_one_is_one() {
    let sandbox = warm();
    let close = ["review", WARM, "--close", "--reason", "completed", "--final-review", "nothing"];
    let said = run(&sandbox, &close, "2026-12-18").stderr;
    assert_eq!(said.matches("`nothing` is no review").count(), 1, "{said}");
    sandbox.replace(
        "collaborations/warm-safe-discharge/collaboration.toml",
        "opened_on",
        "suspended_since = 2026-01-01\nopened_on",
    );
    let said = run(&sandbox, &["report", "actions"], "2026-02-05").stdout;
    assert!(said.contains("Not shown: 1 collaboration that rests or is over."), "{said}");
}

#[test]
fn what_is_printed_begins_with_a_word_and_breaks_no_line_to_type() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let ready = run(&sandbox, &["agree", "reading-hour", "--ready"], "2026-03-20").stdout;
    assert!(ready.starts_with("Version 1 of reading-hour is signed"), "{ready}");
    let review = ["review", "reading-hour", "rev-summer"];
    let prepared = run(&sandbox, &[&review[..], &["--prepare"]].concat(), "2026-07-21");
    assert_eq!(prepared.code, 0, "{}", prepared.stderr);
    let shown = run(&sandbox, &review, "2026-07-21").stdout;
    let line = "\n    comity review reading-hour rev-summer --set verdict=…\n";
    assert!(shown.contains(line), "{shown}");
}

#[test]
fn what_is_not_written_yet_need_not_be_written_anew() {
    let line = ["log-issue", WARM, "friday", "opened", "--raised-by", "zzz", "--category"];
    let line = [&line[..], &["delivery", "--statement", "Late"]].concat();
    let said = run(&warm(), &line, DAY).stderr;
    assert!(said.contains("name adult-care or hearthside or hospital or housing"), "{said}");
    assert!(!said.contains("anew"), "{said}");
}

#[test]
fn lines_to_type_quote_what_a_record_calls_things() {
    let sandbox = warm();
    for file in ["agreement.toml", "collaboration.toml"] {
        let path = format!("collaborations/{WARM}/{file}");
        let text = sandbox.read(&path).replace("\"housing\"", "\"our house's\"");
        sandbox.write(&path, text);
    }
    let (day, review) = ("2026-09-18", ["review", WARM, "annual-2026"]);
    let prepared = run(&sandbox, &[&review[..], &["--prepare"]].concat(), day);
    assert_eq!(prepared.code, 0, "{}", prepared.stderr);
    let refused = run(&sandbox, &[&review[..], &["--sign", "hospital"]].concat(), day).stderr;
    assert!(refused.contains("annual-2026 --view \"our house's\"`"), "{refused}");
}

/// The words of a line as a shell takes them: quotes around a part of a word keep it together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("one is begun").push(letter),
        }
    }
    words
}

#[test]
fn every_line_that_follows_an_event_is_one_that_does_it() {
    let day = "2025-12-01";
    let about = |command: &'static str, rest: &'static str| format!("{command} {WARM} {rest}");
    let cases = [
        (about("log-action", "act-winter started"), "act-winter completed"),
        (about("log-action", "act-winter completed --evidence Rota --quality-met yes"), "accepted"),
        (about("log-action", "act-winter support-asked --help-wanted Nurses"), "support-given"),
        (
            about(
                "log-report",
                "rep-delivery reported --summary Met --figures item=sl-visit value=94",
            ),
            "acknowledged",
        ),
        (
            about("log-feedback", "given --from housing --to hospital --worked-well Forms"),
            "answered",
        ),
        (
            about(
                "log-issue",
                "late-orders opened --raised-by hospital --category delivery --statement Late",
            ),
            "perspective",
        ),
        (
            about("log-risk", "risk-capacity reassessed --likelihood 4 --review-by 2026-03-31"),
            "reassessed",
        ),
        (about("log-decision", "weekends proposed --question Who"), "accepted"),
        (
            "log-contact ardenvale-hospitals contacted --mode informal --with avh-discharge-lead \
          --purpose News --got Word --follow-up Ask --follow-up-by 2025-12-12"
                .to_owned(),
            "followed-up",
        ),
    ];
    for (line, step) in cases {
        let sandbox = warm();
        let typed: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let outcome = run(&sandbox, &typed, day);
        assert_eq!(outcome.code, 0, "{line}: {}", outcome.stderr);
        let said = next(&outcome);
        let offered = said.split('`').find_map(|part| part.strip_prefix("comity "));
        let offered = offered.unwrap_or_else(|| panic!("{line}: no line in {said}"));
        assert!(offered.contains(step), "{line}: {offered}");
        let filled = offered
            .replace("PARTY,…", "housing,hospital")
            .replace("PARTY", "housing")
            .replace("DATE", "2026-03-31")
            .replace("--likelihood …", "--likelihood 3")
            .replace("--impact …", "--impact 3")
            .replace('…', "Said at the call");
        let typed = words(&filled);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let by = if step == "support-given" { vec!["--by", "housing-director"] } else { vec![] };
        let outcome = run(&sandbox, &[&typed[..], &by[..]].concat(), day);
        assert_eq!(outcome.code, 0, "{line}\n{filled}\n{}", outcome.stderr);
    }
}
