//! What the reports take in common: the day and the format.

use clap::{Args, ValueEnum};

use crate::cli::scope::Today;
use crate::cli::{Context, Failure, Outcome};
use crate::model::date::Date;
use crate::render::report::{Format, Report};
use crate::render::{self, visible};
use crate::report::Heading;

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatWord {
    /// For people.
    Human,
    /// For mail and wiki.
    Markdown,
    /// For programs; the form is frozen under its version.
    Json,
    /// The same data; every text in quotes.
    Yaml,
    /// The main table, safe to open in a spreadsheet.
    Csv,
    /// For a calendar; events move when a date is moved.
    Ics,
}

/// What every report takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    #[command(flatten)]
    today: Today,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: FormatWord,
}

impl Common {
    /// The day that counts as today.
    pub(super) fn today(&self, context: &Context) -> Date {
        self.today.day(context)
    }

    /// Prints a report, or says in which formats it comes.
    pub(super) fn print(&self, report: &Report, context: &Context) -> Result<Outcome, Failure> {
        let format = match self.format {
            FormatWord::Human => Format::Human,
            FormatWord::Markdown => Format::Markdown,
            FormatWord::Json => Format::Json,
            FormatWord::Yaml => Format::Yaml,
            FormatWord::Csv => Format::Csv,
            FormatWord::Ics => Format::Ics,
        };
        let printed = render::report::render(report, format, context.look)
            .map_err(|fitting| Failure::format(report.kind(), format.as_str(), &fitting))?;
        // What a program reads may have no place for what the report says at its end.
        let stderr = match self.format {
            FormatWord::Human => String::new(),
            FormatWord::Csv | FormatWord::Ics => {
                format!("{}{}", left_out(report), incomplete(report.heading()))
            }
            _ => incomplete(report.heading()),
        };
        Ok(Outcome { stdout: printed, stderr, code: 0 })
    }
}

/// What a spreadsheet and a calendar do not say: how many items the audience may not see, and what
/// else is not shown. Never which.
fn left_out(report: &Report) -> String {
    render::report::left_out(report.heading())
        .iter()
        .map(|said| format!("comity: {said}\n"))
        .collect()
}

/// That a report tells not everything, and of which files it does not. Of a report for others only
/// how many: what is talked of here may be sent along with it.
fn incomplete(heading: &Heading) -> String {
    if heading.unread_count == 0 {
        return String::new();
    }
    let (files, verb) = match heading.unread_count {
        1 => ("1 file".to_owned(), "was"),
        many => (format!("{many} files"), "were"),
    };
    let which = match &heading.unread[..] {
        [] => String::new(),
        paths => format!(": {}", paths.join(", ")),
    };
    let said = format!(
        "{files} could not be read whole and {verb} left out{which}; the report is incomplete"
    );
    let said = visible(&said).replace('\n', "\\u{a}");
    format!("comity: {said}\n  help: `comity check` shows the place\n")
}
