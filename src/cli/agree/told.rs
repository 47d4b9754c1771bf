//! What is said of a text and of an amendment: what changes, what comes next, and why it cannot be.

use super::Desk;
use crate::cli::Failure;
use crate::draft::Record;
use crate::draft::agree::{self, Changed, Covered};
use crate::rules::forms::AMEND;
use crate::rules::shell;

/// What comes after an amendment that leads to the very text on file.
pub(super) const KEPT: &str = "commit it: the text is as it was, and every sign-off over it holds";

/// That only the amendment is missing, so that the text is left alone now.
pub(super) fn led_to(desk: &Desk<'_>, from: i64) -> Failure {
    let to = from + 1;
    Failure::new(
        format!("the text is beyond version {from}, and no amendment leads to version {to} yet"),
        format!(
            "log that one first, and change nothing: `comity agree {}{AMEND}`",
            shell(&desk.id)
        ),
    )
}

/// That there is nothing to amend.
pub(super) fn unchanged(desk: &Desk<'_>, covered: &Covered) -> Failure {
    let id = shell(&desk.id);
    if covered.head.change().is_some() {
        return Failure::new(
            "no promise changes, and nobody comes or goes, so no amendment is needed",
            format!("what is said of a party besides: `comity evaluate {id} --set …`"),
        );
    }
    if covered.text.change().is_some() {
        return Failure::new(
            "no promise changes, so no amendment is needed",
            format!("what is merely kept up is changed without: `comity agree {id} --set …`"),
        );
    }
    Failure::new(
        "nothing changes: the text is what was signed",
        "say what is to change: `--set sl-visit.target=90`, `--add`, `--unset` or `--edit`",
    )
}

/// What changed, a line each.
pub(super) fn changed(changes: &[Changed], from: i64) -> Vec<String> {
    let told = |change: &Changed| match change.is_lost() {
        true => format!("version {from} is not on file, so what was changed by hand is not listed"),
        false => change.words(),
    };
    changes.iter().map(told).collect()
}

/// What to do after a draft was written.
pub(super) fn after_draft(desk: &Desk<'_>, record: Record) -> String {
    let gaps = agree::gate(record);
    let count = agree::against(&gaps).count();
    match agree::against(&gaps).next() {
        None => format!("it can be signed: `comity agree {} --sign PARTY`", shell(&desk.id)),
        Some(first) if count == 1 => {
            format!("one thing stands before signatures: {}: {}", first.message, first.help)
        }
        Some(_) => format!(
            "{count} things stand before signatures: `comity agree {} --ready` tells, cheapest first",
            shell(&desk.id)
        ),
    }
}
