//! What the law asks of personal data, as dated lists: which grounds there are, which further
//! conditions, what a contract with a processor has to say.
//!
//! The words themselves are declared in [`crate::model::agreement`], as a record may hold them
//! wherever it is kept; which of them hold where, and since when, is data here.

use std::sync::OnceLock;

use crate::document::{Document, Source, Table};
use crate::model::date::Date;

/// The law of some jurisdictions, by the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// The words for where it holds, as `jurisdiction` in `comity.toml` takes them.
    pub jurisdictions: Vec<String>,
    /// The day on which these lists were last held against the law.
    pub checked_on: Option<Date>,
    /// Within how many hours a breach is told, where the parties agreed no time of their own.
    pub tell_within_hours: i64,
    /// The kinds of organisation that exercise public power.
    pub public_bodies: Vec<String>,
    /// The grounds on which personal data is used.
    pub lawful_bases: Vec<Entry>,
    /// The further grounds for data that the law holds to be special.
    pub special_conditions: Vec<Entry>,
    /// What a contract with a processor has to say.
    pub processor_terms: Vec<Entry>,
}

/// One word of a list, with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it is written in a record.
    pub word: String,
    /// The first day; nothing where it holds since before any record.
    pub since: Option<Date>,
    /// The last day; nothing where none is known.
    pub until: Option<Date>,
    /// Why a public body should not lean on it; nothing where it may.
    pub doubtful_for_public_bodies: Option<String>,
}

impl Entry {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

const TEXTS: [(&str, &str); 1] =
    [("standard/law/united-kingdom.toml", include_str!("united-kingdom.toml"))];

/// Every law there is a file for, read when one is first asked for.
pub fn all() -> &'static [Law] {
    static LAWS: OnceLock<Vec<Law>> = OnceLock::new();
    LAWS.get_or_init(|| TEXTS.iter().map(|(path, text)| read(path, text)).collect())
}

/// The law of a jurisdiction; nothing where there is no file for it.
#[must_use]
pub fn of(jurisdiction: &str) -> Option<&'static Law> {
    let named = |law: &&Law| law.jurisdictions.iter().any(|word| word == jurisdiction);
    all().iter().find(named)
}

fn read(path: &str, text: &str) -> Law {
    let source = Source::new(path.to_owned(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let root = document.root();
    let hours = root.get("tell_within_hours").and_then(|value| match value.get_ref() {
        crate::document::Kind::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    });
    Law {
        jurisdictions: words(root, "jurisdictions"),
        checked_on: day(root, "checked_on"),
        tell_within_hours: hours.unwrap_or_default(),
        public_bodies: words(root, "public_bodies"),
        lawful_bases: entries(root, "lawful_basis"),
        special_conditions: entries(root, "special_condition"),
        processor_terms: entries(root, "processor_term"),
    }
}

fn words(table: &Table<'_>, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(|value| value.get_ref().as_array());
    list.into_iter().flatten().filter_map(|it| it.get_ref().as_str()).map(str::to_owned).collect()
}

fn day(table: &Table<'_>, key: &str) -> Option<Date> {
    let date = table.get(key)?.get_ref().as_datetime()?.date?;
    Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn entries(root: &Table<'_>, key: &str) -> Vec<Entry> {
    let text = |table: &Table<'_>, key: &str| {
        table.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned)
    };
    root.get(key)
        .and_then(|list| list.get_ref().as_array())
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get_ref().as_table())
        .map(|entry| Entry {
            word: text(entry, "word").unwrap_or_default(),
            since: day(entry, "since"),
            until: day(entry, "until"),
            doubtful_for_public_bodies: text(entry, "doubtful_for_public_bodies"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::{LawfulBasis, ProcessorTerm, SpecialCondition};
    use crate::model::declare::Word;
    use crate::model::network::OrganisationKind;

    #[test]
    fn the_lists_hold_the_words_that_a_record_may_hold_and_no_other() {
        let declared = |words: &[Word]| words.iter().map(|it| it.text).collect::<Vec<_>>();
        let listed = |list: &'static [Entry]| list.iter().map(|it| &*it.word).collect::<Vec<_>>();
        for law in all() {
            assert!(!law.jurisdictions.is_empty() && law.checked_on.is_some());
            assert!(law.tell_within_hours > 0);
            assert_eq!(listed(&law.lawful_bases), declared(LawfulBasis::WORDS));
            assert_eq!(listed(&law.special_conditions), declared(SpecialCondition::WORDS));
            assert_eq!(listed(&law.processor_terms), declared(ProcessorTerm::WORDS));
            for kind in &law.public_bodies {
                assert!(OrganisationKind::from_word(kind).is_some(), "{kind}");
            }
        }
    }

    #[test]
    fn a_word_holds_from_its_first_day_on() {
        let law = of("england-and-wales").expect("there is a file");
        let word = "recognised-legitimate-interest";
        let entry = law.lawful_bases.iter().find(|entry| entry.word == word).expect("listed");
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert!(!entry.holds_on(day("2026-02-04")) && entry.holds_on(day("2026-02-05")));
        assert!(of("atlantis").is_none());
    }
}
