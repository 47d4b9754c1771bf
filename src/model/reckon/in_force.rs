//! The actions of the text in force on a day: those on file, back through the amendments that were
//! not in force yet. What a pending amendment takes out is still owed, and what it adds is not yet.

use super::signoff::Signoffs;
use crate::document::{Kind, Value};
use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::declare::{Record as _, Walk, read_record};
use crate::model::dossier::Dossier;
use crate::model::event::{Amendment, ChangedField, Event};

/// Each amendment, newest version first, with the day it came or comes into force; none while not
/// every party has signed it. A later one that is in force brings those before it along.
#[must_use]
pub fn since<'d, 'a>(
    dossier: &'d Dossier<'a>,
) -> Vec<(Option<Date>, &'d Event<'a>, &'d Amendment<'a>)> {
    let mut amendments: Vec<_> = dossier
        .amendments()
        .filter_map(|(event, own)| Some((own.to_version?.0, event, own)))
        .collect();
    // Of one version the newest counts last, as they come in the order in which they count.
    amendments.sort_by_key(|(version, ..)| *version);
    let mut holds_from: Option<Date> = None;
    let dated = amendments.into_iter().rev().map(|(version, event, own)| {
        let signed = own.effective_on.and_then(|_| Signoffs::agreed_on(dossier, version));
        let day = signed.zip(own.effective_on).map(|(signed, effective)| signed.max(effective));
        holds_from = day.into_iter().chain(holds_from).min();
        (holds_from, event, own)
    });
    dated.collect()
}

/// The actions in force on a day, where they are not those on file. What stays keeps its order;
/// what is to be taken out comes last.
#[must_use]
pub fn actions<'a>(dossier: &Dossier<'a>, today: Date) -> Option<Vec<Action<'a>>> {
    let pending: Vec<_> = since(dossier)
        .into_iter()
        .filter(|(since, ..)| since.is_none_or(|day| day > today))
        .collect();
    if pending.is_empty() {
        return None;
    }
    let mut actions = dossier.actions_on_file().to_vec();
    for (_, event, own) in pending {
        for change in own.changes.iter().rev() {
            undo(&mut actions, change, event.at().file);
        }
    }
    Some(actions)
}

/// Takes one change back.
fn undo<'a>(actions: &mut Vec<Action<'a>>, change: &ChangedField<'a>, file: usize) {
    let Some(id) = change.item else { return };
    let was = change.at.value("was");
    let at = actions.iter().position(|action| action.id == Some(id));
    match (at, change.field, was) {
        (Some(at), Some(field), was) => set(&mut actions[at], field, was),
        (Some(at), None, None) => {
            actions.remove(at);
        }
        (None, None, Some(was)) => actions.extend(read(id, was, file)),
        _ => {}
    }
}

/// An action as an amendment tells it. That it is one is told by its keys, as the amendment does
/// not say which list it stood in.
fn read<'a>(id: &'a str, was: &'a Value<'a>, file: usize) -> Option<Action<'a>> {
    let Kind::Table(tree) = was.get_ref() else { return None };
    let mut walk = Walk::over(file);
    let mut action: Action<'a> = read_record(tree, was.span(), &mut walk);
    let is_one = walk.faults.is_empty() && (action.party.is_some() || action.owner.is_some());
    action.id = Some(id);
    (is_one && action.due.is_some()).then_some(action)
}

/// Gives a field the value it had; none where it was not there.
fn set<'a>(action: &mut Action<'a>, field: &str, was: Option<&'a Value<'a>>) {
    let mut had = Action::default();
    if let Some(was) = was {
        had.fill(field, was, &mut Walk::default());
    }
    match field {
        "party" => action.party = had.party,
        "owner" => action.owner = had.owner,
        "responsible" => action.responsible = had.responsible,
        "support" => action.support = had.support,
        "informed" => action.informed = had.informed,
        "title" => action.title = had.title,
        "start" => action.start = had.start,
        "due" => action.due = had.due,
        "serves" => action.serves = had.serves,
        "depends_on" => action.depends_on = had.depends_on,
        "milestone" => action.milestone = had.milestone,
        "recurs" => action.recurs = had.recurs,
        "until" => action.until = had.until,
        _ => {}
    }
}

impl<'a> Dossier<'a> {
    /// The actions of the text on file, in force or not.
    #[must_use]
    pub fn actions_on_file(&self) -> &[Action<'a>] {
        self.agreement.as_ref().map_or(&[], |agreement| &agreement.action)
    }
}
