//! Network: whether it is known who works together, who answers for each, and who else it touches.

mod contact_left_in_role;
mod contact_no_deputy;
mod contact_only_when_asking;
mod contact_silent;
mod engagement_follow_up_overdue;
mod network_not_growing;
mod organisation_profile_stale;
mod organisation_profile_thin;
mod party_representative_cannot_decide;
mod party_too_few;
mod required;
mod stakeholder_none;
mod stakeholder_unheard;

use super::{Case, Rule, Scene, Traces};
use crate::model::collaboration::Party;
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::network::{Contact, ContactStatus, Organisation};

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &required::COLLABORATION_DETAIL_MISSING,
    &required::CONTACT_DETAIL_MISSING,
    &contact_left_in_role::RULE,
    &contact_no_deputy::RULE,
    &contact_only_when_asking::RULE,
    &contact_silent::RULE,
    &engagement_follow_up_overdue::RULE,
    &network_not_growing::RULE,
    &required::ORGANISATION_OWNER_MISSING,
    &organisation_profile_stale::RULE,
    &organisation_profile_thin::RULE,
    &party_representative_cannot_decide::RULE,
    &required::PARTY_REPRESENTATIVE_MISSING,
    &required::PARTY_SPONSOR_MISSING,
    &party_too_few::RULE,
    &stakeholder_none::RULE,
    &stakeholder_unheard::RULE,
];

/// A year: what is older is no longer how things are.
const YEAR: i64 = 366;

/// The parties that work in a collaboration, each with the role that speaks for it; none once the
/// collaboration is closed, as nobody carries on then.
fn represented<'c, 'a>(
    case: &'c Case<'c, 'a>,
) -> impl Iterator<Item = (&'a str, &'c Party<'a>, &'a str)> {
    let is_closed = case.reckoning.stage.claimed == Stage::Closed;
    let parties = case.dossier.working_parties(case.scene.today).filter(move |_| !is_closed);
    parties.filter_map(|(id, party)| Some((id, party, party.representative?)))
}

/// The contact that a role names: one of the collaboration's own file, or of the network.
fn contact_of<'c, 'a>(case: &'c Case<'_, 'a>, role: &str) -> Option<&'c Contact<'a>> {
    let own = case.dossier.head.contact.iter().find(|contact| contact.id == Some(role));
    own.or_else(|| case.scene.frame.contact(role).map(|(_, contact)| contact))
}

/// How a role that nobody fills any more came to be so; nothing of one that is filled.
fn gone(contact: &Contact<'_>, today: Date) -> Option<&'static str> {
    match contact.status {
        Some(ContactStatus::Left) if contact.until.is_none_or(|day| day < today) => {
            Some("has left")
        }
        Some(ContactStatus::Vacant) => Some("is vacant"),
        _ => None,
    }
}

/// Organisations that are not ours, each with its place among all and its id.
fn others<'c, 'a>(
    scene: &'c Scene<'a>,
) -> impl Iterator<Item = (usize, &'a str, &'c Organisation<'a>)> {
    let pages = scene.frame.organisations.iter().enumerate();
    pages.filter(|(_, (id, _))| !scene.frame.is_ours(id)).map(|(at, (id, page))| (at, *id, page))
}

/// Whether an event of our log of contacts could not be read whole: then silence proves nothing.
fn is_log_unsure(scene: &Scene<'_>) -> bool {
    scene.traces.as_ref().is_none_or(Traces::is_log_unsure)
}
