//! What a change would do to a file, as a unified diff.

use similar::TextDiff;

use super::visible;

/// The difference between two texts of one file, with three lines around each change; empty where
/// there is none. Without a text before, the file is new.
#[must_use]
pub fn unified(path: &str, before: Option<&str>, after: &str) -> String {
    // A name may hold a line end, and must not begin a line of its own.
    let path = path.replace('\n', "\\u{a}");
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

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn a_change_is_shown_with_what_stands_around_it() {
        let before = "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\n";
        let after = before.replace("e = 5", "e = 50");
        assert_eq!(
            unified("x/agreement.toml", Some(before), &after),
            "--- a/x/agreement.toml\n+++ b/x/agreement.toml\n@@ -2,5 +2,5 @@\n b = 2\n c = 3\n \
             d = 4\n-e = 5\n+e = 50\n f = 6\n"
        );
        assert_eq!(unified("x", Some(before), before), "");
    }

    #[test]
    fn a_new_file_is_all_new() {
        let shown = unified("log/a.toml", None, "kind = \"note\"\non = 2025-01-01");
        assert_eq!(
            shown,
            "--- /dev/null\n+++ b/log/a.toml\n@@ -0,0 +1,2 @@\n+kind = \"note\"\n\
             +on = 2025-01-01\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn no_text_steers_a_terminal() {
        let shown = unified("a\u{1b}[2J\nb", Some("a = 1\r\n"), "a = \"\u{202e}\u{1b}[31m\"\r\n");
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\r']), "{shown}");
        assert!(shown.contains("+a = \"\\u{202e}\\u{1b}[31m\"\n"), "{shown}");
        assert_eq!(shown.lines().count(), 5, "no line of a name's own: {shown}");
    }
}
