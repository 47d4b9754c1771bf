//! What closes a criterion that is not met although no rule speaks: what is looked for, where it
//! would stand, and the line that writes it.

use super::judge::{self, Judged, Seen};
use super::page::{self, Page};
use super::shared::Shared;
use super::{Asked, Evidence, Gap};
use crate::model::declare::{Field, Record as _, Shape, Significance, Table, When};
use crate::model::event::{EVENT_TABLES, Envelope, EventKind};
use crate::model::frame::FileKind;
use crate::model::reckon::signoff::Held;
use crate::rules::Rule;
use crate::rules::forms::{self, Home, logs};
use crate::standard::Path;

/// What still has to be said by a person.
const OPEN: &str = "…";

/// What is in the way of a criterion that is not met, where no rule has found it.
pub(super) fn gaps(
    asked: &Asked<'_>,
    seen: &Seen<'_>,
    judged: &Judged<'_>,
    shared: &Shared<'_, '_>,
) -> Vec<Gap> {
    if let Some(gap) = judged.silent {
        return vec![gap.clone()];
    }
    if let Some(rule) = judged.off {
        return vec![off(rule, seen, shared)];
    }
    let criterion = asked.criterion;
    let hollow = seen.hollow.iter().filter_map(|(path, place)| {
        let path = criterion.evidence.get(*path)?;
        let (key, file) = in_words(path);
        let message = format!("{key} in {file} says nothing, or cannot be read");
        Some(unsaid(path, (seen, shared), Some(place), &message))
    });
    let hollow: Vec<Gap> = hollow.collect();
    if !hollow.is_empty() {
        return hollow;
    }
    let lacks = criterion.lacks(&seen.held);
    let named = |parts: &[&[usize]]| {
        let paths =
            parts.iter().flat_map(|part| *part).filter_map(|at| criterion.evidence.get(*at));
        let mut told: Vec<(&str, Vec<String>)> = Vec::new();
        for (key, file) in paths.map(in_words) {
            match told.last_mut() {
                Some((last, keys)) if *last == file => keys.push(key),
                _ => told.push((file, vec![key])),
            }
        }
        let each = told.into_iter().map(|(file, mut keys)| {
            keys.dedup();
            format!("{} in {file}", keys.join(" or "))
        });
        each.collect::<Vec<_>>().join(" or ")
    };
    let gap = |parts: &[&[usize]]| {
        let paths =
            parts.iter().flat_map(|part| *part).filter_map(|at| criterion.evidence.get(*at));
        let paths: Vec<&Path> = paths.collect();
        // What is said of the work comes before what is kept up for all of it.
        let best = paths.iter().find(|path| !is_shared(path.file)).or(paths.first())?;
        Some(unsaid(best, (seen, shared), None, &format!("nothing is on file: {}", named(parts))))
    };
    if criterion.whole {
        return lacks.iter().filter_map(|part| gap(&[part])).collect();
    }
    gap(&lacks).into_iter().collect()
}

/// What a path leads to, as one would say it: the key, of what it is a part, and where it stands.
fn in_words(path: &Path) -> (String, &'static str) {
    let keys = path.keys().collect::<Vec<_>>().join(".");
    let word = path.word().map_or_else(String::new, |word| format!(" = {word}"));
    let steps = ["event", "kind"].into_iter().filter(|key| *key != keys);
    let of = steps.filter_map(|key| path.word_at(key)).next();
    let of = of.map_or_else(String::new, |word| format!(" of `{word}`"));
    (format!("`{keys}{word}`{of}"), path.stands_in())
}

/// Whether a file is one that all collaborations share.
fn is_shared(file: FileKind) -> bool {
    matches!(file, FileKind::Settings | FileKind::Organisation | FileKind::Standard)
}

/// The line that writes more of what evidences a criterion: where a log does, an event of today.
pub(super) fn again(asked: &Asked<'_>, seen: &Seen<'_>, shared: &Shared<'_, '_>) -> Option<String> {
    let paths = &asked.criterion.evidence;
    let is_event = |path: &&Path| matches!(path.file, FileKind::Event | FileKind::NetworkEvent);
    let path = paths.iter().find(is_event).or(paths.first())?;
    Some(command(path, seen, shared))
}

