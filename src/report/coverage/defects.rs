//! What is wrong with the choice of standards, or with one of the team's own.

use super::Defect;
use super::shared::Shared;
use crate::model::frame::FileKind;
use crate::rules::Tally;
use crate::store::Folder;

/// The file that a standard of this name would stand in, where there is one.
pub(super) fn file_of<'f>(name: &str, folder: &'f Folder) -> Option<&'f str> {
    let files = folder.sources.iter().zip(&folder.kinds);
    let mut own = files.filter(|(_, kind)| **kind == FileKind::Standard).map(|(source, _)| source);
    own.find(|source| source.stem() == name).map(|source| source.path.as_str())
}

/// What `comity.toml` chooses and nobody knows, whatever the levels of the rules; then whatever was
/// found in the files of the team's own standards.
pub(super) fn of(unknown: &[&str], tally: &Tally, shared: &Shared<'_, '_>) -> Vec<Defect> {
    let settings = &shared.frame.settings;
    let chosen = unknown.iter().map(|word| {
        let at = settings.standards.iter().position(|it| it == word).unwrap_or_default();
        let place = shared.line_of_settings(settings.at.item("standards", at).span);
        let (file, line) = place.unwrap_or_else(|| ("comity.toml".to_owned(), 1));
        let (message, help) = match file_of(word, shared.folder) {
            Some(own) => (
                format!("{own} cannot be read as a standard, and is left out"),
                "put the file right: `comity check` shows what is wrong with it",
            ),
            None => (
                format!("`{word}` is no standard, and is left out"),
                "name one that `comity standard list` lists, or add its file in `standards/`",
            ),
        };
        Defect { message, help: help.to_owned(), file, line }
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
