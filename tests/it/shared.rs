//! What all collaborations share, written by commands: the pages of the network, and the settings.

use std::sync::Arc;

use comity::cli::{Context, Outcome};

use crate::harness::{Edit, Sandbox, Someone, comity_in, program, world};

const DAY: &str = "2026-02-05";
const PAGE: &str = "network/ardenvale-hospitals.toml";

fn run(sandbox: &Sandbox, line: &[&str]) -> Outcome {
    sandbox.comity(&[line, &["--today", DAY]].concat())
}

fn warm() -> Sandbox {
    Sandbox::copy_of("examples/warm-safe-discharge")
}

/// A new page, as it is typed.
const MUSEUM: [&str; 10] = [
    "network",
    "fernley-museum",
    "--set",
    "name=Fernley Museum",
    "--set",
    "kind=charity",
    "--set",
    "ours=no",
    "--set",
    "tier=occasional",
];

#[test]
fn a_page_is_made_and_changed_and_all_else_in_it_stays() {
    let sandbox = warm();
    let made = run(&sandbox, &MUSEUM);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let page = "network/fernley-museum.toml";
    assert!(made.stdout.starts_with(&format!("wrote {page}\n")), "{}", made.stdout);
    let text = format!("# ours\nx_number = 7\r\n{}\n\n# the end", sandbox.read(page));
    sandbox.write(page, &text);
    let changed = run(&sandbox, &["network", "fernley-museum", "--set", "tier=operational"]);
    assert_eq!(changed.code, 0, "{}", changed.stderr);
    assert_eq!(sandbox.read(page), text.replace("\"occasional\"", "\"operational\""));
    let add = ["--add", "contact", "id=museum-director", "role_title=Director"];
    let shown = run(&sandbox, &[&["network", "fernley-museum", "--dry-run"], &add[..]].concat());
    assert!(shown.stdout.contains("+[[contact]]\n+id = \"museum-director\"\n"), "{}", shown.stdout);
    assert!(!sandbox.read(page).contains("museum-director"), "nothing was written");
    let added = run(&sandbox, &[&["network", "fernley-museum"], &add[..]].concat());
    // What it lacks is the next thing to do, with the line for it.
    assert!(added.stdout.contains("`comity network fernley-museum --set"), "{}", added.stdout);
    let listed = run(&sandbox, &["network"]).stdout;
    assert!(listed.contains("fernley-museum") && listed.contains("northmoor-housing"), "{listed}");
}

#[test]
fn what_does_not_fit_a_page_is_refused_with_the_nearest() {
    let sandbox = warm();
    let (before, page) = (sandbox.read(PAGE), "ardenvale-hospitals");
    for (line, wanted) in [
        (
            &["network", "ardenvale-hospital", "--set", "tier=own"][..],
            "did you mean `ardenvale-hospitals`?",
        ),
        (&["network", "fernley-museum"], "--set name="),
        (&["network", "../fernley", "--set", "name=x"], "cannot be the name"),
        (&["network", "con", "--set", "name=x"], "cannot be the name"),
        (
            &["network", "avh-discharge-lead", "--set", "level=strategic"],
            "is a contact of `ardenvale-hospitals`",
        ),
        (&["network", "fernley-museum", "--set", "name=Fernley"], "`kind` is missing"),
        (&["network", page, "--set", "teir=own"], "did you mean `tier`?"),
        (&["network", page, "--set", "tier=close"], "strategic"),
        (&["network", page, "--set", "parent=hearthsid"], "did you mean `hearthside`?"),
        (&["network", page, "--set", "avh-discharge-led.level=strategic"], "avh-discharge-lead"),
        (&["network", page, "--unset", "contact.nobody"], "`nobody` is no contact"),
        (&["network", page, "--set", "tier=own", "--force", "so"], "overrides nothing"),
        (&["network", "--set", "tier=own"], "no organisation is named"),
        (&["settings", "--set", "threshold.due_soon_days=3"], "did you mean `thresholds`?"),
        (&["settings", "--set", "thresholds.due_soon_days=soon"], "number"),
        (&["settings", "--set", "standards=", "--force", "so"], "overrides nothing"),
        (&["edit", "network/ardenvale.toml"], "there is no"),
        (&["edit", "README.md"], "end in `.toml`"),
        (&["edit", "../comity.toml"], "leads out"),
    ] {
        let outcome = run(&sandbox, line);
        assert_eq!(outcome.code, 2, "{line:?}: {}", outcome.stdout);
        assert!(outcome.stderr.contains(wanted), "{line:?}: {}", outcome.stderr);
    }
    assert_eq!(sandbox.read(PAGE), before);
    assert!(!sandbox.root().join("network/fernley-museum.toml").exists());
}

