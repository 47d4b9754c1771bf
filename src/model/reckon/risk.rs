//! Risks with their present scores.

use super::Contradiction;
use crate::document::Place;
use crate::model::agreement::{Agreement, MeasuredRisk, Risk};
use crate::model::date::{Date, plus_days};
use crate::model::dossier::Dossier;
use crate::model::event::RiskStep;
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
    /// The table that gave a score last: the agreement's, or an event's.
    pub scored_at: Place<'a>,
    /// The role that watches it.
    pub owner: Option<&'a str>,
    /// By when it is looked at again.
    pub review_by: Option<Date>,
    /// Whether nobody named that day, and it is the usual time after the last look.
    pub review_is_usual: bool,
    /// Whether what is left of it was accepted by a named role on a named day.
    pub accepted: bool,
    /// How long that holds; nothing where no end was set.
    pub accepted_until: Option<Date>,
    /// Whether it is gone.
    pub closed: bool,
    /// The events that contradict those before them.
    pub contradictions: Vec<Contradiction<'a>>,
}

/// Every risk as it stands on a day: those of the agreement in force in its order, then those raised
/// later.
#[must_use]
pub fn standings<'a>(dossier: &Dossier<'a>, frame: &Frame<'a>, today: Date) -> Vec<Standing<'a>> {
    by_text(dossier.in_force(), dossier, frame, today)
}

/// The same by the text on file, as far as an amendment that is not in force yet makes it another:
/// what cannot be right in it is told before anybody signs it.
#[must_use]
pub fn coming<'a>(dossier: &Dossier<'a>, frame: &Frame<'a>, today: Date) -> Vec<Standing<'a>> {
    if !dossier.is_amending() {
        return Vec::new();
    }
    let now = standings(dossier, frame, today);
    let is_same = |one: &Standing<'_>, other: &Standing<'_>| {
        (one.id, one.scores, one.accepted, one.accepted_until, one.owner)
            == (other.id, other.scores, other.accepted, other.accepted_until, other.owner)
    };
    let mut coming = by_text(dossier.agreement.as_ref(), dossier, frame, today);
    coming.retain(|risk| !now.iter().any(|known| is_same(risk, known)));
    coming
}

