//! `comity settings`: who we are, our calendar, thresholds, objectives, policies, waivers.

use clap::Args;

use super::desk::Writing;
use super::desk::page::Changes;
use super::desk::shared::Shared;
use super::{Context, Failure, Global, Outcome};
use crate::draft::{Page, Record};
use crate::model::declare::Record as _;
use crate::model::settings::Settings;
use crate::render;
use crate::report::Card;

/// Show the settings of the workspace, or change them.
///
/// They stand in `comity.toml`. Keys are set by their way, items called by their id or number:
/// `--unset 'waiver[0]'`. What is still missing is told with the line for it.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity settings --set thresholds.due_soon_days=21 --add policy \
    id=pol-gifts title=\"Gifts and hospitality\" --dry-run")]
pub struct SettingsArgs {
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    args: &SettingsArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let (changes, writing) = (&args.changes, &args.writing);
    let path = "comity.toml";
    let page = Page::new(path, Settings::TABLE, workspace.text_of(path)?.as_deref());
    let record = Record::of_network(&workspace, writing.today(context));
    let card = Card::of(&record, &page);
    let asks = !card.lacks.is_empty();
    let desk = Shared { workspace: &workspace, changes, writing, context, asks };
    if let Some(outcome) = desk.fill(page.clone())? {
        return Ok(outcome);
    }
    Ok(Outcome::clean(render::network::human::card(&card, context.look)))
}
