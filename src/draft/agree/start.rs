//! Where an amendment starts: from which version it leads on, what was signed as that, and whether
//! one that was begun before was never finished.

use super::{Changed, Standing, standing};
use crate::document::{Document, Kind, Source, Value, quoted, written};
use crate::draft::{EventDraft, Mistake};
use crate::model::agreement::Agreement;
use crate::model::date::Date;
use crate::model::frame::FileKind;
use crate::rules::{Case, shell};

/// Where an amendment starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The version that it leads on from.
    pub from: i64,
    /// The digests of what was signed as that version, where the text on file is another. None are
    /// in it where nobody signed that version.
    pub covers: Option<Vec<String>>,
    /// Whether the text on file is what the amendment leads to: only the amendment is missing.
    pub is_led_to: bool,
    /// Whether nobody has signed that version, and the text is not what an amendment says.
    pub is_unsigned: bool,
}

/// An amendment whose text was never written: a writer was killed between the two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The id of the event.
    pub id: String,
    /// Its path from the root of the workspace.
    pub path: String,
    /// Its day.
    pub on: Option<Date>,
    /// What it says was changed.
    pub changes: Vec<Changed>,
}

impl Unfinished {
    /// Whether it says of some changes that they were made, of each, and of no other.
    #[must_use]
    pub fn lists(&self, changes: &EventDraft) -> bool {
        let text = changes.entries.iter().find(|(key, _)| key == "changes");
        let source = text.map(|(_, text)| format!("changes = {text}\n")).unwrap_or_default();
        let source = Source::new(String::new(), source.into_bytes());
        let document = Document::parse(&source);
        let others = document.get("changes").map(listed).unwrap_or_default();
        others.len() == self.changes.len() && others.iter().all(|it| self.changes.contains(it))
    }
}

/// The version on file.
pub(super) fn on_file(case: &Case<'_, '_>) -> i64 {
    case.dossier.agreement.as_ref().map_or(1, Agreement::version)
}

/// The versions that amendments lead to.
fn led_to(case: &Case<'_, '_>) -> Vec<i64> {
    case.dossier.amendments().filter_map(|(_, it)| Some(it.to_version?.0)).collect()
}

/// The digests of what was signed as a version.
fn covers(case: &Case<'_, '_>, version: i64) -> Vec<String> {
    let over = case.dossier.signoffs().filter(|(_, it)| it.review.is_none());
    let over = over.filter(|(_, it)| it.agreement_version.map_or(1, |it| it.0) == version);
    over.filter_map(|(_, it)| it.covers.map(str::to_owned)).collect()
}

/// Where an amendment starts.
///
/// # Errors
///
/// When nobody has signed yet, or the text of a later version is not the one on file.
pub fn start(case: &Case<'_, '_>) -> Result<Start, Mistake> {
    let (version, led_to) = (on_file(case), led_to(case));
    if case.dossier.is_kind_damaged(FileKind::Agreement) {
        return Err(Mistake::new(
            "agreement.toml cannot be read whole, so nobody knows what would change",
            "mend it first; `comity check` shows the place",
        ));
    }
    let above = led_to.iter().copied().filter(|to| *to > version).max();
    if let Some(to) = above.filter(|_| unfinished(case).is_none()) {
        return Err(Mistake::new(
            format!("amendments lead to version {to}, and the text on file is version {version}"),
            "bring agreement.toml back as it was then, from the history of the files; or take back \
             what was never agreed: `--amend --corrects ID --retracted yes`",
        ));
    }
    match standing(case) {
        Standing::Draft => {
            let set = format!("`comity agree {} --set version=1`", shell(case.dossier.id));
            Err(Mistake::new(
                "nobody has signed this text yet, so there is nothing to amend",
                match version {
                    1 => "leave out `--amend`: a draft is changed with `--set`".to_owned(),
                    _ => format!("leave out `--amend`; a draft begins as version 1: {set}"),
                },
            ))
        }
        Standing::Signed | Standing::Amended => {
            let gap = (2..=version).find(|to| !led_to.contains(to));
            Ok(match gap {
                None => Start { from: version, covers: None, is_led_to: false, is_unsigned: false },
                // Between older versions nobody can tell what changed.
                Some(to) => {
                    let known = if to == version { covers(case, to - 1) } else { Vec::new() };
                    Start { from: to - 1, covers: Some(known), is_led_to: true, is_unsigned: false }
                }
            })
        }
        Standing::Altered { covers } => {
            Ok(Start { from: version, covers: Some(covers), is_led_to: false, is_unsigned: true })
        }
        Standing::Changed { version: signed, covers } => {
            let from = led_to.into_iter().filter(|to| *to <= version).fold(signed, i64::max);
            Ok(Start { from, covers: Some(covers), is_led_to: false, is_unsigned: false })
        }
    }
}