fn with(sandbox: &Sandbox, line: &[&str], someone: Someone, asks: bool) -> (Outcome, String) {
    let person = Arc::new(someone);
    let context = Context { interactive: asks, person: person.clone(), ..world(sandbox.root()) };
    let outcome = comity_in(&context, &[line, &["--today", DAY]].concat());
    let heard = person.heard.lock().expect("whole").clone();
    (outcome, heard)
}

#[test]
fn a_page_is_filled_in_by_questions_and_in_an_editor() {
    let sandbox = warm();
    let answers = ["Fernley Museum", "charity", "no", "occasional", "."];
    let someone = Someone::with(&answers, Vec::new());
    let (outcome, heard) = with(&sandbox, &["network", "fernley-museum"], someone, true);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    let text = sandbox.read("network/fernley-museum.toml");
    for line in ["name = \"Fernley Museum\"", "kind = \"charity\"", "ours = false"] {
        assert!(text.contains(line), "{text}");
    }
    // A mistake brings the form back, marked.
    let slip: Edit = Box::new(|form| form.replace("tier = \"occasional\"", "tier = \"close\""));
    let mend: Edit = Box::new(|form| form.replace("tier = \"close\"", "tier = \"operational\""));
    let someone = Someone::with(&[], vec![slip, mend]);
    let (outcome, heard) = with(&sandbox, &["network", "fernley-museum", "--edit"], someone, false);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("#! "), "{heard}");
    assert!(sandbox.read("network/fernley-museum.toml").contains("tier = \"operational\""));
}

#[test]
fn a_dry_run_of_an_editor_shows_the_difference() {
    let sandbox = warm();
    let before = sandbox.read(PAGE);
    let edit: Edit = Box::new(|text| text.replace("2025-10-06", "2025-10-07"));
    let someone = Someone::with(&[], vec![edit]);
    let (outcome, _) = with(&sandbox, &["edit", PAGE, "--dry-run"], someone, false);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("\n+++ b/network/"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("nothing was written"), "{}", outcome.stderr);
    assert_eq!(sandbox.read(PAGE), before);
}

#[test]
fn a_waiver_that_has_ended_is_taken_out_by_its_line() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let before = sandbox.read("comity.toml");
    let waivers = |text: &str| text.matches("[[waiver]]").count();
    let outcome = run(&sandbox, &["settings", "--unset", "waiver[0]"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let after = sandbox.read("comity.toml");
    assert_eq!(waivers(&after), waivers(&before) - 1);
    // Nothing but lines of the waiver is gone.
    assert!(after.lines().all(|line| before.contains(line)), "{after}");
}

#[test]
fn an_unknown_standard_is_told_where_standards_are_listed() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\nstandards = [\"s0\", \"netwrok\"]\n");
    let outcome = sandbox.comity(&["standard", "list"]);
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.stderr.matches("comity.toml chooses").count(), 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("did you mean `network`?"), "{}", outcome.stderr);
}

#[test]
fn an_empty_workspace_is_told_its_first_command() {
    let sandbox = Sandbox::empty();
    sandbox.write("comity.toml", "schema = 1\n");
    let shown = run(&sandbox, &["report", "coverage", "--standard", "all"]).stdout;
    assert!(shown.contains("comity evaluate ID --title \"…\""), "{shown}");
    assert!(!shown.contains("0 of 0"), "{shown}");
    // What is not on file is said in words, and not as a path of the standard's data.
    assert!(!shown.contains("ours = false") && !shown.contains("network/log:"), "{shown}");
}

