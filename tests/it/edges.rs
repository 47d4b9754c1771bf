//! Rules at their edges: the day before and the day, who is asked by significance, what settles it.

use crate::harness::{Sandbox, TODAY};

const BASE: &str = "collaborations/loan-boxes";
const HEAD: &str = "collaborations/loan-boxes/collaboration.toml";
const AGREEMENT: &str = "collaborations/loan-boxes/agreement.toml";
const REVIEW: &str = "collaborations/loan-boxes/reviews/interim-2025/review.toml";

/// The messages of one rule, with its severity.
fn told(sandbox: &Sandbox, rule: &str, today: &str) -> Vec<String> {
    let findings = sandbox.findings(today);
    let own = findings.iter().filter(|finding| finding["rule"] == rule);
    own.map(|it| {
        let text = |key: &str| it[key].as_str().expect("text");
        format!("{}: {}", text("severity"), text("message"))
    })
    .collect()
}

fn count(sandbox: &Sandbox, rule: &str, today: &str) -> usize {
    told(sandbox, rule, today).len()
}

fn minor(sandbox: &Sandbox) {
    sandbox.replace(HEAD, "significance = \"moderate\"", "significance = \"minor\"");
}

fn rests(sandbox: &Sandbox, since: &str) {
    let head = sandbox.read(HEAD);
    sandbox.write(HEAD, format!("suspended_since = {since}\n{head}"));
}

/// An event of the log.
fn log(sandbox: &Sandbox, on: &str, words: &str, lines: &str) {
    sandbox.write(
        &format!("{BASE}/log/{on}-{words}-x7rt.toml"),
        format!("on = {on}\nby = \"learning-manager\"\n{lines}"),
    );
}

/// The clean workspace, in which details of teachers are shared.
fn sharing() -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(
        AGREEMENT,
        "personal = false",
        "personal = true\ndata_subjects = \"Teachers\"\nnecessity = \"To call a box back\"\n\
         roles = [{ party = \"museum\", role = \"controller\" }, \
         { party = \"schools\", role = \"controller\" }]\n\
         lawful_basis = \"contract\"\nlegal_power = \"Trust deed\"\n\
         confidentiality_basis = \"They are told\"\n\
         instrument = { kind = \"letter\", ref = \"7\", signed_on = 2025-02-17 }\n\
         dpia = { status = \"done\", completed_on = 2025-02-10, review_by = 2026-01-30 }\n\
         rights = { contact = \"learning-manager\" }\nprivacy_notice = { ref = \"Lid\" }\n\
         breach = { contact = \"learning-manager\", tell_partners_within_hours = 24 }\n\
         complaints = { contact = \"curriculum-lead\" }",
    );
    sandbox
}

#[test]
fn of_an_incident_the_others_know_within_the_agreed_hours() {
    let rule = "information-incident-not-told";
    for (at, today, wanted) in [
        // An incident of the 20th: nobody knows at which hour, so the first day counts as none.
        ("", "2025-05-20", ""),
        ("", "2025-05-22", ""),
        ("", "2025-05-23", "was not told"),
        ("2025-05-22", "2025-06-02", ""),
        ("2025-05-22T00:30:00", "2025-06-02", ""),
        ("2025-05-22T01:00:00", "2025-06-02", "was told late"),
        ("2025-05-23", "2025-06-02", "was told late"),
    ] {
        for is_minor in [false, true] {
            let sandbox = sharing();
            if is_minor {
                minor(&sandbox);
            }
            let who = match at {
                "" => String::new(),
                at => format!("told = [{{ party = \"schools\", at = {at} }}]\n"),
            };
            log(
                &sandbox,
                "2025-05-20",
                "inf-counts-incident",
                &format!(
                    "kind = \"information\"\ninformation = \"inf-counts\"\nevent = \"incident\"\n{who}"
                ),
            );
            let told = told(&sandbox, rule, today);
            match wanted {
                "" => assert_eq!(told, Vec::<String>::new(), "{at} {today}"),
                wanted => {
                    assert!(told.len() == 1 && told[0].contains(wanted), "{at} {today}: {told:?}");
                    assert!(told[0].starts_with("error: "), "{told:?}");
                }
            }
        }
    }
}

