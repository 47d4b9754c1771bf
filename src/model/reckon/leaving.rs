//! What a party that leaves would still have to do after it: nobody would answer for it.

use super::Reckoning;
use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::dossier::Dossier;

/// The words in which that is said of a party, before the actions.
pub const OWES: &str = "would still owe";

/// An action that runs on after its party has left.
#[derive(Debug, Clone, Copy)]
pub struct LeftOpen<'d, 'a> {
    /// The party.
    pub party: &'a str,
    /// Its last day.
    pub left: Date,
    /// The action, as the text on file says it.
    pub action: &'d Action<'a>,
    /// The id of the action.
    pub id: &'a str,
    /// The key that tells how long it runs.
    pub key: &'static str,
}

/// What is still to be done on a day after its party has left, by the text on file, in its order.
#[must_use]
pub fn left_open<'d, 'a>(
    dossier: &'d Dossier<'a>,
    reckoning: &Reckoning<'_>,
) -> Vec<LeftOpen<'d, 'a>> {
    let actions = dossier.agreement.as_ref().into_iter().flat_map(|it| &it.action);
    let open = actions.filter_map(|action| {
        let (id, party) = (action.id?, action.party?);
        let left = dossier.party(party)?.left_on?;
        let (key, last) = match (action.recurs, action.until) {
            (Some(_), Some(until)) => ("until", until),
            (Some(_), None) => ("recurs", Date::MAX),
            (None, _) => ("due", action.due?),
        };
        let is_done = || reckoning.actions.iter().any(|it| it.id == id && it.next.is_none());
        (last > left && !is_done()).then_some(LeftOpen { party, left, action, id, key })
    });
    open.collect()
}
