//! `comity network`: the organisations we work with, and the roles in them.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::desk::Writing;
use super::desk::page::Changes;
use super::desk::shared::Shared;
use super::status::Format;
use super::{Context, Failure, Global, Outcome, candidates};
use crate::draft::{Page, Record};
use crate::model::declare::{Record as _, When, nearest};
use crate::model::id::can_be_directory;
use crate::model::network::Organisation;
use crate::render;
use crate::report::{Card, NetworkReport};
use crate::rules::shell;
use crate::store::Workspace;

/// List the organisations of the network, show one, or fill in its page.
///
/// A page that is not there yet is made once it says what the organisation is called. A role in it
/// is called by its id: `--set museum-director.level=strategic`. What a page still lacks is told with
/// the line for it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity network ardenvale-hospitals --set reviewed_on=2026-02-05\n  \
    comity network fernley-museum --set name=\"Fernley Museum\" --set kind=charity \\\n    \
    --set ours=no --set tier=operational --add contact id=museum-director \\\n    \
    role_title=Director")]
pub struct NetworkArgs {
    /// The organisation: the name of its file. Without it, all are listed.
    #[arg(add = ArgValueCandidates::new(candidates::organisations))]
    organisation: Option<String>,
    /// How the list or the page is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    args: &NetworkArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let record = Record::of_network(&workspace, args.writing.today(context));
    let Some(id) = &args.organisation else {
        if !args.changes.is_empty() || args.writing.edit {
            return Err(Failure::new(
                "no organisation is named",
                "name the one that is meant: `comity network ORGANISATION …`; \
                 `comity network` lists them",
            ));
        }
        let report = record.look(NetworkReport::of);
        return Ok(Outcome::clean(match args.format {
            Format::Human => render::network::human::list(&report, context.look),
            Format::Json => render::network::json::list(&report, record.today),
        }));
    };
    let (changes, writing) = (&args.changes, &args.writing);
    let path = format!("network/{id}.toml");
    let text = workspace.text_of(&path).unwrap_or_default();
    let named = changes.paths().any(|path| path == "name");
    if text.is_none() && !workspace.has(&path) {
        let can_name = named || writing.edit || writing.may_ask(context);
        unknown(&workspace, &record, id, can_name)?;
    }
    let text = workspace.text_of(&path)?;
    let page = Page::new(&path, Organisation::TABLE, text.as_deref());
    let card = Card::of(&record, &page);
    let asks = page.is_new() || !card.lacks.is_empty();
    let desk = Shared { workspace: &workspace, changes, writing, context, asks };
    if let Some(outcome) = desk.fill(page.clone())? {
        return Ok(outcome);
    }
    if page.is_new() {
        return Err(nothing(&page, id));
    }
    Ok(Outcome::clean(match args.format {
        Format::Human => render::network::human::card(&card, context.look),
        Format::Json => render::network::json::card(&card, record.today),
    }))
}

/// That a page is not there still, with what makes one.
fn nothing(page: &Page, id: &str) -> Failure {
    let asked = Organisation::TABLE.fields.iter().filter(|field| {
        field.required.is_some_and(|it| it.rule == "required-missing" && it.when == When::Always)
    });
    let keys: String = asked.map(|field| format!(" --set {}=…", field.key)).collect();
    Failure::new(
        format!("nothing was written: there is no {} yet", page.path),
        format!("it takes at least: `comity network {}{keys}`", shell(id)),
    )
}

/// Holds a name that no page has against what it may mean: one with a slip in it, or a new one.
fn unknown(
    workspace: &Workspace,
    record: &Record,
    id: &str,
    can_name: bool,
) -> Result<(), Failure> {
    if let Err(why) = can_be_directory(id) {
        return Err(Failure::new(format!("`{id}` cannot be the name of an organisation"), why));
    }
    let pages = record.look(NetworkReport::of).organisations;
    let known = || pages.iter().map(|page| page.id.as_str());
    let near = nearest(id, known()).filter(|near| workspace.has(&format!("network/{near}.toml")));
    let says = format!("`{id}` is no organisation of the network");
    let open = format!("`comity network {} --set name=\"…\"`", shell(id));
    let of_contact = pages.iter().find(|page| page.contacts.iter().any(|it| it == id));
    match (of_contact, near) {
        (Some(page), _) => Err(Failure::new(
            format!("`{id}` is a contact of `{}`", page.id),
            format!("change it there: `comity network {} --set {id}.KEY=…`", page.id),
        )),
        _ if can_name => Ok(()),
        (_, Some(near)) => {
            Err(Failure::new(says, format!("did you mean `{near}`? Or open a new one: {open}")))
        }
        _ => Err(Failure::new(says, format!("open it with its name: {open}"))),
    }
}
