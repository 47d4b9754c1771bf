//! comity keeps what teams agree with other departments and organisations as plain TOML, and
//! tells what is late, missing, or no longer what was signed.
//!
//! The rooms, each of which uses only those before it:
//!
//! | Room | Holds |
//! |---|---|
//! | [`document`] | TOML text as a tree in which every key and value knows its place |
//! | [`model`] | the nouns of the standards, and pure reckoning on them |
//! | [`store`] | the only room that touches the disk |
//! | [`standard`] | the standards as data: criteria in our own words |
//! | [`rules`] | what is checked: a folder a group |
//! | [`report`] | what a report says, as plain data |
//! | [`render`] | how findings and reports look: one file a format |
//! | [`cli`] | the commands: one file each, thin |
//!
//! The files on disk:
//!
//! ```text
//! comity.toml                  who we are, calendar, thresholds, objectives, policies
//! network/<organisation>.toml  the organisations we work with, and the roles in them
//! network/log/<event>.toml     our contacts with them
//! collaborations/<id>/
//!   collaboration.toml         who
//!   evaluation.toml            whether
//!   agreement.toml             what, by when: signed as one
//!   log/<event>.toml           what happened, one new file an event
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
