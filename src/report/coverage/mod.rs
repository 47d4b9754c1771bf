//! Coverage: of each criterion and collaboration, whether the record shows that it is met, where it
//! shows it, and what is in the way.
//!
//! The whole workspace is always read, so that a row says the same whether one collaboration is
//! asked for or all of them.

mod facts;
mod judge;
mod levels;
mod rows;
mod shared;

use self::facts::Facts;
use self::shared::Shared;
use super::heading::{Day, Heading, Refused};
use crate::document::Document;
use crate::model::date::Date;
use crate::model::frame::Frame;
use crate::rules::{self, Finding, Rule};
use crate::standard::{self, About, Criterion, Standard};
use crate::store::Workspace;

pub use self::levels::{LevelLine, Levels};
pub use self::rows::{Count, CoverageReport, CoverageRow, Evidence, Gap, Text, Verdict};

/// A criterion with what is asked of it again and again.
struct Asked<'s> {
    standard: &'s Standard,
    criterion: &'s Criterion,
    rules: Vec<&'static Rule>,
    id: Text,
    reference: Text,
    title: Text,
}

/// What the record shows of some standards: of those that are named, or else of those that
/// `comity.toml` chooses. Rows are about the chosen collaborations, or about all.
///
/// # Errors
///
/// A standard that nobody knows.
pub fn coverage(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    named: &[String],
    today: Date,
) -> Result<CoverageReport, Refused> {
    let folder = workspace.shared(true);
    let documents: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let frame = Frame::read(&folder.sources, &documents, &folder.kinds);
    let known = standard::known(&frame);
    let standards = choose(&known, &frame, named)?;
    let asked: Vec<Asked<'_>> = standards.iter().flat_map(|standard| asked_by(standard)).collect();
    let shared = Shared::of(&frame, &folder, &documents, &asked, today);
    let wanted = |id: &str| chosen.as_ref().is_none_or(|ids| ids.iter().any(|it| it == id));

    let ran = rules::run(workspace, None, today, rules::all().collect(), |case, tally| {
        facts::of(case, tally, &shared, &asked)
    });
    let found = shared.by_file(&ran.elsewhere.findings);
    let held_back = shared.by_file(&ran.elsewhere.held_back);
    let mut heading = Heading::of_own("coverage", today);
    let mut report_rows = Vec::new();
    let mut collaborations = Vec::new();
    for facts in ran.made.iter().filter(|facts| wanted(&facts.id)) {
        collaborations.push(facts.id.to_string());
        let (elsewhere, waived) = (found.touching(facts), held_back.touching(facts));
        for (at, one) in asked.iter().enumerate() {
            if one.standard.of == About::Collaboration {
                let seen = judge::Seen::of_one(facts, &shared, at, &elsewhere, &waived);
                report_rows.push(row(one, Some(Text(facts.id.clone())), &seen, &shared));
            }
        }
    }
    if asked.iter().any(|one| one.standard.of == About::Workspace) {
        let whole = Facts::of_whole(&ran.made, &shared);
        for (at, one) in asked.iter().enumerate() {
            if one.standard.of == About::Workspace {
                let seen = judge::Seen::of_all(&whole, &ran, at);
                report_rows.push(row(one, None, &seen, &shared));
            }
        }
    }
    // By standard, then by collaboration; the criteria keep their order.
    report_rows.sort_by_key(|row| standards.iter().position(|it| *it.id == *row.standard.0));
    heading.leave_unread(shared.unread.iter().chain(ran.made.iter().flat_map(|it| &it.unread)));
    Ok(CoverageReport {
        heading,
        collaborations,
        standards: standards.iter().map(|standard| count(standard, &report_rows)).collect(),
        levels: standards
            .iter()
            .filter_map(|standard| Levels::of(standard, &report_rows, today))
            .collect(),
        rows: report_rows,
    })
}

