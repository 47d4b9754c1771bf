//! A text in the person's own editor as it stands on disk: nothing but marks is put into it, and
//! nothing but marks is taken out.

use super::rounds::{self, Sheet};
use crate::cli::{Context, Failure};
use crate::draft;
use crate::render::visible;
use crate::rules::Finding;

/// What a mark begins with.
const MARK: &str = "#!";

/// A text on file, and the marks that were put into it.
struct AsItStands {
    marks: Vec<String>,
}

impl Sheet for AsItStands {
    const WHAT: &'static str = "text";
    const UNOPENED: Option<&'static str> =
        Some("set one, such as `EDITOR=vi`, or open the file itself");

    fn marked(&mut self, saved: &str, found: &[Finding]) -> String {
        let (shown, marks) = marked(&self.taken(saved), found);
        self.marks = marks;
        shown
    }

    fn taken(&self, saved: &str) -> String {
        unmarked(saved, &self.marks)
    }

    fn told(first: &Finding) -> String {
        format!("line {}: {}", first.line, first.message)
    }
}

/// What the person makes of a text. It comes back while something is wrong with it, and nothing but
/// the marks is ever taken out of it.
///
/// # Errors
///
/// When there is no editor, or the person gave up: then the failure says where the text is kept.
pub(in crate::cli) fn edited(
    path: &str,
    text: &str,
    found: &[Finding],
    context: &Context,
    wrong: impl Fn(&str) -> Vec<Finding>,
) -> Result<String, Failure> {
    let (shown, marks) = marked(text, found);
    let sheet = AsItStands { marks };
    rounds::edited(path, &shown, Some(draft::plain(text)), sheet, context, |text| {
        let damage = wrong(text);
        if damage.is_empty() { Ok(text.to_owned()) } else { Err(damage) }
    })
}

/// A text with a mark above each line where something is wrong, and the marks.
fn marked(text: &str, found: &[Finding]) -> (String, Vec<String>) {
    let (start, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let mut out = start.to_owned();
    let mut marks = Vec::new();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        for finding in found.iter().filter(|it| it.line == at + 1) {
            let mark = format!("{MARK} {}: {}", finding.message, finding.help);
            let mark = visible(&mark).replace('\n', " ");
            out.push_str(&mark);
            out.push('\n');
            marks.push(mark.trim_end().to_owned());
        }
        out.push_str(line);
    }
    (out, marks)
}

/// A text without the marks that were put in. Other lines that begin as they do are the person's.
fn unmarked(text: &str, marks: &[String]) -> String {
    let is_mark = |line: &str| marks.iter().any(|mark| mark == line.trim_end());
    text.split_inclusive('\n').filter(|line| !is_mark(line)).collect()
}
