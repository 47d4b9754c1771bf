//! What is said to whoever asks why: what an answer is for, how it may look, and whether it may be
//! left out. Made from the declaration of the field and the page of the rule that asks for it.

use super::Question;
use crate::model::declare::{Field, Reference, Shape, Table};
use crate::model::schema;
use crate::rules::{self, pages};
use crate::standard;

/// Why something is asked for, in the words of the rule that asks for it; empty where none does.
#[must_use]
pub fn why(rule: Option<&str>) -> String {
    rule.map_or_else(String::new, |rule| {
        format!("{} `comity explain {rule}` says more.\n", reason(rule))
    })
}

/// The reason that the page of a rule gives, in one line.
fn reason(rule: &str) -> String {
    let page = rules::group_of(rule).and_then(|group| pages::section(group, rule));
    let mut parts = page.unwrap_or_default().split("\n\n");
    let why = parts.find_map(|part| part.strip_prefix("**Why.**")).unwrap_or_default();
    why.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the reason of a rule is that of each field that it asks for: all of them stand in one
/// table, which it may ask for as a whole too. What asks for something in many places has no reason
/// that fits all of them.
fn is_own(rule: &str) -> bool {
    let mut tables = 0;
    schema::each_table(&mut |table| {
        let asks =
            |field: &Field| field.required.is_some_and(|it| it.rule == rule) && !is_whole(field);
        tables += usize::from(table.fields.iter().any(asks));
    });
    tables <= 1
}

/// Whether a field holds tables of its own.
fn is_whole(field: &Field) -> bool {
    matches!(field.shape, Shape::Table(_) | Shape::List(Shape::Table(_)))
}

/// What a field is for: what it says, what relies on it, and the criteria it is evidence of, or
/// else the reason of a rule that is its own.
fn purpose(field: &Field, rule: Option<&str>) -> String {
    let mut said = format!("What it says: {}", Question::ask_of(field));
    if field.identity {
        said.push_str(" By it all else in the record names this one.");
    }
    let criteria: Vec<String> = field
        .shows
        .iter()
        .filter_map(|reference| standard::criterion(reference))
        .map(|it| format!("{} {}", it.reference, it.title.trim_end_matches('.')))
        .collect();
    match rule.filter(|rule| is_own(rule)) {
        _ if !criteria.is_empty() => {
            said.push_str(&format!(" It is evidence of {}.", criteria.join("; ")));
        }
        Some(rule) => said.push_str(&format!(" {}", reason(rule))),
        None => {}
    }
    said
}

impl Question {
    /// Help for whoever is asked: what it is for, what can be typed, whether it may be left out.
    /// `wanted` says that it would be refused without.
    #[must_use]
    pub fn help(&self, wanted: bool) -> String {
        let skip = match (self.rule, wanted) {
            (None, true) => "Without it nothing is written: the others rely on it.".to_owned(),
            (Some(rule), true) => format!(
                "Without it nothing is written: the others rely on it. \
                 `comity explain {rule}` says more."
            ),
            (Some(rule), false) => format!(
                "Enter leaves it for later; `check` asks for it until it is said. \
                 `comity explain {rule}` says more."
            ),
            (None, false) => {
                "It may be left out: Enter skips it, and nothing asks for it again.".to_owned()
            }
        };
        let form = sample(self.field, self.field.shape);
        format!("{}\nType {form}.\n{skip}\n", purpose(self.field, self.rule))
    }
}

/// What can be typed for a field, with an example.
fn sample(field: &Field, shape: Shape) -> String {
    let example = example(field, shape);
    if let Shape::List(of) = shape {
        return match of {
            Shape::Table(_) => format!(
                "`y` to be asked key by key, or one in a line: `{example}`; more of them are asked \
                 for after it"
            ),
            Shape::Text if field.refers.is_none() => {
                "a sentence, then Enter; more are asked for after it".to_owned()
            }
            of => format!("{}; several with commas", sample(field, *of)),
        };
    }
    if field.identity {
        return format!(
            "a short name, lower-case words joined by `-`: `{example}`; of words typed otherwise \
             such a name is made"
        );
    }
    if let Some(named) = field.refers.and_then(named) {
        return format!("{named}: `{example}`");
    }
    match shape {
        Shape::Text | Shape::Any => "it in words, a sentence or two".to_owned(),
        Shape::TextOrByParty => {
            format!("it in words; where the parties differ: `{example}`")
        }
        Shape::Level => format!("off, advice, warning or error: `{example}`"),
        Shape::Worth => {
            format!("a number of 0 or more, without its unit: `{example}` or `1250.50`")
        }
        Shape::Currency => format!("its code of three capital letters (ISO 4217): `{example}`"),
        Shape::Date => format!("a day as year, month, day: `{example}`"),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}: `{example}`"),
        Shape::Amount => format!("a number, without its unit: `{example}` or `1250.50`"),
        Shape::Flag => format!("`{example}` or `no`"),
        Shape::Duration => {
            format!("how long: `{example}` is 18 months, `P3Y` 3 years, `P30D` 30 days")
        }
        Shape::Words(words) => {
            let words = words.iter().map(|word| match word.doc.trim().trim_end_matches('.') {
                "" => format!("`{}`", word.text),
                doc => format!("`{}` ({doc})", word.text),
            });
            format!("one of these words: {}", words.collect::<Vec<_>>().join(", "))
        }
        Shape::Scores(low, high) => {
            format!(
                "`y` to be asked one question at a time, or points from {low} to {high} for each in \
                 a line: `{example}`"
            )
        }
        Shape::Table(_) => {
            format!("`y` to be asked key by key, or all in a line: `{example}`")
        }
        Shape::Levels | Shape::List(_) => format!("it as TOML: `{example}`"),
    }
}

