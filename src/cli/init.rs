//! `comity init`: starts a workspace. What is there already is left as it is.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Context, Failure, Global, Outcome};
use crate::render::starter::{self, StarterFile, Told};
use crate::store::{self, Start, StoreError, Workspace};

/// Where checks can run by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    Github,
    Gitlab,
}

/// Start a workspace: settings, help for the editor, and on request CI and a hook.
///
/// Nothing is overwritten. What is there already is left and told, so that it can be run again to
/// add what is missing, such as CI. If `comity.toml` was there and nothing was to add, the exit code
/// is 2.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity init --name \"Northmoor Council\" --ci github --hook")]
pub struct InitArgs {
    /// Where to start it; made if it is not there.
    #[arg(value_name = "DIR")]
    place: Option<PathBuf>,
    /// Who we are: the name of our organisation [default: the name of the directory]
    #[arg(long)]
    name: Option<String>,
    /// Write what makes CI run `comity check`; may be given twice.
    #[arg(long, value_enum, value_name = "WHERE")]
    ci: Vec<Ci>,
    /// Write a pre-commit hook for git that runs `comity check`, and that lets no detail of a person
    /// pass, even where that is only a warning.
    #[arg(long)]
    hook: bool,
}

pub(super) fn run(args: &InitArgs, global: &Global, context: &Context) -> Result<Outcome, Failure> {
    let chosen = args.place.as_ref().or(global.directory.as_ref());
    let root = chosen.map_or_else(|| context.standing.clone(), |it| context.standing.join(it));
    if args.place.is_none() && global.directory.is_none() {
        outside_of_others(&root)?;
    }
    let (name, named) = match args.name.as_deref().map(str::trim) {
        Some(name) if name.is_empty() || name.contains(char::is_control) => {
            let is = if name.is_empty() { "is empty" } else { "holds a sign that does not show" };
            let help = "say who you are, in one line: `--name \"Our town\"`";
            return Err(Failure::new(format!("`--name` {is}"), help));
        }
        Some(name) => (name.to_owned(), true),
        None => (store::name_of(&root), false),
    };
    // CI and hooks are the repository's, which may begin further up.
    let (repository, below) = store::repository_of(&root).unwrap_or((root.clone(), String::new()));
    let mut told = Told::default();
    let fresh = write(&mut told, &root, starter::settings(&name), store::write_new)?;
    // Of several at once, one goes after the other from here on.
    let start = Start::at(&root)?;
    let write_new = |path: &Path, text: &str| start.write_new(path, text);
    for file in starter::editor().into_iter().chain([starter::gitattributes()]) {
        write(&mut told, &root, file, write_new)?;
    }
    for ci in &args.ci {
        let file = match ci {
            Ci::Github => starter::github(&below),
            Ci::Gitlab => starter::gitlab(&below),
        };
        told.name_source = true;
        told.include_for_gitlab |= *ci == Ci::Gitlab;
        write(&mut told, &repository, file, write_new)?;
    }
    if args.hook {
        if store::is_directory(&repository.join(".git")) {
            let program = |path: &Path, text: &str| start.write_new_program(path, text);
            write(&mut told, &repository, starter::hook(&below), program)?;
        } else {
            told.no_place_for_hook = true;
        }
    }
    let unused = if named && !fresh { UNUSED } else { "" };
    told.guessed_name = (fresh && !named).then_some(name);
    let stdout = starter::told(&told, context.look);
    if fresh || !told.written.is_empty() {
        return Ok(Outcome { stderr: unused.to_owned(), ..Outcome::clean(stdout) });
    }
    let failure = Failure::new("comity.toml is there already", "it was left as it is").outcome();
    Ok(Outcome { stdout, ..failure })
}

/// That a name was given to a workspace which has one.
const UNUSED: &str = "comity: `--name` was not used: comity.toml is there already\n  \
    help: put the name there as `our_organisation`, if another stands there\n";

/// A workspace inside of another is hardly ever meant, and can be had by naming its directory.
fn outside_of_others(root: &Path) -> Result<(), Failure> {
    match Workspace::find(root) {
        Ok(other) if !store::is_same(other.root(), root) => Err(Failure::new(
            format!("this directory stands in the workspace {}", other.root().display()),
            "go there, or name the directory if you do want one inside of the other",
        )),
        _ => Ok(()),
    }
}

/// Writes one file. False if it was there already.
fn write(
    told: &mut Told,
    root: &Path,
    file: StarterFile,
    write_new: impl Fn(&Path, &str) -> Result<(), StoreError>,
) -> Result<bool, Failure> {
    match write_new(&root.join(&file.path), &file.text) {
        Ok(()) => told.written.push(file.path),
        Err(StoreError::Exists { .. }) => {
            told.left.push(file.path);
            return Ok(false);
        }
        Err(error) => {
            let failure = Failure::from(error);
            let help = starter::halfway(told).unwrap_or(failure.help);
            return Err(Failure { help, ..failure });
        }
    }
    Ok(true)
}
