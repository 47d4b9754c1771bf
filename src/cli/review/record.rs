//! The joint record: begun with what is known, and filled in line by line.

use super::Desk;
use crate::cli::desk::{Draft, Refusal, attempt, finish, mark, page};
use crate::cli::{Failure, Outcome};
use crate::draft::review::{held_too_early, lacking, looked, prefill, record_path, who_signs};
use crate::draft::{self, Mistake, Page, Record, Trial};
use crate::model::declare::{Record as _, Stage};
use crate::model::reckon::signoff::State;
use crate::model::review::Review;
use crate::rules::{self, Finding, shell};

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, context, writing) = (desk.args, desk.context, &desk.args.writing);
    let mut record = desk.record();
    let plan = record
        .look(|case| looked(case, args.plan.as_deref()).map(|looked| looked.id.to_owned()))?;
    let path = record_path(&desk.id, &plan);
    let on_file = desk.workspace.text_of(&path)?;
    let mut page = Page::new(&path, Review::TABLE, on_file.as_deref());
    // The editor shows a whole form, so a record that is missing is begun for it.
    if args.prepare || writing.edit && on_file.is_none() {
        record.look(|case| {
            let looked = looked(case, Some(&plan))?;
            let known = prefill(case, &looked, desk.on());
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
    let (significance, agreed) = record.look(|case| {
        let signed = who_signs(case, &plan).into_iter().filter(|one| one.state == State::Holds);
        (case.dossier.significance(), signed.map(|one| one.party.to_owned()).collect::<Vec<_>>())
    });
    if args.changes.is_empty() {
        page::question_items(&mut page, significance, writing, context)?;
        page::question(&mut page, significance, Stage::Candidate, writing, context)?;
    }
    if writing.edit {
        let mut tried = desk.record();
        tried.put(&path, &page.text);
        let findings = tried.findings();
        let findings: Vec<&Finding> = findings.iter().collect();
        let form = draft::whole(&format!("The record of {plan}"), &page.text, &path, &findings);
        page::edit(&mut page, &form, context, |tried| wrong(desk, tried, &plan))?;
    }
    let Some(change) = page.change() else {
        return Ok(Outcome::clean(format!("nothing changes\n{}\n", next(desk, record, &plan))));
    };
    let mut draft = Draft { changes: vec![change], ..Draft::default() };
    let mut trial = attempt(&mut record, &draft);
    let firm: Vec<Mistake> =
        wrong(desk, &page, &plan).into_iter().map(|it| Mistake::new(it.message, it.help)).collect();
    if !firm.is_empty() {
        return Err(Refusal { firm, ..Refusal::default() }.failure(false));
    }
    if writing.force.is_some() {
        return Err(Failure::new(
            "`--force` overrides nothing here",
            "a record has no place for a reason; agreeing it has: `--sign PARTY --force …`",
        ));
    }
    if !agreed.is_empty() {
        let names = agreed.join(", ");
        draft.said.push(format!("{names} agreed the older text, and has to agree anew"));
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

/// What is to be done next for a record as it would be.
fn next(desk: &Desk<'_>, record: Record, plan: &str) -> String {
    let lacks = record.look(|case| {
        looked(case, Some(plan)).map(|looked| lacking(case, &looked)).unwrap_or_default()
    });
    let command = format!("comity review {} {}", shell(&desk.id), shell(plan));
    match &lacks[..] {
        [] => format!("have it agreed by each party: `{command} --sign PARTY`"),
        [one] => format!("one thing is still to be said: {}; {}", one.message, one.help),
        [first, ..] => format!(
            "{} things are still to be said (`{command}` lists them): {}; {}",
            lacks.len(),
            first.message,
            first.help
        ),
    }
}
