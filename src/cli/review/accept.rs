//! What a review recommended is accepted, and goes on into an action or an amendment.

use super::Desk;
use crate::cli::desk::{Draft, Refusal, attempt, finish};
use crate::cli::{Failure, Outcome};
use crate::draft::review::{
    Advice, action_for, advised, agreed_as_proposed, amendment_line, record_path, who_agreed,
};
use crate::draft::{self, Entries, Misspelt, Mistake, Page};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::review::{RecommendationStatus, Review};
use crate::rules::{Case, quoted, shell};
use crate::store::{Edit, Step};

/// What is known of a recommendation before anything is written.
struct Accepted {
    plan: String,
    id: String,
    /// Whether it was accepted before.
    before: bool,
    carried: bool,
    /// Whether anybody has signed the agreement, so that it takes an amendment.
    signed: bool,
    /// The parties whose word covers the record as it is.
    agreed: Vec<String>,
    /// The action that carries it on.
    action: Entries,
    /// The amendment that brings that into a signed text.
    line: String,
}

pub(super) fn run(desk: &Desk<'_>, id: &str) -> Result<Outcome, Failure> {
    let mut folder = desk.record();
    let given: Vec<&str> = desk.args.as_action.iter().flatten().map(String::as_str).collect();
    let known = folder.look(|case| known(desk, case, &advised(case, id)?, &given))?;
    let mut draft = Draft::default();
    let wanted = desk.args.as_action.is_some();
    let force = desk.args.writing.force.as_deref();
    // What all have agreed is not changed in passing: an action that serves it says the same.
    let agreed = !known.before && !known.agreed.is_empty();
    let is_shown = wanted && !known.signed;
    if agreed && !known.carried && force.is_none() {
        if !is_shown {
            let soft = vec![agreed_as_proposed(&known.id, &known.agreed, &way(desk, &known))];
            return Err(Refusal { soft, ..Refusal::default() }.failure(true));
        }
        let names = known.agreed.join(", ");
        draft.said.push(format!(
            "the record stays as {names} agreed it: the action shows that {} was accepted",
            known.id
        ));
    }
    if !known.before && (!agreed || force.is_some()) {
        let path = record_path(&desk.id, &known.plan);
        let text = desk.workspace.text_of(&path)?;
        let mut page = Page::new(&path, Review::TABLE, text.as_deref());
        page.set(&format!("recommendation.{}.status=accepted", known.id))?;
        if let Some(why) = force.filter(|_| agreed) {
            page.take("forced", &quoted(why))?;
            let names = known.agreed.join(", ");
            draft.said.push(format!("{names}: to be agreed anew, as the text is another"));
        }
        draft.changes.extend(page.change());
    }
    if wanted && !known.signed {
        let path = format!("collaborations/{}/agreement.toml", desk.id);
        let text = desk.workspace.text_of(&path)?;
        let mut page = Page::new(&path, Agreement::TABLE, text.as_deref());
        let way = vec![Step::Key("action".to_owned())];
        page.edit(&[Edit::Add { way, entries: known.action.clone() }])?;
        draft.changes.extend(page.change());
    }
    draft.next = next(desk, &known, wanted);
    if draft.changes.is_empty() {
        let line = format!("{} was accepted before\nnext: {}\n", known.id, draft.next);
        return Ok(Outcome::clean(crate::render::visible(&line).into_owned()));
    }
    let roles = folder.look(draft::roles);
    let mut trial = attempt(&mut folder, &draft);
    let mut refusal = Refusal::default();
    refusal.add(&trial, &draft.changes, &[]);
    // What a draft still lacks is told before it is signed; only its form has to be right.
    refusal.soft.clear();
    let slips = folder.look(|case| draft::misspelt_anew(case, &roles));
    refusal.soft.extend(slips.iter().map(Misspelt::mistake));
    if !refusal.allows(force.is_some()) {
        return Err(refusal.failure(true));
    }
    trial.all.clear();
    finish(&desk.workspace, &draft, &trial, &desk.args.writing)
}

fn known(
    desk: &Desk<'_>,
    case: &Case<'_, '_>,
    advice: &Advice<'_>,
    given: &[&str],
) -> Result<Accepted, Mistake> {
    if let Some(named) = desk.args.plan.as_deref().filter(|named| *named != advice.plan) {
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
    let action = action_for(case, advice, given)?;
    use RecommendationStatus::{Accepted as Yes, Done};
    Ok(Accepted {
        plan: advice.plan.to_owned(),
        id: advice.id.to_owned(),
        before: matches!(advice.status, Some(Yes | Done)),
        carried: advice.carried,
        signed: case.reckoning.signoffs.first_ever.is_some(),
        agreed: who_agreed(case, advice.plan),
        line: amendment_line(case, advice.plan, &action),
        action,
    })
}

/// The line that carries it on.
fn way(desk: &Desk<'_>, known: &Accepted) -> String {
    let (id, name) = (shell(&desk.id), shell(&known.id));
    match known.signed {
        true => known.line.clone(),
        false => format!("comity review {id} --accept {name} --as-action"),
    }
}

/// How it goes on into the agreement, so that it is not lost.
fn next(desk: &Desk<'_>, known: &Accepted, wanted: bool) -> String {
    if known.carried {
        return format!("{} went on into the agreement already", known.id);
    }
    let id = shell(&desk.id);
    if !known.signed {
        return match wanted {
            true => format!("see what the draft still lacks: `comity agree {id} --ready`"),
            false => format!("make it an action: `{}`", way(desk, known)),
        };
    }
    format!("the agreement is signed, so it takes an amendment:\n  {}", known.line)
}
