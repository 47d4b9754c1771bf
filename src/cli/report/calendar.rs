//! `comity report calendar`: the days that matter.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Common, Reach};
use crate::cli::{Context, Failure, Outcome, completions};
use crate::render::report::Report;
use crate::report;
use crate::store::Workspace;

/// List the days that matter, or make a file for a calendar of them.
///
/// Actions, reports owed and expected, reviews, the end of the term, the renewal decision, the last
/// day to give notice, and when norms, assessments and what is shared are looked at again. An event
/// keeps its name when its date moves, so that a calendar moves it instead of doubling it.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity report calendar --format ics > comity.ics")]
pub struct CalendarArgs {
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
    args: &CalendarArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let chosen = workspace.chosen(&args.paths, &context.standing)?;
    let ask = args.reach.ask(&args.common, context)?;
    let report =
        report::calendar(workspace, chosen, &ask, args.owner.as_deref(), args.party.as_deref())?;
    args.common.print(&Report::Calendar(report), context)
}
