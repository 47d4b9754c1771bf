//! Facts about one living person, in a record that is meant to be permanent and disclosable. Two
//! rules, as it weighs more where cases are talked of.

use super::detail;
use crate::document::{Source, Span, Spot};
use crate::model::event::EventKind;
use crate::rules::{Check, Files, Findings, Problem, Rule, Severity, always};

/// Anywhere but in issues and in what was done with information.
pub(super) static IN_RECORD: Rule = Rule {
    name: "personal-detail-in-record",
    severity: always(Severity::Warning),
    criteria: &["S0.17", "S2.12"],
    check: Check::Files(in_record),
    ..Rule::BASE
};

/// In issues and in what was done with information.
pub(super) static IN_ISSUE: Rule = Rule {
    name: "personal-detail-in-issue",
    criteria: &["S0.17", "S2.12"],
    check: Check::Files(in_issue),
    ..Rule::BASE
};

fn in_record(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    (0..files.sources.len()).filter(|at| !speaks_of_cases(files, *at)).for_each(|at| {
        look(files, at, findings);
    });
}

fn in_issue(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    (0..files.sources.len()).filter(|at| speaks_of_cases(files, *at)).for_each(|at| {
        look(files, at, findings);
    });
}

fn speaks_of_cases(files: &Files<'_, '_>, at: usize) -> bool {
    let event = files.dossier.and_then(|dossier| dossier.event_in(at));
    let kind = event.and_then(|event| event.envelope.kind);
    matches!(kind, Some(EventKind::Issue | EventKind::Information))
}

fn look(files: &Files<'_, '_>, at: usize, findings: &mut Findings<'_>) {
    let source = &files.sources[at];
    let is_of_role = |word: &str| word.len() > 2 && names_role(files, at, word);
    detail::each(source.text(), &is_of_role, |detail, range| {
        let spot = Spot { file: at, span: Span::from(range), ..Spot::default() };
        let subject = item_at(source, spot.span).unwrap_or_else(|| source.stem());
        findings.add(
            Problem::at(spot, subject)
                .says(format!("this looks like {}, in a record of roles", detail.words()))
                .help(detail.instead()),
        );
    });
}

/// The id of the item that a place stands in, read from the lines above it: what stands in a comment
/// has no table of its own.
fn item_at(source: &Source, span: Span) -> Option<&str> {
    let text = source.text();
    let end =
        text[span.start as usize..].find('\n').map_or(text.len(), |it| it + span.start as usize);
    for line in text[..end].rsplit('\n') {
        if let Some(id) = line.strip_prefix("id = \"") {
            return id.split('"').next().filter(|id| !id.is_empty());
        }
        if line.starts_with('[') {
            return None;
        }
    }
    None
}

/// Whether a word belongs to a role or an organisation that is on file beside it.
fn names_role(files: &Files<'_, '_>, at: usize, word: &str) -> bool {
    let has = |text: Option<&str>| {
        let words = text.unwrap_or_default().split(|it: char| !it.is_alphanumeric());
        words.into_iter().any(|own| own.eq_ignore_ascii_case(word))
    };
    if let Some(dossier) = files.dossier {
        let head = &dossier.head;
        return head.party.iter().any(|party| has(party.id) || has(party.name))
            || head.contact.iter().any(|contact| has(contact.role_title) || has(contact.remit));
    }
    let frame = &files.scene.frame;
    let page = frame.organisations.iter().find(|(_, page)| page.at.file == at);
    page.is_some_and(|(id, page)| {
        let contacts = page.contact.iter();
        has(Some(id))
            || has(page.name)
            || page.services.iter().any(|service| has(Some(service)))
            || contacts.into_iter().any(|it| has(it.role_title) || has(it.remit))
    })
}
