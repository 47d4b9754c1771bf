//! Names of other events, and what an event takes over from the one that it puts right.

use super::common;
use super::subject_named;
use crate::document::written;
use crate::draft::{EventDraft, Mistake, Record};
use crate::model::declare::{Field, nearest};
use crate::model::event::{Event, EventKind};
use crate::rules::Case;

/// The keys that name an event of the same log.
const REFERENCES: [&str; 4] = ["corrects", "follows", "decision", "supersedes"];

/// What an entry that takes another back still says: whom it is between.
const PARTIES: [&str; 4] = ["arrangement", "from", "to", "party"];

/// Holds the events that a draft names against the log, and takes over from the one that it
/// corrects what is not said anew. Names may be given as those of files. `dated` says whether the
/// day was given; `role` whose word it is now.
///
/// # Errors
///
/// When an event is named that does not exist, with the nearest there is; or one that is corrected
/// is of another kind, or about something else.
pub fn referred(
    case: &Case<'_, '_>,
    draft: &mut EventDraft,
    dated: bool,
    role: Option<&str>,
) -> Result<(), Mistake> {
    for key in REFERENCES {
        let Some(named) = draft.text_of(key) else { continue };
        let id = named.rsplit('/').next().unwrap_or(&named).trim_end_matches(".toml").to_owned();
        if common::event(case, draft.kind, &id).is_none() {
            return Err(unknown(case, draft.kind, key, &id).about(key));
        }
        draft.set_text(key, &id);
    }
    let Some(old) = draft.text_of("corrects") else {
        if draft.has("retracted") {
            return Err(Mistake::new(
                "nothing says which entry is taken back",
                "name it: `--corrects ID --retracted yes`",
            ));
        }
        return Ok(());
    };
    // What was put right before is put right once more where it stands now: of two corrections of
    // one entry nobody could say which was the later.
    let newest = newest(case, draft.kind, &old);
    if let Some(newest) = newest {
        draft.set_text("corrects", newest.id);
    }
    let gone = newest.is_some_and(|newest| newest.envelope.retracted == Some(true));
    let old = if gone { common::event(case, draft.kind, &old) } else { newest };
    old.map_or(Ok(()), |old| take_over(draft, old, dated, role))
}

/// The newest correction of an event, and of that, and so on; itself, where there is none.
fn newest<'c, 'a>(case: &Case<'c, 'a>, kind: EventKind, id: &str) -> Option<&'c Event<'a>> {
    let log = common::log(case, kind);
    let mut at = common::event(case, kind, id)?;
    // Corrections in a circle have no newest.
    for _ in log {
        let corrects = |event: &&Event<'_>| {
            event.envelope.corrects == Some(at.id)
                && event.envelope.kind == at.envelope.kind
                && event.subject() == at.subject()
        };
        match log.iter().filter(corrects).max_by_key(|event| (event.on(), event.id)) {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(at)
}

/// The record as if an event had never been written, nor what it puts right.
#[must_use]
pub fn unwritten(record: &Record, draft: &EventDraft, directory: &str) -> Record {
    let gone = record.look(|case| {
        let mut gone = Vec::new();
        let mut next = draft.text_of("corrects");
        while let Some(id) = next.filter(|id| !gone.contains(id)) {
            let event = common::event(case, draft.kind, &id);
            next = event.and_then(|event| event.envelope.corrects).map(str::to_owned);
            gone.push(id);
        }
        gone
    });
    let path = |id: &String| format!("{directory}/{id}.toml");
    gone.iter().fold(record.clone(), |record, id| record.without(&path(id)))
}

fn unknown(case: &Case<'_, '_>, kind: EventKind, key: &str, id: &str) -> Mistake {
    let meant = if matches!(key, "decision" | "supersedes") { EventKind::Decision } else { kind };
    let log = common::log(case, kind).iter();
    let known: Vec<&str> =
        log.filter(|event| event.envelope.kind == Some(meant)).map(|event| event.id).collect();
    // Who types a part of a name means the one that holds it.
    let holds = || known.iter().copied().filter(|known| !id.is_empty() && known.contains(id));
    let near = nearest(id, known.iter().copied()).or_else(|| holds().next_back());
    let help = match (near, known.last()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(last)) => format!("it is the name of its file, such as `{last}`"),
        (None, None) => format!("the log holds no event of kind {}", meant.as_str()),
    };
    Mistake::new(format!("`{id}` is no event of this log"), help)
}

fn take_over(
    draft: &mut EventDraft,
    old: &Event<'_>,
    dated: bool,
    role: Option<&str>,
) -> Result<(), Mistake> {
    let kind = old.envelope.kind;
    if kind != Some(draft.kind) {
        let kind = kind.map_or("unknown", EventKind::as_str);
        return Err(Mistake::new(
            format!("`{}` is of the kind {kind}, and this entry is not", old.id),
            "a correction is of the same kind",
        )
        .about("corrects"));
    }
    let step = draft.step();
    let subject = subject_named(draft.kind, &step).and_then(|key| draft.text_of(key));
    if subject.is_some() && subject.as_deref() != old.subject() {
        let about = old.subject().unwrap_or("something else");
        return Err(Mistake::new(
            format!("`{}` is about `{about}`", old.id),
            "a correction is about the same; take that entry back with `--retracted yes`, and log \
             it anew",
        )
        .about("corrects"));
    }
    let retracted = draft.is_yes("retracted");
    if !dated && !retracted {
        draft.on = old.on().unwrap_or(draft.on);
    }
    let fits = |field: &Field| field.steps.is_empty() || field.steps.contains(&&*step);
    for table in draft.tables() {
        for field in table.fields {
            let own =
                matches!(field.key, "kind" | "on" | "after" | "corrects" | "retracted" | "forced");
            // Who puts it right now may be somebody else.
            let other = field.key == "by" && role.is_some();
            let wanted = if retracted { PARTIES.contains(&field.key) } else { fits(field) };
            if own || other || !wanted || draft.has(field.key) {
                continue;
            }
            if let Some(value) = old.at().value(field.key) {
                draft.set(field.key, written(value));
            }
        }
    }
    Ok(())
}
