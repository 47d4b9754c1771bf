//! The mutation table: the evidence of each criterion is taken out of the good example, one element
//! at a time, and the rules that speak then are exactly those in `docs/coverage.md`.
//!
//! `COMITY_BLESS=1` writes the table anew; read the difference before you keep it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use comity::model::date::{Date, plus_days};
use comity::standard::{self, Criterion, Standard};
use serde_json::Value;
use toml_edit::{DocumentMut, Item, TableLike, Value as TomlValue};

use crate::gone;
use crate::harness::{Sandbox, digest_of, holds};

const TODAY: &str = "2025-11-30";
/// A day before any review was agreed.
const EARLY: &str = "2025-06-05";
const EXAMPLE: &str = "examples/warm-safe-discharge";
const COLLABORATION: &str = "collaborations/warm-safe-discharge";

/// The good example, with every sign-off ready to be made anew.
pub fn example() -> Sandbox {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let directory = sandbox.root().join(COLLABORATION);
    let files =
        ["agreement.toml", "reviews/interim-2025/review.toml", "reviews/annual-2025/review.toml"];
    let digests: Vec<String> =
        files.iter().map(|file| digest_of(&directory, file).expect("a digest")).collect();
    for (path, _) in every_file(&sandbox) {
        let mut text = sandbox.read(&path);
        for digest in &digests {
            text = text.replace(digest, "comity-1:auto");
        }
        sandbox.write(&path, text);
    }
    sandbox
}

