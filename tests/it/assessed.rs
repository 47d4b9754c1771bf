//! What an assessor would not take for evidence is none, whatever a collaboration weighs and whoever
//! signed.

use serde_json::Value;

use crate::harness::Sandbox;

const W: &str = "examples/warm-safe-discharge";
const HOME: &str = "collaborations/warm-safe-discharge";
const HOUR: &str = "collaborations/reading-hour";

fn report(sandbox: &Sandbox, today: &str) -> Value {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    let outcome = sandbox.comity(&words);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn row<'r>(report: &'r Value, criterion: &str) -> &'r Value {
    let rows = report["rows"].as_array().expect("a list");
    rows.iter().find(|row| row["criterion"] == criterion).expect("a row")
}

fn verdicts(report: &Value, criteria: &[&str], wanted: &str) {
    for criterion in criteria {
        let row = row(report, criterion);
        assert_eq!(row["verdict"], wanted, "{row}");
    }
}

/// The files of the log whose names hold a word.
fn logged(sandbox: &Sandbox, home: &str, word: &str) -> Vec<String> {
    let log = sandbox.root().join(format!("{home}/log"));
    let names = std::fs::read_dir(log).expect("a log").map(|it| it.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("text"))
        .filter(|name| name.contains(word))
        .map(|name| format!("{home}/log/{name}"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{word}");
    names
}

/// A sandbox with other lines in place of those of its files that begin so.
fn lines(sandbox: &Sandbox, files: &[String], begins: &str, line: &str) {
    for file in files {
        let text = sandbox.read(file);
        let changed: Vec<&str> =
            text.lines().map(|old| if old.starts_with(begins) { line } else { old }).collect();
        sandbox.write(file, changed.join("\n") + "\n");
    }
}

fn rules(sandbox: &Sandbox, today: &str, rule: &str) -> Vec<Value> {
    let mut found = sandbox.findings(today);
    found.retain(|it| it["rule"] == rule);
    found
}

#[test]
fn what_falls_short_shows_nothing_of_a_minor_collaboration_either() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let shown = report(&sandbox, "2026-06-15");
    let met = ["S2.1", "S2.8", "S4.34"];
    verdicts(&shown, &met, "met");
    let text = format!("{HOUR}/agreement.toml");
    let halves = "\n[[benefit]]\nid = \"ben-library\"\nparty = \"library\"\n\
                  statement = \"More library cards\"\n\n[[risk]]\nid = \"risk-noise\"\n\
                  statement = \"Noise in the waiting room\"\n\n[norms]\n\
                  values = [\"Children first\"]\nstatements = [\"We start on time.\"]\n\
                  refresh_by = 2026-04-01\n\n[inclusion]\n\
                  statement = \"Every child is welcome\"\n\
                  equality_assessment = { status = \"required\" }\n\n[[service_level]]\n\
                  id = \"sl-hour\"\nprovider = \"library\"\nrecipient = \"surgery\"\n\
                  service = \"Reading hour\"\n";
    sandbox.write(&text, sandbox.read(&text) + halves);
    lines(&sandbox, &logged(&sandbox, HOUR, "-signed-"), "covers", "covers = \"comity-1:auto\"");
    sandbox.sign();
    let halved = report(&sandbox, "2026-06-15");
    verdicts(&halved, &met, "met");
    let half = ["S0.4", "S0.8", "S0.9", "S0.K6", "S1.3b", "S2.11", "S3.2d", "S3.3c", "S4.17"];
    verdicts(&halved, &half, "not-applicable");
    let reason = row(&halved, "S1.3b")["reason"].as_str().expect("a reason").to_owned();
    assert!(reason.contains("party `surgery` has no benefit"), "{reason}");
    // Nobody is asked to put it right.
    assert!(rules(&sandbox, "2026-06-15", "benefit-party-missing").is_empty());
}

#[test]
fn a_collaboration_does_no_better_for_being_called_minor() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let met = |report: &Value| -> i64 {
        let counts = report["standards"].as_array().expect("a list").iter();
        counts.map(|it| it["met"].as_i64().expect("a number")).sum()
    };
    let before = met(&report(&sandbox, "2026-03-02"));
    let head = "collaborations/surplus-food/collaboration.toml".to_owned();
    lines(&sandbox, &[head], "significance", "significance = \"minor\"");
    assert_eq!(met(&report(&sandbox, "2026-03-02")), before);
}

