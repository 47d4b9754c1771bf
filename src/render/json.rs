//! Findings as JSON. The form is frozen under its `version`: fields may be added, never changed.

use std::fmt::Write as _;

use serde::Serialize;

use super::plain::is_hidden;
use crate::report::{FindingsReport, Scope};

/// The version of the form below.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    today: String,
    scope: &'static str,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    collaborations: usize,
    rules: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    waived: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    help: &'a str,
    remedy: Option<Remedy<'a>>,
    command: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    key: &'a str,
    criteria: Vec<&'a str>,
    collaboration: Option<&'a str>,
    subject: &'a str,
    owner: Option<&'a str>,
    age_days: Option<i64>,
}

#[derive(Serialize)]
struct Remedy<'a> {
    file: &'a str,
    lines: &'a [String],
    command: Option<&'a str>,
}

/// Findings as one JSON object, a line end behind it.
#[must_use]
pub fn render(report: &FindingsReport) -> String {
    let summary = &report.summary;
    let findings = report.findings.iter().map(|it| Finding {
        rule: it.rule,
        severity: it.severity.as_str(),
        message: &it.message,
        help: &it.help,
        remedy: it.remedy.as_ref().map(|it| Remedy {
            file: &it.file,
            lines: &it.lines,
            command: it.command.as_deref(),
        }),
        command: &it.command,
        file: &it.file,
        line: it.line,
        column: it.column,
        key: &it.key,
        criteria: report.criteria_of(it),
        collaboration: it.collaboration.as_deref(),
        subject: &it.subject,
        owner: it.owner.as_deref(),
        age_days: it.age_days,
    });
    let frozen = Report {
        version: VERSION,
        today: report.today.to_string(),
        scope: match report.scope {
            Scope::Whole => "workspace",
            Scope::Collaborations(_) => "collaborations",
        },
        summary: Summary {
            collaborations: summary.collaborations,
            rules: summary.rules,
            errors: summary.errors,
            warnings: summary.warnings,
            advice: summary.advice,
            waived: summary.waived,
        },
        findings: findings.collect(),
    };
    let mut text = serde_json::to_string_pretty(&frozen).unwrap_or_default();
    text.push('\n');
    plain(text)
}

/// The same JSON without a raw character that a terminal or an editor would obey. Such characters
/// stand inside of texts only, where JSON has its own way to write them.
pub(super) fn plain(text: String) -> String {
    if !text.chars().any(is_hidden) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_hidden(letter) {
            let _ = write!(shown, "\\u{:04x}", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_a_terminal_would_obey_is_written_as_json_writes_it() {
        let text = serde_json::to_string("a\u{9b}31m\u{202e}b\u{7f}\u{1b}é").expect("JSON");
        let shown = plain(text);
        assert_eq!(shown, r#""a\u009b31m\u202eb\u007f\u001bé""#);
        let back: String = serde_json::from_str(&shown).expect("still JSON");
        assert_eq!(back, "a\u{9b}31m\u{202e}b\u{7f}\u{1b}é");
    }
}
