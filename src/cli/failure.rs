//! Every error, mapped to words and an exit code: the one place that does.

use super::Outcome;
use crate::document::Unreadable;
use crate::render::visible;
use crate::store::StoreError;

/// Why a command could not run, as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// The way out.
    pub help: String,
    /// Where several things speak against what was asked: each of them with its own way out.
    pub points: Vec<(String, String)>,
}

impl Failure {
    /// A failure with its way out.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), points: Vec::new() }
    }

    /// The failure as the end of a command: on stderr, with exit code 2.
    pub fn outcome(&self) -> Outcome {
        // A name on disk may hold a line end, and must not begin a line of its own.
        let message = visible(&self.message).replace('\n', "\\u{a}");
        let mut stderr = format!("comity: {message}\n");
        for (point, help) in &self.points {
            stderr.push_str(&format!("  - {}\n", visible(point).replace('\n', "\\u{a}")));
            if !help.is_empty() {
                stderr.push_str(&format!("    help: {}\n", visible(help)));
            }
        }
        if !self.help.is_empty() {
            stderr.push_str(&format!("  help: {}\n", visible(&self.help)));
        }
        Outcome { stderr, code: 2, ..Outcome::default() }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoWorkspace { from } => Self::new(
                format!("no workspace: no `comity.toml` in {} or above", from.display()),
                "go to your workspace, name it with `-C DIR`, or make one with `comity init`",
            ),
            StoreError::NotAWorkspace { root } => Self::new(
                format!("no workspace: no `comity.toml` in {}", root.display()),
                "name the directory that holds it, or make one with `comity init`",
            ),
            StoreError::NoSuchCollaboration { named, nearest } => Self::new(
                format!("`{named}` is no collaboration of this workspace"),
                nearest.map_or_else(
                    || "`comity status` lists them; a path counts from where you stand".to_owned(),
                    |nearest| format!("did you mean `{nearest}`?"),
                ),
            ),
            StoreError::Io { path, error } => {
                Self::new(format!("{}: {error}", path.display()), String::new())
            }
            StoreError::Exists { path } => Self::new(
                format!("{} is there already", path.display()),
                "nothing was overwritten; take it away first if you want a new one",
            ),
            StoreError::Changed { path } => Self::new(
                format!("{path}: somebody else changed it in the meantime; nothing was written"),
                "look at it, and run the command again",
            ),
            StoreError::Outside { path } => Self::new(
                format!("`{path}` leads out of the workspace; nothing was touched"),
                "name a file below the directory of `comity.toml`; links to elsewhere are not followed",
            ),
            StoreError::TooLarge { path } => Self::new(
                format!(
                    "{path} would be larger than 1 MiB, and nobody could read it again; nothing \
                     was written"
                ),
                "keep what is long in a document of its own, and name it in the record",
            ),
            StoreError::NoText { path, why } => {
                Self::new(format!("{path}: {}", no_text(&why)), "`comity check` tells more")
            }
        }
    }
}

/// Why something cannot be taken as text.
fn no_text(why: &Unreadable) -> String {
    match why {
        Unreadable::NotUtf8(at) => format!("not UTF-8 text, from byte {} on", at + 1),
        Unreadable::NoAccess(words) => words.clone(),
        Unreadable::TooLarge(_) => "larger than 1 MiB".to_owned(),
        Unreadable::LeavesWorkspace => "a link that leads out of the workspace".to_owned(),
        Unreadable::Circular => "a link that leads back to itself".to_owned(),
        Unreadable::Dangling => "a link to nothing".to_owned(),
        Unreadable::Empty => "nothing in it".to_owned(),
        Unreadable::Special => "no file".to_owned(),
    }
}
