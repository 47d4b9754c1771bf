//! What was given for a view, a sign-off or the end, and what of it says nothing here.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::flags::Fields;
use crate::document::quoted;
use crate::draft::{Entries, Record};
use crate::model::date::Date;
use crate::model::declare::{Record as _, Table};
use crate::model::event::{Closure, Envelope, Signoff};
use crate::model::review::View;

/// The fields of a party's own view.
#[derive(Debug, Clone)]
pub(super) struct ViewFields;

impl Fields for ViewFields {
    fn tables() -> &'static [&'static Table] {
        &[View::TABLE]
    }

    const TAKEN: &'static [&'static str] = &["party", "by", "on"];
}

/// The fields of a sign-off and of the end.
#[derive(Debug, Clone)]
pub(super) struct EventFields;

impl Fields for EventFields {
    fn tables() -> &'static [&'static Table] {
        &[Signoff::TABLE, Closure::TABLE, Envelope::TABLE]
    }

    const TAKEN: &'static [&'static str] = &[
        "kind",
        "on",
        "by",
        "party",
        "agreement_version",
        "review",
        "covers",
        "follows",
        "after",
        "forced",
    ];
}

impl Desk<'_> {
    /// The record as it stands.
    pub(super) fn record(&self) -> Record {
        Record::read(&self.workspace, &self.id, self.today)
    }

    /// The day of what is written.
    pub(super) fn on(&self) -> Date {
        self.args.on.unwrap_or(self.today)
    }

    /// The role that writes things down, where one was named.
    pub(super) fn role(&self) -> Option<&str> {
        self.args.by.as_deref().or(self.context.role.as_deref())
    }

    /// What was given for an event of these tables, with who writes it down.
    pub(super) fn given(&self, tables: &[&'static Table]) -> Result<Entries, Failure> {
        let mut entries = self.args.events.entries()?;
        entries.retain(|(key, _)| tables.iter().any(|table| table.field(key).is_some()));
        entries.extend(self.args.by.as_ref().map(|by| ("by".to_owned(), quoted(by))));
        Ok(entries)
    }

    /// Refuses what was given and says nothing here, so that nobody takes it for written.
    pub(super) fn strays(&self) -> Result<(), Failure> {
        let args = self.args;
        let (signs, closes, views) = (args.sign.is_some(), args.close, args.view.is_some());
        let of_event = |key: &&str| {
            let (sign, end) = (Signoff::TABLE.field(key), Closure::TABLE.field(key));
            !(signs && (sign.is_some() || end.is_none()) || closes && sign.is_none())
        };
        let with = |key: &str| match Closure::TABLE.field(key) {
            Some(_) => "--close",
            None => "--sign PARTY",
        };
        let event = args.events.keys().find(of_event).map(|key| (key.to_owned(), with(key)));
        let view = args.views.keys().next().filter(|_| !views);
        let others = signs || closes || views || args.accept.is_some();
        let change = (others && !args.changes.is_empty()).then_some(("set", "--prepare"));
        let by = args.by.is_some() && !(signs || closes || views);
        let stray = event
            .or(by.then(|| ("by".to_owned(), "--view PARTY")))
            .or(view.map(|key| (key.to_owned(), "--view PARTY")))
            .or(change.map(|(key, with)| (key.to_owned(), with)));
        stray.map_or(Ok(()), |(key, with)| {
            let message = format!("`--{}` says nothing here", key.replace('_', "-"));
            Err(Failure::new(message, format!("it goes with `{with}`")))
        })
    }
}
