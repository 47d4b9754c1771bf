//! The commands: one file each, thin. A command loads, calls model, rules or report, and renders.

mod check;
mod context;
mod failure;

use clap::{Parser, Subcommand};

pub use context::{Context, Outcome};
pub use failure::Failure;

use crate::store::Workspace;

/// Keeps what teams agree with other departments and organisations as plain TOML, and tells what
/// is late, missing, or no longer what was signed.
#[derive(Debug, Parser)]
#[command(name = "comity", version, about, propagate_version = true)]
pub struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// Work on the workspace in this directory, instead of the one found upwards from here.
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    directory: Option<std::path::PathBuf>,
}

impl Global {
    /// The workspace that is meant.
    fn workspace(&self, context: &Context) -> Result<Workspace, Failure> {
        Ok(match &self.directory {
            Some(directory) => Workspace::open(&context.standing.join(directory))?,
            None => Workspace::find(&context.standing)?,
        })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell where the record falls short, with file, line, reason and the way out.
    Check(check::CheckArgs),
}

/// Runs one command. Nothing is printed here: what is to be printed is in the outcome.
#[must_use]
pub fn run(arguments: &Arguments, context: &Context) -> Outcome {
    let ran = match &arguments.command {
        Command::Check(args) => check::run(args, &arguments.global, context),
    };
    ran.unwrap_or_else(|failure| failure.outcome())
}
