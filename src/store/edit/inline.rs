//! What stands between brackets: `[ … ]` and `{ … }`.

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Value};

use super::splice::{Splice, line_ends};

/// How many characters a new line has at most, where it can be broken.
const LONGEST: usize = 100;

/// One item of a list, or one key of an inline table with its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The keys to the value, more than one where they are dotted. None in a list.
    pub keys: Vec<String>,
    pub span: Range<usize>,
}

/// A pair of brackets with what is in it.
#[derive(Debug)]
pub(super) struct Brackets<'t> {
    text: &'t str,
    /// With both brackets.
    span: Range<usize>,
    pub entries: Vec<Entry>,
    line_end: &'static str,
}

impl<'t> Brackets<'t> {
    pub fn list(text: &'t str, list: &Array, line_end: &'static str) -> Option<Self> {
        let spans = list.iter().map(|value| Some((Vec::new(), value.span()?)));
        Some(Self::new(text, list.span()?, spans.collect::<Option<_>>()?, line_end))
    }

    pub fn table(text: &'t str, table: &InlineTable, line_end: &'static str) -> Option<Self> {
        let mut spans = Vec::new();
        leaves(table, &mut Vec::new(), &mut spans);
        Some(Self::new(text, table.span()?, spans, line_end))
    }

    fn new(
        text: &'t str,
        span: Range<usize>,
        mut values: Vec<(Vec<String>, Range<usize>)>,
        line_end: &'static str,
    ) -> Self {
        values.sort_by_key(|(_, value)| value.start);
        let mut entries = Vec::new();
        let mut from = span.start + 1;
        for (keys, value) in values {
            let mut start = skip(text, from);
            if text[start..].starts_with(',') {
                start = skip(text, start + 1);
            }
            from = value.end;
            entries.push(Entry { keys, span: start..value.end });
        }
        Self { text, span, entries, line_end }
    }

    /// The comma behind an entry.
    fn comma(&self, entry: &Entry) -> Option<usize> {
        let at = skip(self.text, entry.span.end);
        self.text[at..].starts_with(',').then_some(at)
    }

    /// The whole lines that an entry stands on, where it shares them with nothing but its comma
    /// and a comment.
    fn lines(&self, entry: &Entry) -> Option<Range<usize>> {
        let start = self.text[..entry.span.start].rfind('\n')? + 1;
        let indentation = &self.text[start..entry.span.start];
        let mut behind = entry.span.end;
        if let Some(comma) = self.comma(entry)
            && !self.text[behind..comma].contains('\n')
        {
            behind = comma + 1;
        }
        let end = behind + self.text[behind..].find('\n')? + 1;
        let rest = self.text[behind..end].trim();
        let is_alone = start > self.span.start
            && indentation.trim().is_empty()
            && (rest.is_empty() || rest.starts_with('#'));
        is_alone.then_some(start..end)
    }

    /// Puts something between the brackets, as the entry with this index.
    pub fn insert(&self, at: usize, new: &str) -> Vec<Splice> {
        let new = line_ends(new, self.line_end);
        let Some(before) = at.checked_sub(1).and_then(|at| self.entries.get(at)) else {
            return vec![self.insert_first(&new)];
        };
        let end = before.span.end;
        let Some(lines) = self.lines(before) else {
            return self.insert_beside(before, &new);
        };
        let indentation = self.indentation(lines.start);
        let comma = self.comma(before);
        let close = if comma.is_some() { "," } else { "" };
        let line = format!("{indentation}{new}{close}{}", self.line_end);
        let mut splices = vec![(lines.end..lines.end, line)];
        match comma {
            Some(at) if at < lines.end => {}
            // A comma at the head of the next line: the new entry goes before it.
            Some(_) => return vec![(end..end, format!(", {new}"))],
            None => splices.push((end..end, ",".to_owned())),
        }
        splices
    }

    /// Puts something behind an entry that shares its line with others. A comment at the end of that
    /// line stays where it is: it is not about the new one.
    fn insert_beside(&self, before: &Entry, new: &str) -> Vec<Splice> {
        let (end, comma) = (before.span.end, self.comma(before));
        let plain = vec![(end..end, format!(", {new}"))];
        let Some(comment) = self.comment(before) else { return plain };
        if comma.is_some_and(|comma| comma > comment.start) {
            return plain;
        }
        let Some(rest) = self.text[comment.end..].find('\n') else { return plain };
        let next = comment.end + rest + 1;
        let indentation = self.indentation(next);
        let closes = self.text[next + indentation.len()..].starts_with([']', '}']);
        let deeper = if closes { "  " } else { "" };
        let close = if comma.is_some() { "," } else { "" };
        let line = format!("{indentation}{deeper}{new}{close}{}", self.line_end);
        let own = comma.is_none().then(|| (end..end, ",".to_owned()));
        own.into_iter().chain([(next..next, line)]).collect()
    }

