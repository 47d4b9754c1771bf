//! `comity log-information`: something was done with information that is shared.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{INFORMATION, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{EventKind, InformationStep};

fields! {
    /// The fields of an event of shared information.
    InformationFields: InformationEvent, without "information", "event"
}

/// Log what was done with shared information: sharing-started, access-checked, …
///
/// Never facts about people: those stay in their own systems.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    comity log-information warm-safe-discharge inf-referrals access-checked \\\n    \
    --outcome \"14 named users, none left over\" --evidence \"Portal log\"")]
pub struct LogInformationArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// The flow of information of its agreement.
    #[arg(add = ArgValueCandidates::new(candidates::information))]
    information: String,
    /// What happened.
    #[arg(value_parser = steps(InformationStep::WORDS, INFORMATION))]
    event: String,
    #[command(flatten)]
    logging: Logging<InformationFields>,
}

impl Logs for LogInformationArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Information,
            collaboration: Some(&self.collaboration),
            subject: &self.information,
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
