//! A step of an action.

use super::common::{listed, party_of, representative, unknown};
use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::model::reckon::action::{Occurrence, Standing};
use crate::rules::Case;

/// Where the action stands; it has to be there.
fn standing<'c, 'a>(case: &Case<'c, 'a>, action: &str) -> Result<&'c Standing<'a>, Mistake> {
    let found = case.reckoning.actions.iter().find(|standing| standing.id == action);
    found.ok_or_else(|| {
        if case.dossier.action(action).is_some() {
            return Mistake::new(
                format!("`{action}` has no date, so nothing can be late or done in time"),
                "give it a `due` in agreement.toml",
            );
        }
        if case.dossier.is_kind_damaged(FileKind::Agreement) {
            return Mistake::new(
                format!(
                    "agreement.toml cannot be read whole, so nobody knows an action `{action}`"
                ),
                "mend it first; `comity check` shows the place",
            );
        }
        let known: Vec<&str> =
            case.dossier.actions().iter().filter_map(|action| action.id).collect();
        unknown("action of this agreement", action, &known, "the agreement has none")
    })
}

/// The occurrence that an event is about: the one it names, or the open one that is due first.
fn meant<'s, 'a>(standing: &'s Standing<'a>, event: &EventDraft) -> Option<&'s Occurrence<'a>> {
    match event.day_of("occurrence") {
        Some(day) => standing.occurrences.iter().find(|one| one.original == day || one.due == day),
        None => standing.next_open(),
    }
}

/// The day it is due now: of the occurrence that is meant, also where nobody spoke of it yet.
fn due(standing: &Standing<'_>, event: &EventDraft) -> Option<Date> {
    let named = event.day_of("occurrence");
    meant(standing, event).map(|one| one.due).or(named).or(standing.next)
}

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let (action, step) = (event.text_of("action").unwrap_or_default(), event.step());
    let standing = standing(case, &action)?;
    event.words = vec![action.clone(), step.clone()];
    let own = case.dossier.action(&action).and_then(|action| action.party);
    if matches!(&*step, "accepted" | "support-given") {
        let by = event.text_of("by");
        event
            .set_text_if_open("party", party_of(case, by.as_deref()).filter(|it| Some(*it) != own));
    } else {
        event.set_text_if_open("party", own);
    }
    let party = event.text_of("party");
    let spokesman = representative(case, party.as_deref());
    let answers = if party.as_deref() == own { standing.owner.or(spokesman) } else { spokesman };
    event.set_text_if_open("by", answers);
    let one = meant(standing, event);
    let notice = one.and_then(|one| one.notice()).map(|notice| notice.event);
    match &*step {
        "rescheduled" => {
            let due = due(standing, event);
            if let Some(due) = due.filter(|_| !event.has("was_due")) {
                event.set("was_due", due.to_string());
            }
            event.set_text_if_open("follows", notice);
        }
        "told" => event.set_text_if_open("follows", notice),
        "accepted" => event.set_text_if_open("follows", unaccepted(standing)),
        _ => {}
    }
    Ok(())
}

/// The newest completion that no other party has accepted.
fn unaccepted<'a>(standing: &Standing<'a>) -> Option<&'a str> {
    let open = |one: &Occurrence<'a>| one.completed.filter(|_| one.accepted.is_none());
    standing.occurrences.iter().filter_map(open).next_back().map(|(id, _)| id)
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    let (action, step) = (event.text_of("action").unwrap_or_default(), event.step());
    let Ok(standing) = standing(case, &action) else { return Vec::new() };
    let mut against = Vec::new();
    let one = meant(standing, event);
    let named = event.day_of("occurrence").and(one);
    let is_over = match named {
        Some(one) => !one.is_open(),
        None => one.is_none() && standing.next.is_none(),
    };
    match &*step {
        "accepted" => against.extend(accepted(case, event, standing)),
        "told" if !event.has("follows") => against.push(
            Mistake::new(
                format!("nobody said that {action} cannot be done, so there is nothing to tell"),
                "log `unable` first; or name the notice: `--follows ID`",
            )
            .about("follows"),
        ),
        "told" => {}
        "reopened" if !is_over => against
            .push(Mistake::new(format!("{action} is open"), "log `progressed`, or what happened")),
        "reopened" => {}
        _ if is_over => against.push(over(&action, standing)),
        "unable" => against.extend(unable(case, event, standing)),
        "rescheduled" => against.extend(moved(event, due(standing, event))),
        "reassigned" if event.text_of("new_owner").as_deref() == standing.owner => against.push(
            Mistake::new(
                format!("{action} is with {} already", standing.owner.unwrap_or("nobody")),
                "name the role that takes it over: `--new-owner ROLE`",
            )
            .about("new_owner"),
        ),
        _ => {}
    }
    against
}

fn over(action: &str, standing: &Standing<'_>) -> Mistake {
    let ended = standing.occurrences.iter().rev().find_map(|one| {
        let done = one.completed.map(|(id, on)| format!("was completed on {on} ({id})"));
        done.or_else(|| one.cancelled.map(|(id, on)| format!("was cancelled on {on} ({id})")))
    });
    Mistake::new(
        format!("{action} {}", ended.unwrap_or_else(|| "is over".to_owned())),
        "correct that entry with `--corrects ID`, or log `reopened` first",
    )
}

