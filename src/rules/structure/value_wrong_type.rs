//! To be written.

use crate::rules::Rule;

pub(super) static RULE: Rule = Rule { name: "value-wrong-type", ..Rule::BASE };
