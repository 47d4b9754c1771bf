//! Who may see what: a record without the things that are not for its viewer.
//!
//! What is taken out, the declarations say (`own`, `between`, `ours_if_accepted`, `classifies`);
//! there is no second list. It is taken out of the trees, before anything is read from them: what a
//! report is made of cannot hold it, so no report has to think of leaving it out. The texts are
//! taken away too, and only paths stay, to say which file a table is from.
//!
//! 1. Fields that only we see, and whole files and items that the viewer has no part in.
//! 2. What then still names one of those items: an event about it, a row about it, a mention in
//!    words. Nobody is told what was left out, only how much.
//!
//! Files that could not be read whole are left out: with a line of them lost, nobody can tell
//! whose the next one is.

mod take;

use std::collections::{BTreeSet, HashMap};

use self::take::{Cut, Sweep};
use super::collaboration::{Classification, Head, Party};
use super::criteria::StandardPage;
use super::declare::{Audience, Record, Table};
use super::dossier::Dossier;
use super::evaluation::Evaluation;
use super::event::{EVENT_TABLES, Envelope, EventKind};
use super::frame::{FileKind, Frame};
use super::network::Organisation;
use super::reckon::Reckoning;
use super::review::{Review, View};
use super::settings::Settings;
use crate::document::{Document, Source, Table as Tree};
use crate::model::agreement::{Agreement, Risk};

/// For whom something is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Ourselves: everything.
    Own,
    /// One party, by its id, its organisation or its name.
    Partner(String),
    /// Anybody.
    Public,
}

impl Viewer {
    /// The word that is printed.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Partner(_) => "partner",
            Self::Public => "public",
        }
    }
}

/// How a viewer stands to one collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It may see what the clearance lets through.
    Cleared(Clearance<'a>),
    /// It takes no part.
    Outside,
    /// It takes part, and the whole record is above what it may see; or nobody can tell, as the
    /// file that says so cannot be read.
    Above,
}

/// What one viewer may see of one collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clearance<'a> {
    /// The party that looks; nothing for the public.
    pub party: Option<&'a str>,
    /// The highest classification that it may see.
    pub level: Classification,
}

/// What is left of one collaboration.
#[derive(Debug)]
pub struct Remainder<'a> {
    /// The files that are left: their paths, without their texts.
    pub sources: Vec<Source>,
    /// Their trees, by the same index.
    pub documents: Vec<Document<'a>>,
    /// What each is, by the same index.
    pub kinds: Vec<FileKind>,
    /// How many fields, items and files were taken out.
    pub left_out: usize,
}

/// The party that a word means: its id, its organisation, or its name.
#[must_use]
pub fn party_named<'d, 'a>(head: &'d Head<'a>, word: &str) -> Option<&'d Party<'a>> {
    let by = |of: fn(&Party<'a>) -> Option<&'a str>| {
        head.party.iter().find(|party| party.id.is_some() && of(party) == Some(word))
    };
    by(|party| party.id).or_else(|| by(|party| party.organisation)).or_else(|| by(|it| it.name))
}

/// How a viewer that is not ourselves stands to a collaboration.
#[must_use]
pub fn standing<'a>(dossier: &Dossier<'a>, viewer: &Viewer) -> Standing<'a> {
    let known = dossier.kinds.contains(&FileKind::Head);
    if !known || dossier.is_kind_damaged(FileKind::Head) {
        return Standing::Above;
    }
    let whole = dossier.head.classification.unwrap_or(Classification::Official);
    // A word that is none of the list is no permission.
    let whole = match dossier.head.at.text("classification") {
        Some(word) if Classification::from_word(word).is_none() => {
            Classification::OfficialSensitive
        }
        _ => whole,
    };
    let (party, level) = match viewer {
        Viewer::Partner(word) => match party_named(&dossier.head, word) {
            Some(party) => {
                let said = party.at.text("classification");
                let own = match said.map(Classification::from_word) {
                    Some(None) => Classification::Public,
                    Some(Some(own)) => own,
                    None => whole,
                };
                (party.id, own)
            }
            None => return Standing::Outside,
        },
        Viewer::Public | Viewer::Own => (None, Classification::Public),
    };
    if whole > level { Standing::Above } else { Standing::Cleared(Clearance { party, level }) }
}

