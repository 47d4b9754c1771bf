//! `comity log-decision`: something was decided together.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{DECISION, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{DecisionStatus, EventKind};

fields! {
    /// The fields of a decision.
    DecisionFields: DecisionEvent, without "status"
}

/// Log a decision taken together: proposed, accepted, rejected, superseded.
///
/// What was put forward under the same name is taken over when it is decided: the question, and
/// what could have been chosen.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    comity log-decision warm-safe-discharge weekend-cover accepted \\\n    \
    --question \"Who visits at weekends?\" --chosen \"Reablement\" \\\n    \
    --because \"They work then already\" --decided-by housing,adult-care,hospital")]
pub struct LogDecisionArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// What it is called: becomes part of the name of its file.
    name: String,
    /// Where it stands.
    #[arg(value_parser = steps(DecisionStatus::WORDS, DECISION))]
    status: String,
    #[command(flatten)]
    logging: Logging<DecisionFields>,
}

impl Logs for LogDecisionArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Decision,
            collaboration: Some(&self.collaboration),
            subject: &self.name,
            step: &self.status,
        };
        log(entry, &self.logging, global, context)
    }
}
