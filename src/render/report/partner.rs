//! The report to one partner.

pub(super) mod sheet;

use super::duties::duty;
use super::paper::{
    Kind::{Text, Whole},
    Paper, days, more, shown,
};
use crate::report::{Commitment, Notice, PartnerReport, ServiceLine};

pub(super) fn paper(report: &PartnerReport) -> Paper {
    let mut paper =
        Paper::new(format!("{}: report to {}", report.title, report.to_name), &report.heading);
    let from = report.from_names.join(", ");
    let from = if from.is_empty() { String::new() } else { format!("From {from}. ") };
    paper.text(format!("{from}{} to {}.", report.period.from, report.period.until));
    paper.text(report.summary.clone());
    promised(&mut paper, "What you promised", &report.you_promised);
    promised(&mut paper, "What we promised", &report.we_promised);
    list(&mut paper, "Notices given", report.notices.iter().map(notice).collect());
    list(&mut paper, "Service levels", report.service_levels.iter().map(level).collect());
    list(&mut paper, "What you owe us next", report.you_owe.iter().map(duty).collect());
    list(&mut paper, "What we owe you next", report.we_owe.iter().map(duty).collect());
    let decisions = report.decisions.iter().map(|one| {
        let chosen = one.chosen.as_deref().unwrap_or("-");
        let because = one.because.as_ref().map(|it| format!(", because: {it}")).unwrap_or_default();
        format!("{}: {} {chosen}{because}", one.on, one.question)
    });
    list(&mut paper, "Decisions taken", decisions.collect());
    let feedback = report.feedback.iter().flat_map(|one| {
        let said = [
            ("what works", &one.worked_well),
            ("what could be better", &one.could_improve),
            ("what we offer", &one.support_offered),
        ];
        said.map(|(label, text)| text.as_ref().map(|text| format!("{}, {label}: {text}", one.on)))
    });
    list(&mut paper, "Feedback we offer", feedback.flatten().collect());
    list(&mut paper, "Questions to you", report.questions.clone());
    paper
}

fn list(paper: &mut Paper, heading: &str, items: Vec<String>) {
    paper.heading(heading);
    if items.is_empty() {
        paper.text("None.");
    } else {
        paper.list(items);
    }
}

fn promised(paper: &mut Paper, heading: &str, all: &[Commitment]) {
    let rows = all.iter().map(|one| {
        vec![
            one.due.to_string(),
            format!("{}\n({})", one.title, one.action),
            shown(one.owner.as_ref()),
            state(one),
        ]
    });
    paper.section(
        heading,
        "Nothing in this time.",
        &[("Due", Whole), ("What", Text), ("By", Text), ("State", Text)],
        rows.collect(),
    );
}

fn state(one: &Commitment) -> String {
    let mut text = one.state.to_owned();
    if let Some(on) = one.ended_on {
        text.push_str(&format!(", {on}"));
    }
    if let Some(late) = one.days_late {
        text.push_str(&format!(", {} late", days(late)));
    }
    text.push_str(&more(one.more_late));
    if let Some(told) = one.told {
        text.push_str(&format!(", {told}"));
    }
    if one.original != one.due {
        text.push_str(&format!("; first due {}", one.original));
    }
    text
}

fn notice(one: &Notice) -> String {
    let who = if one.yours { "yours" } else { "ours" };
    let mut text = format!("{}: {} ({who}), due {}", one.on, one.action, one.was_due);
    match (one.new_due, one.agreed) {
        (Some(day), true) => text.push_str(&format!(", now {day}")),
        (Some(day), false) => text.push_str(&format!(", put forward for {day}, not agreed")),
        (None, _) => text.push_str(", no new date"),
    }
    for (label, said) in [("why", &one.reason), ("what follows", &one.consequence)] {
        if let Some(said) = said {
            text.push_str(&format!("; {label}: {said}"));
        }
    }
    text
}

fn level(one: &ServiceLine) -> String {
    let unit = one.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let how = one.comparator.map(|it| format!("{} ", it.replace('-', " "))).unwrap_or_default();
    let target = one.target.as_ref().map(|it| format!(": {how}{it}{unit}")).unwrap_or_default();
    let mut text = format!(
        "{} ({}), from {} to {}{target}",
        one.service, one.item, one.provider, one.recipient
    );
    let readings = one.readings.iter().map(|reading| {
        let value = reading.value.as_deref().or(reading.note.as_deref()).unwrap_or("-");
        let met = match reading.met {
            Some(true) => ", met",
            Some(false) => ", missed",
            None => "",
        };
        format!("{}: {value}{met}", reading.until)
    });
    let readings: Vec<String> = readings.collect();
    if !readings.is_empty() {
        text.push_str(&format!("; {}", readings.join("; ")));
    }
    if let Some(trend) = one.trend {
        text.push_str(&format!(
            "; {}",
            match trend {
                "same" => "unchanged",
                word => word,
            }
        ));
    }
    text
}
