//! Whole files taken away: which criteria are not met any more, and which have enough in the rest.
//! The table stands in `docs/coverage.md`, beside the one that takes out single elements.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use comity::standard;
use serde_json::Value;

use crate::harness::Sandbox;

/// What is cited for each criterion that is met, and the verdict on each that is not.
fn verdicts(sandbox: &Sandbox, today: &str) -> BTreeMap<String, (String, Vec<String>)> {
    let words = ["report", "coverage", "--standard", "all", "--format", "json", "--today", today];
    let report: Value = serde_json::from_str(&sandbox.comity(&words).stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let rows = report["rows"].as_array().expect("a list").iter();
    rows.map(|row| {
        let cited = row["evidence"].as_array().expect("a list").iter();
        let cited = cited.map(|it| text(&it["file"])).collect();
        (text(&row["criterion"]), (text(&row["verdict"]), cited))
    })
    .collect()
}

/// In the order of the standards.
fn in_order<'r>(references: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut references: Vec<&str> = references.collect();
    let all = || standard::all().iter().flat_map(|standard| &standard.criteria);
    references.sort_by_key(|reference| all().position(|it| it.reference == *reference));
    references
}

fn listed(references: &[&str]) -> String {
    if references.is_empty() { "none".to_owned() } else { references.join(", ") }
}

/// The table, made from a workspace in which all have signed.
pub fn table(whole: &Sandbox, files: &[String], today: &str) -> String {
    let before = verdicts(whole, today);
    let mut out = String::from(PREFACE);
    let rows = crate::mutation::each(files, |file| {
        let sandbox = whole.twin();
        fs::remove_file(sandbox.root().join(file)).expect("gone");
        let after = verdicts(&sandbox, today);
        let of = |reference: &String| after.get(reference);
        let met = before.iter().filter(|(_, (verdict, _))| verdict == "met");
        let (stay, gone): (Vec<_>, Vec<_>) =
            met.partition(|(reference, _)| of(reference).is_some_and(|(it, _)| it == "met"));
        for (reference, (_, cited)) in &stay {
            // What stays met has something else to show.
            let left = of(reference).map_or(&[][..], |(_, cited)| cited);
            assert!(!left.is_empty() && !left.contains(file), "{reference} without {file}");
            assert!(cited.iter().any(|it| it != file), "{reference} is shown by {file} alone");
        }
        let stay = stay.into_iter().filter(|(_, (_, cited))| cited.contains(file));
        let stay = in_order(stay.map(|(reference, _)| &**reference));
        let gone = in_order(gone.into_iter().map(|(reference, _)| &**reference));
        let name = file.strip_prefix("collaborations/warm-safe-discharge/").unwrap_or(file);
        format!("| `{name}` | {} | {} |\n", listed(&gone), listed(&stay))
    });
    for row in rows {
        let _ = write!(out, "{row}");
    }
    out
}

const PREFACE: &str = "
## Without a whole file

Where a file is gone as a whole, the rules that miss something in it are silent: that it is gone is one
finding, and not a hundred. So a criterion names the places without which it is not met. From the same
example each file is taken away by itself, and nobody signs anew. Some criteria are still met by what
stands elsewhere; where that may surprise, the data of the standard says why it is enough.

| Gone | Not met any more | Met by the rest |
|---|---|---|
";

#[test]
fn what_is_asked_of_all_is_asked_of_a_minor_one_without_the_file_too() {
    for (file, day, missed) in [
        ("evaluation.toml", "2026-03-16", &["S0.1", "S0.3", "S1.2", "S4.1"][..]),
        (
            "agreement.toml",
            "2026-03-16",
            &["S0.5", "S0.7", "S0.17", "S1.3a", "S1.3d", "S1.3h", "S2.13", "S4.24", "S4.34"][..],
        ),
        ("collaboration.toml", "2026-03-16", &["S2.1", "S2.3"][..]),
    ] {
        let sandbox = Sandbox::copy_of("examples/reading-hour");
        let before = verdicts(&sandbox, day);
        let path = format!("collaborations/reading-hour/{file}");
        fs::remove_file(sandbox.root().join(&path)).expect("gone");
        let after = verdicts(&sandbox, day);
        for criterion in missed {
            assert_eq!(after[*criterion].0, "not-met", "{criterion} without {file}");
        }
        // What only that file showed is not put aside as something that nobody asks for.
        for (criterion, (verdict, cited)) in &before {
            let alone = verdict == "met" && cited.iter().all(|it| *it == path);
            assert!(!alone || after[criterion].0 == "not-met", "{criterion} without {file}");
        }
    }
}
