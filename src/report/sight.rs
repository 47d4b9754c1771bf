//! Collaborations as one viewer may see them: each is read, cut down to what the viewer may see,
//! reckoned, and made into something small, one by one.

use crate::document::Document;
use crate::model::audience::{self, Standing, Viewer};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::model::dossier::Dossier;
use crate::model::frame::{FileKind, Frame};
use crate::model::reckon::Reckoning;
use crate::store::{Folder, OddityKind, Workspace};

/// One collaboration as a viewer may see it.
#[derive(Debug)]
pub struct Sight<'c, 'a> {
    /// What all collaborations share.
    pub frame: &'c Frame<'a>,
    /// Its files, as far as the viewer may see them.
    pub dossier: &'c Dossier<'a>,
    /// What is derived from them.
    pub reckoning: &'c Reckoning<'a>,
    /// The day that counts as today.
    pub today: Date,
    /// The party that looks; nothing where we look ourselves, or anybody.
    pub party: Option<&'c str>,
    /// Whether we look ourselves.
    pub own: bool,
    /// The digest of the text on file; a viewer that does not see all of it cannot make it.
    pub digest: Option<String>,
}

/// What came of looking at some collaborations.
#[derive(Debug)]
pub struct Gathered<T> {
    /// What was made of each that the viewer takes part in.
    pub made: Vec<T>,
    /// How many fields, items and files were left out for the viewer.
    pub left_out: usize,
    /// How many collaborations the viewer takes part in, and may not see at all.
    pub above: usize,
    /// Files that could not be read whole, by their paths.
    pub unread: Vec<String>,
    /// The commit of the record, where there is one.
    pub commit: Option<String>,
    /// Whether the files are not as in that commit.
    pub changed_since: bool,
    /// By what a party may be named in these collaborations.
    pub parties: Vec<String>,
    /// Who the partner is that looks: more than one where the same word names different ones.
    pub partners: Vec<String>,
}

/// What came of looking at one.
struct Looked<T> {
    seen: Seen<T>,
    parties: Vec<String>,
    unread: Vec<String>,
    /// Who the party is that looks.
    partner: Option<String>,
}

enum Seen<T> {
    Made(T, usize),
    Above,
    Outside,
}

/// What a viewer sees of the chosen collaborations, or of all.
pub fn gather<T: Send>(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    viewer: &Viewer,
    today: Date,
    make: impl Fn(&Sight<'_, '_>) -> T + Sync,
) -> Gathered<T> {
    let ids = chosen.unwrap_or_else(|| workspace.collaborations().0);
    let shared = workspace.shared(false);
    let documents: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    let whole = Frame::read(&shared.sources, &documents, &shared.kinds);
    let mut stripped: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    audience::strip_frame(&mut stripped, &shared.kinds);
    let emptied: Vec<_> = shared.sources.iter().map(|source| source.emptied()).collect();
    let seen = Frame::read(&emptied, &stripped, &shared.kinds);
    let looked = workspace.each(&ids, |folder| look(&whole, &seen, &folder, viewer, today, &make));
    let commit = workspace.commit();
    let mut gathered = Gathered {
        changed_since: commit.is_some() && workspace.is_changed_since_commit(),
        commit,
        made: Vec::new(),
        left_out: 0,
        above: 0,
        unread: unread(&shared, &documents),
        parties: Vec::new(),
        partners: Vec::new(),
    };
    for one in looked {
        gathered.parties.extend(one.parties);
        gathered.partners.extend(one.partner);
        match one.seen {
            Seen::Made(made, left_out) => {
                gathered.made.push(made);
                gathered.left_out += left_out;
            }
            Seen::Above => gathered.above += 1,
            Seen::Outside => continue,
        }
        gathered.unread.extend(one.unread);
    }
    gathered.parties.sort();
    gathered.parties.dedup();
    gathered.partners.sort();
    gathered.partners.dedup();
    gathered
}

