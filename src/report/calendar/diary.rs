//! Where the entries of a calendar come from: what has to be done again and again, and the days that
//! stand in the agreement once.

use super::super::promise;
use super::super::sight::Sight;
use super::{AHEAD, Entry, trace};
use crate::model::agreement::{Agreement, Information};
use crate::model::date::{Date, plus_days};
use crate::model::reckon::action::{Standing, Status};
use crate::model::reckon::reporting::Standing as Arranged;

/// How many days back the times of something that recurs are told one by one.
pub(super) const FAR: i64 = 366;

/// Every entry of one collaboration, whatever its day.
pub(super) fn entries(sight: &Sight<'_, '_>) -> Vec<Entry> {
    let mut diary = Diary { sight, entries: Vec::new() };
    diary.all();
    diary.shown_before();
    diary.closed();
    diary.entries
}

/// The same without what earlier calendars showed.
pub(super) fn shown(sight: &Sight<'_, '_>) -> Vec<Entry> {
    let mut diary = Diary { sight, entries: Vec::new() };
    diary.all();
    diary.entries
}

/// The entries of one collaboration, while they are gathered.
pub(super) struct Diary<'s, 'c, 'a> {
    pub(super) sight: &'s Sight<'c, 'a>,
    pub(super) entries: Vec<Entry>,
}

impl<'a> Diary<'_, '_, 'a> {
    fn all(&mut self) {
        let sight = self.sight;
        // A draft promises nothing.
        let owed = sight.reckoning.owed;
        if let Some(text) = sight.dossier.in_force().filter(|_| owed) {
            self.actions();
            self.reports(text);
            self.reports_made(text);
            self.reviews(text);
            self.reviews_held(text);
            self.term(text);
            let lead = sight.dossier.head.our_lead;
            if let Some(norms) = &text.norms {
                let owner = norms.facilitator;
                let day = norms.refresh_by;
                self.kept_up(day, ("norms", "norms"), "Look at the norms again", owner);
            }
            let assessed = text.inclusion.as_ref().and_then(|it| it.equality_assessment.as_ref());
            let review = assessed.and_then(|it| it.review_by);
            let says = "Look at the equality assessment again";
            self.kept_up(review, ("assessment", "inclusion"), says, lead);
            for flow in &text.information {
                self.information(flow);
            }
        }
        let decision = sight.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
        if let Some(decision) = decision {
            let owner = decision.decided_by.first().copied();
            let day = decision.reconsider_on;
            let says = "Reconsider whether to work together";
            self.kept_up(day, ("decision", "decision"), says, owner);
        }
    }

