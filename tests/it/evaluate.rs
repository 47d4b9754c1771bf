//! `comity evaluate`: opening a collaboration and carrying its evaluation, over all three ways in.

use std::collections::BTreeMap;
use std::sync::Arc;

use comity::cli::{Context, Outcome};
use serde_json::Value;
use toml_edit::{Document, Item};

use crate::harness::{Sandbox, Someone, comity_in, repository, world};

const HOUR: &str = "collaborations/reading-hour";
const WARM: &str = "collaborations/warm-safe-discharge";

/// A workspace with nothing in it but the settings of an example, and its network.
fn bare(example: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(&format!("examples/{example}"));
    std::fs::remove_dir_all(sandbox.root().join("collaborations")).expect("it was there");
    sandbox
}

/// What a text says, whatever its layout: keys in order, lists as they are.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    One(String),
    List(Vec<Said>),
    Table(BTreeMap<String, Said>),
}

fn said(item: &Item) -> Said {
    if let Some(table) = item.as_table_like() {
        return Said::Table(table.iter().map(|(key, it)| (key.to_owned(), said(it))).collect());
    }
    if let Some(tables) = item.as_array_of_tables() {
        return Said::List(tables.iter().map(|it| said(&Item::Table(it.clone()))).collect());
    }
    if let Some(list) = item.as_array() {
        return Said::List(list.iter().map(|it| said(&Item::Value(it.clone()))).collect());
    }
    Said::One(match item.as_str() {
        Some(text) => format!("text {text}"),
        None => item.to_string().split('#').next().unwrap_or_default().trim().to_owned(),
    })
}

fn parsed(text: &str) -> BTreeMap<String, Said> {
    let document = Document::parse(text.to_owned()).expect("TOML");
    let Said::Table(table) = said(&Item::Table(document.as_table().clone())) else {
        panic!("a file is a table")
    };
    table
}

/// A value as one types it.
fn typed(value: &Said) -> String {
    match value {
        Said::One(text) => text.strip_prefix("text ").unwrap_or(text).to_owned(),
        Said::List(items) => {
            let items: Vec<String> = items.iter().map(|it| format!("{:?}", typed(it))).collect();
            format!("[{}]", items.join(", "))
        }
        Said::Table(_) => panic!("a table is typed key by key"),
    }
}

/// What one types to bring about what a file says.
fn flags(file: &BTreeMap<String, Said>, prefix: &str) -> Vec<String> {
    let mut flags = Vec::new();
    for (key, value) in file {
        let path = format!("{prefix}{key}");
        match value {
            Said::Table(inner) => flags.extend(flags_of_table(inner, &path)),
            Said::List(items) if items.iter().any(|it| matches!(it, Said::Table(_))) => {
                for item in items {
                    let Said::Table(keys) = item else { panic!("all are tables") };
                    flags.extend(["--add".to_owned(), path.clone()]);
                    flags.extend(keys.iter().map(|(key, it)| format!("{key}={}", typed(it))));
                }
            }
            one => flags.extend(["--set".to_owned(), format!("{path}={}", typed(one))]),
        }
    }
    flags
}

fn flags_of_table(table: &BTreeMap<String, Said>, path: &str) -> Vec<String> {
    flags(table, &format!("{path}."))
}

fn example(path: &str) -> BTreeMap<String, Said> {
    let file = repository().join("examples").join(path);
    parsed(&std::fs::read_to_string(file).expect("the example is there"))
}

/// Runs `evaluate` on a day, which has to succeed.
fn evaluate(sandbox: &Sandbox, id: &str, today: &str, flags: &[String]) -> String {
    let mut words = vec!["evaluate", id, "--today", today];
    words.extend(flags.iter().map(String::as_str));
    let outcome = sandbox.comity(&words);
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{words:?}");
    outcome.stdout
}

/// Takes some keys out of a file.
fn without(mut file: BTreeMap<String, Said>, keys: &[&str]) -> BTreeMap<String, Said> {
    file.retain(|key, _| !keys.contains(&&**key));
    file
}

fn only(mut file: BTreeMap<String, Said>, keys: &[&str]) -> BTreeMap<String, Said> {
    file.retain(|key, _| keys.contains(&&**key));
    file
}

fn list_mut<'f>(file: &'f mut BTreeMap<String, Said>, key: &str) -> &'f mut Vec<Said> {
    let Some(Said::List(list)) = file.get_mut(key) else { panic!("{key} is a list") };
    list
}

fn table_mut<'f>(
    file: &'f mut BTreeMap<String, Said>,
    key: &str,
) -> &'f mut BTreeMap<String, Said> {
    let Some(Said::Table(table)) = file.get_mut(key) else { panic!("{key} is a table") };
    table
}

#[test]
fn one_command_makes_a_minor_evaluation_as_in_the_example() {
    let sandbox = bare("reading-hour");
    let outcome = opened(&sandbox, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("wrote collaborations/reading-hour/evaluation.toml\n"));
    assert!(outcome.stdout.contains("filled in: decision.decided_on = 2026-03-02\n"));
    for file in ["collaboration.toml", "evaluation.toml"] {
        let path = repository().join("examples/reading-hour").join(HOUR).join(file);
        let wanted = std::fs::read_to_string(path).expect("the example is there");
        assert_eq!(sandbox.read(&format!("{HOUR}/{file}")), wanted, "to the letter");
    }
    assert!(!sandbox.root().join(HOUR).join("agreement.toml").exists(), "nothing to say yet");
}

