//! The two-sided ledger.

use super::paper::{
    Kind::{Number, Text, Whole},
    Paper, Table, days, more, shown,
};
use crate::report::{DutiesReport, DutyLine};

pub(super) fn paper(report: &DutiesReport) -> Paper {
    let mut paper = Paper::new("What is owed", &report.heading);
    if report.accounts.is_empty() {
        paper.text("Nothing is owed on either side.");
    }
    for account in &report.accounts {
        paper.heading(account.name.clone());
        // Two columns: what stands at the top of each is the most urgent of its side.
        let long = account.we_owe.len().max(account.they_owe.len());
        let cell = |lines: &[DutyLine], at: usize| lines.get(at).map(duty).unwrap_or_default();
        let rows = (0..long).map(|at| vec![cell(&account.we_owe, at), cell(&account.they_owe, at)]);
        paper.table(&[("We owe them", Text), ("They owe us", Text)], rows.collect());
    }
    paper
}

/// One duty in a cell: the day, what, and which item asks for it.
pub(super) fn duty(line: &DutyLine) -> String {
    let when = match (line.due, line.since, line.days_late) {
        (Some(due), _, Some(late)) => {
            format!("{due}, {} late{}: ", days(late), more(line.more_late))
        }
        (Some(due), _, None) => format!("{due}: "),
        (None, Some(since), _) => format!("since {since}: "),
        (None, None, _) => String::new(),
    };
    let what = if line.what.is_empty() { line.kind } else { &line.what };
    format!("{when}{what} ({}, {})", line.kind, line.item)
}

pub(super) fn sheet(report: &DutiesReport) -> Table {
    let rows = report.accounts.iter().flat_map(|account| {
        let ours = account.we_owe.iter().map(|line| ("we owe", line));
        let theirs = account.they_owe.iter().map(|line| ("they owe", line));
        ours.chain(theirs).map(|(side, line)| {
            let mut row = vec![account.with.clone(), account.name.clone(), side.to_owned()];
            row.extend(cells(line));
            row
        })
    });
    let mut columns = vec![("with", Text), ("name", Text), ("side", Text)];
    columns.extend(DUTY);
    Table::new(&columns, rows.collect())
}

/// The columns of a duty in a spreadsheet.
const DUTY: [(&str, super::paper::Kind); 9] = [
    ("kind", Text),
    ("collaboration", Text),
    ("item", Text),
    ("what", Text),
    ("owner", Text),
    ("due", Whole),
    ("since", Whole),
    ("days_late", Number),
    ("more_late", Number),
];

fn cells(line: &DutyLine) -> Vec<String> {
    vec![
        line.kind.to_owned(),
        shown(line.collaboration.as_ref()),
        line.item.clone(),
        line.what.clone(),
        shown(line.owner.as_ref()),
        shown(line.due),
        shown(line.since),
        shown(line.days_late),
        line.more_late.to_string(),
    ]
}
