//! Two items of one kind that call themselves the same, so that nobody can tell which is meant.

use super::spots;
use crate::document::Spot;
use crate::model::declare::Identity;
use crate::model::frame::FileKind;
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule =
    Rule { name: "id-duplicate", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    let mut identities: Vec<(&str, &Identity<'_>)> = files
        .walk
        .identities
        .iter()
        .filter(|it| !it.id.trim().is_empty())
        .map(|it| (shelf(files, it), it))
        .collect();
    identities.sort_by_key(|(shelf, it)| (*shelf, it.id, it.spot.file, it.spot.span.start));
    let mut first = 0;
    for at in 1..identities.len() {
        let (shelf, identity) = identities[at];
        let (of_first, before) = identities[first];
        if (of_first, before.id) != (shelf, identity.id) {
            first = at;
            continue;
        }
        // The two sides of a conflict repeat each other, and the conflict is told already.
        if spots::holds_conflict(files, identity.spot.file)
            || !spots::is_reliable(files, &identity.spot)
        {
            continue;
        }
        let (path, line) = stands(files, &before.spot);
        let kind = before.table.name.replace('_', " ");
        tell(identity, &format!("{kind} in {path}, line {line}"), findings);
    }
    // A contact that a collaboration keeps must not take the name of one of the network.
    for contact in files.dossier.into_iter().flat_map(|dossier| &dossier.head.contact) {
        let Some(id) = contact.id else { continue };
        if let Some((organisation, _)) = files.scene.frame.contact(id)
            && let Some(own) =
                files.walk.identities.iter().find(|it| it.table.name == "contact" && it.id == id)
        {
            tell(own, &format!("contact in network/{organisation}.toml"), findings);
        }
    }
}

/// What has to differ from each other: the items of agreement, evaluation and reviews whatever
/// their table, and everything else within its own kind.
fn shelf(files: &Files<'_, '_>, identity: &Identity<'_>) -> &'static str {
    match files.kinds.get(identity.spot.file) {
        Some(FileKind::Agreement | FileKind::Evaluation | FileKind::Review) => "item",
        _ => identity.table.name,
    }
}

fn stands<'f>(files: &Files<'f, '_>, spot: &Spot<'_>) -> (&'f str, usize) {
    let source = &files.sources[spot.file];
    (&source.path, source.line_and_column(spot.span).0)
}

fn tell(identity: &Identity<'_>, other: &str, findings: &mut Findings<'_>) {
    findings.add(
        Problem::at(identity.spot, identity.id)
            .says(format!("the id `{}` is already taken by the {other}", identity.id))
            .help("give one of the two another id; if a merge brought it twice, take one out"),
    );
}
