//! The network at a glance, and one of the files that all collaborations share as a card: what it
//! says, and what it lacks.

use crate::document::{Kind, Table as Tree, Value, written};
use crate::draft::{Page, Record};
use crate::model::date::Date;
use crate::model::declare::{Shape, Table};
use crate::model::event::Body;
use crate::rules::{Case, typed};

/// The organisations of a network.
#[derive(Debug, Clone, Default)]
pub struct NetworkReport {
    /// In the order of their ids.
    pub organisations: Vec<OrganisationLine>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct OrganisationLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Option<String>,
    /// Whether it is us, or a part of us.
    pub ours: bool,
    /// How close it is.
    pub tier: Option<&'static str>,
    /// The roles in it that we deal with.
    pub contacts: Vec<String>,
    /// The newest contact with one of them.
    pub last: Option<Date>,
}

impl NetworkReport {
    /// The network as it is on file.
    #[must_use]
    pub fn of(case: &Case<'_, '_>) -> Self {
        let frame = &case.scene.frame;
        let last = |contacts: &[String]| {
            let met = frame.events.iter().filter(|event| match &event.body {
                Body::Contact(own) => own.with.iter().any(|id| contacts.iter().any(|it| it == id)),
                _ => false,
            });
            met.filter_map(|event| event.on()).filter(|on| *on <= case.scene.today).max()
        };
        let line = |(id, page): &(&str, crate::model::network::Organisation<'_>)| {
            let ids = page.contact.iter().filter_map(|contact| contact.id);
            let contacts: Vec<String> = ids.map(str::to_owned).collect();
            OrganisationLine {
                id: (*id).to_owned(),
                name: page.name.map(str::to_owned),
                ours: page.ours == Some(true),
                tier: page.tier.map(|it| it.as_str()),
                last: last(&contacts),
                contacts,
            }
        };
        Self { organisations: frame.organisations.iter().map(line).collect() }
    }
}

/// What a file says: the way to each key as it is typed, and the value. An item of a list begins
/// with its name and no value, and its keys are indented.
type Says = Vec<(String, Option<String>)>;

/// A file as a card.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its path from the root of the workspace, with `/`.
    pub path: String,
    /// What it says: the way to each key as it is typed, and the value. An item of a list begins
    /// with its name and no value, and its keys are indented.
    pub says: Says,
    /// What it lacks or has wrong, gravest first.
    pub lacks: Vec<Lack>,
}

/// Something that a file lacks or has wrong.
#[derive(Debug, Clone)]
pub struct Lack {
    /// What.
    pub message: String,
    /// The way out.
    pub help: String,
    /// The line to type.
    pub command: String,
    /// What there is to choose from in it.
    pub notes: Vec<String>,
}

impl Card {
    /// The card of a file of the record.
    #[must_use]
    pub fn of(record: &Record, page: &Page) -> Self {
        let mut found = record.findings();
        found.retain(|finding| finding.file == page.path);
        found.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.line));
        let lacks = found.into_iter().map(|finding| Lack {
            notes: finding.remedy.as_ref().map_or_else(Vec::new, |it| typed::notes(&it.lines)),
            message: finding.message,
            help: finding.help,
            command: finding.command,
        });
        let mut says = Vec::new();
        page.look(|root| tell(root, Some(page.declared()), "", &mut says));
        Self { path: page.path.clone(), says, lacks: lacks.collect() }
    }
}

/// Tells a table key by key, in the order of its declaration; what has keys of its own comes last.
fn tell(tree: &Tree<'_>, declared: Option<&'static Table>, above: &str, says: &mut Says) {
    let is_deep = |value: &Value<'_>| match value.get_ref() {
        Kind::Table(_) => true,
        Kind::Array(items) => items.iter().any(|item| item.get_ref().is_table()),
        _ => false,
    };
    let field = |key: &str| declared.and_then(|table| table.field(key));
    let place = |key: &str| {
        let at = declared.and_then(|it| it.fields.iter().position(|field| field.key == key));
        at.unwrap_or(usize::MAX)
    };
    let mut pairs: Vec<(&str, &Value<'_>)> =
        tree.iter().map(|(key, value)| (&**key.get_ref(), value)).collect();
    pairs.sort_by_key(|(key, value)| (is_deep(value), place(key)));
    for (key, value) in pairs {
        let way = format!("{above}{key}");
        let inner = match field(key).map(|field| field.shape) {
            Some(Shape::Table(table)) => Some(table),
            Some(Shape::List(Shape::Table(table))) => Some(*table),
            _ => None,
        };
        match value.get_ref() {
            Kind::Table(tree) => tell(tree, inner, &format!("{way}."), says),
            Kind::Array(items) if is_deep(value) => {
                for (at, item) in items.iter().enumerate() {
                    let Some(tree) = item.get_ref().as_table() else { continue };
                    let id = tree.get("id").and_then(|id| id.get_ref().as_str());
                    let name = id.map_or_else(|| format!("{way}[{at}]"), str::to_owned);
                    says.push((name, None));
                    tell(tree, inner, "  ", says);
                }
            }
            // The name of an item stands above it.
            _ if key == "id" && !above.is_empty() => {}
            _ => says.push((way, Some(plain(value)))),
        }
    }
}

/// A value as one would type it.
fn plain(value: &Value<'_>) -> String {
    match value.get_ref() {
        Kind::String(text) => text.to_string(),
        Kind::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        _ => written(value),
    }
}
