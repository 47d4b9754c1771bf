//! The form that an editor is given: TOML with help above each line, and marks where something is
//! wrong. What is help or a mark is taken out again; all else stays as the person left it.

use super::{Entries, Question};
use crate::model::declare::Shape;
use crate::rules::Finding;

/// What a line of help begins with.
pub(super) const HELP: &str = "#:";

/// What a mark begins with.
const MARK: &str = "#!";

/// A form with what is given, and an open line for each question. What has to be there stands open
/// to be filled; what may be left out stands behind `#:`, which is to be taken away.
#[must_use]
pub fn blank(heading: &str, given: &Entries, questions: &[Question]) -> String {
    let mut form = String::new();
    for line in heading.lines() {
        form.push_str(&format!("{HELP} {line}\n"));
    }
    form.push_str(&format!(
        "{HELP} Lines that begin with `{HELP}` are help and go away; take the `{HELP}` off to use one.\n\
         {HELP} Nothing is written if you leave this empty.\n\n"
    ));
    for (key, value) in given {
        form.push_str(&format!("{key} = {value}\n"));
    }
    for question in questions {
        let (key, ask, shape) = (question.field.key, question.ask(), question.form());
        let shape = if shape.is_empty() { shape } else { format!(" ({shape})") };
        let (open, filled) = example(question.field.shape);
        form.push_str(&format!("\n{HELP} {ask}{shape}\n"));
        match (question.rule, open) {
            (Some(rule), Some(open)) => {
                form.push_str(&format!("{key} = {open} {HELP} asked for by {rule}\n"));
            }
            (Some(rule), None) => {
                form.push_str(&format!("{HELP} asked for by {rule}:\n{HELP} {key} = {filled}\n"));
            }
            (None, _) => form.push_str(&format!("{HELP} {key} = {filled}\n")),
        }
    }
    form
}

/// A text with help beside the place where a key is missing: why, and the line to write. What is
/// missing as a whole table is left to the sheet.
#[must_use]
pub fn beside(text: &str, path: &str, findings: &[&Finding]) -> String {
    let keys = |finding: &&&Finding| {
        let lines = finding.remedy.as_ref().filter(|remedy| remedy.file == path);
        let first = lines.and_then(|remedy| remedy.lines.first());
        finding.key.contains('.') && first.is_some_and(|line| !line.starts_with('['))
    };
    let findings: Vec<&&Finding> = findings.iter().filter(keys).collect();
    let mut form = String::new();
    for (at, line) in text.lines().enumerate() {
        form.push_str(&format!("{line}\n"));
        for finding in findings.iter().filter(|finding| finding.line == at + 1) {
            form.push_str(&format!("{HELP} {} ({})\n", finding.message, finding.rule));
            for line in finding.remedy.iter().flat_map(|remedy| &remedy.lines) {
                form.push_str(&format!("{HELP} {line}\n"));
            }
        }
    }
    form
}

/// A value that says nothing yet, where the kind has one; and one that shows the form.
pub(super) fn example(shape: Shape) -> (Option<&'static str>, String) {
    match shape {
        Shape::Text | Shape::TextOrByParty | Shape::Any | Shape::Level => {
            (Some("\"\""), "\"…\"".to_owned())
        }
        Shape::Words(words) => {
            (Some("\"\""), format!("\"{}\"", words.first().map_or("…", |word| word.text)))
        }
        Shape::Duration => (Some("\"\""), "\"P1Y\"".to_owned()),
        Shape::Date => (None, "2026-03-02".to_owned()),
        Shape::Whole(low, _) => (None, low.max(1).to_string()),
        Shape::Amount | Shape::Worth => (None, "1".to_owned()),
        Shape::Currency => (Some("\"\""), "\"GBP\"".to_owned()),
        Shape::Flag => (None, "true".to_owned()),
        Shape::List(Shape::Table(table)) => (Some("[]"), format!("[{}]", sample(table))),
        Shape::List(of) => (Some("[]"), format!("[{}]", example(*of).1)),
        Shape::Table(table) => (None, sample(table)),
        Shape::Scores(_, high) => (None, format!("{{ trust = {high} }}")),
        Shape::Levels => (None, "{ }".to_owned()),
    }
}