/// Something that the field takes as it is typed.
fn example(field: &Field, shape: Shape) -> String {
    if let Some(reference) = field.refers {
        return of_name(reference).to_owned();
    }
    match shape {
        Shape::Text if field.identity => "act-hall".to_owned(),
        Shape::Text | Shape::Any => "in words".to_owned(),
        Shape::TextOrByParty => "{ housing = \"By letter\", hospital = \"By a call\" }".to_owned(),
        Shape::Level => "warning".to_owned(),
        Shape::Levels => "{ \"collaboration-incomplete\" = \"warning\" }".to_owned(),
        Shape::Date => "2026-03-02".to_owned(),
        Shape::Whole(low, high) => low.max(1).min(high).to_string(),
        Shape::Amount | Shape::Worth => "1250".to_owned(),
        Shape::Currency => "GBP".to_owned(),
        Shape::Flag => "yes".to_owned(),
        Shape::Duration => "P18M".to_owned(),
        Shape::Words(words) => words.first().map_or("", |word| word.text).to_owned(),
        Shape::Scores(low, high) => format!("need={high} trust={}", low.max(high - 1)),
        Shape::Table(table) => in_line(table),
        Shape::List(of) => example(field, *of),
    }
}

/// What a word names; nothing where the shape says more.
fn named(reference: Reference) -> Option<String> {
    Some(match reference {
        Reference::Party => "a party, by its id in collaboration.toml".to_owned(),
        Reference::PartyOrRole => "a party by its id, or a role".to_owned(),
        Reference::Role => {
            "a role, never a person: the id of a contact, `housing-director`, or words".to_owned()
        }
        Reference::Organisation => {
            "an organisation, by the name of its file in network/ without `.toml`".to_owned()
        }
        Reference::Contact => "a contact, by its id in network/".to_owned(),
        Reference::Consulted => {
            "an organisation or a contact by its id, or a role in words".to_owned()
        }
        Reference::Item => "the id of an item of the agreement".to_owned(),
        Reference::ItemOf(tables) => {
            format!("the id of an item under `{}` of the agreement", tables.join("`, `"))
        }
        Reference::Event => "the name of an entry in log/, without `.toml`".to_owned(),
        Reference::Plan => "the id of a planned review".to_owned(),
        Reference::Policy => "a policy of comity.toml by its id, or words".to_owned(),
        Reference::Objective => "the id of a strategic objective of comity.toml".to_owned(),
        Reference::OwnObjective => return None,
        Reference::Issue => "the name of an issue".to_owned(),
        Reference::Risk => "the name of a risk".to_owned(),
        Reference::Recommendation => "the id of what a review recommended".to_owned(),
    })
}

