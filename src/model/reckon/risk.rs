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

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;

    fn risk(more: &str) -> Sample {
        Sample::new().with(
            "agreement.toml",
            format!(
                "term = {{ effective_on = 2025-01-06 }}\n[[risk]]\nid = 'risk'\nowner = 'X Y'\n\
                 likelihood = 4\nimpact = 4\nresidual_likelihood = 2\nresidual_impact = 4\n{more}"
            ),
        )
    }

    fn event(sample: Sample, on: &str, step: &str, more: &str) -> Sample {
        sample.with(
            &format!("log/{on}-risk-{step}-x1y2.toml"),
            format!(
                "kind = 'risk'\nrisk = 'risk'\nevent = '{step}'\non = {on}\nby = 'X Y'\n{more}"
            ),
        )
    }

    fn next_look(sample: &Sample, today: &str) -> Option<Date> {
        sample.on(today, |_, reckoning| reckoning.risks[0].review_by)
    }

    #[test]
    fn a_reassessment_says_only_what_changed() {
        let sample = event(risk(""), "2025-03-03", "reassessed", "residual_likelihood = 3");
        let residual = |today: &str| {
            sample.on(today, |_, reckoning| {
                (reckoning.risks[0].scores.inherent(), reckoning.risks[0].scores.residual())
            })
        };
        assert_eq!(residual("2025-03-02"), (Some(16), Some(8)));
        assert_eq!(residual("2025-03-03"), (Some(16), Some(12)));
    }

    #[test]
    fn the_next_look_is_the_day_that_is_named_or_the_usual_time_from_the_last() {
        assert_eq!(next_look(&risk(""), "2025-02-03"), Some(day("2025-05-06")));
        let looked = event(risk(""), "2025-03-03", "reassessed", "");
        assert_eq!(next_look(&looked, "2025-03-04"), Some(day("2025-07-01")));
        let named = event(risk(""), "2025-03-03", "reassessed", "review_by = 2025-04-01");
        assert_eq!(next_look(&named, "2025-03-04"), Some(day("2025-04-01")));
    }

    #[test]
    fn the_risks_own_day_beats_the_usual_time_while_it_lies_ahead() {
        let own = risk("review_by = 2025-12-01");
        let before = event(own.clone(), "2025-03-03", "reassessed", "");
        assert_eq!(next_look(&before, "2025-03-04"), Some(day("2025-12-01")));
        let on_the_day = event(own, "2025-12-01", "reassessed", "");
        assert_eq!(next_look(&on_the_day, "2025-12-01"), Some(day("2026-03-31")));
    }

    #[test]
    fn an_acceptance_counts_from_its_day() {
        let signed = risk("accepted_by = 'X Y'\naccepted_on = 2025-02-03");
        let accepted = |sample: &Sample, today: &str| {
            sample.on(today, |_, reckoning| reckoning.risks[0].accepted)
        };
        assert!(!accepted(&signed, "2025-02-02") && accepted(&signed, "2025-02-03"));
        let logged = event(risk(""), "2025-03-03", "accepted", "accepted_until = 2025-06-30");
        assert!(!accepted(&logged, "2025-03-02") && accepted(&logged, "2025-03-03"));
        let until = logged.on("2025-04-01", |_, reckoning| reckoning.risks[0].accepted_until);
        assert_eq!(until, Some(day("2025-06-30")));
    }

    #[test]
    fn a_risk_may_be_raised_and_closed_in_the_log() {
        let raised = event(
            Sample::new().with("agreement.toml", ""),
            "2025-03-03",
            "raised",
            "statement = 's'\nlikelihood = 2\nimpact = 3",
        );
        let closed = event(raised, "2025-05-05", "closed", "");
        let state = |today: &str| {
            closed.on(today, |_, reckoning| {
                reckoning.risks.iter().map(|risk| (risk.index, risk.closed)).collect::<Vec<_>>()
            })
        };
        assert_eq!(state("2025-03-02"), []);
        assert_eq!(state("2025-03-03"), [(None, false)]);
        assert_eq!(state("2025-05-05"), [(None, true)]);
    }
}
