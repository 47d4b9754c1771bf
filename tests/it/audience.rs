//! Who may see what: a mark is put into every text of the big example, and held against what each
//! viewer is shown. What should be seen is said here once more, in the words of the record's
//! layout, so that the product's own declarations are tested and not repeated.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use comity::model::audience::Viewer;
use comity::model::declare::{Shape, Table as Declared};
use comity::model::schema;
use comity::report::gather;
use comity::store::Workspace;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::harness::{Sandbox, directories, files};
use crate::reports::{FORMATS, KINDS};

const EXAMPLE: &str = "examples/warm-safe-discharge";
const DAY: &str = "2026-02-05";
const PARTIES: [&str; 4] = ["housing", "adult-care", "hospital", "hearthside"];
const BASE: &str = "collaborations/warm-safe-discharge/";

/// One mark, and where it was put.
#[derive(Debug, Clone)]
struct Mark {
    word: String,
    /// From the root of the workspace.
    file: String,
    /// The keys that lead to it.
    way: Vec<String>,
    /// The item at the top of the file that it stands in, as it is written there.
    item: String,
    /// The whole file.
    text: String,
}

impl Mark {
    fn key(&self) -> &str {
        self.way.last().map_or("", String::as_str)
    }

    fn names(&self, key: &str, value: &str) -> bool {
        self.text.lines().any(|line| line.starts_with(&format!("{key} = \"{value}\"")))
    }
}

/// Whether a party may see what stands at a mark, by the layout of the record.
fn may_see(mark: &Mark, party: &str, sandbox: &Sandbox) -> bool {
    let file = mark.file.as_str();
    let Some(inside) = file.strip_prefix(BASE) else {
        // Of settings and network: what something or somebody is called, and how a role is reached.
        let named = ["name", "role_title", "mailbox"].contains(&mark.key());
        let settings = file == "comity.toml" && mark.way[0] != "waiver";
        return settings || named && !file.starts_with("network/log/");
    };
    if inside == "evaluation.toml"
        || ["mandate", "mandate_ref", "lesson", "lessons"].contains(&mark.key())
    {
        return false;
    }
    if let Some(view) = inside.strip_prefix("reviews/").and_then(|it| it.split("view-").nth(1)) {
        return view == format!("{party}.toml");
    }
    if inside == "agreement.toml" && mark.way[0] == "information" {
        // One is above what any party may see; the other flows between two.
        return mark.item.contains("inf-totals") && ["hospital", "housing"].contains(&party);
    }
    let hidden_risk = |text: &str| text.contains("\"risk-data\"");
    if inside == "agreement.toml" && mark.way[0] == "risk" {
        // Ours, and never high enough to need an acceptance.
        return !hidden_risk(&mark.item);
    }
    if inside.starts_with("log/") {
        if ["note", "forced"].contains(&mark.key()) && mark.way.len() == 1 {
            return false;
        }
        if mark.names("kind", "feedback") {
            let given = mark.text.lines().find_map(|line| line.strip_prefix("follows = \""));
            let given = given
                .map(|id| sandbox.read(&format!("{BASE}log/{}.toml", id.trim_end_matches('"'))));
            let all = format!("{}\n{}", mark.text, given.unwrap_or_default());
            return ["from", "to", "party"].iter().any(|key| {
                all.lines().any(|line| line.starts_with(&format!("{key} = \"{party}\"")))
            });
        }
        if mark.names("kind", "issue") && mark.text.contains("\nview = ") {
            return mark.names("party", party) || mark.names("raised_by", party);
        }
        if mark.names("kind", "information") || mark.names("risk", "risk-data") {
            return false;
        }
    }
    true
}

/// Every file of a record below a directory.
fn records(directory: &Path, found: &mut Vec<std::path::PathBuf>) {
    found.extend(
        files(directory).into_iter().filter(|it| it.extension().is_some_and(|it| it == "toml")),
    );
    for directory in directories(directory) {
        records(&directory, found);
    }
}

