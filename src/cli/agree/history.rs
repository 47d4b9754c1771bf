//! What was signed, and what differs from it.

use super::Desk;
use crate::draft::agree::{self, Changed, SignedText};
use crate::draft::{Page, Record};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::Record as _;

impl Desk<'_> {
    /// What was signed, from the history of the files.
    pub(super) fn signed_text(&self, record: &Record, covers: &[String]) -> Option<SignedText> {
        let (path, head) = (self.path(), self.head_path());
        let on_file = self.workspace.text_of(&path).ok().flatten();
        let texts = on_file.into_iter().chain(self.workspace.past_texts(&path));
        let heads = self.workspace.past_texts(&head);
        record.look(|case| agree::signed_text(case, covers, texts, heads))
    }

    /// What differs between what was signed and a text: the parties, and the promises.
    pub(super) fn differ(&self, signed: &SignedText, page: &Page) -> Vec<Changed> {
        let head = self.head_path();
        let parties = signed.head.as_deref().map_or_else(Vec::new, |before| {
            let now = self.workspace.text_of(&head).ok().flatten();
            let before = Page::new(&head, Head::TABLE, Some(before));
            let now = Page::new(&head, Head::TABLE, now.as_deref());
            before.look(|before| now.look(|now| agree::parties_changed(before, now)))
        });
        let old = Page::new(&page.path, Agreement::TABLE, Some(&signed.text));
        let promises = old.look(|old| page.look(|new| agree::changes(old, new)));
        parties.into_iter().chain(promises).collect()
    }

    fn head_path(&self) -> String {
        format!("collaborations/{}/collaboration.toml", self.id)
    }
}
