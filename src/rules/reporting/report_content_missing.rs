//! A report leaves out an item that it must cover.

use super::owed::{figures, made, representative};
use crate::document::{Kind, written};
use crate::model::declare::Stage;
use crate::model::event::ReportEvent;
use crate::model::reckon::wording::Wording;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "report-content-missing",
    severity: always(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.10", "S0.15", "S2.K10"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let reports = made(case);
    for (at, (event, own, arrangement, on)) in reports.iter().enumerate() {
        let Some(id) = arrangement.id.filter(|_| !case.reckoning.is_history(*on)) else {
            continue;
        };
        // What went out in several parts for one occurrence is one report; the last part is asked.
        let is_part = |other: &ReportEvent<'_>| {
            own.due.is_some() && other.arrangement == own.arrangement && other.due == own.due
        };
        if reports[at + 1..].iter().any(|(_, other, ..)| is_part(other)) {
            continue;
        }
        let covered = |item: &str| {
            reports.iter().any(|(other, part, ..)| {
                (other.id == event.id || is_part(part))
                    && part.figures.iter().any(|figure| figure.item == Some(item))
            })
        };
        let must =
            Wording::of(case.dossier, id, "must_cover").list_on(*on, &arrangement.must_cover);
        // What is no longer in the agreement is not asked for any more.
        let asked =
            must.iter().filter(|item| arrangement.must_cover.contains(item) && !covered(item));
        for item in asked.filter(|item| !case.dossier.items(item).is_empty()) {
            findings.add(
                Problem::at(own.at.key("figures"), *item)
                    .says(format!("report `{id}` says nothing about `{item}`"))
                    .help("correct the report: add the figure, or a `note` why there is none")
                    .help_at_writing(Some(
                        "add the figure, or a `note` why there is none".to_owned(),
                    ))
                    .write(remedy::again(case, event).raw("figures", with(own, item)).write())
                    .owner(own.from.and_then(|from| representative(case.dossier, from))),
            );
        }
    }
}

/// The figures of a report, and one more.
fn with(own: &ReportEvent<'_>, item: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    if let Some(Kind::Array(items)) = own.at.value("figures").map(|value| value.get_ref()) {
        all.extend(items.iter().map(written));
    }
    all.extend(figures(&[item]));
    format!("[{}]", all.join(", "))
}
