//! Collaborations written as text, for the tests of what is derived.

use super::Reckoning;
use crate::document::{Document, Source};
use crate::model::collaboration::Head;
use crate::model::date::Date;
use crate::model::declare::{Walk, read_record};
use crate::model::digest;
use crate::model::dossier::Dossier;
use crate::model::frame::{FileKind, Frame};
use crate::model::review::Review;

/// Paths and texts of one collaboration, and of the settings.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    settings: String,
    files: Vec<(String, String)>,
}

/// A day, from its text.
pub(super) fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

impl Sample {
    /// Three parties, of which the first is ours.
    pub(super) fn new() -> Self {
        let sample = Self { settings: "our_organisation = 'A'".to_owned(), files: Vec::new() };
        sample.with(
            "collaboration.toml",
            "party = [{ id = 'a', name = 'A' }, { id = 'b', name = 'B' }, { id = 'c', name = 'C' }]",
        )
    }

    /// The same with other settings.
    pub(super) fn set(mut self, settings: &str) -> Self {
        self.settings = format!("our_organisation = 'A'\n{settings}");
        self
    }

    /// The same with one more file, or with another text in one that it has.
    pub(super) fn with(mut self, path: &str, text: impl Into<String>) -> Self {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.into()));
        self
    }

    /// The same with a sign-off of each party over a version, on a day.
    pub(super) fn signed(mut self, parties: &[&str], version: i64, on: &str) -> Self {
        for party in parties {
            self = self.with(
                &format!("log/{on}-{party}-signed-v{version}.toml"),
                format!(
                    "kind = 'signoff'\non = {on}\nby = 'X Y'\nparty = '{party}'\n\
                     agreement_version = {version}\ncovers = 'comity-1:0'"
                ),
            );
        }
        self
    }

    /// The same with a sign-off of each party over the record of a review as it is now.
    pub(super) fn agreed(mut self, parties: &[&str], plan: &str, on: &str) -> Self {
        let record = format!("reviews/{plan}/review.toml");
        let source = |path: &str| {
            let text = &self.files.iter().find(|(known, _)| known == path).expect("on file").1;
            Source::new(path.to_owned(), text.clone().into_bytes())
        };
        let (head, record) = (source("collaboration.toml"), source(&record));
        let (head, record) = (Document::parse(&head), Document::parse(&record));
        let head: Head<'_> = read_record(head.root(), (0..0).into(), &mut Walk::default());
        let digest = digest::of::<Review<'_>>(&head, record.root()).expect("a digest");
        for party in parties {
            self = self.with(
                &format!("log/{on}-{party}-signed-{plan}.toml"),
                format!(
                    "kind = 'signoff'\non = {on}\nby = 'X Y'\nparty = '{party}'\n\
                     review = '{plan}'\ncovers = '{digest}'"
                ),
            );
        }
        self
    }

    /// The same with events, each an id and its text.
    pub(super) fn logged(self, events: &[(String, String)]) -> Self {
        events
            .iter()
            .fold(self, |sample, (id, text)| sample.with(&format!("log/{id}.toml"), text.as_str()))
    }

    /// Looks at what is derived of it on a day. Every key and value of it has to be a known one.
    pub(super) fn on<T>(
        &self,
        today: &str,
        look: impl FnOnce(&Dossier<'_>, &Reckoning<'_>) -> T,
    ) -> T {
        self.read(today, |frame, dossier| {
            assert!(dossier.walk.faults.is_empty(), "{:?}", dossier.walk.faults);
            look(dossier, &Reckoning::of(frame, dossier, day(today)))
        })
    }

    /// Looks at it as it stands on a day.
    pub(super) fn read<T>(
        &self,
        today: &str,
        look: impl FnOnce(&Frame<'_>, &Dossier<'_>) -> T,
    ) -> T {
        let settings = [Source::new("comity.toml".to_owned(), self.settings.clone().into_bytes())];
        let trees: Vec<Document<'_>> = settings.iter().map(Document::parse).collect();
        let frame = Frame::read(&settings, &trees, &[FileKind::Settings]);
        let sources: Vec<Source> = self
            .files
            .iter()
            .map(|(path, text)| Source::new(path.clone(), text.clone().into_bytes()))
            .collect();
        let documents: Vec<Document<'_>> = sources.iter().map(Document::parse).collect();
        let kinds = self.files.iter().map(|(path, _)| kind_of(path)).collect();
        for document in &documents {
            assert!(document.faults.is_empty(), "a sample is TOML: {:?}", document.faults);
        }
        look(&frame, &Dossier::read("sample", &sources, &documents, kinds, day(today)))
    }
}

fn kind_of(path: &str) -> FileKind {
    match path {
        "collaboration.toml" => FileKind::Head,
        "evaluation.toml" => FileKind::Evaluation,
        "agreement.toml" => FileKind::Agreement,
        _ if path.starts_with("log/") => FileKind::Event,
        _ => FileKind::Review,
    }
}
