//! `comity log-feedback`: one party tells another how its work goes, and the answer.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{FEEDBACK, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{EventKind, FeedbackStep};

fields! {
    /// The fields of feedback.
    FeedbackFields: FeedbackEvent, without "event"
}

/// Log what one party tells another of their work, or the answer: given, answered.
///
/// An answer goes to the feedback that the party has not answered; where there are several, `--follows`
/// says to which.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity log-feedback warm-safe-discharge given --from housing --to hospital \\\n    \
    --worked-well \"Referrals are complete\" --could-improve \"Send the rota earlier\"\n  \
    comity log-feedback warm-safe-discharge answered --party hospital \\\n    \
    --response \"From January on, a month ahead\"")]
pub struct LogFeedbackArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// What happened.
    #[arg(value_parser = steps(FeedbackStep::WORDS, FEEDBACK))]
    event: String,
    #[command(flatten)]
    logging: Logging<FeedbackFields>,
}

impl Logs for LogFeedbackArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Feedback,
            collaboration: Some(&self.collaboration),
            subject: "",
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
