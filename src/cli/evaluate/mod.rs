//! `comity evaluate`: opens a collaboration and carries its evaluation.

mod edit;
mod form;
mod opened;
mod ours;
mod parts;
mod show;
mod write;

use crate::document::quoted;
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCandidates;

use self::form::Desk;
use super::desk::Writing;
use super::desk::page::{Changes, untouched};
use super::{Context, Failure, Global, Outcome, completions};
use crate::draft::{Page, evaluation};
use crate::model::id::can_be_directory;
use crate::store::{StoreError, Workspace};

/// How an evaluation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs; the form is frozen under its version.
    Json,
}

/// Open a collaboration and carry its evaluation: who, why together, gains, costs, fit, risks.
///
/// A name that is not there yet is opened, with a title. The first step of a path says which file
/// is meant: `title`, `party`, `stakeholder` and the like stand in collaboration.toml, `need`,
/// `benefit`, `decision` in evaluation.toml, `assumption` in agreement.toml. With nothing to change
/// it shows where the evaluation stands: the balance of each party, fit, risks, what is missing for
/// a decision, and where the same partner or purpose was declined or ended before.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity evaluate loan-boxes --title \"Loan boxes\" \
    --add party id=museum name=\"Fernley Museum\" --set need.statement=\"Schools lack objects\" \
    --dry-run")]
pub struct EvaluateArgs {
    /// The collaboration; with `--compare` several, or none for every candidate.
    #[arg(value_name = "COLLABORATION", required_unless_present = "compare",
        add = ArgValueCandidates::new(completions::collaborations))]
    collaborations: Vec<String>,
    /// Its title; opens a collaboration that is not there yet.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    changes: Changes,
    /// Put evaluations side by side.
    #[arg(long, conflicts_with_all = ["title", "add", "set", "unset", "edit"])]
    compare: bool,
    /// How an evaluation is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    args: &EvaluateArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.writing.today(context);
    if args.compare {
        return show::compare(&workspace, &args.collaborations, today, args.format, context);
    }
    let [named] = &args.collaborations[..] else {
        return Err(Failure::new(
            "one collaboration is evaluated at a time",
            "put words with spaces in quotes; `--compare` shows several side by side",
        ));
    };
    let titled = args.title.is_some() || args.changes.paths().any(|path| path == "title");
    let asks = args.writing.may_ask(context) && args.format == Format::Human;
    let id = place(&workspace, named, titled, asks || args.writing.edit, context)?;
    let mut pages = read(&workspace, &id)?;
    if let Some(title) = &args.title {
        if pages[0].entries().iter().any(|(key, _)| key == "title") {
            return Err(opened::already(&id, title));
        }
        pages[0].take("title", &quoted(title))?;
    }
    args.changes.apply_among(&mut pages)?;
    let desk = Desk { workspace: &workspace, id: &id, writing: &args.writing, context };
    let asks = asks && args.changes.is_empty() && !args.writing.edit;
    let (filled, code) = match (asks, args.writing.edit) {
        (true, _) => (desk.ask(&mut pages)?, 0),
        (_, true) => desk.edit(&mut pages)?,
        _ => (Vec::new(), 0),
    };
    if pages.iter().all(|page| page.change().is_none()) {
        let shown = show::one(&workspace, &id, today, args.format, context)?;
        return Ok(untouched(shown, &args.writing));
    }
    let written = write::write(&desk, pages, filled, asks)?;
    Ok(Outcome { code: written.code.max(code), ..written })
}

/// Which collaboration is meant: one that is there, or one that is to be opened.
fn place(
    workspace: &Workspace,
    named: &str,
    titled: bool,
    can_title: bool,
    context: &Context,
) -> Result<String, Failure> {
    let nearest = match super::desk::collaboration(workspace, named, context) {
        Ok(id) => return Ok(id),
        Err(failure) => failure,
    };
    if let Err(why) = can_be_directory(named) {
        return Err(Failure::new(format!("`{named}` cannot be the name of a collaboration"), why));
    }
    let is_near = nearest.help.starts_with("did you mean");
    if titled || can_title && !is_near {
        return Ok(named.to_owned());
    }
    let title = "open a new one with a title: `--title \"…\"`";
    let help = if is_near { format!("{} Or {title}", nearest.help) } else { title.to_owned() };
    Err(Failure::new(nearest.message, help))
}

/// The files of a collaboration as they are on disk.
fn read(workspace: &Workspace, id: &str) -> Result<[Page; 3], StoreError> {
    let paths = evaluation::paths(id);
    let [head, own, agreement] = &paths;
    let texts = [workspace.text_of(head)?, workspace.text_of(own)?, workspace.text_of(agreement)?];
    Ok(evaluation::pages(&paths, &texts))
}
