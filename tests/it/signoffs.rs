//! Who has signed what, on workspaces as they are on disk: what no single block of a page shows.

use serde_json::Value;

use crate::harness::{Sandbox, TODAY, directories, files};

const CASE: &str = "collaborations/loan-boxes";

/// A copy of an example in which every party has signed the text that is on file.
fn signed_example(name: &str) -> Sandbox {
    let sandbox = Sandbox::copy_of(&format!("examples/{name}"));
    for collaboration in directories(&sandbox.root().join("collaborations")) {
        for event in files(&collaboration.join("log")) {
            let text = std::fs::read_to_string(&event).expect("it is text");
            let open = text.replace("covers = \"comity-1:…\"", "covers = \"comity-1:auto\"");
            std::fs::write(&event, open).expect("written");
        }
    }
    sandbox.sign();
    sandbox
}

/// The findings of some groups, as `rule subject`.
fn told(sandbox: &Sandbox, groups: &[&str], today: &str) -> Vec<String> {
    sandbox.findings(today).iter().filter(|it| is_of(it, groups)).map(name).collect()
}

fn is_of(finding: &Value, groups: &[&str]) -> bool {
    let rule = finding["rule"].as_str().expect("a name");
    comity::rules::group_of(rule).is_some_and(|group| groups.contains(&group))
}

fn name(finding: &Value) -> String {
    format!(
        "{} {}",
        finding["rule"].as_str().expect("a name"),
        finding["subject"].as_str().expect("a subject")
    )
}

/// The only finding of a rule.
fn only(sandbox: &Sandbox, rule: &str, today: &str) -> Value {
    let mut found = sandbox.findings(today);
    found.retain(|finding| finding["rule"] == rule);
    assert_eq!(found.len(), 1, "{rule}: {found:?}");
    found.remove(0)
}

#[test]
fn the_examples_are_clean_on_their_day() {
    let groups = ["agreement", "information", "network"];
    let discharge = signed_example("warm-safe-discharge");
    assert_eq!(told(&discharge, &groups, "2025-11-30"), Vec::<String>::new());
    let reading = signed_example("reading-hour");
    assert_eq!(told(&reading, &groups, "2026-04-01"), Vec::<String>::new());
}

#[test]
fn time_alone_asks_for_another_look_at_equality_and_not_yet_at_the_term() {
    let discharge = signed_example("warm-safe-discharge");
    let agreement = |today| {
        let mut told = told(&discharge, &["agreement"], today);
        // What becomes of the risks is for other tests.
        told.retain(|name| !name.contains("risk"));
        told
    };
    assert_eq!(agreement("2026-01-30"), Vec::<String>::new());
    assert_eq!(agreement("2026-02-05"), ["inclusion-missing equality_assessment"]);
}

#[test]
fn a_stale_sign_off_points_at_itself_and_names_the_digest() {
    let sandbox = Sandbox::clean();
    sandbox.replace(&format!("{CASE}/agreement.toml"), "target = 11", "target = 10");
    sandbox.replace(&format!("{CASE}/agreement.toml"), "[scope]", "# a word\n[scope]");
    let findings = sandbox.findings(TODAY);
    let names: Vec<String> = findings.iter().map(name).collect();
    assert_eq!(names, ["signoff-stale museum", "signoff-stale schools"]);
    let schools = &findings[1];
    assert_eq!(schools["file"], format!("{CASE}/log/2025-02-25-schools-signed-t7qn.toml"));
    assert_eq!(schools["key"], "covers");
    let digest = crate::harness::digest_of(&sandbox.root().join(CASE), "agreement.toml");
    let message = schools["message"].as_str().expect("a message");
    assert!(message.contains("`schools` signed on 2025-02-25"), "{message}");
    assert!(message.contains(&digest.expect("it has no float")), "{message}");
}

#[test]
fn a_text_that_cannot_be_read_makes_no_signature_stale() {
    let sandbox = Sandbox::clean();
    let path = format!("{CASE}/agreement.toml");
    sandbox.replace(&path, "target = 11", "target = 11 schools");
    assert_eq!(told(&sandbox, &["agreement"], TODAY), Vec::<String>::new());
    let sandbox = Sandbox::clean();
    sandbox.replace(&format!("{CASE}/collaboration.toml"), "role = \"lead\"", "role = lead");
    assert_eq!(told(&sandbox, &["agreement"], TODAY), Vec::<String>::new());
}

