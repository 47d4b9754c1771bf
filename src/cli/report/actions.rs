//! `comity report actions`: what is open, by the role that answers for it.

use clap::Args;

use super::chosen::{Several, Whose};
use crate::cli::{Context, Failure, Outcome};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// List what is open, by the role that answers for it.
///
/// Of each action: when it is due and was due first, how often it was moved, what it waits for and
/// serves, and the line to type when it is done.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report actions -C examples/warm-safe-discharge --today 2026-02-05"
)]
pub struct ActionsArgs {
    #[command(flatten)]
    several: Several,
    #[command(flatten)]
    whose: Whose,
}

pub(super) fn run(
    args: &ActionsArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (chosen, ask) = args.several.asked(workspace, context)?;
    let (owner, party) = (args.whose.owner.as_deref(), args.whose.party.as_deref());
    let report = report::actions(workspace, chosen, &ask, owner, party)?;
    args.several.print(&Report::Actions(report), context)
}
