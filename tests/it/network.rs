//! Rules about the network on whole workspaces: what counts and dates, beyond what pages show.

use serde_json::Value;

use crate::harness::{Sandbox, TODAY};

const LOANS: &str = "collaborations/loan-boxes";
const SCHOOLS: &str = "network/saltmarsh-schools.toml";

/// What one rule finds on a day.
fn found(sandbox: &Sandbox, rule: &str, today: &str) -> Vec<Value> {
    let mut findings = sandbox.findings(today);
    findings.retain(|finding| finding["rule"] == rule);
    findings
}

fn subjects(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["subject"].as_str().expect("text")).collect()
}

fn message(finding: &Value) -> &str {
    finding["message"].as_str().expect("text")
}

/// A contact with a role of the schools, with more lines.
fn met(sandbox: &Sandbox, on: &str, with: &str, more: &str) {
    sandbox.write(
        &format!("network/log/{on}-saltmarsh-contacted-h4wq.toml"),
        format!(
            "kind = \"contact\"\non = {on}\nby = \"learning-manager\"\nevent = \"contacted\"\n\
             mode = \"informal\"\nwith = [\"{with}\"]\npurpose = \"Talk\"\n{more}"
        ),
    );
}

const FAIR: &str = "gave = \"A forecast\"\ncommon_goals = [\"Reach\"]\n";

#[test]
fn two_contacts_of_the_worked_example_fall_silent_by_time_alone() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    assert_eq!(found(&sandbox, "contact-silent", "2025-11-30").len(), 0);
    let silent = found(&sandbox, "contact-silent", "2026-02-05");
    assert_eq!(subjects(&silent), ["avh-discharge-lead", "hearthside-operations-manager"]);
    assert_eq!(silent[0]["owner"], "housing-partnerships-manager");
    assert_eq!(silent[0]["age_days"], 18);
    assert_eq!(silent[0]["severity"], "warning");
    let command = silent[0]["remedy"]["command"].as_str().expect("a line to type");
    assert!(command.starts_with("comity log-contact ardenvale-hospitals contacted "), "{command}");
}

/// The days on which the chief executive of the schools is silent for too long, around the day
/// after a limit that is counted from a day.
fn executive_silent(sandbox: &Sandbox, today: &str) -> bool {
    subjects(&found(sandbox, "contact-silent", today)).contains(&"schools-executive")
}

/// The clean workspace, in which the executive of the schools wrote nothing, with a limit of 30.
fn tracked() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(SCHOOLS, "keep_in_touch_days = 0", "keep_in_touch_days = 30");
    let signed = format!("{LOANS}/log/2025-02-25-schools-signed-t7qn.toml");
    sandbox.replace(&signed, "schools-executive", "curriculum-lead");
    sandbox
}

#[test]
fn a_contact_may_be_silent_to_its_last_day_and_counts_from_when_it_is_on_file() {
    let sandbox = tracked();
    assert!(!executive_silent(&sandbox, "2025-02-12"), "30 days");
    assert!(executive_silent(&sandbox, "2025-02-13"), "31 days");
    sandbox.replace(
        SCHOOLS,
        "since = 2025-01-13\nkeep_in_touch_days = 30",
        "keep_in_touch_days = 30",
    );
    assert!(executive_silent(&sandbox, "2025-01-20"), "no day is on file");
    sandbox.replace(SCHOOLS, "keep_in_touch_days = 30", "keep_in_touch_days = 0");
    assert!(!executive_silent(&sandbox, "2030-01-01"), "not tracked");
}

