//! How far the questions about a file have come: the way back, and what was given on it.

use crate::draft::{Entries, Page, Turn};

/// What a turn was given.
#[derive(Debug, Clone)]
pub(super) enum Gave {
    /// The value of a key.
    Value(String),
    /// A table, or the items of a list.
    Items(Vec<Entries>),
}

/// How far the questions about a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Came {
    /// Through all that may be said.
    Through,
    /// Through all that is asked for.
    Asked,
    /// No more is to be asked, of another file neither.
    Enough,
    /// Back, before the first question.
    Back,
}

/// What is said to who steps back where nothing was asked before.
pub(in crate::cli) const FIRST: &str = "This is the first question.\n";

/// The questions about one file as far as they have come. Who steps back from the first question of
/// the next file goes on from here.
#[derive(Debug, Default)]
pub(in crate::cli) struct Way {
    /// The turns there are.
    pub(super) turns: Vec<Turn>,
    /// The file before each turn, and whether anything was asked in it.
    pub(super) before: Vec<(Page, bool)>,
    /// Whether what may be left out is gone through.
    pub(super) goes_on: bool,
    /// What was given in each turn, also in those that somebody stepped back over.
    given: Vec<(String, Gave)>,
}

impl Way {
    /// Steps back to the last turn in which something was asked; false where there is none.
    pub(super) fn back(&mut self, page: &mut Page) -> bool {
        while let Some((before, asked)) = self.before.pop() {
            *page = before;
            if asked {
                return true;
            }
        }
        false
    }

    /// What a turn was given before.
    pub(super) fn earlier(&self, turn: &Turn) -> Option<Gave> {
        let name = name(turn);
        self.given.iter().find(|(it, _)| *it == name).map(|(_, gave)| gave.clone())
    }

    /// Remembers what a turn is given, or that it is given nothing.
    pub(super) fn remember(&mut self, turn: &Turn, gave: Option<Gave>) {
        let name = name(turn);
        self.given.retain(|(it, _)| *it != name);
        self.given.extend(gave.map(|gave| (name, gave)));
    }
}

/// What a turn is known by: its key, whose it is, and whether more is said there.
fn name(turn: &Turn) -> String {
    let whose = turn.given.first().map_or("", |(_, word)| word);
    format!("{} {whose} {}", turn.question.field.key, turn.question.rule.is_some())
}
