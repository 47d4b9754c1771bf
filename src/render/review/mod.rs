//! What a review looks at, and what is open at the end: one file a format.

mod closing;
pub mod human;
pub mod json;

pub use closing::closing;
