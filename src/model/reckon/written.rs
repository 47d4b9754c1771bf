//! For tests: a record written as text, read whole as it stands on a day.

use crate::document::{Document, Source};
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::frame::FileKind;

/// Reads `collaboration.toml`, `agreement.toml` and events, each an id and its text.
pub(super) fn read<T>(
    head: &str,
    agreement: &str,
    events: &[(String, String)],
    today: Date,
    look: impl FnOnce(&Dossier<'_>) -> T,
) -> T {
    let mut sources = vec![
        Source::new("collaboration.toml".to_owned(), head.as_bytes().to_vec()),
        Source::new("agreement.toml".to_owned(), agreement.as_bytes().to_vec()),
    ];
    let mut kinds = vec![FileKind::Head, FileKind::Agreement];
    for (id, text) in events {
        sources.push(Source::new(format!("log/{id}.toml"), text.as_bytes().to_vec()));
        kinds.push(FileKind::Event);
    }
    let documents: Vec<Document<'_>> = sources.iter().map(Document::parse).collect();
    for document in &documents {
        assert!(document.faults.is_empty(), "a test record is TOML: {:?}", document.faults);
    }
    look(&Dossier::read("test", &sources, &documents, kinds).as_of(today))
}
