//! A party's own view, written alone.

use super::Desk;
use crate::cli::desk::{Draft, Refusal, attempt, finish, kept, mark, page};
use crate::cli::{Failure, Outcome};
use crate::document::quoted;
use crate::draft::review::{against_view, agreed_already, looked, slips, speaks_for, views};
use crate::draft::{Page, Trial, before_agreement, heed_writer, remarked, unquoted};
use crate::model::declare::{Record as _, Significance, Stage};
use crate::model::review::View;
use crate::rules::{Case, Finding, shell};

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    let (args, context, writing) = (desk.args, desk.context, &desk.args.writing);
    let mut record = desk.record();
    let on = desk.on();
    let (plan, by, significance) = record.look(|case| {
        let plan = looked(case, args.plan.as_deref())?.id.to_owned();
        let known = speaks_for(case, party)?;
        if let Some(mistake) = before_agreement(case, on) {
            return Err(mistake);
        }
        let by = desk.role().or(known).map(str::to_owned);
        Ok((plan, by, case.dossier.significance()))
    })?;
    if on > desk.today {
        let help = "write down what is thought now; mend the day: `--on DATE`";
        return Err(Failure::new(format!("{on} lies after today, {}", desk.today), help));
    }
    let path = format!("collaborations/{}/reviews/{plan}/view-{party}.toml", desk.id);
    let on_file = desk.workspace.text_of(&path)?;
    if on_file.is_some() {
        record.look(|case| agreed_already(case, &plan, party))?;
    }
    let mut page = Page::new(&path, View::TABLE, on_file.as_deref());
    let scored = page.table("scores");
    let open = |page: &Page, key: &str| !page.entries().iter().any(|(known, _)| known == key);
    if open(&page, "party") {
        page.take("party", &quoted(party))?;
    }
    if let Some(by) = by.filter(|_| args.by.is_some() || open(&page, "by")) {
        page.take("by", &quoted(&by))?;
    }
    if args.on.is_some() || open(&page, "on") {
        page.take("on", &on.to_string())?;
    }
    for (key, value) in args.views.entries()? {
        page.take(&key, &value)?;
    }
    let trial = |it: &Page| Trial::of(&mut desk.record(), &[(&*it.path, &*it.text)]);
    let look = |tried: &Page| {
        let mut found = against(&trial(tried), &tried.path);
        found.extend(slips(tried, &scored).iter().map(|it| mark(it, &tried.text)));
        found
    };
    // A small one may do without points.
    let wanted: &[&'static str] =
        if significance > Significance::Minor { &["scores"] } else { &[] };
    page::question(&mut page, significance, wanted, writing, context, look)?;
    if writing.edit {
        let form = page::form(&page, significance, Stage::Candidate, &[]);
        page::edit(&mut page, &form, context, look)?;
    }
    let says = |(key, _): &(String, String)| !["party", "by", "on"].contains(&&**key);
    if !page.entries().iter().any(says) {
        return Err(Failure::new(
            format!("the view of `{party}` says nothing"),
            "give points, `--scores need=4 trust=3`, or words: `--comment \"…\"`",
        ));
    }
    let Some(change) = page.change() else {
        return Ok(Outcome::clean(format!("nothing changes: {path} says so already\n")));
    };
    let answered = writing.may_ask(context);
    let mut draft = Draft { changes: vec![change], answered, ..Draft::default() };
    let writer = page.entries().into_iter().find(|(key, _)| key == "by");
    let writer = writer.map(|(_, by)| unquoted(&by)).unwrap_or_default();
    let (mut refusal, said) = (Refusal::default(), &mut draft.said);
    let tells = writing.edit || writing.may_ask(context);
    let mut stray = Vec::new();
    record.look(|case| heed_writer(case, &writer, Some(party), tells, said, &mut stray));
    let mut trial = attempt(&mut record, &draft);
    (refusal.firm, refusal.soft) = against_view(&against(&trial, &path), stray);
    refusal.firm.extend(slips(&page, &scored));
    if !refusal.allows(writing.force.is_some()) {
        return Err(kept(refusal.failure(true), &desk.workspace, &draft, writing));
    }
    if let Some(why) = &writing.force {
        if refusal.soft.is_empty() {
            let help = "nothing speaks against this view";
            return Err(Failure::new("`--force` overrides nothing here", help));
        }
        let old = on_file.as_deref().unwrap_or_default();
        page.text = remarked(old, &page.text, &[writer], why);
        draft.changes = page.change().into_iter().collect();
    }
    trial.all.clear();
    draft.next = record.look(|case| next(desk, case, &plan));
    finish(&desk.workspace, &draft, &trial, writing)
}

/// What speaks against a view: it has to stand alone, so all of it counts.
fn against(trial: &Trial, path: &str) -> Vec<Finding> {
    trial.against(path).cloned().collect()
}

/// Whose view is still missing.
fn next(desk: &Desk<'_>, case: &Case<'_, '_>, plan: &str) -> String {
    let Ok(looked) = looked(case, Some(plan)) else { return String::new() };
    let views = views(case, &looked);
    let command = format!("comity review {} {}", shell(&desk.id), shell(plan));
    match views.missing.first() {
        None => format!("every view is there; see where they differ: `{command}`"),
        Some(first) => {
            format!(
                "still to come: {} (`{command} --view {}`)",
                views.missing.join(", "),
                shell(first)
            )
        }
    }
}
