//! What was signed, and what differs from it.

use super::Desk;
use crate::draft::Record;
use crate::draft::agree::{self, Covered, SignedText};
use crate::store::StoreError;

impl Desk<'_> {
    /// What a sign-off covers, as it is on disk.
    pub(super) fn covered(&self) -> Result<Covered, StoreError> {
        let text = self.workspace.text_of(&self.path())?;
        let head = self.workspace.text_of(&self.head_path())?;
        Ok(Covered::of(&self.id, text.as_deref(), head.as_deref()))
    }

    /// What was signed: what is on file, or older texts from the history of the files.
    pub(super) fn signed_text(
        &self,
        record: &Record,
        covered: &Covered,
        covers: &[String],
    ) -> Option<SignedText> {
        let (path, head) = (self.path(), self.head_path());
        let on_file = self.workspace.text_of(&path).ok().flatten();
        let texts = on_file.into_iter().chain(self.workspace.past_texts(&path));
        // A list of parties from which those are taken that were only begun to be added.
        let heads = covered.head.change().map(|it| it.after).into_iter();
        let heads = heads.chain(self.workspace.past_texts(&head));
        record.look(|case| agree::signed_text(case, covers, texts, heads))
    }

    fn head_path(&self) -> String {
        format!("collaborations/{}/collaboration.toml", self.id)
    }
}