fn accepted(case: &Case<'_, '_>, event: &EventDraft, standing: &Standing<'_>) -> Option<Mistake> {
    let Some(follows) = event.text_of("follows") else {
        let done = standing.occurrences.iter().any(|one| one.completed.is_some());
        return Some(Mistake::new(
            format!(
                "{} {}",
                standing.id,
                if done { "is accepted already" } else { "was not completed yet" }
            ),
            "to accept what was completed, name it: `--follows ID`",
        ));
    };
    let done = |one: &&Occurrence<'_>| one.completed.is_some_and(|(id, _)| id == follows);
    if !standing.occurrences.iter().any(|one| done(&one)) {
        return Some(
            Mistake::new(
                format!("`{follows}` did not complete {}", standing.id),
                "name the event that did: `--follows ID`",
            )
            .about("follows"),
        );
    }
    let own = case.dossier.action(standing.id).and_then(|action| action.party);
    let Some(party) = event.text_of("party") else {
        let others = case.dossier.working_parties(case.scene.today);
        let others: Vec<&str> = others.map(|(id, _)| id).filter(|id| Some(*id) != own).collect();
        let says = format!("nothing says which party accepts {}", standing.id);
        let help = match &others[..] {
            [one] => format!("name it: `--party {one}`"),
            _ => format!("name it: `--party PARTY`, one of {}", listed(&others)),
        };
        return Some(Mistake::new(says, help).about("party"));
    };
    if own == Some(&*party) {
        return Some(
            Mistake::new(
                format!("{party} did it, and what is accepted is accepted by another party"),
                "name the party that accepts: `--party PARTY`",
            )
            .about("party"),
        );
    }
    let twice = case.dossier.action_events().find(|(known, own)| {
        known.envelope.follows == Some(&*follows)
            && own.event.is_some_and(|step| step.as_str() == "accepted")
            && own.party == Some(&*party)
    });
    twice.map(|(known, _)| {
        Mistake::new(
            format!("{party} has accepted it already ({})", known.id),
            "correct that entry with `--corrects ID` if it is wrong",
        )
    })
}

/// Word that it cannot be done says why, and reaches all who depend on it.
fn unable(case: &Case<'_, '_>, event: &EventDraft, standing: &Standing<'_>) -> Vec<Mistake> {
    let mut against = Vec::new();
    if event.text_of("reason").is_none_or(|why| why.trim().is_empty()) {
        let why = Mistake::new("nothing says why", "give the reason: `--reason \"…\"`");
        against.push(why.about("reason"));
    }
    if let Some(new) = event.day_of("proposed_due").filter(|new| *new < event.on) {
        let says = format!("the new day {new} lies before {}, the day it was told", event.on);
        let help = "put a day ahead forward: `--new-date DATE`";
        against.push(Mistake::new(says, help).about("proposed_due"));
    }
    let untold = untold_of(case, event, standing);
    if !untold.is_empty() {
        let (depend, were, names) = match untold.len() {
            1 => ("depends", "was", untold.join(",")),
            _ => ("depend", "were", untold.join(",")),
        };
        against.push(
            Mistake::new(
                format!("{} {depend} on it and {were} not told", listed(&untold)),
                format!(
                    "tell them, and say so: `--told {names}`; or name who is told later: \
                     `--later {names}`"
                ),
            )
            .about("informed"),
        );
    }
    against
}

/// The parties that depend on an action and neither were told that it cannot be done, nor are to be
/// told later.
fn untold_of<'a>(case: &Case<'_, 'a>, event: &EventDraft, standing: &Standing<'a>) -> Vec<&'a str> {
    let parties = event.texts_of("informed", "party");
    let roles = event.texts_of("informed", "role");
    let works = |role: &String, party: &str| {
        case.dossier.works_for(&case.scene.frame, role, party) == Some(true)
    };
    // Which party a role speaks for is not for a command to guess.
    let unclear = roles.iter().any(|role| {
        let parties = case.dossier.head.party.iter().filter_map(|party| party.id);
        !parties.into_iter().any(|party| works(role, party))
    });
    let told = |party: &str| {
        parties.iter().chain(&event.later).any(|named| named == party)
            || roles.iter().any(|role| works(role, party))
    };
    // Word that is put right was given; who is still to be told is logged as such.
    if unclear || event.has("corrects") {
        return Vec::new();
    }
    standing.affected.iter().copied().filter(|party| !told(party)).collect()
}

/// The parties that word of an event has not reached, and that it has to reach.
#[must_use]
pub fn untold(case: &Case<'_, '_>, event: &EventDraft) -> Vec<String> {
    if event.kind != EventKind::Action || event.step() != "unable" {
        return Vec::new();
    }
    let standing = standing(case, &event.text_of("action").unwrap_or_default());
    let untold = standing.map(|standing| untold_of(case, event, standing)).unwrap_or_default();
    untold.into_iter().map(str::to_owned).collect()
}

/// A move starts from the date in force, and leads to another one that lies ahead.
fn moved(event: &EventDraft, due: Option<Date>) -> Option<Mistake> {
    let due = due?;
    if let Some(said) = event.day_of("was_due").filter(|said| *said != due) {
        return Some(
            Mistake::new(
                format!("it is due on {due} now, and not on {said}"),
                "leave `--was-due` out: it is filled in",
            )
            .about("was_due"),
        );
    }
    let new = event.day_of("new_due")?;
    let about = |says: String, help: &str| Some(Mistake::new(says, help).about("new_due"));
    if new == due {
        return about(format!("it is due on {due} already"), "name another day: `--new-date DATE`");
    }
    if new < event.on {
        return about(
            format!("the new day {new} lies before {}, the day it was moved", event.on),
            "name a day ahead: `--new-date DATE`; if it was moved earlier, say so: `--on DATE`",
        );
    }
    None
}
