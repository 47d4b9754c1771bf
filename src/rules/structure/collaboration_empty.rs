//! A directory among the collaborations that does not say what it is.

use crate::document::quoted;
use crate::model::collaboration::{Head, Party};
use crate::model::declare::{Record as _, Significance, Stage};
use crate::rules::{Check, Files, Findings, Problem, Remedy, Rule, remedy};
use crate::store::OddityKind;

pub(super) static RULE: Rule =
    Rule { name: "collaboration-empty", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for oddity in files.oddities {
        if oddity.kind == OddityKind::NoCollaboration {
            findings.add(
                Problem::of_path(&oddity.path)
                    .says("no collaboration.toml in this directory: nobody knows who takes part")
                    .help("say who takes part, or take the directory away")
                    .write(Remedy {
                        file: format!("{}/collaboration.toml", oddity.path.trim_end_matches('/')),
                        lines: first_lines(files),
                        ..Remedy::default()
                    }),
            );
        }
    }
}

/// What every collaboration says of itself.
fn first_lines(files: &Files<'_, '_>) -> Vec<String> {
    let asked = remedy::Asked {
        significance: Significance::Minor,
        stage: Stage::Candidate,
        today: files.scene.today,
    };
    let mut lines = remedy::keys(Head::TABLE, &[], asked);
    // One of the two is ours: by our page, or where we have none because it says so.
    let frame = &files.scene.frame;
    let page = frame.settings.our_organisation.filter(|own| frame.organisation(own).is_some());
    let known = match page {
        Some(own) => ("organisation", quoted(own)),
        None => ("ours", "true".to_owned()),
    };
    let mut ours = remedy::item(Party::TABLE, "party", &[known], asked);
    ours.retain(|line| page.is_none() || !line.starts_with("name = "));
    lines.extend(ours);
    lines.extend(remedy::item(Party::TABLE, "party", &[], asked));
    lines
}
