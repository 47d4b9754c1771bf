//! Takes the world in once, runs one command, prints what it came to.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use comity::cli::{Arguments, Context, run};
use comity::render::Look;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = run(&arguments, &world());
    // A reader that has seen enough closes the pipe; that is no failure.
    let printed = std::io::stdout().lock().write_all(outcome.stdout.as_bytes());
    let _ = std::io::stderr().lock().write_all(outcome.stderr.as_bytes());
    match printed {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(outcome.code),
    }
}

/// The clock, the terminal and the directory, looked at here and nowhere else.
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
fn world() -> Context {
    let colour =
        !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never);
    Context {
        standing: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        today: chrono::Local::now().date_naive(),
        look: Look {
            colour,
            width: terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into()),
        },
    }
}
