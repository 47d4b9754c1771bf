//! Coverage: of each criterion and collaboration, whether the record shows that it is met, where it
//! shows it, and what is in the way.
//!
//! The whole workspace is always read, so that a row says the same whether one collaboration is
//! asked for or all of them.

mod closing;
mod defects;
mod facts;
mod flaws;
mod judge;
mod levels;
mod occasion;
mod page;
mod rows;
mod shared;
mod shows;
mod told;

use self::facts::Facts;
use self::flaws::Flaws;
use self::judge::Seen;
use self::shared::Shared;
use self::told::Told;
use super::heading::{Day, Heading, Refused};
use crate::document::Document;
use crate::model::date::Date;
use crate::model::frame::Frame;
use crate::rules::{self, Rule};
use crate::standard::{self, About, Criterion, Standard};
use crate::store::{Folder, Workspace};

pub use self::levels::{LevelLine, Levels};
pub use self::rows::{
    Count, CoverageReport, CoverageRow, Defect, Evidence, Gap, Text, Verdict, Waived,
};

/// A criterion with what is asked of it again and again.
struct Asked<'s> {
    standard: &'s Standard,
    criterion: &'s Criterion,
    rules: Vec<&'static Rule>,
    id: Text,
    reference: Text,
    title: Text,
    /// What is wrong with the criterion itself.
    flaws: Vec<Gap>,
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
    let (standards, unknown) = choose(&known, &frame, &folder, named)?;
    let flaws = Flaws::of(&frame, &folder, &documents);
    let asked: Vec<Asked<'_>> =
        standards.iter().flat_map(|standard| asked_by(standard, &flaws)).collect();
    let (ids, _) = workspace.collaborations();
    let shared = Shared::of(&frame, &folder, &documents, &asked, ids, today);
    let wanted = |id: &str| chosen.as_ref().is_none_or(|ids| ids.iter().any(|it| it == id));

    let ran = rules::run(workspace, None, today, rules::all().collect(), |case, tally| {
        facts::of(case, tally, &shared, &asked)
    });
    let defects = defects::of(&unknown, &ran.elsewhere, &shared);
    let elsewhere = shared.told(ran.elsewhere, &asked);
    let by_file = shared.by_file(&elsewhere);
    let mut heading = Heading::of_own("coverage", today);
    let mut report_rows = Vec::new();
    let mut collaborations = Vec::new();
    for facts in ran.made.iter().filter(|facts| wanted(&facts.id)) {
        collaborations.push(facts.id.to_string());
        let near = by_file.touching(facts);
        for (at, one) in asked.iter().enumerate() {
            if one.standard.of == About::Collaboration {
                let seen = Seen::of_one(facts, &shared, at, &near);
                report_rows.push(row(one, Some(Text(facts.id.clone())), &seen, &shared));
            }
        }
    }
    if asked.iter().any(|one| one.standard.of == About::Workspace) {
        let whole = Facts::of_whole(&ran.made, &shared, &asked);
        for (at, one) in asked.iter().enumerate() {
            if one.standard.of == About::Workspace {
                let seen = Seen::of_all(&whole, &ran.made, &elsewhere, at);
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
        defects,
        standards: standards.iter().map(|standard| count(standard, &report_rows)).collect(),
        levels: standards
            .iter()
            .filter_map(|standard| Levels::of(standard, &report_rows, today))
            .collect(),
        rows: report_rows,
    })
}

/// The standards that are meant: by name or id, or all of them, each once. With that what
/// `comity.toml` chooses, and nobody knows.
fn choose<'s, 'a>(
    known: &'s [Standard],
    frame: &Frame<'a>,
    folder: &Folder,
    named: &[String],
) -> Result<(Vec<&'s Standard>, Vec<&'a str>), Refused> {
    let find =
        |word: &str| known.iter().find(|it| it.name == word || it.id.eq_ignore_ascii_case(word));
    let mut chosen: Vec<&Standard> = Vec::new();
    let mut unknown = Vec::new();
    for word in named {
        if word == "all" {
            chosen.extend(known);
            continue;
        }
        chosen.push(find(word).ok_or_else(|| {
            if let Some(file) = defects::file_of(word, folder) {
                return Refused::Unread { file: file.to_owned() };
            }
            let names = known.iter().flat_map(|it| [it.name.as_str(), it.id.as_str()]);
            // One that could not be read has no id.
            let names = names.filter(|name| !name.is_empty());
            Refused::unknown("standard", word, names)
        })?);
    }
    if named.is_empty() {
        for word in &frame.settings.standards {
            match find(word) {
                Some(standard) => chosen.push(standard),
                None => unknown.push(*word),
            }
        }
        if chosen.is_empty() {
            chosen.extend(find(standard::USUAL));
        }
    }
    let mut kept: Vec<&Standard> = Vec::new();
    for standard in chosen {
        if !kept.iter().any(|it| it.id == standard.id) {
            kept.push(standard);
        }
    }
    Ok((kept, unknown))
}

