//! Something that has no place where it stands, so that nobody reads it.

use crate::document::Unreadable;
use crate::model::declare::nearest;
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always};
use crate::store::OddityKind;

pub(super) static RULE: Rule = Rule {
    name: "file-unexpected",
    guards: true,
    severity: always(Severity::Warning),
    check: Check::Files(check),
    ..Rule::BASE
};

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for source in files.sources {
        if source.unreadable == Some(Unreadable::Empty) {
            findings.add(
                Problem::of_path(&source.path)
                    .says("an empty file says nothing")
                    .help("write the record, or take the file away"),
            );
        }
    }
    for oddity in files.oddities {
        let problem = Problem::of_path(&oddity.path);
        findings.add(match &oddity.kind {
            OddityKind::NoPlace => problem
                .says("no file of a record stands here under this name, so nobody reads it")
                .help(place_for(&oddity.path)),
            OddityKind::CaseClash(other) => problem
                .says(format!("this name and `{other}` differ only in case"))
                .help("rename one: on many systems the two are one file, and one is lost"),
            OddityKind::UnprintableName => problem
                .says("the name holds control characters or is not UTF-8")
                .help("rename it with lower-case letters, digits and `-`"),
            OddityKind::NoCollaboration | OddityKind::Unreadable(_) => continue,
        });
    }
}

/// Where such a file may have been meant to stand.
fn place_for(path: &str) -> String {
    const HEAD: [&str; 5] =
        ["collaboration.toml", "evaluation.toml", "agreement.toml", "log", "reviews"];
    const REVIEW: [&str; 1] = ["review.toml"];
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    let known: &[&str] = match parts[..] {
        ["collaborations", _, _] => &HEAD,
        ["collaborations", _, "reviews", _, _] => &REVIEW,
        ["network", _] => &["log"],
        _ => &[],
    };
    if let Some(meant) = nearest(name, known.iter().copied()).filter(|meant| *meant != name) {
        return format!("did you mean `{meant}`?");
    }
    let rule = match parts[..] {
        ["collaborations", _] => "each collaboration is a directory with a collaboration.toml",
        ["collaborations", _, "log", ..] | ["network", "log", ..] => {
            "a log holds events only: `<date>-<words>-<suffix>.toml`"
        }
        ["collaborations", _, "reviews", _] => {
            "each review is a directory, named after its plan in agreement.toml"
        }
        ["collaborations", _, "reviews", ..] => "a review holds review.toml and view-<party>.toml",
        ["collaborations", ..] => {
            "here stand collaboration.toml, evaluation.toml, agreement.toml, log/ and reviews/"
        }
        _ => "network/ holds <organisation>.toml and log/",
    };
    format!("{rule}; move it there, or keep it outside")
}
