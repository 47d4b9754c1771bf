//! `comity status`: what a person wants to see in the morning.

use clap::{Args, ValueEnum};

use super::scope::Scope;
use super::{Context, Failure, Global, Outcome};
use crate::render;
use crate::report::{StatusLine, StatusReport};
use crate::rules;

/// How the lines are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For programs; the form is frozen under its version.
    Json,
}

/// Show in a line each where collaborations stand: what is next, what is overdue, by whom.
///
/// The most urgent stand first. What is over is counted, and shown with `--all`. The exit code is
/// 0 whatever is overdue: `comity check` is there to fail.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity status -C examples/warm-safe-discharge --today 2026-02-05")]
pub struct StatusArgs {
    #[command(flatten)]
    scope: Scope,
    /// How the lines are printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Show what is over, too.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(
    args: &StatusArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.scope.today.day(context);
    let chosen = args.scope.paths.chosen(&workspace, context)?;
    let named = chosen.is_some();
    let rules = rules::all().collect();
    let ran = rules::run(&workspace, chosen, today, rules, |case, tally| {
        StatusLine::of(case, &tally, named)
    });
    // Whoever names a collaboration wants to see it, even if it is over.
    let mut report = StatusReport::new(today, ran.made, args.all || named);
    if !named {
        report.add_elsewhere(&ran.elsewhere);
    }
    Ok(Outcome::clean(match args.format {
        Format::Human => render::status::human::render(&report, context.look),
        Format::Json => render::status::json::render(&report),
    }))
}
