//! `comity report partner --record`: logs that the report was sent, as `comity log-report` would.

use clap::Args;

use super::entry::entry;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::desk::flags::{Fields, Flags};
use crate::cli::desk::{Writing, reason};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::Record;
use crate::model::date::Date;
use crate::model::declare::{Record as _, Table};
use crate::model::event::{Envelope, ReportEvent};
use crate::report::PartnerReport;
use crate::store::Workspace;

/// What the report itself cannot know of its entry in the log.
#[derive(Debug, Clone)]
pub(super) struct Besides;

impl Fields for Besides {
    fn tables() -> &'static [&'static Table] {
        &[ReportEvent::TABLE, Envelope::TABLE]
    }

    const TAKEN: &'static [&'static str] = &[
        "kind",
        "on",
        "forced",
        "event",
        "party",
        "arrangement",
        "from",
        "to",
        "period_from",
        "period_to",
        "commit",
        "follows",
        "after",
        "retracted",
    ];
}

/// What it takes to log that a report was sent.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "With --record")]
pub(super) struct Recording {
    /// Log that the report was sent.
    #[arg(long, help_heading = "Options")]
    record: bool,
    #[command(flatten)]
    besides: Flags<Besides>,
    /// Show the difference and write nothing.
    #[arg(long, requires = "record")]
    dry_run: bool,
    /// Write it although something speaks against it; the reason is written down.
    #[arg(long, value_name = "WHY", value_parser = reason, requires = "record")]
    force: Option<String>,
    /// Ask nothing, also at a terminal.
    #[arg(long, requires = "record")]
    no_input: bool,
}

impl Recording {
    pub(super) fn is_wanted(&self) -> bool {
        self.record
    }

    /// Whether nothing is said of an entry that is not wanted.
    pub(super) fn fits(&self) -> Result<(), Failure> {
        match self.besides.keys().next().filter(|_| !self.record) {
            Some(key) => {
                let message = format!("`--{}` says nothing here", key.replace('_', "-"));
                Err(Failure::new(message, "it goes with `--record`"))
            }
            None => Ok(()),
        }
    }

    /// Logs it. The report is the result; what was written is said beside it.
    pub(super) fn record(
        &self,
        report: &PartnerReport,
        printed: Outcome,
        workspace: &Workspace,
        today: Date,
        context: &Context,
    ) -> Result<Outcome, Failure> {
        let record = Record::read(workspace, &report.collaboration, today);
        let (event, said) = entry(report, &record, self.besides.entries()?)?;
        let beside = Beside { said, ..Beside::default() };
        let typed = Typed::of(&report.collaboration, event, false, beside);
        let force = self.force.clone();
        let writing = Writing::on_request(today, self.dry_run, force, self.no_input);
        let written = write(workspace, typed, &writing, context)?;
        let stderr = [printed.stderr, written.stdout, written.stderr].concat();
        Ok(Outcome { stderr, ..printed })
    }
}
