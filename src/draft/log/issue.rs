//! A step of an issue.

use super::common::{listed, malformed, representative, unknown};
use crate::draft::{EventDraft, Mistake};
use crate::model::reckon::issue::Standing;
use crate::rules::{Case, shell};

fn standing<'c, 'a>(case: &Case<'c, 'a>, issue: &str) -> Option<&'c Standing<'a>> {
    case.reckoning.issues.iter().find(|standing| standing.id == issue)
}

pub(super) fn complete(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let (issue, step) = (event.text_of("issue").unwrap_or_default(), event.step());
    let known = standing(case, &issue);
    if step == "opened" {
        malformed("an issue", &issue).map_or(Ok(()), |mistake| Err(mistake.about("issue")))?;
    } else if known.is_none() {
        let open: Vec<&str> = case.reckoning.issues.iter().map(|issue| issue.id).collect();
        let none = "none was opened; log `opened` first";
        return Err(unknown("issue of this log", &issue, &open, none).about("issue"));
    }
    event.words = vec![issue, step.clone()];
    // Several say how they see it, often on one day.
    if step == "perspective" {
        event.words.extend(event.text_of("party"));
    }
    let speaks = event.text_of("party").or_else(|| event.text_of("raised_by"));
    let by = representative(case, speaks.as_deref()).or(case.dossier.head.our_lead);
    event.set_text_if_open("by", by);
    if let Some(known) = known.filter(|_| step == "escalated" && !event.has("level")) {
        event.set("level", (known.level + 1).to_string());
    }
    Ok(())
}

pub(super) fn against(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (issue, step) = (event.text_of("issue")?, event.step());
    let known = standing(case, &issue)?;
    let (opened, day) = known.opened;
    if event.on < day && step != "opened" {
        let says = format!("{} lies before {issue} was opened, on {day}", event.on);
        return Some(Mistake::new(says, "mend the day: `--on DATE`").about("on"));
    }
    match (&*step, known.resolved) {
        ("opened", None) => Some(Mistake::new(
            format!("{issue} is open since {day} ({opened})"),
            "log what happened since, such as `perspective`; or give the new issue another name",
        )),
        ("opened", Some((resolved, on))) => Some(Mistake::new(
            format!("{issue} was opened before, and resolved on {on} ({resolved})"),
            "log `reopened`; or give the new issue another name",
        )),
        ("reopened", None) => Some(Mistake::new(
            format!("{issue} is open since {}", known.level_since),
            "log what happened since, such as `escalated`",
        )),
        ("resolved", Some((resolved, on))) => {
            let agreed = event.texts_of("agreed_by", "");
            // Others may agree later to what was settled.
            let adds = agreed.iter().any(|party| !known.agreed_by.contains(&&**party));
            (!adds).then(|| {
                let others = if agreed.is_empty() {
                    "if others agree now, name them: `--agreed-by PARTY`".to_owned()
                } else {
                    format!("{} agreed then", listed(&agreed))
                };
                Mistake::new(
                    format!("{issue} was resolved on {on} ({resolved})"),
                    format!("{others}; to put that entry right, `--corrects ID`"),
                )
            })
        }
        ("escalated", Some((resolved, on))) => Some(Mistake::new(
            format!("{issue} was resolved on {on} ({resolved})"),
            "log `reopened` first",
        )),
        ("escalated", None) => {
            if let Some(beyond) = beyond(case, event) {
                return Some(beyond);
            }
            let level = event.number_of("level").filter(|level| *level <= known.level)?;
            let says =
                format!("{issue} is on level {} already, and this says {level}", known.level);
            Some(
                Mistake::new(says, "leave `--level` out: the next one is filled in").about("level"),
            )
        }
        _ => None,
    }
}

/// That it goes to a level that nobody has agreed: there is no one there to take it up.
fn beyond(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let agreed = &case.dossier.in_force()?.escalation;
    let highest = agreed.iter().filter_map(|it| it.level).map(|level| level.0).max()?;
    let level = event.number_of("level").filter(|level| *level > highest)?;
    let id = shell(case.dossier.id);
    Some(
        Mistake::new(
            format!("there is no level {level}: {highest} is the highest that was agreed"),
            format!(
                "let those on level {highest} settle it, or agree another level: `comity agree \
                 {id} --amend --add escalation level={} who=… working_days=… --reason \"…\" \
                 --effective-on DATE`",
                highest + 1
            ),
        )
        .about("level"),
    )
}
