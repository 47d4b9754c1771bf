//! `comity report actions`: what is open, by the role that answers for it.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Common, Reach};
use crate::cli::{Context, Failure, Outcome, completions};
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
    /// Collaborations, as ids or paths; all of the workspace if none is named.
    #[arg(value_name = "PATH", add = ArgValueCandidates::new(completions::collaborations))]
    paths: Vec<String>,
    /// Only what this role answers for.
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// Only what this party has to do: its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
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
    let chosen = workspace.chosen(&args.paths, &context.standing)?;
    let ask = args.reach.ask(&args.common, context)?;
    let report =
        report::actions(workspace, chosen, &ask, args.owner.as_deref(), args.party.as_deref())?;
    args.common.print(&Report::Actions(report), context)
}
