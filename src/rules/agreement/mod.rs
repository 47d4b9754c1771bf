//! Agreement: whether the text says what the parties need to know, and is the one they signed.

mod agreement_detail_missing;
mod amendment_chain_broken;
mod binding_within_one_body;
mod communication_missing;
mod escalation_missing;
mod inclusion_missing;
mod norms_incomplete;
mod required;
mod signoff_authority_doubtful;
mod signoff_missing;
mod signoff_pending;
mod signoff_stale;
mod term_ending;
mod term_expired;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &agreement_detail_missing::RULE,
    &amendment_chain_broken::RULE,
    &binding_within_one_body::RULE,
    &required::CHANGE_PROCEDURE_MISSING,
    &communication_missing::RULE,
    &escalation_missing::RULE,
    &required::EXIT_MISSING,
    &required::FACILITATION_MISSING,
    &required::GOVERNANCE_INCOMPLETE,
    &inclusion_missing::RULE,
    &norms_incomplete::RULE,
    &required::OBLIGATION_MISSING,
    &required::REPORTING_MISSING,
    &required::SAFEGUARDING_UNDECIDED,
    &signoff_authority_doubtful::RULE,
    &signoff_missing::RULE,
    &signoff_pending::RULE,
    &signoff_stale::RULE,
    &term_ending::RULE,
    &term_expired::RULE,
    &required::TERM_INCOMPLETE,
];
