//! Roles in words: nothing declares them where no network is kept, so one that is a letter or two
//! off a role that the record knows is most likely that one.

use super::{EventDraft, Mistake};
use crate::document::quoted;
use crate::model::declare::{Reference, Shape};
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

    /// As what is only told of something that is written: a text and the record of a review have no
    /// place for a reason.
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

/// The roles that a record holds now, that it did not know, and that are nearly one that it knew.
#[must_use]
pub fn misspelt_anew(case: &Case<'_, '_>, known: &[String]) -> Vec<Misspelt> {
    let mut found: Vec<Misspelt> = Vec::new();
    for said in roles(case) {
        if is_kebab(&said) || known.contains(&said) || found.iter().any(|it| it.said == said) {
            continue;
        }
        let near = known.iter().filter(|known| is_near(&said, known));
        if let Some(near) = near.min_by_key(|known| distance(&said, known)).cloned() {
            found.push(Misspelt { key: "", said, near });
        }
    }
    found
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
