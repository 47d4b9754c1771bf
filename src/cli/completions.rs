//! `comity completions`: what makes a shell complete a line, with rules and collaborations as they
//! are at that moment.

use std::ffi::OsString;

use clap::{Args, CommandFactory as _, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

pub(super) use super::candidates::collaborations;
use super::{Arguments, Failure, Outcome, world};
use crate::render;
use crate::rules;

/// By this variable the shell says that it asks.
const VARIABLE: &str = "COMPLETE";

/// The shells that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

/// Print what makes a shell complete commands, rules and collaborations.
#[derive(Debug, Args)]
#[command(after_help = "Example, for ~/.bashrc: source <(comity completions bash)\n\n\
    The lines ask `comity` itself at every press of the key, so put them where the shell starts, \
    and do not keep a copy of what is printed.")]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let name = match args.shell {
        Shell::Bash => "bash",
        Shell::Zsh => "zsh",
        Shell::Fish => "fish",
        Shell::Elvish => "elvish",
        Shell::Powershell => "powershell",
    };
    let mut script = Vec::new();
    Shells::builtins()
        .completer(name)
        .map(|shell| shell.write_registration(VARIABLE, "comity", "comity", "comity", &mut script))
        .transpose()
        .map_err(|error| Failure::new(error.to_string(), ""))?;
    Ok(Outcome::clean(String::from_utf8_lossy(&script).into_owned()))
}

/// Answers a shell that asks how a line goes on. True if it was one.
#[must_use]
pub fn answer_shell() -> bool {
    CompleteEnv::with_factory(Arguments::command)
        .var(VARIABLE)
        .bin("comity")
        .try_complete(std::env::args_os(), Some(&world::standing()))
        // A shell that is told of an error in the middle of a line is no help to anybody.
        .unwrap_or(true)
}

/// The words of the line that a shell asks about, behind its own.
pub(super) fn typed() -> impl Iterator<Item = OsString> {
    std::env::args_os().skip_while(|word| word != "--").skip(1)
}

/// Rules and groups of rules.
pub(super) fn rules_and_groups() -> Vec<CompletionCandidate> {
    let groups = rules::GROUPS.iter().map(|(group, _)| *group);
    groups.chain(rules::all().map(|rule| rule.name)).map(CompletionCandidate::new).collect()
}

/// The standards that come with the program, by name.
pub(super) fn standards() -> Vec<CompletionCandidate> {
    crate::standard::all().iter().map(|it| CompletionCandidate::new(&it.name)).collect()
}

/// The kinds of file.
pub(super) fn kinds() -> Vec<CompletionCandidate> {
    render::schema::kinds().map(CompletionCandidate::new).collect()
}
