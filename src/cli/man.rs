//! `comity man`: the manual page, of the whole or of one command.

use clap::{Args, CommandFactory as _};

use super::{Arguments, Failure, Outcome};
use crate::model::declare::nearest;

/// Print the manual page.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity man check | man -l -")]
pub struct ManArgs {
    /// The command, and the one within it; without one, the page of the whole program.
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(super) fn run(args: &ManArgs) -> Result<Outcome, Failure> {
    let mut program = Arguments::command();
    program.build();
    let mut page = &program;
    for name in &args.command {
        page = page.find_subcommand(name).ok_or_else(|| {
            let known = page.get_subcommands().map(clap::Command::get_name);
            let help = nearest(name, known).map_or_else(
                || "`comity --help` lists the commands".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            );
            Failure::new(format!("`{name}` is no command"), help)
        })?;
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(page.clone())
        .date("")
        .render(&mut text)
        .map_err(|error| Failure::new(error.to_string(), ""))?;
    Ok(Outcome::clean(String::from_utf8_lossy(&text).into_owned()))
}
