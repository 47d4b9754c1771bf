//! Three ways in, each complete: what can be written by flags can be written by questions and in
//! the editor's form, and what cannot is named here with the reason.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use clap::CommandFactory as _;
use comity::cli::{Arguments, Context, Outcome, Person};
use comity::draft::filled_in;
use comity::model::declare::{Record as _, Shape, Table, Word};
use comity::model::event::{
    ActionStep, ContactStep, DecisionStatus, EVENT_TABLES, Envelope, EventKind, FeedbackStep,
    InformationStep, IssueStep, ReportStep, RiskStep,
};

use crate::harness::{Sandbox, comity_in, world};

const C: &str = "warm-safe-discharge";
const DAY: &str = "2025-11-30";

/// Keys, in order of the alphabet.
type Keys = BTreeSet<String>;

/// Somebody who notes what they are asked, and says yes to all that may be said besides. In the
/// editor they note the form, and leave it.
#[derive(Debug, Default)]
struct Robot {
    asked: Mutex<Vec<String>>,
    form: Mutex<Vec<String>>,
    /// Answers to keys; all others are skipped.
    answers: Vec<(&'static str, &'static str)>,
}

impl Person for Robot {
    fn ask(&self, text: &str) -> Option<String> {
        let prompt = text.lines().last().unwrap_or_default();
        // Once it is to be mended there is nothing left to ask.
        if text.contains("not written: ") {
            return None;
        }
        if prompt.contains("Did you mean") || prompt.starts_with("another") {
            return Some(String::new());
        }
        if prompt.contains("(y; ") || prompt.contains("goes on to the end") {
            return Some(if prompt.contains("(y; ") { "y" } else { "" }.to_owned());
        }
        let key = prompt.split([' ', ':']).next().unwrap_or_default().to_owned();
        let mut asked = self.asked.lock().expect("whole");
        // A question that comes a third time has no answer here.
        if asked.iter().filter(|it| **it == key).count() > 40 {
            return None;
        }
        let answer = self.answers.iter().find(|(it, _)| *it == key);
        asked.push(key);
        Some(answer.map_or_else(String::new, |(_, answer)| (*answer).to_owned()))
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        let text = std::fs::read_to_string(file).expect("a form");
        // Of an amendment first the text is edited, and stays; its entry comes after.
        if file.to_string_lossy().ends_with("agreement.toml") && text.contains("is amended") {
            return Ok(());
        }
        self.form.lock().expect("whole").push(text);
        std::fs::write(file, "").expect("written");
        Ok(())
    }
}

impl Robot {
    fn asked(&self) -> Keys {
        self.asked.lock().expect("whole").iter().cloned().collect()
    }

    /// The keys that a form shows or offers.
    fn offered(&self) -> Keys {
        let forms = self.form.lock().expect("whole");
        forms.iter().flat_map(|form| form.lines()).filter_map(key_of).collect()
    }
}

/// The key that a line of a form holds or offers.
fn key_of(line: &str) -> Option<String> {
    let line = line.trim_start_matches("#:").trim_start();
    let (key, _) = line.split_once(" = ")?;
    let plain = key.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    plain.then(|| key.to_owned())
}

fn run(sandbox: &Sandbox, words: &[&str], edit: bool) -> (Outcome, Arc<Robot>) {
    with(sandbox, words, edit, Robot::default())
}

fn with(sandbox: &Sandbox, words: &[&str], edit: bool, robot: Robot) -> (Outcome, Arc<Robot>) {
    let person = Arc::new(robot);
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    let mut words = words.to_vec();
    words.extend(edit.then_some("--edit"));
    words.push("--dry-run");
    (comity_in(&context, &words), person)
}

fn keys(table: &Table) -> impl Iterator<Item = String> {
    table.fields.iter().map(|field| field.key.to_owned())
}

/// The flags of a command, as the keys that they fill.
fn flags(command: &str) -> Keys {
    let all = Arguments::command();
    let found = all.get_subcommands().find(|it| it.get_name() == command).expect("a command");
    let longs = found.get_arguments().filter_map(|argument| argument.get_long());
    longs.map(|long| long.replace('-', "_")).collect()
}

