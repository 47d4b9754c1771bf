//! `comity log-issue`: a step of an issue between the parties.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{ISSUE, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{EventKind, IssueStep};

fields! {
    /// The fields of an issue's event.
    IssueFields: IssueEvent, without "issue", "event"
}

/// Log a step of an issue between the parties: opened, perspective, escalated, …
///
/// The level that it is escalated to is filled in, and who writes it down. Of conduct and
/// safeguarding only a pointer to the proper procedure belongs here.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity log-issue warm-safe-discharge late-orders opened --raised-by hospital \\\n    \
    --category delivery --statement \"Orders wait for a week\"\n  \
    comity log-issue warm-safe-discharge late-orders perspective --party housing \\\n    \
    --view \"Half of them come without an address\"")]
pub struct LogIssueArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// The issue; with `opened`, the name it gets.
    #[arg(add = ArgValueCandidates::new(candidates::issues))]
    issue: String,
    /// What happened.
    #[arg(value_parser = steps(IssueStep::WORDS, ISSUE))]
    event: String,
    #[command(flatten)]
    logging: Logging<IssueFields>,
}

impl Logs for LogIssueArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Issue,
            collaboration: Some(&self.collaboration),
            subject: &self.issue,
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