    /// The comment behind an entry that is the last on its line.
    fn comment(&self, entry: &Entry) -> Option<Range<usize>> {
        let mut from = entry.span.end;
        if let Some(comma) = self.comma(entry)
            && !self.text[from..comma].contains('\n')
        {
            from = comma + 1;
        }
        let line = self.text[from..].lines().next()?;
        let is_comment = line.trim_start_matches([' ', '\t']).starts_with('#');
        is_comment.then_some(from..from + line.len())
    }

    fn insert_first(&self, new: &str) -> Splice {
        let Range { start, end } = self.span;
        let Some(first) = self.entries.first() else {
            let inner = start + 1..end - 1;
            let space = if self.text[start..].starts_with('{') { " " } else { "" };
            // Brackets on lines of their own, with nothing in between or only comments.
            let close = self.text[..end - 1].rfind('\n').map_or(0, |line_end| line_end + 1);
            if close > start && self.text[close..end - 1].trim().is_empty() {
                let indentation = self.indentation(close);
                return (close..close, format!("{indentation}  {new}{}", self.line_end));
            }
            if self.text[inner.clone()].trim().is_empty() {
                return (inner, format!("{space}{new}{space}"));
            }
            return (end - 1..end - 1, format!("{space}{new}{space}"));
        };
        match self.lines(first) {
            Some(lines) => {
                let line = format!("{}{new},{}", self.indentation(lines.start), self.line_end);
                (lines.start..lines.start, line)
            }
            None => (first.span.start..first.span.start, format!("{new}, ")),
        }
    }

    fn indentation(&self, line: usize) -> &'t str {
        let text = &self.text[line..];
        &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
    }

    /// Takes an entry out, with the comments that belong to it where it stands on lines of its own.
    pub fn remove(&self, at: usize) -> Vec<Splice> {
        let entry = &self.entries[at];
        let gone = |range: Range<usize>| (range, String::new());
        if let Some(mut lines) = self.lines(entry) {
            let floor = match at.checked_sub(1) {
                Some(before) => self.entries[before].span.end,
                None => self.span.start,
            };
            while let Some(above) = self.line_above(lines.start, floor) {
                lines.start = above;
            }
            return vec![gone(lines)];
        }
        let Range { start, end } = entry.span;
        // What stands beside the first alone is about it, though its line begins with the bracket.
        if let Some(comment) = self.comment(entry).filter(|_| at == 0)
            && self.comma(entry).is_none_or(|comma| comma < comment.start)
        {
            let from = self.text[..start].trim_end_matches([' ', '\t']).len();
            return vec![gone(from..comment.end)];
        }
        let inner = self.span.start + 1..self.span.end - 1;
        let before = self.text[inner.start..start].trim();
        let behind = self.text[end..inner.end].trim();
        if before.is_empty() && (behind.is_empty() || behind == ",") {
            return vec![gone(inner)];
        }
        if let Some(comma) = self.comma(entry) {
            let after = &self.text[comma + 1..];
            let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
            if self.text[end..comma].trim().is_empty() {
                return vec![gone(start..comma + 1 + spaces)];
            }
            return vec![gone(start..end), gone(comma..comma + 1)];
        }
        let comma = at.checked_sub(1).and_then(|before| self.comma(&self.entries[before]));
        match comma {
            Some(comma) if self.text[comma + 1..start].trim().is_empty() => {
                vec![gone(comma..end)]
            }
            Some(comma) => vec![gone(comma..comma + 1), gone(start..end)],
            None => vec![gone(start..end)],
        }
    }

    /// The start of the line above, if there is nothing but a comment on it.
    fn line_above(&self, line: usize, floor: usize) -> Option<usize> {
        let start = self.text[..line - 1].rfind('\n')? + 1;
        let is_comment = self.text[start..line].trim_start().starts_with('#');
        (start > floor && is_comment).then_some(start)
    }
}

/// A key with its value as a line; a list that makes it too long is broken into an item a line.
pub(super) fn pair(indentation: &str, key: &str, value: &str) -> String {
    let line = format!("{indentation}{key} = {value}");
    if line.chars().count() <= LONGEST || value.contains('\n') {
        return line;
    }
    let text = format!("v = {value}\n");
    let parsed = Document::parse(text.as_str()).ok();
    let list = parsed.as_ref().and_then(|parsed| parsed.get("v")?.as_array());
    let Some(brackets) = list.and_then(|list| Brackets::list(&text, list, "\n")) else {
        return line;
    };
    let item = |entry: &Entry| format!("{indentation}  {},\n", &text[entry.span.clone()]);
    let items: String = brackets.entries.iter().map(item).collect();
    format!("{indentation}{key} = [\n{items}{indentation}]")
}

fn leaves(
    table: &InlineTable,
    way: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, Range<usize>)>,
) {
    for (key, value) in table.iter() {
        way.push(key.to_owned());
        match value {
            Value::InlineTable(inner) if inner.is_dotted() => leaves(inner, way, found),
            value => found.extend(value.span().map(|span| (way.clone(), span))),
        }
        way.pop();
    }
}

/// Past space, line ends and comments.
fn skip(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let bare = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        at += rest.len() - bare.len();
        if !bare.starts_with('#') {
            return at;
        }
        at += bare.find('\n').unwrap_or(bare.len());
    }
}
