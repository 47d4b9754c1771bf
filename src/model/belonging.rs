//! Who belongs to whom: which party is ours, and for which party a role works. Where the record does
//! not say, nobody is taken for anybody's.

use super::collaboration::Party;
use super::date::Date;
use super::dossier::Dossier;
use super::frame::Frame;
use super::id::is_kebab;

impl<'a> Dossier<'a> {
    /// The parties of which the text asks something: those that work, and have not said when they
    /// leave. What the others still owe is in the text that holds until then.
    pub fn staying_parties(&self, today: Date) -> impl Iterator<Item = (&'a str, &Party<'a>)> {
        self.working_parties(today).filter(|(_, party)| party.left_on.is_none())
    }

    /// Whether a party is ours: its organisation is, or where no network is kept it says so or
    /// bears our name.
    #[must_use]
    pub fn is_ours(&self, frame: &Frame<'_>, party: &str) -> bool {
        self.party(party).is_some_and(|party| is_ours(frame, party))
    }

    /// Whether a role works for a party. Nothing where that cannot be told: words that no party
    /// claims, or an id that is no contact.
    #[must_use]
    pub fn works_for(&self, frame: &Frame<'_>, role: &str, party: &str) -> Option<bool> {
        if is_kebab(role) {
            if let Some(contact) = self.head.contact.iter().find(|contact| contact.id == Some(role))
            {
                return contact.party.map(|own| own == party);
            }
            let (organisation, _) = frame.contact(role)?;
            let of = self.party(party)?.organisation?;
            frame.organisation(of)?;
            return Some(frame.lineage(of).any(|(id, _)| id == organisation));
        }
        let claimants: Vec<&str> = self
            .head
            .party
            .iter()
            .filter(|party| {
                [party.representative, party.deputy, party.sponsor].contains(&Some(role))
            })
            .filter_map(|party| party.id)
            .collect();
        (!claimants.is_empty()).then(|| claimants.contains(&party))
    }
}

/// Whether a party is ours.
#[must_use]
pub fn is_ours(frame: &Frame<'_>, party: &Party<'_>) -> bool {
    match party.organisation {
        Some(organisation) if frame.has_network() => frame.is_ours(organisation),
        _ => {
            party.ours.unwrap_or(false)
                || party.name.is_some() && party.name == frame.settings.our_organisation
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};
    use crate::model::date::Date;
    use crate::model::frame::FileKind;

    #[test]
    fn for_whom_a_role_works_is_told_only_where_it_can_be() {
        let page = |name: &str, text: &str| {
            Source::new(format!("network/{name}.toml"), text.to_owned().into())
        };
        let network = [
            page("council", "name = \"Council\"\n[[contact]]\nid = \"director\""),
            page(
                "housing",
                "name = \"Housing\"\nparent = \"council\"\n[[contact]]\nid = \"manager\"",
            ),
        ];
        let pages: Vec<Document<'_>> = network.iter().map(Document::parse).collect();
        let frame = Frame::read(&network, &pages, &[FileKind::Organisation; 2]);
        let head = [Source::new(
            "collaboration.toml".to_owned(),
            concat!(
                "[[party]]\nid = \"housing\"\norganisation = \"housing\"\n",
                "[[party]]\nid = \"lost\"\norganisation = \"nowhere\"\n",
                "[[party]]\nid = \"surgery\"\nname = \"Surgery\"\n",
                "representative = \"Practice manager\"\n",
            )
            .into(),
        )];
        let documents: Vec<Document<'_>> = head.iter().map(Document::parse).collect();
        let dossier = Dossier::read("homes", &head, &documents, vec![FileKind::Head], Date::MAX);
        let works = |role, party| dossier.works_for(&frame, role, party);
        assert_eq!(works("manager", "housing"), Some(true));
        assert_eq!(works("director", "housing"), Some(true), "an organisation above it");
        assert_eq!(works("Practice manager", "surgery"), Some(true));
        assert_eq!(works("Practice manager", "housing"), Some(false));
        assert_eq!(works("Caretaker", "housing"), None, "nobody claims these words");
        assert_eq!(works("manager", "lost"), None, "an organisation that is not on file");
        assert_eq!(works("manager", "surgery"), None, "a party without an organisation");
        assert_eq!(works("nobody", "housing"), None);
    }
}
