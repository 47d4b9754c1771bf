//! The first text of an agreement, from what the evaluation and the collaboration say already. What
//! nobody has said yet is left out; the gate asks for it.

use crate::document::{Place, quoted, written};
use crate::draft::Entries;
use crate::model::declare::Significance;
use crate::model::id::slug;
use crate::rules::Case;
use crate::store::{Edit, Step};

/// The changes that make an empty file the first text.
#[must_use]
pub fn first(case: &Case<'_, '_>) -> Vec<Edit> {
    let head = &case.dossier.head;
    let mut edits = Vec::new();
    // Of a minor one neither is asked.
    if case.dossier.significance() > Significance::Minor {
        edits.extend(head.title.map(|title| set(&["title"], quoted(title))));
        edits.push(set(&["version"], "1".to_owned()));
    }
    let evaluation = case.dossier.evaluation.as_ref();
    let need = evaluation.and_then(|it| it.need.as_ref()).and_then(|need| need.statement);
    let aim = head.summary.or(need).filter(|aim| !aim.trim().is_empty());
    edits.extend(aim.map(|aim| set(&["purpose", "aim"], quoted(aim))));
    let Some(evaluation) = evaluation else {
        // A small one of which nobody has said anything yet begins with its name.
        if edits.is_empty() {
            edits.push(match head.title {
                Some(title) => set(&["title"], quoted(title)),
                None => set(&["version"], "1".to_owned()),
            });
        }
        return edits;
    };
    let mut names = Names { case, given: Vec::new() };
    for benefit in &evaluation.benefit {
        let keys = ["party", "statement", "value", "per"];
        edits.extend(names.of_party("benefit", "ben", benefit.party, &benefit.at, &keys));
    }
    for cost in &evaluation.cost {
        let keys = ["party", "kind", "statement", "value", "per"];
        edits.extend(names.of_party("cost", "cost", cost.party, &cost.at, &keys));
    }
    for risk in &evaluation.risk {
        let keys = [
            "statement",
            "likelihood",
            "impact",
            "mitigation",
            "residual_likelihood",
            "residual_impact",
        ];
        let words = slug(risk.id.or(risk.statement).unwrap_or_default());
        let bare = words.strip_prefix("ev-").or(words.strip_prefix("risk-")).unwrap_or(&words);
        let id = names.free(&format!("risk-{bare}"));
        edits.push(item("risk", &id, &risk.at, &keys));
    }
    edits
}

/// The names that are given to new items.
struct Names<'c> {
    case: &'c Case<'c, 'c>,
    given: Vec<String>,
}

impl Names<'_> {
    /// An item of a party that takes part; nothing for one that does not.
    fn of_party(
        &mut self,
        list: &str,
        prefix: &str,
        party: Option<&str>,
        place: &Place<'_>,
        keys: &[&str],
    ) -> Option<Edit> {
        let party = party.filter(|id| self.case.dossier.party(id).is_some_and(|it| it.works()))?;
        let id = self.free(&format!("{prefix}-{party}"));
        Some(item(list, &id, place, keys))
    }

    /// A name that nothing in the collaboration bears yet.
    fn free(&mut self, wanted: &str) -> String {
        let taken = |name: &str| {
            !self.case.dossier.items(name).is_empty() || self.given.iter().any(|it| it == name)
        };
        let mut name = wanted.to_owned();
        let mut turn = 2;
        while taken(&name) {
            name = format!("{wanted}-{turn}");
            turn += 1;
        }
        self.given.push(name.clone());
        name
    }
}

/// An item of a list, with these keys of a table as they stand there.
fn item(list: &str, id: &str, place: &Place<'_>, keys: &[&str]) -> Edit {
    let mut entries: Entries = vec![("id".to_owned(), quoted(id))];
    let said = |key: &&str| Some(((*key).to_owned(), written(place.value(key)?)));
    entries.extend(keys.iter().filter_map(said));
    Edit::Add { way: vec![Step::Key(list.to_owned())], entries }
}

fn set(way: &[&str], value: String) -> Edit {
    let way = way.iter().map(|key| Step::Key((*key).to_owned())).collect();
    Edit::Set { way, value }
}
