//! Who takes part in what was signed: the list of parties is signed with the text, so both change
//! together, and nobody is taken off it who has left a trace in the record.

use super::{Changed, SignedText, changes, parties_changed};
use crate::document::{Table as Tree, quoted, written};
use crate::draft::{Mistake, Page, Record, Trial};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::date::Date;
use crate::model::declare::Record as _;
use crate::model::reckon::leaving::{self, OWES};
use crate::rules::{Case, Severity, shell};
use crate::store::Change;

/// The list of the parties.
const PARTIES: &str = "party";

/// What a sign-off covers, while it is changed.
#[derive(Debug, Clone)]
pub struct Covered {
    /// The text: agreement.toml.
    pub text: Page,
    /// Who takes part: collaboration.toml, of which the parties are open.
    pub head: Page,
    /// The parties before it was changed.
    known: Vec<String>,
}

impl Covered {
    /// Both files of a collaboration as they are on disk.
    #[must_use]
    pub fn of(id: &str, text: Option<&str>, head: Option<&str>) -> Self {
        let path = |name: &str| format!("collaborations/{id}/{name}.toml");
        let head = Page::new(&path("collaboration"), Head::TABLE, head).only(&[PARTIES]);
        let known = ids(&head);
        Self { text: Page::new(&path("agreement"), Agreement::TABLE, text), head, known }
    }

    /// Whether a path leads to who takes part, and not into the text.
    #[must_use]
    pub fn is_of_head(&self, path: &str) -> bool {
        !self.text.claims(path) && self.head.claims(path)
    }

    /// The file that a path leads into. What leads nowhere is a mistake in the text.
    pub fn home(&mut self, path: &str) -> &mut Page {
        if self.is_of_head(path) { &mut self.head } else { &mut self.text }
    }

    /// What changes on disk. Who takes part comes first: a text may name a new party.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        [&self.head, &self.text].into_iter().filter_map(Page::change).collect()
    }

    /// A record as if both were written.
    #[must_use]
    pub fn within(&self, record: &Record) -> Record {
        let mut record = record.clone();
        for change in self.changes() {
            record.put(&change.path, &change.after);
        }
        record
    }

    /// What differs from what was signed: the parties, and the promises.
    #[must_use]
    pub fn differ(&self, signed: &SignedText) -> Vec<Changed> {
        let before = match &signed.head {
            Some(text) => Page::new(&self.head.path, Head::TABLE, Some(text)),
            None => self.head.as_it_was(),
        };
        let parties = before.look(|before| self.head.look(|now| parties_changed(before, now)));
        let old = Page::new(&self.text.path, Agreement::TABLE, Some(&signed.text));
        let promises = old.look(|old| self.text.look(|new| changes(old, new)));
        parties.into_iter().chain(promises).collect()
    }

    /// Takes out again what an amendment that was begun has added to the list of parties already,
    /// so that the same line adds it once more.
    ///
    /// # Errors
    ///
    /// When the file is damaged.
    pub fn before_it_joined(&mut self, begun: &[Changed]) -> Result<(), Mistake> {
        self.without_joined(begun)?;
        self.known = ids(&self.head);
        Ok(())
    }

    /// Takes out for good what an amendment that is taken back has added to the list of parties.
    ///
    /// # Errors
    ///
    /// When the file is damaged.
    pub fn without_joined(&mut self, begun: &[Changed]) -> Result<(), Mistake> {
        let there = ids(&self.head);
        let joins = |it: &&Changed| it.field.is_none() && it.was.is_none() && it.now.is_some();
        for change in begun.iter().filter(joins).filter(|it| there.contains(&it.item)) {
            self.head.unset(&format!("{PARTIES}.{}", change.item))?;
        }
        Ok(())
    }

    /// The parties that join by it.
    #[must_use]
    pub fn joining(&self) -> Vec<String> {
        ids(&self.head).into_iter().filter(|id| !self.known.contains(id)).collect()
    }

    /// Fills in the day on which a party joins, where nothing else is said: what was agreed before
    /// that day is not its own. Says so.
    ///
    /// # Errors
    ///
    /// When the file cannot be changed.
    pub fn join(&mut self, on: Date) -> Result<Vec<String>, Mistake> {
        let mut filled = Vec::new();
        for id in self.joining() {
            if self.of_party(&id, "joined_on").is_none() {
                let path = format!("{PARTIES}.{id}.joined_on");
                self.head.set(&format!("{path}={on}"))?;
                filled.push(format!("filled in: {path} = {on}"));
            }
        }
        Ok(filled)
    }

    /// That a party would be taken off the list, or called by another name, of which the log tells.
    #[must_use]
    pub fn taken_out(&self, record: &Record) -> Option<Mistake> {
        let stay = ids(&self.head);
        let gone = self.known.iter().filter(|id| !stay.contains(id));
        let mut told = gone.filter(|id| record.look(|case| is_told_of(case, id)));
        let id = told.next()?;
        Some(Mistake::new(
            format!("the log tells of `{id}`, so it is not taken out: what it did stays on record"),
            format!(
                "say when it leaves: `--set {}`",
                shell(&format!("{PARTIES}.{id}.left_on=DATE"))
            ),
        ))
    }

    /// The parties that leave by it, each with the day.
    #[must_use]
    pub fn leaving(&self) -> Vec<(String, Date)> {
        let was = Self { head: self.head.as_it_was(), ..self.clone() };
        let day = |of: &Self, id: &str| of.of_party(id, "left_on");
        let ids = ids(&self.head).into_iter();
        let left = ids.filter(|id| day(self, id).is_some() && day(self, id) != day(&was, id));
        left.filter_map(|id| Some((day(self, &id)?.parse().ok()?, id)))
            .map(|(on, id)| (id, on))
            .collect()
    }

    /// What a key of a party holds, as TOML text.
    fn of_party(&self, id: &str, key: &str) -> Option<String> {
        let is_it = |(known, value): &(String, String)| known == "id" && *value == quoted(id);
        let item = self.head.items(PARTIES).into_iter().find(|item| item.iter().any(is_it))?;
        item.into_iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}

