//! Three ways in, each complete: what can be written by flags can be written by questions and in
//! the editor's form, and what cannot is named here with the reason.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use clap::CommandFactory as _;
use comity::cli::{Arguments, Context, Outcome, Person};
use comity::draft::filled_in;
use comity::model::agreement::Agreement;
use comity::model::collaboration::Head;
use comity::model::declare::{Field, Record as _, Shape, Table, When, Word};
use comity::model::evaluation::Evaluation;
use comity::model::event::{
    ActionStep, ContactStep, DecisionStatus, EVENT_TABLES, Envelope, EventKind, FeedbackStep,
    InformationStep, IssueStep, ReportStep, RiskStep,
};
use comity::model::review::{Review, View};

use crate::harness::{Edit, Sandbox, Someone, comity_in, world};

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
/// itself, `forced` is `--force`, and what an entry comes `after` follows from the log.
const IN_THE_LINE: [&str; 10] = [
    "kind",
    "event",
    "status",
    "action",
    "issue",
    "risk",
    "information",
    "arrangement",
    "forced",
    "after",
];

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

/// What to type where a prompt says in parentheses how an answer looks. What was refused is skipped.
fn typed(text: &str, key: &str, turn: usize) -> String {
    let hint = text.lines().rev().nth(1).unwrap_or_default().trim();
    let hint = hint.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or_default();
    let is = |word: &str| hint.starts_with(word);
    match key {
        "id" => format!("thing-{turn}"),
        // Where nothing is listed for a reason, the list is not asked for.
        "information_none" | "no_change_needed" => String::new(),
        _ if is("several, each") || is("with: ") => "y".to_owned(),
        _ if is("a day") => "2025-06-02".to_owned(),
        _ if is("yes or no") => "yes".to_owned(),
        _ if is("a number") => "1".to_owned(),
        _ if is("how long") => "P1Y".to_owned(),
        _ if is("points") => "need=4".to_owned(),
        _ if is("names") || is("one a line") || hint.is_empty() => "Something".to_owned(),
        _ => hint.split([',', ';']).next().unwrap_or_default().to_owned(),
    }
}

/// Somebody who answers every question once, with what fits, and notes under which table.
#[derive(Debug, Default)]
struct Talker {
    heading: Mutex<String>,
    asked: Mutex<Vec<String>>,
    heard: Mutex<String>,
    significance: &'static str,
}

impl Person for Talker {
    fn ask(&self, text: &str) -> Option<String> {
        self.heard.lock().expect("whole").push_str(text);
        if text.contains("not written: ") || text.contains("What is to change?") {
            return None;
        }
        let mut heading = self.heading.lock().expect("whole");
        for line in text.lines() {
            if let Some((table, _)) = line.strip_prefix("-- ").and_then(|it| it.split_once(": ")) {
                // `benefit housing` is the benefit of a party.
                heading.clone_from(&table.to_owned());
            }
        }
        let prompt = text.lines().last().unwrap_or_default();
        if prompt.starts_with("another") {
            // More of the first of each; then on.
            let way = format!("{heading}|+");
            let mut asked = self.asked.lock().expect("whole");
            let more = prompt.contains("`+` says more") && !asked.contains(&way);
            asked.push(way);
            return Some(if more { "+" } else { "" }.to_owned());
        }
        if prompt.contains("(y; ") {
            return Some("y".to_owned());
        }
        let key = prompt.split([' ', ':']).next().unwrap_or_default().to_owned();
        if key == "significance" {
            return Some(self.significance.to_owned());
        }
        if key == "ours" && text.contains("Which of them") {
            return Some("thing-0".to_owned());
        }
        let mut asked = self.asked.lock().expect("whole");
        let way = format!("{heading}|{key}");
        let again = asked.iter().filter(|it| **it == way).count() > 5;
        let turn = asked.len();
        asked.push(way);
        let often = asked.iter().filter(|it| it.ends_with(&format!("|{key}"))).count();
        if often > 120 {
            return None;
        }
        Some(if again { String::new() } else { typed(text, &key, turn) })
    }

