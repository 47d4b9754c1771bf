//! The report to a partner for a spreadsheet: every item of it a row, told apart by `section`.

use crate::render::report::paper::{
    Kind::{self, Number, Text, Whole},
    Table, shown,
};
use crate::report::{Commitment, DutyLine, PartnerReport};

const COLUMNS: [(&str, Kind); 16] = [
    ("section", Text),
    ("side", Text),
    ("action", Text),
    ("title", Text),
    ("owner", Text),
    ("due", Whole),
    ("original", Whole),
    ("moved", Number),
    ("state", Text),
    ("ended_on", Whole),
    ("days_late", Number),
    ("more_late", Number),
    ("told", Text),
    ("on", Whole),
    ("value", Text),
    ("target", Text),
];

/// A row, by the names of its columns; all others are empty.
fn row(cells: &[(&str, String)]) -> Vec<String> {
    let of = |name: &str| cells.iter().find(|(of, _)| *of == name).map(|(_, text)| text.clone());
    COLUMNS.iter().map(|(name, _)| of(name).unwrap_or_default()).collect()
}

/// Everything that the report tells, an item a row.
pub(in crate::render::report) fn sheet(report: &PartnerReport) -> Table {
    let mut rows = Vec::new();
    for (side, all) in [("you", &report.you_promised), ("we", &report.we_promised)] {
        rows.extend(all.iter().map(|one| promise(side, one)));
    }
    rows.extend(report.notices.iter().map(|one| {
        let said = [one.reason.clone(), one.consequence.clone()];
        row(&[
            ("section", "notice".to_owned()),
            ("side", if one.yours { "you" } else { "we" }.to_owned()),
            ("action", one.action.clone()),
            ("title", said.into_iter().flatten().collect::<Vec<_>>().join("; ")),
            ("due", shown(one.new_due)),
            ("original", one.was_due.to_string()),
            ("state", if one.agreed { "agreed" } else { "put forward" }.to_owned()),
            ("on", one.on.to_string()),
        ])
    }));
    for level in &report.service_levels {
        rows.extend(level.readings.iter().map(|reading| {
            let met = reading.met.map(|met| if met { "met" } else { "missed" });
            row(&[
                ("section", "level".to_owned()),
                ("action", level.item.clone()),
                ("title", level.service.clone()),
                ("state", shown(met)),
                ("told", shown(reading.note.as_ref())),
                ("on", reading.until.to_string()),
                ("value", shown(reading.value.as_ref())),
                ("target", shown(reading.target.as_ref())),
            ])
        }));
    }
    for (side, all) in [("you", &report.you_owe), ("we", &report.we_owe)] {
        rows.extend(all.iter().map(|one| owed(side, one)));
    }
    rows.extend(report.decisions.iter().map(|one| {
        row(&[
            ("section", "decision".to_owned()),
            ("title", one.question.clone()),
            ("told", shown(one.because.as_ref())),
            ("on", one.on.to_string()),
            ("value", shown(one.chosen.as_ref())),
        ])
    }));
    for one in &report.feedback {
        let said = [
            ("worked well", &one.worked_well),
            ("could improve", &one.could_improve),
            ("support offered", &one.support_offered),
        ];
        rows.extend(said.into_iter().filter_map(|(state, text)| {
            Some(row(&[
                ("section", "feedback".to_owned()),
                ("title", text.clone()?),
                ("state", state.to_owned()),
                ("on", one.on.to_string()),
            ]))
        }));
    }
    let question =
        |one: &String| row(&[("section", "question".to_owned()), ("title", one.clone())]);
    rows.extend(report.questions.iter().map(question));
    Table::new(&COLUMNS, rows)
}

fn promise(side: &str, one: &Commitment) -> Vec<String> {
    row(&[
        ("section", "promise".to_owned()),
        ("side", side.to_owned()),
        ("action", one.action.clone()),
        ("title", one.title.clone()),
        ("owner", shown(one.owner.as_ref())),
        ("due", one.due.to_string()),
        ("original", one.original.to_string()),
        ("moved", one.moved.to_string()),
        ("state", one.state.to_owned()),
        ("ended_on", shown(one.ended_on)),
        ("days_late", shown(one.days_late)),
        ("more_late", one.more_late.to_string()),
        ("told", shown(one.told)),
    ])
}

fn owed(side: &str, one: &DutyLine) -> Vec<String> {
    row(&[
        ("section", "owed".to_owned()),
        ("side", side.to_owned()),
        ("action", one.item.clone()),
        ("title", one.what.clone()),
        ("owner", shown(one.owner.as_ref())),
        ("due", shown(one.due)),
        ("state", one.kind.to_owned()),
        ("days_late", shown(one.days_late)),
        ("more_late", one.more_late.to_string()),
        ("on", shown(one.since)),
    ])
}
