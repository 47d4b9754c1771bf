//! The standards as data: every criterion in our own words, with the number it has in its source.
//!
//! | Id | Standard |
//! |---|---|
//! | S0 | collaborative relationships with departments and other organisations |
//! | S1 | the older unit: relationships with other organisations |
//! | S2 | working relationships with colleagues and stakeholders |
//! | S3 | the four levels of a network |
//! | S4 | collaborative partnerships |
//!
//! A team may keep others in `standards/`; they are of the same form.

mod evidence;
mod several;
mod step;

pub mod law;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::document::{Document, Source};
pub use crate::model::criteria::{About, By};
use crate::model::criteria::{CriterionPage, StandardPage};
use crate::model::declare::{Stage, Walk, read_record};
use crate::model::frame::Frame;

pub use evidence::{Held, Path, alternatives};
pub use several::several;

/// The standard that applies where `comity.toml` chooses none.
pub const USUAL: &str = "collaboration";

/// One standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// `S0` to `S4`, or what a team calls its own.
    pub id: String,
    /// A short name for the command line: that of its file.
    pub name: String,
    /// The title of the source.
    pub title: String,
    /// What it is about, in our own words.
    pub about: String,
    /// What it speaks of.
    pub of: About,
    /// Whether a team keeps it in its workspace.
    pub own: bool,
    /// What it asks, in the order of the source.
    pub criteria: Vec<Criterion>,
}

/// One thing that a standard asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Standard and number: `S0.13`.
    pub reference: String,
    /// What it asks, in a line of our own words.
    pub title: String,
    /// Why that matters, in our own words.
    pub why: String,
    /// The stage from which a gap counts.
    pub stage: Stage,
    /// What evidences it: first what does so alone, then what does so only beside that.
    pub evidence: Vec<Path>,
    /// How many of those do so alone.
    pub alone: usize,
    /// The parts of what does so alone, each with the paths of which one is enough for it.
    pub parts: Vec<Vec<usize>>,
    /// Whether every part has to be there; else one is enough.
    pub whole: bool,
    /// How it can be told.
    pub by: Vec<By>,
    /// What people have to judge.
    pub judge: Option<String>,
    /// The criterion that asks the same.
    pub same_as: Option<String>,
    /// Rules that it names itself.
    pub rules: Vec<String>,
    /// When it asks for anything at all, as the end of a sentence.
    pub only_if: Option<String>,
    /// What shows that the occasion for it was there.
    pub occasion: Vec<Path>,
    /// Whether an action that is late is such an occasion too.
    pub late: bool,
    /// From when it asks for anything at all, as the end of a sentence.
    pub once: Option<String>,
    /// Where something is written there, it does not apply.
    pub unless: Option<Path>,
    /// Its level, where the standard has levels.
    pub level: Option<u8>,
}

impl Criterion {
    /// Whether only a person can say if it is met.
    #[must_use]
    pub fn is_judgement(&self) -> bool {
        !self.by.is_empty() && self.by.iter().all(|by| *by == By::Judgement)
    }

    /// The parts of which nothing is there, where something has to be: `held` are the paths at which
    /// something is. Nothing where it is shown.
    #[must_use]
    pub fn lacks(&self, held: &[usize]) -> Vec<&[usize]> {
        let has = |part: &&Vec<usize>| part.iter().any(|path| held.contains(path));
        if !self.whole && self.parts.iter().any(|part| has(&part)) {
            return Vec::new();
        }
        self.parts.iter().filter(|part| !has(part)).map(Vec::as_slice).collect()
    }

    /// Whether what is held shows it: something that does so alone, and every part where all are asked
    /// for. What names no such place is shown by nothing.
    #[must_use]
    pub fn is_shown(&self, held: &[usize]) -> bool {
        held.iter().any(|path| *path < self.alone) && self.lacks(held).is_empty()
    }

    /// Whether it rests on a rule of this name, and of these criteria.
    #[must_use]
    pub fn rests_on(&self, rule: &str, criteria: &[&str]) -> bool {
        let named = |reference: &str| criteria.contains(&reference);
        named(&self.reference)
            || self.same_as.as_deref().is_some_and(named)
            || self.rules.iter().any(|own| own == rule)
    }
}

