//! The one integration binary: a file a command, and what holds the house together.

mod actions;
mod check;
mod examples;
mod harness;
mod pages;
mod reporting;
mod required;
mod signoffs;
mod structure;
mod terms;
