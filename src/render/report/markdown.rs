//! A report as Markdown, for mail and wiki. What stands in a record is escaped, so that it can make
//! neither a heading nor a link, nor break out of a table. What stands between two marks for code is
//! code: nothing in it is more than its letters.

use super::paper::{Kind, Paper, Part, Table};
use crate::render::visible;

pub(super) fn render(paper: &Paper) -> String {
    let mut out = format!("# {}\n", text(&paper.title));
    for part in &paper.parts {
        out.push('\n');
        match part {
            Part::Heading(heading) => out.push_str(&format!("## {}\n", text(heading))),
            Part::Text(said) => out.push_str(&format!("{}\n", text(said))),
            Part::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", text(item)));
                }
            }
            // Code is shown as it is, so nothing in it is escaped; set in, it cannot end.
            Part::Lines(lines) => {
                for line in lines {
                    out.push_str(&format!("    {}\n", visible(line).replace('\n', " ")));
                }
            }
            Part::Facts(facts) => {
                for (name, said) in facts {
                    out.push_str(&format!("- **{}** {}\n", text(name), text(said)));
                }
            }
            Part::Table(table) => of_table(table, &mut out),
        }
    }
    out.push('\n');
    for line in &paper.end {
        out.push_str(&format!("{}\n\n", text(line)));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn of_table(table: &Table, out: &mut String) {
    let titles: Vec<&str> = table.columns.iter().map(|(title, _)| *title).collect();
    out.push_str(&format!("| {} |\n", titles.join(" | ")));
    let rule = |kind: Kind| if kind == Kind::Number { "---:" } else { "---" };
    let rules: Vec<&str> = table.columns.iter().map(|(_, kind)| rule(*kind)).collect();
    out.push_str(&format!("| {} |\n", rules.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| text(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// The bytes of the code that begins at a mark, both marks included. They stand alone, so that no
/// reader counts them otherwise, and close around it, so that a mark in a name pairs with none of
/// ours. A `|` would end the cell of a table even in there.
fn code(line: &str, at: usize) -> Option<usize> {
    let inner = line[at..].strip_prefix('`').filter(|_| !line[..at].ends_with('`'))?;
    let code = &inner[..inner.find('`')?];
    let alone = !inner[code.len() + 1..].starts_with('`');
    (alone && !code.is_empty() && code == code.trim() && !code.contains('|'))
        .then_some(code.len() + 2)
}

/// A text in one line, with every mark escaped that Markdown would take for its own, but for those
/// around code.
fn text(raw: &str) -> String {
    let shown = visible(raw);
    let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 8);
    let mut end_of_code = 0;
    for (at, letter) in line.char_indices() {
        if at < end_of_code {
            continue;
        }
        if let Some(length) = code(&line, at) {
            end_of_code = at + length;
            out.push_str(&line[at..end_of_code]);
            continue;
        }
        let after = line[at + letter.len_utf8()..].chars().next();
        let escape = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' => true,
            // A `_` or `-` inside of a word is none of them, but an id reads well in any case.
            '#' | '+' | '-' | '=' | ':' => at == 0,
            // `1.` at the beginning would be a list.
            // And forges make a link of `www.` wherever it stands.
            '.' if ends_with_www(&line[..at]) => true,
            '.' | ')' => at > 0 && line[..at].bytes().all(|byte| byte.is_ascii_digit()),
            // Forges make links of bare addresses.
            '/' => after == Some('/'),
            '@' => true,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len()
        .checked_sub(3)
        .and_then(|at| text.get(at..))
        .is_some_and(|it| it.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_says_stays_words() {
        for (raw, wanted) in [
            ("# big", "\\# big"),
            ("a | b", "a \\| b"),
            ("*x* _y_ `z`", "\\*x\\* \\_y\\_ `z`"),
            ("`a_b` is [x]", "`a_b` is \\[x\\]"),
            ("`<b>@x` <b>", "`<b>@x` \\<b\\>"),
            // No cell ends in code, and what does not pair as code does is no code.
            ("`a | b`", "\\`a \\| b\\`"),
            ("``a`` `` ` `", "\\`\\`a\\`\\` \\`\\` \\` \\`"),
            ("a `b", "a \\`b"),
            ("x`y owes `rep`", "x\\`y owes `rep`"),
            ("``a`b`", "\\`\\`a`b`"),
            ("`a``b`", "\\`a\\`\\`b\\`"),
            ("[go](https://bad.example)", "\\[go\\](https:\\//bad.example)"),
            ("<script>", "\\<script\\>"),
            ("see www.bad.example, WWW.x", "see www\\.bad.example, WWW\\.x"),
            ("éww.a", "éww.a"),
            ("1. one", "1\\. one"),
            ("- item", "\\- item"),
            ("two\n# lines", "two # lines"),
            ("act-fund by 2025-03-14", "act-fund by 2025-03-14"),
        ] {
            assert_eq!(text(raw), wanted);
        }
    }
}
