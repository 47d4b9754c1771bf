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
            return self.begin_list(way, walk.depth, entries);
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
                self.item(way, place(&names), entries)
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

    /// The first item of a list that is not there.
    fn begin_list(
        &self,
        way: &[Step],
        depth: usize,
        entries: &[(String, String)],
    ) -> Result<String, EditError> {
        if way[depth..].iter().any(|step| matches!(step, Step::Item(_))) {
            return Err(EditError::NoItem { way: shown(way) });
        }
        match walk(self.root, &way[..depth])?.node {
            Node::Table(table) if !table.is_dotted() => {
                let lines = section(format!("[[{}]]", header_text(way)), "", entries);
                Ok(self.section(&way[..depth], &way[depth], lines))
            }
            _ => self.put(way, depth, &format!("[{}]", inline(entries))),
        }
    }

    /// One more `[[…]]`, as the item with this index.
    fn item(
        &self,
        way: &[Step],
        at: usize,
        entries: &[(String, String)],
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
        let lines = section(header, layout.indentation(first.first), entries);
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

fn section(header: String, indentation: &str, entries: &[(String, String)]) -> Vec<String> {
    let pairs = entries.iter().map(|(key, value)| pair(indentation, key, value));
    std::iter::once(format!("{indentation}{header}")).chain(pairs).collect()
}

fn inline(entries: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
}
