//! A name that is not made as names are: lower-case kebab, or for an event day, words and suffix.

use super::spots;
use crate::document::Spot;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, IssueStep, RiskStep};
use crate::model::frame::FileKind;
use crate::model::id::{EventId, is_kebab};
use crate::rules::{Check, Files, Findings, Problem, Rule};

pub(super) static RULE: Rule =
    Rule { name: "id-malformed", guards: true, check: Check::Files(check), ..Rule::BASE };

const KEBAB: &str = "is not lower-case words of letters and digits, joined by `-`";

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for identity in &files.walk.identities {
        let blank = identity.id.trim().is_empty();
        if !blank && !is_kebab(identity.id) && spots::is_reliable(files, &identity.spot) {
            item(identity.spot, identity.id, findings);
        }
    }
    for (source, kind) in files.sources.iter().zip(files.kinds) {
        let stem = source.stem();
        let named = match kind {
            FileKind::Organisation | FileKind::Standard => stem,
            FileKind::View => stem.strip_prefix("view-").unwrap_or(stem),
            _ => continue,
        };
        path(&source.path, named, findings);
    }
    let events = match files.dossier {
        None => &files.scene.frame.events,
        Some(dossier) => {
            path(&format!("collaborations/{}", dossier.id), dossier.id, findings);
            for folder in dossier.reviews.iter().filter(|folder| !is_kebab(folder.plan)) {
                let shown = format!("collaborations/{}/reviews/{}", dossier.id, folder.plan);
                path(&shown, folder.plan, findings);
            }
            views(dossier, findings);
            names_in_log(dossier, findings);
            &dossier.events
        }
    };
    for one in events {
        event(files, one, findings);
    }
}

fn item(spot: Spot<'_>, id: &str, findings: &mut Findings<'_>) {
    findings.add(
        Problem::at(spot, id)
            .says(format!("`{id}` {KEBAB}"))
            .help(format!("write `{}`, here and wherever it is named", kebab(id))),
    );
}

fn path(path: &str, name: &str, findings: &mut Findings<'_>) {
    if !is_kebab(name) {
        let help = format!("rename it to `{}`, and what refers to it", kebab(name));
        findings.add(Problem::of_path(path).says(format!("`{name}` {KEBAB}")).help(help));
    }
}

/// The party that a view is named after is the party whose view it is.
fn views(dossier: &Dossier<'_>, findings: &mut Findings<'_>) {
    for view in dossier.reviews.iter().flat_map(|folder| &folder.views) {
        let stem = dossier.sources[view.at.file].stem();
        let named = stem.strip_prefix("view-").unwrap_or(stem);
        if let Some(party) = view.party.filter(|party| *party != named && is_kebab(named)) {
            findings.add(
                Problem::at(view.at.key("party"), party)
                    .says(format!("the file is named after `{named}` and holds `{party}`'s view"))
                    .help(format!("rename the file to view-{party}.toml, or put `party` right")),
            );
        }
    }
}

/// Issues and risks get their names in the log.
fn names_in_log(dossier: &Dossier<'_>, findings: &mut Findings<'_>) {
    let issues = dossier
        .issue_events()
        .filter(|(_, own)| own.event == Some(IssueStep::Opened))
        .filter_map(|(_, own)| Some((own.at.key("issue"), own.issue?)));
    let risks = dossier
        .risk_events()
        .filter(|(_, own)| own.event == Some(RiskStep::Raised))
        .filter_map(|(_, own)| Some((own.at.key("risk"), own.risk?)));
    for (spot, id) in issues.chain(risks) {
        if !id.trim().is_empty() && !is_kebab(id) {
            item(spot, id, findings);
        }
    }
}

fn event(files: &Files<'_, '_>, event: &Event<'_>, findings: &mut Findings<'_>) {
    let file = event.at().file;
    let Some(source) = files.sources.get(file) else { return };
    let on = event.on().unwrap_or(files.scene.today);
    let Some(id) = EventId::parse(event.id) else {
        findings.add(
            Problem::of_path(&source.path)
                .says("the name of an event is made of its day, its words and a suffix")
                .help(format!(
                    "rename it to {on}-<subject>-<event>-xxxx.toml, with four letters for xxxx"
                )),
        );
        return;
    };
    if event.on().is_some() && id.date.parse() != Ok(on) && !event.corrected {
        findings.add(
            Problem::at(event.at().key("on"), event.id)
                .says(format!("the file is named after {}, and `on` says {on}", id.date))
                .help(format!(
                    "rename it to {on}-{}-{}.toml, or put `on` right",
                    id.words, id.suffix
                )),
        );
    }
}

/// The nearest name that is well made.
fn kebab(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    if words.is_empty() { "a-name".to_owned() } else { words.join("-") }
}
