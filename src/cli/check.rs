//! `comity check`: where the record falls short.

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCandidates;

use super::scope::{self, Scope as Looked};
use super::{Context, Failure, Global, Outcome, completions, standard};
use crate::model::date::Date;
use crate::render;
use crate::report::{FindingsReport, Scope, Summary};
use crate::rules::{self, Severity};
use crate::store::{self, Workspace};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs; the form is frozen under its version.
    Json,
    /// For GitHub Actions: annotations on lines.
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bar {
    Error,
    Warning,
    Advice,
}

/// Tell where the record falls short, with file, line, reason and the way out.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity check -C examples/warm-safe-discharge --today 2026-02-05\n\n\
    Exit code 0: nothing at or above the bar; 1: findings; 2: could not run."
)]
pub struct CheckArgs {
    #[command(flatten)]
    scope: Looked,
    /// How findings are printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// The lightest severity that fails with exit code 1.
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "error")]
    fail_on: Bar,
    /// Run only this rule or group, or the rules behind a criterion; may be given several times.
    #[arg(
        long,
        value_name = "RULE-OR-GROUP",
        add = ArgValueCandidates::new(completions::rules_and_groups)
    )]
    only: Vec<String>,
    /// Look also at what became of events since they were committed; needs git and all of its history.
    #[arg(long)]
    history: bool,
}

pub(super) fn run(
    args: &CheckArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.scope.today.day(context);
    let report = gather(&workspace, args, today, global, context)?;
    let stdout = match args.format {
        Format::Human => render::human::render(&report, context.look, &|path| workspace.text(path)),
        Format::Json => render::json::render(&report),
        Format::Github => {
            let below = store::repository_of(workspace.root()).map(|(_, below)| below);
            render::github::render(&report, &below.unwrap_or_default())
        }
    };
    let bar = match args.fail_on {
        Bar::Error => Severity::Error,
        Bar::Warning => Severity::Warning,
        Bar::Advice => Severity::Advice,
    };
    let code = u8::from(report.worst().is_some_and(|worst| worst >= bar));
    Ok(Outcome { stdout, code, ..Outcome::default() })
}

/// Reads and checks what is asked for.
fn gather(
    workspace: &Workspace,
    args: &CheckArgs,
    today: Date,
    global: &Global,
    context: &Context,
) -> Result<FindingsReport, Failure> {
    let selected = scope::rules_named(&args.only, global, context)?;
    let chosen = args.scope.paths.chosen(workspace, context)?;
    let whole = chosen.is_none();
    let history = scope::history(workspace, args.history, &args.only)?;
    let runs =
        |rule: &&&rules::Rule| history.is_some() || !matches!(rule.check, rules::Check::History(_));
    let count = selected.iter().filter(runs).count();
    let mut summary = Summary { rules: count, ..Summary::default() };
    let past = history.as_ref();
    let ran = rules::run_with(workspace, past, chosen, today, selected, |_, tally| tally);
    summary.collaborations = ran.collaborations.len();
    let mut findings = Vec::new();
    for tally in ran.made.into_iter().chain([ran.elsewhere]) {
        summary.waived += tally.waived;
        findings.extend(tally.findings);
    }
    let scope = if whole { Scope::Whole } else { Scope::Collaborations(ran.collaborations) };
    let mut report = FindingsReport::new(today, scope, findings, summary);
    // Of a clean record nobody asks what it would be measured by.
    if !report.findings.is_empty() {
        report.own = standard::chosen_of_own(workspace, global, context)?;
    }
    Ok(report)
}
