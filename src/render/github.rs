//! Findings as workflow commands of GitHub Actions, which become annotations on lines.

use super::visible;
use crate::report::FindingsReport;
use crate::rules::Severity;

/// A line a finding. GitHub looks for files from the root of the repository on: `below` is the way
/// from there to the workspace, with `/`; empty where they are the same.
#[must_use]
pub fn render(report: &FindingsReport, below: &str) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let file = match below {
            "" => finding.file.clone(),
            _ => format!("{below}/{}", finding.file),
        };
        let criteria = visible(&report.criteria_of(finding).join(" ")).into_owned();
        let message = format!(
            "{}\n{}{}",
            visible(&finding.message),
            visible(&finding.help),
            if criteria.is_empty() { String::new() } else { format!("\nCriteria: {criteria}") },
        );
        out.push_str(&format!(
            "::{command} file={},line={},col={},title={}::{}\n",
            property(&visible(&file)),
            finding.line,
            finding.column,
            property(finding.rule),
            data(&message),
        ));
    }
    out
}

/// The text of a command: per cent and line ends escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command: what ends it, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
