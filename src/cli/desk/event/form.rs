//! An event as a form in the person's editor.

use super::{COVERED, Desk};
use crate::cli::desk::mark;
use crate::cli::desk::{Draft, attempt, editor, finish};
use crate::cli::{Failure, Outcome};
use crate::document::quoted;
use crate::draft::{self, EventDraft, Mistake, Trial, filled_in};
use crate::model::event::EventKind;
use crate::rules::Finding;
use crate::store::{self, Edit, Step};

impl Desk<'_> {
    /// Lets an event be filled in with the editor, until nothing speaks against it.
    pub(super) fn edit(&self, event: &EventDraft) -> Result<Outcome, Failure> {
        let (significance, stage) = self.asked_of();
        let (given, step) = (event.in_order(), event.step());
        let mut questions = draft::open(&event.tables(), &given, Some(&step), significance, stage);
        questions.retain(|it| !filled_in(event.kind).contains(&it.field.key));
        let wanted = self.wanted(event);
        for question in questions.iter_mut().filter(|it| wanted.contains(&it.field.key)) {
            question.rule.get_or_insert("this command");
        }
        questions.sort_by_key(|question| (question.rule.is_none(), question.apart));
        let heading = format!("{} {step}", event.subject);
        let mut form = draft::blank(heading.trim(), &given, &questions);
        if event.kind == EventKind::Action && step == "unable" {
            form.push_str(LATER);
        }
        form.push_str(FORCED);
        let name = self.path(event);
        let take = |text: &str| self.take(event, text);
        let (draft, trial) = match event.kind {
            // The text that it is about was edited before: closing what is whole already says yes.
            EventKind::Amendment => editor::edit(&name, &form, self.context, take)?,
            _ => editor::edit_entry(&name, &form, self.context, take)?,
        };
        finish(self.workspace, &draft, &trial, self.writing)
    }

    /// Takes an edited form, or says what is wrong with it, and where.
    fn take(&self, event: &EventDraft, text: &str) -> Result<(Draft, Trial), Vec<Finding>> {
        let mut edited = event.reread(text);
        let own = |mistake: &Mistake| vec![mark(mistake, text)];
        let mut text = text.to_owned();
        let put_back = put_back(event, &mut edited, &mut text);
        if edited.has(LATER_KEY) {
            edited.later = edited.texts_of(LATER_KEY, "");
            text = without(&edited, &text, LATER_KEY);
            edited.entries.retain(|(key, _)| key != LATER_KEY);
        }
        // What follows from the record is the person's to leave out now; only the name is made anew.
        let mut named = edited.clone();
        if let Err(mistake) = self.complete(&mut named) {
            let known = attempt(&mut self.record.clone(), &self.draft_of(&edited, &text));
            let path = self.path(&edited);
            let told: Vec<Finding> = known.against(&path).cloned().collect();
            return Err(if told.is_empty() { own(&mistake) } else { told });
        }
        edited.words = named.words;
        edited.subject = named.subject;
        let desk = self.referring(event, &edited).map_err(|mistake| own(&mistake))?;
        let (mut draft, trial, refusal) = desk.judge(&edited, text.clone());
        let said = edited.text_of("forced").is_some_and(|why| !why.trim().is_empty());
        if !refusal.allows(self.force.is_some() || said) {
            return Err(refusal.marks(&trial, &draft.changes[0], &COVERED));
        }
        draft.said.extend(put_back);
        match &self.force {
            _ if refusal.soft.is_empty() && said => {
                draft.changes[0].after = without(&edited, &text, "forced");
                draft.said.push("nothing spoke against it; `forced` was not needed".to_owned());
            }
            Some(why) if !refusal.soft.is_empty() && !said => {
                draft.changes[0].after = format!("{}\nforced = {}\n", text.trim_end(), quoted(why));
            }
            _ => {}
        }
        Ok((draft, trial))
    }

    /// The desk of an event that puts another right, where the form says so and nothing else did.
    fn referring(&self, event: &EventDraft, edited: &EventDraft) -> Result<Self, Mistake> {
        let mut desk = self.clone();
        if edited.text_of("corrects") != event.text_of("corrects") {
            let role = self.context.role.as_deref();
            self.record
                .look(|case| draft::referred(case, &mut edited.clone(), true, role))
                .map_err(|mistake| mistake.about("corrects"))?;
            desk.held = self.held_of(edited);
        }
        Ok(desk)
    }
}

/// Puts back what an amendment says of the two texts, which is not the form's to change. Says so.
fn put_back(event: &EventDraft, edited: &mut EventDraft, text: &mut String) -> Vec<String> {
    if event.kind != EventKind::Amendment || event.has("corrects") {
        return Vec::new();
    }
    let was = event.reread(&event.text());
    let value = |of: &EventDraft, key: &str| {
        of.entries.iter().find(|(it, _)| it == key).map(|(_, value)| value.clone())
    };
    let differs = |key: &&str| value(&was, key) != value(edited, key);
    let keys: Vec<&str> = OF_THE_TEXTS.into_iter().filter(differs).collect();
    let [own, _] = event.tables();
    let mut told = Vec::new();
    for key in keys {
        let Some(value) = value(event, key) else { continue };
        let edit = Edit::Set { way: vec![Step::Key(key.to_owned())], value: value.clone() };
        if let Ok(mended) = store::edit(text, own, &[edit]) {
            *text = mended;
            edited.set(key, value);
            told.push(format!(
                "note: `{key}` was put back: it is what differs between the texts, and changes with \
                 them alone"
            ));
        }
    }
    told
}

/// The keys of an amendment that follow from the two texts.
const OF_THE_TEXTS: [&str; 3] = ["from_version", "to_version", "changes"];

/// What a form takes and a file does not: who is told later.
const LATER_KEY: &str = "later";

const LATER: &str = "\n#: The parties that are told later; log `told` when they are. It is not \
                     written, and `check` waits for it.\n#: later = [\"…\"]\n";

const FORCED: &str = "\n#: Why it has to stand, although something speaks against it.\n\
                      #: forced = \"…\"\n";

/// A form without one of its keys.
fn without(event: &EventDraft, text: &str, key: &str) -> String {
    let way = vec![Step::Key(key.to_owned())];
    let [own, _] = event.tables();
    store::edit(text, own, &[Edit::Remove { way }]).unwrap_or_else(|_| text.to_owned())
}
