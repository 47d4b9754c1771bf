//! What the kinds of events share: who speaks for whom, names, days.

use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::declare::nearest;
use crate::model::event::{Event, EventKind};
use crate::model::id::slug;
use crate::model::id::{is_device, is_kebab};
use crate::rules::{Case, shell};

/// The longest name, in bytes, that a new thing is given: it becomes part of the name of a file.
const LONGEST_NAME: usize = 60;

/// How many bytes of names are listed, where none of them is near.
const ROOM: usize = 300;

/// The day on which the collaboration was closed, and the event that says so.
pub(in crate::draft) fn ended<'a>(case: &Case<'_, 'a>) -> Option<(Date, &'a str)> {
    let (closure, _) = case.dossier.closures().next()?;
    Some((closure.envelope.on?, closure.id))
}

/// The line that takes an end back.
pub(in crate::draft) fn take_back(case: &Case<'_, '_>, closure: &str) -> String {
    let (id, closure) = (shell(case.dossier.id), shell(closure));
    format!("`comity review {id} --close --corrects {closure} --retracted yes`")
}

/// The log that an event belongs to.
pub(in crate::draft) fn log<'c, 'a>(case: &Case<'c, 'a>, kind: EventKind) -> &'c [Event<'a>] {
    match kind {
        EventKind::Contact => &case.scene.frame.events,
        _ => &case.dossier.events,
    }
}

/// An event of the log by its id.
pub(super) fn event<'c, 'a>(
    case: &Case<'c, 'a>,
    kind: EventKind,
    id: &str,
) -> Option<&'c Event<'a>> {
    let log = log(case, kind);
    log.binary_search_by_key(&id, |event| event.id).ok().map(|at| &log[at])
}

/// The role that speaks for a party.
pub(super) fn representative<'a>(case: &Case<'_, 'a>, party: Option<&str>) -> Option<&'a str> {
    case.dossier.party(party?)?.representative
}

/// The one party that a role works for; nothing where it may work for several.
pub(super) fn party_of<'a>(case: &Case<'_, 'a>, role: Option<&str>) -> Option<&'a str> {
    let role = role?;
    let parties = &case.dossier.head.party;
    let of = |works: &dyn Fn(&str) -> bool| {
        let mut found = parties.iter().filter_map(|party| party.id).filter(|id| works(id));
        found.next().filter(|_| found.next().is_none())
    };
    of(&|id| {
        case.dossier.party(id).is_some_and(|party| {
            [party.representative, party.deputy, party.sponsor].contains(&Some(role))
        })
    })
    .or_else(|| of(&|id| case.dossier.works_for(&case.scene.frame, role, id) == Some(true)))
}

/// The one of some parties, or the one of them that is ours.
pub(super) fn one_of<'a>(case: &Case<'_, 'a>, parties: &[&'a str]) -> Option<&'a str> {
    if let [one] = parties {
        return Some(one);
    }
    let ours = |party: &&str| case.dossier.is_ours(&case.scene.frame, party);
    let mut ours = parties.iter().copied().filter(ours);
    ours.next().filter(|_| ours.next().is_none())
}

/// That something is not there, with the nearest that is.
pub(super) fn unknown(what: &str, named: &str, known: &[&str], none: &str) -> Mistake {
    let listed = known.join(", ");
    let help = match nearest(named, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => none.to_owned(),
        None if listed.len() > ROOM => format!("there are {}", known.len()),
        None => format!("there are: {listed}"),
    };
    Mistake::new(format!("`{}` is no {what}", shortened(named)), help)
}

/// What is wrong with the name of something new; nothing where it can be one.
pub(super) fn malformed(what: &str, name: &str) -> Option<Mistake> {
    let mistake = |why: &str, help: String| {
        Some(Mistake::new(format!("{what} cannot be called `{}`: {why}", shortened(name)), help))
    };
    if !is_kebab(name) {
        let near = slug(name);
        let help = match &*near {
            "" => "name it in words of letters and digits, joined by `-`".to_owned(),
            near => format!("call it `{near}`"),
        };
        return mistake("a name is lower-case words of letters and digits, joined by `-`", help);
    }
    if is_device(name) {
        let help = format!("call it `{}-{name}`", what.rsplit(' ').next().unwrap_or(what));
        return mistake("some systems keep that name for a device", help);
    }
    if name.len() > LONGEST_NAME {
        let help = format!("{LONGEST_NAME} letters are enough; say the rest in the text");
        return mistake("it is too long for the name of a file", help);
    }
    None
}

