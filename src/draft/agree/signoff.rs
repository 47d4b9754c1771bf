//! A party's sign-off over the text on file: what follows from the record, and what speaks against
//! it.

use super::start::on_file;
use super::{Standing, standing};
use crate::draft::{EventDraft, Mistake};
use crate::model::declare::nearest;
use crate::model::evaluation::Outcome;
use crate::model::reckon::signoff::{State, of_text};
use crate::rules::forms::amending;
use crate::rules::{Case, shell};

/// That nobody can sign so, whatever the reason: there is no such party, or it takes no part, or
/// there is no text.
#[must_use]
pub fn refused(case: &Case<'_, '_>, party: &str) -> Option<Mistake> {
    let Some(found) = case.dossier.party(party) else {
        let known = || case.dossier.head.party.iter().filter_map(|it| it.id);
        let help = match nearest(party, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known().next().is_none() => format!(
                "it has none yet: `comity evaluate {} --add party id={} name=…`",
                shell(case.dossier.id),
                shell(party)
            ),
            None => format!("there are: {}", known().collect::<Vec<_>>().join(", ")),
        };
        return Some(Mistake::new(format!("`{party}` is no party of this collaboration"), help));
    };
    if !found.works() {
        return Some(Mistake::new(
            format!("`{party}` is an observer, and has nothing to sign"),
            "who takes work on is no observer: change its `role` first",
        ));
    }
    if case.dossier.agreement.is_none() {
        return Some(Mistake::new(
            "there is no agreement.toml to sign",
            format!("draft it: `comity agree {}`", shell(case.dossier.id)),
        ));
    }
    None
}

/// Fills in what follows from the record: who signs for the party, the version, the digest of the
/// text, and what its file is called.
///
/// # Errors
///
/// When no digest can be made of the text.
pub fn complete_signoff(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let party = event.text_of("party").unwrap_or_default();
    event.words = vec![party.clone(), "signed".to_owned()];
    let found = case.dossier.party(&party);
    event.set_text_if_open("by", found.and_then(|it| it.sponsor.or(it.representative)));
    let version = case.dossier.agreement.as_ref().and_then(|agreement| agreement.version);
    if let Some(version) = version.filter(|_| !event.has("agreement_version")) {
        event.set("agreement_version", version.0.to_string());
    }
    let covers = of_text(case.dossier).ok_or_else(|| {
        Mistake::new(
            "no digest can be made of the text, so nothing would show what was signed",
            "write every number in it whole, or as text; `comity check` shows the place",
        )
    })?;
    event.set_text_if_open("covers", Some(&covers));
    Ok(())
}

/// What speaks against a sign-off besides the gate, and can be overridden with a reason.
#[must_use]
pub fn against_signoff(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    let mut against = Vec::new();
    let party = event.text_of("party").unwrap_or_default();
    let own = case.reckoning.signoffs.parties.iter().find(|one| one.party == party);
    if let Some(one) = own.filter(|one| one.state == State::Holds && !event.has("corrects")) {
        against.push(Mistake::new(
            format!(
                "`{party}` has signed this very text on {} ({})",
                one.on.map(|on| on.to_string()).unwrap_or_default(),
                one.event.unwrap_or_default()
            ),
            "nothing is left to do for it; to put that entry right: `--corrects ID`",
        ));
    }
    let evaluation = case.dossier.evaluation.as_ref();
    let decision = evaluation.and_then(|it| it.decision.as_ref());
    let days = [
        ("decided_on", decision.and_then(|it| it.decided_on)),
        ("evaluated_on", evaluation.and_then(|it| it.evaluated_on)),
    ];
    for (key, day) in days {
        if let Some(day) = day.filter(|day| event.on < *day) {
            against.push(Mistake::new(
                format!("{} lies before `{key}` in evaluation.toml, {day}", event.on),
                "mend the day: `--on DATE`",
            ));
        }
    }
    against.extend(before_its_text(case, event));
    against.extend(decided_against(case));
    against.extend(foreign(case, event));
    let id = shell(case.dossier.id);
    let other = match standing(case) {
        Standing::Changed { version, .. } => Some((
            format!("the one that was signed as version {version}"),
            format!(
                "make the change an amendment: `comity agree {id}{}`",
                amending(case.reckoning.signoffs.held)
            ),
        )),
        // How it becomes one hangs on whether the text before is still to be found.
        Standing::Altered { .. } => Some((
            format!(
                "what the amendment to version {} leads to: it was changed by hand",
                on_file(case)
            ),
            format!("see what was changed, and how it is amended: `comity agree {id} --ready`"),
        )),
        _ => None,
    };
    against.extend(
        other.map(|(other, help)| Mistake::new(format!("the text on file is not {other}"), help)),
    );
    against
}

/// That a role of another party would sign.
pub(in crate::draft) fn foreign(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (by, party) = (event.text_of("by")?, event.text_of("party")?);
    let works_for = |party: &str| case.dossier.works_for(&case.scene.frame, &by, party);
    let parties = || case.dossier.head.party.iter();
    let own = parties().filter_map(|it| it.id).find(|id| works_for(id) == Some(true))?;
    if works_for(&party) != Some(false) {
        return None;
    }
    let found = case.dossier.party(&party)?;
    let roles = [found.sponsor, found.representative, found.deputy].into_iter().flatten();
    let roles: Vec<&str> = roles.collect();
    let near = nearest(&by, roles.iter().copied()).or(roles.first().copied());
    let help = match near {
        Some(role) => format!("let a role of that party sign: `--by {}`", shell(role)),
        None => "let a role of that party sign: `--by ROLE`".to_owned(),
    };
    let says = format!("`{by}` works for `{own}`, and would sign here for `{party}`");
    Some(Mistake::new(says, help).about("by"))
}

/// That it was decided not to work together, or not yet.
#[must_use]
pub fn decided_against(case: &Case<'_, '_>) -> Option<Mistake> {
    let decision = case.dossier.evaluation.as_ref()?.decision.as_ref()?;
    let outcome = decision.outcome?;
    matches!(outcome, Outcome::Defer | Outcome::Decline).then(|| {
        Mistake::new(
            format!("the decision in evaluation.toml is `{}`", outcome.as_str()),
            format!(
                "decide anew before anybody signs: `comity evaluate {} --set decision.outcome=… \
                 --set decision.decided_on=DATE`",
                shell(case.dossier.id)
            ),
        )
    })
}

/// That it is dated before the amendment which made the version that it is over: nobody signs a text
/// that is not there yet.
fn before_its_text(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let (_, said) = event.entries.iter().find(|(key, _)| key == "agreement_version")?;
    let version: i64 = said.parse().ok()?;
    let made =
        case.dossier.amendments().filter(|(_, it)| it.to_version.is_some_and(|to| to.0 == version));
    let made = made.filter_map(|(amendment, _)| amendment.on()).min()?;
    (event.on < made).then(|| {
        Mistake::new(
            format!("{} lies before version {version}, which was made on {made}", event.on),
            "mend the day: `--on DATE`",
        )
    })
}
