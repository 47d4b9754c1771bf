//! The text in force on a day: the one on file, back through the amendments that were not in force
//! yet. What a pending amendment takes out or puts off is still owed, and what it adds is not yet.
//!
//! What is owed goes by this text; what is said of the text on file, such as what it lacks or who has
//! signed it, goes by that one.

use super::signoff::Signoffs;
use crate::document::{Table as Tree, Value};
use crate::model::agreement::{Action, Agreement, Reporting, ReviewPlan, ServiceLevel, Term};
use crate::model::date::Date;
use crate::model::declare::{FaultKind, Field, Fields, Record as _, Shape, Walk, set_back};
use crate::model::digest::meaning;
use crate::model::dossier::Dossier;
use crate::model::event::{Amendment, ChangedField, Event};

/// Each amendment, newest version first, with the day it came or comes into force; none while not
/// every party has signed it. A later one that is in force brings those before it along.
#[must_use]
pub fn since<'d, 'a>(
    dossier: &'d Dossier<'a>,
) -> Vec<(Option<Date>, &'d Event<'a>, &'d Amendment<'a>)> {
    let mut amendments: Vec<_> = dossier
        .amendments()
        .filter_map(|(event, own)| Some((own.to_version?.0, event, own)))
        .collect();
    // Of one version the newest counts last, as they come in the order in which they count.
    amendments.sort_by_key(|(version, ..)| *version);
    let mut holds_from: Option<Date> = None;
    let dated = amendments.into_iter().rev().map(|(version, event, own)| {
        let signed = own.effective_on.and_then(|_| Signoffs::agreed_on(dossier, version));
        let day = signed.zip(own.effective_on).map(|(signed, effective)| signed.max(effective));
        holds_from = day.into_iter().chain(holds_from).min();
        (holds_from, event, own)
    });
    dated.collect()
}

/// The text in force on a day, where it is not the one on file. What stays keeps its order; what is
/// to be taken out comes last.
#[must_use]
pub fn text<'a>(dossier: &Dossier<'a>, today: Date) -> Option<Agreement<'a>> {
    let pending: Vec<_> = since(dossier)
        .into_iter()
        .filter(|(since, ..)| since.is_none_or(|day| day > today))
        .collect();
    if pending.is_empty() {
        return None;
    }
    let mut text = dossier.agreement.clone()?;
    for (_, event, own) in pending {
        for change in own.changes.iter().rev() {
            undo(&mut text, change, &mut Walk::over(event.at().file));
        }
    }
    Some(text)
}

/// Takes one change back. An item goes before a table of that name, as a table is no duty.
fn undo<'a>(text: &mut Agreement<'a>, change: &ChangedField<'a>, walk: &mut Walk<'a>) {
    let Some(item) = change.item else { return };
    let (was, now) = (change.at.value("was"), change.at.value("now"));
    let Some(field) = change.field else {
        let is_out = now.is_some_and(|now| is_table(now) && take_out(text, item, now));
        if let Some(was) = was.filter(|was| is_table(was)) {
            put_back(text, change, item, was, walk);
        } else if !is_out && now.is_some_and(is_table) && is_own_table(item) {
            set_back(text, item, None, walk);
        }
        return;
    };
    let known = lists().find_map(|list| Some((list, position(text, list, item)?)));
    let of_item = known.is_some_and(|(list, at)| {
        let items = text.field(list).map(|(_, list)| list.tables());
        let item = items.and_then(|items| items.into_iter().nth(at));
        item.is_some_and(|item| set_back(item, field, was, walk))
    });
    if of_item {
        return;
    }
    if item == "agreement" {
        set_back(text, field, was, walk);
    } else if is_own_table(item) {
        set_back(text, &format!("{item}.{field}"), was, walk);
    }
}

/// Takes out the item that an amendment brings; false where there is none.
fn take_out(text: &mut Agreement<'_>, item: &str, now: &Value<'_>) -> bool {
    let named = lists().find_map(|list| Some((list, position(text, list, item)?)));
    // Items without an id stand under the name of their list.
    let found = named.or_else(|| Some((list_named(item)?, twin(text, item, now)?)));
    let Some((list, at)) = found else { return false };
    remove(text, list, at);
    true
}

