//! The files that evaluating a collaboration fills in, what follows by itself, and what speaks
//! against them.

use super::{Mistake, Page, Record, Trial, is_grave};
use crate::document::{Table as Tree, Value, quoted};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::date::Date;
use crate::model::declare::{Record as _, Significance, Stage};
use crate::model::evaluation::{Dimension, Evaluation, EvaluationStatus};
use crate::rules::{self, Case, Finding, Rule, Severity};
use crate::store::Change;

/// In which ways the sides have to be held against each other.
pub const ITEMS: [(&str, &str, &str); 3] = [
    ("compatibility", "dimension", Dimension::Objectives.as_str()),
    ("compatibility", "dimension", Dimension::Values.as_str()),
    ("compatibility", "dimension", Dimension::WorkingPractices.as_str()),
];

/// In which order an evaluation is asked for: from what is needed to what is decided.
pub const ORDER: [&str; 9] = [
    "need",
    "considered",
    "party_view",
    "benefit",
    "cost",
    "compatibility",
    "risk",
    "evaluated_by",
    "decision",
];

/// Where the files of a collaboration stand that an evaluation is made of: who, whether, and of the
/// text that is to be agreed what is taken as given.
#[must_use]
pub fn paths(id: &str) -> [String; 3] {
    ["collaboration", "evaluation", "agreement"]
        .map(|name| format!("collaborations/{id}/{name}.toml"))
}

/// The files, of which some may still be to be made.
#[must_use]
pub fn pages(paths: &[String; 3], texts: &[Option<String>; 3]) -> [Page; 3] {
    let page = |at: usize, table| Page::new(&paths[at], table, texts[at].as_deref());
    [
        page(0, Head::TABLE),
        page(1, Evaluation::TABLE),
        page(2, Agreement::TABLE).only(&["assumption"]),
    ]
}

/// The value at a way of keys.
fn at<'t, 'a>(tree: &'t Tree<'a>, way: &[&str]) -> Option<&'t Value<'a>> {
    let (first, rest) = way.split_first()?;
    let value = tree.get(first)?;
    if rest.is_empty() { Some(value) } else { at(value.get_ref().as_table()?, rest) }
}

/// Whether a file says something there.
fn says(page: &Page, way: &[&str]) -> bool {
    page.look(|root| at(root, way).is_some())
}

fn text_at(page: &Page, way: &[&str]) -> Option<String> {
    page.look(|root| at(root, way)?.get_ref().as_str().map(str::to_owned))
}

/// How much the collaboration matters, as its file says now.
#[must_use]
pub fn significance(head: &Page) -> Significance {
    match text_at(head, &["significance"]).as_deref() {
        Some("minor") => Significance::Minor,
        Some("major") => Significance::Major,
        _ => Significance::Moderate,
    }
}

/// The parties that work, in their order, as the file says now.
#[must_use]
pub fn parties(head: &Page) -> Vec<String> {
    head.look(|root| {
        let items = root.get("party").and_then(|value| value.get_ref().as_array());
        let text = |item: &Tree<'_>, key: &str| {
            at(item, &[key]).and_then(|value| value.get_ref().as_str().map(str::to_owned))
        };
        let items = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
        let works = items.filter(|item| text(item, "role").as_deref() != Some("observer"));
        works.filter_map(|item| text(item, "id")).collect()
    })
}

/// The parties for which no page in `network/` says whose they are, in their order.
#[must_use]
pub fn unplaced(head: &Page) -> Vec<String> {
    head.look(|root| {
        let items = root.get("party").and_then(|value| value.get_ref().as_array());
        let items = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
        let open = items.filter(|item| at(item, &["organisation"]).is_none());
        let id = |item: &Tree<'_>| Some(at(item, &["id"])?.get_ref().as_str()?.to_owned());
        open.filter_map(id).collect()
    })
}

