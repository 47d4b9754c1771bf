//! A party's agreement to the record as it is on file.

use super::Desk;
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Entry, write};
use crate::cli::{Failure, Outcome};
use crate::draft::review::{
    Advice, advice, against_signing, fill_signature, lacking, looked, next_review, who_signs,
};
use crate::draft::{EventDraft, Mistake};
use crate::model::declare::Record as _;
use crate::model::event::{Envelope, EventKind, Signoff};
use crate::model::reckon::signoff::State;
use crate::model::review::{RecommendationStatus, ReviewVerdict};
use crate::rules::Case;

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    let (args, writing) = (desk.args, &desk.args.writing);
    let record = desk.record();
    let findings = record.findings();
    let mut event = EventDraft::new(EventKind::Signoff, desk.on(), &[party, "signed", "review"]);
    event.entries = args.events.entries()?;
    let known = |key: &str| Signoff::TABLE.field(key).or(Envelope::TABLE.field(key)).is_some();
    event.entries.retain(|(key, _)| known(key));
    if let Some(by) = &args.by {
        event.set_text("by", by);
    }
    let (plan, next, against) = record.look(|case| {
        let looked = looked(case, args.plan.as_deref())?;
        fill_signature(case, &mut event, &looked, party, desk.context.role.as_deref())?;
        let lacking = lacking(case, &looked, &findings);
        let against = against_signing(case, &looked, &event, &lacking);
        Ok::<_, Mistake>((looked.id.to_owned(), next(desk, case, looked.id, party), against))
    })?;
    // An editor would open before anything is looked at.
    if writing.edit && writing.force.is_none() && !against.is_empty() {
        return Err(Refusal { soft: against, ..Refusal::default() }.failure(true));
    }
    let entry = Entry {
        event,
        collaboration: Some(desk.id.clone()),
        subject: plan,
        step: Some("signed".to_owned()),
        against: Box::new(move |_, _| against.clone()),
        covered: &[],
        next,
    };
    write(&desk.workspace, record, entry, writing, desk.context)
}

/// Who is still to agree; after the last, what becomes of what was recommended, and when one looks
/// back again.
fn next(desk: &Desk<'_>, case: &Case<'_, '_>, plan: &str, party: &str) -> String {
    let id = &desk.id;
    let open: Vec<&str> = who_signs(case, plan)
        .into_iter()
        .filter(|one| one.state != State::Holds && one.party != party)
        .map(|one| one.party)
        .collect();
    if let Some(first) = open.first() {
        let names = open.join(", ");
        return format!("still to agree: {names} (`comity review {id} {plan} --sign {first}`)");
    }
    let mut parts = vec!["every party has agreed it".to_owned()];
    let of_this = |it: &Advice<'_>| it.plan == plan && it.is_open();
    for it in advice(case).into_iter().filter(of_this) {
        let how = match it.status {
            Some(RecommendationStatus::Accepted) => "accepted, and in no action yet",
            _ => "neither accepted nor rejected",
        };
        parts.push(format!("{} is {how}: `comity review {id} --accept {}`", it.id, it.id));
    }
    let Ok(looked) = looked(case, Some(plan)) else { return String::new() };
    let verdict = looked.record.and_then(|record| record.verdict);
    parts.push(match (next_review(case, &looked), verdict) {
        (Some((next, due)), _) => format!("the next review is {next}, by {due}"),
        (None, Some(ReviewVerdict::Exit)) => format!("end it: `comity review {id} --close`"),
        (None, _) => format!(
            "no further review is planned: `comity agree {id} --amend --from-review {plan} \
             --add review_plan id=… due=… lead=…`"
        ),
    });
    parts.join("; ")
}
