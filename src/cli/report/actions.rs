//! `comity report actions`: what is open, by the role that answers for it.

use clap::Args;

use super::chosen::Chosen;
use super::{Common, Reach};
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
    chosen: Chosen,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    reach: Reach,
}

pub(super) fn run(
    args: &ActionsArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let chosen = args.chosen.of(workspace, context)?;
    let ask = args.reach.ask(&args.common, context)?;
    let report =
        report::actions(workspace, chosen, &ask, args.chosen.owner(), args.chosen.party())?;
    args.common.print(&Report::Actions(report), context)
}
