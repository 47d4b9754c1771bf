//! Bad input: whatever stands on disk, it is found at its place, and the rest is still checked.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use serde_json::Value;

use crate::harness::{Sandbox, TODAY, files, repository};

const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";
const HEAD: &str = "collaborations/loan-boxes/collaboration.toml";
const EVALUATION: &str = "collaborations/loan-boxes/evaluation.toml";
const FEEDBACK: &str = "collaborations/loan-boxes/log/2025-05-13-museum-feedback-given-m9xz.toml";

fn text<'a>(finding: &'a Value, field: &str) -> &'a str {
    finding[field].as_str().unwrap_or_default()
}

/// The findings of one rule.
fn of<'a>(findings: &'a [Value], rule: &str) -> Vec<&'a Value> {
    findings.iter().filter(|finding| text(finding, "rule") == rule).collect()
}

/// The one finding of a rule in a file.
fn one<'a>(findings: &'a [Value], rule: &str, file: &str) -> &'a Value {
    let found: Vec<&Value> =
        of(findings, rule).into_iter().filter(|finding| text(finding, "file") == file).collect();
    assert_eq!(found.len(), 1, "{rule} in {file}: {findings:#?}");
    found[0]
}

/// Puts a fault into a file that the rest of the tests leave alone; its finding proves that the
/// rest was still checked.
fn mark(sandbox: &Sandbox) {
    sandbox.replace(EVALUATION, "evaluated_by", "evaluatd_by");
}

fn mark_is_found(findings: &[Value]) {
    let marked = of(findings, "key-unknown");
    assert!(
        marked.iter().any(|it| text(it, "file") == EVALUATION && it["line"] == 3),
        "the rest was not checked: {findings:#?}"
    );
}

#[test]
fn a_binary_file_is_told_by_name() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    sandbox.write(FEEDBACK, [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, b'J', b'F', b'I', b'F']);
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "file-unreadable", FEEDBACK);
    assert_eq!(found["line"], 1);
    assert!(of(&findings, "toml-invalid").is_empty());
    mark_is_found(&findings);
}

#[test]
fn the_line_of_a_byte_that_is_no_text_is_told() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let mut bytes = sandbox.read(FEEDBACK).into_bytes();
    bytes.extend_from_slice(b"could_improve = \"Caf\xe9\"\n");
    sandbox.write(FEEDBACK, bytes);
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "file-unreadable", FEEDBACK);
    assert_eq!((&found["line"], &found["column"]), (&8.into(), &21.into()), "{found}");
    assert!(of(&findings, "toml-invalid").is_empty());
    mark_is_found(&findings);
}

#[test]
fn large_files_are_refused_by_name() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let note = format!("note = \"{}\"\n", "x".repeat(2 << 20));
    sandbox.write(FEEDBACK, note);
    let sparse = "collaborations/loan-boxes/log/2025-05-28-sparse-file-made-a2b3.toml";
    let file = fs::File::create(sandbox.root().join(sparse)).expect("made");
    file.set_len(100 << 20).expect("sparse");
    let findings = sandbox.findings(TODAY);
    assert!(text(one(&findings, "file-unreadable", FEEDBACK), "message").contains("2.0 MiB"));
    assert!(text(one(&findings, "file-unreadable", sparse), "message").contains("100.0 MiB"));
    mark_is_found(&findings);
}

#[test]
fn ten_thousand_nested_lists_are_a_finding() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    for (name, open, close) in [("lists", "[", "]"), ("tables", "{ a = ", "}")] {
        let path = format!("collaborations/loan-boxes/log/2025-05-28-nested-{name}-made-a2b3.toml");
        let deep = format!("x_deep = {}1{}\n", open.repeat(10_000), close.repeat(10_000));
        sandbox.write(&path, format!("kind = \"decision\"\n{deep}"));
        let findings = sandbox.findings(TODAY);
        let invalid = of(&findings, "toml-invalid");
        assert!(
            invalid.iter().any(|it| text(it, "file") == path && it["line"] == 2),
            "{findings:#?}"
        );
        mark_is_found(&findings);
    }
}

