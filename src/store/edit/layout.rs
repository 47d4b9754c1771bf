//! A text as lines and statements: where each header and each key with its value stands, and which
//! comments belong to it. Nothing is changed here.

use std::ops::Range;

use toml_edit::{Item, Table};

use super::Step;

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Comment,
    /// A header, or a key and its value, or a part of a value.
    Code,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub start: usize,
    /// One past its line end.
    pub end: usize,
    pub kind: Kind,
}

/// A header, or a key with its value.
#[derive(Debug)]
pub(super) struct Statement {
    /// The way to the table of a header, or to the value.
    pub way: Vec<Step>,
    pub is_header: bool,
    /// How many steps of the way lead to the table under whose header it stands.
    pub holder: usize,
    /// Its first line, and its last.
    pub first: usize,
    pub last: usize,
    /// The bytes of the header, or of the value.
    pub span: Range<usize>,
}

/// One text with all of its places.
#[derive(Debug)]
pub(super) struct Layout<'t> {
    pub text: &'t str,
    pub lines: Vec<Line>,
    pub statements: Vec<Statement>,
}

impl<'t> Layout<'t> {
    pub fn of(text: &'t str, root: &Table) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let kind = if line.trim().is_empty() { Kind::Blank } else { Kind::Comment };
            lines.push(Line { start, end, kind });
            start = end;
        }
        let mut layout = Self { text, lines, statements: Vec::new() };
        layout.table(root, &mut Vec::new(), 0);
        layout.statements.sort_by_key(|statement| statement.span.start);
        for statement in &layout.statements {
            for line in &mut layout.lines[statement.first..=statement.last] {
                line.kind = Kind::Code;
            }
        }
        layout
    }

    fn table(&mut self, table: &Table, way: &mut Vec<Step>, holder: usize) {
        for (key, item) in table.iter() {
            way.push(Step::Key(key.to_owned()));
            match item {
                Item::Value(value) => {
                    let start = table.key(key).and_then(toml_edit::Key::span);
                    self.take(way, false, holder, start.as_ref(), value.span());
                }
                Item::Table(inner) if inner.is_dotted() => self.table(inner, way, holder),
                Item::Table(inner) => {
                    if !inner.is_implicit() {
                        self.take(way, true, way.len(), inner.span().as_ref(), inner.span());
                    }
                    self.table(inner, way, way.len());
                }
                Item::ArrayOfTables(list) => {
                    for (index, inner) in list.iter().enumerate() {
                        way.push(Step::Item(index));
                        self.take(way, true, way.len(), inner.span().as_ref(), inner.span());
                        self.table(inner, way, way.len());
                        way.pop();
                    }
                }
                Item::None => {}
            }
            way.pop();
        }
    }

    fn take(
        &mut self,
        way: &[Step],
        is_header: bool,
        holder: usize,
        start: Option<&Range<usize>>,
        span: Option<Range<usize>>,
    ) {
        // A parsed text has a place for everything that is written in it.
        let (Some(start), Some(span)) = (start, span) else { return };
        let (first, last) = (self.line_of(start.start), self.line_of(span.end.saturating_sub(1)));
        let way = way.to_vec();
        self.statements.push(Statement { way, is_header, holder, first, last, span });
    }

    /// The line that a byte stands in.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.end <= at).min(self.lines.len().saturating_sub(1))
    }

    pub fn kind(&self, line: usize) -> Option<Kind> {
        self.lines.get(line).map(|line| line.kind)
    }

    /// The spaces that a line begins with.
    pub fn indentation(&self, line: usize) -> &'t str {
        let text = self.line(line);
        &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
    }

    fn line(&self, line: usize) -> &'t str {
        self.lines.get(line).map_or("", |line| &self.text[line.start..line.end])
    }

    /// How lines end here: as most of them do.
    pub fn line_end(&self) -> &'static str {
        let all = self.text.matches('\n').count();
        if self.text.matches("\r\n").count() * 2 > all { "\r\n" } else { "\n" }
    }

    /// The headers and keys of a table or value and of all that is in it, in the order of the file.
    pub fn below<'s>(&'s self, way: &'s [Step]) -> impl Iterator<Item = &'s Statement> {
        self.statements.iter().filter(move |statement| statement.way.starts_with(way))
    }

    /// The keys that stand under the header of a table itself, and not in a table of its own.
    pub fn body<'s>(&'s self, holder: &'s [Step]) -> impl Iterator<Item = &'s Statement> {
        self.below(holder)
            .filter(move |statement| !statement.is_header && statement.holder == holder.len())
    }

    /// The line where a statement begins with the comment that belongs to it: directly above,
    /// without a blank line. A line that divides the file belongs to no statement alone, and what
    /// stands at the very top of a file belongs to the file.
    pub fn begin(&self, statement: &Statement) -> usize {
        let mut first = statement.first;
        while first > 0 && self.kind(first - 1) == Some(Kind::Comment) {
            first -= 1;
        }
        let is_apart = |line: &usize| {
            let text = self.line(*line);
            divides(text) || (*line == 0 && text.trim_start_matches('\u{feff}').starts_with("#:"))
        };
        if first == 0 && !statement.is_header {
            return statement.first;
        }
        (first..statement.first).rev().find(is_apart).map_or(first, |line| line + 1)
    }

    /// The line where the part of the file begins that a section opens: with the comments above
    /// it, also those that divide the file.
    pub fn begin_of_part(&self, statement: &Statement) -> usize {
        let above = |mut line: usize| {
            while line > 0 && self.kind(line - 1) == Some(Kind::Comment) {
                line -= 1;
            }
            line
        };
        let own = self.begin(statement);
        let first = above(statement.first);
        // What stands at the very top is about the file, unless nothing else is.
        if first == 0 {
            return own;
        }
        let mut blank = first;
        while blank > 0 && self.kind(blank - 1) == Some(Kind::Blank) {
            blank -= 1;
        }
        let heading = above(blank);
        let is_heading = heading > 0
            && heading < blank
            && blank < first
            && (heading..blank).any(|line| divides(self.line(line)));
        if is_heading { heading } else { first }
    }

    /// One past the last line of a statement and of the comment lines that hang below it.
    pub fn end(&self, statement: &Statement) -> usize {
        let mut end = statement.last + 1;
        while self.kind(end) == Some(Kind::Comment) {
            end += 1;
        }
        // A comment right above the next statement is about that one.
        if self.kind(end) == Some(Kind::Code) { statement.last + 1 } else { end }
    }

    /// One past the last line of a section, with the comments that stand by themselves behind it:
    /// whatever comes next must not take them over.
    pub fn end_of_part(&self, statement: &Statement) -> usize {
        let mut end = self.end(statement);
        loop {
            let mut from = end;
            while self.kind(from) == Some(Kind::Blank) {
                from += 1;
            }
            let mut to = from;
            while self.kind(to) == Some(Kind::Comment) {
                to += 1;
            }
            let heads_next = (from..to).any(|line| divides(self.line(line)));
            let mut rest = to;
            while self.kind(rest) == Some(Kind::Blank) {
                rest += 1;
            }
            let is_last = rest == self.lines.len();
            if from == to || self.kind(to) == Some(Kind::Code) || (heads_next && !is_last) {
                return end;
            }
            end = to;
        }
    }
}

/// Whether a comment line divides a file into parts: `# --- actions ---`, `#####`.
fn divides(line: &str) -> bool {
    ["---", "===", "###", "***", "___", "~~~", "───", "━━━", "═══"]
        .iter()
        .any(|rule| line.contains(rule))
}