fn by_text<'a>(
    agreement: Option<&Agreement<'a>>,
    dossier: &Dossier<'a>,
    frame: &Frame<'a>,
    today: Date,
) -> Vec<Standing<'a>> {
    let days = frame.limits().risk_review;
    let began = agreement.and_then(|agreement| agreement.term.as_ref()?.effective_on);
    let mut risks: Vec<Standing<'a>> = agreement
        .map_or(&[][..], |agreement| &agreement.risk)
        .iter()
        .enumerate()
        .filter_map(|(index, risk)| signed(index, risk, began, days, today))
        .collect();
    let events = dossier
        .risk_events()
        .filter_map(|(event, own)| Some((event, own, event.on().filter(|on| *on <= today)?)));
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
                    scored_at: own.at,
                    owner: own.owner,
                    review_by: None,
                    review_is_usual: false,
                    accepted: false,
                    accepted_until: None,
                    closed: false,
                    contradictions: Vec::new(),
                });
                risks.last_mut().expect("one was just added")
            }
            None => continue,
        };
        if risk.closed && step != RiskStep::Raised {
            let why = "after it was closed";
            risk.contradictions.push(Contradiction { event: event.id, on, why });
        }
        risk.last_event = Some(event.id);
        risk.owner = own.owner.or(risk.owner);
        // Looked at: the next look is what the event says, or what the agreement still names ahead
        // of this one, or else the usual time from now.
        let kept_up = risk.index.and_then(|index| agreement?.risk.get(index)?.review_by);
        let named = own.review_by.or(kept_up.filter(|day| *day > on));
        risk.review_is_usual = named.is_none();
        risk.review_by = Some(named.unwrap_or_else(|| plus_days(on, days)));
        let said = own.scores();
        if said != MeasuredRisk::default() {
            risk.scored_at = own.at;
        }
        let before = risk.scores.residual();
        risk.scores = MeasuredRisk {
            likelihood: said.likelihood.or(risk.scores.likelihood),
            impact: said.impact.or(risk.scores.impact),
            residual_likelihood: said.residual_likelihood.or(risk.scores.residual_likelihood),
            residual_impact: said.residual_impact.or(risk.scores.residual_impact),
        };
        // What was accepted was the score of that day, not a higher one.
        risk.accepted &= risk.scores.residual() <= before;
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
        scored_at: risk.at,
        owner: risk.owner,
        review_by: risk.review_by.or_else(|| began.map(|day| plus_days(day, days))),
        review_is_usual: risk.review_by.is_none(),
        accepted: risk.accepted_by.is_some() && risk.accepted_on.is_some_and(|on| on <= today),
        accepted_until: risk.accepted_until,
        closed: false,
        contradictions: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;
    use crate::model::frame::FileKind;

    const AGREEMENT: &str = r#"
        [term]
        effective_on = 2025-01-06
        [[risk]]
        id = "risk-frost"
        likelihood = 4
        impact = 4
        residual_likelihood = 3
        residual_impact = 4
    "#;

    /// What is told of a risk, apart from the record.
    struct Seen {
        accepted: bool,
        accepted_until: Option<Date>,
        review_by: Option<Date>,
        review_is_usual: bool,
        scores: MeasuredRisk,
        scored_by_event: bool,
    }

    /// The first risk of this agreement on a day, after these events: each a day, a step and lines.
    fn on(today: &str, agreement: &str, events: &[(&str, &str, &str)]) -> Seen {
        let event = |(on, step, lines): &(&str, &str, &str)| {
            let text = format!(
                "kind = \"risk\"\nrisk = \"risk-frost\"\non = {on}\nevent = \"{step}\"\n{lines}"
            );
            (format!("{on}-{step}-aaaa"), text)
        };
        let events: Vec<(String, String)> = events.iter().map(event).collect();
        let sample = Sample::new().with("agreement.toml", agreement).logged(&events);
        sample.on(today, |dossier, reckoning| {
            let risk = &reckoning.risks[0];
            Seen {
                accepted: risk.accepted,
                accepted_until: risk.accepted_until,
                review_by: risk.review_by,
                review_is_usual: risk.review_is_usual,
                scores: risk.scores,
                scored_by_event: dossier.kinds[risk.scored_at.file] == FileKind::Event,
            }
        })
    }

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn an_acceptance_covers_the_score_of_its_day() {
        let accepted = ("2025-03-03", "accepted", "accepted_until = 2025-12-31");
        let lower = ("2025-04-01", "reassessed", "residual_likelihood = 2");
        let higher = ("2025-05-01", "reassessed", "residual_likelihood = 4");
        assert!(!on("2025-03-02", AGREEMENT, &[accepted]).accepted, "not yet");
        let risk = on("2025-04-30", AGREEMENT, &[accepted, lower, higher]);
        assert!(risk.accepted);
        assert_eq!(risk.accepted_until, day("2025-12-31"));
        assert!(!on("2025-05-01", AGREEMENT, &[accepted, lower, higher]).accepted);
    }

    #[test]
    fn an_acceptance_in_the_text_counts_from_its_day() {
        let text = format!("{AGREEMENT}\naccepted_by = \"Director\"\naccepted_on = 2025-02-03");
        assert!(!on("2025-02-02", &text, &[]).accepted);
        assert!(on("2025-02-03", &text, &[]).accepted);
        let nameless = format!("{AGREEMENT}\naccepted_on = 2025-02-03");
        assert!(!on("2025-02-03", &nameless, &[]).accepted);
    }

    #[test]
    fn a_day_that_is_named_beats_the_usual_time() {
        let usual = on("2025-03-03", AGREEMENT, &[]);
        assert_eq!((usual.review_by, usual.review_is_usual), (day("2025-05-06"), true));
        let looked = ("2025-03-03", "reassessed", "");
        let risk = on("2025-03-03", AGREEMENT, &[looked]);
        assert_eq!((risk.review_by, risk.review_is_usual), (day("2025-07-01"), true));
        let text = format!("{AGREEMENT}\nreview_by = 2025-09-30");
        let risk = on("2025-03-03", &text, &[looked]);
        assert_eq!((risk.review_by, risk.review_is_usual), (day("2025-09-30"), false));
        // Once its day has come and somebody has looked, the text's day is spent.
        let risk = on("2025-10-01", &text, &[("2025-10-01", "reassessed", "")]);
        assert_eq!((risk.review_by, risk.review_is_usual), (day("2026-01-29"), true));
    }

    #[test]
    fn scores_stand_until_they_are_said_anew() {
        let risk = on("2025-04-01", AGREEMENT, &[("2025-04-01", "reassessed", "impact = 5")]);
        assert_eq!(risk.scores.inherent(), Some(20));
        assert_eq!(risk.scores.residual(), Some(12));
        assert!(risk.scored_by_event);
        let risk = on("2025-04-01", AGREEMENT, &[("2025-04-01", "materialised", "")]);
        assert!(!risk.scored_by_event);
    }
}
