//! What is known of a rule, a group of rules, or a criterion of a standard.

use crate::model::declare::{Requirement, Stage, Table, nearest};
use crate::model::schema;
use crate::rules::{self, Check, Rule, pages};
use crate::standard::{self, Criterion, Standard};

/// An answer to "what is this?".
#[derive(Debug)]
pub enum Explanation {
    /// Every group with its rules.
    Overview(Vec<Group>),
    /// One group with its rules.
    Group(Group),
    /// One rule with its page.
    Rule(RulePage),
    /// One criterion, and the rules that rest on it.
    Criterion(&'static Criterion, &'static Standard, Vec<RuleLine>),
    /// One standard: each criterion with the number of rules that rest on it.
    Standard(&'static Standard, Vec<usize>),
}

/// A group of rules.
#[derive(Debug)]
pub struct Group {
    /// Its name.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// Its rules in the order of their names.
    pub rules: Vec<RuleLine>,
}

/// A rule in a line.
#[derive(Debug, Clone, Copy)]
pub struct RuleLine {
    /// The rule.
    pub rule: &'static Rule,
    /// The group it belongs to.
    pub group: &'static str,
    /// The stage from which it speaks.
    pub from: Stage,
}

/// A rule with everything that is known of it.
#[derive(Debug)]
pub struct RulePage {
    /// The rule and its group.
    pub line: RuleLine,
    /// The criteria that it rests on.
    pub criteria: Vec<&'static Criterion>,
    /// What it asks to be on file, if it does.
    pub asks: Vec<Asked>,
    /// Its section of `docs/rules/<group>.md`, as Markdown; empty where none is written.
    pub text: &'static str,
}

/// A key that has to hold something.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The table it stands in.
    pub table: &'static str,
    /// The key.
    pub key: &'static str,
    /// From when, and of whom.
    pub required: Requirement,
}

impl Explanation {
    /// Every group with its rules.
    #[must_use]
    pub fn overview() -> Self {
        Self::Overview(rules::GROUPS.iter().map(|(name, rules)| group(name, rules)).collect())
    }

    /// What a name means: a rule, a group, a criterion or a standard.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        if let Some(rule) = rules::find(&lower) {
            return Some(Self::Rule(page(rule)));
        }
        if let Some((name, rules)) = rules::GROUPS.iter().find(|(group, _)| *group == lower) {
            return Some(Self::Group(group(name, rules)));
        }
        let standard = |id: &str| standard::all().iter().find(|s| s.id.eq_ignore_ascii_case(id));
        if let Some(criterion) = standard::criterion(name) {
            let of = standard(criterion.reference.split('.').next().unwrap_or_default())?;
            return Some(Self::Criterion(criterion, of, resting_on(&criterion.reference)));
        }
        let standard = standard(name)?;
        let counts = standard.criteria.iter().map(|one| resting_on(&one.reference).len()).collect();
        Some(Self::Standard(standard, counts))
    }

    /// The nearest name to one that means nothing.
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static str> {
        let known = rules::all().map(|rule| rule.name);
        let known = known.chain(rules::GROUPS.iter().map(|(group, _)| *group));
        nearest(name, known).or_else(|| {
            let references = standard::all().iter().flat_map(|standard| {
                standard.criteria.iter().map(|criterion| criterion.reference.as_str())
            });
            nearest(&name.to_uppercase(), references)
        })
    }
}

fn group(name: &'static str, rules: &[&'static Rule]) -> Group {
    let rules = rules.iter().copied().map(line).collect();
    Group { name, about: pages::about(name), rules }
}

fn line(rule: &'static Rule) -> RuleLine {
    let from = match rule.check {
        Check::Presence => asked_by(rule).iter().map(|asked| asked.required.from).min(),
        _ => Some(rule.from),
    };
    RuleLine {
        rule,
        group: rules::group_of(rule.name).unwrap_or_default(),
        from: from.unwrap_or(rule.from),
    }
}

/// What the declarations ask for in the name of a rule.
fn asked_by(rule: &Rule) -> Vec<Asked> {
    let mut asks = Vec::new();
    schema::each_table(&mut |table: &'static Table| {
        for field in table.fields {
            if let Some(required) = field.required.filter(|it| it.rule == rule.name) {
                asks.push(Asked { table: table.name, key: field.key, required });
            }
        }
    });
    asks
}

fn resting_on(reference: &str) -> Vec<RuleLine> {
    rules::all().filter(|rule| rule.criteria.contains(&reference)).map(line).collect()
}

fn page(rule: &'static Rule) -> RulePage {
    let line = line(rule);
    RulePage {
        criteria: rule.criteria.iter().filter_map(|it| standard::criterion(it)).collect(),
        text: pages::section(line.group, rule.name).unwrap_or_default(),
        asks: asked_by(rule),
        line,
    }
}
