//! comity keeps what teams agree with other departments and organisations as plain TOML, and
//! tells what is late, missing, or no longer what was signed.
//!
//! The rooms, each of which uses only those before it:
//!
//! | Room | Holds |
//! |---|---|
//! | [`document`] | TOML text as a tree in which every key and value knows its place |
//! | [`model`] | what a record may hold, and what follows from it on a given day |
//! | [`store`] | the disk: finding, listing, reading and changing files, asking git |
//! | [`standard`] | the criteria of the standards, and the law they lean on, as data |
//! | [`rules`] | what falls short, and the way out: a folder a group |
//! | [`draft`] | what a person is about to put on record, before it is a file |
//! | [`report`] | what a reader is told, before it has a layout |
//! | [`render`] | layouts: for a terminal, a page, a machine |
//! | [`cli`] | the commands, and how they ask |
//!
//! The files on disk:
//!
//! ```text
//! comity.toml                  who we are, calendar, thresholds, objectives, policies
//! standards/<name>.toml        criteria of a team's own
//! network/<organisation>.toml  an organisation, and the roles in it
//! network/log/<event>.toml     when we spoke with whom
//! collaborations/<id>/
//!   collaboration.toml         who
//!   evaluation.toml            whether
//!   agreement.toml             what, by when; this is the text that is signed
//!   log/<event>.toml           what happened: each event is a file
//!   reviews/<plan>/            how well
//! ```

pub mod cli;
pub mod document;
pub mod draft;
pub mod model;
pub mod render;
pub mod report;
pub mod rules;
pub mod standard;
pub mod store;
