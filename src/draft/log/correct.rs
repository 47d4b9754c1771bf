//! Names of other events, and what an event takes over from the one that it puts right.

use super::common;
use super::subject_named;
use crate::document::written;
use crate::draft::{EventDraft, Mistake};
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
    let old = common::event(case, draft.kind, &old);
    old.map_or(Ok(()), |old| take_over(draft, old, dated, role))
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
            let own = matches!(field.key, "kind" | "on" | "corrects" | "retracted" | "forced");
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
