//! What an evaluation comes to: for each party and in all, how well the sides fit, what could go
//! wrong, what is missing for a decision, and what is remembered of those before it.

mod balance;
mod memory;
mod view;

pub use balance::{Balance, Sums, least};
pub use memory::{Ending, Likeness, Memory, Profile, remembered};
pub use view::{Conditioned, Decided, EvaluationView, Fit, Lack, Scored, Taken};
