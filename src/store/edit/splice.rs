//! Pieces of text put in or taken out.

use std::ops::Range;

use super::layout::{Kind, Layout};

/// One piece: these bytes give way to that text.
pub(super) type Splice = (Range<usize>, String);

/// The text with all pieces changed. They do not overlap.
pub(super) fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len() + 256);
    let mut from = 0;
    for (range, new) in splices {
        result.push_str(&text[from..range.start]);
        result.push_str(&new);
        from = range.end;
    }
    result.push_str(&text[from..]);
    result
}

/// Puts lines before the line `at`, which may be one past the last.
pub(super) fn insert_lines(layout: &Layout<'_>, at: usize, lines: &[String]) -> String {
    let (text, end) = (layout.text, layout.line_end());
    let offset = layout.lines.get(at).map_or(text.len(), |line| line.start);
    let mut new = String::new();
    // A file that ends without a line end goes on doing so.
    let is_open = offset == text.len() && !text.is_empty() && !text.ends_with('\n');
    for line in lines {
        if is_open {
            new.push_str(end);
        }
        new.push_str(&line_ends(line, end));
        if !is_open {
            new.push_str(end);
        }
    }
    apply(text, vec![(offset..offset, new)])
}

/// Puts a section before the line `at`, with a blank line to each side.
pub(super) fn insert_section(layout: &Layout<'_>, at: usize, mut lines: Vec<String>) -> String {
    let is_filled = |line: Option<Kind>| line.is_some_and(|kind| kind != Kind::Blank);
    if at > 0 && is_filled(layout.kind(at - 1)) {
        lines.insert(0, String::new());
    }
    if is_filled(layout.kind(at)) {
        lines.push(String::new());
    }
    insert_lines(layout, at, &lines)
}

/// The line ends of a piece of TOML as those of the file; what stands in a text is kept.
pub(super) fn line_ends(piece: &str, end: &str) -> String {
    if end == "\n" || !piece.contains('\n') {
        return piece.to_owned();
    }
    let mut result = String::new();
    let mut rest = piece;
    while let Some(at) = rest.find(['"', '\'', '#', '\n']) {
        let (before, from) = rest.split_at(at);
        result.push_str(before);
        let length = match from.as_bytes()[0] {
            b'\n' => {
                let bare = if result.ends_with('\r') { "\n" } else { end };
                result.push_str(bare);
                rest = &from[1..];
                continue;
            }
            b'#' => from.find('\n').unwrap_or(from.len()),
            _ => string_length(from),
        };
        result.push_str(&from[..length]);
        rest = &from[length..];
    }
    result.push_str(rest);
    result
}

/// How many bytes the text takes that begins here with a quote, up to its closing one.
fn string_length(text: &str) -> usize {
    let quote = &text[..1];
    let triple = quote.repeat(3);
    let is_long = text.starts_with(&triple);
    let close = if is_long { triple.as_str() } else { quote };
    let mut at = close.len();
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if quote == "\"" && rest[0] == b'\\' {
            at += 2;
        } else if rest.starts_with(close.as_bytes()) {
            at += close.len();
            // Up to two more quotes belong to a long text.
            while is_long && text.as_bytes().get(at) == Some(&quote.as_bytes()[0]) {
                at += 1;
            }
            return at;
        } else {
            at += 1;
        }
    }
    text.len()
}
