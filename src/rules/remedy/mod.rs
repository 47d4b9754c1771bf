//! The way out of a finding as lines to write: a new event, a new element, a changed key.
//!
//! Every event that a finding asks for is made here, as a file of the log with its lines. Where a
//! command writes such an event, it is to be named here, and no rule has to know.

mod command;
mod contact;
mod element;
mod ending;
pub(crate) mod forms;
mod names;
mod shell;
pub(crate) mod typed;
pub(crate) mod way;

pub(super) use contact::contact;
pub(super) use element::{Asked, OPEN, item, key, keys};
pub(crate) use shell::shell;

use super::{Case, Remedy};
use crate::document::{list, quoted, written};
use crate::model::date::Date;
use crate::model::declare::{Record as _, Table};
use crate::model::event::{EVENT_TABLES, Envelope, Event, EventKind};
use crate::model::id::{EventId, slug, suffix};
use crate::model::reckon::signoff::{Held, of_text};

/// A file of the collaboration, by its path from there.
pub(super) fn file(case: &Case<'_, '_>, path: &str) -> String {
    format!("collaborations/{}/{path}", case.dossier.id)
}

/// Lines to add to, or to change in, a file of the collaboration.
pub(super) fn write(case: &Case<'_, '_>, path: &str, lines: Vec<String>) -> Remedy {
    Remedy { file: file(case, path), lines, ..Remedy::default() }
}

/// The line that makes one change in a file of the collaboration: ` --set KEY=…`. A text that was
/// signed is amended. Nothing where it could not be typed.
pub(super) fn change(case: &Case<'_, '_>, path: &str, change: &str) -> Option<String> {
    let file = file(case, path);
    let command = forms::Home::of(&file)?.command(case.reckoning.signoffs.held)?;
    Some(forms::once(format!("{command} --set {}", forms::word(change)?)))
}

/// An event that is still to be written.
#[derive(Debug)]
pub(super) struct NewEvent<'c> {
    case: &'c Case<'c, 'c>,
    table: &'static Table,
    on: Date,
    words: String,
    keys: Vec<(&'static str, String)>,
    kind: EventKind,
    /// The keys of the event that it puts right.
    before: Vec<(&'static str, String)>,
}

/// A new event of today: what it is about, and what happened. Who writes it down is left open.
pub(super) fn event<'c>(
    case: &'c Case<'_, '_>,
    kind: EventKind,
    subject: &str,
    step: &str,
) -> NewEvent<'c> {
    let on = case.scene.today;
    let table = table_of(kind);
    let mut words = vec![slug(subject)];
    if kind == EventKind::Feedback || words[0].is_empty() {
        words.push(kind.as_str().to_owned());
    }
    words.push(slug(step));
    words.retain(|word| !word.is_empty());
    let new = NewEvent {
        case,
        table,
        on,
        words: words.join("-"),
        keys: Vec::new(),
        kind,
        before: Vec::new(),
    }
    .text("kind", kind.as_str())
    .day("on", on)
    .open("by");
    let new = match kind {
        EventKind::Action => new.text("action", subject),
        EventKind::Issue => new.text("issue", subject),
        EventKind::Risk => new.text("risk", subject),
        EventKind::Report => new.text("arrangement", subject),
        EventKind::Information => new.text("information", subject),
        EventKind::Signoff => new.text("party", subject),
        _ => new,
    };
    if table.field("event").is_some() { new.text("event", step) } else { new }
}

/// An event once more, as it is written, to put something in it right.
pub(super) fn again<'c>(case: &'c Case<'_, '_>, old: &Event<'_>) -> NewEvent<'c> {
    let kind = old.envelope.kind.unwrap_or(EventKind::Action);
    let table = table_of(kind);
    let id = EventId::parse(old.id);
    let mut new = NewEvent {
        case,
        table,
        on: old.on().unwrap_or(case.scene.today),
        words: id.map_or_else(|| slug(kind.as_str()), |id| id.words.to_owned()),
        keys: Vec::new(),
        kind,
        before: Vec::new(),
    };
    for field in Envelope::TABLE.fields.iter().chain(table.fields) {
        if let Some(value) = old.at().value(field.key) {
            new.keys.push((field.key, written(value)));
        }
    }
    new.before.clone_from(&new.keys);
    new.text("corrects", old.id)
}

/// The sign-off of a party over the present text, by the role that signs for it; nothing where no
/// digest can be made of that text.
pub(super) fn signoff(case: &Case<'_, '_>, party: &str) -> Option<Remedy> {
    let signoffs = &case.reckoning.signoffs;
    let digest = &signoffs.digest.clone().or_else(|| of_text(case.dossier))?;
    let signs = case.dossier.party(party).and_then(|it| it.sponsor.or(it.representative));
    let new = event(case, EventKind::Signoff, party, "signed")
        .text("by", signs.unwrap_or("…"))
        .raw("agreement_version", signoffs.version.to_string())
        .text("covers", digest);
    Some(new.write())
}

