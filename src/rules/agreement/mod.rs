//! Agreement: whether the text says what was promised, by whom, at what cost and risk.

mod action_cycle;
mod action_out_of_scope;
mod action_owner_foreign;
mod action_sequence_impossible;
mod benefit_party_missing;
mod objective_unserved;
mod outcome_missing;
mod required;
mod resource_gap;
mod resource_match_broken;
mod risk_above_appetite;
mod risk_review_overdue;
mod risk_scores_inconsistent;
mod service_level_incomplete;
mod service_level_unreported;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &action_cycle::RULE,
    &required::ACTION_INCOMPLETE,
    &action_out_of_scope::RULE,
    &action_owner_foreign::RULE,
    &required::ACTION_PARTY_MISSING,
    &required::ACTION_QUALITY_MISSING,
    &action_sequence_impossible::RULE,
    &required::AGREEMENT_AIM_MISSING,
    &required::AGREEMENT_INCOMPLETE,
    &benefit_party_missing::RULE,
    &required::BENEFIT_UNMEASURED,
    &required::COST_PARTY_MISSING,
    &required::EXPECTATION_MISSING,
    &required::OBJECTIVE_UNMEASURABLE,
    &objective_unserved::RULE,
    &outcome_missing::RULE,
    &resource_gap::RULE,
    &resource_match_broken::RULE,
    &required::RESOURCE_PARTY_MISSING,
    &required::RESOURCE_UNVALUED,
    &risk_above_appetite::RULE,
    &required::RISK_INCOMPLETE,
    &risk_review_overdue::RULE,
    &risk_scores_inconsistent::RULE,
    &service_level_incomplete::RULE,
    &service_level_unreported::RULE,
];
