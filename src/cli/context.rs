//! What a command is told of the world. Made once, in `world`; fixed in tests.

use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::date::Date;
use crate::render::Look;

/// What a command is told of the world.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where one stands.
    pub standing: PathBuf,
    /// The day of the clock, which `--today` overrides.
    pub today: Date,
    /// Where texts are kept that are being written: the system's directory for temporary files.
    pub scratch: PathBuf,
    /// What the terminal can show.
    pub look: Look,
    /// The role that writes things down here, where it was said once for all: `COMITY_ROLE`.
    pub role: Option<String>,
    /// Chance, for the names of new files.
    pub chance: u64,
    /// Whether somebody sits at a terminal who can be asked.
    pub interactive: bool,
    /// Who can be asked, and can edit.
    pub person: Arc<dyn Person>,
}

/// Whoever sits before the terminal.
pub trait Person: std::fmt::Debug + Send + Sync {
    /// Says something and waits for a line. Nothing where no more comes.
    fn ask(&self, text: &str) -> Option<String>;

    /// Lets a file be edited, and waits until that is done.
    ///
    /// # Errors
    ///
    /// Why it could not be, in lower case and without a full stop.
    fn edit(&self, file: &Path) -> Result<(), String>;

    /// Is told that a file is waited for which another program holds. What comes back is dropped when
    /// the wait is over.
    fn waits(&self, _file: &Path) -> Box<dyn Any> {
        Box::new(())
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// What a command came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Outcome {
    /// The result, for a file or the next program.
    pub stdout: String,
    /// Talk, for the person.
    pub stderr: String,
    /// 0 clean, 1 findings at or above the bar, 2 could not run.
    pub code: u8,
}

impl Outcome {
    /// A result without findings.
    pub fn clean(stdout: String) -> Self {
        Self { stdout, ..Self::default() }
    }
}
