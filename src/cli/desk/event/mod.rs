//! An event from what was typed to a file: what follows from the record is filled in, what is open
//! is asked for, the rules look at it, it is written.

mod again;
mod form;
mod talk;

pub(in crate::cli) use again::again;

use clap::builder::PossibleValuesParser;

use super::{Draft, Refusal, Writing, attempt, finish, next};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, EventDraft, Misspelt, Mistake, Record, Trial};
use crate::model::declare::{Significance, Stage, Word};
use crate::store::{Change, Names, Workspace};

/// The rules of which a command itself says what they would say:
/// What is late already is told, and keeps nobody from writing down what happened. Nor does it that
/// somebody has still to sign.
const COVERED: [&str; 3] = ["action-notice-defective", "action-overdue", "signoff-missing"];

/// An event as it was typed.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Typed {
    /// What was said of it, without what follows from the record.
    pub(in crate::cli) event: EventDraft,
    /// The collaboration; nothing for contact with an organisation.
    pub(in crate::cli) collaboration: Option<String>,
    /// Whether the day was given.
    pub(in crate::cli) dated: bool,
    /// The parties that were told on the day of the event, beside those that it names otherwise.
    pub(in crate::cli) told: Vec<String>,
    /// What its command knows besides.
    pub(in crate::cli) beside: Beside,
}

impl Typed {
    /// An event of a collaboration, from a command that knows what goes with it.
    pub(in crate::cli) fn of(
        collaboration: &str,
        event: EventDraft,
        dated: bool,
        beside: Beside,
    ) -> Self {
        let collaboration = Some(collaboration.to_owned());
        Self { event, collaboration, dated, told: Vec::new(), beside }
    }
}

/// What a command knows of an event beyond the event itself.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Beside {
    /// Other files that change with it.
    pub(in crate::cli) changes: Vec<Change>,
    /// Files that it rests on: each with its text before and after, which is the same.
    pub(in crate::cli) holds: Vec<Change>,
    /// What speaks against it besides.
    pub(in crate::cli) against: Vec<Mistake>,
    /// What is said when it was written, a line each.
    pub(in crate::cli) said: Vec<String>,
    /// What to do next, whatever else is found.
    pub(in crate::cli) next: Option<String>,
    /// Whether somebody has answered questions for the other files.
    pub(in crate::cli) answered: bool,
}

/// The words that a positional argument takes.
pub(in crate::cli) fn words(words: &'static [Word]) -> PossibleValuesParser {
    PossibleValuesParser::new(words.iter().map(|word| {
        let value = clap::builder::PossibleValue::new(word.text);
        if word.doc.is_empty() { value } else { value.help(word.doc.trim()) }
    }))
}

/// What is known when an event is filled in.
#[derive(Clone)]
struct Desk<'d> {
    workspace: &'d Workspace,
    /// The record as it stands.
    record: Record,
    /// The record without the event that this one puts right: what it is held against.
    held: Record,
    collaboration: Option<String>,
    /// Roles that look misspelt, and are meant so.
    meant: Vec<Misspelt>,
    /// The names in the log when the record was read: what is written rests on no other entry.
    seen: Names,
    beside: &'d Beside,
    /// Why it is written although something speaks against it.
    force: Option<String>,
    /// The keys that were typed, and did not follow from the record.
    typed: Vec<String>,
    /// Whether somebody has answered questions.
    answered: bool,
    /// What is said of the entry that it puts right.
    said: Vec<String>,
    writing: &'d Writing,
    context: &'d Context,
}

/// Fills in what follows and what is still open, tries the event by the rules, and writes it.
pub(in crate::cli) fn write(
    workspace: &Workspace,
    typed: Typed,
    writing: &Writing,
    context: &Context,
) -> Result<Outcome, Failure> {
    let today = writing.today(context);
    let Typed { mut event, collaboration, dated, told, beside } = typed;
    // Looked at before the record is read, so that no entry comes in between unnoticed.
    let log = event.directory(collaboration.as_deref());
    let seen = workspace.names(&log);
    let record = match &collaboration {
        Some(id) => Record::read(workspace, id, today),
        None => Record::of_network(workspace, today),
    };
    let role = context.role.as_deref();
    let mut typed: Vec<String> = event.entries.iter().map(|(key, _)| key.clone()).collect();
    typed.extend(dated.then(|| "on".to_owned()));
    typed.extend((!told.is_empty()).then(|| "informed".to_owned()));
    let informed = event.entries.iter().find(|(key, _)| key == "informed").cloned();
    let wrong = event.text_of("corrects");
    record.look(|case| draft::referred(case, &mut event, dated, role))?;
    let said = right_already(wrong.as_deref(), event.text_of("corrects").as_deref());
    if !told.is_empty() {
        // Those who are named by either flag were told; of a correction, only they.
        let named = draft::told(&told, event.on);
        let named = informed.map_or(named.clone(), |(_, also)| draft::joined(&also, &named));
        event.set("informed", named);
    }
    let held = record.clone();
    let (meant, force) = (Vec::new(), writing.force.clone());
    let mut desk = Desk {
        workspace,
        record,
        held,
        collaboration,
        meant,
        seen,
        beside: &beside,
        force,
        typed,
        answered: beside.answered,
        said: said.into_iter().collect(),
        writing,
        context,
    };
    desk.held = desk.held_of(&event);
    desk.complete(&mut event)?;
    desk.settle_roles(&mut event)?;
    desk.ask(&mut event)?;
    if writing.edit { desk.edit(&event) } else { desk.write(event) }
}

/// That the entry that was named was put right before, so that its newest correction is put right now.
fn right_already(named: Option<&str>, newest: Option<&str>) -> Option<String> {
    let (named, newest) = named.zip(newest)?;
    let named = named.rsplit('/').next().unwrap_or(named).trim_end_matches(".toml");
    (named != newest).then(|| {
        format!("note: {named} was put right already, by {newest}: that is what this puts right")
    })
}

