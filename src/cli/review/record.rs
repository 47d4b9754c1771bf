//! The joint record: begun with what is known, and filled in line by line.

use super::Desk;
use super::next::next;
use crate::cli::desk::{Draft, Refusal, attempt, finish, mark, page};
use crate::cli::{Failure, Outcome};
use crate::document::quoted;
use crate::draft::review::{
    held_on, held_otherwise, held_too_early, known_of, looked, losing, over, prefill, record_path,
    who_agreed,
};
use crate::draft::{self, Mistake, Page, Trial};
use crate::model::declare::{Record as _, Stage};
use crate::model::review::Review;
use crate::rules::{self, Finding};

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, context, writing) = (desk.args, desk.context, &desk.args.writing);
    let mut record = desk.record();
    let plan = record.look(|case| looked(case, args.plan.as_deref()).map(|it| it.id.to_owned()))?;
    let path = record_path(&desk.id, &plan);
    let on_file = desk.workspace.text_of(&path)?;
    let mut page = Page::new(&path, Review::TABLE, on_file.as_deref());
    // Of a review that lies ahead nobody can say anything yet.
    let mut ahead = false;
    // The editor shows a whole form, so a record that is missing is begun for it.
    if args.prepare || writing.edit && on_file.is_none() {
        record.look(|case| {
            let looked = looked(case, Some(&plan))?;
            if let Some(mistake) = over(case).or_else(|| held_otherwise(case, &looked, args.on)) {
                return Err(mistake);
            }
            let held = held_on(case, &looked, args.on);
            ahead = held.is_none();
            let known = prefill(case, &looked, held);
            match &on_file {
                Some(_) => known.complete(&mut page),
                None => {
                    page.text = known.text();
                    Ok(())
                }
            }
        })?;
    }
    args.changes.apply(&mut page)?;
    let (significance, agreed) =
        record.look(|case| (case.dossier.significance(), who_agreed(case, &plan)));
    let by_hand = writing.edit || args.changes.is_empty() && writing.may_ask(context);
    if by_hand && args.changes.is_empty() && !agreed.is_empty() && writing.force.is_none() {
        // Whoever types for an hour should know before.
        return Err(Refusal { soft: vec![losing(&agreed)], ..Refusal::default() }.failure(true));
    }
    if args.changes.is_empty() && !ahead {
        let about = |list: &str, id: &str| record.look(|case| known_of(case, list, id));
        page::question_items(&mut page, significance, about, writing, context)?;
        let look = |it: &Page| wrong(desk, it, &plan);
        page::question(&mut page, significance, &[], writing, context, look)?;
    }
    if writing.edit {
        let mut tried = desk.record();
        tried.put(&path, &page.text);
        let findings = tried.findings();
        let findings: Vec<&Finding> = findings.iter().collect();
        let form = page::form(&page, significance, Stage::Candidate, &findings);
        let before = page.text.clone();
        page::edit(&mut page, &form, context, |tried| wrong(desk, tried, &plan))?;
        // What was only filled in for the form is nobody's word yet.
        let is_begun = on_file.is_none() && args.changes.is_empty() && !args.prepare;
        if is_begun && page.text == before {
            return Ok(page::untouched(Outcome::default(), writing));
        }
    }
    let Some(change) = page.change() else {
        return Ok(Outcome::clean(format!("nothing changes\n{}\n", next(desk, record, &plan))));
    };
    let mut draft = Draft { changes: vec![change], answered: by_hand, ..Draft::default() };
    let roles = record.look(draft::roles);
    let mut trial = attempt(&mut record, &draft);
    let held = record.look(|case| who_agreed(case, &plan));
    let lost: Vec<String> = agreed.into_iter().filter(|it| !held.contains(it)).collect();
    let firm = wrong(desk, &page, &plan).into_iter();
    let firm: Vec<Mistake> = firm.map(|it| Mistake::new(it.message, it.help)).collect();
    let losing = Some(&lost).filter(|lost| !lost.is_empty()).map(|lost| losing(lost));
    let mut refusal = Refusal { firm, soft: losing.into_iter().collect() };
    let (said, soft) = (&mut draft.said, &mut refusal.soft);
    record.look(|case| draft::heed_roles(case, &roles, by_hand, said, soft));
    if !refusal.allows(writing.force.is_some()) {
        return Err(refusal.failure(true));
    }
    match &writing.force {
        Some(_) if refusal.soft.is_empty() => {
            return Err(Failure::new(
                "`--force` overrides nothing here",
                "nobody's word is lost by it; agreeing it takes a reason: `--sign PARTY --force …`",
            ));
        }
        // The reason stands in what they agree.
        Some(why) => {
            page.take("forced", &quoted(why))?;
            draft.changes = page.change().into_iter().collect();
            attempt(&mut record, &draft);
            if !lost.is_empty() {
                let lost = lost.join(", ");
                draft.said.push(format!("{lost}: to be agreed anew, as the text is another"));
            }
        }
        None => {}
    }
    trial.all.clear();
    draft.next = next(desk, record, &plan);
    finish(&desk.workspace, &draft, &trial, writing)
}

/// What is wrong with a record as it would be: its form, or its day. What is still missing is told,
/// and stops nobody.
fn wrong(desk: &Desk<'_>, page: &Page, plan: &str) -> Vec<Finding> {
    let mut record = desk.record();
    let trial = Trial::of(&mut record, &[(&*page.path, &*page.text)]);
    let is_form = |finding: &&Finding| {
        let missing = rules::find(finding.rule)
            .is_some_and(|rule| matches!(rule.check, rules::Check::Presence));
        rules::group_of(finding.rule) == Some("structure") && !missing
    };
    let mut wrong: Vec<Finding> = trial.against(&page.path).filter(is_form).cloned().collect();
    let early = record.look(|case| held_too_early(case, plan));
    wrong.extend(early.map(|mistake| mark(&mistake, &page.text)));
    wrong
}
