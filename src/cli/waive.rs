//! `comity waive`: dated waivers for what is found now, so that whoever adopts an old record sees at
//! once what is new.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, Outcome, candidates, completions, scope};
use crate::draft::Record;
use crate::draft::sweep::Sweep;
use crate::draft::waiver::{FILE, Waived, Waiving};
use crate::model::date::{self, Date};
use crate::render;
use crate::report::{FindingsReport, Scope, Summary};
use crate::rules::{self, Finding};
use crate::store::Change;

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
    /// Only what this rule or group finds, or the rules behind a criterion; may be given several times.
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
    let rules = scope::rules_named(&args.rule, global, context)?;
    let chosen = workspace.chosen(&args.paths, &context.standing)?;
    // Only who looks at all of it with every rule knows what is over.
    let sweeps = args.all && chosen.is_none() && args.rule.is_empty();
    let found = |rules, chosen| {
        let ran = rules::run(&workspace, chosen, today, rules, |_, tally| tally);
        let tallies = ran.made.into_iter().chain([ran.elsewhere]);
        sorted(tallies.flat_map(|tally| tally.findings).collect(), today)
    };
    let findings = found(rules.clone(), chosen);
    let before = workspace.text_of(FILE)?.unwrap_or_default();
    let (mut sweep, mut waived) = (Sweep::default(), Waived::of(&findings));
    let kept = if sweeps { sweep.of(&before, &findings, today)? } else { before.clone() };
    let mut after = waiving.with(&kept, &waived.names)?;
    if after != before {
        waiving.fits(&mut Record::of_network(&workspace, today).with(FILE, &kept), &after)?;
    }
    if sweeps {
        // What was told until now hid that of an older waiver only a part is left.
        let told = |text: &str| rules::run_as(&workspace, &[(FILE, text)], today, rules.clone());
        after = sweep.of(&after, &told(&after), today)?;
        waived.left = Waived::of(&sorted(told(&after), today)).left;
    }
    let left = waived.told_left();
    if after == before {
        return Ok(Outcome::clean(format!("nothing was found that could wait\n{left}")));
    }
    let change = Change { path: FILE.to_owned(), before: Some(before), after };
    if args.dry_run {
        let before = change.before.as_deref();
        let stdout = render::diff::unified(&change.path, before, &change.after);
        return Ok(Outcome { stdout, stderr: "nothing was written\n".to_owned(), code: 0 });
    }
    workspace.write(&[change])?;
    Ok(Outcome::clean(format!(
        "wrote {FILE}\n{}{}{left}next: `comity check` tells what is new; put the others right, and \
         take out each waiver that is then unused\n",
        waived.told_held(args.until),
        sweep.told(),
    )))
}

fn sorted(findings: Vec<Finding>, today: Date) -> Vec<Finding> {
    FindingsReport::new(today, Scope::Whole, findings, Summary::default()).findings
}
