//! The walls of the house: which room may use which, and where the outside world may come in.

use std::fs;
use std::path::Path;

use crate::harness::{directories, files, repository};

/// The rooms in the order in which they may use each other: each only those before it.
const ROOMS: [&str; 9] =
    ["document", "model", "store", "standard", "rules", "draft", "report", "render", "cli"];

/// What may be named only in these places: a file, or a room.
const WALLS: [(&str, &[&str]); 17] = [
    // Layouts know reports, not what is still being written.
    ("crate::draft", &["draft", "report", "cli"]),
    ("std::fs", &["store"]),
    ("tempfile::", &["store"]),
    ("toml_edit", &["store"]),
    ("toml::", &["document"]),
    ("toml_datetime", &["document"]),
    ("toml_parser", &["document"]),
    ("clap", &["cli", "main.rs"]),
    ("anstream", &["cli"]),
    ("terminal_size", &["cli"]),
    ("miette", &["render/human.rs"]),
    ("comfy_table", &["render/table.rs"]),
    ("std::env", &["cli/world.rs", "cli/completions.rs"]),
    ("chrono::", &["model", "cli/world.rs"]),
    // What is said of an amendment to type, so that all say the same.
    (r#"--amend --reason \"…\" --effective-on DATE"#, &["rules/remedy/forms.rs"]),
    // A log has one order, and it is reckoned where the log is read.
    ("sequence::of", &["model"]),
    ("std::process::", &["main.rs", "cli/world.rs", "store/git.rs"]),
];

/// What stands nowhere in the product.
const NOWHERE: [&str; 9] = [
    "println!",
    "eprintln!",
    "print!(",
    "process::exit",
    ".unwrap()",
    "todo!",
    "unimplemented!",
    "dbg!",
    "unsafe ",
];

/// What the tests of a module begin with; they stand at its end.
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// A file of `src`: its path from there, all of it, and its code without comments and tests.
struct Module {
    path: String,
    text: String,
    code: String,
}

impl Module {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("text");
        let code: Vec<&str> = text
            .split(TESTS)
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let inside = path.strip_prefix(repository().join("src")).expect("in src");
        let path = inside.to_str().expect("text").replace('\\', "/");
        Self { path, code: code.join("\n"), text }
    }

    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// The files that are its tests: `#[cfg(test)] mod tests;`.
    fn files_of_tests(&self) -> Vec<String> {
        let directory = match self.path.strip_suffix("/mod.rs") {
            Some(directory) => directory,
            None => self.path.trim_end_matches(".rs"),
        };
        let declared = self.text.split("#[cfg(test)]\n").skip(1);
        declared
            .filter_map(|rest| rest.lines().next()?.strip_suffix(';')?.split("mod ").nth(1))
            .map(|name| format!("{directory}/{name}.rs"))
            .collect()
    }

    /// The rooms that it names: `crate::model`, or `super::model` from the file of a room.
    fn uses(&self) -> Vec<&'static str> {
        let named = |room: &&&str| {
            let ways = [format!("crate::{room}"), format!("super::{room}")];
            let ends = |it: char| !it.is_alphanumeric() && it != '_';
            ways.iter().any(|way| {
                let mut after = self.code.split(way.as_str()).skip(1);
                after.any(|rest| rest.starts_with(ends) || rest.is_empty())
            })
        };
        ROOMS.iter().filter(named).copied().collect()
    }

    fn stands_in(&self, places: &[&str]) -> bool {
        places.contains(&self.path.as_str()) || places.contains(&self.room())
    }
}

