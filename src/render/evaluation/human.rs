//! One evaluation, for people.

use super::{plain, sum, sum_or_dash};
use crate::model::amount::Amount;
use crate::model::evaluation::Outcome;
use crate::render::style::{bold, wrap};
use crate::render::table::{self, Column};
use crate::render::{Look, visible};
use crate::report::evaluation::{Balance, Decided, EvaluationView, Fit};
use crate::rules::shell;

/// Lines that are broken to the width.
struct Page {
    out: String,
    look: Look,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(&wrap(text, self.look.width, "  "));
        self.out.push('\n');
    }

    fn point(&mut self, text: &str) {
        let width = self.look.width.saturating_sub(2);
        self.out.push_str(&format!("- {}\n", wrap(text, width, "  ")));
    }

    /// A line to type, whole whatever the width, as it is there to be copied; and what there is to
    /// choose from in it.
    fn typed(&mut self, line: &str, notes: &[String]) {
        self.out.push_str(&format!("    {}\n", visible(line)));
        for note in notes {
            let width = self.look.width.saturating_sub(6);
            self.out.push_str(&format!("      {}\n", wrap(&plain(note), width, "      ")));
        }
    }

    fn heading(&mut self, text: &str) {
        let text = wrap(text, self.look.width, "");
        self.out.push_str(&format!("\n{}\n", bold(&text, self.look.colour)));
    }

    fn table(&mut self, columns: &[Column], rows: Vec<Vec<String>>) {
        self.out.push('\n');
        self.out.push_str(&table::render(columns, rows, self.look));
    }
}

/// One evaluation, for people.
#[must_use]
pub fn render(view: &EvaluationView, look: Look) -> String {
    let mut page = Page { out: String::new(), look };
    head(view, &mut page);
    balance(view, &mut page);
    fit(view, &mut page);
    risks(view, &mut page);
    points(view, &mut page);
    page.out
}

fn head(view: &EvaluationView, page: &mut Page) {
    let title = plain(&view.title);
    let name =
        if title.is_empty() { plain(&view.id) } else { format!("{}: {title}", plain(&view.id)) };
    let name = wrap(&name, page.look.width, "");
    page.out.push_str(&format!("{}\n", bold(&name, page.look.colour)));
    let status = view.status.map_or_else(String::new, |it| format!("; evaluation {}", it.as_str()));
    let on = view.evaluated_on.map_or_else(String::new, |on| format!(", evaluated on {on}"));
    let (stage, significance) = (view.stage.as_str(), view.significance.as_str());
    page.line(&format!("Stage {stage}, {significance}{status}{on}."));
    page.out.push('\n');
    let need = view.need.as_deref().map_or_else(|| "not stated".to_owned(), plain);
    page.line(&format!("Need: {need}"));
    if let Some(why) = &view.why_together {
        page.line(&format!("Why together: {}", plain(why)));
    }
    page.line(&format!("Decision: {}", decision(view.decision.as_ref())));
    if let Some(why) = view.decision.as_ref().and_then(|it| it.rationale.as_deref()) {
        page.line(&format!("Why: {}", plain(why)));
    }
}

/// What was decided, in a line.
pub(super) fn decision(decided: Option<&Decided>) -> String {
    let Some(decided) = decided else { return "open".to_owned() };
    let mut said = decided.outcome.map_or("open", |outcome| outcome.as_str()).to_owned();
    if let Some(on) = decided.on {
        said.push_str(&format!(" on {on}"));
    }
    if !decided.by.is_empty() {
        said.push_str(&format!(" by {}", plain(&decided.by.join(", "))));
    }
    if let Some(authority) = &decided.authority {
        said.push_str(&format!(", on the authority of: {}", plain(authority)));
    }
    if let Some(again) = decided.again {
        said.push_str(&format!("; again on {again}"));
    }
    said
}

fn balance(view: &EvaluationView, page: &mut Page) {
    let counted = |party: &Balance| party.benefit.count + party.cost.count > 0;
    if !view.parties.iter().any(counted) {
        let parties: Vec<String> = view.parties.iter().map(named).collect();
        if !parties.is_empty() {
            page.line(&format!("Parties: {}; no gains and costs on file", parties.join(", ")));
        }
        return;
    }
    let columns = [
        Column::text("Party"),
        Column::number("Gains a year"),
        Column::number("Pays a year"),
        Column::number("Net a year"),
        Column::whole("Confidence"),
    ];
    let mut rows: Vec<Vec<String>> = view.parties.iter().map(row).collect();
    if view.parties.len() > 1 {
        let all = |of: fn(&Balance) -> Option<Amount>| {
            let sums = view.parties.iter().filter_map(of);
            sum_or_dash(sums.reduce(Amount::plus))
        };
        rows.push(vec![
            "All".to_owned(),
            all(|party| party.benefit.year),
            all(|party| party.cost.year),
            sum_or_dash(view.net()),
            view.confidence().map_or("-", |it| it.as_str()).to_owned(),
        ]);
    }
    page.table(&columns, rows);
    let currency =
        view.currency.as_deref().map_or_else(String::new, |it| format!("In {}. ", plain(it)));
    match &view.least()[..] {
        [] => page.line(&format!("{currency}Who gains least cannot be told from these figures.")),
        least => page.line(&format!("{currency}Gains least: {}.", plain(&least.join(", ")))),
    }
    for party in view.parties.iter().filter(|party| party.pays_more()) {
        let why = party.reason_to_join.as_deref().map(plain);
        let why = why.unwrap_or_else(|| "nothing says why it joins (`reason_to_join`)".to_owned());
        page.line(&format!("Pays more than it gains: {}: {why}", plain(&party.party)));
    }
    apart(view, page);
}