#[test]
fn links_are_followed_inside_only_and_never_in_a_circle() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let outside = tempfile::NamedTempFile::new().expect("a file elsewhere");
    let log = sandbox.root().join("collaborations/loan-boxes/log");
    symlink(outside.path(), log.join("2025-05-28-outside-linked-a2b3.toml")).expect("linked");
    symlink("nowhere.toml", log.join("2025-05-28-dangling-linked-a2b3.toml")).expect("linked");
    symlink("2025-05-28-itself-linked-a2b3.toml", log.join("2025-05-28-itself-linked-a2b3.toml"))
        .expect("linked");
    symlink("..", sandbox.root().join("collaborations/loan-boxes/reviews")).expect("linked");
    let findings = sandbox.findings(TODAY);
    let message = |name: &str| {
        let path = format!("collaborations/loan-boxes/{name}");
        text(one(&findings, "file-unreadable", &path), "message").to_owned()
    };
    assert!(message("log/2025-05-28-outside-linked-a2b3.toml").contains("out of the workspace"));
    assert!(message("log/2025-05-28-dangling-linked-a2b3.toml").contains("nothing"));
    assert!(message("log/2025-05-28-itself-linked-a2b3.toml").contains("circle"));
    assert!(message("reviews").contains("circle"));
    mark_is_found(&findings);
}

#[test]
fn a_pipe_is_told_and_never_waited_for() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let pipe = "collaborations/loan-boxes/log/2025-05-28-pipe-made-a2b3.toml";
    let made = Command::new("mkfifo").arg(sandbox.root().join(pipe)).status().expect("mkfifo runs");
    assert!(made.success());
    let findings = sandbox.findings(TODAY);
    one(&findings, "file-unreadable", pipe);
    mark_is_found(&findings);
}

#[test]
fn a_file_without_the_right_to_read_is_told() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let path = sandbox.root().join(FEEDBACK);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("closed");
    // Root reads it anyway.
    let closed = fs::read(&path).is_err();
    let findings = sandbox.findings(TODAY);
    assert_eq!(of(&findings, "file-unreadable").len(), usize::from(closed));
    mark_is_found(&findings);
}

#[test]
fn names_never_speak_to_a_terminal() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    for name in [
        "\u{1b}[31mred.toml",
        "two\nlines.toml",
        "bell\u{7}.toml",
        "\u{9b}31m.toml",
        "left\u{202e}right.toml",
    ] {
        sandbox.write(&format!("collaborations/loan-boxes/{name}"), "a = 1\n");
        sandbox.write(&format!("collaborations/loan-boxes/log/{name}"), "a = 1\n");
    }
    sandbox.write(
        "collaborations/loan-boxes/log/2025-05-28-evil-key-made-a2b3.toml",
        "\"\\u001b[31m\\nkey\" = 1\nkind = \"\\u009b31m\\nerror[x]: forged\"\n",
    );
    for format in ["human", "json", "github"] {
        let outcome = sandbox.comity(&["check", "--format", format]);
        assert_eq!(outcome.code, 1);
        let raw = |letter: char| {
            letter.is_control() && letter != '\n' || matches!(letter, '\u{202a}'..='\u{202e}')
        };
        let found: String = outcome.stdout.chars().filter(|letter| raw(*letter)).collect();
        assert_eq!(found, "", "{format}: {}", outcome.stdout);
        for forged in ["lines.toml", "key`", "error[x]"] {
            let line = outcome.stdout.lines().find(|line| line.starts_with(forged));
            assert_eq!(line, None, "{format}: a text from the record begins a line");
        }
    }
    let findings = sandbox.findings(TODAY);
    assert!(of(&findings, "file-unexpected").len() >= 9, "{findings:#?}");
    mark_is_found(&findings);
}

