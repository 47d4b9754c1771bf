//! The rules of this group that only ask for presence; what they ask for is in the declarations.

use crate::rules::{Rule, Severity, from_moderate, graver_when_major};

/// What a reader asks first: what it is about, who leads, where the team stands, and how each of
/// those whom it touches is taken in.
pub(super) static COLLABORATION_DETAIL_MISSING: Rule = Rule {
    name: "collaboration-detail-missing",
    severity: from_moderate(Severity::Advice),
    criteria: &["S1.B1", "S2.K9", "S3.4c", "S4.7", "S4.8", "S4.9", "S4.10", "S4.30", "S4.32"],
    ..Rule::BASE
};

/// What one wants to know of a role before one turns to it.
pub(super) static CONTACT_DETAIL_MISSING: Rule = Rule {
    name: "contact-detail-missing",
    severity: from_moderate(Severity::Advice),
    criteria: &["S0.K22", "S2.K6", "S3.0", "S3.1a", "S3.2a", "S3.3a", "S3.S"],
    ..Rule::BASE
};

/// Who of us keeps up the relationship with an organisation.
pub(super) static ORGANISATION_OWNER_MISSING: Rule = Rule {
    name: "organisation-owner-missing",
    severity: from_moderate(Severity::Warning),
    criteria: &["S3.0", "S3.1a", "S3.3b"],
    ..Rule::BASE
};

/// Who carries the work forward for a party.
pub(super) static PARTY_REPRESENTATIVE_MISSING: Rule = Rule {
    name: "party-representative-missing",
    criteria: &["S0.K22", "S2.3", "S2.K6"],
    ..Rule::BASE
};

/// Who answers for a party at the top.
pub(super) static PARTY_SPONSOR_MISSING: Rule = Rule {
    name: "party-sponsor-missing",
    severity: graver_when_major(Severity::Warning, Severity::Error),
    criteria: &["S2.3"],
    ..Rule::BASE
};
