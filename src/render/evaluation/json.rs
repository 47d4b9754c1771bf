//! Evaluations as JSON. The form is frozen under its `version`: fields may be added, never changed.

use serde_json::{Value, json};

use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::render::json::plain;
use crate::report::evaluation::{
    Balance, Decided, EvaluationView, Fit, Likeness, Memory, Scored, Sums,
};

/// The version of the form below.
const VERSION: u32 = 1;

/// Evaluations as one JSON object, a line end behind it.
#[must_use]
pub fn render(views: &[EvaluationView]) -> String {
    let today = views.first().map(|view| view.today.to_string());
    let each: Vec<Value> = views.iter().map(one).collect();
    let whole = json!({ "version": VERSION, "today": today, "evaluations": each });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    plain(text)
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A sum as decimal text: a JSON number would be a float to many readers.
fn sum(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

fn one(view: &EvaluationView) -> Value {
    let assumptions = view.assumptions.iter().map(|it| {
        json!({
            "id": it.id, "statement": it.statement, "test_by": day(it.test_by), "held": it.held,
        })
    });
    let conditions = view.conditions.iter().map(|it| {
        json!({
            "text": it.text, "due": day(it.due), "met_on": day(it.met_on), "overdue": it.overdue,
        })
    });
    let lacks = view.lacks.iter().map(|it| {
        json!({
            "severity": it.severity.as_str(), "message": it.message, "help": it.help,
            "command": it.command,
        })
    });
    json!({
        "id": view.id,
        "title": view.title,
        "stage": view.stage.as_str(),
        "significance": view.significance.as_str(),
        "status": view.status.map(|it| it.as_str()),
        "evaluated_on": day(view.evaluated_on),
        "need": view.need,
        "why_together": view.why_together,
        "decision": view.decision.as_ref().map(decision),
        "currency": view.currency,
        "parties": view.parties.iter().map(party).collect::<Vec<_>>(),
        "net_per_year": sum(view.net()),
        "gains_least": view.least(),
        "confidence": view.confidence().map(|it| it.as_str()),
        "fit": view.fit.iter().map(fit).collect::<Vec<_>>(),
        "risks": view.risks.iter().map(risk).collect::<Vec<_>>(),
        "risk_appetite": view.appetite,
        "assumptions": assumptions.collect::<Vec<_>>(),
        "conditions": conditions.collect::<Vec<_>>(),
        "missing": lacks.collect::<Vec<_>>(),
        "remembered": view.memories.iter().map(memory).collect::<Vec<_>>(),
    })
}

fn decision(decided: &Decided) -> Value {
    json!({
        "outcome": decided.outcome.map(|it| it.as_str()),
        "decided_on": day(decided.on),
        "decided_by": decided.by,
        "authority": decided.authority,
        "rationale": decided.rationale,
        "reconsider_on": day(decided.again),
    })
}

fn party(balance: &Balance) -> Value {
    json!({
        "party": balance.party,
        "ours": balance.ours,
        "benefit": sums(&balance.benefit),
        "cost": sums(&balance.cost),
        "net_per_year": sum(balance.net()),
        "pays_more_than_it_gains": balance.pays_more(),
        "reason_to_join": balance.reason_to_join,
        "confidence": balance.confidence.map(|it| it.as_str()),
        "interest_short_term": balance.short_term,
        "interest_long_term": balance.long_term,
    })
}

fn sums(sums: &Sums) -> Value {
    json!({
        "year": sum(sums.year),
        "once": sum(sums.once),
        "term": sum(sums.term),
        "without_per": sum(sums.unsaid),
        "count": sums.count,
        "without_value": sums.without_value,
    })
}

fn fit(fit: &Fit) -> Value {
    json!({
        "dimension": fit.dimension,
        "rating": fit.rating,
        "weak": fit.is_weak(),
        "evidence": fit.evidence,
        "gap_plan": fit.plan,
    })
}

fn risk(risk: &Scored) -> Value {
    json!({
        "id": risk.id,
        "statement": risk.statement,
        "score": risk.score,
        "residual_score": risk.residual,
        "our_ability": risk.ability.map(|it| it.as_str()),
        "mitigation": risk.mitigation,
        "above_appetite": risk.above_appetite,
    })
}

fn memory(memory: &Memory) -> Value {
    let likeness = memory.likeness.iter().map(|it| match it {
        Likeness::Partner(who) => json!({ "partner": who }),
        Likeness::Purpose { objectives, words } => {
            json!({ "objectives": objectives, "words": words })
        }
    });
    json!({
        "collaboration": memory.id,
        "title": memory.title,
        "alike": likeness.collect::<Vec<_>>(),
        "how": memory.ending.how,
        "on": day(memory.ending.on),
        "why": memory.ending.why,
        "reconsider_on": day(memory.ending.again),
        "lessons": memory.ending.lessons,
    })
}
