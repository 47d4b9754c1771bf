//! What every command that writes has in common: three ways in (flags, questions, an editor), and
//! one way on: it tries the draft by the rules, refuses what would be wrong, shows or writes the
//! change, and says what to do next.

pub(super) mod as_it_stands;
pub(super) mod ask;
pub(super) mod editor;
pub(super) mod event;
pub(super) mod flags;
pub(super) mod interview;
mod items;
mod mark;
mod missing;
mod next;
pub(super) mod page;
mod points;
pub(super) mod refusal;
pub(super) mod rounds;
mod sentences;
pub(super) mod shared;
mod table;
mod trail;
mod way;

pub(super) use mark::mark;
pub(super) use refusal::{Refusal, with_line};

use clap::Args;

use super::{Context, Failure, Global, Outcome};
use crate::document::quoted;
use crate::draft::{self, Mistake, Record, Trial};
use crate::model::date::{self, Date};
use crate::render::{self, visible};
use crate::store::{Change, Names, StoreError, Workspace};

/// What every command that writes takes.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Writing {
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// Show the difference and write nothing.
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Write it although something speaks against it; the reason is written down.
    #[arg(long, value_name = "WHY", value_parser = reason)]
    pub(in crate::cli) force: Option<String>,
    /// Fill it in with your editor (`VISUAL` or `EDITOR`).
    #[arg(long)]
    pub(in crate::cli) edit: bool,
    /// Ask nothing, also at a terminal.
    #[arg(long)]
    no_input: bool,
}

/// A reason that can be written down: one of nothing but blanks would override all and say nothing.
pub(in crate::cli) fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("it is empty; say why, as the reason is written down".to_owned());
    }
    if let Some(open) = draft::left_open("force", &quoted(text)) {
        return Err(format!("{}; {}", open.message, open.help));
    }
    Ok(text.to_owned())
}

impl Writing {
    /// What a command takes that reads first, and writes only when it is asked to.
    pub(in crate::cli) fn on_request(
        today: Date,
        dry_run: bool,
        force: Option<String>,
        no_input: bool,
    ) -> Self {
        Self { today: Some(today), dry_run, force, edit: false, no_input }
    }

    /// The day that counts as today.
    pub(in crate::cli) fn today(&self, context: &Context) -> Date {
        self.today.unwrap_or(context.today)
    }

    /// Whether questions may be asked.
    pub(in crate::cli) fn may_ask(&self, context: &Context) -> bool {
        context.interactive && !self.no_input && !self.edit
    }
}

impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        Self::new(mistake.message, mistake.help)
    }
}

/// What is to be written, and what is said when it was.
#[derive(Debug, Default)]
pub(in crate::cli) struct Draft {
    /// The files.
    pub(in crate::cli) changes: Vec<Change>,
    /// Files that have to stand as they were read, unchanged: each with its text before and after.
    pub(in crate::cli) holds: Vec<Change>,
    /// The files that a directory held when it was decided that this may be written.
    pub(in crate::cli) seen: Option<Names>,
    /// What is said beyond the names of the files, a line each.
    pub(in crate::cli) said: Vec<String>,
    /// What it is about: what is still found about it is the next thing to do.
    pub(in crate::cli) subject: String,
    /// What to do next, where nothing is found about it.
    pub(in crate::cli) next: String,
    /// Whether somebody has answered questions for it: that is kept if it cannot be written.
    pub(in crate::cli) answered: bool,
}

/// Tries a draft. The record is left as it would be.
pub(in crate::cli) fn attempt(record: &mut Record, draft: &Draft) -> Trial {
    let texts: Vec<(&str, &str)> =
        draft.changes.iter().map(|change| (&*change.path, &*change.after)).collect();
    Trial::of(record, &texts)
}

/// Shows the difference, or writes and says in a line what was written and what to do next.
pub(in crate::cli) fn finish(
    workspace: &Workspace,
    draft: &Draft,
    trial: &Trial,
    writing: &Writing,
) -> Result<Outcome, Failure> {
    if writing.dry_run {
        let shown = draft.changes.iter().map(|change| {
            render::diff::unified(&change.path, change.before.as_deref(), &change.after)
        });
        let notes = draft.said.iter().filter(|line| line.starts_with("note: "));
        let notes: String = notes.map(|line| format!("{}\n", visible(line))).collect();
        return Ok(Outcome {
            stdout: shown.collect(),
            stderr: format!("{notes}nothing was written\n"),
            code: 0,
        });
    }
    let held: Vec<Change> = draft.changes.iter().chain(&draft.holds).cloned().collect();
    workspace
        .write_while(&held, draft.seen.as_ref())
        .map_err(|error| kept(error.into(), workspace, draft, writing))?;
    let mut stdout = String::new();
    for change in &draft.changes {
        stdout.push_str(&format!("wrote {}\n", visible(&change.path)));
    }
    for line in &draft.said {
        stdout.push_str(&format!("{}\n", visible(line)));
    }
    let next = next::after(draft, trial);
    if !next.is_empty() {
        stdout.push_str(&format!("next: {}\n", visible(&next)));
    }
    Ok(Outcome::clean(stdout))
}

/// A failure to write what somebody made in an editor or answered, with where that is kept.
pub(in crate::cli) fn kept(
    mut failure: Failure,
    workspace: &Workspace,
    draft: &Draft,
    writing: &Writing,
) -> Failure {
    let typed = if writing.edit || draft.answered { &*draft.changes } else { &[] };
    let copies = typed.iter().filter_map(|it| workspace.keep(&it.path, &it.after));
    let copies: Vec<String> = copies.map(|path| path.display().to_string()).collect();
    if !copies.is_empty() {
        let what = if writing.edit { "your form is" } else { "your answers are" };
        let kept = format!("{what} kept in {}", copies.join(" and "));
        let parts = [std::mem::take(&mut failure.help), kept];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        failure.help = parts.join("; ");
    }
    failure
}

/// Where a command works: the workspace, the collaboration that a word means, and the day.
pub(in crate::cli) fn place(
    global: &Global,
    named: &str,
    writing: &Writing,
    context: &Context,
) -> Result<(Workspace, String, Date), Failure> {
    let workspace = global.workspace(context)?;
    let id = collaboration(&workspace, named, context)?;
    Ok((workspace, id, writing.today(context)))
}

/// Which collaboration a word means.
pub(in crate::cli) fn collaboration(
    workspace: &Workspace,
    named: &str,
    context: &Context,
) -> Result<String, Failure> {
    let chosen = workspace.chosen(&[named.to_owned()], &context.standing)?;
    match chosen.as_deref() {
        Some([id]) => Ok(id.clone()),
        None if !named.is_empty() => Err(Failure::new(
            format!(
                "`{named}` is the directory of the whole workspace, and one collaboration is meant"
            ),
            "name it by its id; `comity status` lists them",
        )),
        _ => Err(StoreError::NoSuchCollaboration { named: named.to_owned(), nearest: None }.into()),
    }
}
