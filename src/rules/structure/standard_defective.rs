//! A standard of the team's own that names what does not exist, or a choice of standards that does.

use crate::document::Spot;
use crate::model::criteria::{CriterionPage, StandardPage};
use crate::model::declare::nearest;
use crate::model::frame::Frame;
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
    for Flaw { spot, subject, says, help, .. } in flaws(frame) {
        findings.add(Problem::at(spot, subject).says(says).help(help));
    }
}

/// What is wrong with a standard of the team's own, or with one of its criteria.
#[derive(Debug)]
pub struct Flaw<'a> {
    /// The criterion; nothing where it is the standard as a whole.
    pub criterion: Option<&'a str>,
    /// Where it is.
    pub spot: Spot<'a>,
    /// What is wrong.
    pub says: String,
    /// The way out, in a sentence.
    pub help: String,
    subject: String,
}

/// What is wrong with the team's own standards, whatever the level of the rule.
pub(crate) fn flaws<'a>(frame: &Frame<'a>) -> Vec<Flaw<'a>> {
    let mut flaws = Flaws { all: Vec::new() };
    for (at, (name, page)) in frame.standards.iter().enumerate() {
        standard(name, page, &mut flaws);
        let before =
            frame.standards[..at].iter().find(|(_, it)| page.id.is_some() && it.id == page.id);
        if let Some((other, _)) = before {
            flaws
                .add(
                    None,
                    page.at.key("id"),
                    name,
                    format!("`{}` is the id of `{other}` already", page.id.unwrap_or_default()),
                )
                .help("give one of the two another id, and its criteria other numbers");
        }
    }
    flaws.all
}

/// Those of one standard, as they are found.
struct Flaws<'a> {
    all: Vec<Flaw<'a>>,
}

impl<'a> Flaws<'a> {
    fn add(
        &mut self,
        criterion: Option<&'a str>,
        spot: Spot<'a>,
        subject: &str,
        says: String,
    ) -> &mut Flaw<'a> {
        let subject = subject.to_owned();
        self.all.push(Flaw { criterion, spot, says, help: String::new(), subject });
        let at = self.all.len() - 1;
        &mut self.all[at]
    }
}

impl Flaw<'_> {
    fn help(&mut self, help: impl Into<String>) {
        self.help = help.into();
    }
}

fn standard<'a>(name: &'a str, page: &StandardPage<'a>, flaws: &mut Flaws<'a>) {
    let taken = |it: &&standard::Standard| it.name == name || Some(&*it.id) == page.id;
    if let Some(ours) = standard::all().iter().find(taken) {
        let says = format!("`{}` ({}) comes with comity already", ours.id, ours.name);
        flaws
            .add(None, page.at.key("id"), name, says)
            .help("give the file another name, and the standard another id");
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
            let says = format!("`{reference}` does not begin with `{id}.`");
            flaws
                .add(Some(reference), criterion.at.key("ref"), reference, says)
                .help(format!("write `{id}.` and a number, so that nobody takes it for another"));
        }
        self::criterion(reference, criterion, page, flaws);
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
        flaws
            .add(Some(told), spot, told, format!("two criteria are called `{told}`"))
            .help("give one of them another number");
    }
}

fn criterion<'a>(
    reference: &'a str,
    criterion: &CriterionPage<'a>,
    page: &StandardPage<'a>,
    flaws: &mut Flaws<'a>,
) {
    let mut path = |spot: Spot<'a>, text: &str| {
        for (text, wrong) in standard::alternatives(text)
            .filter_map(|text| Path::parse(text).err().map(|wrong| (text, wrong)))
        {
            let says = format!("`{text}` leads nowhere: {wrong}");
            flaws
                .add(Some(reference), spot, reference, says)
                .help("write a kind of file, `: `, and keys as the format page names them");
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
        let spot = criterion.at.item("rules", at);
        flaws.add(Some(reference), spot, reference, format!("`{name}` is no rule")).help(help);
    }
    if let Some(says) = criterion.same_as.and_then(|same| same_as(reference, same, criterion, page))
    {
        flaws
            .add(Some(reference), criterion.at.key("same_as"), reference, says)
            .help("name one of comity's, or another one of this file, that has evidence");
    }
}

/// What is wrong with the criterion that another is said to be the same as: nobody knows it, or what
/// it evidences leads back to the first.
fn same_as(
    reference: &str,
    same: &str,
    criterion: &CriterionPage<'_>,
    page: &StandardPage<'_>,
) -> Option<String> {
    let ours = |same: &str| standard::criterion(same).is_some_and(|it| it.reference == same);
    let here = |same: &str| page.criterion.iter().find(|it| it.ref_ == Some(same));
    if same == reference || !ours(same) && here(same).is_none() {
        return Some(format!("`{same}` is no criterion that is known here"));
    }
    let mut seen = vec![reference];
    let mut next = Some((same, criterion));
    while let Some((same, from)) = next {
        if !from.evidence.is_empty() || ours(same) {
            return None;
        }
        if seen.contains(&same) {
            return Some(format!(
                "what `{reference}` is the same as leads in a circle, and has no evidence"
            ));
        }
        seen.push(same);
        next = here(same).and_then(|it| Some((it.same_as?, it)));
    }
    None
}
