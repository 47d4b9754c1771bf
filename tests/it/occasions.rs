//! What is asked only where there is an occasion: that there was none is true wherever it is said,
//! and as soon as one is on file, it is said no more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use comity::standard;
use serde_json::Value;
use toml_edit::DocumentMut;

use crate::harness::{Sandbox, directories, files};

const NONE: &str = "and nothing of the kind is on file";

/// What is said of each criterion that does not apply for want of an occasion, by collaboration.
fn none(sandbox: &Sandbox, today: &str) -> BTreeMap<(String, String), String> {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    let report: Value = serde_json::from_str(&sandbox.comity(&words).stdout).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = report["rows"].as_array().expect("a list").iter();
    rows.filter(|row| text(&row["reason"]).ends_with(NONE))
        .map(|row| {
            assert_eq!(row["verdict"], "not-applicable", "{row}");
            let reason = text(&row["reason"]);
            let when = reason.strip_prefix("asked only ").expect("when").split(',').next();
            let key = (text(&row["collaboration"]), text(&row["criterion"]));
            (key, when.expect("words").to_owned())
        })
        .collect()
}

/// The criteria of one collaboration of which it is said.
fn of(sandbox: &Sandbox, today: &str, id: &str) -> BTreeSet<String> {
    let said = none(sandbox, today).into_keys().filter(|(own, _)| own == id);
    said.map(|(_, criterion)| criterion).collect()
}

/// Every file below a directory, read by itself, without the program's own walk.
fn documents(sandbox: &Sandbox, id: &str) -> Vec<(String, DocumentMut)> {
    let mut open = vec![sandbox.root().join("collaborations").join(id)];
    let mut found = Vec::new();
    while let Some(directory) = open.pop() {
        open.extend(directories(&directory));
        for path in files(&directory) {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let name = path.to_string_lossy().replace('\\', "/");
            found.extend(text.parse().ok().map(|document| (name, document)));
        }
    }
    found
}

/// Whether something of the kind stands in the files, up to a day: what a reader would look for.
fn stands(all: &[(String, DocumentMut)], when: &str, criterion: &str, today: &str) -> bool {
    let text = |document: &DocumentMut, key: &str| {
        document.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned()
    };
    let day = |document: &DocumentMut| document.get("on").map(|on| on.to_string());
    let events: Vec<&DocumentMut> = all
        .iter()
        .map(|(_, document)| document)
        .filter(|it| day(it).is_some_and(|on| on.trim() <= today))
        .filter(|it| it.get("retracted").is_none())
        .collect();
    let any = |kind: &str, steps: &[&str]| {
        let fits = |it: &&&DocumentMut| {
            text(it, "kind") == kind && (steps.is_empty() || steps.contains(&&*text(it, "event")))
        };
        events.iter().any(|it| fits(&it))
    };
    let held = |name: &str, has: &dyn Fn(&DocumentMut) -> bool| {
        all.iter().any(|(path, document)| path.ends_with(name) && has(document))
    };
    let items = |document: &DocumentMut, list: &str, key: &str| -> Vec<String> {
        let list = document.get(list).and_then(|it| it.as_array_of_tables());
        let values = list.into_iter().flatten().filter_map(|it| it.get(key)?.as_str());
        values.map(str::to_owned).collect()
    };
    match when {
        "where something could not be done in time" | "where something slipped" => {
            any("action", &["unable"])
        }
        "where a difficulty was raised" => any("issue", &["opened"]),
        "where help was asked for" => {
            any("action", &["support-asked", "blocked", "support-given"])
                || events.iter().any(|it| it.get("help_wanted").is_some())
        }
        "where something was decided together" => any("decision", &[]),
        "where others have said or sent something" => {
            any("report", &["reported"]) || any("feedback", &["given"]) || any("issue", &["opened"])
        }
        "where something went wrong" => any("action", &["unable", "cancelled"]),
        "where a level of service is agreed" => held("agreement.toml", &|it| {
            it.get("service_level").is_some() || text(it, "instrument") == "sla"
        }),
        "where resources are pledged that way" => {
            let mode = if criterion == "S4.28" { "cost-sharing" } else { "grant-match" };
            held("agreement.toml", &|it| {
                items(it, "resource", "mode").iter().any(|own| own == mode)
            })
        }
        "while the team is at that stage" => {
            let stages = ["forming", "storming", "norming", "performing"];
            let number: usize = criterion.trim_start_matches("S4.").parse().expect("a number");
            held("collaboration.toml", &|it| text(it, "team_stage") == stages[number - 7])
        }
        other => panic!("nobody looks for `{other}`"),
    }
}

