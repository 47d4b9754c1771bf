//! Reviews: what the record already knows of how it went, what is still to be said, and the end.

mod accepted;
mod day;
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
pub use day::{held_otherwise, held_too_early, over};
pub use ending::{Ending, Flow, Owed, against_closing, complete_closure, ending};
pub use figures::{Reported, reported};
pub use lacking::{Lack, better, lacking};
pub use plan::{Looked, items, looked, record_path};
pub use prefill::{Prefill, held_on, known_of, prefill};
pub use recommendation::{Advice, action_for, advice, advised, amendment_line};
pub use sign::{
    against_signing, complete_signing, losing, next_review, refused, who_agreed, who_signs,
};
pub use views::{
    Difference, Told, Views, against_view, agreed_already, slips, speaks_for, view_of, views,
};
pub use went::{Went, went};
