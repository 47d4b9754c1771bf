//! What the rules of this group share: reports that are owed, and reports that were made.

use crate::model::agreement::Reporting;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, EventKind, ReportEvent, ReportStep};
use crate::model::frame::FileKind;
use crate::model::reckon::reporting::{Occurrence, Standing};
use crate::rules::{Case, Remedy, remedy};

/// One arrangement, where it stands, and the occurrences of it that a rule speaks of.
pub(super) struct Owed<'c, 'a> {
    pub(super) arrangement: &'c Reporting<'a>,
    pub(super) standing: &'c Standing<'a>,
    pub(super) occurrences: Vec<&'c Occurrence<'a>>,
}

/// Every arrangement with occurrences that are late; those of which a damaged file may hold the
/// report are left out.
pub(super) fn late<'c, 'a>(case: &Case<'c, 'a>) -> Vec<Owed<'c, 'a>> {
    of_each(case, |standing| standing.late(case.scene.today).collect())
}

/// Every arrangement with occurrences that one picks.
pub(super) fn of_each<'c, 'a>(
    case: &Case<'c, 'a>,
    pick: impl Fn(&'c Standing<'a>) -> Vec<&'c Occurrence<'a>>,
) -> Vec<Owed<'c, 'a>> {
    let Some(agreement) = &case.dossier.agreement else { return Vec::new() };
    if case.dossier.is_kind_damaged(FileKind::Head) {
        return Vec::new();
    }
    case.reckoning
        .reporting
        .iter()
        .filter(|standing| !case.dossier.may_hold_news(standing.id))
        .filter_map(|standing| {
            let arrangement = agreement.reporting.get(standing.index)?;
            Some(Owed { arrangement, standing, occurrences: pick(standing) })
        })
        .filter(|owed| !owed.occurrences.is_empty())
        .collect()
}

/// The role that answers for a party's reports.
pub(super) fn representative<'a>(dossier: &Dossier<'a>, party: &str) -> Option<&'a str> {
    dossier.party(party)?.representative
}

/// The event that says a report was made, with a figure for each item that it has to cover.
pub(super) fn reported(case: &Case<'_, '_>, owed: &Owed<'_, '_>, one: &Occurrence<'_>) -> Remedy {
    let new = remedy::event(case, EventKind::Report, owed.standing.id, "reported")
        .text("from", owed.standing.from)
        .names("to", &one.owed_to)
        .day("due", one.original);
    match owed.arrangement.must_cover.as_slice() {
        [] => new.write(),
        items => new.raw("figures", format!("[{}]", figures(items).join(", "))).write(),
    }
}

/// Figures that are still to be filled in.
pub(super) fn figures(items: &[&str]) -> Vec<String> {
    let figure = |item: &&str| format!("{{ item = {}, value = \"…\" }}", remedy::quoted(item));
    items.iter().map(figure).collect()
}

/// Names with commas: `housing, hospital`.
pub(super) fn listed(names: &[&str]) -> String {
    names.join(", ")
}

/// The reports made by today, with the arrangement of each, and the day.
pub(super) fn made<'c, 'a>(
    case: &Case<'c, 'a>,
) -> Vec<(&'c Event<'a>, &'c ReportEvent<'a>, &'c Reporting<'a>, Date)> {
    case.dossier
        .report_events()
        .filter_map(|(event, own)| {
            let on = event.on().filter(|on| *on <= case.scene.today)?;
            let arrangement = case.dossier.arrangement(own.arrangement?)?;
            (own.event == Some(ReportStep::Reported)).then_some((event, own, arrangement, on))
        })
        .collect()
}
