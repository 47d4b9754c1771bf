//! Where the entries of a calendar come from: what has to be done again and again, and the days that
//! stand in the agreement once.

use super::super::promise;
use super::super::sight::Sight;
use super::{AHEAD, Entry};
use crate::model::agreement::{Agreement, Information};
use crate::model::date::{Date, plus_days};
use crate::model::reckon::action::Status;
use crate::model::reckon::wording::Wording;

/// How many days back the times of something that recurs are told one by one.
const FAR: i64 = 366;

/// Every entry of one collaboration, whatever its day.
pub(super) fn entries(sight: &Sight<'_, '_>) -> Vec<Entry> {
    let mut diary = Diary { sight, entries: Vec::new() };
    diary.all();
    diary.entries
}

/// The entries of one collaboration, while they are gathered.
struct Diary<'s, 'c, 'a> {
    sight: &'s Sight<'c, 'a>,
    entries: Vec<Entry>,
}

impl Diary<'_, '_, '_> {
    fn all(&mut self) {
        let sight = self.sight;
        // What nobody has signed is a draft, and promises nothing.
        let signed = sight.reckoning.signoffs.first_ever.is_some();
        if let Some(text) = sight.dossier.agreement.as_ref().filter(|_| signed) {
            self.actions();
            self.reports(text);
            self.reviews(text);
            self.term(text);
            let lead = sight.dossier.head.our_lead;
            if let Some(norms) = &text.norms {
                let owner = norms.facilitator;
                self.once(norms.refresh_by, "norms", "norms", "Look at the norms again", owner);
            }
            let assessed = text.inclusion.as_ref().and_then(|it| it.equality_assessment.as_ref());
            let review = assessed.and_then(|it| it.review_by);
            self.once(
                review,
                "assessment",
                "inclusion",
                "Look at the equality assessment again",
                lead,
            );
            for flow in &text.information {
                self.information(flow);
            }
        }
        let decision = sight.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
        if let Some(decision) = decision {
            let owner = decision.decided_by.first().copied();
            let day = decision.reconsider_on;
            self.once(day, "decision", "decision", "Reconsider whether to work together", owner);
        }
    }

    fn actions(&mut self) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let far = plus_days(sight.today, -FAR);
        let mut add = |item: &str, recurs: bool, mut entry: Entry| {
            // A thing done once needs no day in its name: so it stays the same, whatever moves.
            let original = entry.original.filter(|_| recurs);
            entry.uid = uid(sight.id(), item, original.map(|day| day.0));
            entry.sequence += moved_by_text(sight, item, "due");
            self.entries.push(entry);
        };
        // The next time of what recurs is told with all those behind it.
        for open in promise::open(sight).into_iter().filter(|open| open.occurrence.is_some()) {
            let (id, title) = (open.standing.id, open.action.title.unwrap_or(open.standing.id));
            let mut entry = blank(sight, "action", id, open.due, title.to_owned());
            entry.original = Some(open.original.into());
            entry.party = open.action.party.map(str::to_owned);
            entry.owner = open.standing.owner.map(str::to_owned);
            entry.sequence = open.moved();
            add(id, open.recurs(), entry);
        }
        for standing in &sight.reckoning.actions {
            let Some(action) = sight.dossier.actions().get(standing.index) else { continue };
            for one in standing.occurrences.iter().filter(|one| !one.is_open()) {
                let (id, title) = (standing.id, action.title.unwrap_or(standing.id));
                let state = if one.status == Status::Cancelled { "cancelled" } else { "done" };
                let mut entry = blank(sight, "action", id, one.due, title.to_owned());
                entry.state = state;
                entry.original = Some(one.original.into());
                entry.party = action.party.map(str::to_owned);
                entry.owner = standing.owner.map(str::to_owned);
                entry.sequence = one.moves.len() + 1;
                add(id, promise::recurs(action), entry);
            }
            // Of what recurs, the times of which there is no word.
            let known: Vec<Date> = standing.occurrences.iter().map(|one| one.original).collect();
            let silent = standing.occurrences.iter();
            let silent = silent.filter(|one| one.is_open() && one.last_news.is_none());
            let oldest = silent.map(|one| one.original).min().or(known.iter().max().copied());
            let behind = oldest.unwrap_or(sight.today).max(far);
            let series = (action.due, action.recurs);
            let ahead = promise::ahead(sight, series, action.until, behind, last);
            for (original, due) in ahead.into_iter().filter(|(day, _)| !known.contains(day)) {
                let (id, title) = (standing.id, action.title.unwrap_or(standing.id));
                let mut entry = blank(sight, "action", id, due, title.to_owned());
                entry.original = Some(original.into());
                entry.party = action.party.map(str::to_owned);
                entry.owner = standing.owner.map(str::to_owned);
                add(id, true, entry);
            }
        }
    }

    fn reports(&mut self, text: &Agreement<'_>) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let mut owed = promise::reports(sight);
        for standing in &sight.reckoning.reporting {
            let Some(arrangement) = text.reporting.get(standing.index) else { continue };
            let of_it = owed.iter().filter(|one| one.id == standing.id);
            let known: Vec<Date> = of_it.map(|one| one.original).collect();
            let oldest = known.iter().min().copied().unwrap_or(sight.today);
            let behind = oldest.max(plus_days(sight.today, -FAR));
            let series = (arrangement.first_due, arrangement.frequency);
            let mut ahead = promise::ahead(sight, series, arrangement.until, behind, last);
            ahead.retain(|(day, _)| {
                !known.contains(day) && !is_made(sight, standing.id, &arrangement.to, *day)
            });
            owed.extend(ahead.into_iter().map(|(original, due)| promise::Owed {
                arrangement,
                id: standing.id,
                from: standing.from,
                to: arrangement.to.clone(),
                due,
                original,
                days_late: None,
                more_late: 0,
            }));
        }
        for owed in owed {
            let ours = sight.is_ours(owed.from);
            let to = sight.party_names(&owed.to).join(", ");
            let from = sight.party_name(owed.from);
            let says = format!("Report from {from} to {to}");
            let kind = if ours { "report owed" } else { "report expected" };
            let mut entry = blank(sight, kind, owed.id, owed.due, says);
            entry.uid = uid(sight.id(), owed.id, Some(owed.original));
            entry.original = Some(owed.original.into());
            entry.party = Some(owed.from.to_owned());
            let party = sight.dossier.party(owed.from);
            entry.owner = party.and_then(|it| it.representative).map(str::to_owned);
            self.entries.push(entry);
        }
    }

    fn reviews(&mut self, text: &Agreement<'_>) {
        let sight = self.sight;
        for (plan, due) in &sight.reckoning.reviews.open {
            let lead = text.review_plan.iter().find(|one| one.id == Some(plan));
            let says = format!("Review {plan}");
            let mut entry = blank(sight, "review", plan, *due, says);
            entry.sequence = moved_by_text(sight, plan, "due");
            entry.owner = lead.and_then(|plan| plan.lead).map(str::to_owned);
            self.entries.push(entry);
        }
    }

    fn term(&mut self, text: &Agreement<'_>) {
        let Some(term) = &text.term else { return };
        let lead = self.sight.dossier.head.our_lead;
        let end = term.last_day();
        self.once(end, "term", "end", "Last day of the agreement", lead);
        let decide = term.renewal_decision_by;
        self.once(decide, "term", "renewal", "Decide whether to renew the agreement", lead);
        let days = text.exit.as_ref().and_then(|exit| exit.notice_days);
        if let (Some(end), Some(days)) = (end, days) {
            let says = "Last day to give notice before the agreement ends";
            self.once(Some(plus_days(end, -days.0)), "term", "notice", says, lead);
        }
    }

    fn information(&mut self, flow: &Information<'_>) {
        let Some(id) = flow.id else { return };
        let what = flow.title.unwrap_or(id);
        let contact = flow.rights.as_ref().and_then(|it| it.contact);
        let days = [
            (flow.review_by, "entry", "Look again at what is shared"),
            (
                flow.dpia.as_ref().and_then(|it| it.review_by),
                "dpia",
                "Look again at the data protection assessment",
            ),
            (
                flow.instrument.as_ref().and_then(|it| it.review_by),
                "instrument",
                "Look again at the sharing agreement",
            ),
            (
                flow.processor_contract.as_ref().and_then(|it| it.ends_on),
                "contract",
                "Last day of the processor contract",
            ),
        ];
        for (day, field, says) in days {
            let says = format!("{says}: {what}");
            self.once(day, id, field, &says, contact);
            if let Some(entry) = self.entries.last_mut().filter(|entry| entry.item == id) {
                entry.party = flow.from.map(str::to_owned);
                entry.kind = "information";
            }
        }
    }

    /// A day that stands in one field of one item.
    fn once(
        &mut self,
        day: Option<Date>,
        item: &str,
        field: &str,
        says: &str,
        owner: Option<&str>,
    ) {
        let Some(day) = day else { return };
        let kind = match (item, field) {
            ("term", "end") => "term end",
            ("term", "renewal") => "renewal decision",
            ("term", _) => "notice deadline",
            ("norms", _) => "norms",
            ("decision", _) => "decision",
            _ => "assessment",
        };
        let mut entry = blank(self.sight, kind, item, day, says.to_owned());
        entry.uid = uid(self.sight.id(), &format!("{item}.{field}"), None);
        entry.owner = owner.map(str::to_owned);
        self.entries.push(entry);
    }
}