/// Every file of a workspace by its path, with the kind that evidence paths call it.
fn every_file(sandbox: &Sandbox) -> Vec<(String, &'static str)> {
    fn below(directory: PathBuf, root: &std::path::Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(path, root, found);
            } else {
                let shown = path.strip_prefix(root).expect("below").to_str().expect("text");
                found.push(shown.replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    below(sandbox.root().to_owned(), sandbox.root(), &mut found);
    found.sort();
    let kind = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        ["comity.toml"] => "comity",
        ["network", _] => "network",
        ["network", "log", _] => "network/log",
        [_, _, "collaboration.toml"] => "collaboration",
        [_, _, "evaluation.toml"] => "evaluation",
        [_, _, "agreement.toml"] => "agreement",
        [_, _, "log", _] => "log",
        [_, _, "reviews", _, "review.toml"] => "review",
        [_, _, "reviews", _, _] => "view",
        _ => "",
    };
    found
        .into_iter()
        .map(|path| (path.clone(), kind(&path)))
        .filter(|(_, kind)| !kind.is_empty())
        .collect()
}

/// Takes out what a path leads to; gives how often something was taken, and the first file of all.
pub fn take_out(sandbox: &Sandbox, path: &str) -> (usize, String) {
    let (kind, steps) = path.split_once(": ").expect("a path");
    let steps: Vec<&str> = steps.split(": ").collect();
    let (last, before) = steps.split_last().expect("a step");
    let (mut taken, mut first) = (0, String::new());
    for (file, _) in every_file(sandbox).iter().filter(|(_, it)| *it == kind) {
        if taken == 0 {
            first.clone_from(file);
        }
        let mut document: DocumentMut = sandbox.read(file).parse().expect("TOML");
        if !before.iter().all(|step| stands(document.as_table(), step)) {
            continue;
        }
        let (keys, word) = match last.rsplit_once(" = ").filter(|(_, word)| !word.contains(']')) {
            Some((keys, word)) => (keys, Some(word)),
            None => (*last, None),
        };
        // What kind of event it is cannot be taken out of it: the event goes whole.
        if kind.ends_with("log") && matches!(keys, "kind" | "event" | "on") {
            if stands(document.as_table(), last) {
                fs::remove_file(sandbox.root().join(file)).expect("removed");
                taken += 1;
            }
            continue;
        }
        let keys: Vec<&str> = keys.split('.').collect();
        let before = taken;
        taken += remove(document.as_table_mut(), &keys, word);
        if taken > before {
            sandbox.write(file, document.to_string());
        }
    }
    (taken, first)
}

/// Whether the step of a path holds at the top of a file.
fn stands(table: &dyn TableLike, step: &str) -> bool {
    if let Some(key) = step.strip_prefix("no ") {
        return table.get(key).is_none();
    }
    let (key, word) = step.split_once(" = ").unwrap_or((step, ""));
    let item = table.get(key);
    item.is_some_and(|item| {
        let flag = item.as_bool().map(|flag| flag.to_string());
        word.is_empty() || item.as_str().or(flag.as_deref()) == Some(word)
    })
}

/// Whether an item passes the tests behind a key: `status != left, level = strategic]`.
fn passes(item: &dyn TableLike, tests: &str) -> bool {
    tests.trim_end_matches(']').split(", ").filter(|test| !test.is_empty()).all(|test| {
        let (key, word, is) = match test.split_once(" != ") {
            Some((key, word)) => (key, word, false),
            None => test.split_once(" = ").map(|(key, word)| (key, word, true)).expect("a test"),
        };
        let held = item.get(key).and_then(Item::as_value).map(|value| match value {
            TomlValue::String(text) => text.value().clone(),
            other => other.to_string().trim().to_owned(),
        });
        (held.as_deref() == Some(word)) == is
    })
}

fn remove(table: &mut dyn TableLike, keys: &[&str], word: Option<&str>) -> usize {
    let (key, rest) = keys.split_first().expect("a key");
    let (key, tests) = key.split_once('[').unwrap_or((key, ""));
    let Some(item) = table.get_mut(key) else { return 0 };
    if !tests.is_empty() && rest.is_empty() {
        let items = item.as_array_of_tables_mut().expect("a list of tables");
        let before = items.len();
        items.retain(|item| !passes(item, tests));
        return before - items.len();
    }
    if rest.is_empty() {
        let fits = match (word, &*item) {
            (None, _) => true,
            (Some(word), Item::Value(TomlValue::Boolean(flag))) => flag.value().to_string() == word,
            (Some(word), item) => item.as_str() == Some(word),
        };
        return if fits && table.remove(key).is_some() { 1 } else { 0 };
    }
    match item {
        Item::ArrayOfTables(items) => {
            let items = items.iter_mut().filter(|it| passes(*it, tests));
            items.map(|it| remove(it, rest, word)).sum()
        }
        Item::Value(TomlValue::Array(items)) => items
            .iter_mut()
            .filter_map(TomlValue::as_inline_table_mut)
            .map(|it| remove(it, rest, word))
            .sum(),
        item => item.as_table_like_mut().map_or(0, |inner| remove(inner, rest, word)),
    }
}

/// What is found: the rule, what it is about, and the criteria that it stands in the way of.
type Said = (String, String, Vec<String>);

/// What is found once every party has signed.
fn speaking(sandbox: &Sandbox, today: &str) -> BTreeSet<Said> {
    sandbox.sign();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let said = |it: &Value| {
        let criteria = it["criteria"].as_array().expect("a list").iter().map(text).collect();
        (text(&it["rule"]), text(&it["subject"]), criteria)
    };
    sandbox.findings(today).iter().map(said).collect()
}

/// What happened is settled once it was put right, and history once a review was agreed: so what
/// stands in the log is looked at on the day of the first event too, two days and three weeks after
/// it, and before the first review.
fn days_of(file: &str) -> Vec<String> {
    let first = &file.rsplit('/').next().unwrap_or_default()[..10];
    let day: Date = first.parse().expect("a day");
    let after = |days| plus_days(day, days).to_string();
    vec![first.to_owned(), after(2), after(21), EARLY.to_owned()]
}

/// What is laid into the example before the evidence at a path is taken out, as it holds nothing of
/// the kind, or makes up for it otherwise.
struct Laid {
    path: &'static str,
    /// What is laid in, for the table.
    what: &'static str,
    /// In a file, this instead of that.
    instead: &'static [(&'static str, &'static str, &'static str)],
    /// A file that is added.
    added: &'static [(&'static str, &'static str)],
    /// A file that is left out.
    without: &'static [&'static str],
    /// The day on which it is looked.
    on: &'static str,
}

