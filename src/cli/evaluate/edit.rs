//! The editor: both files, one after the other.

use super::form::{Desk, GIVEN, known};
use crate::cli::Failure;
use crate::cli::desk::mark;
use crate::cli::desk::page;
use crate::cli::desk::rounds::EMPTY;
use crate::draft::{self, Mistake, Page, evaluation};
use crate::rules::{self, Finding};
use crate::store::{Edit, Step};

/// What stands in the text that is to be agreed, and is filled in with the evaluation.
const GIVEN_KEY: &str = "assumption";

/// The part of a form for what is taken as given.
fn given(agreement: &Page) -> String {
    let empty = Page::new(&agreement.path, agreement.declared(), None).only(&[GIVEN_KEY]);
    let sheet = draft::sheet("", &empty, GIVEN);
    // Its head stands above the form already.
    let part: String = sheet.split_inclusive('\n').filter(|line| !is_head(line)).collect();
    format!("\n#: What is taken as given goes to {}:\n{}", agreement.path, part.trim_start())
}

/// Whether a line is one of the head of a form.
fn is_head(line: &str) -> bool {
    ["#: Lines that begin", "#: Nothing is written"].iter().any(|it| line.starts_with(it))
}

/// Moves what a form of an evaluation takes as given into the text that is to be agreed.
fn taken_as_given([own, agreement]: &mut [Page; 2]) -> Result<(), Mistake> {
    let items = own.items(GIVEN_KEY);
    if items.is_empty() {
        return Ok(());
    }
    own.edit(&[Edit::Remove { way: vec![Step::Key(GIVEN_KEY.to_owned())] }])?;
    items
        .iter()
        .try_for_each(|item| agreement.take(GIVEN_KEY, &format!("[{}]", draft::inline(item))))
}

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
            let [head, own, agreement] = &mut *pages;
            let (page, other) = if at == 0 { (head, &*own) } else { (own, &*head) };
            let mut form = draft::sheet(&page.path, page, known(significance, &parties));
            if at == 1 {
                form.push_str(&given(agreement));
            }
            let before = page.text.clone();
            let edited = page::edit(page, &form, self.context, |tried| {
                let mut apart = [tried.clone(), agreement.clone()];
                match taken_as_given(&mut apart) {
                    Ok(()) => {
                        let [own, text] = apart;
                        let mut marks = self.marks(&own, other);
                        marks.extend(self.marks_of_given(&text, &[other, &own], tried));
                        marks
                    }
                    Err(mistake) => vec![mark(&mistake, &tried.text)],
                }
            });
            let mut apart = [page.clone(), agreement.clone()];
            if edited.is_ok() {
                taken_as_given(&mut apart)?;
                [*page, *agreement] = apart;
            }
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

    /// What speaks against what is taken as given, at the first line of it in the form.
    fn marks_of_given(&self, text: &Page, others: &[&Page], form: &Page) -> Vec<Finding> {
        if text.change().is_none() {
            return Vec::new();
        }
        let pages: Vec<&Page> = others.iter().copied().chain([text]).collect();
        let (_, trial) = self.record(&pages);
        let header = format!("[[{GIVEN_KEY}]]");
        let line = form.text.lines().position(|line| line.trim() == header);
        let form = |it: &&Finding| rules::group_of(it.rule) == Some("structure");
        let found = trial.against(&text.path).filter(form);
        found.map(|it| Finding { line: line.map_or(1, |at| at + 1), ..it.clone() }).collect()
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