#[test]
fn sharing_begins_when_every_paper_is_there_and_not_a_day_before() {
    let rule = "information-started-too-soon";
    let with = |from: &str, to: &str| {
        let sandbox = sharing();
        sandbox.replace(AGREEMENT, from, to);
        log(
            &sandbox,
            "2025-03-10",
            "inf-counts-sharing-started",
            "kind = \"information\"\ninformation = \"inf-counts\"\nevent = \"sharing-started\"\n",
        );
        told(&sandbox, rule, TODAY)
    };
    let dpia = "completed_on = 2025-02-10";
    let paper = "signed_on = 2025-02-17";
    assert_eq!(with(dpia, "completed_on = 2025-03-10"), Vec::<String>::new());
    assert_eq!(
        with(dpia, "completed_on = 2025-03-11"),
        [
            "error: `inf-counts` flows since 2025-03-10, before the assessment was done on 2025-03-11"
        ]
    );
    assert_eq!(with(paper, "signed_on = 2025-03-10"), Vec::<String>::new());
    assert_eq!(
        with(paper, "signed_on = 2025-03-11"),
        [
            "error: `inf-counts` flows since 2025-03-10, before the paper on it was signed on 2025-03-11"
        ]
    );
    // Of totals that point to nobody no paper is asked.
    assert_eq!(with("personal = true", "personal = false"), Vec::<String>::new());
    // It is told from the day on which it begins, and of a minor one too.
    let sandbox = sharing();
    minor(&sandbox);
    sandbox.replace(AGREEMENT, dpia, "completed_on = 2025-03-11");
    log(
        &sandbox,
        "2025-03-10",
        "inf-counts-sharing-started",
        "kind = \"information\"\ninformation = \"inf-counts\"\nevent = \"sharing-started\"\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-03-09"), 0);
    assert_eq!(count(&sandbox, rule, "2025-03-10"), 1);
}

#[test]
fn an_assessment_is_good_to_its_last_day_and_then_a_warning() {
    let rule = "information-assessment-overdue";
    let sandbox = sharing();
    assert_eq!(count(&sandbox, rule, "2026-01-30"), 0);
    let warning = "warning: the assessment of `inf-counts` was to be looked at again by 2026-01-30";
    assert_eq!(told(&sandbox, rule, "2026-01-31"), [warning]);
    assert_eq!(count(&sandbox, "information-assessment-missing", "2026-01-31"), 0);
    // One that was never finished is told as that, and once.
    let open = sharing();
    open.replace(AGREEMENT, "status = \"done\"", "status = \"in-progress\"");
    assert_eq!(count(&open, rule, "2026-01-31"), 0);
    assert_eq!(count(&open, "information-assessment-missing", "2026-01-31"), 1);
    rests(&sandbox, "2026-01-05");
    assert_eq!(count(&sandbox, rule, "2026-01-31"), 0);
}

/// A review of the clean workspace that looks at everything.
const WHOLE: &str = "held_on = 2025-04-28\nperiod_from = 2025-03-03\nperiod_to = 2025-04-27\n\
    participants = [\"museum\", \"schools\"]\nverdict = \"continue\"\nno_change_needed = \"All well\"\n\
    [[objective_result]]\nitem = \"obj-reach\"\nachieved = \"partly\"\n\
    [[outcome_result]]\nitem = \"out-wonder\"\nachieved = \"mostly\"\n\
    [[action_result]]\nitem = \"act-boxes\"\noutcome = \"open\"\n\
    [[action_result]]\nitem = \"act-training\"\noutcome = \"open\"\n\
    [[cost_result]]\nitem = \"cost-museum\"\nactual = 1\nreduce = \"a\"\n\
    [[cost_result]]\nitem = \"cost-schools\"\nactual = 1\nreduce = \"a\"\n\
    [[benefit_result]]\nitem = \"ben-museum\"\nactual = 1\nevidence = \"a\"\nincrease = \"a\"\n\
    [[benefit_result]]\nitem = \"ben-schools\"\nactual = 1\nevidence = \"a\"\nincrease = \"a\"\n\
    [[expectation_result]]\nitem = \"exp-museum\"\nmet = \"fully\"\n\
    [[expectation_result]]\nitem = \"exp-schools\"\nmet = \"fully\"\n";

