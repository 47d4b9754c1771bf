//! A file that all collaborations share, settings or a page of the network, by the same three ways
//! as any other: keys on the line, questions, the editor.

use super::interview::{LEGEND, interview};
use super::page::{self, Changes};
use super::{Draft, Refusal, Writing, attempt, finish};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, Known, Mistake, Page, Record, Trial};
use crate::model::declare::{Significance, Stage};
use crate::render::visible;
use crate::rules::{self, Finding, shell};
use crate::store::{self, Workspace};

/// What is filled in, and by whom.
pub(in crate::cli) struct Shared<'s> {
    pub(in crate::cli) workspace: &'s Workspace,
    pub(in crate::cli) changes: &'s Changes,
    pub(in crate::cli) writing: &'s Writing,
    pub(in crate::cli) context: &'s Context,
    /// Whether somebody is asked for what is missing, where nothing else is given.
    pub(in crate::cli) asks: bool,
}

impl Shared<'_> {
    /// Fills in a file and writes it. Nothing where nothing was changed.
    ///
    /// # Errors
    ///
    /// When what was given does not fit, or the form of the file would be wrong.
    pub(in crate::cli) fn fill(&self, mut page: Page) -> Result<Option<Outcome>, Failure> {
        if let Some(why) = &self.writing.force {
            return Err(Failure::new(
                format!("`--force \"{why}\"` overrides nothing here"),
                "this file has no place for a reason; nothing but its form is held against it",
            ));
        }
        self.changes.apply(&mut page)?;
        let answered = self.asks && self.changes.is_empty() && self.writing.may_ask(self.context);
        if self.writing.edit {
            let form = draft::sheet(&page.path, &page, KNOWN);
            let before = page.text.clone();
            page::edit(&mut page, &form, self.context, |tried| self.wrong(tried, true))?;
            if page.text == draft::cleaned(&form) {
                page.text = before;
            }
        } else if answered {
            let look = |tried: &Page| self.wrong(tried, false);
            // What an item that is there lacks is asked for before anything new is.
            let nothing = |_: &str, _: &str| String::new();
            page::question_items(
                &mut page,
                KNOWN.significance,
                nothing,
                self.writing,
                self.context,
            )?;
            interview(&mut page, KNOWN, LEGEND, self.context, look)?;
        }
        let (mut draft, trial) = loop {
            let Some(change) = page.change() else { return Ok(None) };
            let draft = Draft { changes: vec![change], answered, ..Draft::default() };
            let today = self.writing.today(self.context);
            let trial = attempt(&mut Record::of_network(self.workspace, today), &draft);
            let mut refusal = Refusal::default();
            refusal.add(&trial, &draft.changes, &[]);
            refusal.firm.extend(self.unnamed(&page, &draft, &trial));
            // What is only wanted is told as the next thing to do.
            refusal.soft.clear();
            if refusal.allows(false) {
                break (draft, trial);
            }
            let failure = refusal.failure(false);
            if !answered {
                return Err(failure);
            }
            self.ask_again(&mut page, &trial, failure)?;
        };
        draft.next = match self.nobody_is_ours(&page) {
            Some(stem) => format!("comity settings --set our_organisation={}", shell(&stem)),
            None => "commit it, so that the others see it".to_owned(),
        };
        finish(self.workspace, &draft, &trial, self.writing).map(Some)
    }

    /// Asks once more for what is refused, and for nothing else.
    ///
    /// # Errors
    ///
    /// When the person leaves it: then the failure says where the answers are kept.
    fn ask_again(&self, page: &mut Page, trial: &Trial, failure: Failure) -> Result<(), Failure> {
        let refused = |key: &&str| trial.against(&page.path).any(|it| it.key == *key);
        let keys: Vec<&'static str> = page.open_keys().filter(refused).collect();
        let told = failure.clone().outcome().stderr;
        let ask = format!("\n{told}Enter asks for it again, `.` leaves it.\nagain: ");
        let line = self.context.person.ask(&visible(&ask));
        if keys.is_empty() || line.is_none_or(|line| line.trim() == ".") {
            return Err(self.kept(page, failure));
        }
        for key in &keys {
            if page.entries().iter().any(|(it, _)| it == key) {
                page.unset(key)?;
            }
        }
        let known = Known { order: &keys, alone: true, ..KNOWN };
        let before = page.clone();
        let asked = interview(page, known, "", self.context, |tried| self.wrong(tried, false));
        asked.map_err(|_| self.kept(&before, failure)).map(|_| ())
    }

    /// A failure with where the answers are kept.
    fn kept(&self, page: &Page, mut failure: Failure) -> Failure {
        if let Ok(path) = store::scratch(&self.context.scratch, &page.path, &page.text) {
            let kept = format!("your answers are kept in {}", path.display());
            let parts = [std::mem::take(&mut failure.help), kept];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            failure.help = parts.join("; ");
        }
        failure
    }

    /// Contacts that would be known no more under the name by which other files call them.
    fn unnamed(&self, page: &Page, draft: &Draft, trial: &Trial) -> Vec<Mistake> {
        let there = names(page);
        let mut gone = names(&page.as_it_was());
        gone.retain(|id| !there.contains(id));
        if gone.is_empty() {
            return Vec::new();
        }
        let today = self.writing.today(self.context);
        let (ids, _) = self.workspace.collaborations();
        let each =
            ids.iter().map(|id| attempt(&mut Record::read(self.workspace, id, today), draft));
        let each: Vec<Trial> = each.collect();
        let found = || each.iter().chain([trial]).flat_map(|it| &it.new);
        let of = |id: String| {
            let said = format!("`{id}`");
            let mut places: Vec<String> = found()
                .filter(|it| it.rule == "reference-unresolved" && it.file != page.path)
                .filter(|it| it.message.contains(&said))
                .map(|it| format!("{}:{}", it.file, it.line))
                .collect();
            places.sort();
            places.dedup();
            (!places.is_empty()).then(|| {
                let (shown, rest) = places.split_at(places.len().min(5));
                let more = match rest.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                Mistake::new(
                    format!("`{id}` is the name by which other files call this contact"),
                    format!("leave it, or mend them first: {}{more}", shown.join(", ")),
                )
            })
        };
        gone.into_iter().filter_map(of).collect()
    }

    /// The organisation of a page that calls it ours, where the settings name none.
    fn nobody_is_ours(&self, page: &Page) -> Option<String> {
        let is_ours = page.entries().iter().any(|(key, value)| key == "ours" && value == "true");
        let stem = page.path.strip_prefix("network/")?.strip_suffix(".toml").filter(|_| is_ours)?;
        let record = Record::of_network(self.workspace, self.writing.today(self.context));
        let is_named = record.look(|case| {
            let frame = &case.scene.frame;
            let named = frame.settings.our_organisation;
            named.is_some_and(|named| frame.organisation(named).is_some())
        });
        (!is_named).then(|| stem.to_owned())
    }

    /// What is wrong with the form of a file; `whole` says whether that something is missing is
    /// wrong already.
    fn wrong(&self, page: &Page, whole: bool) -> Vec<Finding> {
        let today = self.writing.today(self.context);
        let mut record = Record::of_network(self.workspace, today);
        let trial = Trial::of(&mut record, &[(&*page.path, &*page.text)]);
        let is_form = |it: &&Finding| {
            rules::group_of(it.rule) == Some("structure")
                && (whole || it.key.contains('[') || !it.missing)
        };
        trial.against(&page.path).filter(is_form).cloned().collect()
    }
}

/// The names of the contacts of a page.
fn names(page: &Page) -> Vec<String> {
    let contacts = page.items("contact").into_iter().flatten();
    contacts.filter(|(key, _)| key == "id").map(|(_, id)| draft::unquoted(&id)).collect()
}

/// What is known before it is asked for.
const KNOWN: Known<'_> = Known {
    significance: Significance::Moderate,
    stage: Stage::Candidate,
    parties: &[],
    items: &[],
    order: &[],
    alone: false,
    wanted: &[],
};
