//! `comity report portfolio`: all collaborations side by side.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Common, Reach};
use crate::cli::{Context, Failure, Outcome, completions};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// Put all collaborations side by side: a row each, and what they come to together.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report portfolio -C examples/warm-safe-discharge --today 2026-02-05"
)]
pub struct PortfolioArgs {
    /// Collaborations, as ids or paths; all of the workspace if none is named.
    #[arg(value_name = "PATH", add = ArgValueCandidates::new(completions::collaborations))]
    paths: Vec<String>,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    reach: Reach,
}

pub(super) fn run(
    args: &PortfolioArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let chosen = workspace.chosen(&args.paths, &context.standing)?;
    let ask = args.reach.ask(&args.common, context)?;
    let report = report::portfolio(workspace, chosen, &ask)?;
    args.common.print(&Report::Portfolio(report), context)
}
