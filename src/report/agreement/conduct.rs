//! How the parties look back, behave, decide, settle what is not settled, change the text, and
//! part.

use super::{Writer, joined, listed, said, sentence};
use crate::rules;

pub(super) fn write(writer: &mut Writer<'_, '_, '_>) {
    review(writer);
    norms(writer);
    deciding(writer);
    change(writer);
    exit(writer);
}

fn review(writer: &mut Writer<'_, '_, '_>) {
    let texts = writer.agreement.review_plan.iter().map(|plan| {
        let kind = plan.kind.map_or("A", |kind| kind.as_str());
        let due = plan.due.map(|due| format!(", by {due}")).unwrap_or_default();
        let first = format!("{kind} review{due}.");
        let mut letters = first.chars();
        let first: String = letters
            .next()
            .map(|letter| letter.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
        let lead = plan.lead.map(|role| writer.role(role));
        joined([
            first,
            said("Led by", lead.as_deref()),
            said("With", Some(&writer.parties(&plan.participants))),
            said("How", plan.method),
            said("Questions", Some(&plan.questions.join(" "))),
        ])
    });
    let texts = texts.collect();
    writer.section("How we look back", texts);
}

fn norms(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts = Vec::new();
    if let Some(norms) = &text.norms {
        texts.push(said("We hold dear", Some(&listed(&norms.values))));
        texts.extend(norms.statements.iter().map(|it| sentence(it)));
        texts.push(said("Where this stands", norms.kept_at));
        let who = norms.facilitator.map(|role| writer.role(role));
        let other = norms.alternate_facilitator.map(|role| writer.role(role));
        texts.push(joined([
            said("Hard matters are talked about so", norms.dialogue_method),
            said("Led by", who.as_deref()),
            said("Or by", other.as_deref()),
        ]));
    }
    if let Some(inclusion) = &text.inclusion {
        texts.push(said("Nobody is left out", inclusion.statement));
        texts.push(said("Access", inclusion.accessibility));
    }
    if let Some(safe) = &text.safeguarding {
        let lead = safe.lead.map(|role| writer.role(role));
        let applies = match safe.applies {
            Some(true) => "Children or adults at risk are touched.",
            Some(false) => "Neither children nor adults at risk are touched.",
            None => "",
        };
        texts.push(joined([
            applies.to_owned(),
            said("Answers for it", lead.as_deref()),
            said("Procedure", safe.procedure.map(|it| policy(writer, it)).as_deref()),
            said("Worries go to", safe.report_route),
        ]));
    }
    for it in &text.obligation {
        let source = it.source.map(|source| policy(writer, source));
        texts.push(joined([
            said("Followed", source.as_deref()),
            said("By", Some(&writer.parties(&it.applies_to))),
        ]));
    }
    writer.section("How we behave", texts);
}

/// The title of a policy of the workspace; any other words as they are.
fn policy(writer: &Writer<'_, '_, '_>, named: &str) -> String {
    let policies = &writer.sight.frame.settings.policy;
    let title = policies.iter().find(|policy| policy.id == Some(named)).and_then(|it| it.title);
    title.unwrap_or(named).to_owned()
}

fn deciding(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts = Vec::new();
    if let Some(it) = &text.governance {
        let chair = it.chair.map(|role| writer.role(role));
        let money = it.money_held_by.map(|party| writer.party(Some(party)));
        texts.push(joined([
            said("Decided by", it.forum),
            said("Chair", chair.as_deref()),
            said("How it decides", it.decides_by.map(|it| it.as_str())),
            said("Those who must be there", Some(&writer.parties(&it.quorum))),
        ]));
        texts.push(said("Stays with each party", it.reserved_to_parties));
        texts.push(said("Answers to", it.reports_to));
        texts.push(said("The money is held by", money.as_deref()));
        texts.push(said("Where somebody has two interests", it.conflicts_of_interest));
    }
    let mut rungs: Vec<_> = text.escalation.iter().collect();
    rungs.sort_by_key(|rung| rung.level.map(|level| level.0));
    for rung in rungs {
        let level = rung.level.map(|level| format!("Level {}", level.0)).unwrap_or_default();
        let days = rung
            .working_days
            .map(|days| format!(", {}", rules::days(days.0).replace(" day", " working day")));
        let who = writer.roles(&rung.who);
        texts.push(format!(
            "What is not settled goes to {}{}: {who}.",
            if level.is_empty() { "the next level" } else { &level },
            days.unwrap_or_default(),
        ));
    }
    if let Some(it) = &text.non_cooperation {
        texts.push(joined([
            said("When somebody does not do their part", it.first_step),
            said("Then", Some(&it.then.join("; "))),
        ]));
    }
    writer.section("How we decide and settle", texts);
}

fn change(writer: &mut Writer<'_, '_, '_>) {
    let Some(change) = &writer.agreement.change else { return };
    let texts = vec![
        said("To change this text", change.procedure),
        said("Without a signature", change.minor_without_signature),
    ];
    writer.section("How this text changes", texts);
}

fn exit(writer: &mut Writer<'_, '_, '_>) {
    let Some(exit) = &writer.agreement.exit else { return };
    let notice = exit
        .notice_days
        .map(|days| format!("Who wants to leave says so {} before.", rules::days(days.0)));
    let review = exit
        .final_review_within_days
        .map(|days| format!("A last review is held within {} of the end.", rules::days(days.0)));
    let texts = vec![
        notice.unwrap_or_default(),
        said("It ends early on", Some(&exit.triggers.join("; "))),
        said("Open work", exit.continuity),
        said("Staff", exit.staff),
        said("Things", exit.assets),
        said("Data", exit.data),
        said("Money", exit.money),
        said("What was written and made", exit.intellectual_property),
        review.unwrap_or_default(),
    ];
    writer.section("How it ends", texts);
}