    fn edit(&self, _: &Path) -> Result<(), String> {
        Err("nobody edits".to_owned())
    }
}

impl Talker {
    /// Whether a list was gone through one by one: `benefit housing`.
    fn has_turn_of_each(&self, list: &str) -> bool {
        let asked = self.asked.lock().expect("whole");
        let before = format!("{} ", list.replace('_', " "));
        asked.iter().any(|way| way.starts_with(&before))
    }

    /// Whether a key was asked for under a table, which may be inside of another.
    fn was_asked(&self, table: &str, key: &str) -> bool {
        let asked = self.asked.lock().expect("whole");
        let table = table.replace('_', " ");
        asked.iter().any(|way| {
            let (heading, it) = way.split_once('|').expect("a way");
            let of = heading == table || heading.starts_with(&format!("{table} "));
            it == key && (table.is_empty() || of)
        })
    }
}

/// What an item is told from the others by, where there is one for each.
const NAMED: [&str; 2] = ["party", "dimension"];

/// Whether a field is asked for only where another says nothing: the talk comes to one of the two.
fn stands_in(field: &Field) -> bool {
    matches!(field.required.map(|it| it.when), Some(When::Without(_)))
}

/// The tables and keys that a talk about a file did not come to, but for what stands there already.
fn passed_over(talker: &Talker, table: &Table, closed: &[&str]) -> Vec<String> {
    let mut missing = Vec::new();
    for field in table.fields.iter().filter(|it| !closed.contains(&it.key)) {
        let inner = match field.shape {
            Shape::Table(inner) | Shape::List(&Shape::Table(inner)) => inner,
            _ => {
                if !talker.was_asked("", field.key) {
                    missing.push(field.key.to_owned());
                }
                continue;
            }
        };
        let mut all = vec![inner];
        while let Some(inner) = all.pop() {
            // A turn of each party, or of each way to fit, names it in its heading.
            let named =
                |own: &Field| NAMED.contains(&own.key) && talker.has_turn_of_each(field.key);
            for own in inner.fields.iter().filter(|it| !stands_in(it) && !named(it)) {
                if !talker.was_asked(field.key, own.key) {
                    missing.push(format!("{}.{}", field.key, own.key));
                }
                match own.shape {
                    Shape::Table(more) | Shape::List(&Shape::Table(more)) => all.push(more),
                    _ => {}
                }
            }
        }
    }
    missing
}

fn talk(sandbox: &Sandbox, words: &[&str], significance: &'static str) -> (Outcome, Arc<Talker>) {
    let person = Arc::new(Talker { significance, ..Talker::default() });
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    (comity_in(&context, words), person)
}

#[test]
fn every_key_of_an_evaluation_can_be_answered_for() {
    let day = ["--today", DAY, "--dry-run"];
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for significance in ["minor", "moderate", "major"] {
        let line = [&["evaluate", "new-one"][..], &day].concat();
        let (outcome, talker) = talk(&sandbox, &line, significance);
        let heard = talker.heard.lock().expect("whole").clone();
        // How much it matters decides what is asked, and the day is today's; the reason of a refusal
        // is asked for at the end.
        let mut missing = passed_over(&talker, Head::TABLE, &["significance", "opened_on"]);
        missing.extend(passed_over(&talker, Evaluation::TABLE, &["forced"]));
        missing.extend(assumptions(&talker));
        assert!(missing.is_empty(), "{significance}: {missing:?}\n{outcome:?}\n{heard}");
    }
}

/// What was not asked of what is taken as given: the one list of the agreement that an evaluation
/// carries.
fn assumptions(talker: &Talker) -> Vec<String> {
    let mut missing = passed_over(talker, Agreement::TABLE, &[]);
    missing.retain(|way| way.starts_with("assumption."));
    missing
}

