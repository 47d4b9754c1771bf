//! `comity report duties`: what is owed on both sides.

use clap::Args;

use super::chosen::Several;
use crate::cli::{Context, Failure, Outcome};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// Show what we owe each other party, and what each owes us; what is late first.
///
/// Actions, reports, confirmations that a report came, answers to feedback, sign-offs, the care of
/// shared information, and what was promised at a review or a contact.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report duties -C examples/warm-safe-discharge --today 2026-02-05"
)]
pub struct DutiesArgs {
    #[command(flatten)]
    several: Several,
    /// Only with this other party: its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    with: Option<String>,
}

pub(super) fn run(
    args: &DutiesArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (chosen, ask) = args.several.asked(workspace, context)?;
    let report = report::duties(workspace, chosen, &ask, args.with.as_deref())?;
    args.several.print(&Report::Duties(report), context)
}
