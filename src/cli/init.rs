//! `comity init`: starts a workspace. What is there already is left as it is.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Context, Failure, Global, Outcome};
use crate::render::starter::{self, StarterFile};
use crate::render::visible;
use crate::store::{self, StoreError};

/// Where checks can run by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    Github,
    Gitlab,
}

/// Start a workspace: settings, help for the editor, and on request CI and a hook.
///
/// Nothing is overwritten. What is there already is left and told, so that it can be run again to
/// add what is missing; the exit code is 2 if `comity.toml` was there.
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
    /// Write a pre-commit hook for git that runs `comity check`.
    #[arg(long)]
    hook: bool,
}

pub(super) fn run(args: &InitArgs, global: &Global, context: &Context) -> Result<Outcome, Failure> {
    let chosen = args.place.as_ref().or(global.directory.as_ref());
    let root = chosen.map_or_else(|| context.standing.clone(), |it| context.standing.join(it));
    let (name, named) = match args.name.as_deref().map(str::trim) {
        Some("") => {
            return Err(Failure::new(
                "`--name` is empty",
                "say who you are: `--name \"Our town\"`",
            ));
        }
        Some(name) => (name.to_owned(), true),
        None => (store::name_of(&root), false),
    };
    // CI and hooks are the repository's, which may begin further up.
    let (repository, below) = store::repository_of(&root).unwrap_or((root.clone(), String::new()));
    let mut told = Told::default();
    let fresh = told.write(&root, &starter::settings(&name), false)?;
    for file in starter::editor() {
        told.write(&root, &file, false)?;
    }
    told.schemas();
    told.write(&root, &starter::gitattributes(), false)?;
    for ci in &args.ci {
        let file = match ci {
            Ci::Github => starter::github(&below),
            Ci::Gitlab => starter::gitlab(&below),
        };
        told.write(&repository, &file, false)?;
    }
    if args.hook {
        if store::is_directory(&repository.join(".git")) {
            told.write(&repository, &starter::hook(&below), true)?;
        } else {
            told.out.push_str("left     no hook: there is no `.git` directory here\n");
        }
    }
    let mut out = told.out;
    out.push('\n');
    if fresh && !named {
        out.push_str(&format!(
            "Our name is taken from the directory, \"{}\": put it right in comity.toml.\n",
            visible(&name)
        ));
    }
    if args.ci.contains(&Ci::Gitlab) {
        out.push_str(
            "For GitLab, add `include: [{ local: .gitlab/comity.yml }]` to .gitlab-ci.yml.\n",
        );
    }
    out.push_str(
        "Next: make a directory collaborations/<id>/ with collaboration.toml, evaluation.toml\n\
         and agreement.toml, and run `comity check`: it says what is missing, and where.\n",
    );
    if fresh {
        return Ok(Outcome::clean(out));
    }
    let failure = Failure::new("comity.toml is there already", "it was left as it is").outcome();
    Ok(Outcome { stdout: out, ..failure })
}

/// What was written and what was left.
#[derive(Default)]
struct Told {
    out: String,
    schemas_written: usize,
    schemas_left: usize,
}

impl Told {
    /// Writes one file. False if it was there already.
    fn write(&mut self, root: &Path, file: &StarterFile, run: bool) -> Result<bool, Failure> {
        let path = root.join(&file.path);
        let written = if run {
            store::write_new_program(&path, &file.text)
        } else {
            store::write_new(&path, &file.text)
        };
        let (word, fresh) = match written {
            Ok(()) => ("wrote", true),
            Err(StoreError::Exists { .. }) => ("left", false),
            Err(error) => return Err(error.into()),
        };
        if file.path.starts_with(starter::SCHEMAS) {
            *if fresh { &mut self.schemas_written } else { &mut self.schemas_left } += 1;
            return Ok(fresh);
        }
        let reason = if fresh { "" } else { " (it was there already)" };
        self.out.push_str(&format!("{word:<8} {}{reason}\n", file.path));
        Ok(fresh)
    }

    /// Tells of the schemas in one line, as they are many and nobody reads them one by one.
    fn schemas(&mut self) {
        let place = starter::SCHEMAS;
        if self.schemas_written > 0 {
            self.out.push_str(&format!("wrote    {place} ({} files)\n", self.schemas_written));
        }
        if self.schemas_left > 0 {
            let left = self.schemas_left;
            self.out.push_str(&format!("left     {place} ({left} files were there already)\n"));
        }
    }
}