const NOTHING: Laid =
    Laid { path: "", what: "", instead: &[], added: &[], without: &[], on: TODAY };

const TEAM: &str = "collaborations/warm-safe-discharge/collaboration.toml";

const LAID: &[Laid] = &[
    Laid {
        path: "agreement: service_level",
        what: "the agreement is a service level agreement",
        instead: &[(
            "collaborations/warm-safe-discharge/agreement.toml",
            "instrument = \"mou\"",
            "instrument = \"sla\"",
        )],
        ..NOTHING
    },
    Laid {
        path: "collaboration: team_stage = forming",
        what: "the team is forming",
        instead: &[(TEAM, "team_stage = \"performing\"", "team_stage = \"forming\"")],
        ..NOTHING
    },
    Laid {
        path: "collaboration: team_stage = storming",
        what: "the team is storming",
        instead: &[(TEAM, "team_stage = \"performing\"", "team_stage = \"storming\"")],
        ..NOTHING
    },
    Laid {
        path: "collaboration: team_stage = norming",
        what: "the team is norming",
        instead: &[(TEAM, "team_stage = \"performing\"", "team_stage = \"norming\"")],
        ..NOTHING
    },
    Laid {
        path: "log: event = unable: on",
        what: "after the notice no new day was agreed",
        without: &[
            "2025-03-26-act-coordinators-rescheduled-v7jd.toml",
            "2025-03-21-act-coordinators-told-7chm.toml",
        ],
        on: "2025-04-02",
        ..NOTHING
    },
    Laid {
        path: "log: kind = signoff: review",
        what: "nothing, and the time to agree a review is over",
        on: "2025-12-20",
        ..NOTHING
    },
    Laid {
        path: "log: event = progressed",
        what: "the action began two months before",
        added: &[(
            "2025-10-01-act-winter-started-k4tb.toml",
            "kind = \"action\"\naction = \"act-winter\"\nevent = \"started\"\non = 2025-10-01\n\
             by = \"avh-operations-director\"\nparty = \"hospital\"\n",
        )],
        ..NOTHING
    },
];

