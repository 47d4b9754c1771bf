//! What the reports take in common: the day, the format, and for whom.

use clap::{Args, ValueEnum};

use crate::cli::{Context, Failure, Outcome};
use crate::model::audience::Viewer;
use crate::model::date::{self, Date};
use crate::render;
use crate::render::report::{Format, Report};
use crate::report::Ask;

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

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AudienceWord {
    /// Ourselves: everything.
    Own,
    /// One partner, named with `--to`.
    Partner,
    /// Anybody: only what is classified public.
    Public,
}

/// What every report takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: FormatWord,
}

/// For whom a report is that may be for anybody.
#[derive(Debug, Clone, Args)]
pub(super) struct Reach {
    /// For whom: what they may not see is left out, and counted.
    #[arg(long, value_enum, default_value = "own")]
    audience: AudienceWord,
    /// The partner, by its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY", required_if_eq("audience", "partner"))]
    to: Option<String>,
}

impl Common {
    /// The day that counts as today.
    pub(super) fn today(&self, context: &Context) -> Date {
        self.today.unwrap_or(context.today)
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
        render::report::render(report, format, context.look)
            .map(Outcome::clean)
            .map_err(|fitting| Failure::format(report.kind(), format.as_str(), &fitting))
    }
}

impl Reach {
    /// For whom the report is, and of which day.
    pub(super) fn ask(&self, common: &Common, context: &Context) -> Result<Ask, Failure> {
        let viewer = match (self.audience, &self.to) {
            (AudienceWord::Partner, Some(party)) => Viewer::Partner(party.clone()),
            (AudienceWord::Own, None) => Viewer::Own,
            (AudienceWord::Public, None) => Viewer::Public,
            _ => {
                let message = "`--to` names a partner, and goes with `--audience partner` only";
                return Err(Failure::new(message, "add `--audience partner`, or leave `--to` out"));
            }
        };
        Ok(Ask { viewer, today: common.today(context) })
    }
}