#[test]
fn every_way_to_hear_of_somebody_is_word_of_them() {
    let agenda = "collaborations/loan-boxes/reviews/interim-2025/review.toml";
    let review = "held_on = 2025-05-20\nperiod_from = 2025-03-03\nperiod_to = 2025-05-16\n\
                  participants = [\"museum\"]\nalso_present = [\"schools-executive\"]\n";
    let decision = "kind = \"decision\"\non = 2025-05-20\nby = \"learning-manager\"\n\
                    status = \"accepted\"\nquestion = \"Which first?\"\ndecided_by = [\"museum\"]\n";
    let log = "collaborations/loan-boxes/log";
    let decided = format!("{log}/2025-05-20-first-box-decided-h4wq.toml");
    let noted = format!("{log}/2025-05-20-act-training-progressed-h4wq.toml");
    let reported = format!("{log}/2025-05-20-rep-museum-reported-h4wq.toml");
    let as_party = "kind = \"report\"\non = 2025-05-20\nby = \"learning-manager\"\n\
                    event = \"reported\"\narrangement = \"rep-museum\"\nfrom = \"museum\"\n\
                    to = [\"schools\"]\n";
    let wrote = "kind = \"action\"\naction = \"act-training\"\nevent = \"progressed\"\n\
                 on = 2025-05-20\nby = \"schools-executive\"\nparty = \"schools\"\n";
    for (path, text) in [
        (agenda, review.to_owned()),
        (
            &decided,
            format!("{decision}consulted = [{{ who = \"schools-executive\", said = \"Yes\" }}]\n"),
        ),
        (
            &decided,
            format!("{decision}informed = [{{ role = \"schools-executive\", on = 2025-05-20 }}]\n"),
        ),
        (&noted, wrote.to_owned()),
        (&reported, as_party.to_owned()),
    ] {
        let sandbox = tracked();
        // What goes to a party goes to the role that represents it.
        let head = format!("{LOANS}/collaboration.toml");
        sandbox.replace(
            &head,
            "representative = \"curriculum-lead\"",
            "representative = \"schools-executive\"",
        );
        for given in
            ["2025-05-08-schools-feedback-given-h4jk", "2025-05-13-museum-feedback-given-m9xz"]
        {
            std::fs::remove_file(sandbox.root().join(format!("{log}/{given}.toml")))
                .expect("there");
        }
        assert!(executive_silent(&sandbox, TODAY), "before {path}");
        sandbox.write(path, &text);
        assert!(!executive_silent(&sandbox, TODAY), "{path}: {text}");
        assert!(executive_silent(&sandbox, "2025-06-20"), "31 days after {path}");
    }
}

#[test]
fn what_is_corrected_or_still_to_come_is_no_word() {
    let sandbox = tracked();
    met(&sandbox, "2025-05-20", "schools-executive", FAIR);
    assert!(!executive_silent(&sandbox, TODAY));
    assert!(executive_silent(&sandbox, "2025-05-19"), "it lies ahead");
    sandbox.write(
        "network/log/2025-05-21-saltmarsh-contacted-k2mp.toml",
        "kind = \"contact\"\non = 2025-05-21\nby = \"learning-manager\"\n\
         corrects = \"2025-05-20-saltmarsh-contacted-h4wq\"\nretracted = true\n\
         event = \"contacted\"\nmode = \"informal\"\nwith = [\"curriculum-lead\"]\npurpose = \"Talk\"\n",
    );
    assert!(executive_silent(&sandbox, TODAY), "it is taken back");
}

#[test]
fn a_contact_that_could_not_be_read_keeps_all_of_them_silent() {
    let sandbox = tracked();
    assert!(executive_silent(&sandbox, TODAY));
    sandbox.write("network/log/2025-05-20-saltmarsh-contacted-h4wq.toml", "kind = \"contact\n");
    assert!(!executive_silent(&sandbox, TODAY));
}

#[test]
fn who_has_left_is_not_called_and_names_nobody_that_is_done() {
    let sandbox = tracked();
    sandbox.replace(
        SCHOOLS,
        "horizon = \"future\"\nstatus = \"active\"",
        "status = \"left\"\nuntil = 2025-05-30",
    );
    let left = found(&sandbox, "contact-left-in-role", TODAY);
    let keys: Vec<&str> = left.iter().map(|it| it["key"].as_str().expect("text")).collect();
    assert_eq!(
        keys,
        [
            "benefit[1].owner",
            "action[1].owner",
            "safeguarding.lead",
            "escalation[0].who",
            "party[1].representative"
        ]
    );
    assert!(left.iter().all(|it| it["severity"] == "error"));
    assert!(
        !subjects(&found(&sandbox, "contact-silent", "2026-01-05")).contains(&"curriculum-lead")
    );
    // On its last day the role is still there.
    assert_eq!(found(&sandbox, "contact-left-in-role", "2025-05-30").len(), 0);
    // An action that is handed on, or done, is settled.
    let event = |step: &str, more: &str| {
        format!(
            "kind = \"action\"\naction = \"act-training\"\nevent = \"{step}\"\non = 2025-06-02\n\
             by = \"schools-executive\"\nparty = \"schools\"\n{more}"
        )
    };
    let path = format!("{LOANS}/log/2025-06-02-act-training-reassigned-h4wq.toml");
    for (step, more) in [
        ("reassigned", "new_owner = \"schools-executive\"\n"),
        ("completed", "evidence = [\"List\"]\nquality_met = true\n"),
    ] {
        sandbox.write(&path, event(step, more));
        let left = found(&sandbox, "contact-left-in-role", TODAY);
        assert!(!subjects(&left).contains(&"act-training"), "{step}");
    }
}

