//! The text in an editor, and questions at a terminal.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::interview::interview;
use crate::cli::desk::page;
use crate::draft::agree;
use crate::draft::{self, Known, Page, Record, Trial};
use crate::model::declare::{Significance, Stage};
use crate::rules::{self, Finding, Severity};
use crate::store;

impl Desk<'_> {
    /// Lets a draft be edited, with what it lacks beside the place and below.
    pub(super) fn edit_draft(&self, record: &Record, page: &mut Page) -> Result<(), Failure> {
        let gaps = agree::gate(record.with(&page.path, &page.text));
        let findings: Vec<&Finding> = gaps.iter().map(|gap| &gap.finding).collect();
        let mut shown = page.clone();
        shown.text = draft::beside(&page.text, &page.path, &findings);
        let (significance, parties) = self.asked_of(record);
        let form = draft::sheet(&page.path, &shown, known(significance, &parties));
        self.edit(page, &form)
    }

    /// Lets a text that was signed be edited.
    pub(super) fn edit_signed(&self, page: &mut Page) -> Result<(), Failure> {
        let heading = format!("The agreement of {}: what you change is amended", self.id);
        let (significance, parties) = self.asked_of(&self.record());
        let form = draft::sheet(&heading, page, known(significance, &parties));
        self.edit(page, &form)
    }

    /// Lets a form be edited. It comes back while it is not right.
    fn edit(&self, page: &mut Page, form: &str) -> Result<(), Failure> {
        page::edit(page, form, self.context, |tried| self.slips(tried))
    }

    /// A failure after the text was edited, with where that is kept.
    pub(super) fn kept(&self, mut failure: Failure, page: &Page) -> Failure {
        if self.args.writing.edit
            // Where it was to be written at last, it is kept already.
            && !failure.help.contains(&page.path.replace('/', "-"))
            && let Ok(path) = store::scratch(&self.context.scratch, &page.path, &page.text)
        {
            let kept = format!("the text that you edited is kept in {}", path.display());
            let parts = [failure.help, kept];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            failure.help = parts.join("; ");
        }
        failure
    }

    /// Asks for what stands between the text and signatures, where somebody can be asked: keys that
    /// are missing in what is there, then what is missing as a whole.
    pub(super) fn ask(&self, record: &Record, page: &mut Page) -> Result<(), Failure> {
        let gaps = agree::gate(record.with(&page.path, &page.text));
        let nothing = agree::against(&gaps).next().is_none();
        if !self.args.writing.may_ask(self.context) || nothing {
            return Ok(());
        }
        if !self.ask_for_keys(page, &gaps)? {
            return Ok(());
        }
        let (significance, parties) = self.asked_of(record);
        let look = |tried: &Page| self.slips(tried);
        interview(page, known(significance, &parties), "", self.context, look)?;
        Ok(())
    }

    /// What is wrong with the form of a text. Also what is only a warning is most likely a slip of
    /// the pen.
    pub(super) fn slips(&self, page: &Page) -> Vec<Finding> {
        let trial = Trial::of(&mut self.record(), &[(&*page.path, &*page.text)]);
        let is_slip = |it: &&Finding| {
            it.file == page.path
                && it.severity > Severity::Advice
                && rules::group_of(it.rule) == Some("structure")
        };
        trial.new.iter().filter(is_slip).cloned().collect()
    }

    fn asked_of(&self, record: &Record) -> (Significance, Vec<String>) {
        record.look(|case| {
            let parties = case.dossier.working_parties(self.today);
            (case.dossier.significance(), parties.map(|(id, _)| id.to_owned()).collect())
        })
    }
}

/// What is known of the text before it is asked for.
fn known(significance: Significance, parties: &[String]) -> Known<'_> {
    Known { significance, stage: Stage::Agreed, parties, items: &[], order: &[], alone: false }
}
