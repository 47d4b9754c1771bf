//! Findings for people: each with its place in the file, the reason, and the way out with the lines
//! to write. Findings of one rule in one file become one block.

use std::fmt::Write as _;
use std::sync::Arc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode,
    ThemeCharacters, ThemeStyles,
};

use super::style;
use super::{Look, visible};
use crate::report::{FindingsReport, Scope};
use crate::rules::{Finding, Severity};

/// So many blocks show the lines they are about; the rest is told in a line each.
const SNIPPETS: usize = 50;

/// A block of so many findings shows the lines to write for each.
const REMEDIES: usize = 3;

/// Findings for people. `text` gives the text of a file, by its path from the workspace's root.
#[must_use]
pub fn render(
    report: &FindingsReport,
    look: Look,
    text: &dyn Fn(&str) -> Option<String>,
) -> String {
    let mut out = String::new();
    let painter = Painter::new(look);
    for (at, block) in blocks(&report.findings).into_iter().enumerate() {
        match block.as_slice() {
            [one] if at < SNIPPETS => painter.paint(report, one, text(&one.file), &mut out),
            several => list(report, several, look, &mut out),
        }
        out.push('\n');
    }
    summary(report, look, &mut out);
    out
}

/// Findings of one rule, collaboration and file, together, in the order of the first of each.
fn blocks(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut blocks: Vec<Vec<&Finding>> = Vec::new();
    let mut of_file = 0;
    for finding in findings {
        // Findings come sorted by collaboration and file, so only the blocks of this file matter.
        if blocks.last().is_some_and(|block| block[0].file != finding.file) {
            of_file = blocks.len();
        }
        let alike = |block: &&mut Vec<&Finding>| {
            block[0].rule == finding.rule && block[0].collaboration == finding.collaboration
        };
        match blocks[of_file..].iter_mut().find(alike) {
            Some(block) => block.push(finding),
            None => blocks.push(vec![finding]),
        }
    }
    blocks
}

/// What is said of a finding beside its place.
fn header(finding: &Finding, look: Look) -> String {
    let word = format!("{}[{}]", finding.severity.as_str(), finding.rule);
    if !look.colour {
        return word;
    }
    let colour = match finding.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Advice => "36",
    };
    format!("\u{1b}[1;{colour}m{word}\u{1b}[0m")
}

/// So many criteria of a rule are told with their titles; the rest by their numbers.
const TOLD: usize = 2;

/// The criteria that a finding stands in the way of, a line each.
fn why(report: &FindingsReport, finding: &Finding, lead: &str, look: Look, out: &mut String) {
    let criteria = report.criteria_of(finding);
    for reference in criteria.iter().take(TOLD) {
        let line = visible(&format!("{reference} {}", report.title_of(reference))).into_owned();
        wrap(&format!("{lead}why:  "), &line, look, out);
    }
    if let Some(rest) = criteria.get(TOLD..).filter(|rest| !rest.is_empty()) {
        wrap(&format!("{lead}also: "), &visible(&rest.join(" ")), look, out);
    }
}

/// The file and the lines to write, with where in it they belong. They are printed whole, whatever
/// the width: they are there to be copied.
fn write(finding: &Finding, lead: &str, out: &mut String) {
    let Some(remedy) = &finding.remedy else { return };
    // Printed whole too, as it is there to be copied.
    if let Some(command) = &remedy.command {
        let _ = writeln!(out, "{lead}run {}", visible(command));
    }
    let place = if is_placed(finding) { format!(":{}", finding.line) } else { String::new() };
    let _ = writeln!(out, "{lead}write {}{place}:", visible(&remedy.file));
    for line in &remedy.lines {
        let _ = writeln!(out, "{lead}  {}", visible(line));
    }
}

/// Whether the lines belong where the finding is: keys without a header of their own.
fn is_placed(finding: &Finding) -> bool {
    finding.remedy.as_ref().is_some_and(|remedy| {
        let keys = remedy.lines.first().is_some_and(|line| !line.starts_with('['));
        keys && remedy.file == finding.file
    })
}

/// Several findings of one rule in one file: a line each, and what they share once.
fn list(report: &FindingsReport, findings: &[&Finding], look: Look, out: &mut String) {
    let first = findings[0];
    let many =
        if findings.len() > 1 { format!(" {} times", findings.len()) } else { String::new() };
    let plain = header(first, Look::new(false, look.width));
    let line = format!("{plain}{many} in {}", visible(&first.file));
    let line = style::wrap(&line, look.width, "  ");
    let _ = writeln!(out, "{}", line.replacen(&plain, &header(first, look), 1));
    let same_help = findings.iter().all(|finding| finding.help == first.help);
    let one_place = |finding: &&Finding| finding.remedy == first.remedy && !is_placed(finding);
    let same_lines = findings.len() == 1 || findings.iter().all(one_place);
    let few = findings.len() <= REMEDIES;
    for finding in findings {
        let place = format!("  {:>5}: ", finding.line);
        wrap(&place, &visible(&finding.message), look, out);
        if !same_help {
            wrap("         help: ", &visible(&finding.help), look, out);
        }
        if few && !same_lines {
            write(finding, "         ", out);
        }
    }
    if same_help {
        wrap("  help: ", &visible(&first.help), look, out);
    }
    if same_lines {
        write(first, "  ", out);
    } else if !few && findings.iter().any(|finding| finding.remedy.is_some()) {
        let text =
            format!("`comity check --only {} --format json` has the lines for each", first.rule);
        wrap("  ", &text, look, out);
    }
    why(report, first, "  ", look, out);
}

