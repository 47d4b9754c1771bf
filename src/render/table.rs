//! Tables in a terminal: the one place that lays columns out.

use std::borrow::Cow;

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table,
    TableStyle,
};

use super::Look;
use super::style::{bold, wrap};

/// A column of a table.
pub(super) struct Column {
    title: Cow<'static, str>,
    whole: bool,
    right: bool,
}

impl Column {
    /// Text that may be broken over several lines.
    pub(super) const fn text(title: &'static str) -> Self {
        Self { title: Cow::Borrowed(title), whole: false, right: false }
    }

    /// Text that may be broken, under a title that comes from the record.
    pub(super) fn named(title: String) -> Self {
        Self { title: Cow::Owned(title), whole: false, right: false }
    }

    /// Text that must stay in one piece: an id, a date, a word.
    pub(super) const fn whole(title: &'static str) -> Self {
        Self { title: Cow::Borrowed(title), whole: true, right: false }
    }

    /// A number.
    pub(super) const fn number(title: &'static str) -> Self {
        Self { title: Cow::Borrowed(title), whole: true, right: true }
    }
}

/// A table no wider than the terminal, without lines but one below the titles.
pub(super) fn render(columns: &[Column], rows: Vec<Vec<String>>, look: Look) -> String {
    const STYLE: TableStyle = TableStyle::new()
        .header_lines(ContentLineStyle::none())
        .header_separator(LineStyle::none().fill('─'));
    if !fits(columns, &rows, look.width) {
        return stacked(columns, &rows, look);
    }
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width).unwrap_or(u16::MAX))
        .set_header(columns.iter().map(|column| &*column.title).collect::<Vec<_>>())
        .add_rows(rows);
    let last = columns.len().saturating_sub(1);
    for (at, (column, made)) in columns.iter().zip(table.column_iter_mut()).enumerate() {
        made.set_padding((0, if at == last { 0 } else { 2 }));
        if column.whole {
            made.set_constraint(ColumnConstraint::ContentWidth);
        }
        if column.right {
            made.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut out = String::new();
    for (at, line) in table.lines().enumerate() {
        let line = line.trim_end();
        out.push_str(&if at == 0 { bold(line, look.colour) } else { line.to_owned() });
        out.push('\n');
    }
    out
}

/// How narrow a column of text may become, where what it holds is longer.
const LEAST: usize = 8;

/// Whether the columns fit side by side, and words can still be read.
fn fits(columns: &[Column], rows: &[Vec<String>], width: usize) -> bool {
    let needs = columns.iter().enumerate().map(|(at, column)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| cell.lines());
        let long = cells.chain([&*column.title]).map(|it| it.chars().count()).max().unwrap_or(0);
        if column.whole { long } else { long.min(LEAST) }
    });
    needs.sum::<usize>() + 2 * columns.len().saturating_sub(1) <= width
}

/// The same where columns do not fit side by side: each row as lines of its own, a title and its
/// cell on each.
fn stacked(columns: &[Column], rows: &[Vec<String>], look: Look) -> String {
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        out.push_str(if at > 0 { "\n" } else { "" });
        for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty()) {
            let title =
                if column.title.is_empty() { String::new() } else { format!("{}: ", column.title) };
            let shown = bold(title.trim_end(), look.colour);
            let mut text = wrap(&format!("{title}{}", cell.replace('\n', " ")), look.width, "  ");
            if let Some(rest) = text.strip_prefix(title.trim_end()) {
                text = format!("{shown}{rest}");
            }
            out.push_str(&format!("{text}\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_is_wider_than_its_terminal() {
        let columns = [Column::whole("Due"), Column::text("What"), Column::number("Late")];
        let row = ["2026-04-07", "Keep the play corner free on Tuesdays from four to five", "9"];
        let row: Vec<String> = row.map(str::to_owned).to_vec();
        for width in 20..100 {
            let look = Look::new(false, width);
            let shown = render(&columns, vec![row.clone(), row.clone()], look);
            let longest = shown.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{width}:\n{shown}");
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let found = words(&shown);
            assert!(
                row.iter().flat_map(|cell| words(cell)).all(|it| found.contains(&it)),
                "{shown}"
            );
        }
    }
}