/// What is not asked for by itself, and why. Of all other evidence it is seen that a finding appears
/// when it is gone.
const NOT_ASKED: &[(&str, &str)] = &[
    (
        "agreement: action.depends_on",
        "an action may wait for none; those named are held against its day",
    ),
    (
        "agreement: action.milestone",
        "a mark for readers; whether there is news of an action is looked at",
    ),
    (
        "agreement: action.responsible",
        "one role answers for an action; others are named where there are any",
    ),
    (
        "agreement: action.start",
        "an action may begin at once; a day that is named is held against its due day",
    ),
    ("agreement: action.support", "not every action needs help; who promised it is asked first"),
    (
        "agreement: assumption",
        "nothing may be taken as given; what is, has to be tested by its day",
    ),
    (
        "agreement: benefit.from",
        "a gain may come of the work as a whole; what is named has to exist",
    ),
    ("agreement: information_none", "stands where nothing is shared; the example shares something"),
    (
        "agreement: instrument = sla",
        "stands in a service level agreement; its levels are taken out instead",
    ),
    ("agreement: reporting.audience", "absent: everybody who receives it"),
    ("agreement: risk.category = external", "not every risk comes from outside"),
    (
        "agreement: safeguarding.applies = false",
        "stands where nobody at risk is met; in the example the route of reports stands instead",
    ),
    ("collaboration: classification", "absent: official"),
    (
        "collaboration: contact[status != left].can_decide",
        "stands where no network is kept; the example keeps one",
    ),
    (
        "collaboration: party.mandate",
        "asked for only where the role that stands for a party cannot decide",
    ),
    ("comity: thresholds.risk_appetite", "absent: 9"),
    ("log: event = request-handled", "nobody may have asked"),
    ("log: event = rescheduled: reason", "the notice before it may say why"),
    ("log: event = support", "a difficulty may be settled without help; it may not stand still"),
    (
        "log: event = unable: proposed_due",
        "a new day may not be known yet; one that is named is shown",
    ),
    ("log: help_wanted", "no help may be needed; where it is asked for, it has to come"),
    ("log: informed.how", "that somebody was told is looked at; whether well, people judge"),
    ("log: kind = amendment: from_review", "a change may come of other things than a review"),
    (
        "log: kind = decision: affects",
        "a decision may touch no item; where it does, its parties are asked",
    ),
    ("log: kind = decision: declared_interests", "nobody may have an interest of their own"),
    (
        "log: kind = feedback: could_improve",
        "nothing may have to be better; praise alone is feedback too",
    ),
    ("log: kind = feedback: support_offered", "no help may be needed"),
    ("log: kind = issue: category = conduct", "nobody may have misbehaved"),
    ("log: kind = issue: category = conflict-of-interest", "there may be none"),
    ("log: kind = issue: category = disagreement", "there may be none"),
    ("log: kind = report: summary", "the report itself stands where `location` says"),
    ("log: kind = risk: category = external", "not every risk comes from outside"),
    ("network/log: concerns_heard", "a partner may have none"),
    (
        "network/log: follow_up_by",
        "nothing may have been promised; what was, has to be done by its day",
    ),
    ("network/log: got", "a contact may bring nothing; one that only asks is told"),
    ("network/log: opportunity", "no chance may show; a year without any news of the kind is told"),
    ("network: contact.strategic_objectives", "the page of its organisation may name them for all"),
    (
        "network: contact[status != left].status",
        "absent: active; one that has left has to leave its places",
    ),
    (
        "network: ours = false: contact[status != left].introduced_by",
        "nobody may have; a year without anybody new is told",
    ),
    (
        "network: ours = true: values",
        "our own page may hold either of two; without both S1.K-c1 is not met",
    ),
    (
        "network: ours = true: working_practices",
        "our own page may hold either of two; without both S1.K-c1 is not met",
    ),
    (
        "view: scores[trust != 0].trust",
        "a party may leave a question out; the views are held against each other",
    ),
];

/// The example with what is laid in.
fn lay(whole: &Sandbox, laid: &Laid) -> Sandbox {
    let sandbox = whole.twin();
    for (file, from, to) in laid.instead {
        sandbox.replace(file, from, to);
    }
    for (file, text) in laid.added {
        sandbox.write(&format!("{COLLABORATION}/log/{file}"), text);
    }
    for file in laid.without {
        fs::remove_file(sandbox.root().join(COLLABORATION).join("log").join(file)).expect("gone");
    }
    sandbox
}

/// What came of taking something out: how often it stood there, and what is said that was not.
struct Taken {
    times: String,
    said: Vec<Said>,
}

/// Takes out what a path leads to, from the example and from what is laid into it.
fn taken(whole: &Sandbox, path: &str, usual_on: &dyn Fn(&str) -> BTreeSet<Said>) -> Taken {
    let sandbox = whole.twin();
    let (count, first) = take_out(&sandbox, path);
    let mut said = BTreeSet::new();
    let mut days = vec![TODAY.to_owned()];
    if path.starts_with("log: ") {
        days.extend(days_of(&first));
    }
    for day in days.iter().filter(|_| count > 0) {
        said.extend(speaking(&sandbox, day).difference(&usual_on(day)).cloned());
    }
    let mut times = count.to_string();
    for laid in LAID.iter().filter(|laid| laid.path == path) {
        let before = speaking(&lay(whole, laid), laid.on);
        let sandbox = lay(whole, laid);
        let (count, _) = take_out(&sandbox, path);
        assert!(count > 0, "{path} does not stand in what is laid in");
        said.extend(speaking(&sandbox, laid.on).difference(&before).cloned());
        times.push_str(&format!(", laid in {count}"));
    }
    Taken { times, said: said.into_iter().collect() }
}

