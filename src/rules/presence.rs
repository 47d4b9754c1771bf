//! What has to be on file and is not: the one reader of every requirement in the declarations.
//!
//! The rules that speak here have no function of their own; a group's `required.rs` lists them.

use super::remedy;
use super::scene::{Case, Scene};
use super::{Findings, Problem};
use crate::document::{Kind, Place, Spot, quoted};
use crate::model::date::Date;
use crate::model::declare::{
    Field, PerParty, Record, Requirement, Shape, Significance, Stage, Table, When, is_ellipsis,
};

/// Everything that is missing, by rule.
pub(super) struct Gaps<'a> {
    gaps: Vec<(&'static str, Problem<'a>)>,
}

/// On what it depends whether something is asked.
struct Asked<'a> {
    claimed: Stage,
    significance: Significance,
    today: Date,
    parties: Vec<&'a str>,
    known: Vec<&'a str>,
    /// First and last day of what agreed reviews have settled.
    history: Vec<(Date, Date)>,
    /// Records of reviews that nobody has held yet: what came of them cannot be said.
    prepared: Vec<usize>,
}

impl Asked<'_> {
    fn of_element(&self) -> remedy::Asked {
        remedy::Asked { significance: self.significance, stage: self.claimed, today: self.today }
    }
}

impl<'a> Gaps<'a> {
    /// What one collaboration lacks.
    pub(super) fn of(case: &Case<'_, 'a>) -> Self {
        let dossier = case.dossier;
        let asked = Asked {
            claimed: case.reckoning.stage.claimed,
            significance: dossier.significance(),
            today: case.scene.today,
            parties: dossier.staying_parties(case.scene.today).map(|(id, _)| id).collect(),
            known: dossier.head.party.iter().filter_map(|party| party.id).collect(),
            history: case.reckoning.reviews.agreed_periods.clone(),
            prepared: case.reckoning.reviews.prepared.clone(),
        };
        let mut gaps = Self { gaps: Vec::new() };
        dossier.visit(&mut |table, place| gaps.look(table, place, &asked));
        gaps
    }

    /// What settings and network lack, for the highest significance of what is checked.
    pub(super) fn of_frame(scene: &Scene<'a>, significance: Significance) -> Self {
        let asked = Asked {
            claimed: Stage::Closed,
            significance,
            today: scene.today,
            parties: Vec::new(),
            known: Vec::new(),
            history: Vec::new(),
            prepared: Vec::new(),
        };
        let mut gaps = Self { gaps: Vec::new() };
        let mut look = |table: &'static Table, place: &Place<'a>| gaps.look(table, place, &asked);
        scene.frame.settings.visit(&mut look);
        for (_, organisation) in &scene.frame.organisations {
            organisation.visit(&mut look);
        }
        for (_, standard) in &scene.frame.standards {
            standard.visit(&mut look);
        }
        for event in scene.frame.events.iter().filter(|event| !event.corrected) {
            event.visit(&mut look);
        }
        gaps
    }

    /// Hands over what is missing for the rule that speaks now.
    pub(super) fn tell(&mut self, findings: &mut Findings<'_>) {
        if self.gaps.is_empty() {
            return;
        }
        for (_, problem) in self.gaps.extract_if(.., |(rule, _)| *rule == findings.rule.name) {
            findings.add(problem);
        }
    }

    fn look(&mut self, table: &'static Table, place: &Place<'a>, asked: &Asked<'a>) {
        let missing = table.required & !place.filled;
        if missing == 0 && !table.covers_parties || asked.prepared.contains(&place.file) {
            return;
        }
        for (at, field) in table.fields.iter().enumerate() {
            let Some(required) = field.required else { continue };
            if !applies(&required, place, asked)
                || !UNREADABLE_WITHOUT.contains(&required.rule) && is_history(table, place, asked)
            {
                continue;
            }
            if field.per_party == PerParty::Working {
                self.parties_without(table, field, &required, place, asked);
            } else if missing & (1 << at) != 0 {
                self.gaps.push((required.rule, gap(table, field, place, asked)));
            }
        }
    }

    fn parties_without(
        &mut self,
        table: &'static Table,
        field: &'static Field,
        required: &Requirement,
        place: &Place<'a>,
        asked: &Asked<'a>,
    ) {
        let mut covered: Vec<&str> = Vec::new();
        if let Some(items) = place.value(field.key).and_then(|value| value.get_ref().as_array()) {
            for item in items.iter().filter_map(|item| item.get_ref().as_table()) {
                let party = item.get("party").and_then(|party| party.get_ref().as_str());
                match party {
                    // One without a party, or with one that does not exist, may be anybody's: that
                    // is a finding of its own, and what follows from it is none.
                    Some(party) if asked.known.contains(&party) => covered.push(party),
                    _ => return,
                }
            }
        }
        for party in asked.parties.iter().filter(|party| !covered.contains(party)) {
            let what = field.key.replace('_', " ");
            let problem = Problem::at(place.key(field.key), *party)
                .says(format!("party `{party}` has no {what} in {}", table.name))
                .help(format!("add a `[[{}]]` of `{party}`: {}", field.key, sentence(field.doc)))
                .against(field.shows);
            let problem = match field.shape {
                Shape::List(Shape::Table(of)) => {
                    let known = [("party", quoted(party))];
                    problem.write_here(remedy::item(of, field.key, &known, asked.of_element()))
                }
                _ => problem,
            };
            self.gaps.push((required.rule, problem));
        }
    }
}

