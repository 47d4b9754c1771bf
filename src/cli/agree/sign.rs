//! A party's sign-off over the text on file.

use super::Desk;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::{EventDraft, agree};
use crate::model::declare::Record as _;
use crate::model::event::{Envelope, EventKind, Signoff};
use crate::rules::shell;
use crate::store::Change;

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    // Read before anything is looked at: the digest is of this text, or nothing is written.
    let holds = holds(desk)?;
    let record = desk.record();
    if let Some(mistake) = record.look(|case| agree::refused(case, party)) {
        return Err(mistake.into());
    }
    let mut event = EventDraft::new(EventKind::Signoff, desk.on(), "");
    event.entries = desk.given(&[Signoff::TABLE, Envelope::TABLE])?;
    event.set_text("party", party);
    let to_sign = record.look(agree::to_sign);
    let others: Vec<String> = to_sign.into_iter().filter(|other| other != party).collect();
    // What takes a sign-off back signs nothing.
    let gaps = if event.is_yes("retracted") { Vec::new() } else { agree::gate(record) };
    let beside = Beside {
        against: agree::against(&gaps).collect(),
        holds,
        next: (!event.is_yes("retracted")).then(|| next(&desk.id, &others)),
        ..Beside::default()
    };
    let typed = Typed::of(&desk.id, event, desk.args.on.is_some(), beside);
    write(&desk.workspace, typed, &desk.args.writing, desk.context)
}

/// The files that a sign-off covers, as they stand.
fn holds(desk: &Desk<'_>) -> Result<Vec<Change>, Failure> {
    let mut holds = Vec::new();
    for path in [desk.path(), format!("collaborations/{}/collaboration.toml", desk.id)] {
        if let Some(text) = desk.workspace.text_of(&path)? {
            holds.push(Change { path, before: Some(text.clone()), after: text });
        }
    }
    Ok(holds)
}

/// Who is next.
fn next(id: &str, others: &[String]) -> String {
    let id = shell(id);
    match others {
        [] => "every party has signed; commit it, and the agreement holds".to_owned(),
        [first, ..] => format!(
            "commit it; still to sign: {} (`comity agree {id} --sign {}`)",
            others.join(", "),
            shell(first)
        ),
    }
}
