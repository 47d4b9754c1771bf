//! What a party puts in ends before what it does.

use crate::model::agreement::{Agreement, Resource};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always};

pub(super) static RULE: Rule = Rule {
    name: "resource-gap",
    severity: always(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S0.6", "S4.22"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(agreement) = &case.dossier.agreement else { return };
    // A resource of nobody, or of a party that is none, may be what fills the gap.
    let known =
        |party: Option<&str>| party.is_some_and(|party| case.dossier.party(party).is_some());
    if !agreement.resource.iter().all(|resource| known(resource.party)) {
        return;
    }
    for (party, _) in case.dossier.staying_parties(case.scene.today) {
        let (Some((resource, end)), Some((duty, last))) =
            (last_resource(agreement, party), last_duty(case, agreement, party))
        else {
            continue;
        };
        if end < last {
            findings.add(
                Problem::at(resource.at.key("to"), resource.id.unwrap_or(party))
                    .says(format!(
                        "what `{party}` puts in ends on {end}, while its `{duty}` runs to {last}"
                    ))
                    .help("let it last until then, or add the resource that follows")
                    .write_here([format!("to = {last}")]),
            );
        }
    }
}

/// The resource of a party that lasts longest; nothing where one has no end, or no day to be read.
fn last_resource<'g, 'a>(
    agreement: &'g Agreement<'a>,
    party: &str,
) -> Option<(&'g Resource<'a>, Date)> {
    let own = agreement.resource.iter().filter(|resource| resource.party == Some(party));
    let ends: Option<Vec<_>> = own.map(|resource| Some((resource, resource.to?))).collect();
    ends?.into_iter().max_by_key(|(_, to)| *to)
}

/// What a party has to do last, and the day: actions still open, and levels of service.
fn last_duty<'a>(
    case: &Case<'_, 'a>,
    agreement: &Agreement<'a>,
    party: &str,
) -> Option<(&'a str, Date)> {
    let end = agreement.term.as_ref().and_then(|term| term.ends_on);
    let actions = case.reckoning.actions.iter().filter_map(|standing| {
        let action = case.dossier.actions().get(standing.index)?;
        let day = match action.recurs {
            Some(_) => action.until.or(end)?,
            None => standing.next_open()?.due,
        };
        let known = action.party == Some(party) && !case.dossier.may_hold_news(standing.id);
        known.then_some((standing.id, day))
    });
    let levels = agreement.service_level.iter().filter_map(|level| {
        (level.provider == Some(party)).then_some((level.id?, level.to.or(end)?))
    });
    actions.chain(levels).max_by_key(|(_, day)| *day)
}
