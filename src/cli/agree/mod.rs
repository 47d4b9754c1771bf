//! `comity agree`: the agreement from the first draft to signatures, and its amendments.

mod amend;
mod form;
mod ready;
mod sign;
mod text;

use clap::{ArgGroup, Args};
use clap_complete::engine::ArgValueCandidates;

use super::desk::flags::{Fields, Flags};
use super::desk::page::Changes;
use super::desk::{self, Writing};
use super::{Context, Failure, Global, Outcome, completions};
use crate::draft::{Entries, Mistake, Record};
use crate::model::date::{self, Date};
use crate::model::declare::{Record as _, Table};
use crate::model::event::{Amendment, Envelope, Signoff};
use crate::store::Workspace;

/// The fields of a sign-off and of an amendment that follow from nothing on file.
#[derive(Debug, Clone)]
struct Given;

impl Fields for Given {
    fn tables() -> &'static [&'static Table] {
        &[Signoff::TABLE, Amendment::TABLE, Envelope::TABLE]
    }

    const TAKEN: &'static [&'static str] = &[
        "kind",
        "on",
        "party",
        "agreement_version",
        "review",
        "covers",
        "from_version",
        "to_version",
        "changes",
        "follows",
        "retracted",
        "forced",
    ];
}

/// Draft the agreement, see what it lacks, sign it, amend it.
///
/// Where there is no agreement.toml yet, it is drafted from what the evaluation says. What is
/// missing before anybody can sign is told with the command for each, cheapest first.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").args(["ready", "sign", "amend"]),
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
    let workspace = global.workspace(context)?;
    let id = desk::collaboration(&workspace, &args.collaboration, context)?;
    let today = args.writing.today(context);
    let desk = Desk { workspace, id, today, args, context };
    match &args.sign {
        Some(party) => sign::run(&desk, party),
        None if args.amend => amend::run(&desk),
        None => {
            desk.given(&[])?;
            if args.ready { ready::run(&desk) } else { text::run(&desk) }
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

    /// What was given for an event of these tables. Anything else belongs to another way of using
    /// this command.
    fn given(&self, tables: &[&'static Table]) -> Result<Entries, Failure> {
        let entries = self.args.given.entries()?;
        let stray = entries.iter().find(|(key, _)| tables.iter().all(|it| it.field(key).is_none()));
        if let Some((key, _)) = stray {
            let flag = key.replace('_', "-");
            let with = if Signoff::TABLE.field(key).is_some() { "--sign PARTY" } else { "--amend" };
            return Err(Mistake::new(
                format!("`--{flag}` says nothing here"),
                format!("it goes with `{with}`"),
            )
            .into());
        }
        Ok(entries)
    }
}
