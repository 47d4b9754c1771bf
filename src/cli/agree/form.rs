//! The text in an editor, and changes given at a terminal.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::page;
use crate::draft::agree::Gap;
use crate::draft::{self, Page, Trial};
use crate::render::visible;
use crate::rules::{self, Finding};

/// How changes are asked for.
const ASK: &str = "What is to change? PATH=VALUE, such as sl-visit.target=90; `-PATH` takes out; \
    Enter ends.\nchange: ";

impl Desk<'_> {
    /// Lets the text be edited as a whole, with what it lacks beside the place. It comes back while
    /// its form is not right.
    pub(super) fn edit(&self, page: &mut Page, gaps: &[Gap]) -> Result<(), Failure> {
        let findings: Vec<&Finding> = gaps.iter().map(|gap| &gap.finding).collect();
        let heading = format!("The agreement of {}", self.id);
        let form = draft::whole(&heading, &page.text, &page.path, &findings);
        page::edit(page, &form, self.context, |tried| {
            let trial = Trial::of(&mut self.record(), &[(&*tried.path, &*tried.text)]);
            let firm = |it: &&Finding| rules::group_of(it.rule) == Some("structure");
            trial.against(&tried.path).filter(firm).cloned().collect()
        })
    }

    /// Asks for changes one at a time, until there are no more.
    pub(super) fn ask_for_changes(
        &self,
        page: &mut Page,
        mut after: impl FnMut(&Page),
    ) -> Result<(), Failure> {
        if !self.args.writing.may_ask(self.context) {
            return Ok(());
        }
        let mut told = ASK.to_owned();
        loop {
            let line = self.context.person.ask(&told);
            let line =
                line.ok_or_else(|| Failure::new("nothing was written", "the questions were left"))?;
            let made = match line.trim() {
                "" => return Ok(()),
                change => match change.strip_prefix('-') {
                    Some(path) => page.unset(path),
                    None => page.set(change),
                },
            };
            told = match made {
                Ok(()) => {
                    after(page);
                    "another change (Enter ends): ".to_owned()
                }
                Err(it) => {
                    format!("{}\nchange: ", visible(&format!("{}; {}", it.message, it.help)))
                }
            };
        }
    }
}