fn asked_by<'s>(standard: &'s Standard, flaws: &Flaws<'_>) -> Vec<Asked<'s>> {
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
            flaws: flaws.against(standard, criterion),
        })
        .collect()
}

fn row(
    asked: &Asked<'_>,
    collaboration: Option<Text>,
    seen: &Seen<'_>,
    shared: &Shared<'_, '_>,
) -> CoverageRow {
    let judged = judge::verdict(asked, seen, shared);
    let mut gaps: Vec<Gap> = match asked.flaws.is_empty() {
        true => judged.gaps.iter().map(|told| gap(told, shared)).collect(),
        false => asked.flaws.clone(),
    };
    let waived = !gaps.is_empty() && gaps.iter().all(|gap| gap.waived.is_some());
    if judged.verdict == Verdict::NotMet && gaps.is_empty() {
        gaps = closing::gaps(asked, seen, &judged, shared);
    }
    let mut evidence = seen.evidence.clone();
    evidence.sort();
    evidence.dedup_by(|one, other| one.file == other.file && one.line == other.line);
    let evidenced = |path: &usize| seen.held.contains(path);
    let paths = asked.criterion.evidence.iter().enumerate();
    let unsaid =
        (judged.verdict == Verdict::Judgement).then_some("whether what is on file shows it");
    let people_judge = asked.criterion.judge.as_deref().or(unsaid);
    CoverageRow {
        standard: asked.id.clone(),
        criterion: asked.reference.clone(),
        title: asked.title.clone(),
        level: asked.criterion.level,
        collaboration,
        verdict: judged.verdict,
        waived: waived && judged.verdict == Verdict::NotMet,
        reason: judged.reason,
        people_judge: people_judge
            .filter(|_| judged.verdict != Verdict::NotApplicable)
            .map(Text::from),
        evidence,
        nothing_at: paths
            .filter(|(at, _)| !evidenced(at))
            .map(|(_, path)| Text::from(path.text.as_str()))
            .collect(),
        gaps,
        again: asked.criterion.level.and_then(|_| closing::again(asked, seen, shared)),
    }
}

fn gap(told: &Told, shared: &Shared<'_, '_>) -> Gap {
    let finding = &told.finding;
    let remedy = finding.remedy.as_ref();
    let waiver = || {
        let waiver = judge::waiver_of(finding, shared);
        let text = |text: Option<&str>| text.map(str::to_owned);
        Waived {
            reason: waiver.and_then(|it| text(it.reason)),
            approved_by: waiver.and_then(|it| text(it.approved_by)),
            until: waiver.and_then(|it| it.until).map(Day),
        }
    };
    Gap {
        rule: Some(finding.rule),
        severity: Some(finding.severity.as_str()),
        message: finding.message.clone(),
        file: finding.file.clone(),
        line: finding.line,
        help: finding.help.clone(),
        command: Some(finding.command.clone()),
        write_to: remedy.map(|it| it.file.clone()),
        lines: remedy.map(|it| it.lines.clone()).unwrap_or_default(),
        waived: told.waived.then(waiver),
    }
}

fn count(standard: &Standard, rows: &[CoverageRow]) -> Count {
    let own = || rows.iter().filter(|row| *row.standard.0 == *standard.id);
    let of = |verdict| own().filter(|row| row.verdict == verdict).count();
    let met = of(Verdict::Met);
    Count {
        standard: Text::from(standard.id.as_str()),
        name: standard.name.clone(),
        title: standard.title.clone(),
        met,
        of: met + of(Verdict::NotMet),
        waived: own().filter(|row| row.waived).count(),
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
