//! Rules, groups and criteria, for people.

use super::style::{bold, wrap};
use super::table::{self, Column};
use super::{Look, markdown, visible};
use crate::model::declare::{Significance, Stage};
use crate::report::{Asked, Explanation, Group, RuleLine, RulePage};
use crate::rules::Rule;
use crate::standard::{Criterion, Standard};

const SIGNIFICANCES: [Significance; 3] =
    [Significance::Minor, Significance::Moderate, Significance::Major];

/// What rests on a rule that looks at the form of the record.
const GUARDS: &str =
    "every one: it keeps the record readable, and what nobody can read shows nothing";

/// The answer to "what is this?".
#[must_use]
pub fn render(explanation: &Explanation, look: Look) -> String {
    match explanation {
        Explanation::Overview(groups) => overview(groups, look),
        Explanation::Group(group) => self::group(group, look),
        Explanation::Rule(page) => rule(page, look),
        Explanation::Several(meant) => {
            meant.iter().map(|one| render(one, look)).collect::<Vec<_>>().join("\n")
        }
        Explanation::Criterion(criterion, standard, rules, same) => {
            self::criterion(criterion, standard, rules, same, look)
        }
        Explanation::Standards(known) => {
            let rows = known.iter().map(|(standard, chosen)| {
                vec![
                    standard.id.clone(),
                    standard.name.clone(),
                    standard.title.clone(),
                    standard.criteria.len().to_string(),
                    if *chosen { "yes" } else { "no" }.to_owned(),
                ]
            });
            let columns = [
                Column::whole("Id"),
                Column::whole("Name"),
                Column::text("Title"),
                Column::number("Criteria"),
                Column::whole("Applies"),
            ];
            table::render(&columns, rows.collect(), look)
        }
        Explanation::Criteria(some) => {
            format!(
                "{}\n`comity explain CRITERION` tells more of one.\n",
                criteria(some.iter().map(|(criterion, count)| (criterion, *count)), look)
            )
        }
        Explanation::Standard(standard, counts) => {
            let counted = standard.criteria.iter().zip(counts.iter().copied());
            format!(
                "{}\n{}\n\n{}\n\n{}",
                bold(&visible(&standard.id), look.colour),
                wrap(&visible(&standard.title), look.width, ""),
                wrap(&visible(&standard.about), look.width.min(100), ""),
                criteria(counted, look)
            )
        }
    }
}

/// A row for each criterion, with the number of rules that it rests on.
fn criteria<'c>(counted: impl Iterator<Item = (&'c Criterion, usize)>, look: Look) -> String {
    let rows = counted.map(|(criterion, count)| {
        vec![criterion.reference.clone(), criterion.title.clone(), count.to_string()]
    });
    let columns = [Column::whole("Criterion"), Column::text("Asks"), Column::number("Rules")];
    table::render(&columns, rows.collect(), look)
}

fn criterion(
    criterion: &Criterion,
    standard: &Standard,
    rules: &[RuleLine],
    same: &[String],
    look: Look,
) -> String {
    let mut out = format!(
        "{}\n{}\n",
        bold(&visible(&criterion.reference), look.colour),
        wrap(&visible(&criterion.title), look.width, ""),
    );
    if !criterion.why.is_empty() {
        out.push_str(&format!("\n{}\n", wrap(&visible(&criterion.why), look.width.min(100), "")));
    }
    out.push_str(&format!(
        "\nOf {}, {}.\nCounts from stage: {}\n",
        visible(&standard.id),
        wrap(&visible(&standard.title), look.width.saturating_sub(8), "  "),
        criterion.stage.as_str(),
    ));
    let by: Vec<&str> = criterion.by.iter().map(|by| by.as_str()).collect();
    out.push_str(&format!("Told by: {}\n", by.join(", ")));
    if let Some(what) = &criterion.judge {
        out.push_str(&format!("People judge: {}\n", wrap(&visible(what), look.width - 14, "  ")));
    }
    for (words, text) in [("Asked only", &criterion.only_if), ("Counts once", &criterion.once)] {
        if let Some(text) = text {
            out.push_str(&format!("{words} {}\n", visible(text)));
        }
    }
    if !same.is_empty() {
        out.push_str(&format!("Asks the same as: {}\n", visible(&same.join(", "))));
    }
    let all = if criterion.whole { ", all of it" } else { "" };
    out.push_str(&format!("\nEvidence{all}:\n\n"));
    for (at, path) in criterion.evidence.iter().enumerate() {
        let other = criterion.parts.iter().any(|part| part.iter().skip(1).any(|it| *it == at));
        let beside = match at < criterion.alone {
            true if other && criterion.whole => " (or instead of the one above)",
            true => "",
            false => " (beside the others, never alone)",
        };
        out.push_str(&format!("  {}{beside}\n", visible(&path.text)));
    }
    out.push_str(&occasions(criterion, look));
    if rules.is_empty() && criterion.is_judgement() {
        out.push_str("\nNo rule rests on it: it is for people to judge.\n");
    } else if rules.is_empty() {
        out.push_str("\nNo rule rests on it.\n");
    } else {
        out.push_str("\nRules that rest on it:\n\n");
        out.push_str(&rules_table(rules, look));
    }
    out
}

