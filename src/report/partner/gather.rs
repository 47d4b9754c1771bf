//! What a report to a partner is made of. The record was cut down to what the partner may see
//! before anything here looks at it.

use super::super::heading::{Heading, Refused};
use super::super::promise;
use super::super::sight::Sight;
use super::duties::{DutyLine, between};
use super::{ASKED, Commitment, DecisionLine, FeedbackLine, Notice, PartnerReport, Period};
use crate::model::date::{Date, plus_days};
use crate::model::event::{ActionStep, FeedbackStep, ReportStep};
use crate::model::reckon::action::{Occurrence, Status};
use crate::model::reckon::decision;

/// How far back a report looks where nothing says since when.
const USUAL_DAYS: i64 = 92;

/// The report; its heading is still empty.
pub(super) fn report(
    sight: &Sight<'_, '_>,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<PartnerReport, Refused> {
    let party = sight.party.unwrap_or_default();
    let ours = sight.dossier.head.party.iter().filter_map(|it| it.id);
    let ours: Vec<&str> = ours.filter(|id| sight.is_ours(id) && *id != party).collect();
    if ours.is_empty() && sight.is_ours(party) {
        return Err(Refused::ToOurselves);
    }
    let until = until.unwrap_or(sight.today);
    let from = from.unwrap_or_else(|| since(sight, party).min(until));
    if from > until {
        return Err(Refused::Period { from, until });
    }
    let made = Made { sight, party, from, until };
    let (you_promised, we_promised) = (made.commitments(true), made.commitments(false));
    let (we_owe, you_owe) = between(sight, party);
    let questions = made.questions(&you_owe, &you_promised);
    let next = |lines: Vec<DutyLine>| {
        lines.into_iter().filter(|line| !ASKED.contains(&line.kind)).collect::<Vec<_>>()
    };
    let owed = made.owed();
    let from_party = owed.as_ref().map(|(_, from, _)| *from).or(ours.first().copied());
    Ok(PartnerReport {
        heading: Heading::empty(sight.today),
        collaboration: sight.id().to_owned(),
        title: sight.title().to_owned(),
        from_party: from_party.map(str::to_owned),
        from_names: sight.party_names(&ours),
        receivers: vec![party.to_owned()],
        to_name: sight.party_name(party),
        arrangement: owed.as_ref().map(|(id, _, _)| (*id).to_owned()),
        due: owed.map(|(_, _, due)| due.into()),
        period: Period { from: from.into(), until: until.into() },
        summary: summary(&you_promised, &we_promised),
        notices: made.notices(),
        service_levels: made.service_levels(),
        you_owe: next(you_owe),
        we_owe: next(we_owe),
        decisions: made.decisions(),
        feedback: made.feedback(),
        questions,
        you_promised,
        we_promised,
    })
}

/// The day after the last day that a report of ours to the partner told of; else the first day of
/// the term.
fn since(sight: &Sight<'_, '_>, party: &str) -> Date {
    let told = sight.dossier.report_events().filter(|(event, own)| {
        own.event == Some(ReportStep::Reported)
            && own.from.is_some_and(|from| sight.is_ours(from))
            && own.to.contains(&party)
            && sight.past(event.on()).is_some()
    });
    let last = told.filter_map(|(_, own)| own.period_to).max();
    let term = sight.dossier.term();
    last.map(|day| plus_days(day, 1))
        .or_else(|| term.and_then(|term| term.effective_on))
        .unwrap_or_else(|| plus_days(sight.today, -USUAL_DAYS))
}

/// How many of each side's promises are done and late, in a line.
fn summary(yours: &[Commitment], ours: &[Commitment]) -> String {
    let side = |who: &str, all: &[Commitment]| {
        let done = all.iter().filter(|one| matches!(one.state, "done" | "accepted")).count();
        let late = all.iter().filter(|one| one.days_late.is_some()).count();
        format!("{who}: {done} of {} done, {late} late", all.len())
    };
    format!("{}; {}.", side("Your actions", yours), side("ours", ours))
}

pub(super) struct Made<'s, 'c, 'a> {
    pub(super) sight: &'s Sight<'c, 'a>,
    pub(super) party: &'s str,
    from: Date,
    pub(super) until: Date,
}

impl<'a> Made<'_, '_, 'a> {
    /// Whether a party is on our side of the report.
    fn is_us(&self, party: &str) -> bool {
        party != self.party && self.sight.is_ours(party)
    }