/// The clean workspace with a yearly review.
fn reviewed(record: &str) -> Sandbox {
    let sandbox = Sandbox::clean();
    sandbox.replace(AGREEMENT, "kind = \"interim\"", "kind = \"annual\"");
    sandbox.write(REVIEW, record);
    sandbox
}

/// Without the result of an item.
fn without(item: &str) -> String {
    let mut parts: Vec<&str> = WHOLE.split("[[").collect();
    parts.retain(|part| !part.contains(&format!("item = \"{item}\"")));
    parts.join("[[")
}

const UNASSESSED: [(&str, &str); 8] = [
    ("out-wonder", "review-objective-unassessed"),
    ("cost-museum", "review-cost-unassessed"),
    ("cost-schools", "review-cost-unassessed"),
    ("ben-museum", "review-benefit-unassessed"),
    ("ben-schools", "review-benefit-unassessed"),
    ("exp-museum", "review-expectation-unassessed"),
    ("exp-schools", "review-expectation-unassessed"),
    ("act-boxes", "review-action-unassessed"),
];

#[test]
fn a_yearly_review_looks_at_all_that_was_agreed_by_then() {
    for (item, rule) in UNASSESSED {
        assert_eq!(count(&reviewed(WHOLE), rule, TODAY), 0, "{item}");
        let sandbox = reviewed(&without(item));
        assert_eq!(count(&sandbox, rule, "2025-04-27"), 0, "{item}: it is not held yet");
        assert_eq!(count(&sandbox, rule, "2025-04-28"), 1, "{item}");
        minor(&sandbox);
        assert_eq!(count(&sandbox, rule, TODAY), 0, "{item} of a minor one");
    }
    // An interim one may leave out what only a yearly one looks at.
    for (item, rule) in UNASSESSED.iter().filter(|(item, _)| *item != "act-boxes") {
        let sandbox = reviewed(&without(item));
        sandbox.replace(AGREEMENT, "kind = \"annual\"", "kind = \"interim\"");
        assert_eq!(count(&sandbox, rule, TODAY), 0, "{item} at an interim one");
    }
}

#[test]
fn an_action_is_looked_at_by_the_review_in_whose_time_it_was_due() {
    let rule = "review-action-unassessed";
    // It began on the third of March: a yearly review speaks of what could begin.
    for (kind, to, wanted) in [
        ("annual", "2025-04-27", 1),
        ("interim", "2025-04-27", 0),
        ("interim", "2025-05-01", 0),
        ("interim", "2025-05-02", 1),
    ] {
        let record = without("act-boxes")
            .replace("period_to = 2025-04-27", &format!("period_to = {to}"))
            .replace("held_on = 2025-04-28", "held_on = 2025-05-15");
        let sandbox = reviewed(&record);
        sandbox.replace(AGREEMENT, "kind = \"annual\"", &format!("kind = \"{kind}\""));
        for event in ["2025-04-30-act-boxes-completed-w2rt", "2025-05-06-act-boxes-accepted-p8sd"] {
            std::fs::remove_file(sandbox.root().join(format!("{BASE}/log/{event}.toml")))
                .expect("it was there");
        }
        assert_eq!(count(&sandbox, rule, TODAY), wanted, "{kind} {to}");
    }
}

#[test]
fn what_was_agreed_after_a_review_is_left_to_the_next() {
    let rule = "review-cost-unassessed";
    let sandbox = reviewed(&without("cost-schools"));
    assert_eq!(count(&sandbox, rule, TODAY), 1);
    let amended = |effective: &str| {
        log(
            &sandbox,
            "2025-04-25",
            "agreement-amended",
            &format!(
                "kind = \"amendment\"\nfrom_version = 1\nto_version = 2\neffective_on = {effective}\n\
                 reason = \"Planning takes time\"\nchanges = [{{ item = \"cost-schools\", now = \"new\" }}]\n"
            ),
        );
        sandbox.replace(AGREEMENT, "version = 1", "version = 2");
        for (party, by) in [("museum", "museum-director"), ("schools", "schools-executive")] {
            sandbox.write(
                &format!("{BASE}/log/2025-04-26-{party}-signed-k4ht.toml"),
                format!(
                    "kind = \"signoff\"\non = 2025-04-26\nby = \"{by}\"\nparty = \"{party}\"\n\
                     agreement_version = 2\ncovers = \"comity-1:auto\"\nmethod = \"email\"\n"
                ),
            );
        }
        sandbox.sign();
        let count = count(&sandbox, rule, TODAY);
        sandbox.replace(AGREEMENT, "version = 2", "version = 1");
        count
    };
    assert_eq!(amended("2025-04-27"), 1, "on the last day that it looks at");
    assert_eq!(amended("2025-04-28"), 0, "a day later");
}

