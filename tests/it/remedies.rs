//! The way out of findings: a sentence, and lines that put it right when they are written as they
//! are printed, with what only a person knows filled in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::CommandFactory as _;
use comity::cli::Arguments;
use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table, TableLike};

use crate::harness::{Sandbox, directories, files, repository};

/// The examples in which much is found, each with its day.
const EXAMPLES: [(&str, &str); 2] =
    [("examples/neglected", "2026-03-02"), ("examples/warm-safe-discharge", "2026-02-05")];

fn text<'f>(finding: &'f Value, key: &str) -> &'f str {
    finding[key].as_str().unwrap_or_else(|| panic!("no {key} in {finding}"))
}

/// The file and the lines of a remedy.
fn remedy(finding: &Value) -> Option<(&str, Vec<&str>)> {
    let remedy = finding["remedy"].as_object()?;
    let lines = remedy["lines"].as_array().expect("a list").iter();
    Some((remedy["file"].as_str()?, lines.map(|line| line.as_str().expect("text")).collect()))
}

/// What somebody would put in where a line leaves it open.
fn filled(line: &str) -> String {
    // The words that may stand there stand behind it.
    let word = line.split_once(" # ").and_then(|(_, words)| words.split(", ").next());
    let open = ["= \"…\" #", "= [\"…\"] #"].iter().any(|open| line.contains(open));
    let word = word.filter(|_| open).unwrap_or("Service manager");
    let line = ["rating", "likelihood", "impact"].into_iter().fold(line.to_owned(), |line, key| {
        line.replace(&format!("{key} = \"…\""), &format!("{key} = 1"))
    });
    line.replace("value = \"…\"", "value = 97").replace('…', word)
}

/// Writes the lines of a remedy as they are printed: a new file, or keys and items of the one that
/// is there.
fn apply(sandbox: &Sandbox, finding: &Value) {
    let (file, lines) = remedy(finding).unwrap_or_else(|| panic!("no lines in {finding}"));
    let lines: Vec<String> = lines.into_iter().map(filled).collect();
    let text = format!("{}\n", lines.join("\n"));
    if !sandbox.root().join(file).exists() {
        sandbox.write(file, text);
        return;
    }
    let new: DocumentMut = text.parse().expect("the lines are TOML");
    let mut document: DocumentMut = sandbox.read(file).parse().expect("the file is TOML");
    let mut into: &mut dyn TableLike = document.as_table_mut();
    // Keys go where the finding is; what has a header of its own goes to the end of the file.
    if !text.starts_with('[') && file == self::text(finding, "file") {
        let key = self::text(finding, "key");
        let mut steps: Vec<&str> = key.split('.').collect();
        // A finding about an item as such names no key of it.
        if !key.ends_with(']') || lines[0].starts_with(last_name(key)) {
            steps.pop();
        }
        for step in steps {
            into = descend(into, step);
        }
    }
    for (key, item) in new.as_table() {
        match (into.get_mut(key), item) {
            (Some(Item::ArrayOfTables(known)), Item::ArrayOfTables(more)) => {
                more.iter().for_each(|table| known.push(table.clone()));
            }
            _ => {
                into.insert(key, item.clone());
            }
        }
    }
    sandbox.write(file, document.to_string());
}

/// The name in the last step of the way to a key.
fn last_name(key: &str) -> &str {
    let last = key.rsplit('.').next().unwrap_or(key);
    last.split('[').next().unwrap_or(last)
}

/// One step of the way to a key: `term`, or `action[2]`.
fn descend<'t>(table: &'t mut dyn TableLike, step: &str) -> &'t mut dyn TableLike {
    let Some((name, at)) = step.trim_end_matches(']').split_once('[') else {
        let item = table.get_mut(step).unwrap_or_else(|| panic!("no {step}"));
        return item.as_table_like_mut().expect("a table");
    };
    let at: usize = at.parse().expect("a number");
    match table.get_mut(name).unwrap_or_else(|| panic!("no {name}")) {
        Item::ArrayOfTables(tables) => tables.get_mut(at).expect("it is there") as &mut Table,
        item => {
            let value = item.as_array_mut().and_then(|items| items.get_mut(at));
            value.and_then(toml_edit::Value::as_inline_table_mut).expect("a table")
        }
    }
}

