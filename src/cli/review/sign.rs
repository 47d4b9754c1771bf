//! A party's agreement to the record as it is on file.

use super::Desk;
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::review::{
    Advice, Lack, accepted, advice, better, looked, next_review, record_path, refused, who_signs,
};
use crate::draft::{EventDraft, Mistake};
use crate::model::declare::Record as _;
use crate::model::event::{Envelope, EventKind, Signoff};
use crate::model::reckon::signoff::State;
use crate::model::review::{RecommendationStatus, ReviewVerdict};
use crate::rules::{self, Case, Severity, shell};

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    let record = desk.record();
    let (plan, next) = record.look(|case| {
        let looked = looked(case, desk.args.plan.as_deref())?;
        match refused(case, &looked, party) {
            Some(mistake) => Err(mistake),
            None => Ok((looked.id.to_owned(), next(desk, case, looked.id, party))),
        }
    })?;
    // What is wrong with the form of the record is put right first, whatever the reason.
    let path = record_path(&desk.id, &plan);
    let wrong = record.findings().into_iter().filter(|finding| {
        let missing = rules::find(finding.rule)
            .is_some_and(|rule| matches!(rule.check, rules::Check::Presence));
        // What is not assessed yet can be agreed to, with a reason.
        let unsaid =
            missing || finding.rule.ends_with("-unassessed") || finding.rule == "review-not-agreed";
        finding.file == path && finding.severity == Severity::Error && !unsaid
    });
    let firm: Vec<Mistake> = wrong.map(|it| Mistake::new(it.message, it.help)).collect();
    if !firm.is_empty() {
        return Err(Refusal { firm, ..Refusal::default() }.failure(false));
    }
    let mut event = EventDraft::new(EventKind::Signoff, desk.on(), &plan);
    event.entries = desk.given(&[Signoff::TABLE, Envelope::TABLE])?;
    event.set_text("party", party);
    event.set_text("review", &plan);
    let better = record.look(|case| {
        let looked = looked(case, Some(&plan))?;
        Ok::<_, Mistake>(better(case, &looked))
    })?;
    // From now on it changes with a reason only.
    let forced = |it: &Lack| format!("{}: `{} --force \"…\"`", it.help, it.command);
    let said = better
        .into_iter()
        .map(|it| format!("note: {}; before the others agree it: {}", it.message, forced(&it)));
    let said = if event.is_yes("retracted") { Vec::new() } else { said.collect() };
    let beside = Beside { next: Some(next), said, ..Beside::default() };
    let typed = Typed::of(&desk.id, event, desk.args.on.is_some(), beside);
    write(&desk.workspace, typed, &desk.args.writing, desk.context)
}

/// Who is still to agree; after the last, what becomes of what was recommended, and when one looks
/// back again.
fn next(desk: &Desk<'_>, case: &Case<'_, '_>, plan: &str, party: &str) -> String {
    let (id, named) = (shell(&desk.id), shell(plan));
    let open: Vec<&str> = who_signs(case, plan)
        .into_iter()
        .filter(|one| one.state != State::Holds && one.party != party)
        .map(|one| one.party)
        .collect();
    if let Some(first) = open.first() {
        let names = open.join(", ");
        return format!(
            "still to agree: {names} (`comity review {id} {named} --sign {}`)",
            shell(first)
        );
    }
    let mut parts = vec!["every party has agreed it".to_owned()];
    let of_this = |it: &Advice<'_>| it.plan == plan && it.is_open();
    for it in advice(case).into_iter().filter(of_this) {
        let how = match it.status {
            Some(RecommendationStatus::Accepted) => "accepted, and in no action yet",
            _ => "neither accepted nor rejected",
        };
        // The record is agreed and stays as it is: what is made of it is what counts.
        let line = match it.status {
            Some(RecommendationStatus::Accepted) => None,
            _ => accepted(case, it.id, None, &[]).ok().map(|it| it.way),
        };
        let line = line.unwrap_or_else(|| format!("comity review {id} --accept {}", shell(it.id)));
        parts.push(format!("{} is {how}: `{line}`", it.id));
    }
    let Ok(looked) = looked(case, Some(plan)) else { return String::new() };
    let verdict = looked.record.and_then(|record| record.verdict);
    parts.push(match (next_review(case, &looked), verdict) {
        (Some((next, due)), _) => format!("the next review is {next}, by {due}"),
        (None, Some(ReviewVerdict::Exit)) => format!("end it: `comity review {id} --close`"),
        (None, _) => format!(
            "no further review is planned: `comity agree {id} --amend --from-review {named} \
             --reason \"…\" --effective-on DATE --add review_plan id=… due=DATE lead=…`"
        ),
    });
    parts.join("; ")
}
