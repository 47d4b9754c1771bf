//! Tables in a terminal: the one place that lays columns out.

use std::borrow::Cow;

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table,
    TableStyle,
};

use super::Look;
use super::style::bold;

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
