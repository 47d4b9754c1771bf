//! The record of a review with all that is known before anybody sits down. What only people can say
//! stays out.

use super::figures::{Reported, reported};
use super::plan::{Looked, items};
use super::went::{Went, went};
use crate::document::{Kind, quoted};
use crate::draft::{Entries, Mistake, Page};
use crate::model::agreement::Agreement;
use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::evaluation::Per;
use crate::model::review::ActionOutcome;
use crate::rules::{Case, Item};
use crate::store::{Edit, Step};

/// How much of a plan a comment repeats.
const LONGEST: usize = 90;

/// What a record on file says of an item.
struct Said {
    list: String,
    /// Its place in the list, counted from 0.
    at: usize,
    id: String,
    keys: Vec<String>,
}

/// What is known, in the order of the record.
#[derive(Debug, Clone)]
pub struct Prefill<'a> {
    top: Entries,
    items: Vec<(Item<'a>, Entries, String)>,
}

/// The day on which a review is held that is written down now: the day that was said, else the one
/// on record, else today. Nothing where its day is still to come: then it is only prepared.
#[must_use]
pub fn held_on(case: &Case<'_, '_>, looked: &Looked<'_, '_>, said: Option<Date>) -> Option<Date> {
    let today = case.scene.today;
    let planned = looked.plan.and_then(|plan| plan.due);
    let known = said.or(looked.record.and_then(|record| record.held_on));
    known.or_else(|| planned.is_none_or(|due| due <= today).then_some(today))
}

/// What is known of a review that is held on a day. Of one that is not held yet all that may still
/// change is left out: how far the time goes, what is open, and figures.
#[must_use]
pub fn prefill<'a>(
    case: &Case<'_, 'a>,
    looked: &Looked<'_, '_>,
    held: Option<Date>,
) -> Prefill<'a> {
    let to = match held {
        Some(on) if looked.record.is_none() => on,
        _ => looked.to,
    };
    let looked = Looked { to, from: looked.from.min(to), ..*looked };
    let working: Vec<&str> =
        case.dossier.working_parties(case.scene.today).map(|(id, _)| id).collect();
    let planned = looked.plan.map_or(&[][..], |plan| &plan.participants);
    let parties = if planned.is_empty() { &working[..] } else { planned };
    let parties: Vec<String> = parties.iter().map(|party| quoted(party)).collect();
    let mut top = vec![
        ("period_from".to_owned(), looked.from.to_string()),
        ("participants".to_owned(), format!("[{}]", parties.join(", "))),
    ];
    if let Some(on) = held {
        top.insert(0, ("held_on".to_owned(), on.to_string()));
        top.insert(2, ("period_to".to_owned(), looked.to.to_string()));
    }
    let histories = went(case);
    let mut items = items(case, &looked);
    super::dropped::add(&mut items, &histories, (looked.from, looked.to));
    let items = items.into_iter().map(|item| {
        let (mut entries, about) = known(case, &looked, &histories, item);
        if held.is_none() {
            let open = quoted(ActionOutcome::Open.as_str());
            entries
                .retain(|(key, value)| key != "measured" && (key != "outcome" || *value != open));
        }
        (item, entries, about)
    });
    Prefill { top, items: items.collect() }
}

