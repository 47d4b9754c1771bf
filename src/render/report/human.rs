//! A report at a terminal: no wider than it, broken where it would be, never cut.

use super::paper::{Kind, Paper, Part, Table};
use crate::render::style::{bold, dim, hang, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};

/// Wider lines are hard to read.
const WIDE: usize = 120;

pub(super) fn render(paper: &Paper, look: Look) -> String {
    let look = look.at_most(WIDE);
    let mut out = String::new();
    for line in folded(&paper.title, look.width, "").lines() {
        out.push_str(&format!("{}\n", bold(line, look.colour)));
    }
    for part in &paper.parts {
        match part {
            Part::Heading(text) => {
                let line = folded(text, look.width, "");
                out.push_str(&format!("\n{}\n", bold(&line, look.colour)));
            }
            Part::Text(text) => out.push_str(&format!("{}\n", folded(text, look.width, ""))),
            Part::List(items) => {
                for item in items {
                    let text = folded(item, look.width - 2, "  ");
                    out.push_str(&format!("- {text}\n"));
                }
            }
            Part::Lines(lines) => {
                for line in lines {
                    // Whole, whatever the width: it is there to be copied.
                    out.push_str(&format!("    {}\n", flat(line)));
                }
            }
            Part::Facts(facts) => {
                let long = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
                let long = long.min(24);
                for (name, text) in facts {
                    let lead = format!("{:long$}  ", flat(name));
                    out.push_str(hang(&lead, &flat(text), look.width).trim_end());
                    out.push('\n');
                }
            }
            Part::Table(table) => out.push_str(&of_table(table, look)),
        }
    }
    out.push('\n');
    for line in &paper.end {
        out.push_str(&format!("{}\n", dim(&folded(line, look.width, "  "), look.colour)));
    }
    out
}

fn of_table(table: &Table, look: Look) -> String {
    let columns: Vec<Column> = table
        .columns
        .iter()
        .map(|(title, kind)| match kind {
            Kind::Text => Column::text(title),
            Kind::Whole => Column::whole(title),
            Kind::Number => Column::number(title),
        })
        .collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| lines(cell)).collect()).collect();
    table::render(&columns, rows, look)
}

/// A cell: what a terminal would obey is shown as its number; the lines that the layout put there
/// stay.
fn lines(text: &str) -> String {
    visible(text).replace('\t', " ")
}

/// A text in one line.
fn flat(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// A text broken into lines: words, and commands to be typed, in one piece.
fn folded(text: &str, width: usize, indent: &str) -> String {
    wrap(&flat(text), width, indent)
}