/// The declarations that a file is read by: its own, and of an event what all events share.
fn declared(file: &str, document: &DocumentMut) -> Vec<&'static Declared> {
    let mut all = Vec::new();
    schema::each_table(&mut |table: &'static Declared| all.push(table));
    let by = |name: &str| all.iter().copied().find(|table| table.name == name);
    let name = match file.strip_prefix(BASE) {
        None if file == "comity.toml" => "comity.toml".to_owned(),
        None if file.starts_with("network/log/") => "event of kind contact".to_owned(),
        None => "network/<organisation>.toml".to_owned(),
        Some(inside) if inside.starts_with("log/") => {
            format!("event of kind {}", document["kind"].as_str().expect("a kind"))
        }
        Some(inside) if inside.contains("view-") => "view-<party>.toml".to_owned(),
        Some(inside) => inside.rsplit('/').next().unwrap_or(inside).to_owned(),
    };
    let own = by(&name).unwrap_or_else(|| panic!("{file}: no declaration is called {name}"));
    let shared = name.starts_with("event of kind").then(|| by("event")).flatten();
    std::iter::once(own).chain(shared).collect()
}

/// Puts a mark into every free text of a table, also where none stands yet.
struct Marker {
    file: String,
    marks: Vec<Mark>,
    count: usize,
}

impl Marker {
    fn word(&mut self, way: &[String]) -> String {
        self.count += 1;
        let word = format!("q{:04}z", self.count);
        self.marks.push(Mark {
            word: word.clone(),
            file: self.file.clone(),
            way: way.to_vec(),
            item: String::new(),
            text: String::new(),
        });
        word
    }

