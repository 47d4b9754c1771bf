//! Information: whether what flows between the parties has a purpose, a ground in law and
//! safeguards.

mod information_agreement_missing;
mod information_assessment_missing;
mod information_assessment_overdue;
mod information_basis_doubtful;
mod information_confidentiality_unknown;
mod information_incident_not_told;
mod information_instrument_missing;
mod information_law_unknown;
mod information_lawful_basis_missing;
mod information_review_overdue;
mod information_role_missing;
mod information_started_too_soon;
mod required;

use super::{Case, Rule, remedy};
use crate::model::agreement::{Information, LegalRole};
use crate::model::date::plus_days;
use crate::standard::law::{self, Law};

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &information_agreement_missing::RULE,
    &information_assessment_missing::RULE,
    &information_assessment_overdue::RULE,
    &information_basis_doubtful::RULE,
    &information_confidentiality_unknown::RULE,
    &information_incident_not_told::RULE,
    &information_instrument_missing::RULE,
    &information_law_unknown::RULE,
    &information_lawful_basis_missing::RULE,
    &required::INFORMATION_PEOPLE_UNINFORMED,
    &required::INFORMATION_PURPOSE_MISSING,
    &information_review_overdue::RULE,
    &information_role_missing::RULE,
    &required::INFORMATION_SAFEGUARDS_MISSING,
    &information_started_too_soon::RULE,
    &required::INFORMATION_UNDECLARED,
];

/// Every flow of the agreement.
fn entries<'d, 'a>(case: &Case<'d, 'a>) -> impl Iterator<Item = &'d Information<'a>> {
    case.dossier.agreement.iter().flat_map(|agreement| &agreement.information)
}

/// Every flow of the agreement in force: what is to be done for one by a day goes by that.
fn flowing<'d, 'a>(case: &Case<'d, 'a>) -> impl Iterator<Item = &'d Information<'a>> {
    case.dossier.in_force().into_iter().flat_map(|agreement| &agreement.information)
}

/// The flows of data about people.
fn personal<'d, 'a>(case: &Case<'d, 'a>) -> impl Iterator<Item = &'d Information<'a>> {
    entries(case).filter(|entry| entry.personal == Some(true))
}

/// The role to whom a finding about a flow goes.
fn owner<'a>(case: &Case<'_, 'a>, entry: &Information<'a>) -> Option<&'a str> {
    let called = entry.breach.as_ref().and_then(|breach| breach.contact);
    called.or(case.dossier.head.our_lead)
}

/// The law of the workspace's jurisdiction, where there is a file for it.
fn law(case: &Case<'_, '_>) -> Option<&'static Law> {
    case.scene.frame.settings.jurisdiction.and_then(law::of)
}

/// The body that stands for a party in law: two departments of one council are one.
fn body<'d>(case: &'d Case<'_, '_>, party: &'d str) -> &'d str {
    let organisation = case.dossier.party(party).and_then(|party| party.organisation);
    organisation.map_or(party, |organisation| case.scene.frame.legal_body(organisation))
}

/// How many bodies have one of some roles on a flow; 2 stands for more too.
fn bodies(
    case: &Case<'_, '_>,
    entry: &Information<'_>,
    wanted: impl Fn(LegalRole) -> bool,
) -> usize {
    let with_role = entry.roles.iter().filter(|role| role.role.is_some_and(&wanted));
    let mut of_them = with_role.filter_map(|role| role.party).map(|party| body(case, party));
    let Some(first) = of_them.next() else { return 0 };
    1 + usize::from(of_them.any(|other| other != first))
}

/// Whether a paper on a flow is named.
fn has_instrument(entry: &Information<'_>) -> bool {
    let named = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    entry.instrument.as_ref().is_some_and(|paper| named(paper.ref_) || named(paper.kind))
}

/// The paper on a flow, as it could be named.
fn new_instrument(case: &Case<'_, '_>) -> String {
    let today = case.scene.today;
    format!(
        "instrument = {{ kind = \"data-sharing-agreement\", ref = {}, signed_on = {today}, \
         review_by = {} }}",
        remedy::OPEN,
        plus_days(today, 365)
    )
}
