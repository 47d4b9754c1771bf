//! The story of an example, typed: every event of its logs comes of one command line, on the record
//! as it stood that day.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Value};

use crate::harness::{Sandbox, comity, files, repository};

const STORY: &str = "examples/warm-safe-discharge";
const COLLABORATION: &str = "warm-safe-discharge";
const LOGS: [&str; 2] = ["collaborations/warm-safe-discharge/log", "network/log"];

/// What has commands of its own.
const OTHERS: [&str; 3] = ["signoff", "amendment", "closure"];

/// What the commands fill in, where the record says it.
const FILLED_IN: [&str; 8] = ["by", "party", "follows", "was_due", "from", "to", "due", "level"];

/// One event of the example.
struct Told {
    /// Its path from the root.
    path: String,
    text: String,
    keys: BTreeMap<String, Value>,
}

impl Told {
    fn read(log: &str, file: &Path) -> Self {
        let text = fs::read_to_string(file).expect("text");
        let name = file.file_name().expect("a name").to_str().expect("text");
        Self { path: format!("{log}/{name}"), keys: keys(&text), text }
    }

    fn text_of(&self, key: &str) -> &str {
        self.keys.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn id(&self) -> &str {
        stem(&self.path)
    }

    fn day(&self) -> &str {
        &self.id()[..10]
    }

    /// The words of its name between the day and the suffix.
    fn words(&self) -> &str {
        words(&self.path)
    }

    /// What is typed before the flags, and the keys that are said with that.
    fn positional(&self) -> (Vec<String>, Vec<&'static str>) {
        let own = |key| self.text_of(key).to_owned();
        let (kind, step) = (self.text_of("kind"), own("event"));
        let name = self.words();
        let (about, keys): (Vec<String>, Vec<&'static str>) = match kind {
            "action" => (vec![own("action"), step], vec!["action", "event"]),
            "issue" => (vec![own("issue"), step], vec!["issue", "event"]),
            "risk" => (vec![own("risk"), step], vec!["risk", "event"]),
            "information" => (vec![own("information"), step], vec!["information", "event"]),
            "feedback" => (vec![step], vec!["event"]),
            "report" => {
                let arrangement = name.rsplit_once('-').expect("two words").0;
                (vec![arrangement.to_owned(), step], vec!["arrangement", "event"])
            }
            "decision" => {
                let name = name.rsplit_once('-').expect("two words").0;
                (vec![name.to_owned(), own("status")], vec!["status"])
            }
            "contact" => {
                let about = name.strip_suffix(&format!("-{step}")).expect("its step");
                (vec![about.to_owned(), step], vec!["event"])
            }
            other => panic!("no command for {other}"),
        };
        let mut line = vec![format!("log-{kind}")];
        if kind != "contact" {
            line.push(COLLABORATION.to_owned());
        }
        line.extend(about);
        (line, keys)
    }

    /// The line that makes it. A short one leaves out what the command fills in.
    fn line(&self, short: bool) -> Vec<String> {
        let (mut line, said) = self.positional();
        for (key, value) in &self.keys {
            let filled_in = short && FILLED_IN.contains(&key.as_str());
            if ["kind", "on"].contains(&key.as_str()) || said.contains(&key.as_str()) || filled_in {
                continue;
            }
            flag(key, value, &mut line);
        }
        // The hospital was told the day after, and there is an event of its own for that.
        if self.id().starts_with("2025-03-20-act-coordinators-unable") {
            line.extend(["--later".to_owned(), "hospital".to_owned()]);
        }
        // Whose word it is has to be said by somebody, where several are waited for.
        if short
            && self.keys.contains_key("party")
            && ["acknowledged", "accepted", "answered", "support-given", "perspective", "support"]
                .contains(&self.text_of("event"))
        {
            let party = self.text_of("party");
            line.extend(["--party".to_owned(), party.to_owned()]);
        }
        if short && self.text_of("kind") == "feedback" && self.text_of("event") == "given" {
            for key in ["from", "to"] {
                line.extend([format!("--{key}"), self.text_of(key).to_owned()]);
            }
        }
        line.extend(["--today".to_owned(), self.day().to_owned()]);
        line
    }
}

/// A key and its value as a flag: names and sentences one a turn, tables as `key=value`.
fn flag(key: &str, value: &Value, line: &mut Vec<String>) {
    let name = format!("--{}", key.replace('_', "-"));
    match value {
        Value::Array(items) if items.is_empty() => line.extend([name, "[]".to_owned()]),
        Value::Array(items) => {
            for item in items {
                line.push(name.clone());
                match item {
                    Value::InlineTable(table) => {
                        line.extend(table.iter().map(|(key, it)| format!("{key}={}", plain(it))));
                    }
                    item => line.push(plain(item)),
                }
            }
        }
        value => line.extend([name, plain(value)]),
    }
}

/// A value as it is typed.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Boolean(flag) => if *flag.value() { "yes" } else { "no" }.to_owned(),
        Value::Integer(number) => number.value().to_string(),
        Value::Datetime(day) => day.value().to_string(),
        other => panic!("{other} is typed otherwise"),
    }
}

