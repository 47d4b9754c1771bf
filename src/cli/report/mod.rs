//! `comity report`: what people ask for, each kind in its own file. Reading only.

mod actions;
mod agreement;
mod audience;
mod calendar;
mod chosen;
mod common;
mod coverage;
mod duties;
mod entry;
mod partner;
mod portfolio;
mod record;
mod refusal;

use clap::{Args, Subcommand};

use self::audience::Reach;
use self::common::Common;
use super::{Context, Failure, Global, Outcome};
use crate::store::Workspace;

/// Print a report: to a partner, on open actions, on all collaborations, a calendar, the agreement
/// as a memorandum, what is owed on both sides, or what is shown of the standards.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report actions -C examples/warm-safe-discharge --today 2026-02-05"
)]
pub struct ReportArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// Tell one partner what each side promised, where it stands, and what comes next.
    Partner(partner::PartnerArgs),
    /// List what is open, by the role that answers for it.
    Actions(actions::ActionsArgs),
    /// Put all collaborations side by side: a row each.
    Portfolio(portfolio::PortfolioArgs),
    /// List the days that matter, or make a file for a calendar of them.
    Calendar(calendar::CalendarArgs),
    /// Print the agreement as a memorandum, with who has signed it.
    Agreement(agreement::AgreementArgs),
    /// Show what we owe each other party, and what each owes us.
    Duties(duties::DutiesArgs),
    /// Show, criterion by criterion, what the record shows of the standards, and what is in the way.
    Coverage(coverage::CoverageArgs),
}

/// The one collaboration that is named.
fn one(workspace: &Workspace, named: &str, context: &Context) -> Result<String, Failure> {
    let chosen = workspace.chosen(&[named.to_owned()], &context.standing)?;
    chosen.and_then(|mut ids| ids.pop()).ok_or_else(|| {
        Failure::new("this report is about one collaboration", "name it by its id or its path")
    })
}

pub(super) fn run(
    args: &ReportArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    match &args.kind {
        Kind::Partner(args) => partner::run(args, &workspace, context),
        Kind::Actions(args) => actions::run(args, &workspace, context),
        Kind::Portfolio(args) => portfolio::run(args, &workspace, context),
        Kind::Calendar(args) => calendar::run(args, &workspace, context),
        Kind::Agreement(args) => agreement::run(args, &workspace, context),
        Kind::Duties(args) => duties::run(args, &workspace, context),
        Kind::Coverage(args) => coverage::run(args, &workspace, context),
    }
}
