//! Who, what for, who does what by when, what each gains and pays, what could go wrong, what is
//! shared, how well, and how one hears of it.

use super::{Writer, joined, listed, said, sentence};
use crate::model::agreement::{Comparator, Information, Renewal, Response, ServiceLevel};
use crate::model::amount::Amount;
use crate::model::date::{Date, Frequency};
use crate::model::duration::Duration;
use crate::model::evaluation::Per;

pub(super) fn write(writer: &mut Writer<'_, '_, '_>) {
    who(writer);
    purpose(writer);
    term(writer);
    actions(writer);
    gains(writer);
    risks(writer);
    information(writer);
    levels(writer);
    reporting(writer);
}

fn who(writer: &mut Writer<'_, '_, '_>) {
    let texts = writer.sight.dossier.head.party.iter().map(|party| {
        let name = writer.party(party.id);
        let role = party.role.map(|role| format!(", as {}", role.as_str())).unwrap_or_default();
        let by = |label: &str, role: Option<&str>| {
            said(label, role.map(|role| writer.role(role)).as_deref())
        };
        let left = party.left_on.map(|on| format!(" It left on {on}.")).unwrap_or_default();
        let people = joined([
            by("Represented by", party.representative),
            by("Deputy", party.deputy),
            by("Sponsor", party.sponsor),
        ]);
        format!("{name}{role}. {people}{left}").trim_end().to_owned()
    });
    let mut texts: Vec<String> = texts.collect();
    if let Some(binding) = writer.agreement.binding {
        let not = if binding { "" } else { "not " };
        texts.push(format!("This agreement is {not}meant to be binding in law."));
    }
    writer.section("Who works together", texts);
}

fn purpose(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts = vec![said("Aim", text.purpose.as_ref().and_then(|it| it.aim))];
    if let Some(scope) = &text.scope {
        texts.push(said("It covers", scope.included));
        texts.push(said("It does not cover", scope.excluded));
    }
    for objective in &text.objective {
        let from = objective.baseline.map(|it| format!(" from {it} to")).unwrap_or_default();
        let target = match (objective.target, objective.due) {
            (Some(target), due) => {
                format!("Target:{from} {}{}.", with_unit(target, objective.unit), by(due))
            }
            (None, _) => String::new(),
        };
        texts.push(joined([
            said("Objective", objective.statement),
            said("Measured by", objective.indicator),
            target,
        ]));
    }
    for outcome in &text.outcome {
        let target = outcome.target.map(|target| {
            format!("Target: {}{}.", with_unit(target, outcome.unit), by(outcome.due))
        });
        texts.push(joined([
            said("Outcome", outcome.statement),
            said("Measured by", outcome.indicator),
            target.unwrap_or_default(),
        ]));
    }
    writer.section("What it is for", texts);
}

fn term(writer: &mut Writer<'_, '_, '_>) {
    let Some(term) = &writer.agreement.term else { return };
    let begins = term.effective_on.map(|on| format!(" from {on}")).unwrap_or_default();
    let ends = match (term.ends_on, term.open_ended) {
        (Some(on), _) => format!(" to {on}"),
        (None, Some(true)) => " without an end".to_owned(),
        (None, _) => String::new(),
    };
    let renewal = match term.renewal {
        Some(Renewal::None) => "It is not renewed.".to_owned(),
        Some(Renewal::ByReview) => {
            format!("Whether it is renewed is decided at a review{}.", by(term.renewal_decision_by))
        }
        Some(Renewal::Automatic) => "It is renewed unless somebody gives notice.".to_owned(),
        None => String::new(),
    };
    let runs = if begins.is_empty() && ends.is_empty() {
        String::new()
    } else {
        format!("It runs{begins}{ends}.")
    };
    writer.section("How long it runs", vec![runs, renewal]);
}

