//! Contact with another organisation, or what was done afterwards.

use super::common::{unknown, which_of};
use crate::draft::{EventDraft, Mistake};
use crate::model::declare::nearest;
use crate::model::event::{Body, ContactStep, Event};
use crate::model::frame::Frame;
use crate::model::id::EventId;
use crate::model::id::slug;
use crate::model::network::Organisation;
use crate::rules::{Case, shell};

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let name = slug(&event.subject);
    if name.is_empty() {
        return Err(Mistake::new(
            format!("`{}` cannot stand in the name of a file", event.subject),
            "name an organisation of the network",
        ));
    }
    let frame = &case.scene.frame;
    let organisation = meant(frame, &event.subject, &name)?;
    event.words = vec![name, event.step()];
    if event.step() == "followed-up"
        && let [one] = unanswered(case, event)[..]
    {
        event.set_text_if_open("follows", Some(one.id));
    }
    let contacts = event.texts_of("with", "");
    let followed = event.text_of("follows").and_then(|id| contacted(case, &id));
    let of_contact = |id: &str| frame.contact(id).map(|(organisation, _)| organisation);
    let organisation = organisation
        .or_else(|| contacts.iter().find_map(|id| of_contact(id)))
        .or_else(|| followed.and_then(|event| with(event).iter().find_map(|id| of_contact(id))));
    let keeps = organisation.and_then(|id| frame.organisation(id)?.relationship_owner);
    event.set_text_if_open("by", keeps);
    Ok(())
}

/// The organisation that a word means: its id, or a part of its name that no other bears. Nothing
/// where several do; who it was then follows from the contacts.
fn meant<'a>(frame: &Frame<'a>, subject: &str, name: &str) -> Result<Option<&'a str>, Mistake> {
    let all = || frame.organisations.iter().map(|(id, page)| (*id, page));
    if let Some((id, _)) = all().find(|(id, _)| *id == subject) {
        return Ok(Some(id));
    }
    let part_of = |whole: &str| format!("-{whole}-").contains(&format!("-{name}-"));
    let alike = |id: &str, page: &Organisation<'_>| {
        part_of(id) || page.name.is_some_and(|it| part_of(&slug(it)))
    };
    let mut found = all().filter(|(id, page)| alike(id, page)).map(|(id, _)| id);
    if let Some(first) = found.next() {
        return Ok(Some(first).filter(|_| found.next().is_none()));
    }
    if let Some((of, _)) = frame.contact(subject) {
        return Err(Mistake::new(
            format!("`{subject}` is a contact of `{of}`"),
            format!(
                "name the organisation, `{of}`, and whom you spoke with: `--with {}`",
                shell(subject)
            ),
        ));
    }
    let known: Vec<&str> = all().map(|(id, _)| id).collect();
    let none = "contacts belong to an organisation";
    let mut mistake = unknown("organisation of the network", subject, &known, none);
    let line = format!(
        "`comity network {} --set name=… --set kind=… --set ours=no --set tier=…`",
        shell(name)
    );
    if !mistake.help.starts_with("did you mean") {
        mistake.help = format!("{}; a new one is put on file first: {line}", mistake.help);
    }
    Err(mistake)
}

/// The contacts that an event was with.
fn with<'c, 'a>(event: &'c Event<'a>) -> &'c [&'a str] {
    match &event.body {
        Body::Contact(own) => &own.with,
        _ => &[],
    }
}

/// A contact that was made, by its id.
fn contacted<'c, 'a>(case: &Case<'c, 'a>, id: &str) -> Option<&'c Event<'a>> {
    let made = |event: &&Event<'_>| match &event.body {
        Body::Contact(own) => own.event == Some(ContactStep::Contacted),
        _ => false,
    };
    case.scene.frame.events.iter().filter(made).find(|event| event.id == id)
}

