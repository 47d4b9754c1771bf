//! What a record may hold, and what follows from it on a given day. Nothing here reads a file, asks
//! for the time or prints.
//!
//! Each file of a workspace has its declaration here: [`settings`] `comity.toml`, [`network`]
//! `network/`, [`collaboration`], [`evaluation`] and [`agreement`] the three files of those names,
//! [`event`] everything in `log/`, [`review`] everything in `reviews/`, [`criteria`] a standard of
//! one's own. [`dossier`] holds all files of one collaboration together, [`frame`] what all
//! collaborations share, [`belonging`] tells who belongs to whom, [`audience`] who may see what.
//! [`reckon`] derives what is never stored: stage, due dates, lateness, open issues, sign-offs that
//! hold.

pub mod agreement;
pub mod amount;
pub mod audience;
pub mod belonging;
pub mod collaboration;
mod correction;
pub mod criteria;
pub mod date;
pub mod declare;
pub mod digest;
pub mod dossier;
pub mod duration;
pub mod evaluation;
pub mod event;
pub mod frame;
pub mod id;
pub mod network;
mod parties;
pub mod reckon;
pub mod review;
pub mod schema;
pub mod sequence;
pub mod settings;
pub mod word_list;
