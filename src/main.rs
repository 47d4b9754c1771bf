//! Takes the world in once, runs one command, prints what it came to.

use std::io::Write as _;
use std::process::ExitCode;

use comity::cli::{Arguments, Context, answer_shell, run};

fn main() -> ExitCode {
    // A shell that asks how a line goes on is answered before anything else is looked at.
    if answer_shell() {
        return ExitCode::SUCCESS;
    }
    let arguments = match Arguments::typed() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version, too, come this way.
            let code = u8::try_from(answer.exit_code()).unwrap_or(2);
            return end(answer.print(), code);
        }
    };
    let outcome = run(&arguments, &Context::of_this_machine(&arguments));
    let printed = std::io::stdout().lock().write_all(outcome.stdout.as_bytes());
    let _ = std::io::stderr().lock().write_all(outcome.stderr.as_bytes());
    end(printed, outcome.code)
}

/// The end of the run: a result that nobody could read is a failure, whatever it says.
fn end(printed: std::io::Result<()>, code: u8) -> ExitCode {
    let printed = printed.and_then(|()| std::io::stdout().lock().flush());
    match printed {
        // A reader that has seen enough closes the pipe; that is no failure.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let _ = writeln!(std::io::stderr(), "comity: the result could not be written: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::from(code),
    }
}
