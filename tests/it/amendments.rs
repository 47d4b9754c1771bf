//! Amendments on rough ground: what was signed is lost, a writer was killed between the event and
//! the text, a day lies outside of the term, a role is a letter off, an entry is put right.

use std::fs;
use std::path::PathBuf;

use comity::model::agreement::Agreement;
use comity::model::declare::{Record as _, Reference, Shape};

use crate::harness::{Sandbox, files, git};

const HOME: &str = "collaborations/reading-hour";
const DAY: [&str; 2] = ["--today", "2026-04-16"];
const AMEND: [&str; 7] = [
    "agree",
    "reading-hour",
    "--amend",
    "--reason",
    "The corner is painted first",
    "--effective-on",
    "2026-04-20",
];

fn reading() -> Sandbox {
    Sandbox::copy_of("examples/reading-hour")
}

/// Runs a line, which has to end with this code, and gives all that it said in one line.
fn run(sandbox: &Sandbox, line: &[&str], code: u8) -> String {
    let outcome = sandbox.comity(line);
    assert_eq!(outcome.code, code, "{line:?}: {outcome:?}");
    let said = format!("{} {}", outcome.stdout, outcome.stderr);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn on_day(line: &[&str]) -> Vec<String> {
    line.iter().chain(&DAY).map(|&word| word.to_owned()).collect()
}

fn words(line: &[String]) -> Vec<&str> {
    line.iter().map(String::as_str).collect()
}

fn done(sandbox: &Sandbox, line: &[&str]) -> String {
    run(sandbox, &words(&on_day(line)), 0)
}

/// Runs a line that is refused for this reason, and writes nothing.
fn refused(sandbox: &Sandbox, line: &[&str], parts: &[&str]) {
    let before = (sandbox.read(&format!("{HOME}/agreement.toml")), log(sandbox));
    let said = run(sandbox, &words(&on_day(line)), 2);
    for part in parts {
        assert!(said.contains(part), "it does not say {part:?}: {said}");
    }
    assert_eq!((sandbox.read(&format!("{HOME}/agreement.toml")), log(sandbox)), before);
}

fn log(sandbox: &Sandbox) -> Vec<PathBuf> {
    let mut log = files(&sandbox.root().join(HOME).join("log"));
    log.sort();
    log
}

/// The texts of the amendments, without the names of their files.
fn amendments(sandbox: &Sandbox) -> Vec<String> {
    let all = log(sandbox).into_iter().map(|path| fs::read_to_string(path).expect("a text"));
    all.filter(|text| text.contains("kind = \"amendment\"")).collect()
}

/// The rules that speak of the chain of versions and of who has signed what.
fn chain(sandbox: &Sandbox, collaboration: &str, today: &str) -> Vec<String> {
    let found = sandbox.findings(today).into_iter();
    let own = found.filter(|it| it["file"].as_str().is_some_and(|it| it.contains(collaboration)));
    let rules = own.filter_map(|it| it["rule"].as_str().map(str::to_owned));
    let mut rules: Vec<String> =
        rules.filter(|it| it.starts_with("signoff-") || it.starts_with("amendment-")).collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn a_signed_text_that_is_lost_is_no_dead_end() {
    const TODAY: &str = "2026-03-02";
    for (id, parties) in [
        ("night-bus", &["council", "bus-company"][..]),
        ("surplus-food", &["council", "food-network", "traders"]),
    ] {
        let sandbox = Sandbox::copy_of("examples/neglected");
        let lines: Vec<String> = sandbox
            .findings(TODAY)
            .iter()
            .filter(|it| it["rule"] == "signoff-stale" || it["rule"] == "amendment-chain-broken")
            .filter_map(|it| it["remedy"]["command"].as_str().map(str::to_owned))
            .filter(|line| line.contains(id))
            .collect();
        assert!(!lines.is_empty(), "{id}");
        for line in lines {
            let sandbox = Sandbox::copy_of("examples/neglected");
            // The line says itself that a reason leads on; without one it is refused.
            assert!(line.ends_with(" --force \"…\""), "{line}");
            let line = line.replace(" --force \"…\"", "").replace("\"…\"", "Found-so");
            let line: Vec<&str> = line.split_whitespace().skip(1).collect();
            let line = [&line[..], &["--today", TODAY]].concat();
            let said = run(&sandbox, &line, 2);
            assert!(said.contains("go on from the text on file"), "{said}");
            assert!(said.contains("`--force \"why\"`"), "{said}");
            let forced = [&line[..], &["--force", "The paper is lost"]].concat();
            let said = run(&sandbox, &forced, 0);
            assert!(said.contains("version 1 is not on file"), "{said}");
            let log = files(&sandbox.root().join(format!("collaborations/{id}/log")));
            let log: Vec<String> =
                log.into_iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
            let event =
                log.iter().find(|it| it.contains("kind = \"amendment\"")).expect("an event");
            assert!(event.contains("forced = \"The paper is lost\""), "{event}");
            assert!(event.contains("version 1 is not on file; signed was comity-1:"), "{event}");
            let left = chain(&sandbox, id, TODAY);
            assert!(
                !left.iter().any(|it| it == "signoff-stale" || it.contains("chain")),
                "{left:?}"
            );
            // Each signs anew, whatever else the text still lacks.
            for party in parties {
                let sign = ["agree", id, "--sign", party, "--method", "email", "--today", TODAY];
                let by = ["--by", "Waste manager", "--force", "It stood so for a year"];
                run(&sandbox, &[&sign[..], &by].concat(), 0);
            }
            let left = chain(&sandbox, id, TODAY);
            assert!(left.iter().all(|it| it == "signoff-authority-doubtful"), "{left:?}");
        }
    }
}

#[test]
fn what_changes_besides_a_lost_text_is_listed() {
    let sandbox = reading();
    let text = format!("{HOME}/agreement.toml");
    sandbox.replace(&text, "due = 2026-04-07", "due = 2026-04-08");
    let set = [&AMEND[..], &["--set", "act-room.due=2026-05-05"]].concat();
    refused(&sandbox, &set, &["what changed cannot be told", "`--force \"why\"`"]);
    // Whoever would type for an hour is told before.
    refused(&sandbox, &[&AMEND[..], &["--edit"]].concat(), &["what changed cannot be told"]);
    let ready = done(&sandbox, &["agree", "reading-hour", "--ready"]);
    let typed =
        "comity agree reading-hour --amend --reason \"…\" --effective-on DATE --force \"…\"";
    assert!(ready.contains(typed), "{ready}");
    let said = done(&sandbox, &[&set[..], &["--force", "Nobody kept it"]].concat());
    assert!(said.contains("action `act-room`: due 2026-04-08 -> 2026-05-05"), "{said}");
    let [event] = &amendments(&sandbox)[..] else { panic!("one amendment") };
    assert!(event.contains("was = 2026-04-08, now = 2026-05-05"), "{event}");
    assert!(event.contains("item = \"agreement\", field = \"text\""), "{event}");
    assert!(sandbox.read(&text).contains("version = 2"));
}

#[test]
fn where_only_the_amendment_is_missing_the_text_is_left_alone() {
    let sandbox = reading();
    git(sandbox.root(), &["init", "-q"]);
    git(sandbox.root(), &["add", "."]);
    git(sandbox.root(), &["commit", "-qm", "Sign"]);
    let set = [&AMEND[..], &["--set", "act-room.due=2026-05-05"]].concat();
    done(&sandbox, &set);
    for (party, by) in [("library", "Children's librarian"), ("surgery", "Practice manager")] {
        done(&sandbox, &["agree", "reading-hour", "--sign", party, "--by", by]);
    }
    let whole = amendments(&sandbox);
    let event = log(&sandbox).into_iter().find(|it| it.to_string_lossy().contains("amended"));
    fs::remove_file(event.expect("it is there")).expect("taken away");
    assert_eq!(chain(&sandbox, "reading-hour", "2026-04-16"), ["amendment-chain-broken"]);
    let more = [&AMEND[..], &["--set", "act-room.due=2026-06-05"]].concat();
    refused(&sandbox, &more, &["no amendment leads to version 2 yet"]);
    let text = sandbox.read(&format!("{HOME}/agreement.toml"));
    done(&sandbox, &AMEND);
    assert_eq!(sandbox.read(&format!("{HOME}/agreement.toml")), text);
    assert_eq!(amendments(&sandbox), whole);
    assert!(chain(&sandbox, "reading-hour", "2026-04-16").is_empty());
    // Where nobody knows what was signed before, a reason stands in for it.
    let event = log(&sandbox).into_iter().find(|it| it.to_string_lossy().contains("amended"));
    fs::remove_file(event.expect("it is there")).expect("taken away");
    fs::remove_dir_all(sandbox.root().join(".git")).expect("it was there");
    refused(&sandbox, &AMEND, &["what changed cannot be told"]);
    done(&sandbox, &[&AMEND[..], &["--force", "On paper only"]].concat());
    assert_eq!(sandbox.read(&format!("{HOME}/agreement.toml")), text);
    assert!(chain(&sandbox, "reading-hour", "2026-04-16").is_empty());
}

/// What an amendment may change, each as the flags for it.
const CHANGES: [&[&str]; 5] = [
    &["--set", "act-room.due=2026-05-05"],
    &["--set", "purpose.aim=Children hear \"one\" story,\nand go home"],
    &["--unset", "term.ends_on", "--set", "act-read.title=Read twice"],
    &[
        "--add",
        "action",
        "id=act-bags",
        "party=library",
        "owner=Children's librarian",
        "title=Bags",
        "due=2026-06-01",
    ],
    &["--unset", "action.act-room"],
];

#[test]
fn an_amendment_that_was_killed_halfway_is_finished_by_the_same_line() {
    for changes in CHANGES {
        let line = [&AMEND[..], changes, &["--force", "It is so"]].concat();
        let (begun, whole) = (reading(), reading());
        done(&whole, &line);
        let event = log(&whole).into_iter().find(|it| it.to_string_lossy().contains("amended"));
        let event = event.expect("it is there");
        let name = event.file_name().expect("a name").to_string_lossy().into_owned();
        let path = format!("{HOME}/log/{name}");
        begun.write(&path, fs::read_to_string(&event).expect("a text"));
        assert_eq!(chain(&begun, "reading-hour", "2026-04-16"), ["amendment-chain-broken"]);
        // Not with other changes, or none.
        refused(&begun, &AMEND, &["is on file, and its text is not"]);
        let other = [&AMEND[..], &["--set", "act-read.due=2026-05-19"]].concat();
        refused(&begun, &other, &["give the same changes once more", "--retracted yes"]);
        // Nor with another word in the entry.
        for (from, key) in [("--reason", "`reason`"), ("--effective-on", "`effective_on`")] {
            let at = line.iter().position(|it| *it == from).expect("it is given");
            let mut other = line.clone();
            other[at + 1] = if from == "--reason" { "Another" } else { "2026-06-30" };
            refused(&begun, &other, &["is on file, and its text is not", key]);
        }
        let seen = begun.comity(&["agree", "reading-hour", "--today", "2026-04-16"]);
        assert!(seen.stderr.contains("half done: "), "{}", seen.stderr);
        assert!(seen.stderr.contains("--retracted yes"), "{}", seen.stderr);
        let shown = [&line[..], &["--dry-run"]].concat();
        assert!(done(&begun, &shown).contains("+version = 2"));
        let said = done(&begun, &line);
        assert!(said.contains(&format!("({})", name.trim_end_matches(".toml"))), "{said}");
        assert!(said.contains("its text was not: now it is"), "{said}");
        let text = format!("{HOME}/agreement.toml");
        assert_eq!(begun.read(&text), whole.read(&text), "{changes:?}");
        assert_eq!(amendments(&begun), amendments(&whole));
    }
}

#[test]
fn an_amendment_that_was_killed_halfway_is_replaced_or_taken_back() {
    let whole = reading();
    done(&whole, &[&AMEND[..], &["--set", "act-room.due=2026-05-05"]].concat());
    let event = log(&whole).into_iter().find(|it| it.to_string_lossy().contains("amended"));
    let event = event.expect("it is there");
    let id = event.file_stem().expect("a name").to_string_lossy().into_owned();
    let begun = || {
        let sandbox = reading();
        sandbox
            .write(&format!("{HOME}/log/{id}.toml"), fs::read_to_string(&event).expect("a text"));
        sandbox
    };
    let corrects = ["agree", "reading-hour", "--amend", "--corrects", &id];
    let sandbox = begun();
    done(&sandbox, &[&corrects[..], &["--retracted", "yes"]].concat());
    assert!(chain(&sandbox, "reading-hour", "2026-04-16").is_empty());
    done(&sandbox, &[&AMEND[..], &["--set", "act-room.due=2026-05-05"]].concat());
    let sandbox = begun();
    let said = done(&sandbox, &[&corrects[..], &["--set", "act-read.due=2026-05-19"]].concat());
    assert!(said.contains("action `act-read`: due 2026-04-14 -> 2026-05-19"), "{said}");
    let events = amendments(&sandbox);
    let other = events.iter().find(|it| it.contains("corrects")).expect("another");
    assert!(other.contains("item = \"act-read\"") && events.len() == 2, "{other}");
    assert!(chain(&sandbox, "reading-hour", "2026-04-16") == ["signoff-pending"]);
    // One that is whole is put right alone, and takes no further change.
    let said = done(&whole, &[&corrects[..], &["--effective-on", "2026-04-27"]].concat());
    assert!(!said.contains("agreement.toml"), "{said}");
    let all = amendments(&whole);
    assert!(all.len() == 2 && all.iter().all(|it| it.contains("act-room")), "it is taken over");
    assert_eq!(chain(&whole, "reading-hour", "2026-04-16"), ["signoff-pending"]);
    refused(
        &whole,
        &[&corrects[..], &["--set", "act-read.due=2026-05-19"]].concat(),
        &["leave out `--corrects`"],
    );
    let taken = [&corrects[..], &["--retracted", "yes"]].concat();
    refused(&whole, &taken, &["no amendment leads to 2"]);
}

#[test]
fn an_amendment_of_which_only_the_text_was_written_is_logged_without_typing_them_anew() {
    for changes in CHANGES {
        let line = [&AMEND[..], changes, &["--force", "It is so"]].concat();
        let (begun, whole) = (reading(), reading());
        git(begun.root(), &["init", "-q"]);
        git(begun.root(), &["add", "."]);
        git(begun.root(), &["commit", "-qm", "Sign"]);
        done(&whole, &line);
        let text = format!("{HOME}/agreement.toml");
        begun.write(&text, whole.read(&text));
        done(&begun, &AMEND);
        assert_eq!(begun.read(&text), whole.read(&text), "{changes:?}");
        // What was typed first stands first, and here nobody typed; what spoke against the text is
        // no news once it stands there.
        let sorted = |sandbox: &Sandbox| {
            let events = amendments(sandbox).concat();
            let lines = events.lines().filter(|line| !line.starts_with("forced"));
            let mut lines: Vec<String> = lines.map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&begun), sorted(&whole));
    }
}

#[test]
fn a_text_that_is_gone_or_damaged_is_no_text_that_nothing_changed_in() {
    let sandbox = reading();
    let text = format!("{HOME}/agreement.toml");
    sandbox.write(&text, sandbox.read(&text) + "x = [\n");
    refused(&sandbox, &AMEND, &["cannot be read whole", "mend it first"]);
    refused(&sandbox, &[&AMEND[..], &["--force", "why"]].concat(), &["cannot be read whole"]);
    let sandbox = reading();
    fs::remove_file(sandbox.root().join(&text)).expect("it was there");
    let aim = [&AMEND[..], &["--set", "purpose.aim=Children hear a story"]].concat();
    run(&sandbox, &words(&on_day(&aim)), 2);
    done(&sandbox, &[&aim[..], &["--force", "The disk broke"]].concat());
    assert!(sandbox.read(&text).contains("version = 2"));
    assert!(!chain(&sandbox, "reading-hour", "2026-04-16").contains(&"signoff-stale".to_owned()));
}

#[test]
fn a_draft_that_says_another_version_is_not_sent_in_circles() {
    let sandbox = reading();
    fs::remove_dir_all(sandbox.root().join(HOME).join("log")).expect("it was there");
    let text = format!("{HOME}/agreement.toml");
    sandbox.write(&text, format!("version = 2\n{}", sandbox.read(&text)));
    refused(&sandbox, &AMEND, &["`comity agree reading-hour --set version=1`"]);
    done(&sandbox, &["agree", "reading-hour", "--set", "version=1"]);
    done(&sandbox, &["agree", "reading-hour", "--sign", "library"]);
}

#[test]
fn an_action_is_not_moved_out_of_the_term_in_passing() {
    for (day, side) in [
        ("2026-03-15", "before the term begins on 2026-03-16"),
        ("2026-12-19", "after the term ends on 2026-12-18"),
    ] {
        let sandbox = reading();
        let set = format!("act-room.due={day}");
        let line = [&AMEND[..], &["--set", &set]].concat();
        refused(&sandbox, &line, &[side, "`--force \"why\"`"]);
        let add = format!("due={day}");
        let add = ["--add", "action", "id=act-new", "party=library", "title=Bags", &add];
        refused(&sandbox, &[&AMEND[..], &add].concat(), &["`act-new` runs to", side]);
        done(&sandbox, &[&line[..], &["--force", "It is before all else"]].concat());
        assert!(amendments(&sandbox)[0].contains("forced = \"It is before all else\""));
        // Moved by an event it is advice, which is told at once.
        if day > "2026-04-16" {
            let sandbox = reading();
            let line = ["log-action", "reading-hour", "act-room", "rescheduled", "--new-date", day];
            let more = ["--agreed-by", "library", "--reason", "The corner is painted first"];
            let said = done(&sandbox, &[&line[..], &more].concat());
            assert!(said.contains(&format!("note: `act-room` runs to {day}, {side}")), "{said}");
        }
    }
    // Its days are the first and the last.
    for day in ["2026-03-16", "2026-12-18"] {
        let set = format!("act-room.due={day}");
        done(&reading(), &[&AMEND[..], &["--set", &set]].concat());
    }
    // Who moves the term is told of what stays behind, and not stopped.
    let sandbox = reading();
    let said = done(&sandbox, &[&AMEND[..], &["--set", "term.effective_on=2026-04-10"]].concat());
    assert!(said.contains("note: `act-room` runs to 2026-04-07, before the term"), "{said}");
}

#[test]
fn a_misspelt_role_is_refused_wherever_a_draft_takes_one() {
    let draft = reading();
    fs::remove_dir_all(draft.root().join(HOME).join("log")).expect("it was there");
    let mut tried = 0;
    for list in Agreement::TABLE.fields {
        let Shape::List(Shape::Table(table)) = list.shape else { continue };
        for field in table.fields {
            if field.refers != Some(Reference::Role) || field.shape != Shape::Text {
                continue;
            }
            let role = format!("{}=Childrens librarian", field.key);
            let id = table.field("id").map(|_| "id=new-one");
            let asked = ["statement=Told beforehand", "on=A room at the surgery"];
            let what = asked
                .into_iter()
                .filter(|it| it.split_once('=').is_some_and(|(key, _)| table.field(key).is_some()));
            let line: Vec<&str> = ["agree", "reading-hour", "--add", list.key]
                .into_iter()
                .chain(id)
                .chain(what)
                .chain([&*role])
                .collect();
            refused(&draft, &line, &["did you mean `Children's librarian`?", "`--force \"why\"`"]);
            let sandbox = draft.twin();
            done(&sandbox, &[&line[..], &["--force", "So it is called there"]].concat());
            let text = sandbox.read(&format!("{HOME}/agreement.toml"));
            let beside = "\"Childrens librarian\" # So it is called there\n";
            assert!(text.contains(beside), "{text}");
            tried += 1;
        }
    }
    assert!(tried > 3, "{tried}");
    // Nothing spoke against it, and no reason is written.
    let line = ["agree", "reading-hour", "--set", "act-read.title=Read", "--force", "why"];
    refused(&draft, &line, &["overrides nothing here"]);
    // Two that are new and nearly the same are one of them misspelt.
    let owners =
        ["--set", "act-read.owner=Head of the ward", "--set", "act-room.owner=Head of the wrad"];
    let line = [&["agree", "reading-hour"][..], &owners].concat();
    refused(&draft, &line, &["`Head of the wrad`", "did you mean `Head of the ward`?"]);
}

#[test]
fn who_writes_is_held_against_the_roles_that_are_known() {
    let log = ["log-action", "reading-hour", "act-room", "progressed", "--note", "Half of it"];
    let sign = ["agree", "reading-hour", "--sign", "surgery"];
    let amend = [&AMEND[..], &["--set", "act-room.due=2026-05-05"]].concat();
    for line in [&log[..], &sign, &amend] {
        let sandbox = reading();
        if line == sign {
            let signed = crate::amendments::log(&sandbox);
            let own = signed.into_iter().find(|it| it.to_string_lossy().contains("surgery"));
            fs::remove_file(own.expect("it is there")).expect("taken away");
        }
        let near = [line, &["--by", "Practise manger"]].concat();
        refused(&sandbox, &near, &["did you mean `Practice manager`?", "`--force \"why\"`"]);
        let kebab = [line, &["--by", "head-gardener"]].concat();
        refused(&sandbox, &kebab, &["no contact on file", "Practice manager", "in words"]);
        // A role in words may well be new: it is told with those that are known, once.
        let new = [line, &["--by", "Head gardener"]].concat();
        let said = done(&sandbox, &new);
        assert!(said.contains("that the record has not known so far; known are: "), "{said}");
        let next = ["log-action", "reading-hour", "act-read", "progressed", "--note", "Begun"];
        let said = done(&sandbox, &[&next[..], &["--by", "Head gardener"]].concat());
        assert!(!said.contains("known"), "{said}");
    }
}

#[test]
fn a_directory_called_like_a_collaboration_is_not_taken_for_all() {
    let sandbox = Sandbox::empty();
    let below = Sandbox::copy_of("examples/reading-hour");
    for path in ["comity.toml", "collaborations/reading-hour/collaboration.toml"] {
        sandbox.write(&format!("reading-hour/{path}"), below.read(path));
    }
    for file in ["agreement.toml", "evaluation.toml"] {
        let path = format!("{HOME}/{file}");
        sandbox.write(&format!("reading-hour/{path}"), below.read(&path));
    }
    let line = ["-C", "reading-hour", "agree", "reading-hour", "--show"];
    let said = run(&sandbox, &words(&on_day(&line)), 0);
    assert!(said.contains("Reading hour"), "{said}");
    // What is no collaboration is the workspace, and that is said.
    fs::rename(sandbox.root().join("reading-hour"), sandbox.root().join("records")).expect("moved");
    let line = ["-C", "records", "agree", "records"];
    let said = run(&sandbox, &words(&on_day(&line)), 2);
    assert!(said.contains("`records` is the directory of the whole workspace"), "{said}");
}

/// The line of an amendment that is refused no more once the text is as it was written.
const MOVED: [&str; 2] = ["--set", "act-room.due=2026-05-05"];

/// A changed text that nobody has signed yet, and then what somebody does to it by hand.
fn amended_and_then(sandbox: &Sandbox, from: &str, to: &str) {
    done(sandbox, &[&AMEND[..], &MOVED].concat());
    let path = format!("{HOME}/agreement.toml");
    sandbox.write(&path, sandbox.read(&path).replace(from, to));
}

#[test]
fn an_amended_text_that_was_changed_by_hand_is_not_signed_in_passing() {
    let sandbox = reading();
    amended_and_then(&sandbox, "from four to five", "from four to six");
    let ready = ["agree", "reading-hour", "--ready"];
    let said = done(&sandbox, &ready);
    assert!(said.contains("it is not what the amendment to version 2 leads to"), "{said}");
    assert!(said.contains("What was written is not in the history"), "{said}");
    assert!(!said.contains("Nothing stands in the way"), "{said}");
    let sign = ["agree", "reading-hour", "--sign", "library"];
    refused(
        &sandbox,
        &sign,
        &["not what the amendment to version 2 leads to", "`comity agree reading-hour --ready`"],
    );
    refused(&sandbox, &AMEND, &["version 2 as it was written is neither on file"]);
    // Taken back, it is signed as before.
    let path = format!("{HOME}/agreement.toml");
    sandbox.write(&path, sandbox.read(&path).replace("from four to six", "from four to five"));
    refused(&sandbox, &AMEND, &["nothing changes: the text is what the amendment leads to"]);
    assert!(done(&sandbox, &ready).contains("Nothing stands in the way"));
    done(&sandbox, &sign);
}

#[test]
fn a_change_by_hand_of_what_an_amendment_lists_is_told_without_a_history() {
    let sandbox = reading();
    amended_and_then(&sandbox, "due = 2026-05-05", "due = 2026-06-12");
    let said = done(&sandbox, &["agree", "reading-hour", "--ready"]);
    assert!(said.contains("action `act-room`: due 2026-05-05 -> 2026-06-12"), "{said}");
    done(&sandbox, &AMEND);
    assert!(sandbox.read(&format!("{HOME}/agreement.toml")).contains("version = 3"));
    let listed = amendments(&sandbox);
    let listed = listed.iter().find(|it| it.contains("to_version = 3")).expect("a second one");
    assert!(listed.contains(r#"field = "due", was = 2026-05-05, now = 2026-06-12"#), "{listed}");
    done(&sandbox, &["agree", "reading-hour", "--sign", "library"]);
}

#[test]
fn a_change_by_hand_besides_is_listed_from_what_was_signed_before() {
    let sandbox = reading();
    git(sandbox.root(), &["init", "-q"]);
    git(sandbox.root(), &["add", "-A"]);
    git(sandbox.root(), &["commit", "-qm", "What was signed"]);
    amended_and_then(&sandbox, "from four to five", "from four to six");
    let said = done(&sandbox, &AMEND);
    assert!(said.contains("from four to five") && said.contains("from four to six"), "{said}");
    // What the first amendment says is not listed once more.
    assert!(!said.contains("2026-05-05"), "{said}");
}

#[test]
fn an_amended_text_with_new_and_dropped_items_is_what_its_amendment_leads_to() {
    let sandbox = reading();
    let more: &[&str] = &[
        "--add",
        "action",
        "id=act-mats",
        "party=surgery",
        "owner=Practice manager",
        "title=Put mats down",
        "due=2026-05-05",
        "--add",
        "escalation",
        "level=1",
        "who=Practice manager",
        "--set",
        "purpose.aim=Children hear a story",
        "--set",
        "scope.included=Stories",
    ];
    done(&sandbox, &[&AMEND[..], more].concat());
    let ready = ["agree", "reading-hour", "--ready"];
    assert!(!done(&sandbox, &ready).contains("changed by hand"));
    // Once more, and an item goes.
    let again: &[&str] = &["--unset", "act-mats", "--unset", "scope"];
    done(&sandbox, &[&AMEND[..], again].concat());
    assert!(!done(&sandbox, &ready).contains("changed by hand"));
    let path = format!("{HOME}/agreement.toml");
    sandbox.write(&path, sandbox.read(&path).replace("hear a story", "hear two stories"));
    assert!(done(&sandbox, &ready).contains("changed by hand"));
}
