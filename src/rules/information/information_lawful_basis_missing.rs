//! No ground in law, or one that the law does not know yet or any more.

use crate::model::agreement::{Basis, LawfulBasis};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule};
use crate::standard::law::Entry;

pub(super) static RULE: Rule = Rule {
    name: "information-lawful-basis-missing",
    from: Stage::Agreed,
    criteria: &["S0.17", "S0.K15", "S1.K16"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(law) = super::law(case) else { return };
    let today = case.scene.today;
    let is_off = |list: &'static [Entry], word: &str| {
        list.iter().find(|entry| entry.word == word).filter(|entry| !entry.holds_on(today))
    };
    for entry in super::personal(case) {
        let id = entry.id.unwrap_or("information");
        let bases: &[(&str, LawfulBasis)] = match &entry.lawful_basis {
            Some(Basis::One(basis)) => &[("", *basis)],
            Some(Basis::ByParty(bases)) => bases,
            None => &[],
        };
        let off = bases.iter().find_map(|(_, basis)| is_off(&law.lawful_bases, basis.as_str()));
        let condition = entry.special_condition.map(|it| it.as_str());
        let off_condition = condition.and_then(|word| is_off(&law.special_conditions, word));
        for (key, off) in [("lawful_basis", off), ("special_condition", off_condition)] {
            let Some(off) = off else { continue };
            let when = match off.since.filter(|since| *since > today) {
                Some(since) => format!("is no ground in law before {since}"),
                None => "is no ground in law any more".to_owned(),
            };
            findings.add(
                Problem::at(entry.at.key(key), id)
                    .says(format!("`{}` of `{id}` {when}", off.word))
                    .help(
                        "have it looked at by whoever advises on data protection, and name another",
                    )
                    .owner(super::owner(case, entry)),
            );
        }
    }
}
