//! A list of sentences asked for within one question, one a line.

use super::ask::Answer;
use crate::cli::Context;
use crate::document::quoted;
use crate::render::visible;

/// What one more sentence is for.
const WHY: &str = "There may be several, one a line; `<` goes back to the last one, `.` asks no \
                   more, Enter goes on.\n";

/// One sentence a line, until an empty one.
pub(super) fn sentences(first: &str, context: &Context) -> Answer {
    let mut items = vec![quoted(first)];
    // The one that is asked for; behind the last it is a new one.
    let mut at = 1;
    let mut told = String::new();
    loop {
        let now = items.get(at).map(|it| format!("again (Enter keeps {}): ", visible(it)));
        let ask = now.unwrap_or_else(|| "another (Enter ends): ".to_owned());
        let Some(line) = context.person.ask(&format!("{told}{ask}")) else { return Answer::Gone };
        told.clear();
        match line.trim() {
            "" if at == items.len() => return Answer::Given(list(&items)),
            "" => at += 1,
            "." => return Answer::Last(list(&items)),
            "?" => WHY.clone_into(&mut told),
            "<" if at == 0 => return Answer::Left(list(&items)),
            "<" => at -= 1,
            line => {
                match items.get_mut(at) {
                    Some(item) => *item = quoted(line),
                    None => items.push(quoted(line)),
                }
                at += 1;
            }
        }
    }
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}
