//! What is wrong with the choice of standards, or with one of the team's own.

use super::Defect;
use super::shared::Shared;
use crate::model::frame::FileKind;
use crate::rules::Tally;

/// What `comity.toml` chooses and nobody knows, whatever the levels of the rules; then whatever was
/// found in the files of the team's own standards.
pub(super) fn of(unknown: &[&str], tally: &Tally, shared: &Shared<'_, '_>) -> Vec<Defect> {
    let settings = &shared.frame.settings;
    let chosen = unknown.iter().map(|word| {
        let at = settings.standards.iter().position(|it| it == word).unwrap_or_default();
        let place = shared.line_of_settings(settings.at.item("standards", at).span);
        let (file, line) = place.unwrap_or_else(|| ("comity.toml".to_owned(), 1));
        Defect {
            message: format!("`{word}` is no standard, and is left out"),
            help: "name one that `comity standard list` lists, or add its file in `standards/`"
                .to_owned(),
            file,
            line,
        }
    });
    let own = tally.findings.iter().chain(&tally.held_back).filter(|finding| {
        let at = shared.folder.sources.iter().position(|source| source.path == finding.file);
        at.is_some_and(|at| shared.folder.kinds[at] == FileKind::Standard)
    });
    let own = own.map(|finding| Defect {
        message: finding.message.clone(),
        help: finding.help.clone(),
        file: finding.file.clone(),
        line: finding.line,
    });
    chosen.chain(own).collect()
}