#[test]
fn every_key_of_an_agreement_can_be_answered_for() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let root = sandbox.root().join("collaborations").join(C);
    std::fs::remove_file(root.join("agreement.toml")).expect("gone");
    for directory in ["log", "reviews"] {
        std::fs::remove_dir_all(root.join(directory)).expect("gone");
    }
    let line = ["agree", C, "--today", "2024-11-01", "--dry-run"];
    let (outcome, talker) = talk(&sandbox, &line, "major");
    let heard = talker.heard.lock().expect("whole").clone();
    // The version is raised by amendments; the name and the aim come from the evaluation.
    let mut missing = passed_over(&talker, Agreement::TABLE, &["version", "title"]);
    missing.retain(|way| way != "purpose.aim");
    assert!(missing.is_empty(), "{missing:?}\n{outcome:?}\n{heard}");
}

#[test]
fn every_key_of_a_review_and_of_a_view_can_be_answered_for() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let day = ["--today", "2026-09-18", "--dry-run"];
    let prepare = [&["review", C, "annual-2026", "--prepare"][..], &day].concat();
    let (outcome, talker) = talk(&sandbox, &prepare, "major");
    let heard = talker.heard.lock().expect("whole").clone();
    // What is known is filled in before anybody is asked.
    let known = ["held_on", "period_from", "period_to", "participants", "forced"];
    let missing = passed_over(&talker, Review::TABLE, &known);
    assert!(missing.is_empty(), "{missing:?}\n{outcome:?}\n{heard}");
    let view = [&["review", C, "annual-2026", "--view", "housing"][..], &day].concat();
    let (outcome, talker) = talk(&sandbox, &view, "major");
    // Whose view it is stands in the line, who writes and when follows from it.
    let missing = passed_over(&talker, View::TABLE, &["party", "by", "on"]);
    assert!(missing.is_empty(), "{missing:?}\n{outcome:?}");
}

/// Every key of a file stands in its form, or is offered there: at the top, under the header of its
/// table, or among the keys that the help of a table within a line names.
fn lacking_in(form: &str, table: &Table, closed: &[&str]) -> Vec<String> {
    let mut found = Keys::new();
    let mut header = String::new();
    let mut help = "";
    for line in form.lines() {
        let bare = line.trim_start_matches("#:").trim();
        let inside = bare.strip_prefix("In [").and_then(|it| it.split_once(']'));
        if let Some((name, _)) = inside {
            header = format!("{name}.");
        } else if bare.starts_with('[') && bare.ends_with(']') {
            let name = bare.trim_matches(['[', ']']);
            found.insert(name.to_owned());
            header = format!("{name}.");
        } else if let Some(key) = key_of(line) {
            for (_, named) in help.match_indices("with: ").map(|(at, _)| help.split_at(at + 6)) {
                let named = named.split([')', '(']).next().unwrap_or_default();
                let inner = named.split(", ").map(|inner| format!("{header}{key}.{inner}"));
                found.extend(inner);
            }
            // A table within a line that is on file shows its keys itself.
            let value = line.split_once(" = ").map_or("", |(_, value)| value);
            let inner = value.split(['{', ',']).filter_map(|it| it.split_once(" = "));
            found.extend(inner.map(|(inner, _)| format!("{header}{key}.{}", inner.trim())));
            found.insert(format!("{header}{key}"));
        }
        help = bare;
    }
    let mut wanted = Keys::new();
    for field in table.fields.iter().filter(|it| !closed.contains(&it.key)) {
        match field.shape {
            Shape::Table(inner) | Shape::List(&Shape::Table(inner)) => {
                for own in inner.fields {
                    wanted.insert(format!("{}.{}", field.key, own.key));
                    if let Shape::Table(more) | Shape::List(&Shape::Table(more)) = own.shape {
                        let more = more.fields.iter();
                        let way = |it: &Field| format!("{}.{}.{}", field.key, own.key, it.key);
                        wanted.extend(more.map(way));
                    }
                }
            }
            _ => drop(wanted.insert(field.key.to_owned())),
        }
    }
    wanted.difference(&found).cloned().collect()
}

