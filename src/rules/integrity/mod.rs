//! Integrity: whether the record is what it says it is: who wrote, and what was written when.

mod actor_foreign;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[&actor_foreign::RULE];
