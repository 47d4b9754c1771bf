//! To be written.

use crate::rules::Rule;

pub(super) static RULE: Rule = Rule { name: "date-in-future", ..Rule::BASE };