/// The kinds of events that commands log: the kind, the command, what it is about, its steps.
const LOGS: [(EventKind, &str, &[&str], &[Word]); 8] = [
    (EventKind::Action, "log-action", &[C, "act-winter"], ActionStep::WORDS),
    (EventKind::Issue, "log-issue", &[C, "friday-visits"], IssueStep::WORDS),
    (EventKind::Risk, "log-risk", &[C, "risk-capacity"], RiskStep::WORDS),
    (EventKind::Information, "log-information", &[C, "inf-referrals"], InformationStep::WORDS),
    (EventKind::Report, "log-report", &[C, "rep-delivery"], ReportStep::WORDS),
    (EventKind::Feedback, "log-feedback", &[C], FeedbackStep::WORDS),
    (EventKind::Decision, "log-decision", &[C, "weekend-cover"], DecisionStatus::WORDS),
    (EventKind::Contact, "log-contact", &["ardenvale-hospitals"], ContactStep::WORDS),
];

/// What no person fills in by a flag of the same name: what happened and to what stand in the line
/// itself, and `forced` is `--force`.
const IN_THE_LINE: [&str; 9] =
    ["kind", "event", "status", "action", "issue", "risk", "information", "arrangement", "forced"];

/// Asked for only once it can mean something: whether an entry is taken back, where one is put
/// right.
const LATER_ASKED: &str = "retracted";

fn own(kind: EventKind) -> &'static Table {
    EVENT_TABLES.iter().find(|(it, _)| *it == kind).expect("declared").1
}

#[test]
fn every_step_of_every_event_can_be_said_by_each_way() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let mut steps = 0;
    for (kind, command, about, words) in LOGS {
        let flags = flags(command);
        let tables = [own(kind), Envelope::TABLE];
        let by_hand = |key: &String| {
            let own_issue = key == "issue" && kind == EventKind::Risk;
            !IN_THE_LINE.contains(&&**key) || own_issue
        };
        // Flags know no step: each takes every field.
        let declared: Keys = tables.into_iter().flat_map(keys).filter(by_hand).collect();
        assert!(declared.is_subset(&flags), "{command}: {:?}", declared.difference(&flags));
        for word in words {
            let line = [&[command][..], about, &[word.text, "--today", DAY]].concat();
            // What belongs to other steps is not asked for with this one, unless it is required.
            let of_step = tables[0].fields.iter();
            let of_step = of_step.filter(|it| it.steps.is_empty() || it.steps.contains(&word.text));
            let of_step = of_step.map(|it| it.key.to_owned()).chain(keys(tables[1]));
            let wanted: Keys = of_step.filter(by_hand).collect();
            let (outcome, robot) = run(&sandbox, &line, true);
            assert!(outcome.stderr.contains("the form is empty"), "{line:?}: {outcome:?}");
            let form = robot.offered();
            let missing: Vec<&String> = wanted.difference(&form).collect();
            assert!(missing.is_empty(), "the form of {line:?} lacks {missing:?}");
            assert!(form.contains("forced"), "{line:?}");
            assert_eq!(
                form.contains("later"),
                kind == EventKind::Action && word.text == "unable",
                "{line:?}"
            );
            let (outcome, robot) = run(&sandbox, &line, false);
            let asked = robot.asked();
            let missing: Vec<&String> =
                wanted.difference(&asked).filter(|it| *it != LATER_ASKED).collect();
            assert!(missing.is_empty(), "{line:?} does not ask for {missing:?}: {outcome:?}");
            // And nothing is asked that is no field of it.
            let stray: Vec<&String> = asked.difference(&form).collect();
            assert!(stray.is_empty(), "{line:?}: {stray:?}");
            steps += 1;
        }
    }
    assert_eq!(steps, 40);
}

