//! What the rules have said, held against the criteria: which finding is in the way of which.

use std::collections::HashMap;

use super::Asked;
use crate::document::{Document, Span, Table as Tree};
use crate::model::declare::{FaultKind, Walk};
use crate::model::frame::FileKind;
use crate::rules::{self, Finding, Tally};
use crate::standard::Path;

/// Rules that find something written which nobody can read for what it should be.
const UNREADABLE: [&str; 4] =
    ["enum-unknown", "reference-unresolved", "text-placeholder", "value-wrong-type"];
/// Rules that find a day which cannot be right: what it says is against what it evidences, and
/// nothing else.
const PLACED: [&str; 2] = ["date-in-future", "date-order"];
/// Rules that find a file which cannot be read whole.
const DAMAGED: [&str; 3] = ["file-unreadable", "toml-invalid", "toml-too-new"];

/// A finding, and what it means for the criteria.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) finding: Finding,
    /// Whether a waiver holds it back: it is a gap all the same.
    pub(super) waived: bool,
    /// The criteria on whose evidence it stands, as what cannot be read is no evidence.
    stands_on: Vec<usize>,
}

impl Told {
    /// Whether it is in the way of a criterion, by its place among those that are asked: of a rule
    /// that it rests on, and not only news of what is coming; or where its evidence should stand.
    pub(super) fn counts(&self, at: usize, asked: &Asked<'_>) -> bool {
        // A team that names such a rule itself wants it silent.
        let named = asked.criterion.rules.iter().any(|own| own == self.finding.rule);
        let announces = || {
            !named
                && asked.rules.iter().any(|rule| rule.name == self.finding.rule && rule.announces)
        };
        let criteria = match &self.finding {
            // What its rule rests on is more than one day can be in the way of.
            found if PLACED.contains(&found.rule) && is_of_rule(found) => &[],
            found => found.criteria,
        };
        self.stands_on.contains(&at)
            || asked.criterion.rests_on(self.finding.rule, criteria) && !announces()
    }

    /// Whether it says that a file cannot be read whole.
    pub(super) fn is_damage(&self) -> bool {
        DAMAGED.contains(&self.finding.rule)
    }
}

/// Whether a finding names no criteria of its own, so that it has those of its rule.
fn is_of_rule(finding: &Finding) -> bool {
    rules::find(finding.rule).is_some_and(|rule| rule.criteria == finding.criteria)
}

/// All that was found, and held back; `file` gives the kind and the tree of one by its path.
pub(super) fn all<'t, 'a: 't>(
    tally: Tally,
    asked: &[Asked<'_>],
    file: impl Fn(&str) -> Option<(FileKind, &'t Tree<'a>)>,
) -> Vec<Told> {
    let found = tally.findings.into_iter().map(|finding| (finding, false));
    let held_back = tally.held_back.into_iter().map(|finding| (finding, true));
    found
        .chain(held_back)
        .map(|(finding, waived)| {
            // A day says when all that stands beside it was so; the days of a whole file, but for an
            // entry of the log, say nothing of the rest of it.
            let is_placed = PLACED.contains(&finding.rule);
            let place = if is_placed || UNREADABLE.contains(&finding.rule) {
                file(&finding.file)
            } else {
                None
            };
            let stands_on = place.map_or_else(Vec::new, |(kind, tree)| {
                let is_day = is_placed && (kind != FileKind::Head || finding.key.contains('.'));
                let on = |one: &Asked<'_>| {
                    let mut own = one.criterion.evidence.iter().filter(|path| path.file == kind);
                    own.any(|path| {
                        path.touches(&finding.key, tree)
                            || is_day && path.is_beside(&finding.key, tree)
                    })
                };
                let each = asked.iter().enumerate().filter(|(_, one)| on(one));
                each.map(|(at, _)| at).collect()
            });
            Told { finding, waived, stands_on }
        })
        .collect()
}

/// What a walk found that cannot be read for what it should be, whatever the level of the rules.
#[derive(Default)]
pub(super) struct Faulty {
    faults: HashMap<usize, Vec<(Span, String)>>,
}

impl Faulty {
    pub(super) fn of(walk: &Walk<'_>, documents: &[Document<'_>]) -> Self {
        let mut faulty = Self::default();
        for fault in &walk.faults {
            let Some(document) = documents.get(fault.spot.file) else { continue };
            if !matches!(fault.kind, FaultKind::UnknownKey { .. }) {
                let here = faulty.faults.entry(fault.spot.file).or_default();
                here.push((fault.spot.span, document.key_path(&fault.spot)));
            }
        }
        faulty
    }

    /// Whether the value at a place is one of them.
    pub(super) fn holds(&self, file: usize, span: Span) -> bool {
        self.faults.get(&file).is_some_and(|faults| faults.iter().any(|(it, _)| *it == span))
    }

    /// Those that stand on a path, where it leads to, or below that.
    pub(super) fn on<'f>(
        &'f self,
        path: &'f Path,
        file: usize,
        tree: &'f Tree<'f>,
    ) -> impl Iterator<Item = Span> + 'f {
        let here = self.faults.get(&file).into_iter().flatten();
        here.filter(|(_, way)| path.touches(way, tree)).map(|(span, _)| *span)
    }
}