/// A text behind a lead; the lines that follow stand below the first.
fn wrap(lead: &str, text: &str, look: Look, out: &mut String) {
    out.push_str(&style::hang(lead, text, look.width));
    out.push('\n');
}

fn summary(report: &FindingsReport, look: Look, out: &mut String) {
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let summary = &report.summary;
    let mut text = format!(
        "{}, {}, {} on {}: {} checked by {}",
        count(summary.errors, "error", "errors"),
        count(summary.warnings, "warning", "warnings"),
        count(summary.advice, "piece of advice", "pieces of advice"),
        report.today,
        count(summary.collaborations, "collaboration", "collaborations"),
        count(summary.rules, "rule", "rules"),
    );
    if summary.waived > 0 {
        let _ = write!(text, "; {} held back by waivers", summary.waived);
    }
    wrap("", &text, look, out);
    if let Scope::Collaborations(_) = report.scope {
        wrap(
            "",
            "only what was named was read; rules about the whole workspace did not run",
            look,
            out,
        );
    }
    if let Some(finding) = report.findings.first() {
        let text = format!("`comity explain {}` tells more of a rule", finding.rule);
        wrap("", &text, look, out);
    }
}

/// Below the help of a finding that is shown in its lines.
const BESIDE: &str = "        ";

/// Shows a finding in the lines it is about.
struct Painter {
    handler: GraphicalReportHandler,
    look: Look,
}

impl Painter {
    fn new(look: Look) -> Self {
        let styles = if look.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_wrap_lines(false)
            .with_context_lines(1);
        Self { handler, look }
    }

    fn paint(
        &self,
        report: &FindingsReport,
        finding: &Finding,
        text: Option<String>,
        out: &mut String,
    ) {
        let shown = Shown::of(finding, text, self.look.width);
        if shown.source.is_none() {
            let _ = writeln!(out, "{}", visible(&finding.file));
        }
        // Writing into a string cannot fail; what miette itself cannot show is told in a line.
        let mut painted = String::new();
        if self.handler.render_report(&mut painted, &shown).is_ok() {
            out.push_str(painted.trim_start_matches('\n'));
        } else {
            let _ = writeln!(out, "{}:{}: {}", finding.file, finding.line, shown.message);
        }
        // Not a part of what miette paints, which would break the lines.
        write(finding, BESIDE, out);
        why(report, finding, BESIDE, self.look, out);
    }
}

/// A finding as miette takes it.
#[derive(Debug)]
struct Shown {
    message: String,
    code: String,
    help: String,
    severity: miette::Severity,
    source: Option<Arc<NamedSource<String>>>,
    span: (usize, usize),
}

impl Shown {
    fn of(finding: &Finding, text: Option<String>, width: usize) -> Self {
        let (source, span) = text
            .filter(|_| finding.width > 0)
            .map_or((None, (0, 0)), |text| excerpt(finding, &text, width));
        Self {
            message: style::wrap(&visible(&finding.message), width - MESSAGE, ""),
            code: format!("{}[{}]", finding.severity.as_str(), finding.rule),
            help: style::wrap(&visible(&finding.help), width - BESIDE.len(), ""),
            severity: match finding.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
                Severity::Advice => miette::Severity::Advice,
            },
            source,
            span,
        }
    }
}

/// How many columns stand before a message.
const MESSAGE: usize = 4;

/// How many columns the frame around a line takes.
const FRAME: usize = 10;

/// The text with everything that could speak to a terminal made visible, and where in it to point.
/// Lines are cut to what fits; of the line that is pointed at, the part that matters is kept.
fn excerpt(
    finding: &Finding,
    text: &str,
    width: usize,
) -> (Option<Arc<NamedSource<String>>>, (usize, usize)) {
    let room = width.saturating_sub(FRAME);
    let mut shown = String::with_capacity(text.len());
    let mut span = (0, 0);
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        let part = |from: usize, count: usize| -> String {
            visible(&line.chars().skip(from).take(count).collect::<String>()).into_owned()
        };
        if at + 1 == finding.line {
            let start = finding.column - 1;
            // What lies too far to the right is brought into sight.
            let cut = if start + finding.width.min(room / 2) > room { start - room / 4 } else { 0 };
            let before = part(cut, start - cut);
            let covered = part(start, finding.width.min(room - (start - cut)));
            span = (shown.len() + before.len(), covered.len());
            shown.push_str(&part(cut, room));
        } else {
            shown.push_str(&part(0, room));
        }
        shown.push('\n');
    }
    span.0 = span.0.min(shown.len().saturating_sub(1));
    span.1 = span.1.min(shown.len() - span.0);
    let name = visible(&finding.file).into_owned();
    (Some(Arc::new(NamedSource::new(name, shown))), span)
}

impl std::fmt::Display for Shown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_deref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let label = LabeledSpan::new(None, self.span.0, self.span.1);
        Some(Box::new(std::iter::once(label)))
    }
}
