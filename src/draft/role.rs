//! Roles in words: nothing declares them where no network is kept, so one that is a letter or two
//! off a role that the record knows is most likely that one.

use super::{EventDraft, Mistake};
use crate::document::quoted;
use crate::model::declare::{Reference, Shape, nearest};
use crate::model::id::is_kebab;
use crate::rules::Case;

/// A role that is most likely misspelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelt {
    /// The key that it stands under.
    pub key: &'static str,
    /// What was written.
    pub said: String,
    /// What the record knows.
    pub near: String,
}

impl Misspelt {
    /// As what speaks against the event.
    #[must_use]
    pub fn mistake(&self) -> Mistake {
        let Self { key, said, near } = self;
        Mistake::new(
            format!("`{said}` is no role that the record knows, and `{near}` is"),
            format!("did you mean `{near}`?"),
        )
        .about(key)
    }

    /// As what is only told of something that somebody has answered or edited.
    #[must_use]
    pub fn told(&self) -> String {
        self.mistake().note()
    }

    /// Puts the role that was meant in its place.
    pub fn mend(&self, event: &mut EventDraft) {
        if let Some((_, value)) = event.entries.iter_mut().find(|(key, _)| key == self.key) {
            *value = value.replace(&quoted(&self.said), &quoted(&self.near));
        }
    }
}

/// The roles in an event that are nearly one that the record knows, and are none themselves.
#[must_use]
pub fn misspelt(case: &Case<'_, '_>, event: &EventDraft) -> Vec<Misspelt> {
    let mentions = case.dossier.walk.mentions.iter();
    let known: Vec<&str> =
        mentions.filter(|it| it.reference == Reference::Role).map(|it| it.word).collect();
    let mut found = Vec::new();
    for field in event.tables().into_iter().flat_map(|table| table.fields) {
        let said = match (field.refers, field.shape) {
            (Some(Reference::Role), Shape::Text) => event.text_of(field.key).into_iter().collect(),
            (Some(Reference::Role), _) => event.texts_of(field.key, ""),
            (None, Shape::List(Shape::Table(_))) => event.texts_of(field.key, "role"),
            _ => Vec::new(),
        };
        // An id is held against the network.
        let own = |said: &String| !is_kebab(said) && !known.contains(&said.as_str());
        for said in said.into_iter().filter(own) {
            let near = known.iter().filter(|known| is_near(&said, known));
            if let Some(near) = near.min_by_key(|known| distance(&said, known)) {
                found.push(Misspelt { key: field.key, near: (*near).to_owned(), said });
            }
        }
    }
    found
}

/// The roles that a record knows, in words.
#[must_use]
pub fn roles(case: &Case<'_, '_>) -> Vec<String> {
    let mentions = case.dossier.walk.mentions.iter();
    let words = mentions.filter(|it| it.reference == Reference::Role).map(|it| it.word);
    words.map(str::to_owned).collect()
}

/// The roles that a record holds now, that it did not know, and that are nearly one that it knew, or
/// another that is new.
#[must_use]
pub fn misspelt_anew(case: &Case<'_, '_>, known: &[String]) -> Vec<Misspelt> {
    let mut found: Vec<Misspelt> = Vec::new();
    let mut known = known.to_vec();
    for said in roles(case) {
        if is_kebab(&said) || known.contains(&said) || found.iter().any(|it| it.said == said) {
            continue;
        }
        let near = known.iter().filter(|known| is_near(&said, known));
        match near.min_by_key(|known| distance(&said, known)).cloned() {
            Some(near) => found.push(Misspelt { key: "", said, near }),
            None => known.push(said),
        }
    }
    found
}

