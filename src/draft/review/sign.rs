//! A party's agreement to the record of a review.

use super::lacking;
use super::plan::{Looked, looked};
use crate::draft::agree::foreign;
use crate::draft::{EventDraft, Mistake};
use crate::model::date::Date;
use crate::model::declare::nearest;
use crate::model::digest;
use crate::model::reckon::signoff::{PartySignoff, State, over_review};
use crate::model::review::Review;
use crate::rules::{Case, shell};

/// Each party that is asked to agree the record of a review, and what its newest sign-off says.
#[must_use]
pub fn who_signs<'a>(case: &Case<'_, 'a>, plan: &str) -> Vec<PartySignoff<'a>> {
    let folder = case.dossier.reviews.iter().find(|folder| folder.plan == plan);
    folder.map_or_else(Vec::new, |folder| over_review(case.dossier, folder, case.scene.today))
}

/// The parties whose word covers the record.
#[must_use]
pub fn who_agreed(case: &Case<'_, '_>, plan: &str) -> Vec<String> {
    let signed = who_signs(case, plan).into_iter().filter(|one| one.state == State::Holds);
    signed.map(|one| one.party.to_owned()).collect()
}

/// That parties have agreed the record as it is, and lose their sign-off when it changes.
#[must_use]
pub fn losing(parties: &[String]) -> Mistake {
    let (verb, word) = if parties.len() == 1 { ("has", "its") } else { ("have", "their") };
    Mistake::new(
        format!("{} {verb} agreed this record, and would lose {word} sign-off", parties.join(", ")),
        "leave it as it was agreed, and say it in the next review",
    )
}

/// That nobody can agree so, whatever the reason: there is no record, or the party is not asked.
#[must_use]
pub fn refused(case: &Case<'_, '_>, looked: &Looked<'_, '_>, party: &str) -> Option<Mistake> {
    let asked = who_signs(case, looked.id);
    if looked.record.is_none() {
        return Some(Mistake::new(
            format!("nothing is on file of `{}`, so there is nothing to agree", looked.id),
            format!(
                "begin with: `comity review {} {} --prepare`",
                shell(case.dossier.id),
                shell(looked.id)
            ),
        ));
    }
    if asked.iter().any(|one| one.party == party) {
        return None;
    }
    let known = || asked.iter().map(|one| one.party);
    let help = match nearest(party, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("asked are: {}", known().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("`{party}` is no party that is asked to agree `{}`", looked.id);
    Some(Mistake::new(message, help))
}

/// Fills in what follows from the record: the text that is covered, who signs for the party, and
/// what the file is called. For a short review its representative signs, else its sponsor.
///
/// # Errors
///
/// When the text has no digest.
pub fn complete_signing(case: &Case<'_, '_>, event: &mut EventDraft) -> Result<(), Mistake> {
    let party = event.text_of("party").unwrap_or_default();
    let plan = event.text_of("review").unwrap_or_default();
    let looked = looked(case, Some(&plan))?;
    event.words = vec![party.clone(), "signed".to_owned(), "review".to_owned()];
    let folder = case.dossier.reviews.iter().find(|folder| folder.plan == plan);
    let document = folder.and_then(|folder| case.dossier.documents.get(folder.file));
    let covers = document
        .filter(|document| !document.is_damaged())
        .and_then(|document| digest::of::<Review<'_>>(&case.dossier.head, document.root()));
    let Some(covers) = covers else {
        return Err(Mistake::new(
            format!("the record of `{plan}` cannot be read whole, so nobody can agree it"),
            "`comity check` shows the place",
        ));
    };
    event.set_text_if_open("covers", Some(&covers));
    let found = case.dossier.party(&party);
    let by = found.and_then(|party| match looked.is_short(case.dossier.significance()) {
        true => party.representative,
        false => party.sponsor.or(party.representative),
    });
    event.set_text_if_open("by", by);
    Ok(())
}

/// What speaks against a party's agreement now: it has given it for this very text, the review was
/// held later, or something is not assessed yet.
#[must_use]
pub fn against_signing(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Mistake> {
    let plan = event.text_of("review").unwrap_or_default();
    let looked = match looked(case, Some(&plan)) {
        Ok(looked) => looked,
        Err(mistake) => return vec![mistake],
    };
    let mut against = Vec::new();
    let party = event.text_of("party").unwrap_or_default();
    let before = who_signs(case, looked.id).into_iter().find(|one| one.party == party);
    if let Some(one) = before.filter(|one| one.state == State::Holds && !event.has("corrects")) {
        against.push(Mistake::new(
            format!(
                "`{party}` has agreed this very text{} ({})",
                one.on.map_or_else(String::new, |on| format!(" on {on}")),
                one.event.unwrap_or_default()
            ),
            "nothing is left to do for it; to put that entry right: `--corrects ID`",
        ));
    }
    if let Some(held) = looked.record.and_then(|record| record.held_on)
        && event.on < held
    {
        against.push(Mistake::new(
            format!("{} lies before the review, which was held on {held}", event.on),
            "mend the day: `--on DATE`",
        ));
    }
    against.extend(foreign(case, event));
    against.extend(lacking(case, &looked).into_iter().map(Mistake::from));
    against
}

/// The next review that is planned after one.
#[must_use]
pub fn next_review<'a>(case: &Case<'_, 'a>, looked: &Looked<'_, '_>) -> Option<(&'a str, Date)> {
    let held = looked.record.and_then(|record| record.held_on).unwrap_or(case.scene.today);
    let plans = &case.dossier.in_force()?.review_plan;
    let later = plans.iter().filter_map(|plan| Some((plan.id?, plan.due?)));
    later.filter(|(id, due)| *id != looked.id && *due > held).min_by_key(|(_, due)| *due)
}
