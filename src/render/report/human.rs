//! A report at a terminal: no wider than it, folded where it would be, never cut.

use super::paper::{Kind, Paper, Part, Table};
use crate::render::style::{bold, dim, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};

/// No page is squeezed below this width: the terminal may break the lines instead.
const NARROW: usize = 32;
/// Wider lines are hard to read.
const WIDE: usize = 120;

pub(super) fn render(paper: &Paper, look: Look) -> String {
    let look = Look { width: look.width.clamp(NARROW, WIDE), ..look };
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
                    out.push_str(&format!("    {}\n", typed(&flat(line), look.width - 6)));
                }
            }
            Part::Facts(facts) => {
                let long = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
                let long = long.min(24);
                for (name, text) in facts {
                    let indent = " ".repeat(long + 2);
                    let text = folded(text, look.width.saturating_sub(long + 2), &indent);
                    out.push_str(format!("{:long$}  {text}", flat(name)).trim_end());
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

/// A line for a shell, broken between words so that it is still taken for one. Inside of quotes a
/// break would be part of the word, so a line with room in some stays whole.
fn typed(line: &str, width: usize) -> String {
    let mut quote = None;
    for letter in line.chars() {
        match quote {
            None if matches!(letter, '\'' | '"') => quote = Some(letter),
            Some(open) if letter == open => quote = None,
            Some(_) if letter.is_whitespace() => return line.to_owned(),
            _ => {}
        }
    }
    wrap(line, width, "  ").replace('\n', " \\\n    ")
}

/// A text broken into lines of at most so many columns; words that are longer are broken too. Lines
/// after the first stand further in.
fn folded(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    let room = width.max(20);
    for word in flat(text).split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        if column > 0 && column + 1 + word.len() > room {
            out.push_str(&format!("\n{indent}"));
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        while word.len() > room {
            let rest = word.split_off(room);
            out.extend(word);
            out.push_str(&format!("\n{indent}"));
            word = rest;
            column = 0;
        }
        column += word.len();
        out.extend(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{folded, typed};

    #[test]
    fn a_line_to_type_stays_one_for_a_shell() {
        assert_eq!(typed("aa bb cc dd", 8), "aa bb cc \\\n      dd");
        assert_eq!(typed("aa 'b b' cc dd", 8), "aa 'b b' cc dd");
        assert_eq!(typed("aa \"b b\" cc dd", 8), "aa \"b b\" cc dd");
        assert_eq!(typed("aa \"…\" cc dd", 8), "aa \"…\" \\\n      cc dd");
    }

    #[test]
    fn lines_fold_and_long_words_are_broken_not_lost() {
        assert_eq!(folded("aa bb cc", 20, ""), "aa bb cc");
        assert_eq!(
            folded("one two three four five six", 20, "  "),
            "one two three four\n  five six"
        );
        let long = "x".repeat(45);
        let shown = folded(&long, 20, "");
        assert_eq!(shown.lines().count(), 3);
        assert_eq!(shown.replace('\n', ""), long);
    }
}
