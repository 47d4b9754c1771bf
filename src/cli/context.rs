//! What a command is told of the world. Made once, in `main`; fixed in tests.

use std::path::PathBuf;

use crate::model::date::Date;
use crate::render::Look;

/// What a command is told of the world.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where one stands.
    pub standing: PathBuf,
    /// The day of the clock, which `--today` overrides.
    pub today: Date,
    /// What the terminal can show.
    pub look: Look,
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
