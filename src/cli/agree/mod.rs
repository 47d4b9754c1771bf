//! `comity agree`: the agreement from the first draft to signatures, and its amendments.

mod amend;
mod begun;
mod form;
mod given;
mod history;
mod keys;
mod parties;
mod ready;
mod show;
mod sign;
mod text;
mod told;

use clap::{ArgGroup, Args};
use clap_complete::engine::ArgValueCandidates;

use self::given::Given;
use super::desk::flags::Flags;
use super::desk::page::Changes;
use super::desk::{self, Writing};
use super::{Context, Failure, Global, Outcome, completions};
use crate::draft::Record;
use crate::model::date::{self, Date};
use crate::store::Workspace;

/// Draft the agreement, see what it lacks, read it, sign it, amend it.
///
/// Where there is no agreement.toml yet, it is drafted from what the evaluation says. What is
/// missing before anybody can sign is told with the command for each, cheapest first. Who signs for a
/// party is its sponsor, or else its representative, unless `--by` names another role.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").args(["ready", "show", "sign", "amend"]),
    after_help = "Example: comity agree reading-hour --sign library --method email --dry-run"
)]
pub struct AgreeArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(completions::collaborations))]
    collaboration: String,
    #[command(flatten)]
    changes: Changes,
    /// Begin with an empty text, and not with what the evaluation says.
    #[arg(long, conflicts_with = "what")]
    blank: bool,
    /// Show what stands between the text and signatures, cheapest first.
    #[arg(long, conflicts_with_all = ["add", "set", "unset"])]
    ready: bool,
    /// Print the agreement as a memorandum, with who has signed it.
    #[arg(long, conflicts_with_all = ["add", "set", "unset"])]
    show: bool,
    /// How the memorandum is printed.
    #[arg(long, value_enum, default_value = "human", requires = "show")]
    format: show::FormatWord,
    /// Record that a party has signed the text on file.
    #[arg(long, value_name = "PARTY", conflicts_with_all = ["add", "set", "unset"])]
    sign: Option<String>,
    /// Change a text that was signed, or make an amendment of what was changed by hand.
    #[arg(long)]
    amend: bool,
    /// The day it was signed or amended [default: today]
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    on: Option<Date>,
    #[command(flatten)]
    given: Flags<Given>,
    #[command(flatten)]
    writing: Writing,
}

/// One run of the command: where it works, and on which day.
struct Desk<'r> {
    workspace: Workspace,
    id: String,
    today: Date,
    args: &'r AgreeArgs,
    context: &'r Context,
}

pub(in crate::cli) fn run(
    args: &AgreeArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (workspace, id, today) = desk::place(global, &args.collaboration, &args.writing, context)?;
    let desk = Desk { workspace, id, today, args, context };
    match &args.sign {
        Some(party) => sign::run(&desk, party),
        None if args.amend => amend::run(&desk),
        None => {
            desk.given(&[])?;
            match args {
                AgreeArgs { ready: true, .. } => ready::run(&desk),
                AgreeArgs { show: true, .. } => show::run(&desk),
                _ => text::run(&desk),
            }
        }
    }
}

impl Desk<'_> {
    /// The record as it stands.
    fn record(&self) -> Record {
        Record::read(&self.workspace, &self.id, self.today)
    }

    /// The path of the agreement.
    fn path(&self) -> String {
        format!("collaborations/{}/agreement.toml", self.id)
    }

    /// The day of the event.
    fn on(&self) -> Date {
        self.args.on.unwrap_or(self.today)
    }
}
