//! Where lines begin in one text, and how many characters lie before a byte: gathered once, so
//! that a text with ten thousand findings is not counted from its start ten thousand times.

use super::Span;

/// So many bytes are counted anew for a place; what lies before is known.
const BLOCK: usize = 1 << 7;

/// The lines and characters of one text.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    /// The first byte of each line.
    starts: Vec<u32>,
    /// How many characters begin before each block.
    counted: Vec<u32>,
}

impl Lines {
    // Files above 1 MiB are refused before they get here, so the casts keep every offset.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end as u32 + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let mut counted = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut sum = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            counted.push(sum);
            sum += beginnings(block) as u32;
        }
        Self { starts, counted }
    }

    /// Line and column of the first byte, both from 1. Columns count characters, and a byte order
    /// mark is none.
    pub(super) fn line_and_column(&self, text: &str, span: Span) -> (usize, usize) {
        let start = floor(text, span.start as usize);
        let line = self.starts.partition_point(|first| *first as usize <= start).max(1);
        let first = self.starts[line - 1] as usize;
        let mark = text[first..start].starts_with('\u{feff}');
        let column = self.before(text, start) - self.before(text, first) + 1;
        (line, column - usize::from(mark))
    }

    /// How many characters of its first line a span covers.
    pub(super) fn width(&self, text: &str, span: Span) -> usize {
        let start = floor(text, span.start as usize);
        let next = self.starts.partition_point(|first| *first as usize <= start);
        let line_end = self.starts.get(next).map_or(text.len(), |next| *next as usize - 1);
        let end = floor(text, span.end as usize);
        let mut end = end.min(line_end).max(start);
        if end == line_end && text[start..end].ends_with('\r') {
            end -= 1;
        }
        self.before(text, end) - self.before(text, start)
    }

    /// How many characters begin before a byte.
    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        let Some(known) = self.counted.get(block) else {
            // The end of a text that fills its last block.
            return self.counted.last().map_or(0, |known| {
                let last = (self.counted.len() - 1) * BLOCK;
                *known as usize + beginnings(&text.as_bytes()[last..at])
            });
        };
        *known as usize + beginnings(&text.as_bytes()[block * BLOCK..at])
    }
}

/// The byte, or the one before it at which a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many characters begin in some bytes.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As one would count by hand.
    fn counted(text: &str, at: usize) -> (usize, usize) {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let from = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[from..].chars().filter(|letter| *letter != '\u{feff}').count() + 1)
    }

    #[test]
    fn every_place_is_where_it_is_counted_by_hand() {
        for text in ["", "a", "\u{feff}é\n\r\n", "\n\n", "東京\r\nb\n", &"é\n".repeat(BLOCK)] {
            let lines = Lines::of(text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let span = Span::from(at..at);
                assert_eq!(lines.line_and_column(text, span), counted(text, at), "{text:?} {at}");
            }
        }
        let long = "é".repeat(5 * BLOCK);
        let lines = Lines::of(&long);
        let end = lines.line_and_column(&long, Span::from(long.len()..long.len()));
        assert_eq!(end, (1, 5 * BLOCK + 1));
    }

    #[test]
    fn a_span_is_as_wide_as_what_it_covers_of_its_first_line() {
        let text = "añb = [\r\n1]\nc";
        let lines = Lines::of(text);
        let width = |range: std::ops::Range<usize>| lines.width(text, range.into());
        assert_eq!(width(0..4), 3);
        assert_eq!(width(7..12), 1);
        assert_eq!(width(0..text.len()), 7);
        assert_eq!(width(text.len() - 1..text.len() + 9), 1);
        assert_eq!(width(text.len()..text.len()), 0);
    }
}
