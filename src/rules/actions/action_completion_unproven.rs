//! An action that is said to be done, and that nothing shows or nobody else has accepted.

use super::owed;
use crate::model::date::days_between;
use crate::model::declare::{Stage, is_placeholder};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-completion-unproven",
    severity: from_moderate(Severity::Warning),
    from: Stage::Active,
    criteria: &["S0.12"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// The days within which another party says that it is done as agreed.
const ACCEPTED_WITHIN: i64 = 30;

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    for owed in owed(case) {
        let another =
            case.dossier.working_parties(today).find(|(party, _)| Some(*party) != owed.text.party);
        for one in &owed.standing.occurrences {
            let Some((id, on)) = one.completed.filter(|(_, on)| !case.reckoning.is_history(*on))
            else {
                continue;
            };
            let Some(event) = case.dossier.event(id) else { continue };
            // A list of texts that say nothing shows as little as an empty list.
            let says_nothing = |shown: &&str| shown.trim().is_empty() || is_placeholder(shown);
            if event.envelope.evidence.iter().all(says_nothing) {
                let problem = Problem::at(event.at().key("evidence"), owed.id)
                    .says(format!("nothing shows that {} was completed", owed.name(one)))
                    .help("correct the event: say in `evidence` where it can be seen")
                    .help_at_writing(Some("say where it can be seen".to_owned()))
                    .write(remedy::again(case, event).names("evidence", &["…"]).write())
                    .owner(owed.standing.owner);
                findings.add(problem);
                continue;
            }
            // Whoever accepts it so has agreed to it; else it goes on until it is as good as agreed.
            if event.at().value("quality_met").and_then(|it| it.get_ref().as_bool()) == Some(false)
                && one.accepted.is_none()
            {
                let problem = Problem::at(event.at().key("quality_met"), owed.id)
                    .says(format!(
                        "{} was completed on {on}, and not as good as was agreed",
                        owed.name(one)
                    ))
                    .help("log `reopened` and put it right; or let another party accept it so")
                    .write(owed.event(case, "reopened", one).write())
                    .owner(owed.standing.owner);
                findings.add(problem);
                continue;
            }
            let waiting = days_between(on, today);
            let accepted = one.accepted.is_some() || case.reckoning.resting;
            let Some((other, party)) = another.filter(|_| !accepted && waiting > ACCEPTED_WITHIN)
            else {
                continue;
            };
            let problem = Problem::at(event.at().key("event"), owed.id)
                .says(format!(
                    "{} was completed on {on}, and in {ACCEPTED_WITHIN} days no other party has \
                     accepted it",
                    owed.name(one)
                ))
                .help(format!(
                    "ask `{other}` to look; if it is not as agreed, log `reopened` instead"
                ))
                .write(
                    owed.event(case, "accepted", one)
                        .text("follows", id)
                        .text("party", other)
                        .write(),
                )
                .owner(party.representative)
                .age(waiting - ACCEPTED_WITHIN);
            findings.add(problem);
        }
    }
}
