//! Agreement: whether the text says what the parties need to know, and is the one they signed.

mod action_cycle;
mod action_out_of_scope;
mod action_owner_foreign;
mod action_sequence_impossible;
mod agreement_detail_missing;
mod amendment_chain_broken;
mod benefit_party_missing;
mod binding_within_one_body;
mod communication_missing;
mod escalation_missing;
mod facilitation_missing;
mod inclusion_missing;
mod norms_incomplete;
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
mod signoff_authority_doubtful;
mod signoff_missing;
mod signoff_pending;
mod signoff_stale;
mod term_ending;
mod term_expired;

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
    &agreement_detail_missing::RULE,
    &required::AGREEMENT_INCOMPLETE,
    &amendment_chain_broken::RULE,
    &benefit_party_missing::RULE,
    &required::BENEFIT_UNMEASURED,
    &binding_within_one_body::RULE,
    &required::CHANGE_PROCEDURE_MISSING,
    &communication_missing::RULE,
    &required::COST_PARTY_MISSING,
    &escalation_missing::RULE,
    &required::EXIT_MISSING,
    &required::EXPECTATION_MISSING,
    &facilitation_missing::RULE,
    &required::GOVERNANCE_INCOMPLETE,
    &inclusion_missing::RULE,
    &norms_incomplete::RULE,
    &required::OBJECTIVE_UNMEASURABLE,
    &objective_unserved::RULE,
    &required::OBLIGATION_MISSING,
    &outcome_missing::RULE,
    &required::REPORTING_MISSING,
    &resource_gap::RULE,
    &resource_match_broken::RULE,
    &required::RESOURCE_PARTY_MISSING,
    &required::RESOURCE_UNVALUED,
    &risk_above_appetite::RULE,
    &required::RISK_INCOMPLETE,
    &risk_review_overdue::RULE,
    &risk_scores_inconsistent::RULE,
    &required::SAFEGUARDING_UNDECIDED,
    &service_level_incomplete::RULE,
    &service_level_unreported::RULE,
    &signoff_authority_doubtful::RULE,
    &signoff_missing::RULE,
    &signoff_pending::RULE,
    &signoff_stale::RULE,
    &term_ending::RULE,
    &term_expired::RULE,
    &required::TERM_INCOMPLETE,
];
