//! What a review looks at, as JSON. The form is frozen under its `version`: fields may be added,
//! never changed.

use serde_json::{Value, json};

use crate::model::reckon::signoff::State;
use crate::render::json::plain;
use crate::report::ReviewReport;

/// What a review looks at, as one JSON object, a line end behind it.
#[must_use]
pub fn render(report: &ReviewReport<'_>) -> String {
    let day = |day: Option<crate::model::date::Date>| day.map(|day| day.to_string());
    let amount = |amount: Option<crate::model::amount::Amount>| amount.map(|it| it.to_string());
    let frozen = json!({
        "version": 1,
        "collaboration": report.collaboration,
        "plan": report.plan,
        "kind": report.kind,
        "due": day(report.due),
        "lead": report.lead,
        "held_on": day(report.held),
        "period_from": report.period.0.to_string(),
        "period_to": report.period.1.to_string(),
        "questions": report.questions,
        "actions": list(&report.actions, |it| json!({
            "id": it.id,
            "party": it.party,
            "agreed": it.agreed.to_string(),
            "due": it.due.to_string(),
            "done": day(it.done),
            "outcome": it.outcome.as_str(),
            "days_late": it.late,
            "moves": it.moves,
            "notices": list(&it.notices, |(on, in_time)| json!({
                "on": on.to_string(), "in_time": in_time,
            })),
            "deviation": it.deviation,
            "reason": it.reason,
            "in_time_of_due": it.times,
        })),
        "aims": list(&report.aims, |it| json!({
            "id": it.id,
            "statement": it.statement,
            "baseline": amount(it.baseline),
            "target": amount(it.target),
            "unit": it.unit,
            "due": day(it.due),
            "achieved": it.said,
        })),
        "service_levels": list(&report.levels, |it| json!({
            "id": it.id,
            "service": it.service,
            "comparator": it.comparator,
            "target": amount(it.target),
            "unit": it.unit,
            "figures": list(&it.figures, |figure| json!({
                "to": figure.to.to_string(),
                "value": amount(figure.value),
                "note": figure.note,
            })),
        })),
        "shares": list(&report.shares, |it| json!({
            "id": it.id,
            "kind": if it.cost { "cost" } else { "benefit" },
            "party": it.party,
            "statement": it.statement,
            "planned": amount(it.planned),
            "per": it.per,
            "actual": amount(it.actual),
        })),
        "expectations": list(&report.hopes, |it| json!({
            "id": it.id, "party": it.party, "statement": it.statement, "met": it.said,
        })),
        "recommendations_open": list(&report.advice, |it| json!({
            "id": it.id,
            "review": it.plan,
            "statement": it.statement,
            "owner": it.owner,
            "due": day(it.due),
            "status": it.status.map(|status| status.as_str()),
        })),
        "issues": list(&report.troubles, |it| json!({
            "id": it.id,
            "opened": it.opened.to_string(),
            "settled": day(it.settled),
            "lesson": it.lesson,
        })),
        "lessons": report.lessons,
        "views": views(report),
        "lacking": list(&report.lacking, |it| json!({ "message": it.message, "help": it.way() })),
        "better": list(&report.better, |it| json!({ "message": it.message, "help": it.way() })),
        "agreed": list(&report.signed, |it| json!({
            "party": it.party,
            "state": match it.state {
                State::Missing => "missing",
                State::Holds => "holds",
                State::Stale => "stale",
                State::Unreadable => "unreadable",
            },
            "on": day(it.on),
        })),
        "next": report.next.map(|(plan, due)| json!({ "plan": plan, "due": due.to_string() })),
    });
    let mut text = serde_json::to_string_pretty(&frozen).unwrap_or_default();
    text.push('\n');
    plain(text)
}

fn list<T>(items: &[T], of: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(of).collect()
}

/// The views, as far as they may be read.
fn views(report: &ReviewReport<'_>) -> Value {
    let views = &report.views;
    json!({
        "on_file": views.on_file,
        "missing": views.missing,
        "open": views.open,
        "questions": list(&views.gaps, |gap| json!({
            "question": gap.question,
            "points": views.on_file.iter().zip(&gap.points).map(|(party, points)| json!({
                "party": party, "points": points,
            })).collect::<Vec<_>>(),
            "gap": gap.gap,
            "wide": gap.wide,
        })),
        "told": list(&views.told, |told| json!({
            "party": told.party,
            "most_useful": told.most_useful,
            "would_stop": told.would_stop,
            "comment": told.comment,
        })),
    })
}
