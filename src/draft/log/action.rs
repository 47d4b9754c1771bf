//! A step of an action.

use super::common::{listed, party_of, representative, unknown, which_of};
use super::handover;
use super::occurrence::{self, due, meant};
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

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let (action, step) = (event.text_of("action").unwrap_or_default(), event.step());
    let standing = standing(case, &action)?;
    event.words = vec![action.clone(), step.clone()];
    occurrence::name(case, standing, event);
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
            // Where it is not said which time is meant, nobody knows what day it had.
            let due = due(standing, event)
                .filter(|_| occurrence::against(case, standing, event).is_none());
            if let Some(due) = due.filter(|_| !event.has("was_due")) {
                event.set("was_due", due.to_string());
            }
            event.set_text_if_open("follows", notice);
        }
        // Which of several is passed on only who tells it knows.
        "told" if event.has("occurrence") || !told_of_several(standing) => {
            event.set_text_if_open("follows", notice);
        }
        "accepted" => {
            if let [(id, _)] = unaccepted(standing, event)[..] {
                event.set_text_if_open("follows", Some(id));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The completions that no other party has accepted, with their days; of the time that is named,
/// its own.
fn unaccepted<'a>(standing: &Standing<'a>, event: &EventDraft) -> Vec<(&'a str, Date)> {
    let named = event.day_of("occurrence");
    let meant =
        |one: &&Occurrence<'a>| named.is_none_or(|day| one.original == day || one.due == day);
    let open = |one: &Occurrence<'a>| one.completed.filter(|_| one.accepted.is_none());
    standing.occurrences.iter().filter(meant).filter_map(open).collect()
}

/// The newest notice of each time that is open, with the day it was due.
fn notices<'a>(standing: &Standing<'a>) -> impl Iterator<Item = (&'a str, String)> {
    let open = standing.occurrences.iter().filter(|one| one.is_open());
    open.filter_map(|one| Some((one.notice()?.event, format!("of the one due on {}", one.due))))
}

/// Whether more than one time is open that somebody said cannot be kept.
fn told_of_several(standing: &Standing<'_>) -> bool {
    notices(standing).count() > 1
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    let (action, step) = (event.text_of("action").unwrap_or_default(), event.step());
    let Ok(standing) = standing(case, &action) else { return Vec::new() };
    let mut against: Vec<Mistake> =
        occurrence::against(case, standing, event).into_iter().collect();
    let one = meant(standing, event);
    let named = event.day_of("occurrence").and(one);
    let is_over = match named {
        Some(one) => !one.is_open(),
        None => standing.oldest_open().is_none(),
    };
    match &*step {
        "accepted" => against.extend(accepted(case, event, standing)),
        "told" if !event.has("follows") && told_of_several(standing) => {
            let what = format!("notices that {action} cannot be done are open");
            against.extend(which_of(&what, notices(standing)));
        }
        "told" if !event.has("follows") => against.push(
            Mistake::new(
                format!("nobody said that {action} cannot be done, so there is nothing to tell"),
                "log `unable` first; or name the notice: `--follows ID`",
            )
            .about("follows"),
        ),
        "told" => against.extend(handover::told_again(case, event)),
        "reopened" if !is_over => against
            .push(Mistake::new(format!("{action} is open"), "log `progressed`, or what happened")),
        "reopened" => {}
        _ if is_over => against.push(over(&action, named, standing)),
        "unable" => against.extend(unable(case, event, standing)),
        "rescheduled" => against.extend(moved(event, due(standing, event))),
        "reassigned" => against.extend(handover::reassigned(case, event, standing)),
        _ => {}
    }
    against
}

/// That it is over: the time that is named, or all of it.
fn over(action: &str, named: Option<&Occurrence<'_>>, standing: &Standing<'_>) -> Mistake {
    let end = |one: &Occurrence<'_>| {
        let done = one.completed.map(|(id, on)| format!("was completed on {on} ({id})"));
        done.or_else(|| one.cancelled.map(|(id, on)| format!("was cancelled on {on} ({id})")))
    };
    let of = named.filter(|_| standing.occurrences.len() > 1 || standing.next.is_some());
    let of = of.map(|one| format!(" of {}", one.original)).unwrap_or_default();
    let ended = match named {
        Some(one) => end(one),
        None => standing.occurrences.iter().rev().find_map(end),
    };
    Mistake::new(
        format!("{action}{of} {}", ended.unwrap_or_else(|| "is over".to_owned())),
        "correct that entry with `--corrects ID`, or log `reopened` first",
    )
}

fn accepted(case: &Case<'_, '_>, event: &EventDraft, standing: &Standing<'_>) -> Option<Mistake> {
    let Some(follows) = event.text_of("follows") else {
        let open = unaccepted(standing, event);
        let what = format!("times that {} was completed wait to be accepted", standing.id);
        let days = open.iter().map(|(id, on)| (*id, format!("completed on {on}")));
        if let Some(mistake) = which_of(&what, days) {
            return Some(mistake);
        }
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
    // What is put right started from the date of its own day, whatever was moved since.
    let corrects = event.has("corrects");
    if let Some(said) = event.day_of("was_due").filter(|said| *said != due && !corrects) {
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
