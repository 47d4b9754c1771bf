//! What a record of a review still has to say before anybody can agree it.

use super::plan::{Looked, items};
use super::views::views;
use crate::document::Table as Tree;
use crate::document::written;
use crate::draft::log::{ended, take_back};
use crate::draft::{Entries, Mistake, open};
use crate::model::date::Date;
use crate::model::declare::{Field, Record as _, Shape, Significance, Stage, Table};
use crate::model::reckon::review::record_of;
use crate::model::review::Review;
use crate::rules::{Case, shell};

/// What is still to be said, each with the line that says it.
#[must_use]
pub fn lacking(case: &Case<'_, '_>, looked: &Looked<'_, '_>) -> Vec<Mistake> {
    let command = format!("comity review {} {}", shell(case.dossier.id), shell(looked.id));
    let significance = case.dossier.significance();
    let Some(tree) = looked.record.and_then(|record| record.at.table) else {
        return vec![Mistake::new(
            format!("nothing is on file of `{}`", looked.id),
            format!("begin with what is known: `{command} --prepare`"),
        )];
    };
    let mut lacking = declared(tree, significance, &command);
    if significance == Significance::Minor {
        return lacking;
    }
    lacking.extend(unsaid(case, looked, tree, &command));
    if !looked.is_short(significance) {
        let views = views(case, looked);
        if let Some(first) = views.missing.first() {
            lacking.push(Mistake::new(
                format!("no view of {} is on file", views.missing.join(", ")),
                format!("each party writes its own: `{command} --view {}`", shell(first)),
            ));
        }
    }
    lacking
}

/// That a review is said to have been held before there was anything to look back at.
#[must_use]
pub fn held_too_early(case: &Case<'_, '_>, plan: &str) -> Option<Mistake> {
    let held = record_of(case.dossier, plan)?.held_on;
    let id = shell(case.dossier.id);
    let mistake = match (case.reckoning.signoffs.first_ever, held) {
        (Some(signed), Some(held)) if held < signed => Mistake::new(
            format!("{held} lies before the agreement, which was first signed on {signed}"),
            "mend the day: `--set held_on=DATE`",
        ),
        (Some(_), _) => return None,
        (None, _) if case.reckoning.owed => return None,
        (None, _) => Mistake::new(
            "nobody has signed this agreement yet, so there is nothing to look back at",
            format!("sign it first: `comity agree {id} --sign PARTY`"),
        ),
    };
    Some(mistake.about("held_on"))
}

/// That a review was not held on a day that is given for it: the day lies ahead, or the record says
/// another one, which nobody changes in passing.
#[must_use]
pub fn held_otherwise(
    case: &Case<'_, '_>,
    looked: &Looked<'_, '_>,
    on: Option<Date>,
) -> Option<Mistake> {
    let (on, today) = (on?, case.scene.today);
    let held = looked.record?.held_on;
    let id = shell(case.dossier.id);
    let mistake = if on > today {
        Mistake::new(
            format!("{on} lies after today, {today}, so nothing was held on it yet"),
            "leave out `--on` until it was held",
        )
    } else {
        let held = held.filter(|held| *held != on)?;
        Mistake::new(
            format!("the record says that the review was held on {held}, and not on {on}"),
            format!("mend the day: `comity review {id} {} --set held_on={on}`", shell(looked.id)),
        )
    };
    Some(mistake.about("held_on"))
}

/// That the collaboration is over, so that no further review of it is prepared.
#[must_use]
pub fn over(case: &Case<'_, '_>) -> Option<Mistake> {
    let (closed, event) = ended(case)?;
    Some(Mistake::new(
        format!("the collaboration was closed on {closed} ({event}), so no review of it is ahead"),
        format!("if it goes on, take the end back: {}", take_back(case, event)),
    ))
}

/// The record of a review, from the root of the workspace.
#[must_use]
pub fn record_path(collaboration: &str, plan: &str) -> String {
    format!("collaborations/{collaboration}/reviews/{plan}/review.toml")
}

