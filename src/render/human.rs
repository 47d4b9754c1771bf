//! Findings for people.

use super::{Look, visible};
use crate::report::FindingsReport;

/// Findings for people.
#[must_use]
pub fn render(report: &FindingsReport, _look: Look) -> String {
    let mut out = String::new();
    for it in &report.findings {
        out.push_str(&format!(
            "{}[{}]: {}\n  --> {}:{}:{}\n  help: {}\n",
            it.severity.as_str(),
            it.rule,
            visible(&it.message),
            visible(&it.file),
            it.line,
            it.column,
            visible(&it.help)
        ));
    }
    out
}
