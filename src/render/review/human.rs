//! What a review looks at, for people.

use crate::model::reckon::signoff::State;
use crate::model::review::ActionOutcome;
use crate::render::style::{bold, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};
use crate::report::{Aim, Level, ReviewReport, Unsaid, Views, Went};

/// What a review looks at, for people.
#[must_use]
pub fn render(report: &ReviewReport<'_>, look: Look) -> String {
    let mut out = head(report, look);
    let sections = [
        actions(report, look),
        aims(report, look),
        levels(report, look),
        shares(report, look),
        hopes(report, look),
        advice(report, look),
        troubles(report, look),
        lessons(report, look),
        views(&report.views, look),
        ending(report, look),
    ];
    for section in sections.iter().filter(|section| !section.is_empty()) {
        out.push('\n');
        out.push_str(section);
    }
    out
}

/// Text on one line, safe to show.
pub(super) fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn or_dash(text: Option<impl ToString>) -> String {
    text.map_or_else(|| "-".to_owned(), |text| text.to_string())
}

/// A heading and lines below it; nothing without lines.
pub(super) fn listed(heading: &str, lines: &[String], look: Look) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut out = bold(&wrap(heading, look.width, ""), look.colour);
    out.push('\n');
    for line in lines {
        out.push_str(&format!("  {}\n", wrap(line, look.width.saturating_sub(2), "    ")));
    }
    out
}

fn head(report: &ReviewReport<'_>, look: Look) -> String {
    let title = line(report.title.unwrap_or(report.collaboration));
    let title = wrap(&format!("Review {} of {title}", line(&report.plan)), look.width, "");
    let mut out = bold(&title, look.colour);
    out.push('\n');
    let mut parts: Vec<String> = report.kind.map(str::to_owned).into_iter().collect();
    match (report.held, report.due) {
        (Some(held), _) => parts.push(format!("held on {held}")),
        (None, Some(due)) => parts.push(format!("due {due}")),
        (None, None) => {}
    }
    parts.extend(report.lead.map(|lead| format!("led by {}", line(lead))));
    parts.push(format!("looks at {} to {}", report.period.0, report.period.1));
    out.push_str(&wrap(&parts.join(", "), look.width, ""));
    out.push('\n');
    let questions: Vec<String> = report.questions.iter().map(|it| line(it)).collect();
    out.push_str(&listed("Asked", &questions, look));
    out
}

fn actions(report: &ReviewReport<'_>, look: Look) -> String {
    if report.actions.is_empty() {
        return String::new();
    }
    let columns = [
        Column::text("Action"),
        Column::whole("Agreed"),
        Column::whole("Done"),
        Column::number("Late"),
        Column::whole("Went"),
        Column::text("Told"),
    ];
    let rows = report.actions.iter().map(|went| {
        let late = if went.late > 0 { went.late.to_string() } else { "-".to_owned() };
        let (agreed, done) = (went.agreed.to_string(), or_dash(went.done));
        vec![line(went.id), agreed, done, late, went.outcome.as_str().to_owned(), told(went)]
    });
    let mut out = table::render(&columns, rows.collect(), look);
    let differs = report.actions.iter().filter(|went| went.outcome != ActionOutcome::Open);
    for went in differs {
        let parts = [went.deviation.as_deref(), went.reason];
        let parts: Vec<String> = parts.into_iter().flatten().map(line).collect();
        if !parts.is_empty() {
            let text = format!("{}: {}", line(went.id), parts.join(". "));
            out.push_str(&format!("  {}\n", wrap(&text, look.width.saturating_sub(2), "    ")));
        }
    }
    out
}

/// The notices of an action and how often it was moved.
fn told(went: &Went<'_>) -> String {
    let mut parts: Vec<String> = went
        .notices
        .iter()
        .map(|(on, in_time)| format!("{on} {}", if *in_time { "in time" } else { "not in time" }))
        .collect();
    match went.moves {
        0 => {}
        1 => parts.push("moved once".to_owned()),
        moves => parts.push(format!("moved {moves} times")),
    }
    parts.extend(went.times.map(|(kept, due)| format!("{kept} of {due} in time")));
    if parts.is_empty() && went.late > 0 {
        parts.push("nobody".to_owned());
    }
    parts.join(", ")
}

