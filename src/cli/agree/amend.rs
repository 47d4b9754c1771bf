//! A change of a text that was signed: the next version, and the list of what changed.

use super::Desk;
use crate::cli::desk::ask::{Asking, ask};
use crate::cli::desk::{Draft, Refusal, attempt, finish, page};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Changed, Standing};
use crate::draft::{EventDraft, Page, Record, Trial};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::event::{Amendment, Envelope};
use crate::store::Change;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let writing = &desk.args.writing;
    let given = desk.given(&[Amendment::TABLE, Envelope::TABLE])?;
    let mut record = desk.record();
    let path = desk.path();
    let on_file = desk.workspace.text_of(&path)?.unwrap_or_default();
    let (before, from) = signed(desk, &record, &on_file)?;
    let mut page = Page::new(&path, Agreement::TABLE, Some(&on_file));
    let changes = edited(desk, &before, &mut page)?;
    if changes.is_empty() {
        return Err(unchanged(desk, &page));
    }
    page.set(&format!("version={}", from + 1))?;
    let mut event = agree::amendment(desk.on(), from, &changes);
    event.entries.extend(given);
    let role = desk.context.role.as_deref();
    let lead = record.look(|case| case.dossier.head.our_lead.map(str::to_owned));
    event.set_text_if_open("by", role.or(lead.as_deref()));
    questions(desk, &record, &mut event)?;

    let taken = |path: &str| record.folder.text(path).is_some();
    let at = event.path(Some(&desk.id), desk.context.chance, taken);
    let stale: Vec<String> = record.look(agree::signed_by).into_iter().map(|it| it.party).collect();
    let to_sign = record.look(|case| {
        let parties = case.dossier.working_parties(desk.today);
        parties.map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
    });
    let mut draft = Draft {
        changes: page.change().into_iter().collect(),
        said: changes.iter().map(Changed::words).collect(),
        next: next(desk, &stale, &to_sign),
        ..Draft::default()
    };
    draft.changes.push(Change { path: at, before: None, after: event.text() });
    let mut trial: Trial = attempt(&mut record, &draft);
    let mut refusal = Refusal::default();
    if desk.on() > desk.today {
        let message = format!("{} lies after today, {}", desk.on(), desk.today);
        refusal.firm.push(crate::draft::Mistake::new(message, "mend the day: `--on DATE`"));
    }
    refusal.add(&trial, &draft.changes, &[]);
    if !refusal.allows(writing.force.is_some()) {
        return Err(refusal.failure(true));
    }
    if let (Some(why), false) = (&writing.force, refusal.soft.is_empty()) {
        event.set_text("forced", why);
        if let Some(last) = draft.changes.last_mut() {
            last.after = event.text();
        }
    }
    trial.all.clear();
    finish(&desk.workspace, &draft, &trial, writing)
}

/// The text that was signed, and its version.
fn signed(desk: &Desk<'_>, record: &Record, on_file: &str) -> Result<(String, i64), Failure> {
    let version = record.look(|case| case.reckoning.signoffs.version);
    match record.look(agree::standing) {
        Standing::Draft => Err(Failure::new(
            "nobody has signed this text yet, so there is nothing to amend",
            "leave out `--amend`: a draft is changed with `--set`",
        )),
        Standing::Signed | Standing::Amended => Ok((on_file.to_owned(), version)),
        Standing::Changed { version, covers } => {
            let path = desk.path();
            let texts = desk.workspace.past_texts(&path);
            let before = record.look(|case| agree::signed_text(case, &covers, texts));
            before.map(|before| (before, version)).ok_or_else(|| {
                Failure::new(
                    format!(
                        "the text on file is not version {version} as it was signed, and the \
                         history of the files does not hold that one: what changed cannot be told"
                    ),
                    "bring agreement.toml back as it was signed, and give what changes with `--set`",
                )
            })
        }
    }
}

/// Makes the changes that are asked for, and lists what differs from the signed text: first what was
/// changed by hand, then in the order in which it was given.
fn edited(desk: &Desk<'_>, before: &str, page: &mut Page) -> Result<Vec<Changed>, Failure> {
    let old = Page::new(&page.path, Agreement::TABLE, Some(before));
    let differ = |page: &Page| old.look(|old| page.look(|new| agree::changes(old, new)));
    let mut order: Vec<Changed> = differ(page);
    desk.args.changes.apply_each(page, |page| {
        for change in differ(page) {
            if !order.iter().any(|known| known.is_of(&change)) {
                order.push(change);
            }
        }
    })?;
    if desk.args.writing.edit {
        let form = page.text.clone();
        page::edit(page, &form, desk.context, |tried| {
            let trial = Trial::of(&mut desk.record(), &[(&*tried.path, &*tried.text)]);
            let firm = |rule: &str| crate::rules::group_of(rule) == Some("structure");
            trial.against(&tried.path).filter(|it| firm(it.rule)).cloned().collect()
        })?;
    }
    let mut changes = differ(page);
    let place = |change: &Changed| order.iter().position(|known| known.is_of(change));
    changes.sort_by_key(|change| place(change).unwrap_or(usize::MAX));
    Ok(changes)
}

/// That there is nothing to amend.
fn unchanged(desk: &Desk<'_>, page: &Page) -> Failure {
    let id = &desk.id;
    if page.change().is_some() {
        return Failure::new(
            "no promise changes, so no amendment is needed",
            format!("what is merely kept up is changed without: `comity agree {id} --set …`"),
        );
    }
    Failure::new(
        "nothing changes: the text is what was signed",
        "say what is to change: `--set sl-visit.target=90`, `--add`, `--unset` or `--edit`",
    )
}

/// Asks for what the event still has to say.
fn questions(desk: &Desk<'_>, record: &Record, event: &mut EventDraft) -> Result<(), Failure> {
    if !desk.args.writing.may_ask(desk.context) {
        return Ok(());
    }
    let (significance, stage) =
        record.look(|case| (case.dossier.significance(), case.reckoning.stage.claimed));
    let tables = event.tables();
    let mut entries = event.in_order();
    let asking = Asking { tables: &tables, step: None, significance, stage };
    if !ask(asking, &mut entries, desk.context) {
        return Err(Failure::new("nothing was written", "the questions were left"));
    }
    for (key, value) in entries.into_iter().filter(|(key, _)| key != "kind" && key != "on") {
        event.set(&key, value);
    }
    Ok(())
}

/// Whose sign-offs no longer cover the text, and how they sign.
fn next(desk: &Desk<'_>, stale: &[String], to_sign: &[String]) -> String {
    let id = &desk.id;
    let lines: Vec<String> =
        to_sign.iter().map(|party| format!("\n  comity agree {id} --sign {party}")).collect();
    format!(
        "the sign-offs of {} cover the older text; each signs anew:{}",
        stale.join(", "),
        lines.concat()
    )
}
