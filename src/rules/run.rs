//! Runs rules over a workspace: over its collaborations, over what they share, over the whole. What
//! they are told stays where they put it; nothing is printed or ordered here.

use super::check::{check_collaboration, check_shared, check_whole};
use super::{Case, Finding, Portfolio, Rule, Scene, Tally, Traces, Waivers};
use crate::document::Document;
use crate::model::date::Date;
use crate::model::declare::Significance;
use crate::model::frame::{FileKind, Frame};
use crate::store::{Folder, History, Workspace};

/// What a run came to.
#[derive(Debug)]
pub struct Ran<T> {
    /// The ids of the collaborations that were looked at, in code-point order.
    pub collaborations: Vec<String>,
    /// What was made of each of them, in that order.
    pub made: Vec<T>,
    /// What was found in no single one: in the settings, in the network, in the whole.
    pub elsewhere: Tally,
}

/// What all collaborations share, as the rules see it: of the `whole` workspace, or of single ones.
fn scene_of<'a>(
    shared: &'a Folder,
    documents: &'a [Document<'a>],
    today: Date,
    rules: Vec<&'static Rule>,
    whole: bool,
) -> Scene<'a> {
    let mut frame = Frame::read(&shared.sources, documents, &shared.kinds);
    frame.set_aside(today);
    let log_unsure = shared.kinds.iter().enumerate().any(|(file, kind)| {
        let unread = shared.sources[file].unreadable.is_some() || documents[file].is_damaged();
        *kind == FileKind::NetworkEvent && unread
    });
    Scene {
        traces: whole.then(|| Traces::of(&frame, today, log_unsure)),
        waivers: Waivers::of(&frame.settings, today),
        workspace: None,
        history: None,
        frame,
        sources: &shared.sources,
        documents,
        kinds: &shared.kinds,
        oddities: &shared.oddities,
        today,
        rules,
    }
}

/// Runs rules on a day over one collaboration as it stands in memory, with what all share. `look` is
/// given the collaboration as the rules saw it, and what was found in it; what was found in the
/// shared files comes last.
pub fn look<T>(
    shared: &Folder,
    folder: &Folder,
    today: Date,
    rules: Vec<&'static Rule>,
    look: impl FnOnce(&Case<'_, '_>, Tally, Tally) -> T,
) -> T {
    let documents: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    let scene = scene_of(shared, &documents, today, rules, false);
    check_collaboration(&scene, folder, |case, tally| {
        let of_shared = check_shared(&scene, case.dossier.significance());
        look(case, tally, of_shared)
    })
}

/// Runs rules on a day: over the chosen collaborations with settings and network, or where none is
/// chosen over all of the workspace, with the rules about it as a whole. `make` is given each
/// collaboration with what was found in it; nothing else of one is kept.
pub fn run<T: Send>(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    today: Date,
    rules: Vec<&'static Rule>,
    make: impl Fn(&Case<'_, '_>, Tally) -> T + Sync,
) -> Ran<T> {
    run_with(workspace, None, chosen, today, rules, make)
}

/// The same with the history of the events, for the rules that look at it.
pub fn run_with<T: Send>(
    workspace: &Workspace,
    history: Option<&History>,
    chosen: Option<Vec<String>>,
    today: Date,
    rules: Vec<&'static Rule>,
    make: impl Fn(&Case<'_, '_>, Tally) -> T + Sync,
) -> Ran<T> {
    over(workspace, &[], history, chosen, today, rules, make)
}

/// What rules would find on a day in all of the workspace, if some of the files that all share held
/// these texts: each with its path from the root.
#[must_use]
pub fn run_as(
    workspace: &Workspace,
    texts: &[(&str, &str)],
    today: Date,
    rules: Vec<&'static Rule>,
) -> Vec<Finding> {
    let ran = over(workspace, texts, None, None, today, rules, |_, tally| tally);
    ran.made.into_iter().chain([ran.elsewhere]).flat_map(|tally| tally.findings).collect()
}

fn over<T: Send>(
    workspace: &Workspace,
    texts: &[(&str, &str)],
    history: Option<&History>,
    chosen: Option<Vec<String>>,
    today: Date,
    rules: Vec<&'static Rule>,
    make: impl Fn(&Case<'_, '_>, Tally) -> T + Sync,
) -> Ran<T> {
    let whole = chosen.is_none();
    let (ids, strays) =
        chosen.map_or_else(|| workspace.collaborations(), |chosen| (chosen, Vec::new()));
    let mut shared = workspace.shared(whole);
    texts.iter().for_each(|(path, text)| shared.put(path, text));
    shared.oddities.extend(strays);
    let documents: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    let mut scene = scene_of(&shared, &documents, today, rules, whole);
    scene.workspace = Some(workspace);
    scene.history = history;
    let (significances, made): (Vec<_>, Vec<T>) = workspace
        .each(&ids, |folder| {
            check_collaboration(&scene, &folder, |case, tally| {
                (case.significance(), make(case, tally))
            })
        })
        .into_iter()
        .unzip();
    let significance = significances.into_iter().max().flatten();
    // What is asked of settings and network follows the weightiest collaboration.
    let mut elsewhere = check_shared(&scene, significance.unwrap_or(Significance::Minor));
    if whole {
        let portfolio = Portfolio { scene: &scene, collaborations: &ids, significance };
        let of_whole = check_whole(&portfolio);
        elsewhere.waived += of_whole.waived;
        elsewhere.findings.extend(of_whole.findings);
        elsewhere.held_back.extend(of_whole.held_back);
    }
    Ran { collaborations: ids, made, elsewhere }
}
