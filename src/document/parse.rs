//! Text to document: one pass for a good file; for a damaged one, pass after pass with the lines
//! blanked that no pass can read, so that the rest of the file is not lost with them.

use std::sync::OnceLock;

use super::place::{Spot, Ways};
use super::{Source, Span, Table, Value, conflict, modern, quick, recover};

/// How many lines of one file are set aside before the rest of it is given up.
const PASSES: usize = 25;

/// With more faults than this a file is no TOML, and the rest of it is given up at once.
const HOPELESS: usize = 10_000;

/// What is wrong with the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxKind {
    /// Not TOML; the parser's own words.
    Invalid(String),
    /// Conflict markers that a merge left: the two sides as git names them.
    Conflict {
        /// The side behind `<<<<<<<`.
        ours: String,
        /// The side behind `>>>>>>>`.
        theirs: String,
    },
    /// Accepted by TOML 1.1 and refused by readers of 1.0: what it is.
    TooNew(&'static str),
}

/// One fault of the text, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFault {
    /// What is wrong.
    pub kind: SyntaxKind,
    /// Where.
    pub span: Span,
}

/// A file as a tree, with what was wrong in its text.
#[derive(Debug)]
pub struct Document<'a> {
    root: Table<'a>,
    /// Every fault of the text, in the order they stand in.
    pub faults: Vec<SyntaxFault>,
    damaged: bool,
    ways: OnceLock<Ways>,
}

impl<'a> Document<'a> {
    /// A text that is worked out from others, and stands in no file.
    #[must_use]
    pub fn of(root: Table<'a>) -> Self {
        Self { root, faults: Vec::new(), damaged: false, ways: OnceLock::new() }
    }

    /// Reads a source. Never fails: what cannot be read is a fault, and the rest is kept.
    #[must_use]
    pub fn parse(source: &'a Source) -> Self {
        let text = source.text();
        let usual = quick::read(text);
        let newer = usual.is_none() || modern::suspect(text);
        if let Some(root) = usual.or_else(|| unusual(text)) {
            let mut faults = Vec::new();
            if newer {
                modern::lint(text, &mut faults);
            }
            return Self { root, faults, damaged: false, ways: OnceLock::new() };
        }
        let (mended, mut faults) = mend(text);
        let mended = source.mended.get_or_init(|| mended);
        let (root, _) = recover::read(mended);
        let damaged = !faults.is_empty();
        modern::lint(mended, &mut faults);
        faults.sort_by_key(|fault| fault.span);
        Self { root, faults, damaged, ways: OnceLock::new() }
    }

    /// The table that is the whole file.
    #[must_use]
    pub fn root(&self) -> &Table<'a> {
        &self.root
    }

    /// The table that is the whole file, to take something out of it.
    pub fn root_mut(&mut self) -> &mut Table<'a> {
        &mut self.root
    }

    /// A value at the top of the file.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.root().get(key)
    }

    /// Whether any of the text could not be read. Then what is missing may only be unread, and is
    /// not to be held against the record.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// The way to a spot of this document: `action[2].due`.
    #[must_use]
    pub fn key_path(&self, spot: &Spot<'_>) -> String {
        self.ways.get_or_init(|| Ways::below(self.root())).to(spot)
    }
}

/// The tree of a text that is valid, though more than the quick way takes.
fn unusual(text: &str) -> Option<Table<'_>> {
    let (root, faults) = recover::read(text);
    faults.is_empty().then_some(root)
}

/// Blanks, with spaces so that every offset stays, the lines that cannot be read.
fn mend(text: &str) -> (String, Vec<SyntaxFault>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut faults = Vec::new();
    for conflict in conflict::find(text) {
        for marker in &conflict.markers {
            blank(&mut bytes, marker.start as usize..marker.end as usize);
        }
        let kind = SyntaxKind::Conflict { ours: conflict.ours, theirs: conflict.theirs };
        faults.push(SyntaxFault { kind, span: conflict.span });
    }
    for pass in 0..PASSES {
        let Ok(current) = std::str::from_utf8(&bytes) else { break };
        let (_, wrong) = recover::read(current);
        let count = wrong.len();
        // What is wrong comes in the parser's order: the first in the text is what others follow
        // from, so one line is set aside and the next pass sees what is left.
        let Some(first) = wrong.into_iter().min_by_key(|fault| fault.span.start) else { break };
        let start = first.span.start as usize;
        let line = line_around(current, start);
        // The two sides of a conflict mostly repeat each other's keys; saying so again is noise.
        if !inside_conflict(&faults, text, start) {
            let kind = SyntaxKind::Invalid(first.message);
            faults.push(SyntaxFault { kind, span: first.span });
        }
        let is_last = pass + 1 == PASSES || count > HOPELESS;
        let end = if is_last { bytes.len() } else { line.end };
        let progress = bytes[line.start..end].iter().any(|byte| !byte.is_ascii_whitespace());
        // An error on a line that is already blank (an unclosed string, say) can only be outlived
        // by giving up what follows.
        let end = if progress { end } else { bytes.len() };
        blank(&mut bytes, line.start..end);
    }
    let mended = String::from_utf8(bytes).unwrap_or_default();
    (mended, faults)
}