#[test]
fn a_signature_an_amendment_and_an_end_can_be_said_by_each_way() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let unsigned = Sandbox::copy_of("examples/reading-hour");
    for file in crate::harness::files(&unsigned.root().join("collaborations/reading-hour/log")) {
        if file.display().to_string().contains("signed") {
            std::fs::remove_file(file).expect("gone");
        }
    }
    let amend = ["agree", C, "--amend", "--set", "sl-visit.target=91", "--today", DAY];
    let sign = ["agree", "reading-hour", "--sign", "library", "--today", "2026-03-10"];
    let end = ["review", C, "--close", "--today", DAY];
    let agreed = ["review", C, "annual-2025", "--sign", "hospital", "--today", DAY];
    let unagreed = Sandbox::copy_of("examples/warm-safe-discharge");
    for file in crate::harness::files(&unagreed.root().join(format!("collaborations/{C}/log"))) {
        if file.display().to_string().contains("hospital-signed-review") {
            std::fs::remove_file(file).expect("gone");
        }
    }
    let lines: [(EventKind, &Sandbox, &[&str]); 4] = [
        (EventKind::Signoff, &unsigned, &sign),
        (EventKind::Signoff, &unagreed, &agreed),
        (EventKind::Amendment, &sandbox, &amend),
        (EventKind::Closure, &sandbox, &end),
    ];
    for (kind, sandbox, line) in lines {
        let closed = filled_in(kind);
        let tables = [own(kind), Envelope::TABLE];
        let open = |key: &String| !closed.contains(&&**key);
        let wanted: Keys = tables.into_iter().flat_map(keys).filter(open).collect();
        let given = if kind == EventKind::Signoff { "party" } else { "" };
        let flags = flags(line[0]);
        let missing: Vec<&String> = wanted.difference(&flags).filter(|it| **it != given).collect();
        assert!(missing.is_empty(), "{line:?}: {missing:?}");
        let (outcome, robot) = run(sandbox, line, true);
        let form = robot.offered();
        let missing: Vec<&String> = wanted.difference(&form).collect();
        assert!(missing.is_empty(), "{line:?} lacks {missing:?}: {outcome:?}");
        let (outcome, robot) = run(sandbox, line, false);
        let asked = robot.asked();
        let missing: Vec<&String> =
            wanted.difference(&asked).filter(|it| *it != LATER_ASKED).collect();
        assert!(missing.is_empty(), "{line:?} does not ask for {missing:?}: {outcome:?}");
    }
}

/// The keys of a table and of all tables inside of it, as they are written: `benefit.party`.
fn ways_of(table: &Table, before: &str, into: &mut Keys) {
    for field in table.fields {
        let way = format!("{before}{}", field.key);
        match field.shape {
            Shape::Table(inner) | Shape::List(&Shape::Table(inner)) => {
                ways_of(inner, &format!("{way}."), into);
            }
            _ => drop(into.insert(way)),
        }
    }
}

/// What a file holds or offers in a form: the way to each key, by the headers above it.
fn offered_in(form: &str, table: &Table) -> Keys {
    let mut found = Keys::new();
    let mut header = String::new();
    for line in form.lines() {
        let bare = line.trim_start_matches("#:").trim();
        if let Some(name) = bare.strip_prefix("In [").and_then(|it| it.split_once(']')) {
            header = format!("{}.", name.0);
        } else if bare.starts_with('[') && bare.ends_with(']') {
            header = format!("{}.", bare.trim_matches(['[', ']']));
        } else if let Some(key) = key_of(line) {
            found.insert(format!("{header}{key}"));
            // A table within a line holds keys too.
            let value = line.split_once(" = ").map_or("", |(_, value)| value);
            for inner in value.split(['{', ',', '[']).filter_map(|it| it.split_once(" = ")) {
                found.insert(format!("{header}{key}.{}", inner.0.trim()));
            }
        }
    }
    let mut declared = Keys::new();
    ways_of(table, "", &mut declared);
    found.retain(|way| declared.contains(way) || declared.iter().any(|it| it.starts_with(way)));
    found
}
