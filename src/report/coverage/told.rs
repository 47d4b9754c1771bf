//! What the rules have said, held against the criteria: which finding is in the way of which.

use super::Asked;
use crate::document::Table as Tree;
use crate::model::declare::FaultKind;
use crate::model::declare::Walk;
use crate::document::Span;
use crate::model::frame::FileKind;
use crate::rules::{Finding, Tally};

/// Rules that find something written which nobody can read for what it should be.
const UNREADABLE: [&str; 4] =
    ["enum-unknown", "reference-unresolved", "text-placeholder", "value-wrong-type"];
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
        let announces =
            || asked.rules.iter().any(|rule| rule.name == self.finding.rule && rule.announces);
        self.stands_on.contains(&at)
            || asked.criterion.rests_on(self.finding.rule, self.finding.criteria) && !announces()
    }

    /// Whether it says that a file cannot be read whole.
    pub(super) fn is_damage(&self) -> bool {
        DAMAGED.contains(&self.finding.rule)
    }
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
            let unreadable = UNREADABLE.contains(&finding.rule);
            let place = if unreadable { file(&finding.file) } else { None };
            let stands_on = place.map_or_else(Vec::new, |(kind, tree)| {
                let on = |one: &Asked<'_>| {
                    let mut own = one.criterion.evidence.iter().filter(|path| path.file == kind);
                    own.any(|path| path.touches(&finding.key, tree))
                };
                let each = asked.iter().enumerate().filter(|(_, one)| on(one));
                each.map(|(at, _)| at).collect()
            });
            Told { finding, waived, stands_on }
        })
        .collect()
}

/// The values that a walk could not read for what they should be.
pub(super) struct Faulty(Vec<(usize, Span)>);

impl Faulty {
    pub(super) fn of(walk: &Walk<'_>) -> Self {
        let is_value = |kind: &FaultKind<'_>| !matches!(kind, FaultKind::UnknownKey { .. });
        let faults = walk.faults.iter().filter(|fault| is_value(&fault.kind));
        Self(faults.map(|fault| (fault.spot.file, fault.spot.span)).collect())
    }

    /// Whether the value at a place is one of them.
    pub(super) fn holds(&self, file: usize, span: Span) -> bool {
        self.0.contains(&(file, span))
    }
}