#[test]
fn a_day_in_the_environment_is_no_part_of_what_somebody_typed() {
    let sandbox = warm();
    for report in ["portfolio", "actions", "calendar"] {
        let line = ["report", report, "--audience", "partner"];
        let outcome = program(sandbox.root(), &[("COMITY_TODAY", DAY)], &line);
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.contains("`--to PARTY`"), "{report}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains("--today"), "{report}: {}", outcome.stderr);
    }
}

#[test]
fn the_line_that_closes_names_all_that_is_open() {
    let sandbox = warm();
    let found = sandbox.findings("2027-11-30");
    let expired = found.iter().find(|it| it["rule"] == "term-expired").expect("it has expired");
    let line = expired["command"].as_str().expect("text");
    let agreement = sandbox.read("collaborations/warm-safe-discharge/agreement.toml");
    let flows = agreement.split("[[information]]").skip(1);
    let ids: Vec<&str> =
        flows.filter_map(|flow| flow.split("id = \"").nth(1)?.split('"').next()).collect();
    assert!(ids.len() > 1, "{ids:?}");
    for id in ids {
        assert!(line.contains(&format!("--data item={id} done_on=DATE")), "{id}: {line}");
    }
    assert!(line.contains("--actions-handed-to"), "{line}");
}

/// Answers that all skip.
const ENTER: [&str; 40] = [""; 40];

#[test]
fn a_page_of_which_nothing_was_said_is_not_there() {
    let sandbox = warm();
    let someone = Someone::with(&ENTER, Vec::new());
    let (outcome, heard) = with(&sandbox, &["network", "fernley-museum"], someone, true);
    assert!(heard.contains("name (asked for)"), "{heard}");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert_eq!(outcome.stdout, "");
    for wanted in [
        "nothing was written: there is no network/fernley-museum.toml yet",
        "comity network fernley-museum --set name=… --set kind=… --set ours=… --set tier=…",
    ] {
        assert!(outcome.stderr.contains(wanted), "{}", outcome.stderr);
    }
    assert!(!sandbox.root().join("network/fernley-museum.toml").exists());
}

#[test]
fn what_a_page_lacks_is_asked_for_and_words_become_an_id() {
    let sandbox = warm();
    assert_eq!(run(&sandbox, &MUSEUM).code, 0);
    let page = "network/fernley-museum.toml";
    sandbox.write(page, sandbox.read(page) + "\n[[contact]]\nrole_title = \"Director\"\n");
    let answers = ["?", "Museum Director!", "", "."];
    let someone = Someone::with(&[&answers[..], &ENTER].concat(), Vec::new());
    let (outcome, heard) = with(&sandbox, &["network", "fernley-museum"], someone, true);
    assert_eq!(outcome.code, 0, "{heard}\n{}", outcome.stderr);
    assert!(heard.contains("lower-case words joined by `-`: `act-hall`"), "{heard}");
    assert!(!heard.contains("An event without a day"), "{heard}");
    assert!(heard.contains("Enter takes `museum-director`"), "{heard}");
    assert!(sandbox.read(page).contains("id = \"museum-director\""), "{}", sandbox.read(page));
}

#[test]
fn settings_that_lack_something_ask_for_it_and_say_the_line() {
    let sandbox = warm();
    let whole = sandbox.read("comity.toml");
    let (start, end) = (whole.find("[calendar]").expect("it"), whole.find("[thresholds]"));
    let end = end.expect("behind it");
    sandbox.write("comity.toml", format!("{}{}", &whole[..start], &whole[end..]));
    let told = run(&sandbox, &["settings"]).stdout;
    assert!(told.contains("comity settings --set calendar.working_week=…"), "{told}");
    let typed = ["settings", "--set", "calendar.working_week=mon, tue", "--dry-run"];
    let shown = run(&sandbox, &typed);
    assert!(shown.stdout.contains("+[calendar]\n"), "{shown:?}");
    let someone = Someone::with(&[&["mon, tue, wed"][..], &ENTER].concat(), Vec::new());
    let (outcome, heard) = with(&sandbox, &["settings"], someone, true);
    assert!(heard.contains("-- calendar: "), "{heard}");
    assert!(outcome.stdout.starts_with("wrote comity.toml\n"), "{heard}\n{outcome:?}");
    // Where nothing is missing nobody is asked.
    sandbox.write("comity.toml", whole);
    let someone = Someone::with(&ENTER, Vec::new());
    let (outcome, heard) = with(&sandbox, &["settings"], someone, true);
    assert_eq!((outcome.code, &*heard), (0, ""));
}