#[test]
fn a_party_that_left_a_review_that_was_held_and_a_closed_one_are_left_alone() {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        SCHOOLS,
        "level = \"strategic\"\ncan_decide = true\nhorizon = \"strategic\"\nstatus = \"active\"",
        "status = \"vacant\"",
    );
    let keys = |sandbox: &Sandbox| -> Vec<String> {
        let left = found(sandbox, "contact-left-in-role", TODAY);
        left.iter().map(|it| it["key"].as_str().expect("text").to_owned()).collect()
    };
    let all = keys(&sandbox);
    assert_eq!(all, ["norms.alternate_facilitator", "escalation[1].who", "party[1].sponsor"]);
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(
        &head,
        "sponsor = \"schools-executive\"",
        "sponsor = \"schools-executive\"\nleft_on = 2025-05-30",
    );
    assert!(!keys(&sandbox).contains(&"party[1].sponsor".to_owned()));
    sandbox.write(
        &format!("{LOANS}/log/2025-05-30-closed-h4wq.toml"),
        "kind = \"closure\"\non = 2025-05-30\nby = \"learning-manager\"\nreason = \"terminated\"\n",
    );
    assert_eq!(keys(&sandbox), Vec::<String>::new());
}

#[test]
fn what_we_said_we_would_do_is_done_when_something_follows() {
    let sandbox = Sandbox::clean();
    let promise = format!("{FAIR}follow_up = \"Send the list\"\nfollow_up_by = 2025-05-30\n");
    met(&sandbox, "2025-05-20", "curriculum-lead", &promise);
    let rule = "engagement-follow-up-overdue";
    assert_eq!(found(&sandbox, rule, "2025-05-30").len(), 0, "the day itself");
    let [late] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!(late["age_days"], 3);
    assert!(message(late).ends_with(": Send the list"), "{late}");
    let follow = |on: &str, id: &str| {
        sandbox.write(
            "network/log/2025-06-01-saltmarsh-followed-up-k2mp.toml",
            format!(
                "kind = \"contact\"\non = {on}\nby = \"learning-manager\"\nfollows = \"{id}\"\n\
                 event = \"followed-up\"\n"
            ),
        );
    };
    follow("2025-06-05", "2025-05-20-saltmarsh-contacted-h4wq");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1, "it lies ahead");
    follow("2025-06-01", "2025-05-20-saltmarsh-contacted-h4wq");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
    // The same promise, said once more in a correction: what followed it follows still.
    let path = "network/log/2025-05-20-saltmarsh-contacted-h4wq.toml";
    let text = sandbox.read(path);
    sandbox.write(
        "network/log/2025-05-21-saltmarsh-contacted-m3np.toml",
        format!(
            "{}corrects = \"2025-05-20-saltmarsh-contacted-h4wq\"\n",
            text.replace("05-20", "05-21")
        ),
    );
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn who_gives_once_in_a_year_does_not_only_ask() {
    let sandbox = Sandbox::clean();
    let rule = "contact-only-when-asking";
    let asks = "asked = \"Two rooms\"\ncommon_goals = [\"Reach\"]\n";
    met(&sandbox, "2025-03-11", "curriculum-lead", asks);
    met(&sandbox, "2025-04-10", "schools-executive", asks);
    let [one] = &found(&sandbox, rule, TODAY)[..] else { panic!("one an organisation") };
    assert_eq!(
        (&one["subject"], &one["severity"]),
        (&"saltmarsh-schools".into(), &"advice".into())
    );
    assert_eq!(one["file"], "network/log/2025-04-10-saltmarsh-contacted-h4wq.toml");
    met(&sandbox, "2024-06-02", "curriculum-lead", FAIR);
    assert_eq!(found(&sandbox, rule, "2025-06-03").len(), 0, "366 days ago");
    assert_eq!(found(&sandbox, rule, "2025-06-04").len(), 1, "longer ago");
    met(&sandbox, "2025-05-20", "curriculum-lead", "gave = \"A forecast\"\n");
    assert_eq!(found(&sandbox, rule, "2025-06-04").len(), 0);
    // Of those we meet now and then, nobody wants common goals.
    let sandbox = Sandbox::clean();
    met(&sandbox, "2025-05-20", "curriculum-lead", "gave = \"A forecast\"\n");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1);
    sandbox.replace(SCHOOLS, "tier = \"operational\"", "tier = \"occasional\"");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn a_network_grows_by_people_by_introductions_and_by_chances() {
    let rule = "network-not-growing";
    let grows = |more: &str| {
        let sandbox = Sandbox::clean();
        for _ in 0..2 {
            sandbox.replace(SCHOOLS, "since = 2025-01-13", "since = 2024-05-31");
        }
        if !more.is_empty() {
            met(&sandbox, "2025-05-20", "curriculum-lead", &format!("{FAIR}{more}"));
        }
        found(&sandbox, rule, TODAY).is_empty()
    };
    assert!(!grows(""));
    assert!(!grows("got = \"Rooms\"\n"));
    assert!(grows("introductions = [\"schools-executive\"]\n"));
    assert!(grows("opportunity = \"A summer school\"\n"));
    let sandbox = Sandbox::clean();
    for _ in 0..2 {
        sandbox.replace(SCHOOLS, "since = 2025-01-13", "since = 2024-06-01");
    }
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "366 days");
    assert_eq!(found(&sandbox, rule, "2025-06-03").len(), 1, "a day more");
}