/// The forms that a command shows, each left as it came.
fn forms(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let same = || -> Edit { Box::new(str::to_owned) };
    let person = Arc::new(Someone::with(&[], vec![same(), same(), same()]));
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, words);
    let heard = person.heard.lock().expect("whole").clone();
    assert!(!heard.is_empty(), "{words:?}: {outcome:?}");
    let begin = "\n#: Lines that begin with";
    let starts: Vec<usize> = heard
        .match_indices(begin)
        .map(|(at, _)| heard[..at].rfind('\n').map_or(0, |it| it + 1))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([heard.len()]);
    starts.iter().zip(ends).map(|(start, end)| heard[*start..end].to_owned()).collect()
}

/// The table of a form, and the keys that do not stand in it.
type OfForm<'t> = (&'t Table, &'t [&'t str]);

#[test]
fn every_key_of_every_file_stands_in_its_form() {
    let warm = Sandbox::copy_of("examples/warm-safe-discharge");
    let hour = Sandbox::copy_of("examples/reading-hour");
    let bare = Sandbox::copy_of("examples/reading-hour");
    let root = bare.root().join("collaborations/reading-hour");
    std::fs::remove_file(root.join("agreement.toml")).expect("gone");
    std::fs::remove_dir_all(root.join("log")).expect("gone");
    let by_force = &["forced"][..];
    let day = ["--today", "2026-09-18", "--edit", "--dry-run"];
    let cases: [(&Sandbox, &[&str], &[OfForm<'_>]); 7] = [
        (&warm, &["evaluate", "new-one"], &[(Head::TABLE, &[]), (Evaluation::TABLE, by_force)]),
        (&warm, &["evaluate", C], &[(Head::TABLE, &[]), (Evaluation::TABLE, by_force)]),
        (&hour, &["evaluate", "reading-hour"], &[(Head::TABLE, &[])]),
        (&bare, &["agree", "reading-hour"], &[(Agreement::TABLE, &[])]),
        // That nothing is shared is no question where something is.
        (&warm, &["agree", C, "--amend"], &[(Agreement::TABLE, &["information_none"])]),
        (&warm, &["review", C, "annual-2026", "--prepare"], &[(Review::TABLE, by_force)]),
        (&warm, &["review", C, "annual-2026", "--view", "housing"], &[(View::TABLE, &[])]),
    ];
    for (sandbox, line, tables) in cases {
        let words = [line, &day[..]].concat();
        let forms = forms(sandbox, &words);
        for ((table, closed), form) in tables.iter().zip(&forms) {
            let lacks = lacking_in(form, table, closed);
            assert!(lacks.is_empty(), "{words:?}: {} lacks {lacks:?}\n{form}", table.name);
        }
        assert!(forms.len() >= tables.len(), "{words:?}");
    }
}

/// What the editor makes of a form, and what comes back.
fn edited(
    sandbox: &Sandbox,
    words: &[&str],
    first: impl Fn(&str) -> String + Send + 'static,
) -> String {
    let back: Arc<Mutex<String>> = Arc::default();
    let seen = back.clone();
    let note: Edit = Box::new(move |form| {
        seen.lock().expect("whole").push_str(form);
        String::new()
    });
    let person = Arc::new(Someone::with(&[], vec![Box::new(first), note]));
    let context = Context { interactive: true, person, ..world(sandbox.root()) };
    let _ = comity_in(&context, words);
    let back = back.lock().expect("whole");
    back.clone()
}

/// A line that opens every form there is.
const EDITED: [&[&str]; 8] = [
    &["evaluate", C],
    &["agree", C, "--amend"],
    &["agree", "unsigned"],
    &["review", C, "annual-2026", "--prepare"],
    &["review", C, "annual-2026", "--view", "housing"],
    &["review", C, "--close"],
    &["log-action", C, "act-winter", "started"],
    &["log-contact", "ardenvale-hospitals", "contacted", "--mode", "formal"],
];

/// The worked example, with one more collaboration whose text nobody has signed.
fn with_unsigned() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for file in ["collaboration", "evaluation"] {
        let text = sandbox.read(&format!("collaborations/{C}/{file}.toml"));
        sandbox.write(&format!("collaborations/unsigned/{file}.toml"), text);
    }
    sandbox
}

#[test]
fn a_misspelt_key_and_a_blank_bring_every_form_back() {
    let sandbox = with_unsigned();
    for line in EDITED {
        let words = [line, &["--edit", "--dry-run", "--today", "2026-09-18"]].concat();
        // Above all tables, so that it is a key of the file itself.
        let slip = |key: &'static str| {
            move |form: &str| {
                let (help, rest) = form.split_once("\n\n").expect("a heading");
                format!("{help}\n\n{key}\n{rest}")
            }
        };
        let back = edited(&sandbox, &words, slip("titel_of_it = \"Something\""));
        let marks: Vec<&str> = back.lines().filter(|it| it.starts_with("#! ")).collect();
        let told = marks.iter().filter(|it| it.contains("`titel_of_it` is no key")).count();
        assert_eq!(told, 1, "{words:?}: {marks:?}");
        assert!(back.contains("\ntitel_of_it = \"Something\"\n"), "{words:?}: nothing is lost");
        for blank in ["x_ours = \"\"", "x_ours = \"  \"", "x_ours = { a = [\"\"] }"] {
            let back = edited(&sandbox, &words, slip(blank));
            let mark = back.lines().find(|it| it.starts_with("#! `x_ours"));
            assert!(mark.is_some_and(|it| it.contains("is empty")), "{words:?}: {back}");
            assert!(back.contains(blank), "{words:?}");
        }
    }
}

