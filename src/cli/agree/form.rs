//! The text in an editor, and questions at a terminal.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::ask::{LEGEND, why};
use crate::cli::desk::page;
use crate::draft::agree::{self, Gap};
use crate::draft::{self, Page, Record, Trial};
use crate::model::declare::Stage;
use crate::render::visible;
use crate::rules::{self, Finding, Severity};
use crate::store;

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
            // Also what is only a warning is most likely a slip of the pen here.
            let is_slip = |it: &&Finding| {
                it.file == tried.path
                    && it.severity > Severity::Advice
                    && rules::group_of(it.rule) == Some("structure")
            };
            trial.new.iter().filter(is_slip).cloned().collect()
        })
    }

    /// A failure after the text was edited, with where that is kept.
    pub(super) fn kept(&self, mut failure: Failure, page: &Page) -> Failure {
        if self.args.writing.edit
            && let Ok(path) = store::scratch(&page.path, &page.text)
        {
            let kept = format!("the text that you edited is kept in {}", path.display());
            let parts = [failure.help, kept];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            failure.help = parts.join("; ");
        }
        failure
    }

    /// Asks for what stands between the text and signatures, where somebody can be asked.
    pub(super) fn ask(&self, record: &Record, page: &mut Page) -> Result<(), Failure> {
        let gaps = agree::gate(record.with(&page.path, &page.text));
        let writing = &self.args.writing;
        if !writing.may_ask(self.context) || agree::against(&gaps).next().is_none() {
            return Ok(());
        }
        let significance = record.look(|case| case.dossier.significance());
        if self.ask_for_keys(page, &gaps)? {
            page::question(page, significance, Stage::Agreed, writing, self.context)?;
        }
        Ok(())
    }

    /// Asks for each key that stands between the text and signatures. False where the person wants
    /// to be asked no more.
    fn ask_for_keys(&self, page: &mut Page, gaps: &[Gap]) -> Result<bool, Failure> {
        let keys: Vec<(&Gap, &String)> =
            gaps.iter().filter_map(|gap| Some((gap, gap.path.as_ref()?))).collect();
        // The text before each question: the way back.
        let mut before: Vec<String> = Vec::new();
        let mut told = LEGEND.to_owned();
        while let Some((gap, path)) = keys.get(before.len()) {
            let finding = &gap.finding;
            let notes = gap.notes.join("; ");
            let notes = if notes.is_empty() { notes } else { format!("  ({notes})\n") };
            let ask = format!("\n{}: {}\n{notes}{path}: ", finding.message, finding.help);
            let line = self.context.person.ask(&format!("{told}{}", visible(&ask)));
            let line =
                line.ok_or_else(|| Failure::new("nothing was written", "the questions were left"))?;
            told.clear();
            match line.trim() {
                "." => return Ok(false),
                "" => before.push(page.text.clone()),
                "<" => {
                    if let Some(text) = before.pop() {
                        page.text = text;
                    }
                }
                "?" => told = why(Some(finding.rule), true),
                answer => {
                    let text = page.text.clone();
                    match page.set(&format!("{path}={answer}")) {
                        Ok(()) => before.push(text),
                        Err(it) => {
                            told = visible(&format!("{}; {}\n", it.message, it.help)).into();
                        }
                    }
                }
            }
        }
        Ok(true)
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
