//! `comity log-action`: a step of an action of the agreement.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use crate::cli::desk::event::{Entry, words, write};
use crate::cli::desk::flags::{Fields, Flags};
use crate::cli::desk::{self, Writing};
use crate::cli::{Context, Failure, Global, Outcome, completions};
use crate::draft::{self, EventDraft, Record, action};
use crate::model::date::{self, Date};
use crate::model::declare::{Record as _, Table};
use crate::model::event::{ActionEvent, ActionStep, Envelope, EventKind};

/// The fields of an action's event.
#[derive(Debug, Clone)]
struct ActionFields;

impl Fields for ActionFields {
    fn tables() -> &'static [&'static Table] {
        &[ActionEvent::TABLE, Envelope::TABLE]
    }

    const TAKEN: &'static [&'static str] = &["kind", "on", "action", "event", "forced"];
}

/// Log a step of an action: started, unable, rescheduled, completed, …
///
/// One new file in the log, one line to type. What follows from the record is filled in: the party,
/// the date until now, who answers for it.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity log-action warm-safe-discharge act-winter completed \
    --evidence \"Rota signed\" --quality-met yes --dry-run")]
pub struct LogActionArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(completions::collaborations))]
    collaboration: String,
    /// The action of its agreement.
    action: String,
    /// What happened.
    #[arg(value_parser = words(ActionStep::WORDS), hide_possible_values = true)]
    event: String,
    /// The day it happened [default: today]
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    on: Option<Date>,
    /// The parties that were told that day.
    #[arg(long, value_name = "PARTY,…")]
    told: Vec<String>,
    /// The parties that are still to be told. `check` waits for it.
    #[arg(long, value_name = "PARTY,…", value_delimiter = ',')]
    later: Vec<String>,
    /// The new day: put forward with `unable`, agreed with `rescheduled`.
    #[arg(long, value_name = "DATE")]
    new_date: Option<String>,
    #[command(flatten)]
    fields: Flags<ActionFields>,
    #[command(flatten)]
    writing: Writing,
}

pub(in crate::cli) fn run(
    args: &LogActionArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let id = desk::collaboration(&workspace, &args.collaboration, context)?;
    let today = args.writing.today(context);
    let on = args.on.unwrap_or(today);
    let record = Record::read(&workspace, &id, today);
    let mut event = EventDraft::new(EventKind::Action, on, &[&args.action, &args.event]);
    event.entries = args.fields.entries()?;
    event.set_text("action", &args.action);
    event.set_text("event", &args.event);
    if !args.told.is_empty() {
        event.set("informed", draft::told(&args.told, on));
    }
    if let Some(day) = &args.new_date {
        let key = if args.event == "rescheduled" { "new_due" } else { "proposed_due" };
        let field = ActionEvent::TABLE.field(key).map(|field| draft::value(field, &[day]));
        event.set(key, field.transpose()?.unwrap_or_default());
    }
    record.look(|case| action::fill(case, &mut event, context.role.as_deref()))?;
    let later = args.later.clone();
    let entry = Entry {
        event,
        collaboration: Some(id),
        subject: args.action.clone(),
        step: Some(args.event.clone()),
        against: Box::new(move |case, event| action::against(case, event, &later)),
        covered: &["action-notice-defective"],
        next: "commit the file, so that the others see it".to_owned(),
    };
    write(&workspace, record, entry, &args.writing, context)
}
