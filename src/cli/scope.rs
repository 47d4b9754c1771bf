//! What a command is to look at: which collaborations, of which day, which rules, and whether the
//! past too.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, candidates, standard};
use crate::model::date::{self, Date};
use crate::report::Explanation;
use crate::rules;
use crate::store::{History, NoHistory, Workspace};

/// Which collaborations, as they stand on which day.
#[derive(Debug, Clone, Args)]
pub(super) struct Scope {
    #[command(flatten)]
    pub(super) paths: Paths,
    #[command(flatten)]
    pub(super) today: Today,
}

/// Which collaborations.
#[derive(Debug, Clone, Args)]
pub(super) struct Paths {
    /// Collaborations, as ids or paths; all of the workspace if none is named.
    #[arg(value_name = "PATH", add = ArgValueCandidates::new(candidates::collaborations))]
    paths: Vec<String>,
}

/// Which day.
#[derive(Debug, Clone, Args)]
pub(super) struct Today {
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
}

impl Paths {
    /// The collaborations; nothing where all are meant.
    pub(super) fn chosen(
        &self,
        workspace: &Workspace,
        context: &Context,
    ) -> Result<Option<Vec<String>>, Failure> {
        Ok(workspace.chosen(&self.paths, &context.standing)?)
    }
}

impl Today {
    /// The day that counts as today.
    pub(super) fn day(&self, context: &Context) -> Date {
        self.today.unwrap_or(context.today)
    }
}

/// The rules that some names mean: rules, groups of rules, or criteria, for the rules behind them.
pub(super) fn rules_named(
    names: &[String],
    global: &Global,
    context: &Context,
) -> Result<Vec<&'static rules::Rule>, Failure> {
    let mut meant: Vec<String> = Vec::new();
    for name in names {
        let behind = match rules::select(std::slice::from_ref(name)) {
            Ok(_) => None,
            Err(_) => Explanation::rules_behind(name, &standard::known(global, context)?.0),
        };
        match behind {
            Some(rules) if rules.is_empty() => {
                return Err(Failure::new(
                    format!("no rule rests on `{name}`"),
                    format!("`comity explain {name}` tells what is evidence of it"),
                ));
            }
            Some(rules) => meant.extend(rules.into_iter().map(str::to_owned)),
            None => meant.push(name.clone()),
        }
    }
    rules::select(&meant).map_err(|(name, nearest)| {
        let help = nearest.map_or_else(
            || "`comity explain` lists rules and groups".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        Failure::new(format!("`{name}` is no rule, no group of rules and no criterion"), help)
    })
}

/// What became of events, where it is asked for: as such, or by the name of a rule that looks at it.
pub(super) fn history(
    workspace: &Workspace,
    asked: bool,
    only: &[String],
) -> Result<Option<History>, Failure> {
    let looks = |name: &String| {
        rules::find(name).is_some_and(|rule| matches!(rule.check, rules::Check::History(_)))
    };
    if !asked && !only.iter().any(looks) {
        return Ok(None);
    }
    workspace.history().map(Some).map_err(|why| match why {
        NoHistory::None => Failure::new(
            "there is no history to look at: no repository, no commit, or no git",
            "leave `--history` out, or run it where the workspace is kept in git",
        ),
        NoHistory::Shallow => Failure::new(
            "only a part of the history was fetched, so that nobody can say when an event was new",
            "fetch it whole: `git fetch --unshallow`; in CI, ask the checkout for all commits",
        ),
    })
}