/// Takes out of a collaboration what a viewer may not see. `dossier` and `reckoning` are of the
/// whole record; `documents` are trees of the same files once more.
#[must_use]
pub fn remainder<'a>(
    frame: &Frame<'_>,
    dossier: &Dossier<'_>,
    reckoning: &Reckoning<'_>,
    mut documents: Vec<Document<'a>>,
    clearance: Clearance<'_>,
) -> Remainder<'a> {
    let followed = parties_of_events(dossier);
    let ours = our_risks(frame, dossier, reckoning);
    let mut cut = Cut {
        clearance,
        ours_below: &ours,
        left_out: 0,
        hidden: ours.iter().map(|id| (*id).to_owned()).collect(),
        shown: BTreeSet::new(),
    };
    let mut gone = vec![false; documents.len()];
    for (at, document) in documents.iter_mut().enumerate() {
        if dossier.is_damaged(at) {
            *document.root_mut() = Tree::default();
            continue;
        }
        let kind = dossier.kinds[at];
        let tables = tables_of(kind, document.root());
        let mut on = take::sides(&tables, document.root());
        if kind == FileKind::Event
            && let Some(before) = document.get("follows").and_then(|it| it.get_ref().as_str())
        {
            on.extend(followed.get(before).into_iter().flatten().copied().map(str::to_owned));
        }
        // The name of the file and what stands in it have to agree on whose view it is.
        if kind == FileKind::View {
            let named = dossier.sources[at].stem().strip_prefix("view-").unwrap_or_default();
            on.retain(|party| party == named);
        }
        gone[at] = !cut.file(&tables, document.root_mut(), &on);
    }
    let hidden: Vec<String> = cut.hidden.difference(&cut.shown).cloned().collect();
    let mut sweep = Sweep { hidden: &hidden, left_out: 0 };
    for (at, document) in documents.iter_mut().enumerate() {
        if gone[at] {
            continue;
        }
        let tables = tables_of(dossier.kinds[at], document.root());
        if !sweep.file(&tables, document.root_mut()) {
            gone[at] = true;
        }
    }
    let left_out = cut.left_out + sweep.left_out;
    let stays = |at: &usize| !gone[*at];
    Remainder {
        sources: (0..gone.len()).filter(stays).map(|at| dossier.sources[at].emptied()).collect(),
        kinds: (0..gone.len()).filter(stays).map(|at| dossier.kinds[at]).collect(),
        documents: documents
            .into_iter()
            .enumerate()
            .filter(|(at, _)| stays(at))
            .map(|(_, document)| document)
            .collect(),
        left_out,
    }
}

