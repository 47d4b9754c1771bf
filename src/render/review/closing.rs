//! What is open at the end of a collaboration, for people.

use super::human::{line, listed};
use crate::render::Look;
use crate::report::Ending;

/// What is open at the end of a collaboration.
#[must_use]
pub fn closing(ending: &Ending<'_>, look: Look) -> String {
    let owner =
        |owner: &Option<&str>| owner.map_or_else(String::new, |it| format!(", {}", line(it)));
    let actions =
        ending.actions.iter().map(|(id, due, by)| format!("{} due {due}{}", line(id), owner(by)));
    let reports = ending.reports.iter().map(|it| {
        let more = if it.late > 1 { format!(", and {} more", it.late - 1) } else { String::new() };
        format!("{} due {}, from {}{more}", line(it.id), it.due, line(it.from))
    });
    let advice = ending.recommendations.iter().map(|it| {
        format!("{} ({}): {}", line(it.id), line(it.plan), line(it.statement.unwrap_or_default()))
    });
    let flows = ending.flows.iter().map(|flow| {
        let agreed =
            flow.at_exit.map_or_else(String::new, |text| format!(". Agreed: {}", line(text)));
        let state = match flow.disposed {
            Some(on) => format!("disposed of on {on}"),
            None => "open".to_owned(),
        };
        format!("{}: {state}{agreed}", line(flow.id))
    });
    let access = ending
        .flows
        .iter()
        .filter_map(|flow| Some(format!("{}: {}", line(flow.id), line(flow.access?))));
    let review = ending.final_review.map(|(plan, agreed)| {
        format!("{}: {}", line(plan), if agreed { "agreed by all" } else { "not agreed by all" })
    });
    let all = |texts: &[String]| texts.iter().map(|text| line(text)).collect::<Vec<_>>();
    let sections = [
        ("Actions open", actions.collect()),
        ("Reports owed", reports.collect()),
        ("Recommended, and still open", advice.collect()),
        ("Data", flows.collect()),
        ("Access to take back", access.collect()),
        ("Money", all(&ending.money)),
        ("Things", all(&ending.assets)),
        ("Learnt", ending.lessons.iter().map(|lesson| line(lesson)).collect()),
        ("Last review", review.into_iter().collect::<Vec<_>>()),
    ];
    let shown: Vec<String> = sections
        .iter()
        .map(|(heading, lines)| listed(heading, lines, look))
        .filter(|section| !section.is_empty())
        .collect();
    if shown.is_empty() {
        return "Nothing is open.\n".to_owned();
    }
    shown.join("\n")
}