#[test]
fn an_objective_is_looked_after_by_a_contact_its_page_or_a_party() {
    let rule = "network-not-growing";
    let sandbox = Sandbox::clean();
    let page = "strategic_objectives = [\"so-reach\"]\n";
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
    // The page no longer says so; the collaboration does.
    sandbox.replace(SCHOOLS, page, "");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&head, page, "");
    assert_eq!(subjects(&found(&sandbox, rule, TODAY)), ["so-reach"]);
    sandbox.replace(
        SCHOOLS,
        "horizon = \"future\"\n",
        "horizon = \"future\"\nstrategic_objectives = [\"so-reach\"]\n",
    );
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
    // Only those who look ahead count.
    let text = sandbox.read(SCHOOLS);
    sandbox.write(
        SCHOOLS,
        text.replace("\"future\"", "\"immediate\"")
            .replace("horizon = \"strategic\"", "horizon = \"immediate\""),
    );
    assert_eq!(subjects(&found(&sandbox, rule, TODAY)), ["so-reach"]);
    // Where nobody else has a page, there is no network that could grow.
    std::fs::remove_file(sandbox.root().join(SCHOOLS)).expect("it was there");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn a_page_is_asked_for_of_those_we_decided_to_work_with() {
    let rule = "organisation-profile-thin";
    let sandbox = Sandbox::clean();
    let bare = "name = \"Tide Mill\"\nkind = \"charity\"\nours = false\ntier = \"occasional\"\n\
                reviewed_on = 2025-01-13\n";
    sandbox.write("network/tide-mill.toml", bare);
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "a party of nothing");
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&head, "organisation = \"saltmarsh-schools\"", "organisation = \"tide-mill\"");
    let [thin] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!(
        (&thin["subject"], &thin["file"]),
        (&"tide-mill".into(), &"network/tide-mill.toml".into())
    );
    assert_eq!(thin["remedy"]["lines"].as_array().expect("lines").len(), 9);
    sandbox.replace(&head, "significance = \"moderate\"", "significance = \"minor\"");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "little is asked of a minor one");
}

