//! Coverage: a page for each standard and collaboration, or where there are many, what they come
//! to; and the evidence pack for an assessor.

use std::collections::{BTreeMap, BTreeSet};

use super::paper::{
    Kind::{Number, Text, Whole},
    Paper, Table, counted,
};
use crate::report::{Count, CoverageReport, CoverageRow, Evidence, Levels, Verdict};
use crate::rules::forms;

/// So many collaborations are shown row by row; of more, what they come to.
const FEW: usize = 3;
/// So many files, and so many lines of each, are named in a cell at the terminal.
const MOST: usize = 6;
/// So many collaborations with the most gaps are named.
const WORST: usize = 20;

/// The page; `whole` where every place is to be named, for an assessor.
pub(super) fn paper(report: &CoverageReport, whole: bool) -> Paper {
    let most = if whole { usize::MAX } else { MOST };
    let mut paper = Paper::new("What the record shows of the standards", &report.heading);
    if !report.defects.is_empty() {
        paper.text("What is wrong with the standards themselves:");
        let defects = report.defects.iter();
        paper.list(defects.map(|it| format!("{} ({}:{})", it.message, it.file, it.line)).collect());
    }
    for count in &report.standards {
        paper.heading(format!("{} {}", count.standard.0, count.title));
        let asked = report.rows.iter().any(|row| row.standard == count.standard);
        if !asked {
            paper.text(if report.collaborations.is_empty() {
                "There is no collaboration in this workspace, so nothing is asked yet."
            } else {
                "It names no criterion that could be read, so nothing is asked."
            });
            continue;
        }
        let rows = report.rows.iter().filter(|row| row.standard == count.standard);
        let rows: Vec<&CoverageRow> = rows.collect();
        paper.text(tally(count, &rows));
        if let Some(levels) = report.levels.iter().find(|it| it.standard == count.standard) {
            self::levels(&mut paper, levels);
        }
        let many = report.collaborations.len() > FEW;
        if many && rows.iter().any(|row| row.collaboration.is_some()) {
            summary(&mut paper, &rows);
            // Whoever looks at all of it on paper has no other page to turn to.
            if !whole {
                continue;
            }
        }
        let mut last = None;
        let mut page: Vec<&CoverageRow> = Vec::new();
        for row in rows {
            if last.is_some_and(|it| it != row.collaboration.as_ref()) {
                self::page(&mut paper, &page, most);
                page.clear();
            }
            last = Some(row.collaboration.as_ref());
            page.push(row);
        }
        if !page.is_empty() {
            self::page(&mut paper, &page, most);
        }
    }
    if report.collaborations.is_empty() {
        paper.text("The first collaboration, or a candidate for one:");
        paper.lines(vec![forms::begins()]);
    }
    paper
}

