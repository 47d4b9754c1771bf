//! A party's sign-off over the text on file.

use super::Desk;
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Entry, write};
use crate::cli::{Failure, Outcome};
use crate::draft::{EventDraft, Mistake, agree};
use crate::model::declare::Record as _;
use crate::model::event::{Envelope, EventKind, Signoff};

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    let writing = &desk.args.writing;
    let record = desk.record();
    if let Some(mistake) = record.look(|case| agree::refused(case, party)) {
        return Err(mistake.into());
    }
    let mut event = EventDraft::new(EventKind::Signoff, desk.on(), &[party, "signed"]);
    event.entries = desk.given(&[Signoff::TABLE, Envelope::TABLE])?;
    record.look(|case| agree::fill(case, &mut event, party))?;
    let mut against: Vec<Mistake> = agree::against(&agree::gate(desk.record())).collect();
    against.extend(record.look(|case| agree::speaks_against(case, &event)));
    // An editor would open before anything is looked at.
    if writing.edit && writing.force.is_none() && !against.is_empty() {
        let refusal = Refusal { soft: against, ..Refusal::default() };
        return Err(refusal.failure(true));
    }
    let others: Vec<String> =
        record.look(agree::to_sign).into_iter().filter(|other| other != party).collect();
    let entry = Entry {
        event,
        collaboration: Some(desk.id.clone()),
        subject: format!("sign-off of {party}"),
        step: None,
        against: Box::new(move |_, _| against.clone()),
        covered: &[],
        next: next(&desk.id, &others),
    };
    write(&desk.workspace, record, entry, writing, desk.context)
}

/// Who is next.
fn next(id: &str, others: &[String]) -> String {
    match others {
        [] => "every party has signed; commit it, and the agreement holds".to_owned(),
        [first, ..] => format!(
            "commit it; still to sign: {} (`comity agree {id} --sign {first}`)",
            others.join(", ")
        ),
    }
}