/// Takes out of settings and network what only we see.
pub fn strip_frame(documents: &mut [Document<'_>], kinds: &[FileKind]) {
    let clearance = Clearance { party: None, level: Classification::Public };
    for (document, kind) in documents.iter_mut().zip(kinds) {
        if document.is_damaged() {
            *document.root_mut() = Tree::default();
            continue;
        }
        let mut cut = Cut {
            clearance,
            ours_below: &[],
            left_out: 0,
            hidden: BTreeSet::new(),
            shown: BTreeSet::new(),
        };
        let tables = tables_of(*kind, document.root());
        if !cut.file(&tables, document.root_mut(), &BTreeSet::new()) {
            *document.root_mut() = Tree::default();
        }
    }
}

/// The declarations that a file is read by.
fn tables_of(kind: FileKind, tree: &Tree<'_>) -> Vec<&'static Table> {
    match kind {
        FileKind::Settings => vec![Settings::TABLE],
        FileKind::Organisation => vec![Organisation::TABLE],
        FileKind::Standard => vec![StandardPage::TABLE],
        FileKind::Head => vec![Head::TABLE],
        FileKind::Evaluation => vec![Evaluation::TABLE],
        FileKind::Agreement => vec![Agreement::TABLE],
        FileKind::Review => vec![Review::TABLE],
        FileKind::View => vec![View::TABLE],
        FileKind::Event | FileKind::NetworkEvent => {
            let word = tree.get("kind").and_then(|value| value.get_ref().as_str());
            let kind = word.and_then(EventKind::from_word);
            let own = EVENT_TABLES.iter().filter(|(known, _)| Some(*known) == kind);
            // What is the event's own comes first: its first field says what it is about.
            own.map(|(_, table)| *table).chain([Envelope::TABLE]).collect()
        }
    }
}

/// The parties that each event names, for what answers it.
fn parties_of_events<'d>(dossier: &'d Dossier<'_>) -> HashMap<&'d str, Vec<&'d str>> {
    let feedback = dossier.feedback_events();
    feedback.map(|(event, own)| (event.id, own.from.into_iter().chain(own.to).collect())).collect()
}

/// The risks of ours that were never so high that they had to be accepted. One of the agreement is
/// ours if it says so; one that was only raised in the log, unless it says whose it is.
fn our_risks<'d>(
    frame: &Frame<'_>,
    dossier: &'d Dossier<'_>,
    reckoning: &'d Reckoning<'_>,
) -> Vec<&'d str> {
    let declared = |table: &Table| table.fields.iter().any(|it| it.audience == Audience::Accepted);
    debug_assert!(declared(Agreement::TABLE), "the declaration asks for it");
    // By the text in force and by the one on file: a partner may not see it in either.
    let texts = [dossier.in_force(), dossier.agreement.as_ref()];
    let signed = |id: &str| {
        let risks = texts.into_iter().flatten().flat_map(|agreement| &agreement.risk);
        risks.into_iter().find(|risk| risk.id == Some(id))
    };
    let is_ours = |id: &str, owner: Option<&str>, in_text: Option<&Risk<'_>>| {
        let in_log = dossier.risk_events().filter(|(_, own)| own.risk == Some(id));
        let party = in_text
            .and_then(|risk| risk.owner_party)
            .or_else(|| in_log.filter_map(|(_, own)| own.owner_party).next_back());
        match (party, owner) {
            (Some(party), _) => dossier.is_ours(frame, party),
            (None, Some(role)) => {
                let parties = dossier.head.party.iter().filter_map(|party| party.id);
                let works = |id: &&str| dossier.works_for(frame, role, id) == Some(true);
                let party = parties.into_iter().find(works);
                party.map_or(in_text.is_none(), |party| dossier.is_ours(frame, party))
            }
            (None, None) => in_text.is_none(),
        }
    };
    let high = |score: Option<i64>| score.is_some_and(|it| it > frame.limits().risk_appetite);
    let known = reckoning.risks.iter();
    let known = known.filter(|risk| !risk.accepted && !high(risk.scores.residual()));
    let mut ours: Vec<&'d str> = known
        .filter(|risk| is_ours(risk.id, risk.owner, risk.index.and_then(|_| signed(risk.id))))
        .map(|risk| risk.id)
        .collect();
    // What an amendment would bring is kept from others as well.
    for risk in dossier.agreement.iter().filter(|_| dossier.is_amending()).flat_map(|it| &it.risk) {
        let Some(id) = risk.id.filter(|id| reckoning.risks.iter().all(|it| it.id != *id)) else {
            continue;
        };
        let accepted = risk.accepted_by.is_some() && risk.accepted_on.is_some();
        if !accepted && !high(risk.scores().residual()) && is_ours(id, risk.owner, Some(risk)) {
            ours.push(id);
        }
    }
    ours
}

impl<'a> Reckoning<'a> {
    /// What is derived of a remainder, with what only the whole record can tell: who has signed
    /// which text, whether it still is the text on file, and how far the work has come. That we
    /// evaluated before anybody signed is ours to know.
    #[must_use]
    pub fn of_remainder(mut self, whole: &Reckoning<'a>) -> Self {
        use super::declare::Stage::{Agreed, Candidate};
        let known = |stage| if stage < Agreed { Candidate } else { stage };
        self.signoffs = whole.signoffs.clone();
        self.reviews = whole.reviews.clone();
        self.stage.claimed = known(whole.stage.claimed);
        self.stage.shown = known(whole.stage.shown);
        self.stage.skipped = None;
        self.resting = whole.resting;
        self
    }
}
