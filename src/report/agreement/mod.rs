//! The agreement as a memorandum: numbered paragraphs that anybody can read, and who has signed.

mod conduct;
mod text;

use serde::Serialize;

use super::heading::{Ask, Day, Heading, Refused};
use super::sight::{Sight, gather};
use crate::model::agreement::Agreement;
use crate::model::date::Date;
use crate::model::reckon::signoff::{PartySignoff, State};
use crate::store::Workspace;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its number: `4.2`.
    pub number: String,
    /// What it says.
    pub text: String,
}

/// What is agreed on one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its number.
    pub number: usize,
    /// The matter.
    pub title: &'static str,
    /// What is agreed.
    pub paragraphs: Vec<Paragraph>,
}

/// One party in the block of signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The party.
    pub party: String,
    /// What it is called.
    pub name: String,
    /// `holds`, `stale`, `unreadable` or `missing`, for the version on file.
    pub state: &'static str,
    /// The version that was signed last.
    pub version: Option<i64>,
    /// The day.
    pub on: Option<Day>,
    /// The role that signed.
    pub by: Option<String>,
    /// How.
    pub method: Option<&'static str>,
    /// The same in a sentence.
    pub says: String,
}

/// The agreement as a memorandum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgreementReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The collaboration.
    pub collaboration: String,
    /// What the agreement is called.
    pub title: String,
    /// The version on file.
    pub agreement_version: i64,
    /// What is agreed.
    pub sections: Vec<Section>,
    /// Who has signed.
    pub signatures: Vec<Signature>,
    /// What a sign-off over the text on file covers; nothing where the text holds a float.
    pub digest: Option<String>,
}

/// The agreement of one collaboration. `collaboration` is its id.
///
/// # Errors
///
/// There is no agreement, or the audience may not see it.
pub fn agreement(
    workspace: &Workspace,
    collaboration: String,
    ask: &Ask,
) -> Result<AgreementReport, Refused> {
    let chosen = Some(vec![collaboration]);
    let mut gathered =
        gather(workspace, chosen, &ask.viewer, ask.today, memorandum).checked(ask)?;
    let heading = Heading::of("agreement", ask, &gathered);
    let made = gathered.made.pop().flatten().ok_or(Refused::NoAgreement)?;
    Ok(AgreementReport { heading, ..made })
}

/// The memorandum of a collaboration as somebody may see it; its heading is still empty.
fn memorandum(sight: &Sight<'_, '_>) -> Option<AgreementReport> {
    let agreement = sight.dossier.agreement.as_ref()?;
    let mut writer = Writer { sight, agreement, sections: Vec::new() };
    text::write(&mut writer);
    conduct::write(&mut writer);
    let signatures = sight.reckoning.signoffs.parties.iter().map(|one| signature(sight, one));
    Some(AgreementReport {
        heading: Heading::empty(sight.today),
        collaboration: sight.id().to_owned(),
        title: agreement.title.unwrap_or_else(|| sight.title()).to_owned(),
        agreement_version: agreement.version(),
        signatures: signatures.collect(),
        sections: writer.sections,
        digest: sight.digest.clone(),
    })
}

/// What a party has signed, and whether it still is the text on file.
fn signature(sight: &Sight<'_, '_>, one: &PartySignoff<'_>) -> Signature {
    let present = sight.reckoning.signoffs.version;
    let newest = sight.dossier.signoffs().rfind(|(event, own)| {
        own.review.is_none()
            && own.party == Some(one.party)
            && sight.past(event.on()).is_some()
            && one.event.is_none_or(|id| id == event.id)
    });
    let version = newest.map(|(_, own)| own.agreement_version.map_or(1, |version| version.0));
    let on: Option<Date> = newest.and_then(|(event, _)| event.on());
    let by = newest.and_then(|(event, _)| event.envelope.by).map(|role| sight.role_name(role));
    let name = sight.party_name(one.party);
    let who = by.as_deref().map(|role| format!(" by {role}")).unwrap_or_default();
    let when = on.map(|on| format!(" on {on}")).unwrap_or_default();
    let (state, says) = match (one.state, version) {
        (State::Holds, _) => (
            "holds",
            format!("{name} signed version {present}{when}{who}; it is the text on file."),
        ),
        (State::Stale, _) => (
            "stale",
            format!(
                "{name} signed version {present}{when}{who}, and the text has changed since: it has \
                 to sign again."
            ),
        ),
        (State::Unreadable, _) => (
            "unreadable",
            format!(
                "{name} signed version {present}{when}{who}, and it cannot be told over which text."
            ),
        ),
        (State::Missing, Some(older)) => (
            "missing",
            format!(
                "{name} signed version {older}{when}{who}, and has not signed version {present}."
            ),
        ),
        (State::Missing, None) => ("missing", format!("{name} has not signed.")),
    };
    Signature {
        party: one.party.to_owned(),
        name,
        state,
        version,
        on: on.map(Day),
        by,
        method: newest.and_then(|(_, own)| own.method).map(|method| method.as_str()),
        says,
    }
}

/// Writes sections and numbers them.
struct Writer<'s, 'c, 'a> {
    sight: &'s Sight<'c, 'a>,
    agreement: &'s Agreement<'a>,
    sections: Vec<Section>,
}

impl<'s, 'a> Writer<'s, '_, 'a> {
    /// Adds a section, unless it says nothing.
    fn section(&mut self, title: &'static str, texts: Vec<String>) {
        let number = self.sections.len() + 1;
        let paragraphs: Vec<Paragraph> = texts
            .into_iter()
            .filter(|text| !text.trim().is_empty())
            .enumerate()
            .map(|(at, text)| Paragraph { number: format!("{number}.{}", at + 1), text })
            .collect();
        if !paragraphs.is_empty() {
            self.sections.push(Section { number, title, paragraphs });
        }
    }

    fn party(&self, id: Option<&str>) -> String {
        id.map_or_else(|| "A party".to_owned(), |id| self.sight.party_name(id))
    }

    fn parties(&self, ids: &[&str]) -> String {
        listed(&self.sight.party_names(ids))
    }

    fn role(&self, role: &str) -> String {
        self.sight.role_name(role)
    }

    fn roles(&self, roles: &[&str]) -> String {
        listed(&roles.iter().map(|role| self.role(role)).collect::<Vec<_>>())
    }

    /// Every party that is named under some items, in the order of the collaboration, then those
    /// that it does not know; nothing for items without one.
    fn in_order(&self, named: impl Iterator<Item = Option<&'a str>>) -> Vec<Option<&'a str>> {
        let mut parties: Vec<Option<&'a str>> = named.collect();
        let place = |id: &Option<&str>| {
            let known = &self.sight.dossier.head.party;
            known.iter().position(|party| party.id == *id).unwrap_or(usize::MAX)
        };
        parties.sort_by_key(|id| (place(id), *id));
        parties.dedup();
        parties
    }
}

/// Words with commas, and `and` before the last.
fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// A text as a sentence: without space around it, with a full stop at its end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        return text.to_owned();
    }
    format!("{text}.")
}

/// A label and a text, as a sentence; nothing without a text.
fn said(label: &str, text: Option<&str>) -> String {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => format!("{label}: {}", sentence(text)),
        None => String::new(),
    }
}

/// Sentences in a row, without those that say nothing.
fn joined<const N: usize>(sentences: [String; N]) -> String {
    let said: Vec<String> = sentences.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(" ")
}
