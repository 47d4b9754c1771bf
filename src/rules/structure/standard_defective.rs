//! A standard of the team's own that names what does not exist, or a choice of standards that does.

use crate::document::Spot;
use crate::model::criteria::{CriterionPage, StandardPage};
use crate::model::declare::nearest;
use crate::rules::{Check, Files, Findings, Problem, Rule, all, find};
use crate::standard::{self, Path};

pub(super) static RULE: Rule =
    Rule { name: "standard-defective", guards: true, check: Check::Files(check), ..Rule::BASE };

fn check(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    let frame = &files.scene.frame;
    let chosen = &frame.settings.standards;
    if files.dossier.is_some() || frame.standards.is_empty() && chosen.is_empty() {
        return;
    }
    let own = |word: &str| {
        frame.standards.iter().any(|(name, page)| *name == word || page.id == Some(word))
    };
    let ours = standard::all();
    for (at, word) in chosen.iter().enumerate() {
        if own(word) || ours.iter().any(|it| it.name == *word || it.id == *word) {
            continue;
        }
        let names = ours.iter().map(|it| it.name.as_str());
        let names = names.chain(frame.standards.iter().map(|(name, _)| *name));
        let help = nearest(word, names).map_or_else(
            || "name one that `comity standard list` lists".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        findings.add(
            Problem::at(frame.settings.at.item("standards", at), *word)
                .says(format!("`{word}` is no standard"))
                .help(help),
        );
    }
    for (name, page) in &frame.standards {
        standard(name, page, findings);
    }
}

fn standard(name: &str, page: &StandardPage<'_>, findings: &mut Findings<'_>) {
    let taken = |it: &&standard::Standard| it.name == name || Some(&*it.id) == page.id;
    if let Some(ours) = standard::all().iter().find(taken) {
        findings.add(
            Problem::at(page.at.key("id"), name)
                .says(format!("`{}` ({}) comes with comity already", ours.id, ours.name))
                .help("give the file another name, and the standard another id"),
        );
    }
    let mut seen: Vec<&str> = Vec::with_capacity(page.criterion.len());
    for criterion in &page.criterion {
        let Some(reference) = criterion.ref_ else { continue };
        seen.push(reference);
        let begins = page.id.is_none_or(|id| {
            reference.strip_prefix(id).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1)
        });
        if !begins {
            let id = page.id.unwrap_or_default();
            findings.add(
                Problem::at(criterion.at.key("ref"), reference)
                    .says(format!("`{reference}` does not begin with `{id}.`"))
                    .help(format!(
                        "write `{id}.` and a number, so that nobody takes it for another"
                    )),
            );
        }
        self::criterion(reference, criterion, page, findings);
    }
    seen.sort_unstable();
    let mut told = "";
    for pair in seen.windows(2).filter(|pair| pair[0] == pair[1]) {
        if told == pair[0] {
            continue;
        }
        told = pair[0];
        let second = page.criterion.iter().filter(|it| it.ref_ == Some(told)).nth(1);
        let spot = second.map_or(page.at.here(), |it| it.at.key("ref"));
        findings.add(
            Problem::at(spot, told)
                .says(format!("two criteria are called `{told}`"))
                .help("give one of them another number"),
        );
    }
}

fn criterion<'a>(
    reference: &str,
    criterion: &CriterionPage<'a>,
    page: &StandardPage<'a>,
    findings: &mut Findings<'_>,
) {
    let mut path = |spot: Spot<'a>, text: &str| {
        for (text, wrong) in standard::alternatives(text)
            .filter_map(|text| Path::parse(text).err().map(|wrong| (text, wrong)))
        {
            findings.add(
                Problem::at(spot, reference)
                    .says(format!("`{text}` leads nowhere: {wrong}"))
                    .help("write a kind of file, `: `, and keys as the format page names them"),
            );
        }
    };
    for (key, list) in [
        ("evidence", &criterion.evidence),
        ("beside", &criterion.beside),
        ("occasion", &criterion.occasion),
    ] {
        let is_path = |text: &str| key != "occasion" || text != standard::LATE;
        for (at, text) in list.iter().enumerate().filter(|(_, text)| is_path(text)) {
            path(criterion.at.item(key, at), text);
        }
    }
    if let Some(text) = criterion.unless {
        path(criterion.at.key("unless"), text);
    }
    for (at, name) in criterion.rules.iter().enumerate().filter(|(_, name)| find(name).is_none()) {
        let help = nearest(name, all().map(|rule| rule.name)).map_or_else(
            || "name a rule as findings name it".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        findings.add(
            Problem::at(criterion.at.item("rules", at), reference)
                .says(format!("`{name}` is no rule"))
                .help(help),
        );
    }
    let known = |same: &str| {
        standard::criterion(same).is_some_and(|it| it.reference == same)
            || page.criterion.iter().any(|it| it.ref_ == Some(same) && same != reference)
    };
    if let Some(same) = criterion.same_as.filter(|same| !known(same)) {
        findings.add(
            Problem::at(criterion.at.key("same_as"), reference)
                .says(format!("`{same}` is no criterion that is known here"))
                .help("name one of comity's, or another one of this file"),
        );
    }
}
