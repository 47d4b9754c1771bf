//! What happens twice on one day: the entry that is written later counts, whatever chance puts at
//! the end of its name.

use comity::cli::{Context, Outcome};
use comity::draft::{EventDraft, Record, placed};
use comity::model::declare::Word;
use comity::model::event::{
    ActionStep, ContactStep, DecisionStatus, Event, EventKind, FeedbackStep, InformationStep,
    IssueStep, ReportStep, RiskStep, Track,
};

use crate::harness::{Sandbox, comity_in, world};

const C: &str = "reading-hour";
const DAY: &str = "2026-04-20";

/// Two names by chance: the second sorts before the first, behind it, and in between.
const CHANCES: [[u64; 3]; 6] = [[9, 5, 1], [1, 5, 9], [5, 9, 1], [5, 1, 9], [9, 1, 5], [1, 9, 5]];

/// Every kind that is logged, with its steps and what it says besides.
const KINDS: [(EventKind, &[Word], &str); 8] = [
    (EventKind::Action, ActionStep::WORDS, "action"),
    (EventKind::Issue, IssueStep::WORDS, "issue"),
    (EventKind::Risk, RiskStep::WORDS, "risk"),
    (EventKind::Information, InformationStep::WORDS, "information"),
    (EventKind::Report, ReportStep::WORDS, "arrangement"),
    (EventKind::Feedback, FeedbackStep::WORDS, "to"),
    (EventKind::Decision, DecisionStatus::WORDS, ""),
    (EventKind::Contact, ContactStep::WORDS, ""),
];

/// What only adds to what is there, or names what it is about: of these no order says more.
const ADDS: [(EventKind, &[&str]); 5] = [
    (EventKind::Issue, &["perspective", "support"]),
    (EventKind::Information, &["access-checked", "request-handled", "incident"]),
    (EventKind::Report, &["acknowledged"]),
    (EventKind::Feedback, &["answered"]),
    (EventKind::Contact, &["followed-up"]),
];

fn adds(kind: EventKind, step: &str) -> bool {
    ADDS.iter().any(|(of, steps)| *of == kind && steps.contains(&step))
}

fn reading_hour() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

/// Runs a line on a day, with chance as it is given.
fn at(sandbox: &Sandbox, day: &str, chance: u64, line: &[&str]) -> Outcome {
    let context = Context { chance, ..world(sandbox.root()) };
    comity_in(&context, &[line, &["--today", day]].concat())
}

fn done(sandbox: &Sandbox, chance: u64, line: &[&str]) -> String {
    let outcome = at(sandbox, DAY, chance, line);
    assert_eq!(outcome.code, 0, "{line:?}: {}", outcome.stderr);
    outcome.stdout
}

/// Writes an entry into a record as a command does, and gives its path.
fn write(
    record: &mut Record,
    (kind, subject, step): (EventKind, &str, &str),
    key: &str,
    chance: u64,
) -> String {
    let mut event = EventDraft::new(kind, DAY.parse().expect("a day"), subject);
    event.words = vec![subject.to_owned(), step.to_owned()];
    event.set_text(if kind == EventKind::Decision { "status" } else { "event" }, step);
    if !key.is_empty() {
        event.set_text(key, subject);
    }
    let collaboration = (kind != EventKind::Contact).then_some(C);
    let taken = |path: &str| record.folder.text(path).or(record.shared.text(path)).is_some();
    let path = event.path(collaboration, chance, taken);
    let text = placed(record, &event, &path, event.text());
    record.put(&path, &text);
    path
}

/// The entries of one matter, in the order in which they count, by their paths.
fn in_order(record: &Record, kind: EventKind, path: &str) -> Vec<String> {
    record.look(|case| {
        let contacts = kind == EventKind::Contact;
        let log = if contacts { &case.scene.frame.events } else { &case.dossier.events };
        let directory = path.rsplit_once('/').expect("in a log").0;
        let own = log.iter().find(|event| path.ends_with(&format!("/{}.toml", event.id)));
        let track: Option<Track<'_>> = own.expect("it is on file").track();
        let ordered: Vec<&Event<'_>> = match kind {
            EventKind::Contact => case.scene.frame.in_order().collect(),
            _ => case.dossier.in_order().collect(),
        };
        let same = ordered.iter().filter(|event| track.is_some() && event.track() == track);
        same.map(|event| format!("{directory}/{}.toml", event.id)).collect()
    })
}