fn keys(text: &str) -> BTreeMap<String, Value> {
    let document: DocumentMut = text.parse().expect("TOML");
    let values = document.iter().map(|(key, item)| match item {
        Item::Value(value) => (key.to_owned(), value.clone()),
        other => panic!("{key} is no value: {other:?}"),
    });
    values.collect()
}

/// Values without comments and spaces.
fn meaning(keys: &BTreeMap<String, Value>) -> BTreeMap<String, String> {
    fn bare(value: &Value) -> String {
        match value {
            Value::Array(items) => {
                format!("[{}]", items.iter().map(bare).collect::<Vec<_>>().join(", "))
            }
            Value::InlineTable(table) => {
                let pairs: BTreeMap<_, _> =
                    table.iter().map(|(key, value)| (key.to_owned(), bare(value))).collect();
                format!("{pairs:?}")
            }
            Value::String(text) => format!("{:?}", text.value()),
            other => plain(other),
        }
    }
    keys.iter().map(|(key, value)| (key.clone(), bare(value))).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().expect("a name").trim_end_matches(".toml")
}

fn words(path: &str) -> &str {
    stem(path)[11..].rsplit_once('-').expect("a suffix").0
}

/// Every event in the order in which it was written: by day, and within a day after those it names.
fn told() -> Vec<Told> {
    let mut left: Vec<Told> = Vec::new();
    for log in LOGS {
        let directory = repository().join(STORY).join(log);
        left.extend(files(&directory).iter().map(|file| Told::read(log, file)));
    }
    left.sort_by(|one, other| one.id().cmp(other.id()));
    let mut story: Vec<Told> = Vec::new();
    while !left.is_empty() {
        let day = left[0].day().to_owned();
        let ready = left.iter().position(|event| {
            let named = ["follows", "decision"].map(|key| event.text_of(key));
            event.day() == day && left.iter().all(|other| !named.contains(&other.id()))
        });
        story.push(left.remove(ready.expect("no two name each other")));
    }
    story
}

/// The paths of all events in a workspace.
fn logged(sandbox: &Sandbox) -> BTreeSet<String> {
    let of = |log: &str| {
        let found = files(&sandbox.root().join(log));
        let name = |path: &std::path::PathBuf| path.file_name().expect("a name").to_owned();
        let paths =
            found.iter().map(|path| format!("{log}/{}", name(path).to_str().expect("text")));
        paths.collect::<Vec<_>>()
    };
    LOGS.into_iter().flat_map(of).collect()
}

/// Types a line, takes the file that it wrote out again, and gives its path and keys.
fn typed(sandbox: &Sandbox, line: &[String]) -> Result<(String, BTreeMap<String, Value>), String> {
    let before = logged(sandbox);
    let words: Vec<&str> = line.iter().map(String::as_str).collect();
    let outcome = comity(sandbox.root(), &words);
    if outcome.code != 0 {
        return Err(format!("{}\n{}{}", line.join(" "), outcome.stdout, outcome.stderr));
    }
    let after = logged(sandbox);
    let mut new = after.difference(&before);
    let path = new.next().expect("a new file").clone();
    assert_eq!(new.next(), None, "one file an event");
    let keys = keys(&sandbox.read(&path));
    fs::remove_file(sandbox.root().join(&path)).expect("removed");
    Ok((path, keys))
}

#[test]
fn every_event_of_the_story_can_be_typed() {
    let sandbox = Sandbox::copy_of(STORY);
    for path in logged(&sandbox) {
        fs::remove_file(sandbox.root().join(path)).expect("removed");
    }
    let (mut lines, mut by_short, mut faults) = (0, 0, Vec::new());
    for event in told() {
        if !OTHERS.contains(&event.text_of("kind")) {
            lines += 1;
            match typed(&sandbox, &event.line(false)) {
                Err(why) => faults.push(why),
                Ok((path, keys)) => {
                    if meaning(&keys) != meaning(&event.keys) {
                        faults.push(format!(
                            "{}:\n  wrote {:?}\n  told  {:?}",
                            event.path,
                            meaning(&keys),
                            meaning(&event.keys)
                        ));
                    }
                    if words(&path) != event.words() {
                        faults.push(format!("{} is called {path}", event.path));
                    }
                }
            }
            // Most of it need not be typed: it follows from the record.
            match typed(&sandbox, &event.line(true)) {
                Ok((_, keys)) if meaning(&keys) == meaning(&event.keys) => by_short += 1,
                // Somebody else than usual wrote it down, or said for which party.
                Ok(_) => {}
                Err(why) => faults.push(why),
            }
        }
        sandbox.write(&event.path, &event.text);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!((lines, by_short), (55, 51));
}
