//! The waivers of a workspace: which findings each of them holds back, and which held none.
//!
//! Looked up and never gone through, as a team that adopts an old record may have a thousand of
//! them. How much each held is noted from every core at once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use super::Finding;
use super::integrity::is_sound_waiver;
use crate::model::date::Date;
use crate::model::settings::{Settings, Waiver};

/// The waivers in force on a day.
#[derive(Debug, Default)]
pub struct Waivers<'a> {
    /// By rule and subject: their places in the settings.
    by: HashMap<(&'a str, &'a str), Vec<usize>>,
    /// By the collaboration that they name, or what stands there: their places and their rules.
    of: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// Each waiver of the settings.
    each: Vec<Use>,
}

/// What became of one waiver.
#[derive(Debug, Default)]
struct Use {
    /// So many findings it holds back at most; nothing where it holds all, or those of its marks.
    most: Option<usize>,
    /// Whether it names the findings that it was written for.
    by_mark: bool,
    /// Of each mark that it names how often, and how many of it were found.
    marks: Vec<(String, usize, AtomicUsize)>,
    /// So many it names were found.
    found: AtomicUsize,
    /// Whether something that it names was told all the same.
    told: AtomicBool,
    /// Whether its rule looked at what it names.
    tried: AtomicBool,
}

impl Use {
    fn of(waiver: &Waiver<'_>) -> Self {
        let mut marks: Vec<(String, usize, AtomicUsize)> = Vec::new();
        for mark in &waiver.found {
            match marks.iter_mut().find(|(known, ..)| known == mark) {
                Some((_, count, _)) => *count += 1,
                None => marks.push(((*mark).to_owned(), 1, AtomicUsize::new(0))),
            }
        }
        let by_mark = waiver.at.value("found").is_some();
        let most = waiver.count.filter(|_| !by_mark);
        let most = most.and_then(|count| usize::try_from(count.0).ok());
        Self { most, by_mark, marks, ..Self::default() }
    }

    fn note(&self, marks: &[String]) {
        self.found.fetch_add(1, Relaxed);
        for mark in marks {
            if let Some((.., found)) = self.marks.iter().find(|(known, ..)| known == mark) {
                found.fetch_add(1, Relaxed);
            }
        }
    }

    /// Whether it holds back a finding, now that all are found. Where there is more than it was
    /// written for, nobody can tell which of it is new.
    fn holds(&self, marks: &[String]) -> bool {
        if !self.by_mark {
            return self.most.is_none_or(|most| self.found.load(Relaxed) <= most);
        }
        let named = |mark: &String| {
            let mut known = self.marks.iter();
            known.any(|(known, count, found)| known == mark && found.load(Relaxed) <= *count)
        };
        marks.iter().all(named)
    }

    /// The marks of which something is found.
    fn left(&self) -> Vec<&str> {
        let each = self.marks.iter().flat_map(|(mark, count, found)| {
            std::iter::repeat_n(mark.as_str(), found.load(Relaxed).min(*count))
        });
        each.collect()
    }
}

/// What is left of what a waiver was written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left<'w> {
    /// So many findings.
    Number(usize),
    /// Those of these marks.
    Marks(Vec<&'w str>),
}

/// Whether findings of a rule can be waived: not those about waivers, or none would ever end.
pub(crate) fn can_wait(rule: &str) -> bool {
    !rule.starts_with("waiver-")
}

impl<'a> Waivers<'a> {
    /// The waivers of some settings that hold on a day.
    #[must_use]
    pub fn of(settings: &Settings<'a>, today: Date) -> Self {
        let mut waivers = Self::default();
        for (at, waiver) in settings.waiver.iter().enumerate() {
            waivers.each.push(Use::of(waiver));
            let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
            if is_sound_waiver(waiver, today) && can_wait(rule) {
                waivers.by.entry((rule, subject)).or_default().push(at);
                let head = subject.split('/').next().unwrap_or(subject);
                waivers.of.entry(head).or_default().push((at, rule));
            }
        }
        waivers
    }

