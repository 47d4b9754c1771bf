//! How much a rule weighs here: as it says itself, or as the workspace sets it.

use super::{Rule, Severity};
use crate::model::declare::Significance;
use crate::model::settings::{Level, Settings};

/// The severity of a rule here: the workspace's own level where it sets one.
pub(super) fn severity_of(
    rule: &Rule,
    significance: Significance,
    settings: &Settings<'_>,
) -> Option<Severity> {
    // What is not asked at all cannot be turned up: its words are not written for that.
    let own = rule.severity.at(significance)?;
    let set = settings
        .severity
        .as_ref()
        .and_then(|levels| levels.rules.iter().find(|level| level.rule == rule.name))
        .and_then(|level| level.levels[significance as usize]);
    match set {
        None => Some(own),
        Some(Level::Off) => None,
        Some(Level::Advice) => Some(Severity::Advice),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
    }
}
