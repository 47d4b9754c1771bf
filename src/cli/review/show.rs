//! What a review looks at, before anybody sits down.

use super::{Desk, Format};
use crate::cli::{Failure, Outcome};
use crate::draft::review::looked;
use crate::render::review::{human, json};
use crate::report::ReviewReport;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let record = desk.record();
    let shown = record.look(|case| {
        let looked = looked(case, desk.args.plan.as_deref())?;
        let report = ReviewReport::of(case, &looked);
        Ok::<_, Failure>(match desk.args.format {
            Format::Human => human::render(&report, desk.context.look),
            Format::Json => json::render(&report),
        })
    })?;
    Ok(Outcome::clean(shown))
}
