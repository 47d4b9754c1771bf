//! A text that goes to the person's editor and comes back, until nothing is wrong with it or the
//! person gives up. What was typed is never lost.

use std::path::Path;

use crate::cli::{Context, Failure};
use crate::rules::Finding;
use crate::store::{self, StoreError};

/// What is said of a form in which nothing stands.
pub(in crate::cli) const EMPTY: &str = "nothing was written: the form is empty";

/// How often a text comes back.
const ROUNDS: usize = 12;

/// What kind of text it is: how marks go into it and out of it, and what is said of it.
pub(super) trait Sheet {
    /// What the person calls it.
    const WHAT: &'static str;

    /// What helps where the editor did not even open it, if nothing is lost then. Otherwise it is kept.
    const UNOPENED: Option<&'static str>;

    /// What was saved, with marks where something is wrong with it.
    fn marked(&mut self, saved: &str, found: &[Finding]) -> String;

    /// What was saved, without marks and whatever else is not meant to be taken.
    fn taken(&self, saved: &str) -> String;

    /// What is wrong, to a person who gives up.
    fn told(first: &Finding) -> String;
}

/// Lets a text be edited until `take` finds nothing wrong with it, or the person gives up by leaving
/// it as it came back. `before` is what they would leave as it is from the start, if that is no answer.
///
/// # Errors
///
/// When there is no editor, or the person gave up: then the failure says where the text is kept.
pub(super) fn edited<S: Sheet, T>(
    name: &str,
    shown: &str,
    mut before: Option<String>,
    mut sheet: S,
    context: &Context,
    mut take: impl FnMut(&str) -> Result<T, Vec<Finding>>,
) -> Result<T, Failure> {
    let path = store::scratch(&context.scratch, name, shown)?;
    let kept = format!("your {} is kept in {}", S::WHAT, path.display());
    let mut round = 0;
    loop {
        round += 1;
        if let Err(why) = context.person.edit(&path) {
            return Err(match S::UNOPENED.filter(|_| round == 1 && is_untouched(&path, shown)) {
                Some(help) => {
                    store::remove_scratch(&path)?;
                    Failure::new(why, help)
                }
                None => Failure::new(why, kept),
            });
        }
        let saved = store::read_scratch(&path).map_err(|error| unread(error, &path))?;
        let text = sheet.taken(&saved);
        if text.trim().is_empty() && before.as_ref().is_none_or(|it| !it.trim().is_empty()) {
            store::remove_scratch(&path)?;
            return Err(Failure::new(EMPTY, ""));
        }
        let found = match take(&text) {
            Ok(taken) => {
                store::remove_scratch(&path)?;
                return Ok(taken);
            }
            Err(found) => found,
        };
        // Left as it came back: the person sees the marks and has no answer to them now. And an
        // editor that is a program may break it anew each time.
        if before.as_ref() == Some(&text) || round == ROUNDS {
            let why = found.first().map(S::told).unwrap_or_default();
            return Err(Failure::new(format!("nothing was written: {why}"), kept));
        }
        store::write_scratch(&path, &sheet.marked(&saved, &found))?;
        before = Some(text);
    }
}

fn is_untouched(path: &Path, shown: &str) -> bool {
    store::read_scratch(path).is_ok_and(|it| it == crate::draft::plain(shown))
}

/// What the editor left is nothing that can be read.
fn unread(error: StoreError, path: &Path) -> Failure {
    let mut failure = Failure::from(error);
    failure.help = match store::is_there(path) {
        true => format!("nothing was written; what your editor left is in {}", path.display()),
        false => "nothing was written: your editor took the form away".to_owned(),
    };
    failure
}
