//! What the rules of this group share: reports that are owed, and reports that were made.

use crate::document::quoted;
use crate::model::agreement::Reporting;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, EventKind, ReportEvent, ReportStep};
use crate::model::frame::FileKind;
use crate::model::reckon::reporting::{Occurrence, Standing};
use crate::rules::{Case, Remedy, behind, remedy};

/// One arrangement, where it stands, and the occurrence of it that a rule speaks of.
pub(super) struct Owed<'c, 'a> {
    pub(super) arrangement: &'c Reporting<'a>,
    pub(super) standing: &'c Standing<'a>,
    pub(super) occurrence: &'c Occurrence<'a>,
}

/// Every arrangement with occurrences that are late, and the oldest of them.
pub(super) fn late<'c, 'a>(case: &Case<'c, 'a>) -> Vec<Owed<'c, 'a>> {
    of_each(case, |standing| standing.oldest_late.as_ref())
}

/// Every arrangement with an occurrence that one picks; those of which a damaged file may hold the
/// report are left out.
pub(super) fn of_each<'c, 'a>(
    case: &Case<'c, 'a>,
    pick: impl Fn(&'c Standing<'a>) -> Option<&'c Occurrence<'a>>,
) -> Vec<Owed<'c, 'a>> {
    let Some(agreement) = case.dossier.in_force() else { return Vec::new() };
    if case.dossier.is_kind_damaged(FileKind::Head) {
        return Vec::new();
    }
    case.reckoning
        .reporting
        .iter()
        .filter(|standing| !case.dossier.may_hold_news(standing.id))
        .filter_map(|standing| {
            let arrangement = agreement.reporting.get(standing.index)?;
            Some(Owed { arrangement, standing, occurrence: pick(standing)? })
        })
        .collect()
}

impl Owed<'_, '_> {
    /// What is late, each report and receiver by itself: with another one it is another matter than
    /// before, whether time brought it or somebody who took a report back.
    pub(super) fn missing(&self) -> Vec<String> {
        let newest = &self.standing.newest_late;
        let each =
            newest.iter().flat_map(|(day, to)| to.iter().map(move |to| format!("{day} {to}")));
        let more = self.standing.late.saturating_sub(newest.len());
        each.chain(behind(more, self.occurrence.original)).collect()
    }

    /// How many more are late, as a message goes on.
    pub(super) fn more_since(&self) -> String {
        match self.standing.late {
            0 | 1 => String::new(),
            all => format!(", and {} more since", all - 1),
        }
    }
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
    let figure = |item: &&str| format!("{{ item = {}, value = \"…\" }}", quoted(item));
    items.iter().map(figure).collect()
}

/// Names with commas: `housing, hospital`.
pub(super) fn listed(names: &[&str]) -> String {
    names.join(", ")
}

/// A report that was made, with its arrangement, and the day.
pub(super) type Report<'c, 'a> = (&'c Event<'a>, &'c ReportEvent<'a>, &'c Reporting<'a>, Date);

/// The reports made by today.
pub(super) fn made<'c, 'a>(case: &Case<'c, 'a>) -> Vec<Report<'c, 'a>> {
    case.dossier
        .report_events()
        .filter_map(|(event, own)| {
            let on = event.on().filter(|on| *on <= case.scene.today)?;
            let arrangement = case.dossier.arrangement(own.arrangement?)?;
            (own.event == Some(ReportStep::Reported)).then_some((event, own, arrangement, on))
        })
        .collect()
}
