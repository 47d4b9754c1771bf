//! The end of a collaboration: what is open is shown first, and settled or handed on.

use super::Desk;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::EventDraft;
use crate::draft::review::ending;
use crate::model::declare::Record as _;
use crate::model::event::{Closure, Envelope, EventKind};
use crate::render;
use crate::rules::shell;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, writing) = (desk.args, &desk.args.writing);
    let look = desk.context.look;
    let open = desk.record().look(|case| render::review::closing(&ending(case), look));
    let mut event = EventDraft::new(EventKind::Closure, desk.on(), "");
    event.entries = desk.given(&[Closure::TABLE, Envelope::TABLE])?;
    if let Some(plan) = &args.plan {
        event.set_text_if_open("final_review", Some(plan));
    }
    let asks = writing.may_ask(desk.context);
    // Who has not said why wants to see first.
    if !event.has("reason") && !event.has("corrects") && !writing.edit && !asks {
        let next = format!("next: comity review {} --close --reason …\n", shell(&desk.id));
        return Ok(Outcome::clean(format!("{open}\n{next}")));
    }
    if asks {
        let told = format!("{open}\nEnter goes on to the end, `.` leaves it open: ");
        let answer = desk.context.person.ask(&told);
        if answer.is_none_or(|answer| !answer.trim().is_empty()) {
            return Err(Failure::new("nothing was written", "it goes on as before"));
        }
    }
    let next = "thank the partners, and commit the file".to_owned();
    let beside = Beside { next: Some(next), ..Beside::default() };
    let typed = Typed::of(&desk.id, event, args.on.is_some(), beside);
    let written = write(&desk.workspace, typed, writing, desk.context)?;
    // What was open is told, so that nobody forgets to hand it on.
    let told = writing.dry_run || asks;
    let stdout = if told { written.stdout } else { format!("{open}\n{}", written.stdout) };
    Ok(Outcome { stdout, ..written })
}
