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
    let mut ways = Vec::new();
    gather(&program, &[], &mut ways);
    out.push_str("- [comity](#comity)\n");
    for way in &ways {
        let (name, link) = (way.join(" "), way.join("-"));
        out.push_str(&format!("- [comity {name}](#comity-{link})\n"));
    }
    section(&mut out, "comity", &mut program);
    for way in &ways {
        let found = way.iter().try_fold(&mut program, |at, name| at.find_subcommand_mut(name));
        if let Some(command) = found {
            section(&mut out, &format!("comity {}", way.join(" ")), command);
        }
    }
    out
}

/// Every command, and behind it those within it.
fn gather(command: &clap::Command, way: &[String], ways: &mut Vec<Vec<String>>) {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let way = [way, &[inner.get_name().to_owned()]].concat();
        ways.push(way.clone());
        gather(inner, &way, ways);
    }
}

fn section(out: &mut String, name: &str, command: &mut clap::Command) {
    let help = command.clone().term_width(80).render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    out.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
}
