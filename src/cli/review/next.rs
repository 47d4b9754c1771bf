//! What is to be done next for the record of a review.

use super::Desk;
use crate::draft::Record;
use crate::draft::review::{Looked, better, lacking, looked, views};
use crate::rules::{Case, shell};

/// What is to be done next for a record as it would be.
pub(super) fn next(desk: &Desk<'_>, record: Record, plan: &str) -> String {
    let command = format!("comity review {} {}", shell(&desk.id), shell(plan));
    let (ahead, lacks, better) = record.look(|case| match looked(case, Some(plan)) {
        Ok(looked) => {
            (ahead(case, &looked, &command), lacking(case, &looked), better(case, &looked))
        }
        Err(_) => (None, Vec::new(), Vec::new()),
    });
    if let Some(ahead) = ahead {
        return ahead;
    }
    match &lacks[..] {
        [] => {
            let sign = format!("have it agreed by each party: `{command} --sign PARTY`");
            match better.first() {
                Some(first) => {
                    format!("{sign}; better before: {}; {}", first.message, first.way())
                }
                None => sign,
            }
        }
        [one] => format!("one thing is still to be said: {}; {}", one.message, one.way()),
        [first, ..] => format!(
            "{} things are still to be said (`{command}` lists them): {}; {}",
            lacks.len(),
            first.message,
            first.way()
        ),
    }
}

/// What is to be done before a review that is only prepared is held, and then.
fn ahead(case: &Case<'_, '_>, looked: &Looked<'_, '_>, command: &str) -> Option<String> {
    let due = looked.plan.and_then(|plan| plan.due)?;
    let only_prepared = case.reckoning.reviews.of_plan(looked.id).is_none();
    if !only_prepared || due <= case.scene.today || looked.record?.held_on.is_some() {
        return None;
    }
    let open = views(case, looked).missing;
    let view = open.first().filter(|_| !looked.is_short(case.dossier.significance()));
    let before = view.map_or_else(String::new, |party| {
        format!("before, each party writes its own view: `{command} --view {}`; ", shell(party))
    });
    Some(format!(
        "it is planned for {due}, and nothing is asked of it until then; {before}when it was held, \
         say so: `{command} --prepare --on DATE`"
    ))
}
