//! The commands that write the files of a record, as one types them. Whatever offers a line to type
//! takes it from here, so that a command which changes its form changes it in one place.

use super::shell;
use crate::document::is_hidden;
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Record as _, Table};
use crate::model::evaluation::Evaluation;
use crate::model::event::EventKind;
use crate::model::network::Organisation;
use crate::model::reckon::signoff::Held;
use crate::model::review::Review;
use crate::model::settings::Settings;

/// How a text that was signed is changed: what stands behind `comity agree ID` then.
pub(crate) const AMEND: &str = " --amend --reason \"…\" --effective-on DATE";

/// What is added where the text on file is not what was signed: if nobody has that any more, only a
/// reason leads on. Where it is found after all, the reason is not needed, and said to be so.
pub(crate) const FORCE: &str = " --force \"…\"";

/// What makes the change of a promise an amendment, if the text is held.
pub(crate) fn amending(held: Held) -> String {
    match held {
        Held::Free => String::new(),
        Held::Signed => AMEND.to_owned(),
        Held::Strayed => format!("{AMEND}{FORCE}"),
    }
}

/// A file of the record, by the names that a command calls it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home<'p> {
    /// `comity.toml`.
    Settings,
    /// The page of an organisation.
    Organisation(&'p str),
    /// Who takes part in a collaboration.
    Head(&'p str),
    /// Its evaluation.
    Evaluation(&'p str),
    /// Its agreement.
    Agreement(&'p str),
    /// The record of a review: collaboration and plan.
    Review(&'p str, &'p str),
    /// A party's own view: collaboration, plan and party.
    View(&'p str, &'p str, &'p str),
    /// An event: collaboration, where it belongs to one, and its id.
    Event(Option<&'p str>, &'p str),
}

impl<'p> Home<'p> {
    /// What stands at a path from the root of the workspace; nothing for what no command writes.
    pub(crate) fn of(path: &'p str) -> Option<Self> {
        let stem = |name: &'p str| name.strip_suffix(".toml");
        Some(match *path.split('/').collect::<Vec<_>>() {
            ["comity.toml"] => Self::Settings,
            ["network", name] => Self::Organisation(stem(name)?),
            ["network", "log", name] => Self::Event(None, stem(name)?),
            ["collaborations", id, "collaboration.toml"] => Self::Head(id),
            ["collaborations", id, "evaluation.toml"] => Self::Evaluation(id),
            ["collaborations", id, "agreement.toml"] => Self::Agreement(id),
            ["collaborations", id, "log", name] => Self::Event(Some(id), stem(name)?),
            ["collaborations", id, "reviews", plan, "review.toml"] => Self::Review(id, plan),
            ["collaborations", id, "reviews", plan, name] => {
                Self::View(id, plan, stem(name)?.strip_prefix("view-")?)
            }
            _ => return None,
        })
    }

    /// What is declared of it, where it is changed by ways to its keys.
    pub(crate) fn declared(self) -> Option<&'static Table> {
        match self {
            Self::Settings => Some(Settings::TABLE),
            Self::Organisation(_) => Some(Organisation::TABLE),
            Self::Head(_) => Some(Head::TABLE),
            Self::Evaluation(_) => Some(Evaluation::TABLE),
            Self::Agreement(_) => Some(Agreement::TABLE),
            Self::Review(..) => Some(Review::TABLE),
            Self::View(..) | Self::Event(..) => None,
        }
    }

    /// Where the list of the parties is changed: with the text, once that is signed.
    pub(crate) fn signed(self, held: Held) -> Self {
        match self {
            Self::Head(id) if held.is_signed() => Self::Agreement(id),
            home => home,
        }
    }

    /// The command that writes it, up to what is to be changed. `held`: by
    /// what a promise is held that would change. Nothing where a name could not be typed, or of an event, which nobody
    /// writes over.
    pub(crate) fn command(self, held: Held) -> Option<String> {
        let amend = amending(held);
        Some(match self {
            Self::Settings => "comity settings".to_owned(),
            Self::Organisation(id) => format!("comity network {}", word(id)?),
            Self::Head(id) | Self::Evaluation(id) => format!("comity evaluate {}", word(id)?),
            Self::Agreement(id) => format!("comity agree {}{amend}", word(id)?),
            Self::Review(id, plan) => format!("comity review {} {}", word(id)?, word(plan)?),
            Self::View(id, plan, party) => {
                format!("comity review {} {} --view {}", word(id)?, word(plan)?, word(party)?)
            }
            Self::Event(..) => return None,
        })
    }
}

/// The command that logs an event of a kind, up to what it says: of a collaboration, about a
/// subject, with a step. `plan` says that a sign-off is about the record of a review.
pub(crate) fn logs(
    kind: EventKind,
    id: &str,
    subject: &str,
    step: &str,
    plan: Option<&str>,
) -> Option<String> {
    let (id, subject, step) = (word(id), word(subject), word(step));
    Some(match kind {
        EventKind::Contact => format!("comity log-contact {} {}", subject?, step?),
        EventKind::Feedback => format!("comity log-feedback {} {}", id?, step?),
        EventKind::Signoff => match plan {
            Some(plan) => format!("comity review {} {} --sign {}", id?, word(plan)?, subject?),
            None => format!("comity agree {} --sign {}", id?, subject?),
        },
        EventKind::Amendment => format!("comity agree {} --amend", id?),
        EventKind::Closure => format!("comity review {} --close", id?),
        kind => format!("comity log-{} {} {} {}", kind.as_str(), id?, subject?, step?),
    })
}

/// The command that opens a collaboration.
pub(crate) fn begins() -> String {
    "comity evaluate ID --title \"…\"".to_owned()
}

/// The command that opens a file of the record for what only a person can put right.
pub(crate) fn opens(path: &str) -> String {
    match word(path).filter(|_| path.ends_with(".toml")) {
        Some(path) => format!("comity edit {path}"),
        None => looks(path),
    }
}

/// The line that shows what stands at a path which no program can read as text.
pub(crate) fn looks(path: &str) -> String {
    let above = path.rsplit_once('/').map_or(".", |(above, _)| above);
    match word(path).or_else(|| word(above)) {
        Some(path) => format!("ls -la {path}"),
        None => "ls -la".to_owned(),
    }
}

/// A name as a shell takes it for one word. Nothing for what no shell takes as it is meant.
pub(crate) fn word(name: &str) -> Option<String> {
    (!name.is_empty() && !name.contains(is_hidden)).then(|| shell(name))
}
