//! The main table of a report for a spreadsheet: one header, lines that end with CR LF, quotes where
//! they are needed (RFC 4180).
//!
//! A cell that begins as a formula does is made text with a `'` before it: what stands in a record
//! must not reckon, or fetch, in somebody's spreadsheet.

use super::paper::{Kind, Table};
use crate::render::visible;

pub(super) fn render(table: &Table) -> String {
    let mut out = String::new();
    let titles = table.columns.iter().map(|(title, _)| quoted(&title.to_lowercase()));
    out.push_str(&titles.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(text, (_, kind))| cell(text, *kind));
        out.push_str(&cells.collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str, kind: Kind) -> String {
    // A tab or a line end before the sign does not hide it from every spreadsheet.
    let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let is_number = kind == Kind::Number && text.trim_start_matches('-').bytes().all(is_digit);
    let safe = visible(text);
    if begins && !is_number { quoted(&format!("'{safe}")) } else { quoted(&safe) }
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r', ';', '\'']) || text != text.trim() {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[(&str, Kind)]) -> String {
        let table = Table::new(
            &cells.iter().map(|(_, kind)| ("Title", *kind)).collect::<Vec<_>>(),
            vec![cells.iter().map(|(text, _)| (*text).to_owned()).collect()],
        );
        render(&table).lines().nth(1).expect("a row").to_owned()
    }

    #[test]
    fn nothing_in_a_record_reckons_in_a_spreadsheet() {
        for bad in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0"]
        {
            let shown = line(&[(bad, Kind::Text)]);
            assert!(shown.starts_with("\"'"), "{bad:?} came out as {shown}");
        }
        assert_eq!(line(&[("-12.5", Kind::Number), ("a-b", Kind::Text)]), "-12.5,a-b");
        assert!(line(&[("-1+cmd", Kind::Number)]).starts_with("\"'"));
    }

    #[test]
    fn quotes_commas_and_lines_keep_a_cell_together() {
        let table = Table::new(
            &[("A", Kind::Text), ("B", Kind::Text)],
            vec![vec!["say \"x\", y".to_owned(), "one\ntwo".to_owned()]],
        );
        assert_eq!(render(&table), "a,b\r\n\"say \"\"x\"\", y\",\"one\ntwo\"\r\n");
        assert_eq!(line(&[("\u{1b}[31m", Kind::Text)]), "\\u{1b}[31m");
    }
}