    fn table(
        &mut self,
        tables: &[&'static Declared],
        tree: &mut dyn toml_edit::TableLike,
        way: &[String],
    ) {
        for field in tables.iter().flat_map(|table| table.fields) {
            let way: Vec<String> = way.iter().cloned().chain([field.key.to_owned()]).collect();
            // What is read as something else than words: names, digests, our own name.
            let free = field.refers.is_none()
                && !field.identity
                && !["covers", "our_organisation", "item", "field", "name"].contains(&field.key);
            match field.shape {
                Shape::Text if free => {
                    let before = tree.get(field.key).and_then(|it| it.as_str().map(str::to_owned));
                    let text = format!("{} {}", before.unwrap_or_default(), self.word(&way));
                    tree.insert(field.key, toml_edit::value(text.trim()));
                }
                Shape::List(Shape::Text) if free => {
                    let word = self.word(&way);
                    let mut list: Array = tree
                        .get(field.key)
                        .and_then(|it| it.as_array().cloned())
                        .unwrap_or_default();
                    list.push(word);
                    tree.insert(field.key, toml_edit::value(list));
                }
                Shape::Table(inner) => {
                    if let Some(inside) = tree.get_mut(field.key).and_then(Item::as_table_like_mut)
                    {
                        self.table(&[inner], inside, &way);
                    }
                }
                Shape::List(Shape::Table(inner)) => match tree.get_mut(field.key) {
                    Some(Item::ArrayOfTables(rows)) => {
                        for row in rows.iter_mut() {
                            let from = self.marks.len();
                            self.table(&[*inner], row, &way);
                            self.stand_in(from, row);
                        }
                    }
                    Some(Item::Value(Value::Array(rows))) => {
                        for row in rows.iter_mut() {
                            if let Value::InlineTable(row) = row {
                                self.table(&[*inner], row, &way);
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn stand_in(&mut self, from: usize, row: &Table) {
        let item = row.to_string();
        self.marks[from..].iter_mut().for_each(|mark| mark.item.clone_from(&item));
    }
}

/// The big example with a mark in every text.
fn marked() -> (Sandbox, Vec<Mark>) {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    // What the example does not hold: a waiver, a risk of ours that only the log knows, and words
    // that are overridden.
    let settings = sandbox.read("comity.toml");
    sandbox.write(
        "comity.toml",
        format!("{settings}\n[[waiver]]\nrule = \"action-stale\"\nsubject = \"warm-safe-discharge\"\nreason = \"x\"\napproved_by = \"housing-director\"\nuntil = 2026-03-01\n"),
    );
    let mut marker = Marker { file: String::new(), marks: Vec::new(), count: 0 };
    let mut paths = Vec::new();
    records(sandbox.root(), &mut paths);
    for path in paths {
        let from = marker.marks.len();
        let shown = path.strip_prefix(sandbox.root()).expect("inside").to_str().expect("text");
        marker.file = shown.replace('\\', "/");
        let mut document: DocumentMut =
            fs::read_to_string(&path).expect("text").parse().expect("TOML");
        let tables = declared(&marker.file, &document);
        marker.table(&tables, document.as_table_mut(), &[]);
        let text = document.to_string();
        marker.marks[from..].iter_mut().for_each(|mark| mark.text.clone_from(&text));
        fs::write(&path, text).expect("written");
    }
    (sandbox, marker.marks)
}

/// The marks that stand in a text.
fn words(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('q') {
        if let Some(word) = text.get(at..at + 6)
            && word.ends_with('z')
            && word[1..5].bytes().all(|byte| byte.is_ascii_digit())
        {
            found.insert(word.to_owned());
        }
    }
    found
}

/// All that a report can be made of, for a viewer: as text, whatever it holds.
fn seen(sandbox: &Sandbox, viewer: &Viewer) -> (BTreeSet<String>, usize) {
    let workspace = Workspace::open(sandbox.root()).expect("a workspace");
    let today = DAY.parse().expect("a day");
    let gathered = gather(&workspace, None, viewer, today, |sight| words(&format!("{sight:?}")));
    (gathered.made.into_iter().flatten().collect(), gathered.left_out)
}

#[test]
fn what_a_report_is_made_of_holds_what_the_viewer_may_see_and_nothing_else() {
    let (sandbox, marks) = marked();
    assert!(marks.len() > 800, "{} marks", marks.len());
    let (own, none) = seen(&sandbox, &Viewer::Own);
    assert_eq!(none, 0);
    let all: BTreeSet<String> = marks.iter().map(|mark| mark.word.clone()).collect();
    let log = |mark: &Mark| mark.file.starts_with("network/log/");
    let missing: Vec<&Mark> =
        marks.iter().filter(|it| !log(it) && !own.contains(&it.word)).collect();
    assert!(missing.is_empty(), "we do not see {}: {missing:?}", missing.len());
    for party in PARTIES {
        let (shown, left_out) = seen(&sandbox, &Viewer::Partner(party.to_owned()));
        let wanted: BTreeSet<String> = marks
            .iter()
            .filter(|mark| may_see(mark, party, &sandbox))
            .map(|mark| mark.word.clone())
            .collect();
        let told = |words: BTreeSet<&String>| -> Vec<String> {
            let of = |word: &&String| marks.iter().find(|mark| mark.word == ***word);
            words
                .iter()
                .filter_map(of)
                .map(|it| format!("{} {}", it.file, it.way.join(".")))
                .collect()
        };
        let leaked = told(shown.difference(&wanted).collect());
        assert!(leaked.is_empty(), "{party} is shown {leaked:#?}");
        let kept = told(wanted.difference(&shown).collect());
        assert!(kept.is_empty(), "{party} is not shown {kept:#?}");
        assert!(wanted.len() > 300 && all.len() - wanted.len() > 300, "both sides are tested");
        assert!(left_out > 20, "{party}: {left_out}");
    }
}

#[test]
fn the_public_sees_what_every_party_sees_and_nothing_between_them() {
    let (sandbox, marks) = marked();
    assert_eq!(seen(&sandbox, &Viewer::Public).0.len(), 0, "official is not public");
    let head = format!("{BASE}collaboration.toml");
    sandbox.replace(&head, "classification = \"official\"", "classification = \"public\"");
    let (shown, _) = seen(&sandbox, &Viewer::Public);
    let wanted: BTreeSet<String> = marks
        .iter()
        .filter(|mark| may_see(mark, "anybody", &sandbox))
        .map(|mark| mark.word.clone())
        .collect();
    let wrong: Vec<&Mark> = marks
        .iter()
        .filter(|mark| shown.contains(&mark.word) != wanted.contains(&mark.word))
        .collect();
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
    assert!(wanted.len() > 300);
}

#[test]
fn no_report_in_any_format_shows_what_a_party_may_not_see() {
    let (sandbox, marks) = marked();
    let mut shown_in_all = BTreeSet::new();
    for party in PARTIES {
        let hidden: BTreeSet<&str> = marks
            .iter()
            .filter(|mark| !may_see(mark, party, &sandbox))
            .map(|mark| mark.word.as_str())
            .collect();
        let mut counts = BTreeSet::new();
        for (kind, command) in KINDS {
            for (format, _) in FORMATS {
                let mut line: Vec<&str> = command.to_vec();
                if kind == "partner" {
                    let at =
                        line.iter().position(|word| *word == "--to").expect("it is to somebody");
                    line[at + 1] = party;
                } else {
                    line.extend(["--audience", "partner", "--to", party]);
                }
                line.extend(["--today", DAY, "--format", format]);
                let outcome = sandbox.comity_in(120, &line);
                // Words that a narrow column has broken are put together again.
                let dense: String = outcome.stdout.split_whitespace().collect();
                for text in [&outcome.stdout, &outcome.stderr, &dense] {
                    let found = words(text);
                    let leaked: Vec<&String> =
                        found.iter().filter(|word| hidden.contains(word.as_str())).collect();
                    assert!(leaked.is_empty(), "{kind} as {format} shows {party} {leaked:?}");
                }
                if outcome.code != 0 {
                    continue;
                }
                for id in ["risk-data", "inf-referrals", "DPIA-2024-31"] {
                    assert!(
                        !outcome.stdout.contains(id),
                        "{kind} as {format} names {id} to {party}"
                    );
                }
                shown_in_all.extend(words(&outcome.stdout));
                if format == "json" {
                    let json: serde_json::Value =
                        serde_json::from_str(&outcome.stdout).expect("JSON");
                    counts.insert(json["left_out"].as_u64().expect("a number"));
                }
                if format == "human" {
                    assert!(outcome.stdout.contains("Left out, as this audience may not see it:"));
                }
            }
        }
        assert_eq!(counts.len(), 1, "every report leaves out as much: {counts:?}");
    }
    // What is allowed does come out, so that an empty report would not pass.
    let agreement = marks.iter().filter(|mark| {
        mark.file.ends_with("agreement.toml")
            && ["statement", "title", "quality", "aim", "mitigation", "measure"]
                .contains(&mark.key())
            && may_see(mark, "hospital", &sandbox)
    });
    let kept: Vec<String> = agreement
        .filter(|it| !shown_in_all.contains(&it.word))
        .map(|it| format!("{} {}", it.file, it.way.join(".")))
        .collect();
    assert!(kept.is_empty(), "{kept:#?}");
    assert!(shown_in_all.len() > 100, "{}", shown_in_all.len());
}

#[test]
fn each_thing_that_is_left_out_is_counted_once() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let count = |party: &str| seen(&sandbox, &Viewer::Partner(party.to_owned())).1;
    let before = count("hospital");
    let event = format!("{BASE}log/2025-02-26-act-pathway-accepted-4e2e.toml");
    let text = sandbox.read(&event);
    sandbox.write(&event, format!("{text}note = \"For us\"\n"));
    assert_eq!(count("hospital"), before + 1);
    // A key that nothing declares is no part of the record.
    sandbox.write(&event, format!("{text}x_own = \"For us\"\nnotes = \"For us\"\n"));
    assert_eq!(count("hospital"), before);
}

#[test]
fn what_is_above_a_party_is_kept_from_it_and_what_is_public_goes_to_anybody() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let head = format!("{BASE}collaboration.toml");
    let report = |words: &[&str]| sandbox.comity(&[&["report"], words, &["--today", DAY]].concat());
    let agreement = |party: &str| {
        report(&["agreement", "warm-safe-discharge", "--audience", "partner", "--to", party]).stdout
    };
    let public = || report(&["agreement", "warm-safe-discharge", "--audience", "public"]);
    assert_eq!(public().code, 2, "official is not public");
    // Cleared higher, it sees the flow that it is on.
    assert!(!agreement("hospital").contains("Referrals of people"));
    sandbox.replace(
        &head,
        "id = \"hospital\"",
        "id = \"hospital\"\nclassification = \"official-sensitive\"",
    );
    assert!(agreement("hospital").contains("Referrals of people"));
    assert!(!agreement("hearthside").contains("Referrals of people"));
    // Cleared lower than the whole, it sees nothing of it.
    sandbox.replace(
        &head,
        "id = \"hearthside\"",
        "id = \"hearthside\"\nclassification = \"public\"",
    );
    let refused = report(&["partner", "warm-safe-discharge", "--to", "hearthside"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("above what this audience may see"), "{}", refused.stderr);
    sandbox.replace(&head, "classification = \"official\"", "classification = \"public\"");
    let shown = public();
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    assert!(shown.stdout.contains("Nobody waits in hospital"));
    // What is between parties is no more public than what is classified.
    assert!(
        !shown.stdout.contains("Monthly totals") && !shown.stdout.contains("Referrals of people")
    );
    // A word that is none of the list is no permission.
    sandbox.replace(
        &head,
        "classification = \"public\"\nour_lead",
        "classification = \"pubic\"\nour_lead",
    );
    assert_eq!(public().code, 2);
}

#[test]
fn a_file_that_cannot_be_read_whole_is_not_shown_to_others() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let path = format!("{BASE}agreement.toml");
    let text = sandbox.read(&path);
    // Without this line, what is shared would be read as a part of what stands before it.
    sandbox.write(&path, text.replacen("[[information]]", "[[information", 1));
    let outcome = sandbox.comity(&[
        "report",
        "agreement",
        "warm-safe-discharge",
        "--audience",
        "partner",
        "--to",
        "hearthside",
    ]);
    assert!(!outcome.stdout.contains("Referrals of people"), "{}", outcome.stdout);
    let head = format!("{BASE}collaboration.toml");
    let text = sandbox.read(&head);
    sandbox.write(&head, format!("{text}\n= broken\n"));
    let outcome =
        sandbox.comity(&["report", "portfolio", "--audience", "partner", "--to", "hospital"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
}

#[test]
fn a_view_that_is_filed_under_another_name_is_nobodys() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let view = format!("{BASE}reviews/annual-2025/view-hospital.toml");
    sandbox.replace(&view, "most_useful = \"", "most_useful = \"q7777z ");
    let sees =
        |party: &str| seen(&sandbox, &Viewer::Partner(party.to_owned())).0.contains("q7777z");
    assert!(sees("hospital") && !sees("hearthside"));
    sandbox.replace(&view, "party = \"hospital\"", "party = \"hearthside\"");
    assert!(!sees("hospital") && !sees("hearthside"));
}

#[test]
fn what_an_amendment_changed_in_something_hidden_is_hidden() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let event = format!("{BASE}log/2025-06-20-agreement-amended-5hq9.toml");
    sandbox.replace(
        &event,
        "changes = [",
        "changes = [\n  { item = \"inf-totals\", field = \"purpose\", was = \"q8888z\", now = \"q8889z\" },",
    );
    let shown = |party: &str| seen(&sandbox, &Viewer::Partner(party.to_owned())).0;
    assert!(shown("hospital").contains("q8888z"));
    assert!(!shown("hearthside").contains("q8888z") && !shown("hearthside").contains("q8889z"));
    // So is a sentence that names it.
    sandbox.replace(&event, "None expected", "None expected by inf-totals q8890z");
    assert!(shown("hospital").contains("q8890z"));
    assert!(!shown("hearthside").contains("q8890z"));
}

#[test]
fn a_word_that_names_two_partners_is_refused() {
    let sandbox = Sandbox::copy_of("examples/reading-hour");
    let head = "collaborations/reading-hour/collaboration.toml";
    let text = sandbox.read(head);
    let other = text.replace("Fernley Family Surgery", "Hillside Surgery");
    sandbox.write("collaborations/story-hour/collaboration.toml", &other);
    let ask =
        |to: &str| sandbox.comity(&["report", "portfolio", "--audience", "partner", "--to", to]);
    let both = ask("surgery");
    assert_eq!((both.code, both.stdout.as_str()), (2, ""));
    assert!(both.stderr.contains("not the same partner everywhere"), "{}", both.stderr);
    let one = ask("Hillside Surgery");
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert!(one.stdout.contains("story-hour") && !one.stdout.contains("reading-hour"));
    // Named alike and the same, it is one partner.
    sandbox.write("collaborations/story-hour/collaboration.toml", &text);
    assert_eq!(ask("surgery").code, 0);
}

#[test]
fn a_partner_of_our_own_house_is_shown_what_we_owe_it() {
    let sandbox = Sandbox::copy_of(EXAMPLE);
    let words = ["report", "duties", "--audience", "partner", "--to", "adult-care", "--today", DAY];
    let outcome = sandbox.comity(&words);
    assert!(outcome.stdout.contains("rep-partners"), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("Ardenvale Hospitals NHS Trust\n"), "{}", outcome.stdout);
}
