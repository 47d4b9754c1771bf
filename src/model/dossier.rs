//! One collaboration with all of its files: what the rules look at.

use super::agreement::Agreement;
use super::collaboration::Head;
use super::correction;
use super::date::Date;
use super::declare::{Identity, Significance, Table, Walk, read_record};
use super::evaluation::Evaluation;
use super::event::{
    ActionEvent, Amendment, Body, Closure, DecisionEvent, Event, FeedbackEvent, InformationEvent,
    IssueEvent, ReportEvent, RiskEvent, Signoff,
};
use super::frame::FileKind;
use super::parties::Parties;
use super::reckon::in_force;
use super::review::{Review, View};
use super::sequence;
use crate::document::{Document, Place, Source};

/// One review's directory.
#[derive(Debug, Default)]
pub struct ReviewFolder<'a> {
    /// The plan's id: the name of the directory.
    pub plan: &'a str,
    /// The joint record, if it is on file.
    pub review: Option<Review<'a>>,
    /// Which source the joint record is.
    pub file: usize,
    /// Each party's own view.
    pub views: Vec<View<'a>>,
}

/// One collaboration with all of its files.
#[derive(Debug, Default)]
pub struct Dossier<'a> {
    /// Its id: the name of its directory.
    pub id: &'a str,
    /// `collaboration.toml`; as if empty where there is none.
    pub head: Head<'a>,
    /// `evaluation.toml`, if it is on file.
    pub evaluation: Option<Evaluation<'a>>,
    /// `agreement.toml`, if it is on file.
    pub agreement: Option<Agreement<'a>>,
    /// The agreement as a tree, for its digest.
    pub agreement_document: Option<&'a Document<'a>>,
    /// The log in the order of ids, and so of days. In which order events of one day count is said
    /// by [`Self::in_order`].
    pub events: Vec<Event<'a>>,
    /// The reviews, in the order of their ids.
    pub reviews: Vec<ReviewFolder<'a>>,
    /// Everything found on the way.
    pub walk: Walk<'a>,
    /// The texts.
    pub sources: &'a [Source],
    /// The trees, by the same index.
    pub documents: &'a [Document<'a>],
    /// What each file is, by the same index.
    pub kinds: Vec<FileKind>,
    /// The order in which the events count, by their index.
    sequence: Vec<usize>,
    /// The text in force, where it is not the one on file.
    acting: Option<Box<Agreement<'a>>>,
    items: Vec<Identity<'a>>,
    pub(super) parties: Parties,
    /// The events that could not be read whole, by the index of the sources.
    damaged_events: Vec<usize>,
    /// Which event each file holds, by the index of the sources.
    event_of: Vec<Option<usize>>,
    /// Which event stands for each, by the index of the events.
    standing: Vec<Option<usize>>,
}

/// An event of one kind with its envelope.
pub type Of<'d, 'a, T> = (&'d Event<'a>, &'d T);

macro_rules! of_kind {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ident => $record:ident),+ $(,)?) => {
        $($(#[doc = $doc])+
        pub fn $name(&self) -> impl DoubleEndedIterator<Item = Of<'_, 'a, $record<'a>>> {
            self.in_order().filter_map(|event| {
                match &event.body {
                    Body::$kind(own) => Some((event, own)),
                    _ => None,
                }
            })
        })+
    };
}

