//! What stands between an agreement and signatures, and who has signed.

use crate::draft::agree::{Obstacle, SignedBy};
use crate::rules::Severity;

/// What stands between the text on file and signatures.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The collaboration.
    pub collaboration: String,
    /// The version of the text on file.
    pub version: i64,
    /// What is missing or wrong: what is in the way first, then cheapest first.
    pub gaps: Vec<Obstacle>,
    /// The newest sign-off of each party.
    pub signed: Vec<SignedBy>,
    /// The parties that still have to sign the text on file.
    pub to_sign: Vec<String>,
    /// What was changed by hand since it was signed, in words; empty where the signed text is not
    /// to be found any more. Nothing where nothing was changed.
    pub by_hand: Option<Vec<String>>,
    /// Whether that was a text which an amendment leads to, and which nobody had signed.
    pub is_altered: bool,
}

impl Readiness {
    /// What is in the way, and what is not but asked for all the same.
    #[must_use]
    pub fn parted(&self) -> (Vec<&Obstacle>, Vec<&Obstacle>) {
        self.gaps.iter().partition(|gap| gap.finding.severity == Severity::Error)
    }
}
