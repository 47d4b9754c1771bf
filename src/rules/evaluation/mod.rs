//! Evaluation: whether it is worth working together, and on what evidence that was decided.

mod candidate_stalled;
mod evaluation_assumption_untested;
mod evaluation_compatibility_missing;
mod evaluation_condition_unmet;
mod evaluation_decision_premature;
mod evaluation_field_unsurveyed;
mod evaluation_gap_unplanned;
mod evaluation_need_missing;
mod evaluation_net_loss;
mod evaluation_risk_beyond_ability;
mod evaluation_unvalued;
mod required;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &candidate_stalled::RULE,
    &evaluation_assumption_untested::RULE,
    &required::EVALUATION_BENEFIT_MISSING,
    &evaluation_compatibility_missing::RULE,
    &evaluation_condition_unmet::RULE,
    &required::EVALUATION_COST_MISSING,
    &required::EVALUATION_DECISION_MISSING,
    &evaluation_decision_premature::RULE,
    &evaluation_field_unsurveyed::RULE,
    &evaluation_gap_unplanned::RULE,
    &evaluation_need_missing::RULE,
    &evaluation_net_loss::RULE,
    &required::EVALUATION_PARTY_UNASSESSED,
    &evaluation_risk_beyond_ability::RULE,
    &required::EVALUATION_RISK_MISSING,
    &required::EVALUATION_STRATEGY_LINK_MISSING,
    &required::EVALUATION_UNDATED,
    &evaluation_unvalued::RULE,
];
