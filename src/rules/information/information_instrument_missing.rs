//! Data about people is shared without the paper that the law asks for: the arrangement of joint
//! controllers, the contract with a processor.

use crate::document::list;
use crate::model::agreement::{Information, LegalRole, ProcessorContract};
use crate::model::date::{days_between, plus_days};
use crate::model::declare::Stage;
use crate::rules::{Case, Check, Findings, Problem, Rule, remedy};
use crate::standard::law::Law;

pub(super) static RULE: Rule = Rule {
    name: "information-instrument-missing",
    from: Stage::Agreed,
    criteria: &["S0.17", "S1.3g"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    for entry in super::personal(case) {
        let id = entry.id.unwrap_or("information");
        if super::bodies(case, entry, |role| role == LegalRole::JointController) > 1
            && !super::has_instrument(entry)
        {
            findings.add(
                Problem::at(entry.at.key("instrument"), id)
                    .says(format!("the joint controllers of `{id}` have no arrangement on paper"))
                    .help("write down who answers people for what, and name the paper here")
                    .write_here([super::new_instrument(case)])
                    .owner(super::owner(case, entry)),
            );
        }
        if !has_processor(case, entry) {
            continue;
        }
        let problem = match &entry.processor_contract {
            Some(contract) => {
                ended(case, id, contract).or_else(|| thin(case, id, contract, super::law(case)))
            }
            None => Some(
                Problem::at(entry.at.key("processor_contract"), id)
                    .says(format!("the processor of `{id}` has no contract"))
                    .help("close one that says all that the law asks, and name it here")
                    .write_here([new_contract(case, super::law(case))]),
            ),
        };
        if let Some(problem) = problem {
            findings.add(problem.owner(super::owner(case, entry)));
        }
    }
}

/// Whether a body works for another: two departments of one need no contract.
fn has_processor(case: &Case<'_, '_>, entry: &Information<'_>) -> bool {
    entry.roles.iter().any(|role| {
        let processes = matches!(role.role, Some(LegalRole::Processor | LegalRole::SubProcessor));
        let body = |party: Option<&str>| party.map(|party| super::body(case, party).to_owned());
        processes && body(role.party) != body(role.for_)
    })
}

fn ended<'a>(
    case: &Case<'_, 'a>,
    id: &str,
    contract: &ProcessorContract<'a>,
) -> Option<Problem<'a>> {
    let today = case.scene.today;
    let end = contract.ends_on.filter(|end| *end < today && !case.reckoning.resting)?;
    Some(
        Problem::at(contract.at.key("ends_on"), id)
            .says(format!("the contract with the processor of `{id}` ended on {end}"))
            .help("renew it, or stop the sharing; for the new end nobody signs")
            .write_here([format!("ends_on = {}", plus_days(today, 365))])
            .age(days_between(end, today)),
    )
}

/// A contract that lacks something the law asks for.
fn thin<'a>(
    case: &Case<'_, 'a>,
    id: &str,
    contract: &ProcessorContract<'a>,
    law: Option<&Law>,
) -> Option<Problem<'a>> {
    let day = contract.signed_on.unwrap_or(case.scene.today);
    let lacks = |word: &str| !contract.terms.iter().any(|term| term.as_str() == word);
    let asked = law?.processor_terms.iter().filter(|entry| entry.holds_on(day));
    let mut missing = asked.filter(|entry| lacks(&entry.word)).map(|it| &*it.word).peekable();
    missing.peek()?;
    let missing: Vec<&str> = missing.collect();
    Some(
        Problem::at(contract.at.key("terms"), id)
            .says(format!(
                "the contract with the processor of `{id}` says nothing on: {}",
                missing.join(", ")
            ))
            .help("have the contract say it, and list all that it says")
            .write_here([format!("terms = {}", all_terms(case, law))]),
    )
}

fn new_contract(case: &Case<'_, '_>, law: Option<&Law>) -> String {
    let today = case.scene.today;
    format!(
        "processor_contract = {{ ref = {}, signed_on = {today}, ends_on = {}, terms = {} }}",
        remedy::OPEN,
        plus_days(today, 365),
        all_terms(case, law)
    )
}

fn all_terms(case: &Case<'_, '_>, law: Option<&Law>) -> String {
    let terms = law.map_or(&[][..], |law| &law.processor_terms).iter();
    let words: Vec<&str> =
        terms.filter(|it| it.holds_on(case.scene.today)).map(|it| &*it.word).collect();
    list(&words)
}