/// Whether the report of a day has reached everybody.
fn is_made(sight: &Sight<'_, '_>, arrangement: &str, to: &[&str], day: Date) -> bool {
    let reached = |party: &&str| {
        sight.dossier.report_events().any(|(event, own)| {
            own.arrangement == Some(arrangement)
                && own.due == Some(day)
                && own.to.contains(party)
                && sight.past(event.on()).is_some()
        })
    };
    to.iter().all(reached)
}

/// How often amendments moved a date of an item, as far as they are in force.
fn moved_by_text(sight: &Sight<'_, '_>, item: &str, field: &str) -> usize {
    Wording::of(sight.dossier, item, field).turns().filter(|day| *day <= sight.today).count()
}

fn blank(
    sight: &Sight<'_, '_>,
    kind: &'static str,
    item: &str,
    day: Date,
    summary: String,
) -> Entry {
    Entry {
        uid: uid(sight.id(), item, None),
        sequence: 0,
        day: day.into(),
        original: None,
        state: "open",
        kind,
        collaboration: sight.id().to_owned(),
        item: item.to_owned(),
        summary: format!("{}: {summary}", sight.title()),
        party: None,
        owner: None,
    }
}

/// The name of an entry: what it is of, never its present day. What recurs is told apart by the day
/// that each time was meant for first.
fn uid(collaboration: &str, item: &str, original: Option<Date>) -> String {
    let day = original.map(|day| format!("{day}.")).unwrap_or_default();
    format!("{day}{}.{}@comity", plain(item), plain(collaboration))
}

/// Letters, digits, `-`, `_` and `.` as they are, all else by its number: a name stays one word.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