/// A word as it stands in a message, cut where it runs on.
fn shortened(text: &str) -> String {
    let short: String = text.chars().take(LONGEST_NAME).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// A day that lies ahead is no day on which something has happened.
#[must_use]
pub fn ahead(on: Date, today: Date) -> Option<Mistake> {
    let mistake = Mistake::new(
        format!("{on} lies after today, {today}"),
        "an entry holds what was known that day; log it when it has happened",
    );
    (on > today).then(|| mistake.about("on"))
}

/// What speaks against the day of an event: it lies before the agreement that makes it a matter of
/// both sides, before all of the collaboration, or before what it answers.
pub(super) fn too_early(case: &Case<'_, '_>, draft: &EventDraft) -> Option<Mistake> {
    let (on, kind) = (draft.on, draft.kind);
    let mend = |says: String| Some(Mistake::new(says, "mend the day: `--on DATE`").about("on"));
    let followed = draft.text_of("follows").and_then(|id| event(case, kind, &id));
    if let Some(day) = followed.and_then(Event::on).filter(|day| on < *day) {
        return mend(format!("{on} lies before what it follows, which is of {day}"));
    }
    match kind {
        // What a sign-off comes before is told beside what else speaks against it.
        EventKind::Contact | EventKind::Signoff => None,
        // A decision may lead to the agreement, and a risk may keep one from it.
        EventKind::Decision | EventKind::Risk => {
            let opened = case.dossier.head.opened_on.filter(|opened| on < *opened)?;
            mend(format!("{on} lies before the collaboration, which was opened on {opened}"))
        }
        // What came to no agreement may end all the same.
        EventKind::Closure if draft.text_of("reason").as_deref() == Some("not-pursued") => None,
        _ => before_agreement(case, on),
    }
}

/// What speaks against a day, of what only a signed agreement makes a duty: it lies before the first
/// sign-off, or there is none and nobody works by it.
#[must_use]
pub fn before_agreement(case: &Case<'_, '_>, on: Date) -> Option<Mistake> {
    match case.reckoning.signoffs.first_ever {
        Some(signed) if on < signed => {
            let says = before(on, signed);
            Some(Mistake::new(says, "mend the day: `--on DATE`").about("on"))
        }
        Some(_) => None,
        // Who works by it owes it all the same.
        None if case.reckoning.owed => None,
        None => Some(Mistake::new(
            "nobody has signed this agreement yet, so nothing is owed",
            "let the parties sign it first",
        )),
    }
}

fn before(on: Date, signed: Date) -> String {
    format!("{on} lies before the agreement, which was first signed on {signed}")
}

/// That something lies before the day on which an action came into the agreement.
pub(super) fn before_its_day(on: Date, action: &str, agreed: Date) -> Mistake {
    let says = format!("{on} lies before {action} was agreed, on {agreed}");
    Mistake::new(says, "mend the day: `--on DATE`").about("on")
}

/// What speaks against the days on which others were told: one lies before the agreement.
pub(super) fn told_too_early(case: &Case<'_, '_>, draft: &EventDraft) -> Option<Mistake> {
    let signed = case.reckoning.signoffs.first_ever?;
    let day = draft.days_of("informed", "on").into_iter().find(|day| *day < signed)?;
    let help = "mend the day in `informed`, or leave it out: the day of the entry counts";
    Some(Mistake::new(before(day, signed), help).about("informed"))
}

/// Names with commas: `housing, hospital`.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ")
}

/// That several entries may be meant, each with the flag that names it and with what tells it
/// apart. Nothing where there is only one.
pub(super) fn which_of<'a>(
    what: &str,
    several: impl Iterator<Item = (&'a str, String)>,
) -> Option<Mistake> {
    let all: Vec<(&str, String)> = several.collect();
    if all.len() < 2 {
        return None;
    }
    let lines: Vec<String> =
        all.iter().map(|(id, whose)| format!("`--follows {}` ({whose})", shell(id))).collect();
    let says = format!("{} {what}", all.len());
    let help = format!("name the one that is meant: {}", lines.join("; or "));
    Some(Mistake::new(says, help).about("follows"))
}