/// The word for an occasion that follows from the record, and stands at no place of it: an action is
/// late.
pub const LATE: &str = "late";

impl Criterion {
    /// Takes what it has none of itself from one that asks the same.
    fn take_from(&mut self, same: &Self) {
        let others: Vec<String> =
            same.rules.iter().filter(|it| !self.rules.contains(it)).cloned().collect();
        self.rules.extend(others);
        // Who takes over what evidences it takes over who can tell, and what says nothing else does too.
        if same.is_judgement() && (self.evidence.is_empty() || self.by.is_empty()) {
            self.by.clone_from(&same.by);
            self.judge = self.judge.take().or_else(|| same.judge.clone());
        }
        if self.evidence.is_empty() {
            self.evidence.clone_from(&same.evidence);
            self.alone = same.alone;
            self.parts.clone_from(&same.parts);
            self.whole = same.whole;
            self.only_if = self.only_if.take().or_else(|| same.only_if.clone());
            if self.occasion.is_empty() {
                self.occasion.clone_from(&same.occasion);
                self.late = same.late;
            }
            self.once = self.once.take().or_else(|| same.once.clone());
            self.unless = self.unless.take().or_else(|| same.unless.clone());
        }
    }
}

const TEXTS: [(&str, &str); 5] = [
    ("standards/collaboration.toml", include_str!("collaboration.toml")),
    ("standards/unit.toml", include_str!("unit.toml")),
    ("standards/stakeholders.toml", include_str!("stakeholders.toml")),
    ("standards/network.toml", include_str!("network.toml")),
    ("standards/partnership.toml", include_str!("partnership.toml")),
];

/// Every standard of ours, read when it is first asked for: a clean check never does.
pub fn all() -> &'static [Standard] {
    static STANDARDS: OnceLock<Vec<Standard>> = OnceLock::new();
    STANDARDS.get_or_init(|| {
        let read = |(path, text): &(&str, &str)| {
            let source = Source::new((*path).to_owned(), text.as_bytes().to_vec());
            let document = Document::parse(&source);
            let page: StandardPage<'_> =
                read_record(document.root(), (0..0).into(), &mut Walk::default());
            of_page(source.stem(), &page, false)
        };
        let mut all: Vec<Standard> = TEXTS.iter().map(read).collect();
        inherit(&mut all);
        all
    })
}

/// The criterion of ours with this reference.
#[must_use]
pub fn criterion(reference: &str) -> Option<&'static Criterion> {
    all()
        .iter()
        .flat_map(|standard| &standard.criteria)
        .find(|criterion| criterion.reference.eq_ignore_ascii_case(reference))
}

/// Every standard that a workspace knows: ours, then its own. One that calls itself what one of
/// ours is called is passed over.
#[must_use]
pub fn known(frame: &Frame<'_>) -> Vec<Standard> {
    let mut known = all().to_vec();
    for (name, page) in &frame.standards {
        let standard = of_page(name, page, true);
        let taken = |it: &Standard| it.name == standard.name || it.id == standard.id;
        if !known.iter().any(taken) {
            known.push(standard);
        }
    }
    inherit(&mut known);
    known
}

/// What asks the same as another criterion rests on the rules that the other names, and where it
/// names no evidence, has that of the other; and so on, from one to the next. What leads round in a
/// circle has none.
fn inherit(standards: &mut [Standard]) {
    let known: HashMap<String, Criterion> = standards
        .iter()
        .flat_map(|standard| &standard.criteria)
        .rev()
        .map(|it| (it.reference.clone(), it.clone()))
        .collect();
    for criterion in standards.iter_mut().flat_map(|standard| &mut standard.criteria) {
        let mut next = criterion.same_as.clone();
        let mut seen = vec![criterion.reference.clone()];
        while let Some(same) = next.and_then(|it| known.get(&it)) {
            if seen.contains(&same.reference) {
                break;
            }
            seen.push(same.reference.clone());
            next = same.same_as.clone();
            criterion.take_from(same);
        }
        if criterion.by.is_empty() {
            criterion.by.push(By::Presence);
        }
    }
}

