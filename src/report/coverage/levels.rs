//! The levels of a standard that has some: which of them the workspace shows, and what the next
//! would take. It is the work that is looked at, and nobody's ability.

use serde::Serialize;

use super::{CoverageRow, Text, Verdict};
use crate::model::date::{Date, plus_days};
use crate::standard::Standard;

/// How old evidence may be to show a level, in days.
const FRESH: i64 = 366;

/// One level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelLine {
    /// From 1.
    pub level: u8,
    /// Whether it and every level below it is shown: nothing is missing by any rule, and for
    /// each criterion something on file is at most 366 days old.
    pub shown: bool,
    /// Its criteria that are in the way, each with what it would take.
    pub takes: Vec<Takes>,
}

/// What a criterion would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Takes {
    /// The criterion.
    pub criterion: Text,
    /// What is in the way.
    pub what: String,
    /// The line to type, where a command closes it.
    pub command: Option<String>,
}

/// The levels of one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Levels {
    /// The standard's id.
    pub standard: Text,
    /// The highest level that is shown; 0 where none is.
    pub shown: u8,
    /// Each level.
    pub levels: Vec<LevelLine>,
}

impl Levels {
    /// The levels that the rows of a standard show on a day; nothing where it has none.
    pub(super) fn of(standard: &Standard, rows: &[CoverageRow], today: Date) -> Option<Self> {
        let top = standard.criteria.iter().filter_map(|criterion| criterion.level).max()?;
        let mut shown = 0;
        let mut levels = Vec::new();
        for level in 1..=top {
            let criteria = standard.criteria.iter().filter(|it| it.level == Some(level));
            let mut takes = Vec::new();
            let mut any = false;
            for criterion in criteria.filter(|it| !it.is_judgement()) {
                any = true;
                let own = |row: &&CoverageRow| *row.criterion.0 == *criterion.reference;
                takes.extend(rows.iter().filter(own).filter_map(|row| taken(row, today)));
            }
            let reached = any && takes.is_empty() && shown + 1 == level;
            shown += u8::from(reached);
            levels.push(LevelLine { level, shown: reached, takes });
        }
        Some(Self { standard: Text::from(standard.id.as_str()), shown, levels })
    }
}

/// What a row would take to show its level; nothing where it does.
fn taken(row: &CoverageRow, today: Date) -> Option<Takes> {
    let criterion = row.criterion.clone();
    if let Some(gap) = row.gaps.first() {
        let more = match row.gaps.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let waived = if row.waived { " (waived)" } else { "" };
        let what = format!("{}{more}{waived}", gap.message);
        let command = row.gaps.iter().find_map(|gap| gap.command.clone());
        return Some(Takes { criterion, what, command });
    }
    let from = plus_days(today, -FRESH);
    let fresh = row.evidence.iter().any(|it| it.day.is_some_and(|day| day >= from));
    if row.verdict == Verdict::NotMet || row.evidence.is_empty() || !fresh {
        let places: Vec<&str> = row.nothing_at.iter().map(|path| &*path.0).collect();
        let what = if row.evidence.is_empty() {
            format!("nothing is on file: {}", places.join(", "))
        } else {
            format!("nothing on file is from the last {FRESH} days")
        };
        return Some(Takes { criterion, what, command: row.again.clone() });
    }
    None
}