/// Puts back what an amendment takes out, unless it is there.
fn put_back<'a>(
    text: &mut Agreement<'a>,
    change: &ChangedField<'a>,
    item: &'a str,
    was: &'a Value<'a>,
    walk: &mut Walk<'a>,
) {
    if was.get_ref().as_table().is_none_or(|was| was.get("id").is_none()) {
        if is_own_table(item) {
            set_back(text, item, Some(was), walk);
            return;
        }
        if let Some(list) = list_named(item) {
            if twin(text, list, was).is_none() {
                push(text, list, was, walk);
            }
            return;
        }
    }
    if lists().any(|list| position(text, list, item).is_some()) {
        return;
    }
    let Some(list) = list_of(change) else { return };
    push(text, list, was, walk);
    // By hand the id may have been left to `item`.
    let items = text.field(list).map(|(_, list)| list.tables());
    if let Some(last) = items.and_then(|mut items| items.pop()) {
        set_back(last, "id", change.at.value("item"), walk);
    }
}

/// Which list an item stood in that an amendment takes out. Where the amendment does not say: the
/// one whose declaration it fits best, by the keys that are none of it, and then by those that it
/// lacks.
#[must_use]
pub fn list_of(change: &ChangedField<'_>) -> Option<&'static str> {
    let was = change.at.value("was").filter(|was| is_table(was))?;
    if let Some(said) = change.list.and_then(list_named) {
        return Some(said);
    }
    let mut scratch = Agreement::default();
    let fits = lists().filter_map(|list| {
        let mut walk = Walk::default();
        let (_, items) = scratch.field(list)?;
        items.push(was, &mut walk);
        let faults = walk.faults.iter();
        let strange = faults.filter(|it| !matches!(it.kind, FaultKind::Placeholder { .. })).count();
        let read = items.tables().pop()?;
        let filled = read.place_mut().filled;
        let fields = read.table().fields.iter().enumerate();
        let lacks =
            |(at, field): &(usize, &Field)| field.required.is_some() && filled & (1 << at) == 0;
        let named = read.table().field("id").is_some();
        named.then(|| (strange, fields.filter(lacks).count(), list))
    });
    fits.min_by_key(|(strange, lacks, _)| (*strange, *lacks)).map(|(.., list)| list)
}

/// The lists of tables that an agreement has.
fn lists() -> impl Iterator<Item = &'static str> {
    let is_list = |field: &&Field| matches!(field.shape, Shape::List(Shape::Table(_)));
    Agreement::TABLE.fields.iter().filter(is_list).map(|field| field.key)
}

fn list_named(name: &str) -> Option<&'static str> {
    lists().find(|list| *list == name)
}

/// Whether an agreement has one table of that name.
fn is_own_table(key: &str) -> bool {
    Agreement::TABLE.field(key).is_some_and(|field| matches!(field.shape, Shape::Table(_)))
}

fn is_table(value: &Value<'_>) -> bool {
    value.get_ref().is_table()
}

/// Where an item stands in a list.
fn position(text: &mut Agreement<'_>, list: &str, id: &str) -> Option<usize> {
    let (_, items) = text.field(list)?;
    items.tables().into_iter().position(|item| item.place_mut().text("id") == Some(id))
}

/// Where an item that says the same stands in a list.
fn twin(text: &mut Agreement<'_>, list: &str, item: &Value<'_>) -> Option<usize> {
    let wanted = item.get_ref().as_table()?;
    let (_, items) = text.field(list)?;
    let says_so = |item: &mut (dyn Fields<'_> + '_)| {
        item.place_mut().table.is_some_and(|tree| says_the_same(tree, wanted))
    };
    items.tables().into_iter().position(says_so)
}

fn says_the_same(one: &Tree<'_>, other: &Tree<'_>) -> bool {
    let said = |value: &Value<'_>| meaning(value.get_ref(), None);
    one.len() == other.len()
        && one.iter().all(|(key, value)| other.get(key.get_ref()).map(said) == Some(said(value)))
}

