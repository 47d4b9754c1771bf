//! What an agreement needs on its way: the first text, what still stands between it and
//! signatures, sign-offs, and amendments with their list of changes.

mod amendment;
mod changes;
mod first;
mod gate;
mod on_top;
mod parties;
mod replay;
mod signoff;
mod standing;
mod start;
mod wording;

pub use amendment::{against_amendment, against_change, amendment, beyond, complete_amendment};
pub use changes::{Changed, changes, list, parties_changed};
pub use first::first;
pub use gate::{Effort, Obstacle, against, gate};
pub use on_top::{OnTop, against_taking_back, nothing_left, on_top, words};
use parties::left_open;
pub use parties::{Covered, asked_of};
pub(super) use signoff::foreign;
pub use signoff::{against_signoff, complete_signoff, decided_against, refused};
pub use standing::{
    SignedBy, SignedText, Standing, kept_up, left_behind, not_in_passing, outside_term, signed_by,
    signed_text, standing, to_sign,
};
pub use start::{Start, Unfinished, lost, not_found, start, unfinished};
