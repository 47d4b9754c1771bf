//! The parties of a collaboration: by id, and those that work.

use super::collaboration::Party;
use super::date::Date;
use super::dossier::Dossier;

/// Where each party stands in the file, in the order of ids. They are asked for one by one, by rules
/// that go through all of them.
#[derive(Debug, Default)]
pub(super) struct Parties(Vec<usize>);

impl Parties {
    /// The places of some parties; those without an id have none.
    pub(super) fn of(parties: &[Party<'_>]) -> Self {
        let mut places: Vec<usize> =
            (0..parties.len()).filter(|at| parties[*at].id.is_some()).collect();
        places.sort_by_key(|at| parties[*at].id);
        Self(places)
    }
}

impl<'a> Dossier<'a> {
    /// The party with this id; the first in the file where several have it.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party<'a>> {
        let id_of = |at: &usize| self.head.party[*at].id;
        let Parties(places) = &self.parties;
        let place = places.partition_point(|at| id_of(at) < Some(id));
        let at = places.get(place).filter(|at| id_of(at) == Some(id))?;
        Some(&self.head.party[*at])
    }

    /// The parties that work: no observers, none that has left by this day.
    pub fn working_parties(&self, today: Date) -> impl Iterator<Item = (&'a str, &Party<'a>)> {
        self.head.party.iter().filter_map(move |party| {
            let gone = party.left_on.is_some_and(|day| day < today);
            (party.works() && !gone).then_some((party.id?, party))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};
    use crate::model::frame::FileKind;

    #[test]
    fn a_party_is_found_by_its_id_and_the_first_where_two_have_it() {
        let text = concat!(
            "[[party]]\nid = \"surgery\"\n",
            "[[party]]\nname = \"Nobody\"\n",
            "[[party]]\nid = \"homes\"\nname = \"First\"\n",
            "[[party]]\nid = \"homes\"\nname = \"Second\"\n",
        );
        let head = [Source::new("collaboration.toml".to_owned(), text.into())];
        let documents: Vec<Document<'_>> = head.iter().map(Document::parse).collect();
        let dossier = Dossier::read("homes", &head, &documents, vec![FileKind::Head], Date::MAX);
        assert_eq!(dossier.party("homes").and_then(|it| it.name), Some("First"));
        assert!(dossier.party("surgery").is_some() && dossier.party("").is_none());
        assert!(dossier.party("aaa").is_none() && dossier.party("zzz").is_none());
        assert!(Dossier::default().party("homes").is_none());
    }
}
