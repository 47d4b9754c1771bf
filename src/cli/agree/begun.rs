//! What an amendment goes on from: the text that was signed, or one that was begun and never
//! finished.

use super::Desk;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::desk::{Draft, attempt, finish};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Changed, Covered, SignedText, Start, Unfinished};
use crate::draft::{self, Entries, EventDraft, Mistake, Record};
use crate::model::event::EventKind;
use crate::rules::shell;
use crate::store::{Change, Names};

/// What was signed before a change.
pub(super) struct Before {
    /// The text that the changes are told from.
    pub(super) text: SignedText,
    /// What is listed where what was signed is not to be found, and what speaks against that.
    pub(super) lost: Option<(Changed, Mistake)>,
}

impl Desk<'_> {
    /// What was signed. Where nobody can tell, the text on file stands in for it, if there is a
    /// reason to go on.
    pub(super) fn before(
        &self,
        record: &Record,
        start: &Start,
        covered: &Covered,
    ) -> Result<Before, Failure> {
        let own = SignedText { text: covered.text.text.clone(), head: None };
        let Some(covers) = &start.covers else { return Ok(Before { text: own, lost: None }) };
        if let Some(text) = self.signed_text(record, covered, covers) {
            return Ok(Before { text, lost: None });
        }
        let mistake = agree::not_found(start.from);
        if self.args.writing.force.is_none() {
            // Said before anybody edits for an hour.
            return Err(Failure::new(format!("not written: {}", mistake.message), mistake.help));
        }
        Ok(Before { text: own, lost: Some((agree::lost(start.from, covers), mistake)) })
    }

    /// An amendment that is put right or taken back: an entry alone, and no text.
    pub(super) fn correct(&self, given: Entries) -> Result<Outcome, Failure> {
        let mut event = EventDraft::new(EventKind::Amendment, self.on(), "");
        event.entries = given;
        let next = Some("commit the file, so that the others see it".to_owned());
        let beside = Beside { next, ..Beside::default() };
        let typed = Typed::of(&self.id, event, self.args.on.is_some(), beside);
        write(&self.workspace, typed, &self.args.writing, self.context)
    }

    /// Writes the text of an amendment that is on file already.
    pub(super) fn finish(
        &self,
        begun: &Unfinished,
        covered: &Covered,
        seen: Names,
        next: String,
    ) -> Result<Outcome, Failure> {
        let entry = self.workspace.text_of(&begun.path)?.unwrap_or_default();
        let of = begun.on.map_or_else(String::new, |on| format!(" of {on}"));
        let draft = Draft {
            changes: covered.changes(),
            holds: vec![Change {
                path: begun.path.clone(),
                before: Some(entry.clone()),
                after: entry,
            }],
            seen: Some(seen),
            said: vec![format!(
                "the amendment{of} was on file already ({}), and its text was not: now it is",
                begun.id
            )],
            next,
            ..Draft::default()
        };
        let mut trial = attempt(&mut self.record(), &draft);
        trial.all.clear();
        trial.new.clear();
        finish(&self.workspace, &draft, &trial, &self.args.writing)
    }

    /// Holds what is given now against what the entry on file says of itself: that cannot become
    /// another by writing the text.
    ///
    /// # Errors
    ///
    /// When it differs.
    pub(super) fn says_the_same(&self, begun: &Unfinished, given: &Entries) -> Result<(), Failure> {
        let entry = self.workspace.text_of(&begun.path)?.unwrap_or_default();
        let event = EventDraft::new(EventKind::Amendment, self.on(), "").reread(&entry);
        let on = self.args.on.is_some_and(|on| begun.on.is_some_and(|it| it != on));
        let on = on.then_some("on");
        let differs = given.iter().find(|(key, value)| {
            let known = event.entries.iter().find(|(it, _)| it == key);
            // A day has no quotes.
            known.is_none_or(|(_, it)| {
                let (it, value) = (it.trim(), value.trim());
                it != value
                    && (!it.starts_with('"') || draft::unquoted(it) != draft::unquoted(value))
            })
        });
        let Some(key) = on.or(differs.map(|(key, _)| key.as_str())) else { return Ok(()) };
        let mut failure = self.is_begun(begun);
        failure.message = format!("{}; `{key}` is another now", failure.message);
        Err(failure)
    }

    /// That an amendment was begun, and this is not the rest of it.
    pub(super) fn is_begun(&self, begun: &Unfinished) -> Failure {
        let id = shell(&self.id);
        let entry = shell(&begun.id);
        let changes: Vec<String> = begun.changes.iter().map(Changed::words).collect();
        Failure::new(
            format!(
                "{} is on file, and its text is not; it says: {}",
                begun.id,
                changes.join("; ")
            ),
            format!(
                "give the same changes once more, and the text is written; or others in its place: \
                 `--corrects {entry}`; or take it back: \
                 `comity agree {id} --amend --corrects {entry} --retracted yes`"
            ),
        )
    }
}
