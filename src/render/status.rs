//! Where collaborations stand: for people and for programs.

use serde::Serialize;

use super::style::cut;
use super::table::{self, Column};
use super::{Look, visible};
use crate::model::reckon::action::Lateness;
use crate::report::{Next, Overdue, StatusLine, StatusReport};

/// From this width on each collaboration fits on one line.
const WIDE: usize = 120;

/// Where collaborations stand, for people.
#[must_use]
pub fn human(report: &StatusReport, look: Look) -> String {
    let mut out = String::new();
    if report.lines.is_empty() {
        out.push_str("No collaboration to show.\n");
    } else {
        out.push_str(&lines(report, look));
    }
    let overdue: usize = report.lines.iter().map(|line| line.overdue.len()).sum();
    if overdue > 0 {
        out.push('\n');
        out.push_str(&late(report, look));
    }
    let sum = |of: fn(&StatusLine) -> usize| report.lines.iter().map(of).sum::<usize>();
    out.push_str(&format!(
        "\n{} on {}: {} overdue, {}, {}.\n",
        counted(report.lines.len(), "collaboration"),
        report.today,
        overdue,
        counted(sum(|line| line.errors), "error"),
        counted(sum(|line| line.warnings), "warning"),
    ));
    if report.closed_left_out > 0 {
        out.push_str(&format!(
            "Left out: {} closed; `--all` shows them.\n",
            report.closed_left_out
        ));
    }
    out
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn lines(report: &StatusReport, look: Look) -> String {
    let day = |next: &Option<Next>| next.as_ref().map_or("-".to_owned(), |it| it.due.to_string());
    let wide = look.width >= WIDE;
    let mut columns = vec![Column::text("Collaboration")];
    if wide {
        columns.extend([Column::text("Title"), Column::whole("Significance")]);
    }
    columns.extend([
        Column::whole("Stage"),
        Column::whole("Action"),
        Column::whole("Report"),
        Column::whole("Review"),
        Column::number("Err"),
        Column::number("Warn"),
    ]);
    let rows = report.lines.iter().map(|line| {
        let (id, title) = (visible(&line.id), visible(&line.title));
        let title = cut(&title.replace(['\n', '\t'], " "), 40);
        let resting = if line.resting && !line.closed { "resting" } else { "" };
        let (stage, significance) = (line.stage.as_str(), line.significance.as_str());
        let mut row = if wide {
            let stage = [stage, resting].join(" ");
            vec![id.into_owned(), title, significance.to_owned(), stage.trim_end().to_owned()]
        } else {
            // The title goes below the id, as far as it fits beside the dates.
            let title = cut(&title, look.width.saturating_sub(58).max(12));
            let below = [significance, resting].into_iter().filter(|it| !it.is_empty());
            let below: Vec<&str> = below.collect();
            vec![format!("{id}\n {title}"), format!("{stage}\n{}", below.join("\n"))]
        };
        row.extend([day(&line.next_action), day(&line.next_report), day(&line.next_review)]);
        row.extend([line.errors.to_string(), line.warnings.to_string()]);
        row
    });
    table::render(&columns, rows.collect(), look)
}

/// What is late, below the collaboration it belongs to.
fn late(report: &StatusReport, look: Look) -> String {
    let columns =
        [Column::text("Overdue"), Column::whole("Due"), Column::number("Days"), Column::text("By")];
    let mut rows = Vec::new();
    for line in report.lines.iter().filter(|line| !line.overdue.is_empty()) {
        rows.push(vec![
            visible(&line.id).into_owned(),
            String::new(),
            String::new(),
            String::new(),
        ]);
        for it in &line.overdue {
            let told = match it.told {
                Some(Lateness::Silent) => ", nobody told",
                Some(Lateness::ToldSome) => ", told to some only",
                Some(Lateness::ToldLate) => ", told late",
                Some(Lateness::ToldInTime) => ", told in time",
                Some(Lateness::InTime) | None => "",
            };
            let by = it.owner.as_deref().or(it.party.as_deref()).unwrap_or("-");
            rows.push(vec![
                format!("  {}", visible(&it.item)),
                it.due.to_string(),
                it.days.to_string(),
                format!("{}{told}", visible(by)),
            ]);
        }
    }
    table::render(&columns, rows, look)
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    today: String,
    closed_left_out: usize,
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

/// Where collaborations stand, as JSON. The form is frozen under its `version`.
#[must_use]
pub fn json(report: &StatusReport) -> String {
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
    });
    let frozen = Report {
        version: 1,
        today: report.today.to_string(),
        closed_left_out: report.closed_left_out,
        collaborations: collaborations.collect(),
    };
    let mut text = serde_json::to_string_pretty(&frozen).unwrap_or_default();
    text.push('\n');
    text
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