/// The findings that still say the same of the same thing.
fn of_the_same<'f>(findings: &'f [Value], finding: &Value) -> Vec<&'f Value> {
    let same = |other: &&Value| {
        ["rule", "subject", "key", "file", "message"].iter().all(|it| other[it] == finding[it])
    };
    findings.iter().filter(same).collect()
}

#[test]
fn every_way_out_is_one_short_sentence_and_its_lines_are_toml() {
    for (example, today) in EXAMPLES {
        let mut with_lines = 0;
        for finding in Sandbox::copy_of(example).findings(today) {
            let help = text(&finding, "help");
            assert!(!help.is_empty() && help.chars().count() <= 120, "{help}");
            assert!(!help.starts_with(char::is_uppercase) && !help.ends_with('.'), "{help}");
            let Some((file, lines)) = remedy(&finding) else { continue };
            with_lines += 1;
            assert!(Path::new(file).is_relative() && !file.contains(".."), "{file}");
            for line in file.split('\n').chain(lines.iter().copied()) {
                assert!(!line.is_empty() && !line.contains(char::is_control), "{line:?}");
            }
            let document = lines.join("\n").parse::<DocumentMut>();
            let document = document.unwrap_or_else(|error| panic!("{error} in {finding}"));
            assert!(!document.is_empty(), "{finding}");
        }
        assert!(with_lines > 8, "{example}: {with_lines} findings with lines");
    }
}

/// Whose lines are not written as they are, or do not end the finding at once, and why.
const GOES_ON: [(&str, &str); 3] = [
    ("action-reschedule-repeated", "it ends when it is done, or when a review has settled it"),
    ("review-due-soon", "the views come before the review"),
    ("service-level-missed-unanswered", "an issue needs a name of its own"),
];

/// Holds what is found in a workspace against what a way out has to be: a short sentence, and lines
/// that put it right. Gives the rules whose lines did.
pub fn hold(sandbox: &Sandbox, today: &str, wrong: &mut Vec<String>) -> BTreeSet<String> {
    let findings = sandbox.findings(today);
    let mut rules = BTreeSet::new();
    for finding in &findings {
        let (rule, help) = (text(finding, "rule"), text(finding, "help"));
        if help.is_empty() || help.chars().count() > 120 {
            wrong.push(format!("{rule}: no short sentence: {help}"));
        }
        if remedy(finding).is_none() || GOES_ON.iter().any(|(known, _)| *known == rule) {
            continue;
        }
        // One of many alike is enough.
        if !rules.insert(rule.to_owned()) {
            continue;
        }
        let twin = sandbox.twin();
        apply(&twin, finding);
        let after = twin.findings(today);
        if of_the_same(&after, finding).len() >= of_the_same(&findings, finding).len() {
            wrong.push(format!("{rule}: the lines leave it as it is: {finding:#}"));
        }
        let damaged = |it: &&Value| ["toml-invalid", "key-unknown"].contains(&text(it, "rule"));
        if after.iter().filter(damaged).count() > findings.iter().filter(damaged).count() {
            wrong.push(format!("{rule}: the lines do damage: {finding:#}"));
        }
    }
    rules
}

#[test]
fn the_lines_of_every_rule_put_right_what_it_found() {
    let (mut rules, mut wrong) = (BTreeSet::new(), Vec::new());
    for (example, today) in EXAMPLES {
        rules.extend(hold(&Sandbox::copy_of(example), today, &mut wrong));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rules.len() > 50, "only {} rules give lines", rules.len());
}

/// The words of a line as a shell takes them.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut begun) = (vec![String::new()], None, false);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            (' ', None) => {
                if begun {
                    words.push(String::new());
                }
                begun = false;
                continue;
            }
            _ => words.last_mut().expect("one is begun").push(letter),
        }
        begun = true;
    }
    words
}

/// The first id in a list of a file.
fn first_of(sandbox: &Sandbox, file: &str, list: &str) -> String {
    let text = fs::read_to_string(sandbox.root().join(file)).unwrap_or_default();
    let item = text.split(&format!("[[{list}]]")).nth(1).unwrap_or_default();
    let id = item.split("id = \"").nth(1).and_then(|it| it.split('"').next());
    id.unwrap_or("nothing-there").to_owned()
}

