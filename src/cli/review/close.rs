//! The end of a collaboration: what is open is shown first, and settled or handed on.

use super::Desk;
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Entry, write};
use crate::cli::{Failure, Outcome};
use crate::draft::EventDraft;
use crate::draft::review::{against_closing, ending};
use crate::model::declare::Record as _;
use crate::model::event::{Closure, Envelope, EventKind};
use crate::render;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, writing) = (desk.args, &desk.args.writing);
    let record = desk.record();
    let findings = record.findings();
    let look = desk.context.look;
    let (open, lead) = record.look(|case| {
        let lead = case.dossier.head.our_lead.map(str::to_owned);
        (render::review::closing(&ending(case), look), lead)
    });
    let mut event = EventDraft::new(EventKind::Closure, desk.on(), &["closed"]);
    event.entries = args.events.entries()?;
    let known = |key: &str| Closure::TABLE.field(key).or(Envelope::TABLE.field(key)).is_some();
    event.entries.retain(|(key, _)| known(key));
    if let Some(plan) = &args.plan {
        event.set_text_if_open("final_review", Some(plan));
    }
    event.set_text_if_open("by", desk.role().or(lead.as_deref()));
    // Who has not said why wants to see first.
    let asks = writing.edit || writing.may_ask(desk.context);
    if !event.has("reason") && !asks {
        let next = format!("next: comity review {} --close --reason …\n", desk.id);
        return Ok(Outcome::clean(format!("{open}\n{next}")));
    }
    if writing.edit && writing.force.is_none() {
        let soft = record.look(|case| against_closing(case, &event, &findings));
        if !soft.is_empty() {
            return Err(Refusal { soft, ..Refusal::default() }.failure(true));
        }
    }
    let entry = Entry {
        event,
        collaboration: Some(desk.id.clone()),
        subject: String::new(),
        step: None,
        against: Box::new(move |case, event| against_closing(case, event, &findings)),
        covered: &[],
        next: "thank the partners, and commit the file".to_owned(),
    };
    let written = write(&desk.workspace, record, entry, writing, desk.context)?;
    // What was open is told once more, so that nobody forgets to hand it on.
    let stdout =
        if writing.dry_run { written.stdout } else { format!("{open}\n{}", written.stdout) };
    Ok(Outcome { stdout, ..written })
}
