//! What reviews recommended, and what became of it.

use crate::document::{Document, Kind, Source, quoted};
use crate::draft::{Entries, Mistake, entries, open};
use crate::model::agreement::Action;
use crate::model::date::Date;
use crate::model::declare::{Record as _, Stage, nearest};
use crate::model::reckon::review::is_carried;
use crate::model::review::RecommendationStatus;
use crate::rules::{Case, shell};

/// One thing that a review recommended.
#[derive(Debug, Clone, Copy)]
pub struct Advice<'a> {
    /// The plan of the review.
    pub plan: &'a str,
    /// Its name.
    pub id: &'a str,
    /// What should change.
    pub statement: Option<&'a str>,
    /// The role that sees to it.
    pub owner: Option<&'a str>,
    /// By when.
    pub due: Option<Date>,
    /// Where it stands.
    pub status: Option<RecommendationStatus>,
    /// Whether it went on into an action or an amendment.
    pub carried: bool,
    /// Whether an action serves it by name: whoever agreed to that has accepted it, whatever stood
    /// in the record when that was agreed.
    pub served: bool,
}

impl Advice<'_> {
    /// Whether something still has to become of it: nobody has said yes or no, or it was accepted
    /// and went on into nothing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.status {
            Some(RecommendationStatus::Rejected | RecommendationStatus::Done) => false,
            Some(RecommendationStatus::Accepted) => !self.carried,
            Some(RecommendationStatus::Proposed) | None => !self.served,
        }
    }
}

/// Everything that a review of this collaboration recommended, in the order of the reviews.
#[must_use]
pub fn advice<'a>(case: &Case<'_, 'a>) -> Vec<Advice<'a>> {
    let mut all = Vec::new();
    for folder in &case.dossier.reviews {
        let Some(record) = &folder.review else { continue };
        all.extend(record.recommendation.iter().filter_map(|it| {
            Some(Advice {
                plan: folder.plan,
                id: it.id?,
                statement: it.statement,
                owner: it.owner,
                due: it.due,
                status: it.status,
                served: case
                    .dossier
                    .actions_on_file()
                    .iter()
                    .any(|action| it.id.is_some_and(|id| action.serves.contains(&id))),
                carried: is_carried(case.dossier, folder.plan, it, case.scene.today),
            })
        }));
    }
    all.sort_by_key(|one| case.reckoning.reviews.held.iter().position(|it| it.plan == one.plan));
    all
}

/// The recommendation of this name.
///
/// # Errors
///
/// When there is none, with the nearest there is.
pub fn advised<'a>(case: &Case<'_, 'a>, id: &str) -> Result<Advice<'a>, Mistake> {
    let all = advice(case);
    let ids = || all.iter().map(|one| one.id);
    all.iter().find(|one| one.id == id).copied().ok_or_else(|| {
        let help = match nearest(id, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if all.is_empty() => "no review has recommended anything yet".to_owned(),
            None => format!("there are: {}", ids().collect::<Vec<_>>().join(", ")),
        };
        Mistake::new(format!("`{id}` is no recommendation of a review"), help)
    })
}

/// The action that carries a recommendation on: what is given, and else what the recommendation
/// says.
///
/// # Errors
///
/// When something given does not fit.
pub fn action_for(
    case: &Case<'_, '_>,
    advice: &Advice<'_>,
    given: &[&str],
) -> Result<Entries, Mistake> {
    let mut action = entries(Action::TABLE, given)?;
    let mut known = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|_| !action.iter().any(|(own, _)| own == key)) {
            action.push((key.to_owned(), value));
        }
    };
    let stem = advice.id.strip_prefix("rec-").unwrap_or(advice.id);
    let names = |number: usize| match number {
        0 => format!("act-{stem}"),
        number => format!("act-{stem}-{}", number + 1),
    };
    let free = (0..).map(names).find(|name| case.dossier.items(name).is_empty());
    known("id", free.map(|name| quoted(&name)));
    let owner = advice.owner;
    let works = |party: &str| {
        owner.and_then(|role| case.dossier.works_for(&case.scene.frame, role, party)) == Some(true)
    };
    let party = case.dossier.working_parties(case.scene.today).find(|(party, _)| works(party));
    known("party", party.map(|(party, _)| quoted(party)));
    known("owner", owner.map(quoted));
    known("title", advice.statement.map(quoted));
    known("due", advice.due.map(|due| due.to_string()));
    known("serves", Some(format!("[{}]", quoted(advice.id))));
    crate::draft::sort(Action::TABLE, &mut action);
    Ok(action)
}

/// The command that carries an action into an agreement that is signed. What the action still has to
/// say is left open with `…`.
#[must_use]
pub fn amendment_line(case: &Case<'_, '_>, plan: &str, action: &Entries) -> String {
    let mut words: Vec<String> = action.iter().map(|(key, value)| word(key, value)).collect();
    let lacks = open(&[Action::TABLE], action, None, case.dossier.significance(), Stage::Agreed);
    let lacks = lacks.iter().filter(|question| question.rule.is_some());
    words.extend(lacks.map(|question| format!("{}=\"…\"", question.field.key)));
    format!(
        "comity agree {} --amend --from-review {} --reason {} --effective-on DATE --add action {}",
        shell(case.dossier.id),
        shell(plan),
        shell(&format!("Recommended by {plan}")),
        words.join(" ")
    )
}

/// A key and its value as a word of a command line.
fn word(key: &str, value: &str) -> String {
    let source = Source::new(String::new(), format!("value = {value}\n").into_bytes());
    let document = Document::parse(&source);
    let plain = match document.get("value").map(|value| value.get_ref()) {
        Some(Kind::String(text)) => text.to_string(),
        Some(Kind::Array(items)) => match &items[..] {
            [one] => one.get_ref().as_str().map_or_else(|| value.to_owned(), str::to_owned),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    };
    shell(&format!("{key}={plain}"))
}
