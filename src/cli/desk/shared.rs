//! A file that all collaborations share, settings or a page of the network, by the same three ways
//! as any other: keys on the line, questions, the editor.

use super::interview::{LEGEND, interview};
use super::page::{self, Changes};
use super::{Draft, Refusal, Writing, attempt, finish};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, Known, Page, Record, Trial};
use crate::model::declare::{Significance, Stage};
use crate::rules::{self, Finding};
use crate::store::Workspace;

/// What is filled in, and by whom.
pub(in crate::cli) struct Shared<'s> {
    pub(in crate::cli) workspace: &'s Workspace,
    pub(in crate::cli) changes: &'s Changes,
    pub(in crate::cli) writing: &'s Writing,
    pub(in crate::cli) context: &'s Context,
    /// Whether somebody is asked for what is missing, where nothing else is given.
    pub(in crate::cli) asks: bool,
}

impl Shared<'_> {
    /// Fills in a file and writes it. Nothing where nothing was changed.
    ///
    /// # Errors
    ///
    /// When what was given does not fit, or the form of the file would be wrong.
    pub(in crate::cli) fn fill(&self, mut page: Page) -> Result<Option<Outcome>, Failure> {
        if let Some(why) = &self.writing.force {
            return Err(Failure::new(
                format!("`--force \"{why}\"` overrides nothing here"),
                "this file has no place for a reason; nothing but its form is held against it",
            ));
        }
        self.changes.apply(&mut page)?;
        if self.writing.edit {
            let form = draft::sheet(&page.path, &page, KNOWN);
            let before = page.text.clone();
            page::edit(&mut page, &form, self.context, |tried| self.wrong(tried, true))?;
            if page.text == draft::cleaned(&form) {
                page.text = before;
            }
        } else if self.asks && self.changes.is_empty() && self.writing.may_ask(self.context) {
            let look = |tried: &Page| self.wrong(tried, false);
            interview(&mut page, KNOWN, LEGEND, self.context, look)?;
        }
        let Some(change) = page.change() else { return Ok(None) };
        let mut draft = Draft { changes: vec![change], ..Draft::default() };
        let today = self.writing.today(self.context);
        let trial = attempt(&mut Record::of_network(self.workspace, today), &draft);
        let mut refusal = Refusal::default();
        refusal.add(&trial, &draft.changes, &[]);
        // What is only wanted is told as the next thing to do.
        refusal.soft.clear();
        if !refusal.allows(false) {
            return Err(refusal.failure(false));
        }
        draft.next = "commit it, so that the others see it".to_owned();
        finish(self.workspace, &draft, &trial, self.writing).map(Some)
    }

    /// What is wrong with the form of a file; `whole` says whether that something is missing is
    /// wrong already.
    fn wrong(&self, page: &Page, whole: bool) -> Vec<Finding> {
        let today = self.writing.today(self.context);
        let mut record = Record::of_network(self.workspace, today);
        let trial = Trial::of(&mut record, &[(&*page.path, &*page.text)]);
        let is_form = |it: &&Finding| {
            rules::group_of(it.rule) == Some("structure")
                && (whole || it.key.contains('[') || !it.missing)
        };
        trial.against(&page.path).filter(is_form).cloned().collect()
    }
}

/// What is known before it is asked for.
const KNOWN: Known<'_> = Known {
    significance: Significance::Moderate,
    stage: Stage::Candidate,
    parties: &[],
    items: &[],
    order: &[],
    alone: false,
};