/// A word of a command as somebody would type it who knows what is left open in it.
fn known(word: &str, before: &str, finding: &Value, sandbox: &Sandbox, today: &str) -> String {
    /// Keys that take the name of something, and where it stands.
    const NAMES: [(&str, &str, &str); 21] = [
        ("party", "collaboration", "party"),
        ("owner_party", "collaboration", "party"),
        ("from", "collaboration", "party"),
        ("to", "collaboration", "party"),
        ("between", "collaboration", "party"),
        ("provider", "collaboration", "party"),
        ("recipient", "collaboration", "party"),
        ("participants", "collaboration", "party"),
        ("quorum", "collaboration", "party"),
        ("applies_to", "collaboration", "party"),
        ("agreed_by", "collaboration", "party"),
        ("roles", "collaboration", "party"),
        ("for", "collaboration", "party"),
        ("money_held_by", "collaboration", "party"),
        ("strategic_objectives", "comity.toml", "strategic_objective"),
        ("reported_in", "agreement", "reporting"),
        ("matched_by", "agreement", "resource"),
        ("serves", "agreement", "objective"),
        ("final_review", "agreement", "review_plan"),
        ("actions", "agreement", "action"),
        ("depends_on", "agreement", "action"),
    ];
    let word = word.replace("DATE", today);
    if !word.contains('…') {
        return word;
    }
    let (path, _) = word.split_once('=').unwrap_or((before.trim_start_matches('-'), ""));
    let key = path.rsplit('.').next().unwrap_or_default().replace('-', "_");
    let lines = remedy(finding).expect("there are lines").1;
    // The words that may stand there stand behind the line.
    let choice = lines.iter().find_map(|line| {
        let (name, rest) = line.split_once(" = ")?;
        let (_, words) = rest.split_once(" # ").filter(|_| name == key)?;
        words.split(", ").next()
    });
    // In a table within the line each key has its own.
    let mut word = word;
    for line in lines.iter().filter(|line| line.starts_with(&format!("{key} = "))) {
        let (_, notes) = line.rsplit_once(" # ").unwrap_or_default();
        for (name, words) in notes.split("; ").filter_map(|note| note.split_once(": ")) {
            let one = words.split(", ").next().unwrap_or_default();
            word = word.replace(&format!("{name} = \"…\""), &format!("{name} = \"{one}\""));
        }
    }
    let collaboration = finding["collaboration"].as_str().unwrap_or_default();
    let value = match (choice, &*key) {
        (_, "our_organisation") => {
            let pages = files(&sandbox.root().join("network"));
            let stem = pages.first().and_then(|path| path.file_stem());
            stem.map_or("Fernley Library", |stem| stem.to_str().expect("text")).to_owned()
        }
        (_, "relationship_owner") => {
            let mut pages = files(&sandbox.root().join("network")).into_iter();
            let page = |path: &std::path::PathBuf| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                let id = first_of(sandbox, &format!("network/{name}"), "contact");
                (id != "nothing-there").then_some(id)
            };
            pages.find_map(|path| page(&path)).unwrap_or_default()
        }
        (Some(word), _) if !word.contains(' ') => word.to_owned(),
        (_, "rating" | "likelihood" | "impact") => "1".to_owned(),
        (_, "value" | "target" | "actual") => "97".to_owned(),
        (_, "id") => "new-thing".to_owned(),
        (_, "lawful_basis") => "public-task".to_owned(),
        (_, key) if NAMES.iter().any(|(known, ..)| *known == key) => {
            let (_, file, list) = NAMES.iter().find(|(known, ..)| *known == key).expect("it is");
            match file.strip_suffix(".toml") {
                Some(_) => first_of(sandbox, file, list),
                None => {
                    let file = format!("collaborations/{collaboration}/{file}.toml");
                    first_of(sandbox, &file, list)
                }
            }
        }
        _ if before == "--scores" || word.ends_with("=…") && line_is_view(finding) => {
            "3".to_owned()
        }
        _ => "Service manager".to_owned(),
    };
    word.replace('…', &value)
}

fn line_is_view(finding: &Value) -> bool {
    remedy(finding).is_some_and(|(file, _)| file.contains("/view-"))
}

