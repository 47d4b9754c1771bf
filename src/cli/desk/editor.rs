//! A form in the person's own editor. A mistake brings the form back with the faults marked, and
//! what was typed is never lost.

use std::path::Path;

use crate::cli::{Context, Failure};
use crate::draft;
use crate::rules::Finding;
use crate::store::{self, StoreError};

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
    let path = store::scratch(&context.scratch, name, form)?;
    let asked = draft::cleaned(form);
    let mut before: Option<String> = None;
    let mut round = 0;
    loop {
        round += 1;
        if let Err(why) = context.person.edit(&path) {
            let kept = format!("your form is kept in {}", path.display());
            return Err(Failure::new(why, kept));
        }
        let text = store::read_scratch(&path).map_err(|error| unread(error, &path))?;
        let cleaned = draft::cleaned(&text);
        if cleaned.trim().is_empty() {
            store::remove_scratch(&path)?;
            return Err(Failure::new(EMPTY, ""));
        }
        // A blank says nothing: it is neither written nor dropped in silence.
        let mut blanks = draft::blanks(&cleaned, &asked);
        let findings = match take(&cleaned) {
            Ok(taken) if blanks.is_empty() => {
                store::remove_scratch(&path)?;
                return Ok(taken);
            }
            Ok(_) => blanks,
            Err(mut findings) => {
                blanks.retain(|blank| findings.iter().all(|it| it.key != blank.key));
                findings.extend(blanks);
                findings
            }
        };
        // Left as it came back: the person sees the marks and has no answer to them now. And an
        // editor that is a program may break it anew each time.
        if before.as_ref() == Some(&cleaned) || round == ROUNDS {
            return Err(Failure::new(
                format!("nothing was written: {}", findings.first().map_or("", |it| &it.message)),
                format!("your form is kept in {}", path.display()),
            ));
        }
        let findings: Vec<&Finding> = findings.iter().collect();
        store::write_scratch(&path, &draft::marked(&text, &findings))?;
        before = Some(cleaned);
    }
}

/// What is said of a form in which nothing stands.
pub(in crate::cli) const EMPTY: &str = "nothing was written: the form is empty";

/// What is said of a form of a file that is left as it was.
pub(super) const LEFT: &str = "nothing was written: the form was left as it was\n";

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

/// How often a form comes back.
const ROUNDS: usize = 12;

/// What the editor left is no form that can be read.
fn unread(error: StoreError, path: &Path) -> Failure {
    let mut failure = Failure::from(error);
    failure.help = match store::is_there(path) {
        true => format!("nothing was written; what your editor left is in {}", path.display()),
        false => "nothing was written: your editor took the form away".to_owned(),
    };
    failure
}
