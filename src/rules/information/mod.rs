//! Information: whether what flows between the parties has a purpose, a ground in law and
//! safeguards.

mod required;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &required::INFORMATION_ASSESSMENT_MISSING,
    &required::INFORMATION_LAWFUL_BASIS_MISSING,
    &required::INFORMATION_PEOPLE_UNINFORMED,
    &required::INFORMATION_PURPOSE_MISSING,
    &required::INFORMATION_ROLE_MISSING,
    &required::INFORMATION_SAFEGUARDS_MISSING,
    &required::INFORMATION_UNDECLARED,
];
