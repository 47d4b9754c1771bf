//! Putting a value where it is, or where it belongs.

use toml_edit::{Array, Value};

use super::inline::{Brackets, pair};
use super::order::{Beside, beside, declaration};
use super::splice::{apply, insert_lines, insert_section, line_ends};
use super::tree::{Node, header_text, key_text, walk};
use super::{EditError, Scene, Step, one, parse, shown};
use crate::store::edit::Edit;

impl Scene<'_> {
    pub(super) fn set(&self, way: &[Step], value: &str) -> Result<String, EditError> {
        let walk = walk(self.root, way)?;
        if walk.depth < way.len() {
            return self.put(way, walk.depth, value);
        }
        if let Node::Array(old) = walk.node
            && let Some(text) = self.items(way, old, value)?
        {
            return Ok(text);
        }
        let span = match walk.node {
            Node::Plain(plain) => plain.span(),
            Node::Array(array) => array.span(),
            Node::Inline(table) if !table.is_dotted() => table.span(),
            _ => None,
        };
        if let Some(span) = span {
            let value = line_ends(value, self.layout.line_end());
            return Ok(apply(self.layout.text, vec![(span, value)]));
        }
        // A table with lines of its own gives way to the value.
        if !matches!(way.last(), Some(Step::Key(_))) {
            return Err(EditError::NoRoom { way: shown(way) });
        }
        let text = self.remove(way)?;
        one(&text, self.declared, &Edit::Set { way: way.to_vec(), value: value.to_owned() })
    }

    /// The items of a list one by one, where a list that is there gives way to another. Nothing
    /// where none of them stays.
    fn items(&self, way: &[Step], old: &Array, value: &str) -> Result<Option<String>, EditError> {
        let text = format!("v = {value}\n");
        let parsed = parse(&text)?;
        let Some(new) = parsed.get("v").and_then(toml_edit::Item::as_array) else {
            return Ok(None);
        };
        let (items, spans): (Vec<&Value>, Vec<_>) =
            new.iter().filter_map(|item| Some((item, item.span()?))).unzip();
        let written: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
        self.relist(way, old, &items, &written)
    }

    /// Puts a value where there is none. The first `depth` steps lead to a table that is there.
    pub(super) fn put(&self, way: &[Step], depth: usize, value: &str) -> Result<String, EditError> {
        if way[depth..].iter().any(|step| matches!(step, Step::Item(_))) {
            return Err(EditError::NoItem { way: shown(way) });
        }
        let mut base = depth;
        while walk(self.root, &way[..base])?.node.is_dotted() {
            base -= 1;
        }
        match walk(self.root, &way[..base])?.node {
            Node::Inline(table) => {
                let text = self.layout.text;
                let brackets = Brackets::table(text, table, self.layout.line_end())
                    .ok_or_else(|| EditError::NoRoom { way: shown(way) })?;
                let keys: Vec<&str> =
                    brackets.entries.iter().map(|entry| entry.keys[0].as_str()).collect();
                let at = match self.beside(&way[..base], &keys, &way[base]) {
                    Beside::After(at) => at + 1,
                    Beside::Before(at) => at,
                    Beside::End => keys.len(),
                };
                let new = entry(&way[base..], depth - base, value);
                Ok(apply(text, brackets.insert(at, &new)))
            }
            Node::Table(table) if base < depth || way.len() == depth + 1 => {
                let key = header_text(&way[base..]);
                if table.is_implicit() && base > 0 {
                    self.head(&way[..base], &key, value)
                } else {
                    Ok(self.line(&way[..base], &way[base], &key, value))
                }
            }
            Node::Table(_) => {
                let (Some(Step::Key(key)), table) = (way.last(), &way[..way.len() - 1]) else {
                    return Err(EditError::NoTable { way: shown(way) });
                };
                let header = format!("[{}]", header_text(table));
                let lines = vec![header, pair("", &key_text(key), value)];
                Ok(self.section(&way[..base], &way[base], lines))
            }
            _ => Err(EditError::NoTable { way: shown(&way[..base]) }),
        }
    }

    /// Where a key goes among those of a table.
    pub(super) fn beside(&self, table: &[Step], there: &[&str], new: &Step) -> Beside {
        let Step::Key(key) = new else { return Beside::End };
        beside(declaration(self.declared, table), there, key)
    }

    /// Puts a line under the header of a table.
    fn line(&self, table: &[Step], new: &Step, key: &str, value: &str) -> String {
        let layout = self.layout;
        let body: Vec<_> = layout.body(table).collect();
        let keys: Vec<&str> =
            body.iter().filter_map(|it| key_of(it.way.get(table.len()))).collect();
        let place = self.beside(table, &keys, new);
        let beside = match place {
            Beside::After(at) | Beside::Before(at) => body.get(at),
            Beside::End => body.last(),
        };
        let (at, like) = match (beside, place) {
            (Some(before), Beside::Before(_)) => (layout.begin(before), before.first),
            (Some(after), _) => (layout.end(after), after.first),
            (None, _) => {
                let header = layout.statements.iter().find(|it| it.is_header && it.way == table);
                match header {
                    Some(header) => (layout.end(header), header.first),
                    // The top of a file without a key of its own.
                    None => return self.top(pair("", key, value)),
                }
            }
        };
        insert_lines(layout, at, &[pair(layout.indentation(like), key, value)])
    }

    /// Puts a line at the top of a file that has none but headers and comments.
    fn top(&self, line: String) -> String {
        let layout = self.layout;
        let at = match layout.statements.first() {
            Some(first) => layout.begin_of_part(first),
            None => layout.lines.len(),
        };
        insert_section(layout, at, vec![line])
    }

    /// Gives a table its header, which so far only those of its own tables imply.
    fn head(&self, table: &[Step], key: &str, value: &str) -> Result<String, EditError> {
        let layout = self.layout;
        let first = layout.below(table).next();
        let first = first.ok_or_else(|| EditError::NoRoom { way: shown(table) })?;
        let indentation = layout.indentation(first.first);
        let header = format!("{indentation}[{}]", header_text(table));
        let lines = vec![header, pair(indentation, key, value)];
        Ok(insert_section(layout, layout.begin(first), lines))
    }

    /// Puts a section below a table, where the declaration of that table puts it.
    pub(super) fn section(&self, table: &[Step], new: &Step, lines: Vec<String>) -> String {
        let layout = self.layout;
        let sections: Vec<_> =
            layout.below(table).filter(|it| it.is_header && it.way.len() > table.len()).collect();
        let keys: Vec<&str> =
            sections.iter().filter_map(|it| key_of(it.way.get(table.len()))).collect();
        let at = match self.beside(table, &keys, new) {
            Beside::After(at) => {
                let part = &sections[at].way[..=table.len()];
                layout.below(part).last().map(|last| layout.end_of_part(last))
            }
            Beside::Before(at) => Some(layout.begin_of_part(sections[at])),
            Beside::End => layout.below(table).last().map(|last| layout.end_of_part(last)),
        };
        insert_section(layout, at.unwrap_or(layout.lines.len()), lines)
    }
}

fn key_of(step: Option<&Step>) -> Option<&str> {
    match step {
        Some(Step::Key(key)) => Some(key),
        _ => None,
    }
}

/// A key with its value as it stands inside of brackets; the first `dotted` keys lead through what
/// dotted keys make there already.
fn entry(way: &[Step], dotted: usize, value: &str) -> String {
    let mut keys = way.iter();
    let head = header_text(&way[..=dotted.min(way.len() - 1)]);
    let rest: Vec<String> = keys
        .by_ref()
        .skip(dotted + 1)
        .map(|step| header_text(std::slice::from_ref(step)))
        .collect();
    let inner =
        rest.iter().rev().fold(value.to_owned(), |value, key| format!("{{ {key} = {value} }}"));
    format!("{head} = {inner}")
}
