//! `comity report portfolio`: all collaborations side by side.

use clap::Args;

use super::chosen::Several;
use crate::cli::{Context, Failure, Outcome};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// Put all collaborations side by side: a row each, and what they come to together.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report portfolio -C examples/warm-safe-discharge --today 2026-02-05"
)]
pub struct PortfolioArgs {
    #[command(flatten)]
    several: Several,
}

pub(super) fn run(
    args: &PortfolioArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (chosen, ask) = args.several.asked(workspace, context)?;
    let report = report::portfolio(workspace, chosen, &ask)?;
    args.several.print(&Report::Portfolio(report), context)
}