/// Opens the reading hour with all it needs.
fn opened(sandbox: &Sandbox, more: &[&str]) -> Outcome {
    let mut words = vec![
        "evaluate",
        "reading-hour",
        "--today",
        "2026-03-02",
        "--title",
        "Reading hour at the surgery",
        "--set",
        "significance=minor",
        "--add",
        "party",
        "id=library",
        "name=Fernley Library Service",
        "ours=yes",
        "representative=Children's librarian",
        "--add",
        "party",
        "id=surgery",
        "name=Fernley Family Surgery",
        "representative=Practice manager",
        "--set",
        "need.statement=Families wait up to an hour with nothing to read.",
        "--set",
        "decision.outcome=proceed",
        "--set",
        "decision.decided_by=Children's librarian",
        "--set",
        "decision.rationale=One hour a week from each side; families asked for it.",
    ];
    words.extend(more);
    sandbox.comity(&words)
}

#[test]
fn the_story_of_the_major_example_is_told_by_commands_alone() {
    let sandbox = bare("warm-safe-discharge");
    let head = example(&format!("warm-safe-discharge/{WARM}/collaboration.toml"));
    let whole = example(&format!("warm-safe-discharge/{WARM}/evaluation.toml"));
    let given = example(&format!("warm-safe-discharge/{WARM}/agreement.toml"));
    let id = "warm-safe-discharge";
    // Opened in September by the two departments.
    let team = ["team_stage", "team_stage_on"];
    let mut first = without(head.clone(), &[&team[..], &["stakeholder", "opened_on"]].concat());
    let mut later = only(head.clone(), &["party", "stakeholder"]);
    let from_the_start = |party: &Said| {
        let Said::Table(keys) = party else { panic!("a table") };
        keys.get("joined_on").map(typed).as_deref() == Some("2024-09-16")
    };
    list_mut(&mut first, "party").retain(from_the_start);
    list_mut(&mut later, "party").retain(|party| !from_the_start(party));
    let outcome = evaluate(&sandbox, id, "2024-09-16", &flags(&first, ""));
    assert!(outcome.contains("filled in: opened_on = 2024-09-16\n"), "{outcome}");
    evaluate(&sandbox, id, "2024-10-01", &flags(&later, ""));
    // Evaluated in October, decided a week later.
    let draft = without(whole.clone(), &["decision", "status"]);
    evaluate(&sandbox, id, "2024-10-21", &flags(&draft, ""));
    let mut decision = only(whole.clone(), &["decision", "status"]);
    for condition in list_mut(table_mut(&mut decision, "decision"), "condition") {
        let Said::Table(keys) = condition else { panic!("a table") };
        keys.retain(|key, _| !["met_on", "evidence"].contains(&&**key));
    }
    evaluate(&sandbox, id, "2024-10-28", &flags(&decision, ""));
    let met = ["met_on=2024-12-05", "evidence=IG register entry 2024-118"];
    let met = met.map(|it| ["--set".to_owned(), format!("decision.condition[0].{it}")]).concat();
    evaluate(&sandbox, id, "2024-12-05", &met);
    // What is taken as given stands in the text to be agreed.
    let mut assumed = only(given.clone(), &["assumption"]);
    for one in list_mut(&mut assumed, "assumption") {
        let Said::Table(keys) = one else { panic!("a table") };
        keys.retain(|key, _| !["tested_on", "held"].contains(&&**key));
    }
    evaluate(&sandbox, id, "2024-12-06", &flags(&assumed, ""));
    let tested = ["asm-audit.tested_on=2025-04-22", "assumption.asm-audit.held=yes"];
    let tested = tested.map(|it| ["--set".to_owned(), it.to_owned()]).concat();
    evaluate(&sandbox, id, "2025-04-22", &tested);
    evaluate(&sandbox, id, "2025-11-19", &flags(&only(head.clone(), &team), ""));
    let read = |name: &str| parsed(&sandbox.read(&format!("{WARM}/{name}.toml")));
    assert_eq!(read("collaboration"), head);
    assert_eq!(read("evaluation"), whole);
    assert_eq!(read("agreement"), only(given, &["assumption"]));
}

/// The files of a collaboration, or none where it is not there.
fn files_of(sandbox: &Sandbox, id: &str) -> Vec<String> {
    let directory = sandbox.root().join("collaborations").join(id);
    let files = crate::harness::files(&directory);
    files.iter().map(|file| std::fs::read_to_string(file).expect("text")).collect()
}

/// Runs `evaluate` with somebody at the terminal, and gives what they heard too.
fn with_someone(sandbox: &Sandbox, someone: Someone, words: &[&str]) -> (Outcome, String) {
    let someone = Arc::new(someone);
    let context = Context { interactive: true, person: someone.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, words);
    let heard = someone.heard.lock().expect("whole").clone();
    (outcome, heard)
}

