//! Something that was done with information that is shared.

use super::common::unknown;
use crate::draft::{EventDraft, Mistake};
use crate::model::event::InformationStep;
use crate::rules::Case;

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let flow = event.text_of("information").unwrap_or_default();
    // What is agreed and what an amendment would bring or take out: either can be told of.
    let texts = [case.dossier.in_force(), case.dossier.agreement.as_ref()];
    let flows = texts.into_iter().flatten().flat_map(|agreement| &agreement.information);
    let mut known: Vec<&str> = flows.filter_map(|flow| flow.id).collect();
    known.sort_unstable();
    known.dedup();
    if !known.contains(&&*flow) {
        let none = "the agreement shares none";
        return Err(unknown("information of this agreement", &flow, &known, none));
    }
    event.words = vec![flow, event.step()];
    event.set_text_if_open("by", case.dossier.head.our_lead);
    Ok(())
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (flow, step) = (event.text_of("information")?, event.step());
    let steps = case.dossier.information_events();
    let mut newest = steps.rev().filter(|(_, own)| own.information == Some(&*flow)).filter_map(
        |(known, own)| match own.event? {
            step @ (InformationStep::SharingStarted | InformationStep::SharingStopped) => {
                Some((known.on()?, known.id, step.as_str()))
            }
            _ => None,
        },
    );
    let (on, id, newest) = newest.next()?;
    (newest == step).then(|| {
        let did = if step == "sharing-started" { "started" } else { "stopped" };
        Mistake::new(
            format!("sharing {flow} {did} on {on} ({id})"),
            "to put that entry right, `--corrects ID`",
        )
    })
}
