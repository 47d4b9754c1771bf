//! Integrity: whether the record can be relied on, and holds nothing that it should not.

mod actor_foreign;
mod detail;
mod event_backdated;
mod event_order_impossible;
mod event_rewritten;
mod evidence_missing;
mod personal_detail;
mod waiver_invalid;
mod waiver_unused;

use super::Rule;
pub(super) use waiver_invalid::is_sound as is_sound_waiver;
pub(crate) use waiver_invalid::last_day as last_day_of_waiver;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &actor_foreign::RULE,
    &event_backdated::RULE,
    &event_order_impossible::RULE,
    &event_rewritten::RULE,
    &evidence_missing::RULE,
    &personal_detail::IN_ISSUE,
    &personal_detail::IN_RECORD,
    &waiver_invalid::RULE,
    &waiver_unused::RULE,
];