/// What makes a criterion one that is asked, where it is asked only at times; nothing of others.
fn occasions(criterion: &Criterion, look: Look) -> String {
    let on_file = criterion.occasion.iter().map(|path| {
        let (_, steps) = path.text.split_once(": ").unwrap_or(("", &path.text));
        let steps: Vec<String> = steps.split(": ").map(|step| format!("`{step}`")).collect();
        format!("{} in {}", steps.join(" with "), path.stands_in())
    });
    let late = "an action that is overdue, or was done, moved or called off after its day";
    let all = on_file.chain(criterion.late.then(|| late.to_owned()));
    let lines =
        all.map(|it| format!("  {}\n", wrap(&visible(&it), look.width.saturating_sub(2), "  ")));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\nAsked once one of these is there:\n\n{lines}") }
}

fn overview(groups: &[Group], look: Look) -> String {
    let mut out = String::new();
    let mut count = 0;
    for each in groups {
        count += each.rules.len();
        out.push_str(&group(each, look));
        out.push('\n');
    }
    out.push_str(&format!(
        "{count} rules in {} groups. `comity explain RULE` tells what one checks and why, and\n\
         how to put it right; `comity explain S0.13` explains a criterion.\n",
        groups.len()
    ));
    out
}

fn group(group: &Group, look: Look) -> String {
    let mut out = format!(
        "{}\n{}\n",
        bold(group.name, look.colour),
        wrap(group.about, look.width.min(100), "")
    );
    if !group.rules.is_empty() {
        out.push('\n');
        out.push_str(&rules_table(&group.rules, look));
    }
    out
}

fn rules_table(rules: &[RuleLine], look: Look) -> String {
    let columns = [
        Column::whole("Rule"),
        Column::whole("Minor"),
        Column::whole("Moderate"),
        Column::whole("Major"),
        Column::whole("From"),
    ];
    let rows = rules.iter().map(|line| {
        let mut row = vec![line.rule.name.to_owned()];
        row.extend(SIGNIFICANCES.map(|it| level(line.rule, it).to_owned()));
        row.push(stage(line.from).to_owned());
        row
    });
    table::render(&columns, rows.collect(), look)
}

fn level(rule: &Rule, significance: Significance) -> &'static str {
    rule.severity.at(significance).map_or("-", |severity| severity.as_str())
}

fn stage(from: Stage) -> &'static str {
    if from == Stage::Candidate { "any" } else { from.as_str() }
}

fn rule(page: &RulePage, look: Look) -> String {
    let rule = page.line.rule;
    let levels = SIGNIFICANCES.map(|it| format!("{} when {}", level(rule, it), it.as_str()));
    let same = SIGNIFICANCES.iter().all(|it| level(rule, *it) == level(rule, SIGNIFICANCES[0]));
    let severity = if same {
        level(rule, SIGNIFICANCES[0]).to_owned()
    } else {
        levels.join(", ").replace("- when", "not asked when")
    };
    let mut out = format!(
        "{}\nGroup:    {}\nSeverity: {severity}\nStage:    {}{}\nSince:    {}\n",
        bold(rule.name, look.colour),
        page.line.group,
        if page.line.from == Stage::Candidate {
            "any".to_owned()
        } else {
            format!("{} and later", page.line.from.as_str())
        },
        if rule.timeliness { "; silent while suspended, paused or closed" } else { "" },
        rule.since,
    );
    for (at, criterion) in page.criteria.iter().enumerate() {
        let label = if at == 0 { "Criteria: " } else { "          " };
        let text = format!("{} {}", criterion.reference, criterion.title);
        out.push_str(&format!(
            "{label}{}\n",
            wrap(&text, look.width.saturating_sub(10), &" ".repeat(16))
        ));
    }
    if rule.guards {
        let label = if page.criteria.is_empty() { "Criteria: " } else { "          " };
        out.push_str(&format!(
            "{label}{}\n",
            wrap(GUARDS, look.width.saturating_sub(10), "          ")
        ));
    }
    for (at, asked) in page.asks.iter().enumerate() {
        let label = if at == 0 { "Asks for: " } else { "          " };
        out.push_str(&format!("{label}{}\n", ask(asked)));
    }
    out.push('\n');
    out.push_str(&markdown::render(page.text, look));
    out
}

fn ask(asked: &Asked) -> String {
    let of = match asked.required.ask {
        Significance::Minor => "",
        Significance::Moderate => ", unless minor",
        Significance::Major => ", when major",
    };
    format!("{} in {} (from {}{of})", asked.key, asked.table, stage(asked.required.from))
}