/// A rule that nobody is asked for any more.
fn off(rule: &Rule, seen: &Seen<'_>, shared: &Shared<'_, '_>) -> Gap {
    let level = judge::switched_off(rule, seen.facts.significance, shared.frame);
    let place = level.and_then(|level| shared.line_of_settings(level.span));
    let (file, line) = place.unwrap_or_else(|| ("comity.toml".to_owned(), 1));
    Gap {
        rule: Some(rule.name),
        severity: None,
        message: format!("`{}` is switched off, so nobody looks", rule.name),
        help: format!(
            "take `{}` out of `[severity]`, or waive what it finds for a time",
            rule.name
        ),
        command: Some(format!("comity settings --unset severity.{}", rule.name)),
        write_to: None,
        lines: Vec::new(),
        waived: None,
        file,
        line,
    }
}

fn unsaid(
    path: &Path,
    (seen, shared): (&Seen<'_>, &Shared<'_, '_>),
    place: Option<&Evidence>,
    message: &str,
) -> Gap {
    let command = command(path, seen, shared);
    Gap {
        rule: None,
        severity: None,
        message: message.to_owned(),
        line: place.map_or(1, |place| place.line),
        file: place.map_or_else(|| file_of(path, seen), |place| place.file.0.to_string()),
        help: format!("put it on file: `{command}`"),
        command: Some(command),
        write_to: None,
        lines: Vec::new(),
        waived: None,
    }
}

/// Where it would stand.
fn file_of(path: &Path, seen: &Seen<'_>) -> String {
    let id = if seen.facts.id.is_empty() { OPEN } else { &*seen.facts.id };
    match path.file {
        FileKind::Settings => "comity.toml".to_owned(),
        FileKind::Organisation => format!("network/{OPEN}.toml"),
        FileKind::NetworkEvent => format!("network/log/{OPEN}.toml"),
        FileKind::Standard => format!("standards/{OPEN}.toml"),
        FileKind::Head => format!("collaborations/{id}/collaboration.toml"),
        FileKind::Evaluation => format!("collaborations/{id}/evaluation.toml"),
        FileKind::Agreement => format!("collaborations/{id}/agreement.toml"),
        FileKind::Event => format!("collaborations/{id}/log/{OPEN}.toml"),
        FileKind::Review => format!("collaborations/{id}/reviews/{OPEN}/review.toml"),
        FileKind::View => format!("collaborations/{id}/reviews/{OPEN}/view-{OPEN}.toml"),
    }
}

/// The line that writes something where a path leads to.
fn command(path: &Path, seen: &Seen<'_>, shared: &Shared<'_, '_>) -> String {
    let id = if seen.facts.id.is_empty() { OPEN } else { &*seen.facts.id };
    let of_network = matches!(path.file, FileKind::Organisation | FileKind::NetworkEvent);
    let page = match of_network.then(|| page::of(path, seen, shared)) {
        Some(Page::ToName(line)) => return line,
        Some(Page::Named(page)) => page,
        None => OPEN,
    };
    let home = match path.file {
        FileKind::Event | FileKind::NetworkEvent => None,
        FileKind::Standard => None,
        FileKind::Settings => Some(Home::Settings),
        FileKind::Organisation => Some(Home::Organisation(page)),
        FileKind::Head => Some(Home::Head(id)),
        FileKind::Evaluation => Some(Home::Evaluation(id)),
        FileKind::Agreement => Some(Home::Agreement(id)),
        FileKind::Review => Some(Home::Review(id, OPEN)),
        FileKind::View => Some(Home::View(id, OPEN, OPEN)),
    };
    let line = match home {
        None => event(path, if of_network { page } else { id }, seen.facts.held),
        Some(home) => home.command(seen.facts.held).map(|line| {
            let change = home.declared().and_then(|table| change(path, table));
            let mut change = change.unwrap_or_default();
            if path.file == FileKind::Head && change.starts_with(" --add party ") {
                change = page::with_us(change, seen, shared);
            }
            // Nobody decides on a draft.
            let decides = path.file == FileKind::Evaluation
                && seen.facts.is_without(path.file)
                && seen.facts.significance > Significance::Minor;
            if decides && change.starts_with(" --set decision.outcome=") {
                change.push_str(" --set status=final");
            }
            // No collaboration is opened without a title.
            let is_new = path.file == FileKind::Head && !seen.facts.files.contains(&path.file);
            let titled = !is_new || change.starts_with(" --set title=") || id == OPEN;
            let title = if titled { "" } else { " --title \"…\"" };
            forms::once(format!("{line}{title}{change}"))
        }),
    };
    line.unwrap_or_else(|| forms::opens(&file_of(path, seen)))
}

/// The change to a file: a key that is set, or an item that is added.
fn change(path: &Path, table: &'static Table) -> Option<String> {
    let keys: Vec<&str> = path.keys().collect();
    let (first, rest) = keys.split_first()?;
    let word = |key: &str| match path.word() {
        Some(word) if keys.last() == Some(&key) => word.to_owned(),
        _ => OPEN.to_owned(),
    };
    match (table.field(first)?.shape, rest) {
        (Shape::List(Shape::Table(inner)), _) => {
            let mut line = format!(" --add {first}");
            for field in inner.fields.iter().filter(|it| is_asked(it, rest.first().copied())) {
                line.push_str(&format!(" {}={}", field.key, word(field.key)));
            }
            Some(line)
        }
        (Shape::Table(inner), []) => {
            let field =
                inner.fields.iter().find(|it| is_asked(it, None)).or(inner.fields.first())?;
            Some(format!(" --set {first}.{}={OPEN}", field.key))
        }
        _ => Some(format!(" --set {}={}", keys.join("."), word(keys.last()?))),
    }
}

/// Whether a new item says it: what it cannot be without, and what is looked for.
fn is_asked(field: &Field, wanted: Option<&str>) -> bool {
    let flat = !matches!(field.shape, Shape::Table(_) | Shape::List(Shape::Table(_)));
    let always = field.required.is_some_and(|it| match it.when {
        When::Always => true,
        // Of two keys of which one has to be there, this one needs no other file.
        When::Without(other) => wanted != Some(other),
        _ => false,
    });
    flat && (always || field.identity || wanted == Some(field.key))
}

/// The event that would say it; `id` is the organisation where it is one of the network.
fn event(path: &Path, id: &str, held: Held) -> Option<String> {
    let (kind_word, step) = (path.word_at("kind"), path.word_at("event"));
    let key = path.keys().next().unwrap_or_default();
    let is_own = |key: &str| ["kind", "event", "on"].contains(&key);
    let steps = |table: &Table| match table.field("event").map(|field| field.shape) {
        Some(Shape::Words(words)) => words,
        _ => &[],
    };
    let fits = |(kind, table): &&(EventKind, &'static Table)| {
        (*kind == EventKind::Contact) == (path.file == FileKind::NetworkEvent)
            && kind_word.is_none_or(|word| word == kind.as_str())
            && step.is_none_or(|step| steps(table).iter().any(|word| word.text == step))
            && (is_own(key) || table.field(key).or(Envelope::TABLE.field(key)).is_some())
    };
    let (kind, table) = EVENT_TABLES.iter().find(fits)?;
    let step = step.or_else(|| steps(table).first().map(|word| word.text)).unwrap_or(OPEN);
    let flag = match key {
        own if is_own(own) => String::new(),
        "informed" => format!(" --told {OPEN}"),
        key => format!(" --{} {}", key.replace('_', "-"), path.word().unwrap_or(OPEN)),
    };
    let line = match kind {
        EventKind::Contact => logs(*kind, "", id, step, None)? + &flag,
        EventKind::Signoff => logs(*kind, id, OPEN, "", None)?,
        EventKind::Amendment => {
            let held = if held == Held::Free { Held::Signed } else { held };
            return Home::Agreement(id).command(held);
        }
        EventKind::Closure => logs(*kind, id, "", "", None)?,
        EventKind::Decision => logs(*kind, id, OPEN, "accepted", None)? + &flag,
        kind => logs(*kind, id, OPEN, step, None)? + &flag,
    };
    Some(line)
}
