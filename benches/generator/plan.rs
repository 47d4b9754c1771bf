//! Holds what is settled about a collaboration before its files are written. Never writes.

use super::chance::{Chance, Day};
use super::words::{
    EVIDENCE, NOTES, OURS, Organisation, PLACES, PRAISE, THEIRS, THEMES, Theme, WISHES,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Significance {
    Minor,
    Moderate,
    Major,
}

/// What is wrong with a collaboration, where something is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    MisspeltKey,
    QuotedDate,
    OverdueAction,
    LostReference,
    MissingOwner,
}

const FAULTS: [Fault; 5] = [
    Fault::MisspeltKey,
    Fault::QuotedDate,
    Fault::OverdueAction,
    Fault::LostReference,
    Fault::MissingOwner,
];

pub(super) struct Plan {
    theme: &'static Theme,
    place: &'static str,
    /// A department of ours, and its partner: another body, or another department.
    pub(super) us: &'static Organisation,
    pub(super) them: &'static Organisation,
    /// The same two, by whose action is due first.
    pub(super) first: &'static Organisation,
    pub(super) second: &'static Organisation,
    internal: bool,
    pub(super) significance: Significance,
    fault: Option<Fault>,
    decided: Day,
    pub(super) signed: Day,
    starts: Day,
    ends: Day,
    pub(super) first_due: Day,
    second_due: Day,
    pub(super) report_due: Day,
    /// The day the interim review was due, where one is planned; it was held some days before.
    pub(super) interim: Option<Day>,
    annual: Day,
    target: usize,
}

impl Plan {
    /// Dates are laid so that without a fault nothing is overdue, nor due within a month, today.
    pub(super) fn new(number: usize, chance: &mut Chance) -> Self {
        let significance = match chance.below(100) {
            0..10 => Significance::Minor,
            10..14 => Significance::Major,
            _ => Significance::Moderate,
        };
        let fault = (number % 20 == 7).then(|| FAULTS[number / 20 % FAULTS.len()]);
        let internal = chance.below(8) == 0;
        let ours = chance.below(OURS.len());
        let us = &OURS[ours];
        let theirs = chance.below(THEIRS.len());
        let them = if internal { &OURS[(ours + 1) % OURS.len()] } else { &THEIRS[theirs] };
        let (first, second) = if chance.below(2) == 0 { (us, them) } else { (them, us) };
        let starts = Day::new(2025, 4, 7) + chance.below(85);
        let decided = starts - 68 + chance.below(14);
        let reviewed = significance != Significance::Minor && chance.below(2) == 0;
        // Within the last month, so that the parties may still be agreeing on the record.
        let interim = reviewed.then(|| Day::new(2026, 2, 6) + chance.below(22));
        let annual = match interim {
            Some(due) => due + 240 + chance.below(100),
            None => starts + 365 + chance.below(33),
        };
        let open = match fault {
            Some(Fault::OverdueAction) => Day::new(2026, 1, 12),
            _ => Day::new(2026, 4, 6),
        };
        Self {
            theme: &THEMES[number % THEMES.len()],
            place: chance.pick(&PLACES),
            us,
            them,
            first,
            second,
            internal,
            significance,
            fault,
            decided,
            signed: decided + 10 + chance.below(12),
            starts,
            ends: annual + 120 + chance.below(200),
            first_due: starts + 60 + chance.below(40),
            second_due: open + chance.below(30),
            report_due: Day::new(2025, 10, 6) + chance.below(70),
            interim,
            annual,
            target: 8 + 2 * chance.below(30),
        }
    }

    /// What a name in a template stands for. What is left to chance differs each time it is asked.
    pub(super) fn fact(&self, name: &str, chance: &mut Chance) -> String {
        let theme = self.theme;
        let text = match name {
            "words" => theme.words,
            "title" => theme.title,
            "serves" => theme.serves,
            "aim" => theme.aim,
            "need" => theme.need,
            "objective" => theme.objective,
            "unit" => theme.unit,
            "outcome" => theme.outcome,
            "first_action" => theme.actions[0],
            "second_action" => theme.actions[1],
            "risk" => theme.risk,
            "remedy" => theme.remedy,
            "place" => self.place,
            "caller" if self.has(Fault::LostReference) => "nobody",
            "us" | "caller" => self.us.id,
            "us_name" => self.us.name,
            "them" => self.them.id,
            "them_name" => self.them.name,
            "first" => self.first.id,
            "second" => self.second.id,
            "relationship" | "modality" if self.internal => "internal",
            "relationship" => "inter-organisation",
            "modality" => "government-led",
            "significance" if self.significance == Significance::Major => "major",
            "significance" => "moderate",
            "quality" if self.has(Fault::MisspeltKey) => "qualtiy",
            "quality" => "quality",
            "owner" if self.has(Fault::MissingOwner) => "# the owner is not settled yet",
            "praise" => chance.pick(&PRAISE),
            "wish" => chance.pick(&WISHES),
            "evidence" => chance.pick(&EVIDENCE),
            "method" => chance.pick(&["signature", "e-signature", "email", "minute"]),
            _ => return self.figure(name, chance),
        };
        text.to_owned()
    }

    fn figure(&self, name: &str, chance: &mut Chance) -> String {
        match name {
            "notes" => {
                let first = chance.below(NOTES.len());
                let second = first + 1 + chance.below(NOTES.len() - 1);
                format!("{} {}", NOTES[first], NOTES[second % NOTES.len()])
            }
            "owner" => format!("owner = \"{}-lead\"", self.second.id),
            "opened" => (self.decided - 60 - chance.below(80)).to_string(),
            "joined" => (self.decided - 30).to_string(),
            "evaluated" => (self.decided - 7).to_string(),
            "decided" => self.decided.to_string(),
            "starts" => self.starts.to_string(),
            "ends" => self.ends.to_string(),
            "renewal" => (self.ends - 75).to_string(),
            "reached" => (self.ends - 30).to_string(),
            "first_due" => self.first_due.to_string(),
            "second_due" => self.second_due.to_string(),
            "report_due" => self.report_due.to_string(),
            "interim" => self.interim.map_or_else(String::new, |due| due.to_string()),
            "looked_at" if self.has(Fault::QuotedDate) => format!("\"{}\"", self.annual),
            "looked_at" | "annual" => self.annual.to_string(),
            "seen" => (Day::new(2026, 1, 5) + chance.below(50)).to_string(),
            "target" => self.target.to_string(),
            "measured" => (self.target / 2).to_string(),
            "cost" => (4_000 + 250 * chance.below(30)).to_string(),
            "gain" => (12_000 + 500 * chance.below(40)).to_string(),
            "thousands" => (20 + chance.below(60)).to_string(),
            "line" => (100 + chance.below(900)).to_string(),
            "percent" => (10 + 5 * chance.below(15)).to_string(),
            "score" => (3 + chance.below(2)).to_string(),
            _ => panic!("no fact is called {name}"),
        }
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }
}