    /// The place in the settings of the waiver that holds back a finding: one for itself before the
    /// widest, and of several one for all of its collaboration.
    #[must_use]
    pub fn holding(&self, finding: &Finding) -> Option<usize> {
        let width = |at: &usize| match &self.each[*at] {
            one if !one.by_mark => one.most.unwrap_or(usize::MAX),
            one if one.holds(&finding.marks) => usize::MAX,
            _ => 0,
        };
        let of = finding.collaboration.as_deref();
        let named = self.naming(finding.rule, of, &finding.subject);
        named.into_iter().rev().max_by_key(width)
    }

    /// The waivers that name a finding, by their places.
    pub(super) fn naming(
        &self,
        rule: &str,
        collaboration: Option<&str>,
        subject: &str,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        if self.by.is_empty() {
            return places;
        }
        let mut look = |named: &str| {
            places.extend(self.by.get(&(rule, named)).into_iter().flatten());
        };
        match collaboration {
            // Both are looked for, as both are used then.
            Some(id) => {
                look(id);
                look(&format!("{id}/{subject}"));
            }
            None => look(subject),
        }
        places
    }

    /// Notes that a finding was found which these waivers name.
    pub(super) fn note(&self, named: &[usize], marks: &[String]) {
        named.iter().for_each(|at| self.each[*at].note(marks));
    }

    /// Whether one of these waivers holds back what it names. Else it is noted of them that it is
    /// told.
    pub(super) fn hold(&self, named: &[usize], marks: &[String]) -> bool {
        let held = named.iter().any(|at| self.each[*at].holds(marks));
        if !held {
            named.iter().for_each(|at| self.each[*at].told.store(true, Relaxed));
        }
        held
    }

    /// Why none of these waivers held back what they name.
    pub(super) fn passed_over(&self, named: &[usize]) -> Option<String> {
        let most = named.iter().filter_map(|at| {
            let one = &self.each[*at];
            Some((one.most?, one.found.load(Relaxed)))
        });
        if let Some((most, found)) = most.max() {
            return Some(format!("a waiver holds back {most} of these, and there are {found}"));
        }
        let marked = named.iter().any(|at| self.each[*at].by_mark);
        marked.then(|| "this is not what the waiver for it was written for".to_owned())
    }

    /// Notes of the waivers for a collaboration, or for something that all share, that their rule
    /// has looked at it.
    pub(super) fn try_for(&self, named: &str, ran: impl Fn(&str) -> bool) {
        for (at, rule) in self.of.get(named).into_iter().flatten() {
            if ran(rule) {
                self.each[*at].tried.store(true, Relaxed);
            }
        }
    }

    /// Notes the same of all that name none of these collaborations, which stand in order.
    pub(super) fn try_others(&self, collaborations: &[String], ran: impl Fn(&str) -> bool) {
        let known = |named: &str| collaborations.binary_search_by(|id| (**id).cmp(named)).is_ok();
        for named in self.of.keys().filter(|named| !known(named)) {
            self.try_for(named, &ran);
        }
    }

    /// The waivers whose rule has looked and found less to hold back than they were written for,
    /// and what is left of it. While more is told of what one names by marks, that is put right first.
    pub(super) fn unused<'w>(
        &'w self,
        all: &'w [Waiver<'a>],
    ) -> impl Iterator<Item = (&'w Waiver<'a>, Left<'w>)> {
        all.iter().zip(&self.each).filter_map(|(waiver, one)| {
            let tried = one.tried.load(Relaxed);
            if !one.by_mark {
                let found = one.found.load(Relaxed);
                let less = found < one.most.unwrap_or(1);
                return (less && tried).then_some((waiver, Left::Number(found)));
            }
            let left = one.left();
            let less = left.len() < waiver.found.len() && !one.told.load(Relaxed);
            (less && tried).then_some((waiver, Left::Marks(left)))
        })
    }
}