/// The amendment that leads on from a version, from today. What changed, and why, is left open.
pub(super) fn amendment(case: &Case<'_, '_>, from: i64) -> Remedy {
    let to = from + 1;
    event(case, EventKind::Amendment, &format!("version-{to}"), "amended")
        .raw("from_version", from.to_string())
        .raw("to_version", to.to_string())
        .day("effective_on", case.scene.today)
        .open("reason")
        .raw("changes", "[{ item = \"…\", field = \"…\", was = \"…\", now = \"…\" }]")
        .write()
}

impl NewEvent<'_> {
    /// A key with a value as it is written.
    pub(super) fn raw(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.keys.retain(|(known, _)| *known != key);
        self.keys.push((key, value.into()));
        self
    }

    /// A key with a text.
    pub(super) fn text(self, key: &'static str, text: &str) -> Self {
        self.raw(key, quoted(text))
    }

    /// A key whose text only a person knows.
    pub(super) fn open(self, key: &'static str) -> Self {
        self.raw(key, OPEN)
    }

    /// A key with a day.
    pub(super) fn day(self, key: &'static str, day: Date) -> Self {
        self.raw(key, day.to_string())
    }

    /// A key with a day that is only put forward, and what else it may be.
    pub(super) fn day_or(self, key: &'static str, day: Date, other: &str) -> Self {
        self.raw(key, format!("{day} # or {other}"))
    }

    /// A key with names.
    pub(super) fn names(self, key: &'static str, names: &[&str]) -> Self {
        self.raw(key, list(names))
    }

    /// The file and its lines, in the order of the declarations.
    pub(super) fn write(mut self) -> Remedy {
        if self.kind == EventKind::Closure {
            self = self.with_what_is_open();
        }
        let declared = || Envelope::TABLE.fields.iter().chain(self.table.fields);
        let place = |key: &str| declared().position(|field| field.key == key);
        self.keys.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
        let lines: Vec<String> =
            self.keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let today = self.case.scene.today.to_string();
        let command = command::line(command::Typed {
            collaboration: Some(self.case.dossier.id),
            kind: self.kind,
            words: &self.words,
            keys: &self.keys,
            before: &self.before,
            today: &today,
            says_who: self.says_who(),
        });
        let again = !self.before.is_empty();
        let instead = again.then(|| command::differing(&self.keys, &self.before));
        let command = command.filter(|_| self.kind != EventKind::Amendment || self.is_next());
        let strayed =
            self.kind == EventKind::Amendment && self.case.reckoning.signoffs.held == Held::Strayed;
        let reason = if strayed { forms::FORCE } else { "" };
        let command = command.map(|line| line + reason);
        Remedy { file: self.name(&lines), lines, command, instead }
    }

    /// Whether nobody is known who writes it down. Feedback is written down by who represents the
    /// party that gives it, and which that is may still be open.
    fn says_who(&self) -> bool {
        let mut parties = self.case.dossier.head.party.iter();
        match self.kind {
            EventKind::Feedback => parties.any(|party| party.representative.is_none()),
            EventKind::Closure => self.case.writer().is_none(),
            _ => false,
        }
    }

    /// Whether an amendment goes on from the version that was signed last: only then a command finds
    /// what it changed.
    fn is_next(&self) -> bool {
        let signed = self.case.dossier.signoffs().filter(|(_, own)| own.review.is_none());
        let newest = signed.map(|(_, own)| own.agreement_version.map_or(1, |it| it.0)).max();
        let from = self.keys.iter().find(|(key, _)| *key == "from_version");
        newest.is_some_and(|newest| from.is_some_and(|(_, from)| *from == newest.to_string()))
    }

    /// A name that no file of this log has yet, and the same whenever it is asked for.
    fn name(&self, lines: &[String]) -> String {
        let stem = format!("{}-{}", self.on, self.words);
        let mut seed = hash(stem.as_bytes(), 0xcbf2_9ce4_8422_2325);
        for line in lines {
            seed = hash(line.as_bytes(), seed);
        }
        loop {
            let path = file(self.case, &format!("log/{stem}-{}.toml", suffix(seed)));
            if self.case.dossier.sources.iter().all(|source| source.path != path) {
                return path;
            }
            seed = hash(b"again", seed);
        }
    }
}

/// What an event of a kind says beyond its envelope.
fn table_of(kind: EventKind) -> &'static Table {
    EVENT_TABLES.iter().find(|(own, _)| *own == kind).map_or(Envelope::TABLE, |(_, table)| table)
}

/// FNV-1a: the same on every machine and in every version.
fn hash(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_one_that_an_id_takes() {
        for seed in [0, 1, u64::MAX, hash(b"2025-03-20-act-fund-unable", 7)] {
            let id = format!("2025-03-20-act-fund-unable-{}", suffix(seed));
            assert!(EventId::parse(&id).is_some(), "{id}");
        }
        assert_ne!(suffix(hash(b"a", 7)), suffix(hash(b"b", 7)));
    }
}
