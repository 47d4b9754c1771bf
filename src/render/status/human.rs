//! Where collaborations stand, for people.

use crate::model::reckon::action::Lateness;
use crate::render::style::{cut, hang, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};
use crate::report::{Next, Overdue, StatusLine, StatusReport};

/// From this width on each collaboration fits on one line.
const WIDE: usize = 120;

/// Below this width no columns fit side by side: what belongs to a collaboration stands below it.
const NARROW: usize = 72;

/// Where collaborations stand, for people.
#[must_use]
pub fn render(report: &StatusReport, look: Look) -> String {
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
    let mut say = |text: &str| out.push_str(&format!("{}\n", wrap(text, look.width, "")));
    say("");
    say(&format!(
        "{} on {}: {} overdue, {}, {}.",
        counted(report.lines.len(), "collaboration"),
        report.today,
        overdue,
        counted(sum(|line| line.errors), "error"),
        counted(sum(|line| line.warnings), "warning"),
    ));
    let elsewhere: Vec<String> =
        [(report.errors_elsewhere, "error"), (report.warnings_elsewhere, "warning")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| counted(number, what))
            .collect();
    if !elsewhere.is_empty() {
        say(&format!("In settings and network: {}; `comity check` tells.", elsewhere.join(", ")));
    }
    for line in &report.lines {
        if let Some(digest) = &line.digest {
            say(&format!("A sign-off over the agreement of {} covers", visible(&line.id)));
            say(digest);
        }
    }
    if report.closed_left_out > 0 {
        say(&format!("Left out: {} closed; `--all` shows them.", report.closed_left_out));
    }
    out
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn lines(report: &StatusReport, look: Look) -> String {
    let day = |next: &Option<Next>| next.as_ref().map_or("-".to_owned(), |it| it.due.to_string());
    // Where columns do not fit, each has a line of its own.
    let wide = look.width >= WIDE || look.width < NARROW;
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
    if look.width < NARROW {
        return late_by_line(report, look);
    }
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
            rows.push(vec![
                format!("  {}", visible(&it.item)),
                it.due.to_string(),
                it.days.to_string(),
                by(it),
            ]);
        }
    }
    table::render(&columns, rows, look)
}

/// The same without columns.
fn late_by_line(report: &StatusReport, look: Look) -> String {
    let mut out = String::new();
    for line in report.lines.iter().filter(|line| !line.overdue.is_empty()) {
        let heading = format!("Overdue in {}:", visible(&line.id));
        out.push_str(&format!("{}\n", wrap(&heading, look.width, "")));
        for it in &line.overdue {
            let days = if it.days == 1 { "1 day".to_owned() } else { format!("{} days", it.days) };
            let text = format!("{}: due {}, {days}, {}", visible(&it.item), it.due, by(it));
            out.push_str(&format!("{}\n", hang("- ", &text, look.width)));
        }
    }
    out
}

/// Who answers for what is late, and whether others were told.
fn by(late: &Overdue) -> String {
    let told = match late.told {
        Some(Lateness::Silent) => ", nobody told",
        Some(Lateness::ToldSome) => ", told to some only",
        Some(Lateness::ToldLate) => ", told late",
        Some(Lateness::ToldInTime) => ", told in time",
        Some(Lateness::InTime) | None => "",
    };
    let by = late.owner.as_deref().or(late.party.as_deref()).unwrap_or("-");
    format!("{}{told}", visible(by))
}
