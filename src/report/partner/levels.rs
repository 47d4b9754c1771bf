//! Levels of service: the figures that were reported, held against the target of their time.

use super::gather::Made;
use super::{Reading, ServiceLine};
use crate::model::agreement::{Comparator, ServiceLevel};
use crate::model::amount::Amount;
use crate::model::reckon::wording::Wording;

impl<'a> Made<'_, '_, 'a> {
    /// The levels that the partner gives or receives.
    pub(super) fn service_levels(&self) -> Vec<ServiceLine> {
        let Some(text) = self.sight.dossier.in_force() else { return Vec::new() };
        let is_theirs = |level: &&ServiceLevel<'a>| {
            [level.provider, level.recipient].contains(&Some(self.party))
        };
        text.service_level
            .iter()
            .filter(is_theirs)
            .filter_map(|level| {
                let id = level.id?;
                let readings = self.readings(level, id);
                let name = |party: Option<&str>| {
                    party.map_or(String::new(), |it| self.sight.party_name(it))
                };
                let wording = Wording::of(self.sight.dossier, id, "target");
                Some(ServiceLine {
                    item: id.to_owned(),
                    service: level.service.or(level.indicator).unwrap_or(id).to_owned(),
                    unit: level.unit.map(str::to_owned),
                    provider: name(level.provider),
                    recipient: name(level.recipient),
                    comparator: level.comparator.map(|it| it.as_str()),
                    target: wording
                        .amount_on(self.sight.today, level.target)
                        .map(|it| it.to_string()),
                    trend: trend(level, &readings),
                    readings: readings.into_iter().map(|(_, reading)| reading).collect(),
                })
            })
            .collect()
    }

    /// Every figure on file up to the end of the time, by the day that it tells of.
    fn readings(&self, level: &ServiceLevel<'a>, id: &str) -> Vec<(Option<Amount>, Reading)> {
        let mut found = Vec::new();
        for (event, own) in self.sight.dossier.report_events() {
            let Some(on) = self.sight.past(event.on()).filter(|on| *on <= self.until) else {
                continue;
            };
            let day = own.period_to.or(own.due).map_or(on, |day| day.min(on));
            for figure in own.figures.iter().filter(|figure| figure.item == Some(id)) {
                let wording = Wording::of(self.sight.dossier, id, "target");
                let target = wording.amount_on(day, level.target);
                let met = match (figure.value, target, level.comparator) {
                    (Some(value), Some(target), Some(Comparator::AtLeast)) => Some(value >= target),
                    (Some(value), Some(target), Some(Comparator::AtMost)) => Some(value <= target),
                    (Some(value), Some(target), Some(Comparator::Equals)) => Some(value == target),
                    _ => None,
                };
                let reading = Reading {
                    until: day.into(),
                    value: figure.value.map(|value| value.to_string()),
                    target: target.map(|target| target.to_string()),
                    met,
                    note: figure.note.map(str::to_owned),
                };
                found.push((figure.value, reading));
            }
        }
        found.sort_by_key(|(_, reading)| reading.until);
        found
    }
}

/// How the last figure lies to the one before.
fn trend(level: &ServiceLevel<'_>, readings: &[(Option<Amount>, Reading)]) -> Option<&'static str> {
    let mut values = readings.iter().rev().filter_map(|(value, _)| *value);
    let (last, before) = (values.next()?, values.next()?);
    let more = match last.cmp(&before) {
        std::cmp::Ordering::Equal => return Some("same"),
        order => order.is_gt(),
    };
    match level.comparator? {
        Comparator::AtLeast => Some(if more { "better" } else { "worse" }),
        Comparator::AtMost => Some(if more { "worse" } else { "better" }),
        Comparator::Equals => None,
    }
}
