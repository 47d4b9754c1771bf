//! What a check came to.

use crate::model::date::Date;
use crate::rules::{Finding, Severity};

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
        Self { today, scope, summary, findings }
    }

    /// The gravest severity found.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}