/// Holds who is said to write against the roles that the record knows: what is nearly one of them is
/// most likely that one, and a word that is no contact leads nowhere. Any other role in words is a
/// new one, which is only told, with those that are known.
pub fn heed_writer(
    case: &Case<'_, '_>,
    writer: &str,
    party: Option<&str>,
    tells: bool,
    said: &mut Vec<String>,
    against: &mut Vec<Mistake>,
) {
    let mut known = roles(case);
    let wrote = case.scene.frame.events.iter().filter_map(|event| event.envelope.by);
    known.extend(wrote.map(str::to_owned));
    let contacts: Vec<&str> = contacts(case).collect();
    let is_known =
        contacts.contains(&writer) || !is_kebab(writer) && known.iter().any(|role| role == writer);
    if writer.trim().is_empty() || is_known {
        return;
    }
    let listed = known_of(case, party);
    let of = party.map_or_else(String::new, |party| format!(" of `{party}`"));
    if is_kebab(writer) {
        let near = nearest(writer, contacts.into_iter());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if listed.is_empty() => {
                "a role is written in words: `Practice manager`".to_owned()
            }
            None => format!(
                "known{of}: {listed}; a role that is no contact on file is written in words, as \
                 `Practice manager`"
            ),
        };
        let message = format!("`{writer}` is no contact on file");
        return against.push(Mistake::new(message, help).about("by"));
    }
    let near = known.iter().filter(|known| is_near(writer, known));
    if let Some(near) = near.min_by_key(|known| distance(writer, known)).cloned() {
        let slip = Misspelt { key: "by", said: writer.to_owned(), near }.mistake();
        if tells { said.push(slip.note()) } else { against.push(slip) }
    } else if !listed.is_empty() {
        let message = format!("`{writer}` is a role{of} that the record has not known so far");
        said.push(Mistake::new(message, format!("known are: {listed}")).note());
    }
}

/// Every contact on file, by its id.
fn contacts<'a>(case: &Case<'_, 'a>) -> impl Iterator<Item = &'a str> {
    let own = case.dossier.head.contact.iter();
    let network = case.scene.frame.organisations.iter().flat_map(|(_, page)| &page.contact);
    network.chain(own).filter_map(|contact| contact.id)
}

/// How many bytes of roles are listed.
const ROOM: usize = 300;

/// The roles that a party knows, else all that the record does, with commas between them.
fn known_of(case: &Case<'_, '_>, party: Option<&str>) -> String {
    let frame = &case.scene.frame;
    let contacts = contacts(case).map(str::to_owned);
    let mut all: Vec<String> = contacts.chain(roles(case)).collect();
    all.sort();
    all.dedup();
    let of_party = |role: &&String| {
        party.is_some_and(|party| case.dossier.works_for(frame, role, party) == Some(true))
    };
    let own: Vec<String> = all.iter().filter(of_party).cloned().collect();
    let chosen = if own.is_empty() { all } else { own };
    let mut listed = String::new();
    for role in chosen {
        if listed.len() + role.len() > ROOM {
            listed.push_str(", …");
            break;
        }
        listed.push_str(if listed.is_empty() { "" } else { ", " });
        listed.push_str(&role);
    }
    listed
}

/// Holds the roles of a record against those that it knew. Where somebody has answered or edited,
/// nothing is lost for a letter: it is only told, and once.
pub fn heed_roles(
    case: &Case<'_, '_>,
    known: &[String],
    tells: bool,
    said: &mut Vec<String>,
    against: &mut Vec<Mistake>,
) {
    let mut slips = misspelt_anew(case, known);
    slips.retain(|slip| !said.contains(&slip.told()));
    if tells {
        said.extend(slips.iter().map(Misspelt::told));
    } else {
        against.extend(slips.iter().map(Misspelt::mistake));
    }
}

fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// Whether two roles are a letter or two apart. What a number or a single letter tells apart is
/// meant so: `Ward manager 2`, `Team B`.
fn is_near(said: &str, known: &str) -> bool {
    const SHORT: usize = 6;
    let most = if known.chars().count() < SHORT { 1 } else { 2 };
    let apart = said.len().abs_diff(known.len());
    if apart > 8 || !(1..=most).contains(&distance(said, known)) {
        return false;
    }
    let (one, other): (Vec<&str>, Vec<&str>) =
        (said.split_whitespace().collect(), known.split_whitespace().collect());
    let number = |word: &str| word.chars().count() < 3 || word.contains(char::is_numeric);
    let pairs = || one.iter().zip(&other).filter(|(one, other)| one != other);
    one.len() != other.len() || !pairs().any(|(one, other)| number(one) || number(other))
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn a_letter_or_two_make_no_other_role_and_a_number_does() {
        for (said, known, near) in [
            ("Chiar", "Chair", true),
            ("chair", "Chair", true),
            ("Practise manger", "Practice manager", true),
            ("Servicemanager", "Service manager", true),
            ("Chair", "Chair", false),
            ("Chef", "Chair", false),
            ("Ward manager 2", "Ward manager 1", false),
            ("Team B", "Team A", false),
            ("Deputy chair", "Chair", false),
        ] {
            assert_eq!(is_near(said, known), near, "{said} {known}");
        }
    }
}
