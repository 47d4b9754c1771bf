//! A form in the person's own editor. A mistake brings the form back with the faults marked.

use super::rounds::{self, Sheet};
use crate::cli::{Context, Failure};
use crate::draft;
use crate::rules::Finding;

/// What is said of a form of a file that is left as it was.
pub(super) const LEFT: &str = "nothing was written: the form was left as it was\n";

/// A form: its help and its marks are no part of what is taken.
struct Form;

impl Sheet for Form {
    const WHAT: &'static str = "form";
    const UNOPENED: Option<&'static str> = None;

    fn marked(&mut self, saved: &str, found: &[Finding]) -> String {
        draft::marked(saved, &found.iter().collect::<Vec<_>>())
    }

    fn taken(&self, saved: &str) -> String {
        draft::cleaned(saved)
    }

    fn told(first: &Finding) -> String {
        first.message.clone()
    }
}

/// Lets a form be edited until `take` finds nothing wrong with it, or the person gives up by leaving
/// it as it came back. `take` is given the text without help and marks.
///
/// # Errors
///
/// When there is no editor, or the person gave up: then the failure says where the form is kept.
pub(in crate::cli) fn edit<T>(
    name: &str,
    form: &str,
    context: &Context,
    mut take: impl FnMut(&str) -> Result<T, Vec<Finding>>,
) -> Result<T, Failure> {
    let asked = draft::cleaned(form);
    rounds::edited(name, form, None, Form, context, |text| {
        // A blank says nothing: it is neither written nor dropped in silence.
        let mut blanks = draft::blanks(text, &asked);
        match take(text) {
            Ok(taken) if blanks.is_empty() => Ok(taken),
            Ok(_) => Err(blanks),
            Err(mut findings) => {
                blanks.retain(|blank| findings.iter().all(|it| it.key != blank.key));
                findings.extend(blanks);
                Err(findings)
            }
        }
    })
}

/// Lets the form of an entry be edited, as [`edit`] does. One that is left as it was is no entry:
/// whoever closes the editor has not said that it happened.
///
/// # Errors
///
/// As there; and when the form was left as it was.
pub(in crate::cli) fn edit_entry<T>(
    name: &str,
    form: &str,
    context: &Context,
    mut take: impl FnMut(&str) -> Result<T, Vec<Finding>>,
) -> Result<T, Failure> {
    let shown = draft::cleaned(form);
    let mut is_first = true;
    let (taken, left) = edit(name, form, context, |text| {
        let is_left = std::mem::take(&mut is_first) && text == shown;
        Ok((take(text)?, is_left))
    })?;
    match left {
        true => Err(Failure::new(LEFT.trim_end(), "fill it in; or leave out `--edit`")),
        false => Ok(taken),
    }
}