/// A standard as its file has it. What is wrong in the file is a finding; here it is left out.
fn of_page(name: &str, page: &StandardPage<'_>, own: bool) -> Standard {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Standard {
        id: text(page.id),
        name: name.to_owned(),
        title: text(page.title),
        about: text(page.about),
        of: page.of.unwrap_or(About::Collaboration),
        own,
        criteria: page
            .criterion
            .iter()
            .filter(|criterion| criterion.ref_.is_some())
            .map(of_criterion)
            .collect(),
    }
}

fn of_criterion(page: &CriterionPage<'_>) -> Criterion {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let paths = |texts: &[&str]| -> Vec<Path> {
        texts.iter().flat_map(|it| alternatives(it)).filter_map(|it| Path::parse(it).ok()).collect()
    };
    let alone = paths(&page.evidence);
    let mut parts = Vec::new();
    let mut next = 0;
    for text in &page.evidence {
        let many = paths(&[text]).len();
        parts.push((next..next + many).collect());
        next += many;
    }
    Criterion {
        reference: text(page.ref_),
        title: text(page.title),
        why: text(page.why),
        stage: page.stage.map_or(Stage::Candidate, |counts| counts.stage()),
        alone: alone.len(),
        evidence: [alone, paths(&page.beside)].concat(),
        parts,
        whole: page.whole == Some(true),
        by: page.by.clone(),
        judge: page.judge.map(str::to_owned),
        same_as: page.same_as.map(str::to_owned),
        rules: page.rules.iter().map(|&rule| rule.to_owned()).collect(),
        only_if: page.only_if.map(str::to_owned),
        occasion: paths(&page.occasion),
        late: page.occasion.contains(&LATE),
        once: page.once.map(str::to_owned),
        unless: page.unless.and_then(|it| Path::parse(it).ok()),
        level: page.level.and_then(|level| u8::try_from(level.0).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standard_is_read_whole() {
        let counts: Vec<usize> = all().iter().map(|standard| standard.criteria.len()).collect();
        assert_eq!(counts, [47, 54, 42, 15, 34]);
        for criterion in all().iter().flat_map(|standard| &standard.criteria) {
            assert!(!criterion.title.is_empty() && !criterion.why.is_empty(), "{criterion:?}");
            assert!(criterion.title.chars().count() <= 80, "{}", criterion.title);
            assert!(criterion.alone > 0, "{} has no evidence", criterion.reference);
            assert!(criterion.parts.iter().all(|part| !part.is_empty()), "{}", criterion.reference);
        }
    }

    #[test]
    fn every_standard_of_ours_is_of_the_form_that_is_asked_of_others() {
        for (path, text) in TEXTS {
            let source = Source::new(path.to_owned(), text.as_bytes().to_vec());
            let document = Document::parse(&source);
            assert!(!document.is_damaged(), "{path}");
            let mut walk = Walk::default();
            let page: StandardPage<'_> = read_record(document.root(), (0..0).into(), &mut walk);
            assert!(walk.faults.is_empty(), "{path}: {:?}", walk.faults);
            for criterion in &page.criterion {
                let name = criterion.ref_.unwrap_or_default();
                let named = criterion.evidence.iter().chain(&criterion.beside);
                let named =
                    named.chain(criterion.occasion.iter().filter(|occasion| **occasion != LATE));
                for path in named.chain(&criterion.unless).flat_map(|it| alternatives(it)) {
                    if let Err(wrong) = Path::parse(path) {
                        panic!("{name}: `{path}`: {wrong}");
                    }
                }
                if let Some(same) = criterion.same_as {
                    assert!(super::criterion(same).is_some(), "{name} is the same as {same}");
                }
                let own = format!("{}.", page.id.unwrap_or_default());
                assert!(name.starts_with(&own), "{name} does not begin with {own}");
                assert!(criterion.stage.is_some(), "{name} says no stage");
                let judged = criterion.by.contains(&By::Judgement);
                assert_eq!(judged, criterion.judge.is_some(), "{name} says what people judge");
            }
        }
    }
}