/// What is known of one item: its keys, and the plan for a comment.
fn known(
    case: &Case<'_, '_>,
    looked: &Looked<'_, '_>,
    histories: &[Went<'_>],
    item: Item<'_>,
) -> (Entries, String) {
    let mut entries = vec![("item".to_owned(), quoted(item.id))];
    let mut put = |key: &str, value: String| entries.push((key.to_owned(), value));
    let Some(agreement) = case.dossier.in_force() else { return (entries, String::new()) };
    let about = match item.list {
        "action_result" => {
            let Some(went) = histories.iter().find(|went| went.id == item.id) else {
                return (entries, String::new());
            };
            put("outcome", quoted(went.outcome.as_str()));
            // What is still open is no deviation yet.
            if went.outcome != ActionOutcome::Open {
                went.deviation.iter().for_each(|text| put("deviation", quoted(text)));
                went.reason.iter().for_each(|text| put("reason", quoted(text)));
            }
            let done = went.done.map_or_else(String::new, |on| format!(", done {on}"));
            format!("due {}{done}", went.agreed)
        }
        "service_level_result" => {
            let Some(level) = case.dossier.service_level(item.id) else {
                return (entries, String::new());
            };
            let figures = reported(case, item.id, looked.from, looked.to);
            if let Some(mean) = Reported::mean(&figures, level.unit) {
                put("measured", mean.toml());
            }
            let shown: Vec<String> = figures
                .iter()
                .filter_map(|figure| Some(format!("{} (to {})", figure.value?, figure.to)))
                .collect();
            let how = level.comparator.map_or("target", |it| it.as_str());
            let plan = target(how, level.target, level.unit, None);
            match &shown[..] {
                [] => format!("{plan}; no figure was reported"),
                [one] => format!("{plan}; reported {one}"),
                all => format!("{plan}; mean of {}", all.join(", ")),
            }
        }
        list => plan_of(agreement, list, item.id),
    };
    (entries, about)
}

/// What the agreement says of an item.
fn plan_of(agreement: &Agreement<'_>, list: &str, id: &str) -> String {
    let of = Some(id);
    let money = |value: Option<Amount>, per: Option<Per>, party: Option<&str>| {
        let often = per.map_or_else(String::new, |per| match per {
            Per::Once => " once".to_owned(),
            per => format!(" a {}", per.as_str()),
        });
        let value = value.map_or_else(|| "no figure".to_owned(), |value| value.to_string());
        format!("{}: planned {value}{often}", party.unwrap_or_default())
    };
    let text = match list {
        "objective_result" => agreement.objective.iter().find(|it| it.id == of).map(|it| {
            let from = it.baseline.map_or_else(String::new, |from| format!(", from {from}"));
            format!("{}{from}", target("target", it.target, it.unit, it.due))
        }),
        "outcome_result" => {
            let found = agreement.outcome.iter().find(|it| it.id == of);
            found.map(|it| target("target", it.target, it.unit, it.due))
        }
        "cost_result" => {
            let found = agreement.cost.iter().find(|it| it.id == of);
            found.map(|it| money(it.value, it.per, it.party))
        }
        "benefit_result" => {
            let found = agreement.benefit.iter().find(|it| it.id == of);
            found.map(|it| money(it.value, it.per, it.party))
        }
        "expectation_result" => agreement.expectation.iter().find(|it| it.id == of).map(|it| {
            format!("{}: {}", it.party.unwrap_or_default(), it.statement.unwrap_or_default())
        }),
        _ => None,
    };
    text.unwrap_or_default()
}

/// What is said of an item to whoever judges it: what it was to be, and the plan.
#[must_use]
pub fn known_of(case: &Case<'_, '_>, list: &str, id: &str) -> String {
    let Some(agreement) = &case.dossier.agreement else { return String::new() };
    let of = Some(id);
    let what = match list {
        "action_result" => agreement.action.iter().find(|it| it.id == of).and_then(|it| it.title),
        "objective_result" => {
            agreement.objective.iter().find(|it| it.id == of).and_then(|it| it.statement)
        }
        "outcome_result" => {
            agreement.outcome.iter().find(|it| it.id == of).and_then(|it| it.statement)
        }
        "service_level_result" => case.dossier.service_level(id).and_then(|it| it.service),
        _ => None,
    };
    let plan = match list {
        "service_level_result" => case.dossier.service_level(id).map_or_else(String::new, |it| {
            target(it.comparator.map_or("target", |it| it.as_str()), it.target, it.unit, None)
        }),
        _ => plan_of(agreement, list, id),
    };
    let parts = [what.map(|it| it.trim_end_matches('.').to_owned()), Some(plan)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    parts.join("; ")
}

fn target(word: &str, value: Option<Amount>, unit: Option<&str>, due: Option<Date>) -> String {
    let Some(value) = value else { return "no target".to_owned() };
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    let due = due.map_or_else(String::new, |due| format!(" by {due}"));
    format!("{word} {value}{unit}{due}")
}

/// Text that fits behind `#`: on one line, not long, and without what a terminal would obey.
fn comment(text: &str) -> String {
    let line: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

impl Prefill<'_> {
    /// The text of a new record, with the plan beside each item.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (key, value) in &self.top {
            text.push_str(&format!("{key} = {value}\n"));
        }
        for (item, entries, about) in &self.items {
            text.push_str(&format!("\n[[{}]]\n", item.list));
            for (at, (key, value)) in entries.iter().enumerate() {
                let about = if at == 0 && !about.is_empty() {
                    format!(" # {}", comment(about))
                } else {
                    String::new()
                };
                text.push_str(&format!("{key} = {value}{about}\n"));
            }
        }
        text
    }

    /// Adds to a record that is on file what is not said there yet: keys of its own, items, and of an
    /// item that was not judged what is known now. What is said, stays.
    ///
    /// # Errors
    ///
    /// When the record is damaged.
    pub fn complete(&self, page: &mut Page) -> Result<(), Mistake> {
        let (keys, known) = page.look(|root| {
            let keys: Vec<String> = root.iter().map(|(key, _)| key.get_ref().to_string()).collect();
            let mut known: Vec<Said> = Vec::new();
            for (list, value) in root {
                let Kind::Array(items) = value.get_ref() else { continue };
                known.extend(items.iter().enumerate().filter_map(|(at, item)| {
                    let item = item.get_ref().as_table()?;
                    let id = item.get("item")?.get_ref().as_str()?.to_owned();
                    let keys = item.iter().map(|(key, _)| key.get_ref().to_string()).collect();
                    Some(Said { list: list.get_ref().to_string(), at, id, keys })
                }));
            }
            (keys, known)
        });
        let mut edits = Vec::new();
        for (key, value) in self.top.iter().filter(|(key, _)| !keys.contains(key)) {
            edits.push(Edit::Set { way: vec![Step::Key(key.clone())], value: value.clone() });
        }
        for (item, entries, _) in &self.items {
            let list = Step::Key(item.list.to_owned());
            let Some(said) = known.iter().find(|it| it.list == item.list && it.id == item.id)
            else {
                edits.push(Edit::Add { way: vec![list], entries: entries.clone() });
                continue;
            };
            // Where somebody has judged it, what goes with that is theirs too.
            let judged = said.keys.iter().any(|key| key == item.verdict);
            for (key, value) in
                entries.iter().filter(|(key, _)| !judged && !said.keys.contains(key))
            {
                let way = vec![list.clone(), Step::Item(said.at), Step::Key(key.clone())];
                edits.push(Edit::Set { way, value: value.clone() });
            }
        }
        page.edit(&edits)
    }
}
