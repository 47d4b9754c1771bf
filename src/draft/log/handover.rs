//! What speaks against passing an action on: to a role that cannot take it, or word of it to those
//! who have it.

use super::common::{event as logged, listed};
use crate::draft::{EventDraft, Mistake};
use crate::model::event::{Body, EventKind, Informed};
use crate::model::reckon::action::Standing;
use crate::rules::forms::AMEND;
use crate::rules::{Case, shell};

/// That the role that takes it over has it already, or works for another party: whose action it is
/// was promised, and is no matter of the log.
pub(super) fn reassigned(
    case: &Case<'_, '_>,
    event: &EventDraft,
    standing: &Standing<'_>,
) -> Option<Mistake> {
    let (action, new) = (standing.id, event.text_of("new_owner")?);
    if Some(&*new) == standing.owner {
        return Some(
            Mistake::new(
                format!("{action} is with {new} already"),
                "name the role that takes it over: `--new-owner ROLE`",
            )
            .about("new_owner"),
        );
    }
    let (dossier, frame) = (case.dossier, &case.scene.frame);
    let own = dossier.action(action)?.party?;
    let works = |party: &str| dossier.works_for(frame, &new, party);
    if works(own) != Some(false) {
        return None;
    }
    let mut others = dossier.working_parties(case.scene.today).map(|(party, _)| party);
    let other = others.find(|party| works(party) == Some(true));
    let (of, party) = match other {
        Some(party) => (format!("works for {party}"), shell(party)),
        None => (format!("does not work for {own}"), "PARTY".to_owned()),
    };
    let (id, name) = (shell(dossier.id), shell(action));
    Some(
        Mistake::new(
            format!("{new} {of}, and {action} is what {own} promised"),
            format!(
                "name a role of {own}; or have the promise pass to the other party: `comity agree \
                 {id}{AMEND} --set {name}.party={party} --set \
                 {name}.owner={}`",
                shell(&new)
            ),
        )
        .about("new_owner"),
    )
}

/// That all who are named were told of it before.
pub(super) fn told_again(case: &Case<'_, '_>, event: &EventDraft) -> Option<Mistake> {
    let follows = event.text_of("follows")?;
    let parties = event.texts_of("informed", "party");
    if parties.is_empty() || !event.texts_of("informed", "role").is_empty() {
        return None;
    }
    let notice = logged(case, EventKind::Action, &follows)?;
    let passed = case.dossier.action_events().map(|(known, _)| known);
    let passed: Vec<_> = passed.filter(|known| known.envelope.follows == Some(&*follows)).collect();
    let told = |party: &String| {
        let names = |informed: &&Informed<'_>| informed.party == Some(party.as_str());
        let mut entries = std::iter::once(notice).chain(passed.iter().copied());
        entries.find(|known| match &known.body {
            Body::Action(own) => own.informed.iter().any(|it| names(&it)),
            _ => false,
        })
    };
    let known: Option<Vec<&str>> = parties.iter().map(|party| Some(told(party)?.id)).collect();
    let mut known = known?;
    known.dedup();
    let names: Vec<&str> = parties.iter().map(String::as_str).collect();
    let were = if names.len() == 1 { "was" } else { "were" };
    Some(
        Mistake::new(
            format!("{} {were} told of it already ({})", listed(&names), listed(&known)),
            "leave it out; to put that entry right, `--corrects ID`",
        )
        .about("informed"),
    )
}
