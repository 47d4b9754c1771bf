//! Network: whether it is known who works together, who answers for each, and who else it touches.

mod party_too_few;
mod required;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &required::ORGANISATION_OWNER_MISSING,
    &required::PARTY_REPRESENTATIVE_MISSING,
    &required::PARTY_SPONSOR_MISSING,
    &party_too_few::RULE,
    &required::STAKEHOLDER_NONE,
];
