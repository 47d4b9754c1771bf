//! Reviews: what the record already knows of how it went, what is still to be said, and the end.

mod accepted;
mod dropped;
mod ending;
mod figures;
mod lacking;
mod plan;
mod prefill;
mod recommendation;
mod sign;
mod views;
mod went;

pub use crate::rules::Item;
pub use accepted::{Accepted, accepted};
pub use ending::{Ending, Flow, Owed, against_closing, complete_closure, ending};
pub use figures::{Reported, reported};
pub use lacking::{better, held_otherwise, held_too_early, lacking, over, record_path};
pub use plan::{Looked, items, looked};
pub use prefill::{Prefill, held_on, prefill};
pub use recommendation::{Advice, action_for, advice, advised, amendment_line};
pub use sign::{
    against_signing, complete_signing, losing, next_review, refused, who_agreed, who_signs,
};
pub use views::{
    Difference, Told, Views, against_view, agreed_already, misspelt, speaks_for, view_of, views,
};
pub use went::{Went, went};
