//! The clock, the terminal and the directory, looked at here and nowhere else.

use std::path::PathBuf;

use super::{Arguments, Colour, Context};
use crate::render::Look;

impl Context {
    /// The world as it is on this machine, now.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
    pub fn of_this_machine(arguments: &Arguments) -> Self {
        let colour = match arguments.global.colour {
            Colour::Always => true,
            Colour::Never => false,
            // Obeys NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM, and knows a pipe.
            Colour::Auto => !matches!(
                anstream::AutoStream::choice(&std::io::stdout()),
                anstream::ColorChoice::Never
            ),
        };
        Self {
            standing: standing(),
            today: chrono::Local::now().date_naive(),
            look: Look {
                colour,
                width: terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into()),
            },
        }
    }
}

/// Where one stands.
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
pub(super) fn standing() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| ".".into())
}