fn actions(writer: &mut Writer<'_, '_, '_>) {
    let actions = &writer.agreement.action;
    let mut texts = Vec::new();
    for party in writer.in_order(actions.iter().map(|action| action.party)) {
        for action in actions.iter().filter(|action| action.party == party) {
            let again = action.recurs.map(|it| format!(", {}", often(it))).unwrap_or_default();
            let title = action.title.unwrap_or_default().trim().trim_end_matches('.');
            let by = if action.recurs.is_some() {
                action.due.map(|due| format!(", first by {due}")).unwrap_or_default()
            } else {
                by(action.due)
            };
            let owner = action.owner.map(|role| writer.role(role));
            let help = writer.parties(&action.support);
            texts.push(joined([
                format!("{}: {title}{again}{by}.", writer.party(party)),
                said("Answers for it", owner.as_deref()),
                said("Done well means", action.quality),
                said("Helped by", Some(&help)),
            ]));
        }
    }
    writer.section("Who does what, and by when", texts);
}

fn gains(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let currency = writer.sight.currency();
    let mut texts = Vec::new();
    let named = text.benefit.iter().map(|it| it.party);
    let named = named.chain(text.cost.iter().map(|it| it.party));
    let named = named.chain(text.resource.iter().map(|it| it.party));
    let named = named.chain(text.expectation.iter().map(|it| it.party));
    for party in writer.in_order(named) {
        let name = writer.party(party);
        for it in text.benefit.iter().filter(|it| it.party == party) {
            let worth = money(it.value, it.per, currency);
            texts.push(joined([
                format!("{name} gains: {}", sentence(it.statement.unwrap_or_default())),
                said("Worth", worth.as_deref()),
                said("Measured by", it.measure),
            ]));
        }
        for it in text.cost.iter().filter(|it| it.party == party) {
            let worth = money(it.value, it.per, currency);
            texts.push(joined([
                format!("{name} pays: {}", sentence(it.statement.unwrap_or_default())),
                said("At", worth.as_deref()),
            ]));
        }
        for it in text.resource.iter().filter(|it| it.party == party) {
            let worth = money(it.value, None, currency);
            texts.push(joined([
                format!("{name} puts in: {}", sentence(it.statement.unwrap_or_default())),
                said("Amount", it.quantity),
                said("Worth", worth.as_deref()),
            ]));
        }
        for it in text.expectation.iter().filter(|it| it.party == party) {
            texts.push(joined([
                format!("{name} expects: {}", sentence(it.statement.unwrap_or_default())),
                said("It will know by", it.measure),
            ]));
        }
    }
    writer.section("What each gains, pays and expects", texts);
}

fn risks(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts = Vec::new();
    for risk in &text.risk {
        let owner = risk.owner.map(|role| writer.role(role));
        texts.push(joined([
            sentence(risk.statement.unwrap_or_default()),
            said("Response", risk.response.map(response)),
            said("What is done", risk.mitigation),
            said("If it happens", risk.contingency),
            said("Watched by", owner.as_deref()),
        ]));
    }
    let assumed = text.assumption.iter().map(|it| said("Taken as given", it.statement));
    texts.extend(assumed);
    for it in &text.dependency {
        let needed = it.needed_by.map(|day| format!("Needed by {day}.")).unwrap_or_default();
        texts.push(joined([
            said("Waits for", it.on),
            it.statement.map(sentence).unwrap_or_default(),
            needed,
        ]));
    }
    writer.section("What could go wrong", texts);
}

fn information(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts: Vec<String> =
        text.information.iter().map(|flow| of_flow(writer, flow)).collect();
    texts.push(said("Nothing is shared", text.information_none));
    writer.section("What information is shared", texts);
}

