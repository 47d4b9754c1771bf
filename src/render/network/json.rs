//! The network as JSON. The form is frozen under its `version`: fields may be added, never changed.

use serde_json::{Value, json};

use crate::model::date::Date;
use crate::render::json::plain;
use crate::report::{Card, NetworkReport};

/// The version of the forms below.
const VERSION: u32 = 1;

/// The organisations as one JSON object, a line end behind it.
#[must_use]
pub fn list(report: &NetworkReport, today: Date) -> String {
    let each = report.organisations.iter().map(|line| {
        json!({
            "id": line.id,
            "name": line.name,
            "ours": line.ours,
            "tier": line.tier,
            "contacts": line.contacts,
            "last_met": line.last.map(|on| on.to_string()),
        })
    });
    let each: Vec<Value> = each.collect();
    written(&json!({ "version": VERSION, "today": today.to_string(), "organisations": each }))
}

/// What a file says key by key, and what it lacks, as one JSON object, a line end behind it. The
/// keys of an item of a list carry the item's name.
#[must_use]
pub fn card(card: &Card, today: Date) -> String {
    let mut item: Option<&str> = None;
    let mut says: Vec<Value> = Vec::new();
    for (way, value) in &card.says {
        match value {
            Some(value) => {
                let item = item.filter(|_| way.starts_with(' '));
                says.push(json!({ "item": item, "key": way.trim_start(), "value": value }));
            }
            None => item = Some(way.trim_start()),
        }
    }
    let lacks = card.lacks.iter().map(|lack| {
        json!({
            "message": lack.message,
            "help": lack.help,
            "command": lack.command,
            "notes": lack.notes,
        })
    });
    let lacks: Vec<Value> = lacks.collect();
    written(&json!({
        "version": VERSION,
        "today": today.to_string(),
        "file": card.path,
        "says": says,
        "lacks": lacks,
    }))
}

fn written(whole: &Value) -> String {
    let mut text = serde_json::to_string_pretty(whole).unwrap_or_default();
    text.push('\n');
    plain(text)
}
