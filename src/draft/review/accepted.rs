//! A recommendation that is to be accepted: where it stands, and what carries it on.

use super::{action_for, advised, amendment_line, losing, who_agreed};
use crate::draft::{Entries, Mistake};
use crate::model::review::RecommendationStatus;
use crate::rules::{Case, shell};

/// What is known of a recommendation before it is accepted.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The plan of its review.
    pub plan: String,
    /// Its name.
    pub id: String,
    /// Whether it was accepted before.
    pub before: bool,
    /// Whether it went on into an action or an amendment.
    pub carried: bool,
    /// Whether anybody has signed the agreement, so that it takes an amendment.
    pub signed: bool,
    /// The parties whose word covers the record as it is.
    pub agreed: Vec<String>,
    /// The action that carries it on.
    pub action: Entries,
    /// The line that carries it on: an amendment of a text that is signed, else an action at once.
    pub way: String,
}

impl Accepted {
    /// That parties have agreed the record in which it is proposed, and what shows that it was
    /// accepted without a word in it changed.
    #[must_use]
    pub fn losing(&self) -> Mistake {
        let help = format!(
            "leave it as it was agreed: what serves `{}` shows that it was accepted: `{}`",
            self.id, self.way
        );
        Mistake { help, ..losing(&self.agreed) }
    }
}

/// Looks a recommendation up that is to be accepted. `given` is what its action is to say.
///
/// # Errors
///
/// When there is no such recommendation, or it belongs to another review, or was rejected; when
/// something given does not fit.
pub fn accepted(
    case: &Case<'_, '_>,
    id: &str,
    plan: Option<&str>,
    given: &[&str],
) -> Result<Accepted, Mistake> {
    let advice = advised(case, id)?;
    if let Some(named) = plan.filter(|named| *named != advice.plan) {
        return Err(Mistake::new(
            format!("`{}` was recommended by `{}`, not by `{named}`", advice.id, advice.plan),
            "leave the plan out",
        ));
    }
    if advice.status == Some(RecommendationStatus::Rejected) {
        return Err(Mistake::new(
            format!("`{}` was rejected", advice.id),
            "recommend it anew in the next review",
        ));
    }
    let action = action_for(case, &advice, given)?;
    let signed = case.reckoning.signoffs.first_ever.is_some();
    let way = if signed {
        amendment_line(case, advice.plan, &action)
    } else {
        let (home, name) = (shell(case.dossier.id), shell(advice.id));
        format!("comity review {home} --accept {name} --as-action")
    };
    use RecommendationStatus::{Accepted as Yes, Done};
    Ok(Accepted {
        plan: advice.plan.to_owned(),
        id: advice.id.to_owned(),
        before: matches!(advice.status, Some(Yes | Done)),
        carried: advice.carried,
        signed,
        agreed: who_agreed(case, advice.plan),
        way,
        action,
    })
}
