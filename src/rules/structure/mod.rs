//! Structure: whether the files can be read, and say what such files may say.

mod calendar_exhausted;
mod collaboration_empty;
mod date_in_future;
mod date_order;
mod enum_unknown;
mod file_unexpected;
mod file_unreadable;
mod id_duplicate;
mod id_malformed;
mod key_unknown;
mod named;
mod order_named;
mod reference_unresolved;
mod required;
mod schema_unsupported;
mod spots;
mod stage_skipped;
mod standard_defective;
mod targets;
mod text_placeholder;
mod toml_invalid;
mod toml_too_new;
mod value_wrong_type;
mod workspace_empty;

pub(crate) use standard_defective::flaws;

use super::Rule;

/// The rules of this group, in the order of their names.
pub(super) const RULES: &[&Rule] = &[
    &calendar_exhausted::RULE,
    &collaboration_empty::RULE,
    &required::COLLABORATION_INCOMPLETE,
    &date_in_future::RULE,
    &date_order::RULE,
    &enum_unknown::RULE,
    &file_unexpected::RULE,
    &file_unreadable::RULE,
    &id_duplicate::RULE,
    &id_malformed::RULE,
    &key_unknown::RULE,
    &reference_unresolved::RULE,
    &required::REQUIRED_MISSING,
    &schema_unsupported::RULE,
    &stage_skipped::RULE,
    &standard_defective::RULE,
    &text_placeholder::RULE,
    &toml_invalid::RULE,
    &toml_too_new::RULE,
    &value_wrong_type::RULE,
    &workspace_empty::RULE,
];