/// Fills in the days that are today's where nothing else is said: of the opening, of a final
/// evaluation, of a decision. Says which.
///
/// # Errors
///
/// When a file cannot be changed.
pub fn fill(pages: &mut [Page; 3], today: Date) -> Result<Vec<String>, Mistake> {
    let [head, evaluation, _] = pages;
    let asked = significance(head) > Significance::Minor;
    let is_new = head.is_new();
    let is_final = text_at(evaluation, &["status"]).as_deref() == Some(FINAL);
    let is_decided = says(evaluation, &["decision", "outcome"]);
    let mut filled = Vec::new();
    let mut set = |page: &mut Page, way: &[&str], wanted: bool| -> Result<(), Mistake> {
        if wanted && !says(page, way) {
            let assignment = format!("{}={today}", way.join("."));
            page.set(&assignment)?;
            filled.push(format!("filled in: {} = {today}", way.join(".")));
        }
        Ok(())
    };
    set(head, &["opened_on"], asked && is_new)?;
    set(evaluation, &["evaluated_on"], asked && is_final)?;
    set(evaluation, &["decision", "decided_on"], is_decided)?;
    Ok(filled)
}

/// The word for an evaluation that is done.
const FINAL: &str = EvaluationStatus::Final.as_str();

/// What speaks against an evaluation beyond what the rules see: it is final without a
/// decision, or a day cannot be right.
#[must_use]
pub fn against(case: &Case<'_, '_>) -> Vec<Mistake> {
    let mut against = Vec::new();
    against.extend(joined_late(case));
    let Some(evaluation) = &case.dossier.evaluation else { return against };
    let decision = evaluation.decision.as_ref();
    let decided = decision.and_then(|decision| decision.decided_on);
    if let Some(on) =
        decided.filter(|on| Date::from_ymd_opt(LONG_AGO, 1, 1).is_some_and(|first| *on < first))
    {
        against.push(Mistake::new(
            format!("the day of the decision, {on}, lies before the year {LONG_AGO}"),
            "mend the day: `--set decision.decided_on=DATE`",
        ));
    }
    let outcome = decision.and_then(|decision| decision.outcome);
    if evaluation.status == Some(EvaluationStatus::Final) && outcome.is_none() {
        against.push(Mistake::new(
            "the evaluation is final, and nothing is decided",
            "decide in the same command: `--set decision.outcome=…`, `decided_by`, `rationale`; \
             or leave it a draft: `--set status=draft`",
        ));
    }
    against
}

/// No decision on file was taken before this year: such a day is a slip of the pen.
const LONG_AGO: i32 = 1900;

/// Parties that joined only after they signed.
fn joined_late(case: &Case<'_, '_>) -> Vec<Mistake> {
    // An amendment is signed before the day from which it holds, also by who joins by it.
    let holds_from = |version: i64| {
        let to = case.dossier.amendments();
        let to = to.filter(|(_, it)| it.to_version.is_some_and(|to| to.0 == version));
        to.filter_map(|(_, it)| it.effective_on).max()
    };
    let signed = |party: &str, joined: Date| {
        let own = case.dossier.signoffs().filter(|(_, it)| it.party == Some(party));
        let own = own.filter(|(_, it)| {
            let version = it.agreement_version.filter(|_| it.review.is_none());
            version.and_then(|to| holds_from(to.0)).is_none_or(|from| from < joined)
        });
        own.filter_map(|(event, _)| event.on()).min()
    };
    let late = case.dossier.head.party.iter().filter_map(|party| {
        let (id, joined) = (party.id?, party.joined_on?);
        let signed = signed(id, joined).filter(|signed| *signed < joined)?;
        Some(Mistake::new(
            format!("`{id}` signed on {signed}, before it joined on {joined}"),
            format!("mend the day: `--set party.{id}.joined_on=DATE`"),
        ))
    });
    late.collect()
}

