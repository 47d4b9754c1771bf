//! The reference of the format, made from the declarations: what `docs/format.md` holds.

use std::fmt::Write as _;

use super::schema::place;
use crate::model::declare::{
    Audience, Field, PerParty, Reference, Requirement, Shape, Table, When, Word,
};
use crate::model::schema::{self, FileSchema};

const HEAD: &str = "\
# The format

Every file, table and key of a record, made from the declarations in `src/model/`; a test holds the
two together.

How to read the tables:

- **Required** is `stage / significance / rule`: from which claimed stage a gap counts, from which
  significance it is asked (`minor` means of everybody), and which rule tells. Behind it may stand
  `each party` (a list needs an item for every party but observers) or a condition on the same
  table, such as `when event = unable`. What is not marked may be left out.
- **Refers to** says what a text has to name. One that fits nothing is an error.
- **kept up**: may change under a signature; it is left out of the digest. All else in
  `agreement.toml` is promise, and is covered.
- **Seen by** is `all` (every party) where nothing is said; `party`: those the item is about;
  `own`: only our own organisation.
- Keys that start with `x_` are free everywhere, and left out of the digest.

What a value may be: *text*; *date*, a local date without quotes such as `2025-03-31`; *whole
number*; *amount*, a whole number or decimal text such as `\"1250.50\"`, never a float; *yes or no*,
`true` or `false`; *duration*, ISO 8601 text such as `\"P18M\"`; a *word* of the list that is given.

";

/// The text of `docs/format.md`.
#[must_use]
pub fn render() -> String {
    let mut out = String::from(HEAD);
    let mut sections: Vec<(String, Section)> = Vec::new();
    for file in schema::files() {
        gather(file, &mut sections);
    }
    out.push_str("## Contents\n\n");
    for (heading, section) in &sections {
        let indent = if section.deep { "  " } else { "" };
        let _ = writeln!(out, "{indent}- [{heading}](#{})", anchor(heading));
    }
    for (heading, section) in &sections {
        let _ = write!(out, "\n## {heading}\n\n");
        if let Some(pattern) = section.pattern {
            let _ = write!(out, "`{pattern}`\n\n");
        }
        let _ = write!(out, "{}\n\n", one_line(section.table.doc));
        table(&mut out, section.table);
    }
    out
}

struct Section {
    table: &'static Table,
    pattern: Option<&'static str>,
    deep: bool,
}

/// The tables of a file, outer ones first. What all events share stands once.
fn gather(file: &FileSchema, sections: &mut Vec<(String, Section)>) {
    for table in file.tables {
        let shared = file.tables.len() > 1 && table.name == "event";
        let heading = if shared { "event".to_owned() } else { file.name.to_owned() };
        if sections.iter().any(|(known, _)| *known == heading) {
            continue;
        }
        sections
            .push((heading.clone(), Section { table, pattern: Some(place(file)), deep: false }));
        descend(table, &heading, sections);
    }
}

fn descend(table: &'static Table, above: &str, sections: &mut Vec<(String, Section)>) {
    for field in table.fields {
        if let Some((inner, _)) = inner(field.shape) {
            let heading = format!("{above}: {}", field.key);
            sections.push((heading.clone(), Section { table: inner, pattern: None, deep: true }));
            descend(inner, &heading, sections);
        }
    }
}

fn inner(shape: Shape) -> Option<(&'static Table, bool)> {
    match shape {
        Shape::Table(table) => Some((table, false)),
        Shape::List(Shape::Table(table)) => Some((table, true)),
        _ => None,
    }
}

fn table(out: &mut String, table: &Table) {
    out.push_str("| Key | Holds | Required | Refers to | Notes | What it means |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for field in table.fields {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            field.key,
            holds(field.shape),
            field.required.map_or_else(String::new, |it| required(&it, field.per_party)),
            field.refers.map_or_else(String::new, refers),
            notes(field),
            cell(&one_line(field.doc)),
        );
    }
    for field in table.fields {
        let words = words_of(field.shape).unwrap_or_default();
        if words.iter().any(|word| !word.doc.is_empty()) {
            let _ = write!(out, "\nThe words of `{}`:\n\n", field.key);
            for word in words {
                let doc = one_line(word.doc);
                let colon = if doc.is_empty() { "" } else { ": " };
                let _ = writeln!(out, "- `{}`{colon}{doc}", word.text);
            }
        }
    }
}

