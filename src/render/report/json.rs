//! A report as JSON: its data as it is. The form is frozen under its `version`.

use serde::Serialize;

/// A report as one JSON object, a line end behind it.
pub(super) fn render<T: Serialize>(report: &T) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) use crate::render::json::plain;