/// The ids of the parties.
fn ids(head: &Page) -> Vec<String> {
    head.look(|root| {
        let items = root.get(PARTIES).and_then(|value| value.get_ref().as_array());
        let items = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
        let id = |item: &Tree<'_>| Some(item.get("id")?.get_ref().as_str()?.to_owned());
        items.filter_map(id).collect()
    })
}

/// Whether an entry of the log names a party. That an amendment lists it is no more than that it was
/// to join.
fn is_told_of(case: &Case<'_, '_>, party: &str) -> bool {
    let name = quoted(party);
    let amends = |path: &str| {
        case.dossier.amendments().any(|(event, _)| path.ends_with(&format!("/{}.toml", event.id)))
    };
    case.dossier.sources.iter().zip(case.dossier.documents).any(|(source, document)| {
        let is_entry = source.path.contains("/log/") && !amends(&source.path);
        is_entry && document.root().iter().any(|(_, value)| written(value).contains(&name))
    })
}

/// What a party that leaves, or has left, would by a change still have to do after it.
#[must_use]
pub fn left_open(record: &Record, amended: &Record) -> Vec<Mistake> {
    let open = |record: &Record| -> Vec<(String, Date, String)> {
        record.look(|case| {
            let open = leaving::left_open(case.dossier, case.reckoning).into_iter();
            open.map(|it| (it.party.to_owned(), it.left, it.id.to_owned())).collect()
        })
    };
    let before = open(record);
    let mut anew = open(amended);
    anew.retain(|one| !before.contains(one));
    let mut parties: Vec<(&str, Date)> = Vec::new();
    for (party, left, _) in &anew {
        if !parties.contains(&(party, *left)) {
            parties.push((party, *left));
        }
    }
    let of = |(party, left): (&str, Date)| {
        let own = anew.iter().filter(|(whose, _, _)| whose == party);
        let open: Vec<&str> = own.map(|(_, _, id)| &**id).collect();
        let first = open[0];
        Mistake::new(
            format!("`{party}` leaves on {left}, and {OWES} {}", open.join(", ")),
            format!(
                "give it to another: `--set {first}.party=… --set {first}.owner=…`; or take it \
                 out: `--unset {first}`"
            ),
        )
    };
    parties.into_iter().map(of).collect()
}

/// What is asked of a party that joins and stands in no file that is signed: what it gains and
/// gives. Each with the line that puts it there, where there is one.
#[must_use]
pub fn asked_of(record: &Record, covered: &Covered) -> Vec<String> {
    let joining = covered.joining();
    let changes = covered.changes();
    let texts: Vec<(&str, &str)> = changes.iter().map(|it| (&*it.path, &*it.after)).collect();
    let trial = Trial::of(&mut record.clone(), &texts);
    let asked = trial.new.iter().filter(|it| {
        it.severity > Severity::Advice
            && it.file.ends_with("/evaluation.toml")
            && joining.contains(&it.subject)
    });
    let told = asked.map(|it| {
        let line = it.remedy.as_ref().and_then(|remedy| remedy.command.clone());
        line.unwrap_or_else(|| format!("{}: {}", it.message, it.help))
    });
    told.collect()
}