#[test]
fn names_that_differ_only_in_case_are_told() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let other = FEEDBACK.replace("museum", "Museum");
    sandbox.write(&other, sandbox.read(FEEDBACK));
    let findings = sandbox.findings(TODAY);
    assert_eq!(of(&findings, "file-unexpected").len(), 1, "{findings:#?}");
    assert!(text(one(&findings, "id-malformed", &other), "help").contains("rename"));
    mark_is_found(&findings);
}

#[test]
fn what_has_no_place_is_told_with_the_place_it_may_have() {
    let sandbox = Sandbox::clean();
    sandbox.write("collaborations/loan-boxes/agrement.toml", "a = 1\n");
    sandbox.write("collaborations/loan-boxes/log/notes.md", "Notes\n");
    sandbox.write("collaborations/loan-boxes/log/2024/x.toml", "a = 1\n");
    sandbox.write("collaborations/loan-boxes/reviews/interim-2025.toml", "a = 1\n");
    sandbox.write("collaborations/loan-boxes/reviews/interim-2025/notes.toml", "a = 1\n");
    sandbox.write("collaborations/stray.toml", "a = 1\n");
    sandbox.write("network/lists/x.toml", "a = 1\n");
    sandbox.write("collaborations/loan-boxes/.hidden", "a = 1\n");
    let findings = sandbox.findings(TODAY);
    let meant = one(&findings, "file-unexpected", "collaborations/loan-boxes/agrement.toml");
    assert!(text(meant, "help").contains("`agreement.toml`"));
    for path in [
        "collaborations/loan-boxes/log/notes.md",
        "collaborations/loan-boxes/log/2024",
        "collaborations/loan-boxes/reviews/interim-2025.toml",
        "collaborations/loan-boxes/reviews/interim-2025/notes.toml",
        "collaborations/stray.toml",
        "network/lists",
    ] {
        one(&findings, "file-unexpected", path);
    }
    assert_eq!(findings.len(), 7, "{findings:#?}");
}

#[test]
fn an_empty_file_is_told_and_nothing_it_lacks() {
    for content in ["", "\n\n  \n", "\u{feff}"] {
        let sandbox = Sandbox::clean();
        mark(&sandbox);
        sandbox.write(FEEDBACK, content);
        sandbox.write("comity.toml", content);
        let findings = sandbox.findings(TODAY);
        one(&findings, "file-unexpected", FEEDBACK);
        one(&findings, "file-unexpected", "comity.toml");
        assert!(findings.iter().all(|it| text(it, "rule") != "schema-unsupported"));
        assert!(findings.iter().all(|it| text(it, "rule") != "required-missing"));
        mark_is_found(&findings);
    }
}

#[test]
fn conflict_markers_are_one_finding_that_names_both_sides() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let item = |title: &str| {
        format!(
            "[[assumption]]\nid = \"asm-six\"\nstatement = \"{title}\"\nowner = \"learning-manager\"\n"
        )
    };
    let text_before = sandbox.read(AGREEMENT);
    let conflict = format!(
        "{text_before}\n<<<<<<< HEAD\n{}=======\n{}>>>>>>> more-boxes\n",
        item("Six boxes are enough"),
        item("Seven boxes are enough")
    );
    let line = text_before.lines().count() + 2;
    sandbox.write(AGREEMENT, conflict);
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "toml-invalid", AGREEMENT);
    assert_eq!(found["line"], line);
    assert!(text(found, "message").contains("`HEAD` against `more-boxes`"));
    assert!(of(&findings, "id-duplicate").is_empty(), "{findings:#?}");
    assert!(of(&findings, "reference-unresolved").is_empty(), "{findings:#?}");
    mark_is_found(&findings);
}

#[test]
fn byte_order_marks_and_foreign_line_ends_change_nothing() {
    let sandbox = Sandbox::clean();
    for path in [AGREEMENT, HEAD, EVALUATION, FEEDBACK, "comity.toml"] {
        let text = sandbox.read(path).replace('\n', "\r\n");
        sandbox.write(path, format!("\u{feff}{text}"));
    }
    assert_eq!(sandbox.findings(TODAY), Vec::<Value>::new());
    sandbox.replace(AGREEMENT, "\u{feff}title", "\u{feff}titel");
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "key-unknown", AGREEMENT);
    assert_eq!((&found["line"], &found["column"]), (&1.into(), &1.into()));
}

