//! The text itself: drafted where there is none, and changed line by line while it may be.

use super::{Desk, ready};
use crate::cli::desk::{Draft, Refusal, attempt, finish};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Standing};
use crate::draft::{self, Misspelt, Mistake, Page, Record};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::reckon::signoff::of_text;
use crate::rules::shell;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, writing) = (desk.args, &desk.args.writing);
    let record = desk.record();
    let path = desk.path();
    let on_file = desk.workspace.text_of(&path)?;
    let mut page = Page::new(&path, Agreement::TABLE, on_file.as_deref());
    // What is taken as given stands there since it was evaluated.
    let is_new = page.entries().iter().all(|(key, _)| key == "assumption");
    if args.blank && !is_new {
        return Err(Failure::new(
            format!("{path} is there already"),
            "leave out `--blank`: what you set is changed in it",
        ));
    }
    let standing = record.look(agree::standing);
    let mut said = Vec::new();
    if is_new && !args.blank {
        page.edit(&record.look(agree::first))?;
        if record.look(|case| case.dossier.evaluation.is_some()) {
            said.push(DRAFTED.to_owned());
        }
    }
    args.changes.apply(&mut page)?;
    if writing.edit && standing != Standing::Draft {
        return Err(Failure::new(
            "the text is signed, and no draft any more",
            "change it with `--amend --edit`; what is merely kept up, with `--set`",
        ));
    }
    if writing.edit {
        desk.edit_draft(&record, &mut page)?;
    } else if args.changes.is_empty() && standing == Standing::Draft {
        desk.ask(&record, &mut page)?;
    }
    // A file is not made to hold nothing.
    if args.blank && page.change().is_none() {
        page.set("version=1")?;
    }
    if is_new {
        page.text = draft::with_words(&page.text, Agreement::TABLE);
    }
    let Some(change) = page.change() else { return ready::run(desk) };
    // Somebody may have signed while this was being written.
    let seen = Some(desk.workspace.names(&format!("collaborations/{}/log", desk.id)));
    let mut record = desk.record();
    let standing = record.look(agree::standing);
    let (before, roles) = record.look(|case| (of_text(case.dossier), draft::roles(case)));
    let mut draft = Draft { changes: vec![change], seen, said, ..Draft::default() };
    let mut trial = attempt(&mut record, &draft);
    let after = record.look(|case| of_text(case.dossier));
    if standing != Standing::Draft && before != after {
        return Err(desk.kept(signed(desk, &standing).into(), &page));
    }
    let mut refusal = Refusal::default();
    refusal.add(&trial, &draft.changes, &[]);
    // What a draft still lacks or has wrong is told by the gate; only its form has to be right.
    refusal.soft.clear();
    if !refusal.allows(false) {
        return Err(refusal.failure(false));
    }
    if let Some(why) = &writing.force {
        let help = "a text has no place for it; the sign-off has: `--sign PARTY --force …`";
        return Err(Failure::new(format!("`--force \"{why}\"` overrides nothing here"), help));
    }
    trial.all.clear();
    let slips = record.look(|case| draft::misspelt_anew(case, &roles));
    draft.said.extend(slips.iter().map(Misspelt::told));
    draft.next = match standing {
        Standing::Draft => next(desk, record),
        _ => record.look(|case| agree::kept_up(case, &standing)),
    };
    finish(&desk.workspace, &draft, &trial, writing).map_err(|it| desk.kept(it, &page))
}

/// What is said of a first text.
const DRAFTED: &str = "It holds what evaluation.toml says, which only we see: read it through \
    before the others do.";

/// What to do after a draft was written.
fn next(desk: &Desk<'_>, record: Record) -> String {
    let gaps = agree::gate(record);
    let count = agree::against(&gaps).count();
    match agree::against(&gaps).next() {
        None => format!("it can be signed: `comity agree {} --sign PARTY`", shell(&desk.id)),
        Some(first) if count == 1 => {
            format!("one thing stands before signatures: {}: {}", first.message, first.help)
        }
        Some(_) => format!(
            "{count} things stand before signatures: `comity agree {} --ready` tells, cheapest first",
            shell(&desk.id)
        ),
    }
}

/// That a promise was signed and is not changed in passing.
fn signed(desk: &Desk<'_>, standing: &Standing) -> Mistake {
    let line = format!(
        "`comity agree {} --amend --reason \"…\" --effective-on DATE` with the same changes",
        shell(&desk.id)
    );
    match standing {
        Standing::Amended => Mistake::new(
            "not written: an amendment leads to this text, and lists what changed",
            format!("amend once more: {line}"),
        ),
        Standing::Changed { version, .. } => Mistake::new(
            format!("not written: version {version} was signed, and the text was changed since"),
            format!("make one amendment of all changes: {line}"),
        ),
        _ => Mistake::new(
            "not written: the text is signed, and this would change a promise",
            format!("amend it: {line}"),
        ),
    }
}
