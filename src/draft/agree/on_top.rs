//! Two amendments to one version, made at the same time on two branches: what of the one is still to
//! be said on top of the other.

use super::Changed;
use super::replay::{is_list_of_tables, says};
use super::start::on_file;
use crate::document::written;
use crate::draft::Mistake;
use crate::model::event::{Amendment, ChangedField};
use crate::rules::{Case, forms, shell};

/// An amendment that goes on top of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTop {
    /// The version on file, which it leads on from.
    pub below: i64,
    /// What it changes there; none is left where the other one says all that the text says.
    pub changes: Vec<Changed>,
    /// What it does not change there, as the other one says the same, or the text what the other one
    /// says.
    pub left_out: Vec<Changed>,
    /// Whether its list has to be another than it was.
    pub is_other: bool,
}

/// What an amendment that is put right says on top of the version on file: another one leads to the
/// same version, as two were made at the same time on two branches. Nothing of any other.
#[must_use]
pub fn on_top(case: &Case<'_, '_>, named: &str) -> Option<OnTop> {
    let id = id_of(named);
    let to = |own: &Amendment<'_>| own.to_version.map(|to| to.0);
    let own = case.dossier.amendments().find(|(event, _)| event.id == id)?.1;
    let version = on_file(case);
    let others = || case.dossier.amendments().filter(|(event, _)| event.id != id);
    let seconds = others().filter(|(_, other)| to(other).is_some() && to(other) == to(own));
    let seconds: Vec<_> = seconds.collect();
    if seconds.is_empty() || to(own)? > version {
        return None;
    }
    let others: Vec<&ChangedField<'_>> = seconds.iter().flat_map(|it| &it.1.changes).collect();
    let mut found = OnTop { below: version, changes: vec![], left_out: vec![], is_other: false };
    for change in &own.changes {
        let mut said = changed(change);
        // Where nothing has an id, each entry is a thing of its own.
        let is_own = change.item.is_none_or(is_list_of_tables);
        let of_it = others.iter().filter(|it| it.item == change.item && !is_own);
        let of_it: Vec<&&ChangedField<'_>> = of_it
            .filter(|it| it.field == change.field || it.field.is_none() || change.field.is_none())
            .collect();
        let same = of_it.iter().find(|it| it.field == change.field).map(|it| changed(it));
        let text = case.dossier.agreement_document;
        let is_gone = text.is_some_and(|text| !says(text.root(), change));
        if same.as_ref().is_some_and(|same| same.now == said.now) || !of_it.is_empty() && is_gone {
            found.left_out.push(said);
            continue;
        }
        if let Some(same) = same.filter(|same| same.now != said.was) {
            (said.was, found.is_other) = (same.now, true);
        }
        found.changes.push(said);
    }
    found.is_other |= !found.left_out.is_empty();
    Some(found)
}

/// That nothing of an amendment is left to go on top of the other, and what to do instead.
#[must_use]
pub fn nothing_left(case: &Case<'_, '_>, named: &str, left_out: &[Changed]) -> Mistake {
    let id = shell(case.dossier.id);
    let back = format!("comity agree {id} --amend --corrects {} --retracted yes", id_of(named));
    Mistake::new(
        format!(
            "another amendment to the same version changes it too, and the text does not say what \
             this one does besides: {}",
            words(left_out)
        ),
        format!(
            "take it back: `{back}`; if it is to hold, amend anew then: {}",
            anew(&id, left_out)
        ),
    )
}

/// The line that makes a change once more: of one key with the key.
fn anew(id: &str, changes: &[Changed]) -> String {
    let set = match changes {
        [Changed { item, field: Some(field), now: Some(_), .. }] => {
            let way = if item == super::start::WHOLE { String::new() } else { format!("{item}.") };
            format!(" --set {way}{field}=…")
        }
        _ => String::new(),
    };
    format!("`comity agree {id} --amend{set}`")
}

/// Changes in words, one after the other.
#[must_use]
pub fn words(changes: &[Changed]) -> String {
    changes.iter().map(Changed::words).collect::<Vec<_>>().join("; ")
}

/// That an amendment is taken back of which another one leads to the same version, and that what it
/// changed would be said by none.
#[must_use]
pub fn against_taking_back(case: &Case<'_, '_>, named: &str) -> Option<Mistake> {
    let own = on_top(case, named)?;
    let id = id_of(named);
    let others = case.dossier.amendments().filter(|(event, _)| event.id != id);
    let others: Vec<Changed> = others.flat_map(|it| it.1.changes.iter().map(changed)).collect();
    let alone = own.changes.into_iter().find(|change| !others.contains(change))?;
    let line = forms::on_top(case.dossier.id, id)?;
    Some(Mistake::new(
        format!("no other amendment says what this one changed: {}", alone.words()),
        format!("put it on top of the other: `{line}`"),
    ))
}

fn id_of(named: &str) -> &str {
    named.rsplit('/').next().unwrap_or(named).trim_end_matches(".toml")
}

/// A change as an amendment lists it, with the list that it stood in.
fn changed(change: &ChangedField<'_>) -> Changed {
    let list = change.at.value("list").and_then(|it| it.get_ref().as_str());
    Changed {
        noun: list.unwrap_or_default().to_owned(),
        item: change.item.unwrap_or_default().to_owned(),
        field: change.field.map(str::to_owned),
        was: change.at.value("was").map(written),
        now: change.at.value("now").map(written),
    }
}
