//! Where duties come from: actions, reports, acknowledgements, answers, sign-offs, the care of
//! shared information, and recommendations.

use super::super::promise;
use super::super::sight::Sight;
use super::{DutyLine, Entry};
use crate::model::agreement::{DpiaStatus, LegalRole};
use crate::model::date::Date;
use crate::model::event::ReportStep;
use crate::model::reckon::feedback::given;
use crate::model::reckon::review::{is_carried, record_of};
use crate::model::reckon::signoff::State;
use crate::model::review::RecommendationStatus;

/// The other parties: the id, the key of the account, and the name of each.
pub(super) fn others(sight: &Sight<'_, '_>) -> Vec<[String; 3]> {
    let ids = sight.dossier.head.party.iter().filter_map(|party| party.id);
    ids.filter(|id| !sight.is_ours(id))
        .map(|id| {
            let (key, name) = account(sight, id);
            [id.to_owned(), key, name]
        })
        .collect()
}

pub(super) fn account(sight: &Sight<'_, '_>, party: &str) -> (String, String) {
    let page = sight.dossier.party(party);
    let key = page.and_then(|page| page.organisation.or(page.name)).unwrap_or(party);
    (key.to_owned(), sight.party_name(party))
}

/// What is owed in one collaboration, between ours and others.
/// A party of ours may be taken for the other side, where departments report to each other.
pub(super) fn of(sight: &Sight<'_, '_>, other: Option<&str>) -> Vec<Entry> {
    let mut ledger = Ledger { sight, other, entries: Vec::new() };
    ledger.actions();
    ledger.reports();
    ledger.acknowledgements();
    ledger.answers();
    ledger.signoffs();
    ledger.information();
    ledger.recommendations();
    ledger.entries
}

struct Ledger<'s, 'c, 'a> {
    sight: &'s Sight<'c, 'a>,
    other: Option<&'s str>,
    entries: Vec<Entry>,
}

/// A duty before its sides are known.
struct Draft<'d> {
    kind: &'static str,
    item: &'d str,
    what: String,
    owner: Option<&'d str>,
    due: Option<Date>,
    since: Option<Date>,
    days_late: Option<i64>,
    more_late: usize,
}