/// A moderate collaboration with figures, in the clean workspace.
const TRIPS: [&str; 34] = [
    "evaluate",
    "school-trips",
    "--title",
    "School trips to the museum",
    "--set",
    "our_lead=learning-manager",
    "--set",
    "strategic_objectives=so-reach",
    "--add",
    "party",
    "id=museum",
    "organisation=harbour-museum",
    "--add",
    "party",
    "id=schools",
    "organisation=saltmarsh-schools",
    "--set",
    "need.statement=Schools have not visited the museum in years",
    "--add",
    "benefit",
    "party=museum",
    "statement=Visitors",
    "value=1500",
    "per=year",
    "--add",
    "cost",
    "party=museum",
    "kind=money",
    "statement=Coaches",
    "value=2000.50",
    "--set",
    "cost.museum.per=year",
    "--today",
    "2025-06-02",
];

#[test]
fn a_name_that_is_not_there_is_opened_with_a_title_only() {
    let sandbox = Sandbox::clean();
    let outcome = sandbox.comity(&["evaluate", "loan-boxs", "--set", "need.statement=x"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `loan-boxes`? Or open a new one"), "{outcome:?}");
    for (name, why) in [
        ("..", "lower-case words"),
        ("../elsewhere", "lower-case words"),
        ("a/b", "lower-case words"),
        ("con", "a device"),
        ("lpt1", "a device"),
        ("School Trips", "lower-case words"),
    ] {
        let outcome = sandbox.comity(&["evaluate", name, "--title", "T"]);
        assert!(outcome.code == 2 && outcome.stderr.contains(why), "{name}: {outcome:?}");
    }
    let names = std::fs::read_dir(sandbox.root().join("collaborations")).expect("listed").count();
    assert_eq!(names, 1, "nothing was opened");
}

#[test]
fn what_is_typed_wrong_is_told_with_what_is_meant_and_nothing_is_written() {
    let sandbox = Sandbox::clean();
    let before = files_of(&sandbox, "loan-boxes");
    for (words, told) in [
        (&["--set", "ned.statement=x"][..], "did you mean `need`?"),
        (&["--set", "need.statment=x"], "did you mean `statement`?"),
        (&["--set", "decision.outcome=procede"], "did you mean `proceed`?"),
        (&["--set", "evaluated_on=2025-02-30"], "no such day"),
        (&["--set", "evaluated_on=2025-06-03"], "2025-06-03"),
        (&["--add", "benefit", "party=musuem", "statement=x"], "did you mean `museum`?"),
        (&["--set", "decision.decided_by=museum-directr"], "did you mean `museum-director`?"),
        (&["--add", "need", "statement=x"], "no list of tables"),
        (&["--set", "term.ends_on=2026-01-01"], "`term` is no key"),
    ] {
        let words = [&["evaluate", "loan-boxes"], words].concat();
        let outcome = sandbox.comity(&words);
        assert!(outcome.code == 2 && outcome.stderr.contains(told), "{words:?}: {outcome:?}");
        assert_eq!(files_of(&sandbox, "loan-boxes"), before, "{words:?}");
    }
}

#[test]
fn a_final_evaluation_needs_a_decision_and_that_not_before_it() {
    let sandbox = Sandbox::clean();
    let outcome = sandbox.comity(&TRIPS);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let before = files_of(&sandbox, "school-trips");
    let outcome = sandbox.comity(&["evaluate", "school-trips", "--set", "status=final"]);
    let told = "comity: not written: the evaluation is final, and nothing is decided\n";
    assert!(outcome.code == 2 && outcome.stderr.starts_with(told), "{outcome:?}");
    assert!(outcome.stderr.contains("`--force \"why\"`"), "{outcome:?}");
    assert_eq!(files_of(&sandbox, "school-trips"), before);
    let loan = files_of(&sandbox, "loan-boxes");
    let outcome =
        sandbox.comity(&["evaluate", "loan-boxes", "--set", "decision.decided_on=2025-01-19"]);
    let told = "the decision of 2025-01-19 lies before the evaluation of 2025-01-20";
    assert!(outcome.code == 2 && outcome.stderr.contains(told), "{outcome:?}");
    assert_eq!(files_of(&sandbox, "loan-boxes"), loan);
    // A decision without what it rests on is refused, each gap with its way out.
    let decide = ["evaluate", "school-trips", "--set", "decision.outcome=proceed"];
    let outcome = sandbox.comity(&decide);
    assert_eq!(outcome.code, 2);
    for gap in [
        "`compatibility` is missing in evaluation.toml",
        "`relationship` is missing in collaboration.toml",
        "party `schools` has no benefit",
        "`rationale` is missing in [decision]",
    ] {
        assert!(outcome.stderr.contains(gap), "{gap}: {}", outcome.stderr);
    }
    assert_eq!(files_of(&sandbox, "school-trips"), before);
}

#[test]
fn a_refusal_is_overridden_with_a_reason_that_is_written_down() {
    let sandbox = Sandbox::clean();
    assert_eq!(sandbox.comity(&TRIPS).code, 0);
    let forced = ["evaluate", "school-trips", "--set", "status=final", "--force", "Board asked"];
    let outcome = sandbox.comity(&forced);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let text = sandbox.read("collaborations/school-trips/evaluation.toml");
    assert!(text.contains("forced = \"Board asked\"\n"), "{text}");
    assert!(sandbox.rules("2025-06-02").iter().all(|rule| rule != "key-unknown"));
    // What was overridden is not held against the next change.
    let next = ["evaluate", "school-trips", "--set", "need.why_together=Both gain"];
    assert_eq!(sandbox.comity(&next).code, 0);
    // The form of a record is no matter of reasons.
    let firm = ["evaluate", "school-trips", "--set", "evaluated_on=2026-01-01", "--force", "x"];
    assert_eq!(sandbox.comity(&firm).code, 2);
    let vain = ["evaluate", "school-trips", "--set", "need.preferred_because=x", "--force", "x"];
    let outcome = sandbox.comity(&vain);
    assert!(outcome.stdout.contains("`--force` was not needed"), "{outcome:?}");
}

#[test]
fn only_what_is_asked_for_changes_and_a_dry_run_changes_nothing() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/evaluation.toml";
    let text = sandbox.read(path).replace("[need]", "# ours: do not touch\n\n\n[need]  # why");
    sandbox.write(path, &text);
    let set = ["evaluate", "loan-boxes", "--set", "need.statement=Twelve schools lack objects."];
    let dry = sandbox.comity(&[&set[..], &["--dry-run"]].concat());
    assert_eq!((dry.code, sandbox.read(path)), (0, text.clone()));
    let changed: Vec<&str> = dry.stdout.lines().filter(|it| it.starts_with(['+', '-'])).collect();
    assert_eq!(changed.len(), 4, "{}", dry.stdout);
    assert!(dry.stderr.starts_with("nothing was written\n"), "{dry:?}");
    let outcome = sandbox.comity(&set);
    assert!(outcome.stdout.starts_with(&format!("wrote {path}\n")), "{outcome:?}");
    let was = "Eleven schools have not been to the museum in three years.";
    assert_eq!(sandbox.read(path), text.replace(was, "Twelve schools lack objects."));
    let out = sandbox.comity(&["evaluate", "loan-boxes", "--unset", "need.preferred_because"]);
    assert_eq!(out.code, 0, "{out:?}");
    assert!(!sandbox.read(path).contains("preferred_because"));
}

#[test]
fn what_is_signed_is_not_changed_in_passing() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/agreement.toml";
    let before = sandbox.read(path);
    let add =
        ["evaluate", "loan-boxes", "--add", "assumption", "id=asm-a", "statement=Boxes fit a car"];
    let outcome = sandbox.comity(&add);
    assert!(outcome.code == 2 && outcome.stderr.contains("--amend"), "{outcome:?}");
    assert_eq!(sandbox.read(path), before);
    let outcome = sandbox.comity(&[&add[..], &["--force", "x"]].concat());
    assert_eq!((outcome.code, sandbox.read(path)), (2, before), "no reason makes it signed");
}

