//! The agreement as a memorandum: the report on it, at hand where it is worked on.

use clap::ValueEnum;

use super::Desk;
use crate::cli::{Failure, Outcome};
use crate::model::audience::Viewer;
use crate::render;
use crate::render::report::{Format, Report};
use crate::report::{self, Ask};

/// How the memorandum is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatWord {
    /// For people.
    Human,
    /// For mail and wiki.
    Markdown,
    /// For programs; the form is frozen under its version.
    Json,
}

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let ask = Ask { viewer: Viewer::Own, today: desk.today };
    let report = report::agreement(&desk.workspace, desk.id.clone(), &ask)?;
    let format = match desk.args.format {
        FormatWord::Human => Format::Human,
        FormatWord::Markdown => Format::Markdown,
        FormatWord::Json => Format::Json,
    };
    let report = Report::Agreement(report);
    render::report::render(&report, format, desk.context.look)
        .map(Outcome::clean)
        .map_err(|fitting| Failure::format(report.kind(), format.as_str(), &fitting))
}