impl Ledger<'_, '_, '_> {
    /// Enters what one party owes some others, once for each that stands on the other side.
    fn enter(&mut self, from: &str, to: &[&str], draft: &Draft<'_>) {
        let sight = self.sight;
        let is_ours = |party: &str| sight.is_ours(party) && self.other != Some(party);
        let ours = is_ours(from);
        let line = DutyLine {
            kind: draft.kind,
            collaboration: Some(sight.id().to_owned()),
            item: draft.item.to_owned(),
            what: draft.what.clone(),
            owner: draft.owner.map(str::to_owned),
            due: draft.due.map(Into::into),
            since: draft.since.map(Into::into),
            days_late: draft.days_late,
            more_late: draft.more_late,
        };
        if ours {
            for party in to.iter().filter(|party| !is_ours(party)) {
                let with = account(sight, party);
                self.entries.push(Entry { with, ours, line: line.clone() });
            }
        } else if to.iter().any(|party| is_ours(party)) {
            self.entries.push(Entry { with: account(sight, from), ours, line });
        }
    }

    /// For how many days something has been late.
    fn late(&self, due: Option<Date>) -> Option<i64> {
        promise::days_late(self.sight, due?)
    }

    fn actions(&mut self) {
        for open in promise::open(self.sight) {
            let Some(party) = open.action.party else { continue };
            let draft = Draft {
                kind: "action",
                item: open.standing.id,
                what: open.action.title.unwrap_or_default().to_owned(),
                owner: open.standing.owner,
                due: Some(open.due),
                since: None,
                days_late: open.days_late(self.sight),
                more_late: open.more_late,
            };
            self.enter(party, &open.standing.affected, &draft);
        }
    }

    fn reports(&mut self) {
        for owed in promise::reports(self.sight) {
            let party = self.sight.dossier.party(owed.from);
            let draft = Draft {
                kind: "report",
                item: owed.id,
                what: owed.arrangement.content.unwrap_or_default().to_owned(),
                owner: party.and_then(|party| party.representative),
                due: Some(owed.due),
                since: None,
                days_late: owed.days_late,
                more_late: owed.more_late,
            };
            self.enter(owed.from, &owed.to, &draft);
        }
    }

    /// That a report came is confirmed by each who received it.
    fn acknowledgements(&mut self) {
        let dossier = self.sight.dossier;
        let confirmed = |report: &str, party: &str| {
            dossier.report_events().any(|(event, own)| {
                own.event == Some(ReportStep::Acknowledged)
                    && event.envelope.follows == Some(report)
                    && own.party == Some(party)
                    && self.sight.past(event.on()).is_some()
            })
        };
        let mut waiting = Vec::new();
        for (event, own) in dossier.report_events() {
            let (Some(ReportStep::Reported), Some(from)) = (own.event, own.from) else { continue };
            let Some(on) = self.sight.past(event.on()) else { continue };
            if self.sight.reckoning.is_history(on) {
                continue;
            }
            for party in own.to.iter().filter(|party| !confirmed(event.id, party)) {
                waiting.push((event.id, from, *party, on));
            }
        }
        for (report, from, party, on) in waiting {
            let by = dossier.party(party).and_then(|party| party.representative);
            let draft = Draft {
                kind: "acknowledgement",
                item: report,
                what: format!("Confirm that the report of {on} came"),
                owner: by,
                due: None,
                since: Some(on),
                days_late: None,
                more_late: 0,
            };
            self.enter(party, &[from], &draft);
        }
    }

    fn answers(&mut self) {
        let sight = self.sight;
        for one in given(sight.dossier, sight.today) {
            if !one.criticises || one.answered.is_some() || sight.reckoning.is_history(one.on) {
                continue;
            }
            let draft = Draft {
                kind: "answer",
                item: one.event,
                what: format!("Answer the feedback of {}", one.on),
                owner: sight.dossier.party(one.to).and_then(|party| party.representative),
                due: None,
                since: Some(one.on),
                days_late: None,
                more_late: 0,
            };
            self.enter(one.to, &[one.from], &draft);
        }
    }

    fn signoffs(&mut self) {
        let signoffs = &self.sight.reckoning.signoffs;
        let all: Vec<&str> = signoffs.parties.iter().map(|one| one.party).collect();
        let grace = signoffs.grace_ends(self.sight.dossier);
        for one in signoffs.parties.iter().filter(|one| one.state != State::Holds) {
            let draft = Draft {
                kind: "sign-off",
                item: "agreement",
                what: format!("Sign version {} of the agreement", signoffs.version),
                owner: self.sight.dossier.party(one.party).and_then(|it| it.sponsor),
                due: grace,
                since: None,
                days_late: self.late(grace),
                more_late: 0,
            };
            let others: Vec<&str> = all.iter().copied().filter(|it| *it != one.party).collect();
            self.enter(one.party, &others, &draft);
        }
    }

    /// Who gives information sees to the assessment and to the entry; for whom a processor works,
    /// to the contract.
    fn information(&mut self) {
        let sight = self.sight;
        let Some(text) = sight.dossier.in_force() else { return };
        for flow in &text.information {
            let (Some(id), Some(from)) = (flow.id, flow.from) else { continue };
            let name = flow.title.unwrap_or(id);
            let owner = flow.rights.as_ref().and_then(|it| it.contact);
            let mut draft = Draft {
                kind: "data protection",
                item: id,
                what: String::new(),
                owner,
                due: None,
                since: None,
                days_late: None,
                more_late: 0,
            };
            if let Some(dpia) = &flow.dpia {
                let open =
                    matches!(dpia.status, Some(DpiaStatus::Required | DpiaStatus::InProgress));
                draft.due = if open { None } else { dpia.review_by };
                if open || draft.due.is_some() {
                    let verb = if open { "Do" } else { "Look again at" };
                    draft.what = format!("{verb} the data protection assessment: {name}");
                    draft.days_late = self.late(draft.due);
                    self.enter(from, &flow.to, &draft);
                }
            }
            if let Some(due) = flow.review_by {
                draft.what = format!("Look again at what is shared: {name}");
                (draft.due, draft.days_late) = (Some(due), self.late(Some(due)));
                self.enter(from, &flow.to, &draft);
            }
            let ends = flow.processor_contract.as_ref().and_then(|contract| contract.ends_on);
            for role in &flow.roles {
                let is_processor =
                    matches!(role.role, Some(LegalRole::Processor | LegalRole::SubProcessor));
                let (Some(processor), Some(controller), true) =
                    (role.party, role.for_, is_processor)
                else {
                    continue;
                };
                draft.what =
                    format!("Process only as instructed, and as the contract says: {name}");
                (draft.due, draft.days_late) = (None, None);
                self.enter(processor, &[controller], &draft);
                if let Some(ends) = ends {
                    draft.what = format!("Renew or end the processor contract: {name}");
                    (draft.due, draft.days_late) = (Some(ends), self.late(Some(ends)));
                    self.enter(controller, &[processor], &draft);
                }
            }
        }
    }

    /// What a review recommended and everybody accepted, until it is done or carried on.
    fn recommendations(&mut self) {
        let sight = self.sight;
        let all: Vec<&str> =
            sight.dossier.working_parties(sight.today).map(|(party, _)| party).collect();
        for held in &sight.reckoning.reviews.held {
            let Some(review) = record_of(sight.dossier, held.plan) else { continue };
            for one in &review.recommendation {
                let (Some(id), Some(owner)) = (one.id, one.owner) else { continue };
                let works = |party: &&&str| {
                    sight.dossier.works_for(sight.frame, owner, party) == Some(true)
                };
                let Some(party) = all.iter().find(works) else { continue };
                if one.status != Some(RecommendationStatus::Accepted)
                    || is_carried(sight.dossier, held.plan, one, sight.today)
                {
                    continue;
                }
                let draft = Draft {
                    kind: "follow-up",
                    item: id,
                    what: one.statement.unwrap_or_default().to_owned(),
                    owner: Some(owner),
                    due: one.due,
                    since: None,
                    days_late: self.late(one.due),
                    more_late: 0,
                };
                let others: Vec<&str> = all.iter().copied().filter(|it| it != party).collect();
                self.enter(party, &others, &draft);
            }
        }
    }
}
