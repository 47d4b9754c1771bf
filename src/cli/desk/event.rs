//! An event from what was typed to a file: what follows from the record is filled in, what is open
//! is asked for, the rules look at it, it is written.

use clap::builder::PossibleValuesParser;

use super::ask::{Asking, ask};
use super::{Draft, Refusal, Writing, attempt, editor, finish, next};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, Entries, EventDraft, Misspelt, Mistake, Question, Record, Trial};
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage, Word};
use crate::model::event::EventKind;
use crate::render::visible;
use crate::rules::Finding;
use crate::store::{self, Change, Names, Workspace};

/// The rules of which a command itself says what they would say:
/// What is late already is told, and keeps nobody from writing down what happened.
const COVERED: [&str; 2] = ["action-notice-defective", "action-overdue"];

/// What completing an action asks for.
const PROOF: [&str; 2] = ["evidence", "quality_met"];

/// An event as it was typed.
#[derive(Debug)]
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
#[derive(Debug, Default)]
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
}

/// The words that a positional argument takes.
pub(in crate::cli) fn words(words: &'static [Word]) -> PossibleValuesParser {
    PossibleValuesParser::new(words.iter().map(|word| {
        let value = clap::builder::PossibleValue::new(word.text);
        if word.doc.is_empty() { value } else { value.help(word.doc.trim()) }
    }))
}

/// What is known when an event is filled in.
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
    beside: Beside,
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
    let informed = event.entries.iter().find(|(key, _)| key == "informed").cloned();
    record.look(|case| draft::referred(case, &mut event, dated, role))?;
    if !told.is_empty() {
        // Those who are named by either flag were told; of a correction, only they.
        let named = draft::told(&told, event.on);
        let named = informed.map_or(named.clone(), |(_, also)| draft::joined(&also, &named));
        event.set("informed", named);
    }
    let held = draft::unwritten(&record, &event, &log);
    let meant = Vec::new();
    let mut desk =
        Desk { workspace, record, held, collaboration, meant, seen, beside, writing, context };
    desk.complete(&mut event)?;
    desk.settle_roles(&mut event)?;
    desk.ask(&mut event)?;
    if writing.edit { desk.edit(&event) } else { desk.write(event) }
}

