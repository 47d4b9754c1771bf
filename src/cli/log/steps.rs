//! The words that say what happened, and what people say instead of them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command, Error};

use crate::cli::desk::event::words;
use crate::model::declare::Word;

/// What people say instead of a word of the record: each with the word that is meant. A likeness of
/// letters would lead elsewhere: `settled` is nearer to `escalated` than to `resolved`.
pub(super) type Instead = &'static [(&'static [&'static str], &'static str)];

/// Of an action.
pub(super) const ACTION: Instead = &[
    (&["begun", "began", "start", "under-way"], "started"),
    (&["progress", "updated", "update"], "progressed"),
    (&["stuck", "waiting"], "blocked"),
    (&["late", "delayed", "slipped", "cannot", "overdue", "missed"], "unable"),
    (&["informed", "notified"], "told"),
    (&["moved", "postponed", "deferred", "put-off"], "rescheduled"),
    (&["handed-over", "delegated", "assigned"], "reassigned"),
    (&["done", "finished", "delivered", "closed", "complete", "settled"], "completed"),
    (&["approved", "agreed", "confirmed"], "accepted"),
    (&["dropped", "stopped", "abandoned", "withdrawn"], "cancelled"),
];

/// Of an issue.
pub(super) const ISSUE: Instead = &[
    (&["raised", "reported", "started", "new"], "opened"),
    (&["view", "seen", "said"], "perspective"),
    (&["help", "helped", "supported", "mediated"], "support"),
    (&["raised-higher", "passed-up"], "escalated"),
    (&["settled", "solved", "closed", "done", "agreed", "ended", "fixed"], "resolved"),
];

/// Of a risk.
pub(super) const RISK: Instead = &[
    (&["opened", "identified", "new", "added"], "raised"),
    (&["reviewed", "assessed", "updated", "changed", "scored"], "reassessed"),
    (&["tolerated", "approved", "agreed"], "accepted"),
    (&["happened", "occurred", "hit"], "materialised"),
    (&["settled", "resolved", "ended", "gone", "done", "mitigated"], "closed"),
];

/// Of a report.
pub(super) const REPORT: Instead = &[
    (&["sent", "made", "delivered", "submitted", "done"], "reported"),
    (&["received", "came", "confirmed", "read", "accepted"], "acknowledged"),
];

/// Of feedback.
pub(super) const FEEDBACK: Instead = &[
    (&["sent", "received", "said"], "given"),
    (&["replied", "response", "responded"], "answered"),
];

/// Of a decision.
pub(super) const DECISION: Instead = &[
    (&["suggested", "opened", "raised", "asked"], "proposed"),
    (&["decided", "agreed", "approved", "taken", "made"], "accepted"),
    (&["refused", "declined", "turned-down"], "rejected"),
    (&["replaced", "overruled", "revoked"], "superseded"),
];

/// Of shared information.
pub(super) const INFORMATION: Instead = &[
    (&["started", "shared", "opened"], "sharing-started"),
    (&["checked", "reviewed", "audited"], "access-checked"),
    (&["request", "requested", "answered"], "request-handled"),
    (&["breach", "breached", "lost", "leak", "leaked"], "incident"),
    (&["deleted", "destroyed", "returned", "erased"], "disposed"),
    (&["stopped", "ended", "closed"], "sharing-stopped"),
];

/// Of a contact.
pub(super) const CONTACT: Instead = &[
    (&["met", "called", "wrote", "spoke", "visited", "emailed", "contact"], "contacted"),
    (&["followed", "done", "answered", "follow-up"], "followed-up"),
];

/// Takes the words of a step, and knows what is meant by others.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    known: PossibleValuesParser,
    instead: Instead,
}

/// The words that a positional argument takes, and what people say instead of them.
pub(super) fn steps(known: &'static [Word], instead: Instead) -> Steps {
    Steps { known: words(known), instead }
}

impl TypedValueParser for Steps {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        self.known.parse_ref(command, arg, value).map_err(|mut error| {
            let said = value.to_string_lossy().to_lowercase().replace(['_', ' '], "-");
            if let Some((_, meant)) = self.instead.iter().find(|(all, _)| all.contains(&&*said)) {
                let meant = ContextValue::Strings(vec![(*meant).to_owned()]);
                error.insert(ContextKind::SuggestedValue, meant);
            }
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.known.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::{
        ActionStep, ContactStep, DecisionStatus, FeedbackStep, InformationStep, IssueStep,
        ReportStep, RiskStep,
    };

    #[test]
    fn what_is_said_instead_means_a_word_that_is_known_and_is_none_itself() {
        for (known, instead) in [
            (ActionStep::WORDS, ACTION),
            (IssueStep::WORDS, ISSUE),
            (RiskStep::WORDS, RISK),
            (ReportStep::WORDS, REPORT),
            (FeedbackStep::WORDS, FEEDBACK),
            (DecisionStatus::WORDS, DECISION),
            (InformationStep::WORDS, INFORMATION),
            (ContactStep::WORDS, CONTACT),
        ] {
            let is_known = |word: &str| known.iter().any(|it| it.text == word);
            let mut seen = Vec::new();
            for (said, meant) in instead {
                assert!(is_known(meant), "{meant}");
                for word in *said {
                    assert!(!is_known(word) && !seen.contains(word), "{word}");
                    seen.push(word);
                }
            }
        }
    }
}
