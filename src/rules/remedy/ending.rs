//! The end of a collaboration, as an event that leaves nothing open behind.

use super::NewEvent;
use crate::document::quoted;
use crate::model::event::{Body, InformationStep};
use crate::model::reckon::action::{Occurrence, Standing};

impl NewEvent<'_> {
    /// The end of a collaboration with what is open then: who goes on with actions, and what became
    /// of each flow of information. Of what was never signed nothing is.
    pub(super) fn with_what_is_open(mut self) -> Self {
        let case = self.case;
        if case.reckoning.signoffs.first_ever.is_none() || !self.before.is_empty() {
            return self;
        }
        let is_open = |action: &Standing<'_>| {
            action.next.is_some() || action.occurrences.iter().any(Occurrence::is_open)
        };
        if case.reckoning.actions.iter().any(is_open) {
            self = self.names("actions_handed_to", &["…"]);
        }
        let disposed = |id: &str| {
            case.dossier.events.iter().filter(|event| !event.corrected).any(|event| {
                matches!(&event.body, Body::Information(own) if own.information == Some(id)
                    && own.event == Some(InformationStep::Disposed))
            })
        };
        let flows =
            case.dossier.in_force().into_iter().flat_map(|agreement| &agreement.information);
        let open = flows.filter_map(|flow| flow.id).filter(|id| !disposed(id));
        let settled: Vec<String> = open
            .map(|id| format!("{{ item = {}, done_on = {} }}", quoted(id), case.scene.today))
            .collect();
        if settled.is_empty() {
            self
        } else {
            self.raw("data", format!("[{}]", settled.join(", ")))
        }
    }
}