#[test]
fn answers_make_the_same_files_as_flags() {
    let sandbox = bare("reading-hour");
    let answers = [
        "Reading hour at the surgery",
        "minor",
        "library",
        "",
        "Fernley Library Service",
        "Children's librarian",
        "y",
        "surgery",
        "",
        "Wrong name",
        "<",
        "Fernley Family Surgery",
        "?",
        "Practice manager",
        "",
        "",
        "Families wait up to an hour with nothing to read.",
        "procede",
        "proceed",
        "2027-01-01",
        "Children's librarian",
        "One hour a week from each side; families asked for it.",
        "2026-03-02",
        "",
    ];
    let words = ["evaluate", "reading-hour", "--today", "2026-03-02"];
    let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(heard.contains("did you mean `proceed`?"), "{heard}");
    assert!(heard.contains("-- need: What is needed, and why together."), "{heard}");
    assert!(heard.contains("`comity explain party-representative-missing` says more"), "{heard}");
    assert_eq!(heard.matches("Enter skips a question").count(), 1, "said once\n{heard}");
    for file in ["collaboration.toml", "evaluation.toml"] {
        let wanted = example(&format!("reading-hour/{HOUR}/{file}"));
        let mut wanted = wanted;
        if let Some(Said::List(parties)) = wanted.get_mut("party") {
            for party in parties {
                let Said::Table(keys) = party else { panic!("a table") };
                keys.remove("ours");
            }
        }
        assert_eq!(parsed(&sandbox.read(&format!("{HOUR}/{file}"))), wanted, "{heard}");
    }
}

/// Answers to what the school trips lack, up to what the schools gain. The stakeholder, most of the
/// need and those considered are passed over.
fn answers_up_to_benefits() -> Vec<&'static str> {
    let passed = |count: usize| std::iter::repeat_n("", count);
    let view = ["complementary", "Visitors", "A habit", "", ""];
    let benefit = ["Lessons", "900", "year", "low", ""];
    let mut answers = vec!["internal", "<", "inter-organisation"];
    // No stakeholder, nothing more of who takes part, the need, nobody considered.
    answers.extend(passed(2 + 1 + 5 + 2));
    answers.extend(view);
    answers.extend(passed(1));
    answers.extend(benefit);
    answers
}

