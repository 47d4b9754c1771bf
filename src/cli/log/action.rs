//! `comity log-action`: a step of an action of the agreement.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{ACTION, steps};
use super::{Entry, Logging, Logs, fields, log_with};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::draft::{self, Mistake};
use crate::model::declare::Record as _;
use crate::model::event::{ActionEvent, ActionStep, EventKind};

fields! {
    /// The fields of an action's event.
    ActionFields: ActionEvent, without "action", "event"
}

/// Log a step of an action: started, unable, rescheduled, completed, …
///
/// One new file in the log, one line to type. What follows from the record is filled in: the party,
/// the date until now, the notice it goes on from, who answers for it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity log-action warm-safe-discharge act-winter completed --evidence \"Rota\" \\\n    \
    --quality-met yes\n  \
    comity log-action warm-safe-discharge act-winter unable --reason \"Two left\" \\\n    \
    --told housing,adult-care --later hearthside --new-date 2026-01-30")]
pub struct LogActionArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// The action of its agreement.
    #[arg(add = ArgValueCandidates::new(candidates::actions))]
    action: String,
    /// What happened.
    #[arg(value_parser = steps(ActionStep::WORDS, ACTION))]
    event: String,
    /// The parties that were told that day.
    #[arg(long, value_name = "PARTY,…")]
    told: Vec<String>,
    /// The parties that are told later; log `told` when they are. `check` waits for it.
    #[arg(long, value_name = "PARTY,…", value_delimiter = ',')]
    later: Vec<String>,
    /// The new day: put forward with `unable`, agreed with `rescheduled`.
    #[arg(long, value_name = "DATE")]
    new_date: Option<String>,
    #[command(flatten)]
    logging: Logging<ActionFields>,
}

impl Logs for LogActionArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Action,
            collaboration: Some(&self.collaboration),
            subject: &self.action,
            step: &self.event,
        };
        log_with(entry, &self.logging, global, context, |typed| {
            for (flag, named) in [("told", &self.told), ("later", &self.later)] {
                if !named.is_empty() && named.iter().all(|names| names.trim().is_empty()) {
                    let help = "name the parties, with commas, or leave it out";
                    return Err(Failure::new(format!("`--{flag}` is empty"), help));
                }
            }
            typed.told.clone_from(&self.told);
            let later = self.later.iter().map(|party| party.trim().to_owned());
            typed.event.later = later.filter(|party| !party.is_empty()).collect();
            if let Some(day) = &self.new_date {
                let key = if self.event == "rescheduled" { "new_due" } else { "proposed_due" };
                let day = ActionEvent::TABLE.field(key).map(|field| draft::value(field, &[day]));
                // What was typed is named, and not the key that it fills.
                let day = day.transpose().map_err(|mistake| Mistake {
                    message: mistake.message.replace(&format!("`{key}`"), "`--new-date`"),
                    ..mistake
                })?;
                typed.event.set(key, day.unwrap_or_default());
            }
            Ok(())
        })
    }
}
