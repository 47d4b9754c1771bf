//! From filled-in files to written ones: tried by the rules, refused or written.

use super::form::Desk;
use super::show;
use crate::cli::desk::{Draft, Refusal, attempt, finish, with_line};
use crate::cli::{Failure, Outcome};
use crate::draft::{self, Page, Record, Trial, evaluation};
use crate::model::declare::Stage;
use crate::model::evaluation::Outcome as Decided;
use crate::render;
use crate::rules::{Case, forms::AMEND, shell};
use crate::store::Change;

/// Writes what was filled in, or says what speaks against it. Whoever was asked is asked for the
/// reason too, or leaves the decision open.
pub(super) fn write(
    desk: &Desk<'_>,
    mut pages: [Page; 3],
    mut said: Vec<String>,
    asks: bool,
) -> Result<Outcome, Failure> {
    let Desk { workspace, id, writing, context } = *desk;
    let today = writing.today(context);
    said.extend(evaluation::fill(&mut pages, today)?);
    // Somebody may sign between this look at the record and the writing.
    let seen = Some(workspace.names(&format!("collaborations/{id}/log")));
    let mut record = Record::read(workspace, id, today);
    let look = |case: &Case<'_, '_>| (case.reckoning.stage.claimed, evaluation::against(case));
    let (before, known) = record.look(look);
    let roles = record.look(draft::roles);
    let mut draft =
        Draft { changes: changes(&pages), seen, said, answered: asks, ..Draft::default() };
    let mut trial = attempt(&mut record, &draft);
    let (after, against) = record.look(look);
    // Whatever else is wrong is asked for by the command that it belongs to.
    signed(id, &draft.changes, &trial)?;
    let mut refusal = Refusal::default();
    refusal.soft.extend(against.into_iter().filter(|it| !known.contains(it)));
    let (said, soft) = (&mut draft.said, &mut refusal.soft);
    record.look(|case| draft::heed_roles(case, &roles, asks || writing.edit, said, soft));
    let decides = evaluation::decides(before, after);
    refusal.soft.extend(evaluation::weigh(&mut trial, &pages[1], decides).iter().map(with_line));
    // What a decision rests on is looked at in every file, not only in those that change now.
    let held = if decides { evaluation::whole(&pages) } else { changes(&pages) };
    refusal.add(&trial, &held, &[INCOMPLETE]);
    if decides {
        refusal.soft.extend(trial.new.iter().filter(|it| it.rule == INCOMPLETE).map(with_line));
    }
    let memories = render::evaluation::memories(&show::memories(workspace, &record, today));
    let mut force = writing.force.clone();
    if asks && force.is_none() && refusal.firm.is_empty() && !refusal.soft.is_empty() {
        let failure = refusal.failure(false).outcome().stderr;
        let line = context.person.ask(&format!("\n{failure}{REASON}"));
        match line.as_deref().map(str::trim) {
            None => return Err(refusal.failure(true)),
            Some("") => {
                let [head, own, agreement] = pages;
                let own = evaluation::undecided(&own).ok_or_else(|| refusal.failure(true))?;
                return write(desk, [head, own, agreement], draft.said, false);
            }
            Some(why) => force = Some(why.to_owned()),
        }
    }
    if !refusal.allows(force.is_some()) {
        return Err(refusal.failure(true));
    }
    match &force {
        Some(why) if !refusal.soft.is_empty() => {
            evaluation::force(&mut pages[1], why)?;
            draft.changes = changes(&pages);
        }
        Some(_) => draft.said.push("nothing spoke against it; `--force` was not needed".to_owned()),
        None => {}
    }
    draft.next = record.look(|case| next(id, case));
    let remembered = memories.into_iter().map(|memory| format!("remember: {memory}"));
    if writing.dry_run {
        let mut outcome = finish(workspace, &draft, &trial, writing)?;
        outcome.stderr.extend(remembered.map(|line| format!("{line}\n")));
        return Ok(outcome);
    }
    draft.said.extend(remembered);
    finish(workspace, &draft, &trial, writing)
}

/// The rule that asks how a collaboration is led: of a candidate that is no fault yet.
const INCOMPLETE: &str = "collaboration-incomplete";

/// What is asked where something speaks against a decision.
const REASON: &str =
    "Say why it has to stand as it is, or leave the decision open for now (Enter).\nwhy: ";

fn changes(pages: &[Page; 3]) -> Vec<Change> {
    pages.iter().filter_map(Page::change).collect()
}

/// That a text which is signed already would become another.
fn signed(id: &str, changes: &[Change], trial: &Trial) -> Result<(), Failure> {
    let stale = trial.new.iter().find(|finding| finding.rule == "signoff-stale");
    let Some(stale) = stale else { return Ok(()) };
    let amend = format!("`comity agree {}{AMEND}`", shell(id));
    let help = if changes.iter().any(|change| change.path.ends_with("/agreement.toml")) {
        format!("what is taken as given belongs to it; amend it: {amend} with the same changes")
    } else {
        format!("who takes part belongs to it; amend it: {amend} with the same changes")
    };
    let what = format!("not written: it would change what was signed: {}", stale.message);
    Err(Failure::new(what, help))
}

/// What to do next, where nothing is found.
fn next(id: &str, case: &Case<'_, '_>) -> String {
    let decision = case.dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    let id = shell(id);
    match decision.and_then(|decision| decision.outcome) {
        None => format!("`comity evaluate {id}` shows what is still missing for a decision"),
        Some(Decided::Decline | Decided::Defer) => {
            "commit it; it stays on file, and is remembered when the like is evaluated".to_owned()
        }
        Some(_) if case.reckoning.stage.claimed < Stage::Agreed => {
            format!("`comity agree {id}` drafts what is to be agreed")
        }
        Some(_) => "commit it, so that the others see it".to_owned(),
    }
}