#[test]
fn the_age_of_a_page_is_measured_by_the_workspace() {
    let sandbox = Sandbox::clean();
    let rule = "organisation-profile-stale";
    assert_eq!(found(&sandbox, rule, "2026-02-17").len(), 0, "400 days");
    let stale = found(&sandbox, rule, "2026-02-18");
    assert_eq!(subjects(&stale), ["harbour-museum", "saltmarsh-schools"]);
    assert_eq!(stale[0]["age_days"], 1);
    sandbox.replace(
        "comity.toml",
        "[calendar]",
        "[thresholds]\norganisation_stale_days = 90\n\n[calendar]",
    );
    assert_eq!(found(&sandbox, rule, TODAY).len(), 2);
}

/// The clean workspace with the schools as somebody outside who is to be asked, from long ago.
fn outside(engagement: &str) -> Sandbox {
    let sandbox = Sandbox::clean();
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&head, "group = \"Parents of the schools\"", "organisation = \"tide-mill\"");
    sandbox.replace(&head, "engagement = \"inform\"", &format!("engagement = \"{engagement}\""));
    sandbox.write(
        "network/tide-mill.toml",
        "name = \"Tide Mill\"\nkind = \"charity\"\nours = false\ntier = \"occasional\"\n\
         reviewed_on = 2025-01-13\n\n[[contact]]\nid = \"mill-secretary\"\n\
         role_title = \"Secretary\"\n",
    );
    let agreement = format!("{LOANS}/agreement.toml");
    sandbox.replace(&agreement, "effective_on = 2025-03-03", "effective_on = 2024-11-29");
    sandbox
}

#[test]
fn those_outside_are_heard_by_the_log_in_decisions_and_at_reviews() {
    let rule = "stakeholder-unheard";
    assert_eq!(found(&outside("inform"), rule, TODAY).len(), 0);
    for engagement in ["consult", "involve", "empower"] {
        assert_eq!(subjects(&found(&outside(engagement), rule, TODAY)), ["tide-mill"]);
    }
    let sandbox = outside("consult");
    assert_eq!(found(&sandbox, rule, "2025-05-31").len(), 0, "183 days after the start");
    met(&sandbox, "2024-11-28", "mill-secretary", FAIR);
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1, "before it began");
    met(&sandbox, "2025-01-20", "mill-secretary", FAIR);
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
    let sandbox = outside("consult");
    sandbox.write(
        &format!("{LOANS}/log/2025-05-20-first-box-decided-h4wq.toml"),
        "kind = \"decision\"\non = 2025-05-20\nby = \"learning-manager\"\nstatus = \"accepted\"\n\
         question = \"Which first?\"\ndecided_by = [\"museum\"]\n\
         consulted = [{ who = \"mill-secretary\", said = \"The small one\" }]\n",
    );
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn after_a_review_word_counts_from_the_first_day_that_it_looked_at() {
    let rule = "stakeholder-unheard";
    let held = |present: &str| {
        let sandbox = outside("consult");
        sandbox.write(
            &format!("{LOANS}/reviews/interim-2025/review.toml"),
            format!(
                "held_on = 2025-05-20\nperiod_from = 2025-03-03\nperiod_to = 2025-05-16\n\
                 participants = [\"museum\", \"schools\"]\n{present}verdict = \"continue\"\n"
            ),
        );
        sandbox
    };
    assert_eq!(found(&held("also_present = [\"mill-secretary\"]\n"), rule, TODAY).len(), 0);
    let sandbox = held("");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1);
    met(&sandbox, "2025-03-02", "mill-secretary", FAIR);
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1, "before the time that it looked at");
    met(&sandbox, "2025-03-03", "mill-secretary", FAIR);
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0);
}

#[test]
fn who_may_decide_is_known_by_the_contact_or_the_mandate() {
    let rule = "party-representative-cannot-decide";
    let sandbox = Sandbox::clean();
    let head = format!("{LOANS}/collaboration.toml");
    sandbox.replace(&head, "mandate = \"May commit lesson time\"\n", "");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "the contact can decide");
    sandbox.replace(
        &head,
        "representative = \"curriculum-lead\"",
        "representative = \"Head of History\"",
    );
    assert_eq!(subjects(&found(&sandbox, rule, TODAY)), ["schools"], "words tell nothing");
    sandbox.replace(
        &head,
        "representative = \"Head of History\"",
        "representative = \"nobody-known\"",
    );
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "that it leads nowhere is told");
}