fn modules() -> Vec<Module> {
    fn below(directory: &Path, found: &mut Vec<Module>) {
        let sources = files(directory);
        let sources = sources.iter().filter(|path| path.extension().is_some_and(|it| it == "rs"));
        found.extend(sources.map(|path| Module::read(path)));
        for directory in directories(directory) {
            below(&directory, found);
        }
    }
    let mut found = Vec::new();
    below(&repository().join("src"), &mut found);
    assert!(found.len() > 50, "the source was found");
    let of_tests: Vec<String> = found.iter().flat_map(Module::files_of_tests).collect();
    found.retain(|module| !of_tests.contains(&module.path));
    found
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let mut faults = Vec::new();
    for module in modules() {
        let Some(own) = ROOMS.iter().position(|room| *room == module.room()) else { continue };
        for way_round in ["use crate::{", "use std::{", "super::super::super::"] {
            assert!(!module.code.contains(way_round), "{}: name the room", module.path);
        }
        for used in module.uses() {
            if ROOMS.iter().position(|room| *room == used) > Some(own) {
                faults.push(format!("{} uses {used}, which comes after it", module.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_directory_of_the_source_is_a_room() {
    let mut rooms: Vec<String> = directories(&repository().join("src"))
        .iter()
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    let mut wanted = ROOMS.map(str::to_owned);
    rooms.sort();
    wanted.sort();
    assert_eq!(rooms, wanted);
}

#[test]
fn the_maps_of_the_house_name_its_rooms_in_order() {
    let library = fs::read_to_string(repository().join("src/lib.rs")).expect("text");
    let rows = library.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), ROOMS);
    let page = fs::read_to_string(repository().join("docs/architecture.md")).expect("text");
    let plan = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let rows =
        plan.expect("it begins with a plan").lines().filter_map(|line| line.split(' ').next());
    assert_eq!(rows.collect::<Vec<_>>(), ROOMS);
}

#[test]
fn the_outside_comes_in_by_its_own_doors_only() {
    let mut faults = Vec::new();
    for module in modules() {
        for (name, places) in WALLS {
            // `clap` is a word; `std::fs` is not the beginning of another.
            let named = module.code.match_indices(name).any(|(at, _)| {
                !module.code[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_')
            });
            if named && !module.stands_in(places) {
                faults.push(format!("{} names {name}", module.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn nothing_is_printed_left_open_or_given_up() {
    let mut faults = Vec::new();
    for module in modules() {
        for name in NOWHERE {
            if module.code.contains(name) {
                faults.push(format!("{} holds {name}", module.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_module_says_what_it_is_and_stays_short() {
    let mut faults = Vec::new();
    for module in modules() {
        let own = module.text.split(TESTS).next().unwrap_or_default();
        let (path, lines) = (&module.path, own.lines().count());
        if !module.text.starts_with("//! ") {
            faults.push(format!("{path} does not begin with what it holds"));
        }
        let most = match path.as_str() {
            "main.rs" => 40,
            _ => 350,
        };
        if lines > most {
            faults.push(format!("{path} has {lines} lines, more than {most}"));
        }
    }
    none(&faults);
}

#[test]
fn a_command_stays_thin() {
    let mut faults = Vec::new();
    // What commands share is no command.
    let commands =
        |module: &&Module| module.room() == "cli" && !module.path.starts_with("cli/desk/");
    for module in modules().iter().filter(commands) {
        let lines = module.code.lines().count();
        if lines > 120 {
            faults.push(format!("{} has {lines} lines: logic belongs lower", module.path));
        }
    }
    none(&faults);
}

#[test]
fn a_rule_that_is_named_outside_of_the_rules_is_one() {
    let mut faults = Vec::new();
    let mut looked_at = 0;
    for module in modules().iter().filter(|it| !["rules", "document"].contains(&it.room())) {
        for way in ["rule == \"", "rule != \"", "rules::find(\""] {
            for rest in module.code.split(way).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                looked_at += 1;
                if comity::rules::find(name).is_none() {
                    faults.push(format!("{} names {name}, which is no rule", module.path));
                }
            }
        }
    }
    assert!(looked_at > 5, "some are named");
    none(&faults);
}

#[test]
fn nothing_left_over_stands_in_the_repository() {
    // Paths of a machine, and what a merge leaves; in two pieces each, so that this file does not
    // hold them.
    let paths = [["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["/wo", "rk/"], ["/tm", "p/"]];
    let mut faults = Vec::new();
    let mut look = |path: &Path| {
        let Ok(text) = fs::read_to_string(path) else { return };
        for words in paths.iter().map(|pieces| pieces.concat()) {
            if text.contains(&words) {
                faults.push(format!("{} holds {words}", path.display()));
            }
        }
        // One example shows what such a thing looks like to `check`.
        let is_shown = path.ends_with("2025-11-20-act-gauges-progressed-p7zr.toml");
        let left = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
        if !is_shown && text.lines().any(left) {
            faults.push(format!("{} holds the marks of a merge", path.display()));
        }
    };
    fn below(directory: &Path, look: &mut dyn FnMut(&Path)) {
        files(directory).iter().for_each(|path| look(path));
        for directory in directories(directory) {
            below(&directory, look);
        }
    }
    for room in ["src", "docs", "examples", "tests", "benches"] {
        below(&repository().join(room), &mut look);
    }
    for name in ["Cargo.toml", "README.md", "CHANGELOG.md"] {
        look(&repository().join(name));
    }
    none(&faults);
}
