//! `comity report`: what people ask for, each kind in its own file. Reading only.

mod actions;
mod agreement;
mod calendar;
mod duties;
mod partner;
mod portfolio;

use clap::{Args, Subcommand, ValueEnum};

use super::{Context, Failure, Global, Outcome};
use crate::model::audience::Viewer;
use crate::model::date::{self, Date};
use crate::render;
use crate::render::report::{Format, Report};
use crate::report::Ask;
use crate::store::Workspace;

/// Print a report: to a partner, on open actions, on all collaborations, a calendar, the agreement
/// as a memorandum, or what is owed on both sides.
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatWord {
    /// For people.
    Human,
    /// For mail and wiki.
    Markdown,
    /// For programs; the form is frozen under its version.
    Json,
    /// The same data; every text in quotes.
    Yaml,
    /// The main table, safe to open in a spreadsheet.
    Csv,
    /// For a calendar; events move when a date is moved.
    Ics,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AudienceWord {
    /// Ourselves: everything.
    Own,
    /// One partner, named with `--to`.
    Partner,
    /// Anybody: only what is classified public.
    Public,
}

/// What every report takes.
#[derive(Debug, Clone, Args)]
struct Common {
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: FormatWord,
}

/// For whom a report is that may be for anybody.
#[derive(Debug, Clone, Args)]
struct Reach {
    /// For whom: what they may not see is left out, and counted.
    #[arg(long, value_enum, default_value = "own")]
    audience: AudienceWord,
    /// The partner, by its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY", required_if_eq("audience", "partner"))]
    to: Option<String>,
}

impl Common {
    fn today(&self, context: &Context) -> Date {
        self.today.unwrap_or(context.today)
    }

    /// Prints a report, or says in which formats it comes.
    fn print(&self, report: &Report, context: &Context) -> Result<Outcome, Failure> {
        let format = match self.format {
            FormatWord::Human => Format::Human,
            FormatWord::Markdown => Format::Markdown,
            FormatWord::Json => Format::Json,
            FormatWord::Yaml => Format::Yaml,
            FormatWord::Csv => Format::Csv,
            FormatWord::Ics => Format::Ics,
        };
        render::report::render(report, format, context.look)
            .map(Outcome::clean)
            .map_err(|fitting| Failure::format(report.kind(), format.as_str(), &fitting))
    }
}

impl Reach {
    fn ask(&self, common: &Common, context: &Context) -> Result<Ask, Failure> {
        let viewer = match (self.audience, &self.to) {
            (AudienceWord::Partner, Some(party)) => Viewer::Partner(party.clone()),
            (AudienceWord::Own, None) => Viewer::Own,
            (AudienceWord::Public, None) => Viewer::Public,
            _ => {
                let message = "`--to` names a partner, and goes with `--audience partner` only";
                return Err(Failure::new(message, "add `--audience partner`, or leave `--to` out"));
            }
        };
        Ok(Ask { viewer, today: common.today(context) })
    }
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
    }
}
