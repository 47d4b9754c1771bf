//! The network, and a file that all collaborations share, for people and for programs.

pub mod human;
pub mod json;
