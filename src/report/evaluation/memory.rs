//! What is remembered when a collaboration is evaluated: the same partner or the same purpose was
//! declined, put off or ended before, and why.

use std::collections::BTreeSet;

use crate::model::collaboration::Party;
use crate::model::date::Date;
use crate::model::evaluation::{Outcome, Verdict};
use crate::model::event::ClosureReason;
use crate::model::frame::Frame;
use crate::rules::Case;

/// How many words of two needs have to be the same, where both serve one strategic objective.
const SAME_OBJECTIVE: usize = 2;

/// How many, where they need not.
const ANY_OBJECTIVE: usize = 4;

/// Shorter words say nothing of a purpose.
const SHORTEST: usize = 5;

/// Longer words that say nothing of a purpose either.
const EMPTY: [&str; 24] = [
    "about", "after", "alone", "because", "being", "could", "every", "having", "other", "people",
    "their", "there", "these", "they", "those", "together", "under", "until", "where", "which",
    "while", "within", "without", "would",
];

/// How something before ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What became of it, as one says it: "was declined".
    pub how: &'static str,
    /// When.
    pub on: Option<Date>,
    /// Why.
    pub why: Option<String>,
    /// When it was to be looked at again.
    pub again: Option<Date>,
    /// What was learnt.
    pub lessons: Vec<String>,
}

/// An organisation that takes part, or was considered.
#[derive(Debug, Clone, Default)]
struct Partner {
    /// What it is called in a sentence.
    label: String,
    /// Its page, if it has one.
    page: Option<String>,
    /// Its page and those above it.
    line: Vec<String>,
    /// Its name in small letters.
    name: String,
}

/// What a collaboration has to say to a later one: who, what for, how it ended.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    id: String,
    title: String,
    partners: Vec<Partner>,
    /// Partners that were turned down, with the reason.
    rejected: Vec<(Partner, Ending)>,
    objectives: Vec<String>,
    words: BTreeSet<String>,
    ending: Option<Ending>,
}

/// In what two collaborations are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// The same organisation, or one above it.
    Partner(String),
    /// A similar need: the strategic objectives and the words that both name.
    Purpose {
        /// The objectives.
        objectives: Vec<String>,
        /// The words.
        words: Vec<String>,
    },
}

/// One collaboration that is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Its id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// In what it is alike.
    pub likeness: Vec<Likeness>,
    /// How it ended, or of a partner that was turned down, how that did.
    pub ending: Ending,
}

impl Profile {
    /// What one collaboration has to say.
    #[must_use]
    pub fn of(case: &Case<'_, '_>) -> Self {
        let (dossier, frame) = (case.dossier, &case.scene.frame);
        let head = &dossier.head;
        let partners = head
            .party
            .iter()
            .filter(|party| !party.id.is_some_and(|id| dossier.is_ours(frame, id)));
        let need = dossier.evaluation.as_ref().and_then(|it| it.need.as_ref());
        let aim = dossier.agreement.as_ref().and_then(|it| it.purpose.as_ref()?.aim);
        let said = [head.title, need.and_then(|need| need.statement), aim];
        Self {
            id: dossier.id.to_owned(),
            title: head.title.unwrap_or_default().to_owned(),
            partners: partners.map(|party| of_party(frame, party)).collect(),
            rejected: rejected(case),
            objectives: head.strategic_objectives.iter().map(|&it| it.to_owned()).collect(),
            words: said.into_iter().flatten().flat_map(words).collect(),
            ending: ending(case),
        }
    }
}

fn of_party(frame: &Frame<'_>, party: &Party<'_>) -> Partner {
    partner(frame, party.organisation, party.name)
}

fn partner(frame: &Frame<'_>, organisation: Option<&str>, name: Option<&str>) -> Partner {
    let named = organisation.and_then(|id| frame.organisation(id)?.name).or(name);
    let label = named.or(organisation).unwrap_or_default();
    Partner {
        label: label.to_owned(),
        page: organisation.map(str::to_owned),
        line: organisation
            .into_iter()
            .flat_map(|id| frame.lineage(id))
            .map(|(id, _)| id.to_owned())
            .collect(),
        name: label.to_lowercase(),
    }
}

impl Partner {
    /// Whether two are the same, or one is a part of the other.
    fn is_like(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            other
                .page
                .as_ref()
                .is_some_and(|page| one.line.contains(page) || one.page.as_ref() == Some(page))
        };
        !self.name.is_empty() && self.name == other.name
            || within(self, other)
            || within(other, self)
    }
}

