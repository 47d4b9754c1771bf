//! From what an editor saved back to the file: what the person did not touch stays as the file has
//! it, byte for byte. An editor may end lines in its own way, or put a mark at the start; a form
//! shows a file without its blank lines in a row, and hides lines that look like help.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A text as a form shows it: without a byte order mark, each line ending in a line feed alone.
#[must_use]
pub fn plain(text: &str) -> String {
    text.trim_start_matches(MARK).replace("\r\n", "\n")
}

/// A mark of the order of bytes.
const MARK: char = '\u{feff}';

/// The text of a file with what a person changed in a form of it. `shown` is what the form said of
/// the file, and `saved` what it says now, both without help; `shown` has no line that the file has
/// not.
#[must_use]
pub fn restored(file: &str, shown: &str, saved: &str) -> String {
    let (mark, text) = match file.strip_prefix(MARK) {
        Some(text) => ("\u{feff}", text),
        None => ("", file),
    };
    let end =
        if text.matches("\r\n").count() * 2 > text.matches('\n').count() { "\r\n" } else { "\n" };
    let (shown, saved): (Vec<&str>, Vec<&str>) = (shown.lines().collect(), saved.lines().collect());
    let lines = Lines::of(text, &shown);
    let mut out = lines.before.to_owned();
    for op in capture_diff_slices(Algorithm::Myers, &shown, &saved) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                lines.of_file[old_index..old_index + len]
                    .iter()
                    .for_each(|line| add(&mut out, line, end));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                saved[new_index..new_index + new_len]
                    .iter()
                    .for_each(|line| new(&mut out, line, end));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                hidden(&lines, old_index, old_len).for_each(|line| add(&mut out, line, end));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                saved[new_index..new_index + new_len]
                    .iter()
                    .for_each(|line| new(&mut out, line, end));
                hidden(&lines, old_index, old_len).for_each(|line| add(&mut out, line, end));
            }
        }
    }
    format!("{mark}{out}")
}

/// The lines of a file by what a form shows of them.
struct Lines<'t> {
    /// What stands before the first line that is shown.
    before: &'t str,
    /// Each line that is shown, with those behind it that are not.
    of_file: Vec<&'t str>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str, shown: &[&str]) -> Self {
        let mut starts = Vec::with_capacity(shown.len());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if shown.get(starts.len()).is_some_and(|wanted| bare(line) == *wanted) {
                starts.push(at);
            }
            at += line.len();
        }
        // What cannot be found again is not restored: the form showed something else.
        starts.resize(shown.len(), text.len());
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let of_file = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect();
        Self { before: &text[..starts.first().copied().unwrap_or(text.len())], of_file }
    }
}

/// What stands behind lines that are taken out, and is not shown: it was not meant. Blank lines go
/// with what they part.
fn hidden<'l, 't>(
    lines: &'l Lines<'t>,
    from: usize,
    count: usize,
) -> impl Iterator<Item = &'t str> + use<'l, 't> {
    let taken = lines.of_file[from..from + count].iter();
    taken.flat_map(|line| line.split_inclusive('\n').skip(1)).filter(|line| !line.trim().is_empty())
}

fn bare(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Puts a line of the file behind what is there.
fn add(out: &mut String, line: &str, end: &str) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    out.push_str(line);
}

/// Puts a line behind what is there that the file did not have.
fn new(out: &mut String, line: &str, end: &str) {
    add(out, line, end);
    out.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::cleaned;
    use proptest::prelude::*;

    /// A file as a form shows it, below help.
    fn form(text: &str) -> String {
        format!("#: help\n\n{}\n#: x = 1\n", plain(text))
    }

    #[test]
    fn what_is_changed_is_changed_and_all_else_is_as_it_was() {
        let file = "\u{feff}#:schema x.json\r\na = 1\r\n\r\n\r\n# b\r\n[t]\r\nb = 2";
        let shown = cleaned(&form(file));
        assert_eq!(restored(file, &shown, &shown), file);
        for (saved, wanted) in [
            (shown.replace("a = 1", "a = 2"), file.replace("a = 1", "a = 2")),
            (shown.replace("a = 1\n", ""), file.replace("a = 1\r\n", "")),
            (format!("{shown}c = 3\n"), format!("{file}\r\nc = 3\r\n")),
        ] {
            let found = restored(file, &shown, &saved);
            assert_eq!(found, wanted, "{saved}");
        }
        let new = restored("", "", "a = 1\nb = 2\n");
        assert_eq!(new, "a = 1\nb = 2\n", "a file that is new");
    }

    const LINES: [&str; 9] =
        ["", "", "a = 1", "b = 2", "# own", "#: x", "#:schema a.json", "[t]", "  c = 3"];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_form_left_alone_changes_no_byte(
            lines in proptest::collection::vec((0usize..9, any::<bool>()), 0..20),
            is_marked in any::<bool>(),
            is_open in any::<bool>(),
        ) {
            let mut file = if is_marked { "\u{feff}".to_owned() } else { String::new() };
            for (line, is_long) in &lines {
                file.push_str(LINES[*line]);
                file.push_str(if *is_long { "\r\n" } else { "\n" });
            }
            if is_open {
                while file.ends_with(['\r', '\n']) {
                    file.pop();
                }
            }
            let shown = cleaned(&form(&file));
            prop_assert_eq!(restored(&file, &shown, &shown), file.clone());
            // One line more is one line more.
            let saved = format!("{shown}z = 9\n");
            let after = restored(&file, &shown, &saved);
            prop_assert_eq!(after.matches("z = 9").count(), 1);
            let after = plain(&after);
            let left: String = after.lines().filter(|line| *line != "z = 9").collect();
            let before: String = file.lines().collect();
            prop_assert_eq!(left, plain(&before));
        }
    }
}
