//! What a shell offers for names of the record, as it is at that moment: collaborations, actions,
//! issues, organisations. What cannot be read offers nothing.

use std::ffi::OsString;

use clap_complete::engine::CompletionCandidate;

use super::completions::typed;
use super::world;
use crate::document::Document;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::frame::FileKind;
use crate::store::Workspace;

/// The collaborations of the workspace that is meant.
pub(super) fn collaborations() -> Vec<CompletionCandidate> {
    let ids = workspace().map(|workspace| workspace.collaborations().0).unwrap_or_default();
    ids.into_iter().map(CompletionCandidate::new).collect()
}

/// The actions of the collaboration that is typed before.
pub(super) fn actions() -> Vec<CompletionCandidate> {
    named(|dossier| dossier.actions().iter().filter_map(|action| action.id).collect())
}

/// The reports that its agreement arranges.
pub(super) fn reports() -> Vec<CompletionCandidate> {
    named(|dossier| {
        let all = dossier.in_force().into_iter().flat_map(|agreement| &agreement.reporting);
        all.filter_map(|item| item.id).collect()
    })
}

/// The flows of information of its agreement.
pub(super) fn information() -> Vec<CompletionCandidate> {
    named(|dossier| {
        let all = dossier.in_force().into_iter().flat_map(|agreement| &agreement.information);
        all.filter_map(|item| item.id).collect()
    })
}

/// The risks of its agreement, and those raised later.
pub(super) fn risks() -> Vec<CompletionCandidate> {
    named(|dossier| {
        let agreed = dossier.in_force().into_iter().flat_map(|agreement| &agreement.risk);
        let raised = dossier.risk_events().filter_map(|(_, own)| own.risk);
        agreed.filter_map(|risk| risk.id).chain(raised).collect()
    })
}

/// The issues that its log has opened.
pub(super) fn issues() -> Vec<CompletionCandidate> {
    named(|dossier| dossier.issue_events().filter_map(|(_, own)| own.issue).collect())
}

/// The organisations of the network, by the names of their files.
pub(super) fn organisations() -> Vec<CompletionCandidate> {
    let Some(workspace) = workspace() else { return Vec::new() };
    let shared = workspace.shared(false);
    let pages = shared.sources.iter().zip(&shared.kinds);
    let pages = pages.filter(|(_, kind)| **kind == FileKind::Organisation);
    pages.map(|(source, _)| CompletionCandidate::new(source.stem())).collect()
}

/// Names of what stands in the collaboration that is typed before, each once. One collaboration is
/// read, and no rule looks at it.
fn named(names: for<'d, 'a> fn(&'d Dossier<'a>) -> Vec<&'a str>) -> Vec<CompletionCandidate> {
    let typed = collaboration(typed());
    let id = workspace().and_then(|workspace| {
        let chosen = workspace.chosen(&[typed?], &world::standing()).ok()??;
        Some((chosen.into_iter().next()?, workspace))
    });
    let Some((id, workspace)) = id else { return Vec::new() };
    let folder = workspace.collaboration(&id);
    let documents: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let kinds = folder.kinds.clone();
    let dossier = Dossier::read(&id, &folder.sources, &documents, kinds, Date::MAX);
    let mut names = names(&dossier);
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}

/// The collaboration that stands behind the name of a command that logs.
fn collaboration(words: impl Iterator<Item = OsString>) -> Option<String> {
    let mut words =
        words.skip_while(|word| !word.to_str().is_some_and(|word| word.starts_with("log-")));
    words.next();
    while let Some(word) = words.next() {
        match word.to_str()? {
            "-C" | "--directory" => drop(words.next()),
            flag if flag.starts_with('-') => {}
            named => return Some(named.to_owned()),
        }
    }
    None
}

/// The workspace that is meant: the one named with `-C` on the line, or the one that one stands in.
fn workspace() -> Option<Workspace> {
    let standing = world::standing();
    match directory(typed()) {
        Some(directory) => Workspace::open(&standing.join(directory)),
        None => Workspace::find(&standing),
    }
    .ok()
}

/// The directory that a line names.
fn directory(mut words: impl Iterator<Item = OsString>) -> Option<OsString> {
    while let Some(word) = words.next() {
        if word == "-C" || word == "--directory" {
            return words.next();
        }
        let text = word.to_str().unwrap_or_default();
        if let Some(named) = text.strip_prefix("--directory=").or_else(|| text.strip_prefix("-C")) {
            return Some(named.into());
        }
    }
    None
}