/// The command of a finding, as the words that follow the name of the program.
fn command(finding: &Value, sandbox: &Sandbox, today: &str) -> Option<Vec<String>> {
    let line = finding["remedy"]["command"].as_str()?;
    assert!(!line.contains(char::is_control), "{line:?}");
    let line = words(line.strip_prefix("comity ").expect("it is ours"));
    let mut typed: Vec<String> = Vec::new();
    for (at, word) in line.iter().enumerate() {
        let flag = line[..at].iter().rev().find(|it| it.starts_with("--"));
        let flag = flag.map_or("", String::as_str);
        typed.push(known(word, flag, finding, sandbox, today));
    }
    typed.extend(["--today".to_owned(), today.to_owned()]);
    Some(typed)
}

/// What no command can do for want of something that is not in the workspace, and says so.
const REFUSED: [&str; 4] = [
    // Without the history of the files.
    "as it was signed, and the history of the files does not hold that one",
    // Of those that lead to the same, one has to be done first.
    "things speak against it",
    "not written: ",
    "so no amendment is needed",
];

/// Holds the commands of all that is found in a workspace against the program: each is one that it
/// takes, about things that are there; and where it writes, what was found is gone. Gives the rules
/// that name one.
pub fn hold_commands(sandbox: &Sandbox, today: &str, wrong: &mut Vec<String>) -> BTreeSet<String> {
    let findings = sandbox.findings(today);
    let mut seen = BTreeSet::new();
    let mut rules = BTreeSet::new();
    for finding in &findings {
        let rule = text(finding, "rule");
        let Some(typed) = command(finding, sandbox, today) else { continue };
        // One of many alike is enough.
        if !seen.insert(format!("{rule} {} {}", typed[0], finding["message"])) {
            continue;
        }
        let twin = sandbox.twin();
        let words: Vec<&str> = typed.iter().map(String::as_str).collect();
        let outcome = twin.comity(&words);
        let said = outcome.stderr.trim();
        rules.insert(rule.to_owned());
        if outcome.code != 0 {
            let unknown = [" is no ", "did you mean", "there are: ", "unexpected", "Usage:"];
            let refused = REFUSED.iter().any(|it| said.contains(it));
            if !refused || unknown.iter().any(|it| said.contains(it)) {
                wrong.push(format!("{rule}: {typed:?}\n{said}"));
            }
            continue;
        }
        let goes_on = GOES_ON.iter().any(|(known, _)| *known == rule);
        // It shows what comes before a signature, and has a line of its own for each.
        let goes_on = goes_on || typed.iter().any(|word| word == "--ready");
        // Which resource is worth enough is nothing that a test could know.
        let goes_on = goes_on || rule == "resource-match-broken" && words.concat().contains('[');
        let left = of_the_same(&twin.findings(today), finding).len();
        if !goes_on && left >= of_the_same(&findings, finding).len() {
            wrong.push(format!("{rule}: left as it is by {typed:?}"));
        }
    }
    rules
}

/// Has the present text signed by all who signed an older one.
fn sign_as_it_is(sandbox: &Sandbox) {
    let mut signed = 0;
    for directory in directories(&sandbox.root().join("collaborations")) {
        let version = fs::read_to_string(directory.join("agreement.toml")).ok().and_then(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("version = "));
            line.map(str::to_owned)
        });
        let version = version.unwrap_or_else(|| "1".to_owned());
        for event in files(&directory.join("log")) {
            let Ok(text) = fs::read_to_string(&event) else { continue };
            if !text.contains("kind = \"signoff\"") || text.contains("\nreview = ") {
                continue;
            }
            let line = |line: &str| match line.split_once(" = ") {
                Some(("covers", _)) => {
                    format!("covers = \"comity-1:auto\"\nagreement_version = {version}\n")
                }
                Some(("agreement_version", _)) => String::new(),
                _ => format!("{line}\n"),
            };
            fs::write(&event, text.lines().map(line).collect::<String>()).expect("written");
            signed += 1;
        }
    }
    assert!(signed > 1, "nobody had signed");
    sandbox.sign();
}