fn words_of(shape: Shape) -> Option<&'static [Word]> {
    match shape {
        Shape::Words(words) => Some(words),
        Shape::List(inner) => words_of(*inner),
        _ => None,
    }
}

fn holds(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Whole(low, high) if low > i64::MIN && high < i64::MAX => {
            format!("whole number, {low} to {high}")
        }
        Shape::Whole(low, _) if low > i64::MIN => format!("whole number, {low} or more"),
        Shape::Whole(..) => "whole number".to_owned(),
        Shape::Amount => "amount".to_owned(),
        Shape::Worth => "amount, 0 or more".to_owned(),
        Shape::Currency => "currency code, such as `\"GBP\"`".to_owned(),
        Shape::Flag => "yes or no".to_owned(),
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|it| format!("`{}`", it.text)).collect();
            words.join(" ")
        }
        Shape::Duration => "duration".to_owned(),
        Shape::List(Shape::Table(_)) => "tables `[[…]]`, see below".to_owned(),
        Shape::List(inner) => format!("list of {}", holds(*inner)),
        Shape::Table(_) => "table `[…]`, see below".to_owned(),
        Shape::TextOrByParty => "text, or a table with a text for each party".to_owned(),
        Shape::Level => "level, or a table with a level for each significance".to_owned(),
        Shape::Levels => "table: a rule's name = `off` `advice` `warning` `error`, or a table \
                          with one for each significance"
            .to_owned(),
        Shape::Scores(low, high) => {
            format!("table: keys of one's own = whole number, {low} to {high}")
        }
        Shape::Any => "any value".to_owned(),
    }
}

fn required(required: &Requirement, per_party: PerParty) -> String {
    let mut text =
        format!("{} / {} / {}", required.from.as_str(), required.ask.as_str(), required.rule);
    if per_party == PerParty::Working {
        text.push_str(", each party");
    }
    let condition = condition(required.when);
    if !condition.is_empty() {
        let _ = write!(text, ", when {condition}");
    }
    text
}

/// A condition in words that a program can read, too.
fn condition(when: When) -> String {
    let or = |words: &[&str]| words.join(" or ");
    match when {
        When::Always => String::new(),
        When::Is(key, words) => format!("{key} = {}", or(words)),
        When::IsNot(key, words) => format!("{key} is not {}", or(words)),
        When::IsWith(key, words, other, others) => {
            format!("{key} = {} and {other} = {}", or(words), or(others))
        }
        When::IsWithout(key, words, other) => format!("{key} = {} and no {other}", or(words)),
        When::True(key) => format!("{key} = true"),
        When::Without(key) => format!("no {key}"),
        When::With(key) => key.to_owned(),
    }
}

fn refers(reference: Reference) -> String {
    match reference {
        Reference::Party => "party".to_owned(),
        Reference::PartyOrRole => "party or role".to_owned(),
        Reference::Role => "role".to_owned(),
        Reference::Organisation => "organisation".to_owned(),
        Reference::Contact => "contact".to_owned(),
        Reference::Consulted => "organisation, contact or role".to_owned(),
        Reference::Item => "any item of the agreement".to_owned(),
        Reference::ItemOf(tables) => tables.join(" or "),
        Reference::Event => "event".to_owned(),
        Reference::Plan => "review_plan".to_owned(),
        Reference::Policy => "policy, if it starts `pol-`".to_owned(),
        Reference::Objective => "strategic_objective".to_owned(),
        Reference::OwnObjective => "strategic_objective, where ours".to_owned(),
        Reference::Issue => "issue".to_owned(),
        Reference::Risk => "risk".to_owned(),
        Reference::Recommendation => "recommendation".to_owned(),
    }
}

fn notes(field: &Field) -> String {
    let mut notes: Vec<String> = Vec::new();
    let mut note = |is_so: bool, text: &str| notes.extend(is_so.then(|| text.to_owned()));
    note(field.identity, "names the item");
    note(field.kept_up, "kept up");
    note(field.classifies, "who may see less does not see the item");
    note(field.audience == Audience::Own, "seen by own");
    note(field.audience == Audience::Party, "seen by party");
    note(field.audience == Audience::Accepted, "of ours seen if accepted");
    for (word, edges) in [("before", field.not_before), ("after", field.not_after)] {
        notes.extend(edges.iter().map(|edge| match edge.strip_prefix('/') {
            Some(key) => format!("not {word} `{key}` at the top"),
            None => format!("not {word} `{edge}`"),
        }));
    }
    notes.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a heading in a link, as forges make it.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}
