//! `comity report agreement`: the agreement as a memorandum.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Common, Reach, one};
use crate::cli::{Context, Failure, Outcome, completions};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// Print the agreement as a memorandum, with who has signed it.
///
/// Numbered paragraphs, who signed which version when, whether that still is the text on file, and
/// the digest of the text.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity report agreement reading-hour -C examples/reading-hour")]
pub struct AgreementArgs {
    /// The collaboration, as id or path.
    #[arg(value_name = "COLLABORATION", add = ArgValueCandidates::new(completions::collaborations))]
    collaboration: String,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    reach: Reach,
}

pub(super) fn run(
    args: &AgreementArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let collaboration = one(workspace, &args.collaboration, context)?;
    let ask = args.reach.ask(&args.common, context)?;
    let report = report::agreement(workspace, collaboration, &ask)?;
    args.common.print(&Report::Agreement(report), context)
}
