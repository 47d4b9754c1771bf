//! `comity explain`: the page of a rule, a group of rules, or a criterion of a standard.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, Outcome, completions, standard};
use crate::render;
use crate::report::Explanation;

/// Explain a rule, a group of rules, or a criterion of a standard.
///
/// Of a rule: its reason, an example of what it finds and one that it leaves alone, and the way
/// out. Of a criterion: what it asks, why, and which rules rest on it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  comity explain toml-invalid\n  comity explain structure\n  \
    comity explain S0.13")]
pub struct ExplainArgs {
    /// A rule, a group, a criterion (S0.13), some (S0.K1-K3) or a standard (S0); without one, all
    /// rules are listed.
    #[arg(
        value_name = "RULE|GROUP|CRITERION",
        add = ArgValueCandidates::new(completions::rules_and_groups)
    )]
    name: Option<String>,
}

pub(super) fn run(
    args: &ExplainArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (known, _) = standard::known(global, context)?;
    let explanation = match &args.name {
        None => Explanation::overview(),
        Some(name) => Explanation::of(name, &known).ok_or_else(|| {
            let help = Explanation::nearest(name, &known).map_or_else(
                || "`comity explain` lists rules and groups".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            );
            Failure::new(format!("`{name}` is no rule, no group and no criterion"), help)
        })?,
    };
    Ok(Outcome::clean(render::explain::render(&explanation, context.look)))
}
