//! `comity log-contact`: contact with another organisation.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{CONTACT, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{ContactStep, EventKind};

fields! {
    /// The fields of a contact.
    ContactFields: ContactEvent, without "event"
}

/// Log contact with another organisation: contacted, followed-up.
///
/// It is kept with the network, as it belongs to no single collaboration. Who keeps up the
/// relationship writes it down, if nobody else is named; what follows up goes to the contact
/// that asked for it; where there are several, `--follows` says to which.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity log-contact ardenvale-hospitals contacted --mode informal \\\n    \
    --with avh-discharge-lead --purpose \"Hear how January went\"\n  \
    comity log-contact ardenvale-hospitals followed-up --note \"Sent the form guide\"")]
pub struct LogContactArgs {
    /// The organisation, or a part of its name that says which: it names the file.
    #[arg(add = ArgValueCandidates::new(candidates::organisations))]
    about: String,
    /// What happened.
    #[arg(value_parser = steps(ContactStep::WORDS, CONTACT))]
    event: String,
    #[command(flatten)]
    logging: Logging<ContactFields>,
}

impl Logs for LogContactArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Contact,
            collaboration: None,
            subject: &self.about,
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
