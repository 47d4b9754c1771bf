//! Actions: whether they are done on time, and who was told when they are not; issues and decisions.

mod action_blocked_upstream;
mod action_completion_unproven;
mod action_due_soon;
mod action_help_unanswered;
mod action_notice_defective;
mod action_notice_late;
mod action_overdue;
mod action_overdue_notified;
mod action_reschedule_repeated;
mod action_reschedule_unagreed;
mod action_stale;
mod decision_unconsulted;
mod issue_closed_one_sided;
mod issue_not_escalated;
mod issue_perspective_missing;

use super::remedy::{self, NewEvent};
use super::{Case, Remedy, Rule, behind};
use crate::document::{Spot, quoted};
use crate::model::agreement::Action;
use crate::model::date::{Date, plus_days};
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::model::reckon::{action, issue};

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &action_blocked_upstream::RULE,
    &action_completion_unproven::RULE,
    &action_due_soon::RULE,
    &action_help_unanswered::RULE,
    &action_notice_defective::RULE,
    &action_notice_late::RULE,
    &action_overdue::RULE,
    &action_overdue_notified::RULE,
    &action_reschedule_repeated::RULE,
    &action_reschedule_unagreed::RULE,
    &action_stale::RULE,
    &decision_unconsulted::RULE,
    &issue_closed_one_sided::RULE,
    &issue_not_escalated::RULE,
    &issue_perspective_missing::RULE,
];

/// An action that is owed, and how it slips.
struct Owed<'c, 'a> {
    id: &'a str,
    today: Date,
    /// What the agreement says of it.
    text: &'c Action<'a>,
    standing: &'c action::Standing<'a>,
    /// The gravest that can be said of it. Only the rule that is about this speaks.
    lateness: action::Lateness,
    /// The occurrence of which it is said.
    occurrence: &'c action::Occurrence<'a>,
}

/// The actions that are owed. Of a draft none is; of those that a file which could
/// not be read whole may tell more about, nothing is known.
fn owed<'c, 'a>(case: &'c Case<'_, 'a>) -> impl Iterator<Item = Owed<'c, 'a>> {
    let (dossier, reckoning) = (case.dossier, case.reckoning);
    let known = reckoning.owed
        && !dossier.is_kind_damaged(FileKind::Agreement)
        && !dossier.may_hold_news("amended");
    let standings = reckoning.actions.iter().filter(move |_| known);
    standings.filter(|standing| !dossier.may_hold_news(standing.id)).filter_map(move |standing| {
        let text = dossier.actions().get(standing.index)?;
        let (lateness, occurrence) =
            standing.gravest(case.scene.today, &|day| reckoning.is_history(day));
        Some(Owed {
            id: standing.id,
            today: case.scene.today,
            text,
            standing,
            lateness,
            occurrence,
        })
    })
}

impl<'a> Owed<'_, 'a> {
    /// Where the agreement says when it is due.
    fn due_spot(&self) -> Spot<'a> {
        self.text.at.key("due")
    }

    /// What it is called in a message; of something that recurs with the day that is meant.
    fn name(&self, occurrence: &action::Occurrence<'_>) -> String {
        if self.standing.recurs() {
            format!("action `{}` of {}", self.id, occurrence.original)
        } else {
            format!("action `{}`", self.id)
        }
    }

    /// What makes its slipping another fault than before: another date, or another time that slips.
    fn slips(&self, case: &Case<'_, '_>) -> Vec<String> {
        let (days, more) = self.standing.slips(self.today, &|day| case.reckoning.is_history(day));
        // Of what is done once, only the date can be another.
        if !self.standing.recurs() || days.is_empty() {
            return vec![self.occurrence.due.to_string()];
        }
        let oldest = self.occurrence.original;
        days.iter().map(Date::to_string).chain(behind(more, oldest)).collect()
    }

    /// A new event of it; of something that recurs with the occurrence that is meant.
    fn event<'e>(
        &self,
        case: &'e Case<'_, '_>,
        step: &str,
        occurrence: &action::Occurrence<'_>,
    ) -> NewEvent<'e> {
        let new = remedy::event(case, EventKind::Action, self.id, step);
        if self.standing.recurs() { new.day("occurrence", occurrence.original) } else { new }
    }

    /// The event that says it is done.
    fn completed(&self, case: &Case<'_, '_>, occurrence: &action::Occurrence<'_>) -> Remedy {
        self.event(case, "completed", occurrence)
            .names("evidence", &["…"])
            .raw("quality_met", "true # or false")
            .write()
    }

    /// The event that moves it, with the agreement of all that it touches.
    fn rescheduled(&self, case: &Case<'_, '_>, to: Option<Date>) -> Remedy {
        let new = self
            .event(case, "rescheduled", self.occurrence)
            .day("was_due", self.occurrence.due)
            .names("agreed_by", &self.standing.affected);
        // A day that has gone by as well is no use to anybody.
        match to.filter(|day| *day >= self.today) {
            Some(day) => new.day("new_due", day),
            None => new.day_or("new_due", self.ahead(case), "the day that you agree on"),
        }
        .write()
    }

    /// A day that may be put forward: it has to be one that can be kept.
    fn ahead(&self, case: &Case<'_, '_>) -> Date {
        plus_days(self.today, case.scene.frame.limits().due_soon)
    }
}

/// The issues of which everything on file could be read.
fn issues<'c, 'a>(case: &'c Case<'_, 'a>) -> impl Iterator<Item = &'c issue::Standing<'a>> {
    let dossier = case.dossier;
    let known = !dossier.is_kind_damaged(FileKind::Agreement);
    case.reckoning
        .issues
        .iter()
        .filter(move |issue| known && !issue.unclear && !dossier.may_hold_news(issue.id))
}

/// Names one after another, as a message says them.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// Who is told today, as a list of TOML.
fn told_on(parties: &[&str], day: Date) -> String {
    let told: Vec<String> = parties
        .iter()
        .map(|party| format!("{{ party = {}, on = {day} }}", quoted(party)))
        .collect();
    format!("[{}]", told.join(", "))
}