/// The amendment to the version after the one on file, where nobody has signed that version.
#[must_use]
pub fn unfinished(case: &Case<'_, '_>) -> Option<Unfinished> {
    let version = on_file(case);
    if led_to(case).into_iter().any(|to| to > version + 1) || !covers(case, version + 1).is_empty()
    {
        return None;
    }
    let mut leads = case.dossier.amendments().filter(|(_, it)| {
        let (from, to) = (it.from_version.map(|it| it.0), it.to_version.map(|it| it.0));
        (from, to) == (Some(version), Some(version + 1))
    });
    let (event, _) = leads.next().filter(|_| leads.next().is_none())?;
    Some(Unfinished {
        id: event.id.to_owned(),
        path: format!("collaborations/{}/log/{}.toml", case.dossier.id, event.id),
        on: event.on(),
        changes: event.at().value("changes").map(listed).unwrap_or_default(),
    })
}

/// The changes as an amendment lists them.
fn listed(value: &Value<'_>) -> Vec<Changed> {
    let items = value.get_ref().as_array().unwrap_or_default();
    let items = items.iter().filter_map(|item| match item.get_ref() {
        Kind::Table(table) => Some(table),
        _ => None,
    });
    let text = |value: &Value<'_>| value.get_ref().as_str().map(str::to_owned);
    let changed = items.map(|item| Changed {
        noun: String::new(),
        item: item.get("item").and_then(text).unwrap_or_default(),
        field: item.get("field").and_then(text),
        was: item.get("was").map(written),
        now: item.get("now").map(written),
    });
    changed.collect()
}

/// The item and the key that stand for a text of which no more is known.
pub(super) const WHOLE: &str = "agreement";
pub(super) const TEXT: &str = "text";

impl Changed {
    /// Whether it says that what was signed is not to be found.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.item == WHOLE && self.field.as_deref() == Some(TEXT)
    }
}

/// What an amendment lists where the text that was signed is not to be found: that it is not, and
/// what is known of it.
#[must_use]
pub fn lost(from: i64, covers: &[String]) -> Changed {
    let mut digests = covers.to_vec();
    digests.sort();
    digests.dedup();
    let signed = match &digests[..] {
        [] => String::new(),
        digests => format!("; signed was {}", digests.join(", ")),
    };
    Changed {
        noun: String::new(),
        item: WHOLE.to_owned(),
        field: Some(TEXT.to_owned()),
        was: Some(quoted(&format!("version {from} is not on file{signed}"))),
        now: Some(quoted("as it is on file, with what is listed besides")),
    }
}

/// That what was signed is not to be found.
#[must_use]
pub fn not_found(start: &Start) -> Mistake {
    let (from, was) = (start.from, if start.is_unsigned { "written" } else { "signed" });
    Mistake::new(
        format!(
            "version {from} as it was {was} is neither on file nor in the history of the files, so \
             what changed cannot be told"
        ),
        format!(
            "bring agreement.toml back as it was {was}, and give what changes with `--set`; if \
             nobody has it any more, go on from the text on file, which all sign anew: \
             `--force \"why\"`"
        ),
    )
}
