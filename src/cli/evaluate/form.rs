//! What is asked for in each file of an evaluation, and what is wrong with it.

use crate::cli::Context;
use crate::cli::desk::Writing;
use crate::draft::{Known, Page, Record, Trial, evaluation};
use crate::model::declare::{Significance, Stage};
use crate::rules::{self, Finding};
use crate::store::Workspace;

/// The list of the parties as a whole: a fault there is mended by one more party, or once all are
/// there.
pub(super) const PARTIES: &str = "party";

/// What is filled in, and by whom.
pub(super) struct Desk<'d> {
    pub(super) workspace: &'d Workspace,
    pub(super) id: &'d str,
    pub(super) writing: &'d Writing,
    pub(super) context: &'d Context,
}

impl Desk<'_> {
    /// The record with the files as they are now.
    pub(super) fn record(&self, pages: &[&Page]) -> (Record, Trial) {
        let mut record = Record::read(self.workspace, self.id, self.writing.today(self.context));
        let changed = pages.iter().filter(|page| page.change().is_some());
        let texts: Vec<(&str, &str)> = changed.map(|page| (&*page.path, &*page.text)).collect();
        let trial = Trial::of(&mut record, &texts);
        (record, trial)
    }

    /// What is wrong with the form of a file, whatever the reason; not what is still missing.
    pub(super) fn wrong(&self, page: &Page, others: &[&Page]) -> Vec<Finding> {
        let pages: Vec<&Page> = others.iter().copied().chain([page]).collect();
        let (_, trial) = self.record(&pages);
        let firm = |it: &&Finding| {
            let is_form = rules::group_of(it.rule) == Some("structure");
            // What a whole file lacks may come with a later turn.
            is_form && it.key != PARTIES && (it.key.contains('[') || !evaluation::is_gap(it))
        };
        trial.against(&page.path).filter(firm).cloned().collect()
    }
}

/// What is taken as given.
pub(super) const GIVEN: Known<'_> = Known {
    significance: Significance::Moderate,
    stage: Stage::Candidate,
    parties: &[],
    items: &[],
    order: &["assumption"],
    alone: true,
    wanted: &[],
};

/// What both ways ask for.
pub(super) fn known(significance: Significance, parties: &[String]) -> Known<'_> {
    Known {
        significance,
        stage: Stage::Agreed,
        parties,
        items: &evaluation::ITEMS,
        order: &evaluation::ORDER,
        alone: false,
        wanted: &[],
    }
}
