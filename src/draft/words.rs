//! The words that a key takes, as a comment behind it: in a new file, so that whoever goes on in an
//! editor sees what there is.

use std::collections::HashSet;

use crate::document::{Document, Kind, Source, Table as Tree};
use crate::model::declare::{Shape, Table};

/// The column from which on the comments stand, where the line leaves room.
const COLUMN: usize = 31;

/// A text with the words there are behind the first key of each kind that takes some. A line with a
/// comment of its own stays as it is.
#[must_use]
pub fn with_words(text: &str, declared: &'static Table) -> String {
    let source = Source::new(String::new(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let mut notes: Vec<(usize, String)> = Vec::new();
    if !document.is_damaged() {
        gather(declared, document.root(), &mut HashSet::new(), &mut notes);
    }
    notes.sort();
    let mut out = String::with_capacity(text.len() + 256);
    let mut written = 0;
    for (end, note) in notes {
        // Only what ends its line can be followed by a comment.
        if text[end..].lines().next().is_some_and(|rest| !rest.trim().is_empty()) {
            continue;
        }
        out.push_str(&text[written..end]);
        let begin = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let gap = COLUMN.saturating_sub(text[begin..end].chars().count()).max(1);
        out.push_str(&format!("{:gap$}# {note}", ""));
        written = end;
    }
    out.push_str(&text[written..]);
    out
}

fn gather(
    table: &'static Table,
    tree: &Tree<'_>,
    seen: &mut HashSet<(&'static str, &'static str)>,
    notes: &mut Vec<(usize, String)>,
) {
    for field in table.fields {
        let Some(value) = tree.get(field.key) else { continue };
        match (field.shape, value.get_ref()) {
            (Shape::Words(words), Kind::String(_)) if seen.insert((table.name, field.key)) => {
                let words: Vec<&str> = words.iter().map(|word| word.text).collect();
                notes.push((value.span().end as usize, words.join(" | ")));
            }
            (Shape::Table(inner), Kind::Table(tree)) => gather(inner, tree, seen, notes),
            (Shape::List(Shape::Table(inner)), Kind::Array(items)) => {
                let trees = items.iter().filter_map(|item| item.get_ref().as_table());
                trees.for_each(|tree| gather(inner, tree, seen, notes));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::Agreement;
    use crate::model::declare::Record as _;

    #[test]
    fn the_words_stand_behind_the_first_key_of_a_kind() {
        let text = "instrument = \"mou\"\n\n[term]\nrenewal = \"none\" # ours\n\n[[cost]]\nkind = \"time\"\n\n\
                    [[cost]]\nkind = \"money\"\n\n[[information]]\ninstrument = { kind = \"contract\" }\n";
        let with = with_words(text, Agreement::TABLE);
        let lines: Vec<&str> = with.lines().collect();
        assert_eq!(
            lines[0],
            "instrument = \"mou\"             # mou | sla | partnership-agreement | \
             terms-of-reference | data-sharing-agreement | contract"
        );
        assert_eq!(lines[3], "renewal = \"none\" # ours");
        assert_eq!(lines[6], "kind = \"time\"                  # money | time | asset");
        assert_eq!(
            &lines[9..],
            ["kind = \"money\"", "", "[[information]]", "instrument = { kind = \"contract\" }"]
        );
        assert_eq!(with_words("a = [", Agreement::TABLE), "a = [");
    }
}
