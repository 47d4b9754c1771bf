//! Reports that are mostly lists and tables: actions, portfolio, calendar.

use super::paper::{
    Kind::{Number, Text, Whole},
    Paper, Table, counted, days, more, shown,
};
use crate::report::{ActionLine, ActionsReport, CalendarReport, PortfolioReport, Trust};

pub(super) fn actions(report: &ActionsReport) -> Paper {
    let mut paper = Paper::new("Open actions", &report.heading);
    if report.owners.is_empty() {
        paper.text("Nothing is open.");
    }
    for owner in &report.owners {
        let title = match (&owner.owner, &owner.title) {
            (Some(role), Some(title)) => format!("{title} ({role})"),
            (Some(role), None) => role.clone(),
            (None, _) => "Nobody is named".to_owned(),
        };
        paper.heading(title);
        for when in ["overdue", "this week", "later"] {
            let lines: Vec<&ActionLine> =
                owner.actions.iter().filter(|line| line.when == when).collect();
            if !lines.is_empty() {
                paper.list(lines.iter().map(|line| action(line)).collect());
            }
        }
        let typed = owner.actions.iter().filter_map(|line| line.line.clone());
        let typed: Vec<String> = typed.collect();
        if !typed.is_empty() {
            paper.text("When one is done:");
            paper.lines(typed);
        }
    }
    let all = report.owners.iter().flat_map(|owner| &owner.actions);
    let count = |when: &str| all.clone().filter(|line| line.when == when).count();
    paper.heading(format!(
        "{}: {} overdue, {} this week, {} later",
        counted(all.clone().count(), "action"),
        count("overdue"),
        count("this week"),
        count("later")
    ));
    paper
}

/// One action in a line.
fn action(line: &ActionLine) -> String {
    let mut text = format!("{} {}", line.due, line.action);
    if let Some(late) = line.days_late {
        text.push_str(&format!(", {} late", days(late)));
    } else if line.when == "this week" {
        text.push_str(", this week");
    }
    text.push_str(&more(line.more_late));
    if let Some(told) = line.told {
        text.push_str(&format!(", {told}"));
    }
    text.push_str(&format!(": {} [{}, {}]", line.title, line.collaboration, line.state));
    if line.moved > 0 || line.original != line.due {
        text.push_str(&format!("; first due {}, moved {}", line.original, times(line.moved)));
    }
    if !line.waiting_for.is_empty() {
        text.push_str(&format!("; waits for {}", line.waiting_for.join(", ")));
    }
    if !line.serves.is_empty() {
        text.push_str(&format!("; serves {}", line.serves.join(", ")));
    }
    text
}

fn times(number: usize) -> String {
    match number {
        0 => "by an amendment".to_owned(),
        1 => "once".to_owned(),
        many => format!("{many} times"),
    }
}

pub(super) fn actions_sheet(report: &ActionsReport) -> Table {
    let rows = report.owners.iter().flat_map(|owner| &owner.actions).map(|line| {
        vec![
            shown(line.owner.as_ref()),
            line.collaboration.clone(),
            line.action.clone(),
            line.title.clone(),
            shown(line.party.as_ref()),
            line.due.to_string(),
            line.original.to_string(),
            line.moved.to_string(),
            line.state.to_owned(),
            line.when.to_owned(),
            shown(line.days_late),
            line.more_late.to_string(),
            shown(line.told),
            line.waiting_for.join("; "),
            line.serves.join("; "),
            shown(line.line.as_ref()),
        ]
    });
    let columns = [
        ("owner", Text),
        ("collaboration", Text),
        ("action", Text),
        ("title", Text),
        ("party", Text),
        ("due", Whole),
        ("original", Whole),
        ("moved", Number),
        ("state", Text),
        ("when", Text),
        ("days_late", Number),
        ("more_late", Number),
        ("told", Text),
        ("waiting_for", Text),
        ("serves", Text),
        ("line", Text),
    ];
    Table::new(&columns, rows.collect())
}

