//! What a review recommended is accepted, and goes on into an action or an amendment.

use super::Desk;
use crate::cli::desk::{Draft, Refusal, attempt, finish};
use crate::cli::{Failure, Outcome};
use crate::document::quoted;
use crate::draft::review::{Accepted, accepted, record_path};
use crate::draft::{self, Misspelt, Page};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::review::Review;
use crate::rules::shell;
use crate::store::{Edit, Step};

pub(super) fn run(desk: &Desk<'_>, id: &str) -> Result<Outcome, Failure> {
    let mut folder = desk.record();
    let given: Vec<&str> = desk.args.as_action.iter().flatten().map(String::as_str).collect();
    let known = folder.look(|case| accepted(case, id, desk.args.plan.as_deref(), &given))?;
    let mut draft = Draft::default();
    let wanted = desk.args.as_action.is_some();
    let force = desk.args.writing.force.as_deref();
    // What all have agreed is not changed in passing: an action that serves it says the same.
    let agreed = !known.before && !known.agreed.is_empty();
    let is_shown = wanted && !known.signed;
    if agreed && !known.carried && force.is_none() {
        if !is_shown {
            let soft = vec![known.losing()];
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

/// How it goes on into the agreement, so that it is not lost.
fn next(desk: &Desk<'_>, known: &Accepted, wanted: bool) -> String {
    if known.carried {
        return format!("{} went on into the agreement already", known.id);
    }
    let id = shell(&desk.id);
    if !known.signed {
        return match wanted {
            true => format!("see what the draft still lacks: `comity agree {id} --ready`"),
            false => format!("make it an action: `{}`", known.way),
        };
    }
    format!("the agreement is signed, so it takes an amendment:\n  {}", known.way)
}
