//! What a check came to.

use crate::model::date::Date;
use crate::rules::{Finding, Severity};
use crate::standard::{self, Criterion};

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The whole workspace.
    Whole,
    /// Some collaborations, with settings and network; rules about the workspace as a whole did
    /// not run.
    Collaborations(Vec<String>),
}

/// How much was looked at and found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Collaborations that were looked at.
    pub collaborations: usize,
    /// Rules that ran.
    pub rules: usize,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
    /// Pieces of advice.
    pub advice: usize,
    /// Findings that a waiver holds back.
    pub waived: usize,
}

/// What a check came to, in a fixed order whatever the order of directories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingsReport {
    /// The day that counted as today.
    pub today: Date,
    /// What was looked at.
    pub scope: Scope,
    /// The counts.
    pub summary: Summary,
    /// The findings.
    pub findings: Vec<Finding>,
    /// What the team's own standards ask, of those that it has chosen.
    pub own: Vec<Criterion>,
}

impl FindingsReport {
    /// Puts findings in order and counts them.
    #[must_use]
    pub fn new(
        today: Date,
        scope: Scope,
        mut findings: Vec<Finding>,
        mut summary: Summary,
    ) -> Self {
        findings.sort_by(|one, other| {
            let place = |it: &Finding| (it.line, it.column, it.rule);
            (&one.collaboration, &one.file, place(one), &one.subject, &one.message).cmp(&(
                &other.collaboration,
                &other.file,
                place(other),
                &other.subject,
                &other.message,
            ))
        });
        findings.dedup();
        for finding in &findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Advice => summary.advice += 1,
            }
        }
        Self { today, scope, summary, findings, own: Vec::new() }
    }

    /// The criteria that a finding stands in the way of: first those of the team's own standards, as it
    /// has chosen them for itself.
    #[must_use]
    pub fn criteria_of<'r>(&'r self, finding: &'r Finding) -> Vec<&'r str> {
        let own = self.own.iter().filter(|it| it.rests_on(finding.rule, finding.criteria));
        own.map(|it| &*it.reference).chain(finding.criteria.iter().copied()).collect()
    }

    /// What a criterion asks, in a line.
    #[must_use]
    pub fn title_of(&self, reference: &str) -> &str {
        let own = self.own.iter().find(|it| it.reference == reference);
        own.or_else(|| standard::criterion(reference)).map_or("", |it| &it.title)
    }

    /// The gravest severity found.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}
