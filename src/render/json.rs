//! Findings as JSON. The form is frozen under its `version`: fields may be added, never changed.

use serde::Serialize;

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
    file: &'a str,
    line: usize,
    column: usize,
    key: &'a str,
    criteria: &'a [&'a str],
    collaboration: Option<&'a str>,
    subject: &'a str,
    owner: Option<&'a str>,
    age_days: Option<i64>,
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
        file: &it.file,
        line: it.line,
        column: it.column,
        key: &it.key,
        criteria: it.criteria,
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
    text
}
