//! Feedback that does not help: unanswered, nothing but criticism, or in one direction only.

use crate::model::date::{Date, days_between};
use crate::model::declare::Stage;
use crate::model::event::{Event, FeedbackEvent, FeedbackStep};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate};

/// How far back it is looked.
const YEAR: i64 = 366;
/// How long an answer, or feedback in return, may take.
const PATIENCE: i64 = 30;

pub(super) static RULE: Rule = Rule {
    name: "feedback-unbalanced",
    severity: from_moderate(Severity::Advice),
    from: Stage::Active,
    timeliness: true,
    criteria: &["S0.4", "S0.16", "S0.K14", "S1.7", "S2.9", "S2.K23"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

type Given<'c, 'a> = (&'c Event<'a>, &'c FeedbackEvent<'a>, Date);

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let given: Vec<Given<'_, '_>> = case
        .dossier
        .feedback_events()
        .filter(|(_, own)| own.event == Some(FeedbackStep::Given))
        .filter_map(|(event, own)| Some((event, own, event.on()?)))
        .filter(|(_, _, on)| (0..=YEAR).contains(&days_between(*on, today)))
        .collect();
    unanswered(case, &given, findings);
    let says = if !given.is_empty() && given.iter().all(|(_, own, _)| is_criticism(own)) {
        "all feedback of the last year is criticism"
    } else if goes_one_way(case, &given) {
        "all feedback of the last year goes in one direction"
    } else {
        return;
    };
    findings.add(
        Problem::at(case.dossier.head.at.key("title"), case.dossier.id)
            .says(says)
            .help(format!(
                "ask the other side how it goes for them, say what works, and add what was said to \
                 `log/`: kind = \"feedback\", event = \"given\", with `from`, `to`, `worked_well`, \
                 `on` and `by` (`comity log-feedback {} <party> given`)",
                case.dossier.id
            ))
            .owner(case.dossier.head.our_lead),
    );
}

/// One finding a receiver: the oldest that waits for an answer.
fn unanswered(case: &Case<'_, '_>, given: &[Given<'_, '_>], findings: &mut Findings<'_>) {
    let today = case.scene.today;
    let mut told: Vec<&str> = Vec::new();
    for (event, own, on) in given {
        let Some(to) = own.to else { continue };
        let answered = case.dossier.feedback_events().any(|(answer, reply)| {
            reply.event == Some(FeedbackStep::Answered)
                && answer.envelope.follows == Some(event.id)
                && answer.on().is_some_and(|day| day <= today)
        });
        let age = days_between(*on, today);
        if own.could_improve.is_none()
            || answered
            || age <= PATIENCE
            || told.contains(&to)
            || case.reckoning.is_history(*on)
            || case.dossier.may_hold_news("feedback-answered")
            || case.dossier.party(to).is_none_or(|party| party.left_on.is_some_and(|it| it < today))
        {
            continue;
        }
        told.push(to);
        findings.add(
            Problem::at(own.at.key("could_improve"), to)
                .says(format!("`{to}` has not answered, after {age} days, what could be better"))
                .help(format!(
                    "ask them, and add a file to `log/` with kind = \"feedback\", event = \
                     \"answered\", follows = \"{}\", party = \"{to}\", and `response`, `on` and \
                     `by` (`comity log-feedback {} {to} answered --follows {}`)",
                    event.id, case.dossier.id, event.id
                ))
                .owner(case.dossier.party(to).and_then(|party| party.representative))
                .age(age - PATIENCE),
        );
    }
}

fn is_criticism(own: &FeedbackEvent<'_>) -> bool {
    own.could_improve.is_some() && own.worked_well.is_none()
}

/// Whether one side does all the telling: ours or the partners'; where all parties are ours, one
/// party. The other side has some days to say something in its turn.
fn goes_one_way(case: &Case<'_, '_>, given: &[Given<'_, '_>]) -> bool {
    let today = case.scene.today;
    let patient = given.iter().map(|(_, _, on)| *on).min();
    let parties: Vec<&str> = case.dossier.working_parties(today).map(|(id, _)| id).collect();
    let is_ours = |party: &str| case.dossier.is_ours(&case.scene.frame, party);
    let senders: Vec<&str> = given.iter().filter_map(|(_, own, _)| own.from).collect();
    let mixed = parties.iter().any(|party| is_ours(party) != is_ours(parties[0]));
    let Some(first) = senders.first() else { return false };
    let alike =
        |party: &&str| if mixed { is_ours(party) == is_ours(first) } else { party == first };
    parties.len() > 1
        && patient.is_some_and(|first| days_between(first, today) > PATIENCE)
        && senders.iter().all(alike)
        && !case.dossier.may_hold_news("feedback-given")
}
