//! The clock, the terminal and the directory, looked at here and nowhere else.

use std::any::Any;
use std::ffi::OsString;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::context::{Colour, Person};
use super::{Arguments, Context};
use crate::render::{Look, visible};

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
            scratch: std::env::temp_dir(),
            today: chrono::Local::now().date_naive(),
            look: Look::new(
                colour,
                terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into()),
            ),
            role: variable("COMITY_ROLE"),
            // The standard library draws the keys of its maps by chance.
            chance: RandomState::new().hash_one("comity"),
            interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
            person: Arc::new(AtTheTerminal),
        }
    }
}

/// The words of the line that was typed.
pub(super) fn words() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// A variable of the environment that says something.
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The person at this terminal, and the editor of their choice.
#[derive(Debug)]
struct AtTheTerminal;

impl Person for AtTheTerminal {
    fn ask(&self, text: &str) -> Option<String> {
        let mut stderr = std::io::stderr().lock();
        stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()).ok()?;
        let mut line = String::new();
        // What is no text ends the talk as an end of input does.
        match std::io::stdin().lock().read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end_matches(['\n', '\r']).to_owned()),
        }
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        let editor = variable("VISUAL").or_else(|| variable("EDITOR"));
        let editor = editor.ok_or("neither `VISUAL` nor `EDITOR` says which editor to use")?;
        // An editor may be named with arguments: `code --wait`. A shell splits what is quoted.
        let mut words = editor.split_whitespace();
        let program = words.next().ok_or("`EDITOR` names no program")?;
        let mut command = std::process::Command::new(program);
        if cfg!(unix) && editor.contains(OF_A_SHELL) {
            command = std::process::Command::new("sh");
            command.arg("-c").arg(format!("{editor} \"$@\"")).arg(&editor);
        } else {
            command.args(words);
        }
        let ended = command.arg(file).status();
        match ended {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("the editor `{editor}` ended with {status}")),
            Err(error) => Err(format!("the editor `{editor}` could not be run: {error}")),
        }
    }

    fn waits(&self, file: &Path) -> Box<dyn Any> {
        let (over, end) = mpsc::channel::<()>();
        let says = format!(
            "comity: waits, as another program writes to this workspace and holds {}\n  help: where \
             none does any more, end the one that still has it open\n",
            file.display()
        );
        let says = visible(&says).into_owned();
        std::thread::spawn(move || {
            // Others write for a moment only, and nobody has to hear of that.
            if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let _ = std::io::stderr().lock().write_all(says.as_bytes());
            }
        });
        Box::new(over)
    }
}

/// For so long a wait is nothing to speak of.
const PATIENCE: Duration = Duration::from_secs(2);

/// What means something to a shell.
const OF_A_SHELL: [char; 17] =
    ['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '[', '#', '~'];

/// Where one stands.
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
pub(super) fn standing() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| ".".into())
}