impl<'a> Dossier<'a> {
    /// Reads the files of one collaboration as they stand on a day: what is written after it
    /// corrects nothing yet. Sources, documents and kinds go by the same index.
    #[must_use]
    pub fn read(
        id: &'a str,
        sources: &'a [Source],
        documents: &'a [Document<'a>],
        kinds: Vec<FileKind>,
        today: Date,
    ) -> Self {
        let mut dossier = Self { id, sources, documents, ..Self::default() };
        let mut walk = Walk::roomy();
        for (index, ((source, document), kind)) in
            sources.iter().zip(documents).zip(&kinds).enumerate()
        {
            walk.file = index;
            if source.unreadable.is_some() {
                continue;
            }
            let (tree, top) = (document.root(), (0..0).into());
            match kind {
                FileKind::Head => dossier.head = read_record(tree, top, &mut walk),
                FileKind::Evaluation => {
                    dossier.evaluation = Some(read_record(tree, top, &mut walk));
                }
                FileKind::Agreement => {
                    dossier.agreement = Some(read_record(tree, top, &mut walk));
                    dossier.agreement_document = Some(document);
                }
                FileKind::Event => {
                    dossier.events.push(Event::read(source.stem(), tree, &mut walk));
                }
                FileKind::Review => {
                    let review = read_record(tree, top, &mut walk);
                    let folder = folder_of(&mut dossier.reviews, source);
                    folder.review = Some(review);
                    folder.file = index;
                }
                FileKind::View => {
                    let view = read_record(tree, top, &mut walk);
                    folder_of(&mut dossier.reviews, source).views.push(view);
                }
                FileKind::Settings
                | FileKind::Organisation
                | FileKind::NetworkEvent
                | FileKind::Standard => {}
            }
        }
        dossier.kinds = kinds;
        dossier.damaged_events = (0..sources.len())
            .filter(|file| dossier.kinds[*file] == FileKind::Event && dossier.is_damaged(*file))
            .collect();
        dossier.events.sort_by_key(|event| event.id);
        dossier.reviews.sort_by_key(|folder| folder.plan);
        dossier.parties = Parties::of(&dossier.head.party);
        dossier.items.clone_from(&walk.identities);
        dossier.items.sort_by_key(|item| item.id);
        dossier.walk = walk;
        dossier.event_of = vec![None; sources.len()];
        for (index, event) in dossier.events.iter().enumerate() {
            if let Some(of) = dossier.event_of.get_mut(event.at().file) {
                *of = Some(index);
            }
        }
        correction::set_aside(&mut dossier.events, today);
        dossier.standing = correction::standing(&dossier.events);
        dossier.sequence = sequence::of(&dossier.events);
        dossier.acting = in_force::text(&dossier, today).map(Box::new);
        dossier
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.events.binary_search_by_key(&id, |event| event.id).ok()
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&Event<'a>> {
        self.position(id).map(|at| &self.events[at])
    }

    /// The event that stands for this id: itself, or where it was corrected the newest correction.
    /// Nothing where it was taken back.
    #[must_use]
    pub fn standing_for(&self, id: &str) -> Option<&Event<'a>> {
        self.standing.get(self.position(id)?).copied().flatten().map(|at| &self.events[at])
    }

    /// The event that a file holds.
    #[must_use]
    pub fn event_in(&self, file: usize) -> Option<&Event<'a>> {
        self.event_of.get(file).copied().flatten().map(|at| &self.events[at])
    }

    /// The events that count, in the order in which they do: by day, then as things go on, then by
    /// name, and none before what it comes after. What is the newest word is the last here.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Event<'a>> {
        self.sequence.iter().map(|at| &self.events[*at]).filter(|event| !event.corrected)
    }

    of_kind! {
        /// The steps of actions, in the order of the log.
        action_events: Action => ActionEvent,
        /// The steps of issues.
        issue_events: Issue => IssueEvent,
        /// The steps of risks.
        risk_events: Risk => RiskEvent,
        /// What was done with shared information.
        information_events: Information => InformationEvent,
        /// The reports made and confirmed.
        report_events: Report => ReportEvent,
        /// The feedback given and answered.
        feedback_events: Feedback => FeedbackEvent,
        /// The decisions.
        decision_events: Decision => DecisionEvent,
        /// The sign-offs, over the agreement and over reviews.
        signoffs: Signoff => Signoff,
        /// The amendments.
        amendments: Amendment => Amendment,
        /// The closures; one is enough.
        closures: Closure => Closure,
    }

    /// How much it matters.
    #[must_use]
    pub fn significance(&self) -> Significance {
        self.head.significance()
    }

    /// The text in force on the day it was read for: what is owed goes by it. The field `agreement`
    /// is the text on file, which may hold what not every party has signed yet.
    #[must_use]
    pub fn in_force(&self) -> Option<&Agreement<'a>> {
        self.acting.as_deref().or(self.agreement.as_ref())
    }

    /// Whether the text on file is not the one in force.
    #[must_use]
    pub fn is_amending(&self) -> bool {
        self.acting.is_some()
    }

    /// Everything that calls itself so, over all files.
    #[must_use]
    pub fn items(&self, id: &str) -> &[Identity<'a>] {
        let from = self.items.partition_point(|item| item.id < id);
        let to = from + self.items[from..].partition_point(|item| item.id == id);
        &self.items[from..to]
    }

    /// Whether one of these tables has an item of that name.
    #[must_use]
    pub fn has_item(&self, id: &str, tables: &[&str]) -> bool {
        self.items(id).iter().any(|item| tables.contains(&item.table.name))
    }

    /// The parties that an item of the agreement is about.
    #[must_use]
    pub fn parties_of_item(&self, id: &str) -> Vec<&'a str> {
        const KEYS: [&str; 6] =
            ["party", "provider", "recipient", "owner_party", "from", "lead_party"];
        const LISTS: [&str; 3] = ["between", "to", "participants"];
        let mut parties = Vec::new();
        let on_file = self.items(id).iter().map(|item| item.spot.table);
        for table in on_file.chain(self.taken_out(id)) {
            let place = Place { table, ..Place::default() };
            parties.extend(KEYS.iter().filter_map(|key| place.text(key)));
            for key in LISTS {
                if let Some(list) = place.value(key).and_then(|value| value.get_ref().as_array()) {
                    parties.extend(list.iter().filter_map(|value| value.get_ref().as_str()));
                }
            }
        }
        parties.retain(|party| self.party(party).is_some());
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Whether a file could not be read whole, so that nothing missing in it is held against it.
    #[must_use]
    pub fn is_damaged(&self, file: usize) -> bool {
        self.sources.get(file).is_some_and(|source| source.unreadable.is_some())
            || self.documents.get(file).is_some_and(Document::is_damaged)
    }

    /// Whether a file of this kind could not be read whole.
    #[must_use]
    pub fn is_kind_damaged(&self, kind: FileKind) -> bool {
        self.kinds.iter().enumerate().any(|(index, each)| *each == kind && self.is_damaged(index))
    }

    /// Whether a damaged event may hold news of this subject, so that silence about it proves
    /// nothing. The name of the file tells.
    #[must_use]
    pub fn may_hold_news(&self, subject: &str) -> bool {
        !subject.is_empty()
            && self.damaged_events.iter().any(|at| self.sources[*at].stem().contains(subject))
    }

    /// Shows every table of the record with its declaration. Events that are corrected count as if
    /// they had never been written.
    pub fn visit(&self, visitor: &mut dyn FnMut(&'static Table, &Place<'a>)) {
        use super::declare::Record;
        if self.head.at.table.is_some() {
            self.head.visit(visitor);
        }
        if let Some(evaluation) = &self.evaluation {
            evaluation.visit(visitor);
        }
        if let Some(agreement) = &self.agreement {
            agreement.visit(visitor);
        }
        for event in self.events.iter().filter(|event| !event.corrected) {
            event.visit(visitor);
        }
        for folder in &self.reviews {
            if let Some(review) = &folder.review {
                review.visit(visitor);
            }
            for view in &folder.views {
                view.visit(visitor);
            }
        }
    }
}

/// The folder of the review that a file belongs to: `…/reviews/<plan>/<file>`.
fn folder_of<'f, 'a>(
    folders: &'f mut Vec<ReviewFolder<'a>>,
    source: &'a Source,
) -> &'f mut ReviewFolder<'a> {
    let plan = source.path.rsplit('/').nth(1).unwrap_or("");
    let at = folders.iter().position(|folder| folder.plan == plan).unwrap_or_else(|| {
        folders.push(ReviewFolder { plan, ..ReviewFolder::default() });
        folders.len() - 1
    });
    &mut folders[at]
}
