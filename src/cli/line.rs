//! An answer to a line that is no run, such as help or a mistake, in the colour that the line asks for.

use std::ffi::OsString;
use std::io::Write as _;

use clap::ColorChoice;

use super::world;

/// Prints such an answer where it belongs.
///
/// # Errors
///
/// When it cannot be written.
pub fn print_answer(answer: &clap::Error) -> std::io::Result<()> {
    let text = match colour_asked(&world::words()) {
        // Obeys what the environment says.
        ColorChoice::Auto => return answer.print(),
        ColorChoice::Always => answer.render().ansi().to_string(),
        ColorChoice::Never => answer.render().to_string(),
    };
    if answer.use_stderr() {
        std::io::stderr().lock().write_all(text.as_bytes())
    } else {
        std::io::stdout().lock().write_all(text.as_bytes())
    }
}

/// The colour that is asked for, as far as can be told before the line is understood.
fn colour_asked(words: &[OsString]) -> ColorChoice {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let typed =
        words.iter().take_while(|word| **word != "--").enumerate().find_map(|(at, word)| {
            let rest = word.strip_prefix("--color").or_else(|| word.strip_prefix("--colour"))?;
            if rest.is_empty() { words.get(at + 1).copied() } else { rest.strip_prefix('=') }
        });
    match typed {
        Some("never") => ColorChoice::Never,
        Some("always") => ColorChoice::Always,
        _ => ColorChoice::Auto,
    }
}
