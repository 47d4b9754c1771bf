//! Reports on paper: each is laid out once, as a small kind of document, and one file a format
//! makes text of that. A format that does not fit a report is refused, with those that do.

mod agreement;
mod coverage;
mod csv;
mod duties;
mod human;
mod ics;
mod json;
mod markdown;
mod paper;
mod partner;
mod tables;
mod yaml;

use self::paper::{Paper, Table};
use super::Look;
use crate::report::{
    ActionsReport, AgreementReport, CalendarReport, CoverageReport, DutiesReport, Heading,
    PartnerReport, PortfolioReport,
};

/// A report of any kind.
#[derive(Debug)]
#[allow(missing_docs, reason = "each is the report it is named after")]
pub enum Report {
    Partner(Box<PartnerReport>),
    Actions(ActionsReport),
    Portfolio(PortfolioReport),
    Calendar(CalendarReport),
    Agreement(AgreementReport),
    Duties(DutiesReport),
    Coverage(CoverageReport),
}

/// What a report is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    Human,
    /// For mail and wiki.
    Markdown,
    /// For programs; the form is frozen under its version.
    Json,
    /// The same for those who prefer it.
    Yaml,
    /// The main table, for a spreadsheet.
    Csv,
    /// Entries for a calendar.
    Ics,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] =
        [Self::Human, Self::Markdown, Self::Json, Self::Yaml, Self::Csv, Self::Ics];

    /// The word that names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Csv => "csv",
            Self::Ics => "ics",
        }
    }
}

impl Report {
    /// The word that names its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Partner(_) => "partner",
            Self::Actions(_) => "actions",
            Self::Portfolio(_) => "portfolio",
            Self::Calendar(_) => "calendar",
            Self::Agreement(_) => "agreement",
            Self::Duties(_) => "duties",
            Self::Coverage(_) => "coverage",
        }
    }

    /// What it says of itself.
    #[must_use]
    pub fn heading(&self) -> &Heading {
        match self {
            Self::Partner(report) => &report.heading,
            Self::Actions(report) => &report.heading,
            Self::Portfolio(report) => &report.heading,
            Self::Calendar(report) => &report.heading,
            Self::Agreement(report) => &report.heading,
            Self::Duties(report) => &report.heading,
            Self::Coverage(report) => &report.heading,
        }
    }

    /// The formats that it comes in.
    #[must_use]
    pub fn formats(&self) -> Vec<Format> {
        let fits = |format: &Format| match format {
            Format::Csv => !matches!(self, Self::Agreement(_)),
            Format::Ics => matches!(self, Self::Calendar(_)),
            Format::Human | Format::Markdown | Format::Json | Format::Yaml => true,
        };
        Format::ALL.into_iter().filter(fits).collect()
    }

    /// What it looks like; `whole` where nothing may be cut short.
    fn paper(&self, whole: bool) -> Paper {
        match self {
            Self::Partner(report) => partner::paper(report),
            Self::Actions(report) => tables::actions(report),
            Self::Portfolio(report) => tables::portfolio(report),
            Self::Calendar(report) => tables::calendar(report),
            Self::Agreement(report) => agreement::paper(report),
            Self::Duties(report) => duties::paper(report),
            Self::Coverage(report) => coverage::paper(report, whole),
        }
    }

    /// The table that a spreadsheet gets, one row an item.
    fn sheet(&self) -> Option<Table> {
        match self {
            Self::Partner(report) => Some(partner::sheet::sheet(report)),
            Self::Actions(report) => Some(tables::actions_sheet(report)),
            Self::Portfolio(report) => Some(tables::portfolio_sheet(report)),
            Self::Calendar(report) => Some(tables::calendar_sheet(report)),
            Self::Agreement(_) => None,
            Self::Duties(report) => Some(duties::sheet(report)),
            Self::Coverage(report) => Some(coverage::sheet(report)),
        }
    }

    fn json(&self) -> String {
        match self {
            Self::Partner(report) => json::render(&**report),
            Self::Actions(report) => json::render(report),
            Self::Portfolio(report) => json::render(report),
            Self::Calendar(report) => json::render(report),
            Self::Agreement(report) => json::render(report),
            Self::Duties(report) => json::render(report),
            Self::Coverage(report) => json::render(report),
        }
    }
}

/// How many items are not in a report, in words for those formats that have no place for it.
#[must_use]
pub fn left_out(heading: &Heading) -> Vec<String> {
    paper::left_out(heading)
}

/// The report in a format.
///
/// # Errors
///
/// The formats that the report comes in, where this is none of them.
pub fn render(report: &Report, format: Format, look: Look) -> Result<String, Vec<Format>> {
    match (format, report) {
        (Format::Human, _) => Ok(human::render(&report.paper(false), look)),
        (Format::Markdown, _) => Ok(markdown::render(&report.paper(true))),
        (Format::Json, _) => Ok(json::plain(report.json())),
        (Format::Yaml, _) => Ok(yaml::render(&report.json())),
        (Format::Csv, _) => report.sheet().map(|sheet| csv::render(&sheet)).ok_or(report.formats()),
        (Format::Ics, Report::Calendar(calendar)) => Ok(ics::render(calendar)),
        (Format::Ics, _) => Err(report.formats()),
    }
}