#[test]
fn a_failure_is_looked_into_where_something_went_wrong() {
    let rule = "review-failure-unlearned";
    for (outcome, wanted) in [
        ("as-agreed", 0),
        ("open", 0),
        ("changed", 0),
        ("dropped", 0),
        ("late", 1),
        ("not-done", 1),
    ] {
        let result = format!("outcome = \"{outcome}\"\ndeviation = \"a\"\nreason = \"a\"");
        let record = WHOLE.replace("outcome = \"open\"", &result);
        assert_eq!(count(&reviewed(&record), rule, TODAY), wanted, "{outcome}");
        let failure = "[[failure]]\nwhat = \"a\"\nwhy = \"a\"\nprevention = \"a\"\n\
                       owner = \"learning-manager\"\n";
        assert_eq!(count(&reviewed(&format!("{record}{failure}")), rule, TODAY), 0, "{outcome}");
    }
}

fn agreed(sandbox: &Sandbox, party: &str, by: &str) {
    sandbox.write(
        &format!("{BASE}/log/2025-04-29-{party}-signed-review-m3qz.toml"),
        format!(
            "kind = \"signoff\"\non = 2025-04-29\nby = \"{by}\"\nparty = \"{party}\"\n\
             review = \"interim-2025\"\ncovers = \"comity-1:auto\"\nmethod = \"email\"\n"
        ),
    );
    sandbox.sign();
}

#[test]
fn a_review_is_agreed_within_thirty_days_and_stays_as_it_was_agreed() {
    let rule = "review-not-agreed";
    let sandbox = reviewed(WHOLE);
    agreed(&sandbox, "museum", "museum-director");
    assert_eq!(count(&sandbox, rule, "2025-05-28"), 0, "30 days");
    assert_eq!(
        told(&sandbox, rule, "2025-05-29"),
        ["error: party `schools` has not agreed the record of `interim-2025`, which was held on \
          2025-04-28"]
    );
    // Whoever only looks on is not asked.
    let eyes = reviewed(WHOLE);
    let observer = "[[party]]\nid = \"parents\"\nname = \"Parents\"\nrole = \"observer\"\n\
                    [[stakeholder]]";
    eyes.replace(HEAD, "[[stakeholder]]", observer);
    agreed(&eyes, "museum", "museum-director");
    agreed(&eyes, "schools", "schools-executive");
    assert_eq!(count(&eyes, rule, "2025-06-30"), 0);
    // What was agreed and is changed is told at once.
    agreed(&sandbox, "schools", "schools-executive");
    assert_eq!(count(&sandbox, rule, "2025-05-29"), 0);
    sandbox.replace(REVIEW, "achieved = \"partly\"", "achieved = \"fully\"");
    assert_eq!(
        told(&sandbox, rule, "2025-04-29"),
        [
            "error: the record of `interim-2025` is no longer the one that `museum` agreed on 2025-04-29",
            "error: the record of `interim-2025` is no longer the one that `schools` agreed on 2025-04-29",
        ]
    );
    rests(&sandbox, "2025-05-20");
    assert_eq!(count(&sandbox, rule, "2025-05-29"), 0, "it rests");
    let small = reviewed(WHOLE);
    minor(&small);
    assert_eq!(count(&small, rule, "2025-05-29"), 0, "it is minor");
}