#[test]
fn that_nothing_of_the_kind_is_on_file_is_true_wherever_it_is_said() {
    let mut said = 0;
    for (example, days) in [
        (
            "examples/warm-safe-discharge",
            &["2025-02-01", "2025-03-20", "2025-04-20", "2025-05-19", "2025-06-20", "2025-11-30"][..],
        ),
        ("examples/reading-hour", &["2026-03-16", "2026-05-01", "2027-02-01"][..]),
        ("examples/neglected", &["2025-04-01", "2025-08-05", "2025-12-01", "2026-03-02"][..]),
    ] {
        let sandbox = Sandbox::copy_of(example);
        for day in days {
            for ((id, criterion), when) in none(&sandbox, day) {
                let all = documents(&sandbox, &id);
                assert!(!stands(&all, &when, &criterion, day), "{id} {criterion} {when} on {day}");
                said += 1;
            }
        }
    }
    assert!(said > 100, "{said}");
}

/// A workspace, and something of the kind that is put on file in it.
struct Case {
    base: fn() -> Sandbox,
    id: &'static str,
    today: &'static str,
    /// A file below the collaboration, and what it holds.
    event: (&'static str, &'static str),
    /// In a file of the collaboration, this instead of that.
    instead: (&'static str, &'static str, &'static str),
    criteria: &'static [&'static str],
}

const NOTHING: Case = Case {
    base: Sandbox::clean,
    id: "loan-boxes",
    today: "2025-06-02",
    event: ("", ""),
    instead: ("", "", ""),
    criteria: &[],
};

fn without_feedback() -> Sandbox {
    let sandbox = Sandbox::clean();
    for path in files(&sandbox.root().join("collaborations/loan-boxes/log")) {
        if path.to_string_lossy().contains("feedback") {
            fs::remove_file(path).expect("gone");
        }
    }
    sandbox
}

fn reading_hour() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

const HOME: &str = "collaborations/warm-safe-discharge";

/// The big example, if nothing had gone wrong in it.
fn without_failure() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    for path in files(&sandbox.root().join(HOME).join("log")) {
        let name = path.to_string_lossy().into_owned();
        let of_it = ["-unable-", "-told-", "-rescheduled-", "-support-given-"];
        if of_it.iter().any(|step| name.contains(step)) {
            fs::remove_file(path).expect("gone");
        }
    }
    let agreement = format!("{HOME}/agreement.toml");
    sandbox.replace(&agreement, "start = 2025-01-13\ndue = 2025-03-31", "due = 2025-04-30");
    for plan in ["interim-2025", "annual-2025"] {
        let path = format!("{HOME}/reviews/{plan}/review.toml");
        let text = sandbox.read(&path).replace("outcome = \"late\"", "outcome = \"as-agreed\"");
        let (before, after) = text.split_once("[[failure]]").expect("a failure");
        let (_, after) = after.split_once("\n\n").expect("more behind it");
        sandbox.write(&path, format!("{before}{after}"));
    }
    sandbox
}

const LATE: Case = Case {
    instead: ("log/2025-04-30-act-boxes-completed-w2rt.toml", "on = 2025-04-30", "on = 2025-05-05"),
    criteria: &["S0.13", "S0.K9", "S1.K12", "S2.K17"],
    ..NOTHING
};

const UNABLE: &str = "kind = \"action\"\naction = \"act-training\"\nevent = \"unable\"\n\
                      on = 2025-05-28\nby = \"curriculum-lead\"\nparty = \"schools\"\n";
const ISSUE: &str = "kind = \"issue\"\nissue = \"lids\"\nevent = \"opened\"\non = 2025-05-28\n\
                     by = \"curriculum-lead\"\nraised_by = \"schools\"\ncategory = \"delivery\"\n\
                     statement = \"Two lids were cracked\"\ntouches = [\"act-boxes\"]\n";
const ASKED: &str = "kind = \"action\"\naction = \"act-training\"\nevent = \"support-asked\"\n\
                     on = 2025-05-28\nby = \"curriculum-lead\"\nparty = \"schools\"\n";