#[test]
fn who_works_owes_what_was_promised_without_a_signature_too() {
    let sandbox = Sandbox::copy_of(W);
    let signed = report(&sandbox, "2026-03-02");
    let owed = rules(&sandbox, "2026-03-02", "report-overdue-ours").len();
    let late = rules(&sandbox, "2026-03-02", "action-overdue").len();
    assert!(late > 0, "something is late");
    for file in logged(&sandbox, HOME, "-signed-") {
        if !file.contains("-signed-review-") {
            std::fs::remove_file(sandbox.root().join(file)).expect("removed");
        }
    }
    assert_eq!(rules(&sandbox, "2026-03-02", "report-overdue-ours").len(), owed);
    assert_eq!(rules(&sandbox, "2026-03-02", "action-overdue").len(), late);
    let unsigned = report(&sandbox, "2026-03-02");
    for criterion in ["S0.5", "S0.12", "S0.15", "S1.4"] {
        assert_eq!(row(&unsigned, criterion)["verdict"], "not-met", "{criterion}");
    }
    let count = |report: &Value, word: &str| -> i64 {
        let counts = report["standards"].as_array().expect("a list").iter();
        counts.map(|it| it[word].as_i64().expect("a number")).sum()
    };
    assert_eq!(count(&unsigned, "not_yet_due"), count(&signed, "not_yet_due"));
    assert!(count(&unsigned, "met") < count(&signed, "met"));
}

#[test]
fn a_draft_by_which_nobody_works_owes_nothing_when_its_day_has_come() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    for file in logged(&sandbox, HOUR, "-signed-") {
        std::fs::remove_file(sandbox.root().join(file)).expect("removed");
    }
    assert!(rules(&sandbox, "2026-06-15", "action-overdue").is_empty());
}

