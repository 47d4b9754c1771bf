//! The event that says how a signed text was changed.

use super::{Changed, Covered, left_open, list};
use crate::draft::{self, EventDraft, Misspelt, Mistake, Page, Record, Trial};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::rules::{Case, Finding};

/// The amendment from one version to the next, with what changed.
#[must_use]
pub fn amendment(on: Date, from: i64, changes: &[Changed]) -> EventDraft {
    let mut event = EventDraft::new(EventKind::Amendment, on, "");
    event.set("from_version", from.to_string());
    event.set("to_version", (from + 1).to_string());
    event.set("changes", list(changes));
    event
}

/// Fills in who writes it down, where nobody is named, and what its file is called.
pub fn complete_amendment(case: &Case<'_, '_>, event: &mut EventDraft) {
    event.set_text_if_open("by", case.writer());
    event.words = ["agreement", "amended"].map(str::to_owned).into();
}

/// That it is to hold from a day before the agreement itself does.
#[must_use]
pub fn against_amendment(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let from = event.day_of("effective_on")?;
    let begins = case.dossier.agreement.as_ref()?.term.as_ref()?.effective_on?;
    (from < begins).then(|| {
        Mistake::new(
            format!("{from} lies before the agreement, which holds from {begins}"),
            "name the day from which the change holds: `--effective-on DATE`",
        )
        .about("effective_on")
    })
}

/// The rule that looks whether actions lie within the term.
const BEYOND: &str = "action-out-of-scope";

/// What speaks against a change of what was signed, and what is to be said of it besides: a role that
/// is misspelt, what a party that leaves would still owe, actions beyond the term.
#[must_use]
pub fn against_change(
    record: Record,
    covered: &Covered,
    changes: &[Changed],
) -> (Vec<Mistake>, Vec<String>) {
    let known = record.look(draft::roles);
    let amended = covered.within(&record);
    let slips = amended.look(|case| draft::misspelt_anew(case, &known));
    let mut against: Vec<Mistake> = slips.iter().map(Misspelt::mistake).collect();
    against.extend(left_open(&record, &amended));
    let (beyond, besides) = beyond_the_term(record, &covered.text, changes);
    against.extend(beyond);
    (against, besides)
}

/// Which of the changed actions would lie outside of the term, and what is to be said of others that
/// come to lie there, as the term is another.
fn beyond_the_term(
    mut record: Record,
    page: &Page,
    changes: &[Changed],
) -> (Vec<Mistake>, Vec<String>) {
    let trial = Trial::of(&mut record, &[(&page.path, &page.text)]);
    let moved = |finding: &&Finding| changes.iter().any(|change| change.item == finding.subject);
    let (moved, others): (Vec<&Finding>, Vec<&Finding>) = beyond(&trial).partition(moved);
    let moved = moved.into_iter().map(|it| Mistake::new(it.message.clone(), it.help.clone()));
    let others = others.into_iter().map(|it| format!("note: {}; {}", it.message, it.help));
    (moved.collect(), others.collect())
}

/// What a trial says anew of actions outside of the term.
pub fn beyond(trial: &Trial) -> impl Iterator<Item = &Finding> {
    trial.new.iter().filter(|finding| is_beyond(finding))
}

/// Whether a finding says that an action lies outside of the term.
pub(super) fn is_beyond(finding: &Finding) -> bool {
    finding.rule == BEYOND && !finding.key.ends_with("serves")
}
