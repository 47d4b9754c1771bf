//! What speaks against opening a collaboration once more.

use crate::cli::Failure;
use crate::rules::shell;

/// That a title was given to open what somebody has opened: it would be renamed, and nobody told.
pub(super) fn already(id: &str, title: &str) -> Failure {
    Failure::new(
        format!("not written: `{id}` is there already, with a title"),
        format!(
            "leave out `--title`, or name yours otherwise; to rename it: `comity evaluate {} --set {}`",
            shell(id),
            shell(&format!("title={title}"))
        ),
    )
}