pub(super) fn portfolio(report: &PortfolioReport) -> Paper {
    let mut paper = Paper::new("Portfolio", &report.heading);
    let rows = report.collaborations.iter().map(|row| {
        let state = if row.resting && row.stage != "closed" { " resting" } else { "" };
        let past = if row.past_term { " past term" } else { "" };
        let parties = match row.parties.len() {
            1 => "1 party".to_owned(),
            many => format!("{many} parties"),
        };
        vec![
            format!("{}\n{}\n{parties}", row.collaboration, row.title),
            format!("{}{state}{past}\n{}", row.stage, row.significance),
            row.overdue.to_string(),
            shown(row.next_review),
            shown(row.worst_risk.as_ref().map(|risk| risk.score)),
            shown(row.net_per_year.as_ref()),
            shown(row.trust.as_ref().map(trust)),
            shown(row.days_since_last_event),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = [
        ("Collaboration", Text),
        ("Stage", Text),
        ("Late", Number),
        ("Review", Whole),
        ("Risk", Number),
        ("Net/year", Number),
        ("Trust", Text),
        ("Quiet", Number),
    ];
    if rows.is_empty() {
        paper.text("No collaboration to show.");
    } else {
        paper.table(&columns, rows);
    }
    let totals = &report.totals;
    let sum = format!("{} {}", totals.net_per_year, report.currency);
    let mut facts = vec![
        (
            "Collaborations".to_owned(),
            format!("{}, {} in force", totals.collaborations, totals.in_force),
        ),
        ("Overdue".to_owned(), totals.overdue.to_string()),
        ("Net a year".to_owned(), format!("{}, as planned, of all parties", sum.trim_end())),
        ("Past their term".to_owned(), totals.past_term.to_string()),
        ("Costs above gains".to_owned(), totals.costs_exceed.to_string()),
    ];
    let left: usize = report.collaborations.iter().map(|row| row.values_not_yearly).sum();
    if left > 0 {
        let what = format!("{} that count once or for the whole term", counted(left, "value"));
        facts.push(("Not in the net".to_owned(), what));
    }
    paper.heading("Together");
    paper.facts(facts);
    paper.text(
        "Late: actions, reports and reviews. Risk: the worst that is left. Trust: from 0 to 4, as the \
         parties say, and before that. Quiet: days since the newest event.",
    );
    paper
}

/// `3.5, was 3.0`.
fn trust(trust: &Trust) -> String {
    let tenths = |value: i64| format!("{}.{}", value / 10, value % 10);
    match trust.before_tenths {
        Some(before) => format!("{}, was {}", tenths(trust.now_tenths), tenths(before)),
        None => tenths(trust.now_tenths),
    }
}

pub(super) fn portfolio_sheet(report: &PortfolioReport) -> Table {
    let rows = report.collaborations.iter().map(|row| {
        vec![
            row.collaboration.clone(),
            row.title.clone(),
            row.stage.to_owned(),
            row.significance.to_owned(),
            row.resting.to_string(),
            row.parties.join("; "),
            row.overdue.to_string(),
            shown(row.next_review),
            shown(row.worst_risk.as_ref().map(|risk| &risk.risk)),
            shown(row.worst_risk.as_ref().map(|risk| risk.score)),
            shown(row.net_per_year.as_ref()),
            report.currency.clone(),
            row.costs_exceed.to_string(),
            shown(row.trust.as_ref().map(trust)),
            shown(row.last_event),
            shown(row.days_since_last_event),
            shown(row.ends_on),
            row.past_term.to_string(),
        ]
    });
    let columns = [
        ("collaboration", Text),
        ("title", Text),
        ("stage", Text),
        ("significance", Text),
        ("resting", Text),
        ("parties", Text),
        ("overdue", Number),
        ("next_review", Whole),
        ("worst_risk", Text),
        ("worst_risk_score", Number),
        ("net_per_year", Number),
        ("currency", Text),
        ("costs_exceed", Text),
        ("trust", Text),
        ("last_event", Whole),
        ("days_since_last_event", Number),
        ("ends_on", Whole),
        ("past_term", Text),
    ];
    Table::new(&columns, rows.collect())
}

pub(super) fn calendar(report: &CalendarReport) -> Paper {
    let mut paper = Paper::new("Calendar", &report.heading);
    let rows = report.entries.iter().map(|entry| {
        let mut what = entry.summary.clone();
        if let Some(owner) = &entry.owner {
            what.push_str(&format!(" ({owner})"));
        }
        if let Some(was) = entry.original.filter(|original| *original != entry.day) {
            what.push_str(&format!(", first {was}"));
        }
        if entry.state != "open" {
            what.push_str(&format!(", {}", entry.state));
        }
        vec![entry.day.to_string(), entry.kind.to_owned(), what]
    });
    let columns = [("Day", Whole), ("Kind", Whole), ("What", Text)];
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        paper.text("Nothing is due.");
    } else {
        paper.table(&columns, rows);
    }
    paper.text(format!("Up to {}. `--format ics` makes a file for a calendar.", report.until));
    paper
}

pub(super) fn calendar_sheet(report: &CalendarReport) -> Table {
    let rows = report.entries.iter().map(|entry| {
        vec![
            entry.day.to_string(),
            shown(entry.original),
            entry.state.to_owned(),
            entry.kind.to_owned(),
            entry.collaboration.clone(),
            entry.item.clone(),
            entry.summary.clone(),
            shown(entry.party.as_ref()),
            shown(entry.owner.as_ref()),
            entry.uid.clone(),
            entry.sequence.to_string(),
        ]
    });
    let columns = [
        ("day", Whole),
        ("original", Whole),
        ("state", Text),
        ("kind", Text),
        ("collaboration", Text),
        ("item", Text),
        ("summary", Text),
        ("party", Text),
        ("owner", Text),
        ("uid", Text),
        ("sequence", Number),
    ];
    Table::new(&columns, rows.collect())
}
