//! The commands that log what happened: a file each, one new file an event, one line to type.

mod action;
mod contact;
mod decision;
mod feedback;
mod information;
mod issue;
mod report;
mod risk;
mod steps;

pub use action::LogActionArgs;
pub use contact::LogContactArgs;
pub use decision::LogDecisionArgs;
pub use feedback::LogFeedbackArgs;
pub use information::LogInformationArgs;
pub use issue::LogIssueArgs;
pub use report::LogReportArgs;
pub use risk::LogRiskArgs;

use clap::Args;

use super::desk::event::{Beside, Typed, again};
use super::desk::flags::{Fields, Flags};
use super::desk::{self, Writing};
use super::{Context, Failure, Global, Outcome};
use crate::draft::{EventDraft, subject_named};
use crate::model::date::{self, Date};
use crate::model::event::EventKind;

/// What every command that logs takes.
#[derive(Debug, Clone, Args)]
pub struct Logging<F: Fields> {
    /// The day it happened [default: today; of a correction, the day of what it puts right]
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    on: Option<Date>,
    #[command(flatten)]
    fields: Flags<F>,
    #[command(flatten)]
    writing: Writing,
}

/// What is logged: of which kind, where, about what, and what happened.
#[derive(Debug, Clone, Copy)]
struct Entry<'t> {
    kind: EventKind,
    /// Nothing for contact with an organisation.
    collaboration: Option<&'t str>,
    subject: &'t str,
    step: &'t str,
}

/// A command that logs something.
pub(super) trait Logs {
    /// Logs it.
    ///
    /// # Errors
    ///
    /// When something speaks against it; then nothing is written.
    fn run(&self, global: &Global, context: &Context) -> Result<Outcome, Failure>;
}

/// Logs an entry with what was given for its fields.
fn log<F: Fields>(
    entry: Entry<'_>,
    logging: &Logging<F>,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    log_with(entry, logging, global, context, |_| Ok(()))
}

/// Logs an entry after `more` has been done to it.
fn log_with<F: Fields>(
    entry: Entry<'_>,
    logging: &Logging<F>,
    global: &Global,
    context: &Context,
    more: impl FnOnce(&mut Typed) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let Entry { kind, collaboration, subject, step } = entry;
    let workspace = global.workspace(context)?;
    let collaboration =
        collaboration.map(|named| desk::collaboration(&workspace, named, context)).transpose()?;
    let on = logging.on.unwrap_or_else(|| logging.writing.today(context));
    let mut event = EventDraft::new(kind, on, subject);
    event.entries = logging.fields.entries()?;
    if let Some(key) = subject_named(kind, step) {
        event.set_text(key, subject);
    }
    event.set_text(if kind == EventKind::Decision { "status" } else { "event" }, step);
    let dated = logging.on.is_some();
    let mut typed =
        Typed { event, collaboration, dated, told: Vec::new(), beside: Beside::default() };
    more(&mut typed)?;
    again(&workspace, &typed, &logging.writing, context)
}

/// Declares which fields a command takes as flags: those of an event, without what is typed
/// otherwise.
macro_rules! fields {
    ($(#[doc = $doc:literal])+ $name:ident: $event:ident, without $($taken:literal),*) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub struct $name;

        impl crate::cli::desk::flags::Fields for $name {
            fn tables() -> &'static [&'static crate::model::declare::Table] {
                use crate::model::declare::Record;
                &[
                    <crate::model::event::$event<'static> as Record<'static>>::TABLE,
                    <crate::model::event::Envelope<'static> as Record<'static>>::TABLE,
                ]
            }

            const TAKEN: &'static [&'static str] = &["kind", "on", "after", "forced", $($taken),*];
        }
    };
}
use fields;
