//! What was typed, as against what the environment adds to it.

use clap::builder::Resettable;
use clap::{CommandFactory as _, Parser as _};

use super::Arguments;

impl Arguments {
    /// What was typed, and set for all commands in the environment.
    ///
    /// # Errors
    ///
    /// When it cannot be read. What was only set shows in the usage line of clap as if it had been
    /// typed; where the mistake is another one, it is told without.
    pub fn typed() -> Result<Self, clap::Error> {
        Self::try_parse().map_err(|error| {
            let command = Self::command().mut_subcommands(bare);
            match command.try_get_matches() {
                Err(own) if own.kind() == error.kind() => own,
                _ => error,
            }
        })
    }
}

/// A command that takes nothing from the environment.
fn bare(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|argument| match argument.get_env() {
        Some(_) => argument.env(Resettable::Reset),
        None => argument,
    });
    command.mut_subcommands(bare)
}
