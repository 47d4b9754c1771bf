//! `comity completions`: what makes a shell complete a line, with rules and collaborations as they
//! are at that moment. Names of directories are listed; no file is read.

use std::ffi::OsString;

use clap::{Args, CommandFactory as _, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

use super::{Arguments, Failure, Outcome, world};
use crate::render;
use crate::rules;
use crate::store::Workspace;

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

/// The collaborations of the workspace that is meant: the one named with `-C` on the line, or the
/// one that one stands in.
pub(super) fn collaborations() -> Vec<CompletionCandidate> {
    let standing = world::standing();
    let workspace = match directory(std::env::args_os()) {
        Some(directory) => Workspace::open(&standing.join(directory)),
        None => Workspace::find(&standing),
    };
    let ids = workspace.map(|workspace| workspace.collaborations().0).unwrap_or_default();
    ids.into_iter().map(CompletionCandidate::new).collect()
}

/// The directory that a line names. The words of the line stand behind a `--` of the shell's.
fn directory(words: impl Iterator<Item = OsString>) -> Option<OsString> {
    let mut words = words.skip_while(|word| word != "--").skip(1);
    while let Some(word) = words.next() {
        if word == "-C" || word == "--directory" {
            return words.next();
        }
        let text = word.to_str().unwrap_or_default();
        if let Some(named) = text.strip_prefix("--directory=").or_else(|| text.strip_prefix("-C")) {
            return Some(named.into());
        }
    }
    None
}

/// Rules and groups of rules.
pub(super) fn rules_and_groups() -> Vec<CompletionCandidate> {
    let groups = rules::GROUPS.iter().map(|(group, _)| *group);
    groups.chain(rules::all().map(|rule| rule.name)).map(CompletionCandidate::new).collect()
}

/// The kinds of file.
pub(super) fn kinds() -> Vec<CompletionCandidate> {
    render::schema::kinds().map(CompletionCandidate::new).collect()
}