fn named(party: &Balance) -> String {
    format!("{}{}", plain(&party.party), if party.ours { " (ours)" } else { "" })
}

fn row(party: &Balance) -> Vec<String> {
    vec![
        named(party),
        sum_or_dash(party.benefit.year),
        sum_or_dash(party.cost.year),
        sum_or_dash(party.net()),
        party.confidence.map_or("-", |it| it.as_str()).to_owned(),
    ]
}

/// What is in no sum of a year, and why not.
fn apart(view: &EvaluationView, page: &mut Page) {
    let mut said = Vec::new();
    for party in &view.parties {
        for (how, amount) in party.apart() {
            said.push(format!("{} {} {how}", plain(&party.party), sum(amount)));
        }
    }
    if !said.is_empty() {
        page.line(&format!(
            "Not in these sums, as nobody has said over how many years it counts: {}.",
            said.join("; ")
        ));
    }
    let unvalued = |party: &&Balance| party.benefit.without_value + party.cost.without_value > 0;
    let names: Vec<String> =
        view.parties.iter().filter(unvalued).map(|it| plain(&it.party)).collect();
    if !names.is_empty() {
        page.line(&format!("Without a figure: something of {}.", names.join(", ")));
    }
}

fn fit(view: &EvaluationView, page: &mut Page) {
    if view.fit.is_empty() {
        return;
    }
    let columns =
        [Column::whole("Fit"), Column::number("Of 4"), Column::text("Evidence, and what is done")];
    let rows = view.fit.iter().map(|fit| {
        let evidence = fit.evidence.as_deref().map_or_else(|| "no evidence".to_owned(), plain);
        vec![
            fit.dimension.unwrap_or("-").to_owned(),
            fit.rating.map_or_else(|| "-".to_owned(), |it| it.to_string()),
            format!("{evidence}{}", plan(fit)),
        ]
    });
    page.table(&columns, rows.collect());
}

fn plan(fit: &Fit) -> String {
    match (&fit.plan, fit.is_weak()) {
        (Some(plan), true) => format!("; weak, and the plan: {}", plain(plan)),
        (Some(plan), false) => format!("; plan: {}", plain(plan)),
        (None, true) => "; weak, and no plan (`gap_plan`)".to_owned(),
        (None, false) => String::new(),
    }
}

fn risks(view: &EvaluationView, page: &mut Page) {
    if view.risks.is_empty() {
        return;
    }
    let columns = [
        Column::whole("Risk"),
        Column::number("Score"),
        Column::number("Left"),
        Column::whole("Ability"),
        Column::text("What, and what is done"),
    ];
    let score = |score: Option<i64>| score.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let rows = view.risks.iter().map(|risk| {
        let done = risk.mitigation.as_deref().map_or_else(|| "nothing is done".to_owned(), plain);
        let above = if risk.above_appetite {
            format!("; above what we bear, {}", view.appetite)
        } else {
            String::new()
        };
        vec![
            plain(&risk.id),
            score(risk.score),
            score(risk.residual),
            risk.ability.map_or("-", |it| it.as_str()).to_owned(),
            format!("{}: {done}{above}", plain(&risk.statement)),
        ]
    });
    page.table(&columns, rows.collect());
}

fn points(view: &EvaluationView, page: &mut Page) {
    if !view.assumptions.is_empty() {
        page.heading("Taken as given");
    }
    for it in &view.assumptions {
        let state = match (it.held, it.test_by) {
            (Some(true), _) => "held".to_owned(),
            (Some(false), _) => "did not hold".to_owned(),
            (None, Some(day)) => format!("to be tested by {day}"),
            (None, None) => "not tested".to_owned(),
        };
        page.point(&format!("{}: {} ({state})", plain(&it.id), plain(&it.statement)));
    }
    if !view.conditions.is_empty() {
        page.heading("Conditions");
    }
    for it in &view.conditions {
        let state = match (it.met_on, it.due) {
            (Some(day), _) => format!("met on {day}"),
            (None, Some(day)) if it.overdue => format!("open, was due {day}"),
            (None, Some(day)) => format!("open, due {day}"),
            (None, None) => "open, no day named".to_owned(),
        };
        page.point(&format!("{} ({state})", plain(&it.text)));
    }
    let decided = view.decision.as_ref().is_some_and(|it| it.outcome.is_some());
    match (view.lacks.is_empty(), decided) {
        (false, true) => page.heading("Falls short"),
        (false, false) => page.heading("Missing for a decision"),
        (true, false) => page.heading("Nothing is missing for a decision."),
        (true, true) => {}
    }
    for it in &view.lacks {
        let mark = if it.needed { "" } else { " (advised)" };
        page.point(&format!("{}{mark}: {}", plain(&it.message), plain(&it.help)));
        if let Some(command) = &it.command {
            page.typed(command, &it.notes);
        }
    }
    if !decided {
        let then = if view.lacks.is_empty() { "" } else { "then " };
        page.point(&format!("{then}say what is decided"));
        let words: Vec<&str> = Outcome::WORDS.iter().map(|word| word.text).collect();
        let note = format!("decision.outcome: {}", words.join(", "));
        let id = shell(&view.id);
        page.typed(&format!("comity evaluate {id} --set decision.outcome=…"), &[note]);
    }
    if !view.memories.is_empty() {
        page.heading("Remembered");
    }
    for said in super::memories(&view.memories) {
        page.point(&said);
    }
}