#[test]
fn every_party_is_asked_in_a_turn_of_its_own() {
    let sandbox = Sandbox::clean();
    assert_eq!(sandbox.comity(&TRIPS).code, 0);
    let mut answers = answers_up_to_benefits();
    answers.push(".");
    let words = ["evaluate", "school-trips"];
    let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(heard.contains("\n-- benefit schools: What each party gains.\n"), "{heard}");
    assert!(
        heard.contains("\n-- party view museum: ") && heard.contains("-- party view schools: ")
    );
    assert!(!heard.contains("-- benefit museum"), "it is on file\n{heard}");
    let text = sandbox.read("collaborations/school-trips/evaluation.toml");
    let benefit = "[[benefit]]\nparty = \"schools\"\nstatement = \"Lessons\"\nvalue = 900\nper = \
                   \"year\"\nconfidence = \"low\"\n";
    assert!(text.contains(benefit), "{text}");
    let head = sandbox.read("collaborations/school-trips/collaboration.toml");
    assert!(head.contains("relationship = \"inter-organisation\"\n"), "{head}");
}

#[test]
fn whoever_answers_is_asked_why_a_decision_has_to_stand_or_leaves_it_open() {
    let passed = |count: usize| std::iter::repeat_n("", count);
    for (why, stands) in [("", false), ("The board has asked for it", true)] {
        let sandbox = Sandbox::clean();
        assert_eq!(sandbox.comity(&TRIPS).code, 0);
        let mut answers = answers_up_to_benefits();
        // The cost of the schools, three ways of fitting, no risk, who evaluated.
        answers.extend(passed(1 + 3 + 1 + 1));
        answers.extend(["proceed", "", "museum-director", "", "Worth it", "", ""]);
        // Neither done nor dated, and nothing is taken as given.
        answers.extend(["", "", "", why]);
        let words = ["evaluate", "school-trips"];
        let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
        assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
        assert!(heard.contains("things speak against it") && heard.ends_with("\nwhy: "), "{heard}");
        let text = sandbox.read("collaborations/school-trips/evaluation.toml");
        assert_eq!(text.contains("[decision]"), stands, "{heard}\n{text}");
        assert_eq!(text.contains("forced = \"The board has asked for it\""), stands, "{text}");
        assert!(text.contains("statement = \"Lessons\""), "nothing is lost: {text}");
    }
}

#[test]
fn leaving_the_questions_writes_nothing() {
    let sandbox = bare("reading-hour");
    let answers = ["Reading hour", "minor", "library"];
    let words = ["evaluate", "reading-hour", "--today", "2026-03-02"];
    let (outcome, _) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("nothing was written"), "{outcome:?}");
    assert!(!sandbox.root().join("collaborations").exists());
}

