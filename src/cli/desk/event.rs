//! An event from draft to file: what is open is asked for, the rules look at it, it is written.

use clap::builder::PossibleValuesParser;

use super::ask::{Asking, ask};
use super::{Draft, Refusal, Writing, attempt, editor, finish};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, Entries, EventDraft, Mistake, Record, Trial};
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage, Word};
use crate::rules::{Case, Finding};
use crate::store::{Change, Workspace};

/// What a command holds against an event.
type Against = dyn Fn(&Case<'_, '_>, &EventDraft) -> Vec<Mistake>;

/// An event that is about to be written, and what its command knows of it.
pub(in crate::cli) struct Entry {
    /// The event with what was given and what follows from the record.
    pub(in crate::cli) event: EventDraft,
    /// The collaboration; nothing for contact with an organisation.
    pub(in crate::cli) collaboration: Option<String>,
    /// What it is about.
    pub(in crate::cli) subject: String,
    /// What happened.
    pub(in crate::cli) step: Option<String>,
    /// What the command itself holds against it; looked at again with what was asked for.
    pub(in crate::cli) against: Box<Against>,
    /// The rules whose question the command itself answers.
    pub(in crate::cli) covered: &'static [&'static str],
    /// What to do next, where nothing is found.
    pub(in crate::cli) next: String,
}

/// The words that a positional argument takes.
pub(in crate::cli) fn words(words: &'static [Word]) -> PossibleValuesParser {
    PossibleValuesParser::new(words.iter().map(|word| {
        let value = clap::builder::PossibleValue::new(word.text);
        if word.doc.is_empty() { value } else { value.help(word.doc.trim()) }
    }))
}

/// Fills in what is still open, tries the event by the rules, and writes it.
pub(in crate::cli) fn write(
    workspace: &Workspace,
    mut record: Record,
    mut entry: Entry,
    writing: &Writing,
    context: &Context,
) -> Result<Outcome, Failure> {
    let today = writing.today(context);
    let (significance, stage) =
        record.look(|case| (case.dossier.significance(), case.reckoning.stage.claimed));
    let open = |event: &EventDraft, step: Option<&str>| {
        draft::open(&event.tables(), &given(event), step, significance, stage)
    };
    let step = entry.step.clone();
    let missing =
        open(&entry.event, step.as_deref()).iter().any(|question| question.rule.is_some());
    if missing && writing.may_ask(context) {
        answer(&mut entry, significance, stage, context)?;
    }
    let taken = |path: &str| record.folder.text(path).or(record.shared.text(path)).is_some();
    let path = entry.event.path(entry.collaboration.as_deref(), context.chance, taken);
    if writing.edit {
        let questions = open(&entry.event, step.as_deref());
        let form = draft::blank(&heading(&entry), &entry.event.in_order(), &questions);
        let (trial, draft) = editor::edit(&path, &form, context, |text| {
            let mut record = Record::read(
                workspace,
                entry.collaboration.as_deref().unwrap_or_default(),
                record.today,
            );
            let draft = draft_of(&entry, path.clone(), text.to_owned());
            let trial = attempt(&mut record, &draft);
            let against: Vec<Finding> = trial.against(&path).cloned().collect();
            if against.is_empty() { Ok((trial, draft)) } else { Err(against) }
        })?;
        return finish(workspace, &draft, &trial, writing);
    }
    let mut refusal = Refusal::default();
    refusal.firm.extend(ahead(entry.event.on, today));
    refusal.soft.extend(record.look(|case| (entry.against)(case, &entry.event)));
    let mut draft = draft_of(&entry, path, entry.event.text());
    let trial: Trial = attempt(&mut record, &draft);
    refusal.add(&trial, &draft.changes, entry.covered);
    if !refusal.allows(writing.force.is_some()) {
        return Err(refusal.failure(true));
    }
    match &writing.force {
        Some(why) if !refusal.soft.is_empty() => {
            entry.event.set_text("forced", why);
            draft.changes[0].after = entry.event.text();
        }
        Some(_) => draft.said.push("nothing spoke against it; `--force` was not needed".to_owned()),
        None => {}
    }
    finish(workspace, &draft, &trial, writing)
}

/// What is given so far, with the kind, on which some questions hang.
fn given(event: &EventDraft) -> Entries {
    event.in_order()
}

fn answer(
    entry: &mut Entry,
    significance: Significance,
    stage: Stage,
    context: &Context,
) -> Result<(), Failure> {
    let tables = entry.event.tables();
    let step = entry.step.clone();
    let asking = Asking { tables: &tables, step: step.as_deref(), significance, stage };
    let mut entries = entry.event.in_order();
    if !ask(asking, &mut entries, context) {
        return Err(Failure::new("nothing was written", "the questions were left"));
    }
    for (key, value) in entries.into_iter().filter(|(key, _)| key != "kind" && key != "on") {
        entry.event.set(&key, value);
    }
    Ok(())
}

fn draft_of(entry: &Entry, path: String, text: String) -> Draft {
    Draft {
        changes: vec![Change { path, before: None, after: text }],
        said: Vec::new(),
        subject: entry.subject.clone(),
        next: entry.next.clone(),
    }
}

/// The first lines of a form.
fn heading(entry: &Entry) -> String {
    let step = entry.step.as_deref().unwrap_or_default();
    format!("{} {step}", entry.subject)
}

/// A day that lies ahead is no day on which something has happened.
fn ahead(on: Date, today: Date) -> Option<Mistake> {
    (on > today).then(|| {
        Mistake::new(
            format!("{on} lies after today, {today}"),
            "an entry holds what was known that day; log it when it has happened",
        )
    })
}
