//! The waivers of a workspace: which findings each of them holds back, and which held none.
//!
//! Looked up and never gone through, as a team that adopts an old record may have a thousand of
//! them. How much each held is noted from every core at once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

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
    /// So many findings it holds back at most; nothing where it holds all.
    most: Option<usize>,
    /// So many it names were found.
    found: AtomicUsize,
    /// Whether its rule looked at what it names.
    tried: AtomicBool,
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
            let most = waiver.count.and_then(|count| usize::try_from(count.0).ok());
            waivers.each.push(Use { most, ..Use::default() });
            let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
            if waiver.until.is_some_and(|until| until >= today) && can_wait(rule) {
                waivers.by.entry((rule, subject)).or_default().push(at);
                let head = subject.split('/').next().unwrap_or(subject);
                waivers.of.entry(head).or_default().push((at, rule));
            }
        }
        waivers
    }

    /// The place in the settings of the waiver that holds back what a rule finds of a subject: the
    /// widest, and of several one for all of its collaboration before one for itself.
    #[must_use]
    pub fn holding(&self, rule: &str, collaboration: Option<&str>, subject: &str) -> Option<usize> {
        let width = |at: &usize| self.each[*at].most.unwrap_or(usize::MAX);
        let named = self.naming(rule, collaboration, subject);
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
    pub(super) fn note(&self, named: &[usize]) {
        named.iter().for_each(|at| {
            self.each[*at].found.fetch_add(1, Relaxed);
        });
    }

    /// Whether one of these waivers holds back all that it names. Where there is more than it was
    /// written for, nobody can tell which of it is new: so it holds nothing.
    pub(super) fn hold(&self, named: &[usize]) -> bool {
        named.iter().any(|at| {
            let one = &self.each[*at];
            one.most.is_none_or(|most| one.found.load(Relaxed) <= most)
        })
    }

    /// For how many findings the widest of these waivers was written, and how many there are.
    pub(super) fn exceeded(&self, named: &[usize]) -> Option<(usize, usize)> {
        let of = |at: &usize| Some((self.each[*at].most?, self.each[*at].found.load(Relaxed)));
        named.iter().filter_map(of).max()
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
    /// and how much it found.
    pub(super) fn unused<'w>(
        &self,
        all: &'w [Waiver<'a>],
    ) -> impl Iterator<Item = (&'w Waiver<'a>, usize)> {
        all.iter().zip(&self.each).filter_map(|(waiver, one)| {
            let found = one.found.load(Relaxed);
            let less = found < one.most.unwrap_or(1);
            (less && one.tried.load(Relaxed)).then_some((waiver, found))
        })
    }
}
