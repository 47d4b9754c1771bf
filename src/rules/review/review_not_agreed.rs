//! A party took no part in a review, or has not agreed its record as it stands.

use crate::model::date::{Date, days_between};
use crate::model::digest;
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::model::reckon::review::{Held, record_of};
use crate::model::reckon::signoff::{PartySignoff, State};
use crate::model::review::Review;
use crate::rules::{Case, Check, Findings, Problem, Remedy, Rule, Severity, from_moderate, remedy};

// That the record names nobody who took part is asked for where it is declared.
pub(super) static RULE: Rule = Rule {
    name: "review-not-agreed",
    severity: from_moderate(Severity::Error),
    criteria: &["S0.23", "S1.9a"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    // Who the parties are stands in the digest, so it has to be read whole as well.
    if case.reckoning.resting || dossier.is_kind_damaged(FileKind::Head) {
        return;
    }
    let newest = case.reckoning.reviews.newest().map(|it| it.plan);
    for review in &case.reckoning.reviews.held {
        look(case, review, newest == Some(review.plan), findings);
    }
}

fn look(case: &Case<'_, '_>, review: &Held<'_>, is_newest: bool, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let (Some(held), Some(record)) = (review.on, record_of(dossier, review.plan)) else { return };
    let Some(last) = review.agree_by().filter(|_| !dossier.is_damaged(review.file)) else { return };
    for one in review.signoffs.iter().filter(|one| !dossier.may_hold_news(one.party)) {
        let told = match one.state {
            // What was held before has been looked at again since.
            State::Missing if is_newest && last < case.scene.today => {
                let spot = record.at.key("held_on");
                Problem::at(spot, one.party)
                    .says(format!(
                        "party `{}` has not agreed the record of `{}`, which was held on {held}",
                        one.party, review.plan
                    ))
                    .age(days_between(last, case.scene.today))
            }
            State::Stale | State::Unreadable => stale(case, review, one, held),
            _ => continue,
        };
        let sponsor = dossier.party(one.party).and_then(|it| it.sponsor.or(it.representative));
        findings.add(
            told.help(
                "have it agree the record as it is, or say in the next what it sees otherwise",
            )
            .write(agreed(case, review, one.party, sponsor))
            .owner(sponsor),
        );
    }
}

/// The record was changed after a party had agreed it.
fn stale<'a>(
    case: &Case<'_, 'a>,
    held: &Held<'a>,
    one: &PartySignoff<'a>,
    day: Date,
) -> Problem<'a> {
    let event = one.event.and_then(|id| case.dossier.event(id));
    let spot = event.map_or_else(Default::default, |event| event.at().key("covers"));
    Problem::at(spot, one.party).says(format!(
        "the record of `{}` is no longer the one that `{}` agreed on {}",
        held.plan,
        one.party,
        one.on.unwrap_or(day)
    ))
}

/// A party's word on the record as it is on file; nothing where no digest can be made of it.
fn agreed(case: &Case<'_, '_>, held: &Held<'_>, party: &str, by: Option<&str>) -> Option<Remedy> {
    let record = case.dossier.documents.get(held.file)?.root();
    let covers = digest::of::<Review<'_>>(&case.dossier.head, record)?;
    let new = remedy::event(case, EventKind::Signoff, party, "signed-review")
        .text("by", by.unwrap_or("…"))
        .text("review", held.plan)
        .text("covers", &covers);
    Some(new.write())
}