#[test]
fn a_broken_comity_toml_hides_nothing_else() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    let text_before = sandbox.read("comity.toml");
    sandbox.write(
        "comity.toml",
        text_before.replace("[[strategic_objective]]", "[[strategic_objective"),
    );
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "toml-invalid", "comity.toml");
    assert!(found["line"].as_u64().is_some_and(|line| line >= 9), "{found}");
    // What the lost table holds is neither an unknown key nor a missing objective.
    assert!(findings.iter().all(|it| text(it, "file") != "comity.toml" || it == found));
    assert!(of(&findings, "reference-unresolved").is_empty(), "{findings:#?}");
    mark_is_found(&findings);
}

#[test]
fn a_lost_header_makes_no_faults_of_the_keys_below_it() {
    let sandbox = Sandbox::clean();
    let before = sandbox.read(AGREEMENT);
    sandbox.write(AGREEMENT, before.replace("[term]", "[term"));
    let findings = sandbox.findings(TODAY);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    one(&findings, "toml-invalid", AGREEMENT);
}

#[test]
fn a_collaboration_that_is_a_file_or_empty_is_told() {
    let sandbox = Sandbox::clean();
    mark(&sandbox);
    sandbox.write("collaborations/film-boxes", "title = \"Films\"\n");
    fs::create_dir_all(sandbox.root().join("collaborations/empty")).expect("made");
    sandbox.write("collaborations/headless/agreement.toml", sandbox.read(AGREEMENT));
    let findings = sandbox.findings(TODAY);
    one(&findings, "file-unexpected", "collaborations/film-boxes");
    one(&findings, "collaboration-empty", "collaborations/empty");
    one(&findings, "collaboration-empty", "collaborations/headless");
    // Parties that are not on file are a consequence.
    assert!(of(&findings, "reference-unresolved").is_empty(), "{findings:#?}");
    mark_is_found(&findings);
}

#[test]
fn a_workspace_without_collaborations_is_no_silent_success() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Harbour Museum\"\n");
    assert_eq!(sandbox.rules(TODAY), ["workspace-empty"]);
    sandbox.write("collaborations", "");
    assert_eq!(sandbox.rules(TODAY), ["file-unreadable"]);
    fs::remove_file(sandbox.root().join("collaborations")).expect("removed");
    sandbox.write("collaborations/stray.toml", "a = 1\n");
    assert_eq!(sandbox.rules(TODAY), ["file-unexpected", "workspace-empty"]);
}

#[test]
fn every_one_of_many_faults_in_one_file_is_told_in_one_run() {
    let sandbox = Sandbox::clean();
    let before = sandbox.read(AGREEMENT);
    let faulty = before
        .replace("instrument = \"mou\"", "instrument = \"mu\"")
        .replace("[scope]", "[scope]\nincludes = \"More\"\nthis is no TOML")
        .replace("due = 2025-05-02", "due = \"2025-05-02\"")
        .replace("start = 2025-05-12", "start = 2025-07-19")
        .replace("supports = [\"so-reach\"]", "supports = [\"so-rech\"]")
        .replace("id = \"com-call\"", "id = \"Com Call\"")
        .replace("id = \"rep-schools\"", "id = \"rep-museum\"")
        .replace("lead = \"museum-director\"", "lead = \"museum-directr\"")
        .replace("quality = \"Two teachers a school\"", "quality = \"TBC\"")
        .replace("completed_on = 2025-01-27", "completed_on = 2025-12-27")
        .replace("level = 2", "level = 20")
        .replace("notice_days = 60", "notice_days = 60.5")
        .replace("\nto = [\"museum\"]", "\nto = \"museum\"");
    sandbox.write(AGREEMENT, faulty);
    let findings = sandbox.findings(TODAY);
    for (rule, key, count) in [
        ("enum-unknown", "instrument", 1),
        ("key-unknown", "scope.includes", 1),
        ("toml-invalid", "", 1),
        ("value-wrong-type", "action[0].due", 1),
        ("date-order", "action[1].due", 1),
        ("reference-unresolved", "objective[0].supports", 1),
        ("id-malformed", "communication[0].id", 1),
        ("id-duplicate", "reporting[1].id", 1),
        ("reference-unresolved", "review_plan[1].lead", 1),
        ("text-placeholder", "action[1].quality", 1),
        ("date-in-future", "inclusion.equality_assessment.completed_on", 1),
        ("value-wrong-type", "escalation[1].level", 1),
        ("value-wrong-type", "exit.notice_days", 1),
        ("value-wrong-type", "reporting[1].to", 1),
        ("value-wrong-type", "information[0].to", 1),
    ] {
        let found =
            findings.iter().filter(|it| text(it, "rule") == rule && text(it, "key") == key).count();
        assert_eq!(found, count, "{rule} at {key:?}: {findings:#?}");
    }
    assert_eq!(findings.len(), 15, "{findings:#?}");
}