fn inside_conflict(faults: &[SyntaxFault], text: &str, offset: usize) -> bool {
    faults.iter().any(|fault| {
        matches!(fault.kind, SyntaxKind::Conflict { .. })
            && offset >= fault.span.start as usize
            && text[fault.span.start as usize..]
                .find("\n>>>>>>> ")
                .is_none_or(|end| offset <= fault.span.start as usize + end)
    })
}

fn line_around(text: &str, offset: usize) -> std::ops::Range<usize> {
    let offset = offset.min(text.len());
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..offset]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |next| offset + next);
    start..end
}

fn blank(bytes: &mut [u8], range: std::ops::Range<usize>) {
    for byte in &mut bytes[range] {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("a.toml".to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let source = source("a = 1\nbad\nb = 2\nk: v\n[c]\nd = 3\n");
        let document = Document::parse(&source);
        assert_eq!(document.faults.len(), 2);
        assert!(document.get("a").is_some() && document.get("b").is_some());
        assert!(document.get("c").is_some());
        assert!(document.is_damaged());
    }

    #[test]
    fn a_conflict_is_one_fault_and_the_rest_is_read() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> north\nc = 3\n";
        let source = source(text);
        let document = Document::parse(&source);
        assert_eq!(document.faults.len(), 1, "{:?}", document.faults);
        assert!(
            matches!(&document.faults[0].kind, SyntaxKind::Conflict { theirs, .. } if theirs == "north")
        );
        assert!(document.get("c").is_some());
    }

    #[test]
    fn what_is_no_number_is_told() {
        for text in ["a = 1_0a\n", "a = [1_0\"x\"]\n", "a = { b = 0x }\n", "a = 2021_05-03-21\n"] {
            let source = source(&format!("{text}b = 1_000\n"));
            let document = Document::parse(&source);
            assert!(document.is_damaged(), "{text}");
            assert_eq!(document.faults.len(), 1, "{text}: {:?}", document.faults);
            assert!(document.get("b").is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_at_all_is_given_up_at_once() {
        let source = source(&"=\n".repeat(HOPELESS + 1));
        assert_eq!(Document::parse(&source).faults.len(), 1);
    }

    #[test]
    fn nesting_beyond_reason_is_a_fault_not_a_crash() {
        let text = format!("a = {}\nb = 1\n", "[".repeat(10_000));
        let source = source(&text);
        let document = Document::parse(&source);
        assert!(document.is_damaged());
    }

    #[test]
    fn offsets_survive_the_blanking() {
        let text = "bad line\ntitle = \"x\"\n";
        let source = source(text);
        let document = Document::parse(&source);
        let value = document.get("title").expect("the good line is kept");
        assert_eq!(&text[value.span().start as usize..value.span().end as usize], "\"x\"");
    }

    #[test]
    fn text_that_only_newer_readers_take_is_told() {
        for (text, count) in [
            ("a = { b = 1, }\n", 1),
            ("a = {\n  b = 1\n}\n", 1),
            ("a = \"\\e[0m\"\n", 1),
            ("a = 07:32\n", 1),
            ("a = { b = \"}\"\n}\n", 1),
            ("a = { b = 1 # }\n}\n", 1),
            ("a = { b = '}',\nc = 1 }\n", 1),
            ("a = { b = [\n  1,\n] }\n", 0),
            ("a = \"{ not a table,}\"\nb = 'C:\\example'\n", 0),
        ] {
            let source = source(text);
            let document = Document::parse(&source);
            assert_eq!(document.faults.len(), count, "{text}: {:?}", document.faults);
            assert!(!document.is_damaged());
        }
    }
}
