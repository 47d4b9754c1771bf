//! Reporting: whether reports come as arranged and say what they must, and whether feedback goes
//! both ways.

mod feedback_missing;
mod feedback_unbalanced;
mod owed;
mod report_content_missing;
mod report_due_soon;
mod report_mismatch;
mod report_overdue_ours;
mod report_overdue_theirs;
mod report_period_gap;
mod report_unacknowledged;
mod service_level_missed_unanswered;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &feedback_missing::RULE,
    &feedback_unbalanced::RULE,
    &report_content_missing::RULE,
    &report_due_soon::RULE,
    &report_mismatch::RULE,
    &report_overdue_ours::RULE,
    &report_overdue_theirs::RULE,
    &report_period_gap::RULE,
    &report_unacknowledged::RULE,
    &service_level_missed_unanswered::RULE,
];
