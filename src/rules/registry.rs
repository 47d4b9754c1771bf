//! Every rule, by group. Within a group they stand in the order of their names.

use super::{
    Rule, actions, agreement, evaluation, information, integrity, network, reporting, review,
    structure,
};

/// The groups in the order of the record's life, each with its rules.
pub const GROUPS: &[(&str, &[&Rule])] = &[
    ("structure", structure::RULES),
    ("network", network::RULES),
    ("evaluation", evaluation::RULES),
    ("agreement", agreement::RULES),
    ("actions", actions::RULES),
    ("reporting", reporting::RULES),
    ("information", information::RULES),
    ("review", review::RULES),
    ("integrity", integrity::RULES),
];

/// Every rule there is.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, rules)| rules.iter().copied())
}

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The group of a rule.
#[must_use]
pub fn group_of(name: &str) -> Option<&'static str> {
    GROUPS
        .iter()
        .find(|(_, rules)| rules.iter().any(|rule| rule.name == name))
        .map(|(group, _)| *group)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declare::{Significance, Table};
    use crate::rules::Check;

    #[test]
    fn each_group_is_sorted_and_no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for (group, rules) in GROUPS {
            assert!(
                rules.is_sorted_by_key(|rule| rule.name),
                "the rules of {group} are not in the order of their names"
            );
            for rule in *rules {
                assert!(seen.insert(rule.name), "{} stands twice", rule.name);
                assert!(!rule.since.is_empty());
            }
        }
    }

    #[test]
    fn declarations_and_presence_rules_name_each_other() {
        let mut named = std::collections::BTreeSet::new();
        crate::model::schema::each_table(&mut |table: &'static Table| {
            for field in table.fields {
                named.extend(field.required.map(|required| required.rule));
            }
        });
        for name in &named {
            assert!(find(name).is_some(), "a declaration asks for {name}, which is no rule");
        }
        for rule in all().filter(|rule| matches!(rule.check, Check::Presence)) {
            assert!(named.contains(rule.name), "{} asks for nothing", rule.name);
            let own = rule.from != Rule::BASE.from;
            assert!(!own, "{}: the declarations say from which stage", rule.name);
        }
    }

    #[test]
    fn what_a_row_shows_is_among_the_criteria_of_its_rule() {
        let mut wrong = Vec::new();
        crate::model::schema::each_table(&mut |table: &'static Table| {
            for field in table.fields.iter().filter(|field| !field.shows.is_empty()) {
                let required = field.required.map(|it| it.rule).and_then(find);
                if required.is_none() {
                    wrong.push(format!("{}.{} shows, and is not asked for", table.name, field.key));
                }
                // What every file of a kind has rests on nothing by itself; a row of it may.
                let own = required.filter(|rule| !rule.criteria.is_empty());
                for reference in field.shows {
                    let known = crate::standard::criterion(reference).is_some();
                    if !known || own.is_some_and(|rule| !rule.criteria.contains(reference)) {
                        wrong.push(format!("{}.{} shows {reference}", table.name, field.key));
                    }
                }
            }
        });
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_rule_that_only_asks_for_presence_weighs_for_those_who_are_asked() {
        let mut wrong = Vec::new();
        for rule in all().filter(|rule| matches!(rule.check, Check::Presence)) {
            let mut of_minor = false;
            crate::model::schema::each_table(&mut |table: &'static Table| {
                let required = table.fields.iter().filter_map(|field| field.required);
                of_minor |= required
                    .filter(|it| it.rule == rule.name)
                    .any(|it| it.ask == Significance::Minor);
            });
            if of_minor != rule.severity.at(Significance::Minor).is_some() {
                wrong.push(format!("{} is asked of minor ones: {of_minor}", rule.name));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn every_rule_names_criteria_that_exist_or_guards_the_record_for_all_of_them() {
        for rule in all() {
            assert!(rule.guards || !rule.criteria.is_empty(), "{} is for nothing", rule.name);
            let of_form = group_of(rule.name) == Some("structure");
            assert!(of_form || !rule.guards, "{} looks at what is said", rule.name);
            for reference in rule.criteria {
                assert!(
                    crate::standard::criterion(reference).is_some(),
                    "{} names {reference}",
                    rule.name
                );
            }
        }
    }
}
