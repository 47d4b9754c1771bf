//! A change of a text that was signed: the next version, and the list of what changed.

use super::Desk;
use super::begun::Before;
use super::told::{self, KEPT, led_to, next, unchanged};
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Changed};
use crate::draft::{self, Misspelt, Mistake, Page};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::event::{Amendment, Envelope};

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let given = desk.given(&[Amendment::TABLE, Envelope::TABLE])?;
    let has = |key: &str| given.iter().any(|(known, _)| known == key);
    let corrects = has("corrects");
    if corrects && desk.args.changes.is_empty() && !desk.args.writing.edit || has("retracted") {
        return desk.correct(given);
    }
    let seen = desk.workspace.names(&format!("collaborations/{}/log", desk.id));
    let record = desk.record();
    let (start, begun) =
        record.look(|case| Ok::<_, Mistake>((agree::start(case)?, agree::unfinished(case))))?;
    let named = given.iter().find(|(key, _)| key == "corrects").map(|(_, id)| draft::unquoted(id));
    if let Some(named) = named.filter(|named| begun.as_ref().is_none_or(|it| it.id != *named)) {
        return Err(Failure::new(
            format!("`{named}` is no amendment whose text is still to be written"),
            "leave out `--corrects`: what changes besides is an amendment of its own",
        ));
    }
    let path = desk.path();
    let on_file = desk.workspace.text_of(&path)?;
    let before = desk.before(&record, &start, on_file.as_deref().unwrap_or_default())?;
    let mut page = Page::new(&path, Agreement::TABLE, on_file.as_deref());
    let mut changes = edited(desk, &before, &mut page)?;
    changes.splice(0..0, before.lost.iter().map(|(lost, _)| lost.clone()));
    let mut event = agree::amendment(desk.on(), start.from, &changes);
    let begun = begun.filter(|_| !corrects);
    let is_rest = begun.as_ref().is_some_and(|begun| begun.lists(&event));
    if let Some(begun) = begun.as_ref().filter(|_| !is_rest) {
        return Err(desk.kept(desk.is_begun(begun), &page));
    }
    if changes.is_empty() {
        // What is no text at all changes no promise either.
        let slips = desk.slips(&page).into_iter().map(|it| Mistake::new(it.message, it.help));
        let refusal = Refusal { firm: slips.collect(), ..Refusal::default() };
        let whole = refusal.allows(false);
        return Err(if whole { unchanged(desk, &page) } else { refusal.failure(false) });
    }
    if start.is_led_to && page.change().is_some() {
        return Err(led_to(desk, start.from));
    }
    if !start.is_led_to {
        page.set(&format!("version={}", start.from + 1))?;
    }
    if let Some(begun) = &begun {
        desk.says_the_same(begun, &given).map_err(|failure| desk.kept(failure, &page))?;
    }
    event.entries.extend(given);
    let (stale, to_sign) = record.look(|case| {
        let stale: Vec<String> = agree::signed_by(case).into_iter().map(|it| it.party).collect();
        let parties = case.dossier.working_parties(desk.today);
        (stale, parties.map(|(id, _)| id.to_owned()).collect::<Vec<_>>())
    });
    let next = if start.is_led_to { KEPT.to_owned() } else { next(desk, &stale, &to_sign) };
    if let Some(begun) = &begun {
        return desk.finish(begun, &page, seen, next);
    }
    let known = record.look(draft::roles);
    let amended = record.with(&page.path, &page.text);
    let slips = amended.look(|case| draft::misspelt_anew(case, &known));
    let mut against: Vec<Mistake> = before.lost.into_iter().map(|(_, mistake)| mistake).collect();
    against.extend(slips.iter().map(Misspelt::mistake));
    let (beyond, besides) = agree::beyond_the_term(record, &page, &changes);
    against.extend(beyond);
    let mut said = told::changed(&changes, start.from);
    said.extend(besides);
    let beside = Beside {
        against,
        changes: page.change().into_iter().collect(),
        said,
        next: Some(next),
        ..Beside::default()
    };
    let typed = Typed::of(&desk.id, event, desk.args.on.is_some(), beside);
    let written = write(&desk.workspace, typed, &desk.args.writing, desk.context);
    written.map_err(|failure| desk.kept(failure, &page))
}

/// Makes the changes that are asked for, and lists what differs from the signed text: first what was
/// changed by hand, then in the order in which it was given.
fn edited(desk: &Desk<'_>, before: &Before, page: &mut Page) -> Result<Vec<Changed>, Failure> {
    let differ = |page: &Page| desk.differ(&before.text, page);
    let mut order: Vec<Changed> = differ(page);
    let mut note = |page: &Page| {
        for change in differ(page) {
            if !order.iter().any(|known| known.is_of(&change)) {
                order.push(change);
            }
        }
    };
    desk.args.changes.apply_each(page, &mut note)?;
    if desk.args.writing.edit {
        desk.edit_signed(page)?;
    } else if differ(page).is_empty() && before.lost.is_none() {
        desk.ask_for_changes(page, &mut note)?;
    }
    let mut changes = differ(page);
    let place = |change: &Changed| order.iter().position(|known| known.is_of(change));
    changes.sort_by_key(|change| place(change).unwrap_or(usize::MAX));
    Ok(changes)
}
