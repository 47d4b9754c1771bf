//! A page of the docs as text for a terminal: marks taken out, lines broken to its width.

use super::Look;
use super::style::{bold, dim, wrap};

/// The text of a page: headings and bold words without their marks, blocks of code set in, and
/// what they show said above them.
#[must_use]
pub fn render(page: &str, look: Look) -> String {
    let width = look.at_most(100).width;
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let text = line.trim();
        if let Some(info) = text.strip_prefix("```") {
            flush(&mut out, &mut paragraph, width, look);
            if let Some(label) = label(info) {
                out.push_str(&format!("{}\n\n", dim(label, look.colour)));
            }
            // That a block is a whole file matters only to the tests that run it.
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            for code in block.filter(|line| *line != "# instead") {
                out.push_str(format!("    {code}").trim_end());
                out.push('\n');
            }
            out.push('\n');
        } else if text.is_empty() {
            flush(&mut out, &mut paragraph, width, look);
        } else if text.starts_with('#') {
            flush(&mut out, &mut paragraph, width, look);
            let heading = text.trim_start_matches('#').trim();
            let heading = wrap(heading, width, "");
            out.push_str(&format!("{}\n\n", bold(&heading, look.colour)));
        } else {
            if text.starts_with("- ") {
                flush(&mut out, &mut paragraph, width, look);
            }
            paragraph.push_str(text);
            paragraph.push(' ');
        }
    }
    flush(&mut out, &mut paragraph, width, look);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// What a block of code shows, by the words behind its fence.
fn label(info: &str) -> Option<&'static str> {
    match info.split_whitespace().last() {
        Some("bad") => Some("Raises it:"),
        Some("good") => Some("Does not:"),
        _ => None,
    }
}

fn flush(out: &mut String, paragraph: &mut String, width: usize, look: Look) {
    let item = paragraph.starts_with("- ");
    let text = wrap(paragraph, width, if item { "  " } else { "" });
    paragraph.clear();
    if text.is_empty() {
        return;
    }
    let mut open = true;
    for part in text.split("**") {
        open = !open;
        out.push_str(&if open { bold(part, look.colour) } else { part.to_owned() });
    }
    out.push_str("\n\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "**What.** A key that\nis not known.\n\n- one\n- two\n\n```toml bad\n\
                        # file: a.toml\n\nx = 1\n```\n\n## Put it right\n";

    #[test]
    fn marks_are_taken_out_and_code_is_set_in() {
        let plain = render(PAGE, Look::new(false, 80));
        assert_eq!(
            plain,
            "What. A key that is not known.\n\n- one\n\n- two\n\nRaises it:\n\n    # file: \
             a.toml\n\n    x = 1\n\nPut it right\n"
        );
    }

    #[test]
    fn colour_comes_only_where_it_is_wanted() {
        let coloured = render(PAGE, Look::new(true, 80));
        assert!(coloured.starts_with("\u{1b}[1mWhat.\u{1b}[0m A key"), "{coloured:?}");
    }
}