#[test]
fn the_command_of_a_way_out_puts_right_what_was_found() {
    let (mut rules, mut wrong) = (BTreeSet::new(), Vec::new());
    for (example, today) in EXAMPLES {
        let sandbox = Sandbox::copy_of(example);
        rules.extend(hold_commands(&sandbox, today, &mut wrong));
        // Of a text that is not the one that was signed nobody can tell what changed: so it is
        // signed as it is, and every line is tried on it.
        sign_as_it_is(&sandbox);
        rules.extend(hold_commands(&sandbox, today, &mut wrong));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(rules.len() > 50, "only {rules:?} name a command");
}

/// The only finding of a rule about a subject.
fn one(sandbox: &Sandbox, rule: &str, subject: &str, today: &str) -> Value {
    let found = sandbox.findings(today);
    let of_it = |it: &&Value| it["rule"] == rule && it["subject"] == subject;
    found.iter().find(of_it).unwrap_or_else(|| panic!("no {rule} {subject}")).clone()
}

#[test]
fn an_action_that_slipped_in_silence_is_told_of_by_the_lines() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let today = "2026-02-05";
    apply(&sandbox, &one(&sandbox, "action-overdue", "act-winter", today));
    let rules = sandbox.rules(today);
    assert!(!rules.contains(&"action-overdue".to_owned()), "{rules:?}");
    // They were told, but late. Then the new date is agreed, by the lines of that finding.
    apply(&sandbox, &one(&sandbox, "action-notice-late", "act-winter", today));
    let rules = sandbox.rules(today);
    assert!(!rules.iter().any(|rule| rule.starts_with("action-notice")), "{rules:?}");
    assert!(!rules.contains(&"text-placeholder".to_owned()), "{rules:?}");
}

#[test]
fn a_missing_sign_off_is_given_by_the_lines() {
    let sandbox = Sandbox::clean();
    let event = "collaborations/loan-boxes/log/2025-02-25-schools-signed-t7qn.toml";
    fs::remove_file(sandbox.root().join(event)).expect("it was there");
    apply(&sandbox, &one(&sandbox, "signoff-missing", "schools", "2025-03-05"));
    let signing = |rule: &String| rule.starts_with("signoff");
    assert_eq!(sandbox.rules("2025-03-05").iter().filter(|it| signing(it)).count(), 0);
}

#[test]
fn a_stale_sign_off_is_given_anew_by_the_lines() {
    let sandbox = Sandbox::clean();
    sandbox.replace("collaborations/loan-boxes/agreement.toml", "target = 11", "target = 10");
    let today = crate::harness::TODAY;
    for party in ["museum", "schools"] {
        apply(&sandbox, &one(&sandbox, "signoff-stale", party, today));
    }
    assert_eq!(sandbox.rules(today), Vec::<String>::new());
}

#[test]
fn reports_that_came_are_logged_by_the_lines() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let today = "2026-02-05";
    for id in ["rep-delivery", "rep-flow"] {
        apply(&sandbox, &one(&sandbox, "report-overdue-theirs", id, today));
    }
    let rules = sandbox.rules(today);
    for gone in ["report-overdue-theirs", "report-content-missing", "report-mismatch"] {
        assert!(!rules.contains(&gone.to_owned()), "{rules:?}");
    }
}

#[test]
fn a_review_is_begun_by_the_lines() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let today = "2026-03-02";
    let finding = one(&sandbox, "review-overdue", "first-half-year", today);
    let file = remedy(&finding).expect("there are lines").0;
    assert_eq!(file, "collaborations/surplus-food/reviews/first-half-year/review.toml");
    apply(&sandbox, &finding);
    assert!(of_the_same(&sandbox.findings(today), &finding).is_empty());
    let of_form = ["required-missing", "enum-unknown", "value-wrong-type", "reference-unresolved"];
    let wrong = |it: &&Value| it["file"] == file && of_form.contains(&text(it, "rule"));
    assert_eq!(sandbox.findings(today).iter().filter(wrong).count(), 0);
}

#[test]
fn the_same_lines_never_name_a_file_that_is_there() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let today = "2026-02-05";
    let file = |sandbox: &Sandbox| {
        let finding = one(sandbox, "report-overdue-ours", "rep-partners", today);
        remedy(&finding).expect("there are lines").0.to_owned()
    };
    let first = file(&sandbox);
    assert_eq!(file(&sandbox), first);
    // A file of that name which says something else.
    sandbox.write(&first, "kind = \"decision\"\non = 2026-02-05\nby = \"Service manager\"\n");
    assert_ne!(file(&sandbox), first);
}

