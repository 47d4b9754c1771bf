//! What every command takes: the workspace that is meant, and when to use colour.

use super::context::Colour;
use super::{Context, Failure};
use crate::store::Workspace;

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// Work on the workspace in this directory, instead of the one found upwards from here.
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    pub(super) directory: Option<std::path::PathBuf>,
    /// When to use colour. `auto` looks at the terminal, `NO_COLOR` and `CLICOLOR`.
    #[arg(
        long = "color",
        alias = "colour",
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        global = true,
        hide_possible_values = true
    )]
    pub(super) colour: Colour,
}

impl Global {
    /// The workspace that is meant.
    pub(super) fn workspace(&self, context: &Context) -> Result<Workspace, Failure> {
        let workspace = match &self.directory {
            Some(directory) => Workspace::open(&context.standing.join(directory))?,
            None => Workspace::find(&context.standing)?,
        };
        let person = context.person.clone();
        let workspace = workspace.telling(move |file| person.waits(file));
        Ok(workspace.keeping(context.scratch.clone()))
    }
}
