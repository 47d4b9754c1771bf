//! Steps of an action that contradict those before them.

use super::fold::Step;
use super::{Occurrence, Status};
use crate::model::date::Date;
use crate::model::event::ActionStep;
use crate::model::reckon::Contradiction;

impl<'a> Occurrence<'a> {
    /// Notes what a step contradicts, before it is taken in.
    pub(super) fn hold_against(&mut self, step: &Step<'_, 'a>, by_another: bool) {
        if let Some(why) = self.contradicted_by(step.step, by_another) {
            self.contradictions.push(Contradiction { event: step.event.id, on: step.on, why });
        }
    }

    /// What a step contradicts, if it does.
    fn contradicted_by(&self, step: ActionStep, by_another: bool) -> Option<&'static str> {
        match (step, self.status) {
            (ActionStep::Told | ActionStep::SupportGiven, _) => None,
            (ActionStep::Accepted, Status::Completed) => None,
            (ActionStep::Accepted, Status::Cancelled) => Some("though it was cancelled"),
            (ActionStep::Accepted, _) => by_another.then_some("before it was completed"),
            (ActionStep::Reopened, Status::Completed | Status::Cancelled) => None,
            (ActionStep::Reopened, _) => Some("though it was neither completed nor cancelled"),
            (ActionStep::Completed, Status::Completed) => Some("though it was completed before"),
            (_, Status::Completed) => Some("after it was completed"),
            (_, Status::Cancelled) => Some("after it was cancelled"),
            _ => None,
        }
    }

    /// Takes it up again. What is done on that day, before or after, contradicts nothing.
    pub(super) fn reopen(&mut self, on: Date) {
        self.contradictions.retain(|known| known.on != on);
        self.status = Status::Begun;
        (self.completed, self.accepted, self.cancelled) = (None, None, None);
        self.notices_from = self.notices.len();
    }
}