/// Makes each of some things on every core.
pub fn each<T: Sync, R: Send>(of: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let made = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = of.get(at) else { break };
                    let done = make(one);
                    made.lock().expect("whole").push((at, done));
                }
            });
        }
    });
    let mut made = made.into_inner().expect("whole");
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, one)| one).collect()
}

#[test]
fn what_is_taken_out_of_the_good_example_is_missed() {
    let whole = example();
    let before = speaking(&whole.twin(), TODAY);
    assert_eq!(before.iter().map(|(rule, ..)| &**rule).collect::<Vec<_>>(), ["action-due-soon"]);
    let usual: Mutex<BTreeMap<String, BTreeSet<Said>>> = Mutex::new(BTreeMap::new());
    let usual_on = |day: &str| -> BTreeSet<Said> {
        let known = usual.lock().expect("whole").get(day).cloned();
        known.unwrap_or_else(|| {
            let said = speaking(&whole.twin(), day);
            usual.lock().expect("whole").insert(day.to_owned(), said.clone());
            said
        })
    };
    let criteria: Vec<(&Standard, &Criterion)> = standard::all()
        .iter()
        .flat_map(|standard| standard.criteria.iter().map(move |it| (standard, it)))
        .filter(|(_, criterion)| !criterion.is_judgement())
        .collect();
    let paths = criteria.iter().flat_map(|(_, it)| &it.evidence).map(|path| path.text.as_str());
    let paths: Vec<&str> = paths.collect::<BTreeSet<_>>().into_iter().collect();
    for laid in LAID {
        assert!(paths.contains(&laid.path), "{} is no evidence of anything", laid.path);
    }
    let taken_out = each(&paths, |path| taken(&whole, path, &usual_on));
    let taken_out: BTreeMap<&str, Taken> = paths.into_iter().zip(taken_out).collect();

    let mut out = String::from(PREFACE);
    let (mut unmissed, mut in_part): (Vec<&Criterion>, Vec<&Criterion>) = Default::default();
    for standard in standard::all() {
        let _ = write!(out, "\n## {}: {}\n\n", standard.id, standard.title);
        out.push_str("| Criterion | Taken out | Times | Findings of its own | Other findings |\n");
        out.push_str("|---|---|---|---|---|\n");
        for (_, criterion) in criteria.iter().filter(|(of, _)| of.id == standard.id) {
            let (mut own_any, mut own_all) = (false, true);
            for path in &criterion.evidence {
                let Taken { times, said } = &taken_out[path.text.as_str()];
                let rests = |(rule, _, criteria): &&Said| {
                    let criteria: Vec<&str> = criteria.iter().map(String::as_str).collect();
                    criterion.rests_on(rule, &criteria)
                };
                let (own, other): (Vec<&Said>, Vec<&Said>) = said.iter().partition(rests);
                own_any |= !own.is_empty();
                own_all &= !own.is_empty();
                let _ = writeln!(
                    out,
                    "| {} | `{}` | {times} | {} | {} |",
                    criterion.reference,
                    path.text,
                    named(&own, &[]),
                    named(&other, &own)
                );
            }
            if !own_any {
                unmissed.push(criterion);
            }
            if !own_all {
                in_part.push(criterion);
            }
        }
    }
    let unmissed: Vec<String> =
        unmissed.iter().map(|it| format!("{}: {}", it.reference, it.title)).collect();
    assert_eq!(unmissed, Vec::<String>::new(), "of these nothing is missed");
    // Where each element is missed, a criterion is not met; of the others that has to be seen.
    for row in each(&in_part, |criterion| without(&whole, criterion)) {
        assert_ne!(row["verdict"], "met", "{row}");
    }
    let silent = taken_out.iter().filter(|(_, taken)| taken.said.is_empty()).map(|(path, _)| *path);
    let explained: Vec<&str> = NOT_ASKED.iter().map(|(path, _)| *path).collect();
    assert_eq!(silent.collect::<Vec<_>>(), explained, "nothing is found without it, and why");
    let signed = whole.twin();
    signed.sign();
    let files = every_file(&signed).into_iter().map(|(path, _)| path);
    // Without its settings it is no workspace.
    let files: Vec<String> = files.filter(|path| path != "comity.toml").collect();
    out.push_str(&gone::table(&signed, &files, TODAY));
    let _ = write!(
        out,
        "\n## What is laid in\n\nEach of the {} criteria that a machine can check is missed by a rule \
         of its own as soon as one element is gone. Where the example holds nothing of the kind, or \
         makes up for it otherwise, this is laid into it first:\n\n",
        criteria.len()
    );
    for Laid { path, what, on, .. } in LAID {
        let _ = writeln!(out, "- `{path}`: {what}; looked at on {on}");
    }
    out.push_str(
        "\n## What may be missing\n\nWithout these nothing is found, as a record can be in order without \
         them; what stands there is looked at all the same.\n\n| Evidence | Why it is not asked for |\n\
         |---|---|\n",
    );
    for (path, why) in NOT_ASKED {
        let _ = writeln!(out, "| `{path}` | {why} |");
    }
    out.push_str(
        "\n## Left to people\n\n| Criterion | Asks | Why no machine can tell |\n|---|---|---|\n",
    );
    for criterion in standard::all().iter().flat_map(|standard| &standard.criteria) {
        if criterion.is_judgement() {
            let why = criterion.judge.as_deref().expect("a reason");
            let _ = writeln!(out, "| {} | {} | {why} |", criterion.reference, criterion.title);
        }
    }
    holds("docs/coverage.md", &out);
}

