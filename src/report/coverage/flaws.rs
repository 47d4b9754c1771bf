//! What is wrong with a criterion itself. One that is not as it was meant is never met, as nobody can
//! say what it would have asked.

use super::Gap;
use crate::document::{Document, Spot};
use crate::model::declare::{FaultKind, is_placeholder};
use crate::model::frame::{FileKind, Frame};
use crate::rules::flaws_of_standards;
use crate::standard::{Criterion, Standard};
use crate::store::Folder;

/// What is wrong with one criterion, or with all of its standard.
struct Flaw {
    /// The standard: the name of its file.
    standard: String,
    /// The criterion; nothing where all of them may be meant otherwise.
    criterion: Option<String>,
    file: usize,
    line: usize,
    message: String,
    help: String,
}

/// What is wrong with the team's own standards, whatever the levels of the rules.
pub(super) struct Flaws<'f> {
    all: Vec<Flaw>,
    folder: &'f Folder,
}

impl<'f> Flaws<'f> {
    pub(super) fn of(frame: &Frame<'_>, folder: &'f Folder, documents: &[Document<'_>]) -> Self {
        let mut flaws = Self { all: Vec::new(), folder };
        for flaw in flaws_of_standards(frame) {
            let criterion = flaw.criterion.map(str::to_owned);
            flaws.add(&flaw.spot, criterion, flaw.says, flaw.help);
        }
        for (file, document) in documents.iter().enumerate() {
            if folder.kinds[file] == FileKind::Standard && document.is_damaged() {
                flaws.add(
                    &Spot { file, ..Spot::default() },
                    None,
                    "this standard could not be read whole".to_owned(),
                    "put the file right: `comity check` shows the place".to_owned(),
                );
            }
        }
        for fault in &frame.walk.faults {
            let (file, document) = (fault.spot.file, &documents[fault.spot.file]);
            if folder.kinds[file] != FileKind::Standard {
                continue;
            }
            let way = document.key_path(&fault.spot);
            let number = way.strip_prefix("criterion[").and_then(|rest| rest.split(']').next());
            let criterion = number.and_then(|number| number.parse::<usize>().ok()).and_then(|at| {
                let stem = folder.sources[file].stem();
                let page = frame.standards.iter().find(|(name, _)| *name == stem);
                page.and_then(|(_, page)| page.criterion.get(at)?.ref_)
            });
            let message = match &fault.kind {
                FaultKind::UnknownKey { key, .. } => {
                    format!("nobody knows what `{key}` means here")
                }
                _ => format!("`{}` cannot be read for what it should be", fault.spot.key),
            };
            let help = "put it right: `comity check` shows how".to_owned();
            flaws.add(&fault.spot, criterion.map(str::to_owned), message, help);
        }
        for (name, page) in &frame.standards {
            let says_nothing = |title: &str| title.trim().is_empty() || is_placeholder(title);
            for one in page.criterion.iter().filter(|it| it.title.is_none_or(says_nothing)) {
                let of = one.ref_.map(str::to_owned);
                let message = "its title does not say what it asks".to_owned();
                let help = "say in `title` what it asks, in a line".to_owned();
                flaws.add(&one.at.key("title"), of, message, help);
            }
            for one in page.criterion.iter().filter(|it| it.evidence.is_empty()) {
                // Whether another names some for it is known once all are read.
                flaws.all.push(Flaw {
                    standard: (*name).to_owned(),
                    criterion: one.ref_.map(str::to_owned),
                    file: one.at.file,
                    line: 0,
                    message: String::new(),
                    help: String::new(),
                });
                let at = flaws.all.len() - 1;
                flaws.all[at].line = flaws.line(&one.at.here());
            }
        }
        flaws
    }

    fn line(&self, spot: &Spot<'_>) -> usize {
        self.folder.sources[spot.file].line_and_column(spot.span).0
    }

    fn add(&mut self, spot: &Spot<'_>, criterion: Option<String>, message: String, help: String) {
        let (file, line) = (spot.file, self.line(spot));
        let standard = self.folder.sources[file].stem().to_owned();
        self.all.push(Flaw { standard, criterion, file, line, message, help });
    }

    /// What is in the way of one criterion.
    pub(super) fn against(&self, standard: &Standard, criterion: &Criterion) -> Vec<Gap> {
        let here = self.all.iter().filter(|flaw| {
            let of_it = flaw.criterion.as_ref().is_none_or(|it| *it == criterion.reference);
            standard.own && flaw.standard == standard.name && of_it
        });
        let mut gaps = Vec::new();
        for flaw in here {
            let (message, help) = match flaw.message.is_empty() {
                false => (flaw.message.clone(), flaw.help.clone()),
                true if criterion.alone > 0 => continue,
                true => (
                    format!("`{}` names no place that evidences it", criterion.reference),
                    "name one in `evidence`: what stands under `beside` shows nothing alone"
                        .to_owned(),
                ),
            };
            let file = self.folder.sources[flaw.file].path.clone();
            gaps.push(Gap::plain(message, help, file, flaw.line));
        }
        gaps
    }
}
