//! `comity log-risk`: a step of a risk.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{RISK, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{EventKind, RiskStep};

fields! {
    /// The fields of a risk's event.
    RiskFields: RiskEvent, without "risk", "event"
}

/// Log a step of a risk: raised, reassessed, accepted, materialised, closed.
///
/// Only what changed is said anew. Who watches the risk writes it down, if nobody else is named.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    comity log-risk warm-safe-discharge risk-capacity reassessed --likelihood 4 \\\n    \
    --note \"Two coordinators leave in March\" --review-by 2026-04-30")]
pub struct LogRiskArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// The risk; with `raised`, the name it gets.
    #[arg(add = ArgValueCandidates::new(candidates::risks))]
    risk: String,
    /// What happened.
    #[arg(value_parser = steps(RiskStep::WORDS, RISK))]
    event: String,
    #[command(flatten)]
    logging: Logging<RiskFields>,
}

impl Logs for LogRiskArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Risk,
            collaboration: Some(&self.collaboration),
            subject: &self.risk,
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