/// A table with its first few keys.
fn sample(table: &crate::model::declare::Table) -> String {
    let pairs: Vec<String> = table
        .fields
        .iter()
        .take(3)
        .map(|field| format!("{} = {}", field.key, example(field.shape).1))
        .collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// What a person left of a form: without help, without marks, and without the open lines that
/// nobody filled.
#[must_use]
pub fn cleaned(form: &str) -> String {
    let mut text: String = kept(form).into_iter().map(|(_, line)| line).collect();
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// The lines of a form that count, each with the place it has there, from 0.
fn kept(form: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut blank_before = true;
    for (at, line) in form.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if bare.starts_with(HELP) || bare.starts_with(MARK) {
            continue;
        }
        let (kept, offered) = match line.rsplit_once(&format!(" {HELP} asked for by ")) {
            Some((kept, _)) => (format!("{}\n", kept.trim_end()), true),
            None => (line.to_owned(), false),
        };
        let nothing = kept.trim_end().ends_with("= \"\"") || kept.trim_end().ends_with("= []");
        if offered && nothing {
            continue;
        }
        // Where help stood, one empty line is enough.
        if bare.is_empty() && blank_before {
            continue;
        }
        blank_before = bare.is_empty();
        lines.push((at, kept));
    }
    lines
}

/// A form with a mark above each line where something is wrong: the line of the key that is meant,
/// also where it is still open, or the line that is named, which counts without help and marks.
/// Older marks are taken out; all else stays.
#[must_use]
pub fn marked(form: &str, findings: &[&Finding]) -> String {
    let unmarked: Vec<&str> =
        form.split_inclusive('\n').filter(|line| !line.trim_start().starts_with(MARK)).collect();
    let kept = kept(&unmarked.concat());
    let place = |finding: &Finding| {
        let of_key = unmarked.iter().position(|line| holds(line, &finding.key));
        let of_line = || kept.get(finding.line.saturating_sub(1)).map(|(at, _)| *at);
        of_key.or_else(of_line).unwrap_or(unmarked.len())
    };
    let places: Vec<usize> = findings.iter().map(|finding| place(finding)).collect();
    let mut text = String::with_capacity(form.len() + 256);
    for at in 0..=unmarked.len() {
        for (finding, _) in findings.iter().zip(&places).filter(|(_, place)| **place == at) {
            text.push_str(&format!("{MARK} {}\n", finding.message));
            if !finding.help.is_empty() {
                text.push_str(&format!("{MARK}   {}\n", finding.help));
            }
        }
        text.push_str(unmarked.get(at).copied().unwrap_or_default());
    }
    text
}

/// Whether a line of a form sets a key, or offers to.
fn holds(line: &str, key: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix(HELP).unwrap_or(line).trim_start();
    let rest = line.strip_prefix(key).filter(|_| !key.is_empty());
    rest.is_some_and(|rest| rest.trim_start().starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::open;
    use crate::model::declare::{Record as _, Significance, Stage};
    use crate::model::event::ActionEvent;

    fn form() -> String {
        let given = vec![("event".to_owned(), "\"cancelled\"".to_owned())];
        let questions = open(
            &[ActionEvent::TABLE],
            &given,
            Some("cancelled"),
            Significance::Moderate,
            Stage::Active,
        );
        blank("Log something", &given, &questions)
    }

    #[test]
    fn a_form_left_alone_says_only_what_was_given() {
        assert_eq!(cleaned(&form()), "event = \"cancelled\"\n");
    }

    #[test]
    fn what_is_filled_stays_and_own_comments_too() {
        let filled = form()
            .replace("reason = \"\" #: asked", "# ours\nreason = \"No money\" #: asked")
            .replace("#: consequence = \"…\"", "consequence = \"Late\"");
        let text = cleaned(&filled);
        assert!(text.contains("# ours\nreason = \"No money\"\n"), "{text}");
        assert!(text.contains("\nconsequence = \"Late\"\n") && !text.contains(HELP), "{text}");
    }
}
