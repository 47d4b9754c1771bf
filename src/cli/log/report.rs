//! `comity log-report`: a report was made, or its receipt confirmed.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::steps::{REPORT, steps};
use super::{Entry, Logging, Logs, fields, log};
use crate::cli::{Context, Failure, Global, Outcome, candidates};
use crate::model::event::{EventKind, ReportStep};

fields! {
    /// The fields of a report's event.
    ReportFields: ReportEvent, without "arrangement", "event"
}

/// Log that a report was made as arranged, or that it came: reported, acknowledged.
///
/// From whom, to whom and for which day is filled in from the arrangement and the oldest report
/// that is owed; with `acknowledged`, the report that the party has not acknowledged.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    comity log-report warm-safe-discharge rep-delivery reported \\\n    \
    --summary \"140 visits; level met\" --figures item=sl-visit value=94 unit=percent\n  \
    comity log-report warm-safe-discharge rep-delivery acknowledged --party housing")]
pub struct LogReportArgs {
    /// The collaboration.
    #[arg(add = ArgValueCandidates::new(candidates::collaborations))]
    collaboration: String,
    /// The report that its agreement arranges.
    #[arg(add = ArgValueCandidates::new(candidates::reports))]
    arrangement: String,
    /// What happened.
    #[arg(value_parser = steps(ReportStep::WORDS, REPORT))]
    event: String,
    #[command(flatten)]
    logging: Logging<ReportFields>,
}

impl Logs for LogReportArgs {
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure> {
        let entry = Entry {
            kind: EventKind::Report,
            collaboration: Some(&self.collaboration),
            subject: &self.arrangement,
            step: &self.event,
        };
        log(entry, &self.logging, global, context)
    }
}