#[test]
fn views_lie_apart_from_the_points_that_were_set() {
    let rule = "review-perception-gap";
    let with = |museum: u8, schools: u8, on: &str| {
        let sandbox = reviewed(WHOLE);
        for (party, by, points) in
            [("museum", "learning-manager", museum), ("schools", "curriculum-lead", schools)]
        {
            sandbox.write(
                &format!("{BASE}/reviews/interim-2025/view-{party}.toml"),
                format!(
                    "party = \"{party}\"\nby = \"{by}\"\non = {on}\nscores = {{ trust = {points} }}\n"
                ),
            );
        }
        sandbox
    };
    for (museum, schools, wanted) in [(2, 2, 0), (3, 2, 0), (4, 2, 1), (0, 2, 1), (4, 0, 1)] {
        let sandbox = with(museum, schools, "2025-04-25");
        assert_eq!(count(&sandbox, rule, TODAY), wanted, "{museum} and {schools}");
    }
    let sandbox = with(4, 2, "2025-04-25");
    assert_eq!(
        told(&sandbox, rule, TODAY),
        ["advice: on `trust` `museum` gives 4 of 4 points and `schools` 2"]
    );
    assert_eq!(count(&sandbox, rule, "2025-04-27"), 0, "the review is not held yet");
    let settings = sandbox.read("comity.toml");
    sandbox.write("comity.toml", format!("{settings}\n[thresholds]\nperception_gap = 3\n"));
    assert_eq!(count(&sandbox, rule, TODAY), 0, "three points may lie between");
    let sandbox = with(4, 2, "2025-06-03");
    assert_eq!(count(&sandbox, rule, TODAY), 0, "the views are of tomorrow");
    assert_eq!(count(&sandbox, rule, "2025-06-03"), 1);
    let sandbox = with(4, 2, "2025-04-25");
    sandbox.replace(AGREEMENT, "kind = \"annual\"", "kind = \"interim\"");
    assert_eq!(count(&sandbox, rule, TODAY), 0, "at an interim one");
    let sandbox = with(4, 2, "2025-04-25");
    minor(&sandbox);
    assert_eq!(count(&sandbox, rule, TODAY), 0, "of a minor one");
}

#[test]
fn a_contact_that_only_a_minor_collaboration_knows_falls_silent_as_well() {
    let rule = "contact-silent";
    let head = "collaborations/reading-hour/collaboration.toml";
    let with = |party: &str, days: &str| {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let contact = format!(
            "\n[[contact]]\nid = \"desk\"\nparty = \"{party}\"\nrole_title = \"Front desk\"\n\
             since = 2026-03-16\n{days}"
        );
        sandbox.write(head, format!("{}{contact}", sandbox.read(head)));
        sandbox
    };
    let sandbox = with("surgery", "keep_in_touch_days = 30\n");
    assert_eq!(count(&sandbox, rule, "2026-04-15"), 0, "30 days");
    assert_eq!(
        told(&sandbox, rule, "2026-04-16"),
        [
            "warning: no word with `desk` in the 31 days that it is on file; the limit set for it is 30 days"
        ]
    );
    sandbox.write(
        "collaborations/reading-hour/log/2026-04-01-act-room-progressed-r4kt.toml",
        "kind = \"action\"\naction = \"act-room\"\nevent = \"progressed\"\non = 2026-04-01\nby = \"desk\"\n",
    );
    assert_eq!(count(&sandbox, rule, "2026-05-01"), 0, "30 days since it wrote");
    assert_eq!(count(&sandbox, rule, "2026-05-02"), 1);
    // One collaboration alone can tell, as its own log is all there is.
    let alone = sandbox.comity(&["check", "--today", "2026-05-02", "--only", rule, "reading-hour"]);
    assert!(alone.stdout.contains("no word with `desk` since 2026-04-01"), "{}", alone.stdout);
    let text = sandbox.read(head);
    sandbox.write(head, format!("suspended_since = 2026-04-20\n{text}"));
    assert_eq!(count(&sandbox, rule, "2026-05-02"), 0, "it rests");
    for (party, days) in [
        ("library", "keep_in_touch_days = 30\n"),
        ("surgery", ""),
        ("surgery", "keep_in_touch_days = 0\n"),
    ] {
        assert_eq!(count(&with(party, days), rule, "2026-05-02"), 0, "{party} {days}");
    }
}

#[test]
fn help_is_given_within_ten_working_days() {
    let rule = "action-help-unanswered";
    let sandbox = Sandbox::clean();
    log(
        &sandbox,
        "2025-06-02",
        "act-training-support-asked",
        "kind = \"action\"\naction = \"act-training\"\nevent = \"support-asked\"\nparty = \"schools\"\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-16"), 0, "ten working days");
    assert_eq!(count(&sandbox, rule, "2025-06-17"), 1);
    let small = sandbox.twin();
    minor(&small);
    assert_eq!(count(&small, rule, "2025-06-17"), 0);
    log(
        &sandbox,
        "2025-06-16",
        "act-training-support-given",
        "kind = \"action\"\naction = \"act-training\"\nevent = \"support-given\"\nparty = \"museum\"\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-17"), 0);
}

