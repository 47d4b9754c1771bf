//! To be written.

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[];
