//! Whether an entry of the log can show anything: what a party says to itself, or grants itself in
//! another's place, shows nothing, and what was settled since shows no more by that.

use crate::model::dossier::Dossier;
use crate::model::event::{
    ActionEvent, ActionStep, Body, Event, IssueEvent, IssueStep, ReportEvent, ReportStep,
};

/// Whether an entry shows what it says.
pub(super) fn shows(dossier: &Dossier<'_>, event: &Event<'_>) -> bool {
    match &event.body {
        Body::Feedback(own) => !own.is_to_itself(),
        Body::Action(own) => match own.event {
            Some(ActionStep::SupportGiven) => !is_of_its_own(dossier, own),
            Some(ActionStep::Accepted) => {
                !is_of_its_own(dossier, own) && !takes_worse(dossier, event, own)
            }
            _ => true,
        },
        Body::Report(own) if own.event == Some(ReportStep::Acknowledged) => {
            let reported = event.envelope.follows.and_then(|id| dossier.event(id));
            let from = reported.and_then(|it| match &it.body {
                Body::Report(ReportEvent { from, .. }) => *from,
                _ => None,
            });
            from.is_none() || from != own.party
        }
        Body::Issue(own) if own.event == Some(IssueStep::Perspective) => {
            !is_one_sided(dossier, own)
        }
        Body::Decision(own) => {
            // Whoever is asked when all is decided was not asked.
            let on = event.on();
            own.consulted.is_empty() || !own.consulted.iter().all(|said| said.on > on)
        }
        _ => true,
    }
}

/// Whether the party that does an action is the one that helps, or accepts.
fn is_of_its_own(dossier: &Dossier<'_>, own: &ActionEvent<'_>) -> bool {
    let does = own.action.and_then(|id| dossier.action(id)).and_then(|action| action.party);
    does.is_some() && does == own.party
}

/// Whether it accepts what was, by the word of who did it, not as good as was agreed. That ends the
/// matter, and makes the work no better.
fn takes_worse(dossier: &Dossier<'_>, event: &Event<'_>, own: &ActionEvent<'_>) -> bool {
    let mut done = dossier.action_events().filter(|(other, step)| {
        step.event == Some(ActionStep::Completed)
            && step.action == own.action
            && (own.occurrence.is_none() || step.occurrence == own.occurrence)
            && other.on() <= event.on()
    });
    let last = done.next_back().and_then(|(_, step)| step.quality_met);
    last == Some(false) && own.quality_met != Some(true)
}

/// Whether of a difficulty that was looked at more than once there is the view of one party only.
fn is_one_sided(dossier: &Dossier<'_>, own: &IssueEvent<'_>) -> bool {
    let views = dossier
        .issue_events()
        .filter(|(_, step)| step.event == Some(IssueStep::Perspective) && step.issue == own.issue);
    let parties: Vec<Option<&str>> = views.map(|(_, step)| step.party).collect();
    parties.len() > 1 && parties.iter().all(|party| *party == own.party)
}
