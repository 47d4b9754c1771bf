//! `comity review`: how well it went, from the preparation to the end of a collaboration.

mod accept;
mod close;
mod given;
mod next;
mod record;
mod show;
mod sign;
mod view;

use clap::{ArgGroup, Args, ValueEnum};
use clap_complete::engine::ArgValueCandidates;

use self::given::{EventFields, ViewFields};
use super::desk::flags::Flags;
use super::desk::page::Changes;
use super::desk::{self, Writing};
use super::{Context, Failure, Global, Outcome, completions};
use crate::model::date::{self, Date};
use crate::store::Workspace;

/// How the preparation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs; the form is frozen under its version.
    Json,
}

/// Look back together: prepare a review, take views, write and agree its record, close.
///
/// Without more it shows what is to be looked at: how each action went, figures, costs and gains,
/// what was recommended, and where the parties' views differ. Nothing is judged by the program.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").args(["prepare", "view", "sign", "accept", "close"]),
    after_help = "Example: comity review warm-safe-discharge annual-2026 --prepare --dry-run"
)]
pub struct ReviewArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(completions::collaborations))]
    collaboration: String,
    /// The plan of the review [default: the one not agreed yet, or the next]
    plan: Option<String>,
    /// How the preparation is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Write the record with what is known: outcomes, figures, and the plan beside each item. Before
    /// the day that is planned, without `--on`, it is only prepared: nothing is asked of it yet.
    #[arg(long)]
    prepare: bool,
    #[command(flatten)]
    changes: Changes,
    /// Write down a party's own view. The others' are not shown before.
    #[arg(long, value_name = "PARTY")]
    view: Option<String>,
    /// Record that a party agrees the record as it is on file.
    #[arg(long, value_name = "PARTY")]
    sign: Option<String>,
    /// Accept what a review recommended.
    #[arg(long, value_name = "RECOMMENDATION")]
    accept: Option<String>,
    /// With `--accept`: carry it on as an action, with what is not to be as recommended.
    #[arg(long, value_name = "KEY=VALUE", num_args = 0.., requires = "accept")]
    as_action: Option<Vec<String>>,
    /// End the collaboration. Without `--reason` it shows what is open.
    #[arg(long)]
    close: bool,
    /// The day it was held, written, signed or ended [default: today; none with `--prepare` before
    /// the day that is planned]
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    on: Option<Date>,
    /// The role that writes it down.
    #[arg(long, value_name = "ROLE")]
    by: Option<String>,
    #[command(flatten, next_help_heading = "With --view")]
    views: Flags<ViewFields>,
    #[command(flatten, next_help_heading = "With --sign or --close")]
    events: Flags<EventFields>,
    #[command(flatten, next_help_heading = "Options")]
    writing: Writing,
}

/// One run of the command: where it works, on which day.
struct Desk<'r> {
    workspace: Workspace,
    id: String,
    today: Date,
    args: &'r ReviewArgs,
    context: &'r Context,
}

pub(in crate::cli) fn run(
    args: &ReviewArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (workspace, id, today) = desk::place(global, &args.collaboration, &args.writing, context)?;
    let desk = Desk { workspace, id, today, args, context };
    desk.strays()?;
    match (&args.view, &args.sign, &args.accept) {
        (Some(party), ..) => view::run(&desk, party),
        (_, Some(party), _) => sign::run(&desk, party),
        (.., Some(recommendation)) => accept::run(&desk, recommendation),
        _ if args.close => close::run(&desk),
        _ if args.prepare || args.writing.edit || !args.changes.is_empty() => record::run(&desk),
        _ => show::run(&desk),
    }
}