#[test]
fn of_every_kind_and_step_the_entry_that_is_written_later_counts() {
    let sandbox = reading_hour();
    let workspace = comity::store::Workspace::open(sandbox.root()).expect("a workspace");
    let empty = Record::read(&workspace, C, DAY.parse().expect("a day"));
    let mut tried = 0;
    for (kind, steps, key) in KINDS {
        for first in steps {
            for second in steps {
                for chances in CHANCES {
                    let mut record = empty.clone();
                    let order: Vec<&str> = vec![first.text, second.text, first.text];
                    let written: Vec<String> = order
                        .iter()
                        .zip(chances)
                        .map(|(step, chance)| {
                            write(&mut record, (kind, "subject", step), key, chance)
                        })
                        .collect();
                    for (at, path) in written.iter().enumerate() {
                        let found = in_order(&record, kind, path);
                        assert_eq!(found.is_empty(), adds(kind, order[at]), "{kind:?} {order:?}");
                        let wanted = written.iter().zip(&order).filter(|(_, it)| !adds(kind, it));
                        let wanted: Vec<&String> = wanted.map(|(path, _)| path).collect();
                        if !found.is_empty() {
                            let found: Vec<&String> = found.iter().collect();
                            assert_eq!(found, wanted, "{kind:?} {order:?} {chances:?}");
                            tried += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(tried > 4000, "only {tried}");
}

#[test]
fn nothing_is_said_of_the_order_where_the_names_say_it() {
    let sandbox = reading_hour();
    let workspace = comity::store::Workspace::open(sandbox.root()).expect("a workspace");
    let mut record = Record::read(&workspace, C, DAY.parse().expect("a day"));
    let mut steps = ["started", "unable", "rescheduled", "completed", "reopened"].iter();
    let step = |record: &mut Record, step: &str, chance| {
        let path = write(record, (EventKind::Action, "act-room", step), "action", chance);
        record.folder.text(&path).expect("written").to_owned()
    };
    assert!(steps.all(|it| !step(&mut record, it, 9).contains("after")));
    let again = step(&mut record, "completed", 1);
    assert!(again.contains("after = \"2026-04-20-act-room-reopened-"), "{again}");
}

/// The date that a report of actions shows for the room.
fn due_of_the_room(sandbox: &Sandbox) -> Option<String> {
    let table = at(sandbox, DAY, 7, &["report", "actions", "--format", "csv"]).stdout;
    let row = table.lines().find(|line| line.contains("act-room"))?.to_owned();
    Some(row.split(',').find(|it| it.starts_with("2026-05")).unwrap_or_default().to_owned())
}

#[test]
fn a_date_that_is_moved_twice_on_one_day_is_the_second() {
    for [one, two, three] in CHANCES {
        let sandbox = reading_hour();
        let days = ["2026-05-01", "2026-05-10", "2026-05-05"];
        for (day, chance) in days.into_iter().zip([one, two, three]) {
            let line = ["log-action", C, "act-room", "rescheduled", "--new-date", day];
            done(&sandbox, chance, &[&line[..], &["--agreed-by", "library"]].concat());
            assert_eq!(due_of_the_room(&sandbox).as_deref(), Some(day), "{one} {two} {three}");
        }
        let rules = sandbox.rules(DAY);
        assert!(!rules.iter().any(|it| it == "action-reschedule-unagreed"), "{rules:?}");
    }
}

#[test]
fn what_is_done_taken_up_and_done_again_on_one_day_is_done() {
    for [one, two, three] in CHANCES {
        let sandbox = reading_hour();
        let line = ["log-action", C, "act-room"];
        done(&sandbox, one, &[&line[..], &["completed"]].concat());
        done(&sandbox, two, &[&line[..], &["reopened", "--reason", "A shelf was left"]].concat());
        assert!(due_of_the_room(&sandbox).is_some());
        done(&sandbox, three, &[&line[..], &["completed"]].concat());
        assert_eq!(due_of_the_room(&sandbox), None);
        let again = at(&sandbox, DAY, 3, &[&line[..], &["completed"]].concat());
        assert!(again.stderr.contains("act-room was completed on 2026-04-20"), "{}", again.stderr);
    }
}

#[test]
fn an_editor_s_form_takes_its_place_too() {
    let sandbox = reading_hour();
    let line = ["log-action", C, "act-room", "rescheduled", "--agreed-by", "library"];
    done(&sandbox, 9, &[&line[..], &["--new-date", "2026-05-01"]].concat());
    let someone = crate::harness::Someone::with(
        &[],
        vec![Box::new(|form: &str| form.replace("#: note = \"…\"", "note = \"By telephone\""))],
    );
    let person = std::sync::Arc::new(someone);
    let context = Context { chance: 1, person, ..world(sandbox.root()) };
    let line = [&line[..], &["--new-date", "2026-05-10", "--edit", "--today", DAY]].concat();
    let outcome = comity_in(&context, &line);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(due_of_the_room(&sandbox).as_deref(), Some("2026-05-10"));
}

#[test]
fn a_text_that_changed_after_it_was_signed_is_signed_anew_on_the_same_day() {
    for [one, two, _] in CHANCES {
        let sandbox = reading_hour();
        let home = sandbox.root().join("collaborations/reading-hour");
        std::fs::remove_dir_all(home.join("log")).expect("nobody has signed");
        let sign = ["agree", C, "--sign", "library", "--method", "email"];
        done(&sandbox, one, &sign);
        let stale = || sandbox.rules(DAY).contains(&"signoff-stale".to_owned());
        let agreement = "collaborations/reading-hour/agreement.toml";
        sandbox.replace(agreement, "hear a story", "hear two stories");
        assert!(stale());
        done(&sandbox, two, &[&sign[..], &["--force", "Two fit into the hour"]].concat());
        assert!(!stale(), "{one} {two}");
    }
}

#[test]
fn a_correction_stands_where_what_it_corrects_stood() {
    for [one, two, three] in CHANCES {
        let sandbox = reading_hour();
        let moved = |chance, day, more: &[&str]| {
            let line = ["log-action", C, "act-room", "rescheduled", "--new-date", day];
            let said =
                done(&sandbox, chance, &[&line[..], &["--agreed-by", "library"], more].concat());
            let path = said.lines().next().expect("a line").to_owned();
            path.trim_end_matches(".toml").rsplit('/').next().expect("a name").to_owned()
        };
        let first = moved(one, "2026-05-01", &[]);
        moved(two, "2026-05-10", &[]);
        moved(three, "2026-05-02", &["--corrects", &first]);
        assert_eq!(due_of_the_room(&sandbox).as_deref(), Some("2026-05-10"));
        // The second correction of one entry is the later of the two.
        let last = moved(one, "2026-05-07", &[]);
        for (chance, day) in [(two, "2026-05-08"), (three, "2026-05-09"), (one, "2026-05-06")] {
            moved(chance, day, &["--corrects", &last]);
            assert_eq!(due_of_the_room(&sandbox).as_deref(), Some(day), "{one} {two} {three}");
        }
    }
}

#[test]
fn a_risk_that_is_looked_at_twice_on_one_day_has_the_second_score() {
    for [one, two, three] in CHANCES {
        let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
        let risk = "risk-capacity";
        for (score, chance) in [("4", one), ("2", two), ("3", three)] {
            let line =
                ["log-risk", "warm-safe-discharge", risk, "reassessed", "--likelihood", score];
            done(&sandbox, chance, &line);
            let workspace = comity::store::Workspace::open(sandbox.root()).expect("a workspace");
            let today = DAY.parse().expect("a day");
            let record = Record::read(&workspace, "warm-safe-discharge", today);
            let found = record.look(|case| {
                let mut risks = case.reckoning.risks.iter();
                let risk = risks.find(|it| it.id == risk).expect("known");
                risk.scores.likelihood.map(|it| it.to_string())
            });
            assert_eq!(found.as_deref(), Some(score), "{one} {two} {three}");
        }
    }
}

/// The messages of names that lead nowhere.
fn nowhere(sandbox: &Sandbox) -> Vec<String> {
    let found = sandbox.findings(crate::harness::TODAY).into_iter();
    let found = found.filter(|it| it["rule"] == "reference-unresolved");
    found.map(|it| it["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn what_an_entry_cannot_come_after_is_told() {
    let sandbox = Sandbox::clean();
    let progressed = |name: &str, lines: &str| {
        sandbox.write(
            &format!(
                "collaborations/loan-boxes/log/2025-05-21-act-training-progressed-{name}.toml"
            ),
            format!(
                "kind = \"action\"\naction = \"act-training\"\nevent = \"progressed\"\n\
                 on = 2025-05-21\nby = \"learning-manager\"\nparty = \"museum\"\n{lines}\n"
            ),
        );
    };
    let id = |name: &str| format!("\"2025-05-21-act-training-progressed-{name}\"");
    let after = |name: &str| format!("after = {}", id(name));
    progressed("aaaa", &after("bbbb"));
    progressed("bbbb", "");
    assert_eq!(nowhere(&sandbox), Vec::<String>::new());
    // Each after the other, by a third, and after itself.
    progressed("bbbb", &after("aaaa"));
    assert_eq!(nowhere(&sandbox).len(), 2, "{:?}", nowhere(&sandbox));
    progressed("bbbb", &after("cccc"));
    progressed("cccc", &after("aaaa"));
    progressed("dddd", &after("aaaa"));
    let found = nowhere(&sandbox);
    assert_eq!(found.len(), 3, "what only comes behind the circle is none of it: {found:?}");
    assert!(found.iter().all(|it| it.contains("comes after this entry itself")), "{found:?}");
    // A correction without it puts all right, as it stands where the corrected one stood.
    progressed("eeee", &format!("corrects = {}", id("cccc")));
    assert_eq!(nowhere(&sandbox), Vec::<String>::new());
    progressed("dddd", &after("dddd"));
    assert_eq!(nowhere(&sandbox), ["an entry cannot come after itself"]);
    // One of another day, of another collaboration, or of none.
    progressed("dddd", "after = \"2025-05-20-act-training-started-c5vb\"");
    assert!(nowhere(&sandbox)[0].contains("is of 2025-05-20, and this entry of 2025-05-21"));
    for elsewhere in ["2025-05-21-act-hose-started-k3vd", "nothing"] {
        progressed("dddd", &format!("after = \"{elsewhere}\""));
        assert_eq!(nowhere(&sandbox).len(), 1, "{elsewhere}");
    }
}