/// The contacts with the same organisation, or of the same name, that were to be followed up and
/// were not; where there is none, the newest that nobody has followed up.
fn unanswered<'c, 'a>(case: &Case<'c, 'a>, event: &EventDraft) -> Vec<&'c Event<'a>> {
    let frame = &case.scene.frame;
    let answered = |id: &str| frame.events.iter().any(|one| one.envelope.follows == Some(id));
    let name = format!("{}-contacted", slug(&event.subject));
    let alike = |known: &Event<'_>| {
        let named = EventId::parse(known.id).is_some_and(|id| id.words == name);
        let of = |id: &&str| frame.contact(id).is_some_and(|(of, _)| of == event.subject);
        named || with(known).iter().any(of)
    };
    let open: Vec<&Event<'_>> = frame
        .in_order()
        .filter(|known| {
            let past = known.on().is_some_and(|on| on <= event.on);
            past && contacted(case, known.id).is_some() && alike(known) && !answered(known.id)
        })
        .collect();
    let waits = |known: &&Event<'_>| match &known.body {
        Body::Contact(own) => own.follow_up.is_some(),
        _ => false,
    };
    let waiting: Vec<&Event<'_>> = open.iter().copied().filter(waits).collect();
    if waiting.is_empty() { open.into_iter().next_back().into_iter().collect() } else { waiting }
}

/// Which contact an entry follows up, in words.
pub(super) fn answers(case: &Case<'_, '_>, event: &EventDraft) -> Option<String> {
    let id = event.text_of("follows").filter(|_| event.step() == "followed-up")?;
    Some(format!("it follows up the contact of {}", contacted(case, &id)?.on()?))
}

/// That nobody of those who are named belongs to the organisation. Where one of them does, others
/// may well have sat at the same table.
fn of_others(frame: &Frame<'_>, event: &EventDraft) -> Option<Mistake> {
    let organisation = meant(frame, &event.subject, &slug(&event.subject)).ok()??;
    let contacts = event.texts_of("with", "");
    let of = |id: &String| frame.contact(id).map(|(of, _)| of);
    let is_own = |of: &str| {
        frame.lineage(organisation).any(|(id, _)| id == of)
            || frame.lineage(of).any(|(id, _)| id == organisation)
    };
    let named = contacts.iter().find_map(|id| Some((id, of(id)?)))?;
    // Whom the network does not know is told of by the rules.
    if contacts.iter().any(|id| of(id).is_none_or(is_own)) {
        return None;
    }
    let own: Vec<&str> = frame
        .organisation(organisation)
        .into_iter()
        .flat_map(|page| &page.contact)
        .filter_map(|contact| contact.id)
        .collect();
    let meant = match (nearest(named.0, own.iter().copied()), &own[..]) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => format!("`{organisation}` has no contact on file"),
        (None, own) => format!("of `{organisation}` there are: {}", own.join(", ")),
    };
    Some(
        Mistake::new(
            format!("`{}` is a contact of `{}`, and not of `{organisation}`", named.0, named.1),
            format!(
                "{meant}; or log it with whom it was: `comity log-contact {} …`",
                shell(named.1)
            ),
        )
        .about("with"),
    )
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    if event.step() != "followed-up" {
        return of_others(&case.scene.frame, event);
    }
    let open = unanswered(case, event);
    let days = open.iter().filter_map(|one| Some((one.id, format!("of {}", one.on()?))));
    let what = format!("contacts with {} wait to be followed up", event.subject);
    match event.text_of("follows") {
        None if open.len() > 1 => which_of(&what, days),
        None => Some(Mistake::new(
            format!("no contact with {} waits to be followed up", event.subject),
            "log `contacted` first, or name one: `--follows ID`",
        )),
        Some(follows) if contacted(case, &follows).is_none() => Some(
            Mistake::new(
                format!("`{follows}` is no contact that was made"),
                "name one that was: `--follows ID`",
            )
            .about("follows"),
        ),
        Some(_) => None,
    }
}
