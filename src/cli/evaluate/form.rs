//! The two ways in that talk with a person: questions, and the editor.

use crate::cli::desk::interview::interview;
use crate::cli::desk::refusal::mark;
use crate::cli::desk::{Writing, page};
use crate::cli::{Context, Failure};
use crate::draft::{self, Known, Mistake, Page, Record, Trial, evaluation};
use crate::model::declare::Stage;
use crate::render;
use crate::rules::{self, Finding};
use crate::store::Workspace;

/// What is filled in, and by whom.
pub(super) struct Desk<'d> {
    pub(super) workspace: &'d Workspace,
    pub(super) id: &'d str,
    pub(super) writing: &'d Writing,
    pub(super) context: &'d Context,
}

impl Desk<'_> {
    /// The record with the files as they are now.
    fn record(&self, pages: &[&Page]) -> (Record, Trial) {
        let mut record = Record::read(self.workspace, self.id, self.writing.today(self.context));
        let changed = pages.iter().filter(|page| page.change().is_some());
        let texts: Vec<(&str, &str)> = changed.map(|page| (&*page.path, &*page.text)).collect();
        let trial = Trial::of(&mut record, &texts);
        (record, trial)
    }

    /// Asks what it is called and how much it matters, then who takes part, then whether to.
    pub(super) fn ask(&self, pages: &mut [Page; 3]) -> Result<(), Failure> {
        let [head, own, _] = pages;
        let known = |significance, parties| Known {
            significance,
            stage: Stage::Agreed,
            parties,
            items: &evaluation::ITEMS,
            order: &evaluation::ORDER,
            alone: false,
        };
        let first = Known {
            order: &["title", "significance"],
            alone: true,
            ..known(evaluation::significance(head), &[])
        };
        let look = |page: &Page, other: &[&Page]| self.wrong(page, other);
        interview(head, first, "", self.context, |page| look(page, &[]))?;
        let significance = evaluation::significance(head);
        interview(head, known(significance, &[]), "", self.context, |page| look(page, &[]))?;
        let (record, _) = self.record(&[head]);
        let memories = super::show::memories(self.workspace, &record, record.today);
        let told: String = render::evaluation::memories(&memories)
            .into_iter()
            .map(|memory| format!("remember: {}\n", render::visible(&memory)))
            .collect();
        let parties = evaluation::parties(head);
        let known = known(significance, &parties);
        interview(own, known, &told, self.context, |page| look(page, &[head]))
    }

    /// What is wrong with the form of a file, whatever the reason.
    fn wrong(&self, page: &Page, others: &[&Page]) -> Vec<Mistake> {
        let pages: Vec<&Page> = others.iter().copied().chain([page]).collect();
        let (_, trial) = self.record(&pages);
        let firm = |it: &&Finding| rules::group_of(it.rule) == Some("structure");
        let found = trial.against(&page.path).filter(firm);
        found.map(|it| Mistake::new(it.message.clone(), it.help.clone())).collect()
    }

    /// Lets both files be edited, one after the other. What was typed into the first is kept should
    /// the second be given up.
    pub(super) fn edit(&self, pages: &mut [Page; 3]) -> Result<(), Failure> {
        let known = evaluation::significance(&pages[0]);
        for at in [0, 1] {
            let parties = evaluation::parties(&pages[0]);
            let [head, own, _] = &mut *pages;
            let (page, other) = if at == 0 { (head, &*own) } else { (own, &*head) };
            let form = draft::sheet(
                page,
                Known {
                    significance: known,
                    stage: Stage::Agreed,
                    parties: &parties,
                    items: &evaluation::ITEMS,
                    order: &evaluation::ORDER,
                    alone: false,
                },
            );
            let before = page.text.clone();
            page::edit(page, &form, self.context, |tried| self.marks(tried, other))?;
            if page.text == draft::cleaned(&form) {
                page.text = before;
            }
        }
        Ok(())
    }

    /// What speaks against a file while it is edited, each at its line.
    fn marks(&self, page: &Page, other: &Page) -> Vec<Finding> {
        let (record, trial) = self.record(&[other, page]);
        let forced = self.writing.force.is_some();
        let firm = |it: &&Finding| !forced || rules::group_of(it.rule) == Some("structure");
        let mut marks: Vec<Finding> = trial.against(&page.path).filter(firm).cloned().collect();
        if !forced && page.path.ends_with("evaluation.toml") {
            let against = record.look(evaluation::against);
            marks.extend(against.iter().map(|mistake| mark(mistake, &page.text)));
        }
        marks
    }
}