/// What the declarations ask for: first of the record as such, then of each list the key that is
/// missing, with all the items that lack it.
fn declared(tree: &Tree<'_>, significance: Significance, command: &str) -> Vec<Mistake> {
    let mut lacking = Vec::new();
    let missing = |table, tree: &Tree<'_>| missing(table, tree, significance);
    // A list that is missing as a whole is told with its items.
    let told = |field: &&Field| !field.key.ends_with("_result");
    for field in missing(Review::TABLE, tree).into_iter().filter(told) {
        let way = match field.shape {
            Shape::List(Shape::Table(table)) => {
                format!("--add {}{}", field.key, asked(table, significance))
            }
            _ => format!("--set {}=…", field.key),
        };
        lacking.push(Mistake::new(
            format!("`{}` is missing: {}", field.key, means(field)),
            format!("say it: `{command} {way}`"),
        ));
    }
    for field in Review::TABLE.fields {
        let Shape::List(Shape::Table(table)) = field.shape else { continue };
        let items = tree.get(field.key).and_then(|value| value.get_ref().as_array());
        let mut groups: Vec<(&Field, Vec<String>)> = Vec::new();
        for (at, item) in items.into_iter().flatten().enumerate() {
            let Some(item) = item.get_ref().as_table() else { continue };
            let name = ["id", "item"].iter().find_map(|key| item.get(key)?.get_ref().as_str());
            let name = name.map_or_else(|| format!("[{at}]"), str::to_owned);
            for lack in missing(table, item) {
                match groups.iter_mut().find(|(known, _)| known.key == lack.key) {
                    Some((_, names)) => names.push(name.clone()),
                    None => groups.push((lack, vec![name.clone()])),
                }
            }
        }
        lacking.extend(groups.into_iter().map(|(lack, names)| {
            let what = field.key.replace('_', " ");
            let dot = if names[0].starts_with('[') { "" } else { "." };
            Mistake::new(
                format!("`{}` is missing in the {what} of {}", lack.key, names.join(", ")),
                {
                    let way = format!("{}{dot}{}.{}=…", field.key, names[0], lack.key);
                    format!("say it: `{command} --set {}`", shell(&way))
                },
            )
        }));
    }
    lacking
}

/// The keys that an item has to have, as they are typed.
fn asked(table: &'static Table, significance: Significance) -> String {
    let asked = open(&[table], &Entries::new(), None, significance, Stage::Closed);
    let asked = asked.iter().filter(|it| it.rule.is_some() || it.field.key == "id");
    asked.map(|it| format!(" {}=…", it.field.key)).collect()
}

/// The keys that a table has to have and does not.
fn missing(
    table: &'static Table,
    tree: &Tree<'_>,
    significance: Significance,
) -> Vec<&'static Field> {
    let pairs = tree.iter().map(|(key, value)| (key.get_ref().to_string(), written(value)));
    let given: Entries = pairs.collect();
    let asked = open(&[table], &given, None, significance, Stage::Closed);
    // What would only be better keeps nobody from agreeing.
    let weighs = |rule: &str| rule != "review-detail-missing";
    asked.into_iter().filter(|it| it.rule.is_some_and(weighs)).map(|it| it.field).collect()
}

/// What a field means, within a sentence: the first of what is said of it.
fn means(field: &Field) -> String {
    let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let doc = doc.split(". ").next().unwrap_or_default();
    let mut letters = doc.trim_end_matches('.').chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// What of the agreement the record says nothing of at all.
fn unsaid(
    case: &Case<'_, '_>,
    looked: &Looked<'_, '_>,
    tree: &Tree<'_>,
    command: &str,
) -> Vec<Mistake> {
    let wanted = items(case, looked);
    let mut lists: Vec<&str> = wanted.iter().map(|item| item.list).collect();
    lists.dedup();
    let mut unsaid = Vec::new();
    for list in lists {
        let said: Vec<&str> = tree
            .get(list)
            .and_then(|value| value.get_ref().as_array())
            .into_iter()
            .flatten()
            .filter_map(|item| item.get_ref().as_table()?.get("item")?.get_ref().as_str())
            .collect();
        let open = wanted.iter().filter(|item| item.list == list);
        let open: Vec<_> = open.filter(|item| !said.contains(&item.id)).collect();
        let Some(first) = open.first() else { continue };
        let names: Vec<&str> = open.iter().map(|item| item.id).collect();
        let s = if open.len() == 1 { "" } else { "s" };
        let item = shell(&format!("item={}", first.id));
        let words = format!("{list} {item} {}=…", first.verdict);
        unsaid.push(Mistake::new(
            format!("nothing is said of the {}{s} {}", first.what, names.join(", ")),
            format!("say it: `{command} --add {words}`"),
        ));
    }
    unsaid
}
