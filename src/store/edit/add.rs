//! Adding an item to a list of tables.

use toml_edit::Value;

use super::inline::{Brackets, pair};
use super::order::{declaration, identity, position};
use super::splice::{apply, insert_lines, insert_section};
use super::tree::{Node, header_text, walk};
use super::{EditError, Scene, Step, shown};
use crate::store::edit::layout::Kind;

impl Scene<'_> {
    pub(super) fn add(
        &self,
        way: &[Step],
        entries: &[(String, String)],
        last: bool,
    ) -> Result<String, EditError> {
        let walk = walk(self.root, way)?;
        if walk.depth < way.len() {
            return self.begin_list(way, walk.depth, &[entries]);
        }
        let name = identity(declaration(self.declared, way));
        let own = entries.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let own = own.and_then(|value| value.parse::<Value>().ok());
        let own = own.as_ref().and_then(Value::as_str);
        let place = |names: &[Option<&str>]| if last { names.len() } else { position(names, own) };
        match walk.node {
            Node::Tables(tables) => {
                let names: Vec<Option<&str>> =
                    tables.iter().map(|table| table.get(name)?.as_str()).collect();
                self.item(way, place(&names), &[entries])
            }
            Node::Array(list) if list.iter().all(Value::is_inline_table) => {
                let names: Vec<Option<&str>> =
                    list.iter().map(|item| item.as_inline_table()?.get(name)?.as_str()).collect();
                let brackets = Brackets::list(self.layout.text, list, self.layout.line_end())
                    .ok_or_else(|| EditError::NoRoom { way: shown(way) })?;
                let new = inline(entries);
                Ok(apply(self.layout.text, brackets.insert(place(&names), &new)))
            }
            _ => Err(EditError::NoTable { way: shown(way) }),
        }
    }

    /// Several items at once as the last of a list: a text is read once for all of them.
    pub(super) fn extend(
        &self,
        way: &[Step],
        items: &[Vec<(String, String)>],
    ) -> Result<String, EditError> {
        let items: Vec<&[(String, String)]> = items.iter().map(Vec::as_slice).collect();
        if items.is_empty() {
            return Ok(self.layout.text.to_owned());
        }
        let walk = walk(self.root, way)?;
        if walk.depth < way.len() {
            return self.begin_list(way, walk.depth, &items);
        }
        match walk.node {
            Node::Tables(tables) => self.item(way, tables.len(), &items),
            Node::Array(list) if list.iter().all(Value::is_inline_table) => {
                let brackets = Brackets::list(self.layout.text, list, self.layout.line_end())
                    .ok_or_else(|| EditError::NoRoom { way: shown(way) })?;
                let new: Vec<String> = items.iter().map(|entries| inline(entries)).collect();
                Ok(apply(self.layout.text, brackets.insert(list.len(), &new.join(", "))))
            }
            _ => Err(EditError::NoTable { way: shown(way) }),
        }
    }

    /// The first items of a list that is not there.
    fn begin_list(
        &self,
        way: &[Step],
        depth: usize,
        items: &[&[(String, String)]],
    ) -> Result<String, EditError> {
        if way[depth..].iter().any(|step| matches!(step, Step::Item(_))) {
            return Err(EditError::NoItem { way: shown(way) });
        }
        match walk(self.root, &way[..depth])?.node {
            Node::Table(table) if !table.is_dotted() => {
                let lines = sections(&format!("[[{}]]", header_text(way)), "", items);
                Ok(self.section(&way[..depth], &way[depth], lines))
            }
            _ => {
                let new: Vec<String> = items.iter().map(|entries| inline(entries)).collect();
                self.put(way, depth, &format!("[{}]", new.join(", ")))
            }
        }
    }

    /// One more `[[…]]` or several, as the items from this index on.
    fn item(
        &self,
        way: &[Step],
        at: usize,
        items: &[&[(String, String)]],
    ) -> Result<String, EditError> {
        let layout = self.layout;
        let item = |at: usize| {
            let mut way = way.to_vec();
            way.push(Step::Item(at));
            way
        };
        let none = || EditError::NoRoom { way: shown(way) };
        let sister = item(at.saturating_sub(1));
        let first = layout.below(&sister).next().ok_or_else(none)?;
        let header = layout.text[first.span.clone()].to_owned();
        let lines = sections(&header, layout.indentation(first.first), items);
        if at > 0 {
            let last = layout.below(&sister).last().ok_or_else(none)?;
            return Ok(insert_section(layout, layout.end_of_part(last), lines));
        }
        let before = layout.begin(first);
        // A heading right above the first item goes on standing right above the first.
        if before > 0 && layout.kind(before - 1) == Some(Kind::Comment) {
            let lines: Vec<String> = lines.into_iter().chain([String::new()]).collect();
            return Ok(insert_lines(layout, before, &lines));
        }
        Ok(insert_section(layout, before, lines))
    }
}

/// Items under a header each, with a blank line between them.
fn sections(header: &str, indentation: &str, items: &[&[(String, String)]]) -> Vec<String> {
    let mut lines = Vec::new();
    for entries in items {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("{indentation}{header}"));
        lines.extend(entries.iter().map(|(key, value)| pair(indentation, key, value)));
    }
    lines
}

fn inline(entries: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
}