/// Those who were considered and turned down.
fn rejected(case: &Case<'_, '_>) -> Vec<(Partner, Ending)> {
    let Some(evaluation) = &case.dossier.evaluation else { return Vec::new() };
    let turned_down = evaluation.considered.iter().filter(|it| it.verdict == Some(Verdict::Reject));
    turned_down
        .map(|it| {
            let ending = Ending {
                how: "was turned down as a partner",
                on: evaluation.evaluated_on,
                why: it.reason.map(str::to_owned),
                again: None,
                lessons: Vec::new(),
            };
            (partner(&case.scene.frame, it.organisation, it.name), ending)
        })
        .collect()
}

/// How it ended, if it did: closed, declined or put off.
fn ending(case: &Case<'_, '_>) -> Option<Ending> {
    let (dossier, today) = (case.dossier, case.scene.today);
    let decision = dossier.evaluation.as_ref().and_then(|it| it.decision.as_ref());
    let declined = decision.and_then(|decision| {
        let how = match decision.outcome? {
            Outcome::Decline => "was declined",
            Outcome::Defer => "was put off",
            Outcome::Proceed | Outcome::ProceedWithConditions => return None,
        };
        Some(Ending {
            how,
            on: decision.decided_on,
            why: decision.rationale.map(str::to_owned),
            again: decision.reconsider_on,
            lessons: Vec::new(),
        })
    });
    let past = |on: Option<Date>| on.is_some_and(|on| on <= today);
    let mut closures = dossier.closures().filter(|(event, _)| past(event.on()));
    let Some((event, closure)) = closures.next_back() else { return declined };
    let how = match closure.reason {
        Some(ClosureReason::Completed) => "was completed",
        Some(ClosureReason::Expired) => "ran out",
        Some(ClosureReason::NotPursued) => "was not pursued",
        Some(ClosureReason::Terminated) => "was ended early",
        Some(ClosureReason::Merged) => "became part of another",
        Some(ClosureReason::Superseded) => "was replaced",
        None => "ended",
    };
    let why = declined.and_then(|it| it.why).or(event.envelope.note.map(str::to_owned));
    Some(Ending {
        how,
        on: event.on(),
        why,
        again: None,
        lessons: closure.lessons.iter().map(|&it| it.to_owned()).collect(),
    })
}

/// The words of a text that say what it is about.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|it: char| !it.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= SHORTEST && !EMPTY.contains(word))
        .map(str::to_owned)
        .collect()
}

/// What is remembered of others, the newest first.
#[must_use]
pub fn remembered(own: &Profile, others: &[Profile]) -> Vec<Memory> {
    let mut memories = Vec::new();
    for other in others.iter().filter(|other| other.id != own.id) {
        let memory = |likeness: Vec<Likeness>, ending: &Ending| Memory {
            id: other.id.clone(),
            title: other.title.clone(),
            likeness,
            ending: ending.clone(),
        };
        if let Some(ending) = &other.ending {
            let same =
                own.partners.iter().filter(|it| other.partners.iter().any(|that| it.is_like(that)));
            let mut likeness: Vec<Likeness> =
                same.map(|it| Likeness::Partner(it.label.clone())).collect();
            likeness.extend(purpose(own, other));
            if !likeness.is_empty() {
                memories.push(memory(likeness, ending));
            }
        }
        for (partner, ending) in &other.rejected {
            if own.partners.iter().any(|it| it.is_like(partner)) {
                memories.push(memory(vec![Likeness::Partner(partner.label.clone())], ending));
            }
        }
    }
    memories.sort_by(|one, other| (other.ending.on, &one.id).cmp(&(one.ending.on, &other.id)));
    memories
}

/// In what two purposes are alike: words that both needs use, fewer where both serve one strategic
/// objective.
fn purpose(own: &Profile, other: &Profile) -> Option<Likeness> {
    let objectives: Vec<String> =
        own.objectives.iter().filter(|it| other.objectives.contains(it)).cloned().collect();
    let words: Vec<String> = own.words.intersection(&other.words).cloned().collect();
    let enough = if objectives.is_empty() { ANY_OBJECTIVE } else { SAME_OBJECTIVE };
    (words.len() >= enough).then_some(Likeness::Purpose { objectives, words })
}