#[test]
fn wrong_values_are_shown_as_they_should_stand() {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "due = 2025-05-02", "due = \"2025-05-02\"");
    sandbox.replace(AGREEMENT, "due = 2025-07-18", "due = \"18 July 2025\"");
    sandbox.replace(AGREEMENT, "value = 4000", "value = 1_250.50");
    sandbox.replace(AGREEMENT, "value = 3000", "value = \"1,000\"");
    sandbox.replace(AGREEMENT, "period = \"P3Y\"", "period = \"3 years\"");
    sandbox.replace(AGREEMENT, "applies = true", "applies = \"yes\"");
    sandbox.replace(AGREEMENT, "working_days = 5", "working_days = \"5\"");
    sandbox.replace(AGREEMENT, "triggers = [\"Handling collection is closed\"]", "triggers = 1");
    let findings = sandbox.findings(TODAY);
    let help = |key: &str| {
        let found = findings.iter().find(|it| text(it, "key") == key);
        text(found.unwrap_or_else(|| panic!("{key}: {findings:#?}")), "help").to_owned()
    };
    assert!(help("action[0].due").contains("`due = 2025-05-02`"));
    assert!(help("action[1].due").contains("`due = 2025-06-02`"));
    assert!(help("benefit[0].value").contains("`value = \"1250.50\"`"));
    assert!(help("cost[0].value").contains("`value = \"1000\"`"));
    assert!(help("information[0].retention.period").contains("`period = \"P18M\"`"));
    assert!(help("safeguarding.applies").contains("`applies = true`"));
    assert!(help("escalation[0].working_days").contains("`working_days = 5`"));
    assert!(help("exit.triggers").contains("`triggers = [\"…\"]`"));
    // Of a day with a time only the time is too much.
    for time in ["2025-04-07T10:00:00Z", "2025-04-07 10:00:00", "2025-04-07T10:00:00.5+02:00"] {
        let sandbox = Sandbox::clean();
        sandbox.replace(AGREEMENT, "due = 2025-05-02", &format!("due = {time}"));
        let findings = sandbox.findings(TODAY);
        let help = text(one(&findings, "value-wrong-type", AGREEMENT), "help");
        assert!(help.contains("`due = 2025-04-07`"), "{help}");
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_hang_nothing() {
    for day in ["0000-01-01", "0001-01-01", "9999-12-31"] {
        for fixture in ["tests/fixtures/clean", "examples/warm-safe-discharge"] {
            let sandbox = Sandbox::copy_of(fixture);
            let mut paths = vec![sandbox.root().to_owned()];
            while let Some(path) = paths.pop() {
                paths.extend(crate::harness::directories(&path));
                for file in files(&path) {
                    let text = fs::read_to_string(&file).expect("text");
                    fs::write(&file, with_every_date(&text, day)).expect("written");
                }
            }
            for frequency in ["weekly", "monthly"] {
                let agreement = sandbox.root().join(if fixture.ends_with("clean") {
                    AGREEMENT
                } else {
                    "collaborations/warm-safe-discharge/agreement.toml"
                });
                let text = fs::read_to_string(&agreement).expect("text");
                let recurring = text
                    .replace("frequency = \"quarterly\"", &format!("frequency = \"{frequency}\""))
                    .replace("milestone = true", &format!("recurs = \"{frequency}\""))
                    .replace("serves = [\"obj-reach\"]", &format!("recurs = \"{frequency}\""))
                    .replace("[calendar]", "[calendar]\nshift = true");
                fs::write(&agreement, recurring).expect("written");
                sandbox.sign();
                let outcome = sandbox.comity(&["check", "--today", "2025-06-02"]);
                assert!(outcome.code < 2, "{}", outcome.stderr);
                assert!(outcome.stdout.contains("id-malformed"), "{}", outcome.stdout);
                for today in ["0000-01-01", "9999-12-31"] {
                    assert!(sandbox.comity(&["check", "--today", today]).code < 2);
                }
            }
        }
    }
}

/// The text with every date of it replaced.
fn with_every_date(text: &str, day: &str) -> String {
    let is_date = |word: &str| {
        word.len() == 10
            && word.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(word) = rest.get(..10).filter(|word| is_date(word))
            && !rest[10..].starts_with('-')
        {
            out.push_str(day);
            rest = &rest[word.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

#[test]
fn flipped_bytes_never_bring_it_down() {
    // Numbers by chance, the same in every run (xorshift).
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut below = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).expect("below the bound")
    };
    let directory = repository().join("examples/warm-safe-discharge");
    let mut all = Vec::new();
    let mut paths = vec![directory.clone()];
    while let Some(path) = paths.pop() {
        paths.extend(crate::harness::directories(&path));
        all.extend(files(&path));
    }
    all.sort();
    let letters = b"[]{}\"'=#\\\n,.-0129zZ \x00\x1b\xff\xc3";
    for _ in 0..40 {
        let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
        for file in &all {
            let mut bytes = fs::read(file).expect("read");
            for _ in 0..below(4) {
                let at = below(bytes.len());
                match below(4) {
                    0 => bytes[at] ^= 1 << below(8),
                    1 => drop(bytes.drain(at..(at + 1 + below(40)).min(bytes.len()))),
                    2 => bytes.insert(at, letters[below(letters.len())]),
                    _ => bytes[at] = letters[below(letters.len())],
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let path = file.strip_prefix(&directory).expect("below").to_str().expect("UTF-8");
            sandbox.write(path, bytes);
        }
        for format in ["json", "human", "github"] {
            let outcome = sandbox.comity(&["check", "--format", format, "--today", "2025-11-30"]);
            assert_eq!(outcome.code, 1, "so many faults are found: {}", outcome.stderr);
        }
    }
}

#[test]
fn a_later_stage_without_an_earlier_one_is_told() {
    let decided = Sandbox::clean();
    fs::remove_file(decided.root().join(EVALUATION)).expect("removed");
    let findings = decided.findings(TODAY);
    let found = one(&findings, "stage-skipped", HEAD);
    assert!(text(found, "message").contains("nobody decided"), "{found}");
    assert_eq!(text(found, "owner"), "learning-manager");

    let unsigned = Sandbox::clean();
    for name in ["2025-02-24-museum-signed-k3vd", "2025-02-25-schools-signed-t7qn"] {
        let path = format!("collaborations/loan-boxes/log/{name}.toml");
        fs::remove_file(unsigned.root().join(path)).expect("removed");
    }
    let findings = unsigned.findings(TODAY);
    let found = one(&findings, "stage-skipped", HEAD);
    assert!(text(found, "message").contains("nobody has signed"), "{found}");

    // Where a file could not be read, what it holds may be what is missed.
    decided.write(EVALUATION, "status = \"final\n");
    assert!(of(&decided.findings(TODAY), "stage-skipped").is_empty());
}

#[test]
fn a_collaboration_without_us_is_none_of_ours() {
    let sandbox = Sandbox::clean();
    sandbox.replace("network/harbour-museum.toml", "ours = true", "ours = false");
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "reference-unresolved", HEAD);
    assert!(text(found, "message").contains("no party of this collaboration is ours"));

    let small = Sandbox::copy_of("examples/reading-hour");
    let head = "collaborations/reading-hour/collaboration.toml";
    small.replace(head, "ours = true\n", "");
    assert!(of(&small.findings("2026-03-20"), "reference-unresolved").is_empty(), "by its name");
    small.replace("comity.toml", "Fernley Library Service", "Fernley Council");
    one(&small.findings("2026-03-20"), "reference-unresolved", head);
}

#[test]
fn what_follows_from_an_unread_file_is_no_finding() {
    let sandbox = Sandbox::clean();
    sandbox.write("network/saltmarsh-schools.toml", [0xff, 0xfe]);
    sandbox.write(HEAD, [0xff, 0xfe]);
    let findings = sandbox.findings(TODAY);
    assert!(of(&findings, "reference-unresolved").is_empty(), "{findings:#?}");
    assert_eq!(of(&findings, "file-unreadable").len(), 2);
}

#[test]
fn an_event_that_was_taken_back_is_not_held_against_the_record() {
    let sandbox = Sandbox::clean();
    let log = "collaborations/loan-boxes/log";
    let wrong = format!("{log}/2025-05-27-act-boxs-started-n2wq.toml");
    let started = "kind = \"action\"\naction = \"act-boxs\"\nevent = \"started\"\non = 2025-05-27\n\
                   by = \"curriculum-lead\"\nparty = \"schools\"\n";
    sandbox.write(&wrong, started);
    one(&sandbox.findings(TODAY), "reference-unresolved", &wrong);
    sandbox.write(
        &format!("{log}/2025-05-28-act-boxs-started-k4rt.toml"),
        format!(
            "{}corrects = \"2025-05-27-act-boxs-started-n2wq\"\nretracted = true\n",
            started.replace("2025-05-27", "2025-05-28")
        ),
    );
    assert_eq!(sandbox.findings(TODAY), Vec::<Value>::new());
}

#[test]
fn the_log_may_name_what_an_amendment_took_out() {
    let sandbox = Sandbox::clean();
    let text_before = sandbox.read(AGREEMENT);
    let start = text_before.find("[[action]]\nid = \"act-training\"").expect("the action");
    let end = start + text_before[start..].find("[[service_level]]").expect("what follows");
    sandbox.write(AGREEMENT, format!("{}{}", &text_before[..start], &text_before[end..]));
    let event = "collaborations/loan-boxes/log/2025-05-20-act-training-started-c5vb.toml";
    one(&sandbox.findings(TODAY), "reference-unresolved", event);
    sandbox.write(
        "collaborations/loan-boxes/log/2025-05-26-agreement-amended-q7wz.toml",
        "kind = \"amendment\"\non = 2025-05-26\nby = \"learning-manager\"\nfrom_version = 1\n\
         to_version = 2\neffective_on = 2025-06-01\nreason = \"No time\"\n\
         changes = [{ item = \"act-training\", was = \"Show teachers how to use a box\" }]\n",
    );
    assert!(of(&sandbox.findings(TODAY), "reference-unresolved").is_empty());
}

#[test]
fn reviews_and_views_are_named_after_what_they_are() {
    let sandbox = Sandbox::clean();
    let view = |party: &str| {
        format!(
            "party = \"{party}\"\nby = \"learning-manager\"\non = 2025-05-30\nscores = {{ need = 4 }}\n"
        )
    };
    let at = |plan: &str, party: &str| {
        format!("collaborations/loan-boxes/reviews/{plan}/view-{party}.toml")
    };
    sandbox.write(&at("interim-2025", "museum"), view("museum"));
    assert_eq!(sandbox.findings(TODAY), Vec::<Value>::new());
    sandbox.write(&at("interim-2025", "schools"), view("museum"));
    sandbox.write(&at("interim-2052", "museum"), view("museum"));
    sandbox.write(&at("Interim 2025", "museum"), view("museum"));
    let findings = sandbox.findings(TODAY);
    one(&findings, "id-malformed", &at("interim-2025", "schools"));
    one(&findings, "id-malformed", "collaborations/loan-boxes/reviews/Interim 2025");
    let unplanned = one(&findings, "reference-unresolved", &at("interim-2052", "museum"));
    assert!(text(unplanned, "help").contains("`interim-2025`"), "{unplanned}");
}

#[test]
fn a_role_in_kebab_form_is_a_contact_and_in_words_it_is_not() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let agreement = "collaborations/reading-hour/agreement.toml";
    sandbox.replace(agreement, "owner = \"Practice manager\"", "owner = \"practice-manager\"");
    let findings = sandbox.findings("2026-03-20");
    assert_eq!(text(one(&findings, "reference-unresolved", agreement), "key"), "action[1].owner");
    let head = "collaborations/reading-hour/collaboration.toml";
    let contact = "\n[[contact]]\nid = \"practice-manager\"\nrole_title = \"Practice manager\"\n";
    sandbox.write(head, format!("{}{contact}", sandbox.read(head)));
    assert!(of(&sandbox.findings("2026-03-20"), "reference-unresolved").is_empty());
    sandbox.write(head, format!("{}{contact}", sandbox.read(head)));
    one(&sandbox.findings("2026-03-20"), "id-duplicate", head);
}

#[test]
fn the_parties_of_a_lawful_basis_exist() {
    let sandbox = Sandbox::clean();
    let basis = "personal = false\nlawful_basis = { museum = \"consent\", scools = \"contract\" }";
    sandbox.replace(AGREEMENT, "personal = false", basis);
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "reference-unresolved", AGREEMENT);
    assert_eq!(text(found, "key"), "information[0].lawful_basis");
    assert!(text(found, "help").contains("`schools`"), "{found}");
}

#[test]
fn the_policy_that_the_example_misspells_is_found() {
    let sandbox = Sandbox::clean();
    sandbox.write(
        "network/harbour-town.toml",
        "name = \"Harbour Town\"\nkind = \"local-authority\"\nours = false\ntier = \"occasional\"\n\
         confidentiality_policy = \"pol-loan\"\n",
    );
    let findings = sandbox.findings(TODAY);
    let found = one(&findings, "reference-unresolved", "network/harbour-town.toml");
    assert!(text(found, "help").contains("`pol-loans`"), "{found}");
}

#[test]
fn a_directory_that_is_still_empty_asks_nothing_of_the_settings() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Fernley\"\n");
    fs::create_dir_all(sandbox.root().join("collaborations/reading")).expect("made");
    assert_eq!(sandbox.rules(TODAY), ["collaboration-empty"]);
    // What the file would say is not known while it cannot be read, either.
    sandbox.write("collaborations/reading/collaboration.toml", "title = \"Reading\nrole =\n");
    let rules = sandbox.rules(TODAY);
    assert!(!rules.contains(&"required-missing".to_owned()), "{rules:?}");
    sandbox.write("collaborations/reading/collaboration.toml", "title = \"Reading\"\n");
    let rules = sandbox.rules(TODAY);
    assert!(rules.contains(&"required-missing".to_owned()), "{rules:?}");
}

#[test]
fn where_nobody_says_who_we_are_no_party_is_held_to_be_foreign() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let head = "collaborations/reading-hour/collaboration.toml";
    sandbox.replace(head, "ours = true\n", "");
    assert_eq!(sandbox.rules("2026-03-16"), Vec::<String>::new(), "the name says it");
    sandbox.replace("comity.toml", "our_organisation = \"Fernley Library Service\"\n", "");
    assert_eq!(sandbox.rules("2026-03-16"), ["required-missing"]);
    sandbox.write("comity.toml", "schema = 1\nour_organisation = \"Others\"\n");
    assert_eq!(sandbox.rules("2026-03-16"), ["reference-unresolved"]);
}