#[test]
fn what_stands_in_a_record_cannot_break_out_of_the_lines() {
    let sandbox = Sandbox::clean();
    let path = "collaborations/loan-boxes/agreement.toml";
    let hostile = r#""../../a\" \\ \u001b[31m\u202e""#;
    let agreement = sandbox.read(path).replace("\"act-training\"", hostile);
    assert!(agreement.contains(hostile));
    sandbox.write(path, agreement);
    let findings = sandbox.findings("2025-09-01");
    let late = findings.iter().find(|it| it["rule"] == "action-overdue").expect("it is late");
    let (file, lines) = remedy(late).expect("there are lines");
    assert!(file.starts_with("collaborations/loan-boxes/log/2025-09-01-a-31m"), "{file}");
    assert!(lines.iter().all(|line| !line.contains(|it: char| it.is_control())), "{lines:?}");
    let document: DocumentMut = lines.join("\n").parse().expect("the lines are TOML");
    assert_eq!(document["action"].as_str(), Some("../../a\" \\ \u{1b}[31m\u{202e}"));
}

#[test]
fn people_get_the_lines_whole_and_everything_else_in_80_columns() {
    let (example, today) = EXAMPLES[1];
    let outcome = Sandbox::copy_of(example).comity(&["check", "--today", today]);
    let mut lines = outcome.stdout.lines().peekable();
    let mut pasted = 0;
    while let Some(line) = lines.next() {
        let Some((lead, rest)) = line.split_once("write collaborations/") else {
            // The name of a file is not broken either: one clicks on it.
            // Nor is a line to type, which one copies.
            let whole = line.contains("collaborations/") || line.contains(" run comity ");
            assert!(line.chars().count() <= 80 || whole, "{line}");
            continue;
        };
        assert!(
            lead.chars().all(|it| it == ' ') && rest.contains(".toml:") && rest.ends_with(':'),
            "{line}"
        );
        let indent = format!("{lead}  ");
        let mut block = String::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(&indent)) {
            block.push_str(&format!("{}\n", &line[indent.len()..]));
        }
        assert!(block.parse::<DocumentMut>().is_ok_and(|it| !it.is_empty()), "{block}");
        pasted += 1;
    }
    assert!(pasted > 8, "{pasted} blocks of lines");
}

#[test]
fn many_findings_in_a_row_are_told_without_their_lines() {
    let outcome = Sandbox::copy_of("examples/neglected").comity(&[
        "check",
        "--today",
        "2026-03-02",
        "--only",
        "exit-missing",
    ]);
    assert!(outcome.stdout.contains("exit-missing] 4 times"), "{}", outcome.stdout);
    let pointer = "`comity check --only exit-missing --format json` has the lines for each";
    assert_eq!(outcome.stdout.matches(pointer).count(), 1, "{}", outcome.stdout);
    // The one in another file stands alone, and has its lines.
    for line in ["  notice_days = 1\n", "  triggers = [\"…\"]\n"] {
        assert_eq!(outcome.stdout.matches(line).count(), 1, "{}", outcome.stdout);
    }
}

/// The words that follow the name of the program where a command is named: `comity check`.
fn commands_named(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    let joined = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    ["`comity ", "$ comity ", "(comity "]
        .iter()
        .flat_map(|lead| joined.split(lead).skip(1))
        .filter_map(|rest| {
            let word: String =
                rest.chars().take_while(|it| it.is_ascii_lowercase() || *it == '-').collect();
            (!word.is_empty() && !word.starts_with('-')).then_some(word)
        })
        .collect()
}

#[test]
fn every_command_that_is_named_is_one_of_the_program() {
    assert_eq!(
        commands_named("`comity \\\n   log-x a`, $ comity init, an older comity would"),
        ["log-x", "init"]
    );
    let known: Vec<String> =
        Arguments::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
    assert!(known.contains(&"check".to_owned()), "{known:?}");
    let mut count = 0;
    let mut look = |place: &str, text: &str| {
        for name in commands_named(text) {
            count += 1;
            assert!(known.contains(&name), "{place} names `comity {name}`, which is no command");
        }
    };
    let mut paths = vec![repository().join("src"), repository().join("docs")];
    while let Some(directory) = paths.pop() {
        paths.extend(directories(&directory));
        for file in files(&directory) {
            look(&file.display().to_string(), &fs::read_to_string(&file).expect("text"));
        }
    }
    look("README.md", &fs::read_to_string(repository().join("README.md")).expect("text"));
    for (example, today) in EXAMPLES {
        for finding in Sandbox::copy_of(example).findings(today) {
            look(example, text(&finding, "help"));
        }
    }
    assert!(count > 20, "{count} commands were found");
}
