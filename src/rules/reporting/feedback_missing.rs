//! A party was told by nobody, for half a year, how its work is going.

use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::reckon::feedback::given;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

/// Half a year.
const DAYS: i64 = 183;

pub(super) static RULE: Rule = Rule {
    name: "feedback-missing",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.16", "S1.7", "S2.9"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let term = case.dossier.term();
    let Some(start) = term.and_then(|term| term.effective_on) else { return };
    let given = given(case.dossier, today);
    for (party, place) in case.dossier.working_parties(today) {
        if case.dossier.may_hold_news(party) {
            continue;
        }
        let received = given.iter().filter(|one| one.to == party).map(|one| one.on).max();
        // A party that joined later is counted from that day.
        let began = place.joined_on.map_or(start, |joined| joined.max(start));
        let since = received.map_or(began, |on| on.max(began));
        let silent = days_between(since, today);
        if silent <= DAYS {
            continue;
        }
        let last = received.map_or_else(
            || format!("in the {silent} days since {began}"),
            |on| format!("since {on}, {silent} days ago"),
        );
        findings.add(
            Problem::at(place.at.key("id"), party)
                .says(format!("`{party}` has had no feedback {last}"))
                .help("tell them what works and what could be better, and log it")
                .write(
                    remedy::event(case, EventKind::Feedback, party, "given")
                        .open("from")
                        .text("to", party)
                        .open("worked_well")
                        .write(),
                )
                .owner(case.dossier.head.our_lead)
                .age(silent - DAYS),
        );
    }
}
