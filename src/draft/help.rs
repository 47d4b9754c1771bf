//! What is said to whoever asks why: what an answer is for, how it may look, and whether it may be
//! left out. Made from the declaration of the field and the page of the rule that asks for it.

use super::Question;
use crate::model::declare::{Field, Reference, Shape, Table};
use crate::rules::{self, pages};

/// Why something is asked for, in the words of the rule that asks for it; empty where none does.
#[must_use]
pub fn why(rule: Option<&str>) -> String {
    let Some(rule) = rule else { return String::new() };
    let page = rules::group_of(rule).and_then(|group| pages::section(group, rule));
    let mut parts = page.unwrap_or_default().split("\n\n");
    let why = parts.find_map(|part| part.strip_prefix("**Why.**")).unwrap_or_default();
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{why} `comity explain {rule}` says more.\n")
}

impl Question {
    /// Help for whoever is asked: what it is for, what can be typed, whether it may be left out.
    /// `wanted` says that it would be refused without.
    #[must_use]
    pub fn help(&self, wanted: bool) -> String {
        let skip = match (self.rule, wanted) {
            (_, true) => "Without it nothing is written: the others rely on it.",
            (Some(_), false) => "Enter leaves it for later; `check` asks for it until it is said.",
            (None, false) => "It may be left out: Enter skips it, and nothing asks for it again.",
        };
        let why = match self.rule {
            Some(_) => why(self.rule),
            None => format!("What it says: {}\n", self.ask()),
        };
        format!("{why}Type {}.\n{skip}\n", sample(self.field, self.field.shape))
    }
}

/// What can be typed for a field, with an example.
fn sample(field: &Field, shape: Shape) -> String {
    if let Shape::List(of) = shape {
        return match of {
            Shape::Table(table) => format!(
                "`y` to be asked key by key, or one in a line: `{}`; more of them are asked for \
                 after it",
                in_line(table)
            ),
            Shape::Text if field.refers.is_none() => {
                "a sentence, then Enter; more are asked for after it".to_owned()
            }
            of => format!("{}; several with commas", sample(field, *of)),
        };
    }
    if let Some(named) = field.refers.and_then(named) {
        return named;
    }
    match shape {
        Shape::Text | Shape::Any | Shape::Level => "it in words, a sentence or two".to_owned(),
        Shape::TextOrByParty => {
            "it in words; where the parties differ: `{ housing = \"…\", hospital = \"…\" }`"
                .to_owned()
        }
        Shape::Date => "a day as year, month, day: `2026-03-02`".to_owned(),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Shape::Amount => "a number, without its unit: `1250` or `1250.50`".to_owned(),
        Shape::Flag => "`yes` or `no`".to_owned(),
        Shape::Duration => {
            "how long: `P18M` is 18 months, `P3Y` 3 years, `P30D` 30 days".to_owned()
        }
        Shape::Words(words) => {
            let words = words.iter().map(|word| match word.doc.trim().trim_end_matches('.') {
                "" => format!("`{}`", word.text),
                doc => format!("`{}` ({doc})", word.text),
            });
            format!("one of these words: {}", words.collect::<Vec<_>>().join(", "))
        }
        Shape::Scores(low, high) => {
            format!("points from {low} to {high} for each question: `need=4 trust=3`")
        }
        Shape::Table(table) => {
            format!("`y` to be asked key by key, or all in a line: `{}`", in_line(table))
        }
        Shape::Levels | Shape::List(_) => "it as TOML".to_owned(),
    }
}

/// What a word names, with an example; nothing where the shape says more.
fn named(reference: Reference) -> Option<String> {
    Some(match reference {
        Reference::Party => "a party, by its id in collaboration.toml: `housing`".to_owned(),
        Reference::PartyOrRole => "a party by its id, or a role".to_owned(),
        Reference::Role => {
            "a role, never a person: the id of a contact, `housing-director`, or words, \
             `Practice manager`"
                .to_owned()
        }
        Reference::Organisation => {
            "an organisation, by the name of its file in network/ without `.toml`".to_owned()
        }
        Reference::Contact => "a contact, by its id in network/: `avh-discharge-lead`".to_owned(),
        Reference::Consulted => {
            "an organisation or a contact by its id, or a role in words".to_owned()
        }
        Reference::Item => "the id of an item of the agreement: `act-winter`".to_owned(),
        Reference::ItemOf(tables) => {
            format!("the id of an item under `{}` of the agreement", tables.join("`, `"))
        }
        Reference::Event => "the name of an entry in log/, without `.toml`: \
             `2025-03-20-act-coordinators-unable-q9x4`"
            .to_owned(),
        Reference::Plan => "the id of a planned review: `annual-2026`".to_owned(),
        Reference::Policy => "a policy of comity.toml by its id, or words".to_owned(),
        Reference::Objective => "the id of a strategic objective of comity.toml".to_owned(),
        Reference::OwnObjective => return None,
        Reference::Issue => "the name of an issue: `friday-visits`".to_owned(),
        Reference::Risk => "the name of a risk: `risk-capacity`".to_owned(),
        Reference::Recommendation => "the id of what a review recommended".to_owned(),
    })
}

/// How an item is typed in a line: its first keys.
fn in_line(table: &Table) -> String {
    let keys = table.fields.iter().take(3).map(|field| format!("{}=…", field.key));
    keys.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::Agreement;
    use crate::model::collaboration::Head;
    use crate::model::declare::Record as _;
    use crate::model::evaluation::Evaluation;
    use crate::model::event::{EVENT_TABLES, Envelope};
    use crate::model::review::{Review, View};

    /// Every table that a person fills in, with those inside of it.
    fn all() -> Vec<&'static Table> {
        let mut tables: Vec<&'static Table> = vec![
            Head::TABLE,
            Evaluation::TABLE,
            Agreement::TABLE,
            Review::TABLE,
            View::TABLE,
            Envelope::TABLE,
        ];
        tables.extend(EVENT_TABLES.iter().map(|(_, table)| *table));
        let mut at = 0;
        while let Some(table) = tables.get(at) {
            let inner: Vec<&'static Table> = table
                .fields
                .iter()
                .filter_map(|field| match field.shape {
                    Shape::Table(table) => Some(table),
                    Shape::List(Shape::Table(table)) => Some(*table),
                    _ => None,
                })
                .collect();
            tables.extend(inner);
            at += 1;
        }
        tables
    }

    #[test]
    fn every_field_says_what_it_is_for_what_to_type_and_whether_it_may_be_left_out() {
        let mut count = 0;
        for table in all() {
            for field in table.fields {
                for (rule, wanted) in
                    [(None, false), (None, true), (field.required.map(|it| it.rule), false)]
                {
                    let help = Question { field, rule, apart: false }.help(wanted);
                    let lines: Vec<&str> = help.lines().collect();
                    let at = format!("{}.{}: {help}", table.name, field.key);
                    assert_eq!(lines.len(), 3, "{at}");
                    assert!(lines[0].len() > 8, "{at}");
                    assert!(lines[1].starts_with("Type ") && lines[1].len() > 16, "{at}");
                    let skip = match (rule, wanted) {
                        (_, true) => "nothing is written",
                        (Some(_), _) => "for later",
                        (None, _) => "may be left out",
                    };
                    assert!(lines[2].contains(skip), "{at}");
                    match rule {
                        Some(rule) => assert!(lines[0].contains(rule), "{at}"),
                        None => assert!(lines[0].contains(&Question::ask_of(field)), "{at}"),
                    }
                    count += 1;
                }
            }
        }
        assert!(count > 900, "{count}");
    }
}
