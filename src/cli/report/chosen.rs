//! What a report on the work of several collaborations is narrowed to.

use clap::Args;

use crate::cli::scope::Paths;
use crate::cli::{Context, Failure};
use crate::store::Workspace;

/// Which collaborations, and whose work in them.
#[derive(Debug, Clone, Args)]
pub(super) struct Chosen {
    #[command(flatten)]
    paths: Paths,
    /// Only what this role answers for.
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// Only what this party has to do: its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
}

impl Chosen {
    /// The collaborations; nothing where all are meant.
    pub(super) fn of(
        &self,
        workspace: &Workspace,
        context: &Context,
    ) -> Result<Option<Vec<String>>, Failure> {
        self.paths.chosen(workspace, context)
    }

    /// The role that answers for what is shown.
    pub(super) fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    /// The party whose work is shown.
    pub(super) fn party(&self) -> Option<&str> {
        self.party.as_deref()
    }
}