#[test]
fn a_blank_is_refused_whichever_way_it_is_typed() {
    let sandbox = with_unsigned();
    let day = ["--dry-run", "--today", "2026-09-18"];
    let refused = |words: &[&str], says: &str| {
        let outcome = sandbox.comity(&[words, &day].concat());
        assert_eq!(outcome.code, 2, "{words:?}: {outcome:?}");
        assert!(outcome.stderr.contains(says), "{words:?}: {}", outcome.stderr);
    };
    for blank in ["", "  ", "\t"] {
        for (line, key) in [
            (&["evaluate", C][..], "need.statement"),
            (&["evaluate", C], "tags"),
            (&["agree", C, "--amend"], "purpose.aim"),
            (&["agree", "unsigned"], "x_ours"),
            (&["review", C, "annual-2026", "--prepare"], "no_change_needed"),
        ] {
            let set = format!("{key}={blank}");
            refused(&[line, &["--set", &set]].concat(), &format!("`--unset {key}`"));
        }
        let item = format!("text={blank}");
        let words = ["evaluate", C, "--add", "decision.condition", "due=2026-10-01", &item];
        refused(&words, "`text` is empty");
        let view = ["review", C, "annual-2026", "--view", "housing", "--comment", blank];
        refused(&view, "`--comment` is empty");
    }
    // That there are none is an answer, where it is said.
    let line = ["log-decision", C, "a-choice", "proposed", "--question", "Which?"];
    let none = ["--declared-interests", "[]"];
    let outcome = sandbox.comity(&[&line[..], &none, &day].concat());
    assert!(outcome.stdout.contains("+declared_interests = []"), "{outcome:?}");
}

