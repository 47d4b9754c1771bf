//! A party's own view, written alone.

use super::Desk;
use crate::cli::desk::{Draft, Refusal, attempt, finish, page};
use crate::cli::{Failure, Outcome};
use crate::document::quoted;
use crate::draft::review::{agreed_already, looked, misspelt, views};
use crate::draft::{Mistake, Page, Trial, before_agreement};
use crate::model::declare::{Record as _, Stage, nearest};
use crate::model::id::is_kebab;
use crate::model::review::View;
use crate::rules::{Case, Finding, shell};

pub(super) fn run(desk: &Desk<'_>, party: &str) -> Result<Outcome, Failure> {
    let (args, context, writing) = (desk.args, desk.context, &desk.args.writing);
    let mut record = desk.record();
    let on = desk.on();
    let (plan, by, significance) = record.look(|case| {
        let plan = looked(case, args.plan.as_deref())?.id.to_owned();
        let known = known(case, party)?;
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
    page::question(&mut page, significance, Stage::Candidate, writing, context)?;
    if writing.edit {
        let form = page::form(&page, significance, Stage::Candidate);
        page::edit(&mut page, &form, context, |tried| {
            against(&Trial::of(&mut desk.record(), &[(&*tried.path, &*tried.text)]), &tried.path)
        })?;
    }
    let Some(change) = page.change() else {
        return Ok(Outcome::clean(format!("nothing changes: {path} says so already\n")));
    };
    let mut draft = Draft { changes: vec![change], ..Draft::default() };
    let mut trial = attempt(&mut record, &draft);
    let mut refusal = Refusal::default();
    for finding in against(&trial, &path) {
        let flag = finding.key.replace('_', "-");
        let help = match flag.as_str() {
            "scores" => "give points: `--scores need=4 trust=3 …`".to_owned(),
            "by" => "say who writes: `--by ROLE`".to_owned(),
            _ => finding.help,
        };
        refusal.firm.push(Mistake::new(finding.message, help));
    }
    let questions = page.table("scores").into_iter().filter(|it| !scored.contains(it));
    refusal.firm.extend(questions.filter_map(|(question, _)| misspelt(&question)));
    if !refusal.allows(false) {
        return Err(refusal.failure(false));
    }
    if writing.force.is_some() {
        return Err(Failure::new("`--force` overrides nothing here", "a view has no place for it"));
    }
    trial.all.clear();
    draft.next = record.look(|case| next(desk, case, &plan));
    finish(&desk.workspace, &draft, &trial, writing)
}

/// What speaks against a view: it has to stand alone, so all of it counts.
fn against(trial: &Trial, path: &str) -> Vec<Finding> {
    trial.against(path).cloned().collect()
}

/// The representative of a party that works in the collaboration.
fn known<'a>(case: &Case<'_, 'a>, party: &str) -> Result<Option<&'a str>, Mistake> {
    let parties = || case.dossier.working_parties(case.scene.today);
    let found = parties().find(|(id, _)| *id == party && is_kebab(id));
    found.map(|(_, party)| party.representative).ok_or_else(|| {
        let help = match nearest(party, parties().map(|(id, _)| id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = parties().map(|(id, _)| id).collect();
                format!("there are: {}", all.join(", "))
            }
        };
        Mistake::new(format!("`{party}` is no party that works in this collaboration"), help)
    })
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
