//! The editor: both files, one after the other.

use super::form::{Desk, known};
use crate::cli::Failure;
use crate::cli::desk::mark;
use crate::cli::desk::page;
use crate::cli::desk::rounds::EMPTY;
use crate::draft::{self, Page, evaluation};
use crate::rules::{self, Finding};

impl Desk<'_> {
    /// Lets both files be edited, one after the other. What was typed into the first is kept should
    /// the second be given up. Says what to tell, and with what to exit.
    pub(super) fn edit(&self, pages: &mut [Page; 3]) -> Result<(Vec<String>, u8), Failure> {
        let mut code = 0;
        let mut filled = evaluation::fill(pages, self.writing.today(self.context))?;
        let mut typed = false;
        for at in [0, 1] {
            let parties = evaluation::parties(&pages[0]);
            let significance = evaluation::significance(&pages[0]);
            let [head, own, _] = &mut *pages;
            let (page, other) = if at == 0 { (head, &*own) } else { (own, &*head) };
            let form = draft::sheet(&page.path, page, known(significance, &parties));
            let before = page.text.clone();
            let edited = page::edit(page, &form, self.context, |tried| self.marks(tried, other));
            match edited {
                Ok(()) => typed |= page.text != before,
                // Nothing to say in the second is an answer: what was typed in the first stands.
                Err(failure) if typed && failure.message == EMPTY => {
                    filled.push(format!("{} was left as it was: its form is empty", page.path));
                }
                Err(failure) if typed => {
                    code = 2;
                    let Failure { message, help, .. } = failure;
                    filled.push(format!("{}: {message}", page.path));
                    filled.extend((!help.is_empty()).then_some(help));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok((filled, code))
    }

    /// What speaks against a file while it is edited, each at its line.
    fn marks(&self, page: &Page, other: &Page) -> Vec<Finding> {
        let (record, trial) = self.record(&[other, page]);
        let forced = self.writing.force.is_some();
        let firm = |it: &&Finding| match evaluation::is_gap(it) {
            // Gaps of a draft are no faults; those of a decision are, unless there is a reason.
            true => it.key.contains('[') || evaluation::is_decided(other, page) && !forced,
            false => !forced || rules::group_of(it.rule) == Some("structure"),
        };
        let mut marks: Vec<Finding> = trial.against(&page.path).filter(firm).cloned().collect();
        if !forced && page.path.ends_with("evaluation.toml") {
            let against = record.look(evaluation::against);
            marks.extend(against.iter().map(|mistake| mark(mistake, &page.text)));
        }
        marks
    }
}
