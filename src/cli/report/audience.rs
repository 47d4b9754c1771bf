//! For whom a report is.

use clap::{Args, ValueEnum};

use super::Common;
use crate::cli::{Context, Failure};
use crate::model::audience::Viewer;
use crate::report::Ask;

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

/// For whom a report is that may be for anybody.
#[derive(Debug, Clone, Args)]
pub(super) struct Reach {
    /// For whom: what they may not see is left out, and counted.
    #[arg(long, value_enum, default_value = "own")]
    audience: AudienceWord,
    /// The partner, by its id in the collaboration, its organisation or its name.
    #[arg(long, value_name = "PARTY")]
    to: Option<String>,
}

impl Reach {
    /// For whom the report is, and of which day.
    pub(super) fn ask(&self, common: &Common, context: &Context) -> Result<Ask, Failure> {
        let viewer = match (self.audience, &self.to) {
            (AudienceWord::Partner, Some(party)) => Viewer::Partner(party.clone()),
            (AudienceWord::Own, None) => Viewer::Own,
            (AudienceWord::Public, None) => Viewer::Public,
            (AudienceWord::Partner, None) => {
                return Err(Failure::new(
                    "`--audience partner` is for one partner, and none is named",
                    "name it: `--to PARTY`",
                ));
            }
            _ => {
                let message = "`--to` names a partner, and goes with `--audience partner` only";
                return Err(Failure::new(message, "add `--audience partner`, or leave `--to` out"));
            }
        };
        Ok(Ask { viewer, today: common.today(context) })
    }
}

/// For whom a report is that is for one audience only. The flag is taken, so that a script can say
/// the same of every report; it never makes such a report one for others.
#[derive(Debug, Clone, Args)]
pub(super) struct Sole {
    /// For whom: this report is for one audience only, and refuses the others.
    #[arg(long, value_enum)]
    audience: Option<AudienceWord>,
}

impl Sole {
    /// Refuses every audience but one, with the reason.
    pub(super) fn is_for(
        &self,
        only: AudienceWord,
        why: &str,
        help: impl Fn(AudienceWord) -> String,
    ) -> Result<(), Failure> {
        match self.audience {
            Some(other) if other != only => Err(Failure::new(why, help(other))),
            _ => Ok(()),
        }
    }
}