#[test]
fn an_issue_moves_up_when_the_days_of_its_rung_are_over() {
    let rule = "issue-not-escalated";
    let sandbox = Sandbox::clean();
    log(
        &sandbox,
        "2025-06-02",
        "late-boxes-opened",
        "kind = \"issue\"\nissue = \"late-boxes\"\nevent = \"opened\"\nraised_by = \"schools\"\n\
         category = \"delivery\"\nstatement = \"Boxes come late\"\ntouches = [\"sl-turnaround\"]\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-09"), 0, "five working days");
    assert_eq!(count(&sandbox, rule, "2025-06-10"), 1);
    log(
        &sandbox,
        "2025-06-09",
        "late-boxes-escalated",
        "kind = \"issue\"\nissue = \"late-boxes\"\nevent = \"escalated\"\nlevel = 2\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-23"), 0, "ten more on the second rung");
    assert_eq!(count(&sandbox, rule, "2025-06-24"), 1);
}

#[test]
fn who_was_asked_is_on_file_with_the_day_and_the_words() {
    let rule = "decision-unconsulted";
    for (said, wanted) in [
        ("on = 2025-05-23, said = \"Wednesdays\"", 0),
        ("on = 2025-05-23", 1),
        ("said = \"Wednesdays\"", 1),
    ] {
        let sandbox = Sandbox::clean();
        log(
            &sandbox,
            "2025-05-28",
            "weekdays-decided",
            &format!(
                "kind = \"decision\"\nstatus = \"accepted\"\nquestion = \"Weekdays?\"\nchosen = \"Yes\"\n\
                 because = \"So\"\naffects = [\"act-training\"]\ndecided_by = [\"museum\"]\n\
                 consulted = [{{ who = \"curriculum-lead\", {said} }}]\n"
            ),
        );
        assert_eq!(count(&sandbox, rule, TODAY), wanted, "{said}");
        minor(&sandbox);
        assert_eq!(count(&sandbox, rule, TODAY), 0, "{said} of a minor one");
    }
}

#[test]
fn a_deputy_is_asked_for_only_where_it_matters_most() {
    let rule = "contact-no-deputy";
    let sandbox = Sandbox::clean();
    let contact = "\n[[contact]]\nid = \"schools-executive\"";
    let schools = sandbox.read("network/saltmarsh-schools.toml");
    let (before, _) = schools.split_once(contact).expect("it stands there");
    sandbox.write("network/saltmarsh-schools.toml", before);
    assert_eq!(count(&sandbox, rule, TODAY), 0, "moderate");
    sandbox.replace(HEAD, "significance = \"moderate\"", "significance = \"major\"");
    assert_eq!(count(&sandbox, rule, "2025-02-24"), 0, "the work has not begun");
    assert_eq!(count(&sandbox, rule, "2025-03-03"), 1, "on its first day");
}

#[test]
fn that_a_report_came_is_said_within_thirty_days() {
    let rule = "report-unacknowledged";
    let sandbox = Sandbox::clean();
    log(
        &sandbox,
        "2025-05-02",
        "rep-museum-reported",
        "kind = \"report\"\nevent = \"reported\"\narrangement = \"rep-museum\"\nfrom = \"museum\"\n\
         to = [\"schools\"]\ndue = 2025-09-30\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-01"), 0, "30 days");
    assert_eq!(
        told(&sandbox, rule, "2025-06-02"),
        ["advice: `schools` has not said that report `rep-museum` of 2025-05-02 came"]
    );
    let small = sandbox.twin();
    minor(&small);
    assert_eq!(count(&small, rule, "2025-06-02"), 0);
    log(
        &sandbox,
        "2025-06-02",
        "rep-museum-acknowledged",
        "kind = \"report\"\nevent = \"acknowledged\"\nparty = \"schools\"\n\
         follows = \"2025-05-02-rep-museum-reported-x7rt\"\n",
    );
    assert_eq!(count(&sandbox, rule, "2025-06-01"), 0);
    assert_eq!(count(&sandbox, rule, "2025-06-02"), 0);
}
