//! `comity report partner`: the report to one partner.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::audience::{AudienceWord, Sole};
use super::record::Recording;
use super::{Common, one};
use crate::cli::{Context, Failure, Outcome, completions};
use crate::model::date::{self, Date};
use crate::render::report::Report;
use crate::report;
use crate::rules::shell;
use crate::store::Workspace;

/// Tell one partner what each side promised, where it stands, and what comes next.
///
/// What the partner may not see is left out before anything is laid out: our evaluation, our notes,
/// what others said in confidence, and what is above its classification. It is told how much that
/// is, and never what. With `--record` it is logged that the report was sent.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity report partner warm-safe-discharge --to hospital \\\n    \
    -C examples/warm-safe-discharge --today 2026-02-05")]
pub struct PartnerArgs {
    /// The collaboration, as id or path.
    #[arg(value_name = "COLLABORATION", add = ArgValueCandidates::new(completions::collaborations))]
    collaboration: String,
    /// The partner, by its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    to: String,
    /// The first day it tells of; absent: the day after the last report to the partner ended.
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    from: Option<Date>,
    /// The last day it tells of; absent: today.
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    until: Option<Date>,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    sole: Sole,
    #[command(flatten)]
    recording: Recording,
}

pub(super) fn run(
    args: &PartnerArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    args.sole.is_for(
        AudienceWord::Partner,
        "`report partner` is for the partner that `--to` names, and shows what that partner may see",
        |other| other_view(other, args),
    )?;
    args.recording.fits()?;
    let collaboration = one(workspace, &args.collaboration, context)?;
    let today = args.common.today(context);
    let period = (args.from, args.until);
    let report = report::partner(workspace, collaboration, &args.to, today, period)?;
    let report = Report::Partner(Box::new(report));
    let printed = args.common.print(&report, context)?;
    match report {
        Report::Partner(report) if args.recording.is_wanted() => {
            args.recording.record(&report, printed, workspace, today, context)
        }
        _ => Ok(printed),
    }
}

/// Where another audience finds the like.
fn other_view(audience: AudienceWord, args: &PartnerArgs) -> String {
    let id = shell(&args.collaboration);
    match audience {
        AudienceWord::Own => format!(
            "what we ourselves know of it: `comity report duties {id} --with {}`",
            shell(&args.to)
        ),
        _ => format!("what anybody may see of it: `comity report duties {id} --audience public`"),
    }
}
