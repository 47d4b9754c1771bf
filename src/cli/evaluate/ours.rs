//! Which of the parties is us, asked where the file says it of none.

use super::form::{Desk, PARTIES};
use crate::cli::Failure;
use crate::draft::{Page, evaluation};
use crate::render::visible;
use crate::store;

/// Why it is asked, and the way out.
const WHY: &str = "Without it nobody can tell what we owe from what we are owed. Enter leaves the \
                   questions: nothing is written, and your answers are kept.\n";

impl Desk<'_> {
    /// Asks which party is us, where the file says of none that it is.
    pub(super) fn ask_who_is_ours(&self, head: &mut Page) -> Result<(), Failure> {
        let (_, trial) = self.record(&[head]);
        let stands = trial.against(&head.path).any(|it| it.key == PARTIES);
        let unplaced = evaluation::unplaced(head);
        if !stands || unplaced.is_empty() {
            return Ok(());
        }
        let names = unplaced.join(", ");
        let mut told = format!("\nWhich of them is us?\n  ({names})\n");
        loop {
            let Some(line) = self.context.person.ask(&format!("{}ours: ", visible(&told))) else {
                return Err(Failure::new("nothing was written", "the questions were left"));
            };
            told = match line.trim() {
                "" | "." => return Err(self.kept(head)),
                "?" | "<" => format!("{WHY}  ({names})\n"),
                party if unplaced.iter().any(|it| it == party) => {
                    return Ok(head.set(&format!("party.{party}.ours=true"))?);
                }
                _ => format!("there are: {names}\n"),
            };
        }
    }

    /// The questions were left where no file can be written yet: what was answered is kept beside
    /// the workspace.
    fn kept(&self, head: &Page) -> Failure {
        let says = "nothing was written: no party is marked as us";
        match store::scratch(&self.context.scratch, &head.path, &head.text) {
            Ok(path) => {
                let id = crate::rules::shell(self.id);
                let go_on = format!("`comity evaluate {id} --edit` takes them");
                Failure::new(says, format!("your answers are kept in {}; {go_on}", path.display()))
            }
            Err(error) => error.into(),
        }
    }
}