#[test]
fn a_contact_that_others_name_keeps_its_name() {
    let sandbox = warm();
    let before = sandbox.read(PAGE);
    let line = ["network", "ardenvale-hospitals", "--set", "avh-discharge-lead.id=avh-new"];
    let refused = run(&sandbox, &line);
    assert_eq!(refused.code, 2, "{refused:?}");
    for wanted in ["`avh-discharge-lead` is the name", "collaborations/warm-safe-discharge/"] {
        assert!(refused.stderr.contains(wanted), "{}", refused.stderr);
    }
    assert_eq!(sandbox.read(PAGE), before);
    let add = ["--add", "contact", "id=avh-porter", "role_title=Porter"];
    assert_eq!(run(&sandbox, &[&["network", "ardenvale-hospitals"], &add[..]].concat()).code, 0);
    let line = ["network", "ardenvale-hospitals", "--set", "avh-porter.id=avh-head-porter"];
    assert_eq!(run(&sandbox, &line).code, 0, "nobody names it");
}

#[test]
fn who_we_are_comes_after_a_page_of_ours() {
    let sandbox = warm();
    let ours: Vec<&str> =
        MUSEUM.iter().map(|word| if *word == "ours=no" { "ours=yes" } else { word }).collect();
    let wanted = "next: comity settings --set our_organisation=fernley-museum\n";
    let twin = sandbox.twin();
    let known = run(&twin, &ours);
    assert!(!known.stdout.contains(wanted), "{}", known.stdout);
    sandbox.replace("comity.toml", "\"northmoor-council\"", "\"northmoor\"");
    let unknown = run(&sandbox, &ours);
    assert!(unknown.stdout.contains(wanted), "{unknown:?}");
}

#[test]
fn what_a_list_holds_is_not_added_again() {
    let sandbox = warm();
    let before = sandbox.read("comity.toml");
    let refused = run(&sandbox, &["settings", "--set", "calendar.holidays+=2025-04-18"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stderr.contains("`calendar.holidays` holds 2025-04-18 already"), "{refused:?}");
    assert_eq!(sandbox.read("comity.toml"), before);
}

#[test]
fn a_currency_is_its_code_and_nothing_is_worth_less_than_nothing() {
    let sandbox = warm();
    let refused = |line: &[&str], wanted: &str| {
        let outcome = run(&sandbox, line);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains(wanted), "{}", outcome.stderr);
    };
    refused(&["settings", "--set", "currency=pounds"], "three capital letters (ISO 4217): `GBP`");
    let evaluate = ["evaluate", "warm-safe-discharge"];
    let gain = ["--add", "benefit", "party=housing", "statement=Calm", "value=-5"];
    refused(&[&evaluate[..], &gain].concat(), "a number of 0 or more");
    let found = |wanted: &str| {
        let findings = sandbox.findings(DAY);
        let mut wrong = findings.iter().filter(|it| it["rule"] == "value-wrong-type");
        let message = wrong.next().map(|it| it["message"].as_str().expect("text").to_owned());
        assert!(message.as_deref().is_some_and(|it| it.contains(wanted)), "{message:?}");
    };
    let settings = sandbox.read("comity.toml");
    sandbox.write("comity.toml", settings.replace("\"GBP\"", "\"pounds\""));
    found("`currency` takes the code of a currency");
    sandbox.write("comity.toml", settings);
    let path = "collaborations/warm-safe-discharge/evaluation.toml";
    let text = sandbox.read(path);
    let less = "[[benefit]]\nparty = \"housing\"\nstatement = \"Calm\"\nvalue = -5\n";
    sandbox.write(path, format!("{text}\n{less}"));
    found("`value` takes an amount of 0 or more");
}
