//! Evaluation: whether it is worth working together, and on what evidence that was decided.

mod evaluation_compatibility_missing;
mod evaluation_need_missing;
mod required;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &required::EVALUATION_BENEFIT_MISSING,
    &evaluation_compatibility_missing::RULE,
    &required::EVALUATION_COST_MISSING,
    &required::EVALUATION_DECISION_MISSING,
    &required::EVALUATION_FIELD_UNSURVEYED,
    &evaluation_need_missing::RULE,
    &required::EVALUATION_PARTY_UNASSESSED,
    &required::EVALUATION_RISK_MISSING,
    &required::EVALUATION_STRATEGY_LINK_MISSING,
    &required::EVALUATION_UNDATED,
];
