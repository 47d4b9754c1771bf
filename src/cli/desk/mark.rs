//! A mistake as a mark in a form. Its way out speaks of flags; a form has keys.

use crate::draft::{self, Mistake};
use crate::model::date::Date;
use crate::rules::Finding;

/// A mistake as a mark in a form: at the line of its key, or at the top.
pub(in crate::cli) fn mark(mistake: &Mistake, text: &str) -> Finding {
    let of_key = |line: &str| {
        let rest = line.trim_start().strip_prefix(mistake.key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = text.lines().position(|line| !mistake.key.is_empty() && of_key(line));
    let said = Finding::said(&mistake.message, &in_form(mistake, text), mistake.key);
    Finding { line: line.map_or(1, |at| at + 1), ..said }
}

/// The way out of a mistake for whoever fills in a form: there are keys in it, and no flags.
fn in_form(mistake: &Mistake, text: &str) -> String {
    // What only a command takes is no way out of a form.
    let only = |clause: &&str| !clause.contains("`--force");
    let clauses: Vec<&str> = mistake.help.split("; or ").filter(only).collect();
    let help = clauses.join("; or ").replace("in the same command", "in the same form");
    let parts = help.split('`').enumerate().map(|(at, part)| {
        if let Some(names) = part.strip_prefix("--told ").filter(|_| at % 2 == 1) {
            informed(names, text)
        } else if let Some(names) = part.strip_prefix("--later ").filter(|_| at % 2 == 1) {
            format!("later = [\"{}\"]", names.replace(',', "\", \""))
        } else if at % 2 == 1 && part.starts_with("--") {
            keys(part, mistake.key)
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// Those who were told, as a form takes them: on the day of the form.
fn informed(names: &str, text: &str) -> String {
    let day = text.lines().find_map(|line| {
        let day = line.strip_prefix("on")?.trim_start().strip_prefix('=')?;
        day.trim().get(..10)?.parse::<Date>().ok()
    });
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    format!("informed = {}", draft::told(&names, day.unwrap_or_default()))
}

/// Flags as the keys that they fill: `--set status=draft` is `status = "draft"`.
fn keys(flags: &str, key: &str) -> String {
    let mut keys: Vec<String> = Vec::new();
    for flag in flags.split("--").map(str::trim).filter(|flag| !flag.is_empty()) {
        let (name, value) = flag.split_once(' ').unwrap_or((flag, ""));
        let (name, value) = match name {
            "set" => value.split_once('=').unwrap_or((value, "")),
            _ => (name, value),
        };
        let name = match name {
            "told" => "informed".to_owned(),
            "new-date" if !key.is_empty() => key.to_owned(),
            name => name.replace('-', "_"),
        };
        let value = match value {
            "yes" => "true",
            "no" => "false",
            value => value,
        };
        // What stands for something that is not known is no value.
        let open = value.is_empty()
            || value.contains(['…', ' ', '=', ',', '"'])
            || value.chars().all(|it| it.is_ascii_uppercase());
        // The name of an event begins with a day as well.
        let bare = value.parse::<Date>().is_ok() || value.parse::<i64>().is_ok();
        let bare = bare || ["true", "false"].contains(&value);
        keys.push(match (open, bare) {
            (true, _) => name,
            (false, true) => format!("{name} = {value}"),
            (false, false) => format!("{name} = \"{value}\""),
        });
    }
    keys.join("`, `")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_a_form_speaks_of_its_keys() {
        for (help, said) in [
            ("give the reason: `--reason \"…\"`", "give the reason: `reason`"),
            (
                "tell them, and say so: `--told a,b`; or name who is told later: `--later a,b`",
                "tell them, and say so: `informed = [{ party = \"a\", on = 2025-11-30 }, \
                 { party = \"b\", on = 2025-11-30 }]`; or name who is told later: `later = [\"a\", \
                 \"b\"]`",
            ),
            ("name a day ahead: `--new-date DATE`", "name a day ahead: `new_due`"),
            ("leave it a draft: `--set status=draft`", "leave it a draft: `status = \"draft\"`"),
            ("it is due: `--due 2026-06-30`", "it is due: `due = 2026-06-30`"),
            ("on level two: `--level 2`", "on level two: `level = 2`"),
            (
                "correct it: `--corrects 2026-11-04-closed-k5ge`",
                "correct it: `corrects = \"2026-11-04-closed-k5ge\"`",
            ),
            (
                "take it back: `--corrects ID --retracted yes`",
                "take it back: `corrects`, `retracted = true`",
            ),
            ("sign it: `comity agree a --sign b`", "sign it: `comity agree a --sign b`"),
        ] {
            assert_eq!(
                in_form(&Mistake::new("", help).about("new_due"), "on = 2025-11-30\n"),
                said
            );
        }
    }
}
