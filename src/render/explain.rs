//! Rules, groups and criteria, for people.

use super::style::{bold, hang, wrap};
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
                "{}\n{}\n",
                criteria(some.iter().map(|(criterion, count)| (criterion, *count)), look),
                wrap("`comity explain CRITERION` tells more of one.", look.width, "")
            )
        }
        Explanation::Standard(standard, counts) => {
            let counted = standard.criteria.iter().zip(counts.iter().copied());
            format!(
                "{}\n{}\n\n{}\n\n{}",
                bold(&visible(&standard.id), look.colour),
                wrap(&visible(&standard.title), look.width, ""),
                wrap(&visible(&standard.about), look.at_most(100).width, ""),
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
        out.push_str(&format!(
            "\n{}\n",
            wrap(&visible(&criterion.why), look.at_most(100).width, "")
        ));
    }
    out.push_str(&format!(
        "\n{}\n",
        wrap(&visible(&format!("Of {}, {}.", standard.id, standard.title)), look.width, "  "),
    ));
    let by: Vec<&str> = criterion.by.iter().map(|by| by.as_str()).collect();
    let said = [
        ("Counts from stage:", Some(criterion.stage.as_str().to_owned())),
        ("Told by:", Some(by.join(", "))),
        ("People judge:", criterion.judge.clone()),
        ("Asked only", criterion.only_if.clone()),
        ("Counts once", criterion.once.clone()),
        ("Asks the same as:", Some(same.join(", ")).filter(|same| !same.is_empty())),
    ];
    for (words, text) in said {
        if let Some(text) = text {
            let text = visible(&text).into_owned();
            out.push_str(&wrap(&format!("{words} {text}"), look.width, "  "));
            out.push('\n');
        }
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
        let text = format!("{}{beside}", visible(&path.text));
        out.push_str(&format!("  {}\n", wrap(&text, look.width - 2, "    ")));
    }
    out.push_str(&occasions(criterion, look));
    if rules.is_empty() && criterion.is_judgement() {
        let text = wrap("No rule rests on it: it is for people to judge.", look.width, "");
        out.push_str(&format!("\n{text}\n"));
    } else if rules.is_empty() {
        out.push_str("\nNo rule rests on it.\n");
    } else {
        out.push_str(&format!("\n{}\n\n", wrap("Rules that rest on it:", look.width, "")));
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
    if lines.is_empty() {
        return lines;
    }
    let heading = wrap("Asked once one of these is there:", look.width, "");
    format!("\n{heading}\n\n{lines}")
}

fn overview(groups: &[Group], look: Look) -> String {
    let mut out = String::new();
    let mut count = 0;
    for each in groups {
        count += each.rules.len();
        out.push_str(&group(each, look));
        out.push('\n');
    }
    let more = format!(
        "{count} rules in {} groups. `comity explain RULE` tells what one checks and why, and how to \
         put it right; `comity explain S0.13` explains a criterion.",
        groups.len()
    );
    out.push_str(&format!("{}\n", wrap(&more, look.at_most(80).width, "")));
    out
}

fn group(group: &Group, look: Look) -> String {
    let mut out = format!(
        "{}\n{}\n",
        bold(group.name, look.colour),
        wrap(group.about, look.at_most(100).width, "")
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
    let from = if page.line.from == Stage::Candidate {
        "any".to_owned()
    } else {
        format!("{} and later", page.line.from.as_str())
    };
    let silent = if rule.timeliness { "; silent while suspended, paused or closed" } else { "" };
    let mut facts = vec![
        ("Group:", page.line.group.to_owned()),
        ("Severity:", severity),
        ("Stage:", format!("{from}{silent}")),
        ("Since:", rule.since.to_string()),
    ];
    let guards = rule.guards.then(|| GUARDS.to_owned());
    let criteria = page.criteria.iter().map(|it| format!("{} {}", it.reference, it.title));
    facts.extend(labelled("Criteria:", criteria.chain(guards)));
    facts.extend(labelled("Asks for:", page.asks.iter().map(ask)));
    let mut out = format!("{}\n", bold(rule.name, look.colour));
    for (label, text) in facts {
        out.push_str(&format!("{}\n", hang(&format!("{label:<10}"), &text, look.width)));
    }
    out.push('\n');
    out.push_str(&markdown::render(page.text, look));
    out
}

/// A line for each, the first with what they are.
fn labelled(
    label: &str,
    texts: impl Iterator<Item = String>,
) -> impl Iterator<Item = (&str, String)> {
    texts.enumerate().map(move |(at, text)| (if at == 0 { label } else { "" }, text))
}

fn ask(asked: &Asked) -> String {
    let of = match asked.required.ask {
        Significance::Minor => "",
        Significance::Moderate => ", unless minor",
        Significance::Major => ", when major",
    };
    format!("{} in {} (from {}{of})", asked.key, asked.table, stage(asked.required.from))
}
