//! What a change would do to a file, as a unified diff.

use similar::TextDiff;

use super::visible;

/// The difference between two texts of one file, with three lines around each change; empty where
/// there is none. Without a text before, the file is new.
#[must_use]
pub fn unified(path: &str, before: Option<&str>, after: &str) -> String {
    let old = before.map_or_else(|| "/dev/null".to_owned(), |_| format!("a/{path}"));
    let diff = TextDiff::from_lines(before.unwrap_or_default(), after);
    let diff = diff.unified_diff().context_radius(3).header(&old, &format!("b/{path}")).to_string();
    diff.split_inclusive('\n').map(line).collect()
}

/// A line of it, with nothing in it that could steer a terminal. The end of a line is kept: also
/// one of Windows.
fn line(text: &str) -> String {
    let bare = text.trim_end_matches('\n');
    let end = &text[bare.len()..];
    let bare = bare.strip_suffix('\r').unwrap_or(bare);
    format!("{}{end}", visible(bare))
}
