//! Elements that are missing, as the declarations ask for them: a key, a table, an item of a list.

use crate::document::{list, quoted};
use crate::model::date::Date;
use crate::model::declare::{Field, Requirement, Shape, Significance, Stage, Table, When};
use crate::rules::Case;

/// What still has to be put in, wherever a person has to say it.
pub(crate) const OPEN: &str = "\"…\"";

/// Of what a new element is asked: how much, from when, on which day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// How much it matters.
    pub(crate) significance: Significance,
    /// How far it has come.
    pub(crate) stage: Stage,
    /// The day that stands in for one that is not known.
    pub(crate) today: Date,
}

impl Asked {
    /// Of one collaboration.
    pub(crate) fn of(case: &Case<'_, '_>) -> Self {
        Self {
            significance: case.dossier.significance(),
            stage: case.reckoning.stage.claimed,
            today: case.scene.today,
        }
    }

    /// Whether a new element needs this, in which nothing else stands yet.
    fn needs(&self, required: &Requirement) -> bool {
        self.significance >= required.ask
            && self.stage >= required.from
            && matches!(required.when, When::Always | When::Without(_) | When::IsNot(..))
    }
}

/// One key with a value of the right kind.
pub(crate) fn key(field: &'static Field, asked: Asked) -> String {
    with_note(field.key, &value(field, field.shape, asked), note(field, asked))
}

/// An item of a list: its header, what is known of it, and what else is asked of it.
pub(crate) fn item(
    table: &'static Table,
    header: &str,
    known: &[(&str, String)],
    asked: Asked,
) -> Vec<String> {
    let mut lines = vec![format!("[[{header}]]")];
    lines.extend(keys(table, known, asked));
    lines
}

/// What stands in a new table: what is known, and what else is asked, in the declared order.
pub(crate) fn keys(table: &'static Table, known: &[(&str, String)], asked: Asked) -> Vec<String> {
    let of_field = |field: &'static Field| {
        let given = known.iter().find(|(key, _)| *key == field.key);
        match given {
            Some((key, value)) => Some(format!("{key} = {value}")),
            None => is_asked(table, field, known, asked).then(|| key(field, asked)),
        }
    };
    let mut lines: Vec<String> = table.fields.iter().filter_map(of_field).collect();
    // A table of which nothing in particular is asked begins with its first key.
    if lines.is_empty() {
        lines.extend(table.fields.first().map(|field| key(field, asked)));
    }
    lines
}

/// Whether a field has to be said in a new table: by itself, or by the word that stands in another,
/// which is the one that is known, or else the first that it offers.
fn is_asked(
    table: &'static Table,
    field: &'static Field,
    known: &[(&str, String)],
    asked: Asked,
) -> bool {
    let Some(required) = field.required else { return false };
    let When::Is(other, words) = required.when else { return asked.needs(&required) };
    let counts = asked.significance >= required.ask && asked.stage >= required.from;
    let given =
        known.iter().find(|(key, _)| *key == other).map(|(_, value)| value.trim_matches('"'));
    let offered = || {
        let field = table.field(other)?;
        let Shape::Words(words) = field.shape else { return None };
        let first = words.first().map(|word| word.text);
        first.filter(|_| field.required.is_some_and(|it| asked.needs(&it)))
    };
    counts && given.or_else(offered).is_some_and(|word| words.contains(&word))
}

fn with_note(key: &str, value: &str, note: Option<String>) -> String {
    note.map_or_else(|| format!("{key} = {value}"), |note| format!("{key} = {value} # {note}"))
}

/// What may stand there, where the value alone does not show it.
fn note(field: &'static Field, asked: Asked) -> Option<String> {
    let words = match field.shape {
        // In a table within the line each key has its own.
        Shape::Table(table) => return notes_of(table, asked),
        Shape::List(Shape::Table(table)) => return notes_of(table, asked),
        Shape::Words(words) => words,
        Shape::List(Shape::Words(words)) => *words,
        Shape::Flag => return Some("or false".to_owned()),
        Shape::Currency => return Some("or another code of ISO 4217: EUR, USD".to_owned()),
        _ => return None,
    };
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    Some(words.join(", "))
}

