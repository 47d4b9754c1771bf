//! `comity waive`: dated waivers for what is found now, so that whoever adopts an old record sees at
//! once what is new.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, Outcome, candidates, completions, scope};
use crate::draft::Record;
use crate::draft::waiver::{FILE, Waived, Waiving};
use crate::model::date::{self, Date};
use crate::render;
use crate::report::{FindingsReport, Scope, Summary};
use crate::rules;

/// Accept for a time what is found now, and nothing that comes after.
#[derive(Debug, Args)]
#[command(
    override_usage = "comity waive --until <DATE> --reason <WHY> --approved-by <ROLE>\n         \
                      [--all] [--rule <RULE-OR-GROUP>]... [PATH]...",
    after_help = "Example: comity waive --all --until 2027-08-31 --reason \"Taken over as it \
    stood\" --approved-by \"Head of partnerships\""
)]
pub struct WaiveArgs {
    /// Collaborations whose findings are accepted; those of the whole workspace if none is named.
    #[arg(value_name = "PATH", add = ArgValueCandidates::new(candidates::collaborations))]
    paths: Vec<String>,
    /// Accept all that is found; needed where neither a rule nor a collaboration is named.
    #[arg(long, required_unless_present_any = ["rule", "paths"])]
    all: bool,
    /// Only what this rule or group finds; may be given several times.
    #[arg(long, value_name = "RULE-OR-GROUP", add = ArgValueCandidates::new(completions::rules_and_groups))]
    rule: Vec<String>,
    /// The last day; at most the same of next year.
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    until: Date,
    /// Why it is accepted.
    #[arg(long, value_name = "WHY")]
    reason: String,
    /// The role that accepts it.
    #[arg(long, value_name = "ROLE")]
    approved_by: String,
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// Show the difference and write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(
    args: &WaiveArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.today.unwrap_or(context.today);
    let waiving = Waiving {
        until: args.until,
        reason: args.reason.trim(),
        approved_by: args.approved_by.trim(),
    };
    waiving.sound(today)?;
    let rules = scope::rules_named(&args.rule)?;
    let chosen = workspace.chosen(&args.paths, &context.standing)?;
    let ran = rules::run(&workspace, chosen, today, rules, |_, tally| tally);
    let tallies = ran.made.into_iter().chain([ran.elsewhere]);
    let findings = tallies.flat_map(|tally| tally.findings).collect();
    let report = FindingsReport::new(today, Scope::Whole, findings, Summary::default());
    let waived = Waived::of(&report.findings);
    let left = match waived.left {
        0 => String::new(),
        count => format!("{count} are left, which no waiver can hold; `comity check` shows them\n"),
    };
    if waived.names.is_empty() {
        return Ok(Outcome::clean(format!("nothing was found that could wait\n{left}")));
    }
    let change = waiving.change(&workspace.text_of(FILE)?.unwrap_or_default(), &waived.names)?;
    waiving.fits(&mut Record::of_network(&workspace, today), &change)?;
    if args.dry_run {
        let before = change.before.as_deref();
        let stdout = render::diff::unified(&change.path, before, &change.after);
        return Ok(Outcome { stdout, stderr: "nothing was written\n".to_owned(), code: 0 });
    }
    workspace.write(&[change])?;
    let counted = |count: usize, word: &str| {
        if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
    };
    Ok(Outcome::clean(format!(
        "wrote {FILE}\n{} held back until {}, by {}\n{left}next: `comity check` tells what is new; \
         put the others right, and take out each waiver that is then unused\n",
        counted(waived.findings, "finding"),
        args.until,
        counted(waived.names.len(), "waiver"),
    )))
}
