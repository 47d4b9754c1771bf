//! A term that ends soon, and nobody has decided whether to go on.

use crate::model::agreement::Term;
use crate::model::date::{Date, plus_days};
use crate::model::declare::Stage;
use crate::model::event::AnyValue;
use crate::model::reckon::signoff::Signoffs;
use crate::model::review::ReviewVerdict;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, days, remedy};

/// How many days before the end one thinks of what comes after, where the agreement names no day.
const NOTICE_DAYS: i64 = 90;

pub(super) static RULE: Rule = Rule {
    name: "term-ending",
    severity: always(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S2.8"],
    check: Check::Collaboration(check),
    announces: true,
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(term) = case.dossier.term() else {
        return;
    };
    let today = case.scene.today;
    let Some(end) = term.last_day().filter(|end| *end >= today) else { return };
    let from = opens(term, end);
    if today < from || is_decided(case, from, end) {
        return;
    }
    let left = (end - today).num_days();
    let when = if left == 0 { "today".to_owned() } else { format!("in {}", days(left)) };
    let key = if term.renewal_decision_by.is_some() { "renewal_decision_by" } else { "ends_on" };
    let problem = Problem::at(term.at.key(key), "term")
        .says(format!("the term ends on {end}, {when}, and nothing is decided"))
        .help("decide at a review: amend `ends_on`, or set its `verdict` to \"exit\"")
        .run(remedy::change(case, "agreement.toml", "term.ends_on=DATE"))
        .run(remedy::change(case, "agreement.toml", "term.ends_on=DATE"))
        .owner(case.dossier.head.our_lead);
    findings.add(problem);
}

/// The first day on which it is spoken of. The day that the agreement names goes before the rule
/// of thumb.
fn opens(term: &Term<'_>, end: Date) -> Date {
    term.renewal_decision_by.unwrap_or_else(|| plus_days(end, -NOTICE_DAYS))
}

/// Whether the last review said how it goes on after the end, or every party has signed an amendment
/// that puts the end off, though its day has not come.
fn is_decided(case: &Case<'_, '_>, from: Date, end: Date) -> bool {
    let lately = |on: Option<Date>| {
        on.is_some_and(|on| plus_days(from, -NOTICE_DAYS) <= on && on <= case.scene.today)
    };
    let reviewed = case.reckoning.reviews.newest().is_some_and(|review| {
        lately(review.on)
            && matches!(review.verdict, Some(ReviewVerdict::Renew | ReviewVerdict::Exit))
    });
    reviewed
        || case.dossier.amendments().any(|(event, amendment)| {
            let signed =
                amendment.to_version.and_then(|to| Signoffs::agreed_on(case.dossier, to.0));
            event.on().max(signed).is_some_and(|on| on <= case.scene.today)
                && signed.is_some()
                && amendment.changes.iter().any(|change| {
                    change.field == Some("ends_on")
                        && matches!(change.now, Some(AnyValue::Date(now)) if now > end)
                })
        })
}