impl Desk<'_> {
    fn complete(&self, event: &mut EventDraft) -> Result<(), Mistake> {
        let role = self.context.role.as_deref();
        self.held.look(|case| draft::complete(case, event, role))
    }

    /// The record without the event that this one puts right.
    fn held_of(&self, event: &EventDraft) -> Record {
        let log = event.directory(self.collaboration.as_deref());
        draft::unwritten(&self.record, event, &log)
    }

    fn asked_of(&self) -> (Significance, Stage) {
        self.record.look(|case| (case.dossier.significance(), case.reckoning.stage.claimed))
    }

    /// The keys without which it would be refused.
    fn wanted(&self, event: &EventDraft) -> Vec<&'static str> {
        let (draft, trial, refusal) = self.judge(event, event.text());
        let found = trial.against(&draft.changes[0].path).map(|finding| finding.key.as_str());
        let own = refusal.soft.iter().map(|mistake| mistake.key);
        let keys: Vec<&str> =
            own.chain(found).filter(|key| *key != "on" && !event.has(key)).collect();
        let fields = event.tables().into_iter().flat_map(|table| table.fields);
        fields.map(|field| field.key).filter(|key| keys.contains(key)).collect()
    }

    /// What comes next, with who writes it where that follows neither from the record nor from who
    /// sits here.
    fn next(&self, event: &EventDraft, path: &str) -> String {
        let leads = || self.record.look(|case| case.dossier.head.our_lead.is_some());
        let unnamed = self.context.role.is_none() && !leads();
        let moved = self.record.look(|case| draft::moved_since(case, event));
        next::after_event(event, path, self.collaboration.as_deref(), unnamed, moved)
    }

    fn path(&self, event: &EventDraft) -> String {
        let taken =
            |path: &str| self.record.folder.text(path).or(self.record.shared.text(path)).is_some();
        event.path(self.collaboration.as_deref(), self.context.chance, taken)
    }

    /// Tries an event with its text, and says what speaks against it.
    fn judge(&self, event: &EventDraft, text: String) -> (Draft, Trial, Refusal) {
        let path = self.path(event);
        let text = draft::placed(&self.record, event, &path, text);
        let next = self.beside.next.clone().unwrap_or_else(|| self.next(event, &path));
        let mut draft = Draft {
            changes: vec![Change { path, before: None, after: text }],
            holds: self.beside.holds.clone(),
            seen: Some(self.seen.clone()),
            said: self.beside.said.clone(),
            subject: event.subject.clone(),
            next,
            answered: self.answered,
        };
        draft.changes.extend(self.beside.changes.iter().cloned());
        let mut trial = attempt(&mut self.record.clone(), &draft);
        draft.said.extend(self.said.iter().cloned());
        draft.said.extend(draft::told_besides(event, &trial));
        let finds =
            trial.all.iter().any(|it| it.key == "quality_met" && it.file == draft.changes[0].path);
        draft.said.extend(
            self.collaboration
                .as_deref()
                .filter(|_| finds)
                .and_then(|id| draft::taken_so(id, event)),
        );
        // What was typed is known to whoever typed it.
        if !self.typed.iter().any(|key| ["follows", "corrects"].contains(&&**key)) {
            draft.said.extend(self.held.look(|case| draft::answers(case, event)));
        }
        if self.beside.next.is_some() {
            trial.all.clear();
        }
        let mut refusal = Refusal { soft: self.beside.against.clone(), ..Refusal::default() };
        let mut covered = COVERED.to_vec();
        if let Some(mistake) = draft::ahead(event.on, self.record.today) {
            refusal.firm.push(mistake);
            covered.push("date-in-future");
        } else {
            refusal.soft.extend(self.held.look(|case| draft::against(case, event)));
        }
        let slips = self.held.look(|case| draft::misspelt(case, event));
        let (meant, slips): (Vec<Misspelt>, Vec<Misspelt>) =
            slips.into_iter().partition(|slip| self.meant.contains(slip));
        refusal.soft.extend(slips.iter().map(Misspelt::mistake));
        let is_settled = meant.iter().chain(&slips).any(|slip| slip.key == "by");
        if let Some(by) = event.text_of("by").filter(|_| !is_settled) {
            let party = event.text_of("party").or_else(|| event.text_of("from"));
            let (said, soft) = (&mut draft.said, &mut refusal.soft);
            let tells = self.writing.edit || self.writing.may_ask(self.context);
            self.record.look(|case| {
                draft::heed_writer(case, &by, party.as_deref(), tells, said, soft);
            });
        }
        refusal.add(&trial, &draft.changes, &covered);
        (draft, trial, refusal)
    }

    /// Writes an event that came by flags and questions.
    fn write(&self, mut event: EventDraft) -> Result<Outcome, Failure> {
        let (mut draft, trial, refusal) = self.judge(&event, event.text());
        if !refusal.allows(self.force.is_some()) {
            return Err(refusal.failure(true));
        }
        if let Some(why) = &self.force {
            if refusal.soft.is_empty() {
                draft.said.push("nothing spoke against it; `--force` was not needed".to_owned());
            } else {
                event.set_text("forced", why);
                let path = &draft.changes[0].path;
                draft.changes[0].after = draft::placed(&self.record, &event, path, event.text());
            }
        }
        finish(self.workspace, &draft, &trial, self.writing)
    }

    fn draft_of(&self, event: &EventDraft, text: &str) -> Draft {
        let change = Change { path: self.path(event), before: None, after: text.to_owned() };
        Draft { changes: vec![change], ..Draft::default() }
    }
}
