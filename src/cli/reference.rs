//! The reference of the commands, made from their own help: what `docs/cli.md` holds.

use clap::CommandFactory as _;

use super::Arguments;

/// The text of `docs/cli.md`.
#[must_use]
pub fn reference() -> String {
    let mut program = Arguments::command().term_width(80).color(clap::ColorChoice::Never);
    program.build();
    let mut out = String::from(
        "# Commands\n\nMade from `--help` of every command; a test holds the two together. How they look \
         in use\nis in [commands.md](commands.md).\n\n",
    );
    let names: Vec<String> = program
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .map(|command| command.get_name().to_owned())
        .collect();
    out.push_str("- [comity](#comity)\n");
    for name in &names {
        out.push_str(&format!("- [comity {name}](#comity-{name})\n"));
    }
    section(&mut out, "comity", &mut program);
    for name in &names {
        if let Some(command) = program.find_subcommand_mut(name) {
            section(&mut out, &format!("comity {name}"), command);
        }
    }
    out
}

fn section(out: &mut String, name: &str, command: &mut clap::Command) {
    let help = command.clone().term_width(80).render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    out.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
}