fn aims(report: &ReviewReport<'_>, look: Look) -> String {
    if report.aims.is_empty() {
        return String::new();
    }
    let columns = [
        Column::text("Aim"),
        Column::text("Target"),
        Column::number("From"),
        Column::whole("By"),
        Column::whole("Reached"),
    ];
    let target = |aim: &Aim<'_>| {
        let unit = aim.unit.map_or_else(String::new, |unit| format!(" {}", line(unit)));
        aim.target.map_or_else(|| "-".to_owned(), |target| format!("{target}{unit}"))
    };
    let rows = report.aims.iter().map(|aim| {
        let (from, by) = (or_dash(aim.baseline), or_dash(aim.due));
        vec![line(aim.id), target(aim), from, by, or_dash(aim.said)]
    });
    table::render(&columns, rows.collect(), look)
}

fn levels(report: &ReviewReport<'_>, look: Look) -> String {
    if report.levels.is_empty() {
        return String::new();
    }
    let columns = [Column::text("Level"), Column::text("Target"), Column::text("Reported")];
    let target = |level: &Level<'_>| {
        let parts = [
            level.comparator.map(str::to_owned),
            level.target.map(|target| target.to_string()),
            level.unit.map(line),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let reported = |level: &Level<'_>| {
        let figures = level.figures.iter().map(|figure| match (figure.value, figure.note) {
            (Some(value), _) => format!("{value} to {}", figure.to),
            (None, note) => format!("none to {}: {}", figure.to, line(note.unwrap_or_default())),
        });
        let figures: Vec<String> = figures.collect();
        if figures.is_empty() { "nothing".to_owned() } else { figures.join("\n") }
    };
    let rows =
        report.levels.iter().map(|level| vec![line(level.id), target(level), reported(level)]);
    table::render(&columns, rows.collect(), look)
}

fn shares(report: &ReviewReport<'_>, look: Look) -> String {
    if report.shares.is_empty() {
        return String::new();
    }
    let columns = [
        Column::text("Paid and gained"),
        Column::text("By"),
        Column::number("Planned"),
        Column::whole("Per"),
        Column::number("Was"),
    ];
    let rows = report.shares.iter().map(|it| {
        let party = line(it.party.unwrap_or("-"));
        let (planned, actual) = (or_dash(it.planned), or_dash(it.actual));
        vec![line(it.id), party, planned, or_dash(it.per), actual]
    });
    table::render(&columns, rows.collect(), look)
}

fn hopes(report: &ReviewReport<'_>, look: Look) -> String {
    if report.hopes.is_empty() {
        return String::new();
    }
    let columns = [Column::text("Expected"), Column::text("What"), Column::whole("Met")];
    let rows = report
        .hopes
        .iter()
        .map(|it| vec![line(it.id), line(it.statement.unwrap_or_default()), or_dash(it.said)]);
    table::render(&columns, rows.collect(), look)
}

fn advice(report: &ReviewReport<'_>, look: Look) -> String {
    let lines = report.advice.iter().map(|it| {
        let status = it.status.map_or("proposed", |status| status.as_str());
        let due = it.due.map_or_else(String::new, |due| format!(", due {due}"));
        let fate = if status == "accepted" { ", in no action and no amendment yet" } else { "" };
        let statement = line(it.statement.unwrap_or_default());
        format!("{} ({}): {statement}; {status}{due}{fate}", line(it.id), line(it.plan))
    });
    listed("Recommended, and still open", &lines.collect::<Vec<_>>(), look)
}

