//! Where collaborations stand: one file a format.

pub mod human;
pub mod json;