#[test]
fn what_a_party_tells_itself_is_no_evidence_of_feedback() {
    let sandbox = Sandbox::copy_of(W);
    let given = logged(&sandbox, HOME, "-feedback-given-");
    for file in &given {
        let text = sandbox.read(file);
        let from = text.lines().find(|line| line.starts_with("from = ")).expect("it says who");
        lines(&sandbox, std::slice::from_ref(file), "to = ", &from.replace("from", "to"));
    }
    let day = "2025-11-18";
    let found = rules(&sandbox, day, "feedback-unbalanced");
    let itself = |it: &&Value| it["message"].as_str().is_some_and(|it| it.contains("tells itself"));
    let told = found.iter().filter(itself).count();
    assert!(told > 0, "{found:#?}");
    let report = report(&sandbox, day);
    for criterion in ["S0.16", "S0.K14", "S1.7", "S1.K15", "S2.9"] {
        let row = row(&report, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        for place in row["evidence"].as_array().expect("a list") {
            let file = place["file"].as_str().expect("a path");
            assert!(given.iter().all(|own| own != file), "{file} is cited");
        }
    }
}

#[test]
fn a_signature_by_a_role_of_another_party_is_doubtful_however_old_it_is() {
    for by in ["housing-director", "Anybody"] {
        let sandbox = Sandbox::copy_of(W);
        let mut signed = logged(&sandbox, HOME, "-signed-");
        signed.retain(|file| file.contains("/2025-06-2") && !file.contains("-review-"));
        assert_eq!(signed.len(), 4);
        lines(&sandbox, &signed, "by = ", &format!("by = \"{by}\""));
        for day in ["2025-11-20", "2025-11-30"] {
            let found = rules(&sandbox, day, "signoff-authority-doubtful");
            assert!(found.len() >= 3, "{by} on {day}: {found:#?}");
            let report = report(&sandbox, day);
            verdicts(&report, &["S0.5", "S0.K4", "S1.3a", "S2.3", "S4.21"], "not-met");
        }
    }
}

/// An event of the big example on another day, under the name that goes with it.
fn moved(sandbox: &Sandbox, name: &str, to: &str) -> String {
    let old = format!("{HOME}/log/{name}");
    let text = sandbox.read(&old).replace(&format!("on = {}", &name[..10]), &format!("on = {to}"));
    std::fs::remove_file(sandbox.root().join(&old)).expect("removed");
    let new = format!("{to}{}", &name[10..]);
    sandbox.write(&format!("{HOME}/log/{new}"), text);
    new
}

#[test]
fn a_review_calls_nothing_done_as_agreed_that_was_not() {
    let sandbox = Sandbox::copy_of(W);
    let day = "2025-11-30";
    assert!(rules(&sandbox, day, "review-action-unassessed").is_empty());
    let done = moved(&sandbox, "2025-02-24-act-pathway-completed-7fk2.toml", "2025-05-08");
    let accepted = moved(&sandbox, "2025-02-26-act-pathway-accepted-4e2e.toml", "2025-05-09");
    let accepted = format!("{HOME}/log/{accepted}");
    let follows = format!("follows = \"{}\"", done.trim_end_matches(".toml"));
    lines(&sandbox, &[accepted], "follows = ", &follows);
    // Before a review has looked at it, word of another action is no word of this one.
    let early = report(&sandbox, "2025-06-05");
    for criterion in ["S0.13", "S1.K12"] {
        let row = row(&early, criterion);
        assert_eq!(row["verdict"], "not-met", "{row}");
        let says = row["gaps"][0]["message"].as_str().expect("words");
        assert!(says.contains("`act-pathway`") && says.contains("nobody was told"), "{says}");
    }
    let found = rules(&sandbox, day, "review-action-unassessed");
    let says = "`act-pathway` done as agreed, and by the log it was due on 2025-02-28 and done on \
                2025-05-08, 69 days later";
    let is_told = |it: &Value| it["message"].as_str().is_some_and(|it| it.contains(says));
    assert!(found.iter().any(is_told), "{found:#?}");
    let late = report(&sandbox, day);
    let against = ["S0.12", "S0.13", "S0.19", "S1.4", "S1.9b", "S1.K12"];
    verdicts(&late, &against, "not-met");
    let review = format!("{HOME}/reviews/interim-2025/review.toml");
    let cited = row(&late, "S0.12")["gaps"].as_array().expect("a list").iter();
    assert!(cited.clone().any(|gap| gap["file"] == review.as_str()), "{late:#?}");
}

#[test]
fn what_all_accepted_although_it_was_worse_is_not_as_good_as_promised() {
    for day in ["2025-05-10", "2025-11-30"] {
        let sandbox = Sandbox::copy_of(W);
        let done = logged(&sandbox, HOME, "-completed-");
        lines(&sandbox, &done, "quality_met = ", "quality_met = false");
        verdicts(&report(&sandbox, day), &["S0.12"], "not-met");
    }
}

#[test]
fn help_is_given_by_another_party_than_the_one_that_asked() {
    let day = "2025-04-10";
    let sandbox = Sandbox::copy_of(W);
    let criteria = ["S0.K10", "S1.5", "S1.K13"];
    verdicts(&report(&sandbox, day), &criteria, "met");
    let given = logged(&sandbox, HOME, "-support-given-");
    lines(&sandbox, &given, "party = ", "party = \"hearthside\"");
    lines(&sandbox, &given, "by = ", "by = \"hearthside-operations-manager\"");
    verdicts(&report(&sandbox, day), &criteria, "not-met");
    let found = rules(&sandbox, day, "action-help-unanswered");
    assert!(found.iter().any(|it| it["key"] == "party"), "{found:#?}");
    // A review that all agreed settles the finding, and no verdict.
    let settled = report(&sandbox, "2025-11-30");
    verdicts(&settled, &criteria, "not-met");
}

#[test]
fn what_a_party_grants_itself_is_cited_for_nothing_however_old_it_is() {
    let sandbox = Sandbox::copy_of(W);
    let accepted = format!("{HOME}/log/2025-02-26-act-pathway-accepted-4e2e.toml");
    let confirmed = format!("{HOME}/log/2025-04-14-rep-delivery-acknowledged-y5gs.toml");
    let cites = |report: &Value, file: &str| {
        let rows = report["rows"].as_array().expect("a list").iter();
        let is_here = |place: &Value| place["file"] == file;
        rows.filter(|row| row["evidence"].as_array().expect("a list").iter().any(is_here))
            .map(|row| row["criterion"].as_str().expect("a reference").to_owned())
            .collect::<Vec<String>>()
    };
    let day = "2025-11-30";
    let before = report(&sandbox, day);
    let text = sandbox.read(&confirmed);
    let follows = text.lines().find_map(|line| line.strip_prefix("follows = ")).expect("a report");
    let reported = sandbox.read(&format!("{HOME}/log/{}.toml", follows.trim_matches('"')));
    let from = reported.lines().find_map(|line| line.strip_prefix("from = ")).expect("a sender");
    for (file, party) in [(&accepted, "\"housing\""), (&confirmed, from)] {
        assert!(!cites(&before, file).is_empty(), "{file}");
        lines(&sandbox, std::slice::from_ref(file), "party = ", &format!("party = {party}"));
        assert_eq!(cites(&report(&sandbox, day), file), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn no_deadline_rests_behind_a_day_after_which_work_was_done() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let head = "collaborations/surplus-food/collaboration.toml";
    let day = "2025-11-30";
    let of_it = |rule: &str| {
        let mut found = rules(&sandbox, day, rule);
        found.retain(|it| it["collaboration"] == "surplus-food");
        found
    };
    let late = of_it("action-overdue");
    assert!(!late.is_empty(), "something is late");
    let text = sandbox.read(head);
    sandbox.write(head, format!("suspended_since = 2025-01-14\n{text}"));
    assert_eq!(of_it("action-overdue").len(), late.len());
    let found = of_it("date-order");
    assert!(found.iter().any(|it| it["key"] == "suspended_since"), "{found:#?}");
    // A day behind the work lets it rest.
    sandbox.write(head, format!("suspended_since = 2025-11-20\n{text}"));
    assert!(of_it("action-overdue").is_empty());
}

#[test]
fn a_finding_names_the_criteria_of_the_standards_that_the_team_has_chosen() {
    let sandbox = Sandbox::copy_of(W);
    let house = "id = \"H\"\ntitle = \"House rules\"\n\n[[criterion]]\nref = \"H.1\"\n\
                 title = \"Actions are done in time\"\nstage = \"agreed\"\n\
                 evidence = [\"agreement: action.due\"]\nrules = [\"action-overdue\"]\n";
    sandbox.write("standards/house.toml", house);
    let day = "2026-02-05";
    let criteria = || rules(&sandbox, day, "action-overdue")[0]["criteria"].clone();
    assert_eq!(criteria()[0], "S0.12", "it is not chosen");
    let settings = sandbox.read("comity.toml");
    let kept: Vec<&str> =
        settings.lines().filter(|line| !line.starts_with("standards = ")).collect();
    sandbox.write("comity.toml", format!("standards = [\"house\"]\n{}\n", kept.join("\n")));
    let named = criteria();
    assert_eq!((&named[0], &named[1]), (&Value::from("H.1"), &Value::from("S0.12")));
    let words = ["check", "--today", day, "--only", "action-overdue"];
    let told = sandbox.comity(&words).stdout;
    assert!(told.contains("why:  H.1 Actions are done in time"), "{told}");
    let github = sandbox.comity(&[&words[..], &["--format", "github"]].concat()).stdout;
    assert!(github.contains("Criteria: H.1 S0.12"), "{github}");
}
