//! The day of a review: held before there was anything to look back at, on another day than the record
//! says, or after the end.

use super::plan::Looked;
use crate::draft::Mistake;
use crate::draft::log::{ended, take_back};
use crate::model::date::Date;
use crate::model::reckon::review::record_of;
use crate::rules::{Case, shell};

/// That a review is said to have been held before there was anything to look back at.
#[must_use]
pub fn held_too_early(case: &Case<'_, '_>, plan: &str) -> Option<Mistake> {
    let held = record_of(case.dossier, plan)?.held_on;
    let id = shell(case.dossier.id);
    let mistake = match (case.reckoning.signoffs.first_ever, held) {
        (Some(signed), Some(held)) if held < signed => Mistake::new(
            format!("{held} lies before the agreement, which was first signed on {signed}"),
            "mend the day: `--set held_on=DATE`",
        ),
        (Some(_), _) => return None,
        (None, _) if case.reckoning.owed => return None,
        (None, _) => Mistake::new(
            "nobody has signed this agreement yet, so there is nothing to look back at",
            format!("sign it first: `comity agree {id} --sign PARTY`"),
        ),
    };
    Some(mistake.about("held_on"))
}

/// That a review was not held on a day that is given for it: the day lies ahead, or the record says
/// another one, which nobody changes in passing.
#[must_use]
pub fn held_otherwise(
    case: &Case<'_, '_>,
    looked: &Looked<'_, '_>,
    on: Option<Date>,
) -> Option<Mistake> {
    let (on, today) = (on?, case.scene.today);
    let held = looked.record?.held_on;
    let id = shell(case.dossier.id);
    let mistake = if on > today {
        Mistake::new(
            format!("{on} lies after today, {today}, so nothing was held on it yet"),
            "leave out `--on` until it was held",
        )
    } else {
        let held = held.filter(|held| *held != on)?;
        Mistake::new(
            format!("the record says that the review was held on {held}, and not on {on}"),
            format!("mend the day: `comity review {id} {} --set held_on={on}`", shell(looked.id)),
        )
    };
    Some(mistake.about("held_on"))
}

/// That the collaboration is over, so that no further review of it is prepared.
#[must_use]
pub fn over(case: &Case<'_, '_>) -> Option<Mistake> {
    let (closed, event) = ended(case)?;
    Some(Mistake::new(
        format!("the collaboration was closed on {closed} ({event}), so no review of it is ahead"),
        format!("if it goes on, take the end back: {}", take_back(case, event)),
    ))
}
