//! `comity report calendar`: the days that matter.

use clap::Args;

use super::chosen::{Several, Whose};
use crate::cli::{Context, Failure, Outcome};
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
    #[command(flatten)]
    several: Several,
    #[command(flatten)]
    whose: Whose,
}

pub(super) fn run(
    args: &CalendarArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (chosen, ask) = args.several.asked(workspace, context)?;
    let (owner, party) = (args.whose.owner.as_deref(), args.whose.party.as_deref());
    let report = report::calendar(workspace, chosen, &ask, owner, party)?;
    args.several.print(&Report::Calendar(report), context)
}