    fn is_within(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| (self.from..=self.until).contains(day) && *day <= self.sight.today)
    }

    /// Whether something is the partner's; nothing where it is neither theirs nor ours.
    fn is_yours(&self, party: Option<&str>) -> Option<bool> {
        let party = party?;
        (party == self.party).then_some(true).or_else(|| self.is_us(party).then_some(false))
    }

    /// What is open, and what was done or cancelled in the time, by its day.
    fn commitments(&self, yours: bool) -> Vec<Commitment> {
        let sight = self.sight;
        let mut found: Vec<Commitment> = Vec::new();
        let is_meant = |party: Option<&str>| self.is_yours(party) == Some(yours);
        for open in promise::open(sight).iter().filter(|open| is_meant(open.action.party)) {
            found.push(Commitment {
                action: open.standing.id.to_owned(),
                title: open.action.title.unwrap_or_default().to_owned(),
                owner: open.standing.owner.map(|role| sight.role_name(role)),
                due: open.due.into(),
                original: open.original.into(),
                moved: open.moved(sight),
                state: open.state(),
                ended_on: None,
                days_late: open.days_late(sight),
                more_late: open.more_late,
                told: promise::told(sight, open),
            });
        }
        for standing in &sight.reckoning.actions {
            let Some(action) = sight.dossier.actions().get(standing.index) else { continue };
            if !is_meant(action.party) {
                continue;
            }
            for one in standing.occurrences.iter().filter(|one| !one.is_open()) {
                let ended = one.completed.or(one.cancelled).map(|(_, on)| on);
                let Some(ended) = self.is_within(ended) else { continue };
                found.push(Commitment {
                    action: standing.id.to_owned(),
                    title: action.title.unwrap_or_default().to_owned(),
                    owner: standing.owner.map(|role| sight.role_name(role)),
                    due: one.due.into(),
                    original: one.original.into(),
                    moved: promise::moved(sight, action, standing, one),
                    state: ended_state(one),
                    ended_on: Some(ended.into()),
                    days_late: None,
                    more_late: 0,
                    told: None,
                });
            }
        }
        found.sort_by(|one, other| (one.due, &one.action).cmp(&(other.due, &other.action)));
        found
    }

    fn notices(&self) -> Vec<Notice> {
        let mut found = Vec::new();
        for standing in &self.sight.reckoning.actions {
            let party = self.sight.dossier.actions().get(standing.index).and_then(|it| it.party);
            let Some(yours) = self.is_yours(party) else { continue };
            for (one, notice) in standing
                .occurrences
                .iter()
                .flat_map(|one| one.notices.iter().map(move |notice| (one, notice)))
            {
                let Some(on) = self.is_within(Some(notice.on)) else { continue };
                let own = self.sight.dossier.action_events().find(|(event, own)| {
                    event.id == notice.event && own.event == Some(ActionStep::Unable)
                });
                let own = own.map(|(_, own)| own);
                let text = |of: Option<&str>| of.map(str::to_owned);
                let moved = one.moves.iter().find(|moved| moved.on >= notice.on);
                found.push(Notice {
                    action: standing.id.to_owned(),
                    yours,
                    on: on.into(),
                    reason: text(own.and_then(|own| own.reason)),
                    consequence: text(own.and_then(|own| own.consequence)),
                    was_due: notice.due_then.into(),
                    new_due: moved.map(|moved| moved.to).or(notice.proposed).map(Into::into),
                    agreed: moved.is_some(),
                });
            }
        }
        found.sort_by(|one, other| (one.on, &one.action).cmp(&(other.on, &other.action)));
        found
    }

    fn decisions(&self) -> Vec<DecisionLine> {
        let text = |of: Option<&str>| of.map(str::to_owned);
        decision::in_force(self.sight.dossier, self.sight.today)
            .filter_map(|(event, own)| {
                Some(DecisionLine {
                    on: self.is_within(event.on())?.into(),
                    question: own.question.unwrap_or_default().to_owned(),
                    chosen: text(own.chosen),
                    because: text(own.because),
                })
            })
            .collect()
    }

    fn feedback(&self) -> Vec<FeedbackLine> {
        let text = |of: Option<&str>| of.map(str::to_owned);
        self.sight
            .dossier
            .feedback_events()
            .filter(|(_, own)| {
                own.event == Some(FeedbackStep::Given)
                    && own.to == Some(self.party)
                    && own.from.is_some_and(|from| self.is_us(from))
            })
            .filter_map(|(event, own)| {
                Some(FeedbackLine {
                    on: self.is_within(event.on())?.into(),
                    worked_well: text(own.worked_well),
                    could_improve: text(own.could_improve),
                    support_offered: text(own.support_offered),
                })
            })
            .collect()
    }

    /// What we ask: what waits for a word of theirs, and new days for what is late in silence.
    fn questions(&self, owed: &[DutyLine], promised: &[Commitment]) -> Vec<String> {
        let asked = owed.iter().filter(|line| ASKED.contains(&line.kind));
        let mut questions: Vec<String> = asked
            .map(|line| match line.kind {
                "sign-off" => format!("{}: when will you?", line.what),
                "answer" => format!("{}: what do you think of it?", line.what),
                _ => format!("{}: has it reached you?", line.what),
            })
            .collect();
        let known = |id: &str| self.sight.reckoning.actions.iter().find(|it| it.id == id);
        for late in promised.iter().filter(|one| one.told == Some("nobody told")) {
            let name = if late.title.is_empty() { &late.action } else { &late.title };
            // Of what recurs, each time is asked about by its day.
            let recurs = known(&late.action).is_some_and(|it| it.recurs());
            let due = if recurs { format!(", due {}", late.due) } else { String::new() };
            questions
                .push(format!("{name}{due}: what stands in the way, and by when can it be done?"));
        }
        let open = decision::open(self.sight.dossier, self.sight.today);
        for (_, own) in open.filter(|(event, _)| self.is_within(event.on()).is_some()) {
            questions.push(own.question.unwrap_or_default().to_owned());
        }
        questions
    }

    /// The report that is owed to the partner by an arrangement: its id, who makes it, and the day
    /// that names it.
    fn owed(&self) -> Option<(&'a str, &'a str, Date)> {
        let mut owed = promise::reports(self.sight);
        owed.retain(|one| self.is_us(one.from) && one.to.contains(&self.party));
        owed.into_iter().min_by_key(|one| one.due).map(|one| (one.id, one.from, one.original))
    }
}

fn ended_state(one: &Occurrence<'_>) -> &'static str {
    match (one.status, one.accepted) {
        (Status::Cancelled, _) => "cancelled",
        (_, Some(_)) => "accepted",
        _ => "done",
    }
}
