//! Why a report is not made, in words.

use crate::cli::Failure;
use crate::render::report::Format;
use crate::report::Refused;

impl Failure {
    /// A format that does not fit a report, with those that do.
    pub(in crate::cli) fn format(report: &str, format: &str, fitting: &[Format]) -> Self {
        let fitting: Vec<&str> = fitting.iter().map(|format| format.as_str()).collect();
        let mut help = format!("it comes as {}", fitting.join(", "));
        if format == "ics" {
            help.push_str("; `comity report calendar --format ics` makes a calendar");
        }
        Self::new(format!("`report {report}` does not fit into {format}"), help)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown { what: "standard", named, nearest } => Self::new(
                format!("`{named}` is no standard that is known here"),
                nearest.map_or_else(
                    || "`comity standard list` lists them".to_owned(),
                    |nearest| format!("did you mean `{nearest}`?"),
                ),
            ),
            Refused::Unread { file } => Self::new(
                format!("{file} cannot be read as a standard"),
                "`comity check` shows what is wrong with it",
            ),
            Refused::Unknown { what, named, nearest } => Self::new(
                format!("`{named}` is no {what} here"),
                nearest.map_or_else(
                    || {
                        "`comity report duties` and `comity report actions` show who there is"
                            .to_owned()
                    },
                    |nearest| format!("did you mean `{nearest}`?"),
                ),
            ),
            Refused::Ambiguous { named, partners } => Self::new(
                format!("`{named}` is not the same partner everywhere: {}", partners.join(", ")),
                "name the organisation, or the collaborations that are meant",
            ),
            Refused::Above => Self::new(
                "the record is classified above what this audience may see",
                "`classification` in `collaboration.toml`, of the whole and of a party, says how far",
            ),
            Refused::NoAgreement => Self::new(
                "there is no agreement to show",
                "it stands in `agreement.toml` once it is written",
            ),
            Refused::Period { from, until } => Self::new(
                format!("the time ends on {until}, before it begins on {from}"),
                "give `--from` a day that is not after `--until`",
            ),
            Refused::ToOurselves => Self::new(
                "that party is the only one of ours: nobody is left to report to it",
                "name another party with `--to`",
            ),
        }
    }
}
