//! Tables that are asked for within one question: item after item, each key by key.

use super::ask::{Answer, Asked, Asking, is_yes, one, talked};
use crate::cli::Context;
use crate::draft::{self, Entries, Question};
use crate::model::declare::{Field, Table, When};

/// What one more item is for.
const ONE_MORE: &str = "There may be several; `y` asks for one more of the same, `<` goes back into \
                        the last one, key by key, and before its first key takes it away; Enter goes \
                        on.\n";

/// The answer to a question of yes or no. Who asks why is told, and asked again.
pub(super) fn yes(question: &str, why: &str, context: &Context) -> Option<String> {
    let mut told = question.to_owned();
    loop {
        let line = context.person.ask(&told)?;
        let last = question.lines().last().unwrap_or_default();
        match line.trim() {
            "?" => told = format!("{why}{last}"),
            answer => return Some(answer.to_lowercase()),
        }
    }
}

/// What follows an item of a list.
pub(super) enum Next {
    /// One more.
    More,
    /// More of the last one.
    Plus,
    /// The last one once more.
    Back,
    /// No more questions at all.
    Enough,
    /// No more of these.
    On,
    Gone,
}

/// Whether there is another one of a list; `open`: more can be said of the last one.
pub(super) fn another(what: &str, open: bool, context: &Context) -> Next {
    let plus = if open { "`+` says more of this one; " } else { "" };
    let ask = format!("\nanother {what}? (y; {plus}Enter goes on): ");
    match yes(&ask, ONE_MORE, context).as_deref() {
        None => Next::Gone,
        Some(".") => Next::Enough,
        Some("<") => Next::Back,
        Some("+") if open => Next::Plus,
        Some("y" | "yes") => Next::More,
        Some(_) => Next::On,
    }
}

/// Item after item, each asked for key by key, or given in a line: `party=housing on=…`.
///
/// # Errors
///
/// When the first answer is neither.
pub(super) fn items(
    field: &Field,
    table: &'static Table,
    first: &str,
    asking: Asking<'_>,
    context: &Context,
) -> Result<Answer, String> {
    let in_line = first.contains('=');
    if !in_line && !is_yes(first) {
        return Err("`y` asks for one key by key; in a line it is KEY=VALUE …".to_owned());
    }
    let mut items: Vec<Entries> = Vec::new();
    // The item that somebody goes back into.
    let mut again: Option<Entries> = None;
    let mut enough = false;
    let mut asks = !in_line;
    if in_line {
        let entries = draft::in_line(table, first);
        let entries = entries.map_err(|it| format!("{}; {}", it.message, it.help))?;
        items.push(entries);
    }
    let what = format!("one for `{}`", field.key);
    loop {
        if asks {
            match keyed(table, again.take(), asking, context) {
                (Keyed::Given, item) => items.push(item),
                (Keyed::Last, item) => {
                    items.push(item);
                    enough = true;
                    break;
                }
                (Keyed::Gone, _) => return Ok(Answer::Gone),
                (Keyed::Back, _) if items.is_empty() => return Ok(Answer::Back),
                (Keyed::Enough, _) => {
                    enough = true;
                    break;
                }
                (Keyed::Skipped, _) => break,
                (Keyed::Back, _) => {}
            }
        }
        match another(&what, false, context) {
            Next::Gone => return Ok(Answer::Gone),
            Next::More | Next::Plus => asks = true,
            Next::Back => {
                again = items.pop();
                asks = true;
            }
            Next::Enough => {
                enough = true;
                break;
            }
            Next::On => break,
        }
    }
    if items.is_empty() {
        return Ok(if enough { Answer::Enough } else { Answer::Skipped });
    }
    let items: Vec<String> = items.iter().map(draft::inline).collect();
    let list = format!("[{}]", items.join(", "));
    Ok(if enough { Answer::Last(list) } else { Answer::Given(list) })
}

/// A table of its own, asked for key by key.
pub(super) fn table_of(table: &'static Table, asking: Asking<'_>, context: &Context) -> Answer {
    match keyed(table, None, asking, context) {
        (Keyed::Given, entries) => Answer::Given(draft::inline(&entries)),
        (Keyed::Last, entries) => Answer::Last(draft::inline(&entries)),
        (Keyed::Skipped, _) => Answer::Skipped,
        (Keyed::Back, _) => Answer::Back,
        (Keyed::Enough, _) => Answer::Enough,
        (Keyed::Gone, _) => Answer::Gone,
    }
}

/// How the questions about one table ended.
enum Keyed {
    Given,
    /// With what was given, and no more questions.
    Last,
    Skipped,
    Back,
    Enough,
    Gone,
}

/// The keys of one table; those of one that was asked for before from the last on.
fn keyed(
    table: &'static Table,
    again: Option<Entries>,
    asking: Asking<'_>,
    context: &Context,
) -> (Keyed, Entries) {
    let tables = [table];
    let asking = Asking {
        tables: &tables,
        significance: asking.significance,
        stage: asking.stage,
        on: asking.on,
        again: again.is_some(),
        ..Asking::default()
    };
    let mut entries = again.unwrap_or_default();
    // What the first key asks for makes the item: without it there is none.
    let first = draft::open(asking.tables, &entries, None, asking.significance, asking.stage);
    let always =
        |it: &Question| it.field.required.is_some_and(|it| matches!(it.when, When::Always));
    let first = first.into_iter().next().filter(|it| it.rule.is_some() && always(it));
    if let Some(question) = first.filter(|_| !asking.again) {
        let ended = match one(question, asking, context, "", OUT) {
            Answer::Given(value) => {
                entries.push((question.field.key.to_owned(), value));
                None
            }
            Answer::Last(value) => {
                entries.push((question.field.key.to_owned(), value));
                Some(Keyed::Last)
            }
            Answer::Skipped => Some(Keyed::Skipped),
            Answer::Back | Answer::Left(_) => Some(Keyed::Back),
            Answer::Enough => Some(Keyed::Enough),
            Answer::Gone => Some(Keyed::Gone),
        };
        if let Some(ended) = ended {
            return (ended, entries);
        }
    }
    let ended = talked(asking, &mut entries, context, "");
    draft::sort(table, &mut entries);
    let ended = match ended {
        Asked::Gone => Keyed::Gone,
        Asked::Back => Keyed::Back,
        Asked::Enough if entries.is_empty() => Keyed::Enough,
        _ if entries.is_empty() => Keyed::Skipped,
        Asked::Enough => Keyed::Last,
        Asked::Through => Keyed::Given,
    };
    (ended, entries)
}

/// What Enter does at the key that makes an item.
pub(super) const OUT: &str = "Enter leaves it out";
