//! A file or directory that cannot be read, so that nothing of it is checked.

use crate::document::{Spot, Unreadable};
use crate::rules::{Check, Files, Findings, Problem, Rule};
use crate::store::OddityKind;

pub(super) static RULE: Rule =
    Rule { name: "file-unreadable", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    for (file, source) in files.sources.iter().enumerate() {
        let Some((message, help)) = source.unreadable.as_ref().and_then(words) else { continue };
        let problem = match source.unreadable {
            Some(Unreadable::NotUtf8(offset)) => {
                let spot = Spot { file, span: (offset..offset).into(), ..Spot::default() };
                Problem::at(spot, source.stem())
            }
            _ => Problem::of_path(&source.path),
        };
        findings.add(problem.says(message).help(help));
    }
    for oddity in files.oddities {
        let OddityKind::Unreadable(why) = &oddity.kind else { continue };
        let Some((message, help)) = words(why) else { continue };
        findings.add(Problem::of_path(&oddity.path).says(message).help(help));
    }
}

/// What is wrong, and the way out; nothing for an empty file, which is only unexpected.
fn words(why: &Unreadable) -> Option<(String, &'static str)> {
    Some(match why {
        Unreadable::NotUtf8(_) => (
            "from here on this is no UTF-8 text; nothing of the file is checked".to_owned(),
            "save it as UTF-8; what is no text belongs elsewhere, with a link to it",
        ),
        Unreadable::NoAccess(system) => (
            format!("cannot be read: {system}"),
            "give yourself the right to read it, or put back the file or directory meant here",
        ),
        Unreadable::TooLarge(size) => (
            format!("{} is more than a record holds; the limit is 1 MiB", size_in_words(*size)),
            "keep attachments elsewhere, and link to them",
        ),
        Unreadable::LeavesWorkspace => (
            "a link that leads out of the workspace is not followed".to_owned(),
            "copy the file to this place instead of the link",
        ),
        Unreadable::Circular => (
            "a link that turns in a circle is not followed".to_owned(),
            "take the link away, or let it lead to a file",
        ),
        Unreadable::Dangling => {
            ("a link to nothing".to_owned(), "put back the file it led to, or take the link away")
        }
        Unreadable::Special => (
            "neither a file nor a directory".to_owned(),
            "take the pipe, socket or device out of the workspace",
        ),
        Unreadable::Empty => return None,
    })
}

fn size_in_words(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
