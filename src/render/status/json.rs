//! Where collaborations stand, as JSON. The form is frozen under its `version`: fields may be added,
//! never changed.

use serde::Serialize;

use crate::model::reckon::action::Lateness;
use crate::render::json::plain;
use crate::report::{Next, Overdue, StatusReport};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    today: String,
    closed_left_out: usize,
    errors_elsewhere: usize,
    warnings_elsewhere: usize,
    collaborations: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    stage: &'a str,
    significance: &'a str,
    resting: bool,
    next_action: Option<Coming<'a>>,
    next_report: Option<Coming<'a>>,
    next_review: Option<Coming<'a>>,
    overdue: Vec<Late<'a>>,
    errors: usize,
    warnings: usize,
    digest: Option<&'a str>,
}

#[derive(Serialize)]
struct Coming<'a> {
    item: &'a str,
    due: String,
}

#[derive(Serialize)]
struct Late<'a> {
    duty: &'a str,
    item: &'a str,
    due: String,
    days: i64,
    party: Option<&'a str>,
    owner: Option<&'a str>,
    told: Option<&'a str>,
}

/// Where collaborations stand, as one JSON object, a line end behind it.
#[must_use]
pub fn render(report: &StatusReport) -> String {
    let collaborations = report.lines.iter().map(|line| Line {
        id: &line.id,
        title: &line.title,
        stage: line.stage.as_str(),
        significance: line.significance.as_str(),
        resting: line.resting,
        next_action: next(&line.next_action),
        next_report: next(&line.next_report),
        next_review: next(&line.next_review),
        overdue: line.overdue.iter().map(late_frozen).collect(),
        errors: line.errors,
        warnings: line.warnings,
        digest: line.digest.as_deref(),
    });
    let frozen = Report {
        version: 1,
        today: report.today.to_string(),
        closed_left_out: report.closed_left_out,
        errors_elsewhere: report.errors_elsewhere,
        warnings_elsewhere: report.warnings_elsewhere,
        collaborations: collaborations.collect(),
    };
    let mut text = serde_json::to_string_pretty(&frozen).unwrap_or_default();
    text.push('\n');
    plain(text)
}

fn next(next: &Option<Next>) -> Option<Coming<'_>> {
    next.as_ref().map(|next| Coming { item: &next.item, due: next.due.to_string() })
}

fn late_frozen(late: &Overdue) -> Late<'_> {
    Late {
        duty: late.duty.as_str(),
        item: &late.item,
        due: late.due.to_string(),
        days: late.days,
        party: late.party.as_deref(),
        owner: late.owner.as_deref(),
        told: late.told.map(|told| match told {
            Lateness::InTime => "not-late",
            Lateness::ToldInTime => "in-time",
            Lateness::ToldLate => "late",
            Lateness::ToldSome => "some",
            Lateness::Silent => "nobody",
        }),
    }
}
