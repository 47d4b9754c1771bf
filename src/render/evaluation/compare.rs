//! Evaluations side by side, for people: a column each, as many as fit beside each other.

use super::human::decision;
use super::{plain, sum_or_dash};
use crate::render::Look;
use crate::render::table::{self, Column};
use crate::report::evaluation::EvaluationView;

/// The width of the column that says what stands in a line.
const LABEL: usize = 14;

/// No column is squeezed below this width.
const NARROW: usize = 26;

/// Evaluations side by side, for people.
#[must_use]
pub fn render(views: &[EvaluationView], look: Look) -> String {
    if views.is_empty() {
        return "No candidate to compare.\n".to_owned();
    }
    let room = look.width.saturating_sub(LABEL + 2);
    let beside = (room / (NARROW + 2)).max(1);
    let tables: Vec<String> = views.chunks(beside).map(|some| one(some, look)).collect();
    tables.join("\n")
}

fn one(views: &[EvaluationView], look: Look) -> String {
    let mut columns = vec![Column::whole("")];
    columns.extend(views.iter().map(|view| Column::named(plain(&view.id))));
    let row = |label: &str, of: &dyn Fn(&EvaluationView) -> String| {
        let mut row = vec![label.to_owned()];
        row.extend(views.iter().map(of));
        row
    };
    let rows = vec![
        row("Title", &|view| dash(plain(&view.title))),
        row("Stage", &|view| format!("{}, {}", view.stage.as_str(), view.significance.as_str())),
        row("Need", &|view| dash(view.need.as_deref().map(plain).unwrap_or_default())),
        row("Net a year", &net),
        row("All together", &all),
        row("Gains least", &|view| dash(plain(&view.least().join(", ")))),
        row("Confidence", &|view| view.confidence().map_or("-", |it| it.as_str()).to_owned()),
        row("Weakest fit", &fit),
        row("Worst risk", &risk),
        row("Missing", &|view| missing(view)),
        row("Decision", &|view| decision(view.decision.as_ref())),
    ];
    table::render(&columns, rows, look)
}

fn dash(text: String) -> String {
    if text.is_empty() { "-".to_owned() } else { text }
}

fn net(view: &EvaluationView) -> String {
    let each = view.parties.iter().map(|party| {
        let more = if party.pays_more() { ", pays more" } else { "" };
        format!("{}: {}{more}", plain(&party.party), sum_or_dash(party.net()))
    });
    dash(each.collect::<Vec<_>>().join("\n"))
}

fn all(view: &EvaluationView) -> String {
    let currency = view.currency.as_deref().filter(|_| view.net().is_some()).map(plain);
    let apart = view.parties.iter().any(|party| !party.apart().is_empty());
    let apart = if apart { ", and what is not counted by the year" } else { "" };
    let sum = [currency.unwrap_or_default(), sum_or_dash(view.net())].join(" ");
    format!("{}{apart}", sum.trim())
}

fn fit(view: &EvaluationView) -> String {
    let Some(fit) = view.weakest() else { return "-".to_owned() };
    let plan = match (&fit.plan, fit.is_weak()) {
        (None, true) => ", no plan",
        (Some(_), _) => ", with a plan",
        (None, false) => "",
    };
    let rating = fit.rating.map_or_else(|| "-".to_owned(), |it| it.to_string());
    format!("{} {rating} of 4{plan}", fit.dimension.unwrap_or("-"))
}

fn risk(view: &EvaluationView) -> String {
    let Some(risk) = view.worst() else { return "-".to_owned() };
    let left = risk.residual.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let ability = risk.ability.map_or("not said", |it| it.as_str());
    let above = if risk.above_appetite { ", above what we bear" } else { "" };
    format!("{} {left} left{above}; ability: {ability}", plain(&risk.id))
}

fn missing(view: &EvaluationView) -> String {
    match view.lacks.len() {
        0 => "nothing".to_owned(),
        1 => "1 thing".to_owned(),
        more => format!("{more} things"),
    }
}