fn troubles(report: &ReviewReport<'_>, look: Look) -> String {
    let lines = report.troubles.iter().map(|it| {
        let settled =
            it.settled.map_or_else(|| "still open".to_owned(), |on| format!("settled {on}"));
        let lesson = it.lesson.map_or_else(String::new, |text| format!(". {}", line(text)));
        format!("{}: opened {}, {settled}{lesson}", line(it.id), it.opened)
    });
    listed("Issues", &lines.collect::<Vec<_>>(), look)
}

fn lessons(report: &ReviewReport<'_>, look: Look) -> String {
    let lines: Vec<String> = report.lessons.iter().map(|lesson| line(lesson)).collect();
    listed("Learnt before", &lines, look)
}

fn views(views: &Views<'_>, look: Look) -> String {
    if !views.open {
        let on_file = views.on_file.len();
        let all = on_file + views.missing.len();
        let missing: Vec<String> = views.missing.iter().map(|party| line(party)).collect();
        let mut lines = vec![format!("{on_file} of {all} on file")];
        if !missing.is_empty() {
            lines.push(format!(
                "missing: {}. They are shown when all are there, so that each is written alone",
                missing.join(", ")
            ));
        }
        return if all == 0 { String::new() } else { listed("Views", &lines, look) };
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for gap in &views.gaps {
        let points: Vec<String> = gap.points.iter().map(|points| or_dash(*points)).collect();
        let mark = if gap.wide { "talk about it" } else { "" };
        rows.push(vec![line(gap.question), points.join(" "), gap.gap.to_string(), mark.to_owned()]);
    }
    let columns =
        [Column::text("View"), Column::whole("Points"), Column::number("Gap"), Column::whole("")];
    let order: Vec<String> = views.on_file.iter().map(|party| line(party)).collect();
    let mut out = table::render(&columns, rows, look);
    let order = format!("Points in the order {}.", order.join(", "));
    out.push_str(&format!("  {}\n", wrap(&order, look.width.saturating_sub(2), "    ")));
    for told in &views.told {
        let said = [("useful", told.most_useful), ("would stop", told.would_stop)];
        let said = said.into_iter().chain([("besides", told.comment)]);
        let said: Vec<String> =
            said.filter_map(|(what, text)| Some(format!("{what}: {}", line(text?)))).collect();
        if !said.is_empty() {
            let text = format!("{}: {}", line(told.party), said.join("; "));
            out.push_str(&format!("  {}\n", wrap(&text, look.width.saturating_sub(2), "    ")));
        }
    }
    out
}

/// What is still to be said, with the line that says it: whole, as it is there to be copied.
fn lacking(heading: &str, lacking: &[Unsaid], look: Look) -> String {
    let mut out = String::new();
    if !lacking.is_empty() {
        out = format!("{}\n", bold(heading, look.colour));
    }
    for it in lacking {
        let said = format!("{}; {}:", line(&it.message), it.help);
        out.push_str(&format!("  {}\n", wrap(&said, look.width.saturating_sub(2), "    ")));
        out.push_str(&format!("    {}\n", visible(&it.command)));
    }
    out
}

/// What is still to be said, who has agreed, and what comes next.
fn ending(report: &ReviewReport<'_>, look: Look) -> String {
    let mut out = lacking("Still to be said", &report.lacking, look);
    out.push_str(&lacking("Better said before it is agreed", &report.better, look));
    let agreed: Vec<String> = report
        .signed
        .iter()
        .map(|one| match (one.state, one.on) {
            (State::Holds, Some(on)) => format!("{} on {on}", line(one.party)),
            (State::Stale, Some(on)) => format!("{} on {on}, another text", line(one.party)),
            _ => format!("{} not yet", line(one.party)),
        })
        .collect();
    if !agreed.is_empty() {
        out.push_str(&listed("Agreed by", &[agreed.join(", ")], look));
    }
    let next = report.next.map_or_else(
        || "no further review is planned".to_owned(),
        |(id, due)| format!("{} by {due}", line(id)),
    );
    out.push_str(&listed("Next review", &[next], look));
    out
}
