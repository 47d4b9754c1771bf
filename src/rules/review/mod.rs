//! Review: whether it is looked at in time how well the work goes, and what became of that.

mod items;
mod required;
mod review_due_soon;
mod review_next_missing;
mod review_not_agreed;
mod review_overdue;
mod review_perception_gap;
mod review_plan_missing;
mod review_recommendation_lost;
mod unassessed;

use super::Rule;

pub use items::{Item, Time, each_item, is_short, settled};

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &required::CLOSURE_INCOMPLETE,
    &required::REVIEW_ACTION_UNASSESSED,
    &required::REVIEW_BENEFIT_UNASSESSED,
    &required::REVIEW_COST_UNASSESSED,
    &required::REVIEW_DETAIL_MISSING,
    &review_due_soon::RULE,
    &required::REVIEW_EXPECTATION_UNASSESSED,
    &required::REVIEW_FAILURE_UNLEARNED,
    &review_next_missing::RULE,
    &review_not_agreed::RULE,
    &required::REVIEW_OBJECTIVE_UNASSESSED,
    &review_overdue::RULE,
    &review_perception_gap::RULE,
    &review_plan_missing::RULE,
    &required::REVIEW_RECOMMENDATION_DEFECTIVE,
    &review_recommendation_lost::RULE,
];
