//! The figures on an item that were reported in a period.

use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::event::ReportStep;
use crate::rules::Case;

/// One figure that was reported, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported<'a> {
    /// The last day it tells of; else the day of the report.
    pub to: Date,
    /// The figure.
    pub value: Option<Amount>,
    /// In what it is measured.
    pub unit: Option<&'a str>,
    /// What was said of it.
    pub note: Option<&'a str>,
}

/// Every figure on an item that was reported for a time between two days, oldest first.
#[must_use]
pub fn reported<'a>(case: &Case<'_, 'a>, item: &str, from: Date, to: Date) -> Vec<Reported<'a>> {
    let mut figures = Vec::new();
    for (event, own) in case.dossier.report_events() {
        let Some(on) = event.on().filter(|on| *on <= case.scene.today) else { continue };
        let day = own.period_to.unwrap_or(on);
        if own.event != Some(ReportStep::Reported) || day < from || day > to {
            continue;
        }
        figures.extend(
            own.figures.iter().filter(|figure| figure.item == Some(item)).map(|it| Reported {
                to: day,
                value: it.value,
                unit: it.unit,
                note: it.note,
            }),
        );
    }
    figures.sort_by_key(|figure| figure.to);
    figures
}

impl Reported<'_> {
    /// The mean of figures that are measured alike; nothing where they are not, or there are none.
    #[must_use]
    pub fn mean(figures: &[Self], unit: Option<&str>) -> Option<Amount> {
        let alike = figures.iter().all(|it| it.unit.is_none() || unit.is_none() || it.unit == unit);
        let values: Vec<Amount> = figures.iter().filter_map(|it| it.value).collect();
        if alike { Amount::mean(&values) } else { None }
    }
}
