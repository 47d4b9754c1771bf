//! The standards as data: every criterion in our own words, with the number it has in its source.
//!
//! | Id | Standard |
//! |---|---|
//! | S0 | collaborative relationships with departments and other organisations |
//! | S1 | collaborative relationships with other organisations |
//! | S2 | working relationships with colleagues and stakeholders |
//! | S3 | collaboration with partners and stakeholders: the network |
//! | S4 | collaborative partnerships |

pub mod law;

use std::sync::OnceLock;

use crate::document::{Document, Source, Table};

/// One standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// `S0` to `S4`.
    pub id: String,
    /// A short name for the command line.
    pub name: String,
    /// The title of the source.
    pub title: String,
    /// What it is about, in our own words.
    pub about: String,
    /// What it asks, in the order of the source.
    pub criteria: Vec<Criterion>,
}

/// One thing that a standard asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Standard and number: `S0.13`.
    pub reference: String,
    /// What it asks, in a line of our own words.
    pub title: String,
    /// Why that matters, in our own words.
    pub why: String,
    /// The stage from which a gap counts.
    pub stage: String,
}

const TEXTS: [(&str, &str); 5] = [
    ("standard/collaboration.toml", include_str!("collaboration.toml")),
    ("standard/unit.toml", include_str!("unit.toml")),
    ("standard/stakeholders.toml", include_str!("stakeholders.toml")),
    ("standard/network.toml", include_str!("network.toml")),
    ("standard/partnership.toml", include_str!("partnership.toml")),
];

/// Every standard, read when it is first asked for: a clean check never does.
pub fn all() -> &'static [Standard] {
    static STANDARDS: OnceLock<Vec<Standard>> = OnceLock::new();
    STANDARDS.get_or_init(|| TEXTS.iter().map(|(path, text)| read(path, text)).collect())
}

/// The criterion of this reference.
#[must_use]
pub fn criterion(reference: &str) -> Option<&'static Criterion> {
    all()
        .iter()
        .flat_map(|standard| &standard.criteria)
        .find(|criterion| criterion.reference.eq_ignore_ascii_case(reference))
}

fn read(path: &str, text: &str) -> Standard {
    let source = Source::new(path.to_owned(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let root = document.root();
    let criteria = root
        .get("criterion")
        .and_then(|list| list.get_ref().as_array())
        .into_iter()
        .flatten()
        .filter_map(|criterion| criterion.get_ref().as_table())
        .map(|criterion| Criterion {
            reference: word(criterion, "ref"),
            title: word(criterion, "title"),
            why: word(criterion, "why"),
            stage: word(criterion, "stage"),
        })
        .collect();
    Standard {
        id: word(root, "id"),
        name: word(root, "name"),
        title: word(root, "title"),
        about: word(root, "about"),
        criteria,
    }
}

fn word(table: &Table<'_>, key: &str) -> String {
    table.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standard_is_read_whole() {
        let counts: Vec<usize> = all().iter().map(|standard| standard.criteria.len()).collect();
        assert_eq!(counts, [47, 54, 42, 15, 34]);
        for criterion in all().iter().flat_map(|standard| &standard.criteria) {
            assert!(!criterion.title.is_empty() && !criterion.why.is_empty(), "{criterion:?}");
            assert!(criterion.title.chars().count() <= 80, "{}", criterion.title);
        }
    }

    #[test]
    fn every_rule_names_criteria_that_exist() {
        for rule in crate::rules::all() {
            for reference in rule.criteria {
                assert!(criterion(reference).is_some(), "{} names {reference}", rule.name);
            }
        }
    }
}
