//! What speaks against a draft, as the person sees it.

use crate::cli::Failure;
use crate::draft::{Mistake, Trial};
use crate::rules::{self, Finding};
use crate::store::Change;

/// What speaks against a draft, held apart by whether a reason can override it.
#[derive(Debug, Default)]
pub(in crate::cli) struct Refusal {
    /// What is wrong with the form or with names, and stays wrong whatever the reason.
    pub(in crate::cli) firm: Vec<Mistake>,
    /// What is against what was agreed, or against good practice.
    pub(in crate::cli) soft: Vec<Mistake>,
}

impl Refusal {
    /// Adds what a trial says against the files of a draft, but for the rules that the command
    /// itself has looked at.
    pub(in crate::cli) fn add(&mut self, trial: &Trial, changes: &[Change], covered: &[&str]) {
        for change in changes {
            for finding in trial.against(&change.path) {
                if covered.contains(&finding.rule) {
                    continue;
                }
                // The form of a record is not a matter of reasons.
                let firm = rules::group_of(finding.rule) == Some("structure");
                let mistake = Mistake::new(finding.message.clone(), help(finding, change));
                if firm { &mut self.firm } else { &mut self.soft }.push(mistake);
            }
        }
    }

    /// Whether nothing speaks against it, or all that does is overridden.
    pub(in crate::cli) fn allows(&self, forced: bool) -> bool {
        self.firm.is_empty() && (self.soft.is_empty() || forced)
    }

    /// The refusal as the person sees it. `forceable` says whether the record has a place for a
    /// reason.
    pub(in crate::cli) fn failure(&self, forceable: bool) -> Failure {
        let force = if self.firm.is_empty() && forceable {
            "say why it has to stand as it is: `--force \"why\"`"
        } else {
            ""
        };
        let points = self.firm.iter().chain(&self.soft);
        let mut points: Vec<(String, String)> =
            points.map(|it| (it.message.clone(), it.help.clone())).collect();
        points.dedup();
        if let [(message, help)] = &points[..] {
            let or = if force.is_empty() { String::new() } else { format!("; or {force}") };
            return Failure::new(format!("not written: {message}"), format!("{help}{or}"));
        }
        let help = if force.is_empty() { String::new() } else { format!("or {force}") };
        let mut failure =
            Failure::new(format!("not written: {} things speak against it", points.len()), help);
        failure.points = points;
        failure
    }
}

/// The way out of a finding for somebody who has not written the file yet.
fn help(finding: &Finding, change: &Change) -> String {
    let of_new = change.before.is_none() && change.path.contains("/log/");
    if of_new && !finding.key.is_empty() && !finding.key.contains(['.', '[']) {
        let means = finding.help.split_once(": ").map_or(&*finding.help, |(_, means)| means);
        if finding.message.contains("is missing") || finding.rule == "action-completion-unproven" {
            return format!("give `--{}`: {means}", finding.key.replace('_', "-"));
        }
    }
    // An event that is not written yet need not be corrected by another.
    finding.help.split(" If so, ").next().unwrap_or_default().to_owned()
}
