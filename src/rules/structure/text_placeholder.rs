//! To be written.

use crate::rules::Rule;

pub(super) static RULE: Rule = Rule { name: "text-placeholder", ..Rule::BASE };
