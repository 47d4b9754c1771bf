//! A text in the person's own editor as it stands on disk: nothing but marks is put into it, and
//! nothing but marks is taken out.

use crate::cli::{Context, Failure};
use crate::draft;
use crate::render::visible;
use crate::rules::Finding;
use crate::store;

/// What a mark begins with.
const MARK: &str = "#!";

/// How often the text comes back.
const ROUNDS: usize = 12;

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
    let (mut shown, mut marks) = marked(text, found);
    let scratch = store::scratch(&context.scratch, path, &shown)?;
    let kept = format!("your text is kept in {}", scratch.display());
    let mut before = draft::plain(text);
    for round in 1..=ROUNDS {
        if let Err(why) = context.person.edit(&scratch) {
            // Before anything was typed there is nothing to keep.
            let left = store::read_scratch(&scratch);
            if round == 1 && left.is_ok_and(|it| it == draft::plain(&shown)) {
                store::remove_scratch(&scratch)?;
                return Err(Failure::new(
                    why,
                    "set one, such as `EDITOR=vi`, or open the file itself",
                ));
            }
            return Err(Failure::new(why, kept));
        }
        let text = unmarked(&store::read_scratch(&scratch)?, &marks);
        if text.trim().is_empty() && !before.trim().is_empty() {
            store::remove_scratch(&scratch)?;
            return Err(Failure::new("nothing was written: the form is empty", ""));
        }
        let damage = wrong(&text);
        let Some(first) = damage.first() else {
            store::remove_scratch(&scratch)?;
            return Ok(text);
        };
        if text == before || round == ROUNDS {
            let says = format!("nothing was written: line {}: {}", first.line, first.message);
            return Err(Failure::new(says, kept));
        }
        (shown, marks) = marked(&text, &damage);
        store::write_scratch(&scratch, &shown)?;
        before = text;
    }
    Err(Failure::new("nothing was written", kept))
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