fn push<'a>(text: &mut Agreement<'a>, list: &str, item: &'a Value<'a>, walk: &mut Walk<'a>) {
    let Some((index, items)) = text.field(list) else { return };
    items.push(item, walk);
    text.at.filled |= 1 << index;
}

fn remove(text: &mut Agreement<'_>, list: &str, at: usize) {
    let Some((index, items)) = text.field(list) else { return };
    items.remove(at);
    if items.tables().is_empty() {
        text.at.filled &= !(1 << index);
    }
}

impl<'a> Dossier<'a> {
    /// The actions of the text on file, in force or not.
    #[must_use]
    pub fn actions_on_file(&self) -> &[Action<'a>] {
        self.agreement.as_ref().map_or(&[], |agreement| &agreement.action)
    }

    /// The table of an item that is in force, and no longer on file.
    pub(in crate::model) fn taken_out(&self, id: &str) -> Option<Option<&'a Tree<'a>>> {
        let text = self.in_force().filter(|_| self.is_amending() && self.items(id).is_empty())?;
        let mut found = None;
        text.visit(&mut |_, place| {
            if place.text("id") == Some(id) {
                found = Some(place.table);
            }
        });
        found
    }

    /// The term in force.
    #[must_use]
    pub fn term(&self) -> Option<&Term<'a>> {
        self.in_force()?.term.as_ref()
    }

    /// The actions of the text in force.
    #[must_use]
    pub fn actions(&self) -> &[Action<'a>] {
        self.in_force().map_or(&[], |text| &text.action)
    }

    /// The planned reviews of the text in force.
    #[must_use]
    pub fn review_plans(&self) -> &[ReviewPlan<'a>] {
        self.in_force().map_or(&[], |text| &text.review_plan)
    }

    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&Action<'a>> {
        self.actions().iter().find(|action| action.id == Some(id))
    }

    /// The reporting arrangement in force with this id.
    #[must_use]
    pub fn arrangement(&self, id: &str) -> Option<&Reporting<'a>> {
        self.in_force()?.reporting.iter().find(|item| item.id == Some(id))
    }

    /// The level of service in force with this id.
    #[must_use]
    pub fn service_level(&self, id: &str) -> Option<&ServiceLevel<'a>> {
        self.in_force()?.service_level.iter().find(|item| item.id == Some(id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use crate::document::{Document, Source};
    use crate::model::agreement::Agreement;
    use crate::model::declare::{Record as _, Walk, read_record};

    /// An old text, the text that an amendment makes of it, and its list of changes.
    const OLD: &str = "version = 1\ntitle = 'Old'\nterm = { effective_on = 2025-01-06, ends_on = 2026-12-31 }\n\
         exit = { notice_days = 90 }\n\
         action = [{ id = 'act', party = 'a', owner = 'Clerk', due = 2025-05-01 }]\n\
         benefit = [{ id = 'ben', party = 'a', statement = 'Less to do', value = '10.50' }]\n\
         information = [{ id = 'inf', from = 'a', to = ['b'], retention = { period = 'P1Y' } }]\n\
         escalation = [{ level = 1, who = ['Clerk'] }, { level = 2, who = ['Head'] }]\n\
         review_plan = [{ id = 'rev', due = 2025-11-01, kind = 'annual' }]\n";
    const NEW: &str = "version = 2\ntitle = 'New'\nterm = { effective_on = 2025-01-06 }\n\
         change = { procedure = 'In writing' }\n\
         action = [{ id = 'act', party = 'b', owner = 'Clerk', until = 2025-12-31, recurs = 'weekly' }]\n\
         cost = [{ id = 'cost', party = 'a', statement = 'Rent' }]\n\
         information = [{ id = 'inf', from = 'a', to = ['b', 'c'], retention = { period = 'P2Y' } }]\n\
         escalation = [{ level = 1, who = ['Clerk'] }, { level = 2, who = ['Mayor'] }]\n";
    const CHANGES: &str = "
        { item = 'agreement', field = 'title', was = 'Old', now = 'New' },
        { item = 'term', field = 'ends_on', was = 2026-12-31 },
        { item = 'exit', was = { notice_days = 90 } },
        { item = 'change', now = { procedure = 'In writing' } },
        { item = 'act', field = 'party', was = 'a', now = 'b' },
        { item = 'act', field = 'due', was = 2025-05-01 },
        { item = 'act', field = 'until', now = 2025-12-31 },
        { item = 'act', field = 'recurs', now = 'weekly' },
        { item = 'cost', now = { id = 'cost', party = 'a', statement = 'Rent' } },
        { item = 'ben', list = 'benefit', was = { id = 'ben', party = 'a', statement = 'Less to do', value = '10.50' } },
        { item = 'inf', field = 'to', was = ['b'], now = ['b', 'c'] },
        { item = 'inf', field = 'retention.period', was = 'P1Y', now = 'P2Y' },
        { item = 'escalation', was = { level = 2, who = ['Head'] } },
        { item = 'escalation', now = { level = 2, who = ['Mayor'] } },
        { item = 'rev', was = { id = 'rev', due = 2025-11-01, kind = 'annual' } },";

    fn amended() -> Sample {
        let event = format!(
            "kind = 'amendment'\non = 2025-03-01\nby = 'X Y'\nfrom_version = 1\nto_version = 2\n\
             effective_on = 2025-07-01\nreason = 'so'\nchanges = [{CHANGES}\n]"
        );
        Sample::new().with("agreement.toml", NEW).with("log/2025-03-01-amended.toml", event)
    }

    /// What a text says, without where; the version counts up by itself.
    fn said(text: &Agreement<'_>) -> String {
        let mut text = text.clone();
        text.version = None;
        let shown = format!("{text:?}");
        // A place is told as `Place { … }`, with nothing inside that holds a brace of its own end.
        let mut plain = String::new();
        let mut rest = &*shown;
        while let Some(at) = rest.find("at: Place {") {
            plain.push_str(&rest[..at]);
            let mut depth = 0;
            let end = rest[at..].char_indices().find_map(|(place, letter)| {
                depth += match letter {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                (depth == 0 && letter == '}').then_some(at + place + 1)
            });
            rest = &rest[end.expect("a place ends")..];
        }
        plain + rest
    }

    fn read(text: &str) -> String {
        let source = Source::new(String::new(), text.as_bytes().to_vec());
        let document = Document::parse(&source);
        let mut walk = Walk::default();
        let agreement: Agreement<'_> = read_record(document.root(), (0..0).into(), &mut walk);
        assert!(walk.faults.is_empty(), "{:?}", walk.faults);
        said(&agreement)
    }

    #[test]
    fn before_it_is_in_force_the_text_is_the_old_one_whatever_changed() {
        let signed = amended().signed(&["a", "b", "c"], 2, "2025-04-01");
        for (sample, today, wanted) in [
            (amended(), "2025-12-01", OLD),
            (amended().signed(&["a", "b"], 2, "2025-04-01"), "2025-12-01", OLD),
            (signed.clone(), "2025-06-30", OLD),
            (signed, "2025-07-01", NEW),
        ] {
            let in_force =
                sample.on(today, |dossier, _| dossier.in_force().map(said)).expect("a text");
            assert_eq!(in_force, read(wanted), "{today}");
        }
    }

    #[test]
    fn what_stands_in_it_is_known_by_its_filled_fields_too() {
        amended().on("2025-06-30", |dossier, _| {
            let text = dossier.in_force().expect("a text");
            let filled = |key: &str| {
                let at = Agreement::TABLE.fields.iter().position(|field| field.key == key);
                text.at.filled & (1 << at.expect("a field")) != 0
            };
            for key in ["exit", "benefit", "review_plan", "term"] {
                assert!(filled(key), "{key}");
            }
            for key in ["change", "cost"] {
                assert!(!filled(key), "{key}");
            }
        });
    }
}
