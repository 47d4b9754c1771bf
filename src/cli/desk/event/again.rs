//! An entry tried once more where others wrote to the same log.

use super::{Typed, write};
use crate::cli::desk::Writing;
use crate::cli::{Context, Failure, Outcome};
use crate::document::quoted;
use crate::draft::{EventDraft, subject_named};
use crate::store::Workspace;

/// How often an entry is tried while others write to the same log. Each time one of them is done, so
/// so many at once may be.
const ROUNDS: usize = 100;

/// Writes an entry. Where another came into the log meanwhile, all of it is looked at once more, and
/// the entry is written or refused by what stands there now. Where that other one is about the same
/// matter, or somebody was asked, it is told instead: nobody wants to say a thing twice.
pub(in crate::cli) fn again(
    workspace: &Workspace,
    typed: &Typed,
    writing: &Writing,
    context: &Context,
) -> Result<Outcome, Failure> {
    let log = typed.event.directory(typed.collaboration.as_deref());
    let asks = writing.edit || writing.may_ask(context);
    let mut round = 0;
    loop {
        round += 1;
        let seen = workspace.names(&log);
        let written = write(workspace, typed.clone(), writing, context);
        if written.is_ok() || asks || round == ROUNDS {
            return written;
        }
        let come = seen.come(&workspace.names(&log));
        if come.is_empty() || come.iter().any(|path| is_same(workspace, &typed.event, path)) {
            return written;
        }
    }
}

/// Whether an entry is about the same as another: of one kind, and of what that one names. What
/// cannot be read may be.
fn is_same(workspace: &Workspace, event: &EventDraft, path: &str) -> bool {
    let Ok(Some(text)) = workspace.text_of(path) else { return true };
    let says = |key: &str, value: &str| {
        let line = format!("{key} = {value}");
        text.lines().any(|it| it.trim_end() == line)
    };
    let step = event.step();
    let subject = subject_named(event.kind, &step);
    let subject = event.entries.iter().find(|(key, _)| Some(key.as_str()) == subject);
    says("kind", &quoted(event.kind.as_str()))
        && subject.is_none_or(|(key, value)| says(key, value))
}
