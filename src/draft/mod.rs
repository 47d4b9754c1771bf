//! What a person puts into the record, before it is written: values held against the declarations,
//! the questions that are open, the form for an editor, and the record as it would be, looked at by
//! the rules. One engine over the one declaration of the fields; flags, questions and forms are
//! three ways into it.
//!
//! Nothing here touches the disk or a terminal.

pub mod agree;
mod blank;
pub mod evaluation;
mod event;
mod form;
mod help;
mod line;
mod log;
mod page;
mod pages;
mod place;
mod question;
mod remark;
mod restore;
pub mod review;
mod role;
mod sheet;
pub mod sweep;
mod trial;
mod turn;
mod value;
pub mod waiver;
mod way;
mod words;

pub use blank::{blanks, holds_blank, left_open};
pub use event::{EventDraft, filled_in, joined, told, unquoted};
pub use form::{beside, blank, cleaned, marked};
pub use help::why;
pub use line::in_line;
pub use log::{
    against, ahead, answers, arranged, before_agreement, complete, moved_since, referred,
    subject_named, untold, unwritten,
};
pub use page::Page;
pub use pages::home;
pub use place::placed;
pub use question::{Question, open};
pub use remark::remarked;
pub use restore::{plain, restored};
pub use role::{Misspelt, heed_roles, heed_writer, misspelt, misspelt_anew, roles};
pub use sheet::sheet;
pub use trial::{Record, Trial, falls_short, is_grave, taken_so, told_besides};
pub use turn::{Known, Turn, stood_in, turns, within};
pub use value::{Entries, entries, inline, sort, unknown_key, value};
pub use words::with_words;

/// Something given that cannot be taken, with the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// The way out.
    pub help: String,
    /// The key of a form that it is about; empty where it is about none.
    pub key: &'static str,
}

impl Mistake {
    /// A mistake with its way out.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), key: "" }
    }

    /// As what is only told of something that is written all the same.
    #[must_use]
    pub fn note(&self) -> String {
        format!("note: {}; {}", self.message, self.help)
    }

    /// The mistake as one about a key.
    #[must_use]
    pub fn about(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}