const PREFACE: &str = "# What is missed when it is gone

Made by a test (`tests/it/mutation.rs`). From `examples/warm-safe-discharge`, which is in order on
2025-11-30, the evidence of each criterion is taken out, one element at a time, wherever it stands;
every party signs what is left. What is found then is told by these rules: those whose finding stands in
the way of the criterion, and others that miss the same. Times says how often it stood there. What
happened is settled once it was put right, and history once a review was agreed: so what stands in the
log is looked at on the day of its first event too, two days and three weeks after it, and on 2025-06-05,
before the first review.
";

/// The rules that say something, each once, without those that are named already.
fn named(said: &[&Said], already: &[&Said]) -> String {
    let names = |said: &[&Said]| -> BTreeSet<String> {
        said.iter().map(|(rule, ..)| format!("`{rule}`")).collect()
    };
    let names: Vec<String> = names(said).difference(&names(already)).cloned().collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// The row of a criterion in the coverage of the example without any of its evidence.
fn without(whole: &Sandbox, criterion: &Criterion) -> Value {
    let sandbox = whole.twin();
    for path in &criterion.evidence {
        take_out(&sandbox, &path.text);
    }
    sandbox.sign();
    let id = criterion.reference.split('.').next().expect("an id");
    let words = ["report", "coverage", "--standard", id, "--today", TODAY, "--format", "json"];
    let report: Value = serde_json::from_str(&sandbox.comity(&words).stdout).expect("JSON");
    let rows = report["rows"].as_array().expect("a list");
    let own = rows.iter().find(|row| row["criterion"] == *criterion.reference);
    own.unwrap_or_else(|| panic!("no row of {}", criterion.reference)).clone()
}