/// Answers a line at a terminal, and says what was written and heard.
fn answered(sandbox: &Sandbox, words: &[&str], answers: &[&str]) -> (Outcome, String) {
    let person = Arc::new(Someone::with(answers, Vec::new()));
    let context = Context { interactive: true, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, &[words, &["--dry-run", "--today", DAY]].concat());
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

#[test]
fn who_is_told_later_can_be_said_by_each_way() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["log-action", C, "act-winter", "unable"];
    let told = ["Two left", "housing", "", "", "", "", ""];
    for (later, all) in [("y", true), ("hearthside, adult-care", true), ("hearthside", false)] {
        let (outcome, heard) = answered(&sandbox, &line, &[&told[..], &["?", "x", later]].concat());
        assert!(heard.contains("Not told: adult-care, hearthside."), "{heard}");
        assert!(heard.contains("until an entry `told` says"), "{heard}");
        assert!(heard.contains("there are: adult-care, hearthside"), "{heard}");
        assert_eq!(outcome.code == 0, all, "{outcome:?}\n{heard}");
        if all {
            assert!(!outcome.stdout.contains("later"), "{outcome:?}");
        } else {
            assert!(outcome.stderr.contains("adult-care depends on it"), "{outcome:?}");
        }
    }
    let flags = ["--reason", "Two left", "--told", "housing", "--later", "hearthside,adult-care"];
    let typed = sandbox.comity(&[&line[..], &flags, &["--dry-run", "--today", DAY]].concat());
    let form: Edit = Box::new(|form| {
        let told = "informed = [{ party = \"housing\", on = 2025-11-30 }] #: asked";
        form.replace("reason = \"\" #:", "reason = \"Two left\" #:")
            .replace("informed = [] #: asked", told)
            .replace("#: later = [\"…\"]", "later = [\"hearthside\", \"adult-care\"]")
    });
    let person = Arc::new(Someone::with(&[], vec![form]));
    let context = Context { person, ..world(sandbox.root()) };
    let words = [&line[..], &["--edit", "--dry-run", "--today", DAY]].concat();
    let edited = comity_in(&context, &words);
    let added = |outcome: &Outcome| -> BTreeSet<String> {
        let lines = outcome.stdout.lines().filter(|it| it.starts_with('+') && it.len() > 1);
        lines.map(str::to_owned).collect()
    };
    assert_eq!(added(&edited), added(&typed), "{edited:?}");
}

#[test]
fn what_would_be_refused_is_asked_for_again_and_no_answer_is_lost() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["log-issue", C, "late-orders", "opened", "--raised-by", "housng"];
    // A party that nobody knows: Enter asks for it again, and only for it.
    let answers = ["delivery", "Orders wait", "", "", "", "", "housing"];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(heard.contains("Enter asks for it again, `.` leaves it.\nagain: "), "{heard}");
    for part in ["+raised_by = \"housing\"", "+statement = \"Orders wait\""] {
        assert!(outcome.stdout.contains(part), "{outcome:?}");
    }
    // A reason overrides what can be overridden, and is written down; `y` is none.
    let line = ["log-action", C, "act-winter", "completed"];
    let answers = ["", "", "", "", "", "y", "", "", "The ward has seen it"];
    let (outcome, heard) = answered(&sandbox, &line, &answers);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(outcome.stdout.contains("+forced = \"The ward has seen it\""), "{outcome:?}");
    // Who leaves is told what speaks against it.
    let (outcome, _) = answered(&sandbox, &line, &["", "", "", "", "", "."]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("`quality_met` is missing"), "{outcome:?}");
}

#[test]
fn what_was_filled_in_can_be_changed_and_an_entry_put_right_by_questions() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let line = ["log-action", C, "act-winter", "unable"];
    let told = ["Two left", "housing,adult-care,hearthside", "", "", "", ""];
    // The party stays, the day is another, and with it the day on which they were told.
    let more = ["y", "", "", "2025-11-28", "ward-lead", "."];
    let (outcome, heard) = answered(&sandbox, &line, &[&told[..], &more, &["", "n"]].concat());
    assert!(heard.contains("party (Enter keeps \"hospital\"): "), "{heard}");
    assert!(heard.contains("on (Enter keeps 2025-11-30): "), "{heard}");
    assert!(outcome.stdout.contains("+on = 2025-11-28") || outcome.code == 2, "{outcome:?}");
    let line = ["log-action", C, "act-coordinators", "completed"];
    let first = ["yes", "Checklists", "", "", "", "y", "", "", "", "", "", ""];
    let right = ["2025-04-28-act-coord", ".", "2025-04-28-act-coordinators-completed-c3tz"];
    let (outcome, heard) = answered(&sandbox, &line, &[&first[..], &right].concat());
    assert!(heard.contains("is no event of this log"), "{heard}");
    assert!(outcome.stdout.contains("+corrects = \"2025-04-28-act-coord"), "{outcome:?}\n{heard}");
    assert!(outcome.stdout.contains("+evidence = [\"Checklists\"]"), "{outcome:?}");
}
