//! Takes the world in once, runs one command, prints what it came to.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use comity::cli::{Arguments, Context, answer_shell, run};

fn main() -> ExitCode {
    // A shell that asks how a line goes on is answered before anything else is looked at.
    if answer_shell() {
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::parse();
    let outcome = run(&arguments, &Context::of_this_machine(&arguments));
    // A reader that has seen enough closes the pipe; that is no failure.
    let printed = std::io::stdout().lock().write_all(outcome.stdout.as_bytes());
    let _ = std::io::stderr().lock().write_all(outcome.stderr.as_bytes());
    match printed {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(outcome.code),
    }
}