#[test]
fn a_form_is_edited_and_comes_back_with_its_faults_marked() {
    let sandbox = bare("reading-hour");
    let head = |form: &str| {
        assert!(form.contains("#: [[party]]"), "{form}");
        format!(
            "{form}\nsignificance = \"minr\"\n[[party]]\nid = \"library\"\nname = \"Fernley \
             Library Service\"\n[[party]]\nid = \"surgery\"\nname = \"Surgery\"\n"
        )
        .replace("\nsignificance = \"minr\"", "")
        .replace("#: significance = \"minor\"", "significance = \"minr\"")
    };
    let mended = |form: &str| {
        assert!(form.contains("#! "), "marked: {form}");
        assert!(form.contains("id = \"surgery\""), "nothing is lost: {form}");
        form.replace("\"minr\"", "\"minor\"")
    };
    let own = |form: &str| {
        let form = form.replace("#: [need]", "[need]").replace(
            "#: statement = \"…\" #: asked for by evaluation-need-missing",
            "statement = \"Families wait.\" #: asked for by evaluation-need-missing",
        );
        assert!(form.contains("\nstatement = \"Families wait.\""), "{form}");
        form
    };
    let someone = Someone::with(&[], vec![Box::new(head), Box::new(mended), Box::new(own)]);
    let words = ["evaluate", "reading-hour", "--title", "Reading hour", "--edit"];
    let (outcome, heard) = with_someone(&sandbox, someone, &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    let head = sandbox.read(&format!("{HOUR}/collaboration.toml"));
    assert!(head.contains("significance = \"minor\"") && !head.contains('#'), "{head}");
    let own = sandbox.read(&format!("{HOUR}/evaluation.toml"));
    assert_eq!(own, "[need]\nstatement = \"Families wait.\"\n");
}

#[test]
fn what_was_typed_into_the_first_form_is_kept_when_the_second_is_left() {
    let sandbox = bare("reading-hour");
    let head = |form: &str| form.replace("our_lead = \"\"", "our_lead = \"Librarian\"");
    let left: [crate::harness::Edit; 2] =
        [Box::new(str::to_owned), Box::new(|_: &str| String::new())];
    let words = ["evaluate", "reading-hour", "--title", "Reading hour", "--edit"];
    for own in left {
        let someone = Someone::with(&[], vec![Box::new(head), own]);
        let (outcome, heard) = with_someone(&sandbox, someone, &words);
        assert_eq!(outcome.code, 0, "what was typed is written: {outcome:?}\n{heard}");
        let text = sandbox.read(&format!("{HOUR}/collaboration.toml"));
        assert!(text.contains("our_lead = \"Librarian\""), "{text}");
        let told = format!("{HOUR}/evaluation.toml was left as it was: its form is empty");
        assert!(outcome.stdout.contains(&told), "{outcome:?}");
        assert!(!outcome.stdout.contains("nothing was written"), "{outcome:?}");
        assert!(!sandbox.root().join(HOUR).join("evaluation.toml").exists());
        std::fs::remove_dir_all(sandbox.root().join(HOUR)).expect("gone");
    }
    // Where nothing was typed, nothing is opened.
    let same: Vec<crate::harness::Edit> = vec![Box::new(str::to_owned), Box::new(str::to_owned)];
    let (outcome, _) = with_someone(&sandbox, Someone::with(&[], same), &words);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(!sandbox.root().join(HOUR).exists());
}

#[test]
fn who_of_the_parties_is_us_is_asked_where_nothing_says_it() {
    let sandbox = bare("reading-hour");
    let parties = ["a", "", "Alpha", "A lead", "y", "b", "", "Beta", "B lead", "", ""];
    let answers = [&["Two", "minor"][..], &parties, &["neither", "b", ".", "x"]].concat();
    let words = ["evaluate", "two", "--today", "2026-03-02"];
    let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(heard.contains("Which of them is us?\n  (a, b)\n"), "{heard}");
    assert!(heard.contains("there are: a, b\n"), "{heard}");
    let text = sandbox.read("collaborations/two/collaboration.toml");
    let (first, second) = text.split_once("id = \"b\"").expect("two parties");
    assert!(!first.contains("ours") && second.contains("ours = true"), "{text}");
}

#[test]
fn an_item_is_left_out_or_left_again_at_its_first_key_and_a_question_explains_itself() {
    let sandbox = bare("reading-hour");
    let words = ["evaluate", "two", "--today", "2026-03-02"];
    let first = ["Two", "minor", "a", "", "Alpha", "A lead"];
    let second = ["?", "y", "b", "", "Beta", "B lead"];
    // One more, and none after all; then what else may be said: why, and yes.
    let out = ["y", "", "?", "", "a"];
    let asked_for = [""; 5];
    let more = ["?", "y", "?", "", "?", "", "?", "", "?", "", "?", "", "?", "", ".", "x"];
    let answers = [&first[..], &second, &out, &asked_for, &more].concat();
    let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert!(!heard.contains("is missing"), "{heard}");
    assert!(heard.contains("`y` asks for one more of the same, "), "{heard}");
    for part in [
        "`.` ends that at any time.\nThat is all that is asked for.",
        "What it says: What each party gains. It may be left out; `y` asks for it.\nSay something",
    ] {
        assert!(heard.contains(part), "{part}: {heard}");
    }
    let text = sandbox.read("collaborations/two/collaboration.toml");
    assert_eq!(text.matches("[[party]]").count(), 2, "{text}");
}

#[test]
fn who_does_not_know_which_party_is_us_leaves_and_loses_nothing() {
    let parties = ["a", "", "Alpha", "A lead", "y", "b", "", "Beta", "B lead", "", ""];
    for out in ["", "."] {
        let sandbox = bare("reading-hour");
        let answers = [&["Two", "minor"][..], &parties, &["?", "<", out]].concat();
        let words = ["evaluate", "two", "--today", "2026-03-02"];
        let (outcome, heard) = with_someone(&sandbox, Someone::with(&answers, Vec::new()), &words);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert_eq!(heard.matches("Enter leaves the questions").count(), 2, "{heard}");
        assert!(!sandbox.root().join("collaborations/two").exists());
        let kept = outcome.stderr.split_once("kept in ").expect("a place").1;
        let kept = kept.split_once("; `comity evaluate two --edit`").expect("what to do").0;
        let kept = kept.split_whitespace().collect::<String>();
        let text = std::fs::read_to_string(&kept).expect("it is there");
        std::fs::remove_file(&kept).expect("removed");
        assert!(text.contains("name = \"Alpha\"") && text.contains("name = \"Beta\""), "{text}");
    }
}

#[test]
fn a_dot_ends_the_questions_of_every_file() {
    let sandbox = bare("reading-hour");
    let words = ["evaluate", "two", "--today", "2026-03-02"];
    let someone = Someone::with(&["Two", "minor", "."], Vec::new());
    let (outcome, heard) = with_someone(&sandbox, someone, &words);
    assert_eq!(outcome.code, 0, "{outcome:?}\n{heard}");
    assert_eq!(sandbox.read("collaborations/two/collaboration.toml").lines().count(), 2, "{heard}");
    assert!(!heard.contains("-- need"), "{heard}");
}

#[test]
fn a_form_left_as_it_is_changes_nothing() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/evaluation.toml";
    let text = sandbox.read(path).replace("[need]", "\n\n\n[need]");
    sandbox.write(path, &text);
    let before = files_of(&sandbox, "loan-boxes");
    let same = || -> Box<dyn Fn(&str) -> String + Send> { Box::new(str::to_owned) };
    let someone = Someone::with(&[], vec![same(), same()]);
    let (outcome, _) = with_someone(&sandbox, someone, &["evaluate", "loan-boxes", "--edit"]);
    assert_eq!((outcome.code, files_of(&sandbox, "loan-boxes")), (0, before));
}

