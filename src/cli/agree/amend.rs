//! A change of a text that was signed: the next version, and the list of what changed.

use super::Desk;
use super::begun::Before;
use super::parties::{in_the_same_line, next};
use super::told::{self, KEPT, led_to, unchanged};
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Changed, Covered};
use crate::draft::{self, Mistake};
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
    let mut covered = desk.covered()?;
    let listed = begun.as_ref().filter(|_| !corrects).map_or(&[][..], |begun| &begun.changes);
    covered.before_it_joined(listed)?;
    let before = desk.before(&record, &start, &covered)?;
    let mut changes = edited(desk, &before, &mut covered)?;
    let day = begun.as_ref().and_then(|begun| begun.on).unwrap_or(desk.on());
    // Who joins has a part in what holds from then on, and in nothing before.
    let holds = given.iter().find(|(key, _)| key == "effective_on");
    let holds = holds.and_then(|(_, day)| day.parse().ok());
    let filled = covered.join(holds.map_or(day, |holds| day.max(holds)))?;
    changes.splice(0..0, before.lost.iter().map(|(lost, _)| lost.clone()));
    let mut event = agree::amendment(desk.on(), start.from, &changes);
    let begun = begun.filter(|_| !corrects);
    let is_rest = begun.as_ref().is_some_and(|begun| begun.lists(&event));
    if let Some(begun) = begun.as_ref().filter(|_| !is_rest) {
        return Err(desk.kept(desk.is_begun(begun), &covered.text));
    }
    if changes.is_empty() {
        // What is no text at all changes no promise either.
        let slips = desk.slips(&covered.text, &[&covered.head]).into_iter();
        let slips = slips.map(|it| Mistake::new(it.message, it.help));
        let refusal = Refusal { firm: slips.collect(), ..Refusal::default() };
        let whole = refusal.allows(false);
        return Err(if whole { unchanged(desk, &covered) } else { refusal.failure(false) });
    }
    if start.is_led_to && !covered.changes().is_empty() {
        return Err(led_to(desk, start.from));
    }
    if let Some(mistake) = covered.taken_out(&record) {
        return Err(mistake.into());
    }
    if !start.is_led_to {
        covered.text.set(&format!("version={}", start.from + 1))?;
    }
    if let Some(begun) = &begun {
        desk.says_the_same(begun, &given).map_err(|failure| desk.kept(failure, &covered.text))?;
    }
    event.entries.extend(given);
    let next = match start.is_led_to {
        true => KEPT.to_owned(),
        false => next(desk, &record, &covered),
    };
    if let Some(begun) = &begun {
        return desk.finish(begun, &covered, seen, next);
    }
    let mut against: Vec<Mistake> = before.lost.into_iter().map(|(_, mistake)| mistake).collect();
    let (speaks, besides) = agree::against_change(record, &covered, &changes);
    against.extend(speaks);
    let said = [filled, told::changed(&changes, start.from), besides].concat();
    let answered = desk.args.changes.is_empty() && desk.args.writing.may_ask(desk.context);
    let (changes, next) = (covered.changes(), Some(next));
    let beside = Beside { against, changes, said, next, answered, ..Beside::default() };
    let typed = Typed::of(&desk.id, event, desk.args.on.is_some(), beside);
    let written = write(&desk.workspace, typed, &desk.args.writing, desk.context);
    written.map_err(|it| desk.kept(in_the_same_line(desk, it), &covered.text))
}

/// Makes the changes that are asked for, and lists what differs from the signed text: first what was
/// changed by hand, then in the order in which it was given.
fn edited(
    desk: &Desk<'_>,
    before: &Before,
    covered: &mut Covered,
) -> Result<Vec<Changed>, Failure> {
    let differ = |covered: &Covered| covered.differ(&before.text);
    let mut order: Vec<Changed> = differ(covered);
    let mut note = |covered: &Covered| {
        for change in differ(covered) {
            if !order.iter().any(|known| known.is_of(&change)) {
                order.push(change);
            }
        }
    };
    desk.args.changes.apply_each(covered, |it, path| Ok(it.home(path)), &mut note)?;
    if desk.args.writing.edit {
        desk.edit_signed(covered)?;
    } else if differ(covered).is_empty() && before.lost.is_none() {
        desk.ask_for_changes(covered, &mut note)?;
    }
    let mut changes = differ(covered);
    let place = |change: &Changed| order.iter().position(|known| known.is_of(change));
    changes.sort_by_key(|change| place(change).unwrap_or(usize::MAX));
    Ok(changes)
}
