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
    /// One criterion of a standard, the rules that it rests on, and the criteria that ask the same.
    Criterion(Box<Criterion>, Box<Standard>, Vec<RuleLine>, Vec<String>),
    /// One standard: each criterion with the number of rules that it rests on.
    Standard(Box<Standard>, Vec<usize>),
    /// Some criteria, each with the number of rules that it rests on.
    Criteria(Vec<(Criterion, usize)>),
    /// A word that means more than one of these.
    Several(Vec<Self>),
    /// Every standard, and whether `comity.toml` chooses it.
    Standards(Vec<(Standard, bool)>),
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
    pub criteria: Vec<Criterion>,
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

    /// What a name means: a rule, a group, or one of the known criteria and standards.
    #[must_use]
    pub fn of(name: &str, known: &[Standard]) -> Option<Self> {
        let lower = name.to_lowercase();
        let rule = rules::find(&lower).map(|rule| Self::Rule(page(rule, known)));
        let of_name = rules::GROUPS.iter().find(|(group, _)| *group == lower);
        let group = of_name.map(|(name, rules)| Self::Group(group(name, rules)));
        let standard = Self::of_standard(name, known);
        let mut meant: Vec<Self> = rule.into_iter().chain(group).chain(standard).collect();
        if meant.len() > 1 { Some(Self::Several(meant)) } else { meant.pop() }
    }

    /// What a name means among the known standards: a criterion, a standard by id or name, or some
    /// criteria as people write them together: `S0.K1-K3`, or `S1.3` for `S1.3a` and those after it.
    #[must_use]
    pub fn of_standard(name: &str, known: &[Standard]) -> Option<Self> {
        let criteria = || known.iter().flat_map(|of| of.criteria.iter().map(move |it| (of, it)));
        if let Some((of, criterion)) =
            criteria().find(|(_, it)| it.reference.eq_ignore_ascii_case(name))
        {
            let same = criteria()
                .filter(|(_, it)| it.same_as.as_ref() == Some(&criterion.reference))
                .map(|(_, it)| it.reference.clone());
            let same = criterion.same_as.clone().into_iter().chain(same).collect();
            let rules = resting_on(criterion);
            return Some(Self::Criterion(
                Box::new(criterion.clone()),
                Box::new(of.clone()),
                rules,
                same,
            ));
        }
        let named =
            |it: &&Standard| it.id.eq_ignore_ascii_case(name) || it.name.eq_ignore_ascii_case(name);
        let Some(standard) = known.iter().find(named) else {
            let some = standard::several(name, known);
            let counted = some.into_iter().map(|one| (one.clone(), resting_on(one).len()));
            let counted: Vec<(Criterion, usize)> = counted.collect();
            return (!counted.is_empty()).then_some(Self::Criteria(counted));
        };
        let counts = standard.criteria.iter().map(|one| resting_on(one).len()).collect();
        Some(Self::Standard(Box::new(standard.clone()), counts))
    }

    /// The names of the rules behind what a name means among the known standards; nothing where it
    /// means nothing there.
    #[must_use]
    pub fn rules_behind(name: &str, known: &[Standard]) -> Option<Vec<&'static str>> {
        let criteria: Vec<Criterion> = match Self::of_standard(name, known)? {
            Self::Criterion(one, ..) => vec![*one],
            Self::Criteria(some) => some.into_iter().map(|(one, _)| one).collect(),
            Self::Standard(standard, _) => standard.criteria,
            _ => return None,
        };
        Some(criteria.iter().flat_map(resting_on).map(|line| line.rule.name).collect())
    }

    /// The nearest criterion or standard to a name that means nothing.
    #[must_use]
    pub fn nearest_standard<'k>(name: &str, known: &'k [Standard]) -> Option<&'k str> {
        let references = known.iter().flat_map(|of| of.criteria.iter().map(|it| &*it.reference));
        nearest(&name.to_uppercase(), references)
            .or_else(|| nearest(&name.to_lowercase(), known.iter().map(|it| &*it.name)))
    }

    /// The nearest name to one that means nothing.
    #[must_use]
    pub fn nearest<'k>(name: &str, known: &'k [Standard]) -> Option<&'k str> {
        let rules = rules::all().map(|rule| rule.name);
        let rules = rules.chain(rules::GROUPS.iter().map(|(group, _)| *group));
        nearest(name, rules).or_else(|| Self::nearest_standard(name, known))
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

fn resting_on(criterion: &Criterion) -> Vec<RuleLine> {
    let rests = |rule: &&Rule| criterion.rests_on(rule.name, rule.criteria);
    rules::all().filter(rests).map(line).collect()
}

fn page(rule: &'static Rule, known: &[Standard]) -> RulePage {
    let line = line(rule);
    let all = || known.iter().flat_map(|of| of.criteria.iter().map(move |it| (of, it)));
    let named = rule.criteria.iter().filter_map(|name| {
        all().find(|(_, it)| it.reference == *name).map(|(_, criterion)| criterion.clone())
    });
    // Others ask the same as one of those; and a team's own standard says itself on which rules it
    // rests.
    let is_named = |of: &Standard, it: &Criterion| {
        !of.own && rule.criteria.iter().any(|name| *name == it.reference)
    };
    let beside =
        all().filter(|(of, it)| !is_named(of, it) && it.rests_on(rule.name, rule.criteria));
    RulePage {
        criteria: named.chain(beside.map(|(_, it)| it.clone())).collect(),
        text: pages::section(line.group, rule.name).unwrap_or_default(),
        asks: asked_by(rule),
        line,
    }
}