/// Whether something is asked of this collaboration, at this stage, in this table.
fn applies(required: &Requirement, place: &Place<'_>, asked: &Asked<'_>) -> bool {
    let holds = |key: &str, words: &[&str]| place.text(key).is_some_and(|it| words.contains(&it));
    asked.significance >= required.ask
        && asked.claimed >= required.from
        && match required.when {
            When::Always => true,
            When::Is(key, words) => holds(key, words),
            When::IsNot(key, words) => !holds(key, words),
            When::IsWith(key, words, other, others) => holds(key, words) && holds(other, others),
            When::IsWithout(key, words, other) => holds(key, words) && is_blank(place, other),
            When::True(key) => {
                place.value(key).is_some_and(|value| value.get_ref().as_bool() == Some(true))
            }
            When::Without(key) => is_blank(place, key),
            When::With(key) => !is_blank(place, key),
        }
}

/// Rules that ask for what an event cannot be read without. A report that names no arrangement
/// counts for none, and stays owed whatever a review says.
const UNREADABLE_WITHOUT: [&str; 2] = ["required-missing", "report-mismatch"];

/// Whether a table is an event of a day that an agreed review has settled. What such an event lacks
/// is no finding any more, unless it cannot be read without.
fn is_history(table: &Table, place: &Place<'_>, asked: &Asked<'_>) -> bool {
    table.name.starts_with("event")
        && day_at(place, "on")
            .is_some_and(|on| asked.history.iter().any(|(from, to)| (*from..=*to).contains(&on)))
}

/// The day under a key.
pub(super) fn day_at(place: &Place<'_>, key: &str) -> Option<Date> {
    let date = place.value(key)?.get_ref().as_datetime()?.date?;
    Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

pub(super) fn is_blank(place: &Place<'_>, key: &str) -> bool {
    place.value(key).is_none_or(|value| match value.get_ref() {
        Kind::String(text) => text.trim().is_empty() || is_ellipsis(text),
        Kind::Array(items) => {
            items.iter().all(|item| item.get_ref().as_str().is_some_and(is_ellipsis))
        }
        Kind::Boolean(flag) => !flag,
        _ => false,
    })
}

fn gap<'a>(
    table: &'static Table,
    field: &'static Field,
    place: &Place<'a>,
    asked: &Asked<'a>,
) -> Problem<'a> {
    let name = name_of(table, place);
    let spot = Spot { key: field.key, ..place.key(field.key) };
    let is_empty = place.value(field.key).is_some();
    let written = if is_empty { "is empty" } else { "is missing" };
    let way = if is_empty { "fill" } else { "add" };
    let problem = Problem::at(spot, subject_of(table, place).unwrap_or(field.key));
    let problem = if is_empty { problem } else { problem.missing() };
    problem
        .says(format!("`{}` {written} in {name}", field.key))
        .help(format!("{way} {}: {}", what(table, field), sentence(field.doc)))
        .write_here(lines(table, field, asked.of_element()))
        .owner(place.text("owner"))
        .against(field.shows)
}

/// What an item is called in a message: `action `act-fund``, or the table alone.
fn name_of(table: &Table, place: &Place<'_>) -> String {
    match subject_of(table, place) {
        // A file of its own, named after whom it is of.
        Some(subject) if table.name.contains('<') => {
            let (before, rest) = table.name.split_once('<').unwrap_or_default();
            format!("{before}{subject}{}", rest.split_once('>').map_or("", |(_, after)| after))
        }
        Some(subject) => format!("{} `{subject}`", table.name),
        // Its name stands for many files; which one it is stands beside the message.
        None if table.name.contains('<') => "this file".to_owned(),
        None if table.name.ends_with(".toml") || table.name.starts_with("event") => {
            table.name.to_owned()
        }
        None => format!("[{}]", table.name),
    }
}

fn subject_of<'a>(table: &Table, place: &Place<'a>) -> Option<&'a str> {
    const KEYS: [&str; 10] = [
        "id",
        "action",
        "issue",
        "risk",
        "information",
        "arrangement",
        "item",
        "party",
        "to",
        "dimension",
    ];
    let own = |key: &&str| table.field(key).is_some() || table.name == "event";
    KEYS.iter().filter(|key| own(key)).find_map(|key| place.text(key))
}

/// What is to be added, as one calls it.
fn what(table: &Table, field: &Field) -> String {
    let key = field.key;
    match field.shape {
        Shape::Table(_) if is_file(table) => format!("`[{key}]`"),
        Shape::List(Shape::Table(_)) if is_file(table) => format!("a `[[{key}]]`"),
        _ => format!("`{key}`"),
    }
}

/// What to write: a key, or in a file as such a table of its own.
fn lines(table: &Table, field: &'static Field, asked: remedy::Asked) -> Vec<String> {
    match field.shape {
        Shape::Table(inner) if is_file(table) => {
            let mut lines = vec![format!("[{}]", field.key)];
            lines.extend(remedy::keys(inner, &[], asked));
            lines
        }
        Shape::List(Shape::Table(inner)) if is_file(table) => {
            remedy::item(inner, field.key, &[], asked)
        }
        _ => vec![remedy::key(field, asked)],
    }
}

/// Whether a table is a whole file, in which tables have headers of their own.
fn is_file(table: &Table) -> bool {
    table.name.ends_with(".toml")
}

/// The first sentence of a doc comment, as the end of a line: its first letter small, without the
/// full stop.
fn sentence(doc: &str) -> String {
    let text = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.split(". ").next().unwrap_or(&text).trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
