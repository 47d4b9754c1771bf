//! The one integration binary: a file a command, and what holds the house together.

mod architecture;
mod check;
mod completions;
mod docs;
mod explain;
mod harness;
mod init;
mod pages;
mod schema;
mod status;
