//! On which page of the network something would stand. A page shows something of a collaboration only
//! where one of its parties names it, so where none does, that comes first.

use super::judge::Seen;
use super::shared::Shared;
use crate::model::frame::FileKind;
use crate::rules::forms::{self, Home, word};
use crate::standard::Path;

/// Where a page comes from.
pub(super) enum Page<'s> {
    /// It is there, or can be made: its name.
    Named(&'s str),
    /// No party names one: the line that has one do so, or makes the page.
    ToName(String),
}

/// The page on which a path would stand.
pub(super) fn of<'s>(path: &Path, seen: &Seen<'_>, shared: &Shared<'s, 's>) -> Page<'s> {
    let facts = seen.facts;
    let wanted = path.word_at("ours").map(|word| word == "true");
    let fits = |ours: bool| wanted.is_none_or(|wanted| wanted == ours);
    let pages = shared.pages(facts);
    // What is asked of partners is asked of theirs first.
    let near = pages.iter().find(|(_, ours)| fits(*ours) && !ours);
    if let Some((page, _)) = near.or_else(|| pages.iter().find(|(_, ours)| fits(*ours))) {
        return Page::Named(page);
    }
    if facts.id.is_empty() {
        return Page::Named(OPEN);
    }
    let ours = wanted == Some(true);
    let is_there = shared.frame.organisations.iter().any(|(id, _)| fits(shared.frame.is_ours(id)));
    let name = match shared.frame.settings.our_organisation.filter(|_| ours) {
        Some(own) => word(own).unwrap_or_else(|| OPEN.to_owned()),
        None => OPEN.to_owned(),
    };
    if !is_there {
        let (is, tier) = if ours { ("yes", "own") } else { ("no", OPEN) };
        let name = if name == OPEN { "\"…\"" } else { &name };
        return Page::ToName(format!(
            "comity network {name} --set name={OPEN} --set kind={OPEN} --set ours={is} --set tier={tier}"
        ));
    }
    let party = facts.unpaged.iter().find(|(_, own)| fits(*own));
    let has_head = !facts.is_without(FileKind::Head);
    let line = match party.and_then(|(id, _)| word(id)) {
        // Who takes part is signed with the text, and only a hand changes both.
        Some(_) if facts.held.is_signed() => None,
        Some(party) => Some(format!(" --set {party}.organisation={name}")),
        // We are the first to take part.
        None => {
            let add =
                |name: &str| format!(" --add party id={OPEN} organisation={name} role={OPEN}");
            let us = us(seen, shared).filter(|_| !ours).map(|own| add(&own)).unwrap_or_default();
            Some(us + &add(&name))
        }
    };
    let title = if has_head { "" } else { " --title \"…\"" };
    let begin = Home::Head(&facts.id).command(facts.held);
    let line = line.zip(begin).map(|(line, begin)| format!("{begin}{title}{line}"));
    let path = || format!("collaborations/{}/collaboration.toml", facts.id);
    Page::ToName(line.unwrap_or_else(|| forms::opens(&path())))
}

/// The name of our page, where no party is ours yet.
fn us(seen: &Seen<'_>, shared: &Shared<'_, '_>) -> Option<String> {
    let own = shared.frame.settings.our_organisation.filter(|_| !has_us(seen, shared))?;
    word(own).filter(|_| shared.frame.organisation(own).is_some())
}

fn has_us(seen: &Seen<'_>, shared: &Shared<'_, '_>) -> bool {
    shared.pages(seen.facts).iter().any(|(_, ours)| *ours)
        || seen.facts.unpaged.iter().any(|(_, ours)| *ours)
}

/// A new party, which is ours where no other is: by our page, or where we have none because it says so.
pub(super) fn with_us(change: String, seen: &Seen<'_>, shared: &Shared<'_, '_>) -> String {
    let name = format!(" name={OPEN}");
    match us(seen, shared) {
        Some(own) => change.replace(&name, &format!(" organisation={own}")),
        None if has_us(seen, shared) => change,
        None => change.replace(&name, &format!("{name} ours=yes")),
    }
}

/// What still has to be said by a person.
const OPEN: &str = "…";