/// The standards that are meant: by name or id, or all of them.
fn choose<'s>(
    known: &'s [Standard],
    frame: &Frame<'_>,
    named: &[String],
) -> Result<Vec<&'s Standard>, Refused> {
    let find =
        |word: &str| known.iter().find(|it| it.name == word || it.id.eq_ignore_ascii_case(word));
    if named.is_empty() {
        // What is misspelt in the settings is a finding.
        let chosen: Vec<&Standard> =
            frame.settings.standards.iter().filter_map(|word| find(word)).collect();
        return Ok(if chosen.is_empty() {
            find(standard::USUAL).into_iter().collect()
        } else {
            chosen
        });
    }
    let mut chosen: Vec<&Standard> = Vec::new();
    for word in named {
        if word == "all" {
            chosen.extend(known);
            continue;
        }
        chosen.push(find(word).ok_or_else(|| {
            let names = known.iter().flat_map(|it| [it.name.as_str(), it.id.as_str()]);
            Refused::unknown("standard", word, names)
        })?);
    }
    let mut kept: Vec<&Standard> = Vec::new();
    for standard in chosen {
        if !kept.iter().any(|it| it.id == standard.id) {
            kept.push(standard);
        }
    }
    Ok(kept)
}

fn asked_by(standard: &Standard) -> Vec<Asked<'_>> {
    let id = Text::from(standard.id.as_str());
    let criteria = standard.criteria.iter();
    criteria
        .map(|criterion| Asked {
            standard,
            criterion,
            rules: rules::all()
                .filter(|rule| criterion.rests_on(rule.name, rule.criteria))
                .collect(),
            id: id.clone(),
            reference: Text::from(criterion.reference.as_str()),
            title: Text::from(criterion.title.as_str()),
        })
        .collect()
}

fn row(
    asked: &Asked<'_>,
    collaboration: Option<Text>,
    seen: &judge::Seen<'_>,
    shared: &Shared<'_, '_>,
) -> CoverageRow {
    let gaps: Vec<&Finding> = seen.gaps(asked);
    let (verdict, reason) = judge::verdict(asked, seen, &gaps, shared);
    let mut evidence = seen.evidence.clone();
    evidence.sort();
    evidence.dedup_by(|one, other| one.file == other.file && one.line == other.line);
    let evidenced = |path: &usize| seen.held.contains(path);
    let paths = asked.criterion.evidence.iter().enumerate();
    CoverageRow {
        standard: asked.id.clone(),
        criterion: asked.reference.clone(),
        title: asked.title.clone(),
        collaboration,
        verdict,
        reason,
        people_judge: asked
            .criterion
            .judge
            .as_deref()
            .filter(|_| verdict != Verdict::NotApplicable)
            .map(Text::from),
        evidence,
        nothing_at: paths
            .filter(|(at, _)| !evidenced(at))
            .map(|(_, path)| Text::from(path.text.as_str()))
            .collect(),
        gaps: gaps.into_iter().map(gap).collect(),
    }
}

fn gap(finding: &Finding) -> Gap {
    let remedy = finding.remedy.as_ref();
    Gap {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: finding.message.clone(),
        file: finding.file.clone(),
        line: finding.line,
        help: finding.help.clone(),
        command: remedy.and_then(|it| it.command.clone()),
        write_to: remedy.map(|it| it.file.clone()),
        lines: remedy.map(|it| it.lines.clone()).unwrap_or_default(),
    }
}

fn count(standard: &Standard, rows: &[CoverageRow]) -> Count {
    let of = |verdict| {
        let own = rows.iter().filter(|row| *row.standard.0 == *standard.id);
        own.filter(|row| row.verdict == verdict).count()
    };
    let met = of(Verdict::Met);
    Count {
        standard: Text::from(standard.id.as_str()),
        name: standard.name.clone(),
        title: standard.title.clone(),
        met,
        of: met + of(Verdict::NotMet),
        not_applicable: of(Verdict::NotApplicable),
        not_yet_due: of(Verdict::NotYetDue),
        judgement: of(Verdict::Judgement),
    }
}

impl Heading {
    /// The heading of a report that only we are shown.
    fn of_own(report: &'static str, today: Date) -> Self {
        Self { report, audience: "own", as_of: Day(today), ..Self::empty(today) }
    }

    fn leave_unread<'p>(&mut self, paths: impl Iterator<Item = &'p String>) {
        self.unread.extend(paths.cloned());
        self.unread_count = self.unread.len();
    }
}