#[test]
fn a_float_is_told_once_and_never_hides_a_change() {
    let path = format!("{CASE}/agreement.toml");
    // Where a number belongs, the wrong type is the finding.
    let sandbox = Sandbox::clean();
    sandbox.replace(&path, "target = 11", "target = 11.5");
    assert_eq!(told(&sandbox, &["agreement"], TODAY), Vec::<String>::new());
    // Under a key that nobody knows, no error would be left.
    let sandbox = Sandbox::clean();
    sandbox.replace(&path, "target = 11", "target = 10\nweight = 1.5");
    let found = sandbox.findings(TODAY);
    let stale: Vec<&Value> = found.iter().filter(|it| it["rule"] == "signoff-stale").collect();
    assert_eq!(stale.len(), 2);
    assert!(stale[0]["help"].as_str().is_some_and(|help| help.contains("float")));
}

#[test]
fn a_signed_text_that_is_gone_is_missed() {
    let sandbox = Sandbox::clean();
    std::fs::remove_file(sandbox.root().join(CASE).join("agreement.toml")).expect("it was there");
    let finding = only(&sandbox, "signoff-stale", TODAY);
    assert_eq!(finding["message"], "the text that was signed is not on file");
}

#[test]
fn a_new_sign_off_answers_a_doubtful_and_a_stale_one() {
    let sandbox = Sandbox::clean();
    let event = format!("{CASE}/log/2025-02-25-schools-signed-t7qn.toml");
    sandbox.replace(&event, "by = \"schools-executive\"", "by = \"museum-director\"");
    let finding = only(&sandbox, "signoff-authority-doubtful", TODAY);
    let message = finding["message"].as_str().expect("a message");
    assert!(message.ends_with("works for another party"), "{message}");
    let covers = sandbox.read(&event);
    let covers = covers.lines().find(|line| line.starts_with("covers")).expect("it has one");
    sandbox.write(
        &format!("{CASE}/log/2025-06-01-schools-signed-w4nd.toml"),
        format!(
            "kind = \"signoff\"\non = 2025-06-01\nby = \"schools-executive\"\nparty = \"schools\"\n\
             {covers}\n"
        ),
    );
    assert_eq!(told(&sandbox, &["agreement"], TODAY), Vec::<String>::new());
}

#[test]
fn the_days_of_a_first_signing_are_counted() {
    let sandbox = Sandbox::clean();
    let event = sandbox.root().join(CASE).join("log/2025-02-25-schools-signed-t7qn.toml");
    std::fs::remove_file(event).expect("it was there");
    let signing = |today| -> Vec<String> {
        let mut told = told(&sandbox, &["agreement"], today);
        told.retain(|name| name.starts_with("signoff"));
        told
    };
    // The museum signed on 24 February, the term begins on 3 March.
    assert_eq!(signing("2025-02-23"), Vec::<String>::new());
    assert_eq!(signing("2025-02-24"), ["signoff-pending schools"]);
    assert_eq!(signing("2025-03-02"), ["signoff-pending schools"]);
    assert_eq!(signing("2025-03-03"), ["signoff-missing schools"]);
    let finding = only(&sandbox, "signoff-missing", "2025-03-05");
    assert_eq!(finding["age_days"], 3);
    assert_eq!(finding["owner"], "schools-executive");
    assert_eq!(finding["file"], format!("{CASE}/collaboration.toml"));
}

#[test]
fn a_rest_holds_back_what_is_still_to_come_but_no_broken_promise() {
    let sandbox = Sandbox::clean();
    let event = sandbox.root().join(CASE).join("log/2025-02-25-schools-signed-t7qn.toml");
    std::fs::remove_file(event).expect("it was there");
    sandbox.replace(
        &format!("{CASE}/collaboration.toml"),
        "significance = \"moderate\"",
        "significance = \"minor\"\nsuspended_since = 2025-02-25",
    );
    assert_eq!(told(&sandbox, &["agreement"], "2025-03-02"), Vec::<String>::new());
    assert_eq!(told(&sandbox, &["agreement"], "2025-03-03"), ["signoff-missing schools"]);
}

#[test]
fn nobody_is_sent_to_sign_a_text_that_was_changed_by_hand() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let home = sandbox.root().join("collaborations/reading-hour");
    for event in files(&home.join("log")) {
        if event.to_string_lossy().contains("-surgery-signed-") {
            std::fs::remove_file(event).expect("taken out");
        }
    }
    let command = |sandbox: &Sandbox, rule: &str| {
        let findings = sandbox.findings("2026-03-16");
        let found = findings.iter().find(|it| it["rule"] == rule).expect("it is told");
        found["remedy"]["command"].as_str().expect("a line").to_owned()
    };
    let line = command(&sandbox, "signoff-missing");
    assert!(line.contains("--sign surgery"), "{line}");
    let path = "collaborations/reading-hour/agreement.toml";
    let text = sandbox.read(path);
    let aim = text.lines().find(|line| line.starts_with("aim = ")).expect("it has one");
    sandbox.write(path, text.replace(aim, "aim = \"Another aim\""));
    for rule in ["signoff-missing", "signoff-stale"] {
        let line = command(&sandbox, rule);
        assert!(line.contains("--amend"), "{rule}: {line}");
    }
}
