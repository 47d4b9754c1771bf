//! What a report looks like, whatever the format: a title, headings, paragraphs, lists, facts and
//! tables. Texts in it are as they stand in the record; each format makes them safe its own way.

use crate::report::Heading;

/// A report, laid out.
#[derive(Debug, Default)]
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
    /// What is said at the very end: what is left out, and of which day it is.
    pub(super) end: Vec<String>,
}

/// A part of it.
#[derive(Debug)]
pub(super) enum Part {
    Heading(String),
    Text(String),
    List(Vec<String>),
    /// Lines for a shell, ready to be typed.
    Lines(Vec<String>),
    /// A number or a name, and what belongs to it.
    Facts(Vec<(String, String)>),
    Table(Table),
}

/// How a column takes part in the width of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text that may be broken over several lines.
    Text,
    /// A date or a short word, in one piece.
    Whole,
    /// A number, which stands to the right.
    Number,
}

/// A table: titles, and rows of as many cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<(&'static str, Kind)>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: &[(&'static str, Kind)], rows: Vec<Vec<String>>) -> Self {
        Self { columns: columns.to_vec(), rows }
    }
}

impl Paper {
    pub(super) fn new(title: impl Into<String>, heading: &Heading) -> Self {
        Self { title: title.into(), parts: Vec::new(), end: end(heading) }
    }

    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Text(text.into()));
    }

    pub(super) fn list(&mut self, items: Vec<String>) {
        self.parts.push(Part::List(items));
    }

    pub(super) fn lines(&mut self, lines: Vec<String>) {
        self.parts.push(Part::Lines(lines));
    }

    pub(super) fn facts(&mut self, facts: Vec<(String, String)>) {
        self.parts.push(Part::Facts(facts));
    }

    pub(super) fn table(&mut self, columns: &[(&'static str, Kind)], rows: Vec<Vec<String>>) {
        self.parts.push(Part::Table(Table::new(columns, rows)));
    }

    /// A table under a heading, or words in its place.
    pub(super) fn section(
        &mut self,
        heading: &str,
        none: &str,
        columns: &[(&'static str, Kind)],
        rows: Vec<Vec<String>>,
    ) {
        self.heading(heading);
        if rows.is_empty() {
            self.text(none);
        } else {
            self.table(columns, rows);
        }
    }
}

/// How many items are not in a report, by why they are not. Never which.
pub(super) fn left_out(heading: &Heading) -> Vec<String> {
    let mut lines = Vec::new();
    for missing in &heading.not_shown {
        lines.push(format!("Not shown: {}.", missed(missing.count, missing.what)));
    }
    if heading.audience != "own" {
        lines.push(format!(
            "Left out, as this audience may not see it: {}.",
            counted(heading.left_out, "item")
        ));
    }
    lines
}

/// What every report says at its end.
fn end(heading: &Heading) -> Vec<String> {
    let mut lines = left_out(heading);
    if heading.unread_count > 0 {
        let which = if heading.unread.is_empty() {
            String::new()
        } else {
            format!(": {}", heading.unread.join(", "))
        };
        lines.push(format!(
            "{} could not be read whole, and what is said there may be missing{which}.",
            counted(heading.unread_count, "file")
        ));
    }
    lines.push(match &heading.commit {
        Some(commit) => {
            let also = if heading.changed_since_commit { " and changes since" } else { "" };
            format!("Prepared from commit {commit}{also}, as of {}.", heading.as_of)
        }
        None => format!("As of {}.", heading.as_of),
    });
    lines
}

/// What is not shown, with its number: `1 collaboration that rests or is over`.
fn missed(count: usize, what: &str) -> String {
    let what = match count {
        1 => what
            .replacen("collaborations", "collaboration", 1)
            .replace("that rest or are over", "that rests or is over"),
        _ => what.to_owned(),
    };
    format!("{count} {what}")
}

/// `1 item`, `2 items`.
pub(super) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// `1 day`, `2 days`.
pub(super) fn days(number: i64) -> String {
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}

/// Of something that recurs, that more of it is late.
pub(super) fn more(late: usize) -> String {
    match late {
        0 => String::new(),
        late => format!(
            ", and so {} more",
            if late == 1 { "is 1".to_owned() } else { format!("are {late}") }
        ),
    }
}

/// A value, or nothing.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