/// A value of the right kind. What only a person knows is left open.
fn value(field: &Field, shape: Shape, asked: Asked) -> String {
    match shape {
        Shape::Date => asked.today.to_string(),
        Shape::Whole(low, _) => low.max(1).to_string(),
        Shape::Flag => "true".to_owned(),
        Shape::Currency => quoted("GBP"),
        Shape::Duration => quoted("P1Y"),
        Shape::Table(table) => inline(table, asked),
        Shape::List(Shape::Date) => format!("[{}]", asked.today),
        Shape::List(Shape::Table(table)) => format!("[{}]", inline(table, asked)),
        Shape::List(_) => list(&["…"]),
        Shape::Scores(_, high) => format!("{{ trust = {high} }}"),
        Shape::Levels => format!("{{ {} = \"warning\" }}", field.key),
        Shape::Text
        | Shape::TextOrByParty
        | Shape::Any
        | Shape::Level
        | Shape::Amount
        | Shape::Worth
        | Shape::Words(_) => OPEN.to_owned(),
    }
}

/// What there is to choose from in a table within a line.
fn notes_of(table: &'static Table, asked: Asked) -> Option<String> {
    let each = inner(table, asked).into_iter();
    let each = each.filter_map(|it| Some(format!("{}: {}", it.key, note(it, asked)?)));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| each.join("; "))
}

/// What stands in a table within a line.
fn inner(table: &'static Table, asked: Asked) -> Vec<&'static Field> {
    let needed = |field: &&Field| field.required.is_some_and(|it| asked.needs(&it));
    let mut fields: Vec<&Field> = table.fields.iter().filter(needed).collect();
    if fields.is_empty() {
        fields.extend(table.fields.first());
    }
    fields
}

/// A table within a line, with what is asked of it; where nothing is, with its first key.
fn inline(table: &'static Table, asked: Asked) -> String {
    let pairs: Vec<String> = inner(table, asked)
        .into_iter()
        .map(|field| format!("{} = {}", field.key, value(field, field.shape, asked)))
        .collect();
    format!("{{ {} }}", pairs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::Agreement;
    use crate::model::declare::Record as _;
    use crate::model::evaluation::Evaluation;

    /// Every table inside of one, and that one itself.
    fn within(table: &'static Table, all: &mut Vec<&'static Table>) {
        all.push(table);
        for field in table.fields {
            match field.shape {
                Shape::Table(inner) => within(inner, all),
                Shape::List(Shape::Table(inner)) => within(inner, all),
                _ => {}
            }
        }
    }

    #[test]
    fn what_a_word_asks_for_is_offered_with_the_word() {
        let today = Date::from_ymd_opt(2026, 3, 2).expect("a day");
        let asked = Asked { significance: Significance::Major, stage: Stage::Closed, today };
        let mut tables = Vec::new();
        within(Agreement::TABLE, &mut tables);
        within(Evaluation::TABLE, &mut tables);
        let mut count = 0;
        for table in tables {
            for field in table.fields {
                let Some(Requirement { when: When::Is(key, words), .. }) = field.required else {
                    continue;
                };
                let says = |lines: &[String]| {
                    lines.iter().any(|line| line.starts_with(&format!("{} = ", field.key)))
                };
                for word in words {
                    count += 1;
                    let known = [(key, quoted(word))];
                    assert!(says(&keys(table, &known, asked)), "{}: {word}", field.key);
                }
                let known = [(key, quoted("something else"))];
                assert!(!says(&keys(table, &known, asked)), "{}", field.key);
            }
        }
        assert!(count > 4, "{count}");
        // Where nothing is known, the first word that is offered counts.
        let risk = Agreement::TABLE.field("risk").map(|field| field.shape);
        let Some(Shape::List(Shape::Table(risk))) = risk else { panic!("a list") };
        assert!(keys(risk, &[], asked).iter().any(|line| line.starts_with("mitigation = ")));
    }
}