/// The files that could not be read whole.
fn unread(folder: &Folder, documents: &[Document<'_>]) -> Vec<String> {
    let files = folder.sources.iter().zip(documents);
    let damaged = files.filter(|(file, tree)| file.unreadable.is_some() || tree.is_damaged());
    let mut paths: Vec<String> = damaged.map(|(file, _)| file.path.clone()).collect();
    let refused = folder.oddities.iter();
    let refused = refused.filter(|oddity| matches!(oddity.kind, OddityKind::Unreadable(_)));
    paths.extend(refused.map(|oddity| oddity.path.clone()));
    paths
}

fn look<T>(
    whole: &Frame<'_>,
    seen: &Frame<'_>,
    folder: &Folder,
    viewer: &Viewer,
    today: Date,
    make: &impl Fn(&Sight<'_, '_>) -> T,
) -> Looked<T> {
    let documents: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let kinds = folder.kinds.clone();
    let dossier = Dossier::read(&folder.id, &folder.sources, &documents, kinds, today);
    let reckoning = Reckoning::of(whole, &dossier, today);
    let digest = crate::model::reckon::signoff::of_text(&dossier);
    let named = dossier.head.party.iter();
    let parties = named.flat_map(|party| [party.id, party.organisation, party.name]);
    let parties: Vec<String> = parties.flatten().map(str::to_owned).collect();
    let unread = unread(folder, &documents);
    // A word may name one party here and another there: what tells them apart is the organisation,
    // or the name; without either it is known in its own collaboration only.
    let partner = match viewer {
        Viewer::Partner(word) => audience::party_named(&dossier.head, word).map(|party| {
            let who = party.organisation.or(party.name).map(str::to_owned);
            who.unwrap_or_else(|| format!("{}/{}", folder.id, party.id.unwrap_or_default()))
        }),
        Viewer::Own | Viewer::Public => None,
    };
    let looked = |seen| Looked { seen, parties, unread, partner };
    if *viewer == Viewer::Own {
        let sight = Sight {
            frame: whole,
            dossier: &dossier,
            reckoning: &reckoning,
            today,
            party: None,
            own: true,
            digest,
        };
        return looked(Seen::Made(make(&sight), 0));
    }
    let clearance = match audience::standing(&dossier, viewer) {
        Standing::Cleared(clearance) => clearance,
        Standing::Above => return looked(Seen::Above),
        Standing::Outside => return looked(Seen::Outside),
    };
    let again: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let left = audience::remainder(whole, &dossier, &reckoning, again, clearance);
    let visible =
        Dossier::read(&folder.id, &left.sources, &left.documents, left.kinds.clone(), today);
    let known = Reckoning::of(seen, &visible, today).of_remainder(&reckoning);
    let sight = Sight {
        frame: seen,
        dossier: &visible,
        reckoning: &known,
        today,
        party: clearance.party,
        own: false,
        digest,
    };
    looked(Seen::Made(make(&sight), left.left_out))
}

impl<'a> Sight<'_, 'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.dossier.id
    }

    /// What the collaboration is called; its id, where it has no title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.dossier.head.title.unwrap_or(self.dossier.id)
    }

    /// What a party is called: its organisation's name, its own, or its id.
    #[must_use]
    pub fn party_name(&self, id: &str) -> String {
        let party = self.dossier.party(id);
        let page = party.and_then(|it| it.organisation).and_then(|it| self.frame.organisation(it));
        let name = page.and_then(|page| page.name).or_else(|| party.and_then(|it| it.name));
        name.unwrap_or(id).to_owned()
    }

    /// What several parties are called.
    #[must_use]
    pub fn party_names(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| self.party_name(id)).collect()
    }

    /// What a role is called: its title, or the words it goes by.
    #[must_use]
    pub fn role_name(&self, role: &str) -> String {
        let here = self.dossier.head.contact.iter().find(|contact| contact.id == Some(role));
        let contact = here.or_else(|| self.frame.contact(role).map(|(_, contact)| contact));
        contact.and_then(|it| it.role_title).unwrap_or(role).to_owned()
    }

    /// Whether a party is ours.
    #[must_use]
    pub fn is_ours(&self, party: &str) -> bool {
        self.dossier.is_ours(self.frame, party)
    }

    /// Whether duties count: they are owed, and it neither rests nor is over.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.reckoning.owed && !self.reckoning.resting
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.reckoning.stage.claimed == Stage::Closed
    }

    /// Whether the agreement could be read whole, so that what it asks for is known.
    #[must_use]
    pub fn knows_agreement(&self) -> bool {
        !self.dossier.is_kind_damaged(FileKind::Agreement)
    }

    /// Whether a day lies in the time up to today.
    #[must_use]
    pub fn past(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.today)
    }

    /// The currency of sums; empty where none is set.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.frame.settings.currency.unwrap_or_default()
    }
}