fn of_flow(writer: &Writer<'_, '_, '_>, flow: &Information<'_>) -> String {
    let (from, to) = (writer.party(flow.from), writer.parties(&flow.to));
    let title = flow.title.or(flow.id).unwrap_or("Information");
    let people = if flow.personal == Some(true) { "It is about living people." } else { "" };
    let kept = flow.retention.as_ref().map(|it| {
        let period = it.period.map(Duration::in_words);
        joined([
            said("Kept for", period.as_deref()),
            said("Counted from", it.starts),
            said("Then", it.disposal),
        ])
    });
    let access = flow.security.as_ref().and_then(|security| security.access);
    joined([
        format!("{title}, from {from} to {to}."),
        said("For", flow.purpose),
        said("It holds", Some(&flow.data_items.join(", "))),
        people.to_owned(),
        said("Who gets at it", access),
        kept.unwrap_or_default(),
        said("At the end", flow.at_exit),
    ])
}

fn levels(writer: &mut Writer<'_, '_, '_>) {
    let level = |level: &ServiceLevel<'_>| {
        let how = match level.comparator {
            Some(Comparator::AtLeast) => "at least ",
            Some(Comparator::AtMost) => "at most ",
            Some(Comparator::Equals) | None => "",
        };
        let over = level.window.map(|it| format!(" each {}", it.as_str())).unwrap_or_default();
        let target = level.target.map(|it| format!("{how}{}{over}", with_unit(it, level.unit)));
        let service = level.service.or(level.id).unwrap_or("A service");
        joined([
            format!(
                "{service}, from {} to {}.",
                writer.party(level.provider),
                writer.party(level.recipient)
            ),
            said("Measured by", level.indicator),
            said("Level", target.as_deref()),
            said("If it is missed", level.if_missed),
        ])
    };
    let texts = writer.agreement.service_level.iter().map(level).collect();
    writer.section("How well", texts);
}

fn reporting(writer: &mut Writer<'_, '_, '_>) {
    let text = writer.agreement;
    let mut texts = Vec::new();
    for it in &text.communication {
        let often = it.frequency.map(often).unwrap_or_default();
        texts.push(joined([
            format!(
                "{} talk: {}",
                writer.parties(&it.between),
                sentence(it.purpose.unwrap_or_default())
            ),
            said("By", it.channel),
            said("How often", Some(often)),
            said("With", Some(&listed(&it.platforms))),
        ]));
    }
    for it in &text.reporting {
        let often = it.frequency.map(often).unwrap_or_default();
        let first = it.first_due.map(|on| format!(", first on {on}")).unwrap_or_default();
        texts.push(joined([
            format!(
                "{} reports to {}: {}",
                writer.party(it.from),
                writer.parties(&it.to),
                sentence(it.content.unwrap_or_default())
            ),
            said("When", Some(&format!("{often}{first}"))),
            said("In the form of", it.format),
        ]));
    }
    writer.section("How we talk and report", texts);
}

/// How often, in words for people.
fn often(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::SixMonthly => "every six months",
        Frequency::Weekly => "every week",
        Frequency::Fortnightly => "every two weeks",
        Frequency::Monthly => "every month",
        Frequency::Quarterly => "every three months",
        Frequency::Annually => "every year",
        Frequency::Once => "once",
        Frequency::Continuous => "all the time",
        Frequency::AdHoc => "when there is reason",
    }
}

fn by(day: Option<Date>) -> String {
    day.map(|day| format!(", by {day}")).unwrap_or_default()
}

/// How a risk is met, in words for people.
fn response(response: Response) -> &'static str {
    match response {
        Response::Treat => "it is made smaller",
        Response::Tolerate => "it is borne as it is",
        Response::Transfer => "somebody else bears it",
        Response::Terminate => "what brings it is given up",
    }
}

fn with_unit(amount: Amount, unit: Option<&str>) -> String {
    unit.map_or_else(|| amount.to_string(), |unit| format!("{amount} {unit}"))
}

fn money(value: Option<Amount>, per: Option<Per>, currency: &str) -> Option<String> {
    let often = match per {
        Some(Per::Year) => " a year",
        Some(Per::Term) => " over the term",
        Some(Per::Once) => " once",
        None => "",
    };
    Some(format!("{} {currency}", value?).trim_end().to_owned() + often)
}
