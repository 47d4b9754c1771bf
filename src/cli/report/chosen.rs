//! What a report on several collaborations takes: which, for whom, and whose work in them.

use clap::Args;

use super::{Common, Reach};
use crate::cli::scope::Paths;
use crate::cli::{Context, Failure, Outcome};
use crate::render::report::Report;
use crate::report::Ask;
use crate::store::Workspace;

/// Which collaborations, for whom, and how it is printed.
#[derive(Debug, Clone, Args)]
pub(super) struct Several {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    reach: Reach,
}

/// Whose work is shown.
#[derive(Debug, Clone, Args)]
pub(super) struct Whose {
    /// Only what this role answers for.
    #[arg(long, value_name = "ROLE")]
    pub(super) owner: Option<String>,
    /// Only what this party has to do: its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    pub(super) party: Option<String>,
}

impl Several {
    /// The collaborations, nothing where all are meant; for whom, and of which day.
    pub(super) fn asked(
        &self,
        workspace: &Workspace,
        context: &Context,
    ) -> Result<(Option<Vec<String>>, Ask), Failure> {
        let chosen = self.paths.chosen(workspace, context)?;
        Ok((chosen, self.reach.ask(&self.common, context)?))
    }

    /// Prints the report, or says in which formats it comes.
    pub(super) fn print(&self, report: &Report, context: &Context) -> Result<Outcome, Failure> {
        self.common.print(report, context)
    }
}
