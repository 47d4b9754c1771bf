//! Questions at a terminal, file by file, and what is asked for in each.

use crate::cli::desk::Writing;
use crate::cli::desk::interview::{Came, LEGEND, interview};
use crate::cli::{Context, Failure};
use crate::draft::{Known, Page, Record, Trial, evaluation};
use crate::model::declare::{Significance, Stage};
use crate::render;
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

    /// Asks what it is called and how much it matters, then who takes part, then whether to. Says
    /// what was filled in besides.
    pub(super) fn ask(&self, pages: &mut [Page; 3]) -> Result<Vec<String>, Failure> {
        let first = Known {
            order: &["title", "significance"],
            alone: true,
            ..known(evaluation::significance(&pages[0]), &[])
        };
        let is_new = pages[0].is_new();
        let mut came = Came::Through;
        if is_new {
            let look = |page: &Page| self.wrong(page, &[]);
            came = interview(&mut pages[0], first, LEGEND, self.context, look)?;
        }
        if pages[0].entries().iter().all(|(key, _)| key != "title") {
            return Err(Failure::new("nothing was written", "a collaboration needs a title"));
        }
        let filled = evaluation::fill(pages, self.writing.today(self.context))?;
        let [head, own, agreement] = pages;
        let significance = evaluation::significance(head);
        let look = |page: &Page| self.wrong(page, &[]);
        let legend = if is_new { "" } else { LEGEND };
        if came != Came::Enough {
            came = interview(head, known(significance, &[]), legend, self.context, look)?;
        }
        self.ask_who_is_ours(head)?;
        if came == Came::Enough {
            return Ok(filled);
        }
        let (record, _) = self.record(&[head]);
        let memories = super::show::memories(self.workspace, &record, record.today);
        let told: String = render::evaluation::memories(&memories)
            .into_iter()
            .map(|memory| format!("\nremember: {}\n", render::visible(&memory)))
            .collect();
        let parties = evaluation::parties(head);
        let look = |page: &Page| self.wrong(page, &[head]);
        let came = interview(own, known(significance, &parties), &told, self.context, look)?;
        // What is taken as given stands in the text that is to be agreed.
        if came == Came::Through {
            let look = |page: &Page| self.wrong(page, &[head, own]);
            interview(agreement, GIVEN, "", self.context, look)?;
        }
        Ok(filled)
    }

    /// What is wrong with the form of a file, whatever the reason; not what is still missing.
    fn wrong(&self, page: &Page, others: &[&Page]) -> Vec<Finding> {
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
    }
}
