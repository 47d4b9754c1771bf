//! What stands between an agreement and signatures, for people: a list in the order in which one
//! would go about it, with a line to type for each.

use super::style::{self, wrap};
use super::{Look, visible};
use crate::report::{Effort, Obstacle, Readiness};
use crate::rules::forms::{AMEND, FORCE};
use crate::rules::shell;

/// The list. Commands are printed whole, whatever the width: they are there to be copied.
#[must_use]
pub fn render(readiness: &Readiness, look: Look) -> String {
    let mut out = String::new();
    let (id, version) = (&readiness.collaboration, readiness.version);
    by_hand(readiness, look, &mut out);
    let (in_the_way, besides) = readiness.parted();
    match in_the_way.len() {
        0 if readiness.to_sign.is_empty() || readiness.by_hand.is_some() => {}
        0 => say(
            &format!("Nothing stands in the way of signing version {version} of {id}."),
            look,
            &mut out,
        ),
        1 => say(
            &format!("One thing stands between version {version} of {id} and signatures:"),
            look,
            &mut out,
        ),
        count => say(
            &format!(
                "{count} things stand between version {version} of {id} and signatures, cheapest first:"
            ),
            look,
            &mut out,
        ),
    }
    list(&in_the_way, look, &mut out);
    if !besides.is_empty() {
        out.push('\n');
        say("Not in the way, but better put right before it is signed:", look, &mut out);
        list(&besides, look, &mut out);
    }
    signatures(readiness, in_the_way.is_empty(), look, &mut out);
    out
}

fn by_hand(readiness: &Readiness, look: Look, out: &mut String) {
    let Some(changes) = &readiness.by_hand else { return };
    let id = &readiness.collaboration;
    let signed: Vec<String> =
        readiness.signed.iter().map(|it| format!("{} ({})", it.party, it.on)).collect();
    let other = match readiness.is_altered {
        true => format!("the amendment to version {} leads to", readiness.version),
        false => format!("was signed by {}", signed.join(", ")),
    };
    say(&format!("The text was changed by hand: it is not what {other}."), look, out);
    if changes.is_empty() {
        let was = if readiness.is_altered { "written" } else { "signed" };
        say(
            &format!(
                "What was {was} is not in the history of the files, so the difference cannot be told. Bring agreement.toml back as it was {was}, and give the change with `--amend --set`. If nobody has it any more, go on from the text on file:"
            ),
            look,
            out,
        );
        out.push_str(&format!("  comity agree {}{AMEND}{FORCE}\n", shell(id)));
    } else {
        for change in changes {
            hang("  - ", change, look, out);
        }
        say("Take that back, or make it an amendment:", look, out);
        out.push_str(&format!("  comity agree {}{AMEND}\n", shell(id)));
    }
    out.push('\n');
}

fn list(gaps: &[&Obstacle], look: Look, out: &mut String) {
    for (at, gap) in gaps.iter().enumerate() {
        let finding = &gap.finding;
        hang(&format!("{:>3}. ", at + 1), &finding.message, look, out);
        match &gap.command {
            Some(command) => out.push_str(&format!("     {}\n", visible(command))),
            None => lines(gap, look, out),
        }
        for note in &gap.notes {
            // A line to type is not broken.
            match note.strip_prefix("or: ").filter(|line| line.starts_with("comity ")) {
                Some(line) => out.push_str(&format!("       or: {}\n", visible(line))),
                None => hang("       ", note, look, out),
            }
        }
    }
}

/// What to do where no command does it: the lines to write, or the words of the rule.
fn lines(gap: &Obstacle, look: Look, out: &mut String) {
    let finding = &gap.finding;
    hang("     ", &finding.help, look, out);
    let Some(remedy) = finding.remedy.as_ref().filter(|_| gap.effort != Effort::Decision) else {
        return;
    };
    out.push_str(&format!("     write {}:\n", visible(&remedy.file)));
    for line in &remedy.lines {
        out.push_str(&format!("       {}\n", visible(line)));
    }
}

fn signatures(readiness: &Readiness, is_ready: bool, look: Look, out: &mut String) {
    let (id, version) = (&readiness.collaboration, readiness.version);
    if readiness.to_sign.is_empty() && !readiness.signed.is_empty() {
        let signed: Vec<String> =
            readiness.signed.iter().map(|it| format!("{} on {}", it.party, it.on)).collect();
        if !out.is_empty() {
            out.push('\n');
        }
        say(&format!("Version {version} of {id} is signed: {}.", signed.join(", ")), look, out);
        return;
    }
    if !is_ready || readiness.by_hand.is_some() {
        return;
    }
    out.push('\n');
    say("Still to sign:", look, out);
    for party in &readiness.to_sign {
        let (id, party) = (shell(id), shell(party));
        out.push_str(&format!("  comity agree {} --sign {}\n", visible(&id), visible(&party)));
    }
}

/// A text behind a lead; the lines that follow stand below the first.
fn hang(lead: &str, text: &str, look: Look, out: &mut String) {
    out.push_str(&style::hang(lead, &visible(text), look.width));
    out.push('\n');
}

fn say(text: &str, look: Look, out: &mut String) {
    out.push_str(&wrap(&visible(text), look.width, ""));
    out.push('\n');
}
