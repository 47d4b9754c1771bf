//! What stands between the text and signatures.

use super::Desk;
use crate::cli::desk::page::untouched;
use crate::cli::{Failure, Outcome};
use crate::draft::Record;
use crate::draft::agree::{self, Standing};
use crate::render;
use crate::report::Readiness;
use crate::rules::shell;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let record = desk.record();
    if record.look(|case| case.dossier.agreement.is_none()) {
        let evaluated = record.look(|case| case.dossier.evaluation.is_some());
        let from = if evaluated { " from the evaluation" } else { "" };
        return Err(Failure::new(
            format!("{} has no agreement.toml yet", desk.id),
            format!("draft it{from}: `comity agree {}`", shell(&desk.id)),
        ));
    }
    let by_hand = by_hand(desk, &record)?;
    let (signed, to_sign, version) = record.look(|case| {
        let version = case.reckoning.signoffs.version;
        (agree::signed_by(case), agree::to_sign(case), version)
    });
    let begun = record.look(agree::unfinished).map(|begun| desk.is_begun(&begun));
    let gaps = agree::gate(record);
    let readiness =
        Readiness { collaboration: desk.id.clone(), version, gaps, signed, to_sign, by_hand };
    let mut shown = Outcome::clean(render::readiness::render(&readiness, desk.context.look));
    if let Some(begun) = begun {
        let said = format!("half done: {}\n  help: {}\n", begun.message, begun.help);
        shown.stderr.push_str(&render::visible(&said));
    }
    Ok(untouched(shown, &desk.args.writing))
}

/// What was changed by hand since somebody signed, in words; nothing where nothing was.
fn by_hand(desk: &Desk<'_>, record: &Record) -> Result<Option<Vec<String>>, Failure> {
    let Standing::Changed { covers, .. } = record.look(agree::standing) else { return Ok(None) };
    let covered = desk.covered()?;
    let signed = desk.signed_text(record, &covered, &covers);
    let Some(signed) = signed else { return Ok(Some(Vec::new())) };
    let changes = covered.differ(&signed);
    Ok(Some(changes.iter().map(agree::Changed::words).collect()))
}