/// What is met of what, and what is left out of that.
fn tally(count: &Count, rows: &[&CoverageRow]) -> String {
    let criteria = |number| counted(number, "criterion").replace("criterions", "criteria");
    let asked: BTreeSet<&str> = rows.iter().map(|row| &*row.criterion.0).collect();
    let of: BTreeSet<&str> =
        rows.iter().filter_map(|row| Some(&*row.collaboration.as_ref()?.0)).collect();
    // Each is asked of each of them: that many criteria there are not.
    let mut text = if of.len() > 1 {
        let (all, of) = (criteria(asked.len()), counted(of.len(), "collaboration"));
        format!("{} of {} met: {all}, asked of {of}.", count.met, counted(count.of, "answer"))
    } else {
        format!("{} of {} met.", count.met, criteria(count.of))
    };
    if count.waived > 0 {
        text.push_str(&format!(" Not met, and waived for a time: {}.", count.waived));
    }
    let left: Vec<String> = [
        (count.not_yet_due, "not yet due"),
        (count.not_applicable, "not applicable"),
        (count.judgement, "for people to judge"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{number} {what}"))
    .collect();
    if !left.is_empty() {
        text.push_str(&format!(" Left out of that: {}.", left.join(", ")));
    }
    text
}

fn levels(paper: &mut Paper, levels: &Levels) {
    let top = levels.levels.len();
    paper.text(match levels.shown {
        0 => format!("The workspace shows none of the {top} levels."),
        shown if usize::from(shown) == top => format!("The workspace shows all {top} levels."),
        shown => format!("The workspace shows level {shown} of {top}."),
    });
    let Some(next) = levels.levels.iter().find(|line| !line.shown) else { return };
    paper.text(format!("Level {} would take:", next.level));
    let takes = next.takes.iter().map(|it| format!("{}: {}", it.criterion.0, it.what));
    paper.list(takes.collect());
    let mut commands: Vec<String> = Vec::new();
    for line in next.takes.iter().filter_map(|it| it.command.as_ref()) {
        if !commands.contains(line) {
            commands.push(line.clone());
        }
    }
    if !commands.is_empty() {
        paper.lines(commands);
    }
}

/// One collaboration, or the whole workspace: a row a criterion, then how to close what is open.
fn page(paper: &mut Paper, rows: &[&CoverageRow], most: usize) {
    let of = rows.first().and_then(|row| row.collaboration.as_ref());
    let base = of.map(|id| format!("collaborations/{}/", id.0)).unwrap_or_default();
    if let Some(id) = of {
        paper.heading(id.0.to_string());
        paper.text(format!("Places are below {base}; those with `/` are below the workspace."));
    }
    let cells = rows.iter().map(|row| {
        vec![
            row.criterion.0.to_string(),
            row.verdict.as_str().to_owned(),
            format!("{}.\n{}", row.title.0, told(row, &base, most)),
        ]
    });
    paper.table(
        &[("Criterion", Whole), ("Verdict", Whole), ("Asks, and what shows it", Text)],
        cells.collect(),
    );
    let mut closed: Vec<String> = Vec::new();
    let mut typed: Vec<String> = Vec::new();
    for gap in rows.iter().flat_map(|row| &row.gaps) {
        // Where no rule speaks, the line to type is all of the help.
        let told = match gap.rule {
            Some(rule) => format!("{rule}: {} ({}:{})", gap.help, gap.file, gap.line),
            None if gap.command.is_some() => String::new(),
            None => format!("{}: {}", gap.file, gap.help),
        };
        if !told.is_empty() && !closed.contains(&told) {
            closed.push(told);
        }
        typed.extend(gap.command.clone().filter(|line| !typed.contains(line)));
    }
    if !closed.is_empty() {
        paper.text("What closes the gaps:");
        paper.list(closed);
    }
    if !typed.is_empty() {
        paper.text("Lines to type:");
        paper.lines(typed);
    }
}

/// What shows it, what is in the way, or the reason.
fn told(row: &CoverageRow, base: &str, most: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(row.gaps.iter().map(|gap| {
        let waived = if gap.waived.is_some() { " (waived)" } else { "" };
        format!("Gap{waived}: {}.", gap.message)
    }));
    // What is not there is told by the gaps.
    let is_told = row.gaps.iter().any(|gap| gap.rule.is_none());
    parts.extend(row.reason.as_ref().filter(|_| !is_told).map(|reason| sentence(reason)));
    if row.verdict != Verdict::NotApplicable && !row.evidence.is_empty() {
        parts.push(format!("On file: {}.", places(&row.evidence, base, most)));
    }
    if let Some(what) = row.people_judge.as_ref().filter(|_| row.verdict == Verdict::Met) {
        parts.push(format!("For people to judge: {}.", what.0));
    }
    parts.join("\n")
}

/// A reason as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Places, file by file with their lines.
fn places(evidence: &[Evidence], base: &str, most: usize) -> String {
    let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for place in evidence {
        let path = &place.file.0;
        let path = match path.strip_prefix(base) {
            Some(below) => below.to_owned(),
            None => format!("/{path}"),
        };
        files.entry(path).or_default().push(place.line);
    }
    let all = files.len();
    let mut told: Vec<String> = files
        .into_iter()
        .take(most)
        .map(|(path, lines)| {
            let shown: Vec<String> = lines.iter().take(most).map(usize::to_string).collect();
            let more = match lines.len().saturating_sub(most) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("{path}:{}{more}", shown.join(","))
        })
        .collect();
    if all > most {
        told.push(format!("and {}", counted(all - most, "more file")));
    }
    told.join("; ")
}

/// Many collaborations: a row a criterion with how often each verdict fell, and those with the most
/// gaps.
fn summary(paper: &mut Paper, rows: &[&CoverageRow]) {
    let mut criteria: Vec<(&CoverageRow, [usize; 5])> = Vec::new();
    let mut places: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let at = *places.entry(&row.criterion.0).or_insert_with(|| {
            criteria.push((row, [0; 5]));
            criteria.len() - 1
        });
        criteria[at].1[row.verdict as usize] += 1;
        if let Some(id) = row.collaboration.as_ref().filter(|_| row.verdict == Verdict::NotMet) {
            *open.entry(&id.0).or_default() += 1;
        }
    }
    let cells = criteria.iter().map(|(row, counts)| {
        let mut cells = vec![format!("{} {}", row.criterion.0, row.title.0)];
        cells.extend(counts.iter().map(usize::to_string));
        cells
    });
    let columns = [
        ("Criterion", Text),
        ("Met", Number),
        ("Not met", Number),
        ("N/a", Number),
        ("Not yet", Number),
        ("Judge", Number),
    ];
    paper.table(&columns, cells.collect());
    let mut open: Vec<(&str, usize)> = open.into_iter().collect();
    open.sort_by_key(|(id, number)| (std::cmp::Reverse(*number), *id));
    if !open.is_empty() {
        paper.text("Where most is not met; `comity report coverage ID` tells more:");
        let lines = open.iter().take(WORST).map(|(id, number)| format!("{id}: {number}"));
        paper.list(lines.collect());
    }
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// A row for each criterion and collaboration.
pub(super) fn sheet(report: &CoverageReport) -> Table {
    let rows = report.rows.iter().map(|row| {
        let evidence = row.evidence.iter().map(|it| format!("{}:{}", it.file.0, it.line));
        let gaps = row.gaps.iter().map(|gap| match gap.rule {
            Some(rule) => format!("{rule}: {}", gap.message),
            None => gap.message.clone(),
        });
        let shown = row.level.and_then(|level| {
            let levels = report.levels.iter().find(|it| it.standard == row.standard)?;
            levels.levels.iter().find(|line| line.level == level).map(|line| line.shown)
        });
        let closes = row.gaps.iter().map(|gap| gap.command.as_ref().unwrap_or(&gap.help).clone());
        let nothing = row.nothing_at.iter().map(|path| path.0.to_string());
        vec![
            row.standard.0.to_string(),
            row.criterion.0.to_string(),
            row.title.0.to_string(),
            row.level.map(|level| level.to_string()).unwrap_or_default(),
            shown.map(yes).unwrap_or_default(),
            row.collaboration.as_ref().map(|id| id.0.to_string()).unwrap_or_default(),
            row.verdict.as_str().to_owned(),
            yes(row.waived),
            super::paper::shown(row.reason.as_ref()),
            row.people_judge.as_ref().map(|what| what.0.to_string()).unwrap_or_default(),
            evidence.collect::<Vec<_>>().join("; "),
            nothing.collect::<Vec<_>>().join("; "),
            gaps.collect::<Vec<_>>().join("; "),
            closes.collect::<Vec<_>>().join("; "),
        ]
    });
    let columns = [
        ("standard", Whole),
        ("criterion", Whole),
        ("title", Text),
        ("level", Whole),
        ("level_shown", Whole),
        ("collaboration", Text),
        ("verdict", Whole),
        ("waived", Whole),
        ("reason", Text),
        ("people_judge", Text),
        ("evidence", Text),
        ("nothing_at", Text),
        ("gaps", Text),
        ("closes", Text),
    ];
    Table::new(&columns, rows.collect())
}
