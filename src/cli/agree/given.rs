//! The flags for what a sign-off or an amendment says beyond what follows from the record.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::flags::Fields;
use crate::draft::{Entries, Mistake};
use crate::model::declare::{Record as _, Table};
use crate::model::event::{Amendment, Envelope, Signoff};

/// The fields of a sign-off and of an amendment that follow from nothing on file.
#[derive(Debug, Clone)]
pub(super) struct Given;

impl Fields for Given {
    fn tables() -> &'static [&'static Table] {
        &[Signoff::TABLE, Amendment::TABLE, Envelope::TABLE]
    }

    const TAKEN: &'static [&'static str] = &[
        "kind",
        "on",
        "party",
        "agreement_version",
        "review",
        "covers",
        "from_version",
        "to_version",
        "changes",
        "follows",
        "after",
        "retracted",
        "forced",
    ];
}

impl Desk<'_> {
    /// What was given for an event of these tables. Anything else belongs to another way of using
    /// this command.
    pub(super) fn given(&self, tables: &[&'static Table]) -> Result<Entries, Failure> {
        let entries = self.args.given.entries()?;
        let stray = entries.iter().find(|(key, _)| tables.iter().all(|it| it.field(key).is_none()));
        if let Some((key, _)) = stray {
            let flag = key.replace('_', "-");
            let with = if Signoff::TABLE.field(key).is_some() { "--sign PARTY" } else { "--amend" };
            return Err(Mistake::new(
                format!("`--{flag}` says nothing here"),
                format!("it goes with `{with}`"),
            )
            .into());
        }
        Ok(entries)
    }
}
