//! The one integration binary: a file a command, and what holds the house together.

mod actions;
mod agree;
mod architecture;
mod breakage;
mod check;
mod completions;
mod docs;
mod edits;
mod evaluate;
mod examples;
mod explain;
mod harness;
mod history;
mod init;
mod pages;
mod remedies;
mod reporting;
mod required;
mod schema;
mod signoffs;
mod status;
mod story_events;
mod structure;
mod terms;
mod tree;
mod writes;
