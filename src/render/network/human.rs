//! The network, and a file that all collaborations share, for people.

use crate::render::style::{bold, hang, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};
use crate::report::{Card, NetworkReport};

/// A row for each organisation.
#[must_use]
pub fn list(report: &NetworkReport, look: Look) -> String {
    if report.organisations.is_empty() {
        let none = wrap("No organisation is on file yet. The first:", look.width, "");
        return format!("{none}\n  comity network ORGANISATION --set name=\"…\"\n");
    }
    let text = |text: Option<&str>| visible(text.unwrap_or("-")).into_owned();
    let rows = report.organisations.iter().map(|line| {
        vec![
            visible(&line.id).into_owned(),
            text(line.name.as_deref()),
            if line.ours { "ours".to_owned() } else { text(line.tier) },
            line.contacts.len().to_string(),
            line.last.map_or_else(|| "-".to_owned(), |on| on.to_string()),
        ]
    });
    let columns = [
        Column::whole("Organisation"),
        Column::text("Name"),
        Column::whole("How close"),
        Column::number("Roles"),
        Column::whole("Last met"),
    ];
    let mut out = table::render(&columns, rows.collect(), look);
    let more = "`comity network ORGANISATION` shows one, and what its page lacks.";
    out.push_str(&format!("\n{}\n", wrap(more, look.width, "")));
    out
}

/// What a file says, and what it lacks with the line for each.
#[must_use]
pub fn card(card: &Card, look: Look) -> String {
    let mut out = format!("{}\n", bold(&visible(&card.path), look.colour));
    for (way, value) in &card.says {
        match value {
            Some(value) => {
                let bare = way.trim_start();
                let lead = &way[..way.len() - bare.len()];
                let width = look.width.saturating_sub(lead.len());
                let line = wrap(&visible(&format!("{bare}: {value}")), width, "  ");
                out.push_str(&format!("{lead}{}\n", line.replace('\n', &format!("\n{lead}"))));
            }
            None => out.push_str(&format!("\n{}\n", bold(&visible(way), look.colour))),
        }
    }
    if card.lacks.is_empty() {
        out.push_str("\nNothing is missing.\n");
        return out;
    }
    out.push_str(&format!("\n{}\n", bold("Missing or wrong", look.colour)));
    for lack in &card.lacks {
        let text = format!("{}: {}", lack.message, lack.help);
        let text = wrap(&visible(&text), look.width.saturating_sub(2), "  ");
        out.push_str(&format!("- {text}\n    {}\n", visible(&lack.command)));
        for note in &lack.notes {
            out.push_str(&format!("{}\n", hang("      ", &visible(note), look.width)));
        }
    }
    out
}
