//! A change of a text that was signed: the next version, and the list of what changed.

use super::Desk;
use crate::cli::desk::Refusal;
use crate::cli::desk::event::{Beside, Typed, write};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Changed, SignedText, Standing};
use crate::draft::{self, Misspelt, Mistake, Page, Record};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::event::{Amendment, Envelope};
use crate::rules::shell;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let given = desk.given(&[Amendment::TABLE, Envelope::TABLE])?;
    let record = desk.record();
    let path = desk.path();
    let on_file = desk.workspace.text_of(&path)?.unwrap_or_default();
    let (before, from) = signed(desk, &record, &on_file)?;
    let mut page = Page::new(&path, Agreement::TABLE, Some(&on_file));
    let changes = edited(desk, &before, &mut page)?;
    if changes.is_empty() {
        // What is no text at all changes no promise either.
        let slips = desk.slips(&page).into_iter().map(|it| Mistake::new(it.message, it.help));
        let refusal = Refusal { firm: slips.collect(), ..Refusal::default() };
        let whole = refusal.allows(false);
        return Err(if whole { unchanged(desk, &page) } else { refusal.failure(false) });
    }
    page.set(&format!("version={}", from + 1))?;
    let mut event = agree::amendment(desk.on(), from, &changes);
    event.entries.extend(given);
    let (stale, to_sign) = record.look(|case| {
        let stale: Vec<String> = agree::signed_by(case).into_iter().map(|it| it.party).collect();
        let parties = case.dossier.working_parties(desk.today);
        (stale, parties.map(|(id, _)| id.to_owned()).collect::<Vec<_>>())
    });
    let known = record.look(draft::roles);
    let amended = record.with(&page.path, &page.text);
    let slips = amended.look(|case| draft::misspelt_anew(case, &known));
    let beside = Beside {
        against: slips.iter().map(Misspelt::mistake).collect(),
        changes: page.change().into_iter().collect(),
        said: changes.iter().map(Changed::words).collect(),
        next: Some(next(desk, &stale, &to_sign)),
        ..Beside::default()
    };
    let typed = Typed::of(&desk.id, event, desk.args.on.is_some(), beside);
    let written = write(&desk.workspace, typed, &desk.args.writing, desk.context);
    written.map_err(|failure| desk.kept(failure, &page))
}

/// The text that was signed, and its version.
fn signed(desk: &Desk<'_>, record: &Record, on_file: &str) -> Result<(SignedText, i64), Failure> {
    let version = record.look(|case| case.reckoning.signoffs.version);
    match record.look(agree::standing) {
        Standing::Draft => Err(Failure::new(
            "nobody has signed this text yet, so there is nothing to amend",
            "leave out `--amend`: a draft is changed with `--set`",
        )),
        Standing::Signed | Standing::Amended => {
            Ok((SignedText { text: on_file.to_owned(), head: None }, version))
        }
        Standing::Changed { version, covers } => {
            let before = desk.signed_text(record, &covers);
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
fn edited(desk: &Desk<'_>, before: &SignedText, page: &mut Page) -> Result<Vec<Changed>, Failure> {
    let differ = |page: &Page| desk.differ(before, page);
    let mut order: Vec<Changed> = differ(page);
    let mut note = |page: &Page| {
        for change in differ(page) {
            if !order.iter().any(|known| known.is_of(&change)) {
                order.push(change);
            }
        }
    };
    desk.args.changes.apply_each(page, &mut note)?;
    if desk.args.writing.edit {
        desk.edit_signed(page)?;
    } else if differ(page).is_empty() {
        desk.ask_for_changes(page, &mut note)?;
    }
    let mut changes = differ(page);
    let place = |change: &Changed| order.iter().position(|known| known.is_of(change));
    changes.sort_by_key(|change| place(change).unwrap_or(usize::MAX));
    Ok(changes)
}

/// That there is nothing to amend.
fn unchanged(desk: &Desk<'_>, page: &Page) -> Failure {
    let id = shell(&desk.id);
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

/// Whose sign-offs no longer cover the text, and how they sign.
fn next(desk: &Desk<'_>, stale: &[String], to_sign: &[String]) -> String {
    let id = shell(&desk.id);
    let lines: Vec<String> =
        to_sign.iter().map(|it| format!("\n  comity agree {id} --sign {}", shell(it))).collect();
    let stale = stale.join(", ");
    format!("the sign-offs of {stale} cover the older text; each signs anew:{}", lines.concat())
}