impl Desk<'_> {
    fn complete(&self, event: &mut EventDraft) -> Result<(), Mistake> {
        let role = self.context.role.as_deref();
        self.held.look(|case| draft::complete(case, event, role))
    }

    /// Asks whether a role that is nearly a known one is that one.
    fn settle_roles(&mut self, event: &mut EventDraft) -> Result<(), Failure> {
        if !self.writing.may_ask(self.context) {
            return Ok(());
        }
        for slip in self.held.look(|case| draft::misspelt(case, event)) {
            let Misspelt { said, near, .. } = &slip;
            let ask =
                format!("Did you mean the role `{near}`? (Enter: yes; n: `{said}` is right): ");
            match self.context.person.ask(&visible(&ask)).as_deref().map(str::trim) {
                None => return Err(Failure::new("nothing was written", "the questions were left")),
                Some("n" | "no") => self.meant.push(slip),
                Some(_) => slip.mend(event),
            }
        }
        Ok(())
    }

    fn asked_of(&self) -> (Significance, Stage) {
        self.record.look(|case| (case.dossier.significance(), case.reckoning.stage.claimed))
    }

    /// Asks for what is open, where something has to be there.
    fn ask(&self, event: &mut EventDraft) -> Result<(), Failure> {
        if !self.writing.may_ask(self.context) || event.is_yes("retracted") {
            return Ok(());
        }
        let (tables, step) = (event.tables(), event.step());
        let (significance, stage) = self.asked_of();
        let mut entries = event.in_order();
        let mut wanted = self.wanted(event);
        // How it was signed is known to whoever sits there, and to nobody later.
        if event.kind == EventKind::Signoff && !event.has("method") {
            wanted.push("method");
        }
        let open = draft::open(&tables, &entries, Some(&step), significance, stage);
        // What shows that it was done is asked also where no rule insists on it.
        let proof = |question: &Question| PROOF.contains(&question.field.key);
        let unproven = event.kind == EventKind::Action && step == "completed";
        let unproven = unproven && open.iter().any(proof);
        if !unproven && wanted.is_empty() && open.iter().all(|question| question.rule.is_none()) {
            return Ok(());
        }
        let asking = Asking {
            tables: &tables,
            step: Some(&step),
            significance,
            stage,
            wanted: &wanted,
            on: Some(event.on),
        };
        if !ask(asking, &mut entries, self.context) {
            return Err(Failure::new("nothing was written", "the questions were left"));
        }
        for (key, value) in entries.into_iter().filter(|(key, _)| key != "kind" && key != "on") {
            event.set(&key, value);
        }
        Ok(self.complete(event)?)
    }

    /// The keys without which it would be refused.
    fn wanted(&self, event: &EventDraft) -> Vec<&'static str> {
        let (draft, trial, refusal) = self.judge(event, event.text());
        let found = trial.against(&draft.changes[0].path).map(|finding| finding.key.as_str());
        let own = refusal.soft.iter().map(|mistake| mistake.key);
        let keys: Vec<&str> = own.chain(found).filter(|key| !event.has(key)).collect();
        let fields = event.tables().into_iter().flat_map(|table| table.fields);
        fields.map(|field| field.key).filter(|key| keys.contains(key)).collect()
    }

    /// What comes next, with who writes it where that follows neither from the record nor from who
    /// sits here.
    fn next(&self, event: &EventDraft) -> String {
        let leads = || self.record.look(|case| case.dossier.head.our_lead.is_some());
        let unnamed = self.context.role.is_none() && !leads();
        next::after_event(event, self.collaboration.as_deref(), unnamed)
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
        let mut draft = Draft {
            changes: vec![Change { path, before: None, after: text }],
            holds: self.beside.holds.clone(),
            seen: Some(self.seen.clone()),
            said: [self.beside.said.clone(), next::counts_for(event)].concat(),
            subject: event.subject.clone(),
            next: self.beside.next.clone().unwrap_or_else(|| self.next(event)),
        };
        draft.changes.extend(self.beside.changes.iter().cloned());
        let mut trial = attempt(&mut self.record.clone(), &draft);
        if self.beside.next.is_some() {
            trial.all.clear();
        }
        let mut refusal = Refusal { soft: self.beside.against.clone(), ..Refusal::default() };
        let mut covered = COVERED.to_vec();
        if let Some(mistake) = ahead(event.on, self.record.today) {
            refusal.firm.push(mistake);
            covered.push("date-in-future");
        } else {
            refusal.soft.extend(self.held.look(|case| draft::against(case, event)));
        }
        let slips = self.held.look(|case| draft::misspelt(case, event));
        let slips = slips.iter().filter(|slip| !self.meant.contains(slip));
        refusal.soft.extend(slips.map(Misspelt::mistake));
        refusal.add(&trial, &draft.changes, &covered);
        (draft, trial, refusal)
    }

    /// Writes an event that came by flags and questions.
    fn write(&self, mut event: EventDraft) -> Result<Outcome, Failure> {
        let (mut draft, trial, refusal) = self.judge(&event, event.text());
        if !refusal.allows(self.writing.force.is_some()) {
            return Err(refusal.failure(true));
        }
        if let Some(why) = &self.writing.force {
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

    /// Lets an event be filled in with the editor, until nothing speaks against it.
    fn edit(&self, event: &EventDraft) -> Result<Outcome, Failure> {
        let (significance, stage) = self.asked_of();
        let (given, step) = (event.in_order(), event.step());
        let mut questions = draft::open(&event.tables(), &given, Some(&step), significance, stage);
        let wanted = self.wanted(event);
        for question in questions.iter_mut().filter(|it| wanted.contains(&it.field.key)) {
            question.rule.get_or_insert("this command");
        }
        questions.sort_by_key(|question| question.rule.is_none());
        let heading = format!("{} {step}", event.subject);
        let form = draft::blank(heading.trim(), &given, &questions);
        let name = self.path(event);
        let (draft, trial) =
            editor::edit(&name, &form, self.context, |text| self.take(event, text))?;
        let written = finish(self.workspace, &draft, &trial, self.writing);
        written.map_err(|failure| match store::scratch(&name, &draft.changes[0].after) {
            Ok(kept) => Failure {
                help: format!("{}; your form is kept in {}", failure.help, kept.display()),
                ..failure
            },
            Err(_) => failure,
        })
    }

    /// Takes an edited form, or says what is wrong with it, and where.
    fn take(&self, event: &EventDraft, text: &str) -> Result<(Draft, Trial), Vec<Finding>> {
        let mut edited = event.reread(text);
        // What follows from the record is the person's to leave out now; only the name is made anew.
        let mut named = edited.clone();
        if let Err(mistake) = self.complete(&mut named) {
            let known = attempt(&mut self.record.clone(), &self.draft_of(&edited, text));
            let path = self.path(&edited);
            let told: Vec<Finding> = known.against(&path).cloned().collect();
            let own = super::refusal::mark(&mistake, text);
            return Err(if told.is_empty() { vec![own] } else { told });
        }
        edited.words = named.words;
        edited.subject = named.subject;
        let (mut draft, trial, refusal) = self.judge(&edited, text.to_owned());
        // A flag takes no misspelt key, and a form neither.
        let path = &draft.changes[0].path;
        let slips = trial.new.iter().filter(|it| it.rule == "key-unknown" && it.file == *path);
        let slips: Vec<Finding> = slips.cloned().collect();
        if !refusal.allows(self.writing.force.is_some()) || !slips.is_empty() {
            let mut marks = refusal.marks(&trial, &draft.changes[0], &COVERED);
            marks.retain(|it| it.rule != "key-unknown");
            marks.extend(slips);
            return Err(marks);
        }
        if let Some(why) = self.writing.force.as_deref().filter(|_| !refusal.soft.is_empty()) {
            let mut forced = EventDraft { entries: Entries::new(), ..edited };
            forced.set_text("forced", why);
            let (_, why) = &forced.entries[0];
            let own = draft.changes[0].after.trim_end();
            draft.changes[0].after = format!("{own}\nforced = {why}\n");
        }
        Ok((draft, trial))
    }

    fn draft_of(&self, event: &EventDraft, text: &str) -> Draft {
        let change = Change { path: self.path(event), before: None, after: text.to_owned() };
        Draft { changes: vec![change], ..Draft::default() }
    }
}

/// A day that lies ahead is no day on which something has happened.
fn ahead(on: Date, today: Date) -> Option<Mistake> {
    let mistake = Mistake::new(
        format!("{on} lies after today, {today}"),
        "an entry holds what was known that day; log it when it has happened",
    );
    (on > today).then(|| mistake.about("on"))
}