const BLOCKED: &str = "kind = \"action\"\naction = \"act-training\"\nevent = \"blocked\"\n\
                       on = 2025-05-28\nby = \"curriculum-lead\"\nparty = \"schools\"\n";
const DECISION: &str = "kind = \"decision\"\nstatus = \"accepted\"\nquestion = \"Which room\"\n\
                        on = 2025-05-28\nby = \"curriculum-lead\"\nchosen = \"The hall\"\n\
                        because = \"It is dry\"\ndecided_by = [\"curriculum-lead\"]\n";
const GIVEN: &str = "kind = \"feedback\"\nevent = \"given\"\non = 2025-05-28\n\
                     by = \"curriculum-lead\"\nfrom = \"schools\"\nto = \"museum\"\n\
                     worked_well = \"The boxes are sturdy\"\n";
const CANCELLED: &str = "kind = \"action\"\naction = \"act-briefings\"\nevent = \"cancelled\"\n\
                         on = 2025-04-10\nby = \"avh-discharge-lead\"\nparty = \"hospital\"\n\
                         reason = \"Nobody came\"\n";
const INCIDENT: &str = "kind = \"information\"\ninformation = \"inf-referrals\"\n\
                        event = \"incident\"\non = 2025-05-20\nby = \"avh-discharge-lead\"\n\
                        outcome = \"A list went to the wrong team\"\n";

const CASES: &[Case] = &[
    Case {
        event: ("log/2025-05-28-act-training-unable-k4tb.toml", UNABLE),
        criteria: &["S0.13", "S0.K9", "S1.K12", "S2.K17"],
        ..NOTHING
    },
    LATE,
    Case {
        event: ("log/2025-05-28-lids-opened-k4tb.toml", ISSUE),
        criteria: &["S0.14", "S2.K18"],
        ..NOTHING
    },
    Case {
        event: ("log/2025-05-28-act-training-support-asked-k4tb.toml", ASKED),
        criteria: &["S0.K10", "S1.5", "S1.K13"],
        ..NOTHING
    },
    Case {
        event: ("log/2025-05-28-act-training-blocked-k4tb.toml", BLOCKED),
        criteria: &["S0.K10", "S1.5", "S1.K13"],
        ..NOTHING
    },
    Case {
        event: ("log/2025-05-28-room-decided-k4tb.toml", DECISION),
        criteria: &["S2.7", "S2.K22"],
        ..NOTHING
    },
    Case {
        base: without_feedback,
        event: ("log/2025-05-28-museum-feedback-given-k4tb.toml", GIVEN),
        criteria: &["S1.B3"],
        ..NOTHING
    },
    Case {
        base: reading_hour,
        id: "reading-hour",
        today: "2026-03-16",
        instead: ("agreement.toml", "information_none", "instrument = \"sla\"\ninformation_none"),
        criteria: &["S0.K6"],
        ..NOTHING
    },
    Case {
        instead: ("agreement.toml", "mode = \"in-kind\"", "mode = \"cost-sharing\""),
        criteria: &["S4.28"],
        ..NOTHING
    },
    Case {
        instead: ("agreement.toml", "mode = \"in-kind\"", "mode = \"grant-match\""),
        criteria: &["S4.29"],
        ..NOTHING
    },
    Case {
        instead: ("collaboration.toml", "team_stage = \"norming\"", "team_stage = \"forming\""),
        criteria: &["S4.7"],
        ..NOTHING
    },
    Case {
        instead: ("collaboration.toml", "team_stage = \"norming\"", "team_stage = \"storming\""),
        criteria: &["S4.8"],
        ..NOTHING
    },
    Case {
        base: || {
            let sandbox = Sandbox::clean();
            let path = "collaborations/loan-boxes/collaboration.toml";
            sandbox.replace(path, "team_stage = \"norming\"", "team_stage = \"forming\"");
            sandbox
        },
        instead: ("collaboration.toml", "team_stage = \"forming\"", "team_stage = \"norming\""),
        criteria: &["S4.9"],
        ..NOTHING
    },
    Case {
        instead: ("collaboration.toml", "team_stage = \"norming\"", "team_stage = \"performing\""),
        criteria: &["S4.10"],
        ..NOTHING
    },
    Case {
        base: without_failure,
        id: "warm-safe-discharge",
        today: "2025-11-30",
        event: ("log/2025-04-10-act-briefings-cancelled-k4tb.toml", CANCELLED),
        criteria: &["S0.20", "S1.9c"],
        ..NOTHING
    },
    Case {
        base: without_failure,
        id: "warm-safe-discharge",
        today: "2025-11-30",
        event: ("log/2025-05-20-inf-referrals-incident-k4tb.toml", INCIDENT),
        criteria: &["S0.20", "S1.9c"],
        ..NOTHING
    },
];

