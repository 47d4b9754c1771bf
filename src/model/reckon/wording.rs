//! What one field of the agreement said on a day: the text on file, back through the amendments
//! that were not in force yet.

use super::signoff::Signoffs;
use crate::document::Kind;
use crate::model::amount::Amount;
use crate::model::date::{Date, Frequency};
use crate::model::dossier::Dossier;
use crate::model::event::{AnyValue, ChangedField};

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
        let mut amendments: Vec<_> =
            dossier.amendments().filter_map(|(_, own)| Some((own.to_version?.0, own))).collect();
        // Of one version the newest counts last, as they come in the order in which they count.
        amendments.sort_by_key(|(version, _)| *version);
        let mut steps = Vec::new();
        let mut since: Option<Date> = None;
        for (version, amendment) in amendments.into_iter().rev() {
            // An amendment is in force when its day has come and every party has signed; a later
            // one that is in force brings it along.
            let own = Signoffs::agreed_on(dossier, version)
                .zip(amendment.effective_on)
                .map(|(signed, effective)| signed.max(effective));
            since = own.into_iter().chain(since).min();
            // Of an item that is new as a whole, no field was there before.
            let is_new = |change: &ChangedField<'_>| change.field.is_none() && change.was.is_none();
            let of_field = amendment.changes.iter().filter(|change| {
                change.item == Some(item) && (change.field == Some(field) || is_new(change))
            });
            steps.extend(of_field.map(|change| Step { since, before: change.was.as_ref() }));
        }
        steps.reverse();
        Self { steps }
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

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;
    use proptest::prelude::*;

    fn amended(to: i64, on: &str, was: i64, now: i64) -> String {
        format!(
            "kind = 'amendment'\non = 2025-01-01\nby = 'X Y'\nfrom_version = {}\n\
             to_version = {to}\neffective_on = {on}\nreason = 'too high'\n\
             changes = [{{ item = 'sl', field = 'target', was = {was}, now = {now} }}]",
            to - 1
        )
    }

    /// A level of 95, which the second version lowers to 90 and the third to 80.
    fn lowered() -> Sample {
        Sample::new()
            .with("agreement.toml", "version = 3\nservice_level = [{ id = 'sl', target = 80 }]")
            .signed(&["a", "b", "c"], 2, "2025-06-20")
            .with("log/2025-06-01-amended-2.toml", amended(2, "2025-07-01", 95, 90))
            .with("log/2025-09-01-amended-3.toml", amended(3, "2025-09-01", 90, 80))
    }

    fn target(sample: &Sample, on: &str) -> Option<String> {
        sample.on("2026-01-01", |dossier, _| {
            let on_file = dossier.service_level("sl").and_then(|level| level.target);
            let wording = Wording::of(dossier, "sl", "target");
            wording.amount_on(day(on), on_file).map(|amount| amount.to_string())
        })
    }

    #[test]
    fn a_target_is_the_one_in_force_that_day() {
        let sample = lowered().signed(&["a", "b", "c"], 3, "2025-09-20");
        for (on, wanted) in [
            ("2025-06-30", "95"),
            ("2025-07-01", "90"),
            ("2025-09-19", "90"),
            // In force when the last party had signed, not on the day that was written down.
            ("2025-09-20", "80"),
        ] {
            assert_eq!(target(&sample, on).as_deref(), Some(wanted), "{on}");
        }
    }

    #[test]
    fn of_an_item_that_is_new_nothing_was_said_before() {
        let amended = amended(2, "2025-07-01", 0, 1)
            .replace("field = 'target', was = 0, now = 1", "now = { target = 80 }");
        let sample = Sample::new()
            .with("agreement.toml", "version = 2\nservice_level = [{ id = 'sl', target = 80 }]")
            .with("log/2025-06-01-amended-2.toml", amended)
            .signed(&["a", "b", "c"], 2, "2025-06-20");
        assert_eq!(target(&sample, "2025-06-30"), None);
        assert_eq!(target(&sample, "2025-07-01").as_deref(), Some("80"));
    }

    #[test]
    fn what_not_every_party_signed_is_not_in_force() {
        let sample = lowered().signed(&["a", "b"], 3, "2025-09-20");
        assert_eq!(target(&sample, "2025-12-31").as_deref(), Some("90"));
    }

    #[test]
    fn a_later_version_in_force_brings_the_one_before_along() {
        let sample = Sample::new()
            .with("agreement.toml", "version = 3\nservice_level = [{ id = 'sl', target = 80 }]")
            .with("log/2025-06-01-amended-2.toml", amended(2, "2025-07-01", 95, 90))
            .with("log/2025-09-01-amended-3.toml", amended(3, "2025-09-01", 90, 80))
            .signed(&["a", "b", "c"], 3, "2025-08-20");
        assert_eq!(target(&sample, "2025-08-31").as_deref(), Some("95"));
        assert_eq!(target(&sample, "2025-09-01").as_deref(), Some("80"));
    }

    proptest! {
        #[test]
        fn a_field_that_nobody_changed_says_what_is_on_file(offset in -4000i64..4000) {
            let on = crate::model::date::plus_days(day("2025-06-30"), offset);
            let said = lowered().on("2026-01-01", |dossier, _| {
                Wording::of(dossier, "sl", "source").text_on(on, Some("log")).map(str::to_owned)
            });
            prop_assert_eq!(said.as_deref(), Some("log"));
        }
    }
}