/// A name of that kind.
fn of_name(reference: Reference) -> &'static str {
    match reference {
        Reference::Party | Reference::PartyOrRole => "housing",
        Reference::Role => "Practice manager",
        Reference::Organisation => "ardenvale-hospitals",
        Reference::Contact | Reference::Consulted => "avh-discharge-lead",
        Reference::Item | Reference::ItemOf(_) => "act-winter",
        Reference::Event => "2025-03-20-act-coordinators-unable-q9x4",
        Reference::Plan => "annual-2026",
        Reference::Policy => "pol-gifts",
        Reference::Objective | Reference::OwnObjective => "so-home",
        Reference::Issue => "friday-visits",
        Reference::Risk => "risk-capacity",
        Reference::Recommendation => "rec-visits",
    }
}

/// How an item is typed in a line: its first keys that fit in one.
fn in_line(table: &Table) -> String {
    let fits = |shape: Shape| !matches!(shape, Shape::Table(_) | Shape::Scores(..) | Shape::Levels);
    let fields = table.fields.iter().filter(|field| match field.shape {
        Shape::List(of) => fits(*of),
        shape => fits(shape),
    });
    let pairs = fields.take(3).map(|field| {
        let example = example(field, field.shape);
        let quote = if example.contains(' ') && !example.contains('"') { "\"" } else { "" };
        format!("{}={quote}{example}{quote}", field.key)
    });
    pairs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::model::id::is_kebab;

    /// Every table, with those inside of others.
    fn all() -> Vec<&'static Table> {
        let mut tables: Vec<&'static Table> = Vec::new();
        schema::each_table(&mut |table| tables.push(table));
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
                    assert!(lines[0].contains(&Question::ask_of(field)), "{at}");
                    assert!(lines[1].starts_with("Type ") && lines[1].len() > 16, "{at}");
                    let skip = match (rule, wanted) {
                        (_, true) => "nothing is written",
                        (Some(rule), _) => rule,
                        (None, _) => "may be left out",
                    };
                    assert!(lines[2].contains(skip), "{at}");
                    count += 1;
                }
            }
        }
        assert!(count > 900, "{count}");
    }

    #[test]
    fn what_is_given_as_an_example_is_taken() {
        for table in all() {
            for field in table.fields {
                let example = example(field, field.shape);
                let at = format!("{}.{}: {example}", table.name, field.key);
                let taken = draft::value(field, &[&example]);
                assert!(taken.is_ok(), "{at}: {taken:?}");
                assert!(!example.contains('…'), "{at}");
                let form = sample(field, field.shape);
                let in_words = form.contains("in words, a sentence") || form.contains("a sentence");
                assert!(in_words || form.contains(&format!("`{example}`")), "{at}: {form}");
                if field.identity {
                    assert!(is_kebab(&example) && !in_words, "{at}: {form}");
                }
            }
        }
    }

    /// The reason is the field's: that of a rule which asks for things in many tables stands with
    /// none of them, and what is evidence of a criterion says of which.
    #[test]
    fn the_reason_is_that_of_the_field_itself() {
        let (mut shared, mut own, mut shown) = (0, 0, 0);
        for table in all() {
            for field in table.fields {
                let Some(rule) = field.required.map(|it| it.rule) else { continue };
                let help = Question { field, rule: Some(rule), apart: false }.help(false);
                let at = format!("{}.{}: {help}", table.name, field.key);
                // A table that is asked for as a whole is one with its keys.
                let asks =
                    |it: &Field| !is_whole(it) && it.required.is_some_and(|it| it.rule == rule);
                let asking = all().into_iter().filter(|table| table.fields.iter().any(asks));
                let is_shared = asking.count() > 1;
                let has_reason = help.contains(&reason(rule));
                match (is_shared, field.shows) {
                    (_, [_, ..]) => shown += 1,
                    (true, []) => shared += 1,
                    (false, []) => own += 1,
                }
                assert_eq!(has_reason, !is_shared && field.shows.is_empty(), "{at}");
                for reference in field.shows {
                    let title = &standard::criterion(reference).expect("known").title;
                    let named = format!("{reference} {}", title.trim_end_matches('.'));
                    assert!(help.contains(&named), "{at}");
                }
            }
        }
        assert!(shared > 50 && own > 50 && shown > 20, "{shared} {own} {shown}");
        for (table, key) in
            [("evaluation.toml", "need"), ("need", "statement"), ("term", "ends_on")]
        {
            let of = all().into_iter().find(|it| it.name == table).expect("known");
            let field = of.field(key).expect("known");
            let rule = field.required.expect("asked for").rule;
            let help = Question { field, rule: Some(rule), apart: false }.help(false);
            assert!(help.contains(&reason(rule)), "{table}.{key}: {help}");
        }
    }
}
