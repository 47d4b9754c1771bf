//! What a command is to look at: which rules, and whether the past too.

use super::Failure;
use crate::rules;
use crate::store::{History, NoHistory, Workspace};

/// The rules that some names mean.
pub(super) fn rules_named(names: &[String]) -> Result<Vec<&'static rules::Rule>, Failure> {
    rules::select(names).map_err(|(name, nearest)| {
        let help = nearest.map_or_else(
            || "`comity explain` lists rules and groups".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        Failure::new(format!("`{name}` is no rule and no group of rules"), help)
    })
}

/// What became of events, where it is asked for: as such, or by the name of a rule that looks at it.
pub(super) fn history(
    workspace: &Workspace,
    asked: bool,
    only: &[String],
) -> Result<Option<History>, Failure> {
    let looks = |name: &String| {
        rules::find(name).is_some_and(|rule| matches!(rule.check, rules::Check::History(_)))
    };
    if !asked && !only.iter().any(looks) {
        return Ok(None);
    }
    workspace.history().map(Some).map_err(|why| match why {
        NoHistory::None => Failure::new(
            "there is no history to look at: no repository, no commit, or no git",
            "leave `--history` out, or run it where the workspace is kept in git",
        ),
        NoHistory::Shallow => Failure::new(
            "only a part of the history was fetched, so that nobody can say when an event was new",
            "fetch it whole: `git fetch --unshallow`; in CI, ask the checkout for all commits",
        ),
    })
}
