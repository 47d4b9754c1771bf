//! Single keys asked for at a terminal: those that are missing, and those that are to change.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::ask::LEGEND;
use crate::draft::agree::{Covered, Obstacle};
use crate::draft::{self, Page, Question};
use crate::render::visible;

/// How changes are asked for.
const ASK: &str = "What is to change? PATH=VALUE, such as sl-visit.target=90; `-PATH` takes out, \
    `+LIST` adds an item and asks for it; Enter ends.\nchange: ";

/// Why changes are asked for.
const WHY: &str = "What changes in a text that was signed is listed in the amendment. `<` takes the \
    last change back, `.` or Enter ends. A party joins with `+party`, and leaves with \
    `party.ID.left_on=DATE`.\n";

/// That the person went away.
fn left() -> Failure {
    Failure::new("nothing was written", "the questions were left")
}

impl Desk<'_> {
    /// Asks for each key that stands between the text and signatures. False where the person wants
    /// to be asked no more.
    pub(super) fn ask_for_keys(&self, page: &mut Page, gaps: &[Obstacle]) -> Result<bool, Failure> {
        let keys: Vec<(&Obstacle, &String)> =
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
            let line = line.ok_or_else(left)?;
            told.clear();
            match line.trim() {
                "." => return Ok(false),
                "" => before.push(page.text.clone()),
                "<" => {
                    if let Some(text) = before.pop() {
                        page.text = text;
                    }
                }
                "?" => {
                    // What the field is for says more than why the rule asks for several of them.
                    told = match page.field(path) {
                        Some(field) => {
                            let rule = Some(finding.rule);
                            Question { field, rule, apart: false }.help(false)
                        }
                        None => draft::why(Some(finding.rule)),
                    };
                }
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
        covered: &mut Covered,
        mut after: impl FnMut(&Covered),
    ) -> Result<(), Failure> {
        if !self.args.writing.may_ask(self.context) {
            return Ok(());
        }
        let mut told = ASK.to_owned();
        // What there was before each change: the way back.
        let mut before: Vec<Covered> = Vec::new();
        loop {
            let line = self.context.person.ask(&told).ok_or_else(left)?;
            let start = covered.clone();
            let made = match line.trim() {
                "" | "." => return Ok(()),
                "?" => {
                    told = format!("{WHY}{ASK}");
                    continue;
                }
                "<" => {
                    let said = if before.is_empty() { "" } else { "the last change is undone\n" };
                    *covered = before.pop().unwrap_or(start);
                    after(covered);
                    told = format!("{said}{ASK}");
                    continue;
                }
                change => match (change.strip_prefix('-'), change.strip_prefix('+')) {
                    (Some(path), _) => covered.home(path).unset(path),
                    (_, Some(list)) => self.ask_for_item(covered, list.trim())?,
                    _ => {
                        let path = change.split('=').next().unwrap_or_default();
                        covered.home(path.trim_end_matches('+')).set(change)
                    }
                },
            };
            told = match made {
                Ok(()) => {
                    after(covered);
                    before.push(start);
                    "another change (Enter ends): ".to_owned()
                }
                Err(it) => {
                    format!("{}\nchange: ", visible(&format!("{}; {}", it.message, it.help)))
                }
            };
        }
    }
}
