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
    let scratch = store::scratch(&context.scratch, path, &marked(text, found))?;
    let kept = format!("your text is kept in {}", scratch.display());
    let mut before = draft::plain(text);
    for round in 1..=ROUNDS {
        if let Err(why) = context.person.edit(&scratch) {
            // Before anything was typed there is nothing to keep.
            if round == 1 {
                store::remove_scratch(&scratch)?;
                return Err(Failure::new(
                    why,
                    "set one, such as `EDITOR=vi`, or open the file itself",
                ));
            }
            return Err(Failure::new(why, kept));
        }
        let text = unmarked(&store::read_scratch(&scratch)?);
        let damage = wrong(&text);
        let Some(first) = damage.first() else {
            store::remove_scratch(&scratch)?;
            return Ok(text);
        };
        if text == before || round == ROUNDS {
            let says = format!("nothing was written: line {}: {}", first.line, first.message);
            return Err(Failure::new(says, kept));
        }
        store::write_scratch(&scratch, &marked(&text, &damage))?;
        before = text;
    }
    Err(Failure::new("nothing was written", kept))
}

/// A text with a mark above each line where something is wrong.
fn marked(text: &str, found: &[Finding]) -> String {
    let (start, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let mut out = start.to_owned();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        for finding in found.iter().filter(|it| it.line == at + 1) {
            out.push_str(&visible(&format!("{MARK} {}: {}", finding.message, finding.help)));
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

fn unmarked(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with(MARK)).collect()
}
