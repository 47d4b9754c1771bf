//! `comity report coverage`: criterion by criterion, what the record shows of the standards.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::Common;
use super::audience::{AudienceWord, Sole};
use crate::cli::scope::Paths;
use crate::cli::{Context, Failure, Outcome, completions};
use crate::render::report::Report;
use crate::render::visible;
use crate::report;
use crate::store::Workspace;

/// Show, criterion by criterion, what the record shows of the standards, and what is in the way.
///
/// A criterion is met when something on file shows it and no rule finds a gap; file and line are
/// named. Else it is not met, does not apply (with the reason), or is not yet due; what only people
/// can judge is said to be so, and never counts as met. What is waived is not met, and counted by
/// itself; so is what hangs on a rule that is switched off. As Markdown, JSON or CSV this is the
/// evidence pack for an assessor.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: comity report coverage -C examples/warm-safe-discharge --today 2025-11-30"
)]
pub struct CoverageArgs {
    #[command(flatten)]
    paths: Paths,
    /// A standard, by its name or id, or `all`; may be given several times. Without one, those that
    /// `comity.toml` chooses.
    #[arg(long, value_name = "STANDARD", add = ArgValueCandidates::new(completions::standards))]
    standard: Vec<String>,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    sole: Sole,
}

pub(super) fn run(
    args: &CoverageArgs,
    workspace: &Workspace,
    context: &Context,
) -> Result<Outcome, Failure> {
    args.sole.is_for(
        AudienceWord::Own,
        "`report coverage` is for ourselves: it judges by files that others may not see",
        |_| "leave `--audience` out, and choose from it what is to be shown".to_owned(),
    )?;
    let chosen = args.paths.chosen(workspace, context)?;
    let today = args.common.today(context);
    let report = report::coverage(workspace, chosen, &args.standard, today)?;
    let line = |text: &str| visible(text).into_owned();
    let defects: Vec<String> = report
        .defects
        .iter()
        .map(|it| {
            let place = format!("{}:{}", line(&it.file), it.line);
            format!("{place}: {}\n  {}\n", line(&it.message), line(&it.help))
        })
        .collect();
    let outcome = args.common.print(&Report::Coverage(report), context)?;
    Ok(Outcome { stderr: outcome.stderr + &defects.concat(), ..outcome })
}
