//! What was typed, as against what the environment adds to it.

use clap::builder::Resettable;
use clap::{CommandFactory as _, Parser as _};

use super::{Arguments, Context, world};

impl Arguments {
    /// What was typed, and set for all commands in the environment; names that are missing are asked
    /// for where somebody sits at a terminal.
    ///
    /// # Errors
    ///
    /// When it cannot be read. What was only set shows in the usage line of clap as if it had been
    /// typed; where the mistake is another one, it is told without.
    pub fn typed() -> Result<Self, clap::Error> {
        Self::try_parse().or_else(|error| {
            let words = world::words();
            if let Some(whole) = Self::completed(&words, &error, Context::of_this_machine) {
                return Ok(whole);
            }
            let command = Self::command().mut_subcommands(bare);
            Err(match command.try_get_matches() {
                Err(own) if own.kind() == error.kind() => own,
                _ => error,
            })
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
