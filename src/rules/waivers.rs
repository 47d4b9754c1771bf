//! The waivers of a workspace: which findings each of them holds back, and which held none.
//!
//! Looked up and never gone through, as a team that adopts an old record may have a thousand of
//! them. Which were used is noted from every core at once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::date::Date;
use crate::model::settings::{Settings, Waiver};

/// The waivers in force on a day.
#[derive(Debug, Default)]
pub struct Waivers<'a> {
    /// By rule and subject: their places in the settings.
    by: HashMap<(&'a str, &'a str), Vec<usize>>,
    /// By the collaboration that they name, or what stands there: their places and their rules.
    of: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// Of each waiver of the settings, whether it held something back.
    used: Vec<AtomicBool>,
    /// Of each, whether its rule looked at what it names.
    tried: Vec<AtomicBool>,
}

impl<'a> Waivers<'a> {
    /// The waivers of some settings that hold on a day.
    #[must_use]
    pub fn of(settings: &Settings<'a>, today: Date) -> Self {
        let mut waivers = Self::default();
        for (at, waiver) in settings.waiver.iter().enumerate() {
            waivers.used.push(AtomicBool::new(false));
            waivers.tried.push(AtomicBool::new(false));
            let (Some(rule), Some(subject)) = (waiver.rule, waiver.subject) else { continue };
            if waiver.until.is_some_and(|until| until >= today) {
                waivers.by.entry((rule, subject)).or_default().push(at);
                let head = subject.split('/').next().unwrap_or(subject);
                waivers.of.entry(head).or_default().push((at, rule));
            }
        }
        waivers
    }

    /// Whether a finding is held back; notes by which.
    pub(super) fn hold(&self, rule: &str, collaboration: Option<&str>, subject: &str) -> bool {
        let mut held = false;
        self.each_holding(rule, collaboration, subject, &mut |at| {
            self.used[at].store(true, Ordering::Relaxed);
            held = true;
        });
        held
    }

    /// The place in the settings of a waiver that holds back what a rule finds of a subject: one for
    /// all of its collaboration before one for itself.
    #[must_use]
    pub fn holding(&self, rule: &str, collaboration: Option<&str>, subject: &str) -> Option<usize> {
        let mut first = None;
        self.each_holding(rule, collaboration, subject, &mut |at| {
            first.get_or_insert(at);
        });
        first
    }

    fn each_holding(
        &self,
        rule: &str,
        collaboration: Option<&str>,
        subject: &str,
        see: &mut dyn FnMut(usize),
    ) {
        if self.by.is_empty() {
            return;
        }
        let mut look = |named: &str| {
            self.by.get(&(rule, named)).into_iter().flatten().for_each(|at| see(*at));
        };
        match collaboration {
            // Both are looked for, as both are used then.
            Some(id) => {
                look(id);
                look(&format!("{id}/{subject}"));
            }
            None => look(subject),
        }
    }

    /// Notes of the waivers for a collaboration, or for something that all share, that their rule
    /// has looked at it.
    pub(super) fn try_for(&self, named: &str, ran: impl Fn(&str) -> bool) {
        for (at, rule) in self.of.get(named).into_iter().flatten() {
            if ran(rule) {
                self.tried[*at].store(true, Ordering::Relaxed);
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

    /// The waivers whose rule has looked and found nothing to hold back.
    pub(super) fn unused<'w>(&self, all: &'w [Waiver<'a>]) -> impl Iterator<Item = &'w Waiver<'a>> {
        let is = |list: &[AtomicBool], at: usize| {
            list.get(at).is_some_and(|flag| flag.load(Ordering::Relaxed))
        };
        all.iter()
            .enumerate()
            .filter(move |(at, _)| is(&self.tried, *at) && !is(&self.used, *at))
            .map(|(_, waiver)| waiver)
    }
}
