//! Taking a key, a table or an item out, with the comment that belongs to it.

use super::inline::Brackets;
use super::layout::{Kind, Layout, Statement};
use super::splice::apply;
use super::tree::{Node, walk};
use super::{Edit, EditError, Scene, Step, one, shown};

impl Scene<'_> {
    pub(super) fn remove(&self, way: &[Step]) -> Result<String, EditError> {
        let found = walk(self.root, way)?;
        if found.depth < way.len() || way.is_empty() {
            return Err(EditError::NoItem { way: shown(way) });
        }
        let statements: Vec<&Statement> = self.layout.below(way).collect();
        if !statements.is_empty() {
            return Ok(self.lines(&statements));
        }
        // It stands between brackets.
        let (last, holder) =
            way.split_last().ok_or_else(|| EditError::NoItem { way: shown(way) })?;
        let none = || EditError::NoRoom { way: shown(way) };
        let (text, end) = (self.layout.text, self.layout.line_end());
        if let (Node::Array(list), Step::Item(at)) = (walk(self.root, holder)?.node, last) {
            let brackets = Brackets::list(text, list, end).ok_or_else(none)?;
            return Ok(apply(text, brackets.remove(*at)));
        }
        let mut base = holder.len();
        while walk(self.root, &way[..base])?.node.is_dotted() {
            base -= 1;
        }
        let Node::Inline(table) = walk(self.root, &way[..base])?.node else { return Err(none()) };
        let brackets = Brackets::table(text, table, end).ok_or_else(none)?;
        let keys: Vec<&str> = way[base..].iter().filter_map(key).collect();
        let of_it = |entry: &super::inline::Entry| {
            entry.keys.len() >= keys.len() && entry.keys.iter().zip(&keys).all(|(a, b)| a == b)
        };
        let mut entries = brackets.entries.iter().enumerate().filter(|(_, entry)| of_it(entry));
        let (at, _) = entries.next().ok_or_else(none)?;
        let text = apply(text, brackets.remove(at));
        // Dotted keys may say more than one thing of it.
        if entries.next().is_some() {
            return one(&text, self.declared, &Edit::Remove { way: way.to_vec() });
        }
        Ok(text)
    }

    /// Takes whole statements out.
    fn lines(&self, statements: &[&Statement]) -> String {
        let layout = self.layout;
        // Those that follow each other in the file go as one piece.
        let mut runs: Vec<(&Statement, &Statement)> = Vec::new();
        let index = |it: &Statement| {
            layout.statements.partition_point(|other| other.span.start < it.span.start)
        };
        for statement in statements {
            match runs.last_mut() {
                Some((_, last)) if index(last) + 1 == index(statement) => *last = statement,
                _ => runs.push((statement, statement)),
            }
        }
        let splices = runs.iter().map(|(first, last)| {
            let (from, to) = piece(layout, first, last);
            let end = |line: usize| layout.lines.get(line).map_or(layout.text.len(), |it| it.start);
            (end(from)..end(to), String::new())
        });
        apply(layout.text, splices.collect())
    }
}

/// The lines that go: from, and one past the last.
fn piece(layout: &Layout<'_>, first: &Statement, last: &Statement) -> (usize, usize) {
    let mut from = layout.begin(first);
    // The last key of a section takes the comment that hangs below it only with all the section.
    let mut to = if first.is_header { layout.end(last) } else { last.last + 1 };
    let is_blank = |line: usize| layout.kind(line) == Some(Kind::Blank);
    if to == layout.lines.len() {
        while from > 0 && is_blank(from - 1) {
            from -= 1;
        }
    } else if from == 0 || is_blank(from - 1) || next_is_sister(layout, first, last) {
        while is_blank(to) {
            to += 1;
        }
    }
    (from, to)
}

/// Whether the next item of the same list follows without a comment of its own: it then stands below
/// the heading that the first stood below.
fn next_is_sister(layout: &Layout<'_>, first: &Statement, last: &Statement) -> bool {
    let (Some(Step::Item(_)), true) = (first.way.last(), first.is_header) else { return false };
    let list = &first.way[..first.way.len() - 1];
    let next = layout.statements.iter().find(|next| next.first > last.last);
    next.is_some_and(|next| {
        next.is_header && next.way.starts_with(list) && layout.begin(next) == next.first
    })
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Item(_) => None,
    }
}