#[test]
fn the_balance_of_each_party_is_shown() {
    let sandbox = Sandbox::clean();
    assert_eq!(sandbox.comity(&TRIPS).code, 0);
    let more = [
        "evaluate",
        "school-trips",
        "--add",
        "benefit",
        "party=schools",
        "statement=Lessons",
        "value=900",
        "per=year",
        "confidence=low",
        "--add",
        "cost",
        "party=schools",
        "kind=time",
        "statement=Planning",
        "value=300",
        "per=once",
        "--add",
        "compatibility",
        "dimension=values",
        "rating=2",
        "evidence=Talked",
        "--add",
        "risk",
        "id=ev-rain",
        "statement=Rain",
        "likelihood=5",
        "impact=4",
        "mitigation=Coats",
        "our_ability=limited",
        "--add",
        "assumption",
        "id=asm-bus",
        "statement=Buses run",
    ];
    let outcome = sandbox.comity(&more);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let text = sandbox.read("collaborations/school-trips/agreement.toml");
    assert_eq!(text, "[[assumption]]\nid = \"asm-bus\"\nstatement = \"Buses run\"\n");
    let shown = sandbox.comity(&["evaluate", "school-trips"]).stdout;
    for line in [
        "museum (ours)         1,500      2,000.5      -500.5  -\n",
        "schools                 900            -         900  low\n",
        "All                   2,400      2,000.5       399.5  low\n",
        "In GBP. Gains least: museum.\n",
        "Pays more than it gains: museum: nothing says why it joins (`reason_to_join`)\n",
        "over how many years it counts: schools\n  -300 once.\n",
        "values     2  Talked; weak, and no plan (`gap_plan`)\n",
        "Missing for a decision\n",
        "- asm-bus: Buses run (not tested)\n",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    // A line to type is not broken: it is there to be copied.
    let told = shown.lines().filter(|line| !line.starts_with("    comity evaluate "));
    assert!(told.clone().all(|line| line.chars().count() <= 80), "{shown}");
    assert!(
        shown
            .contains("\n    comity evaluate school-trips --set compatibility.values.gap_plan=…\n"),
        "{shown}"
    );
    let json = sandbox.comity(&["evaluate", "school-trips", "--format", "json"]).stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let one = &json["evaluations"][0];
    assert_eq!(one["parties"][0]["net_per_year"], "-500.5");
    assert_eq!(one["gains_least"][0], "museum");
    assert_eq!(one["risks"][0]["above_appetite"], true);
    assert!(one["missing"].as_array().is_some_and(|it| it.len() > 3), "{one}");
    assert!(one["missing"][0]["command"].is_string(), "{one}");
}

#[test]
fn candidates_stand_side_by_side_at_any_number() {
    let sandbox = Sandbox::clean();
    assert_eq!(sandbox.comity(&TRIPS).code, 0);
    for id in ["one", "two", "three"] {
        let outcome = sandbox.comity(&["evaluate", id, "--title", id]);
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    let compare = ["evaluate", "--compare", "loan-boxes", "school-trips"];
    let shown = sandbox.comity(&compare).stdout;
    assert!(shown.lines().next().is_some_and(|it| it.contains("loan-boxes")), "{shown}");
    assert!(shown.contains("museum: -500.5, pays more"), "{shown}");
    let all = sandbox.comity(&["evaluate", "--compare"]).stdout;
    for id in ["one", "two", "three", "school-trips"] {
        assert!(all.lines().any(|line| line.split_whitespace().any(|it| it == id)), "{all}");
    }
    assert!(!all.contains("loan-boxes"), "it is decided and signed: {all}");
    for (width, shown) in
        [(80, all), (120, sandbox.comity_in(120, &["evaluate", "--compare"]).stdout)]
    {
        assert!(shown.lines().all(|line| line.chars().count() <= width), "{shown}");
    }
    let json = sandbox.comity(&[&compare[..], &["--format", "json"]].concat()).stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["evaluations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_was_declined_or_ended_before_is_remembered_with_its_reason() {
    let sandbox = Sandbox::clean();
    sandbox.write(
        "collaborations/coach-fund/collaboration.toml",
        "title = \"A fund for coaches\"\nstrategic_objectives = [\"so-reach\"]\n\n[[party]]\nid = \
         \"museum\"\norganisation = \"harbour-museum\"\n\n[[party]]\nid = \"bank\"\nname = \"Bank\"\n",
    );
    sandbox.write(
        "collaborations/coach-fund/evaluation.toml",
        "evaluated_on = 2024-02-20\n\n[need]\nstatement = \"Schools have never visited: coaches cost \
         money\"\n\n[[considered]]\nname = \"Saltmarsh schools trust\"\nverdict = \"reject\"\nreason = \
         \"No treasurer\"\n\n[decision]\n\
         outcome = \"decline\"\ndecided_on = 2024-03-01\nrationale = \"No funder stayed\"\n",
    );
    sandbox.write(
        "collaborations/old-choir/collaboration.toml",
        "title = \"Choir\"\n\n[[party]]\nid = \"schools\"\norganisation = \"saltmarsh-schools\"\n",
    );
    sandbox.write(
        "collaborations/old-choir/log/2024-07-01-closed-x1y2.toml",
        "kind = \"closure\"\non = 2024-07-01\nby = \"learning-manager\"\nreason = \"terminated\"\n\
         lessons = [\"Ask for dates in writing\"]\n",
    );
    let outcome = sandbox.comity(&TRIPS);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let said: Vec<&str> =
        outcome.stdout.lines().filter(|line| line.starts_with("remember: ")).collect();
    assert_eq!(
        said,
        [
            "remember: old-choir (Choir) was ended early on 2024-07-01. Partner here too: \
             Saltmarsh Schools Trust. Lesson: Ask for dates in writing.",
            "remember: coach-fund (A fund for coaches) was declined on 2024-03-01. A similar need: \
             both serve so-reach and name schools, visited. Why: No funder stayed.",
            "remember: Saltmarsh schools trust was turned down as a partner in coach-fund (A fund \
             for coaches) on 2024-02-20. Why: No treasurer.",
        ]
    );
    let shown = sandbox.comity(&["evaluate", "school-trips"]).stdout;
    assert!(shown.contains("\nRemembered\n- old-choir (Choir) was ended early"), "{shown}");
    // What goes on is no memory, and our own part in it is none either.
    assert!(!shown.contains("loan-boxes"), "{shown}");
}

#[test]
fn what_was_taken_as_given_does_not_keep_the_text_from_being_drafted() {
    let sandbox = bare("reading-hour");
    let given = ["--add", "assumption", "id=asm-a", "statement=The play corner is free"];
    assert_eq!(opened(&sandbox, &given).code, 0);
    let outcome = sandbox.comity(&["agree", "reading-hour", "--today", "2026-03-03"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let text = parsed(&sandbox.read(&format!("{HOUR}/agreement.toml")));
    assert!(text.contains_key("assumption") && text.len() > 1, "{text:?}");
}

#[test]
fn what_is_no_toml_is_not_touched() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/evaluation.toml";
    sandbox.write(path, "status = \"final\n[need]\n");
    let outcome = sandbox.comity(&["evaluate", "loan-boxes", "--set", "need.statement=x"]);
    assert!(outcome.code == 2 && outcome.stderr.contains("is no TOML on line 1"), "{outcome:?}");
    assert_eq!(sandbox.read(path), "status = \"final\n[need]\n");
    // Where it stands can be looked at all the same.
    let shown = sandbox.comity(&["evaluate", "loan-boxes"]);
    assert!(shown.code == 0 && shown.stdout.starts_with("loan-boxes: "), "{shown:?}");
}

#[test]
fn what_a_file_says_cannot_speak_to_a_terminal() {
    let sandbox = Sandbox::clean();
    assert_eq!(sandbox.comity(&TRIPS).code, 0);
    let path = "collaborations/school-trips/evaluation.toml";
    sandbox.replace(path, "Schools have not", "\\u001b[31mSchools have not");
    for words in [&["evaluate", "school-trips"][..], &["evaluate", "--compare"]] {
        let shown = sandbox.comity(words);
        assert!(shown.code == 0 && !shown.stdout.contains('\u{1b}'), "{shown:?}");
    }
}

/// Runs `evaluate`, which is refused for this reason, and writes nothing.
fn refused(sandbox: &Sandbox, words: &[&str], part: &str) {
    let before = sandbox.read(&format!("{WARM}/evaluation.toml"));
    let outcome = sandbox.comity(words);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    let said = outcome.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(part), "{part}\n{said}");
    assert_eq!(sandbox.read(&format!("{WARM}/evaluation.toml")), before);
}

#[test]
fn nobody_joins_after_signing_and_nothing_was_decided_long_ago() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let words = ["evaluate", "warm-safe-discharge", "--today", "2025-02-13", "--set"];
    let joined = [&words[..], &["party.housing.joined_on=2026-01-01"]].concat();
    refused(&sandbox, &joined, "`housing` signed on 2024-12-16, before it joined on 2026-01-01");
    let decided = [&words[..], &["decision.decided_on=1025-02-12"]].concat();
    refused(&sandbox, &decided, "1025-02-12, lies before the year 1900");
}

#[test]
fn a_role_that_is_a_letter_off_is_no_new_role_in_a_file_either() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let words = ["evaluate", "reading-hour", "--today", "2026-03-20", "--set"];
    let role = "our_lead=Childrens librarian";
    let outcome = sandbox.comity(&[&words[..], &[role]].concat());
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains("did you mean `Children's librarian`?"), "{outcome:?}");
    let forced = [&words[..], &[role, "--force", "So it is written there"]].concat();
    assert_eq!(sandbox.comity(&forced).code, 0);
    let other = [&words[..], &["our_lead=Head of stock"]].concat();
    assert_eq!(sandbox.comity(&other).code, 0, "a new role is no misspelt one");
}

#[test]
fn a_collaboration_is_opened_once() {
    let sandbox = bare("reading-hour");
    let open = |title: &str| sandbox.comity(&["evaluate", "fresh", "--title", title]);
    assert_eq!(open("First").code, 0);
    let again = open("Second, and more");
    assert_eq!(again.code, 2, "{}", again.stdout);
    let way = "comity evaluate fresh --set title=\"Second, and more\"";
    assert!(again.stderr.contains(way), "{}", again.stderr);
    let text = || sandbox.read("collaborations/fresh/collaboration.toml");
    assert!(text().contains("title = \"First\""), "{}", text());
    assert_eq!(sandbox.comity(&["evaluate", "fresh", "--set", "title=Second, and more"]).code, 0);
    assert!(text().contains("title = \"Second, and more\""), "{}", text());
}
