//! Two amendments to one version, made at the same time on two branches: the one that is named goes on
//! top of the other.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::event::Beside;
use crate::draft::{EventDraft, Page, agree};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::rules::shell;

impl Desk<'_> {
    /// Makes an amendment that is put right lead from the version on file to the next, and the text
    /// with it, where another one leads to the same version as it does. Any other stays as it is. One
    /// that is taken back may be the only one to say what it changed.
    ///
    /// # Errors
    ///
    /// When the text cannot be read or changed, or nothing of the amendment is in it.
    pub(super) fn put_on_top(
        &self,
        event: &mut EventDraft,
        beside: &mut Beside,
    ) -> Result<(), Failure> {
        let record = self.record();
        let Some(named) = event.text_of("corrects") else { return Ok(()) };
        if event.has("retracted") {
            let against = record.look(|case| agree::against_taking_back(case, &named));
            beside.against.extend(against);
            return self.without_joined(&named, beside);
        }
        let Some(on_top) = record.look(|case| agree::on_top(case, &named)) else { return Ok(()) };
        let left_out = &on_top.left_out;
        if on_top.changes.is_empty() && !left_out.is_empty() {
            return Err(record.look(|case| agree::nothing_left(case, &named, left_out)).into());
        }
        let (path, below, to) = (self.path(), on_top.below, on_top.below + 1);
        let on_file = self.workspace.text_of(&path)?;
        let mut page = Page::new(&path, Agreement::TABLE, on_file.as_deref());
        page.set(&format!("version={to}"))?;
        event.set("from_version", below.to_string());
        event.set("to_version", to.to_string());
        if on_top.is_other && !event.has("changes") {
            event.set("changes", agree::list(&on_top.changes));
        }
        beside.changes = page.change().into_iter().collect();
        beside.said = vec![format!("what it changed is version {to} now, on top of the other")];
        if !left_out.is_empty() {
            // It was overruled where the two were brought together, or is said already.
            let words = agree::words(left_out);
            beside.said.push(format!("left out, as the other one changes it too: {words}"));
        }
        beside.next = Some(format!(
            "commit it; then each signs version {to}: `comity agree {} --ready` shows who",
            shell(&self.id)
        ));
        Ok(())
    }

    /// Takes out again who was to join by an amendment that is taken back and whose text was never
    /// written, unless the log tells of that party by now.
    fn without_joined(&self, named: &str, beside: &mut Beside) -> Result<(), Failure> {
        let record = self.record();
        let begun = record.look(agree::unfinished).filter(|begun| {
            named.rsplit('/').next().unwrap_or(named).trim_end_matches(".toml") == begun.id
        });
        let Some(begun) = begun else { return Ok(()) };
        let mut covered = self.covered()?;
        covered.without_joined(&begun.changes)?;
        if covered.taken_out(&record).is_none() && covered.head.change().is_some() {
            beside.changes.extend(covered.head.change());
            beside.said.push("who was to join by it is no party again".to_owned());
            beside.next = Some("commit the files, so that the others see it".to_owned());
        }
        Ok(())
    }
}
