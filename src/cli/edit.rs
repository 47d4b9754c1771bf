//! `comity edit`: any file of the record in the person's own editor, for what no other command can
//! put right: a damaged file, a note about a person, the marks of a merge.

use std::path::Path;

use clap::{Args, ValueHint};

use super::desk::as_it_stands::edited;
use super::desk::{Draft, Writing, attempt, finish};
use super::{Context, Failure, Global, Outcome};
use crate::draft::{self, Record, Trial, agree};
use crate::model::date::{self, Date};
use crate::store::{Change, Workspace};

/// Open a file of the record in your editor, with what `check` finds in it beside the place.
///
/// For what only a person can put right: a damaged file, the marks of a merge, words about a person.
/// What the others have seen of a log is better corrected by a new entry, `--corrects`. The file
/// comes back while it is no TOML; nothing else is held against it.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity edit collaborations/reading-hour/agreement.toml --dry-run")]
pub struct EditArgs {
    /// The file, counted from the directory of `comity.toml`.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: String,
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// Show the difference and write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &EditArgs, global: &Global, context: &Context) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.today.unwrap_or(context.today);
    let inside = Path::new(&args.file).strip_prefix(workspace.root()).ok();
    let path = inside.and_then(Path::to_str).unwrap_or(&args.file).trim_start_matches("./");
    if !path.ends_with(".toml") {
        return Err(Failure::new(
            format!("`{path}` is no file of the record: those end in `.toml`"),
            "open it with what it was written with",
        ));
    }
    let Some(before) = workspace.text_of(path)? else {
        return Err(Failure::new(
            format!("there is no `{path}` in this workspace"),
            "name a file from the directory of `comity.toml` on, as `comity check` does",
        ));
    };
    let mut record = record_of(&workspace, path, today);
    let found = record.findings().into_iter().filter(|it| it.file == path).collect::<Vec<_>>();
    let after = edited(path, &before, &found, context, |text| {
        let trial = Trial::of(&mut record_of(&workspace, path, today), &[(path, text)]);
        trial.all.into_iter().filter(|it| it.file == path && it.rule == DAMAGED).collect()
    })?;
    let after = draft::restored(&before, &draft::plain(&before), &after);
    if after == before {
        return Ok(Outcome::clean("nothing was changed\n".to_owned()));
    }
    let change = Change { path: path.to_owned(), before: Some(before), after };
    let next = "commit it, so that the others see it".to_owned();
    let mut draft = Draft { changes: vec![change], next, ..Draft::default() };
    let stood = record.look(agree::standing);
    let trial = attempt(&mut record, &draft);
    draft.said.extend(record.look(|case| agree::left_behind(case, &stood)));
    let mut writing = Writing::on_request(today, args.dry_run, None, true);
    // What was typed is kept where it cannot be written.
    writing.edit = true;
    finish(&workspace, &draft, &trial, &writing)
}

/// The rule that finds what is no TOML.
const DAMAGED: &str = "toml-invalid";

/// The part of the record that a file belongs to.
fn record_of(workspace: &Workspace, path: &str, today: Date) -> Record {
    let mut parts = path.split('/');
    match (parts.next(), parts.next()) {
        (Some("collaborations"), Some(id)) => Record::read(workspace, id, today),
        _ => Record::of_network(workspace, today),
    }
}