    fn actions(&mut self) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let far = plus_days(sight.today, -FAR);
        let mut add = |standing: &Standing<'_>, recurs: bool, mut entry: Entry| {
            let original = entry.original.filter(|_| recurs);
            let place = original.map(|day| standing.series.before(day.0));
            entry.uid = uid(sight.id(), standing.id, place);
            // The end of the term is the end of what recurs.
            let items = [standing.id, "term"];
            entry.sequence += trace::sequence(sight, if recurs { &items } else { &items[..1] });
            self.entries.push(entry);
        };
        // The next time of what recurs is told with all those behind it.
        for open in promise::open(sight).into_iter().filter(|open| open.occurrence.is_some()) {
            let (id, title) = (open.standing.id, open.action.title.unwrap_or(open.standing.id));
            let mut entry = blank(sight, "action", id, open.due, title.to_owned());
            entry.original = Some(open.original.into());
            entry.party = open.action.party.map(str::to_owned);
            entry.owner = open.standing.owner.map(str::to_owned);
            entry.sequence = open.occurrence.map_or(0, |one| one.moves.len());
            add(open.standing, open.recurs(), entry);
        }
        for standing in &sight.reckoning.actions {
            let Some(action) = sight.dossier.actions().get(standing.index) else { continue };
            for one in standing.occurrences.iter().filter(|one| !one.is_open()) {
                let (id, title) = (standing.id, action.title.unwrap_or(standing.id));
                let state = if one.status == Status::Cancelled { "cancelled" } else { "done" };
                let mut entry = blank(sight, "action", id, one.due, title.to_owned());
                entry.state = state;
                // What was done late stays in from then on.
                let on = one.cancelled.or(one.completed).map(|(_, on)| on);
                entry.ended = on.map(|on| on.max(one.due));
                entry.original = Some(one.original.into());
                entry.party = action.party.map(str::to_owned);
                entry.owner = standing.owner.map(str::to_owned);
                entry.sequence = one.moves.len();
                add(standing, standing.recurs(), entry);
            }
            // Of what recurs, the times of which there is no word.
            let known: Vec<Date> = standing.occurrences.iter().map(|one| one.original).collect();
            let silent = standing.occurrences.iter();
            let silent = silent.filter(|one| one.is_open() && one.last_news.is_none());
            let oldest = silent.map(|one| one.original).min().or(known.iter().max().copied());
            let behind = oldest.unwrap_or(sight.today).max(far);
            let ahead = promise::ahead(sight, &standing.series, action.until, behind, last);
            for (original, due) in ahead.into_iter().filter(|(day, _)| !known.contains(day)) {
                let (id, title) = (standing.id, action.title.unwrap_or(standing.id));
                let mut entry = blank(sight, "action", id, due, title.to_owned());
                entry.original = Some(original.into());
                entry.party = action.party.map(str::to_owned);
                entry.owner = standing.owner.map(str::to_owned);
                add(standing, standing.recurs(), entry);
            }
        }
    }

    fn reports(&mut self, text: &Agreement<'a>) {
        let sight = self.sight;
        let last = plus_days(sight.today, AHEAD);
        let now = self.closed_on().unwrap_or(sight.today);
        let owed = promise::reports(sight);
        for standing in &sight.reckoning.reporting {
            let Some(arrangement) = text.reporting.get(standing.index) else { continue };
            let of_it = owed.iter().filter(|one| one.id == standing.id);
            let known: Vec<_> = of_it.map(|one| (one.original, one.due)).collect();
            let oldest = known.iter().map(|(original, _)| *original).min().unwrap_or(now);
            let behind = oldest.max(plus_days(sight.today, -FAR));
            let mut ahead =
                promise::ahead(sight, &standing.endless, arrangement.until, behind, last);
            ahead.retain(|(day, _)| {
                !known.iter().any(|(original, _)| original == day)
                    && !self.is_made(standing, &arrangement.to, *day)
            });
            let to = |day: Date| {
                let one = owed.iter().find(|one| one.id == standing.id && one.original == day);
                one.map_or_else(|| arrangement.to.clone(), |one| one.to.clone())
            };
            for (original, due) in known.into_iter().chain(ahead) {
                let time = (standing.endless.before(original), original, due);
                self.report(standing.id, standing.from, &to(original), time);
            }
        }
    }

    /// One report: its place among those of its arrangement, the day that names it, the day it is
    /// due.
    pub(super) fn report(
        &mut self,
        id: &str,
        from: &str,
        to: &[&str],
        (place, original, due): (usize, Date, Date),
    ) {
        let sight = self.sight;
        let says = format!(
            "Report from {} to {}",
            sight.party_name(from),
            sight.party_names(to).join(", ")
        );
        let kind = if sight.is_ours(from) { "report owed" } else { "report expected" };
        let mut entry = blank(sight, kind, id, due, says);
        entry.uid = uid(sight.id(), id, Some(place));
        entry.original = Some(original.into());
        entry.party = Some(from.to_owned());
        let party = sight.dossier.party(from);
        entry.owner = party.and_then(|it| it.representative).map(str::to_owned);
        entry.sequence = trace::sequence(sight, &[id, "term"]);
        self.entries.push(entry);
    }

    fn reviews(&mut self, text: &Agreement<'a>) {
        for (plan, due) in &self.sight.reckoning.reviews.open {
            let lead = text.review_plan.iter().find(|one| one.id == Some(plan));
            self.review(plan, *due, lead.and_then(|plan| plan.lead));
        }
    }

    pub(super) fn review(&mut self, plan: &str, due: Date, lead: Option<&str>) {
        let mut entry = blank(self.sight, "review", plan, due, format!("Review {plan}"));
        entry.sequence = trace::sequence(self.sight, &[plan]);
        entry.owner = lead.map(str::to_owned);
        self.entries.push(entry);
    }

    fn term(&mut self, text: &Agreement<'a>) {
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

    pub(super) fn information(&mut self, flow: &Information<'a>) {
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
            let before = self.entries.len();
            self.kept_up(day, (id, field), &says, contact);
            for entry in &mut self.entries[before..] {
                entry.party = flow.from.map(str::to_owned);
                entry.kind = "information";
            }
        }
    }

    /// A day that is merely kept up: it may change without an amendment.
    fn kept_up(
        &mut self,
        day: Option<Date>,
        (item, field): (&str, &str),
        says: &str,
        owner: Option<&str>,
    ) {
        let before = self.entries.len();
        self.once(day, item, field, says, owner);
        for entry in &mut self.entries[before..] {
            entry.sequence = trace::kept_up(self.sight, &[item, field]);
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
        // The last day to give notice goes by the end and by the days of notice.
        entry.sequence = trace::sequence(self.sight, &[item, "exit"]);
        self.entries.push(entry);
    }

    /// Whether the report of a day has reached everybody.
    fn is_made(&self, standing: &Arranged<'_>, to: &[&str], day: Date) -> bool {
        let sight = self.sight;
        let reached = |party: &&str| {
            sight.dossier.report_events().any(|(event, own)| {
                let meant = own.due.zip(sight.past(event.on()));
                own.arrangement == Some(standing.id)
                    && own.to.contains(party)
                    && meant.is_some_and(|(due, on)| standing.counts_for(due, on) == day)
            })
        };
        to.iter().all(reached)
    }
}

pub(super) fn blank(
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
        ended: None,
    }
}

/// The name of an entry: what it is of, never its day. Of what recurs the times are told apart by
/// their place in the series, which stays when an amendment moves it; the first has the name of what
/// is done once, as that may begin to recur.
pub(super) fn uid(collaboration: &str, item: &str, place: Option<usize>) -> String {
    let time = place.filter(|place| *place > 0).map(|place| format!("{}.", place + 1));
    format!("{}{}.{}@comity", time.unwrap_or_default(), plain(item), plain(collaboration))
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