fn laid(case: &Case) -> Sandbox {
    let sandbox = (case.base)();
    let home = format!("collaborations/{}", case.id);
    if !case.event.0.is_empty() {
        sandbox.write(&format!("{home}/{}", case.event.0), case.event.1);
    }
    if !case.instead.0.is_empty() {
        sandbox.replace(&format!("{home}/{}", case.instead.0), case.instead.1, case.instead.2);
    }
    sandbox
}

#[test]
fn an_occasion_that_is_put_on_file_changes_the_verdict() {
    let mut tried = BTreeSet::new();
    for case in CASES {
        let before = of(&(case.base)(), case.today, case.id);
        let after = of(&laid(case), case.today, case.id);
        for criterion in case.criteria {
            assert!(before.contains(*criterion), "{criterion} is asked without {:?}", case.event.0);
            assert!(
                !after.contains(*criterion),
                "{criterion} with {:?}",
                (case.event, case.instead)
            );
            tried.insert((*criterion).to_owned());
        }
    }
    let all = standard::all().iter().flat_map(|standard| &standard.criteria);
    let all = all.filter(|it| it.only_if.is_some()).map(|it| it.reference.clone());
    assert_eq!(tried, all.collect::<BTreeSet<_>>(), "each that is asked only at times");
}

/// What came after the last review is for the next one; what a review has looked at is settled.
#[test]
fn an_occasion_counts_in_its_time() {
    let sandbox = without_failure();
    let later = INCIDENT.replace("2025-05-20", "2025-11-28");
    let path = format!("{HOME}/log/2025-11-28-inf-referrals-incident-k4tb.toml");
    sandbox.write(&path, later);
    let said = of(&sandbox, "2025-11-30", "warm-safe-discharge");
    assert!(said.contains("S0.20") && said.contains("S1.9c"), "{said:?}");

    // Done late in silence, and looked at by a review that all agreed.
    let words = ["report", "coverage", "--standard", "S0", "--format", "json", "--today"];
    let row = |sandbox: &Sandbox, today: &str| {
        let outcome = sandbox.comity(&[&words[..], &[today]].concat());
        let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let rows = report["rows"].as_array().expect("a list").clone();
        rows.into_iter().find(|row| row["criterion"] == "S0.13").expect("a row")
    };
    let sandbox = without_failure();
    for plan in ["interim-2025", "annual-2025"] {
        let path = format!("{HOME}/reviews/{plan}/review.toml");
        let result = |word| format!("item = \"act-coordinators\"\noutcome = \"{word}\"");
        sandbox.replace(&path, &result("as-agreed"), &result("changed"));
    }
    let done = format!("{HOME}/log/2025-04-28-act-coordinators-completed-c3tz.toml");
    let day = sandbox.read(&done).replace("on = 2025-04-28", "on = 2025-05-02");
    sandbox.write(&done, day);
    assert_eq!(row(&sandbox, "2025-06-05")["verdict"], "not-met");
    sandbox.replace(&format!("{HOME}/log/2025-06-18-adult-care-signed-review-q843.toml"), "", "");
    for path in files(&sandbox.root().join(HOME).join("log")) {
        let text = fs::read_to_string(&path).expect("a text");
        if text.contains("review = \"") {
            let open = |line: &str| match line.starts_with("covers = ") {
                true => "covers = \"comity-1:auto\"\n".to_owned(),
                false => format!("{line}\n"),
            };
            fs::write(path, text.lines().map(open).collect::<String>()).expect("written");
        }
    }
    sandbox.sign();
    let settled = row(&sandbox, "2025-11-30");
    assert_eq!(settled["verdict"], "not-applicable", "{settled}");
    let reason = settled["reason"].as_str().expect("words");
    assert!(
        reason.ends_with("an agreed review has looked at what there was of the kind"),
        "{reason}"
    );
}