/// What would still be missing if it were decided now, gravest first. The record is left changed.
pub fn missing(record: &mut Record, pages: &[Page; 3]) -> Vec<Finding> {
    let [head, evaluation, _] = pages;
    let mut tried = evaluation.clone();
    // A file that is damaged is told as such by the rules.
    if !says(&tried, &["decision", "outcome"]) && tried.set("decision.outcome=proceed").is_ok() {
        record.put(&tried.path, &tried.text);
    }
    let files = [&head.path, &evaluation.path];
    let mut missing: Vec<Finding> = record.findings();
    missing.retain(|finding| files.contains(&&finding.file) && finding.severity > Severity::Advice);
    missing.sort_by(|one, other| {
        let order = |it: &Finding| (std::cmp::Reverse(it.severity), it.file.clone(), it.line);
        order(one).cmp(&order(other))
    });
    missing
}

/// Whether a finding speaks of something that is not there.
#[must_use]
pub fn is_gap(finding: &Finding) -> bool {
    rules::find(finding.rule).is_some_and(Rule::asks_for_presence)
}

/// What is asked of an evaluation once it is begun, by rules that look at more than presence.
const ASKED_OF_THE_WHOLE: [&str; 2] =
    ["evaluation-compatibility-missing", "evaluation-need-missing"];

/// Whether a finding asks an evaluation for something else than what is written: of a draft that is
/// no fault of the piece at hand. What an item itself lacks is one.
fn is_still_to_come(finding: &Finding, path: &str) -> bool {
    let asks = is_gap(finding) || ASKED_OF_THE_WHOLE.contains(&finding.rule);
    asks && finding.file == path && !finding.key.contains('[')
}

/// Whether an evaluation says that it is done, or what was decided.
fn is_concluded(evaluation: &Page) -> bool {
    says(evaluation, &["decision", "outcome"])
        || text_at(evaluation, &["status"]).as_deref() == Some(FINAL)
}

/// Takes out of a trial what a draft still lacks elsewhere, at whatever stage: it is written piece
/// by piece. Once it comes to be concluded, gives what it has lacked before; that of a collaboration
/// which comes to be decided by it is looked at as a whole.
pub fn weigh(trial: &mut Trial, evaluation: &Page, decides: bool) -> Vec<Finding> {
    let path = &evaluation.path;
    let was_concluded = is_concluded(&evaluation.as_it_was());
    if decides || was_concluded {
        return Vec::new();
    }
    if !is_concluded(evaluation) {
        trial.new.retain(|it| !is_still_to_come(it, path));
        return Vec::new();
    }
    let asks = |it: &&Finding| is_still_to_come(it, path) || is_gap(it) && it.file == *path;
    let known = trial.all.iter().filter(|it| !trial.new.contains(it));
    known.filter(|it| asks(it) && is_grave(it)).cloned().collect()
}

/// Whether one of the files holds a decision.
#[must_use]
pub fn is_decided(one: &Page, other: &Page) -> bool {
    [one, other].iter().any(|page| says(page, &["decision", "outcome"]))
}

/// The evaluation without the decision that it did not hold before; nothing where it did.
#[must_use]
pub fn undecided(evaluation: &Page) -> Option<Page> {
    let mut page = evaluation.clone();
    let before = page.as_it_was();
    let new = |key: &str| says(&page, &[key]) && !says(&before, &[key]);
    let keys: Vec<&str> = ["decision", "status"].into_iter().filter(|key| new(key)).collect();
    if !keys.contains(&"decision") {
        return None;
    }
    keys.into_iter().all(|key| page.unset(key).is_ok()).then_some(page)
}

/// Writes down why something was written although it spoke against it.
///
/// # Errors
///
/// When the file cannot be changed.
pub fn force(evaluation: &mut Page, why: &str) -> Result<(), Mistake> {
    evaluation.take("forced", &quoted(why))
}

/// Whether the record comes to be decided by what is written now: then all that a decision rests on
/// has to be there.
#[must_use]
pub fn decides(before: Stage, after: Stage) -> bool {
    before < Stage::Evaluated && after >= Stage::Evaluated
}

/// Every file, changed or not.
#[must_use]
pub fn whole(pages: &[Page; 3]) -> Vec<Change> {
    let of =
        |page: &Page| Change { path: page.path.clone(), before: None, after: page.text.clone() };
    pages.iter().map(of).collect()
}
