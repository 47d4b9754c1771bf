//! To be written.

use crate::rules::Rule;

pub(super) static RULE: Rule = Rule { name: "file-unexpected", ..Rule::BASE };
