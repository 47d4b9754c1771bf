//! A step of a risk.

use super::common::{malformed, unknown};
use crate::draft::{EventDraft, Mistake};
use crate::model::reckon::risk::Standing;
use crate::rules::Case;

fn standing<'c, 'a>(case: &Case<'c, 'a>, risk: &str) -> Option<&'c Standing<'a>> {
    case.reckoning.risks.iter().find(|standing| standing.id == risk)
}

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let (risk, step) = (event.text_of("risk").unwrap_or_default(), event.step());
    let known = standing(case, &risk);
    if step == "raised" {
        malformed("a risk", &risk).map_or(Ok(()), |mistake| Err(mistake.about("risk")))?;
    } else if known.is_none() {
        let all: Vec<&str> = case.reckoning.risks.iter().map(|risk| risk.id).collect();
        let none = "none is known; log `raised` first";
        return Err(unknown("risk of this collaboration", &risk, &all, none).about("risk"));
    }
    event.words = vec![risk, step];
    let owner = event.text_of("owner");
    let watches = owner.as_deref().or(known.and_then(|known| known.owner));
    event.set_text_if_open("by", watches.or(case.dossier.head.our_lead));
    Ok(())
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (risk, step) = (event.text_of("risk")?, event.step());
    let known = standing(case, &risk)?;
    match (&*step, known.closed) {
        ("raised", false) => Some(Mistake::new(
            format!("{risk} is known already"),
            "log `reassessed` with what changed; or give the new risk another name",
        )),
        ("reassessed", false) => says_nothing(event),
        ("raised", true) | (_, false) => None,
        (_, true) => Some(Mistake::new(
            format!("{risk} is closed ({})", known.last_event.unwrap_or_default()),
            "log `raised` if it is back; to put that entry right, `--corrects ID`",
        )),
    }
}

/// What was looked at again without a word of what came of it would count as looked at, and tell
/// nobody anything.
fn says_nothing(event: &EventDraft) -> Option<Mistake> {
    const SAYS: [&str; 7] = [
        "likelihood",
        "impact",
        "residual_likelihood",
        "residual_impact",
        "review_by",
        "note",
        "evidence",
    ];
    let mistake = || {
        Mistake::new(
            "it does not say what came of looking at the risk again",
            "give `--likelihood N` and `--impact N`; where all is as it was, `--note` that it is",
        )
    };
    (!SAYS.into_iter().any(|key| event.has(key))).then(|| mistake().about("likelihood"))
}
