//! Risks with their present scores.

use crate::model::agreement::{MeasuredRisk, Risk};
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::{Event, RiskEvent, RiskStep};
use crate::model::frame::Frame;

/// Where one risk stands.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its place in the agreement, by index; nothing for one that was raised later.
    pub index: Option<usize>,
    /// The id of the last event about it.
    pub last_event: Option<&'a str>,
    /// The present scores.
    pub scores: MeasuredRisk,
    /// The role that watches it.
    pub owner: Option<&'a str>,
    /// By when it is looked at again.
    pub review_by: Option<Date>,
    /// Whether what is left of it was accepted by a named role on a named day.
    pub accepted: bool,
    /// How long that holds; nothing where no end was set.
    pub accepted_until: Option<Date>,
    /// Whether it is gone.
    pub closed: bool,
    /// Whether somebody named the day of the next look, so that no usual time applies.
    own_review_by: bool,
}

/// Every risk as it stands on a day: those of the agreement in its order, then those raised later.
#[must_use]
pub fn standings<'a>(dossier: &Dossier<'a>, frame: &Frame<'a>, today: Date) -> Vec<Standing<'a>> {
    let days = frame.limits().risk_review;
    let agreement = dossier.agreement.as_ref();
    let began = agreement.and_then(|agreement| agreement.term.as_ref()?.effective_on);
    let mut risks: Vec<Standing<'a>> = agreement
        .map_or(&[][..], |agreement| &agreement.risk)
        .iter()
        .enumerate()
        .filter_map(|(index, risk)| signed(index, risk, began, days, today))
        .collect();
    let mut events: Vec<(&Event<'a>, &RiskEvent<'a>, Date)> = dossier
        .risk_events()
        .filter_map(|(event, own)| Some((event, own, event.on().filter(|on| *on <= today)?)))
        .collect();
    events.sort_by_key(|(event, own, on)| (*on, own.event, event.id));
    for (event, own, on) in events {
        let (Some(id), Some(step)) = (own.risk, own.event) else { continue };
        let known = risks.iter().position(|risk| risk.id == id);
        let risk = match known {
            Some(at) => &mut risks[at],
            None if step == RiskStep::Raised => {
                risks.push(Standing {
                    id,
                    index: None,
                    last_event: None,
                    scores: MeasuredRisk::default(),
                    owner: own.owner,
                    review_by: None,
                    accepted: false,
                    accepted_until: None,
                    closed: false,
                    own_review_by: false,
                });
                risks.last_mut().expect("one was just added")
            }
            None => continue,
        };
        risk.last_event = Some(event.id);
        risk.owner = own.owner.or(risk.owner);
        // Looked at: the next look is what the event says, else the day that the risk itself names
        // if it still lies ahead, or the usual time from now.
        let named = own.review_by.or(risk.review_by.filter(|day| risk.own_review_by && *day > on));
        risk.own_review_by = named.is_some();
        risk.review_by = Some(named.unwrap_or_else(|| plus_days(on, days)));
        let said = own.scores();
        risk.scores = MeasuredRisk {
            likelihood: said.likelihood.or(risk.scores.likelihood),
            impact: said.impact.or(risk.scores.impact),
            residual_likelihood: said.residual_likelihood.or(risk.scores.residual_likelihood),
            residual_impact: said.residual_impact.or(risk.scores.residual_impact),
        };
        match step {
            RiskStep::Accepted => {
                risk.accepted = true;
                risk.accepted_until = own.accepted_until;
            }
            RiskStep::Closed => risk.closed = true,
            RiskStep::Raised => risk.closed = false,
            RiskStep::Reassessed | RiskStep::Materialised => {}
        }
    }
    risks
}

fn signed<'a>(
    index: usize,
    risk: &Risk<'a>,
    began: Option<Date>,
    days: i64,
    today: Date,
) -> Option<Standing<'a>> {
    Some(Standing {
        id: risk.id?,
        index: Some(index),
        last_event: None,
        scores: risk.scores(),
        owner: risk.owner,
        review_by: risk.review_by.or_else(|| began.map(|day| plus_days(day, days))),
        accepted: risk.accepted_by.is_some() && risk.accepted_on.is_some_and(|on| on <= today),
        accepted_until: risk.accepted_until,
        closed: false,
        own_review_by: risk.review_by.is_some(),
    })
}