#[test]
fn one_collaboration_alone_is_not_judged_by_a_network_that_was_not_read() {
    let sandbox = outside("consult");
    sandbox.replace(SCHOOLS, "keep_in_touch_days = 120", "keep_in_touch_days = 5");
    sandbox.replace(SCHOOLS, "reviewed_on = 2025-01-13", "reviewed_on = 2020-01-13");
    let wanted = ["contact-silent", "organisation-profile-stale", "stakeholder-unheard"];
    let rules = sandbox.rules(TODAY);
    assert!(wanted.iter().all(|rule| rules.contains(&(*rule).to_owned())), "{rules:?}");
    let alone = sandbox.comity(&["check", "loan-boxes"]);
    for rule in wanted {
        assert!(!alone.stdout.contains(rule), "{}", alone.stdout);
    }
    assert!(alone.stdout.contains("rules about the whole workspace did not run"));
}

#[test]
fn a_view_or_an_event_in_the_name_of_another_party_is_told_of() {
    let rule = "actor-foreign";
    let sandbox = Sandbox::clean();
    let event = format!("{LOANS}/log/2025-05-20-act-training-started-c5vb.toml");
    sandbox.replace(&event, "curriculum-lead", "learning-manager");
    let [one] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!(one["subject"], "act-training");
    assert_eq!(
        message(one),
        "`learning-manager` works for `museum`, and speaks here for `schools`"
    );
    sandbox.replace(&event, "learning-manager", "Somebody of the schools");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 0, "for whom these words work nobody knows");
    sandbox.write(
        &format!("{LOANS}/reviews/interim-2025/view-schools.toml"),
        "party = \"schools\"\nby = \"museum-director\"\non = 2025-05-28\nscores = { trust = 4 }\n",
    );
    let [view] = &found(&sandbox, rule, TODAY)[..] else { panic!("one finding") };
    assert_eq!(view["subject"], "schools");
    // Who signs the agreement is looked at by another rule.
    let signed = format!("{LOANS}/log/2025-02-25-schools-signed-t7qn.toml");
    sandbox.replace(&signed, "schools-executive", "museum-director");
    assert_eq!(found(&sandbox, rule, TODAY).len(), 1);
    assert_eq!(found(&sandbox, "signoff-authority-doubtful", TODAY).len(), 1);
}

#[test]
fn programs_read_the_same_as_people() {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let read = |line: &[&str]| -> Value {
        let line = [line, &["--format", "json", "--today", "2026-02-05"]].concat();
        let outcome = sandbox.comity(&line);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{line:?}");
        serde_json::from_str(&outcome.stdout).expect("JSON")
    };
    let all = read(&["network"]);
    assert_eq!((&all["version"], &all["today"]), (&1.into(), &"2026-02-05".into()));
    let told = sandbox.comity(&["network", "--today", "2026-02-05"]).stdout;
    let organisations = all["organisations"].as_array().expect("a list");
    assert!(organisations.len() > 3, "{all}");
    for one in organisations {
        let id = one["id"].as_str().expect("text");
        let row = told.lines().find(|line| line.starts_with(&format!("{id} "))).expect("a row");
        let contacts = one["contacts"].as_array().expect("a list").len().to_string();
        let last = one["last_met"].as_str().unwrap_or("-");
        assert!(row.contains(&contacts) && row.trim_end().ends_with(last), "{row}: {one}");
        let card = read(&["network", id]);
        assert_eq!(card["file"], format!("network/{id}.toml"));
        let says = card["says"].as_array().expect("a list");
        let name = says.iter().find(|it| it["key"] == "name").expect("a name");
        assert_eq!((&name["value"], &name["item"]), (&one["name"], &Value::Null));
        for contact in one["contacts"].as_array().expect("a list") {
            assert!(says.iter().any(|it| it["item"] == *contact), "{contact}: {card}");
        }
    }
    sandbox.write("network/thin.toml", "name = \"Thin\"\n");
    let lacks = &read(&["network", "thin"])["lacks"];
    let command = lacks[0]["command"].as_str().expect("a line");
    assert!(command.starts_with("comity "), "{lacks}");
}
