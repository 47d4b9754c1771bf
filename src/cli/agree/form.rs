//! The text in an editor, and questions at a terminal.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::interview::{LEGEND, interview, items};
use crate::cli::desk::page;
use crate::draft::agree::{self, Covered};
use crate::draft::{self, Known, Mistake, Page, Record, Trial};
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
        page::edit(page, &form, self.context, |tried| self.slips(tried, &[]))
    }

    /// Lets a text that was signed be edited; before it the list of the parties, where some of that
    /// is to change.
    pub(super) fn edit_signed(&self, covered: &mut Covered) -> Result<(), Failure> {
        let mut beside = BESIDE;
        if self.args.changes.paths().any(|path| covered.is_of_head(path)) {
            let (text, head) = (covered.text.clone(), &mut covered.head);
            let (significance, parties) = self.asked_of(&self.record());
            let form = draft::sheet(&head.path, head, known(significance, &parties));
            page::edit(head, &form, self.context, |tried| self.slips(tried, &[&text]))?;
            beside = "";
        }
        let heading = format!("The agreement of {}: what you change is amended{beside}", self.id);
        let (significance, parties) = self.asked_of(&covered.within(&self.record()));
        let (head, page) = (covered.head.clone(), &mut covered.text);
        let form = draft::sheet(&heading, page, known(significance, &parties));
        page::edit(page, &form, self.context, |tried| self.slips(tried, &[&head]))
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
        let look = |tried: &Page| self.slips(tried, &[]);
        // Whoever was asked for single keys was told how to answer.
        let legend = if gaps.iter().any(|gap| gap.path.is_some()) { "" } else { LEGEND };
        interview(page, known(significance, &parties), legend, self.context, look)?;
        Ok(())
    }

    /// What is wrong with the form of a text. Also what is only a warning is most likely a slip of
    /// the pen. `beside`: other files that change with it.
    pub(super) fn slips(&self, page: &Page, beside: &[&Page]) -> Vec<Finding> {
        let changed = beside.iter().filter(|it| it.change().is_some());
        let texts: Vec<(&str, &str)> =
            changed.chain([&page]).map(|it| (&*it.path, &*it.text)).collect();
        let trial = Trial::of(&mut self.record(), &texts);
        let is_slip = |it: &&Finding| {
            it.file == page.path
                && it.severity > Severity::Advice
                && rules::group_of(it.rule) == Some("structure")
        };
        trial.new.iter().filter(is_slip).cloned().collect()
    }

    /// Asks for an item that is added to a list of what was signed.
    ///
    /// # Errors
    ///
    /// When the person left. A mistake is one in what was typed.
    pub(super) fn ask_for_item(
        &self,
        covered: &mut Covered,
        list: &str,
    ) -> Result<Result<(), Mistake>, Failure> {
        let (significance, parties) = self.asked_of(&covered.within(&self.record()));
        let other = match covered.is_of_head(list) {
            true => covered.text.clone(),
            false => covered.head.clone(),
        };
        let look = |tried: &Page| self.slips(tried, &[&other]);
        let page = covered.home(list);
        items(page, list, known(significance, &parties), self.context, look)
    }

    fn asked_of(&self, record: &Record) -> (Significance, Vec<String>) {
        record.look(|case| {
            let parties = case.dossier.working_parties(self.today);
            (case.dossier.significance(), parties.map(|(id, _)| id.to_owned()).collect())
        })
    }
}

/// How the list of the parties is changed, of which the form of the text shows nothing.
const BESIDE: &str = "\nWho takes part is changed beside it: `--add party …`, or \
    `--set party.ID.left_on=DATE`";

/// What is known of the text before it is asked for.
fn known(significance: Significance, parties: &[String]) -> Known<'_> {
    Known {
        significance,
        stage: Stage::Agreed,
        parties,
        items: &[],
        order: &[],
        alone: false,
        wanted: &[],
    }
}
