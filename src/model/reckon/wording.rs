//! What one field of the agreement said on a day: the text on file, back through the amendments
//! that were not in force yet.

use super::signoff::Signoffs;
use crate::document::Kind;
use crate::model::amount::Amount;
use crate::model::date::{Date, Frequency};
use crate::model::dossier::Dossier;
use crate::model::event::AnyValue;

/// One change of a field.
#[derive(Debug)]
struct Step<'d, 'a> {
    /// The day it came into force; nothing while not every party has signed it.
    since: Option<Date>,
    /// What the field said before; nothing where it was not there.
    before: Option<&'d AnyValue<'a>>,
}

/// Every change of one field of one item, in the order of the versions.
#[derive(Debug)]
pub struct Wording<'d, 'a> {
    steps: Vec<Step<'d, 'a>>,
}

impl<'d, 'a> Wording<'d, 'a> {
    /// Gathers the changes of a field.
    #[must_use]
    pub fn of(dossier: &'d Dossier<'a>, item: &str, field: &str) -> Self {
        let mut steps = Vec::new();
        for (event, amendment) in dossier.amendments() {
            let Some(version) = amendment.to_version.map(|version| version.0) else { continue };
            for change in &amendment.changes {
                if change.item == Some(item) && change.field == Some(field) {
                    let signed = Signoffs::agreed_on(dossier, version);
                    let since = signed.zip(amendment.effective_on).map(|(a, b)| a.max(b));
                    let before = change.was.as_ref();
                    steps.push((version, event.id, Step { since, before }));
                }
            }
        }
        steps.sort_by_key(|(version, event, _)| (*version, *event));
        Self { steps: steps.into_iter().map(|(_, _, step)| step).collect() }
    }

    /// The days on which another text came into force.
    pub fn turns(&self) -> impl Iterator<Item = Date> {
        self.steps.iter().filter_map(|step| step.since)
    }

    /// What it said on a day, where that is not what is on file. The inner nothing: the field was
    /// not there.
    fn before(&self, day: Date) -> Option<Option<&'d AnyValue<'a>>> {
        let coming = |step: &&Step<'_, '_>| step.since.is_none_or(|since| since > day);
        self.steps.iter().find(coming).map(|step| step.before)
    }

    /// The day it said.
    #[must_use]
    pub fn date_on(&self, day: Date, on_file: Option<Date>) -> Option<Date> {
        match self.before(day) {
            None => on_file,
            Some(Some(AnyValue::Date(date))) => Some(*date),
            Some(_) => None,
        }
    }

    /// The number it said.
    #[must_use]
    pub fn amount_on(&self, day: Date, on_file: Option<Amount>) -> Option<Amount> {
        match self.before(day) {
            None => on_file,
            Some(Some(AnyValue::Other(kind))) => Amount::of(kind),
            Some(_) => None,
        }
    }

    /// How often it said.
    #[must_use]
    pub fn frequency_on(&self, day: Date, on_file: Option<Frequency>) -> Option<Frequency> {
        match self.before(day) {
            None => on_file,
            Some(Some(AnyValue::Other(kind))) => kind.as_str().and_then(Frequency::from_word),
            Some(_) => None,
        }
    }

    /// The word it said.
    #[must_use]
    pub fn text_on(&self, day: Date, on_file: Option<&'a str>) -> Option<&'a str> {
        match self.before(day) {
            None => on_file,
            Some(Some(AnyValue::Other(kind))) => kind.as_str(),
            Some(_) => None,
        }
    }

    /// The words it listed.
    #[must_use]
    pub fn list_on(&self, day: Date, on_file: &[&'a str]) -> Vec<&'a str> {
        match self.before(day) {
            None => on_file.to_vec(),
            Some(Some(AnyValue::Other(Kind::Array(items)))) => {
                items.iter().filter_map(|item| item.get_ref().as_str()).collect()
            }
            Some(_) => Vec::new(),
        }
    }
}
